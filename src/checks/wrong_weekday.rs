//! A weekday beside a date that falls on another: “Tuesday, January 4, 2019” was a Friday.
//!
//! A date without its year is taken to lie near the document's own.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::date::{Basis, DateMention};
use crate::finding::{Conflict, Label, Severity};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrongWeekday {
    /// Dates of earlier years are left alone: they may follow another calendar.
    pub first_year: i32,
    /// Dates of earlier years are warned of at most: some countries kept the Julian calendar until then.
    pub sure_from: i32,
}

impl Check for WrongWeekday {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for date in article.dates.iter().filter(|date| date.is_told(&article.text)) {
            if let Some(conflict) = self.conflict(article, date) {
                emit.conflict(conflict);
            }
        }
    }
}

impl WrongWeekday {
    fn conflict(&self, article: &Article<'_>, date: &DateMention) -> Option<Conflict> {
        let (told, place) = date.weekday?;
        let day = date.interval.filter(|days| days.first == days.last)?.first;
        let known = matches!(date.basis, Basis::Explicit | Basis::DocumentDate);
        if !known || day.weekday() == told || day.year() < self.first_year {
            return None;
        }
        let text = &article.text;
        if is_of_another_year(article, date, day, told)
            || is_in_two_calendars(article, date)
            || is_julian(article, day, told)
        {
            return None;
        }
        let span = date.date_span(text);
        let (told, right) = (name(told), name(day.weekday()));
        // in a list, the weekday stands apart from its day: "Friday and Saturday, June 6 and 8"
        let apart = place.end <= date.span.start;
        let says = if apart { "goes with" } else { "says" };
        let message = format!("“{}” {says} {told}, but {} is a {right}", text.slice(date.span), shown(day));
        let mut conflict = Conflict::new(message, Label::new(text.source(), place, format!("not a {told}")))
            .related(Label::new(text.source(), span, format!("a {right}")))
            .identity([told.to_owned(), day.to_string()]);
        if date.basis == Basis::DocumentDate {
            conflict = self.seen_from(article, conflict);
        }
        Some(if day.year() < self.sure_from { conflict.at_most(Severity::Warning) } else { conflict })
    }

    /// Says which date the year was taken from.
    fn seen_from(&self, article: &Article<'_>, conflict: Conflict) -> Conflict {
        let Some(today) = article.published.day else { return conflict };
        let conflict = conflict.note(format!("the year is taken from the document's date, {}", shown(today)));
        match article.published.span {
            Some(span) => conflict.related(Label::new(article.text.source(), span, "the document's date")),
            None => conflict,
        }
    }
}

/// Whether the paragraph names a year in which a date that tells none falls on its weekday, or its sentence points to one:
/// "In 2021, on Wednesday, January 6,", "A year ago, on Sunday, January 12,".
fn is_of_another_year(article: &Article<'_>, date: &DateMention, day: NaiveDate, told: chrono::Weekday) -> bool {
    let text = &article.text;
    let (block, sentence) = (text.block_of(date.tokens.start), text.sentence_of(date.tokens.start));
    let is_near = |other: &DateMention| match other.basis {
        Basis::Explicit => text.block_of(other.tokens.start) == block,
        _ => text.sentence_of(other.tokens.start) == sentence,
    };
    let fits = |year: i32| day.with_year(year).is_some_and(|day| day.weekday() == told);
    date.basis == Basis::DocumentDate
        && article
            .dates
            .iter()
            .filter(|other| is_near(other) && other.tokens != date.tokens)
            .filter_map(|other| other.interval.filter(|days| days.first.year() == days.last.year()))
            .any(|days| fits(days.first.year()))
}

/// By then all countries had given up the Julian calendar.
const SAME_CALENDAR: i32 = 1930;

/// Whether the article names the Julian calendar, and a day is on its weekday there: "Wednesday, 25 October 1917 (O.S.)".
fn is_julian(article: &Article<'_>, day: NaiveDate, told: chrono::Weekday) -> bool {
    const NAMED: [&str; 3] = ["julian calendar", "old style", "o.s."];
    // three of four centuries begin with a leap day that the Gregorian calendar leaves out
    let century = i64::from(day.year() / 100);
    let behind = chrono::Days::new(u64::try_from(century - century / 4 - 2).unwrap_or_default());
    day.year() < SAME_CALENDAR
        && day.checked_add_days(behind).is_some_and(|day| day.weekday() == told)
        && NAMED.iter().any(|named| article.text.lower.contains(named))
}

/// Whether a date of the other calendar stands behind it: "Wednesday, 25 October 1917 (7 November)".
fn is_in_two_calendars(article: &Article<'_>, date: &DateMention) -> bool {
    /// Days by which the Julian calendar lies behind, from the eighteenth century on and before.
    const BEHIND: std::ops::RangeInclusive<i64> = 10..=13;
    let next = article.dates.partition_point(|other| other.tokens.start < date.tokens.end);
    /// Tokens from the date to that of the other calendar: "25 October 1917, it was 7 November in Paris".
    const NEAR: usize = 4;
    let other = article.dates.get(next).filter(|other| other.tokens.start <= date.tokens.end + NEAR);
    let in_year = |year: i32, other: &DateMention| {
        let (_, month, day) = other.written_day()?;
        NaiveDate::from_ymd_opt(year, month.into(), day.into())
    };
    let day = date.interval.map(|days| days.first);
    day.filter(|day| day.year() < SAME_CALENDAR).zip(other).is_some_and(|(day, other)| {
        in_year(day.year(), other).is_some_and(|other| BEHIND.contains(&(other - day).num_days().abs()))
    })
}

fn shown(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn name(day: chrono::Weekday) -> &'static str {
    match day {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}
