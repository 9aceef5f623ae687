//! `12 people, 7 men and 5 women`, `20 people: eight from Lisbon, ...`, `48 seats: Labour won 21, ...`: parts that make up the
//! whole, and their sum.

use super::named::{are_named, leaves_none};
use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// Two nouns that between them leave nothing out.
const HALVES: &[(&str, &str)] = &[("men", "women"), ("boys", "girls"), ("males", "females"), ("adults", "children")];

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [whole, one, other] = three else { continue };
        let exact = three.iter().all(|part| part.bound == Bound::Exact && part.form == Form::Cardinal);
        if exact
            && are_parts(text, whole, one, other)
            && can_be_whole(text, whole, one, other)
            && (one.value + other.value - whole.value).abs() > 0.5
        {
            report(conflict(text, whole, one, other));
        }
    }
}

/// "20 people: eight from Lisbon, seven from Madrid and five from Rome", "£194,000: £110,000 from ...": a total, and all
/// its parts to the end of the sentence.
pub fn find_listed(
    text: &Segmented<'_>,
    statement: &Statement,
    quantities: &[Quantity],
    report: &mut dyn FnMut(Conflict),
) {
    let [whole, told @ ..] = quantities else { return };
    if told.len() < 2 {
        return;
    }
    let amount = matches!(whole.unit, Unit::None | Unit::Money(_));
    let plain = |part: &Quantity| {
        part.bound == Bound::Exact && part.form == Form::Cardinal && part.unit == whole.unit && amount
    };
    let Some(colon) = (whole.tokens.end..statement.tokens.end).find(|&at| text.is_mark(at, b':')) else { return };
    let parts = &without_asides(text, whole, told)[..];
    // each part begins the list or stands behind a comma or "and"
    let joined = |part: &Quantity| matches!(text.lower(part.tokens.start - 1), ":" | "," | ";" | "and");
    let named = !told.iter().any(joined) && are_named(text, colon, statement.tokens.end, told);
    let separators = (colon..statement.tokens.end).filter(|&at| matches!(text.lower(at), "," | ";" | "and")).count();
    // "in two ways: 1. by road, and 2. by rail"
    let marker =
        |part: &Quantity| part.tokens.end < text.tokens.len() && matches!(text.text(part.tokens.end), "." | ")");
    let open = || statement.tokens.clone().any(|at| OPEN.contains(&text.lower(at)));
    if parts.len() < 2
        || parts.iter().all(marker)
        || separators + 1 != told.len()
        || !quantities.iter().all(plain)
        || !(named || told.iter().all(joined))
        || open()
    {
        return;
    }
    // "seven bronze, two shared": what a comma adds to a list that "and" has closed is no part of it, or one put in late
    let is_and = |part: &Quantity| text.is_word(part.tokens.start - 1, "and");
    let closed = parts.iter().rposition(is_and).map_or(parts.len(), |last| last + 1);
    if closed < parts.len() && wrong_sum(whole, &parts[..closed]).is_none() {
        return;
    }
    let announced = if whole.unit == Unit::None { whole.counted.map(|noun| noun + 1) } else { Some(whole.tokens.end) };
    let near = announced == Some(colon) || announced.is_some_and(|end| is_told_of(text, end, colon, whole, parts));
    // those who share seats among them may be told of without the smallest
    let all_told =
        |sum: &f64| !named || is_near(whole, *sum) && (*sum > whole.value || leaves_none(text, statement, whole, *sum));
    if let Some(sum) = wrong_sum(whole, parts).filter(all_told).filter(|_| near) {
        report(listed(text, whole, parts, sum));
    }
}

/// The parts without what is told of one of them behind it: "15 children, five of them babies", "21 Labour, two more than
/// before".
fn without_asides(text: &Segmented<'_>, whole: &Quantity, told: &[Quantity]) -> Vec<Quantity> {
    let mut parts: Vec<Quantity> = Vec::with_capacity(told.len());
    for one in told {
        // "nine of them women, three of them men": both are of the whole
        let is_of_one = |last: &Quantity| {
            is_of_them(text, one) && !is_of_them(text, last) && one.value < whole.value || is_compared(text, one)
        };
        if !parts.last().is_some_and(is_of_one) {
            parts.push(one.clone());
        }
    }
    parts
}

/// "five of them", "£10,000 of it".
pub fn is_of_them(text: &Segmented<'_>, one: &Quantity) -> bool {
    let word = |on: usize| text.tokens.get(one.tokens.end + on).map_or("", |_| text.lower(one.tokens.end + on));
    word(0) == "of" && matches!(word(1), "them" | "these" | "those" | "it" | "which")
}

/// "two more than before", "two seats fewer than in 2019", "three up on last year".
fn is_compared(text: &Segmented<'_>, one: &Quantity) -> bool {
    let word = |on: usize| text.tokens.get(one.tokens.end + on).map_or("", |_| text.lower(one.tokens.end + on));
    let compares = |on: usize| match word(on) {
        "more" | "fewer" | "less" | "higher" | "lower" => word(on + 1) == "than",
        "up" | "down" => matches!(word(on + 1), "on" | "from"),
        _ => false,
    };
    compares(0) || compares(1) && text.tokens[one.tokens.end].kind == TokenKind::Word
}

/// How many tokens stand between what is counted and the colon at most.
const NEAR: usize = 4;

/// "Twelve people were killed: ...": what is told of the whole is told of its parts, where these nearly make it up.
fn is_told_of(text: &Segmented<'_>, end: usize, colon: usize, whole: &Quantity, parts: &[Quantity]) -> bool {
    let words = (end..colon).all(|at| text.tokens[at].kind == TokenKind::Word);
    end + NEAR > colon && words && parts.iter().all(|part| part.value < whole.value) && is_near(whole, sum(parts))
}

