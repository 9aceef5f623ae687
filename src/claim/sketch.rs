//! A fixed-size sketch of a document's words, by which near-copies are told: MinHash by one permutation (P. Li, A. Owen
//! and C.-H. Zhang, 2012), empty bins filled from their neighbours (A. Shrivastava and P. Li, 2014).
//!
//! Words are compared in ASCII lower case and without marks, three at a time; datelines, bylines and page furniture are
//! left out, so that a reprint under another date or on another page has the same sketch.

use serde::{Deserialize, Serialize};

use crate::checks::Key;
use crate::segment::{BlockKind, Segmented};

/// How many minima a sketch has: its estimate of the share of words in common is off by 0.06 at most, mostly.
const BINS: usize = 64;

/// Minima that make up one band: two documents with half of their shingles in common share a band 999 times in 1,000,
/// with a quarter 87 times in 100, with a hundredth hardly ever.
const ROWS: usize = 2;

/// Words in a shingle.
const WIDTH: usize = 3;

/// Minima of hashes over the document's word shingles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// One minimum a bin, of which 16 bits tell it from others well enough; empty when the document has no shingle at all.
    #[serde(with = "super::packed")]
    minima: Vec<u16>,
    /// How many shingles were seen.
    shingles: u32,
}

impl Sketch {
    /// Sketches what a document says.
    #[must_use]
    pub fn of(text: &Segmented<'_>) -> Self {
        let mut minima = [u32::MAX; BINS];
        let [mut first, mut second] = [0; WIDTH - 1];
        let mut seen = 0_u32;
        for sentence in &text.sentences {
            if matches!(text.blocks[sentence.block].kind, BlockKind::Dateline | BlockKind::Byline) {
                continue;
            }
            let words = text.lexemes[sentence.tokens.clone()].iter().map(|word| word.hash);
            for third in words.filter(|&hash| hash != 0) {
                seen += 1;
                if seen as usize >= WIDTH {
                    let hash = mix([first, second, third]);
                    let bin = &mut minima[(hash >> 58) as usize];
                    *bin = (*bin).min((hash & u64::from(u32::MAX)) as u32);
                }
                (first, second) = (second, third);
            }
        }
        filled(&minima, seen.saturating_sub(WIDTH as u32 - 1))
    }

    /// The estimated share of shingles that two documents have in common, of those in either: 0.0 to 1.0.
    #[must_use]
    pub fn similarity(&self, other: &Sketch) -> f64 {
        if self.minima.is_empty() || other.minima.is_empty() {
            return 0.0;
        }
        let equal = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count();
        ratio(equal, BINS)
    }

    /// The estimated share of the shorter document's shingles that the longer one has, too: 1.0 for a cut copy.
    #[must_use]
    pub fn containment(&self, other: &Sketch) -> f64 {
        let (a, b) = (f64::from(self.shingles), f64::from(other.shingles));
        let similarity = self.similarity(other);
        let common = similarity * (a + b) / (1.0 + similarity);
        if common > 0.0 { (common / a.min(b)).min(1.0) } else { 0.0 }
    }

    /// Keys under which near-copies meet: two documents that share much of their text share at least one. The keys of a
    /// band never meet those of another.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.bands()
            .enumerate()
            .map(|(band, rows)| Key::of_hash(*b"sk", mix([band as u64, u64::from(rows[0]) << 16 | u64::from(rows[1])])))
    }

    /// The first band that two sketches share. A pair that meets under several keys is looked at under this one alone.
    #[must_use]
    pub fn first_shared_band(&self, other: &Sketch) -> Option<usize> {
        self.bands().zip(other.bands()).position(|(a, b)| a == b)
    }

    /// How many shingles the document has: nearly its number of words.
    #[must_use]
    pub fn shingles(&self) -> u32 {
        self.shingles
    }

    fn bands(&self) -> impl Iterator<Item = &[u16]> {
        self.minima.chunks_exact(ROWS)
    }
}

