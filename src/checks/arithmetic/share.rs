//! `12 of the 9 members`, `55% of the vote, and 52%`: parts that are more than the whole.

use std::ops::Range;

use super::enumeration::{parts_of_answers, parts_of_money, parts_of_vote, sides_of_vote};
use super::total;
use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;

pub fn find(text: &Segmented<'_>, statement: &Statement, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for pair in quantities.windows(2) {
        if let [part, whole] = pair
            && is_part_of(text, part, whole)
            && part.value > whole.value
        {
            report(more_than_whole(text, part, whole));
        }
    }
    votes(text, statement, quantities, report);
    if let Some((first, last, sum)) = shares(text, statement.tokens.clone(), quantities) {
        let written = text.slice(first.span.to(last.span));
        let message = format!("shares of one whole make {sum}% together");
        report(
            Conflict::new(message, Label::new(text.source(), last.span, "more than is left"))
                .related(Label::new(text.source(), first.span, "with this"))
                .identity([written]),
        );
    }
}

/// "12 of the 9 members", "12 out of 9".
fn is_part_of(text: &Segmented<'_>, part: &Quantity, whole: &Quantity) -> bool {
    let between = part.tokens.end..whole.tokens.start;
    let mut words = between.clone().map(|at| text.lower(at));
    let of = match between.len() {
        1 => words.next() == Some("of"),
        2 => match (words.next(), words.next()) {
            (Some("of"), Some("the" | "its" | "their" | "his" | "her" | "our" | "all" | "these" | "those")) => true,
            (first, second) => (first, second) == (Some("out"), Some("of")),
        },
        3 => words.eq(["out", "of", "the"]),
        _ => false,
    };
    let plain = |quantity: &Quantity| quantity.unit == Unit::None && quantity.form == Form::Cardinal;
    // "100 of 5-year notes": what is counted is notes
    // and of "the six countries’ 200 million people" the people
    let behind = |at: usize| text.tokens.get(at).map_or("", |_| text.text(at));
    let owns = whole.counted.is_some_and(|noun| matches!(behind(noun + 1), "’" | "'" | "’s" | "'s"));
    let goes_on = owns || matches!(behind(whole.tokens.end), "-" | "/");
    of && !goes_on
        && plain(part)
        && plain(whole)
        && part.bound == Bound::Exact
        && whole.bound == Bound::Exact
        && part.counted.is_none()
}

fn more_than_whole(text: &Segmented<'_>, part: &Quantity, whole: &Quantity) -> Conflict {
    let (first, second) = (text.slice(part.span), text.slice(whole.span));
    let message = format!("“{first}” of “{second}” is more than all");
    Conflict::new(message, Label::new(text.source(), part.span, "more than all"))
        .related(Label::new(text.source(), whole.span, "all"))
        .identity([first, second])
}

/// "Of the 60 members, 31 voted yes, 24 voted no and 12 abstained": more answers than there are people who gave one.
fn votes(text: &Segmented<'_>, statement: &Statement, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    let [whole, parts @ ..] = quantities else { return };
    let of = || whole.tokens.start.saturating_sub(3).max(statement.tokens.start)..whole.tokens.start;
    let plain = |one: &Quantity| {
        one.unit == Unit::None && one.form == Form::Cardinal && one.bound == Bound::Exact && one.grain <= 1.0
    };
    if parts.len() < 2 || !quantities.iter().all(plain) || !of().any(|at| text.is_word(at, "of")) {
        return;
    }
    let parts: Vec<&Quantity> = parts.iter().collect();
    let answers = &parts[..parts_of_answers(text, statement.tokens.clone(), &parts)];
    let sum: f64 = answers.iter().map(|part| part.value).sum();
    let [first, .., last] = answers else { return };
    // some may have left: fewer are no error
    if sum > whole.value && answers.iter().all(|part| part.value < whole.value) {
        let (all, span) = (text.slice(whole.span), first.span.to(last.span));
        let message = format!("the parts make {}, more than “{all}”", total::plain(sum));
        report(
            Conflict::new(message, Label::new(text.source(), last.span, "more than is left"))
                .related(Label::new(text.source(), whole.span, "of these"))
                .identity([all, text.slice(span)]),
        );
    }
}

/// How much over a hundred rounding may lead.
const ROUNDING: f64 = 1.5;

/// Words by which a share is compared with another, is of something else, or is one of several that overlap.
const OTHER: &[&str] = &[
    "compared",
    "down",
    "each",
    "earlier",
    "from",
    "last",
    "poll",
    "polls",
    "previous",
    "respective",
    "respectively",
    "round",
    "than",
    "turnout",
    "up",
    "whereas",
    "which",
    "while",
    "whom",
];

/// Shares of one whole that stand side by side in one sentence: the first, the last, and their sum where that is more
/// than all.
fn shares<'q>(
    text: &Segmented<'_>,
    sentence: Range<usize>,
    quantities: &'q [Quantity],
) -> Option<(&'q Quantity, &'q Quantity, f64)> {
    let shares = || quantities.iter().filter(|quantity| quantity.unit == Unit::Percent);
    let other = |at: usize| OTHER.contains(&text.lower(at)) && !matches!(text.lower(at), "poll" | "polls");
    if shares().nth(1).is_none() || sentence.clone().any(other) {
        return None;
    }
    let shares: Vec<&Quantity> = shares().collect();
    // those of a poll are of those who were asked, and what it says of a vote may be of several
    let poll = sentence.clone().any(|at| matches!(text.lower(at), "poll" | "polls"));
    (0..shares.len() - 1).find_map(|first| {
        let shares = &shares[first..];
        let answers = parts_of_answers(text, sentence.clone(), shares);
        let parts = if poll {
            answers
        } else {
            parts_of_vote(text, sentence.clone(), shares)
                .max(parts_of_money(text, sentence.clone(), shares))
                .max(sides_of_vote(text, shares))
                .max(answers)
        };
        let parts = &shares[..parts];
        let exact = parts.iter().all(|share| share.bound == Bound::Exact && share.form == Form::Cardinal);
        let sum: f64 = parts.iter().map(|share| share.value).sum();
        let last = parts.last().filter(|_| parts.len() > 1 && exact && sum > 100.0 + ROUNDING)?;
        Some((shares[0], *last, sum))
    })
}
