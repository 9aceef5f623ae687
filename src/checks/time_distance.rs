//! How long ago something is told to be, against the date told beside it: “six years ago, in 2015” in 2025; “for the past
//! six months, since December 2023” in 2025.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::dating::day;
use crate::claim::event::{self, EventClaim};
use crate::claim::timeline::{days_between, ends, has, is_quoted, is_rough, reads, sentences};
use crate::claim::{course, tense};
use crate::extract::date::{Basis, DateMention, Interval, TimexType, Unit};
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
        let mut before: Option<(&Sentence, &[DateMention])> = None;
        for (sentence, dates) in sentences(article) {
            let over = before.and_then(|before| over_two(&article.text, before, (sentence, dates)));
            before = Some((sentence, dates));
            let within = dates.windows(2).filter_map(|two| parts(&article.text, sentence, two));
            for (distance, date) in within.chain(over) {
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
    // "mayor since 2019, has been in office for twelve years"
    if is_since(text, sentence, a, b) {
        return Some((b, a));
    }
    // "Forty years after it opened in 1995, the museum is to close"
    if plain(b) && is_after_all(text, sentence, a, b) {
        return Some((a, b));
    }
    // "it is 40 years since the mill burned down in 1970"
    if is_been(text, a) && plain(b) && since_clause(text, gap.clone()) && ends(text, sentence, b.tokens.end) {
        return Some((a, b));
    }
    let since = reads(text, gap.start..gap.start + 1, &[&["since"]])
        || reads(text, gap.start..(gap.start + 2).min(gap.end), &[&[",", "since"]]);
    if !since || gap.len() > 16 || !plain(b) {
        return None;
    }
    let apart = has(text, gap.start + 2..gap.end.max(gap.start + 2), &[",", ";", "and", "but", "-", "–", "—"]);
    let until_now = is_until_now(text, a) || (is_for(text, a) && has(text, sentence.tokens.clone(), &["has", "have"]));
    (until_now && !apart && !has(text, sentence.tokens.clone(), &["had"])).then_some((a, b))
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

/// `since 2019, has been … for twelve years`: a date since which something is, and how long it has been.
fn is_since(text: &Segmented<'_>, sentence: &Sentence, date: &DateMention, length: &DateMention) -> bool {
    let word = |at: Option<usize>| at.map_or("", |at| text.lower(at));
    let gap = date.tokens.end..length.tokens.start;
    date.basis == Basis::Explicit
        && date.kind == TimexType::Date
        && length.kind == TimexType::Duration
        && length.length.is_some()
        && word(date.tokens.start.checked_sub(1)) == "since"
        && word(length.tokens.start.checked_sub(1)) == "for"
        && (3..=10).contains(&gap.len())
        && text.is_mark(gap.start, b',')
        && has(text, gap.clone(), &["been"])
        && has(text, gap.clone(), &["has", "have"])
        && !has(text, gap, &["and", "but", ";", "who", "which"])
        && ends(text, sentence, length.tokens.end)
}

/// Verbs that tell of now.
const NOW: &[&str] = &["are", "faces", "has", "have", "is", "remains", "still", "will"];

/// Whether a sentence goes on to tell of now: the first of its verbs from a token on.
fn tells_of_now(text: &Segmented<'_>, from: usize, sentence: &Sentence) -> bool {
    (from..sentence.tokens.end)
        .find(|&at| tense::is_past(text, at) || NOW.contains(&text.lower(at)))
        .is_some_and(|at| NOW.contains(&text.lower(at)))
}

/// `Forty years after it opened in 1995, the museum is to close`: so long after a date, at the head of what is told of now.
fn is_after_all(text: &Segmented<'_>, sentence: &Sentence, length: &DateMention, date: &DateMention) -> bool {
    const LONGEST: usize = 9;
    let gap = length.tokens.end..date.tokens.start;
    length.tokens.start == sentence.tokens.start
        && length.length.is_some_and(|length| length.unit >= Unit::Year)
        && (3..=LONGEST).contains(&gap.len())
        && text.is_word(gap.start, "after")
        && matches!(text.lower(gap.end - 1), "in" | "on")
        && !has(text, gap, &[",", ";", "and", "from", "until"])
        && date.tokens.end < sentence.tokens.end
        && text.is_mark(date.tokens.end, b',')
        && tells_of_now(text, date.tokens.end, sentence)
}

/// `The museum opened in 1995. Forty years on, it is to close.`, `It was founded in 2008. Today, 15 years later, it is …`: so
/// long after the one date of the sentence before.
fn over_two<'d>(
    text: &Segmented<'_>,
    (before, told): (&Sentence, &'d [DateMention]),
    (sentence, dates): (&Sentence, &'d [DateMention]),
) -> Option<(&'d DateMention, &'d DateMention)> {
    /// Tokens before the date, within which the verb of a beginning stands.
    const NEAR: usize = 4;
    let date = told.last()?;
    let today = dates.first().filter(|one| text.is_word(one.tokens.start, "today"));
    let length = dates.get(usize::from(today.is_some()))?;
    let lead = match today {
        Some(today) => reads(text, today.tokens.end..length.tokens.start, &[&[","]]),
        None => length.tokens.start == sentence.tokens.start,
    };
    let later = text.is_word(length.tokens.end - 1, "later");
    let on = length.kind == TimexType::Duration
        && text.tokens.len() > length.tokens.end
        && text.is_word(length.tokens.end, "on");
    let comma = length.tokens.end + usize::from(on);
    let near = before.tokens.start.max(date.tokens.start.saturating_sub(NEAR))..date.tokens.start;
    let begun = near.into_iter().any(|at| course::begins_there(text, at));
    (date.basis == Basis::Explicit
        && date.kind == TimexType::Date
        && lead
        && length.length.is_some_and(|length| length.unit >= Unit::Year)
        && (on || (later && today.is_some()))
        && comma < sentence.tokens.end
        && text.is_mark(comma, b',')
        && before.block + 1 >= sentence.block
        && begun
        && tells_of_now(text, comma, sentence))
    .then_some((length, date))
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
        let seen = today.format("%-d %B %Y");
        let ago =
            text.lower(distance.tokens.end - 1) == "ago" || is_until_now(text, distance) || is_been(text, distance);
        let message = if ago {
            format!("“{said}” is not “{of}”, seen from {seen}")
        } else {
            format!("“{said}” is not the time from “{of}” to {seen}")
        };
        let mut conflict = Conflict::new(message, Label::new(text.source(), distance.span, "another distance"))
            .related(Label::new(text.source(), date.span, "the date told"))
            .identity([distance.value.clone(), date.value.clone()]);
        if let Some(span) = article.published.span {
            conflict = conflict.related(Label::new(text.source(), span, "the document's date"));
        }
        Some(conflict)
    }
}
