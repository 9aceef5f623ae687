//! A word in no list, one letter from a place that the article names.

use super::super::forms::is_kin;
use super::super::{Evidence, Of, Suspect, Use};
use super::Pair;
use crate::claim::statement::is_function_word;
use crate::claim::tense::is_past;
use crate::extract::name::NameKind;
use crate::knowledge::lexicon;
use crate::segment::{Shape, TokenKind};

impl Pair<'_, '_, '_> {
    /// A word in no list, one letter from a place.
    pub(super) fn place(&self) -> Option<Suspect> {
        let (odd, fair) = (self.odd, self.fair);
        let count = fair.uses.len();
        if !fair.known().place || !odd.known().unheard() || self.apart.edits != 1 || odd.known().demonym {
            return None;
        }
        if is_kin(odd, fair)
            && !(odd.folded.len() == fair.folded.len() && odd.uses.iter().all(|&used| self.is_located(used)))
        {
            return None;
        }
        if odd.uses.len() > 1 && count < 2 * odd.uses.len() {
            return None;
        }
        let is_person = |&used: &Use| {
            let name = self.name(used);
            name.kind == NameKind::Person && (name.title.is_some() || !name.given.is_empty())
        };
        if odd.uses.iter().any(is_person) {
            return None;
        }
        let used = *odd.uses.iter().find(|&&used| self.is_place_like(used))?;
        let place = fair.uses.iter().find(|&&used| self.name(used).kind != NameKind::Person)?;
        self.suspect(used, *place, Of::Place, Evidence::Place)
    }

    /// A word in no list, one letter from what is of a place, before what is: "Gbrman bonds".
    pub(super) fn demonym(&self) -> Option<Suspect> {
        let (odd, fair) = (self.odd, self.fair);
        let alike = self.apart.edits == 1
            && self.apart.same_first
            && odd.folded.len() >= 6
            && odd.folded.as_bytes()[odd.folded.len() - 2..] == fair.folded.as_bytes()[fair.folded.len() - 2..];
        if !alike || !fair.known().demonym || !odd.known().unheard() || odd.uses.len() > 1 || fair.uses.len() < 2 {
            return None;
        }
        // "Styrian" is of Styria
        let own = odd.folded.strip_suffix('n').is_some_and(|land| lexicon::place(land).is_some());
        let used = odd.uses[0];
        let (name, text) = (self.name(used), &self.article.text);
        let end = name.tokens.end;
        let of_thing = !own
            && name.parts.len() == 1
            && end < text.tokens.len()
            && text.tokens[end].kind == TokenKind::Word
            && text.tokens[end].shape == Shape::Lower
            && !is_function_word(text.lower(end))
            && !is_past(text, end);
        of_thing.then(|| self.suspect(used, fair.uses[0], Of::Place, Evidence::Often)).flatten()
    }

    pub(super) fn is_place_like(&self, used: Use) -> bool {
        let (name, count) = (self.name(used), self.fair.uses.len());
        let person = name.kind == NameKind::Person && (!name.acts || name.title.is_some() || name.parts.len() > 1);
        if person || self.is_acronym(used) || self.is_listed_place(used) {
            return false;
        }
        let located = self.is_located(used);
        let long = self.odd.folded.len() >= if count >= 3 || located { 4 } else { 5 };
        let single = name.parts.len() == 1;
        let sure = self.odd.folded.len() >= 7;
        let established =
            count >= 3 || (count == 2 && sure) || (single && (count == 2 || (self.fair.known().prominent && located)));
        long && established
    }

    /// After "in", "from" and the like.
    pub(super) fn is_located(&self, used: Use) -> bool {
        const BEFORE: &[&str] = &[
            "across", "around", "at", "from", "in", "inside", "near", "of", "outside", "through", "to", "toward",
            "towards", "within",
        ];
        let start = self.name(used).tokens.start;
        start > 0 && (BEFORE.contains(&self.article.text.lower(start - 1)) || self.follows_place(start))
    }

    /// "Singapore, Taipai or Auckland": in a list, after a place.
    pub(super) fn follows_place(&self, start: usize) -> bool {
        matches!(self.article.text.lower(start - 1), "," | "and" | "or")
            && self.article.names.iter().enumerate().any(|(index, name)| {
                name.tokens.end == start - 1 && name.kind != NameKind::Person && self.is_listed_place((index, 0))
            })
    }

    pub(super) fn is_acronym(&self, used: Use) -> bool {
        let name = self.name(used);
        !name.loose && self.article.text.tokens[name.parts[used.1].tokens.start].shape == Shape::Upper
    }

    /// The whole name is a place of the list.
    pub(super) fn is_listed_place(&self, used: Use) -> bool {
        let whole = self.name(used).parts.iter().map(|part| part.folded.as_str()).collect::<Vec<_>>().join(" ");
        lexicon::place(&whole).is_some_and(lexicon::Spot::is_place)
    }
}
