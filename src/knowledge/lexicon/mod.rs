//! Lists built into the program: common English words, given and family names, places.
//!
//! Each list is sorted lines of text (`key`, or `key<tab>value`) with a hash table of where they start, which the build
//! script lays out: looking a word up is one probe, mostly, and starting up costs nothing. Keys are as [`super::fold`] makes them. Where the lists are from
//! and under which licences stands at the head of each file in `pack/`.

mod lines;
mod listed;

pub use listed::{Borne, Listed, Spot};

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::hash::letters;
use super::spelling::{edits, is_inflected};
use crate::claim::hash_word;
use lines::{Lines, hash};

/// A list made by the build script, with its hash table.
macro_rules! list {
    ($name:literal) => {
        Lines {
            text: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".txt")),
            slots: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".slots")),
        }
    };
}

/// 63,000 common English words with their inflected forms, from SCOWL (`pack/words-LICENSE.txt`).
static WORDS: Lines =
    Lines { text: include_str!("../pack/words.txt"), slots: include_bytes!(concat!(env!("OUT_DIR"), "/words.slots")) };
/// 15,000 words that are written with a capital (peoples, languages, places, names), from SCOWL too.
static CAPITALS: Lines = Lines {
    text: include_str!("../pack/capitals.txt"),
    slots: include_bytes!(concat!(env!("OUT_DIR"), "/capitals.slots")),
};
static NAMES: Lines = list!("names");
static NICKNAMES: Lines = list!("nicknames");
static PLACES: Lines = list!("places");
static SINGLE: Lines = list!("single");
static DISTINCT: Lines = list!("distinct");
/// First letters -> the capitals of countries that begin with them, of those of one word.
static SEATS: Lines = list!("seats");
/// Initials -> the countries, states and capitals of several words that have them.
static ROWS: Lines = list!("rows");
/// Long words by the sum of their letters (see [`letters`]): those of places, and the nouns of `pack/nouns.txt`, which
/// have a tab behind them. Words of one set of letters are left out.
static ANAGRAMS: Lines = list!("anagrams");

/// Whether a folded word is a common English one.
#[must_use]
pub fn is_word(folded: &str) -> bool {
    WORDS.find(folded).is_some()
}

/// Whether a folded word is a usual one that is written with a capital: "Arabic", "Olympic", "Atlantis".
#[must_use]
pub fn is_capitalised(folded: &str) -> bool {
    CAPITALS.find(folded).is_some()
}

/// What a folded word can be the name of.
#[must_use]
pub fn name(folded: &str) -> Borne {
    Borne::of(hash(folded), folded)
}

/// A place, demonym or region by its folded name, with spaces for hyphens.
#[must_use]
pub fn place(folded: &str) -> Option<Spot> {
    Spot::of(hash(folded), folded)
}

/// Whether two given names can be short forms of one ("Bill", "William").
#[must_use]
pub fn are_forms_of_one(a: &str, b: &str) -> bool {
    let families = |name: &str| NICKNAMES.find(name).unwrap_or_default();
    let (of_a, of_b) = (families(a), families(b));
    !of_a.is_empty() && of_a.split('|').any(|family| of_b.split('|').any(|other| other == family))
}

/// Whether two places are known to be two, however near their names are.
#[must_use]
pub fn are_distinct_places(a: &str, b: &str) -> bool {
    DISTINCT.find(a).is_some_and(|others| others.split('|').any(|other| other == b))
}

/// The capital of a country that a word differs from by one edit after the first letter, where there is one alone.
#[must_use]
pub fn near_capital(folded: &str) -> Option<&'static str> {
    let capitals = SEATS.find(folded.get(..1)?)?;
    let mut near = capitals.split('|').filter(|capital| edits(capital, folded) == Some(1));
    let capital = near.next().filter(|_| near.next().is_none())?;
    place(capital).map(Spot::name)
}

