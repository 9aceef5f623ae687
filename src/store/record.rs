//! One document's statements, conflicts and ignores <-> a [`Record`]: bytes from which single statements are read.
//!
//! A record does not know which document it is of: the document's id is given when it is read, so that it serves any
//! run that reads the same bytes. All numbers are little-endian:
//!
//! ```text
//! head        4 x u32    how many entries, how many statements, bytes of what they say, bytes of the tail
//! entries     16 bytes   key (12), index of the statement (4); sorted, a key's statements in the order of the text
//! statements  14 bytes   rule (2), start (4), length (4), where what it says ends (4)
//! said                   what the statements say, end to end
//! tail                   conflicts and ignores as postcard; nothing where there are none
//! ```

use serde::{Deserialize, Serialize};

use super::postings::Posting;
use crate::checks::{Entry, Key, Keyed};
use crate::finding::Conflict;
use crate::source::{SourceId, Span};
use crate::suppress::Suppressions;

const HEAD: usize = 16;
const ENTRY: usize = Key::BYTES + 4;
const STATEMENT: usize = 14;

/// A statement as a record holds it.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'r> {
    pub rule: u16,
    pub span: Span,
    pub said: &'r [u8],
}

/// What a document comes to by itself.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Tail {
    /// Each with the number of its rule.
    pub conflicts: Vec<(u16, Conflict)>,
    pub ignores: Suppressions,
}

/// How a rule's statements are brought together: how many documents may share a key until nothing comes of it, as the
/// logarithm to base 2; 0 for any number.
pub type Crowds = [u8];

/// Writes what a document states.
#[must_use]
pub fn write(mut keyed: Keyed) -> Vec<u8> {
    // entries of one key stand in the order of rules and places, as their statements are to be compared
    let rest = |entry: &Entry| {
        let statement = keyed.statements[entry.statement as usize];
        (statement.rule, statement.span, entry.statement)
    };
    // few keys have more than one
    keyed.entries.sort_unstable_by_key(|entry| entry.key);
    let several = keyed.entries.chunk_by_mut(|a, b| a.key == b.key).filter(|entries| entries.len() > 1);
    several.for_each(|entries| entries.sort_unstable_by_key(rest));
    keyed.entries.dedup_by_key(|entry| (entry.key, entry.statement));
    let tail = Tail { conflicts: keyed.conflicts, ignores: keyed.ignores };
    let tail = match &tail {
        tail if tail.conflicts.is_empty() && tail.ignores.is_empty() => Vec::new(),
        tail => postcard::to_allocvec(tail).expect("a conflict is plain data, which always encodes"),
    };
    let room = HEAD + keyed.entries.len() * ENTRY + keyed.statements.len() * STATEMENT + keyed.said.len() + tail.len();
    let mut out = Vec::with_capacity(room);
    for count in [keyed.entries.len(), keyed.statements.len(), keyed.said.len(), tail.len()] {
        out.extend(u32::try_from(count).expect("the statements of one article are under 4 GiB").to_le_bytes());
    }
    for entry in &keyed.entries {
        out.extend(entry.key.to_bytes());
        out.extend(entry.statement.to_le_bytes());
    }
    for statement in &keyed.statements {
        out.extend(statement.rule.to_le_bytes());
        out.extend(statement.span.start.to_le_bytes());
        out.extend((statement.span.end - statement.span.start).to_le_bytes());
        out.extend(statement.said_end.to_le_bytes());
    }
    out.extend(keyed.said);
    out.extend(tail);
    out
}

/// A record, read.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    bytes: &'r [u8],
    entries: &'r [u8],
    statements: &'r [u8],
    said: &'r [u8],
    tail: &'r [u8],
}

impl<'r> Record<'r> {
    /// The parts of a record; `None` where the bytes are none.
    #[must_use]
    pub fn new(bytes: &'r [u8]) -> Option<Self> {
        let count = |at: usize| Some(number(bytes.get(at * 4..)?)? as usize);
        let sizes = [count(0)?.checked_mul(ENTRY)?, count(1)?.checked_mul(STATEMENT)?, count(2)?, count(3)?];
        let (entries, rest) = bytes.get(HEAD..)?.split_at_checked(sizes[0])?;
        let (statements, rest) = rest.split_at_checked(sizes[1])?;
        let (said, tail) = rest.split_at_checked(sizes[2])?;
        (tail.len() == sizes[3]).then_some(Self { bytes, entries, statements, said, tail })
    }

