//! Which documents state something under which keys: postings, in parts by the first bits of their hashes.
//!
//! A posting holds no statement, so that most of what is stated, which nothing else meets, is never read back. A group is
//! all in one part, so that threads look for groups part by part, each of which the cache of a core holds, and parts can be
//! written to a temporary file as they are: beyond a bound they are, and [`Groups`] reads them back one after the other.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Write};

use super::file::temporary;
use super::groups::{Groups, Part, Stretch};
use crate::checks::Key;
use crate::source::SourceId;

/// The parts of a posting's number.
const HASH_AT: u32 = 20;
const RULE: u64 = 0x7f << RULE_AT;
const RULE_AT: u32 = 13;
const MARK: u64 = 0xfff << MARK_AT;
const MARK_AT: u32 = 1;
const REPEATED: u64 = 1;

/// How many parts there are, as a power of two.
const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 6;

/// How many postings a piece of a part has room for: each for twice as many as the one before it, up to a bound, so that
/// parts that are about to be written out have little room that is empty.
const LEAST: usize = 64;
const MOST: usize = 1 << 12;

/// A document states something under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// 44 bits of a hash of the key, 7 bits for the rule that has groups of its own, 12 bits for the mark of its statement,
    /// and a bit for a document in which two statements of one rule meet.
    number: u64,
    source: u32,
    entry: u32,
}

/// Bytes of a posting on disk.
pub(super) const BYTES: usize = 16;

impl Ord for Posting {
    /// The order of their numbers, then of their documents and entries, in one comparison.
    fn cmp(&self, other: &Self) -> Ordering {
        self.whole().cmp(&other.whole())
    }
}

impl PartialOrd for Posting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Posting {
    /// Bits of its number in which those of one group differ: mark, repeated.
    pub const FLAGS: u64 = MARK | REPEATED;

    /// The posting of a record's entry. Rules that shun crowds have groups of their own: `rule` is the number of such a
    /// rule, 0 for all others together.
    #[must_use]
    #[cfg(test)]
    pub fn new(key: Key, rule: u8, mark: u16, (source, entry): (SourceId, usize)) -> Self {
        let entry = u32::try_from(entry).expect("a record is under 4 GiB");
        Stamp::new(rule, mark).on(key, (source, entry))
    }

    #[cfg(test)]
    pub fn repeat(&mut self) {
        self.number |= REPEATED;
    }

    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.number & REPEATED != 0
    }

    /// The number of the rule that has groups of its own, 0 for the rules that share theirs.
    #[must_use]
    pub fn rule(&self) -> u8 {
        u8::try_from((self.number & RULE) >> RULE_AT).expect("7 bits")
    }

    #[must_use]
    pub fn mark(&self) -> u16 {
        u16::try_from((self.number & MARK) >> MARK_AT).expect("12 bits")
    }

    #[must_use]
    pub fn source(&self) -> SourceId {
        SourceId(self.source)
    }

    #[must_use]
    pub fn entry(&self) -> usize {
        self.entry as usize
    }

    /// What the postings of one group have in common.
    #[must_use]
    pub fn group(&self) -> u64 {
        self.number & !Self::FLAGS
    }

    /// Its number, its document and its entry, as an index holds them.
    pub(super) fn parts(&self) -> (u64, u32, u32) {
        (self.number, self.source, self.entry)
    }

    pub(super) fn from_parts(number: u64, source: SourceId, entry: u32) -> Self {
        Self { number, source: source.0, entry }
    }

    /// The same posting of a document that is called otherwise in this run.
    #[must_use]
    pub fn renamed(self, source: SourceId) -> Self {
        Self { source: source.0, ..self }
    }

    /// All of it as one number.
    fn whole(self) -> u128 {
        u128::from(self.number) << 64 | u128::from(self.source) << 32 | u128::from(self.entry)
    }

    /// The part in which it is kept: parts are in the order of their postings.
    fn part(self) -> usize {
        (self.number >> (u64::BITS - PART_BITS)) as usize
    }

    pub(super) fn to_bytes(self) -> [u8; BYTES] {
        self.whole().to_le_bytes()
    }

    #[expect(clippy::cast_possible_truncation, reason = "the parts of a number are taken out of it")]
    pub(super) fn from_bytes(bytes: [u8; BYTES]) -> Self {
        let number = u128::from_le_bytes(bytes);
        Self { number: (number >> 64) as u64, source: (number >> 32) as u32, entry: number as u32 }
    }
}

