//! Two near spellings of which each is right: two names, or a name and a word that is none.

use super::super::Use;
use super::super::forms::{Form, introductions, is_latin_given};
use super::Pair;
use crate::claim::contrast::share_a_root;
use crate::extract::name::{NameKind, NameMention};
use crate::knowledge::lexicon;
use crate::knowledge::spelling::{is_slavic_variant, is_transliterated};
use crate::segment::TokenKind;

/// How many words and marks stand between two people of one list at most.
const LIST: usize = 12;

impl Pair<'_, '_, '_> {
    /// Whether the way the two are written or used says that neither is a slip of the other.
    pub(super) fn is_innocent(&self) -> bool {
        self.odd.uses.iter().all(|&used| self.is_called_out(used) || self.is_clipped(used) || self.is_model(used))
            || self.is_member()
            || self.is_transliterated()
            || self.are_listed_together()
            || self.is_alias()
            || self.is_adjective_of_a_place()
            || self.are_told_apart()
            || self.is_one_a_thing()
    }

    /// Two ways to write a name of another script; "Steven Kowalski" was never written in one.
    fn is_transliterated(&self) -> bool {
        let given = |form: &Form<'_>| introductions(self.article, form);
        is_transliterated(self.odd.folded, self.fair.folded)
            && !(is_slavic_variant(self.odd.folded, self.fair.folded)
                && given(self.odd).iter().chain(&given(self.fair)).any(|given| is_latin_given(given)))
    }

    /// "Sri Lanka" and "Sri Lankan", "West Germany" and "West German".
    fn is_adjective_of_a_place(&self) -> bool {
        let (short, long) =
            if self.odd.folded.len() < self.fair.folded.len() { (self.odd, self.fair) } else { (self.fair, self.odd) };
        let place = |form: &Form<'_>| {
            let name = self.name(form.uses[0]);
            lexicon::place(&name.whole()).is_some() && (name.parts.len() > 1 || form.known().demonym)
        };
        // "Sub-Saharan Africa" and "Sub-Saharan African"
        let known = |form: &Form<'_>| form.known().place || form.known().demonym;
        share_a_root(short.folded, long.folded) && (place(short) || place(long) || known(short) && known(long))
    }

    /// "Harris and Harriss": who is named beside the other is another.
    fn are_listed_together(&self) -> bool {
        let text = &self.article.text;
        const BETWEEN: &[&str] = &[
            "and", "or", "&", ",", ";", "v", ".", "vs", "versus", "against", "with", "not", "his", "her", "brother",
            "sister", "twin", "mr", "mrs", "ms", "miss", "dr", "both",
        ];
        let person = |name: &NameMention| name.kind == NameKind::Person && name.parts.len() > 1;
        let beside = |a: &NameMention, b: &NameMention| {
            let gap = a.tokens.end..b.tokens.start;
            // "Alan Price, Allan Price and Alun Price"
            let people = (person(a) || person(b)) && a.parts.len() == b.parts.len();
            let joins = |at: usize| {
                BETWEEN.contains(&text.lower(at))
                    || text.tokens[at].kind == TokenKind::Number
                    || people && text.tokens[at].shape.has_capital()
            };
            (1..=if people { LIST } else { 6 }).contains(&gap.len())
                && text.sentence_of(a.tokens.start) == text.sentence_of(b.tokens.start)
                && gap.into_iter().all(joins)
        };
        let place = self.fair.known().place && self.odd.known().unheard();
        !place
            && self.odd.uses.iter().any(|&odd| {
                self.fair.uses.iter().any(|&fair| {
                    let (a, b) = (self.name(odd), self.name(fair));
                    odd.0 == fair.0 || beside(a, b) || beside(b, a)
                })
            })
    }

    /// A sentence of one word names nobody of whom it tells: "Christ."
    fn is_called_out(&self, used: Use) -> bool {
        let text = &self.article.text;
        let sentence = text.sentence_of(self.name(used).tokens.start).map(|at| text.sentences[at].tokens.clone());
        sentence.is_some_and(|tokens| tokens.filter(|&at| text.tokens[at].kind == TokenKind::Word).count() == 1)
    }

    /// "a Googler": one of those who belong to what the other spelling names.
    fn is_member(&self) -> bool {
        let text = &self.article.text;
        let longer = self.odd.folded.strip_suffix('r').map(|word| word.strip_suffix('e').unwrap_or(word));
        let made_of = |base: &str| base == self.fair.folded || self.fair.folded.strip_suffix('e') == Some(base);
        let article = |used: &Use| self.name(*used).tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
        longer.is_some_and(made_of) && self.odd.uses.iter().any(|used| matches!(article(used), "a" | "an"))
    }

    /// "Soyuz-U" is a kind of what is called "Soyuz".
    fn is_model(&self, used: Use) -> bool {
        let text = &self.article.text;
        let tokens = self.name(used).parts[used.1].tokens.clone();
        tokens.len() == 3 && text.text(tokens.start + 1) == "-" && text.text(tokens.start + 2).len() == 1
    }

    /// "Darlin’" is a word with its last letter left out.
    fn is_clipped(&self, used: Use) -> bool {
        let text = &self.article.text;
        let end = self.name(used).parts[used.1].tokens.end;
        let mark = text.tokens.get(end).is_some_and(|_| text.glued(end) && matches!(text.text(end), "'" | "’"));
        mark && self.odd.folded.ends_with("in")
    }
}
