//! How long ago something is told to be, against the date told beside it: “six years ago, in 2015” in 2025; “for the past
//! six months, since December 2023” in 2025.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::timeline::{days_between, ends, has, is_quoted, is_rough, reads, sentences};
use crate::extract::date::{Basis, DateMention, Interval, TimexType};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TimeDistance {
    /// Units by which the distance may be off all the same.
    pub slack: f64,
    /// The share of the distance by which it may be off, too, in percent: the farther, the rounder.
    pub percent: f64,
}

impl Check for TimeDistance {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        if article.published.day.is_none() {
            return;
        }
        for (sentence, dates) in sentences(article) {
            for two in dates.windows(2) {
                let Some((distance, date)) = parts(&article.text, sentence, two) else { continue };
                if is_quoted(article, distance) || is_rough(&article.text, distance) {
                    continue;
                }
                if let Some(conflict) = self.conflict(article, distance, date) {
                    emit.conflict(conflict);
                }
            }
        }
    }
}

/// A distance and the date that it is told of.
fn parts<'d>(text: &Segmented<'_>, sentence: &Sentence, two: &'d [DateMention]) -> Option<(&'d DateMention, &'d DateMention)> {
    let [a, b] = two else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let plain = |date: &DateMention| date.basis == Basis::Explicit && date.kind == TimexType::Date;
    if is_ago(text, a) && plain(b) && reads(text, gap.clone(), &[&[","], &[",", "in"], &["in"], &[",", "on"], &["on"], &["("]]) {
        return Some((a, b));
    }
    if is_ago(text, b) && plain(a) && reads(text, gap.clone(), &[&[","], &["("]]) && ends(text, sentence, b.tokens.end) {
        return Some((b, a));
    }
    // "it has been 20 years since the 1995 flood"
    if is_been(text, a) && plain(b) && reads(text, gap.clone(), &[&["since"], &["since", "the"], &["since", "its"], &["since", "his"], &["since", "her"]]) {
        return Some((a, b));
    }
    let since = reads(text, gap.start..gap.start + 1, &[&["since"]])
        || reads(text, gap.start..(gap.start + 2).min(gap.end), &[&[",", "since"]]);
    let short = gap.len() <= 16 && !has(text, gap.start + 2..gap.end.max(gap.start + 2), &[",", ";", "and", "but", "-", "–", "—"]);
    let perfect = !has(text, sentence.tokens.clone(), &["had"]);
    (is_until_now(text, a) && plain(b) && since && short && perfect).then_some((a, b))
}

fn is_ago(text: &Segmented<'_>, date: &DateMention) -> bool {
    date.basis == Basis::DocumentDate && date.length.is_some() && text.lower(date.tokens.end - 1) == "ago"
}

/// A length up to now: `it has been 20 years`, `it is 20 years`.
fn is_been(text: &Segmented<'_>, date: &DateMention) -> bool {
    let before = |by: usize| date.tokens.start.checked_sub(by).map_or("", |at| text.lower(at));
    let counted = matches!(before(1), "is" | "’s" | "'s") || (before(1) == "been" && matches!(before(2), "has" | "’s" | "'s"));
    date.kind == TimexType::Duration && date.length.is_some() && counted
}

/// `the past six months`, `the last two years`: up to the document's day.
fn is_until_now(text: &Segmented<'_>, date: &DateMention) -> bool {
    let mut words = date.tokens.clone().take(2).map(|at| text.lower(at));
    date.kind == TimexType::Duration
        && date.length.is_some()
        && words.next() == Some("the")
        && matches!(words.next(), Some("past" | "last"))
}

impl TimeDistance {
    fn conflict(&self, article: &Article<'_>, distance: &DateMention, date: &DateMention) -> Option<Conflict> {
        let today = article.published.day?;
        let now = DateMention { interval: Some(Interval { first: today, last: today }), ..date.clone() };
        let (least, most) = days_between(date, &now)?;
        let amount = distance.length?;
        let told = amount.days()?;
        let unit = told * 10.0 / f64::from(amount.tenths.max(1));
        let slack = (unit * self.slack).max(told * self.percent / 100.0);
        #[allow(clippy::cast_precision_loss, reason = "days of the calendar are far below 2^52")]
        let (least, most) = (least as f64, most as f64);
        // what lies after the document's day is told against that day elsewhere
        if most <= 0.0 || (least - slack..=most + slack).contains(&told) {
            return None;
        }
        let text = &article.text;
        let (said, of) = (text.slice(distance.span), text.slice(date.span));
        let message = format!("“{said}” is not “{of}”, seen from {}", today.format("%-d %B %Y"));
        let mut conflict = Conflict::new(message, Label::new(text.source(), distance.span, "another distance"))
            .related(Label::new(text.source(), date.span, "the date told"))
            .identity([distance.value.clone(), date.value.clone()]);
        if let Some(span) = article.published.span {
            conflict = conflict.related(Label::new(text.source(), span, "the document's date"));
        }
        Some(conflict)
    }
}
