//! Words that turn around what is said, that say when, and that say which way a figure went.

use super::digest::{half, length};
use crate::claim::contrast::{Sense, month, stem_hash, weekday};
use crate::claim::statement::is_function_word;
use crate::extract::quantity::currency_sign;
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// A word that may turn around what is said, or that says when.
#[derive(Debug, Clone)]
pub struct Sign {
    pub kind: Kind,
    /// Hash of its stem.
    pub hash: u32,
    pub at: u32,
    pub sentence: u32,
    pub start: u32,
    pub word: String,
}

/// What a [`Sign`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Another word says the opposite of it.
    Opposite,
    /// It is one of several of a kind.
    OneOfMany,
    /// "unpaid", "non-profit": the hash is that of what it denies.
    Denied,
    /// "not", "never", "without"
    Negation,
    /// "lack", "except", "only"
    Negative,
    /// A weekday or a month with its number.
    Weekday(u8),
    Month(u8),
}

/// A word that says which way a figure went.
#[derive(Debug, Clone)]
pub struct Turn {
    pub up: bool,
    pub at: u32,
    pub sentence: u32,
    pub start: u32,
    pub word: String,
}

impl Sign {
    /// Whether a content word where it stands is itself: function words are none.
    pub fn is_word(&self, word: u32) -> bool {
        self.hash == word || self.kind == Kind::Denied
    }

    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.word.len()) }
    }
}

impl Turn {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.word.len()) }
    }
}

/// What a word turns around or when it says.
pub fn kind(text: &Segmented<'_>, at: usize, sense: Sense, negation: bool) -> Option<Kind> {
    let word = text.lower(at);
    let capital = text.tokens[at].shape.has_capital();
    let verb = || matches!(word, "failed" | "fails" | "refused" | "refuses" | "declined" | "declines");
    let next = || if at + 1 < text.tokens.len() { text.lower(at + 1) } else { "" };
    // "no more than" sets a bound, "not only" denies nothing
    let bounds =
        || matches!(next(), "more" | "less" | "fewer" | "later" | "earlier" | "sooner" | "only" | "just" | "merely");
    if negation && matches!(word, "no" | "not") && bounds() {
        return None;
    }
    if negation && (!verb() || next() == "to") {
        return Some(Kind::Negation);
    }
    if sense.calendar && capital {
        let day = weekday(word).filter(|_| word.len() > 3).map(Kind::Weekday);
        if let Some(kind) = day.or_else(|| month(word).map(Kind::Month)) {
            return Some(kind);
        }
    }
    let opposes = || !is_function_word(word) || matches!(word, "before" | "after" | "more" | "fewer" | "less");
    if sense.opposite && opposes() {
        return Some(Kind::Opposite);
    }
    if sense.negative {
        return Some(Kind::Negative);
    }
    sense.of_kind.then_some(Kind::OneOfMany)
}

/// Whether a word may be one that denies (see [`denied`]).
pub(crate) fn may_deny(lower: &str) -> bool {
    lower.starts_with("un") || lower.starts_with("non")
}

/// The stem of what a word denies: "unpaid", "non-profit".
pub fn denied(text: &Segmented<'_>, at: usize) -> Option<u32> {
    let word = text.lower(at);
    let hyphen =
        || at + 2 < text.tokens.len() && text.is_mark(at + 1, b'-') && text.glued(at + 1) && text.glued(at + 2);
    let rest = match word.strip_prefix("un").or_else(|| word.strip_prefix("non"))? {
        "" if word == "non" && hyphen() => text.lower(at + 2),
        rest => rest,
    };
    (rest.len() >= 4).then(|| half(stem_hash(rest)))
}

/// Whether a word that may tell a direction does: "up to 30%" goes nowhere, and "sign up", "draw down" are other verbs.
pub fn is_direction(text: &Segmented<'_>, at: usize) -> bool {
    if !matches!(text.lower(at), "up" | "down") {
        // "Slide 17"
        let numbered = at + 1 < text.tokens.len() && text.tokens[at + 1].kind == TokenKind::Number;
        return !(numbered && text.tokens[at].shape.has_capital());
    }
    let next = if at + 1 < text.tokens.len() { text.lower(at + 1) } else { "" };
    let before = if at > 0 { text.lower(at - 1) } else { "" };
    let figure = |token: &str| token.starts_with(|c: char| c.is_ascii_digit()) || currency_sign(token).is_some();
    let measured = matches!(
        next,
        "from"
            | "by"
            | "about"
            | "nearly"
            | "almost"
            | "slightly"
            | "sharply"
            | "modestly"
            | "over"
            | "compared"
            | "more"
    );
    let is = matches!(
        before,
        "is" | "are" | "was" | "were" | "be" | "been" | "went" | "go" | "goes" | "gone" | "," | "%" | "percent"
    );
    next != "to" && (figure(next) || measured || is || figure(before))
}
