//! Knowledge by the words that name it: titles, countries and people, found from a token of the text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Office, Person, Place, fold};
use crate::claim::hash_word;
use crate::words::Hashes;

/// The letters and digits of a name in a row, folded: "Lee Jae-myung" and "Lee Jae Myung" are one.
#[must_use]
pub fn joined(name: &str) -> String {
    let mut letters = Vec::with_capacity(name.len());
    join_into(&mut letters, name);
    String::from_utf8(letters).expect("letters of a name make text")
}

/// The same, as bytes in a room that is there.
fn join_into(letters: &mut Vec<u8>, name: &str) {
    letters.clear();
    if name.is_ascii() {
        letters.extend_from_slice(name.as_bytes());
        letters.make_ascii_lowercase();
        letters.retain(u8::is_ascii_alphanumeric);
    } else {
        let folded = fold(name);
        let kept = folded.chars().filter(|letter| letter.is_alphanumeric());
        kept.for_each(|letter| letters.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()));
    }
}

/// The hash of that (see [`hash_word`]).
#[must_use]
pub fn joined_hash(name: &str) -> u64 {
    let mut letters = Vec::with_capacity(name.len());
    join_into(&mut letters, name);
    hash_word(&letters)
}

/// The hashes of the words of a phrase as the text's tokens spell them, folded.
fn words(phrase: &str) -> impl Iterator<Item = u64> {
    let words = phrase.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty());
    words.map(|word| hash_word(fold(word).as_bytes()))
}

/// A phrase and what it may stand for.
#[derive(Debug)]
pub struct Phrase {
    /// The hashes of its words, folded.
    pub words: Vec<u64>,
    pub means: Vec<usize>,
}

/// Phrases by the hash of their first word; the longest first.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<u64, Vec<Phrase>>,
    firsts: Hashes,
}

impl Phrases {
    fn add(&mut self, phrase: &str, means: usize) {
        let words: Vec<u64> = words(phrase).collect();
        let Some(&first) = words.first() else { return };
        self.firsts.add(first);
        let phrases = self.by_first.entry(first).or_default();
        match phrases.iter_mut().find(|known| known.words == words) {
            Some(known) if known.means.contains(&means) => {}
            Some(known) => known.means.push(means),
            None => phrases.push(Phrase { words, means: vec![means] }),
        }
    }

    fn sort(&mut self) {
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself, in whatever order")]
        for phrases in self.by_first.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
    }

    /// `false` when no phrase begins with the folded word of this hash; `true` may be wrong.
    #[must_use]
    #[inline]
    pub fn may_start(&self, hash: u64) -> bool {
        self.firsts.may_have(hash)
    }

    /// Phrases that begin with the folded word of this hash, the longest first.
    #[must_use]
    pub fn starting(&self, hash: u64) -> &[Phrase] {
        if self.may_start(hash) { self.by_first.get(&hash).map_or(&[], Vec::as_slice) } else { &[] }
    }
}

/// People by the hashes of names, those of one name in their order.
#[derive(Debug, Default)]
struct ByName {
    hashes: Vec<u64>,
    people: Vec<usize>,
}

impl ByName {
    fn new(mut all: Vec<(u64, usize)>) -> Self {
        all.sort_unstable();
        all.dedup();
        let (hashes, people) = all.into_iter().unzip();
        Self { hashes, people }
    }

    fn get(&self, hash: u64) -> &[usize] {
        let first = self.hashes.partition_point(|&known| known < hash);
        let count = self.hashes[first..].iter().take_while(|&&known| known == hash).count();
        &self.people[first..first + count]
    }
}

/// What the office reader looks names up in. Names stand in it as hashes (see [`joined_hash`]).
#[derive(Debug, Default)]
pub struct Index {
    /// Titles -> offices.
    pub titles: Phrases,
    /// Countries, bodies and their demonyms -> offices.
    pub bodies: Phrases,
    /// Full names and forms -> people.
    names: ByName,
    /// The first words of those names, folded, each with how long a name is at most that begins with it: most words of a
    /// text are none.
    firsts: FxHashMap<u64, usize>,
    may_be_first: Hashes,
    /// Family names -> people.
    families: ByName,
    /// Given names -> people.
    given: ByName,
    /// Whether anybody's day of birth is known.
    births: bool,
    /// Folded names of the places that rules files add to the built-in ones.
    places: FxHashSet<String>,
    /// Person -> the offices they held.
    offices_of: FxHashMap<usize, Vec<usize>>,
}