/// What the postings of some statements have in common, under whatever key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    /// Mixed in, so that one key of two rules is not taken for two documents that meet.
    salt: u64,
    /// All but the hash.
    number: u64,
}

impl Stamp {
    pub fn new(rule: u8, mark: u16) -> Self {
        let rule = u64::from(rule);
        let salt = if rule == 0 { 0 } else { crate::claim::mix([rule]) };
        Self { salt, number: rule << RULE_AT & RULE | u64::from(mark) << MARK_AT & MARK }
    }

    /// Of a document in which two statements of one rule meet.
    pub fn repeat(&mut self) {
        self.number |= REPEATED;
    }

    #[inline]
    pub fn on(self, key: Key, (source, entry): (SourceId, u32)) -> Posting {
        let hash = (key.short() ^ self.salt) & !(RULE | Posting::FLAGS);
        Posting { number: hash | self.number, source: source.0, entry }
    }
}

/// The postings of a run.
#[derive(Debug)]
pub struct Postings {
    parts: Vec<Part>,
    /// How many there are in memory, and how many may be.
    count: usize,
    limit: usize,
    file: Option<(File, u64)>,
    trouble: Option<io::Error>,
}

impl Postings {
    /// Postings of which `limit` bytes are kept in memory.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        let parts = std::iter::repeat_with(Part::default).take(PARTS).collect();
        Self { parts, count: 0, limit: (limit / BYTES).max(1024), file: None, trouble: None }
    }

    pub fn push(&mut self, posting: Posting) {
        if self.count >= self.limit && self.trouble.is_none() {
            self.trouble = self.write_out().err();
        }
        let Part { full, open, .. } = &mut self.parts[posting.part()];
        if open.len() == open.capacity() {
            let more = Vec::with_capacity((2 * open.len()).clamp(LEAST, MOST));
            full.extend(Some(std::mem::replace(open, more)).filter(|open| !open.is_empty()));
        }
        open.push(posting);
        self.count += 1;
    }

    /// Why postings that should have been written out are in memory.
    #[must_use]
    pub fn trouble(&self) -> Option<&io::Error> {
        self.trouble.as_ref()
    }

    /// The groups of which something may come, and some others, in the order of their hashes.
    #[must_use]
    pub fn into_groups_that_meet(self) -> Groups {
        self.grouped(true)
    }

    /// All groups, in the order of their hashes.
    #[must_use]
    pub fn into_groups(self) -> Groups {
        self.grouped(false)
    }

    fn grouped(self, that_meet: bool) -> Groups {
        Groups::new(self.parts, self.file.map(|(file, _)| file), self.limit, that_meet)
    }

    fn write_out(&mut self) -> io::Result<()> {
        let (file, end) = match &mut self.file {
            Some(file) => file,
            file => file.insert((temporary()?, 0)),
        };
        let mut bytes = Vec::new();
        for part in &mut self.parts {
            bytes.clear();
            bytes.extend(part.pieces().flatten().flat_map(|posting| posting.to_bytes()));
            file.write_all(&bytes)?;
            // what can't be written stays where it is
            let count = bytes.len() / BYTES;
            part.written.push(Stretch { start: *end, count });
            *end += bytes.len() as u64;
            self.count -= count;
            part.full.clear();
            part.open.clear();
        }
        Ok(())
    }
}

impl Extend<Posting> for Postings {
    fn extend<I: IntoIterator<Item = Posting>>(&mut self, postings: I) {
        postings.into_iter().for_each(|posting| self.push(posting));
    }
}

