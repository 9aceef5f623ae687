//! `three countries, France, Italy, Spain and Greece`, `the two suspects, aged 19, 22 and 25`: a count, and the names or
//! ages that stand in apposition to what is counted; `The three candidates are A, B, C and D.`
//!
//! A list counts only where it can't be read in two ways: names alone, commas between them and one "and" at its end, and
//! a comma or the end of the sentence behind it. Where a name holds a comma or an "and" itself, nothing is counted.

use std::ops::Range;

use super::count::{conflict, count_of};
use crate::article::Article;
use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::knowledge::{fold, lexicon};
use crate::segment::{Segmented, Shape, TokenKind};
use crate::source::Span;

/// More are not counted out.
const MOST: f64 = 12.0;

pub fn find(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let text = &article.text;
    for statement in &article.statements {
        for quantity in &article.quantities[statement.quantities.clone()] {
            if let Some(verb) = equated(text, statement, quantity) {
                let listed = owners(text, statement, verb).filter(|(count, _)| count_of(*count) != quantity.value);
                listed.into_iter().for_each(|(count, span)| report(conflict(text, quantity, count, span)));
                continue;
            }
            let Some(end) = announced(text, statement, quantity) else { continue };
            let listed = names(text, statement, end).or_else(|| ages(text, statement, end));
            if let Some((count, span)) = listed.filter(|(count, _)| count_of(*count) != quantity.value) {
                report(conflict(text, quantity, count, span));
            }
        }
    }
}

/// Words before a number of which a list behind it is no apposition: "After two matches, Italy, France and Spain lead".
fn governs(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "after"
            | "almost"
            | "another"
            | "at"
            | "before"
            | "during"
            | "first"
            | "for"
            | "from"
            | "in"
            | "last"
            | "nearly"
            | "next"
            | "of"
            | "on"
            | "other"
            | "over"
            | "since"
            | "some"
            | "than"
            | "to"
            | "top"
            | "with"
            | "within"
            | "without"
            | "least"
            | "all"
            | "only"
            | "until"
            | "under"
            | "against"
            | "into"
    )
}

/// The comma, colon or dash right behind a count of things in the plural.
fn announced(text: &Segmented<'_>, statement: &Statement, quantity: &Quantity) -> Option<usize> {
    let plain = quantity.unit == Unit::None
        && quantity.form == Form::Cardinal
        && quantity.bound == Bound::Exact
        && (2.0..=MOST).contains(&quantity.value);
    let noun = quantity.counted.filter(|&noun| plain && noun + 1 < statement.tokens.end)?;
    let plural = text.lower(noun).ends_with('s') || matches!(text.lower(noun), "people" | "men" | "women" | "children");
    let word = |back: usize| quantity.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    let whose = matches!(word(1), "the" | "its" | "their" | "his" | "her" | "these" | "those");
    let before = if whose { word(2) } else { word(1) };
    let mark = matches!(text.text(noun + 1), "," | ":" | "—" | "–" | "(")
        || text.is_mark(noun + 1, b'-') && !text.glued(noun + 1);
    (plural && mark && !governs(before)).then_some(noun + 1)
}

/// How many tokens say what those are who are counted, at most: "for mayor of Velm".
const SAID: usize = 6;

/// The verb of "The three candidates for mayor are", which begins its sentence and says all of them.
fn equated(text: &Segmented<'_>, statement: &Statement, quantity: &Quantity) -> Option<usize> {
    let plain = quantity.unit == Unit::None
        && quantity.form == Form::Cardinal
        && quantity.bound == Bound::Exact
        && (2.0..=MOST).contains(&quantity.value);
    let noun = quantity.counted.filter(|&noun| plain && text.lower(noun).ends_with('s'))?;
    let before = quantity.tokens.start.checked_sub(1).filter(|&at| at == text.behind_dateline(&statement.tokens))?;
    if !matches!(text.lower(before), "the" | "its" | "their" | "his" | "her" | "our") {
        return None;
    }
    let behind = noun + 1..statement.tokens.end.min(noun + 2 + SAID);
    let verb = behind.clone().find(|&at| matches!(text.lower(at), "are" | "were"))?;
    // "The two countries that are" tells of some of them
    let said = (behind.start..verb).all(|at| {
        text.tokens[at].kind == TokenKind::Word && !matches!(text.lower(at), "that" | "who" | "which" | "and" | "whose")
    });
    said.then_some(verb)
}

