//! A stretch of time and a date told as its own that lies outside: “in the 1960s, in 1975,”, “last year (2019)” in 2025,
//! “yesterday, May 3,” on May 10.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::dating::day;
use crate::claim::timeline::{ends, is_quoted, reads, sentences};
use crate::extract::date::{Basis, DateMention, Interval, TimexType};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence, TokenKind};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutsidePeriod {
    /// Days by which a date may lie outside all the same: pages are dated a day or two off.
    pub slack: i64,
}

impl Check for OutsidePeriod {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for (sentence, dates) in sentences(article) {
            for two in dates.windows(2) {
                let Some((period, date)) = parts(&article.text, sentence, two) else { continue };
                if is_quoted(article, period) {
                    continue;
                }
                if let Some(conflict) = self.conflict(article, period, date) {
                    emit.conflict(conflict);
                }
            }
        }
    }
}

/// A stretch and the date set beside it as its own: `in the 1960s, in 1975,`; `last year (2019)`; `in 2019, last year,`.
fn parts<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    two: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention)> {
    let [a, b] = two else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let bracket =
        reads(text, gap.clone(), &[&["("]]) && text.tokens.len() > b.tokens.end && text.text(b.tokens.end) == ")";
    let apart = reads(text, gap.clone(), &[&[","], &[",", "in"], &[",", "on"]])
        && ends(text, sentence, b.tokens.end)
        && !goes_on(text, b);
    // "in the 1870s, from 1881 to 1884"
    let again = apart && reads(text, gap.clone(), &[&[",", "in"]]);
    let ranged = reads(text, gap, &[&[",", "from"]])
        && b.tokens.end < sentence.tokens.end
        && matches!(text.lower(b.tokens.end), "to" | "until");
    if !(bracket || apart || ranged) || is_title(text, sentence, a) {
        return None;
    }
    match (is_period(text, a), is_period(text, b)) {
        (true, false) if is_placed(b, a) => Some((a, b)),
        // "in 1713, in the seventeenth century": the same once more
        (false, true) if is_placed(a, b) && (b.basis == Basis::DocumentDate || again) => Some((b, a)),
        _ => None,
    }
}

/// Whether a stretch is the name of something: "in The Twentieth Century, 6 September 1894".
fn is_title(text: &Segmented<'_>, sentence: &Sentence, period: &DateMention) -> bool {
    let words = || period.tokens.clone().filter(|&at| text.tokens[at].kind == TokenKind::Word);
    words().count() > 1
        && period.tokens.start > sentence.tokens.start
        && words().all(|at| text.tokens[at].shape.has_capital())
}

/// Whether a list goes on behind a date: "in the 1960s, in 1975 and in 1982".
fn goes_on(text: &Segmented<'_>, date: &DateMention) -> bool {
    let word = |at: usize| if at < text.tokens.len() { text.lower(at) } else { "" };
    let next = date.tokens.end;
    matches!(word(next), "and" | "or" | ";")
        || (word(next) == "," && matches!(word(next + 1), "and" | "or" | "in" | "on"))
}

/// A decade or century by its number, or a stretch or day seen from the document's own.
fn is_period(text: &Segmented<'_>, date: &DateMention) -> bool {
    let long = date.basis == Basis::Explicit && matches!(date.value.len(), 2 | 3);
    let words = || date.tokens.clone().map(|at| text.lower(at));
    let has = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
    // "last Tuesday" may be of this week or of the one before
    let stretch = date.value.contains('W') || matches!(date.value.len(), 4 | 7);
    // "until the last month, September" counts through something else
    let seen = date.basis == Basis::DocumentDate
        && text.lower(date.tokens.start) != "the"
        && date.length.is_none()
        && (has(&["today", "yesterday", "tomorrow"]) || (stretch && has(&["last", "next", "this"])))
        && !has(&["fiscal", "season", "weekend", "spring", "summer", "autumn", "fall", "winter"]);
    // "tonight, 20 June,"
    let night = date.kind == TimexType::Time && date.basis == Basis::DocumentDate && has(&["tonight"]);
    (date.kind == TimexType::Date && date.interval.is_some() && (long || seen)) || (night && date.interval.is_some())
}

/// A date that can be held against a stretch: a year, month or day of its own, or beside a day a day of this year.
fn is_placed(date: &DateMention, period: &DateMention) -> bool {
    let figures = date.value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let explicit = date.basis == Basis::Explicit && date.value.len() >= 4;
    // "last month (December)"
    let month = date.basis == Basis::DocumentDate && is_month(date) && is_month(period) && date.tokens.len() == 1;
    let day = date.basis == Basis::DocumentDate
        && date.value.len() == 10
        && (period.value.len() == 10 || period.kind == TimexType::Time)
        && date.length.is_none();
    date.kind == TimexType::Date && date.interval.is_some() && figures && (explicit || day || month)
}

fn is_month(date: &DateMention) -> bool {
    date.value.len() == 7 && !date.value.contains('W')
}

/// Days around the turn of the year in which "this year" may be the old or the new one.
const TURN: u32 = 45;

/// Whether a day lies around the turn of the year.
fn is_turn(day: NaiveDate) -> bool {
    day.ordinal() <= TURN || day.ordinal() > 366 - TURN
}

impl OutsidePeriod {
    fn conflict(&self, article: &Article<'_>, period: &DateMention, date: &DateMention) -> Option<Conflict> {
        let (stretch, told) = period.interval.zip(date.interval)?;
        // centuries begin in 1900 or 1901, weeks on Sunday or Monday, and "this year" is still said in January
        let slack = match (period.basis, period.value.len()) {
            (Basis::Explicit, _) => 366,
            (_, 4) if article.published.day.is_some_and(is_turn) => 31,
            (_, 4) => 0,
            (_, 7) if !period.value.contains('W') => 15.max(self.slack),
            _ if period.value.contains('W') => 7.max(self.slack),
            _ => self.slack,
        };
        if overlap(stretch, told, slack) {
            return None;
        }
        let text = &article.text;
        let (said, of) = (text.slice(period.span), text.slice(date.span));
        let seen = match article.published.day.filter(|_| period.basis == Basis::DocumentDate) {
            Some(today) => format!(", seen from {}", day(today)),
            None => String::new(),
        };
        let message = format!("“{of}” does not lie in “{said}”{seen}");
        let conflict = Conflict::new(message, Label::new(text.source(), date.span, "outside"))
            .related(Label::new(text.source(), period.span, "of this stretch"))
            .identity([period.value.clone(), date.value.clone()]);
        Some(match article.published.span.filter(|_| period.basis == Basis::DocumentDate) {
            Some(span) => conflict.related(Label::new(text.source(), span, "the document's date")),
            None => conflict,
        })
    }
}

fn overlap(a: Interval, b: Interval, slack: i64) -> bool {
    (b.first - a.last).num_days() <= slack && (a.first - b.last).num_days() <= slack
}
