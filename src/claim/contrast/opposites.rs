//! Words that say the opposite of each other, by their stems; and the words that turn a sentence around.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::kinds::kind_words;
use super::pairs::{DOWNWARD, IRREGULAR, PAIRS, UPWARD};
use super::sides::{PREFIXED, SIDES};
use super::topics::{AMBIGUOUS, CONVERSE, COUNTED, NEGATIVE, TIME};
use crate::claim::hash_word;
use crate::words::{Words, firsts};

/// The forms of [`IRREGULAR`].
static IRREGULAR_FORMS: Words = Words::new({
    const FORMS: &[&str] = &firsts::<_, { IRREGULAR.len() }>(IRREGULAR);
    FORMS
});

/// Whether two lower-case words say the opposite of each other: "rose" and "fell", "legal" and "illegal".
#[must_use]
pub fn are_opposites(a: &str, b: &str) -> bool {
    a != b
        && (are_opposite_stems(half(stem_hash(a)), half(stem_hash(b)))
            || is_negated_by_prefix(a, b)
            || is_negated_by_prefix(b, a))
}

/// The hashes of stems that say the opposite of each other, both ways, sorted.
static STEMS: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let mut stems: Vec<(u32, u32)> = Vec::new();
    let mut add = |a: u32, b: u32| {
        if a != b {
            stems.extend([(a, b), (b, a)]);
        }
    };
    let stem = |word: &str| half(stem_hash(word));
    PAIRS.iter().for_each(|(a, b)| add(stem(a), stem(b)));
    for (ones, others) in SIDES {
        let others: Vec<u32> = others.iter().map(|other| stem(other)).collect();
        ones.iter().map(|one| stem(one)).for_each(|one| others.iter().for_each(|&other| add(one, other)));
    }
    for (prefix, words) in PREFIXED {
        words.iter().for_each(|word| add(stem(word), stem(&format!("{prefix}{word}"))));
    }
    stems.sort_unstable();
    stems.dedup();
    stems
});

/// The upper half of a hash, by which content words are kept.
fn half(hash: u64) -> u32 {
    u32::try_from(hash >> 32).expect("the upper half has 32 bits")
}

/// Whether two stems, by the upper halves of their hashes, say the opposite of each other.
#[must_use]
pub fn are_opposite_stems(a: u32, b: u32) -> bool {
    STEMS.binary_search(&(a, b)).is_ok()
}

/// The same for what is told in other words: buyers and sellers may tell of one sale.
#[must_use]
pub fn are_opposites_retold(a: u32, b: u32) -> bool {
    static ENDS: LazyLock<Vec<u32>> = LazyLock::new(|| sorted(CONVERSE));
    let is_end = |stem| ENDS.binary_search(&stem).is_ok();
    are_opposite_stems(a, b) && !(is_end(a) && is_end(b))
}

/// What a word may do to a sentence, as far as its stem tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sense {
    /// Another word says the opposite of it, whoever says it.
    pub opposite: bool,
    /// It is one of several of a kind, none of which is another.
    pub of_kind: bool,
    /// It says that something is not so, without being a negation.
    pub negative: bool,
    /// A negation may have this stem.
    pub negation: bool,
    /// A month or weekday may have it.
    pub calendar: bool,
    /// It says that a figure went up (`Some(true)`) or down (`Some(false)`).
    pub up: Option<bool>,
}

/// The sense of a stem, by the upper half of its hash; most words have none. It knows no contractions.
#[must_use]
pub fn sense(stem: u32) -> Option<Sense> {
    static SENSES: LazyLock<FxHashMap<u32, Sense>> = LazyLock::new(|| {
        let mut senses: FxHashMap<u32, Sense> = FxHashMap::default();
        let mut each = |words: &[&str], set: fn(&mut Sense)| {
            words.iter().for_each(|word| set(senses.entry(half(stem_hash(word))).or_default()));
        };
        each(&NEGATIONS, |sense| sense.negation = true);
        each(NEGATIVE, |sense| sense.negative = true);
        each(&super::CALENDAR, |sense| sense.calendar = true);
        each(UPWARD, |sense| sense.up = Some(true));
        each(DOWNWARD, |sense| sense.up = Some(false));
        kind_words().for_each(|stem| senses.entry(stem).or_default().of_kind = true);
        STEMS.iter().for_each(|&(stem, _)| senses.entry(stem).or_default().opposite = true);
        for stem in AMBIGUOUS.iter().map(|word| half(stem_hash(word))) {
            senses.entry(stem).and_modify(|sense| sense.opposite = false);
        }
        senses
    });
    SENSES.get(&stem).copied()
}

/// Whether a stem, by the upper half of its hash, names a stretch of time or its place among others.
#[must_use]
pub fn is_time(stem: u32) -> bool {
    static TIMES: LazyLock<Vec<u32>> = LazyLock::new(|| sorted(TIME));
    TIMES.binary_search(&stem).is_ok()
}

/// Whether a lower-case word names a stretch of time, a weekday, a month, or a place among times.
#[must_use]
pub fn is_time_of(word: &str) -> bool {
    super::weekday(word).is_some() || super::month(word).is_some() || is_time(half(stem_hash(word)))
}

/// Whether a stem, by the upper half of its hash, tells of what is counted on while a story goes on: the dead, the votes.
#[must_use]
pub fn is_counted_on(stem: u32) -> bool {
    static COUNTS: LazyLock<Vec<u32>> = LazyLock::new(|| sorted(COUNTED));
    COUNTS.binary_search(&stem).is_ok()
}