/// A country, state or capital of several words in a row of words, four at most, of which one is off by an edit: where its
/// name starts in the row, which word is off, and the usual spelling.
#[must_use]
pub fn near_place(words: &[&str]) -> Option<(usize, usize, &'static str)> {
    let mut near: Vec<(&'static str, usize)> = Vec::new();
    for len in 2..=words.len() {
        for (first, row) in words.windows(len).enumerate() {
            let places = row_of(row).unwrap_or_default();
            near.extend(places.split('|').filter(|place| is_off_by_one(place, row)).map(|place| (place, first)));
        }
    }
    near.sort_unstable();
    near.dedup_by_key(|&mut (place, _)| place);
    near.into_iter().find_map(|(key, first)| {
        let len = key.split(' ').count();
        let found = &words[first..first + len];
        if place(&found.join(" ")).is_some() || place(&words.join(" ")).is_some() {
            return None;
        }
        let off = key.split(' ').zip(found).position(|(right, word)| right != *word)?;
        let name = place(key)?.name();
        // the usual spelling must have the same words
        (name.split_whitespace().count() == len).then_some((first, first + off, name))
    })
}

/// Whether the folded word of this hash (see [`hash_word`]) stands in the name of a country, state or capital of several
/// words.
#[must_use]
pub fn is_in_a_row(hash: u64) -> bool {
    static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
        let places =
            ROWS.text.lines().filter_map(|line| line.split_once('\t')).flat_map(|(_, places)| places.split('|'));
        places.flat_map(|place| place.split(' ')).map(|word| hash_word(word.as_bytes())).collect()
    });
    WORDS.contains(&hash)
}

/// The places of several words that begin with the letters with which some words begin: those are right.
fn row_of(words: &[&str]) -> Option<&'static str> {
    let mut initials = [0; 4];
    let initials = initials.get_mut(..words.len())?;
    for (initial, word) in initials.iter_mut().zip(words) {
        *initial = word.bytes().next().filter(u8::is_ascii)?;
    }
    ROWS.find(std::str::from_utf8(initials).ok()?)
}

/// Whether a row of words is a place but for one letter of one longer word.
fn is_off_by_one(place: &str, words: &[&str]) -> bool {
    // the first is right, or it is the one that is off, and the last is right
    let [first, .., last] = words else { return false };
    if !place.starts_with(first) && !place.ends_with(last) {
        return false;
    }
    let mut off = place.split(' ').zip(words).filter(|(right, word)| right != *word);
    let near = |(right, word): (&str, &&str)| {
        right.len() >= 5
            && right.as_bytes()[0] == word.as_bytes()[0]
            && edits(right, word) == Some(1)
            && !is_inflected(right, word)
    };
    off.next().is_some_and(near) && off.next().is_none()
}

/// A country, a state, a capital, a people, or a noun of offices and bodies of which a word is a transposition: two
/// neighbours of its letters have changed places. Its usual spelling, and what it is.
#[must_use]
pub fn transposed(folded: &str) -> Option<(&'static str, Transposed)> {
    if folded.len() < 6 || !folded.is_ascii() {
        return None;
    }
    let sum = letters(folded);
    ANAGRAMS.starts(sum).find_map(|start| {
        let mut line = ANAGRAMS.line(start).split('\t');
        let (right, is_noun) = (line.next()?, line.next().is_some());
        let swapped = letters(right) == sum
            && edits(right, folded) == Some(1)
            && right.as_bytes().first() == folded.as_bytes().first();
        swapped.then(|| match place(right) {
            _ if is_noun => (right, Transposed::Noun),
            spot => (spot.map_or(right, Spot::name), Transposed::Place),
        })
    })
}

/// The place from which a longer word differs by nothing but letters that are doubled in one of the two: "Cincinatti",
/// "Phillipines".
#[must_use]
pub fn doubled(folded: &str) -> Option<Spot> {
    if folded.len() < 7 || !folded.is_ascii() {
        return None;
    }
    let mut single = folded.as_bytes().to_vec();
    single.dedup();
    let place = SINGLE.find(std::str::from_utf8(&single).ok()?)?;
    (!place.contains('|') && place != folded).then(|| self::place(place)).flatten()
}

/// What [`transposed`] finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transposed {
    Place,
    /// "Ministry", "Department"; in lower case.
    Noun,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [&WORDS, &CAPITALS, &NAMES, &NICKNAMES, &PLACES, &SINGLE, &DISTINCT, &SEATS, &ROWS] {
            let keys: Vec<&str> = list.text.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
            assert!(keys.is_sorted());
            assert!(keys.iter().all(|key| list.find(key).is_some()));
        }
    }

    #[test]
    fn words_names_and_places_are_told_apart() {
        assert!(is_word("soul") && !is_word("seoul") && !is_word("zzz") && !is_word(""));
        assert!(is_capitalised("arabic") && !is_capitalised("arabiq") && !is_word("arabic"));
        assert!(name("shigeru").given() && name("kim").family_first() && !name("xqz").known());
        let seoul = place("seoul").expect("a capital");
        assert!(seoul.is_prominent() && seoul.within().eq(["South Korea"]));
        assert!(place("japanese").is_some_and(Spot::is_demonym));
        assert!(are_forms_of_one("bill", "william") && !are_forms_of_one("bill", "robert"));
        assert!(are_distinct_places("iran", "iraq"));
    }
}
