//! A length of time that is not as long as the dates or times beside it: “from 2001 to 2009, fifteen years”, “a four-day festival
//! from 10 to 20 June”, “twenty years after the flood of 1990, … in 2015”, “at 06:52 and landed eleven minutes later, at 07:13”.

use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::clock::{self, Apart};
use crate::claim::timeline::{are_placed, days_between, ends, has, is_quoted, is_range, is_rough, reads, sentences};
use crate::claim::{elapsed, lasting};
use crate::extract::date::{Basis, DateMention, Interval, TimexType, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence, TokenKind};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SpanLength {
    /// Units by which the length may be off all the same: people round.
    pub slack: f64,
}

impl Check for SpanLength {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for (sentence, dates) in sentences(article) {
            for three in dates.windows(3) {
                let Some((first, last, length)) = parts(&article.text, sentence, three) else { continue };
                if let Some(conflict) = self.conflict(&article.text, first, last, length, false)
                    && !has(&article.text, sentence.tokens.clone(), BROKEN)
                {
                    emit.conflict(conflict);
                }
            }
            let lasting = lasting::read(&article.text, sentence, dates);
            for three in lasting.into_iter().chain(elapsed::read(&article.text, sentence, dates)) {
                if !is_quoted(article, three.length)
                    && let Some(conflict) =
                        self.conflict(&article.text, three.first, three.last, three.length, three.loose)
                {
                    emit.conflict(conflict);
                }
            }
            for apart in clock::read(article, sentence, dates) {
                emit.conflict(of_clock(&article.text, &apart));
            }
        }
    }
}

/// The share of a distance between two things by which it may be off: the farther, the rounder.
const LOOSE: f64 = 0.1;

/// Words before a length that is the whole of a stretch.
const LED: &[&str] = &["for", "last", "lasted", "lasting", "lasts", "of", "spent", "take", "takes", "took"];

/// A range and the length told right after or right before it.
fn parts<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    three: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention, &'d DateMention)> {
    let [a, b, c] = three else { return None };
    let after = &[
        &[","][..],
        &["for"],
        &[",", "for"],
        &["("],
        &["—"],
        &["–"],
        &[",", "a", "period", "of"],
        &[",", "a", "span", "of"],
        &[",", "a", "total", "of"],
        &[",", "or"],
        &["lasted"],
        &[",", "lasted"],
        &[")", "lasts"],
        &[")", "lasted"],
        &[")", "runs", "for"],
    ];
    if c.kind == TimexType::Duration
        && are_placed(a, b)
        && is_range(text, a, b)
        && reads(text, b.tokens.end..c.tokens.start, after)
        && !is_one_of_two(text, sentence, a)
        && !is_sum(text, sentence, a, c)
        && (ends(text, sentence, c.tokens.end) || reads(text, c.tokens.end..c.tokens.end + 2, &[&["in", "all"]]))
    {
        return Some((a, b, c));
    }
    let before = &[&["from"][..], &[",", "from"], &["between"], &[",", "between"], &["("]];
    let led = a.kind == TimexType::Duration && are_placed(b, c) && is_range(text, b, c);
    // "weeks of five days (1929–31)"
    let of_unit =
        a.tokens.start >= 2 && matches!(text.lower(a.tokens.start - 2), "week" | "weeks" | "months" | "years");
    let whole = || !of_unit && a.tokens.start.checked_sub(1).is_some_and(|at| LED.contains(&text.lower(at)));
    let gap = a.tokens.end..b.tokens.start;
    // "in the 159 years (1671–1830)", "Peru's 12 years (1968 to 1980)"
    let bracketed = || reads(text, gap.clone(), &[&["("]]) && a.tokens.start > 0 && is_whole(text, a.tokens.start - 1);
    let told = || {
        (reads(text, gap.clone(), before) && (whole() || is_spread(text, a)))
            || bracketed()
            || (is_served(text, a) && is_office(text, gap.clone()))
    };
    (led && !is_life(text, b, c) && told() && ends(text, sentence, c.tokens.end)).then_some((b, c, a))
}

/// Whether a length is all of something, by the word before it: "the 159 years", "Peru's 12 years".
fn is_whole(text: &Segmented<'_>, before: usize) -> bool {
    text.is_word(before, "the") || text.tokens[before].kind == TokenKind::Possessive
}

/// `served eight years`, `for eight years`
fn is_served(text: &Segmented<'_>, length: &DateMention) -> bool {
    let before = length.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    matches!(before, "for" | "reigned" | "ruled" | "served" | "spent" | "worked")
}

