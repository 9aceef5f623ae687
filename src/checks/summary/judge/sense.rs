//! Words of a summary that turn around what its source says: opposites, negations, other days and months.

use std::cmp::Reverse;

use super::super::digest::{Digest, Kind, Known, Sign};
use super::{ALIKE, AROUND, Near, Pair, around, around_sign};
use crate::claim::contrast::{
    are_opposite_stems, are_opposites_retold, exclude_each_other, is_time, name_the_same, sense,
};
use crate::finding::Conflict;

/// How many of the words around a negation are told without it at least, and which share of them in percent: for one
/// that the summary puts in, and for one that it leaves out.
const ADDED: (usize, usize) = (4, 65);
const DROPPED: (usize, usize) = (5, 80);

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

    /// A word that the source does not use, where it uses another of the same kind in the same words.
    pub(super) fn kinds(&self, out: &mut Vec<Conflict>) {
        let one_of_many = |sign: &&Sign| matches!(sign.kind, Kind::OfKind | Kind::Opposite);
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
    fn touch(&self, sign: &Sign, other: &Sign) -> bool {
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
                if other.has(word) || one.has(sign.hash) && here {
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
                        (format!("the summary says “{}” where the text it sums up does not", sign.word), mine, theirs)
                    } else {
                        (format!("the text says “{}” where its summary does not", sign.word), theirs, mine)
                    };
                    out.push(self.conflict(message, here, there));
                }
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
                let message = format!("the summary says “{}” where the text it sums up does not", sign.word);
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

/// Whether a negation stands before a word: what stands behind it turns something else around.
fn near_negation(sign: &Sign, digest: &Digest) -> bool {
    let of_things = |one: &Sign| matches!(one.word.to_lowercase().as_str(), "nothing" | "none");
    of_kind(digest, Kind::Negation)
        .filter(|one| !of_things(one))
        .any(|one| one.sentence == sign.sentence && one.start < sign.start && sign.at - one.at <= REACH)
}

/// Whether a word tells what came first.
fn is_order(sign: &Sign) -> bool {
    matches!(sign.word.to_lowercase().as_str(), "before" | "after")
}

/// A content word of a document.
struct Place {
    at: usize,
    sentence: u32,
}

fn places(digest: &Digest) -> impl Iterator<Item = Place> + '_ {
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

fn is_negated(place: &Place, digest: &Digest) -> bool {
    let near = |sign: &Sign| sign.sentence == place.sentence && number(place.at).abs_diff(sign.at) <= REACH;
    digest.signs.iter().any(|sign| turns_around(sign) && near(sign))
}

fn number(at: usize) -> u32 {
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