/// How far, as a share of the whole, the sum of its parts may be off by a slip.
pub const SLIP: f64 = 0.3;

pub fn is_near(whole: &Quantity, sum: f64) -> bool {
    (sum - whole.value).abs() <= SLIP * whole.value
}

pub fn sum(parts: &[Quantity]) -> f64 {
    parts.iter().map(|part| part.value).sum()
}

/// The sum of some parts, where it is not their whole: counts are exact, amounts are rounded to their last digit.
pub fn wrong_sum(whole: &Quantity, parts: &[Quantity]) -> Option<f64> {
    let sum = sum(parts);
    ((sum - whole.value).abs() > slack_of(whole, parts) * 1.000_001).then_some(sum)
}

/// How far rounding leads. "£4 million" beside "£2.5 million" has a digit more than is written.
pub fn slack_of(whole: &Quantity, parts: &[Quantity]) -> f64 {
    if whole.unit == Unit::None && whole.grain <= 1.0 {
        return 0.5;
    }
    let finest = parts.iter().map(|part| part.grain).fold(f64::MAX, f64::min);
    let grain = |part: &Quantity| if part.grain <= finest * 10.0 * 1.000_001 { finest } else { part.grain };
    (parts.iter().map(grain).sum::<f64>() + whole.grain) / 2.0
}

/// Parts side by side that do not make their whole.
pub fn listed(text: &Segmented<'_>, whole: &Quantity, parts: &[Quantity], sum: f64) -> Conflict {
    let span = parts.iter().map(|part| part.span).reduce(Span::to).unwrap_or(whole.span);
    let sum = plain(sum);
    let message = format!("the parts make {sum}, not “{}”", text.slice(whole.span));
    Conflict::new(message, Label::new(text.source(), whole.span, "wrong total"))
        .related(Label::new(text.source(), span, format!("make {sum}")))
        .identity([text.slice(whole.span), text.slice(span)])
}

/// A value as it is read: "648 million", "1,250", "0.75".
pub fn plain(value: f64) -> String {
    let (scaled, scale) = match value.abs() {
        1e9.. => (value / 1e9, " billion"),
        1e6.. => (value / 1e6, " million"),
        _ => (value, ""),
    };
    let digits = format!("{scaled:.2}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) =
        digits.split_once('.').map_or((digits, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let grouped: Vec<&str> = match whole.len() {
        4..=6 => vec![&whole[..whole.len() - 3], &whole[whole.len() - 3..]],
        _ => vec![whole],
    };
    format!("{}{rest}{scale}", grouped.join(","))
}

/// Words by which a list says that it leaves something out.
pub const OPEN: &[&str] =
    &["among", "example", "include", "includes", "including", "least", "mostly", "only", "others", "rest", "whom"];

/// "12 people, 7 men and 5 women", "12 people: seven men and five women", "12 people (7 men, 5 women)".
fn are_parts(text: &Segmented<'_>, whole: &Quantity, one: &Quantity, other: &Quantity) -> bool {
    let noun = |quantity: &Quantity| quantity.counted.map_or("", |at| text.lower(at));
    let halves = HALVES.iter().any(|&(a, b)| (noun(one), noun(other)) == (a, b) || (noun(one), noun(other)) == (b, a));
    let opens = one.tokens.start.checked_sub(1).filter(|&at| text.tokens[at].kind == TokenKind::Mark);
    let opens = opens.is_some_and(|at| matches!(text.text(at), "," | ":" | "(" | "—" | "–" | "-"));
    let joined =
        one.counted.is_some_and(|at| other.tokens.start == at + 2 && matches!(text.lower(at + 1), "and" | ","));
    let near = whole.counted.is_some_and(|at| one.tokens.start <= at + 3);
    // "12 people, 7 men and 5 women among them": no whole
    let partial = other.counted.is_some_and(|at| {
        // "Five people, three men and two women, were arrested"
        let closes =
            |at: usize| matches!(text.lower(at), "are" | "had" | "has" | "have" | "was" | "were" | "who" | "will");
        if at + 2 < text.tokens.len() && text.is_mark(at + 1, b',') && closes(at + 2) {
            return false;
        }
        (at + 1..(at + 4).min(text.tokens.len())).any(|at| matches!(text.lower(at), "among" | "and" | "," | "of"))
    });
    halves && opens && joined && near && !partial
}

/// A whole is more than either of its parts; and who counts "five children, four women and five men" gives three parts.
fn can_be_whole(text: &Segmented<'_>, whole: &Quantity, one: &Quantity, other: &Quantity) -> bool {
    let noun = |quantity: &Quantity| quantity.counted.map_or("", |at| text.lower(at));
    let part = HALVES.iter().any(|&(a, b)| noun(whole) == a || noun(whole) == b);
    let children = matches!(noun(one), "boys" | "girls") && noun(whole) == "children";
    whole.value > one.value.max(other.value) && (!part || children)
}

fn conflict(text: &Segmented<'_>, whole: &Quantity, one: &Quantity, other: &Quantity) -> Conflict {
    let parts = one.span.to(other.counted.map_or(other.span, |at| text.tokens[at].span));
    let sum = one.value + other.value;
    let message = format!("“{}” make {sum}, not “{}”", text.slice(parts), text.slice(whole.span));
    Conflict::new(message, Label::new(text.source(), whole.span, "wrong total"))
        .related(Label::new(text.source(), parts, format!("make {sum}")))
        .identity([text.slice(whole.span), text.slice(parts)])
}
