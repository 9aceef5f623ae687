//! Days that their months don't have: “April 31”, “February 29, 2023”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::date::DateMention;
use crate::finding::{Conflict, Label};
use crate::segment::TokenKind;

/// It has no parameters: the calendar is the same for all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpossibleDate {}

impl Check for ImpossibleDate {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for date in article.dates.iter().filter(|date| date.impossible.is_some() && date.is_told(&article.text)) {
            if is_talked_of(article, date) {
                continue;
            }
            if let Some(conflict) = conflict(article, date) {
                emit.conflict(conflict);
            }
        }
    }
}

/// Whether a day is named as one that there is not: "dates such as 31 November", "the form refused 31 June", "had a 30
/// February".
fn is_talked_of(article: &Article<'_>, date: &DateMention) -> bool {
    const SAID: &[&str] = &[
        "exist",
        "existed",
        "exists",
        "fictitious",
        "imaginary",
        "impossible",
        "invalid",
        "nonexistent",
        "refuse",
        "refused",
        "refuses",
        "reject",
        "rejected",
        "rejects",
        "such",
    ];
    /// Tokens before and behind the date that speak of it.
    const NEAR: usize = 4;
    let text = &article.text;
    let Some(sentence) = text.sentence_of(date.tokens.start).map(|at| text.sentences[at].tokens.clone()) else {
        return false;
    };
    let before = sentence.start.max(date.tokens.start.saturating_sub(NEAR))..date.tokens.start;
    let behind = date.tokens.end..sentence.end.min(date.tokens.end + NEAR);
    let lead = if before.is_empty() { "" } else { text.lower(before.end - 1) };
    let ends = behind.is_empty() || text.tokens[behind.start].kind == TokenKind::Mark;
    let placed = matches!(lead, "on" | "since" | "until" | "by" | "before" | "after");
    !placed
        && ((matches!(lead, "a" | "an" | "any" | "no") && ends)
            || before.chain(behind).any(|at| SAID.contains(&text.lower(at))))
}

fn conflict(article: &Article<'_>, date: &DateMention) -> Option<Conflict> {
    let (most, (year, month, _)) = (date.impossible?, date.written_day()?);
    let words = article.text.slice(date.date_span(&article.text));
    let name = chrono::Month::try_from(month).ok()?.name();
    let of_year = year.filter(|_| month == 2 && most == 28).map_or(String::new(), |year| format!(" in {year}"));
    let message = format!("“{words}” is no day of the calendar: {name} has {most} days{of_year}");
    let (source, span) = (article.text.source(), date.date_span(&article.text));
    let label = Label::new(source, span, format!("{name} has {most} days"));
    Some(Conflict::new(message, label).identity([date.value.clone()]).cause(source, span))
}
