//! One document's statements, conflicts and ignores <-> a [`Record`]: bytes from which single statements are read.
//!
//! A record does not know which document it is of: the document's id is given when it is read, so that it serves any
//! run that reads the same bytes. All numbers are little-endian, of 1, 2 or 4 bytes; those of 1 and 2 bytes have 4 in the
//! record of a document that states more than they can tell:
//!
//! ```text
//! head        5 x 4      how many keys (the highest bit: all numbers have 4 bytes), how many members, how many
//!                        statements, bytes of what they say, bytes of the tail
//! keys        10         those of the article as a whole, then the others in the order of their first statements
//! ends        2          of each key, where its members end
//! members     1          statements, those under one key in the order of rules and places
//! statements  11         rule (2), start (2), length (2), where its own words end (2), the number of the statement that
//!                        it ends like, counted from one (1), and how many bytes of that one's words it ends with (2)
//! said                   what the statements say, end to end, but for what another one says already
//! tail                   conflicts and ignores as postcard; nothing where there are none
//! ```

mod write;

use serde::{Deserialize, Serialize};

use super::meetings::Meetings;
use super::postings::{Posting, Stamp};
use crate::checks::{Key, MARKED};
use crate::finding::Conflict;
use crate::source::{SourceId, Span};
use crate::suppress::Suppressions;

pub use write::write;

const HEAD: usize = 20;
const WIDE: u32 = 1 << 31;

/// Fewer bytes that two statements end with alike are kept twice.
const ALIKE: usize = 8;

/// How many bytes the numbers of a record have.
#[derive(Debug, Clone, Copy)]
struct Widths {
    /// Of a place among members, in the text, or in what is said.
    place: usize,
    /// Of the number of a statement.
    number: usize,
}

impl Widths {
    const NARROW: Self = Self { place: 2, number: 1 };
    const WIDE: Self = Self { place: 4, number: 4 };

    /// Bytes of a statement.
    fn statement(self) -> usize {
        2 + 4 * self.place + self.number
    }
}

/// A statement as a record holds it.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'r> {
    pub rule: u16,
    pub span: Span,
    /// What it says, in two parts.
    pub said: [&'r [u8]; 2],
}

/// What postings tell of a statement.
#[derive(Clone, Copy)]
struct Stated {
    rule: u16,
    /// The number of its rule among those that have groups of their own; 0 for all others.
    number: u8,
    /// 0 for a statement of a rule that shares its groups.
    mark: u16,
}

/// What the postings of one key tell, whose statements are given in the order of their rules.
fn of_one_key(stated: impl Iterator<Item = Stated>, out: &mut Vec<Stamp>) {
    out.clear();
    // where the posting is that rules share, and the rule of the statement before
    let (mut shared, mut last) = (None, None);
    for Stated { rule, number, mark } in stated {
        let again = last.replace(rule) == Some(rule);
        let open = match number {
            0 => *shared.get_or_insert(out.len()),
            _ => out.len() - usize::from(again),
        };
        match out.get_mut(open) {
            // two statements of one rule meet even where no other document has the key
            Some(posting) if again => posting.repeat(),
            Some(_) => {}
            None => out.push(Stamp::new(number, mark)),
        }
    }
}

/// What a document comes to by itself.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Tail {
    /// Each with the number of its rule.
    pub conflicts: Vec<(u16, Conflict)>,
    pub ignores: Suppressions,
}

fn length(count: usize) -> u32 {
    u32::try_from(count).ok().filter(|count| count & WIDE == 0).expect("the statements of one article are under 2 GiB")
}

/// The number of so many bytes at a place in a list of such numbers.
#[inline]
fn get(list: &[u8], at: usize, width: usize) -> Option<u32> {
    let bytes = list.get(at * width..)?;
    match width {
        1 => bytes.first().map(|&byte| byte.into()),
        2 => bytes.first_chunk().map(|&bytes| u16::from_le_bytes(bytes).into()),
        _ => bytes.first_chunk().map(|&bytes| u32::from_le_bytes(bytes)),
    }
}

