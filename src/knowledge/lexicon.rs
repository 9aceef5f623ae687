//! Lists built into the program: common English words, given and family names, places.
//!
//! Each list is sorted lines of text (`key`, or `key<tab>value`) with a hash table of where they start, which the build
//! script lays out: looking a word up is one probe, mostly, and starting up costs nothing. Keys are as [`super::fold`] makes them. Where the lists are from
//! and under which licences stands at the head of each file in `pack/`.

use super::hash::{hash_bytes, letters};
use super::spelling::{edits, is_inflected};

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
    Lines { text: include_str!("pack/words.txt"), slots: include_bytes!(concat!(env!("OUT_DIR"), "/words.slots")) };
/// 15,000 words that are written with a capital (peoples, languages, places, names), from SCOWL too.
static CAPITALS: Lines = Lines {
    text: include_str!("pack/capitals.txt"),
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

/// What a name can be the name of, by the lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Borne(&'static str);

impl Borne {
    #[must_use]
    pub fn given(self) -> bool {
        self.0.contains(['m', 'f', 'b'])
    }

    /// A given name that one sex alone bears: `m` or `f`.
    #[must_use]
    pub fn sex(self) -> Option<char> {
        self.0.chars().find(|flag| matches!(flag, 'm' | 'f'))
    }

    #[must_use]
    pub fn family(self) -> bool {
        self.0.contains(['s', 'k', 'z', 'v', 'j', 'h'])
    }

    /// A family name that stands before the given name where it comes from.
    #[must_use]
    pub fn family_first(self) -> bool {
        self.0.contains(['k', 'z', 'v'])
    }

    #[must_use]
    pub fn japanese(self) -> bool {
        self.0.contains('j')
    }

    #[must_use]
    pub fn hungarian(self) -> bool {
        self.0.contains('h')
    }

    #[must_use]
    pub fn known(self) -> bool {
        !self.0.is_empty()
    }
}

/// What the list of places says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    flags: &'static str,
    /// The usual spelling.
    pub name: &'static str,
    within: &'static str,
}

impl Spot {
    /// A country, state, city or region, not a demonym or an abbreviation alone.
    #[must_use]
    pub fn is_place(self) -> bool {
        self.flags.contains(['c', 's', 't', 'k', 'r'])
    }

    #[must_use]
    pub fn is_country(self) -> bool {
        self.flags.contains('c')
    }

    /// A country, a state, or the capital of a country.
    #[must_use]
    pub fn is_prominent(self) -> bool {
        self.flags.contains(['c', 's', 'k'])
    }

    /// A city, or the seat of a country's government, and nothing larger of that name.
    #[must_use]
    pub fn is_city(self) -> bool {
        self.flags.contains(['t', 'k']) && !self.flags.contains(['c', 's', 'r', 'd', 'b'])
    }

    /// The capital of a country.
    #[must_use]
    pub fn is_capital(self) -> bool {
        self.flags.contains('k')
    }

    #[must_use]
    pub fn is_demonym(self) -> bool {
        self.flags.contains('d')
    }

    /// The name of the state that it is, or is short for: "California" for "Calif.".
    #[must_use]
    pub fn state(self) -> Option<&'static str> {
        if self.flags.contains('s') {
            return Some(self.name).filter(|_| !self.flags.contains('c'));
        }
        let mut short = self.within().filter_map(|within| within.split_once('/')).map(|(_, state)| state);
        short.next().filter(|_| self.flags == "b" && short.next().is_none())
    }

    /// The one state in which a city is listed.
    #[must_use]
    pub fn only_state(self) -> Option<&'static str> {
        let mut states = self.within().map(|within| within.rsplit('/').next().unwrap_or(within));
        let first = states.next()?;
        (self.is_city() && states.all(|state| state == first) && self.within().any(|within| within.contains('/')))
            .then_some(first)
    }

    /// Also a common word or a personal name.
    #[must_use]
    pub fn is_ambiguous(self) -> bool {
        self.flags.contains('a')
    }

    /// The countries or states it may lie in; the list is not complete.
    pub fn within(self) -> impl Iterator<Item = &'static str> {
        self.within.split('|').filter(|name| !name.is_empty())
    }
}

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

