//! Postings and records -> conflicts: the statements that share a key are read back, and compared.

use std::io;

use rayon::prelude::*;

use super::Active;
use crate::checks::{Again, Context, Encoded, Key};
use crate::source::{SourceId, Span};
use crate::store::Shelf;
use crate::store::cache::base::Found;
use crate::store::postings::{Posting, may_conflict};
use crate::store::record::Crowds;

/// Postings that are gathered before their groups are compared.
const BATCH: usize = 1 << 18;

/// What groups are compared with.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'c> {
    pub records: &'c dyn Shelf,
    pub rules: &'c [Active<'c>],
    pub crowds: &'c Crowds,
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
            if more && may_conflict(&postings[start..]) {
                ends.push((start, postings.len()));
            } else {
                postings.truncate(start);
            }
            if postings.len() >= BATCH || !more {
                let groups = ends
                    .par_iter()
                    .map_init(Room::default, |room, &(start, end)| self.group(&postings[start..end], room));
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

    fn group(&self, postings: &[Posting], room: &mut Room) -> io::Result<Vec<Found>> {
        room.gather(postings, self)?;
        let mut found = Vec::new();
        for group in room.members.chunk_by(|a, b| (a.rule, a.key) == (b.rule, b.key)).filter(|group| group.len() > 1) {
            let active = self.rules[usize::from(group[0].rule)];
            let stated: Vec<Encoded<'_>> =
                group.iter().map(|one| (one.source, one.span, &room.said[one.said.0..one.said.1])).collect();
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

/// A statement of a group. What it says lies in the group's room.
#[derive(Debug, Clone, Copy)]
struct Member {
    rule: u16,
    key: Key,
    source: SourceId,
    span: Span,
    said: (usize, usize),
}

/// The statements of one group, and after it of the next.
#[derive(Debug, Default)]
struct Room {
    members: Vec<Member>,
    said: Vec<u8>,
    buffer: Vec<u8>,
}

impl Room {
    /// Reads statements back, in the order of rules, keys, documents and places.
    fn gather(&mut self, postings: &[Posting], comparison: &Comparison<'_>) -> io::Result<()> {
        self.members.clear();
        self.said.clear();
        let (members, said) = (&mut self.members, &mut self.said);
        for posting in postings {
            comparison.records.see(posting.source(), &mut self.buffer, &mut |record| {
                record.posted(posting, comparison.crowds, |key, statement| {
                    let start = said.len();
                    statement.said.iter().for_each(|part| said.extend_from_slice(part));
                    let (source, said) = (posting.source(), (start, said.len()));
                    members.push(Member { rule: statement.rule, key, source, span: statement.span, said });
                });
            })?;
        }
        // a document's statements stay in the order of its record
        self.members.sort_by_key(|one| (one.rule, one.key, one.source));
        Ok(())
    }
}
