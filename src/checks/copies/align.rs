//! Two copies -> pairs of sentences that stand for each other, and the words in which they differ.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::page::{Copy, HEADING};
use crate::claim::mix;

/// Words of one copy that stand where other words stand in the other; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// A sentence of each copy that stand for each other.
#[derive(Debug)]
pub struct Aligned {
    /// The words of b's sentence.
    pub b: Range<usize>,
    /// Where their words differ.
    pub hunks: Vec<Hunk>,
    /// Whether so many words differ that the one may be said in the words of the other by chance.
    pub loose: bool,
}

/// How two copies go together.
#[derive(Debug, Default)]
pub struct Alignment {
    pub altered: Vec<Aligned>,
    /// The words of those sentences of b that a has word for word.
    pub same: Vec<Range<usize>>,
    /// Sentences of b, and no mere scraps, that a has not at all.
    pub fresh: usize,
    /// Sentences of a, and no mere scraps, that b has not at all.
    pub left: usize,
    /// Whether the first sentence of either text, which says what it is about, stands in the other.
    pub lead: bool,
}

impl Alignment {
    /// Whether the documents have at least as much in common as either has for itself, and what they begin with.
    pub fn is_of_one_story(&self) -> bool {
        self.lead && self.same.len() + self.altered.len() >= self.fresh.min(self.left)
    }
}

/// The largest stretch of differing words that is aligned word by word: product of both lengths.
const LARGEST: usize = 20_000;

/// From how many words on a stretch is a sentence and not a scrap of one ("Robert F.").
const WHOLE: usize = 6;

pub fn align(a: &Copy<'_>, b: &Copy<'_>) -> Alignment {
    let mut alignment = Alignment::default();
    let mut free = vec![true; a.sentences.len()];
    let rest = exact(a, b, &mut free);
    let is_same = |sentence: &usize| rest.binary_search(sentence).is_err();
    alignment.same = (0..b.sentences.len()).filter(is_same).map(|sentence| b.sentences[sentence].clone()).collect();
    let index = shingles(a, &free);
    let mut met: Vec<bool> = free.iter().map(|free| !free).collect();
    let lead = |copy: &Copy<'_>| {
        let tells = |&at: &usize| {
            let words = &copy.sentences[at];
            words.len() >= WHOLE && !copy.is(words.start, HEADING)
        };
        (0..copy.sentences.len()).find(tells)
    };
    let theirs = lead(b);
    alignment.lead = theirs.is_none_or(|lead| is_same(&lead));
    for &sentence in &rest {
        let partners = partners(a, b, sentence, &index, &free);
        let whole = b.sentences[sentence].len() >= WHOLE;
        alignment.fresh += usize::from(partners.is_empty() && whole);
        alignment.lead |= theirs == Some(sentence) && !partners.is_empty();
        for (partner, hunks, loose) in partners {
            met[partner] = true;
            // what is left of a sentence that was cut in two finds its place in the same one
            free[partner] = b.sentences[sentence].len() * 4 < a.sentences[partner].len() * 3;
            alignment.altered.push(Aligned { b: b.sentences[sentence].clone(), hunks, loose });
        }
    }
    alignment.lead |= lead(a).is_none_or(|lead| met[lead]);
    let whole = |&at: &usize| !met[at] && a.sentences[at].len() >= WHOLE;
    alignment.left = (0..a.sentences.len()).filter(whole).count();
    alignment
}

/// Takes out the sentences that both have word for word; the others of b remain.
fn exact(a: &Copy<'_>, b: &Copy<'_>, free: &mut [bool]) -> Vec<usize> {
    let whole = |copy: &Copy<'_>, sentence: usize| {
        copy.hashes[copy.sentences[sentence].clone()].iter().fold(0, |state, &hash| mix([state, hash]))
    };
    let mut known: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for sentence in (0..a.sentences.len()).rev() {
        known.entry(whole(a, sentence)).or_default().push(sentence);
    }
    (0..b.sentences.len())
        .filter(|&sentence| match known.get_mut(&whole(b, sentence)) {
            Some(same) => {
                // a sentence that is repeated in b and not in a is still the same sentence
                let last = same.len() == 1;
                let taken = if last { same.last().copied() } else { same.pop() };
                taken.inspect(|&taken| free[taken] = false).is_none()
            }
            None => true,
        })
        .collect()
}

