//! `$9.5 million and the county $1.5 million, for a total of $11 million`, `140 employees, will lay off 20, leaving 120`:
//! a sum, or what is left, told behind what it is made of.
//!
//! All figures of the sentence before it have to be of its kind, each told by itself: a price for each, a rate, or a part
//! of one of them makes another sum.

use std::ops::Range;

use super::total::{OPEN, is_near, listed, plain, wrong_sum};
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::words::Words;

/// Words by which a figure is no part, or not one part.
static OTHERWISE: Words = Words::new(&[
    "after",
    "apiece",
    "average",
    "before",
    "compared",
    "down",
    "each",
    "every",
    "less",
    "minus",
    "multiplied",
    "of",
    "per",
    "than",
    "times",
    "twice",
    "up",
    "which",
    "whom",
]);

pub fn find(text: &Segmented<'_>, sentence: Range<usize>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    let Some((last, parts)) = quantities.split_last() else { return };
    if parts.len() < 2 || !are_of_one_kind(text, last, parts) {
        return;
    }
    let told = parts[0].tokens.start..last.tokens.start;
    let otherwise = told.clone().any(|at| OTHERWISE.has(text.lower(at)) && !is_cue(text, at));
    let open = sentence.clone().any(|at| OPEN.contains(&text.lower(at)));
    if is_total(text, last) {
        let wrong = wrong_sum(last, parts).filter(|&sum| !otherwise && !open && is_near(last, sum));
        let wrong = wrong.filter(|_| are_listed(text, parts));
        // the last of them may make it up alone
        let tail = |from: usize| wrong_sum(last, &parts[from..]).is_none();
        if let Some(sum) = wrong.filter(|_| !(1..parts.len() - 1).any(tail)) {
            report(listed(text, last, parts, sum));
        }
    } else if let ([one, other], true) = (parts, is_left(text, last)) {
        let (all, gone) = if one.value > other.value { (one, other) } else { (other, one) };
        let left = all.value - gone.value;
        let off = (left - last.value).abs();
        let slack = (all.grain + gone.grain + last.grain) / 2.0;
        if !open && off > slack && off <= 0.3 * all.value && last.value < all.value {
            report(left_over(text, all, gone, last, left));
        }
    }
}

/// Whether all count one thing, or are amounts of one currency.
fn are_of_one_kind(text: &Segmented<'_>, last: &Quantity, parts: &[Quantity]) -> bool {
    let noun = |one: &Quantity| one.counted.map(|at| text.lower(at));
    let first = noun(&parts[0]);
    let alike = |one: &Quantity| one.unit == last.unit && (noun(one).is_none() || noun(one) == first);
    let exact = |one: &Quantity| one.bound == Bound::Exact && one.form == Form::Cardinal;
    let kind = match last.unit {
        Unit::Money(_) => true,
        Unit::None => first.is_some(),
        _ => false,
    };
    kind && parts.iter().chain([last]).all(|one| alike(one) && exact(one))
}

/// Whether commas or "and" stand between some figures.
fn are_listed(text: &Segmented<'_>, parts: &[Quantity]) -> bool {
    let joined = |two: &[Quantity]| {
        let mut between = two[0].tokens.end..two[1].tokens.start;
        between.any(|at| matches!(text.lower(at), "," | ";" | "and"))
    };
    parts.windows(2).all(joined)
}

/// The "of" of "a total of".
fn is_cue(text: &Segmented<'_>, at: usize) -> bool {
    text.is_word(at, "of") && at > 0 && text.is_word(at - 1, "total")
}

/// "for a total of $11 million", "in total €648m", "14 in all", "£225 altogether".
fn is_total(text: &Segmented<'_>, whole: &Quantity) -> bool {
    let before = |back: usize| whole.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let behind = |on: usize| text.tokens.get(whole.tokens.end + on).map_or("", |_| text.lower(whole.tokens.end + on));
    let total_of = (before(2), before(1)) == ("total", "of") && before(3) == "a";
    let adds = matches!(before(4), "for" | "making" | "giving" | "," | "—" | "–");
    let in_all =
        matches!((before(2), before(1)), ("in", "total" | "all")) || matches!(before(1), "totalling" | "totaling");
    let all_in = matches!((behind(0), behind(1)), ("in", "total" | "all")) || behind(0) == "altogether";
    // "a total of 12 with those of last year"
    let end = whole.counted.map_or(whole.tokens.end, |noun| noun + 1) + if all_in { words_of(behind(0)) } else { 0 };
    let closed = text.tokens.get(end).is_none_or(|_| matches!(text.text(end), "." | "," | ";" | ":" | "—" | "–"));
    closed && (total_of && adds || in_all || all_in)
}

/// How many words "in all" and "altogether" have.
fn words_of(first: &str) -> usize {
    if first == "in" { 2 } else { 1 }
}

/// ", leaving 120".
fn is_left(text: &Segmented<'_>, left: &Quantity) -> bool {
    let before = |back: usize| left.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let leaving = before(1) == "leaving" || before(2) == "leaving" && matches!(before(1), "just" | "only");
    let ends = text.tokens.get(left.tokens.end).is_none_or(|_| matches!(text.text(left.tokens.end), "." | "," | ";"));
    leaving && ends
}

fn left_over(text: &Segmented<'_>, all: &Quantity, gone: &Quantity, last: &Quantity, left: f64) -> Conflict {
    let (whole, part, said) = (text.slice(all.span), text.slice(gone.span), text.slice(last.span));
    let message = format!("“{whole}” less “{part}” is {}, not “{said}”", plain(left));
    Conflict::new(message, Label::new(text.source(), last.span, "wrong rest"))
        .related(Label::new(text.source(), all.span, "of these"))
        .related(Label::new(text.source(), gone.span, "without these"))
        .identity([whole, part, said])
}
