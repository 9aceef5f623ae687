//! Where figures tell less than they seem to: ranks, in which fewer is more, and changes of something else than the
//! figures beside them.

use std::ops::Range;

use crate::extract::quantity::{Quantity, Unit};
use crate::segment::Segmented;
use crate::words::Words;

/// Words of what is counted from the top: the lower the number, the higher it stands.
static RANKS: Words = Words::new(&[
    "album",
    "chart",
    "charts",
    "grid",
    "handicap",
    "ladder",
    "league",
    "leaderboard",
    "list",
    "odds",
    "place",
    "places",
    "position",
    "positions",
    "rank",
    "ranked",
    "ranking",
    "rankings",
    "ranks",
    "seed",
    "seeded",
    "single",
    "song",
    "spot",
    "spots",
    "standings",
    "table",
]);

/// More are seldom ranked.
const LAST: f64 = 1000.0;

/// Whether two bare numbers are, or may be, places in an order: a table, a chart, or somebody who climbs in one.
pub fn may_be_ranks(text: &Segmented<'_>, sentence: Range<usize>, verb: usize, from: &Quantity, to: &Quantity) -> bool {
    let bare = |one: &Quantity| one.unit == Unit::None && one.counted.is_none() && one.value < LAST;
    if !bare(from) || !bare(to) {
        return false;
    }
    // "Moreau climbed from 40 to 12", "she has risen"
    let auxiliary = |word: &str| matches!(word, "has" | "have" | "had" | "then" | "also");
    let mut before = (sentence.start..verb).rev().skip_while(|&at| auxiliary(text.lower(at)));
    let somebody = before.next().is_some_and(|at| {
        let pronoun = matches!(text.lower(at), "he" | "she" | "they" | "it" | "who");
        pronoun || (at > sentence.start && text.tokens[at].shape.has_capital())
    });
    somebody || sentence.into_iter().any(|at| RANKS.has(text.lower(at)))
}

/// Words that say that a change is told of something else than of the figures as they are written.
static OTHERWISE: Words = Words::new(&[
    "adjusted",
    "adjusting",
    "comparable",
    "constant",
    "currencies",
    "currency",
    "exchange",
    "excluding",
    "inflation",
    "like",
    "organic",
    "organically",
    "proforma",
    "real",
    "restated",
    "seasonally",
    "stripping",
    "underlying",
]);

/// "Comparable sales rose 5% to €612m from €610m", "in constant currencies": the share is no share of these figures.
pub fn is_told_otherwise(text: &Segmented<'_>, mut sentence: Range<usize>) -> bool {
    let with = |at: usize, word: &str| at + 2 < text.tokens.len() && text.is_word(at + 2, word);
    sentence.any(|at| {
        let word = text.lower(at);
        OTHERWISE.has(word) && word != "like"
            || word == "like" && with(at, "for")
            || word == "same" && with(at, "store")
            || word == "pro" && text.is_word(at + 1, "forma")
    })
}