    /// The whole record.
    #[must_use]
    pub fn bytes(&self) -> &'r [u8] {
        self.bytes
    }

    /// The key of an entry and its statement.
    #[must_use]
    pub fn entry(&self, at: usize) -> Option<(Key, u32)> {
        let entry = self.entries.get(at * ENTRY..(at + 1) * ENTRY)?;
        let (key, statement) = entry.split_at(Key::BYTES);
        Some((Key::from_bytes(key.try_into().ok()?), number(statement)?))
    }

    #[must_use]
    pub fn statement(&self, at: u32) -> Option<Statement<'r>> {
        let at = at as usize;
        let one = self.statements.get(at * STATEMENT..(at + 1) * STATEMENT)?;
        let end = |at: usize| number(self.statements.get(at * STATEMENT + 10..)?);
        let said = if at == 0 { 0 } else { end(at - 1)? } as usize..end(at)? as usize;
        let start = number(&one[2..])?;
        Some(Statement {
            rule: u16::from_le_bytes([one[0], one[1]]),
            span: Span { start, end: start.checked_add(number(&one[6..])?)? },
            said: self.said.get(said)?,
        })
    }

    /// One posting for each key; rules whose statements come to nothing in a crowd have postings of their own.
    pub fn postings(&self, source: SourceId, crowds: &Crowds, mut take: impl FnMut(Posting)) {
        let mut at = 0;
        while let Some((key, _)) = self.entry(at) {
            let (mut shared, mut alone): (Option<Posting>, Option<Posting>) = (None, None);
            let mut last = None;
            while let Some(rule) = self.rule_at(at, key) {
                let crowd = crowd(crowds, rule);
                let open = if crowd == 0 { &mut shared } else { &mut alone };
                match open {
                    // two statements of one rule meet even where no other document has the key
                    Some(posting) if last == Some(rule) => posting.repeat(),
                    Some(_) if crowd == 0 => {}
                    _ => {
                        let rule = (crowd > 0).then_some(rule);
                        open.replace(Posting::new(key, rule, crowd, (source, at))).map(&mut take);
                    }
                }
                last = Some(rule);
                at += 1;
            }
            shared.into_iter().chain(alone).for_each(&mut take);
        }
    }

    /// The rule of an entry, if it is one of a key.
    fn rule_at(&self, at: usize, key: Key) -> Option<u16> {
        let (_, statement) = self.entry(at).filter(|entry| entry.0 == key)?;
        Some(self.statement(statement)?.rule)
    }

    /// The statements that a posting brings into its group.
    pub fn posted(&self, posting: &Posting, crowds: &Crowds, mut take: impl FnMut(Key, Statement<'r>)) {
        let mut at = posting.entry();
        let Some((key, _)) = self.entry(at) else { return };
        let alone = if posting.is_of_one_rule() { self.rule_at(at, key) } else { None };
        while let Some((_, statement)) = self.entry(at).filter(|entry| entry.0 == key) {
            let Some(statement) = self.statement(statement) else { break };
            if alone.map_or(crowd(crowds, statement.rule) == 0, |rule| rule == statement.rule) {
                take(key, statement);
            }
            at += 1;
        }
    }

    /// What the document comes to by itself, in a run that names it so.
    #[must_use]
    pub fn tail(&self, source: SourceId) -> Option<Tail> {
        if self.tail.is_empty() {
            return Some(Tail::default());
        }
        let mut tail: Tail = postcard::from_bytes(self.tail).ok()?;
        tail.conflicts.iter_mut().for_each(|(_, conflict)| conflict.rename(&|_| source));
        tail.ignores.rename(&|_| source);
        Some(tail)
    }
}

fn crowd(crowds: &Crowds, rule: u16) -> u8 {
    crowds.get(usize::from(rule)).copied().unwrap_or(0)
}

/// The number that bytes begin with.
fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Emit;
    use crate::finding::Label;

    fn keyed() -> Keyed {
        let (mut keyed, source) = (Keyed::default(), SourceId(7));
        let key = |name: &str| Key::new(&[name]);
        let mut first = Emit::<String>::new(2, &mut keyed);
        first.state(key("b"), Span::new(4, 9), &"second place".to_owned());
        first.state_under([key("a"), key("b")], Span::new(1, 3), &"first place".to_owned());
        first.conflict(Conflict::new("two and two", Label::new(source, Span::new(1, 3), "here")));
        Emit::<String>::new(5, &mut keyed).state(key("a"), Span::new(0, 0), &String::new());
        keyed
    }

    type Group = Vec<(u16, Span)>;

    fn groups(record: &Record<'_>, crowds: &Crowds) -> Vec<(bool, Group)> {
        let mut postings = Vec::new();
        record.postings(SourceId(3), crowds, |posting| postings.push(posting));
        let group = |posting: &Posting| {
            let mut all = Vec::new();
            record.posted(posting, crowds, |_, statement| all.push((statement.rule, statement.span)));
            (posting.is_repeated(), all)
        };
        postings.iter().map(group).collect()
    }

    #[test]
    fn what_is_stated_comes_back() {
        let bytes = write(keyed());
        let record = Record::new(&bytes).expect("a record");
        let groups = groups(&record, &[0; 6]);
        let first = (2, Span::new(1, 3));
        assert_eq!(groups.len(), 2);
        assert!(groups.contains(&(false, vec![first, (5, Span::new(0, 0))])), "{groups:?}");
        assert!(groups.contains(&(true, vec![first, (2, Span::new(4, 9))])), "in the order of the text");
        assert_eq!(record.statement(0).map(|one| one.said), Some(b"\x0csecond place".as_slice()));
        let tail = record.tail(SourceId(3)).expect("a tail");
        assert_eq!(tail.conflicts[0].1.primary.source, SourceId(3));
    }

    #[test]
    fn a_rule_that_shuns_crowds_has_postings_of_its_own() {
        let bytes = write(keyed());
        let record = Record::new(&bytes).expect("a record");
        let groups = groups(&record, &[0, 0, 0, 0, 0, 6]);
        assert!(groups.contains(&(false, vec![(5, Span::new(0, 0))])), "{groups:?}");
        assert!(groups.contains(&(false, vec![(2, Span::new(1, 3))])), "{groups:?}");
        assert_eq!(groups.len(), 3);
    }

    #[test]
    fn cut_bytes_are_no_record() {
        let bytes = write(keyed());
        assert!((0..bytes.len()).all(|end| Record::new(&bytes[..end]).is_none()));
        assert!(Record::new(&[bytes.as_slice(), b"x"].concat()).is_none());
    }
}