#[must_use]
pub fn name(folded: &str) -> Borne {
    Borne(NAMES.find(folded).unwrap_or_default())
}

/// A place, demonym or region by its folded name, with spaces for hyphens.
#[must_use]
pub fn place(folded: &str) -> Option<Spot> {
    let (flags, rest) = cut(PLACES.find(folded)?)?;
    let (name, within) = cut(rest).unwrap_or((rest, ""));
    Some(Spot { flags, name, within })
}

/// What stands before the first tab of a few words, and what behind it.
fn cut(line: &'static str) -> Option<(&'static str, &'static str)> {
    let tab = line.bytes().position(|b| b == b'\t')?;
    Some((&line[..tab], &line[tab + 1..]))
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
    place(capital).map(|place| place.name)
}

/// A country, state or capital of several words in a row of words of which one is off by an edit: where its name
/// starts in the row, which word is off, and the usual spelling.
#[must_use]
pub fn near_place(words: &[&str]) -> Option<(usize, usize, &'static str)> {
    // the first letters are right
    let initial =
        |word: &&str| word.as_bytes().first().filter(|byte| byte.is_ascii()).map_or('?', |&byte| byte as char);
    let initials: String = words.iter().map(initial).collect();
    let mut near: Vec<(&'static str, usize)> = Vec::new();
    for len in 2..=words.len() {
        for (first, row) in words.windows(len).enumerate() {
            let places = ROWS.find(&initials[first..first + len]).unwrap_or_default();
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
        let name = place(key)?.name;
        // the usual spelling must have the same words
        (name.split_whitespace().count() == len).then_some((first, first + off, name))
    })
}

/// Whether a row of words is a place but for one letter of one longer word.
fn is_off_by_one(place: &str, words: &[&str]) -> bool {
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
            spot => (spot.map_or(right, |spot| spot.name), Transposed::Place),
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

/// Sorted lines of `key` or `key<tab>value`, and the hash table of their starts (see `build/lexicon.rs`).
struct Lines {
    text: &'static str,
    slots: &'static [u8],
}

impl Lines {
    /// The value under a key; "" where the line has none.
    fn find(&self, key: &str) -> Option<&'static str> {
        self.starts(hash_bytes(key.as_bytes())).find_map(|start| self.value(start, key))
    }

    /// Where lines start of which a key has this hash; others may be among them.
    fn starts(&self, hash: u64) -> impl Iterator<Item = usize> {
        let (mask, print) = (self.slots.len() / 4 - 1, hash >> 52);
        let mut at = hash as usize & mask;
        std::iter::from_fn(move || {
            loop {
                let slot = u32::from_le_bytes(*self.slots[at * 4..].first_chunk()?);
                if slot == 0 {
                    return None;
                }
                at = (at + 1) & mask;
                if u64::from(slot >> 20) == print {
                    return Some((slot & 0xf_ffff) as usize - 1);
                }
            }
        })
    }

    /// The line that starts here.
    fn line(&self, start: usize) -> &'static str {
        let rest = &self.text[start..];
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }

    /// The value of the line that starts here, when its key is this one.
    fn value(&self, start: usize, key: &str) -> Option<&'static str> {
        let line = &self.text.as_bytes()[start..];
        if line.len() < key.len() || &line[..key.len()] != key.as_bytes() {
            return None;
        }
        match line.get(key.len()) {
            None | Some(b'\n') => Some(""),
            Some(b'\t') => {
                let start = start + key.len() + 1;
                let rest = &self.text.as_bytes()[start..];
                let end = memchr::memchr(b'\n', rest).map_or(self.text.len(), |len| start + len);
                Some(&self.text[start..end])
            }
            Some(_) => None,
        }
    }
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
