//! Spacing that breaks facts apart: no space between two sentences, a space before a comma or full stop.

use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Shape, Token, TokenKind};
use crate::source::Span;

/// What to look for; a rule picks one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Spacing {
    pub fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// `years.Cooperative`
    Missing,
    /// `Forum ,`
    Stray,
}

impl Check for Spacing {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        let mut check = |at: usize| {
            let conflict = match self.fault {
                Fault::Missing => missing(text, at),
                Fault::Stray => stray(text, at),
            };
            if let Some(conflict) = conflict {
                emit.conflict(conflict);
            }
        };
        match self.fault {
            // most full stops have white space behind them: no token is looked for
            Fault::Missing => {
                let bytes = text.document.text.as_bytes();
                let runs_on = |next: &usize| bytes.get(*next).is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii());
                // the points of "U.S." are within a word
                let closes = |next: &usize| *next > 1 && !bytes[*next - 2].is_ascii_uppercase();
                let places = memchr::memchr_iter(b'.', bytes).map(|point| point + 1);
                let places = places.filter(runs_on).filter(closes);
                let tokens = places.filter_map(|place| text.token_at(place));
                tokens.filter(|&at| text.sentence_of(at).is_some()).for_each(&mut check);
            }
            Fault::Stray => {
                let is_loose = |two: &[Token]| two[1].kind == TokenKind::Mark && two[0].span.end != two[1].span.start;
                for Range { start, end } in text.sentences.iter().map(|sentence| sentence.tokens.clone()) {
                    let tokens = (start + 1..).zip(text.tokens[start..end].windows(2));
                    tokens.filter(|(_, two)| is_loose(two)).for_each(|(at, _)| check(at));
                }
            }
        }
    }
}

fn missing(text: &Segmented<'_>, at: usize) -> Option<Conflict> {
    if at < 2 || !text.is_mark(at - 1, b'.') || !text.glued(at) || !text.glued(at - 1) {
        return None;
    }
    let (before, after) = (text.tokens[at - 2], text.tokens[at]);
    let ends = before.shape == Shape::Lower && before.span.len() > 2;
    let starts = after.kind == TokenKind::Word && after.shape == Shape::Capitalised && after.span.len() > 1;
    if !ends
        || !starts
        || (at > 2 && text.glued(at - 2))
        || text
            .tokens
            .get(at + 1)
            .is_some_and(|next| text.slice(next.span) == "." && text.glued(at + 1) && after.span.len() < 3)
    {
        return None;
    }
    let span = before.span.to(after.span);
    let point = Span { start: text.tokens[at - 1].span.start, end: after.span.start };
    let message = format!("no space after the full stop in “{}”", text.slice(span));
    Some(Conflict::new(message, Label::new(text.source(), span, "two sentences run together")).fix(
        "put a space after the full stop",
        text.source(),
        point,
        ". ",
    ))
}

fn stray(text: &Segmented<'_>, at: usize) -> Option<Conflict> {
    let mark = text.text(at);
    if !matches!(mark, "," | "." | ";" | ":" | "!" | "?") {
        return None;
    }
    let before = text.tokens[at - 1];
    let closes = before.kind == TokenKind::Word || before.kind == TokenKind::Number;
    // " ..." is an ellipsis, " .5" a figure, " :)" a face
    let next = text.tokens.get(at + 1).filter(|next| next.span.start == text.tokens[at].span.end);
    if !closes || next.is_some() {
        return None;
    }
    let gap = Span { start: before.span.end, end: text.tokens[at].span.start };
    // white space that markup left behind is no space in the text
    if !text.document.source.slice(gap).chars().all(char::is_whitespace) || text.slice(gap).contains(['\n', '\r']) {
        return None;
    }
    let span = before.span.to(text.tokens[at].span);
    let name = match mark {
        "," => "a comma",
        "." => "a full stop",
        ";" => "a semicolon",
        ":" => "a colon",
        "!" => "an exclamation mark",
        _ => "a question mark",
    };
    let message = format!("space before {name} in “{}”", text.slice(span));
    Some(Conflict::new(message, Label::new(text.source(), span, "stray space")).fix(
        "take the space out",
        text.source(),
        gap,
        "",
    ))
}
