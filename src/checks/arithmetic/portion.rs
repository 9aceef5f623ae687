//! `of 1,012 bones, 87, or 8.6 percent`, `31,000 of 48,000 (65%)`, `half of the 1,200 staff, or 600 people`: a part, its
//! whole, and the share that the one is of the other.

use std::ops::Range;

use super::range;
use super::total::plain;
use crate::claim::timeline::reads;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;

/// How many words stand between the whole and the share at most.
const NEAR: usize = 5;

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [first, second, third] = three else { continue };
        let wrong = if is_told_first(text, first, second, third) {
            against_share(text, second, first, third)
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

/// "Of 1,012 bones, 87, or 8.6 percent".
fn is_told_first(text: &Segmented<'_>, whole: &Quantity, part: &Quantity, share: &Quantity) -> bool {
    let before = |back: usize| whole.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let of = before(1) == "of" || before(2) == "of" && is_whose(before(1));
    let from = if before(1) == "of" { 2 } else { 3 };
    let begins = matches!(before(from), "" | "." | "," | ";" | "“" | "”");
    let end = whole.counted.map_or(whole.tokens.end, |noun| noun + 1);
    let near = part.tokens.start == end + 1 && text.is_mark(end, b',');
    of && begins && near && is_count(whole) && is_count(part) && is_share_of(text, part, share)
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
        && (is_count(part) && part.counted.is_none() || part.form == Form::Fraction)
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
    let mut between = (end..part.tokens.start).map(|at| text.lower(at));
    let vague = |word: &str| matches!(word, "about" | "nearly" | "some" | "around" | "roughly");
    end < part.tokens.start
        && between.next() == Some(",")
        && between.next() == Some("or")
        && between.all(vague)
        && is_count(part)
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
