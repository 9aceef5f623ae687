//! Many articles: names keyed by the word they share, and compared by the word that differs.
//!
//! Every full name is stated under its given name and under its family name; a title and a name under the title. Under
//! one key spellings are compared by value: those one edit apart meet through the words that are left when a letter is
//! left out. Two spellings are one name only where the articles tell one story.

mod mark;
mod near;
mod story;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::Datelike;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize, Serializer};

pub(super) use mark::{mark, may_meet};
use near::near;
use story::{ByName, Story, Ties, are_copies, kinship, upper_half};

use super::Of;
use super::forms::{apart, is_latin_given};
use crate::article::Article;
use crate::checks::{Emit, Encoded, Key, Stated, read_back};
use crate::claim::{hash_word, mix};
use crate::extract::name::words::COURTESY;
use crate::extract::name::{NameKind, NameMention, Part, joined_hash};
use crate::finding::{Conflict, Label};
use crate::knowledge::index::spelling_of;
use crate::knowledge::spelling::is_slavic_variant;
use crate::knowledge::{Knowledge, fold, lexicon};
use crate::lexeme::Classes;
use crate::segment::TokenKind;
use crate::source::Span;

/// Places of one name that an article states, at most.
const PLACES: usize = 32;

/// A name, by the word of it that the key does not hold.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    word: String,
    /// The whole name as written.
    written: String,
    /// The title beside it, in lower case.
    title: String,
    /// How often the article uses the word.
    count: u16,
    /// Where the name stands, the first place that of the statement.
    places: Vec<Place>,
    role: Role,
    /// Certainly a person's name.
    person: bool,
    /// The month of the article, counted from the year 0; 0 where the article has no date.
    month: u16,
    /// Hashes of the article's telling names; odd ones are people's.
    #[serde(with = "crate::claim::packed")]
    story: Vec<u32>,
}

/// A [`Said`] as it is stated: the same fields, from where they lie.
#[derive(Serialize)]
struct Saying<'a> {
    word: &'a str,
    written: &'a str,
    title: &'a str,
    count: u16,
    places: &'a [Place],
    role: Role,
    person: bool,
    month: u16,
    story: Packed<'a>,
}

/// A list of hashes as [`crate::claim::packed`] writes it.
struct Packed<'a>(&'a [u8]);

impl Serialize for Packed<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

/// One place of a name, with hashes of the words before and after it: copies of a sentence are known by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    start: u32,
    end: u32,
    before: u32,
    after: u32,
}

impl Place {
    fn of(article: &Article<'_>, name: &NameMention) -> Self {
        let text = &article.text;
        let word = |&at: &usize| text.tokens[at].kind != TokenKind::Mark;
        let before = (0..name.tokens.start).rev().take(12).filter(word).take(3);
        let after = (name.tokens.end..text.tokens.len()).take(12).filter(word).take(3);
        let joined = |hash: u32, at: usize| hash.rotate_left(5) ^ upper_half(text.hash(at));
        Self {
            start: name.span.start,
            end: name.span.end,
            before: before.fold(0, joined),
            after: after.fold(0, joined),
        }
    }

    fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    fn likeness(self, other: Self) -> u8 {
        u8::from(self.before == other.before) + u8::from(self.after == other.after)
    }
}

/// The first field of a [`Said`].
#[derive(Deserialize)]
struct Word<'d> {
    word: &'d str,
}

/// What the word is in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Role {
    Family,
    Given,
    /// A given name that stands after the family name.
    GivenLast,
    /// After a title alone.
    Titled,
    Other,
}

/// States the names of an article.
pub(super) fn state(of: Of, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
    if of == Of::Place {
        return;
    }
    let story = article.memo.get(|| Story::of(article).packed());
    let month = article.published.day.and_then(|day| u16::try_from(day.year() * 12 + day.month().cast_signed()).ok());
    let counts = article.memo.get(|| Counts::of(article));
    let Pairs { first, mut places, .. } = Pairs::of(of, article);
    places.sort_by_key(|&(pair, _)| pair);
    let places: Vec<Place> = places.into_iter().map(|(_, place)| place).collect();
    let mut rest = places.as_slice();
    for pair in &first {
        let (here, after) = rest.split_at(pair.uses);
        rest = after;
        let said = Saying {
            word: &pair.word,
            written: article.text.slice(pair.name.span),
            title: &pair.name.title.map_or(Cow::Borrowed(""), |title| article.text.lowered(title)),
            count: counts.of_word(pair.hash),
            places: &here[..here.len().min(PLACES)],
            role: pair.role,
            person: pair.name.kind == NameKind::Person,
            month: month.unwrap_or_default(),
            story: Packed(&story.0),
        };
        emit.state_alike(pair.key(of), pair.name.span, &said);
    }
}

