//! Names of organisations by their first words, and how a row of words differs from a name.
//!
//! Words that carry no part of a name (“of”, “for”, “the”) are left out on both sides, hyphens part words, and British
//! and American spellings are one.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Organisation, fold};
use crate::claim::{hash_word, mix};
use crate::words::{Hashes, Words};

/// Small words that a name may lose without losing a part.
pub(crate) static SMALL: Words =
    Words::new(&["a", "against", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"]);

/// First halves that are written with a hyphen or without.
pub(crate) static JOINED: Words = Words::new(&["anti", "co", "inter", "non", "trans"]);

/// A name as it is compared.
#[derive(Debug)]
pub struct Row {
    /// Index into the organisations.
    pub of: usize,
    /// The words that count.
    pub words: Vec<String>,
    /// All the words, of a mistaken name; empty for a right one.
    pub mistaken: Vec<String>,
    /// A name with commas inside.
    pub commas: bool,
    /// Its second and its third word, hashed; 0 where there is none.
    next: [u64; 2],
}

impl Row {
    /// Whether a row of words of which the first is the same may be the name, or [`differ`] from it in one thing: by its
    /// second and third word, hashed; 0 where there is none.
    #[must_use]
    pub fn may_be(&self, [second, third]: [u64; 2]) -> bool {
        let [mine, last] = self.next;
        mine == 0 || mine == second || (last != 0 && (last == second || last == third))
    }
}

/// In what a row of words differs from a name; numbers are of the name's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    Missing(usize),
    Exchanged(usize),
    /// This word and the next stand in the wrong order.
    Swapped(usize),
}

/// Every name of every organisation.
#[derive(Debug, Default)]
pub struct Names {
    rows: Vec<Row>,
    /// By the hashes of their first words.
    by_first: FxHashMap<u64, Vec<usize>>,
    firsts: Hashes,
    /// The first word of each with one that may be its second or third, hashed together (see [`Names::may_go_on`]).
    pairs: FxHashSet<u64>,
    by_acronym: FxHashMap<String, Vec<usize>>,
}

impl Names {
    #[must_use]
    pub fn new(organisations: &[Organisation]) -> Self {
        let mut names = Self::default();
        for (of, organisation) in organisations.iter().enumerate() {
            let right = std::iter::once(&organisation.name).chain(&organisation.forms).map(|name| (name, false));
            let wrong = organisation.mistaken.iter().map(|name| (name, true));
            for (name, mistaken) in right.chain(wrong) {
                names.add(of, name, mistaken, organisation.acronym.as_deref());
            }
        }
        names
    }

    fn add(&mut self, of: usize, name: &str, is_mistaken: bool, acronym: Option<&str>) {
        let mut words = words(name);
        let mistaken = if is_mistaken { words.clone() } else { Vec::new() };
        words.retain(|word| is_content(word));
        let Some(first) = words.first() else { return };
        let at = self.rows.len();
        let next = [1, 2].map(|at| words.get(at).map_or(0, |word| hash_word(word.as_bytes())));
        self.begin_with(first, next, at);
        // as written on either side of the Atlantic
        let written = fold(name.split([' ', '-']).next().unwrap_or_default()).into_owned();
        if written != *first {
            self.begin_with(&written, next, at);
        }
        if let Some(acronym) = acronym.filter(|_| !is_mistaken) {
            self.by_acronym.entry(acronym.to_owned()).or_default().push(at);
        }
        self.rows.push(Row { of, words, mistaken, commas: name.contains(','), next });
    }

    /// Takes note of a word with which a row begins, and of those that follow it.
    fn begin_with(&mut self, first: &str, next: [u64; 2], row: usize) {
        let hash = hash_word(first.as_bytes());
        self.firsts.add(hash);
        let [second, third] = next;
        let third = Some(third).filter(|&third| third != 0);
        self.pairs.extend(std::iter::once(second).chain(third).map(|next| mix([hash, next])));
        self.by_first.entry(hash).or_default().push(row);
    }

    /// `false` when no row that begins with a word [`Row::may_be`] the name that goes on with two others; `true` may be wrong.
    #[must_use]
    pub fn may_go_on(&self, first: u64, next: [u64; 2]) -> bool {
        let known = |next: u64| self.pairs.contains(&mix([first, next]));
        known(0) || next.into_iter().any(known)
    }

    /// `false` when no name begins with the folded word of this hash; `true` may be wrong.
    #[must_use]
    #[inline]
    pub fn may_start(&self, hash: u64) -> bool {
        self.firsts.may_have(hash)
    }

    /// Names that begin with the folded word of this hash.
    pub fn starting(&self, hash: u64) -> impl Iterator<Item = &Row> {
        self.by_first.get(&hash).into_iter().flatten().map(|&row| &self.rows[row])
    }

    /// Right names of what an acronym stands for.
    pub fn of_acronym(&self, acronym: &str) -> impl Iterator<Item = &Row> {
        self.by_acronym.get(acronym).into_iter().flatten().map(|&row| &self.rows[row])
    }

    /// Whether words that count are a name of something known.
    #[must_use]
    pub fn is_right(&self, words: &[Cow<'_, str>]) -> bool {
        words.first().is_some_and(|first| {
            self.starting(hash_word(first.as_bytes()))
                .any(|row| row.mistaken.is_empty() && row.words.as_slice() == words)
        })
    }
}

/// The folded words of a name.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    let parts = |c| matches!(c, ' ' | '-' | '‑' | '/');
    for part in name.split_inclusive(parts) {
        let word = part.trim_end_matches(|c| parts(c) || c == ',');
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let folded = fold(word);
        match words.last_mut().filter(|_| joins) {
            Some(last) => last.push_str(&folded),
            None if folded.is_empty() => {}
            None => words.push(folded.into_owned()),
        }
        joins = part.ends_with('-') && words.last().is_some_and(|last| JOINED.has(last));
    }
    for word in &mut words {
        if let Cow::Owned(american) = plain(word) {
            *word = american;
        }
    }
    words
}

/// A folded first half that is joined with what follows its hyphen.
#[must_use]
pub fn joins(folded: &str) -> bool {
    JOINED.has(folded)
}

#[must_use]
pub fn is_content(word: &str) -> bool {
    !SMALL.has(word)
}

/// A folded word in American spelling.
#[must_use]
pub fn plain(word: &str) -> Cow<'_, str> {
    const SPELLINGS: &[(&str, &str)] = &[
        ("organis", "organiz"),
        ("isation", "ization"),
        ("programme", "program"),
        ("centre", "center"),
        ("defence", "defense"),
        ("labour", "labor"),
    ];
    // most words have none of them, and their letters say so at one glance
    let may_start = |letters: &[u8]| matches!(&letters[..2], b"or" | b"is" | b"pr" | b"ce" | b"de" | b"la");
    let starts = word.as_bytes().windows(6).enumerate().filter(|(_, letters)| may_start(letters));
    let spelling =
        |at: usize| SPELLINGS.iter().position(|(british, _)| word.as_bytes()[at..].starts_with(british.as_bytes()));
    match starts.filter_map(|(at, _)| spelling(at)).min().map(|first| SPELLINGS[first]) {
        Some((british, american)) => Cow::Owned(word.replace(british, american)),
        None => Cow::Borrowed(word),
    }
}