/// All the numbers of a list.
fn all(list: &[u8], width: usize) -> Vec<u32> {
    match width {
        1 => list.iter().map(|&byte| byte.into()).collect(),
        2 => list.as_chunks().0.iter().map(|&bytes| u16::from_le_bytes(bytes).into()).collect(),
        _ => list.as_chunks().0.iter().map(|&bytes| u32::from_le_bytes(bytes)).collect(),
    }
}

/// A record, read.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    bytes: &'r [u8],
    widths: Widths,
    keys: &'r [u8],
    ends: &'r [u8],
    members: &'r [u8],
    statements: &'r [u8],
    said: &'r [u8],
    tail: &'r [u8],
}

impl<'r> Record<'r> {
    /// The parts of a record; `None` where the bytes are none.
    #[must_use]
    pub fn new(bytes: &'r [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let count = |at: usize| get(head, at, 4);
        let widths = if count(0)? & WIDE == 0 { Widths::NARROW } else { Widths::WIDE };
        let keys = (count(0)? & !WIDE) as usize;
        let part = |rest: &'r [u8], count: usize, each: usize| rest.split_at_checked(count.checked_mul(each)?);
        let (places, rest) = part(rest, keys, Key::BYTES)?;
        let (ends, rest) = part(rest, keys, widths.place)?;
        let (members, rest) = part(rest, count(1)? as usize, widths.number)?;
        let (statements, rest) = part(rest, count(2)? as usize, widths.statement())?;
        let (said, tail) = part(rest, count(3)? as usize, 1)?;
        (tail.len() == count(4)? as usize).then_some(Self {
            bytes,
            widths,
            keys: places,
            ends,
            members,
            statements,
            said,
            tail,
        })
    }

    /// How many keys there are.
    #[must_use]
    pub fn keys(&self) -> usize {
        self.keys.len() / Key::BYTES
    }

