//! Dates and names -> how they stand to each other in their sentences: what checks of arithmetic look at.

use std::ops::Range;

use crate::article::Article;
use crate::extract::date::{DateMention, TimexType};
use crate::segment::{Segmented, Sentence};

/// The sentences that an article tells, each with its dates, in order.
pub fn sentences<'a>(article: &'a Article<'_>) -> impl Iterator<Item = (&'a Sentence, &'a [DateMention])> {
    let mut ahead = article.dates.as_slice();
    article.text.sentences.iter().filter(|one| article.text.blocks[one.block].kind.is_told()).map(move |sentence| {
        let before = ahead.iter().take_while(|date| date.tokens.start < sentence.tokens.start).count();
        let count = ahead[before..].iter().take_while(|date| date.tokens.end <= sentence.tokens.end).count();
        let (dates, after) = ahead[before..].split_at(count);
        ahead = after;
        (sentence, dates)
    })
}

/// Whether the tokens are exactly one of some runs of words and marks.
#[must_use]
pub fn reads(text: &Segmented<'_>, tokens: Range<usize>, runs: &[&[&str]]) -> bool {
    runs.iter()
        .any(|run| run.len() == tokens.len() && tokens.clone().zip(*run).all(|(at, word)| text.lower(at) == *word))
}

/// Whether a run of words stands somewhere among the tokens.
#[must_use]
pub fn has_run(text: &Segmented<'_>, tokens: Range<usize>, run: &[&str]) -> bool {
    let mut starts = tokens.start..(tokens.end + 1).saturating_sub(run.len());
    starts.any(|start| run.iter().zip(start..).all(|(word, at)| text.is_word(at, word)))
}

/// Whether a stretch is over at a token: a mark that ends a phrase, or the end of the sentence.
#[must_use]
pub fn ends(text: &Segmented<'_>, sentence: &Sentence, at: usize) -> bool {
    at >= sentence.tokens.end || matches!(text.text(at), "," | "." | ";" | ":" | ")" | "]" | "—" | "–" | "?" | "!")
}

/// Whether any of the tokens is one of some words.
#[must_use]
pub fn has(text: &Segmented<'_>, mut tokens: Range<usize>, words: &[&str]) -> bool {
    tokens.any(|at| words.contains(&text.lower(at)))
}

/// Whether a date lies in a quotation, which may be older than the text around it.
#[must_use]
pub fn is_quoted(article: &Article<'_>, date: &DateMention) -> bool {
    article.quotes.iter().any(|quote| quote.span.contains(date.span))
}

/// Whether a length is said to be no more than near: "about", "more than", "nearly".
#[must_use]
pub fn is_rough(text: &Segmented<'_>, date: &DateMention) -> bool {
    const ROUGH: &[&str] = &[
        "about",
        "almost",
        "approximately",
        "around",
        "at",
        "barely",
        "circa",
        "fewer",
        "less",
        "more",
        "nearly",
        "over",
        "roughly",
        "some",
        "under",
        "up",
    ];
    let before = date.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    let last = text.lower(date.tokens.start.max(date.tokens.end.saturating_sub(1)));
    ROUGH.contains(&text.lower(date.tokens.start))
        || matches!(before, "some" | "to" | "than" | "only" | "or" | "least")
        || last == "more"
}

/// Two dates that begin and end something: `from 2001 to 2009`, `between 1914 and 1918`, `(1950–2010)`.
#[must_use]
pub fn is_range(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> bool {
    let (gap, before) = (first.tokens.end..last.tokens.start, first.tokens.start.checked_sub(1));
    let before = before.map_or("", |at| text.lower(at));
    match before {
        "from" => reads(text, gap, &[&["to"], &["until"], &["through"], &["till"]]),
        "between" => reads(text, gap, &[&["and"]]),
        "(" => reads(text, gap, &[&["-"], &["–"], &["—"], &["to"]]),
        _ => reads(text, gap, &[&["-"], &["–"], &["—"]]),
    }
}

/// Whether both are points of the calendar with days of their own.
#[must_use]
pub fn are_placed(first: &DateMention, last: &DateMention) -> bool {
    [first, last].iter().all(|date| date.kind == TimexType::Date && date.interval.is_some())
}

/// Least and most days from some day of one date to some day of another.
#[must_use]
pub fn days_between(first: &DateMention, last: &DateMention) -> Option<(i64, i64)> {
    let (first, last) = (first.interval?, last.interval?);
    Some(((last.first - first.last).num_days(), (last.last - first.first).num_days() + 1))
}
