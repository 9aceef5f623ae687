//! `5 miles (8 km)`: one measure in two units.

use super::measure::{Kind, Measure};
use crate::article::Article;
use crate::claim::contrast::stem;
use crate::extract::quantity::{Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// How far, as a share, writers round when they convert; and when they write feet and inches.
const ROUNDING: f64 = 0.06;
const FINELY: f64 = 0.03;

/// How many tokens a measure in brackets takes at most.
const LONGEST: usize = 10;

pub fn find(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let (text, quantities) = (&article.text, article.quantities.as_slice());
    for open in text.marks(b'(') {
        let Some(sentence) = text.sentence_of(open) else { continue };
        let limit = text.sentences[sentence].tokens.end.min(open + LONGEST);
        let Some(close) = (open + 2..limit).find(|&at| text.is_mark(at, b')')) else { continue };
        if let (Some(one), Some(other)) =
            (Measure::before(text, quantities, open), Measure::filling(text, quantities, open + 1..close))
        {
            let alone = one.loose.then(|| Measure::last_part(text, quantities, open)).flatten();
            if !is_range(text, quantities, one.tokens.start) {
                let wrong = judge(text, &one, &other, close);
                let wrong = wrong.filter(|_| alone.is_none_or(|one| judge(text, &one, &other, close).is_some()));
                wrong.into_iter().for_each(&mut *report);
            }
        } else if let Some((one, other)) = amounts(quantities, open, close)
            && are_of_other_scale(one, other)
            && !is_range(text, quantities, one.tokens.start)
        {
            report(scale_conflict(text, one, other));
        }
    }
}

/// "2 to 3 miles (5 kilometres)", "2 by 3 feet (60 by 90 cm)": the measure before a bracket is one of two.
fn is_range(text: &Segmented<'_>, quantities: &[Quantity], start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let joins = matches!(text.lower(before), "to" | "-" | "–" | "—" | "and" | "or" | "by" | "x" | "×");
    let Some(number) = before.checked_sub(1).filter(|_| joins) else { return false };
    let at = quantities.partition_point(|one| one.tokens.end < before);
    let figures = matches!(text.tokens[number].kind, TokenKind::Number | TokenKind::Mixed);
    figures || quantities.get(at).is_some_and(|one| one.tokens.end == before)
}

/// What the one measure would be in the unit of the other, where it is not that.
fn judge(text: &Segmented<'_>, one: &Measure, other: &Measure, close: usize) -> Option<Conflict> {
    if one.unit.kind != other.unit.kind || one.unit == other.unit {
        return None;
    }
    if one.unit.kind == Kind::Temperature {
        return temperature(text, one, other, close);
    }
    let rounding = if one.compound || other.compound { FINELY } else { ROUNDING };
    let fits = one.least * (1.0 - rounding) <= other.most && other.least <= one.most * (1.0 + rounding);
    (!fits).then(|| conflict(text, one, other, one.value / other.unit.factor))
}

/// How far, in degrees, writers round temperatures, and differences of them.
const DEGREES: f64 = 2.0;
const DIFFERENCE: f64 = 0.6;

/// A temperature against the one in brackets: a reading has another zero, and a difference has none.
fn temperature(text: &Segmented<'_>, one: &Measure, other: &Measure, close: usize) -> Option<Conflict> {
    let celsius = one.unit.name == "degree Celsius";
    let difference = if celsius { one.value * 1.8 } else { one.value / 1.8 };
    let reading = if celsius { one.value * 1.8 + 32.0 } else { (one.value - 32.0) / 1.8 };
    let far = |right: f64, least: f64, share: f64| (other.value - right).abs() > least + share * right.abs();
    if is_difference(text, one, close) {
        let wrong = far(difference, DIFFERENCE, 0.06) && far(-difference, DIFFERENCE, 0.06);
        return wrong.then(|| conflict(text, one, other, difference));
    }
    // which of the two it is, little tells
    let wrong = far(reading, DEGREES, 0.02) && far(difference, DEGREES, 0.02);
    wrong.then(|| conflict(text, one, other, reading))
}

/// "a rise of 2C", "warmed by 2C", "2C (3.6F) warmer": degrees between two temperatures.
fn is_difference(text: &Segmented<'_>, one: &Measure, close: usize) -> bool {
    let changes = |at: usize| {
        matches!(
            stem(text.lower(at)).as_str(),
            "ris"
                | "increas"
                | "fall"
                | "drop"
                | "declin"
                | "warm"
                | "cool"
                | "exceed"
                | "rais"
                | "lower"
                | "differenc"
        )
    };
    let vague = |at: usize| matches!(text.lower(at), "about" | "around" | "nearly" | "almost" | "some" | "roughly");
    let before = (0..one.tokens.start).rev().take(4).find(|&at| !vague(at));
    let told = before.is_some_and(|at| matches!(text.lower(at), "by" | "of") && at > 0 && changes(at - 1));
    let behind = text.tokens.get(close + 1).map_or("", |_| text.lower(close + 1));
    told || matches!(behind, "warmer" | "cooler" | "colder" | "hotter" | "higher" | "lower")
}

/// Currencies that have been worth between a fifth and five times each other for decades.
const NEAR: &[&str] = &["USD", "EUR", "GBP"];

/// Two quantities of which one stands right before a bracket, and the other fills it.
fn amounts(quantities: &[Quantity], open: usize, close: usize) -> Option<(&Quantity, &Quantity)> {
    let at = quantities.partition_point(|one| one.tokens.end < open);
    let [one, other, ..] = &quantities[at..] else { return None };
    (one.tokens.end == open && other.tokens == (open + 1..close)).then_some((one, other))
}

/// Whether two amounts of money in such currencies differ so much that a word of scale must be wrong.
fn are_of_other_scale(one: &Quantity, other: &Quantity) -> bool {
    let near = |quantity: &Quantity| matches!(quantity.unit, Unit::Money(code) if NEAR.contains(&code));
    let ratio = one.value / other.value;
    near(one) && near(other) && one.unit != other.unit && ratio > 0.0 && !(0.2..=5.0).contains(&ratio)
}

fn scale_conflict(text: &Segmented<'_>, one: &Quantity, other: &Quantity) -> Conflict {
    let (first, second) = (text.slice(one.span), text.slice(other.span));
    let message = format!("“{first}” is not “{second}”: the two are of different orders of magnitude");
    reported(text, message, one.span, other.span)
}

fn conflict(text: &Segmented<'_>, one: &Measure, other: &Measure, right: f64) -> Conflict {
    let (first, second) = (text.slice(one.span), text.slice(other.span));
    // as many digits as a reader needs to see what is wrong
    let right = if right.abs() >= 10.0 { format!("{right:.0}") } else { format!("{right:.1}") };
    let message = format!("“{first}” is not “{second}”: in {} it would be {right}", plural(other.unit.name));
    reported(text, message, one.span, other.span)
}

/// The name of a unit as it is told of many.
fn plural(name: &str) -> String {
    match name.split_once(' ') {
        Some((first @ ("square" | "nautical"), noun)) => format!("{first} {}", plural(noun)),
        Some((noun, rest)) => format!("{} {rest}", plural(noun)),
        None if name == "foot" => "feet".to_owned(),
        None if name == "inch" => "inches".to_owned(),
        None => format!("{name}s"),
    }
}

fn reported(text: &Segmented<'_>, message: String, one: Span, other: Span) -> Conflict {
    Conflict::new(message, Label::new(text.source(), other, "wrong conversion"))
        .related(Label::new(text.source(), one, "of this"))
        .identity([text.slice(one), text.slice(other)])
        .cause(text.source(), other)
}