/// The names of a list that takes up the rest of its sentence, where each may have a word before it and say behind it whose
/// it is: "Robert Thill of the Conservatives, the independent Jean-Marc Oberlin and Sylvie Hartz of the Left."
fn owners(text: &Segmented<'_>, statement: &Statement, verb: usize) -> Option<(usize, Span)> {
    let limit = statement.tokens.end;
    let end = limit - usize::from(matches!(text.text(limit - 1), "." | "!"));
    let (mut at, mut items, mut ands) = (verb + 1, Vec::new(), 0);
    while at < end {
        let start = at;
        if text.is_word(at, "the") {
            at += 1 + usize::from(at + 1 < end && text.tokens[at + 1].shape == Shape::Lower);
        }
        at = behind_name(text, at, end)?;
        if at < end && matches!(text.lower(at), "of" | "from" | "for") {
            at += 1 + usize::from(at + 1 < end && text.is_word(at + 1, "the"));
            at = behind_name(text, at, end)?;
        }
        items.push(start..at);
        if at == end {
            break;
        }
        let comma = text.is_mark(at, b',');
        let and = text.is_word(at + usize::from(comma), "and");
        if !comma && !and || ands > 0 {
            return None;
        }
        ands += usize::from(and);
        at += usize::from(comma) + usize::from(and);
    }
    is_sure(text, &items, ands).then(|| (items.len(), text.span(verb + 1..end)))
}

/// The names of a list behind a mark: how many, and where they stand.
fn names(text: &Segmented<'_>, statement: &Statement, mark: usize) -> Option<(usize, Span)> {
    let limit = statement.tokens.end;
    let (mut at, mut items, mut ands) = (mark + 1, Vec::new(), 0);
    let mut closed = false;
    loop {
        let start = at;
        at = behind_name(text, at, limit)?;
        items.push(start..at);
        let word = if at < limit { text.lower(at) } else { "." };
        let next = at + 1;
        match word {
            "and" => ands += 1,
            "," if next < limit && text.is_word(next, "and") => {
                ands += 1;
                at += 1;
            }
            "," if ands == 0 => {}
            "," | "." | ";" | "—" | "–" | ")" => closed = true,
            "-" if !text.glued(at) => closed = true,
            _ => return None,
        }
        if closed {
            break;
        }
        at += 1;
    }
    let (first, last) = (items.first()?.start, items.last()?.end);
    is_sure(text, &items, ands).then(|| (items.len(), text.span(first..last)))
}

/// Whether the names of a list can be read in one way alone.
fn is_sure(text: &Segmented<'_>, items: &[Range<usize>], ands: usize) -> bool {
    let sure = ands == 1 && items.len() >= 3 && !items.iter().any(|item| is_addition(text, item.clone()));
    // "Austin, Texas": a name of two parts
    let place = |item: &Range<usize>| lexicon::place(&fold(text.slice(text.span(item.clone()))));
    let large = items.iter().filter(|item| place(item).is_some_and(|spot| !spot.is_city())).count();
    sure && (large == 0 || large == items.len())
}

/// The token behind the name that begins at one.
fn behind_name(text: &Segmented<'_>, start: usize, limit: usize) -> Option<usize> {
    let end = (start..limit).find(|&at| !is_name(text, at)).unwrap_or(limit);
    (end > start).then_some(end)
}

/// Whether a token belongs to a name: a word with a capital, a hyphen between two.
fn is_name(text: &Segmented<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    token.kind == TokenKind::Word && token.shape.has_capital() || text.is_mark(at, b'-') && text.glued(at)
}

/// "Jr.", "Inc": what belongs to the name before the comma.
fn is_addition(text: &Segmented<'_>, item: Range<usize>) -> bool {
    let first = text.tokens[item.start];
    let short = item.len() == 1 && first.span.len() <= 3 && first.shape == Shape::Upper;
    let title = matches!(text.lower(item.start), "inc" | "ltd" | "llc" | "jr" | "sr" | "esq");
    short || title
}

/// The ages of a list behind a mark: "aged 19, 22 and 25".
fn ages(text: &Segmented<'_>, statement: &Statement, mark: usize) -> Option<(usize, Span)> {
    let (first, limit) = (mark + 2, statement.tokens.end);
    if first >= limit || !matches!(text.lower(mark + 1), "aged" | "ages") {
        return None;
    }
    let figure = |at: usize| at < limit && text.tokens[at].kind == TokenKind::Number;
    let (mut at, mut count, mut ands) = (first, 0, 0);
    while figure(at) {
        count += 1;
        let word = if at + 1 < limit { text.lower(at + 1) } else { "" };
        let and = word == "and" || word == "," && at + 2 < limit && text.is_word(at + 2, "and");
        let next = if word == "," && and { at + 3 } else { at + 2 };
        if !(and || word == ",") || !figure(next) {
            break;
        }
        ands += usize::from(and);
        at = next;
    }
    (count >= 2 && ands == 1).then(|| (count, text.span(first..at + 1)))
}
