//! A document that says “this weekend” and “two months ago” and never when it was written.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::date::{Amount, Basis, DateMention, TimexType};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Undated {
    /// How many expressions have to need a date before their lack is worth a word.
    pub at_least: usize,
    /// How many of them are shown.
    pub shown: usize,
}

impl Check for Undated {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        // a day told with its year says about when the text was written
        let anchored = |date: &DateMention| {
            date.basis == Basis::Explicit && date.interval.is_some_and(|days| days.first == days.last)
        };
        if article.published.day.is_some() || article.dates.iter().any(anchored) {
            return;
        }
        let told = |date: &&DateMention| text.sentence_of(date.tokens.start).is_some();
        let hanging: Vec<&DateMention> = article.dates.iter().filter(told).filter(|date| hangs(text, date)).collect();
        if hanging.len() < self.at_least || !hanging.iter().any(|date| text.lower(date.tokens.start) != "recently") {
            return;
        }
        emit.conflict(self.conflict(text, &hanging));
    }
}

/// Whether an expression means nothing without the day of writing.
fn hangs(text: &Segmented<'_>, date: &DateMention) -> bool {
    let (first, last) = (text.lower(date.tokens.start), text.lower(date.tokens.end - 1));
    let pointing = matches!(first, "earlier" | "later" | "recently") || is_pointing(first);
    // "8 o'clock tonight", "Tuesday of last week", but not "the last week of May" and "the next century"
    let within =
        (date.tokens.start + 1..date.tokens.end).any(|at| is_pointing(text.lower(at)) && text.lower(at - 1) != "the");
    let ago = last == "ago" && date.length.is_some_and(|length| !is_of_ages(length));
    let day = matches!(last, "time" | "day");
    matches!(date.kind, TimexType::Date | TimexType::Time) && (((pointing || within) && !day) || ago)
}

fn is_pointing(word: &str) -> bool {
    matches!(word, "this" | "last" | "next" | "today" | "yesterday" | "tomorrow" | "tonight")
}

/// So long that it makes no difference when it is said: "370 million years ago".
fn is_of_ages(length: Amount) -> bool {
    const AGES: f64 = 10_000.0 * 365.25;
    length.days().is_some_and(|days| days >= AGES)
}

impl Undated {
    fn conflict(&self, text: &Segmented<'_>, hanging: &[&DateMention]) -> Conflict {
        let mut words: Vec<&str> = Vec::new();
        for date in hanging {
            let word = text.slice(date.span);
            if words.len() < 2 && !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                words.push(word);
            }
        }
        let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        let message = format!("{} can't be placed: the document doesn't say when it was written", words.join(" and "));
        let label = |date: &DateMention| Label::new(text.source(), date.span, "of which date?");
        let conflict = Conflict::new(message, label(hanging[0]));
        hanging
            .iter()
            .skip(1)
            .take(self.shown.saturating_sub(1))
            .fold(conflict, |conflict, date| conflict.related(label(date)))
    }
}