/// The pairs of words of an article's names.
struct Pairs<'a> {
    /// Each pair once, where it stands first.
    first: Vec<Pair<'a>>,
    /// Where each is in that list, by hashes of the two words.
    known: FxHashMap<u64, usize>,
    /// The places of each.
    places: Vec<(usize, Place)>,
}

impl<'a> Pairs<'a> {
    fn of(of: Of, article: &'a Article<'_>) -> Self {
        let room = article.names.len();
        let mut all = Self {
            first: Vec::with_capacity(room),
            known: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            places: Vec::with_capacity(room),
        };
        for name in article.names.iter().filter(|name| is_of(name, of)) {
            let place = OnceCell::new();
            pairs(of, article, name, |pair| {
                let hash = mix([pair.side as u64, pair.companion, pair.hash]);
                let at = *all.known.entry(hash).or_insert_with(|| {
                    all.first.push(pair);
                    all.first.len() - 1
                });
                all.first[at].uses += 1;
                all.places.push((at, *place.get_or_init(|| Place::of(article, name))));
            });
        }
        all
    }
}

/// A word of a name, and the one beside it under which it is stated.
struct Pair<'n> {
    name: &'n NameMention,
    side: Side,
    /// The hash of the companion.
    companion: u64,
    word: Cow<'n, str>,
    /// The hash of the word.
    hash: u64,
    role: Role,
    /// How often the article has it.
    uses: usize,
}

/// How a word stands to its companion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    After,
    Before,
    /// The companion is the title.
    Titled,
}

impl Pair<'_> {
    /// A slip in a name that is no person's leaves the first letter as it is: half of a corpus may tell of some council.
    fn key(&self, of: Of) -> Key {
        let first = if of == Of::Organisation { self.word.bytes().next() } else { None };
        Key::of_numbers("name", &[self.side as u64, self.companion, first.map_or(0, u64::from)])
    }
}

/// Whether a name is stated for a rule. One that is a person's only by the verb beside it is stated for both.
fn is_of(name: &NameMention, of: Of) -> bool {
    let person = name.kind == NameKind::Person;
    let doubtful = || name.title.is_none() && name.parts.len() > 1 && !name.parts[0].listed.name.given();
    match of {
        Of::Person => person || may_be_person(name),
        Of::Organisation => !person || doubtful(),
        Of::Place => false,
    }
}

/// Two words in no list of common words: "Trever Oyelaran" is a person's name that nothing else tells of.
fn may_be_person(name: &NameMention) -> bool {
    let plain = |part: &Part| part.folded.len() < 4 || (part.listed.word && !part.listed.name.known());
    name.kind == NameKind::Unknown
        && !name.loose
        && name.parts.len() == 2
        && !name.parts[0].listed.name.known()
        && !name.parts.iter().any(plain)
}

/// Tells the pairs of words under one of which the other is stated, and what that one is in the name.
fn pairs<'n>(of: Of, article: &Article<'_>, name: &'n NameMention, mut each: impl FnMut(Pair<'n>)) {
    let telling = |part: usize| {
        let part = &name.parts[part];
        part.folded.len() >= 3 && !part.is_in(Classes::PARTICLE | Classes::SUFFIX)
    };
    let pair = |side, companion: u64, word: usize, role| {
        let part = &name.parts[word];
        Pair { name, side, companion, word: Cow::Borrowed(&part.folded), hash: part.hash, role, uses: 0 }
    };
    let after = |companion: usize, word, role| pair(Side::After, name.parts[companion].hash, word, role);
    let before = |companion: usize, word, role| pair(Side::Before, name.parts[companion].hash, word, role);
    if of == Of::Person && name.kind == NameKind::Unknown {
        each(before(1, 0, Role::Given));
    } else if of == Of::Person && !name.given.is_empty() && !name.family.is_empty() {
        let (given, family) = (name.given.start, name.family.end - 1);
        if name.family.start < name.given.start {
            let hash = joined_hash(&name.parts[name.given.clone()]);
            each(pair(Side::Before, hash, family, Role::Family));
            let word = Cow::Owned(name.given_folded());
            each(Pair { word, hash, ..after(family, given, Role::GivenLast) });
            return;
        }
        if telling(family) && name.parts[given].folded.len() >= 2 {
            each(after(given, family, Role::Family));
        }
        if telling(given) {
            each(before(family, given, Role::Given));
        }
        // a middle name may be what stands in the way
        if family > given + 1 && telling(family - 1) && telling(given) {
            each(after(given, family - 1, Role::Other));
        }
    } else if let Some(title) = name.title.filter(|_| telling(0) && !(1..name.parts.len()).any(telling)) {
        let title = article.text.lowered(title);
        let head = title.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
        each(pair(Side::Titled, hash_word(head.as_bytes()), 0, Role::Titled));
    } else if name.parts.len() >= 2 && name.kind != NameKind::Place {
        for part in (1..name.parts.len().min(5)).filter(|&part| telling(part) && telling(part - 1)) {
            each(after(part - 1, part, Role::Other));
        }
    }
}

