//! Negations that a summary puts in or leaves out.

use std::cmp::Reverse;

use super::super::digest::{Digest, Kind, Known, Sign};
use super::{ALIKE, Pair};
use crate::claim::contrast::{are_opposite_stems, sense};
use crate::finding::Conflict;

/// How many of the words around a negation are told without it at least, and which share of them in percent: for one
/// that the summary puts in, and for one that it leaves out.
const ADDED: (usize, usize) = (4, 65);
const DROPPED: (usize, usize) = (5, 80);

impl Pair<'_> {
    /// A negation in the summary where the source says the same without one.
    pub(super) fn negations(&self, out: &mut Vec<Conflict>) {
        for sign in of_kind(self.summary.digest, Kind::Negation) {
            let alone = of_kind(self.summary.digest, Kind::Negation).all(|one| {
                one.at == sign.at && one.start == sign.start
                    || one.sentence != sign.sentence
                    || one.at.abs_diff(sign.at) > REACH
            });
            let (words, near) = reach(sign, self.summary.digest, 1);
            let told = || {
                told(&words, near, self.source, ADDED)
                    .or_else(|| self.plainly_told(sign, &words))
                    .or_else(|| self.denied_at_end(sign))
            };
            if let Some(place) = alone.then(told).flatten()
                && !self.contradicts(&words, place)
            {
                let message = self.only_here(&sign.word);
                out.push(self.conflict(
                    message,
                    (sign.span(), &sign.word),
                    (self.source.digest.span(place), "told without it"),
                ));
            }
        }
    }

    /// The sentence of the source that says the two words behind a negation in a row, and no sentence says them with one:
    /// "no expert support", and after "not" with one more of the words around it.
    fn plainly_told(&self, sign: &Sign, words: &[u32]) -> Option<u32> {
        let (_, near) = reach(sign, self.summary.digest, 2);
        let [first, second] = *near else { return None };
        let digest = self.source.digest;
        let in_a_row = |place: &Place| {
            let next = place.at + 1;
            digest.words[place.at] == first
                && next < digest.sentence(place.sentence).end
                && digest.words[next] == second
        };
        let found: Vec<Place> = places(digest).filter(in_a_row).collect();
        let least = if matches!(sign.word.to_lowercase().as_str(), "no" | "without") { 2 } else { 3 };
        let best = found.iter().map(|place| place.sentence).find(|&place| count(digest, place, words) >= least)?;
        found.iter().all(|place| !denies(digest, place.sentence)).then_some(best)
    }

    /// The sentence of the source that has the word before and the only word behind a negation in a row, and no negation:
    /// "the code is not released" where "we release our code".
    fn denied_at_end(&self, sign: &Sign) -> Option<u32> {
        let digest = self.summary.digest;
        let at = sign.at as usize;
        let range = digest.sentence(sign.sentence);
        let first = (at..range.end).find(|&word| digest.words[word] != sign.hash)?;
        let two = [*digest.words[range.start..at].last()?, digest.words[first]];
        let digest = self.source.digest;
        let in_a_row = |place: &Place| {
            let next = place.at + 1;
            let range = digest.sentence(place.sentence);
            next < range.end && (0..2).any(|k| digest.words[place.at] == two[k] && digest.words[next] == two[1 - k])
        };
        let found: Vec<Place> = places(digest).filter(in_a_row).collect();
        let best = found.first().filter(|_| first + 1 == range.end)?.sentence;
        found.iter().all(|place| !denies(digest, place.sentence)).then_some(best)
    }

    /// A negation in the source where the summary says the same without one.
    pub(super) fn dropped_negations(&self, out: &mut Vec<Conflict>) {
        let dropped = if self.is_wholly_told() { (DROPPED.0 - 1, DROPPED.1) } else { DROPPED };
        for sign in of_kind(self.source.digest, Kind::Negation) {
            let (words, near) = reach(sign, self.source.digest, 2);
            let kept = of_kind(self.summary.digest, Kind::Negation).any(|one| {
                reach(one, self.summary.digest, 1).0.iter().filter(|word| words.contains(word)).count() >= ALIKE
            });
            let elsewhere = kept || told(&words, near, self.source, (ALIKE, 0)).is_some();
            if let Some(place) = told(&words, near, self.summary, dropped).filter(|_| !elsewhere) {
                let message = self.only_there(&sign.word);
                let span = self.summary.digest.span(place);
                out.push(self.conflict(message, (span, "told without it"), (sign.span(), &sign.word)));
            }
        }
    }

    /// Whether a sentence of the source holds the opposite of one of some words: a negation makes that the same.
    fn contradicts(&self, words: &[u32], sentence: u32) -> bool {
        let theirs = &self.source.digest.words[self.source.digest.sentence(sentence)];
        words.iter().any(|&word| theirs.iter().any(|&other| are_opposite_stems(word, other)))
    }
}

