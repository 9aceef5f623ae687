//! `three reasons:` and a list of four: the announced count against what is listed.
//!
//! A list is the run of items right below the line that announces it, or the sentences behind it that begin with “First”,
//! “Second”, “Third” and so on.

use crate::article::Article;
use crate::claim::statement::Statement;
use crate::extract::quantity::{Bound, Form, Quantity, Unit, number};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::source::Span;

/// More are not counted out.
const MOST: f64 = 20.0;

/// How many sentences behind the announcement a list that is told in sentences may begin.
const NEAR: usize = 3;

pub fn find(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let text = &article.text;
    for (at, statement) in article.statements.iter().enumerate() {
        let Some(quantity) = announced(article, statement) else { continue };
        let listed = items(text, statement).or_else(|| ordinals(article, at));
        if let Some((count, span)) = listed.filter(|(count, _)| count_of(*count) != quantity.value) {
            report(conflict(text, quantity, count, span));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a list has few items")]
pub fn count_of(items: usize) -> f64 {
    items as f64
}

/// The number of things that a statement announces: the only count in it, of things in the plural.
fn announced<'a>(article: &'a Article<'_>, statement: &Statement) -> Option<&'a Quantity> {
    let text = &article.text;
    let plain = |quantity: &&Quantity| {
        quantity.unit == Unit::None
            && quantity.form == Form::Cardinal
            && quantity.bound == Bound::Exact
            && (2.0..=MOST).contains(&quantity.value)
            && quantity.counted.is_some_and(|noun| text.lower(noun).ends_with('s'))
    };
    let mut counts = article.quantities[statement.quantities.clone()].iter();
    let first = counts.next().filter(plain)?;
    let before = first.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    // "the first three reasons", "another two", "two of the reasons"
    let part = matches!(
        before,
        "first" | "last" | "next" | "another" | "other" | "further" | "top" | "of" | "these" | "those"
    );
    (counts.next().is_none() && !part).then_some(first)
}

/// The items of a list right below a line that ends in a colon: how many, and where the last one stands.
fn items(text: &Segmented<'_>, statement: &Statement) -> Option<(usize, Span)> {
    let sentence = &text.sentences[statement.sentence];
    let ends = text.tokens[sentence.tokens.end - 1];
    let last = sentence.tokens.end == text.blocks[sentence.block].tokens.end;
    if !last || text.slice(ends.span) != ":" {
        return None;
    }
    let mark = mark_of(text, sentence.block + 1)?;
    let indent = indent_of(text, sentence.block + 1);
    let same = |block: usize| mark_of(text, block) == Some(mark);
    // items of items are none
    let mut count = 0;
    let mut end = sentence.block + 1;
    while end < text.blocks.len() && same(end) && indent_of(text, end) >= indent {
        count += usize::from(indent_of(text, end) == indent);
        end += 1;
    }
    (count >= 2).then_some((count, text.blocks[end - 1].span))
}

/// What marks a line as an item: a bullet, or a figure with a point or bracket.
fn mark_of(text: &Segmented<'_>, block: usize) -> Option<char> {
    let block = text.blocks.get(block)?;
    let line = line_of(text, block.span).trim_start();
    let first = line.chars().next()?;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) && line[digits..].starts_with(['.', ')']) && line[digits + 1..].starts_with(' ') {
        return Some('1');
    }
    (matches!(first, '-' | '*' | '•' | '–' | '—' | '+' | '·') && line[first.len_utf8()..].starts_with(' '))
        .then_some(first)
}

fn indent_of(text: &Segmented<'_>, block: usize) -> usize {
    text.blocks.get(block).map_or(0, |block| {
        let line = line_of(text, block.span);
        line.len() - line.trim_start().len()
    })
}

/// A block with what stands before it in its line.
fn line_of<'t>(text: &'t Segmented<'_>, span: Span) -> &'t str {
    let whole = text.document.source.text.as_str();
    let start = whole[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    &whole[start..span.end as usize]
}

/// Sentences that begin with ordinals in their order, from “First” on: the last ordinal, where it is more than was
/// announced or where nothing but the list follows.
fn ordinals(article: &Article<'_>, at: usize) -> Option<(usize, Span)> {
    let text = &article.text;
    let behind = &article.statements[at + 1..];
    let ordinal = |statement: &Statement| ordinal_at(text, statement.tokens.start);
    let first = behind.iter().take(NEAR).position(|statement| ordinal(statement) == Some(1))?;
    let (mut reached, mut span) = (1, behind[first].span);
    for statement in &behind[first + 1..] {
        match ordinal(statement) {
            Some(next) if next == reached + 1 => (reached, span) = (next, span.to(statement.span)),
            // another list
            Some(1) => break,
            _ => {}
        }
    }
    let announced = announced(article, &article.statements[at])?;
    // who stops counting aloud ("Finally, ...") may still list all
    (reached >= 2 && count_of(reached) > announced.value).then_some((reached, span))
}

/// The ordinal that begins a sentence and has a comma behind it: “First,” and “Secondly,”.
fn ordinal_at(text: &Segmented<'_>, at: usize) -> Option<usize> {
    let comma = at + 1 < text.tokens.len() && text.text(at + 1) == ",";
    let word = text.lower(at);
    let word = word.strip_suffix("ly").unwrap_or(word);
    let found = number(&[word]).filter(|number| comma && number.form == Form::Ordinal)?;
    (1..=20).find(|&n| count_of(n) == found.value)
}

pub fn conflict(text: &Segmented<'_>, quantity: &Quantity, count: usize, span: Span) -> Conflict {
    let noun = quantity.counted.map_or(quantity.span, |noun| text.tokens[noun].span);
    let written = text.slice(quantity.span.to(noun));
    let message = format!("“{written}” are announced, and {count} listed");
    Conflict::new(message, Label::new(text.source(), quantity.span.to(noun), "announced"))
        .related(Label::new(text.source(), span, format!("{count} listed")))
        .identity([written.to_owned(), count.to_string()])
}
