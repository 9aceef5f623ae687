//! Times that no calendar places: `once`, `formerly`, `soon`, `the other day`, `at the moment`, `the present system`.

use super::Parser;
use super::calendar::is_function_word;
use crate::extract::date::expression::{Found, Length, Meaning, Reference};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::tense::{Tense, tense};
use crate::segment::{Shape, TokenKind};

impl Parser<'_> {
    fn refer(&self, start: usize, end: usize, reference: Reference) -> Option<Found> {
        Some(self.found(start, end, Meaning::Reference(reference), None))
    }

    /// `will soon`, `soon can`: what is to come.
    pub(super) fn soon(&self, at: usize) -> Option<Found> {
        let other = self.lower(at.saturating_sub(1)) == "as"
            || matches!(self.lower(at + 1), "as" | "after" | "afterward" | "afterwards" | "enough" | "to");
        let to_come = !other && tense(self.text, at, at + 1) == Some(Tense::Future);
        to_come.then(|| self.found(at, at + 1, Meaning::Reference(Reference::Future), None))
    }

    /// `was once`, `who once`, `Bolivia, once a debtor`: at some time in the past, not how often and not as soon as.
    pub(super) fn once(&self, at: usize) -> Option<Found> {
        let before = if at > self.start { self.lower(at - 1) } else { "" };
        let next = self.lower(at + 1);
        let of_past = matches!(before, "was" | "were" | "had" | "who" | "which" | "that" | "he" | "she")
            && !matches!(
                next,
                "again" | "more" | "in" | "every" | "per" | "upon" | "and" | "before" | "the" | "his" | "her"
            );
        let in_passing = before == "," && matches!(next, "a" | "an" | "known" | "called" | "considered" | "one");
        let word = self.text.tokens.get(at + 1).is_some_and(|next| at + 1 < self.end && next.kind == TokenKind::Word);
        if word && (of_past || in_passing) && self.lower(at) == "once" {
            self.refer(at, at + 1, Reference::Before)
        } else {
            None
        }
    }

    /// `previously announced`, `Earlier, he said`: before what is told.
    pub(super) fn before_that(&self, at: usize) -> Option<Found> {
        let opens = self.w(at + 1) == Word::Comma && self.opens(at);
        if self.lower(at) == "previously" || opens { self.refer(at, at + 1, Reference::Before) } else { None }
    }

    /// `long ago`, but not "as long ago as 1914".
    pub(super) fn long_ago(&self, at: usize) -> Option<Found> {
        let ago = self.w(at + 1) == Word::Ago && self.lower(at + 2) != "as";
        if ago { self.refer(at, at + 2, Reference::Past) } else { None }
    }

    /// `a long time ago`, `some time ago`, `a while ago`.
    pub(super) fn some_time_ago(&self, at: usize) -> Option<Found> {
        const LENGTHS: &[&[&str]] = &[
            &["a", "long", "time"],
            &["a", "short", "time"],
            &["a", "short", "while"],
            &["a", "long", "while"],
            &["a", "while"],
            &["some", "time"],
        ];
        let length = LENGTHS.iter().find(|words| self.words_are(at, words))?;
        let end = at + length.len() + 1;
        if self.w(end - 1) == Word::Ago { self.refer(at, end, Reference::Past) } else { None }
    }

    /// `hundreds of years`, `dozens of hours`.
    pub(super) fn scores(&self, at: usize) -> Option<Found> {
        // "tens of thousands of years"
        let last = if self.w(at + 1) == Word::Of && self.w(at + 2) == Word::Scores { at + 2 } else { at };
        let (Word::Of, Word::Units(unit)) = (self.w(last + 1), self.w(last + 2)) else { return None };
        let end = last + 3;
        if self.w(end) == Word::Ago {
            return self.refer(at, end + 1, Reference::Past);
        }
        Some(self.found(at, end, Meaning::Duration(Length(vec![(None, unit)])), None))
    }

    /// `modern day`, `present-day`, `at present`, `the present system`, `under present circumstances`.
    pub(super) fn modern(&self, at: usize) -> Option<Found> {
        let lower = self.lower(at);
        if lower == "present" && (self.before(at) == Word::At || self.is_of_now(at)) {
            return self.refer(at, at + 1, Reference::Present);
        }
        let next = self.skip(at + 1, Word::Dash);
        let day = matches!(lower, "present" | "modern") && self.w(next) == Word::Unit(Unit::Day);
        if day { self.refer(at, next + 1, Reference::Present) } else { None }
    }

    /// Whether `present` says of a thing that it is the one of now: it stands between an article and a noun.
    fn is_of_now(&self, at: usize) -> bool {
        let led = self.before(at) == Word::The
            || matches!(self.lower(at.saturating_sub(1)), "its" | "his" | "her" | "their" | "our" | "under");
        let noun = at + 1 < self.end
            && self.text.tokens[at + 1].kind == TokenKind::Word
            && self.shape(at + 1) == Shape::Lower
            && self.w(at + 1) == Word::Other
            && !is_function_word(self.lower(at + 1))
            && !matches!(self.lower(at + 1), "value" | "perfect" | "participle" | "continuous");
        led && at > self.start && noun
    }

    /// After `the`: `near future`, `present day`.
    pub(super) fn near(&self, start: usize) -> Option<Found> {
        match (self.lower(start + 1), self.lower(start + 2)) {
            ("near", "future" | "term") => self.refer(start, start + 3, Reference::Future),
            ("present", "day" | "time") => self.refer(start, start + 3, Reference::Present),
            ("present", "." | "," | ";") => self.refer(start, start + 2, Reference::Present),
            _ => None,
        }
    }

    /// After `the`: `other day`, `moment`, `time being`, `time`, `future`.
    pub(super) fn some_time(&self, start: usize) -> Option<Found> {
        let at = start + 1;
        match (self.w(at), self.before(start)) {
            (Word::Future, _) => self.refer(start, at + 1, Reference::Future),
            (Word::Other2, _) if self.w(at + 1) == Word::Unit(Unit::Day) && self.w(at + 2) != Word::Of => {
                self.refer(start, at + 2, Reference::Past)
            }
            (Word::Moment, Word::At) => self.refer(start, at + 1, Reference::Present),
            (Word::Moment, Word::For) if self.ends_phrase(at + 1) => self.refer(start, at + 1, Reference::Present),
            (Word::Time, _) if self.lower(at + 1) == "being" => self.refer(start, at + 2, Reference::Present),
            // "at the time of" says of what; "at the time," what was told
            (Word::Time, Word::At) if self.ends_phrase(at + 1) => self.refer(start, at + 1, Reference::Past),
            _ => None,
        }
    }

    /// `the past`, where nothing follows that it would belong to.
    pub(super) fn the_past(&self, start: usize) -> Option<Found> {
        let past = self.w(start + 1) == Word::Past
            && matches!(self.before(start), Word::In | Word::Of | Word::From | Word::To);
        let lower = self.lower(start + 2);
        let free = self.w(start + 2) != Word::Other
            || matches!(lower, "" | ";" | "have" | "has" | "that" | "when")
            || is_function_word(lower);
        if past && free { self.refer(start, start + 2, Reference::Past) } else { None }
    }

    /// `the coming years`.
    pub(super) fn the_coming(&self, start: usize) -> Option<Found> {
        let coming = self.w(start + 1) == Word::Coming && matches!(self.w(start + 2), Word::Units(_));
        if coming { self.refer(start, start + 3, Reference::Future) } else { None }
    }

    /// Whether a phrase ends before `at`.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        at >= self.end
            || self.text.tokens[at].kind == TokenKind::Mark
            || matches!(self.w(at), Word::And | Word::Or | Word::In | Word::On | Word::For)
            || matches!(
                self.lower(at),
                "but" | "as" | "because" | "with" | "is" | "was" | "were" | "will" | "had" | "who" | "which"
            )
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::date::tests::values_on;

    fn values(text: &str) -> Vec<String> {
        values_on("1989-11-02", text)
    }

    #[test]
    fn what_was_before() {
        assert_eq!(
            values("Bolivia, once a debtor, was once rich. Mr. Stone, formerly its head, previously sold it."),
            ["once=PAST_REF", "once=PAST_REF", "formerly=PAST_REF", "previously=PAST_REF"]
        );
        assert_eq!(
            values("Earlier, he fell, the other day; long ago, a long time ago it was so, as in the past he knew."),
            [
                "Earlier=PAST_REF",
                "the other day=PAST_REF",
                "long ago=PAST_REF",
                "a long time ago=PAST_REF",
                "the past=PAST_REF"
            ]
        );
        assert_eq!(
            values(
                "Once the bid succeeds he will go at once, once and for all. He had once more asked an earlier bidder."
            ),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is() {
        assert_eq!(
            values("The present system, at this moment and for the moment, is bad under present circumstances."),
            ["present=PRESENT_REF", "this moment=PRESENT_REF", "the moment=PRESENT_REF", "present=PRESENT_REF"]
        );
        assert_eq!(values("Those present said the present value was present to the eye."), Vec::<String>::new());
    }

    #[test]
    fn how_long_nobody_counted() {
        assert_eq!(
            values("After months of talks and hundreds of years of war, in the hours of work, it ended."),
            ["months=PXM", "hundreds of years=PXY"]
        );
    }
}
