//! What is held against the figures of a change: the direction that is told, the share, the percentage points.

use crate::checks::arithmetic::range;
use crate::extract::quantity::{Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::source::Span;

/// The word that says which way a value went.
pub struct Turn {
    pub token: usize,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Up,
    Down,
    /// "doubled", "tripled", "halved": what the old value is multiplied by.
    Times(f64),
}

impl Kind {
    /// Whether a value can have gone this way, as far as both are exact.
    pub fn fits(self, from: &Quantity, to: &Quantity) -> bool {
        match self {
            Kind::Up => to.value >= from.value,
            Kind::Down => to.value <= from.value,
            Kind::Times(times) => (0.8..=1.25).contains(&(to.value / from.value / times)),
        }
    }
}

pub fn against_direction(text: &Segmented<'_>, turn: &Turn, from: &Quantity, to: &Quantity) -> Option<Conflict> {
    let span = text.tokens[turn.token].span;
    let (word, first, second) = (text.slice(span), text.slice(from.span), text.slice(to.span));
    let message = format!("“{word}”, but “{first}” to “{second}” is something else");
    (!turn.kind.fits(from, to)).then(|| conflict(text, message, span, "does not fit", from, to))
}

/// Whether a share can be that of a change, by all values that the three figures can stand for.
pub fn fits_share(share: &Quantity, from: &Quantity, to: &Quantity) -> bool {
    let ((low, high), (least, most)) = (range(from), range(to));
    if low <= 0.0 {
        return true;
    }
    let all = [change(low, most), change(high, least), change(low, least), change(high, most)];
    let (smallest, largest) = all.iter().fold((f64::MAX, 0.0_f64), |(a, b), &one| (a.min(one), b.max(one)));
    let (lower, upper) = range(share);
    // writers round a share to the next whole point, and sometimes to the next five
    let slack = (0.03 * share.value).max(0.6);
    lower - slack <= largest && smallest <= upper + slack
}

/// By how many percent two values differ.
fn change(old: f64, new: f64) -> f64 {
    ((new - old) / old * 100.0).abs()
}

pub fn against_share(text: &Segmented<'_>, share: &Quantity, from: &Quantity, to: &Quantity) -> Option<Conflict> {
    if share.unit != Unit::Percent || fits_share(share, from, to) {
        return None;
    }
    let right = percent(change(from.value, to.value));
    let (said, first, second) = (text.slice(share.span), text.slice(from.span), text.slice(to.span));
    let message = format!("from “{first}” to “{second}” is a change of {right}%, not “{said}”");
    Some(conflict(text, message, share.span, "wrong share", from, to))
}

/// A change between two percentages: the difference is in percentage points, and in percent it is another one.
pub fn against_points(text: &Segmented<'_>, share: &Quantity, from: &Quantity, to: &Quantity) -> Option<Conflict> {
    let difference = (to.value - from.value).abs();
    let relative = difference / from.value * 100.0;
    let coarse = share.grain.max(from.grain).max(to.grain);
    let is = |value: f64, slack: f64| (share.value - value).abs() <= slack * 1.000_001;
    let (points, percent) = (is(difference, 0.75 * coarse), is(relative, (0.1 * relative).max(coarse)));
    let (said, first, second) = (text.slice(share.span), text.slice(from.span), text.slice(to.span));
    let right = difference * 100.0;
    let right = right.round() / 100.0;
    let message = match share.unit {
        Unit::Points if !points => {
            format!("from “{first}” to “{second}” is a change of {right} percentage points, not “{said}”")
        }
        Unit::Percent if points && !percent => {
            format!("from “{first}” to “{second}” is {right} percentage points, and {relative:.0}%, not “{said}”")
        }
        Unit::Percent if !percent => {
            format!("from “{first}” to “{second}” is a change of {relative:.0}%, not “{said}”")
        }
        _ => return None,
    };
    Some(conflict(text, message, share.span, "wrong share", from, to))
}

/// A share with as many digits as a reader needs to see what is wrong.
pub fn percent(share: f64) -> String {
    if share < 9.95 { format!("{share:.1}") } else { format!("{share:.0}") }
}

pub fn conflict(
    text: &Segmented<'_>,
    message: String,
    span: Span,
    label: &str,
    from: &Quantity,
    to: &Quantity,
) -> Conflict {
    Conflict::new(message, Label::new(text.source(), span, label))
        .related(Label::new(text.source(), ends(from, to), "by these figures"))
        .identity([text.slice(span), text.slice(from.span), text.slice(to.span)])
}

/// From the one value to the other, whichever comes first.
fn ends(from: &Quantity, to: &Quantity) -> Span {
    if from.span.start < to.span.start { from.span.to(to.span) } else { to.span.to(from.span) }
}
