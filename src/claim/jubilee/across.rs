//! Sentences side by side -> the founding of what has its anniversary in the other: “It was founded in 1924”.

use std::ops::Range;

use super::founding::{ANY, FOUNDED, THINGS, explicit, is_founding, is_subject};
use super::told::Told;
use crate::article::Article;
use crate::claim::course::date_of;
use crate::extract::date::DateMention;
use crate::extract::name::NameKind;
use crate::segment::{Segmented, Sentence};

/// Finds foundings in the sentence before or after.
pub struct Across<'a, 's> {
    pub article: &'a Article<'s>,
    pub text: &'a Segmented<'s>,
}

impl<'a> Across<'a, '_> {
    /// `Velm Shipyards was founded in 1990.` before `The company marks`.
    pub fn founded_before(
        &self,
        (before, dates): &(Sentence, &'a [DateMention]),
        sentence: &Sentence,
        own: &[DateMention],
        told: &Told,
    ) -> Option<&'a DateMention> {
        // "In 2024 the bank marks"
        let opening = own.first().filter(|date| date.tokens.start <= sentence.tokens.start + 1);
        let start = opening.map_or(sentence.tokens.start, |date| date.tokens.end);
        let start = start + usize::from(start < told.subject_end && self.text.is_mark(start, b','));
        let subject = start..told.subject_end;
        let (host, founded) = self.founding(before, dates)?;
        (before.block + 1 >= sentence.block && self.is_one(&host, &subject)).then_some(founded)
    }

    /// `It was founded in 1924.` after `The school turns 100 this year.`
    pub fn founded_after(
        &self,
        (after, dates): &(Sentence, &'a [DateMention]),
        sentence: &Sentence,
        told: &Told,
    ) -> Option<&'a DateMention> {
        let host = sentence.tokens.start..told.subject_end;
        let (subject, founded) = self.founding(after, dates)?;
        let one =
            sentence.block + 1 >= after.block && is_subject(self.text, host.clone()) && self.is_one(&host, &subject);
        one.then_some(founded)
    }

    /// What a sentence that begins with it tells to have been founded, and when.
    fn founding(&self, sentence: &Sentence, dates: &'a [DateMention]) -> Option<(Range<usize>, &'a DateMention)> {
        let start = sentence.tokens.start;
        let mut verbs = sentence.tokens.clone().filter(|&at| FOUNDED.has(self.text.lower(at)));
        let verb = verbs.next().filter(|&verb| verb > start)?;
        let founded = explicit(date_of(self.text, dates, verb)?)?;
        let end = verb - usize::from(matches!(self.text.lower(verb - 1), "was" | "were"));
        let whole = is_founding(self.text, sentence, verb, founded) && verbs.next().is_none();
        (is_subject(self.text, start..end) && whole).then_some((start..end, founded))
    }

    /// Whether the second of two subjects takes up the first: "it", "the company", the same name.
    fn is_one(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let text = self.text;
        let name = |tokens: &Range<usize>| {
            let at = self.article.names.partition_point(|name| name.tokens.end < tokens.end);
            self.article
                .names
                .get(at)
                .filter(|name| name.tokens.end == tokens.end && name.kind != NameKind::Person)
                .map(|_| at)
        };
        match second.clone().map(|at| text.lower(at)).collect::<Vec<_>>().as_slice() {
            ["it"] => true,
            ["the", noun] if ANY.contains(noun) => name(first).is_some() || text.is_word(first.end - 1, noun),
            ["the", noun] if THINGS.has(noun) => first.clone().any(|at| text.lower(at).trim_end_matches('s') == *noun),
            _ => {
                let both = name(first).zip(name(second));
                both.is_some_and(|(one, other)| {
                    let entity = self.article.entity_of(one);
                    entity.is_some() && entity == self.article.entity_of(other)
                })
            }
        }
    }
}
