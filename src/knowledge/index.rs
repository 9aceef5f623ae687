//! Knowledge by the words that name it: titles, countries and people, found from a token of the text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Office, Person, Place, fold};
use crate::claim::hash_word;
use crate::words::Hashes;

/// The letters and digits of a name in a row, folded: "Lee Jae-myung" and "Lee Jae Myung" are one.
#[must_use]
pub fn joined(name: &str) -> String {
    if name.is_ascii() {
        let mut letters = name.to_ascii_lowercase().into_bytes();
        letters.retain(u8::is_ascii_alphanumeric);
        return String::from_utf8(letters).expect("what is left of ASCII is ASCII");
    }
    let mut letters = fold(name).into_owned();
    letters.retain(char::is_alphanumeric);
    letters
}

/// The words of a phrase as the text's tokens spell them, folded.
fn words(phrase: &str) -> impl Iterator<Item = String> {
    let words = phrase.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty());
    words.map(|word| fold(word).into_owned())
}

/// A phrase and what it may stand for.
#[derive(Debug)]
pub struct Phrase {
    pub words: Vec<String>,
    pub means: Vec<usize>,
}

/// Phrases by their first word; the longest first.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<String, Vec<Phrase>>,
    firsts: Hashes,
}

impl Phrases {
    fn add(&mut self, phrase: &str, means: usize) {
        let words: Vec<String> = words(phrase).collect();
        let Some(first) = words.first() else { return };
        self.firsts.add(hash_word(first.as_bytes()));
        let phrases = self.by_first.entry(first.clone()).or_default();
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

    /// Phrases that begin with a folded word, the longest first.
    #[must_use]
    pub fn starting(&self, word: &str) -> &[Phrase] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }
}

/// What the office reader looks names up in.
#[derive(Debug, Default)]
pub struct Index {
    /// Titles -> offices.
    pub titles: Phrases,
    /// Countries, bodies and their demonyms -> offices.
    pub bodies: Phrases,
    /// Joined full names and forms -> people.
    names: FxHashMap<String, Vec<usize>>,
    /// The first words of those names, folded: most words of a text are none.
    firsts: FxHashSet<String>,
    first_hashes: Hashes,
    /// Joined family names -> people.
    families: FxHashMap<String, Vec<usize>>,
    /// Hashes of joined given names -> people and their joined family names.
    given: FxHashMap<u64, Vec<(usize, String)>>,
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
        for (at, person) in people.iter().enumerate() {
            let (whole, family) = (joined(&person.name), joined(&person.family));
            if let Some(given) = whole.strip_suffix(&family).or_else(|| whole.strip_prefix(&family)) {
                index.given.entry(hash_word(given.as_bytes())).or_default().push((at, family.clone()));
            }
            push(&mut index.families, family, at);
            push(&mut index.names, whole, at);
            for form in &person.forms {
                push(&mut index.names, joined(form), at);
            }
            for form in std::iter::once(&person.name).chain(&person.forms) {
                if let Some(first) = words(form).next() {
                    index.first_hashes.add(hash_word(first.as_bytes()));
                    index.firsts.insert(first);
                }
            }
        }
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

    /// `false` when no known name begins with the folded word of this hash; `true` may be wrong.
    #[must_use]
    #[inline]
    pub fn may_start_a_name(&self, hash: u64) -> bool {
        self.first_hashes.may_have(hash)
    }

    /// Whether some known name begins with this folded word.
    #[must_use]
    pub fn starts_a_name(&self, folded: &str) -> bool {
        self.firsts.contains(folded)
    }

    /// People whose full name or a form of it is this, joined.
    #[must_use]
    pub fn named(&self, joined: &str) -> &[usize] {
        self.names.get(joined).map_or(&[], Vec::as_slice)
    }

    /// People whose family name is this, joined.
    #[must_use]
    pub fn of_family(&self, joined: &str) -> &[usize] {
        self.families.get(joined).map_or(&[], Vec::as_slice)
    }

    /// People with the given names of this hash (of them joined, see [`hash_word`]), each with the joined family name.
    #[must_use]
    pub fn of_given(&self, hash: u64) -> &[(usize, String)] {
        self.given.get(&hash).map_or(&[], Vec::as_slice)
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
        let mut bearers = self.named(&letters).iter().map(|&at| &people[at]);
        bearers
            .any(|person| std::iter::once(&person.name).chain(&person.forms).any(|name| spelling_of(name) == spelling))
    }

    /// The offices that a person held.
    #[must_use]
    pub fn offices_of(&self, person: usize) -> &[usize] {
        self.offices_of.get(&person).map_or(&[], Vec::as_slice)
    }
}

fn push(map: &mut FxHashMap<String, Vec<usize>>, key: String, value: usize) {
    let values = map.entry(key).or_default();
    if !values.contains(&value) {
        values.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_joined_alike() {
        assert_eq!(joined("Lee Jae-myung"), joined("Lee Jae Myung"));
        assert_eq!(joined("Löfven"), "lofven");
        assert_eq!(joined("Conan O'Brien Jr."), joined("Conan O’Brien Jr"));
    }
}
