//! Words of a summary that name another thing of the same kind than its source, and words that deny its source's.

use std::cmp::Reverse;

use super::super::digest::{Kind, Known, Sign};
use super::negations::{Place, is_negated, near_negation, number, of_kind, places};
use super::{ALIKE, AROUND, Near, Pair, around, around_sign};
use crate::claim::contrast::{exclude_each_other, is_time, name_the_same};
use crate::finding::Conflict;

impl Pair<'_> {
    /// A word that the source does not use, where it uses another of the same kind in the same words.
    pub(super) fn kinds(&self, out: &mut Vec<Conflict>) {
        let one_of_many = |sign: &&Sign| matches!(sign.kind, Kind::OneOfMany | Kind::Opposite);
        let the_same =
            |sign: &Sign, known: &Known<'_>| known.digest.signs.iter().any(|one| name_the_same(one.hash, sign.hash));
        for sign in self.summary.digest.signs.iter().filter(one_of_many) {
            if self.source.has(sign.hash) || the_same(sign, self.source) {
                continue;
            }
            let denied = near_negation(sign, self.summary.digest);
            let others: Vec<&Sign> = self.source.digest.signs.iter().filter(one_of_many).collect();
            let others: Vec<&Sign> = others
                .into_iter()
                .filter(|other| exclude_each_other(sign.hash, other.hash) && !the_same(other, self.summary))
                .filter(|other| !self.summary.has(other.hash) && near_negation(other, self.source.digest) == denied)
                .collect();
            let only = others.iter().all(|other| other.hash == others[0].hash);
            let loosely = || others.iter().copied().filter(|_| only).find(|other| self.is_loosely_alike(sign, other));
            // "last week" and "last month" of two reports are two
            let others: Vec<&Sign> =
                others.iter().copied().filter(|other| !(self.own && is_time(other.hash))).collect();
            if let Some(other) = self.most_alike(sign, others.iter().copied()).or_else(loosely) {
                out.push(self.sign_conflict(sign, other));
            }
        }
    }

    /// Whether the words around two words are alike enough, where nothing else can be meant.
    fn is_loosely_alike(&self, sign: &Sign, other: &Sign) -> bool {
        let theirs = around_sign(other, self.source.digest, AROUND);
        let alike = self.common_to(sign, &around_sign(sign, self.summary.digest, AROUND), &theirs);
        let spoken = self.source.is_spoken() && self.touch(sign, other);
        !self.own
            && (alike.common >= 2 && alike.beside >= 1 || spoken)
            && !self.of_another((sign.at, sign.sentence), (other.at, other.sentence), Near::Sentence)
    }

    /// "unpaid" where the source says "paid" in the same words, or the other way.
    pub(super) fn denied(&self, out: &mut Vec<Conflict>) {
        let sides = [(self.summary, self.source, true), (self.source, self.summary, false)];
        for (one, other, here) in sides {
            for sign in of_kind(one.digest, Kind::Denied) {
                let word = one.digest.words[sign.at as usize];
                let plain = |place: &Place| other.digest.words[place.at] == sign.hash;
                if other.has(word) || one.has(sign.hash) {
                    continue;
                }
                let mine = around_sign(sign, one.digest, AROUND);
                let alike = |place: &Place| {
                    let theirs = around(number(place.at), place.sentence, other.digest);
                    mine.iter().filter(|word| theirs.contains(word)).count()
                };
                let best = places(other.digest).filter(plain).filter(|place| !is_negated(place, other.digest));
                let best =
                    best.map(|place| (alike(&place), place.sentence)).max_by_key(|&(alike, at)| (alike, Reverse(at)));
                if let Some((_, sentence)) = best.filter(|(alike, _)| *alike >= ALIKE) {
                    let (span, place) = (sign.span(), other.digest.span(sentence));
                    let (mine, theirs) = ((span, sign.word.as_str()), (place, "told without it"));
                    let (message, here, there) = if here {
                        (self.only_here(&sign.word), mine, theirs)
                    } else {
                        (self.only_there(&sign.word), theirs, mine)
                    };
                    out.push(self.conflict(message, here, there));
                }
            }
        }
    }
}
