//! `rose 25% from 40 to 50`, `50 in 2019 and 40 in 2024, a fall of 20%`: a direction, a share, and the figures before and
//! after.

mod amount;
mod apposed;
mod caveat;
mod excess;
mod judge;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::claim::contrast::{is_time_of, short_stem};
use crate::claim::statement::Statement;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::segment::{Segmented, TokenKind};
use caveat::{is_told_otherwise, may_be_ranks};
use judge::{Kind, Turn, against_direction, against_points, against_share};

pub fn find(text: &Segmented<'_>, statement: &Statement, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    if quantities.len() < 2 {
        return;
    }
    let mut found = Vec::new();
    let mut take = |conflict| found.push(conflict);
    from_to(text, statement.tokens.clone(), quantities, &mut take);
    across_years(text, quantities, &mut take);
    apposed::find(text, statement.tokens.clone(), quantities, &mut take);
    amount::find(text, quantities, &mut take);
    excess::find(text, quantities, &mut take);
    if !found.is_empty() && !is_told_otherwise(text, statement.tokens.clone()) {
        found.into_iter().for_each(report);
    }
}

/// "rose 25% from 40 to 50".
fn from_to(text: &Segmented<'_>, sentence: Range<usize>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for (at, pair) in quantities.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let Some((from, to)) = change(text, first, second) else { continue };
        let Some(Verb { turn, comma }) = verb(text, first, quantities) else { continue };
        if may_be_ranks(text, sentence.clone(), turn.token, from, to) {
            continue;
        }
        let share = at.checked_sub(1).map(|before| &quantities[before]).filter(|share| share.tokens.start > turn.token);
        if let Some(conflict) = against_direction(text, &turn, from, to) {
            report(conflict);
        } else if let Some(share) = share.and_then(|share| before_values(text, share, first.tokens.start - 1 - comma)) {
            let points = from.unit == Unit::Percent || to.unit == Unit::Percent;
            let judge = if points { against_points } else { against_share };
            judge(text, &share, from, to).into_iter().for_each(&mut *report);
        }
    }
}

/// The share that ends right before a token: "12%", "0.25 points".
fn before_values(text: &Segmented<'_>, share: &Quantity, end: usize) -> Option<Quantity> {
    let points = share.tokens.end + 1 == end && is_points(text, share);
    let unit = if points { Unit::Points } else { share.unit };
    (points || share.tokens.end == end).then(|| Quantity { unit, ..share.clone() })
}

/// "0.25 points", which are percentage points where percentages change.
fn is_points(text: &Segmented<'_>, share: &Quantity) -> bool {
    let counted = share.counted.filter(|&at| at == share.tokens.end).map_or("", |at| text.lower(at));
    share.unit == Unit::None && matches!(counted, "point" | "points")
}

