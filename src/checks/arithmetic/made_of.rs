//! `The jury of 12 is made up of seven men and six women`, `the grant of £90,000 consists of £50,000 from the state and ...`:
//! parts of which a text says that they are all, and their sum.
//!
//! What is counted has to be told apart by nothing but a pair of words that leave nothing out, or to be one sum of money:
//! three films and five songs make no evening of eight.

use super::total::{OPEN, are_halves, is_near, listed, wrong_sum};
use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::segment::Segmented;

/// How many tokens tell what the whole is and that it is made up, at most.
const NEAR: usize = 8;

pub fn find(text: &Segmented<'_>, statement: &Statement, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    let [whole, parts @ ..] = quantities else { return };
    let [first, others @ ..] = parts else { return };
    if others.is_empty() || !is_made_of(text, whole, first) {
        return;
    }
    let plain = |one: &Quantity| {
        one.bound == Bound::Exact && one.form == Form::Cardinal && one.unit == whole.unit && one.value <= whole.value
    };
    let joined = |part: &Quantity| matches!(text.lower(part.tokens.start - 1), "," | ";" | "and");
    let kinds = match (whole.unit, parts) {
        (Unit::Money(_), _) => others.iter().all(joined),
        (Unit::None, [one, other]) => joined(other) && are_halves(text, one, other),
        _ => false,
    };
    let limit = statement.tokens.end;
    let open = || (whole.tokens.end..limit).any(|at| OPEN.contains(&text.lower(at)) || text.is_word(at, "which"));
    if kinds && parts.iter().all(plain) && !open() {
        let wrong = wrong_sum(whole, parts).filter(|&sum| is_near(whole, sum));
        wrong.into_iter().for_each(|sum| report(listed(text, whole, parts, sum)));
    }
}

/// "is made up of", "consists of", "comprises": right before the first part.
fn is_made_of(text: &Segmented<'_>, whole: &Quantity, first: &Quantity) -> bool {
    let start = first.tokens.start;
    if start < whole.tokens.end + 1 || start > whole.tokens.end + NEAR {
        return false;
    }
    let word = |back: usize| {
        let at = start.checked_sub(back).filter(|&at| at >= whole.tokens.end);
        at.map_or("", |at| text.lower(at))
    };
    match word(1) {
        "of" => {
            matches!(word(2), "consists" | "consisted" | "consisting" | "composed")
                || (word(3), word(2)) == ("made", "up")
        }
        "comprises" | "comprised" | "comprising" => true,
        _ => false,
    }
}