/// How often the names of an article have each of their words, by the hashes of those.
struct Counts(FxHashMap<u64, u16>);

impl Counts {
    fn of(article: &Article<'_>) -> Self {
        let room = article.names.len() * 2;
        let mut counts: FxHashMap<u64, u16> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        for part in article.names.iter().flat_map(|name| &name.parts) {
            let count = counts.entry(part.hash).or_default();
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// Of a word that no name has as a part of its own, one.
    fn of_word(&self, hash: u64) -> u16 {
        self.0.get(&hash).copied().unwrap_or(1)
    }
}

/// Compares the spellings under one key. Most keys have one spelling, or such as are far apart: only what states one of
/// two that are near is read back.
pub(super) fn compare(knowledge: &Knowledge, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
    if stated.windows(2).all(|two| word(&two[0]) == word(&two[1])) {
        return;
    }
    let mut by_word: BTreeMap<&str, Vec<&Encoded<'_>>> = BTreeMap::new();
    for one in stated {
        by_word.entry(word(one)).or_default().push(one);
    }
    let words: Vec<&str> = by_word.keys().copied().collect();
    let read = |word: &str| -> Vec<Stated<Said>> {
        let one = |&&(source, span, said): &&Encoded<'_>| Stated { key, source, span, said: read_back(said) };
        by_word[word].iter().map(one).collect()
    };
    for (a, b) in near(&words) {
        let (a, b) = (read(a), read(b));
        let (odd, fair) = odd_first(knowledge, &a, &b);
        meet(odd, fair, out);
    }
}

/// The word that a statement is of.
fn word<'d>(one: &Encoded<'d>) -> &'d str {
    read_back::<Word<'d>>(one.2).word
}

/// Statements of one spelling.
type Spelled<'s> = &'s [Stated<Said>];

/// The less supported spelling first: not known, in fewer articles (copies count once), used less, in no list, later.
fn odd_first<'s>(knowledge: &Knowledge, a: Spelled<'s>, b: Spelled<'s>) -> (Spelled<'s>, Spelled<'s>) {
    let support = |side: &[Stated<Said>]| {
        let heard = is_known_word(&side[0].said);
        let uses: usize = side.iter().map(|one| usize::from(one.said.count)).max().unwrap_or(0);
        (is_known(knowledge, side), tellings(side), uses, heard, std::cmp::Reverse((side[0].source, side[0].span)))
    };
    if support(a) <= support(b) { (a, b) } else { (b, a) }
}

/// Whether knowledge has somebody who is spelled so.
fn is_known(knowledge: &Knowledge, side: &[Stated<Said>]) -> bool {
    knowledge.index.is_spelled(&knowledge.people, &spelling_of(&side[0].said.written))
}

/// How many articles state a spelling, copies counted once; not counted beyond three.
fn tellings(side: &[Stated<Said>]) -> usize {
    let mut kept: Vec<&Stated<Said>> = Vec::new();
    for one in side.iter().take(64) {
        if !kept.iter().any(|other| are_copies(&other.said.story, &one.said.story)) {
            kept.push(one);
        }
        if kept.len() == 3 {
            break;
        }
    }
    kept.len()
}

fn is_heard(word: &str) -> bool {
    lexicon::name(word).known()
        || lexicon::is_word(word)
        || lexicon::is_capitalised(word)
        || lexicon::place(word).is_some()
}

/// Whether the lists have a word. Where the name beside it tells who is meant, the list of words with a capital, which has
/// names of the famous, says nothing.
fn is_known_word(said: &Said) -> bool {
    let word = said.word.as_str();
    match said.role {
        Role::Family | Role::Given => {
            lexicon::name(word).known() || lexicon::is_word(word) || lexicon::place(word).is_some()
        }
        _ => is_heard(word),
    }
}

