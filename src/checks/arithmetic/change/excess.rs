//! `18.4% of the vote, 3.1 percentage points more than the 16.3% in 2021`, `21 seats, three more than the 18 they had`: by
//! how much a value is more or less than another, and the two of them.
//!
//! Which value is compared is told by nothing but its place. So nothing is reported where two other figures of the
//! sentence are as far apart as is said.

use super::apposed::aside;
use super::is_points;
use super::judge::{Kind, conflict};
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::segment::Segmented;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [value, by, other] = three else { continue };
        let Some(kind) = compared(text, by, other) else { continue };
        if aside(text, value.tokens.end) != Some(by.tokens.start) || !are_alike(text, value, by, other) {
            continue;
        }
        let difference = if kind == Kind::Up { value.value - other.value } else { other.value - value.value };
        let fits = |difference: f64, value: &Quantity, other: &Quantity| {
            (difference - by.value).abs() <= slack(value, by, other) * 1.000_001
        };
        let another = || {
            let all = quantities.iter().flat_map(|one| quantities.iter().map(move |other| (one, other)));
            all.filter(|(one, other)| one.unit == other.unit && one.unit == value.unit)
                .filter(|(one, other)| one.span != by.span && other.span != by.span)
                .any(|(one, other)| fits((one.value - other.value).abs(), one, other))
        };
        if !fits(difference, value, other) && !another() {
            report(wrong(text, value, by, other));
        }
    }
}

/// "more than the", "fewer than", "up on last year's": which way one figure differs from the next.
fn compared(text: &Segmented<'_>, by: &Quantity, other: &Quantity) -> Option<Kind> {
    let end = by.counted.filter(|&noun| noun == by.tokens.end && !is_comparative(text.lower(noun)));
    let mut at = end.map_or(by.tokens.end, |noun| noun + 1);
    let word = |at: usize| if at < other.tokens.start { text.lower(at) } else { "" };
    let kind = match (word(at), word(at + 1)) {
        ("more" | "higher", "than") | ("up", "on" | "from") => Kind::Up,
        ("fewer" | "less" | "lower", "than") | ("down", "on" | "from") => Kind::Down,
        _ => return None,
    };
    at += 2;
    let whose = matches!(word(at), "the" | "its" | "their" | "his" | "her" | "those");
    (at + usize::from(whose) == other.tokens.start).then_some(kind)
}

fn is_comparative(word: &str) -> bool {
    matches!(word, "more" | "higher" | "fewer" | "less" | "lower" | "up" | "down")
}

/// Whether the two are of one kind, and what lies between them is, too.
fn are_alike(text: &Segmented<'_>, value: &Quantity, by: &Quantity, other: &Quantity) -> bool {
    let plain = |one: &Quantity| one.bound == Bound::Exact && one.form == Form::Cardinal;
    let noun = |one: &Quantity| one.counted.map(|at| text.lower(at)).filter(|word| !is_comparative(word));
    let counts = |one: &Quantity| noun(one).is_none() || noun(one) == noun(value);
    let difference = match value.unit {
        Unit::Percent => by.unit == Unit::Points || is_points(text, by),
        Unit::Money(_) => by.unit == value.unit,
        Unit::None => by.unit == Unit::None && noun(value).is_some() && counts(by) && counts(other),
        _ => false,
    };
    difference && value.unit == other.unit && plain(value) && plain(by) && plain(other)
}

/// How far rounding leads. Counts are exact.
fn slack(value: &Quantity, by: &Quantity, other: &Quantity) -> f64 {
    let grains = [value, by, other].map(|one| if one.unit == Unit::None && one.grain <= 1.0 { 0.0 } else { one.grain });
    grains.iter().sum::<f64>() / 2.0
}

fn wrong(text: &Segmented<'_>, value: &Quantity, by: &Quantity, other: &Quantity) -> Conflict {
    let (first, second, said) = (text.slice(value.span), text.slice(other.span), text.slice(by.span));
    let message = format!("“{said}” is not what lies between “{first}” and “{second}”");
    conflict(text, message, by.span, "wrong difference", value, other)
}
