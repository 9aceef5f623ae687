//! `of 1,012 bones, 87, or 8.6 percent`, `31,000 of 48,000 (65%)`, `half of the 1,200 staff, or 600 people`: a part, its
//! whole, and the share that the one is of the other.

use std::ops::Range;

use super::range;
use super::total::plain;
use crate::claim::statement::Statement;
use crate::claim::timeline::reads;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};

/// How many words stand between the whole and the share at most.
const NEAR: usize = 5;

pub fn find(text: &Segmented<'_>, statement: &Statement, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for (at, three) in quantities.windows(3).enumerate() {
        let [first, second, third] = three else { continue };
        let wrong = if is_told_first(text, statement, first, second) {
            if is_share_of(text, second, third) {
                more_of_them(text, first, &quantities[at + 1..], report);
                against_share(text, second, first, third)
            } else if is_compared(text, second, third) {
                against_bound(text, second, first, third)
            } else {
                None
            }
        } else if is_percent(first) && is_part_of(text, first, second) && is_or(text, second, third) {
            against_share(text, third, second, first)
        } else if is_part_of(text, first, second) && is_compared(text, second, third) {
            against_bound(text, first, second, third)
        } else if is_part_of(text, first, second) && is_share_of(text, second, third) {
            against_share(text, first, second, third)
        } else if first.form == Form::Fraction && is_part_of(text, first, second) && is_or(text, second, third) {
            against_fraction(text, first, second, third)
        } else {
            None
        };
        wrong.into_iter().for_each(&mut *report);
    }
}

fn is_count(one: &Quantity) -> bool {
    one.unit == Unit::None && one.form == Form::Cardinal && one.value >= 1.0
}

fn is_percent(one: &Quantity) -> bool {
    one.unit == Unit::Percent && one.form == Form::Cardinal
}

/// "Of 1,012 bones, 87", "Of the village's 610 inhabitants 203", "Of the 1,200 adults asked, 480".
fn is_told_first(text: &Segmented<'_>, statement: &Statement, whole: &Quantity, part: &Quantity) -> bool {
    if !is_count(whole) || !is_count(part) {
        return false;
    }
    let start = text.behind_dateline(&statement.tokens);
    let before = |back: usize| whole.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let near = whole.tokens.start.saturating_sub(OF).max(start)..whole.tokens.start;
    let Some(of) = near.rev().find(|&at| text.is_word(at, "of")) else { return false };
    let begins = of == start || matches!(text.text(of - 1), "," | ";" | "“" | "”");
    let close =
        before(1) == "of" || before(2) == "of" && is_whose(before(1)) || is_possessive(text, whole.tokens.start);
    let end = whole.counted.map_or(whole.tokens.end, |noun| noun + 1);
    if !begins || !close || end > part.tokens.start {
        return false;
    }
    // "asked in May"
    let told = end..part.tokens.start;
    let word = |at: usize| text.tokens[at].kind == TokenKind::Word;
    let comma = !told.is_empty() && text.is_mark(told.end - 1, b',');
    told.len() <= NEAR && (told.is_empty() || comma) && told.rev().skip(1).all(word)
}

/// How many tokens stand between "of" and the whole at most.
const OF: usize = 5;

/// "the village's 610".
fn is_possessive(text: &Segmented<'_>, whole: usize) -> bool {
    whole > 0 && text.tokens[whole - 1].kind == TokenKind::Possessive
}

/// ", 540 (45%) against it and 180 (15%) did not know": what is told of the whole behind its first part.
fn more_of_them(text: &Segmented<'_>, whole: &Quantity, told: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for at in (2..told.len().saturating_sub(1)).step_by(2) {
        let (part, share) = (&told[at], &told[at + 1]);
        let between = told[at - 1].tokens.end..part.tokens.start;
        let of_another = |at: usize| {
            matches!(
                text.lower(at),
                "of" | "these" | "those" | "them" | "whom" | "which" | "including" | "than" | "from"
            )
        };
        let plain = is_count(part) && part.counted.is_none_or(|noun| noun != part.tokens.end);
        if !plain || between.into_iter().any(of_another) || !is_share_of(text, part, share) {
            return;
        }
        // it may be a share of what was told before
        let of_part =
            told[..at].iter().any(|whole| is_count(whole) && against_share(text, part, whole, share).is_none());
        if !of_part {
            against_share(text, part, whole, share).into_iter().for_each(&mut *report);
        }
    }
}

/// ", more than half,": the last of three figures says how much of the whole the part is, at least or at most.
fn is_compared(text: &Segmented<'_>, figure: &Quantity, share: &Quantity) -> bool {
    let end = figure.counted.map_or(figure.tokens.end, |noun| noun + 1);
    let behind = text.tokens.get(share.tokens.end).map_or("", |_| text.text(share.tokens.end));
    let than =
        [&[",", "more", "than"][..], &[",", "less", "than"], &[",", "fewer", "than"], &[",", "over"], &[",", "under"]];
    share.form == Form::Fraction
        && matches!(share.bound, Bound::AtLeast | Bound::AtMost)
        && matches!(behind, "," | "." | ";" | ")")
        && end <= share.tokens.start
        && reads(text, end..share.tokens.start, &than)
}

