//! Which spellings of one name's word may be each other's slips.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::super::forms::{Apart, apart};
use crate::knowledge::spelling::{is_slavic_variant, is_transliterated, sound};

/// Spellings under one key that are held against each other one by one, at most; more meet by what they have in common.
const FEW: usize = 24;

/// The pairs of spellings that are near: they share what is left of them without one letter, sound alike, or are long
/// and begin and end alike. The spellings are sorted, each there once.
pub fn near<'w>(words: &[&'w str]) -> BTreeSet<(&'w str, &'w str)> {
    let may_meet = |a: &str, b: &str, apart: Apart| {
        apart.edits == 1 || apart.sounds || ends(a).is_some_and(|of_a| Some(of_a) == ends(b)) || share_rest(a, b)
    };
    let mut pairs = BTreeSet::new();
    if words.len() <= FEW {
        for (at, &a) in words.iter().enumerate() {
            let near = |b: &&&str| apart(a, b).is_some_and(|apart| is_near(a, b, apart) && may_meet(a, b, apart));
            pairs.extend(words[at + 1..].iter().filter(near).map(|b| (a, *b)));
        }
        return pairs;
    }
    let mut left: FxHashMap<u64, Vec<&'w str>> = FxHashMap::default();
    for &word in words {
        let rests = rests(word).map(|rest| xxh3_64(rest.as_bytes()));
        let alike = [Some(format!("~{}", sound(word))), ends(word).map(|(start, end)| format!("{start}~{end}"))];
        let alike = alike.iter().flatten().map(|alike| xxh3_64(alike.as_bytes()));
        for common in std::iter::once(xxh3_64(word.as_bytes())).chain(rests).chain(alike) {
            let others = left.entry(common).or_default();
            pairs
                .extend(others.iter().filter(|&&other| other != word).map(|&other| (other.min(word), other.max(word))));
            if others.last() != Some(&word) {
                others.push(word);
            }
        }
    }
    pairs.retain(|(a, b)| apart(a, b).is_some_and(|apart| is_near(a, b, apart)));
    pairs
}

/// What is left of a word when a letter is left out.
fn rests(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]))
}

fn share_rest(a: &str, b: &str) -> bool {
    rests(a).any(|rest| rest == b || rests(b).any(|other| other == rest)) || rests(b).any(|rest| rest == a)
}

/// How a long word begins and ends.
fn ends(word: &str) -> Option<(&str, &str)> {
    (word.len() >= LONG && word.is_ascii()).then(|| (&word[..2], &word[word.len() - 3..]))
}

/// Letters of a word in which two edits may be one slip.
const LONG: usize = 8;

fn is_near(a: &str, b: &str, apart: Apart) -> bool {
    let long = a.len().min(b.len()) >= LONG && apart.edits == 2;
    (apart.edits == 1 || apart.sounds || long)
        && !apart.inflected
        && (!is_transliterated(a, b) || is_slavic_variant(a, b))
}