/// What somebody was for so long, and the beginning of when: `as the mayor of London, from`.
fn is_office(text: &Segmented<'_>, gap: Range<usize>) -> bool {
    const LONGEST: usize = 9;
    let inner = gap.start + 1..gap.end.saturating_sub(2);
    (4..=LONGEST).contains(&gap.len())
        && text.is_word(gap.start, "as")
        && reads(text, gap.end - 2..gap.end, &[&[",", "from"]])
        && inner.clone().all(|at| text.tokens[at].kind == TokenKind::Word)
        && !has(text, inner, &["and", "or", "then", "but", "before", "after"])
}

/// Whether a range follows another: "from 1990 to 1998 and from 2001 to 2009, sixteen years in all".
fn is_one_of_two(text: &Segmented<'_>, sentence: &Sentence, first: &DateMention) -> bool {
    let lead = first.tokens.start.saturating_sub(2);
    lead > sentence.tokens.start
        && matches!(text.lower(lead), "and" | ",")
        && matches!(text.tokens[lead - 1].kind, TokenKind::Number | TokenKind::Mixed)
}

/// Whether a length may be that of several stretches: "Peter from 1340 to 1361 and Paul from 1361 to 1399, 59 years in all".
fn is_sum(text: &Segmented<'_>, sentence: &Sentence, first: &DateMention, length: &DateMention) -> bool {
    let whole = reads(text, length.tokens.end..length.tokens.end + 2, &[&["in", "all"]])
        || reads(text, length.tokens.start.saturating_sub(2)..length.tokens.start, &[&["total", "of"]]);
    let year = |at: usize| text.tokens[at].kind == TokenKind::Number && text.text(at).len() == 4;
    whole && (sentence.tokens.start..first.tokens.start).any(year)
}

/// Words by which a stretch has gaps: "for 12 years (1990–2010), with breaks".
const BROKEN: &[&str] = &[
    "break",
    "breaks",
    "gap",
    "gaps",
    "interrupted",
    "interruption",
    "interruptions",
    "intermittent",
    "intermittently",
    "pause",
    "pauses",
];

