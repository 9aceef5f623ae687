//! Which statements are brought together, as far as postings tell: by their rules, in crowds or not, and by their marks.
//!
//! Nothing here decides what is found: a group that is passed over is one of which its check would make nothing.

use super::postings::Posting;
use crate::checks::{AnyCheck, NO_CROWD};

/// A rule of whose statements nothing comes in a crowd, or where their marks keep them apart, so that they have groups of
/// their own.
#[derive(Clone, Copy)]
struct Shy<'r> {
    rule: u16,
    /// How many documents may share a key until nothing comes of it, as the logarithm to base 2.
    crowd: u8,
    check: &'r dyn AnyCheck,
}

impl Shy<'_> {
    /// Whether two statements of a group may meet, by their marks: those of one mark stand beside each other.
    fn may_meet(&self, group: &[Posting]) -> bool {
        let of_one = || group.chunk_by(|a, b| a.mark() == b.mark());
        of_one().enumerate().any(|(at, some)| {
            let mark = some[0].mark();
            (some.len() > 1 && self.check.may_meet(mark, mark))
                || of_one().skip(at + 1).any(|others| self.check.may_meet(mark, others[0].mark()))
        })
    }
}

/// How statements of the rules of a run meet.
#[derive(Default)]
pub struct Meetings<'r> {
    /// Of each rule its number among those that shun crowds, counted from one; 0 for all others.
    numbers: Vec<u8>,
    shy: Vec<Shy<'r>>,
}

/// How many rules have groups of their own, as a posting has room for their numbers. Those beyond share theirs, and tell
/// a crowd when they see it.
const MOST: usize = 127;

impl<'r> Meetings<'r> {
    pub(crate) fn new(rules: impl IntoIterator<Item = (u16, &'r dyn AnyCheck)>) -> Self {
        let shy = |(rule, check): (u16, &'r dyn AnyCheck)| check.crowd().map(|crowd| Shy { rule, crowd, check });
        let shy: Vec<Shy<'r>> = rules.into_iter().filter_map(shy).take(MOST).collect();
        let mut numbers = vec![0; shy.iter().map(|one| usize::from(one.rule) + 1).max().unwrap_or(0)];
        for (number, one) in (1..).zip(&shy) {
            numbers[usize::from(one.rule)] = number;
        }
        Self { numbers, shy }
    }

    /// The number of a rule that has groups of its own; 0 for a rule that shares them.
    #[must_use]
    pub fn number(&self, rule: u16) -> u8 {
        self.numbers.get(usize::from(rule)).copied().unwrap_or(0)
    }

    /// The mark of a statement of such a rule, by the first bytes of what it says.
    #[must_use]
    pub fn mark(&self, number: u8, said: &[u8]) -> u16 {
        self.shy(number).map_or(0, |one| one.check.mark(said))
    }

    /// Whether something may come of a group: two statements meet, they are no crowd, and their check has not seen by
    /// their marks that it would pass them over.
    #[must_use]
    pub fn may_conflict(&self, group: &[Posting]) -> bool {
        let repeated = group.iter().any(Posting::is_repeated);
        let Some(one) = group.first().and_then(|first| self.shy(first.rule())) else {
            return group.len() > 1 || repeated;
        };
        let is_crowd = group.len() as u64 > 1 << one.crowd.min(NO_CROWD);
        !is_crowd && (repeated || one.may_meet(group))
    }

    fn shy(&self, number: u8) -> Option<&Shy<'r>> {
        self.shy.get(usize::from(number).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Key;
    use crate::checks::quotation::Quotation;
    use crate::checks::summary::Summary;
    use crate::source::SourceId;

    fn group(count: u32, number: u8, mark: impl Fn(u32) -> u16) -> Vec<Posting> {
        (0..count).map(|one| Posting::new(Key::new(&["k"]), number, mark(one), (SourceId(one), 0))).collect()
    }

    #[test]
    fn a_crowd_is_passed_over() {
        let check = Quotation { words: 8 };
        let meetings = Meetings::new([(4, &check as &dyn AnyCheck)]);
        assert_eq!((meetings.number(3), meetings.number(4), meetings.number(5)), (0, 1, 0));
        let may_conflict = |count: u32, number: u8| meetings.may_conflict(&group(count, number, |_| 0));
        assert!(!may_conflict(1, 1) && may_conflict(2, 1) && may_conflict(64, 1));
        assert!(!may_conflict(65, 1) && !may_conflict(1000, 1) && may_conflict(1000, 0));
        let mut alone = group(1, 1, |_| 0);
        alone[0].repeat();
        assert!(meetings.may_conflict(&alone));
    }

    #[test]
    fn what_marks_keep_apart_is_passed_over() {
        let check = Summary::default();
        let meetings = Meetings::new([(0, &check as &dyn AnyCheck)]);
        let mark = |day: Option<i32>, words: usize| {
            let said = postcard::to_allocvec(&(day, words, [7_u8; 20])).expect("plain data");
            meetings.mark(1, &said)
        };
        let meet = |a: u16, b: u16| meetings.may_conflict(&group(2, 1, |one| if one == 0 { a } else { b }));
        assert!(meet(mark(None, 40), mark(None, 200)) && meet(mark(Some(5), 200), mark(Some(6), 40)));
        assert!(!meet(mark(None, 300), mark(None, 900)), "neither is short");
        assert!(!meet(mark(Some(5), 200), mark(Some(9), 40)), "days apart");
    }
}
