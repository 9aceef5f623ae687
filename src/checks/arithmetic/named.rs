//! `Labour won 21, the Conservatives 15, the Greens seven and independents six`: parts that stand behind their owners, and
//! whether they can be all there are.

use std::ops::Range;

use crate::claim::statement::Statement;
use crate::extract::quantity::Quantity;
use crate::segment::Segmented;

/// How many tokens a name and its verb take before a part at most.
const NAME: usize = 6;

/// "Labour won 21, the Conservatives 15 and independents six": whether each part stands behind its owner, and nothing
/// behind it.
pub fn are_named(text: &Segmented<'_>, colon: usize, limit: usize, parts: &[Quantity]) -> bool {
    let mut start = colon + 1;
    parts.iter().enumerate().all(|(at, part)| {
        while start < part.tokens.start && matches!(text.lower(start), "," | ";" | "and" | "the") {
            start += 1;
        }
        let owner = start..part.tokens.start;
        let named = (1..=NAME).contains(&owner.len()) && is_owner(text, owner);
        let end = part.counted.filter(|&noun| noun == part.tokens.end).map_or(part.tokens.end, |noun| noun + 1);
        let last = at + 1 == parts.len();
        let mark = end >= limit || matches!(text.text(end), "," | ";" | ".") || text.is_word(end, "and");
        start = end;
        named && (mark || last && end + 1 >= limit)
    })
}

/// A name or a plural word, and a verb by which something is theirs.
fn is_owner(text: &Segmented<'_>, owner: Range<usize>) -> bool {
    let verb = |at: usize| {
        matches!(text.lower(at), "won" | "wins" | "has" | "have" | "holds" | "hold" | "took" | "got" | "gets")
    };
    let name = owner.start..owner.end - usize::from(owner.len() > 1 && verb(owner.end - 1));
    let is_name = |at: usize| text.tokens[at].shape.has_capital() || text.is_mark(at, b'-');
    let small = name.len() == 1 && text.lower(name.start).ends_with('s') && text.lower(name.start) != "plus";
    small || name.into_iter().all(is_name)
}

/// By how much, as a share of the whole, parts that are named may leave some of it out by a slip.
const LEFT_OUT: f64 = 0.05;

/// How many tokens behind the parts tell who has the rest.
const REST: usize = 40;

/// Whether parts come so near the whole that there is no rest for others, and none is told of behind them.
pub fn leaves_none(text: &Segmented<'_>, statement: &Statement, whole: &Quantity, sum: f64) -> bool {
    let behind = statement.tokens.end..text.tokens.len().min(statement.tokens.end + REST);
    let rest = |at: usize| {
        matches!(
            text.lower(at),
            "empty" | "independent" | "independents" | "other" | "others" | "remaining" | "rest" | "speaker" | "vacant"
        )
    };
    whole.value - sum <= LEFT_OUT * whole.value && !behind.into_iter().any(rest)
}
