//! Something that ends before it begins: “served from 2009 to 2001”, “(1950–1940)”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::timeline::{are_placed, has, is_range, sentences};
use crate::extract::date::{Basis, DateMention};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence};

/// It has no parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReversedRange {}

/// Verbs by which something lasts; others move a date from one day to another.
const LASTING: &[&str] = &[
    "chaired",
    "existed",
    "governed",
    "headed",
    "lasted",
    "led",
    "lived",
    "operated",
    "played",
    "practised",
    "practiced",
    "presided",
    "ran",
    "reigned",
    "ruled",
    "sat",
    "served",
    "studied",
    "taught",
    "was",
    "were",
    "worked",
];

/// Words that move a date, or compare two.
const MOVING: &[&str] = &[
    "advanced",
    "back",
    "backdated",
    "backwards",
    "brought",
    "changed",
    "compared",
    "corrected",
    "cut",
    "fell",
    "forward",
    "moved",
    "pushed",
    "rescheduled",
    "returned",
    "revised",
    "rose",
    "shifted",
    "up",
];

impl Check for ReversedRange {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        // years before Christ are counted down, and not all are marked
        if article.dates.iter().any(|date| date.value.starts_with("BC")) {
            return;
        }
        for (sentence, dates) in sentences(article) {
            for two in dates.windows(2) {
                if let [first, last] = two
                    && is_reversed(&article.text, sentence, first, last)
                {
                    emit.conflict(conflict(&article.text, first, last));
                }
            }
        }
    }
}

fn is_reversed(text: &Segmented<'_>, sentence: &Sentence, first: &DateMention, last: &DateMention) -> bool {
    let explicit = [first, last].iter().all(|date| date.basis == Basis::Explicit && !date.value.starts_with('0'));
    let Some((begins, ends)) = first.interval.zip(last.interval) else { return false };
    if !explicit || !are_placed(first, last) || !is_range(text, first, last) || begins.first <= ends.last {
        return false;
    }
    let before = first.tokens.start.saturating_sub(1);
    match text.lower(before) {
        "(" => {
            text.tokens.len() > last.tokens.end
                && text.text(last.tokens.end) == ")"
                && first.value.len() == last.value.len()
        }
        "from" => has(text, sentence.tokens.start..before, LASTING) && !has(text, sentence.tokens.clone(), MOVING),
        _ => false,
    }
}

fn conflict(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> Conflict {
    let range = first.span.to(last.span);
    let message = format!("“{}” ends before it begins", text.slice(range));
    Conflict::new(message, Label::new(text.source(), last.span, "before the beginning"))
        .related(Label::new(text.source(), first.span, "the beginning"))
        .identity([first.value.clone(), last.value.clone()])
}
