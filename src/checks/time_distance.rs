//! How long ago something is told to be, against the date told beside it: “six years ago, in 2015” in 2025; “for the past
//! six months, since December 2023” in 2025.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::dating::day;
use crate::claim::event::{self, EventClaim};
use crate::claim::timeline::{days_between, ends, has, is_quoted, is_rough, reads, sentences};
use crate::extract::date::{Basis, DateMention, Interval, TimexType};
use crate::finding::{Conflict, Label};
use crate::knowledge::Event;
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

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        if article.published.day.is_none() {
            return;
        }
        for claim in event::read(&article.text, &context.knowledge.event_index) {
            let Some(distance) = of_event(article, &claim) else { continue };
            if let Some(conflict) = self.event(article, distance, &context.knowledge.events[claim.event]) {
                emit.conflict(conflict);
            }
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
fn parts<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    two: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention)> {
    let [a, b] = two else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let plain = |date: &DateMention| date.basis == Basis::Explicit && date.kind == TimexType::Date;
    if is_ago(text, a)
        && plain(b)
        && reads(text, gap.clone(), &[&[","], &[",", "in"], &["in"], &[",", "on"], &["on"], &["("]])
    {
        return Some((a, b));
    }
    if is_ago(text, b) && plain(a) && reads(text, gap.clone(), &[&[","], &["("]]) && ends(text, sentence, b.tokens.end)
    {
        return Some((b, a));
    }
    // "it has been 20 years since the 1995 flood"
    if is_been(text, a)
        && plain(b)
        && reads(
            text,
            gap.clone(),
            &[&["since"], &["since", "the"], &["since", "its"], &["since", "his"], &["since", "her"]],
        )
    {
        return Some((a, b));
    }
    // "it is 40 years since the mill burned down in 1970"
    if is_been(text, a) && plain(b) && since_clause(text, gap.clone()) && ends(text, sentence, b.tokens.end) {
        return Some((a, b));
    }
    let since = reads(text, gap.start..gap.start + 1, &[&["since"]])
        || reads(text, gap.start..(gap.start + 2).min(gap.end), &[&[",", "since"]]);
    let short = gap.len() <= 16
        && !has(text, gap.start + 2..gap.end.max(gap.start + 2), &[",", ";", "and", "but", "-", "–", "—"]);
    let perfect = !has(text, sentence.tokens.clone(), &["had"]);
    let until_now = is_until_now(text, a) || (is_for(text, a) && has(text, sentence.tokens.clone(), &["has", "have"]));
    (until_now && plain(b) && since && short && perfect).then_some((a, b))
}

/// Whether `since` and what happened lie between a length and a date, which is the date of that.
fn since_clause(text: &Segmented<'_>, gap: std::ops::Range<usize>) -> bool {
    const PARTING: &[&str] =
        &[";", "(", "-", "–", "—", "and", "but", "that", "which", "who", "when", "after", "before", "from", "until"];
    let led = gap.clone().next().is_some_and(|at| text.is_word(at, "since"));
    let placed = !gap.is_empty() && matches!(text.lower(gap.end - 1), "in" | "on");
    let inner = gap.start + 1..gap.end;
    // a comma stands right before the date, or not at all
    let commas = inner.clone().filter(|&at| text.is_mark(at, b',') && at + 2 != gap.end).count();
    led && placed && (3..=12).contains(&inner.len()) && commas == 0 && !has(text, inner, PARTING)
}

/// How long ago a sentence says that an event was: its one date, with nothing between it and the words of the event.
fn of_event<'a>(article: &'a Article<'_>, claim: &EventClaim) -> Option<&'a DateMention> {
    let text = &article.text;
    let tokens = text.sentences[claim.sentence].tokens.clone();
    let mut dates = article.dates.iter().filter(|date| tokens.contains(&date.tokens.start));
    let distance = dates.next().filter(|date| is_ago(text, date)).filter(|_| dates.next().is_none())?;
    let gap = if distance.tokens.end <= claim.tokens.start {
        distance.tokens.end..claim.tokens.start
    } else {
        claim.tokens.end.min(distance.tokens.start)..distance.tokens.start
    };
    let apart = has(
        text,
        gap,
        &[
            ";", "(", ")", "after", "and", "as", "before", "but", "since", "than", "that", "when", "where", "which",
            "while", "who",
        ],
    );
    (!apart && !is_quoted(article, distance) && !is_rough(text, distance)).then_some(distance)
}

fn is_ago(text: &Segmented<'_>, date: &DateMention) -> bool {
    date.basis == Basis::DocumentDate && date.length.is_some() && text.lower(date.tokens.end - 1) == "ago"
}

/// A length up to now: `it has been 20 years`, `it is 20 years`.
fn is_been(text: &Segmented<'_>, date: &DateMention) -> bool {
    let before = |by: usize| date.tokens.start.checked_sub(by).map_or("", |at| text.lower(at));
    let counted =
        matches!(before(1), "is" | "’s" | "'s") || (before(1) == "been" && matches!(before(2), "has" | "’s" | "'s"));
    date.kind == TimexType::Duration && date.length.is_some() && counted
}

/// `for 30 years` before a comma: with "since" behind it a length up to now.
fn is_for(text: &Segmented<'_>, date: &DateMention) -> bool {
    let comma = text.tokens.get(date.tokens.end).is_some_and(|_| text.is_mark(date.tokens.end, b','));
    let led = date.tokens.start.checked_sub(1).is_some_and(|at| text.is_word(at, "for"));
    date.kind == TimexType::Duration && date.length.is_some() && comma && led
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
    /// An event of the rules files that is not as long ago as told.
    fn event(&self, article: &Article<'_>, distance: &DateMention, event: &Event) -> Option<Conflict> {
        let today = article.published.day?;
        let (least, most) = ((today - event.last).num_days(), (today - event.first).num_days() + 1);
        if most <= 0 || self.fits(distance, (least, most))? {
            return None;
        }
        let text = &article.text;
        let when = day(event.first);
        let message =
            format!("“{}” is not {} ({when}), seen from {}", text.slice(distance.span), event.name, day(today));
        let conflict = Conflict::new(message, Label::new(text.source(), distance.span, format!("it was on {when}")))
            .identity([distance.value.clone(), event.name.clone()]);
        let conflict = match &event.origin {
            Some(origin) => conflict.note(format!("known from {}:{}", origin.path, origin.line)),
            None => conflict,
        };
        Some(match article.published.span {
            Some(span) => conflict.related(Label::new(text.source(), span, "the document's date")),
            None => conflict,
        })
    }

    /// Whether a distance goes with so many days, at least and at most, as people count.
    fn fits(&self, distance: &DateMention, (least, most): (i64, i64)) -> Option<bool> {
        let amount = distance.length?;
        let told = amount.days()?;
        let unit = told * 10.0 / f64::from(amount.tenths.max(1));
        let slack = (unit * self.slack).max(told * self.percent / 100.0);
        #[allow(clippy::cast_precision_loss, reason = "days of the calendar are far below 2^52")]
        let (least, most) = (least as f64, most as f64);
        Some((least - slack..=most + slack).contains(&told))
    }

    fn conflict(&self, article: &Article<'_>, distance: &DateMention, date: &DateMention) -> Option<Conflict> {
        let today = article.published.day?;
        let now = DateMention { interval: Some(Interval { first: today, last: today }), ..date.clone() };
        let (least, most) = days_between(date, &now)?;
        // what lies after the document's day is told against that day elsewhere
        if most <= 0 || self.fits(distance, (least, most))? {
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
