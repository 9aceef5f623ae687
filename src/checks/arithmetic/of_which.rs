//! `£9 million, of which £4 million comes from the lottery and £6 million from the county`: parts that are more than their
//! whole, or fall short of it by so little that they are meant to make it up.

use std::ops::Range;

use super::total::{OPEN, SLIP, is_near, is_of_them, listed, slack_of, sum};
use crate::claim::statement::Statement;
use crate::claim::timeline::reads;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::segment::Segmented;

/// By how much, as a share of the whole, its parts may fall short of it by a slip; where more is left, nobody said that
/// these were all.
const UNTOLD: f64 = 0.03;

pub fn find(text: &Segmented<'_>, statement: &Statement, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    let [whole, told @ ..] = quantities else { return };
    let Some(first) = told.first().filter(|first| is_of(text, whole, first)) else { return };
    let parts = &told[..told.iter().take_while(|part| is_part(text, whole, part)).count()];
    let more = match parts {
        [] => false,
        [_] => {
            let most = most(whole);
            first.value - whole.grain / 2.0 > most && first.value <= most * (1.0 + SLIP)
        }
        _ => {
            let told_alone =
                parts.len() == told.len() && !is_told_further(text, first.tokens.end..statement.tokens.end);
            told_alone && are_wrong(text, whole, parts)
        }
    };
    if more {
        report(listed(text, whole, parts, sum(parts)));
    }
}

/// "£9 million, of which £4 million", "320 guests, of whom 240".
fn is_of(text: &Segmented<'_>, whole: &Quantity, first: &Quantity) -> bool {
    let end = whole.counted.map_or(whole.tokens.end, |noun| noun + 1);
    let amount = matches!(whole.unit, Unit::Money(_)) || whole.unit == Unit::None && whole.counted.is_some();
    first.tokens.start == end + 3
        && reads(text, end..end + 3, &[&[",", "of", "which"], &[",", "of", "whom"]])
        && amount
        && whole.form == Form::Cardinal
        && whole.bound != Bound::AtLeast
}

/// Whether a figure begins a part, and is of the kind of the whole.
fn is_part(text: &Segmented<'_>, whole: &Quantity, part: &Quantity) -> bool {
    let noun = |one: &Quantity| one.counted.map(|at| text.lower(at));
    let joined = matches!(text.lower(part.tokens.start - 1), "," | ";" | "and" | "which" | "whom");
    let alike = part.unit == whole.unit && (noun(part).is_none() || noun(part) == noun(whole));
    joined && alike && part.form == Form::Cardinal && part.bound == Bound::Exact
}

/// Whether something is told of one part, or of a part of it.
fn is_told_further(text: &Segmented<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| {
        let word = text.lower(at);
        OPEN.contains(&word) || matches!(word, "which" | "whom" | "than" | "them" | "up" | "down" | "each" | "per")
    })
}

/// The most that a whole can be.
fn most(whole: &Quantity) -> f64 {
    if whole.bound == Bound::About { whole.value * 1.1 } else { whole.value }
}

/// Whether several parts make more than the whole, or nearly make it up.
fn are_wrong(text: &Segmented<'_>, whole: &Quantity, parts: &[Quantity]) -> bool {
    let (sum, slack) = (sum(parts), slack_of(whole, parts));
    let less = |part: &Quantity| part.value < whole.value && !is_of_them(text, part);
    let closed = parts.last().is_some_and(|last| text.is_word(last.tokens.start - 1, "and"));
    let left = whole.value - sum;
    // rounding leads no further than to the last digit, and not quite that far
    let short = left > 0.0 && left >= slack * 0.999_999 && left <= UNTOLD * whole.value;
    let all_told = parts.len() > 2 && closed && whole.bound == Bound::Exact;
    parts.iter().all(less) && is_near(whole, sum) && (sum - slack > most(whole) || all_told && short)
}