/// The upper halves of the hashes of some words' stems, sorted.
fn sorted(words: &[&str]) -> Vec<u32> {
    let mut stems: Vec<u32> = words.iter().map(|word| half(stem_hash(word))).collect();
    stems.sort_unstable();
    stems
}

/// "unlikely" and "likely", "disagree" and "agree", "illegal" and "legal".
fn is_negated_by_prefix(negated: &str, plain: &str) -> bool {
    let rest_is_plain = |rest: &str| plain.len() >= 4 && stem(rest) == stem(plain);
    if let Some(rest) = negated.strip_prefix("un") {
        return rest_is_plain(rest) && plain != "less";
    }
    if let Some(rest) = negated.strip_prefix("dis") {
        return rest_is_plain(rest) && DISABLED.contains(&stem(rest).as_str());
    }
    ["in", "im", "il", "ir", "non"]
        .iter()
        .any(|prefix| negated.strip_prefix(prefix).is_some_and(|rest| rest_is_plain(rest) && is_adjective(plain)))
}

/// Stems that "dis" turns around; it does not turn "cover" or "close".
const DISABLED: &[&str] = &[
    "abl", "advantag", "agre", "agree", "appear", "approv", "connect", "continu", "honest", "lik", "loyal", "obey",
    "order", "prov", "qualify", "respect", "satisfy", "similar", "trust",
];

/// Adjectives by their endings: "in" turns those around, and no verb ("form", "press").
fn is_adjective(word: &str) -> bool {
    ["al", "ar", "ate", "ble", "ect", "ent", "ant", "ete", "ive", "ure", "ite"].iter().any(|end| word.ends_with(end))
        && word.len() >= 5
}

/// Whether a lower-case word turns what is said around.
#[must_use]
#[inline]
pub fn is_negation(word: &str) -> bool {
    NEGATIONS.has(word) || is_contracted_not(word)
}

/// "didn't", "can’t".
#[must_use]
#[inline]
pub fn is_contracted_not(word: &str) -> bool {
    word.ends_with('t') && (word.ends_with("n't") || word.ends_with("n’t"))
}

/// Words of denying, and verbs that say of another verb that it did not happen: "failed to agree". Sorted.
pub(crate) static NEGATIONS: Words = Words::new(&[
    "cannot", "declined", "declines", "failed", "fails", "hardly", "neither", "never", "no", "nobody", "none", "nor",
    "not", "nothing", "refused", "refuses", "unable", "without",
]);

/// A word without its inflection, roughly: the same for "increases", "increased" and "increasing".
#[must_use]
pub fn stem(word: &str) -> String {
    let (base, ending) = stem_parts(word);
    format!("{base}{ending}")
}

/// The upper half of the hash of a word's stem: as lexemes have it.
#[must_use]
pub fn short_stem(word: &str) -> u32 {
    half(stem_hash(word))
}

/// The hash of a word's stem, without making the stem.
#[must_use]
pub fn stem_hash(word: &str) -> u64 {
    let (base, ending) = stem_parts(word);
    let hash = hash_word(base.as_bytes());
    ending.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The part of a word that stays, and what is put behind it.
fn stem_parts(word: &str) -> (&str, &'static str) {
    let word = IRREGULAR_FORMS.position(word).map_or(word, |at| IRREGULAR[at].1);
    let long = |suffix: &str| word.strip_suffix(suffix).filter(|rest| rest.len() >= 3);
    let plural = || long("s").filter(|rest| !matches!(rest.as_bytes()[rest.len() - 1], b's' | b'u' | b'i'));
    let cut = |rest: Option<_>, ending| rest.map(|rest| (undoubled(rest), ending));
    let stem = match word.as_bytes().last() {
        Some(b's') => cut(long("ies"), "y").or_else(|| cut(long("es"), "")).or_else(|| cut(plural(), "")),
        Some(b'd') => cut(long("ied"), "y").or_else(|| cut(long("ed"), "")),
        Some(b'g') => cut(long("ing"), ""),
        Some(b'e') => cut(long("e"), ""),
        _ => None,
    };
    stem.unwrap_or((word, ""))
}

/// "dropped" -> "dropp" -> "drop"; a word that ends in two letters of its own keeps them ("call", "miss").
fn undoubled(base: &str) -> &str {
    let bytes = base.as_bytes();
    let last = bytes[bytes.len() - 1];
    let doubled = bytes.len() > 3 && last == bytes[bytes.len() - 2] && last.is_ascii_alphabetic();
    if doubled && !matches!(last, b'l' | b's' | b'e' | b'o') { &base[..base.len() - 1] } else { base }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn inflected_opposites() {
        for (a, b) in [
            ("rose", "fell"),
            ("increased", "decreases"),
            ("won", "lost"),
            ("approved", "rejected"),
            ("higher", "lower"),
            ("denied", "confirms"),
            ("dropped", "rising"),
            ("men", "women"),
            ("legal", "illegal"),
            ("likely", "unlikely"),
            ("agreed", "disagreed"),
            ("complete", "incomplete"),
            ("closing", "opened"),
        ] {
            assert!(are_opposites(a, b) && are_opposites(b, a), "{a} {b}");
        }
    }

    #[test]
    fn neighbours_in_meaning_are_no_opposites() {
        for (a, b) in [
            ("rose", "climbed"),
            ("rose", "roses"),
            ("form", "inform"),
            ("less", "unless"),
            ("cover", "discover"),
            ("said", "added"),
            ("a", "the"),
        ] {
            assert!(!are_opposites(a, b), "{a} {b}");
        }
    }
}
