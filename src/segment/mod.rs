//! Document -> blocks, sentences and tokens: [`Segmented`], the text as every extractor reads it.
//!
//! Tokens of a block are contiguous, and so are those of a sentence. Furniture (menus, teasers, legal notices, notices of
//! corrections) is cut into blocks and marked, but holds no sentences: it is not what the article says.

mod blocks;
mod furniture;
mod letters;
mod notices;
mod sentences;
mod tokens;

use std::borrow::Cow;
use std::ops::Range;

pub use blocks::{Block, BlockKind};
pub(crate) use notices::{LEADING, NOTICES};
pub use sentences::Sentence;
pub use tokens::{Shape, Token, TokenKind};

use crate::claim::hash_word;
use crate::knowledge::fold;
use crate::knowledge::lexicon::Listed;
use crate::lexeme::{Classes, Lexeme, lexemes};
use crate::read::Document;
use crate::source::{SourceId, Span};

/// A document cut into blocks, sentences and tokens.
#[derive(Debug)]
pub struct Segmented<'s> {
    pub document: Document<'s>,
    /// The text with ASCII letters in lower case; as long as the text, so that offsets serve both.
    pub lower: String,
    pub blocks: Vec<Block>,
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    /// The tokens with a capital, in order: names stand among them, and they are few.
    pub capitals: Vec<usize>,
    /// What each token is by its letters, where it is a word.
    pub(crate) lexemes: Vec<Lexeme>,
    /// The lists of which the text has a word.
    classes: Classes,
}

/// How many tokens a dateline before a sentence has at most.
const DATELINE: usize = 20;

