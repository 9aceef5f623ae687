//! `rose $1.80, or 2.4 percent, to $76.80`, `rose 3 cents to $1.25 from $1.22`: an amount of change against the values
//! that it lies between.

use super::direction;
use super::judge::{Kind, conflict, percent};
use crate::checks::arithmetic::range;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [amount, second, third] = three else { continue };
        let Some(kind) = moved_by(text, amount) else { continue };
        if three.iter().any(|one| one.bound != Bound::Exact || one.form == Form::Ordinal || one.unit == Unit::Year) {
            continue;
        }
        let wrong = if is_share_of(text, amount, second) && is_reached(text, second, third) {
            wrong_share(text, kind, amount, second, third)
        } else if is_between(text, amount, second, third) {
            wrong_amount(text, amount, second, third)
        } else {
            None
        };
        wrong.into_iter().for_each(&mut *report);
    }
}

/// Which way a value went by an amount: "rose $1.80", "was down by 3 cents".
fn moved_by(text: &Segmented<'_>, amount: &Quantity) -> Option<Kind> {
    let before = amount.tokens.start.checked_sub(1)?;
    let verb = if text.is_word(before, "by") { before.checked_sub(1)? } else { before };
    let kind = direction(text, verb)?;
    (matches!(kind, Kind::Up | Kind::Down) && amount.unit != Unit::Percent && amount.value > 0.0).then_some(kind)
}

/// The tokens between two quantities, in lower case.
fn between<'t>(text: &'t Segmented<'_>, one: &Quantity, other: &Quantity) -> Vec<&'t str> {
    (one.tokens.end..other.tokens.start).map(|at| text.lower(at)).collect()
}

/// "$1.80, or 2.4 percent".
fn is_share_of(text: &Segmented<'_>, amount: &Quantity, share: &Quantity) -> bool {
    let joined = matches!(between(text, amount, share)[..], [",", "or"] | ["or"] | ["point" | "points", ",", "or"]);
    joined && share.unit == Unit::Percent && share.value > 0.0
}

/// "2.4 percent, to $76.80", "2.4 percent, to close at $76.80".
fn is_reached(text: &Segmented<'_>, share: &Quantity, to: &Quantity) -> bool {
    let closes = |word: &str| matches!(word, "close" | "end" | "finish" | "settle");
    match between(text, share, to)[..] {
        [",", "to"] | ["to"] => true,
        [",", "to", word, "at"] => closes(word),
        _ => false,
    }
}

fn wrong_share(
    text: &Segmented<'_>,
    kind: Kind,
    amount: &Quantity,
    share: &Quantity,
    to: &Quantity,
) -> Option<Conflict> {
    let ((low, high), (least, most)) = (range(amount), range(to));
    let sign = if kind == Kind::Up { -1.0 } else { 1.0 };
    let old = to.value + sign * amount.value;
    let ends = [least + sign * low, least + sign * high, most + sign * low, most + sign * high];
    let (smallest, largest) = ends.iter().fold((f64::MAX, f64::MIN), |(a, b), &one| (a.min(one), b.max(one)));
    if amount.unit != to.unit || smallest <= 0.0 {
        return None;
    }
    let slack = share.grain / 2.0 + (0.03 * share.value).max(0.05);
    let fits = low / largest * 100.0 <= share.value + slack && share.value - slack <= high / smallest * 100.0;
    let right = percent(amount.value / old * 100.0);
    let (said, by, reached) = (text.slice(share.span), text.slice(amount.span), text.slice(to.span));
    let message = format!("a change of “{by}” to “{reached}” is {right}%, not “{said}”");
    (!fits).then(|| {
        Conflict::new(message, Label::new(text.source(), share.span, "wrong share"))
            .related(Label::new(text.source(), amount.span, "this change"))
            .related(Label::new(text.source(), to.span, "to this value"))
            .identity([said, by, reached])
    })
}

/// "3 cents to $1.25 from $1.22", all of one unit and in one row.
fn is_between(text: &Segmented<'_>, amount: &Quantity, to: &Quantity, from: &Quantity) -> bool {
    let told = matches!(between(text, amount, to)[..], ["to"] | ["point" | "points", "to"]);
    let units = amount.unit == to.unit && (from.unit == to.unit || from.unit == Unit::None);
    let near = (0.2..=5.0).contains(&(to.value / from.value));
    told && between(text, to, from) == ["from"] && units && near && from.counted.is_none()
}

fn wrong_amount(text: &Segmented<'_>, amount: &Quantity, to: &Quantity, from: &Quantity) -> Option<Conflict> {
    let difference = (to.value - from.value).abs();
    let slack = (amount.grain + to.grain + from.grain) / 2.0 + 0.02 * amount.value;
    let (by, first, second) = (text.slice(amount.span), text.slice(from.span), text.slice(to.span));
    let message = format!("“{by}” is not the change from “{first}” to “{second}”");
    ((difference - amount.value).abs() > slack).then(|| conflict(text, message, amount.span, "wrong change", from, to))
}
