//! Words of a summary that say the opposite of what its source says, and other days and months.

use std::cmp::Reverse;

use super::super::digest::{Digest, Kind, Sign};
use super::negations::{near_negation, of_kind};
use super::{AROUND, Near, Pair, around, around_sign};
use crate::claim::contrast::are_opposites_retold;
use crate::finding::Conflict;

impl Pair<'_> {
    /// A word that the source does not use, where it says the opposite in the same words.
    pub(super) fn opposites(&self, out: &mut Vec<Conflict>) {
        for sign in of_kind(self.summary.digest, Kind::Opposite) {
            if self.is_backed(sign) {
                continue;
            }
            // two words of direction are compared as such
            let is_turn = |digest: &Digest, sign: &Sign| digest.turns.iter().any(|turn| turn.start == sign.start);
            let turn = is_turn(self.summary.digest, sign);
            // under one negation each, both still say the opposite
            let denied = near_negation(sign, self.summary.digest);
            let against = of_kind(self.source.digest, Kind::Opposite).filter(|other| {
                are_opposites_retold(sign.hash, other.hash)
                    && !(turn && is_turn(self.source.digest, other))
                    && (!is_order(sign) || self.come_before_the_same(sign, other))
                    && !self.is_told_better(other, sign)
                    && near_negation(other, self.source.digest) == denied
            });
            let against: Vec<&Sign> = against.collect();
            let only =
                || against.first().copied().filter(|_| against.len() == 1 && self.is_only_word(sign, against[0]));
            if let Some(other) = self.most_alike(sign, against.iter().copied()).or_else(only) {
                out.push(self.sign_conflict(sign, other));
            }
        }
    }

    /// Whether the words behind two words are the same: "two days before the fire" is no "after two days".
    fn come_before_the_same(&self, sign: &Sign, other: &Sign) -> bool {
        let behind = |sign: &Sign, digest: &Digest| digest.words[sign.at as usize..].first().copied();
        behind(sign, self.summary.digest) == behind(other, self.source.digest)
    }

    /// Whether a word of the summary may stand for the only word of the source that says the opposite: neither text has both.
    fn is_only_word(&self, sign: &Sign, other: &Sign) -> bool {
        let theirs = around_sign(other, self.source.digest, AROUND);
        let alike = self.common_to(sign, &around_sign(sign, self.summary.digest, AROUND), &theirs);
        let apart = self.source.has(sign.hash)
            || self.summary.has(other.hash)
            || self.of_another((sign.at, sign.sentence), (other.at, other.sentence), Near::Sentence);
        !self.own
            && !apart
            && (alike.common >= 2 && alike.beside >= 2 || self.source.is_spoken() && self.touch(sign, other))
    }

    /// Whether the next word on the same side of two words is the same.
    pub(super) fn touch(&self, sign: &Sign, other: &Sign) -> bool {
        let sides = |sign: &Sign, digest: &Digest| {
            let range = digest.sentence(sign.sentence);
            let at = sign.at as usize;
            let own = usize::from(digest.words.get(at).is_some_and(|&word| sign.is_word(word)));
            let before = (at > range.start).then(|| digest.words[at - 1]);
            [before, (at + own < range.end).then(|| digest.words[at + own])]
        };
        let (mine, theirs) = (sides(sign, self.summary.digest), sides(other, self.source.digest));
        mine.iter().zip(theirs).any(|(&a, b)| a.is_some() && a == b)
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
    pub(super) fn most_alike<'s>(&self, sign: &Sign, others: impl Iterator<Item = &'s Sign>) -> Option<&'s Sign> {
        let scored = others
            .filter(|other| !self.of_another((sign.at, sign.sentence), (other.at, other.sentence), Near::Sentence));
        let scored = scored.filter_map(|other| Some((self.alike(sign, other)?, other)));
        scored.max_by_key(|(score, other)| (*score, Reverse(other.start))).map(|(_, other)| other)
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
        let alike = |one: &Sign| self.alike(one, other);
        let here = alike(sign);
        self.summary.digest.signs.iter().any(|one| one.hash == other.hash && alike(one) >= here)
    }

    pub(super) fn sign_conflict(&self, sign: &Sign, other: &Sign) -> Conflict {
        let message = self.differently("says", &sign.word, &other.word);
        self.conflict(message, (sign.span(), &sign.word), (other.span(), &other.word))
    }
}

/// Whether a word tells what came first.
fn is_order(sign: &Sign) -> bool {
    matches!(sign.word.to_lowercase().as_str(), "before" | "after")
}