/// Reports each odd telling with the fair one that is nearest to it in story; copies of the odd one are labels of it.
fn meet(odd: &[Stated<Said>], fair: &[Stated<Said>], out: &mut Vec<Conflict>) {
    let mut fair_by_name = ByName::default();
    fair.iter().enumerate().for_each(|(at, one)| fair_by_name.add(&one.said.story, at));
    let fair_sources: FxHashSet<_> = fair.iter().map(|one| one.source).collect();
    let (mut told, mut told_by_name): (Vec<(&Stated<Said>, Conflict)>, _) = (Vec::new(), ByName::default());
    for one in odd {
        // an article that has both names tells of two people
        let both_here = fair_sources.contains(&one.source)
            && is_heard(&one.said.word)
            && (one.said.count > 1 || one.said.role != Role::Family);
        let best = fair_by_name
            .sharing(&one.said.story)
            .into_iter()
            .filter(|&at| fair[at].source != one.source && !both_here && are_one(one, &fair[at]))
            .max_by_key(|&at| (kinship(&one.said.story, &fair[at].said.story), std::cmp::Reverse(at)));
        let Some(best) = best else { continue };
        let mut known = told_by_name.sharing(&one.said.story).into_iter();
        match known.find(|&at| are_copies(&told[at].0.said.story, &one.said.story)).map(|at| &mut told[at].1) {
            Some(conflict) if conflict.related.len() < 5 => {
                conflict.related.push(Label::new(one.source, one.span, "the same in a copy"));
            }
            Some(_) => {}
            None => {
                told_by_name.add(&one.said.story, told.len());
                told.push((one, conflict(one, &fair[best])));
            }
        }
    }
    out.extend(told.into_iter().map(|(_, conflict)| conflict));
}

/// Whether two spellings in two articles are one name.
fn are_one(odd: &Stated<Said>, fair: &Stated<Said>) -> bool {
    let (a, b) = (&odd.said, &fair.said);
    let Some(apart) = apart(&a.word, &b.word) else { return false };
    let Ties { kin, copies } = story::ties((&a.story, a.month), (&b.story, b.month));
    let (heard, fair_heard) = (is_known_word(a), is_known_word(b));
    let unlike = apart.edits > 1 && !apart.sounds;
    let is_doubtful = a.role == Role::Given && b.role == Role::Given && !(a.person || b.person);
    let given = fold(a.written.split(' ').next().unwrap_or_default());
    if (unlike && kin < 4 && !copies) || is_doubtful || (is_slavic_variant(&a.word, &b.word) && !is_latin_given(&given))
    {
        return false;
    }
    let titled = !COURTESY.has(a.title.trim_end_matches('.')) && !a.title.is_empty() && a.title == b.title;
    let long = a.word.len().min(b.word.len()) >= 4;
    match (a.role, b.role) {
        (Role::Family, Role::Family) => {
            let least = match (heard, titled) {
                (false, true) => 2,
                // a name in no list beside another: two people called so would be rare
                (false, false) if !fair_heard => 2,
                (false, false) | (true, true) => 3,
                (true, false) => 4,
            };
            kin >= least || copies
        }
        (Role::Given, Role::Given) => {
            let both = lexicon::name(&a.word).given() && lexicon::name(&b.word).given();
            let sexes = lexicon::name(&a.word).sex().zip(lexicon::name(&b.word).sex());
            let one = (apart.sounds || (titled && apart.edits == 1)) && sexes.is_none_or(|(a, b)| a == b);
            let short = lexicon::are_forms_of_one(&a.word, &b.word) && !(apart.sounds && apart.edits == 1);
            let same = if both { one && !short } else { !(heard && fair_heard) };
            same && long && (kin >= 3 || copies)
        }
        (Role::GivenLast, Role::GivenLast) => a.word.len() >= 7 && (kin >= 4 || copies),
        _ => apart.edits == 1 && !heard && long && apart.same_first && copies,
    }
}

fn conflict(odd: &Stated<Said>, fair: &Stated<Said>) -> Conflict {
    let (here, there) = (&odd.said.written, &fair.said.written);
    let message = format!("“{here}” is spelled “{there}” in another document of this story");
    let likeness = |other: &Place| odd.said.places.iter().map(|place| place.likeness(*other)).max();
    // the first of the likeliest
    let best =
        fair.said.places.iter().rev().max_by_key(|other| likeness(other)).map_or(fair.span, |place| place.span());
    Conflict::new(message, Label::new(odd.source, odd.span, "spelled so here"))
        .related(Label::new(fair.source, best, "spelled so there"))
        .identity([odd.said.word.clone(), fair.said.word.clone()])
        .cause(odd.source, odd.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_is_read_back() {
        let place = Place { start: 1, end: 12, before: 3, after: u32::MAX };
        let story = Story(vec![1, 1 << 31]).packed();
        let saying = Saying {
            word: "oyelaran",
            written: "Trever Oyelaran",
            title: "dr",
            count: 300,
            places: &[place, place],
            role: Role::Family,
            person: true,
            month: 24_300,
            story: Packed(&story.0),
        };
        let said: Said = read_back(&postcard::to_allocvec(&saying).expect("plain data"));
        assert_eq!((&*said.word, &*said.written, &*said.title), (saying.word, saying.written, saying.title));
        assert_eq!((said.count, said.role, said.person, said.month), (300, Role::Family, true, 24_300));
        assert_eq!((&*said.places, said.story), (saying.places, vec![1, 1 << 31]));
    }
}