/// In what one thing words differ from a name, and how many of them the name takes. First and last word are the same.
#[must_use]
pub fn differ(name: &[String], words: &[Cow<'_, str>]) -> Option<(Difference, usize)> {
    let len = name.len();
    let first = name.iter().zip(words).position(|(right, word)| right != word)?;
    if first == 0 {
        return None;
    }
    let rest = |name: &[String], words: &[Cow<'_, str>]| {
        !name.is_empty() && words.len() >= name.len() && name.iter().zip(words).all(|(right, word)| right == word)
    };
    let swapped = first + 1 < len
        && words.len() >= len
        && name[first] == words[first + 1]
        && name[first + 1] == words[first]
        && name[first + 2..].iter().zip(&words[first + 2..]).all(|(right, word)| right == word);
    if swapped {
        return Some((Difference::Swapped(first), len));
    }
    if rest(&name[first + 1..], &words[first..]) {
        return Some((Difference::Missing(first), len - 1));
    }
    let exchanged = rest(&name[first + 1..], &words[(first + 1).min(words.len())..]);
    exchanged.then_some((Difference::Exchanged(first), len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(name: &str, text: &str) -> Option<(Difference, usize)> {
        let content = |text: &str| -> Vec<String> { words(text).into_iter().filter(|word| is_content(word)).collect() };
        let row = content(text);
        let row: Vec<Cow<'_, str>> = row.iter().map(|word| Cow::Borrowed(word.as_str())).collect();
        differ(&content(name), &row)
    }

    #[test]
    fn differences_are_told_apart() {
        let name = "Common and Enduring Treaty on Trans-Baltic Fisheries";
        for (text, found) in [
            ("Common and Enduring Trans-Baltic Fisheries", Some((Difference::Missing(2), 4))),
            ("Common and Enduring Pact on Trans-Baltic Fisheries", Some((Difference::Exchanged(2), 5))),
            ("Common Treaty and Enduring Trans-Baltic Fisheries", Some((Difference::Swapped(1), 5))),
            ("Common and Enduring Treaty on Fisheries in Trans-Baltic", Some((Difference::Swapped(3), 5))),
            ("Common and Enduring Treaty on the Transbaltic Fisheries", None),
            ("Common and Enduring Treaty", None),
            ("Common and Enduring Treaty on Trans-Baltic Trade", None),
            ("Common Trans-Baltic Fisheries", None),
        ] {
            assert_eq!(difference(name, text), found, "{text}");
        }
    }

    #[test]
    fn spellings_are_one() {
        assert_eq!(words("Organisation for Economic Co-operation"), words("Organization for Economic Cooperation"));
        assert_eq!(words("United Nations Children's Fund"), ["united", "nations", "children", "fund"]);
    }
}