/// "1,250 in 2019, and 950 in 2024, a fall of 24 percent": two years' values and what became of the one in the other.
fn across_years(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [first, second, share] = three else { continue };
        let (Some((year, _)), Some((other, end))) = (year_of(text, first, second), year_of(text, second, share)) else {
            continue;
        };
        let plain = |quantity: &Quantity| quantity.form == Form::Cardinal && quantity.unit == first.unit;
        let (from, to) = if year < other { (first, second) } else { (second, first) };
        let Some((noun, kind)) = noun_kind(text, end..share.tokens.start) else { continue };
        if year == other || !plain(first) || !plain(second) || from.value <= 0.0 || first.unit == Unit::Percent {
            continue;
        }
        let wrong = against_direction(text, &Turn { token: noun, kind }, from, to);
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
fn noun_kind(text: &Segmented<'_>, between: Range<usize>) -> Option<(usize, Kind)> {
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
    // "from 40 to 50 euros", "to 145.20 yen from 146.05"
    let short = second.unit == Unit::None && second.counted.is_none() && second.figures && before(second) == "from";
    let one_kind = from.unit == to.unit || first.unit == Unit::None || short;
    // "rose from 18 to 1, to over 25 to 1" tells of odds
    let odds = to.value == 1.0 && to.unit == Unit::None && before(to) == "to" && from.value > 1.0;
    // "from 1.5 to 1.4 billion" leaves out the scale of the one
    let scaled = from.value < 1000.0 && to.value >= 1e6 || to.value < 1000.0 && from.value >= 1e6;
    let close = second.tokens.start == first.tokens.end + 1 || are_dated(text, first, second);
    (close && !scaled && !odds && plain(from) && plain(to) && one_kind && from.value > 0.0).then_some((from, to))
}

/// How many tokens say when a value was that, at most.
const WHEN: usize = 8;

/// "from 8,000 in 2024 to 8,320 in 2025", "to £38 million in the year to March, from £40 million": nothing stands between
/// two values of one kind but what is counted, when the first of them was, and a comma.
fn are_dated(text: &Segmented<'_>, first: &Quantity, second: &Quantity) -> bool {
    let end = second.tokens.start - 1;
    let noun = first.counted.filter(|&noun| noun == first.tokens.end);
    let start = noun.map_or(first.tokens.end, |noun| noun + 1);
    if end < start || end - start > WHEN {
        return false;
    }
    let named = |one: &Quantity| one.counted.map(|at| text.lower(at)).filter(|word| !is_time_of(word));
    let counts_alike = named(second).is_none() || named(second) == named(first);
    let comma = end > start && text.is_mark(end - 1, b',') && text.is_word(end, "from");
    let mut when = start..end - usize::from(comma);
    counts_alike && when.all(|at| tells_when(text, at))
}

/// "in the six months to March 2024": a word of such a time.
fn tells_when(text: &Segmented<'_>, at: usize) -> bool {
    let word = text.lower(at);
    let small = matches!(
        word,
        "in" | "the" | "a" | "an" | "of" | "to" | "at" | "on" | "for" | "ago" | "ended" | "ending" | "and"
    );
    let figure = text.tokens[at].kind == TokenKind::Number && word.len() <= 4;
    small || figure || is_time_of(word) || matches!(word, "previous" | "fiscal" | "financial" | "same" | "start")
}

/// The word that says which way it went, and how many tokens a comma before the values takes.
struct Verb {
    turn: Turn,
    comma: usize,
}

/// The verb right before the first value, or before the share that stands between.
fn verb(text: &Segmented<'_>, first: &Quantity, quantities: &[Quantity]) -> Option<Verb> {
    let mut at = first.tokens.start.checked_sub(2)?;
    // "prices tripled, from £2 to £4"
    let comma = usize::from(text.is_mark(at, b',') && text.is_word(first.tokens.start - 1, "from"));
    at = at.checked_sub(comma)?;
    let share = |one: &&Quantity| {
        let plain = one.tokens.end == at + 1 && matches!(one.unit, Unit::Percent | Unit::Points);
        plain || one.tokens.end == at && is_points(text, one)
    };
    if let Some(share) = quantities.iter().find(share) {
        at = share.tokens.start.checked_sub(1)?;
        if matches!(text.lower(at), "by" | "about" | "nearly" | "almost" | "some" | "around" | "over") {
            at = at.checked_sub(1)?;
        }
    }
    // "the yen rose against the dollar to 161 from 221": more of it is less
    if (at.saturating_sub(8)..at).any(|at| matches!(text.lower(at), "against" | "versus")) {
        return None;
    }
    // "rose sharply to"
    if text.tokens[at].kind == TokenKind::Word && text.lower(at).ends_with("ly") {
        at = at.checked_sub(1)?;
    }
    let kind = direction(text, at)?;
    Some(Verb { turn: Turn { token: at, kind }, comma })
}

/// Which way a verb says that a value went; "went up" and "was down" do it by their adverb.
fn direction(text: &Segmented<'_>, at: usize) -> Option<Kind> {
    let adverb = || {
        let verb = at.checked_sub(1).map_or("", |at| text.lower(at));
        matches!(verb, "went" | "goes" | "go" | "gone" | "going" | "is" | "are" | "was" | "were" | "edged" | "moved")
    };
    let &(kind, alone) = TURNS.get(&text.lexemes[at].stem)?;
    (alone || adverb()).then_some(kind)
}

/// The stems of words, as lexemes have them -> which way they say that a value went, and whether they do it alone.
static TURNS: LazyLock<FxHashMap<u32, (Kind, bool)>> = LazyLock::new(|| {
    const UP: &[&str] = &["rise", "increase", "grow", "climb", "jump", "soar", "surge"];
    const DOWN: &[&str] = &["fall", "decrease", "decline", "drop", "shrink", "plunge", "plummet", "slump", "tumble"];
    let all: [(&[&str], Kind, bool); 7] = [
        (UP, Kind::Up, true),
        (DOWN, Kind::Down, true),
        (&["double"], Kind::Times(2.0), true),
        (&["triple"], Kind::Times(3.0), true),
        (&["halve"], Kind::Times(0.5), true),
        (&["up"], Kind::Up, false),
        (&["down"], Kind::Down, false),
    ];
    all.iter()
        .flat_map(|&(words, kind, alone)| words.iter().map(move |word| (short_stem(word), (kind, alone))))
        .collect()
});