/// Cuts a document up.
#[must_use]
pub fn segment(document: Document<'_>) -> Segmented<'_> {
    let lower = document.text.to_ascii_lowercase();
    let mut tokens = Vec::with_capacity(document.text.len() / 5);
    let mut blocks = blocks::blocks(&document, &mut tokens);
    furniture::mark(&document, &lower, &mut blocks, &tokens);
    let mut sentences = sentences::sentences(&document, &lower, &mut blocks, &tokens);
    let (lexemes, classes) = lexemes(&document.text, &lower, &tokens);
    notices::part(&lower, &tokens, &lexemes, classes, &mut blocks, &mut sentences);
    let capitals = capitals(&tokens);
    Segmented { document, lower, blocks, sentences, tokens, capitals, lexemes, classes }
}

/// The tokens with a capital.
fn capitals(tokens: &[Token]) -> Vec<usize> {
    let mut capitals = Vec::with_capacity(tokens.len() / 3);
    capitals.extend((0..).zip(tokens).filter(|(_, token)| token.shape.has_capital()).map(|(at, _)| at));
    capitals
}

impl<'s> Segmented<'s> {
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.document.source.id
    }

    #[must_use]
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        &self.document.text[span.range()]
    }

    /// Whether some word of the text is in any of some lists: most texts have none of the few words that a check looks for.
    #[inline]
    pub(crate) fn has(&self, any: Classes) -> bool {
        self.classes.has(any)
    }

    /// A token as written.
    #[must_use]
    #[inline]
    pub fn text(&self, token: usize) -> &str {
        self.slice(self.tokens[token].span)
    }

    /// A token with its ASCII letters in lower case.
    #[must_use]
    #[inline]
    pub fn lower(&self, token: usize) -> &str {
        &self.lower[self.tokens[token].span.range()]
    }

    /// Whether a token is this word, in lower case: most tokens are of another length.
    #[must_use]
    #[inline]
    pub fn is_word(&self, token: usize, word: &str) -> bool {
        self.tokens[token].span.len() == word.len() && self.lower(token) == word
    }

    /// Whether a token is this mark, of ASCII punctuation.
    #[must_use]
    #[inline]
    pub fn is_mark(&self, token: usize, mark: u8) -> bool {
        let token = self.tokens[token];
        token.kind == TokenKind::Mark && self.lower.as_bytes()[token.span.start as usize] == mark
    }

    /// A token as names are compared (see [`fold`]): mostly the text in lower case, as it lies there.
    #[must_use]
    #[inline]
    pub fn folded(&self, token: usize) -> Cow<'_, str> {
        if self.tokens[token].plain { Cow::Borrowed(self.lower(token)) } else { fold(self.text(token)) }
    }

    /// The hash of a token as names are compared (see [`hash_word`]): mostly that of its lexeme.
    #[must_use]
    #[inline]
    pub(crate) fn folded_hash(&self, token: usize) -> u64 {
        let hash = self.lexemes[token].hash;
        if self.tokens[token].plain && hash != 0 { hash } else { hash_word(self.folded(token).as_bytes()) }
    }

    /// The hash of a token in lower case (see [`hash_word`]).
    #[must_use]
    #[inline]
    pub(crate) fn hash(&self, token: usize) -> u64 {
        match self.lexemes[token].hash {
            0 => hash_word(self.lower(token).as_bytes()),
            hash => hash,
        }
    }

    /// A stretch of the text in lower case, all its letters.
    #[must_use]
    pub fn lowered(&self, span: Span) -> Cow<'_, str> {
        let lower = &self.lower[span.range()];
        if lower.is_ascii() { Cow::Borrowed(lower) } else { Cow::Owned(lower.to_lowercase()) }
    }

    /// What the lists say of a token: of a word with a capital, its lexeme has it.
    #[must_use]
    #[inline]
    pub(crate) fn listed(&self, token: usize) -> Listed {
        let Token { kind, shape, .. } = self.tokens[token];
        let known = kind == TokenKind::Word && shape.has_capital();
        if known { self.lexemes[token].listed } else { Listed::of(&self.folded(token)) }
    }

    /// Whether a token is a word of any of some lists.
    #[must_use]
    #[inline]
    pub(crate) fn is_in(&self, token: usize, any: Classes) -> bool {
        self.lexemes[token].classes.has(any)
    }

    /// The span from the first to the last of some tokens; empty for none.
    #[must_use]
    pub fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span)
    }

    /// Whether nothing stands between a token and the one before it.
    #[must_use]
    #[inline]
    pub fn glued(&self, token: usize) -> bool {
        token > 0 && self.tokens[token - 1].span.end == self.tokens[token].span.start
    }

    /// Where the words of a sentence begin behind its dateline: "LEEDS, March 3, 2025 — A fire ..."; where it begins, without.
    #[must_use]
    pub fn behind_dateline(&self, sentence: &Range<usize>) -> usize {
        let town = |at: usize| self.tokens[at].shape == Shape::Upper && self.tokens[at].span.len() >= 3;
        if sentence.is_empty() || !town(sentence.start) {
            return sentence.start;
        }
        let dash = |at: usize| matches!(self.text(at), "—" | "–" | "-" | "--") && !self.glued(at);
        let is_of_it = |&at: &usize| {
            let token = self.tokens[at];
            token.kind != TokenKind::Word
                || token.shape.has_capital()
                || matches!(self.lower(at), "a.m" | "p.m" | "gmt")
        };
        let mut head = sentence.clone().take(DATELINE).take_while(is_of_it);
        head.find(|&at| dash(at)).map_or(sentence.start, |dash| dash + 1)
    }

    /// The sentence that holds a token; `None` in furniture.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at).is_some_and(|sentence| sentence.tokens.contains(&token)).then_some(at)
    }

    /// The block that holds a token.
    #[must_use]
    pub fn block_of(&self, token: usize) -> Option<usize> {
        let at = self.blocks.partition_point(|block| block.tokens.end <= token);
        self.blocks.get(at).is_some_and(|block| block.tokens.contains(&token)).then_some(at)
    }

    /// The token that starts at a place.
    #[must_use]
    pub fn token_at(&self, start: usize) -> Option<usize> {
        self.tokens.binary_search_by_key(&start, |token| token.span.start as usize).ok()
    }

    /// The tokens that are this mark, of ASCII punctuation.
    pub fn marks(&self, mark: u8) -> impl Iterator<Item = usize> {
        let places = memchr::memchr_iter(mark, self.lower.as_bytes());
        places.filter_map(|place| self.token_at(place)).filter(move |&at| self.is_mark(at, mark))
    }

    /// The tokens that a span covers.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }
}
