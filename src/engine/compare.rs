//! Postings and records -> conflicts: the statements that share a key are read back, and compared.

use std::io;

use rayon::prelude::*;

use super::Active;
use crate::checks::{Again, Context, Encoded, Key};
use crate::source::{SourceId, Span};
use crate::store::Shelf;
use crate::store::cache::base::Found;
use crate::store::meetings::Meetings;
use crate::store::postings::Posting;
use crate::store::record::Statement;

/// Postings that are gathered before their groups are compared.
const BATCH: usize = 1 << 17;

/// Postings whose statements are found at a time, in the order of documents.
const STRETCH: usize = 1 << 12;

/// What groups are compared with.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'c> {
    pub records: &'c dyn Shelf,
    pub rules: &'c [Active<'c>],
    pub meetings: &'c Meetings<'c>,
    pub context: Context<'c>,
}

impl Comparison<'_> {
    /// What conflicts in groups, in their order. `next` adds a group's postings to a list, as long as there are groups.
    pub fn conflicts(&self, mut next: impl FnMut(&mut Vec<Posting>) -> io::Result<bool>) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        let (mut postings, mut ends) = (Vec::new(), Vec::new());
        loop {
            let start = postings.len();
            let more = next(&mut postings)?;
            if more && self.meetings.may_conflict(&postings[start..]) {
                ends.push((start, postings.len()));
            } else {
                postings.truncate(start);
            }
            if postings.len() >= BATCH || !more {
                let located = self.located(&postings);
                let groups = ends.par_iter().map_init(Room::default, |room, &(start, end)| {
                    self.group(&postings[start..end], &located[start..end], room)
                });
                let conflicts: Vec<Vec<Found>> = groups.collect::<io::Result<_>>()?;
                found.extend(conflicts.into_iter().flatten());
                postings.clear();
                ends.clear();
            }
            if !more {
                return Ok(found);
            }
        }
    }

    /// Of each posting its statement, where it has one and its record lies in memory. Groups lead from record to record, no
    /// two of which lie near each other; to find what is asked of a record in one go spares most of the way to memory.
    fn located(&self, postings: &[Posting]) -> Vec<Option<(Key, Statement<'_>)>> {
        let mut order: Vec<u64> =
            (0..).zip(postings).map(|(at, posting)| u64::from(posting.source().0) << 32 | at).collect();
        order.par_sort_unstable();
        let locate = |&one: &u64| {
            let at = usize::try_from(one & u64::from(u32::MAX)).expect("a batch is small");
            let (mut found, mut count) = (None, 0);
            if let Some(record) = self.records.at_hand(postings[at].source()) {
                record.posted(&postings[at], self.meetings, |key, statement| {
                    found = Some((key, statement));
                    count += 1;
                });
            }
            (at, found.filter(|_| count == 1))
        };
        let stretches: Vec<Vec<_>> =
            order.par_chunks(STRETCH).map(|stretch| stretch.iter().map(locate).collect()).collect();
        let mut located = vec![None; postings.len()];
        for (at, found) in stretches.into_iter().flatten() {
            located[at] = found;
        }
        located
    }

    fn group<'r>(
        &'r self,
        postings: &[Posting],
        located: &[Option<(Key, Statement<'r>)>],
        room: &mut Room<'r>,
    ) -> io::Result<Vec<Found>> {
        room.gather(postings, located, self)?;
        let mut found = Vec::new();
        for group in room.members.chunk_by(|a, b| (a.rule, a.key) == (b.rule, b.key)).filter(|group| group.len() > 1) {
            let active = self.rules[usize::from(group[0].rule)];
            let stated: Vec<Encoded<'_>> =
                group.iter().map(|one| (one.source, one.span, one.said.of(&room.copied))).collect();
            let mut out = Vec::new();
            let check = active.rule.check.check();
            // whoever looks again without saying so would see nothing
            let again: &dyn Again = if check.looks_again() { self.context.again } else { &() };
            check.compare(Context { again, ..self.context }, group[0].key, &stated, &mut out);
            let (rule, group) = (group[0].rule, postings[0].group());
            found.extend(out.into_iter().map(|conflict| Found { rule, group, conflict }));
        }
        Ok(found)
    }
}

/// A statement of a group.
#[derive(Debug, Clone, Copy)]
struct Member<'r> {
    rule: u16,
    key: Key,
    source: SourceId,
    span: Span,
    said: Said<'r>,
}

/// Where it lies what a statement says.
#[derive(Debug, Clone, Copy)]
enum Said<'r> {
    /// In a record in memory.
    Lent(&'r [u8]),
    /// In the group's room, from here to there.
    Copied(usize, usize),
}

impl<'r> Said<'r> {
    fn of<'s>(self, copied: &'s [u8]) -> &'s [u8]
    where
        'r: 's,
    {
        match self {
            Said::Lent(said) => said,
            Said::Copied(start, end) => &copied[start..end],
        }
    }
}

/// The statements of one group, and after it of the next.
#[derive(Debug, Default)]
struct Room<'r> {
    members: Vec<Member<'r>>,
    copied: Vec<u8>,
    buffer: Vec<u8>,
}

impl<'r> Room<'r> {
    /// Reads statements back, in the order of rules, keys, documents and places.
    fn gather(
        &mut self,
        postings: &[Posting],
        located: &[Option<(Key, Statement<'r>)>],
        comparison: &'r Comparison<'_>,
    ) -> io::Result<()> {
        self.members.clear();
        self.copied.clear();
        let (members, copied) = (&mut self.members, &mut self.copied);
        for (posting, located) in postings.iter().zip(located) {
            let source = posting.source();
            let mut take = |key: Key, statement: Statement<'_>, said: Said<'r>| {
                members.push(Member { rule: statement.rule, key, source, span: statement.span, said });
            };
            let mut copy = |parts: [&[u8]; 2]| {
                let start = copied.len();
                parts.iter().for_each(|part| copied.extend_from_slice(part));
                Said::Copied(start, copied.len())
            };
            let mut lend = |key: Key, one: Statement<'r>| match one.said {
                [whole, []] => take(key, one, Said::Lent(whole)),
                parts => take(key, one, copy(parts)),
            };
            if let Some((key, one)) = *located {
                lend(key, one);
                continue;
            }
            if let Some(record) = comparison.records.at_hand(source) {
                record.posted(posting, comparison.meetings, lend);
                continue;
            }
            comparison.records.see(source, &mut self.buffer, &mut |record| {
                record.posted(posting, comparison.meetings, |key, one| {
                    let said = copy(one.said);
                    take(key, one, said);
                });
            })?;
        }
        // a document's statements stay in the order of its record
        self.members.sort_by_key(|one| (one.rule, one.key, one.source));
        Ok(())
    }
}
