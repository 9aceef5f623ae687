//! A word of a sentence -> the anniversary that it names: “its 75th anniversary”, “turns 100”.

use std::ops::Range;

use crate::extract::date::DateMention;
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::words::Words;

/// Words that name an anniversary. Sorted.
pub(crate) static TOLD: Words = Words::new(&[
    "anniversary",
    "bicentenary",
    "bicentennial",
    "birthday",
    "centenary",
    "centennial",
    "turned",
    "turns",
]);

/// Verbs by which an anniversary is kept, and what helps them. Sorted.
static KEEPING: Words = Words::new(&[
    "also",
    "are",
    "be",
    "been",
    "celebrate",
    "celebrated",
    "celebrates",
    "celebrating",
    "had",
    "has",
    "have",
    "is",
    "just",
    "mark",
    "marked",
    "marking",
    "marks",
    "observe",
    "observed",
    "observes",
    "was",
    "were",
    "will",
]);

/// A told anniversary: its number, where it is written, and where its subject ends.
pub struct Told {
    pub years: i32,
    pub tokens: Range<usize>,
    pub subject_end: usize,
    /// Its verb is in the present tense.
    pub present: bool,
    /// The comma before "making this", where that is how it is told.
    pub made: Option<usize>,
}

/// The anniversary that a token names.
pub fn told(text: &Segmented<'_>, sentence: &Sentence, dates: &[DateMention], at: usize) -> Option<Told> {
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let back = |by: usize| at.checked_sub(by).map_or("", word);
    if text.tokens[at].kind != TokenKind::Word {
        return None;
    }
    let (years, tokens) = match word(at) {
        "anniversary" | "birthday" if back(2) == "its" => (ordinal(back(1))?, at - 2..at + 1),
        "centenary" | "centennial" if back(1) == "its" => (100, at - 1..at + 1),
        "bicentenary" | "bicentennial" if back(1) == "its" => (200, at - 1..at + 1),
        "turns" | "turned" if text.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number) => {
            let dated = matches!((word(at + 2), word(at + 3)), ("this" | "next", "year")) || word(at + 2) == "in";
            (word(at + 1).parse().ok().filter(|years| dated && (10..=1000).contains(years))?, at..at + 2)
        }
        _ => return None,
    };
    let next = word(tokens.end);
    // "its 25th anniversary in the town"
    let dated = |at: usize| dates.iter().any(|date| date.tokens.start == at);
    let whole = next.is_empty()
        || matches!(next, "." | "," | ";" | "and" | "–" | "—")
        || dated(tokens.end)
        || (matches!(next, "in" | "on") && dated(tokens.end + 1))
        || (next == "with" && matches!(word(tokens.end + 1), "a" | "an"));
    let mut subject_end = tokens.start;
    while subject_end > sentence.tokens.start && KEEPING.has(word(subject_end - 1)) {
        subject_end -= 1;
    }
    // ", making this year its 50th anniversary"
    let making = (tokens.start.saturating_sub(3)..tokens.start).find(|&at| word(at) == "making");
    let made = making.and_then(|at| at.checked_sub(1)).filter(|&comma| {
        let now = |at: usize| matches!(word(at), "this" | "year") || dates.iter().any(|date| date.tokens.contains(&at));
        word(comma) == "," && comma + 2 < tokens.start && (comma + 2..tokens.start).all(now)
    });
    if let Some(comma) = made {
        return whole.then_some(Told { years, tokens, subject_end: comma, present: true, made });
    }
    let verbs = || (subject_end..tokens.start.max(subject_end)).map(word);
    let turns = matches!(word(at), "turns" | "turned");
    let keeps = turns
        || verbs().any(|verb| verb.starts_with("celebrat") || verb.starts_with("mark") || verb.starts_with("observ"));
    let past = word(at) == "turned"
        || verbs().any(|verb| matches!(verb, "celebrated" | "marked" | "observed" | "was" | "were" | "had"));
    (whole && keeps).then_some(Told { years, tokens, subject_end, present: !past, made: None })
}

/// `25th`, `fiftieth`.
#[must_use]
pub fn ordinal(word: &str) -> Option<i32> {
    const WORDS: &[(&str, i32)] = &[
        ("fifth", 5),
        ("tenth", 10),
        ("twentieth", 20),
        ("thirtieth", 30),
        ("fortieth", 40),
        ("fiftieth", 50),
        ("sixtieth", 60),
        ("seventieth", 70),
        ("eightieth", 80),
        ("ninetieth", 90),
        ("hundredth", 100),
    ];
    let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = &word[figures.len()..];
    if matches!(suffix, "st" | "nd" | "rd" | "th") {
        return figures.parse().ok().filter(|count| (1..=1000).contains(count));
    }
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, count)| *count)
}

#[cfg(test)]
mod tests {
    use super::{KEEPING, TOLD, ordinal};

    #[test]
    fn ordinals() {
        assert_eq!(
            ["25th", "fiftieth", "1st", "2000th", "fifty"].map(ordinal),
            [Some(25), Some(50), Some(1), None, None]
        );
    }

    #[test]
    fn lists_are_sorted() {
        assert!(TOLD.is_sorted() && KEEPING.is_sorted());
    }
}