/// The sketch of minima, of which those of empty bins are `u32::MAX`. Each of these is filled from the next one that is not
/// empty, with the distance mixed in, so that it still matches only the same bin of a document with the same neighbour.
fn filled(minima: &[u32; BINS], shingles: u32) -> Sketch {
    let full = (0..BINS).fold(0_u64, |full, bin| full | u64::from(minima[bin] != u32::MAX) << bin);
    if full == 0 {
        return Sketch::default();
    }
    let minima = (0..BINS)
        .map(|bin| {
            let distance = full.rotate_right(u32::try_from(bin).expect("64 bins")).trailing_zeros();
            let value = minima[(bin + distance as usize) % BINS];
            let value = value.wrapping_add(distance.wrapping_mul(0x9e37_79b9));
            u16::try_from(value & u32::from(u16::MAX)).expect("16 bits fit")
        })
        .collect();
    Sketch { minima, shingles }
}

/// A hash of a word that is the same in every run and on every machine (FNV-1a, 64 bits).
#[must_use]
pub const fn hash_word(word: &[u8]) -> u64 {
    hash_on(0xcbf2_9ce4_8422_2325, word)
}

/// What a sentence says but for its figures, as a hash, and in how many words: what differs between two copies of a sentence
/// is told as such.
#[must_use]
pub fn wording(text: &Segmented<'_>, sentence: usize) -> (u64, usize) {
    let tokens = text.sentences[sentence].tokens.clone();
    let told = tokens.map(|at| text.lower(at)).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    let words: Vec<&str> = told.collect();
    (hash_word(words.join(" ").as_bytes()), words.len())
}

/// The hash of what has a hash already with more bytes behind it (see [`hash_word`]).
#[must_use]
pub const fn hash_on(mut hash: u64, mut bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    // four at a time: sentences are hashed as well as words
    while let [a, b, c, d, rest @ ..] = bytes {
        hash = (hash ^ *a as u64).wrapping_mul(PRIME);
        hash = (hash ^ *b as u64).wrapping_mul(PRIME);
        hash = (hash ^ *c as u64).wrapping_mul(PRIME);
        hash = (hash ^ *d as u64).wrapping_mul(PRIME);
        bytes = rest;
    }
    while let [byte, rest @ ..] = bytes {
        hash = (hash ^ *byte as u64).wrapping_mul(PRIME);
        bytes = rest;
    }
    hash
}

/// One hash of several in their order, every bit of it good (the finaliser of SplitMix64 after each).
#[must_use]
pub fn mix<const N: usize>(hashes: [u64; N]) -> u64 {
    hashes.into_iter().fold(0, |state, hash| {
        let mut z = (state ^ hash).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of bins are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    fn sketch(text: &str) -> Sketch {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        Sketch::of(&segment(read(&source)))
    }

    /// `count` sentences that all differ, beginning with number `from`.
    fn story(from: usize, count: usize) -> String {
        (from..from + count).fold(String::new(), |text, n| {
            text + &format!("Clerk{n} told the town{n} that bridge{n} would reopen before winter{n} comes.\n\n")
        })
    }

    #[test]
    fn a_reprint_under_another_date_has_the_same_sketch() {
        let body = story(0, 20);
        let monday = sketch(&format!("Monday, June 3, 2024\n\nBridges to reopen soon\n\n{body}"));
        let friday =
            sketch(&format!("Friday, June 7, 2024\n\nBridges to reopen soon\n\n{}", body.replace("told", "Told")));
        assert_eq!(monday, friday);
    }

    #[test]
    fn similarity_is_near_the_share_in_common() {
        let (whole, half) = (sketch(&story(0, 40)), sketch(&story(0, 20)));
        assert!((whole.similarity(&half) - 0.5).abs() < 0.2, "{}", whole.similarity(&half));
        assert!(whole.containment(&half) > 0.8);
        assert!(sketch(&story(100, 40)).similarity(&whole) < 0.1);
        assert!(sketch("").similarity(&sketch("")) < f64::EPSILON);
    }

    #[test]
    fn copies_share_a_key_and_strangers_none() {
        let keys = |text: &str| sketch(text).keys().collect::<Vec<_>>();
        let meet = |a: &str, b: &str| keys(a).iter().any(|key| keys(b).contains(key));
        assert!(meet(&story(0, 20), &story(0, 15)));
        assert!(meet(
            "The mayor of the old town resigned on Monday over the bridge.",
            "The mayor of the old town resigned on Tuesday over the bridge."
        ));
        assert!(!meet(&story(0, 20), &story(50, 20)));
        let (a, b) = (sketch(&story(0, 20)), sketch(&story(0, 15)));
        let first = a.first_shared_band(&b).expect("copies share a band");
        assert_eq!(a.keys().nth(first), b.keys().nth(first));
    }
}