pub(super) fn of_kind(digest: &Digest, kind: Kind) -> impl Iterator<Item = &Sign> {
    digest.signs.iter().filter(move |sign| sign.kind == kind)
}

/// How far a negation reaches, in content words.
const REACH: u32 = 3;

/// Whether a negation stands before a word: what stands behind it turns something else around.
pub(super) fn near_negation(sign: &Sign, digest: &Digest) -> bool {
    let of_things = |one: &Sign| matches!(one.word.to_lowercase().as_str(), "nothing" | "none");
    of_kind(digest, Kind::Negation)
        .filter(|one| !of_things(one))
        .any(|one| one.sentence == sign.sentence && one.start < sign.start && sign.at - one.at <= REACH)
}

/// A content word of a document.
pub(super) struct Place {
    pub at: usize,
    pub sentence: u32,
}

pub(super) fn places(digest: &Digest) -> impl Iterator<Item = Place> + '_ {
    let sentences = 0..number(digest.ends.len());
    sentences.flat_map(|sentence| digest.sentence(sentence).map(move |at| Place { at, sentence }))
}

/// Whether a sentence has any word that turns something around.
fn denies(digest: &Digest, sentence: u32) -> bool {
    digest.signs.iter().any(|sign| sign.sentence == sentence && turns_around(sign))
}

fn turns_around(sign: &Sign) -> bool {
    matches!(sign.kind, Kind::Negation | Kind::Negative) || sense(sign.hash).is_some_and(|sense| sense.negative)
}

pub(super) fn is_negated(place: &Place, digest: &Digest) -> bool {
    let near = |sign: &Sign| sign.sentence == place.sentence && number(place.at).abs_diff(sign.at) <= REACH;
    digest.signs.iter().any(|sign| turns_around(sign) && near(sign))
}

pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).expect("fewer words than bytes")
}

/// The content words that a negation turns around, a few before it and more behind it; and the nearest behind it.
fn reach<'d>(sign: &Sign, digest: &'d Digest, nearest: usize) -> (Vec<u32>, &'d [u32]) {
    let sentence = digest.sentence(sign.sentence);
    let at = sign.at as usize;
    let before = &digest.words[at.saturating_sub(2).max(sentence.start)..at];
    // the negation itself may be a content word
    let first = (at..sentence.end).find(|&word| digest.words[word] != sign.hash).unwrap_or(sentence.end);
    let behind = &digest.words[first..(first + 5).min(sentence.end)];
    (before.iter().chain(behind).copied().collect(), &behind[..behind.len().min(nearest)])
}

/// The sentence that tells some words best, and without any negation near: at least so many of them, and such a share in
/// percent; `None` as well where a sentence that tells nearly as many has a negation.
fn told(words: &[u32], near: &[u32], known: &Known<'_>, (least, share): (usize, usize)) -> Option<u32> {
    let digest = known.digest;
    let sentences = 0..number(digest.ends.len());
    let counts: Vec<(u32, usize)> =
        sentences.map(|one| (one, count(digest, one, words))).filter(|(_, n)| *n >= least.min(3)).collect();
    let &(best, most) = counts.iter().max_by_key(|(sentence, n)| (*n, Reverse(*sentence)))?;
    let clean =
        counts.iter().filter(|(_, n)| n + 1 >= most).all(|&(sentence, _)| !is_negative(digest, sentence, words));
    let enough = most >= least && most * 100 >= share * words.len();
    (enough && clean && !near.is_empty() && count(digest, best, near) == near.len()).then_some(best)
}

fn count(digest: &Digest, sentence: u32, words: &[u32]) -> usize {
    let theirs = &digest.words[digest.sentence(sentence)];
    words.iter().filter(|word| theirs.contains(word)).count()
}

/// Whether a word that turns around what is said stands among some words of a sentence, or next to them.
fn is_negative(digest: &Digest, sentence: u32, words: &[u32]) -> bool {
    let range = digest.sentence(sentence);
    let first = range.clone().find(|&at| words.contains(&digest.words[at])).unwrap_or(range.start);
    let last = range.clone().rfind(|&at| words.contains(&digest.words[at])).unwrap_or(range.end);
    digest.signs.iter().any(|sign| {
        sign.sentence == sentence
            && matches!(sign.kind, Kind::Negation | Kind::Negative)
            && (first.saturating_sub(2)..=last + 2).contains(&(sign.at as usize))
    })
}
