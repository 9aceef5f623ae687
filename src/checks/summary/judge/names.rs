//! Names of a summary that its source does not know.

use super::super::digest::{Digest, Known, Named};
use super::{AROUND, Pair};
use crate::claim::contrast::{is_one_edit, same_name};
use crate::extract::name::NameKind;
use crate::finding::{Conflict, Severity};
use crate::knowledge::{fold, lexicon};

/// How many words around two names are the same at least, for the one to stand in the other's place.
const ALIKE: usize = 3;

impl Pair<'_> {
    /// A name that the source does not know, where it names another in the same words.
    pub(super) fn names(&self, out: &mut Vec<Conflict>) {
        for name in &self.summary.digest.named {
            if self.is_known(name) {
                continue;
            }
            let others = self.source.digest.named.iter().filter(|other| {
                can_be_one_kind(name.kind, other.kind) && !is_in(self.source.digest, other, self.summary)
            });
            let scored = others.map(|other| (self.alike_names(name, other), other));
            let least = |other: &Named| {
                let close = self.is_close() || are_places(name, other);
                if close { ALIKE } else { ALIKE + 1 }
            };
            let best = scored.filter(|((common, beside), other)| {
                *beside >= 1
                    && (*common >= least(other) || *common + 1 >= ALIKE && self.is_nearly_all(*common, name, other))
            });
            if let Some((_, other)) = best.max_by_key(|(score, other)| (*score, std::cmp::Reverse(other.start))) {
                let message = self.differently("names", &name.written, &other.written);
                let conflict = self.conflict(message, (name.span(), &name.written), (other.span(), &other.written));
                out.push(conflict.at_most(Severity::Warning));
            }
        }
    }

    /// Whether so many common words are nearly all that stand around two names, as in a short sentence.
    fn is_nearly_all(&self, common: usize, name: &Named, other: &Named) -> bool {
        let (mine, theirs) = (beside(name, self.summary.digest, AROUND), beside(other, self.source.digest, AROUND));
        common * 3 >= 2 * mine.len().min(theirs.len())
    }

    /// Whether the source has a word of a name, or knows it by another form.
    fn is_known(&self, name: &Named) -> bool {
        let words = &self.summary.digest.words[name.words.0 as usize..name.words.1 as usize];
        let lower = name.written.to_lowercase();
        words.iter().any(|&word| self.source.has(word))
            || self.source.digest.named.iter().any(|other| {
                let other = other.written.to_lowercase();
                same_name(&lower, &other) || is_one_edit(&lower, &other) || is_place_of(&lower, &other)
            })
    }

    fn alike_names(&self, name: &Named, other: &Named) -> (usize, usize) {
        let mine = beside(name, self.summary.digest, AROUND);
        let theirs = beside(other, self.source.digest, AROUND);
        let near = beside(name, self.summary.digest, 2);
        let count = |words: &[u32]| words.iter().filter(|word| theirs.contains(word)).count();
        (count(&mine), count(&near))
    }
}

fn are_places(name: &Named, other: &Named) -> bool {
    [name, other].iter().all(|name| lexicon::place(&fold(&name.written)).is_some())
}

/// Whether one names a place and the other its people, or what lies in it: "Scotland" and "Scottish".
fn is_place_of(a: &str, b: &str) -> bool {
    let (Some(one), Some(other)) = (lexicon::place(&fold(a)), lexicon::place(&fold(b))) else { return false };
    let within =
        |spot: lexicon::Spot, name: &str| spot.within().any(|within| within.split('/').any(|part| part == name));
    one.name() == other.name() || within(one, other.name()) || within(other, one.name())
}

/// Whether two names can be of one kind, as far as the evidence goes.
fn can_be_one_kind(a: NameKind, b: NameKind) -> bool {
    a == b || a == NameKind::Unknown || b == NameKind::Unknown
}

fn is_in(digest: &Digest, name: &Named, other: &Known<'_>) -> bool {
    digest.words[name.words.0 as usize..name.words.1 as usize].iter().any(|&word| other.has(word))
}

/// The content words before and behind a name in its sentence.
fn beside(name: &Named, digest: &Digest, width: usize) -> Vec<u32> {
    let sentence = digest.sentence(name.sentence);
    let (start, end) = (name.words.0 as usize, name.words.1 as usize);
    let before = &digest.words[start.saturating_sub(width).max(sentence.start)..start];
    let behind = &digest.words[end..(end + width).min(sentence.end)];
    before.iter().chain(behind).copied().collect()
}
