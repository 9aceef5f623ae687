//! `1,200 in 4 days, an average of 400 a day`: an average against the total and the number of which it is one.

use super::count::count_of;
use super::range;
use super::total::plain;
use crate::article::Article;
use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::lexeme::Classes;
use crate::segment::Segmented;

/// How far, as a share, writers round an average.
const ROUNDING: f64 = 0.06;

pub fn find(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let text = &article.text;
    let told = |statement: &Statement| {
        text.lexemes[statement.tokens.clone()].iter().any(|word| word.classes.has(Classes::AVERAGE))
    };
    if !text.has(Classes::AVERAGE) {
        return;
    }
    // "in 4 days" is a time elsewhere; here the days are counted
    let quantities = &article.numbers;
    for statement in article.statements.iter().filter(|statement| told(statement)) {
        let first = quantities.partition_point(|quantity| quantity.tokens.end <= statement.tokens.start);
        let last = quantities.partition_point(|quantity| quantity.tokens.start < statement.tokens.end);
        in_sentence(text, &quantities[first..last], report);
    }
}

fn in_sentence(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    of_listed(text, quantities, report);
    let [total, number, average] = quantities else { return };
    if !is_average(text, average) || !is_total(text, total, number) || per(text, average) != of_what(text, number) {
        return;
    }
    let ((least, most), (low, high), (from, to)) = (range(total), range(number), range(average));
    let fits = from * (1.0 - ROUNDING) * low <= most && least <= to * (1.0 + ROUNDING) * high;
    let comparable = total.unit == average.unit && number.value >= 2.0;
    if comparable && !fits {
        report(conflict(text, total, number, average));
    }
}

/// "an average of 12 (10, 14 and 15)": the figures of which it is one, all of them in a bracket behind it.
fn of_listed(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for (at, average) in quantities.iter().enumerate().filter(|(_, one)| is_average(text, one)) {
        let open = average.counted.map_or(average.tokens.end, |noun| noun + 1);
        if average.bound != Bound::Exact || text.tokens.get(open).is_none_or(|_| !text.is_mark(open, b'(')) {
            continue;
        }
        let parts = listed_from(text, &quantities[at + 1..], open + 1);
        let Some(parts) = parts.filter(|parts| parts[0].unit == average.unit) else { continue };
        let sum: f64 = parts.iter().map(|part| part.value).sum();
        let right = sum / count_of(parts.len());
        let grain = parts.iter().map(|part| if part.grain < 1.0 { part.grain / 2.0 } else { 0.0 }).fold(0.0, f64::max);
        if (right - average.value).abs() > 0.75 * average.grain + grain {
            let (said, span) = (text.slice(average.span), parts[0].span.to(parts[parts.len() - 1].span));
            let message = format!("the average of “{}” is {}, not “{said}”", text.slice(span), plain(right));
            report(
                Conflict::new(message, Label::new(text.source(), average.span, "wrong average"))
                    .related(Label::new(text.source(), span, "of these"))
                    .identity([text.slice(span), said]),
            );
        }
    }
}

/// Three figures or more from a token up to the end of a bracket, with nothing but commas and "and" between them.
fn listed_from<'q>(text: &Segmented<'_>, quantities: &'q [Quantity], start: usize) -> Option<&'q [Quantity]> {
    let plain =
        |one: &Quantity| one.form == Form::Cardinal && one.bound == Bound::Exact && one.unit == quantities[0].unit;
    let (mut at, mut count) = (start, 0);
    while let Some(next) = quantities.get(count).filter(|next| next.tokens.start == at && plain(next)) {
        (at, count) = (next.tokens.end, count + 1);
        let joins = |at: usize| text.tokens.get(at).is_some_and(|_| matches!(text.lower(at), "," | ";" | "and"));
        while joins(at) {
            at += 1;
        }
    }
    let closed = text.tokens.get(at).is_some_and(|_| text.is_mark(at, b')'));
    (closed && count > 2).then(|| &quantities[..count])
}

/// "an average of 400", "averaging 400", "400 on average".
fn is_average(text: &Segmented<'_>, average: &Quantity) -> bool {
    let word = |back: usize| average.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    (word(1) == "of" && word(2) == "average") || word(1) == "averaging"
}

/// A total, and the days or the like that it is spread over: "1,200 tickets in 4 days".
fn is_total(text: &Segmented<'_>, total: &Quantity, number: &Quantity) -> bool {
    let word = |back: usize| number.tokens.start.checked_sub(back).map_or("", |at| text.lower(at));
    // "in the 12 months of the year"
    let before = if matches!(word(1), "the" | "its" | "these" | "those" | "all") { word(2) } else { word(1) };
    let cardinal = |one: &Quantity| one.form == Form::Cardinal;
    matches!(before, "in" | "over" | "within" | "on" | "for" | "at") && cardinal(total) && cardinal(number)
}

/// What one of is a share of the average: the "day" of "400 a day".
fn per<'t>(text: &'t Segmented<'_>, average: &Quantity) -> Option<&'t str> {
    let mut words = (average.tokens.end..text.tokens.len().min(average.tokens.end + 4)).map(|at| text.lower(at));
    words.find(|word| matches!(*word, "a" | "an" | "per" | "each" | "every"))?;
    words.next()
}

/// What is counted by a number, in the singular.
fn of_what<'t>(text: &'t Segmented<'_>, number: &Quantity) -> Option<&'t str> {
    match (number.unit, number.counted) {
        (Unit::Measure(name), _) => Some(name),
        (_, Some(noun)) => text.lower(noun).strip_suffix('s'),
        _ => None,
    }
}

fn conflict(text: &Segmented<'_>, total: &Quantity, number: &Quantity, average: &Quantity) -> Conflict {
    let right = total.value / number.value;
    let right = if right >= 10.0 { format!("{right:.0}") } else { format!("{right:.1}") };
    let (all, over, written) = (text.slice(total.span), text.slice(number.span), text.slice(average.span));
    let message = format!("“{all}” over “{over}” is an average of {right}, not “{written}”");
    Conflict::new(message, Label::new(text.source(), average.span, "wrong average"))
        .related(Label::new(text.source(), total.span.to(number.span), "by these figures"))
        .identity([all, over, written])
}