/// A name as spellings are compared: folded, without spaces and hyphens.
#[must_use]
pub fn spelling_of(name: &str) -> String {
    let folded = fold(name);
    if folded.contains([' ', '-']) { folded.replace([' ', '-'], "") } else { folded.into_owned() }
}

impl Index {
    #[must_use]
    pub fn new(people: &[Person], offices: &[Office], places: &[Place]) -> Self {
        let mut index = Self::default();
        let room = || Vec::with_capacity(people.len() * 2);
        let (mut names, mut families, mut given) = (room(), room(), room());
        index.firsts.reserve(people.len());
        index.offices_of.reserve(people.len());
        let (mut whole, mut family) = (Vec::new(), Vec::new());
        for (at, person) in people.iter().enumerate() {
            join_into(&mut family, &person.family);
            families.push((hash_word(&family), at));
            for (form, is_name) in
                std::iter::once((&person.name, true)).chain(person.forms.iter().map(|form| (form, false)))
            {
                join_into(&mut whole, form);
                names.push((hash_word(&whole), at));
                let rest = whole.strip_suffix(&*family).or_else(|| whole.strip_prefix(&*family));
                if let Some(rest) = rest.filter(|_| is_name) {
                    given.push((hash_word(rest), at));
                }
                if let Some(first) = words(form).next() {
                    index.may_be_first.add(first);
                    let longest = index.firsts.entry(first).or_default();
                    *longest = form.len().max(*longest);
                }
            }
        }
        (index.names, index.families) = (ByName::new(names), ByName::new(families));
        index.given = ByName::new(given);
        for (at, office) in offices.iter().enumerate() {
            office.titles.iter().for_each(|title| index.titles.add(title, at));
            let bodies = std::iter::once(&office.of).chain(&office.also).chain(&office.demonym);
            bodies.for_each(|body| index.bodies.add(body, at));
            for term in &office.held {
                let held = index.offices_of.entry(term.person).or_default();
                if !held.contains(&at) {
                    held.push(at);
                }
            }
        }
        let names = places.iter().flat_map(|place| std::iter::once(&place.name).chain(&place.forms));
        index.places.extend(names.map(|name| fold(name).into_owned()));
        index.births = people.iter().any(|person| person.born.is_some());
        index.titles.sort();
        index.bodies.sort();
        index
    }

    /// How long a known name is at most that begins with the folded word of this hash; `None` where none does.
    #[must_use]
    #[inline]
    pub fn longest_name(&self, first: u64) -> Option<usize> {
        if self.may_be_first.may_have(first) { self.firsts.get(&first).copied() } else { None }
    }

    /// People whose full name or a form of it, joined, has this hash.
    #[must_use]
    pub fn named(&self, hash: u64) -> &[usize] {
        self.names.get(hash)
    }

    /// People whose family name, joined, has this hash.
    #[must_use]
    pub fn of_family(&self, hash: u64) -> &[usize] {
        self.families.get(hash)
    }

    /// People whose given names, joined, have this hash.
    #[must_use]
    pub fn of_given(&self, hash: u64) -> &[usize] {
        self.given.get(hash)
    }

    /// Whether anybody's day of birth is known.
    #[must_use]
    pub fn has_births(&self) -> bool {
        self.births
    }

    /// Whether a rules file lists a place of this folded name.
    #[must_use]
    pub fn is_place(&self, folded: &str) -> bool {
        self.places.contains(folded)
    }

    /// Whether somebody of these is spelled so; see [`spelling_of`].
    #[must_use]
    pub fn is_spelled(&self, people: &[Person], spelling: &str) -> bool {
        let mut letters = spelling.to_owned();
        letters.retain(char::is_alphanumeric);
        let mut bearers = self.named(hash_word(letters.as_bytes())).iter().map(|&at| &people[at]);
        bearers
            .any(|person| std::iter::once(&person.name).chain(&person.forms).any(|name| spelling_of(name) == spelling))
    }

    /// The offices that a person held.
    #[must_use]
    pub fn offices_of(&self, person: usize) -> &[usize] {
        self.offices_of.get(&person).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_joined_alike() {
        for name in ["Lee Jae-myung", "Löfven", "Conan O'Brien Jr.", "", "J. R. 3"] {
            assert_eq!(joined_hash(name), hash_word(joined(name).as_bytes()), "{name}");
        }
        assert_eq!(joined("Lee Jae-myung"), joined("Lee Jae Myung"));
        assert_eq!(joined("Löfven"), "lofven");
        assert_eq!(joined("Conan O'Brien Jr."), joined("Conan O’Brien Jr"));
    }
}