/// Whether a range in brackets may be a life: "who led the bureau for 48 years (1895–1972)".
fn is_life(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> bool {
    const LIVES: RangeInclusive<i32> = 25..=110;
    let years = first.interval.zip(last.interval).map_or(0, |(first, last)| last.first.year() - first.first.year());
    text.is_mark(first.tokens.start.saturating_sub(1), b'(') && LIVES.contains(&years)
}

/// Whether "over" says for how long and not "more than": "held over four days from 10 to 13 June".
fn is_spread(text: &Segmented<'_>, length: &DateMention) -> bool {
    let over = length.tokens.start;
    over > 0
        && text.is_word(over, "over")
        && matches!(text.lower(over - 1), "held" | "place" | "ran" | "run" | "runs" | "spread" | "staged")
}

impl SpanLength {
    fn conflict(
        &self,
        text: &Segmented<'_>,
        first: &DateMention,
        last: &DateMention,
        length: &DateMention,
        loose: bool,
    ) -> Option<Conflict> {
        let last = &in_turn(first, last);
        let days = days_between(first, last)?;
        let amount = length.length.filter(|_| is_spread(text, length) || !is_rough(text, length))?;
        if amount.unit == Unit::Day && working_days(first, last) == Some(amount.tenths / 10) {
            return None;
        }
        let unit = amount.days()? * 10.0 / f64::from(amount.tenths.max(1));
        // "a 100-day campaign" may have had a few more
        let round = amount.unit == Unit::Day && amount.tenths >= 300 && amount.tenths % 100 == 0;
        let told = amount.days()?;
        let slack = if loose {
            (unit * 2.0 * self.slack).max(told * LOOSE)
        } else if round {
            told * self.slack / 5.0
        } else {
            unit * self.slack
        };
        #[allow(clippy::cast_precision_loss, reason = "days of the calendar are far below 2^52")]
        let (least, most) = (days.0 as f64, days.1 as f64);
        if most <= 0.0 {
            return is_counted(text, first, last, length).then(|| of_turned(text, first, last, length));
        }
        if least < 0.0 || (least - slack..=most + slack).contains(&told) {
            return None;
        }
        let right = told_as(days, unit, amount.unit);
        let written = |date: &DateMention| text.slice(date.span);
        // of "9–18 October" neither end is a date by itself
        let bare = |date: &DateMention| written(date).len() <= 2;
        let range = if bare(first) || bare(last) {
            format!("“{}” is", text.slice(first.span.to(last.span)))
        } else {
            format!("from “{}” to “{}” it is", written(first), written(last))
        };
        let message = format!("{range} {right}, not “{}”", written(length));
        let conflict = Conflict::new(message, Label::new(text.source(), length.span, "another length")).identity([
            first.value.clone(),
            last.value.clone(),
            length.value.clone(),
        ]);
        let label = |span, words: &str| Label::new(text.source(), span, words.to_owned());
        Some(if lies_between(first, last, length) {
            conflict.related(label(first.span, "from here")).related(label(last.span, &right))
        } else {
            conflict.related(label(first.span.to(last.span), &right))
        })
    }
}

/// Whether a length says how long the one date is after or before the other: "on 12 March, four days before … on 8 March".
fn is_counted(text: &Segmented<'_>, first: &DateMention, last: &DateMention, length: &DateMention) -> bool {
    let side = text.tokens.get(length.tokens.end).map_or("", |_| text.lower(length.tokens.end));
    matches!(side, "after" | "before") && lies_between(first, last, length)
}

/// Whether a length is told between two dates, whichever of them comes first.
fn lies_between(first: &DateMention, last: &DateMention, length: &DateMention) -> bool {
    let (one, other) = (first.span.start.min(last.span.start), first.span.start.max(last.span.start));
    (one..other).contains(&length.span.start)
}

/// A day that is said to come after another, and comes before it.
fn of_turned(text: &Segmented<'_>, first: &DateMention, last: &DateMention, length: &DateMention) -> Conflict {
    let written = |date: &DateMention| text.slice(date.span);
    let side = text.lower(length.tokens.end);
    let (day, other) = if side == "after" { (last, first) } else { (first, last) };
    let message = format!("“{}” is not “{} {side}” “{}”", written(day), written(length), written(other));
    Conflict::new(message, Label::new(text.source(), length.span, "the other way round"))
        .related(Label::new(text.source(), day.span, format!("not {side}")))
        .related(Label::new(text.source(), other.span, "this day"))
        .identity([first.value.clone(), last.value.clone(), length.value.clone()])
}

/// A length that the times of the day beside it don't have.
fn of_clock(text: &Segmented<'_>, apart: &Apart<'_>) -> Conflict {
    let Apart { first, last, length, minutes } = *apart;
    let right = match (minutes / 60, minutes % 60) {
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{} and {}", counted(hours, "hour"), counted(minutes, "minute")),
    };
    let written = |date: &DateMention| text.slice(date.span);
    let message = format!("from “{}” to “{}” it is {right}, not “{}”", written(first), written(last), written(length));
    Conflict::new(message, Label::new(text.source(), length.span, "another length"))
        .related(Label::new(text.source(), first.span, "from here"))
        .related(Label::new(text.source(), last.span, right))
        .identity([first.value.clone(), last.value.clone(), length.value.clone()])
}

fn counted(count: i32, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A length as an editor writes it, from the least and the most days that it can be: days are counted, longer units are
/// near. `of_unit` is the days of one unit.
fn told_as((least, most): (i64, i64), of_unit: f64, unit: Unit) -> String {
    #[allow(clippy::cast_precision_loss, reason = "days of the calendar are far below 2^52")]
    let mean = (least + most) as f64 / 2.0;
    let units = match unit {
        Unit::Weekend | Unit::Week => "weeks",
        Unit::Fortnight => "fortnights",
        Unit::Month => "months",
        Unit::Quarter => "quarters",
        Unit::Year => "years",
        Unit::Decade => "decades",
        Unit::Century => "centuries",
        Unit::Millennium => "millennia",
        _ => "days",
    };
    match units {
        "days" if most == least + 1 => format!("{least} or {most} days"),
        units if units != "days" && mean >= 1.5 * of_unit => format!("about {:.0} {units}", mean / of_unit),
        _ => format!("about {mean:.0} days"),
    }
}

/// The second date, in the first year in which it does not come before the first where neither says its year: "from 12 December to
/// 16 January".
fn in_turn(first: &DateMention, last: &DateMention) -> DateMention {
    let bare = first.basis != Basis::Explicit && last.basis != Basis::Explicit;
    let whole_days = |date: &DateMention| matches!(date.value.len(), 7 | 10);
    let moved = || {
        let (begins, ends) = (first.interval?, last.interval?);
        let by = begins.first.year() - ends.first.year();
        let years = |by: i32| -> Option<Interval> {
            let on = |day: NaiveDate| day.with_year(day.year() + by);
            Some(Interval { first: on(ends.first)?, last: on(ends.last)? })
        };
        years(by).filter(|days| days.last >= begins.first).or_else(|| years(by + 1))
    };
    match moved().filter(|_| bare && whole_days(first) && whole_days(last)) {
        Some(interval) => DateMention { interval: Some(interval), ..last.clone() },
        None => last.clone(),
    }
}

/// How many days from one to another, both included, are no Saturdays and Sundays: what is held on working days is told by them.
fn working_days(first: &DateMention, last: &DateMention) -> Option<u32> {
    let (first, last) = (first.interval?.first, last.interval?.last);
    let days = first.iter_days().take_while(|day| *day <= last).take(LONGEST);
    let working = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).count();
    u32::try_from(working).ok()
}

/// Days of the longest stretch of which working days are counted.
const LONGEST: usize = 100;
