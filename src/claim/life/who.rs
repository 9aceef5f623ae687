//! Whose step or age it is: the name or pronoun that a verb, a date or a number goes with, where it can mean nobody else.

use std::ops::Range;

use super::Reader;
use crate::claim::timeline::has;
use crate::extract::date::DateMention;
use crate::extract::name::NameKind;
use crate::segment::{Sentence, TokenKind};
use crate::words::Words;

/// Words of relatives: in a sentence with one of them, a name or pronoun may mean another of the family. Sorted.
static KIN: Words = Words::new(&[
    "aunt",
    "brother",
    "brothers",
    "cousin",
    "daughter",
    "daughters",
    "father",
    "grandfather",
    "grandmother",
    "grandson",
    "husband",
    "mother",
    "namesake",
    "nephew",
    "niece",
    "parents",
    "sister",
    "sisters",
    "son",
    "sons",
    "uncle",
    "widow",
    "widower",
    "wife",
]);

impl Reader<'_, '_> {
    /// The person of a number in a sentence: named or meant by the pronoun before it, or right behind it, where nobody else can be.
    pub(crate) fn holder(&self, number: usize, sentence: &Sentence) -> Option<usize> {
        const NEAR: usize = 6;
        if self.tells_of_kin(sentence.tokens.clone()) {
            return None;
        }
        let pronoun = |&at: &usize| matches!(self.text.lower(at), "he" | "she");
        let before = self.named(sentence.tokens.start..number)?;
        let first = (sentence.tokens.start..number).find(pronoun);
        match (before.as_slice(), first) {
            ([], None) => {
                // "When the emperor came in 1869, aged 39, she sang": another clause
                let lead = sentence.tokens.start..number;
                if lead.clone().any(|at| crate::claim::tense::is_past(self.text, at))
                    || has(self.text, lead, &["after", "as", "before", "when", "while"])
                {
                    return None;
                }
                let near = number + 1..sentence.tokens.end.min(number + NEAR);
                match near.clone().find(pronoun) {
                    Some(at) if self.named(number..at)?.is_empty() => self.antecedent(at, sentence),
                    Some(_) => None,
                    None => self.named(near)?.first().copied(),
                }
            }
            ([], Some(at)) => self.antecedent(at, sentence),
            // "She married Paul Reyes in 1970 at 22": of the two it is not told
            ([one], None) => Some(*one),
            ([one], Some(at)) => self.named(sentence.tokens.start..at)?.contains(one).then_some(*one),
            _ => None,
        }
    }

    /// The person whose name begins at a token: "Born Ines Calder on 9 July 1948 in Porto, she".
    pub(super) fn named_at(&self, at: usize) -> Option<usize> {
        let index = self.article.names.partition_point(|name| name.tokens.start < at);
        let name = self.article.names.get(index).filter(|name| name.tokens.start == at)?;
        self.entity(index).filter(|_| name.kind == NameKind::Person)
    }

    /// The person named right behind the date of a participle that opens a sentence: "Born in 1950, Anna Kovacs …".
    pub(super) fn behind(&self, date: &DateMention, sentence: &Sentence) -> Option<usize> {
        let place = |at: &usize| self.text.is_word(*at, "in") || self.text.tokens[*at].shape.has_capital();
        let comma = (date.tokens.end..sentence.tokens.end).take(4).find(|at| !place(at))?;
        if !self.text.is_mark(comma, b',') {
            return None;
        }
        // "Born in Graz in 1849, she studied"
        if comma + 1 < sentence.tokens.end && matches!(self.text.lower(comma + 1), "he" | "she") {
            return self.antecedent(comma + 1, sentence);
        }
        let index = self.article.names.partition_point(|name| name.tokens.start <= comma);
        let name = self.article.names.get(index)?;
        let start = name.title.map_or(name.tokens.start, |title| self.text.tokens_in(title).start);
        self.entity(index).filter(|_| start.min(name.tokens.start) == comma + 1)
    }

    /// Whose step it is: the name or pronoun right before the verb.
    pub(crate) fn subject(&self, verb: usize, sentence: &Sentence) -> Option<usize> {
        let mut end = verb;
        while end > sentence.tokens.start
            && matches!(
                self.text.lower(end - 1),
                "also" | "had" | "later" | "then" | "who" | "first" | "," | "(" | "himself" | "herself"
            )
        {
            end -= 1;
        }
        let relative = (end..verb).any(|at| self.text.is_word(at, "who"));
        end = self.before_bracket(end, sentence);
        end = self.before_age(end, sentence);
        end = self.before_apposition(end, sentence);
        if end <= sentence.tokens.start {
            return None;
        }
        if matches!(self.text.lower(end - 1), "he" | "she") {
            let opens = end - 1 == sentence.tokens.start
                || matches!(self.text.text(end - 2), "," | ";")
                || matches!(self.text.lower(end - 2), "and" | "when")
                || (end - 2 > sentence.tokens.start && self.text.tokens[end - 2].kind == TokenKind::Number);
            return self.antecedent(end - 1, sentence).filter(|_| opens);
        }
        let index = self.article.names.partition_point(|name| name.tokens.end < end);
        let name = self.article.names.get(index).filter(|name| name.tokens.end == end)?;
        let start =
            name.title.map_or(name.tokens.start, |title| self.text.tokens_in(title).start.min(name.tokens.start));
        let before =
            start.checked_sub(1).filter(|&at| at >= sentence.tokens.start).map_or("", |at| self.text.lower(at));
        let object = matches!(
            before,
            "about"
                | "against"
                | "as"
                | "at"
                | "by"
                | "for"
                | "from"
                | "in"
                | "like"
                | "named"
                | "of"
                | "on"
                | "than"
                | "that"
                | "to"
                | "under"
                | "when"
                | "where"
                | "whom"
                | "with"
                | "after"
                | "before"
                | "and"
                | "or"
        ) && !(relative && before != "of")
            || start.checked_sub(1).is_some_and(|at| self.text.tokens[at].kind == TokenKind::Possessive);
        let short = name.given.is_empty() && self.tells_of_kin(sentence.tokens.clone());
        self.entity(index).filter(|_| !object && !short)
    }