/// The postings of one part without most of those that are alone in their group, which most are: two tables of bits tell
/// where a hash was seen and where it was seen again. Sorting is left with the few that meet.
pub(super) fn without_lone(pieces: &[Vec<Posting>]) -> Vec<Posting> {
    let count: usize = pieces.iter().map(Vec::len).sum();
    let slots = (count * 8).next_power_of_two().max(64);
    let (mut seen, mut again) = (vec![0_u64; slots / 64], vec![0_u64; slots / 64]);
    let place = |posting: &Posting| {
        let slot = (posting.number >> HASH_AT) as usize & (slots - 1);
        (slot / 64, 1_u64 << (slot % 64))
    };
    for (word, bit) in pieces.iter().flatten().map(place) {
        again[word] |= seen[word] & bit;
        seen[word] |= bit;
    }
    let meets = |posting: &&Posting| {
        let (word, bit) = place(posting);
        posting.is_repeated() || again[word] & bit != 0
    };
    pieces.iter().flatten().filter(meets).copied().collect()
}

/// The postings of one part in their order. Their hashes are spread evenly, so that some bits put each near its place.
pub(super) fn sorted(postings: &[Posting]) -> Vec<Posting> {
    let bits = (postings.len() / 4).max(1).ilog2();
    let stretch = |posting: &Posting| ((posting.number << PART_BITS) >> 1 >> (u64::BITS - 1 - bits)) as usize;
    let mut ends = vec![0; 1 << bits];
    postings.iter().for_each(|posting| ends[stretch(posting)] += 1);
    let mut end = 0;
    for count in &mut ends {
        end += std::mem::replace(count, end);
    }
    let Some(&first) = postings.first() else { return Vec::new() };
    let mut sorted = vec![first; postings.len()];
    for posting in postings {
        let end = &mut ends[stretch(posting)];
        sorted[*end] = *posting;
        *end += 1;
    }
    let mut start = 0;
    for end in ends {
        sorted[start..end].sort_unstable();
        start = end;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::meetings::Meetings;

    fn posting(key: usize, source: u32) -> Posting {
        Posting::new(Key::new(&[&key.to_string()]), 0, 0, (SourceId(source), key))
    }

    #[test]
    fn parts_on_disk_and_in_memory_give_the_same_groups() {
        let groups = |limit: usize| {
            let mut postings = Postings::new(limit);
            for source in 0..700 {
                (0..40)
                    .filter(|key| (source as usize * 31 + key * 17) % 5 < 2)
                    .for_each(|key| postings.push(posting(key, source)));
            }
            assert_eq!(postings.file.is_none(), limit == usize::MAX);
            let (mut groups, mut all, mut group) = (postings.into_groups(), Vec::new(), Vec::new());
            while groups.add(&mut group).expect("a file that can be read") {
                all.push(std::mem::take(&mut group));
            }
            all
        };
        let all = groups(usize::MAX);
        assert_eq!(all, groups(0));
        assert_eq!(all.len(), 40);
        for group in all {
            assert!(group.iter().all(|posting| posting.group() == group[0].group()));
            assert!(group.is_sorted());
        }
    }

    #[test]
    fn what_is_left_out_meets_nothing() {
        let meetings = Meetings::default();
        let groups = |all: bool| {
            let mut postings = Postings::new(usize::MAX);
            (0..3000).for_each(|source| postings.push(posting(source as usize % 2900, source)));
            let repeated = posting(1000, 1000);
            let Part { full, open, .. } = &mut postings.parts[repeated.part()];
            let mut of_part = full.iter_mut().flatten().chain(open);
            of_part.find(|posting| **posting == repeated).expect("it was put there").repeat();
            let mut groups = if all { postings.into_groups() } else { postings.into_groups_that_meet() };
            let (mut meeting, mut count, mut group) = (Vec::new(), 0, Vec::new());
            while groups.add(&mut group).expect("what is in memory") {
                count += 1;
                meeting.extend(Some(std::mem::take(&mut group)).filter(|group| meetings.may_conflict(group)));
            }
            (meeting, count)
        };
        let ((all, of_all), (meeting, of_meeting)) = (groups(true), groups(false));
        assert_eq!((all.len(), of_all), (101, 2900));
        assert_eq!(all, meeting);
        assert!(of_meeting < 1000, "{of_meeting}");
    }
}
