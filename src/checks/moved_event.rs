//! One event, told twice in a document, in two different years: "a record number of tests last year", "this year's record
//! tests".
//!
//! Only what happens once can contradict itself so: a record, a first, a founding.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::contrast::{is_negation, short_stem};
use crate::claim::statement::{ContentWord, Statement};
use crate::finding::{Conflict, Label};
use crate::lexeme::Classes;
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// How much two statements have in common that tell of one event.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MovedEvent {
    /// How many content words they share at least, the one that makes it a single event among them.
    #[serde(default = "four")]
    pub words: usize,
}

fn four() -> usize {
    4
}

/// Words of what happens once.
const SINGLE: &[&str] =
    &["record", "first", "worst", "largest", "biggest", "highest", "lowest", "founded", "inaugural"];

/// How many content words before and behind a period belong to what happened in it.
const AROUND: usize = 8;

/// How many periods of one document are compared.
const MOST: usize = 64;

/// "last year" and what is told of it.
struct Told<'s> {
    /// The year, counted from the document's own.
    year: i8,
    sentence: usize,
    span: Span,
    around: &'s [ContentWord],
}

impl Check for MovedEvent {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        if !text.has(Classes::YEAR) {
            return;
        }
        static STEMS: LazyLock<Vec<u32>> = LazyLock::new(|| SINGLE.iter().map(|word| short_stem(word)).collect());
        let single = &*STEMS;
        let mut told: Vec<Told<'_>> = Vec::new();
        for statement in article.statements.iter().filter(|statement| !statement.negated) {
            told.extend(periods(text, statement));
        }
        told.retain(|one| one.around.iter().any(|word| single.contains(&word.hash)));
        told.truncate(MOST);
        for (at, later) in told.iter().enumerate() {
            let earlier =
                told[..at].iter().find(|earlier| earlier.year != later.year && self.is_one(earlier, later, single));
            if let Some(earlier) = earlier {
                emit.conflict(conflict(text, earlier, later));
            }
        }
    }
}

impl MovedEvent {
    /// Whether both tell of one event that happens once.
    fn is_one(&self, a: &Told<'_>, b: &Told<'_>, single: &[u32]) -> bool {
        // one sentence compares the years: "11 billion this year and 8 billion last year"
        if a.sentence == b.sentence {
            return false;
        }
        let mut common: Vec<u32> = a.around.iter().map(|word| word.hash).collect();
        common.retain(|hash| b.around.iter().any(|word| word.hash == *hash));
        common.sort_unstable();
        common.dedup();
        common.len() >= self.words && common.iter().any(|hash| single.contains(hash))
    }
}

/// The years that a statement names by their distance: "last year", "this year".
fn periods<'s>(text: &'s Segmented<'_>, statement: &'s Statement) -> impl Iterator<Item = Told<'s>> {
    let tokens = statement.tokens.clone();
    let words = (tokens.start..).zip(&text.lexemes[tokens]).skip(1);
    words.filter(|(_, word)| word.classes.has(Classes::YEAR)).filter_map(move |(at, _)| {
        let year = match text.lower(at - 1) {
            "last" => -1,
            "this" => 0,
            _ => return None,
        };
        // "than last year", "in this year's budget", "not last year": compared with, or about, the year
        let before = if at >= 2 { text.lower(at - 2) } else { "" };
        let owned = text.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Possessive);
        let other = matches!(before, "than" | "from" | "since" | "until" | "to" | "of" | "for") || is_negation(before);
        if owned || other {
            return None;
        }
        let middle = statement.words.partition_point(|word| (word.token as usize) < at);
        let around = &statement.words[middle.saturating_sub(AROUND)..(middle + AROUND).min(statement.words.len())];
        Some(Told { year, sentence: statement.sentence, span: text.span(at - 1..at + 1), around })
    })
}

fn conflict(text: &Segmented<'_>, earlier: &Told<'_>, later: &Told<'_>) -> Conflict {
    // from the first to the last word that both have
    let shared = |told: &Told<'_>, other: &Told<'_>| {
        let both = told.around.iter().filter(|word| other.around.iter().any(|known| known.hash == word.hash));
        both.map(|word| text.tokens[word.token as usize].span).fold(told.span, Span::to)
    };
    let (first, second) = (shared(earlier, later), shared(later, earlier));
    let (was, now) = (text.slice(earlier.span), text.slice(later.span));
    let message = format!("one event is placed in two years: “{now}” here, “{was}” there");
    Conflict::new(message, Label::new(text.source(), second, now.to_owned()))
        .related(Label::new(text.source(), first, was.to_owned()))
        .identity([text.slice(first), text.slice(second)])
}
