//! Two sentences that stand for each other in two documents -> whether they tell of different things in the same words: by
//! another source, of another moment, or of another subject. Then what they count differs, and both may be right.

use std::ops::Range;

use super::align::Hunk;
use super::fact::{Change, Fact};
use super::page::{Copy, DATELINE};
use crate::claim::statement::is_function_word;
use crate::extract::quantity::{number, scale, unit_word};
use crate::extract::quote::is_saying;
use crate::words::Words;

/// Words of a time of day.
static MOMENTS: Words = Words::new(&[
    "afternoon",
    "dawn",
    "dusk",
    "evening",
    "lunchtime",
    "midday",
    "midnight",
    "morning",
    "night",
    "nightfall",
    "noon",
    "sunrise",
    "sunset",
]);

/// Words of a team or a part of those who are counted. A club's women and its reserves play matches of their own.
static SECTIONS: Words = Words::new(&[
    "academy", "boys", "girls", "juniors", "ladies", "mens", "reserve", "reserves", "seniors", "women", "womens",
    "youth",
]);

/// Takes out what the two sentences may give differently, since they tell of different things.
pub(super) fn without_other_things(a: &Copy<'_>, b: &Copy<'_>, hunks: &[Hunk], changes: &mut Vec<Change>) {
    let pair = Pair { a, b };
    if !changes.iter().any(|change| change.fact.is_measured()) {
        return;
    }
    let moments = hunks.iter().any(|hunk| pair.are_two_moments(hunk));
    if moments || hunks.iter().any(|hunk| pair.are_two_sources(hunk) || pair.are_two_subjects(hunk)) {
        let moment = |change: &Change| moments && pair.tell_times(change);
        changes.retain(|change| !change.fact.is_measured() && !moment(change));
    } else {
        changes.retain(|change| !(change.fact == Fact::Number && pair.is_of_them(change)));
    }
}

struct Pair<'c> {
    a: &'c Copy<'c>,
    b: &'c Copy<'c>,
}

impl Pair<'_> {
    /// "the police said" and "the organisers said".
    fn are_two_sources(&self, hunk: &Hunk) -> bool {
        let (one, other) = (source(self.a, &hunk.a), source(self.b, &hunk.b));
        one.zip(other).is_some_and(|(one, other)| !one.iter().any(|word| other.contains(word)))
    }

    /// "at noon", and at five or later.
    fn are_two_moments(&self, hunk: &Hunk) -> bool {
        let named = |copy: &Copy<'_>, words: &Range<usize>| words.clone().any(|at| MOMENTS.has(copy.lower(at)));
        let exact = |copy: &Copy<'_>, words: &Range<usize>| {
            words.clone().any(|at| matches!(copy.lower(at), "noon" | "midday" | "midnight"))
        };
        match (hunk.a.is_empty(), hunk.b.is_empty()) {
            (false, false) => {
                let both = moment(self.a, &hunk.a) && moment(self.b, &hunk.b);
                both && (named(self.a, &hunk.a) || named(self.b, &hunk.b))
            }
            (true, _) => exact(self.b, &hunk.b),
            (_, true) => exact(self.a, &hunk.a),
        }
    }

    /// "City's under-21s" and "City".
    fn are_two_subjects(&self, hunk: &Hunk) -> bool {
        let section = |copy: &Copy<'_>, words: &Range<usize>| {
            words.clone().any(|at| {
                let word = copy.lower(at);
                let years = word.strip_suffix('s').or(word.strip_prefix('u')).unwrap_or_default();
                let of_age = years.len() == 2 && years.bytes().all(|byte| byte.is_ascii_digit());
                SECTIONS.has(word) || of_age && (word.starts_with('u') || copy.lower(at.wrapping_sub(1)) == "under")
            })
        };
        section(self.a, &hunk.a) != section(self.b, &hunk.b)
    }

    /// "Four people were hurt, two of them seriously": of the four, the other document tells of the two.
    fn is_of_them(&self, change: &Change) -> bool {
        let part = |copy: &Copy<'_>, of: &Range<usize>, number: u64| {
            let near = of.start.saturating_sub(FAR)..(of.end + FAR).min(copy.hashes.len());
            near.filter(|at| !of.contains(at) && copy.hashes[*at] == number).any(|at| {
                copy.lower(at + 1) == "of"
                    && matches!(copy.lower(at + 2), "them" | "these" | "those" | "which" | "whom")
            })
        };
        let alone = |words: &Range<usize>| words.len() == 1;
        alone(&change.b) && part(self.a, &change.a, self.b.hashes[change.b.start])
            || alone(&change.a) && part(self.b, &change.b, self.a.hashes[change.a.start])
    }

    /// Whether what is exchanged is a time of day.
    fn tell_times(&self, change: &Change) -> bool {
        moment(self.a, &change.a) && moment(self.b, &change.b)
    }
}

/// How many words lie between a number and a part of it at most.
const FAR: usize = 12;

/// The content words of some words that say who says so; `None` where they don't.
fn source(copy: &Copy<'_>, words: &Range<usize>) -> Option<Vec<u64>> {
    let says = |at: usize| is_saying(copy.lower(at));
    let according = words.start >= 2 && copy.lower(words.start - 2) == "according";
    let tells = according || words.clone().any(says) || says(words.end);
    let content = words.clone().filter(|&at| !says(at) && !is_function_word(copy.lower(at)) && !is_number(copy, at));
    let content: Vec<u64> = content.map(|at| copy.hashes[at]).collect();
    (tells && !content.is_empty()).then_some(content)
}

/// Whether some words tell a time of day: "noon", "at five", "10.30".
fn moment(copy: &Copy<'_>, words: &Range<usize>) -> bool {
    let at_hour = words.start > 0 && copy.lower(words.start - 1) == "at" && words.len() <= 2;
    words.clone().any(|at| MOMENTS.has(copy.lower(at)))
        || at_hour && words.clone().any(|at| is_number(copy, at) || is_clock(copy.lower(at)))
}

fn is_number(copy: &Copy<'_>, at: usize) -> bool {
    let word = copy.lower(at);
    number(&[word]).is_some() || scale(word).is_some() || unit_word(word).is_some()
}

/// "10.30", "18:00".
fn is_clock(word: &str) -> bool {
    let parts = word.split_once(['.', ':']);
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.is_some_and(|(hour, minute)| digits(hour, 2) && digits(minute, 2) && minute.len() == 2)
}

/// Whether the datelines tell that the second of two documents of one day was sent later.
pub(super) fn is_sent_later(a: &Copy<'_>, b: &Copy<'_>, hunks: &[Hunk]) -> bool {
    let clock = |copy: &Copy<'_>, at: usize| -> Option<String> {
        let word = copy.is(at, DATELINE).then(|| copy.lower(at)).filter(|word| is_clock(word))?;
        Some(format!("{:0>5}", word.replace(':', ".")))
    };
    let mut pairs = hunks.iter().flat_map(|hunk| hunk.a.clone().zip(hunk.b.clone()));
    pairs.any(|(x, y)| clock(a, x).zip(clock(b, y)).is_some_and(|(a, b)| a < b))
}
