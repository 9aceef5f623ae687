//! Statements -> the bytes of a record: brought together under their keys, and what several end with kept once.

use std::collections::hash_map::Entry as MapEntry;

use rustc_hash::FxHashMap;

use super::{ALIKE, HEAD, Tail, WIDE, Widths, length};
use crate::checks::{Entry, Kept, Key, Keyed, OfText};
use crate::source::Span;

/// Writes what a document states.
#[must_use]
pub fn write(keyed: Keyed) -> Vec<u8> {
    let Together { keys, ends, members } = Together::of(&keyed);
    let tail = Tail { conflicts: keyed.conflicts, ignores: keyed.ignores };
    let tail = match &tail {
        tail if tail.conflicts.is_empty() && tail.ignores.is_empty() => Vec::new(),
        tail => postcard::to_allocvec(tail).expect("a conflict is plain data, which always encodes"),
    };
    let (statements, said) = folded(&keyed.statements, &keyed.said);
    let places = statements.iter().map(|one| one.span.end as usize).max().unwrap_or(0);
    let narrow =
        statements.len() <= usize::from(u8::MAX) && places.max(said.len()).max(members.len()) <= usize::from(u16::MAX);
    let widths = if narrow { Widths::NARROW } else { Widths::WIDE };
    let room = HEAD
        + keys.len() * (Key::BYTES + widths.place)
        + members.len() * widths.number
        + statements.len() * widths.statement()
        + said.len()
        + tail.len();
    let mut out = Vec::with_capacity(room);
    out.extend((length(keys.len()) | if narrow { 0 } else { WIDE }).to_le_bytes());
    for count in [members.len(), statements.len(), said.len(), tail.len()] {
        out.extend(length(count).to_le_bytes());
    }
    put_each(keys.iter().map(|key| key.to_bytes()), &mut out);
    put_all(&ends, widths.place, &mut out);
    put_all(&members, widths.number, &mut out);
    for one in &statements {
        out.extend(one.rule.to_le_bytes());
        for place in [one.span.start, one.span.end - one.span.start, one.end] {
            put(place, widths.place, &mut out);
        }
        put(one.like, widths.number, &mut out);
        put(one.alike, widths.place, &mut out);
    }
    out.extend(said);
    out.extend(tail);
    out
}

/// The statements of a document, brought together under their keys.
#[derive(Default)]
struct Together {
    /// Those of the article as a whole, then the others in the order of their first statements.
    keys: Vec<Key>,
    /// Of each key, where its members end.
    ends: Vec<u32>,
    /// Statements, those under one key in the order of rules and places, as they are to be compared; each once.
    members: Vec<u32>,
}

impl Together {
    fn of(keyed: &Keyed) -> Self {
        let in_order = |members: &mut [u32]| {
            members.sort_unstable_by_key(|&member| {
                let statement = keyed.statements[member as usize];
                (statement.rule, statement.span, member)
            });
        };
        let (others, places) = numbered(&keyed.entries);
        let OfText { keys: of_text, statements } = &keyed.of_text;
        let mut keys = Vec::with_capacity(of_text.len() + others.len());
        let mut members = Vec::with_capacity(of_text.len() * statements.len() + places.len());
        let mut ends = Vec::with_capacity(keys.capacity());
        let mut whole = statements.clone();
        in_order(&mut whole);
        for &key in of_text {
            keys.push(key);
            members.extend_from_slice(&whole);
            ends.push(length(members.len()));
        }
        let first = keys.len();
        keys.extend(others);
        // mostly a key has one entry: they are counted and put in their places rather than sorted
        ends.resize(keys.len(), 0);
        let ends_of_others = &mut ends[first..];
        places.iter().for_each(|&key| ends_of_others[key as usize] += 1);
        let mut end = length(members.len());
        for count in &mut *ends_of_others {
            end += std::mem::replace(count, end);
        }
        let (mut start, mut kept) = (members.len(), members.len());
        members.resize(start + places.len(), 0);
        for (&key, entry) in places.iter().zip(&keyed.entries) {
            let end = &mut ends_of_others[key as usize];
            members[*end as usize] = entry.statement;
            *end += 1;
        }
        for end in ends_of_others {
            let range = start..*end as usize;
            start = range.end;
            if range.len() > 1 {
                in_order(&mut members[range.clone()]);
            }
            let first = kept;
            for at in range {
                // what is stated twice under one key stands there once
                if kept == first || members[kept - 1] != members[at] {
                    members[kept] = members[at];
                    kept += 1;
                }
            }
            *end = length(kept);
        }
        members.truncate(kept);
        Self { keys, ends, members }
    }
}

