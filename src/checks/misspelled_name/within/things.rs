//! A person's name beside a near one that the article introduces as something else's: "Storm Ellen", "the village of Keller",
//! "Bennett's, the school".
//!
//! The near name is a thing's only where nobody bears it: a full name or a title anywhere in the article says that it is a
//! person's, too.

use super::super::Use;
use super::super::forms::Form;
use super::Pair;
use crate::extract::name::NameKind;
use crate::extract::name::words::SPOTS;
use crate::knowledge::lexicon;
use crate::segment::TokenKind;
use crate::words::Words;

/// Nouns of what has a name and is nobody, beside those of places.
#[rustfmt::skip]
static THINGS: Words = Words::new(&[
    "agency", "airline", "album", "asteroid", "automaker", "band", "bank", "bar", "barge", "boat", "brand", "brewer",
    "brewery", "broadcaster", "café", "canal", "carmaker", "chain", "chapel", "charity", "chipmaker", "choir", "church",
    "club", "college", "comet", "company", "conglomerate", "creek", "cruiser", "cyclone", "destroyer", "dog",
    "drugmaker", "estuary", "factory", "ferry", "film", "firm", "freighter", "frigate", "glacier", "group", "horse",
    "hospital", "hotel", "hurricane", "insurer", "label", "lake", "lender", "magazine", "manufacturer", "mill", "moon",
    "mountain", "museum", "musical", "newspaper", "novel", "opera", "orchestra", "peak", "planet", "plant", "prison",
    "probe", "pub", "racehorse", "restaurant", "retailer", "river", "satellite", "school", "ship", "shipbuilder",
    "spacecraft", "startup", "steelmaker", "storm", "stream", "studio", "submarine", "supermarket", "tanker", "trawler",
    "tug", "typhoon", "university", "vessel", "volcano", "yacht", "yard",
]);

/// What is a place's before "of": kinds of places, and who holds an office there or lives there.
#[rustfmt::skip]
static OF_PLACES: Words = Words::new(&[
    "archbishop", "bishop", "borough", "canton", "city", "commune", "county", "district", "governor", "hamlet",
    "inhabitants", "island", "isle", "mayor", "municipality", "neighborhood", "neighbourhood", "outskirts", "parish",
    "peninsula", "port", "prefecture", "province", "region", "resort", "sheriff", "state", "suburb", "town", "township",
    "village",
]);

/// How many words say what a thing is, behind its name: "Lindner, the chemicals group".
const KIND: usize = 3;

impl Pair<'_, '_, '_> {
    /// Whether one spelling is a thing's and nobody's, and the other a person's.
    pub(super) fn is_one_a_thing(&self) -> bool {
        let introduced =
            |form: &Form<'_>| form.uses.iter().any(|&used| self.is_introduced_as_thing(used, form.uses.len() > 1));
        let borne = |form: &Form<'_>| form.uses.iter().any(|&used| self.is_borne(used));
        let titled = |form: &Form<'_>| form.uses.iter().any(|&used| self.name(used).title.is_some());
        // "the Bishop of Urgel", beside "the Bishop of Urgell" and "Alt Urgell", is a slip
        let two = |person: &Form<'_>, thing: &Form<'_>| {
            borne(person) && !borne(thing) && introduced(thing) && !introduced(person) && !titled(thing)
        };
        two(self.odd, self.fair) || two(self.fair, self.odd)
    }

    /// Whether a use is the last word of a full name.
    fn is_borne(&self, used: Use) -> bool {
        let name = self.name(used);
        let last = used.1 > 0 && used.1 + 1 == name.parts.len();
        let unknown = || {
            let first = &name.parts[0].folded;
            let plain = !lexicon::is_word(first) && !is_noun(first) && lexicon::place(first).is_none();
            name.kind == NameKind::Unknown && name.parts.len() == 2 && plain
        };
        // "Jan Kessner" where "Jan" might be a month
        let text = &self.article.text;
        let behind_given = || {
            let before = name.tokens.start.checked_sub(1).filter(|&at| text.tokens[at].shape.has_capital());
            let dated = |at: usize| self.article.dates.iter().any(|date| date.tokens.contains(&at));
            name.parts.len() == 1 && before.is_some_and(|at| lexicon::name(text.lower(at)).given() && !dated(at))
        };
        last && (name.kind == NameKind::Person && !name.given.is_empty() || unknown()) || behind_given()
    }

    /// Whether the words beside a use say that it names a thing.
    ///
    /// `again`: the spelling has other uses, so it is no single slip.
    fn is_introduced_as_thing(&self, used: Use, again: bool) -> bool {
        let (text, name) = (&self.article.text, self.name(used));
        let start = name.parts[used.1].tokens.start;
        let Some(sentence) = text.sentence_of(start).map(|at| &text.sentences[at].tokens) else { return false };
        let word = |at: usize| if sentence.contains(&at) { text.lower(at) } else { "" };
        let before = |back: usize| start.checked_sub(back).map_or("", word);
        // "Storm Ellen", "the village of Keller"
        let capital = start > sentence.start && text.tokens[start - 1].shape.has_capital();
        let named = capital && is_noun(before(1)) || before(1) == "of" && OF_PLACES.has(before(2));
        // "the law firm Brandon"; "the firm Brandon left" tells of somebody, and so does "in the village Brandon"
        let article = (2..=3).find(|&back| matches!(before(back), "the" | "a" | "an"));
        let led = article.is_some_and(|back| !is_of_place_or_time(before(back + 1)));
        let ends = matches!(word(name.tokens.end), "" | "," | "." | ";");
        let named = named || led && THINGS.has(before(1)) && (ends || again);
        // "Bennett's, the school."
        let owned = text.tokens.get(name.tokens.end).is_some_and(|next| next.kind == TokenKind::Possessive);
        let comma = name.tokens.end + usize::from(owned);
        let explained = word(comma) == "," && matches!(word(comma + 1), "the" | "a" | "an");
        let kind = || {
            let ends = |at: usize| matches!(word(at), "" | "," | "." | ";" | "that" | "which");
            let noun = (comma + 2..comma + 2 + KIND).find(|&at| ends(at + 1))?;
            let plain = (comma + 2..=noun).all(|at| text.tokens.get(at).is_some_and(|one| one.kind == TokenKind::Word));
            Some(plain && (THINGS.has(word(noun)) || SPOTS.has(word(noun))))
        };
        named || explained && kind() == Some(true)
    }
}

fn is_noun(word: &str) -> bool {
    THINGS.has(word) || OF_PLACES.has(word) || SPOTS.has(word)
}

/// Words that lead where or when something happens, and not to what is named.
fn is_of_place_or_time(word: &str) -> bool {
    matches!(
        word,
        "after" | "at" | "before" | "during" | "from" | "in" | "inside" | "near" | "on" | "outside" | "since"
    )
}
