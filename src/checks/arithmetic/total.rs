//! `12 people, 7 men and 5 women`: parts that make up the whole, and their sum.

use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};

/// Two nouns that between them leave nothing out.
const HALVES: &[(&str, &str)] = &[("men", "women"), ("boys", "girls"), ("males", "females"), ("adults", "children")];

pub fn find(text: &Segmented<'_>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for three in quantities.windows(3) {
        let [whole, one, other] = three else { continue };
        let exact = three.iter().all(|part| part.bound == Bound::Exact && part.form == Form::Cardinal);
        if exact
            && are_parts(text, whole, one, other)
            && can_be_whole(text, whole, one, other)
            && (one.value + other.value - whole.value).abs() > 0.5
        {
            report(conflict(text, whole, one, other));
        }
    }
}

/// "20 people: eight from Lisbon, seven from Madrid and five from Rome": a total, and all its parts to the end of the
/// sentence.
pub fn find_listed(
    text: &Segmented<'_>,
    statement: &Statement,
    quantities: &[Quantity],
    report: &mut dyn FnMut(Conflict),
) {
    let [whole, parts @ ..] = quantities else { return };
    let plain = |part: &Quantity| part.bound == Bound::Exact && part.form == Form::Cardinal && part.unit == Unit::None;
    let Some(colon) = (whole.tokens.end..statement.tokens.end).find(|&at| text.text(at) == ":") else { return };
    let near = whole.counted.is_some_and(|noun| noun + 1 == colon);
    // each part begins the list or stands behind a comma or "and"
    let joined = |part: &Quantity| matches!(text.lower(part.tokens.start - 1), ":" | "," | ";" | "and");
    let separators = (colon..statement.tokens.end).filter(|&at| matches!(text.lower(at), "," | ";" | "and")).count();
    // "in two ways: 1. by road, and 2. by rail"
    let marker =
        |part: &Quantity| part.tokens.end < text.tokens.len() && matches!(text.text(part.tokens.end), "." | ")");
    let open = (statement.tokens.clone()).any(|at| OPEN.contains(&text.lower(at)));
    if parts.len() < 2
        || !near
        || open
        || parts.iter().all(marker)
        || separators + 1 != parts.len()
        || !quantities.iter().all(plain)
        || !parts.iter().all(joined)
    {
        return;
    }
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let Some(last) = parts.last().filter(|_| (sum - whole.value).abs() > 0.5) else { return };
    let span = parts[0].span.to(last.span);
    let message = format!("the parts make {sum}, not “{}”", text.slice(whole.span));
    report(
        Conflict::new(message, Label::new(text.source(), whole.span, "wrong total"))
            .related(Label::new(text.source(), span, format!("make {sum}")))
            .identity([text.slice(whole.span), text.slice(span)]),
    );
}

/// Words by which a list says that it leaves something out.
const OPEN: &[&str] =
    &["among", "example", "include", "includes", "including", "least", "mostly", "only", "others", "rest"];

/// "12 people, 7 men and 5 women", "12 people: seven men and five women", "12 people (7 men, 5 women)".
fn are_parts(text: &Segmented<'_>, whole: &Quantity, one: &Quantity, other: &Quantity) -> bool {
    let noun = |quantity: &Quantity| quantity.counted.map_or("", |at| text.lower(at));
    let halves = HALVES.iter().any(|&(a, b)| (noun(one), noun(other)) == (a, b) || (noun(one), noun(other)) == (b, a));
    let opens = one.tokens.start.checked_sub(1).filter(|&at| text.tokens[at].kind == TokenKind::Mark);
    let opens = opens.is_some_and(|at| matches!(text.text(at), "," | ":" | "(" | "—" | "–" | "-"));
    let joined =
        one.counted.is_some_and(|at| other.tokens.start == at + 2 && matches!(text.lower(at + 1), "and" | ","));
    let near = whole.counted.is_some_and(|at| one.tokens.start <= at + 3);
    // "12 people, 7 men and 5 women among them": no whole
    let partial = other.counted.is_some_and(|at| {
        (at + 1..(at + 4).min(text.tokens.len())).any(|at| matches!(text.lower(at), "among" | "and" | "," | "of"))
    });
    halves && opens && joined && near && !partial
}

/// A whole is more than either of its parts; and who counts "five children, four women and five men" gives three parts.
fn can_be_whole(text: &Segmented<'_>, whole: &Quantity, one: &Quantity, other: &Quantity) -> bool {
    let noun = |quantity: &Quantity| quantity.counted.map_or("", |at| text.lower(at));
    let part = HALVES.iter().any(|&(a, b)| noun(whole) == a || noun(whole) == b);
    let children = matches!(noun(one), "boys" | "girls") && noun(whole) == "children";
    whole.value > one.value.max(other.value) && (!part || children)
}

fn conflict(text: &Segmented<'_>, whole: &Quantity, one: &Quantity, other: &Quantity) -> Conflict {
    let parts = one.span.to(other.counted.map_or(other.span, |at| text.tokens[at].span));
    let sum = one.value + other.value;
    let message = format!("“{}” make {sum}, not “{}”", text.slice(parts), text.slice(whole.span));
    Conflict::new(message, Label::new(text.source(), whole.span, "wrong total"))
        .related(Label::new(text.source(), parts, format!("make {sum}")))
        .identity([text.slice(whole.span), text.slice(parts)])
}
