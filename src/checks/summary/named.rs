//! Who and what is named in a document, and how it stands in its sentence.

use super::digest::length;
use crate::claim::statement::is_function_word;
use crate::extract::name::NameKind;
use crate::extract::name::words::TITLES;
use crate::extract::quote::is_saying;
use crate::knowledge::lexicon;
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// Somebody or something that is named.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its content words: indices into those of the document.
    pub words: (u32, u32),
    pub sentence: u32,
    pub start: u32,
    pub kind: NameKind,
    /// Whether a clause begins with it.
    pub opens: bool,
    /// Whether it is told that this one said something.
    pub says: bool,
    pub written: String,
}

impl Named {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.written.len()) }
    }
}

/// "Rural Clinics Act - Requires ...": a word behind a dash has the capital of a sentence's first, and "I'll" has its own.
pub fn is_no_name(text: &Segmented<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let dash = |at: usize| matches!(text.text(at), "-" | "–" | "—" | ":") && !text.glued(at + 1);
    let contracted = text.lower(tokens.start).starts_with("i'") || text.lower(tokens.start).starts_with("i’");
    // "Station Commander Joan Hall": a title's first word
    let next = tokens.end;
    let is_rank = |at: usize| text.tokens[at].shape.has_capital() && TITLES.has(text.lower(at));
    let of_title = next < text.tokens.len() && is_rank(next) && is_common(text.lower(tokens.start));
    tokens.len() == 1 && (contracted || of_title || tokens.start > 0 && dash(tokens.start - 1))
}

/// A word in use that names no place.
fn is_common(word: &str) -> bool {
    lexicon::is_word(word) && lexicon::place(word).is_none()
}

/// How many words before a name tell who bears it.
const ROLE: usize = 3;

/// Whether a clause may begin at a token: a sentence does, or what a comma or a joining word parts from the rest.
pub fn opens_clause(text: &Segmented<'_>, token: usize) -> bool {
    let sentence = text.sentence_of(token).map_or(token, |sentence| text.sentences[sentence].tokens.start);
    // "Mayor Lisbet Crane", "The harbour master Ida Marr"
    let role = |at: usize| {
        let word = text.lower(at);
        text.tokens[at].kind == TokenKind::Word && (!is_function_word(word) || word == "the")
    };
    let first = token - sentence <= ROLE && (sentence..token).all(role);
    let joins = |word: &str| {
        matches!(
            word,
            "," | ";" | "and" | "but" | "while" | "whereas" | "because" | "although" | "that" | "as" | "then" | "so"
        )
    };
    first || token > 0 && joins(text.lower(token - 1))
}

/// Whether a verb of saying follows.
pub fn is_told_to_say(text: &Segmented<'_>, token: usize) -> bool {
    token < text.tokens.len() && is_saying(text.lower(token))
}