    /// The whole record.
    #[must_use]
    pub fn bytes(&self) -> &'r [u8] {
        self.bytes
    }

    fn key(&self, at: usize) -> Option<Key> {
        let bytes = self.keys.get(at * Key::BYTES..(at + 1) * Key::BYTES)?;
        Some(Key::from_bytes(bytes.try_into().ok()?))
    }

    /// The statements under a key.
    fn under(&self, at: usize) -> impl Iterator<Item = u32> + use<'r> {
        let end = |at: usize| get(self.ends, at, self.widths.place).unwrap_or(0) as usize;
        let range = if at == 0 { 0 } else { end(at - 1) }..end(at);
        let (members, width) = (self.members, self.widths.number);
        range.map_while(move |at| get(members, at, width))
    }

    #[must_use]
    pub fn statement(&self, at: u32) -> Option<Statement<'r>> {
        let (at, Widths { place, number }) = (at as usize, self.widths);
        let size = self.widths.statement();
        let one = |at: usize| self.statements.get(at * size..(at + 1) * size);
        let places = one(at)?.get(2..)?;
        let own = |at: usize| {
            let end = |at: usize| get(one(at)?.get(2..)?, 2, place);
            self.said.get(if at == 0 { 0 } else { end(at - 1)? } as usize..end(at)? as usize)
        };
        let like = get(places.get(3 * place..)?, 0, number)? as usize;
        let shared = match like.checked_sub(1) {
            None => &[],
            Some(other) => {
                let words = own(other)?;
                words.get(words.len().checked_sub(get(places.get(3 * place + number..)?, 0, place)? as usize)?..)?
            }
        };
        let start = get(places, 0, place)?;
        Some(Statement {
            rule: self.rule(at)?,
            span: Span { start, end: start.checked_add(get(places, 1, place)?)? },
            said: [own(at)?, shared],
        })
    }

    /// The first bytes of what a statement says; zeros behind what is shorter.
    fn first_of(&self, at: u32) -> [u8; MARKED] {
        let (mut first, mut filled) = ([0; MARKED], 0);
        for part in self.statement(at).map_or([&[] as &[u8]; 2], |statement| statement.said) {
            let some = &part[..part.len().min(MARKED - filled)];
            first[filled..filled + some.len()].copy_from_slice(some);
            filled += some.len();
        }
        first
    }

    /// The rule of a statement.
    fn rule(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(*self.statements.get(at * self.widths.statement()..)?.first_chunk()?))
    }

    /// A byte each of what is looked at first for the statements under a key.
    pub fn lines_of(&self, key: usize) -> impl Iterator<Item = u8> {
        self.keys.get(key * Key::BYTES).into_iter().chain(self.ends.get(key * self.widths.place)).copied()
    }

    /// Adds one posting for each key; rules whose statements come to nothing in a crowd have postings of their own.
    pub fn postings(&self, source: SourceId, meetings: &Meetings<'_>, out: &mut Vec<Posting>) {
        let count = length(self.statements.len() / self.widths.statement());
        let Some(stated) = (0..count).map(|at| self.stated(at, meetings)).collect::<Option<Vec<Stated>>>() else {
            return;
        };
        let (ends, members) = (all(self.ends, self.widths.place), all(self.members, self.widths.number));
        if members.iter().any(|&one| one as usize >= stated.len()) {
            return;
        }
        let (keys, _) = self.keys.as_chunks();
        let mut start = 0;
        // keys in a row mostly have the same statements, and postings that tell the same
        let (mut last, mut stamps): (&[u32], Vec<Stamp>) = (&[], Vec::new());
        for (at, (key, end)) in (0..).zip(keys.iter().zip(ends)) {
            let Some(under) = members.get(std::mem::replace(&mut start, end as usize)..end as usize) else { return };
            if !under.iter().eq(last) {
                of_one_key(under.iter().map(|&one| stated[one as usize]), &mut stamps);
                last = under;
            }
            let key = Key::from_bytes(*key);
            out.extend(stamps.iter().map(|stamp| stamp.on(key, (source, at))));
        }
    }

    /// What the postings of a statement tell of it.
    fn stated(&self, at: u32, meetings: &Meetings<'_>) -> Option<Stated> {
        let rule = self.rule(at as usize)?;
        let number = meetings.number(rule);
        let mark = if number == 0 { 0 } else { meetings.mark(number, &self.first_of(at)) };
        Some(Stated { rule, number, mark })
    }

    /// The statements that a posting brings into its group.
    pub fn posted(&self, posting: &Posting, meetings: &Meetings<'_>, mut take: impl FnMut(Key, Statement<'r>)) {
        let at = posting.entry();
        let Some(key) = self.key(at) else { return };
        for one in self.under(at) {
            let Some(rule) = self.rule(one as usize) else { return };
            if meetings.number(rule) == posting.rule()
                && let Some(statement) = self.statement(one)
            {
                take(key, statement);
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::quotation::Quotation;
    use crate::checks::{AnyCheck, Emit, Keyed};
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

    fn groups(record: &Record<'_>, meetings: &Meetings<'_>) -> Vec<(bool, Group)> {
        let mut postings = Vec::new();
        record.postings(SourceId(3), meetings, &mut postings);
        let group = |posting: &Posting| {
            let mut all = Vec::new();
            record.posted(posting, meetings, |_, statement| all.push((statement.rule, statement.span)));
            (posting.is_repeated(), all)
        };
        postings.iter().map(group).collect()
    }

    #[test]
    fn what_is_stated_comes_back() {
        let bytes = write(keyed());
        let record = Record::new(&bytes).expect("a record");
        let groups = groups(&record, &Meetings::default());
        let first = (2, Span::new(1, 3));
        assert_eq!(groups.len(), 2);
        assert!(groups.contains(&(false, vec![first, (5, Span::new(0, 0))])), "{groups:?}");
        assert!(groups.contains(&(true, vec![first, (2, Span::new(4, 9))])), "in the order of the text");
        assert_eq!(record.statement(0).map(|one| one.said.concat()), Some(b"\x0csecond place".to_vec()));
        // "… place" stands there once
        assert_eq!(record.statement(1).map(|one| one.said.concat()), Some(b"\x0bfirst place".to_vec()));
        let tail = record.tail(SourceId(3)).expect("a tail");
        assert_eq!(tail.conflicts[0].1.primary.source, SourceId(3));
    }

    #[test]
    fn a_rule_that_shuns_crowds_has_postings_of_its_own() {
        let bytes = write(keyed());
        let record = Record::new(&bytes).expect("a record");
        let check = Quotation { words: 8 };
        let groups = groups(&record, &Meetings::new([(5, &check as &dyn AnyCheck)]));
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
