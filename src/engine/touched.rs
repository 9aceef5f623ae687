//! A document before and after an edit -> the groups that the edit touches: all others come to what they came to.
//!
//! Most of what an edited document states it stated before, perhaps a few bytes further on. A group in which nothing was
//! found comes to nothing again where the document brings the same statements into it. A group in which something was
//! found is compared anew in any case, since what was found tells the places of statements and quotes what stands there.

use xxhash_rust::xxh3::Xxh3;

use super::Active;
use crate::store::meetings::Meetings;
use crate::store::record::Record;

/// What groups depend on, beside statements.
#[derive(Clone, Copy)]
pub(super) struct Rest<'r> {
    pub meetings: &'r Meetings<'r>,
    pub rules: &'r [Active<'r>],
}

/// What a document brings into a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Brought {
    group: u64,
    /// A hash of what its statements say, under which keys of which rules, in their order.
    said: u128,
    /// A hash of where they stand.
    places: u128,
    /// Whether no two of them meet: then it does not matter where each stands.
    single: bool,
    /// Whether a rule looks at the document itself.
    looked_at: bool,
}

impl Brought {
    /// Whether two documents bring the same, for whatever else is in the group.
    fn is_same(&self, other: &Self) -> bool {
        let same_places = self.single || self.places == other.places;
        self.said == other.said && same_places && !self.looked_at
    }
}

impl Rest<'_> {
    /// What a document brings into its groups, sorted.
    pub fn brought(&self, record: Record<'_>) -> Vec<Brought> {
        let mut postings = Vec::new();
        record.postings(crate::source::SourceId(0), self.meetings, &mut postings);
        let mut all = Vec::with_capacity(postings.len());
        for posting in postings {
            let (mut said, mut places) = (Xxh3::new(), Xxh3::new());
            let (mut last, mut single, mut looked_at) = (None, true, false);
            record.posted(&posting, self.meetings, |key, statement| {
                said.update(&key.to_bytes());
                said.update(&statement.rule.to_le_bytes());
                let length: usize = statement.said.iter().map(|part| part.len()).sum();
                said.update(&(length as u64).to_le_bytes());
                statement.said.iter().for_each(|part| said.update(part));
                places.update(&statement.span.start.to_le_bytes());
                places.update(&statement.span.end.to_le_bytes());
                single &= last != Some(statement.rule);
                last = Some(statement.rule);
                looked_at |= self.rules[usize::from(statement.rule)].rule.check.check().looks_again();
            });
            let (said, places) = (said.digest128(), places.digest128());
            all.push(Brought { group: posting.group(), said, places, single, looked_at });
        }
        all.sort_unstable();
        all
    }
}

/// The groups that are to be compared anew when a document that brought one thing brings another.
pub(super) fn touched(before: &[Brought], now: &[Brought], is_conflicting: &dyn Fn(u64) -> bool) -> Vec<u64> {
    let mut groups: Vec<u64> = before.iter().chain(now).map(|one| one.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let of = |all: &[Brought], group: u64| {
        let start = all.partition_point(|one| one.group < group);
        let end = start + all[start..].partition_point(|one| one.group == group);
        start..end
    };
    groups.retain(|&group| {
        let (before, now) = (&before[of(before, group)], &now[of(now, group)]);
        let same = before.len() == now.len() && before.iter().zip(now).all(|(before, now)| before.is_same(now));
        !same || is_conflicting(group)
    });
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Emit, Key, Keyed};
    use crate::engine::active;
    use crate::rule::Ruleset;
    use crate::source::Span;
    use crate::store::record::write;

    /// What statements of a rule, each with its key, its place and its words, bring into groups.
    fn brought(rule: &str, stated: &[(&str, usize, &str)]) -> Vec<Brought> {
        let ruleset = Ruleset::builtin();
        let rules = active(&ruleset);
        let at = rules.iter().position(|one| one.rule.id == rule).expect("a rule that runs");
        let mut keyed = Keyed::default();
        let mut emit = Emit::<String>::new(u16::try_from(at).expect("few rules"), &mut keyed);
        for &(key, start, said) in stated {
            emit.state(Key::new(&[key]), Span::new(start, start + 3), &said.to_owned());
        }
        let bytes = write(keyed);
        let meetings = Meetings::default();
        Rest { meetings: &meetings, rules: &rules }.brought(Record::new(&bytes).expect("a record"))
    }

    fn count(rule: &str, before: &[(&str, usize, &str)], now: &[(&str, usize, &str)]) -> usize {
        touched(&brought(rule, before), &brought(rule, now), &|_| false).len()
    }

    #[test]
    fn only_what_is_said_otherwise_is_compared() {
        let rule = "conflicting-holder";
        let before = [("a", 1, "x"), ("b", 5, "y"), ("c", 9, "z")];
        assert_eq!(count(rule, &before, &before), 0);
        assert_eq!(count(rule, &before, &[("a", 2, "x"), ("b", 6, "y"), ("c", 10, "z")]), 0);
        assert_eq!(count(rule, &before, &[("a", 1, "x"), ("b", 5, "other"), ("c", 9, "z")]), 1);
        assert_eq!(count(rule, &before, &[("a", 1, "x"), ("d", 5, "y"), ("c", 9, "z")]), 2);
        assert_eq!(count(rule, &before, &[]), 3);
    }

    #[test]
    fn statements_that_meet_in_the_document_may_not_move() {
        let rule = "conflicting-holder";
        let before = [("a", 1, "x"), ("a", 5, "y")];
        assert_eq!(count(rule, &before, &[("a", 1, "x"), ("a", 6, "y")]), 1);
        assert_eq!(count(rule, &before, &[("a", 1, "y"), ("a", 5, "x")]), 1);
        assert_eq!(count(rule, &before, &before), 0);
    }

    #[test]
    fn where_something_was_found_or_the_text_is_looked_at_all_is_compared() {
        let before = [("a", 1, "x"), ("b", 5, "y")];
        assert_eq!(count("altered-copy", &before, &before), 2);
        let brought = brought("conflicting-holder", &before);
        let group = brought[0].group;
        assert_eq!(touched(&brought, &brought, &|one| one == group), [group]);
    }
}
