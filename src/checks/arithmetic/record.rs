//! `won 12, drawn 5 and lost 6 of their 23 games`: how often somebody won, drew and lost, and how often they played.

use super::total::{listed, wrong_sum};
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::segment::Segmented;

/// How many tokens behind the number of games tell that some had no end.
const BEHIND: usize = 8;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for four in quantities.windows(4) {
        let [parts @ .., whole] = four else { continue };
        let plain = |one: &Quantity| one.unit == Unit::None && one.form == Form::Cardinal && one.bound == Bound::Exact;
        if !four.iter().all(plain) {
            continue;
        }
        let mut outcomes: Vec<u8> = parts.iter().filter_map(|part| outcome(text, part)).collect();
        outcomes.sort_unstable();
        let missed = (whole.tokens.end..text.tokens.len().min(whole.tokens.end + BEHIND)).any(|at| {
            matches!(
                text.lower(at),
                "abandoned" | "annulled" | "cancelled" | "canceled" | "postponed" | "result" | "void"
            )
        });
        if !missed && outcomes == [0, 1, 2] && is_played(text, &parts[2], whole) {
            wrong_sum(whole, parts).into_iter().for_each(|sum| report(listed(text, whole, parts, sum)));
        }
    }
}

/// What the verb right before a number says of so many games.
fn outcome(text: &Segmented<'_>, part: &Quantity) -> Option<u8> {
    match part.tokens.start.checked_sub(1).map(|at| text.lower(at))? {
        "won" | "winning" => Some(0),
        "drawn" | "drew" | "drawing" | "tied" => Some(1),
        "lost" | "losing" => Some(2),
        _ => None,
    }
}

/// "of their 23 games": the number of all.
fn is_played(text: &Segmented<'_>, last: &Quantity, whole: &Quantity) -> bool {
    let between: Vec<&str> = (last.tokens.end..whole.tokens.start).map(|at| text.lower(at)).collect();
    let of = match between[..] {
        ["of" | "in" | "from"] => true,
        ["of" | "in" | "from", whose] => {
            matches!(whose, "their" | "its" | "his" | "her" | "our" | "the" | "all" | "those" | "these")
        }
        ["of" | "in" | "from", "their" | "its" | "his" | "her" | "the", "first" | "last" | "opening"] => true,
        _ => false,
    };
    let noun = whole.counted.map_or("", |at| text.lower(at));
    of && matches!(noun, "games" | "matches" | "fixtures" | "meetings" | "tests" | "bouts" | "fights")
}
