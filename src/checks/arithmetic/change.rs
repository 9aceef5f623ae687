//! `rose 25% from 40 to 50`: a direction, a share, and the figures before and after.

use super::range;
use crate::claim::contrast::stem;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::source::Span;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for (at, pair) in quantities.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        if !is_change(text, from, to) {
            continue;
        }
        let Some(verb) = verb(text, from, quantities) else { continue };
        let share = at.checked_sub(1).map(|before| &quantities[before]).filter(|share| share.tokens.start > verb.token);
        if let Some(conflict) = against_direction(text, &verb, from, to) {
            report(conflict);
        } else if let Some(conflict) = share.and_then(|share| against_share(text, share, from, to)) {
            report(conflict);
        }
    }
}

/// "from X to Y", both of one kind and neither a year or a rank.
fn is_change(text: &Segmented<'_>, from: &Quantity, to: &Quantity) -> bool {
    let before = |quantity: &Quantity| quantity.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    let plain = |quantity: &Quantity| quantity.form == Form::Cardinal && quantity.unit != Unit::Year;
    before(from) == "from"
        && before(to) == "to"
        && to.tokens.start == from.tokens.end + 1
        && plain(from)
        && plain(to)
        && (from.unit == to.unit || from.unit == Unit::None)
        && from.value > 0.0
}

struct Verb {
    token: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Up,
    Down,
    /// "doubled", "tripled", "halved": what the old value is multiplied by.
    Times(f64),
}

/// The verb right before "from", or before the share that stands between.
fn verb(text: &Segmented<'_>, from: &Quantity, quantities: &[Quantity]) -> Option<Verb> {
    let mut at = from.tokens.start.checked_sub(2)?;
    if let Some(share) = quantities.iter().find(|share| share.tokens.end == at + 1 && share.unit == Unit::Percent) {
        at = share.tokens.start.checked_sub(1)?;
        if matches!(text.lower(at), "by" | "about" | "nearly" | "almost" | "some" | "around" | "over") {
            at = at.checked_sub(1)?;
        }
    }
    let kind = match stem(text.lower(at)).as_str() {
        "ris" | "increas" | "grow" | "climb" | "jump" | "soar" | "surg" => Kind::Up,
        "fall" | "decreas" | "declin" | "drop" | "shrink" | "plung" | "plummet" | "slump" | "tumbl" => Kind::Down,
        "doubl" => Kind::Times(2.0),
        "tripl" => Kind::Times(3.0),
        "halv" => Kind::Times(0.5),
        _ => return None,
    };
    Some(Verb { token: at, kind })
}

fn against_direction(text: &Segmented<'_>, verb: &Verb, from: &Quantity, to: &Quantity) -> Option<Conflict> {
    let wrong = match verb.kind {
        Kind::Up => to.value < from.value,
        Kind::Down => to.value > from.value,
        Kind::Times(times) => !(0.8..=1.25).contains(&(to.value / from.value / times)),
    };
    let span = text.tokens[verb.token].span;
    let (verb, first, second) = (text.slice(span), text.slice(from.span), text.slice(to.span));
    let message = format!("“{verb}”, but “{first}” to “{second}” is something else");
    wrong.then(|| conflict(text, message, span, "does not fit", from, to))
}

fn against_share(text: &Segmented<'_>, share: &Quantity, from: &Quantity, to: &Quantity) -> Option<Conflict> {
    if share.unit != Unit::Percent || from.unit == Unit::Percent || share.tokens.end + 1 != from.tokens.start {
        return None;
    }
    let ((low, high), (least, most)) = (range(from), range(to));
    if low <= 0.0 {
        return None;
    }
    let change = |old: f64, new: f64| ((new - old) / old * 100.0).abs();
    let all = [change(low, most), change(high, least), change(low, least), change(high, most)];
    let (smallest, largest) = all.iter().fold((f64::MAX, 0.0_f64), |(a, b), &one| (a.min(one), b.max(one)));
    let (lower, upper) = range(share);
    // writers round a share to the next whole point, and sometimes to the next five
    let slack = (0.03 * share.value).max(0.6);
    let fits = lower - slack <= largest && smallest <= upper + slack;
    let right = change(from.value, to.value);
    let (said, first, second) = (text.slice(share.span), text.slice(from.span), text.slice(to.span));
    let message = format!("from “{first}” to “{second}” is a change of {right:.0}%, not “{said}”");
    (!fits).then(|| conflict(text, message, share.span, "wrong share", from, to))
}

fn conflict(
    text: &Segmented<'_>,
    message: String,
    span: Span,
    label: &str,
    from: &Quantity,
    to: &Quantity,
) -> Conflict {
    Conflict::new(message, Label::new(text.source(), span, label))
        .related(Label::new(text.source(), from.span.to(to.span), "by these figures"))
        .identity([text.slice(span), text.slice(from.span), text.slice(to.span)])
}
