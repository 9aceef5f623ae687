//! Words of a summary that turn around what its source says: opposites, negations, other days and months.

use super::super::digest::{Digest, Kind, Known, Sign};
use super::{ALIKE, Pair, around};
use crate::claim::contrast::are_opposite_stems;
use crate::finding::Conflict;

/// How many of the words around a negation are told without it at least, and which share of them in percent: for one
/// that the summary puts in, and for one that it leaves out.
const ADDED: (usize, usize) = (4, 65);
const DROPPED: (usize, usize) = (5, 80);

impl Pair<'_> {
    /// A word that the source does not use, where it says the opposite in the same words.
    pub(super) fn opposites(&self, out: &mut Vec<Conflict>) {
        for sign in of_kind(self.summary.digest, Kind::Opposite) {
            let is_turn = self.summary.digest.turns.iter().any(|turn| turn.start == sign.start);
            if is_turn || self.is_backed(sign) {
                continue;
            }
            // under one negation each, both still say the opposite
            let denied = near_negation(sign, self.summary.digest);
            let against = of_kind(self.source.digest, Kind::Opposite).filter(|other| {
                are_opposite_stems(sign.hash, other.hash)
                    && !self.is_told_better(other, sign)
                    && near_negation(other, self.source.digest) == denied
            });
            if let Some(other) = self.most_alike(sign, against) {
                out.push(self.sign_conflict(sign, other));
            }
        }
    }

    /// A weekday or a month that the source does not name, where it names another in the same words.
    pub(super) fn calendar(&self, out: &mut Vec<Conflict>) {
        let is_day = |sign: &&Sign| matches!(sign.kind, Kind::Weekday(_) | Kind::Month(_));
        let like = |a: Kind, b: Kind| {
            matches!((a, b), (Kind::Weekday(_), Kind::Weekday(_)) | (Kind::Month(_), Kind::Month(_)))
        };
        for sign in self.summary.digest.signs.iter().filter(is_day) {
            if self.source.digest.signs.iter().any(|other| other.kind == sign.kind) {
                continue;
            }
            let untold = |other: &Sign| !self.summary.digest.signs.iter().any(|one| one.kind == other.kind);
            let others = self.source.digest.signs.iter().filter(|other| like(sign.kind, other.kind) && untold(other));
            if let Some(other) = self.most_alike(sign, others) {
                out.push(self.sign_conflict(sign, other));
            }
        }
    }

    /// Of some words of the source the one told in the words most like those around a word of the summary.
    fn most_alike<'s>(&self, sign: &Sign, others: impl Iterator<Item = &'s Sign>) -> Option<&'s Sign> {
        let here = (sign.at, sign.sentence);
        let scored = others.filter(|other| !self.of_another(here, (other.at, other.sentence)));
        let scored = scored.filter_map(|other| Some((self.alike(here, (other.at, other.sentence))?, other)));
        scored.max_by_key(|(score, other)| (*score, std::cmp::Reverse(other.start))).map(|(_, other)| other)
    }

    /// Whether the source uses a word of the summary where it tells anything like it.
    fn is_backed(&self, sign: &Sign) -> bool {
        let common = |other: &Sign| {
            let theirs = around(other.at, other.sentence, self.source.digest);
            let mine = around(sign.at, sign.sentence, self.summary.digest);
            mine.iter().filter(|&&word| word != sign.hash && theirs.contains(&word)).count()
        };
        self.source.digest.signs.iter().any(|other| other.hash == sign.hash && common(other) >= 1)
    }

    /// Whether the summary uses a word of the source, too, in a place as much like the source's as another word's is.
    fn is_told_better(&self, other: &Sign, sign: &Sign) -> bool {
        let alike = |one: &Sign| self.alike((one.at, one.sentence), (other.at, other.sentence));
        let here = alike(sign);
        self.summary.digest.signs.iter().any(|one| one.hash == other.hash && alike(one) >= here)
    }

    /// A negation in the summary where the source says the same without one.
    pub(super) fn negations(&self, out: &mut Vec<Conflict>) {
        for sign in of_kind(self.summary.digest, Kind::Negation) {
            let alone = of_kind(self.summary.digest, Kind::Negation).all(|one| {
                one.at == sign.at && one.start == sign.start
                    || one.sentence != sign.sentence
                    || one.at.abs_diff(sign.at) > REACH
            });
            let (words, near) = reach(sign, self.summary.digest, 1);
            if let Some(place) = alone.then(|| told(&words, near, self.source, ADDED)).flatten()
                && !self.contradicts(&words, place)
            {
                let message = format!("the summary says “{}” where the text it sums up does not", sign.word);
                out.push(self.conflict(
                    message,
                    (sign.span(), &sign.word),
                    (self.source.digest.span(place), "told without it"),
                ));
            }
        }
    }

    /// A negation in the source where the summary says the same without one.
    pub(super) fn dropped_negations(&self, out: &mut Vec<Conflict>) {
        for sign in of_kind(self.source.digest, Kind::Negation) {
            let (words, near) = reach(sign, self.source.digest, 2);
            let kept = of_kind(self.summary.digest, Kind::Negation).any(|one| {
                reach(one, self.summary.digest, 1).0.iter().filter(|word| words.contains(word)).count() >= ALIKE
            });
            let elsewhere = kept || told(&words, near, self.source, (ALIKE, 0)).is_some();
            if let Some(place) = told(&words, near, self.summary, DROPPED).filter(|_| !elsewhere) {
                let message = format!("the text says “{}” where its summary does not", sign.word);
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

    fn sign_conflict(&self, sign: &Sign, other: &Sign) -> Conflict {
        let message = format!("the summary says “{}” where the text it sums up says “{}”", sign.word, other.word);
        self.conflict(message, (sign.span(), &sign.word), (other.span(), &other.word))
    }
}

fn of_kind(digest: &Digest, kind: Kind) -> impl Iterator<Item = &Sign> {
    digest.signs.iter().filter(move |sign| sign.kind == kind)
}

/// How far a negation reaches, in content words.
const REACH: u32 = 3;

fn near_negation(sign: &Sign, digest: &Digest) -> bool {
    of_kind(digest, Kind::Negation).any(|one| one.sentence == sign.sentence && one.at.abs_diff(sign.at) <= REACH)
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
    let sentences = 0..u32::try_from(digest.ends.len()).expect("fewer sentences than bytes");
    let counts: Vec<(u32, usize)> =
        sentences.map(|one| (one, count(digest, one, words))).filter(|(_, n)| *n >= least.min(3)).collect();
    let &(best, most) = counts.iter().max_by_key(|(sentence, n)| (*n, std::cmp::Reverse(*sentence)))?;
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
