//! Postings and records -> conflicts: the statements that share a key are read back, and compared.

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use super::held::held;
use super::located::Located;
use super::{Active, left_out};
use crate::checks::{Again, Context, Encoded, Key};
use crate::source::{SourceId, Sources, Span};
use crate::store::Shelf;
use crate::store::cache::base::Found;
use crate::store::meetings::Meetings;
use crate::store::postings::Posting;
use crate::store::record::Statement;

/// Postings that are gathered before their groups are compared.
const BATCH: usize = 1 << 17;

/// Groups whose statements are brought from memory at one time.
const AHEAD: usize = 16;

/// What groups are compared with.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'c> {
    /// Is told of faults.
    pub sources: &'c Sources,
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
                let located = Located::new(&postings, self.records, self.meetings)?;
                let groups = ends.par_chunks(AHEAD).map_init(Room::default, |room, some| {
                    located.approach(some[0].0..some[some.len() - 1].1);
                    some.iter().map(|&(start, end)| self.group(&postings, start..end, &located, room)).collect()
                });
                let conflicts: Vec<Vec<Vec<Found>>> = groups.collect::<io::Result<_>>()?;
                found.extend(conflicts.into_iter().flatten().flatten());
                postings.clear();
                ends.clear();
            }
            if !more {
                return Ok(found);
            }
        }
    }

    fn group<'r>(
        &'r self,
        postings: &[Posting],
        group: Range<usize>,
        located: &'r Located<'r>,
        room: &mut Room<'r>,
    ) -> io::Result<Vec<Found>> {
        room.gather(postings, group.clone(), located, self)?;
        let number = postings[group.start].group();
        let mut found = Vec::new();
        for group in room.members.chunk_by(|a, b| (a.rule, a.key) == (b.rule, b.key)).filter(|group| group.len() > 1) {
            let active = self.rules[usize::from(group[0].rule)];
            let stated: Vec<Encoded<'_>> =
                group.iter().map(|one| (one.source, one.span, one.said.of(&room.copied))).collect();
            let mut out = Vec::new();
            let check = active.rule.check.check();
            // whoever looks again without saying so would see nothing
            let again: &dyn Again = if check.looks_again() { self.context.again } else { &() };
            let context = Context { again, ..self.context };
            if let Err(fault) = held(|| check.compare(context, group[0].key, &stated, &mut out)) {
                self.sources.fault(group[0].source, &left_out(&active, &fault));
            }
            let rule = group[0].rule;
            found.extend(out.into_iter().map(|conflict| Found { rule, group: number, conflict }));
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
        group: Range<usize>,
        located: &'r Located<'r>,
        comparison: &'r Comparison<'_>,
    ) -> io::Result<()> {
        self.members.clear();
        self.copied.clear();
        let (members, copied) = (&mut self.members, &mut self.copied);
        for at in group {
            let posting = &postings[at];
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
            if let Some((key, one)) = located.statement(at) {
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
