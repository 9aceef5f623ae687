//! `5 miles (8 km)`: one measure in two units.

use super::range;
use crate::extract::quantity::{Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;

/// Units that measure one thing, and how many of the basic unit one of them is (international yard and pound of 1959).
const UNITS: &[(&str, u8, f64)] = &[
    ("kilometre", b'l', 1000.0),
    ("mile", b'l', 1609.344),
    ("metre", b'l', 1.0),
    ("yard", b'l', 0.9144),
    ("foot", b'l', 0.3048),
    ("inch", b'l', 0.0254),
    ("centimetre", b'l', 0.01),
    ("millimetre", b'l', 0.001),
    ("hectare", b'a', 10_000.0),
    ("acre", b'a', 4046.856),
    ("square kilometre", b'a', 1e6),
    ("square mile", b'a', 2_589_988.0),
    ("square metre", b'a', 1.0),
    ("square foot", b'a', 0.092_903),
    ("kilogram", b'm', 1.0),
    ("gram", b'm', 0.001),
    ("pound", b'm', 0.453_592),
    ("ounce", b'm', 0.028_35),
    ("tonne", b'm', 1000.0),
    ("mile per hour", b's', 1.609_344),
    ("kilometre per hour", b's', 1.0),
];

/// How far, as a share, writers round when they convert.
const ROUNDING: f64 = 0.06;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for pair in quantities.windows(2) {
        let [one, other] = pair else { continue };
        if let Some(right) = in_brackets(text, one, other).then(|| temperature(one, other)).flatten() {
            report(conflict(text, one, other, right));
        }
        if in_brackets(text, one, other) && are_of_other_scale(one, other) {
            report(scale_conflict(text, one, other));
        }
        if in_brackets(text, one, other)
            && let (Some(from), Some(to)) = (unit(one), unit(other))
            && from.1 == to.1
            && from.0 != to.0
        {
            let factor = from.2 / to.2;
            let (low, high) = range(one);
            let (least, most) = range(other);
            let fits = low * factor * (1.0 - ROUNDING) <= most && least <= high * factor * (1.0 + ROUNDING);
            if !fits {
                report(conflict(text, one, other, one.value * factor));
            }
        }
    }
}

/// How far, in degrees, writers round temperatures.
const DEGREES: f64 = 2.0;

/// What a temperature would be on the other scale, where the one in brackets is not that.
fn temperature(one: &Quantity, other: &Quantity) -> Option<f64> {
    let right = match (one.unit.name(), other.unit.name()) {
        ("degree Celsius", "degree Fahrenheit") => one.value * 1.8 + 32.0,
        ("degree Fahrenheit", "degree Celsius") => (one.value - 32.0) / 1.8,
        _ => return None,
    };
    // a difference of temperatures is converted without the 32
    let difference = if one.unit.name() == "degree Celsius" { one.value * 1.8 } else { one.value / 1.8 };
    let far = |value: f64| (other.value.abs() - value.abs()).abs() > DEGREES + 0.02 * value.abs();
    (far(right) && far(difference)).then_some(right)
}

/// Currencies that have been worth between a fifth and five times each other for decades.
const NEAR: &[&str] = &["USD", "EUR", "GBP"];

/// Whether two amounts of money in such currencies differ so much that a word of scale must be wrong.
fn are_of_other_scale(one: &Quantity, other: &Quantity) -> bool {
    let near = |quantity: &Quantity| matches!(quantity.unit, Unit::Money(code) if NEAR.contains(&code));
    let ratio = one.value / other.value;
    near(one) && near(other) && one.unit != other.unit && ratio > 0.0 && !(0.2..=5.0).contains(&ratio)
}

fn scale_conflict(text: &Segmented<'_>, one: &Quantity, other: &Quantity) -> Conflict {
    let (first, second) = (text.slice(one.span), text.slice(other.span));
    let message = format!("“{first}” is not “{second}”: the two are of different orders of magnitude");
    Conflict::new(message, Label::new(text.source(), other.span, "wrong conversion"))
        .related(Label::new(text.source(), one.span, "of this"))
        .identity([first, second])
        .cause(text.source(), other.span)
}

/// Whether the second quantity, and nothing else, stands in brackets right behind the first.
fn in_brackets(text: &Segmented<'_>, one: &Quantity, other: &Quantity) -> bool {
    let open = one.tokens.end;
    let range =
        one.tokens.start > 0 && matches!(text.lower(one.tokens.start - 1), "to" | "-" | "–" | "and" | "by" | "x");
    other.tokens.start == open + 1
        && text.text(open) == "("
        && other.tokens.end < text.tokens.len()
        && text.text(other.tokens.end) == ")"
        && !range
}

fn unit(quantity: &Quantity) -> Option<&'static (&'static str, u8, f64)> {
    let Unit::Measure(name) = quantity.unit else { return None };
    UNITS.iter().find(|(known, _, _)| *known == name)
}

fn conflict(text: &Segmented<'_>, one: &Quantity, other: &Quantity, right: f64) -> Conflict {
    let (first, second) = (text.slice(one.span), text.slice(other.span));
    let name = other.unit.name();
    // as many digits as a reader needs to see what is wrong
    let right = if right >= 10.0 { format!("{right:.0}") } else { format!("{right:.1}") };
    let message = format!("“{first}” is not “{second}”: in {name}s it would be {right}");
    let message = message
        .replace("foots", "feet")
        .replace("inchs", "inches")
        .replace(" per hours", "s per hour")
        .replace("degree Celsiuss", "degrees Celsius")
        .replace("degree Fahrenheits", "degrees Fahrenheit");
    Conflict::new(message, Label::new(text.source(), other.span, "wrong conversion"))
        .related(Label::new(text.source(), one.span, "of this"))
        .identity([first, second])
        .cause(text.source(), other.span)
}