/// The different keys of entries, in the order in which they come, and the place of each entry's key among them.
fn numbered(entries: &[Entry]) -> (Vec<Key>, Vec<u32>) {
    // a key is a hash: some of its bits name the slot from which it is looked for
    let slots = (2 * entries.len()).next_power_of_two();
    let mut known = vec![u32::MAX; slots];
    let mut keys: Vec<Key> = Vec::with_capacity(entries.len());
    let place = |entry: &Entry| {
        let mut slot = (entry.key.short() >> 20) as usize & (slots - 1);
        loop {
            match keys.get(known[slot] as usize) {
                None => {
                    known[slot] = length(keys.len());
                    keys.push(entry.key);
                    return known[slot];
                }
                Some(key) if *key == entry.key => return known[slot],
                Some(_) => slot = (slot + 1) & (slots - 1),
            }
        }
    };
    let places = entries.iter().map(place).collect();
    (keys, places)
}

/// A statement that says itself what no other says already.
struct Folded {
    rule: u16,
    span: Span,
    /// Where its own words end.
    end: u32,
    /// The statement that it ends like, counted from one; 0 for none.
    like: u32,
    /// How many bytes of that one's words it ends with.
    alike: u32,
}

/// Statements of one document often end alike, as those do that hold a sketch of it: what they end with is kept once.
fn folded(statements: &[Kept], said: &[u8]) -> (Vec<Folded>, Vec<u8>) {
    let mut own = Vec::with_capacity(said.len());
    // by their last bytes, the statements that say all themselves
    let mut whole: FxHashMap<[u8; ALIKE], (u32, &[u8])> = FxHashMap::default();
    let mut start = 0;
    let fold = |(number, one): (u32, &Kept)| {
        let says = &said[start..one.said_end as usize];
        start = one.said_end as usize;
        let (mut like, mut alike) = (0, 0);
        if let Some(last) = says.last_chunk::<ALIKE>() {
            match whole.entry(*last) {
                MapEntry::Occupied(entry) => {
                    let &(other, words) = entry.get();
                    (like, alike) = (other, same_end(says, words));
                }
                MapEntry::Vacant(entry) => _ = entry.insert((number, says)),
            }
        }
        own.extend_from_slice(&says[..says.len() - alike]);
        Folded { rule: one.rule, span: one.span, end: length(own.len()), like, alike: length(alike) }
    };
    let statements = (1..).zip(statements).map(fold).collect();
    (statements, own)
}

/// How many bytes two texts end with alike.
fn same_end(mut a: &[u8], mut b: &[u8]) -> usize {
    let mut same = 0;
    while let (Some((rest, last)), Some((other_rest, other))) = (a.split_last_chunk::<8>(), b.split_last_chunk::<8>())
        && last == other
    {
        (a, b) = (rest, other_rest);
        same += last.len();
    }
    same + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Writes a number in so many bytes.
fn put(number: u32, width: usize, out: &mut Vec<u8>) {
    put_all(&[number], width, out);
}

/// Writes numbers in so many bytes each.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the width was chosen by the greatest of the numbers")]
fn put_all(numbers: &[u32], width: usize, out: &mut Vec<u8>) {
    match width {
        1 => out.extend(numbers.iter().map(|&number| number as u8)),
        2 => put_each(numbers.iter().map(|&number| (number as u16).to_le_bytes()), out),
        _ => put_each(numbers.iter().map(|&number| number.to_le_bytes()), out),
    }
}

/// Writes what has so many bytes each, end to end.
#[inline]
fn put_each<const N: usize>(all: impl ExactSizeIterator<Item = [u8; N]>, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + all.len() * N, 0);
    let (places, _) = out[start..].as_chunks_mut();
    places.iter_mut().zip(all).for_each(|(place, bytes)| *place = bytes);
}