    /// Where a name ends that something short is put behind in brackets: `Josiah Pell (1849–1917) was`.
    pub(super) fn before_bracket(&self, end: usize, sentence: &Sentence) -> usize {
        const LONGEST: usize = 8;
        let first = sentence.tokens.start;
        if end <= first + 2 || !self.text.is_mark(end - 1, b')') {
            return end;
        }
        (first + 1..end).rev().take(LONGEST).find(|&at| self.text.is_mark(at, b'(')).unwrap_or(end)
    }

    /// Where a name ends that says between commas who it is: `Kim Lee, a former miner, was`.
    pub(super) fn before_apposition(&self, end: usize, sentence: &Sentence) -> usize {
        const LONGEST: usize = 10;
        let first = sentence.tokens.start;
        let closed = end < sentence.tokens.end && self.text.is_mark(end, b',');
        let comma = (first + 1..end).rev().take(LONGEST).find(|&at| self.text.is_mark(at, b','));
        let opens = |comma: &usize| {
            matches!(self.text.lower(comma + 1), "a" | "an" | "the")
                && self.article.names.iter().any(|name| name.tokens.end == *comma)
        };
        comma.filter(opens).filter(|_| closed).unwrap_or(end)
    }

    /// Where a name ends that an age is put behind: `Kim Lee, 43,`, `Kim Lee, aged 43,`.
    pub(super) fn before_age(&self, end: usize, sentence: &Sentence) -> usize {
        let number = end.checked_sub(1).filter(|&at| at > sentence.tokens.start);
        let Some(number) = number.filter(|&at| self.text.tokens[at].kind == TokenKind::Number) else { return end };
        let aged = usize::from(matches!(self.text.lower(number - 1), "aged" | "age" | "now"));
        let comma =
            (number - aged).checked_sub(1).filter(|&at| at > sentence.tokens.start && self.text.is_mark(at, b','));
        comma.filter(|_| end < sentence.tokens.end && self.text.is_mark(end, b',')).unwrap_or(end)
    }

    /// The one person whom the sentence before a pronoun names, or the one before that, where they tell of no relatives.
    pub(super) fn antecedent(&self, pronoun: usize, sentence: &Sentence) -> Option<usize> {
        let number = self.text.sentence_of(pronoun)?;
        let own = self.named(sentence.tokens.start..pronoun)?;
        let before = (number.saturating_sub(2)..number).rev().map(|at| &self.text.sentences[at]);
        for earlier in before.take_while(|one| one.block + 1 >= sentence.block) {
            if self.tells_of_kin(earlier.tokens.start..sentence.tokens.end) {
                return None;
            }
            match (self.named(earlier.tokens.clone())?.as_slice(), own.as_slice()) {
                ([], _) => {}
                ([one], []) => return Some(*one),
                ([one], [same]) if one == same => return Some(*one),
                _ => return None,
            }
        }
        None
    }

    /// The people whom some tokens name; nothing where one of them is not known in full.
    pub(super) fn named(&self, tokens: Range<usize>) -> Option<Vec<usize>> {
        let from = self.article.names.partition_point(|name| name.tokens.start < tokens.start);
        let mut named = Vec::new();
        for (at, name) in
            self.article.names.iter().enumerate().skip(from).take_while(|(_, name)| name.tokens.start < tokens.end)
        {
            match self.entity(at) {
                Some(entity) if !named.contains(&entity) => named.push(entity),
                None if name.kind == NameKind::Person => return None,
                _ => {}
            }
        }
        Some(named)
    }

    /// Whether a name stands right behind a word of kinship, or is said to be another's too: "named after Desmond Pryor",
    /// "his grandfather, also Desmond Pryor".
    pub(super) fn is_relative(&self, name: usize) -> bool {
        let start = self.article.names[name].tokens.start;
        let word = |back: usize| start.checked_sub(back).map_or("", |at| self.text.lower(at));
        self.tells_of_kin(start.saturating_sub(2)..start)
            || matches!(word(1), "also" | "another") && self.tells_of_kin(start.saturating_sub(4)..start)
            || matches!(word(1), "after" | "for") && matches!(word(2), "called" | "christened" | "named")
    }

    pub(super) fn tells_of_kin(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| KIN.has(self.text.lower(at)))
    }
}
