//! What speaks for two spellings being one person's, or two people's: relations, given names alone, other names, plurals.

use super::super::forms::{introductions, is_kin};
use super::super::{Evidence, Of, Suspect, Use};
use super::Pair;
use crate::extract::name::words::{FAR_KIN, NEAR_KIN};
use crate::extract::name::{NameKind, NameMention};
use crate::knowledge::lexicon;
use crate::segment::{Segmented, TokenKind};

impl Pair<'_, '_, '_> {
    /// "Kevin Adam ... Adams said": an "s" too many or too few where one person is meant.
    pub(super) fn lost_s(&self) -> Option<Suspect> {
        let (short, long) =
            if self.odd.folded.len() < self.fair.folded.len() { (self.odd, self.fair) } else { (self.fair, self.odd) };
        if long.folded.strip_suffix('s') != Some(short.folded)
            || self.odd.uses.len() != 1
            || short.known().place
            || short.known().demonym
        {
            return None;
        }
        let odd = self.odd.uses[0];
        if self.is_people(odd) {
            return None;
        }
        let name = self.name(odd);
        let given =
            (odd.1 > 0 && name.parts.len() == 2 && name.kind == NameKind::Person).then(|| &name.parts[0].folded);
        let fair =
            self.fair.uses.iter().find(|&&used| self.is_introduced(used) && !self.name(used).given.is_empty())?;
        let same = |&&used: &&Use| used.1 > 0 && given == Some(&self.name(used).parts[used.1 - 1].folded);
        if let Some(fair) = self.fair.uses.iter().find(same) {
            return self.suspect(odd, *fair, Of::Person, Evidence::Companion);
        }
        // "the Adams" may be a family, "Adams said" is one person
        let text = &self.article.text;
        let after = text.tokens.get(name.tokens.end).map_or("", |_| text.lower(name.tokens.end));
        let longer = self.odd.folded.len() > self.fair.folded.len();
        let titled = name.parts.len() == 1 && !name.loose && longer && self.is_single_title(name);
        let speaks = name.parts.len() == 1
            && name.title.is_none()
            && !name.loose
            && matches!(
                after,
                "added"
                    | "could"
                    | "did"
                    | "had"
                    | "has"
                    | "is"
                    | "said"
                    | "says"
                    | "testified"
                    | "told"
                    | "was"
                    | "will"
                    | "would"
            )
            && !text.tokens[..name.tokens.start].last().is_some_and(|_| {
                matches!(text.lower(name.tokens.start - 1), "the" | "both" | "two" | "all" | "and" | ",")
            });
        let unborne = introductions(self.article, self.odd).is_empty();
        let told = (speaks || titled) && unborne;
        told.then(|| self.suspect(odd, *fair, Of::Person, Evidence::KnownShortForm)).flatten()
    }

    /// "Mr", "Sgt" right before: one person.
    pub(super) fn is_single_title(&self, name: &NameMention) -> bool {
        let text = &self.article.text;
        name.title.is_some_and(|title| {
            let written = text.slice(title);
            title.end <= name.span.start && (!written.ends_with('s') || matches!(written, "Mrs" | "Ms"))
        })
    }

    /// "Sri Lankans", of several words: a people, not a person.
    pub(super) fn is_people(&self, used: Use) -> bool {
        let whole = self.name(used).parts.iter().map(|part| part.folded.as_str()).collect::<Vec<_>>().join(" ");
        let demonym = |name: &str| lexicon::place(name).is_some_and(lexicon::Spot::is_demonym);
        demonym(&whole) || whole.strip_suffix('s').is_some_and(demonym)
    }

    /// "Robert Harlan, also known as Robert Harland".
    pub(super) fn is_alias(&self) -> bool {
        self.odd.uses.iter().any(|&used| {
            let text = &self.article.text;
            let start = self.name(used).tokens.start;
            let Some(sentence) = text.sentence_of(start) else { return false };
            let first = text.sentences[sentence].tokens.start.max(start.saturating_sub(12));
            (first..start).any(|at| tells_of_alias(text, at))
        })
    }

    /// "Kayleigh Prendergrast, his sister": a near relation of somebody whose name is a letter off.
    pub(super) fn relation(&self) -> Option<Suspect> {
        let near =
            self.apart.edits == 1 && self.apart.same_first && self.odd.folded.len().min(self.fair.folded.len()) >= 5;
        if !near || self.odd.uses.len() != 1 || self.fair.uses.len() < 2 || is_kin(self.odd, self.fair) {
            return None;
        }
        let odd = self.odd.uses[0];
        let last = |&&used: &&Use| {
            let name = self.name(used);
            used.1 + 1 == name.parts.len() && matches!(name.kind, NameKind::Person | NameKind::Unknown)
        };
        let full = |used: &&Use| used.1 > 0 && last(used);
        let fair = *self.fair.uses.iter().find(full).or_else(|| self.fair.uses.iter().find(last))?;
        let name = self.name(odd);
        let whole = odd.1 > 0 && odd.1 + 1 == name.parts.len() && name.kind != NameKind::Place;
        (whole && self.is_relation(name)).then(|| self.suspect(odd, fair, Of::Person, Evidence::Relation)).flatten()
    }

    /// "his sister, X", "X's mother, Y", "Y, the boy's mother".
    pub(super) fn is_relation(&self, name: &NameMention) -> bool {
        let text = &self.article.text;
        let unheard = self.odd.known().unborne();
        let near = |at: usize| NEAR_KIN.contains(&text.lower(at)) || (unheard && FAR_KIN.contains(&text.lower(at)));
        let whose = |at: usize| {
            matches!(text.lower(at), "his" | "her" | "their") || text.tokens[at].kind == TokenKind::Possessive
        };
        let start = name.tokens.start;
        let first = text.sentence_of(start).map_or(start, |at| text.sentences[at].tokens.start);
        // "his parents, Ken and Doreen"
        let between = |&at: &usize| matches!(text.text(at), "," | "and") || text.tokens[at].shape.has_capital();
        let before = (first.max(start.saturating_sub(4))..start).rev().find(|at| !between(at));
        let kin = before.is_some_and(|at| near(at) && (first.max(at.saturating_sub(3))..at).any(whose));
        let end = name.tokens.end;
        let limit = (end + 6).min(text.tokens.len());
        let after = text.tokens.get(end).is_some_and(|_| text.text(end) == ",")
            && (end + 1..limit).find(|&at| near(at)).is_some_and(|at| (end + 1..at).any(whose));
        kin || after
    }

    /// "Gerraint" on his own, where "Geraint Llewellyn" was introduced.
    pub(super) fn given_alone(&self) -> Option<Suspect> {
        let (odd, fair) = (self.odd, self.fair);
        let near = self.apart.edits == 1 && self.apart.same_first && odd.folded.len() >= 6;
        if !near || odd.uses.len() != 1 || !odd.known().unborne() || is_kin(odd, fair) {
            return None;
        }
        let used = odd.uses[0];
        let alone = self.name(used).parts.len() == 1 && !self.name(used).loose && !self.is_located(used);
        let given = |&&used: &&Use| {
            let name = self.name(used);
            let first =
                name.kind == NameKind::Unknown && used.1 == 0 && name.parts.len() == 2 && fair.known().unborne();
            let given = name.given.contains(&used.1) && name.parts.len() > 1;
            (given && (fair.known().given || fair.known().unborne())) || first
        };
        let fair = *fair.uses.iter().find(given).filter(|_| alone)?;
        self.suspect(used, fair, Of::Person, Evidence::Often)
    }

    /// The odd spelling stands in two sentences or more, and the fair one is used no more often: two people.
    pub(super) fn is_as_frequent(&self) -> bool {
        let sentence = |used: &Use| self.article.text.sentence_of(self.name(*used).tokens.start);
        let first = sentence(&self.odd.uses[0]);
        self.fair.uses.len() <= self.odd.uses.len() && self.odd.uses.iter().any(|used| sentence(used) != first)
    }
}

/// "also known as", "alias", "used the name": a person's other name follows.
fn tells_of_alias(text: &Segmented<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| text.lower(at));
    match text.lower(at) {
        "aka" | "a.k.a" | "a.k.a." | "alias" | "aliases" | "née" | "nee" | "pseudonym" => true,
        "misspell" | "misspelled" | "misspelling" | "misspells" | "misspelt" | "spelled" | "spelt" => true,
        "as" => matches!(before(1), "known" | "himself" | "herself" | "themselves"),
        "name" | "names" => {
            matches!(before(1), "assumed" | "false" | "maiden" | "stage")
                || (before(1) == "the" && matches!(before(2), "under" | "use" | "used" | "uses" | "using"))
        }
        _ => false,
    }
}
