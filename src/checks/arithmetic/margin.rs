//! `by 312 votes, 18,406 to 18,094`, `approved by 8 votes to 5`: the votes for two sides, by how many one is ahead, and
//! who wins.

use std::ops::Range;

use super::total::plain;
use crate::claim::timeline::reads;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [first, second, third] = three else { continue };
        if is_margin(text, first) && are_sides(text, second, third) && is_near(text, first, second) {
            wrong_margin(text, first, second, third).into_iter().for_each(&mut *report);
        } else if (is_told_margin(text, third) || is_majority_behind(text, second, third))
            && are_sides(text, first, second)
        {
            wrong_margin(text, third, first, second).into_iter().for_each(&mut *report);
        }
    }
    for two in quantities.windows(2) {
        let [one, other] = two else { continue };
        if are_sides(text, one, other) && one.value < other.value && is_carried_by(text, one) {
            report(turned(text, one, other));
        }
    }
}

fn is_plain(one: &Quantity) -> bool {
    one.unit == Unit::None && one.form == Form::Cardinal && one.bound == Bound::Exact
}

/// "18,406 to 18,094", "18,406 votes to 18,094", "18,406 votes to Marr’s 18,094".
fn are_sides(text: &Segmented<'_>, one: &Quantity, other: &Quantity) -> bool {
    let between = one.tokens.end..other.tokens.start;
    let told = || reads(text, between.clone(), &[&["to"], &["votes", "to"], &["votes", "against"]]);
    is_plain(one) && is_plain(other) && (told() || is_of_loser(text, between.clone()))
}

/// "votes to Ada Marr’s".
fn is_of_loser(text: &Segmented<'_>, between: Range<usize>) -> bool {
    let [start, end] = [between.start, between.end];
    (4..8).contains(&(end - start))
        && reads(text, start..start + 2, &[&["votes", "to"]])
        && text.tokens[end - 1].kind == TokenKind::Possessive
        && (start + 2..end - 1).all(|at| text.tokens[at].shape.has_capital())
}

/// "by 312 votes", "a margin of 312".
fn is_margin(text: &Segmented<'_>, margin: &Quantity) -> bool {
    let by = margin.tokens.start.checked_sub(1).is_some_and(|at| text.is_word(at, "by"));
    let noun = margin.counted.map_or("", |at| text.lower(at));
    // "by 8 votes to 5" tells of both sides
    let sides = margin.counted.is_some_and(|at| text.tokens.get(at + 1).is_some_and(|_| text.is_word(at + 1, "to")));
    let votes = by && matches!(noun, "votes" | "points" | "runs" | "seats") && !sides;
    is_told_margin(text, margin) || is_plain(margin) && (votes || is_majority(text, margin))
}

/// How many tokens stand between the votes and a majority that is made of them, at most.
const NEAR: usize = 6;

/// ", a majority of 312", "giving her a majority of 312": a lead, where it stands beside the votes. Elsewhere a majority is
/// more than half.
fn is_majority_behind(text: &Segmented<'_>, votes: &Quantity, majority: &Quantity) -> bool {
    let end = votes.counted.map_or(votes.tokens.end, |noun| noun + 1).min(majority.tokens.start);
    let between = end..majority.tokens.start;
    let joins = |at: usize| {
        matches!(text.lower(at), "," | "(" | "—" | "–" | "a" | "giving" | "with" | "him" | "her" | "them" | "it")
            || matches!(text.lower(at), "majority" | "of" | "narrow" | "slim" | "just" | "only")
    };
    let told = between.len() <= NEAR && between.clone().all(joins);
    told && is_plain(majority) && is_majority(text, majority)
}

/// "a majority of 312".
fn is_majority(text: &Segmented<'_>, majority: &Quantity) -> bool {
    let before = |back: usize| majority.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let of = |back: usize| (before(back + 1), before(back)) == ("majority", "of");
    of(1) || matches!(before(1), "just" | "only") && of(2)
}

/// "a margin of 312".
fn is_told_margin(text: &Segmented<'_>, margin: &Quantity) -> bool {
    let before = |back: usize| margin.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    is_plain(margin) && (before(2), before(1)) == ("margin", "of")
}

/// Whether a comma, a colon or a bracket stands right behind a margin and what it counts.
fn is_near(text: &Segmented<'_>, margin: &Quantity, next: &Quantity) -> bool {
    let end = margin.counted.map_or(margin.tokens.end, |noun| noun + 1);
    let with = || next.tokens.start == end + 2 && matches!(text.lower(end + 1), "with" | "by" | "winning" | "polling");
    (next.tokens.start == end + 1 || with()) && matches!(text.text(end), "," | ":" | "(" | "—" | "–")
}

fn wrong_margin(text: &Segmented<'_>, margin: &Quantity, one: &Quantity, other: &Quantity) -> Option<Conflict> {
    let right = (one.value - other.value).abs();
    let exact = [margin, one, other].iter().all(|figure| figure.grain <= 1.0);
    if right == margin.value || !exact || margin.value > one.value.max(other.value) {
        return None;
    }
    let (said, first, second) = (text.slice(margin.span), text.slice(one.span), text.slice(other.span));
    let message = format!("“{first}” to “{second}” is a margin of {}, not “{said}”", plain(right));
    let conflict = Conflict::new(message, Label::new(text.source(), margin.span, "wrong margin"))
        .related(Label::new(text.source(), one.span.to(other.span), "by these figures"))
        .identity([said, first, second]);
    Some(conflict)
}

/// "approved by 8 votes to 5", "passed by a vote of 8 to 5": more were for it.
fn is_carried_by(text: &Segmented<'_>, one: &Quantity) -> bool {
    let before = |back: usize| one.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let vote = matches!((before(4), before(3), before(2), before(1)), ("by", "a", "vote" | "margin", "of"));
    let noun = one.counted.map_or("", |at| text.lower(at));
    let back = match () {
        () if vote => 5,
        () if before(1) == "by" && noun == "votes" => 2,
        () => return false,
    };
    // "approved the plan by 8 votes to 5"
    let verb = (back..back + 5).map(before).find(|word| {
        CARRIED.contains(word) || LOST.contains(word) || matches!(*word, "," | "not" | ";" | ":" | "and" | "but")
    });
    verb.is_some_and(|word| CARRIED.contains(&word))
}

/// Verbs of what has a majority, and of what has none.
const CARRIED: &[&str] = &["adopted", "approved", "backed", "carried", "endorsed", "passed", "ratified", "won"];
const LOST: &[&str] = &["defeated", "failed", "fell", "lost", "rejected", "voted"];

fn turned(text: &Segmented<'_>, one: &Quantity, other: &Quantity) -> Conflict {
    let (first, second) = (text.slice(one.span), text.slice(other.span));
    let message = format!("“{first}” to “{second}” is no majority");
    Conflict::new(message, Label::new(text.source(), one.span.to(other.span), "no majority")).identity([first, second])
}