fn against_bound(text: &Segmented<'_>, part: &Quantity, whole: &Quantity, share: &Quantity) -> Option<Conflict> {
    let ((low, high), (least, most)) = (range(part), range(whole));
    let wrong = match share.bound {
        Bound::AtLeast => high < share.value * least,
        _ => low > share.value * most,
    };
    let right = part.value / whole.value * 100.0;
    let (some, all, said) = (text.slice(part.span), text.slice(whole.span), text.slice(share.span));
    let bound = if share.bound == Bound::AtLeast { "more" } else { "less" };
    let message = format!("“{some}” of “{all}” is {right:.0}%, not {bound} than “{said}”");
    (wrong && part.value < whole.value).then(|| conflict(text, message, share, part, whole))
}

fn is_whose(word: &str) -> bool {
    matches!(word, "the" | "its" | "their" | "his" | "her" | "our" | "all" | "these" | "those")
}

/// "31,000 of 48,000", "87 out of the 1,012".
fn is_part_of(text: &Segmented<'_>, part: &Quantity, whole: &Quantity) -> bool {
    let between = part.tokens.end..whole.tokens.start;
    let of = |stretch: Range<usize>| reads(text, stretch, &[&["of"], &["out", "of"]]);
    let of_it = || between.len() > 1 && is_whose(text.lower(between.end - 1)) && of(between.start..between.end - 1);
    (of(between.clone()) || of_it())
        && is_count(whole)
        && (is_count(part) && part.counted.is_none() || part.form == Form::Fraction || is_percent(part))
}

/// "(65%)", ", or 65 percent,", right behind a figure and what it counts.
fn is_share_of(text: &Segmented<'_>, figure: &Quantity, share: &Quantity) -> bool {
    if share.unit != Unit::Percent || !matches!(share.form, Form::Cardinal) {
        return false;
    }
    let end = figure.counted.map_or(figure.tokens.end, |noun| noun + 1);
    let behind = text.tokens.get(share.tokens.end).map_or("", |_| text.text(share.tokens.end));
    if end > share.tokens.start {
        return false;
    }
    let between: Vec<&str> = (end..share.tokens.start).map(|at| text.lower(at)).collect();
    match between[..] {
        ["("] => behind == ")",
        [ref rest @ .., ",", "or"] | [ref rest @ .., ",", "or", "about" | "nearly" | "some" | "around" | "roughly"] => {
            rest.is_empty() && matches!(behind, "," | "." | ";" | ")")
        }
        [ref rest @ .., "("] => rest.len() <= NEAR && behind == ")" && rest.iter().all(|word| word.len() > 1),
        _ => false,
    }
}

/// "or 600 people".
fn is_or(text: &Segmented<'_>, whole: &Quantity, part: &Quantity) -> bool {
    let end = whole.counted.map_or(whole.tokens.end, |noun| noun + 1);
    let vague = |word: &str| matches!(word, "about" | "nearly" | "some" | "around" | "roughly");
    // "of the 1,200 asked, or 480"
    let verb = whole.tokens.end + 1 == end && is_done_with(text, end);
    let end = end + usize::from(verb);
    let mut between = (end..part.tokens.start).map(|at| text.lower(at));
    end < part.tokens.start
        && between.next() == Some(",")
        && between.next() == Some("or")
        && between.all(vague)
        && is_count(part)
}

/// "asked", "surveyed": what was done with those who are counted.
fn is_done_with(text: &Segmented<'_>, at: usize) -> bool {
    text.tokens
        .get(at)
        .is_some_and(|_| matches!(text.lower(at), "asked" | "polled" | "surveyed" | "questioned" | "tested"))
}

fn against_share(text: &Segmented<'_>, part: &Quantity, whole: &Quantity, share: &Quantity) -> Option<Conflict> {
    let ((low, high), (least, most)) = (range(part), range(whole));
    if least <= 0.0 || part.value > whole.value {
        return None;
    }
    let (lower, upper) = range(share);
    // writers round a share to the next whole point
    let slack = share.grain / 2.0 + 0.01 * share.value;
    let fits = low / most * 100.0 <= upper + slack && lower - slack <= high / least * 100.0;
    let right = part.value / whole.value * 100.0;
    let right = if right < 9.95 || share.grain < 1.0 { format!("{right:.1}") } else { format!("{right:.0}") };
    let (some, all, said) = (text.slice(part.span), text.slice(whole.span), text.slice(share.span));
    let message = format!("“{some}” of “{all}” is {right}%, not “{said}”");
    (!fits).then(|| conflict(text, message, share, part, whole))
}

fn against_fraction(text: &Segmented<'_>, share: &Quantity, whole: &Quantity, part: &Quantity) -> Option<Conflict> {
    let ((low, high), (least, most)) = (range(part), range(whole));
    // "half" is about half
    let fits = low <= most * share.value * 1.1 && least * share.value * 0.9 <= high;
    let (said, all, some) = (text.slice(share.span), text.slice(whole.span), text.slice(part.span));
    let message = format!("“{said}” of “{all}” is {}, not “{some}”", plain((share.value * whole.value).round()));
    (!fits && part.value < whole.value).then(|| conflict(text, message, part, share, whole))
}

fn conflict(text: &Segmented<'_>, message: String, wrong: &Quantity, one: &Quantity, other: &Quantity) -> Conflict {
    let (first, last) = if one.span.start < other.span.start { (one, other) } else { (other, one) };
    Conflict::new(message, Label::new(text.source(), wrong.span, "wrong share"))
        .related(Label::new(text.source(), first.span.to(last.span), "by these figures"))
        .identity([text.slice(wrong.span), text.slice(first.span), text.slice(last.span)])
}
