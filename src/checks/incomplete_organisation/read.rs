//! The words of the text from which a name may be made, beside their tokens.

use std::borrow::Cow;
use std::ops::Range;

use super::Found;
use crate::claim::hash_word;
use crate::knowledge::organisation::{Difference, Row, is_content, joins, plain};
use crate::lexeme::Classes;
use crate::segment::{Segmented, TokenKind};

/// Most words that a name takes.
const LONGEST: usize = 16;

/// Words in a row, as names are compared with them.
pub(super) struct Phrase<'t> {
    /// Those that count: folded, in American spelling.
    pub words: Vec<Cow<'t, str>>,
    /// The tokens of each; two where a hyphen is left out.
    tokens: Vec<Range<usize>>,
    /// Each is written with a capital.
    large: Vec<bool>,
    /// All words, small ones, too.
    all: Vec<Cow<'t, str>>,
    /// How many words that count stand before the first comma.
    before_comma: usize,
}

impl<'t> Phrase<'t> {
    fn push(&mut self, text: &'t Segmented<'_>, at: usize, joined: bool) {
        let folded = match text.folded(at) {
            Cow::Borrowed(word) => plain(word),
            Cow::Owned(word) => Cow::Owned(plain(&word).into_owned()),
        };
        if joined
            && let (Some(last), Some(tokens), Some(all)) =
                (self.words.last_mut(), self.tokens.last_mut(), self.all.last_mut())
        {
            last.to_mut().push_str(&folded);
            all.to_mut().push_str(&folded);
            tokens.end = at + 1;
            return;
        }
        if is_content(&folded) {
            self.words.push(folded.clone());
            self.tokens.push(at..at + 1);
            self.large.push(text.tokens[at].shape.has_capital());
        }
        self.all.push(folded);
    }

    /// The words that a name may take: what follows a comma belongs to names with commas alone.
    pub fn words_for(&self, row: &Row) -> &[Cow<'t, str>] {
        if row.commas { &self.words } else { &self.words[..self.before_comma] }
    }

    pub fn begins_with(&self, row: &Row) -> bool {
        let words = self.words_for(row);
        words.len() >= row.words.len() && row.words.iter().zip(words).all(|(right, word)| right == word)
    }

    /// A mistaken name is one word for word.
    pub fn is_mistaken(&self, row: &Row) -> bool {
        self.begins_with(row)
            && self.all.len() >= row.mistaken.len()
            && row.mistaken.iter().zip(&self.all).all(|(wrong, word)| wrong == word)
            && self.is_written_large(row.words.len())
    }

    /// But for one, the first words are written with capitals.
    pub fn is_written_large(&self, words: usize) -> bool {
        self.starts_large(0) && self.large[..words].iter().filter(|large| !**large).count() <= 1
    }

    pub fn starts_large(&self, word: usize) -> bool {
        self.large.get(word).copied().unwrap_or(false)
    }

    pub fn found<'a>(
        &self,
        text: &Segmented<'_>,
        row: &'a Row,
        difference: Option<Difference>,
        words: Range<usize>,
    ) -> Found<'a> {
        let tokens = self.tokens[words.start].start..self.tokens[words.end - 1].end;
        let instead = match difference {
            Some(Difference::Exchanged(at)) => text.slice(text.span(self.tokens[words.start + at].clone())).to_owned(),
            _ => String::new(),
        };
        Found { row, span: text.span(tokens.clone()), end: tokens.end, difference, instead }
    }
}

/// Room for so many words that count, and for the small ones between them.
fn empty<'t>(words: usize) -> Phrase<'t> {
    Phrase {
        words: Vec::with_capacity(words),
        tokens: Vec::with_capacity(words),
        large: Vec::with_capacity(words),
        all: Vec::with_capacity(2 * words),
        before_comma: 0,
    }
}

/// The words from the first of some tokens on, so many that count at most.
pub(super) fn from<'t>(text: &'t Segmented<'_>, tokens: Range<usize>, most: usize) -> Phrase<'t> {
    read(text, tokens, most.min(LONGEST))
}

/// The hashes (see [`Row::may_be`]) of the second and the third word that counts of some tokens; `None` where a hyphen may
/// join words.
pub(super) fn next_two(text: &Segmented<'_>, tokens: Range<usize>) -> Option<[u64; 2]> {
    let (mut next, mut count) = ([0; 2], 0);
    for at in tokens {
        match text.tokens[at].kind {
            TokenKind::Word | TokenKind::Mixed => {
                if text.is_in(at, Classes::HALF) {
                    return None;
                }
                if !text.is_in(at, Classes::SMALL) {
                    if count > 0 {
                        next[count - 1] = american(text, at);
                    }
                    count += 1;
                }
            }
            TokenKind::Possessive => {}
            TokenKind::Mark if goes_on(text, at) => {}
            _ => break,
        }
        if count > next.len() {
            break;
        }
    }
    Some(next)
}

/// The hash of a token's folded word in American spelling.
fn american(text: &Segmented<'_>, at: usize) -> u64 {
    let folded = text.folded(at);
    match plain(&folded) {
        Cow::Borrowed(_) => text.folded_hash(at),
        Cow::Owned(word) => hash_word(word.as_bytes()),
    }
}

/// The words that end right before a token.
pub(super) fn before<'t>(text: &'t Segmented<'_>, end: usize) -> Phrase<'t> {
    let start = text.sentence_of(end).map_or(0, |at| text.sentences[at].tokens.start);
    let start = start.max(end.saturating_sub(2 * LONGEST));
    let stops = |&at: &usize| text.tokens[at].kind == TokenKind::Mark && !goes_on(text, at);
    let start = (start..end).rev().find(stops).map_or(start, |stop| stop + 1);
    // all of them: it is the last ones that count
    read(text, start..end, 2 * LONGEST)
}

/// A mark inside a name.
fn goes_on(text: &Segmented<'_>, at: usize) -> bool {
    matches!(text.text(at), "-" | "‑" | "," | "&" | "/")
}

fn read<'t>(text: &'t Segmented<'_>, tokens: Range<usize>, most: usize) -> Phrase<'t> {
    let mut phrase = empty(most);
    let (mut comma, mut joined) = (None, false);
    for at in tokens {
        match text.tokens[at].kind {
            TokenKind::Word | TokenKind::Mixed => phrase.push(text, at, std::mem::take(&mut joined)),
            TokenKind::Possessive => {}
            TokenKind::Mark if text.text(at) == "," => comma = comma.or(Some(phrase.words.len())),
            TokenKind::Mark if goes_on(text, at) => {
                joined = text.glued(at) && phrase.all.last().is_some_and(|word| joins(word));
                if text.text(at) == "&" {
                    phrase.all.push(Cow::Borrowed("&"));
                }
            }
            _ => break,
        }
        if phrase.words.len() == most {
            break;
        }
    }
    phrase.before_comma = comma.unwrap_or(phrase.words.len());
    phrase
}

/// The words of a name that count, as they are compared.
pub(super) fn content(name: &str) -> Vec<String> {
    crate::knowledge::organisation::words(name).into_iter().filter(|word| is_content(word)).collect()
}
