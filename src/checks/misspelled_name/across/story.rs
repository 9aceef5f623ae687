//! What tells that two articles tell one story: the people in both, and other names that few stories have.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::article::Article;
use crate::claim::packed;
use crate::extract::name::{NameKind, NameMention};
use crate::knowledge::index::spelling_of;

/// Names of one article that tell its story from others, at most.
const STORY: usize = 14;
/// Of them names of people, at most.
const CAST: usize = 10;

/// Months between two articles of one story, at most; those further apart share names by chance as well.
const STORY_MONTHS: u16 = 6;

/// Hashes of the names by which an article's story is known again, people first; odd ones are people's.
pub struct Story(pub Vec<u32>);

impl Story {
    pub fn of(article: &Article<'_>) -> Self {
        let (mut cast, mut rest) = (Vec::new(), Vec::new());
        let mut whole = String::new();
        for name in &article.names {
            let full = name.kind == NameKind::Person && !name.given.is_empty() && !name.family.is_empty();
            if full {
                whole.clear();
                whole.push_str(&name.parts[name.given.start].folded);
                name.parts[name.family.clone()].iter().for_each(|part| whole.push_str(&part.folded));
                cast.push(short_hash(spelling_of(&whole).as_bytes()) | 1);
            } else if name.kind != NameKind::Person && is_telling(name) {
                let hash = if let [only] = name.parts.as_slice() {
                    short_hash(only.folded.as_bytes())
                } else {
                    whole.clear();
                    name.parts.iter().for_each(|part| whole.push_str(&part.folded));
                    short_hash(whole.as_bytes())
                };
                rest.push(hash & !1);
            }
        }
        let each_once = |names: &mut Vec<u32>, most: usize| {
            names.sort_unstable();
            names.dedup();
            names.truncate(most);
        };
        each_once(&mut cast, CAST);
        each_once(&mut rest, STORY - cast.len());
        cast.extend(rest);
        Self(cast)
    }

    /// The same as it is kept.
    pub fn packed(&self) -> PackedStory {
        PackedStory(packed::bytes(&self.0))
    }
}

/// A story as it is kept, which many statements end with.
pub struct PackedStory(pub Vec<u8>);

/// No country, no demonym, no common word.
fn is_telling(name: &NameMention) -> bool {
    let broad = name.spot.is_some_and(|spot| spot.is_prominent() || spot.is_demonym());
    let letters: usize = name.parts.iter().map(|part| part.folded.len() + 1).sum();
    let long = letters > 4 || (letters == 4 && name.kind == NameKind::Organisation);
    !broad && long && !(name.parts.len() == 1 && name.parts[0].listed.word)
}

fn short_hash(name: &[u8]) -> u32 {
    upper_half(xxh3_64(name))
}

pub fn upper_half(hash: u64) -> u32 {
    u32::try_from(hash >> 32).expect("the upper half has 32 bits")
}

/// What speaks for two articles telling one story: two for each person they share, one for any other name.
pub fn kinship(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|name| b.contains(name)).map(|name| if name & 1 == 1 { 2 } else { 1 }).sum()
}

/// The same of articles that were written at two times: towns, courts and councils are in many stories.
fn kinship_of_people(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|&name| name & 1 == 1 && b.contains(name)).count() * 2
}

/// Whether two articles are, by their names, one text: half of what one names the other does, too.
pub fn are_copies(a: &[u32], b: &[u32]) -> bool {
    let shared = a.iter().filter(|name| b.contains(name)).count();
    shared >= 2 && shared * 2 >= a.len().min(b.len())
}

/// The same of articles that were written at two times: three in four of the names of the shorter.
fn are_whole_copies(a: &[u32], b: &[u32]) -> bool {
    let shared = a.iter().filter(|name| b.contains(name)).count();
    shared >= 3 && shared * 4 >= a.len().min(b.len()) * 3
}

/// What ties two articles.
pub struct Ties {
    /// See [`kinship`].
    pub kin: usize,
    pub copies: bool,
}

/// The ties of two articles by their stories' names and by the months in which they were written: of those that are far
/// apart it takes more.
pub fn ties((a, month): (&[u32], u16), (b, other): (&[u32], u16)) -> Ties {
    if month != 0 && other != 0 && month.abs_diff(other) > STORY_MONTHS {
        return Ties { kin: kinship_of_people(a, b), copies: are_whole_copies(a, b) };
    }
    Ties { kin: kinship(a, b), copies: are_copies(a, b) }
}

/// Articles by the names that tell their stories; of many that share a name, the first ones.
#[derive(Default)]
pub struct ByName(FxHashMap<u32, Vec<usize>>);

impl ByName {
    pub fn add(&mut self, story: &[u32], article: usize) {
        for &name in story {
            let articles = self.0.entry(name).or_default();
            if articles.len() < 32 {
                articles.push(article);
            }
        }
    }

    /// Those that share a name with a story, in their order.
    pub fn sharing(&self, story: &[u32]) -> BTreeSet<usize> {
        story.iter().filter_map(|name| self.0.get(name)).flatten().copied().collect()
    }
}