/// Three words in a row -> the free sentences of a copy that have them.
fn shingles(a: &Copy<'_>, free: &[bool]) -> FxHashMap<u64, Vec<usize>> {
    let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for sentence in (0..a.sentences.len()).filter(|&sentence| free[sentence]) {
        for shingle in shingles_of(a, sentence) {
            let known = index.entry(shingle).or_default();
            if known.last() != Some(&sentence) {
                known.push(sentence);
            }
        }
    }
    index
}

/// The shingles of a sentence, its beginning and end counted as words.
fn shingles_of<'c>(copy: &'c Copy<'_>, sentence: usize) -> impl Iterator<Item = u64> + 'c {
    let words = &copy.hashes[copy.sentences[sentence].clone()];
    let at = |index: usize| if index == 0 { 1 } else { words.get(index - 1).copied().unwrap_or(2) };
    (0..words.len()).map(move |start| mix([at(start), at(start + 1), at(start + 2)]))
}

/// How many sentences of one copy may have become one sentence of the other.
const MERGED: usize = 3;

/// The free sentences of a that are, altered, one sentence of b or a part of it: mostly one.
fn partners(
    a: &Copy<'_>,
    b: &Copy<'_>,
    sentence: usize,
    index: &FxHashMap<u64, Vec<usize>>,
    free: &[bool],
) -> Vec<(usize, Vec<Hunk>, bool)> {
    let mut votes: Vec<(usize, usize)> = Vec::new();
    for shingle in shingles_of(b, sentence) {
        for &candidate in index.get(&shingle).into_iter().flatten().filter(|&&candidate| free[candidate]) {
            match votes.iter_mut().find(|(known, _)| *known == candidate) {
                Some((_, count)) => *count += 1,
                None => votes.push((candidate, 1)),
            }
        }
    }
    votes.sort_by_key(|&(candidate, count)| (std::cmp::Reverse(count), candidate));
    let theirs = b.sentences[sentence].clone();
    let mut found = Vec::new();
    for (candidate, _) in votes.into_iter().take(MERGED) {
        let ours = a.sentences[candidate].clone();
        let shorter = ours.len().min(theirs.len());
        let least = if found.is_empty() { 2 } else { 4 };
        if let Some((common, hunks)) = differences(a, ours.clone(), b, theirs.clone())
            && common * 10 >= shorter * 6
            && common >= least
        {
            found.push((candidate, hunks, common * 10 < shorter * 8));
        }
        if !found.is_empty() && ours.len() * 4 >= theirs.len() * 3 {
            break;
        }
    }
    found
}

/// How many words two sentences have in common, in order, and the stretches in which they differ.
fn differences(
    a: &Copy<'_>,
    mut ours: Range<usize>,
    b: &Copy<'_>,
    mut theirs: Range<usize>,
) -> Option<(usize, Vec<Hunk>)> {
    let mut common = 0;
    while !ours.is_empty() && !theirs.is_empty() && a.hashes[ours.start] == b.hashes[theirs.start] {
        (ours.start, theirs.start, common) = (ours.start + 1, theirs.start + 1, common + 1);
    }
    while !ours.is_empty() && !theirs.is_empty() && a.hashes[ours.end - 1] == b.hashes[theirs.end - 1] {
        (ours.end, theirs.end, common) = (ours.end - 1, theirs.end - 1, common + 1);
    }
    if ours.len() * theirs.len() > LARGEST {
        return None;
    }
    let (x, y) = (&a.hashes[ours.clone()], &b.hashes[theirs.clone()]);
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut push = |i: usize, j: usize, (di, dj): (usize, usize)| {
        let (i, j) = (ours.start + i, theirs.start + j);
        match hunks.last_mut().filter(|last| last.a.end == i && last.b.end == j) {
            Some(last) => (last.a.end, last.b.end) = (i + di, j + dj),
            None => hunks.push(Hunk { a: i..i + di, b: j..j + dj }),
        }
    };
    let longest = longest_common(x, y);
    let at = |i: usize, j: usize| longest[i * (y.len() + 1) + j];
    while i < x.len() || j < y.len() {
        if i < x.len() && j < y.len() && x[i] == y[j] {
            (i, j, common) = (i + 1, j + 1, common + 1);
        } else if j == y.len() || (i < x.len() && at(i + 1, j) >= at(i, j + 1)) {
            push(i, j, (1, 0));
            i += 1;
        } else {
            push(i, j, (0, 1));
            j += 1;
        }
    }
    Some((common, hunks))
}

/// Lengths of the longest common subsequences of all tails, row by row.
fn longest_common(x: &[u64], y: &[u64]) -> Vec<u16> {
    let width = y.len() + 1;
    let mut table = vec![0_u16; (x.len() + 1) * width];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            table[i * width + j] = if x[i] == y[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    table
}
