//! Days that their months don't have: “April 31”, “February 29, 2023”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::date::DateMention;
use crate::finding::{Conflict, Label};

/// It has no parameters: the calendar is the same for all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpossibleDate {}

impl Check for ImpossibleDate {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for date in article.dates.iter().filter(|date| date.is_told(&article.text)) {
            if let Some(conflict) = conflict(article, date) {
                emit.conflict(conflict);
            }
        }
    }
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
