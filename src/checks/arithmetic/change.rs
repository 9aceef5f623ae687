//! `rose 25% from 40 to 50`, `50 in 2019 and 40 in 2024, a fall of 20%`: a direction, a share, and the figures before and
//! after.

use super::range;
use crate::claim::contrast::stem;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for (at, pair) in quantities.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let Some((from, to)) = change(text, first, second) else { continue };
        let Some(verb) = verb(text, first, quantities) else { continue };
        let share = at.checked_sub(1).map(|before| &quantities[before]).filter(|share| share.tokens.start > verb.token);
        if let Some(conflict) = against_direction(text, &verb, from, to) {
            report(conflict);
        } else if let Some(share) = share.filter(|share| share.tokens.end + 1 == first.tokens.start) {
            let points = from.unit == Unit::Percent || to.unit == Unit::Percent;
            let judge = if points { against_points } else { against_share };
            judge(text, share, from, to).into_iter().for_each(&mut *report);
        }
    }
}

/// "1,250 in 2019, and 950 in 2024, a fall of 24 percent": two years' values and what became of the one in the other.
pub fn across_years(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [first, second, share] = three else { continue };
        let (Some((year, _)), Some((other, end))) = (year_of(text, first, second), year_of(text, second, share)) else {
            continue;
        };
        let plain = |quantity: &Quantity| quantity.form == Form::Cardinal && quantity.unit == first.unit;
        let (from, to) = if year < other { (first, second) } else { (second, first) };
        let Some((noun, kind)) = noun_of_change(text, end..share.tokens.start) else { continue };
        if year == other || !plain(first) || !plain(second) || from.value <= 0.0 || first.unit == Unit::Percent {
            continue;
        }
        let verb = Verb { token: noun, kind };
        let wrong = against_direction(text, &verb, from, to);
        wrong.or_else(|| against_share(text, share, from, to)).into_iter().for_each(&mut *report);
    }
}

/// How far behind a value its year stands, in tokens.
const YEAR_BEHIND: usize = 4;

/// The year that stands behind a value ("950 ferries in 2024"), before the next one; and the token behind it.
fn year_of(text: &Segmented<'_>, value: &Quantity, next: &Quantity) -> Option<(u32, usize)> {
    let end = next.tokens.start.min(value.tokens.end + YEAR_BEHIND);
    let at = (value.tokens.end..end).find(|&at| text.is_word(at, "in"))? + 1;
    let year: u32 = (at < next.tokens.start && text.text(at).len() == 4).then(|| text.text(at).parse().ok())??;
    (1500..2100).contains(&year).then_some((year, at + 1))
}

/// ", a fall of about": the noun that says which way a value went, where nothing else stands between.
fn noun_of_change(text: &Segmented<'_>, between: std::ops::Range<usize>) -> Option<(usize, Kind)> {
    let mut words = between.filter(|&at| text.tokens[at].kind == TokenKind::Word);
    let article = words.next().is_some_and(|at| matches!(text.lower(at), "a" | "an"));
    let noun = words.next().filter(|_| article)?;
    let of = words.next().is_some_and(|at| text.is_word(at, "of"));
    let vague = |at| matches!(text.lower(at), "about" | "nearly" | "almost" | "some" | "around" | "roughly");
    let kind = match text.lower(noun) {
        "rise" | "increase" | "growth" | "gain" | "jump" => Kind::Up,
        "fall" | "decrease" | "decline" | "drop" | "reduction" | "plunge" => Kind::Down,
        _ => return None,
    };
    (of && words.all(vague)).then_some((noun, kind))
}

/// "from X to Y" or "to Y from X", both of one kind and neither a year or a rank: the old value and the new one.
fn change<'q>(text: &Segmented<'_>, first: &'q Quantity, second: &'q Quantity) -> Option<(&'q Quantity, &'q Quantity)> {
    let before = |quantity: &Quantity| quantity.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    let (from, to) = match (before(first), before(second)) {
        ("from", "to") => (first, second),
        ("to", "from") => (second, first),
        _ => return None,
    };
    let plain = |quantity: &Quantity| quantity.form == Form::Cardinal && quantity.unit != Unit::Year;
    let one_kind = from.unit == to.unit || first.unit == Unit::None;
    // "rose from 18 to 1, to over 25 to 1" tells of odds
    let odds = to.value == 1.0 && to.unit == Unit::None && before(to) == "to" && from.value > 1.0;
    let next = second.tokens.start == first.tokens.end + 1;
    (next && !odds && plain(from) && plain(to) && one_kind && from.value > 0.0).then_some((from, to))
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

/// The verb right before the first value, or before the share that stands between.
fn verb(text: &Segmented<'_>, first: &Quantity, quantities: &[Quantity]) -> Option<Verb> {
    let mut at = first.tokens.start.checked_sub(2)?;
    if let Some(share) =
        quantities.iter().find(|share| share.tokens.end == at + 1 && matches!(share.unit, Unit::Percent | Unit::Points))
    {
        at = share.tokens.start.checked_sub(1)?;
        if matches!(text.lower(at), "by" | "about" | "nearly" | "almost" | "some" | "around" | "over") {
            at = at.checked_sub(1)?;
        }
    }
    // "the yen rose against the dollar to 161 from 221": more of it is less
    if (at.saturating_sub(8)..at).any(|at| matches!(text.lower(at), "against" | "versus")) {
        return None;
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
    if share.unit != Unit::Percent {
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

/// A change between two percentages: the difference is in percentage points, and in percent it is another one.
fn against_points(text: &Segmented<'_>, share: &Quantity, from: &Quantity, to: &Quantity) -> Option<Conflict> {
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

fn conflict(
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
