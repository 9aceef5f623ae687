//! Sentences -> statements: content words, quantities, sign, and who says so.

use std::ops::Range;

use crate::extract::quantity::Quantity;
use crate::segment::{BlockKind, Segmented};
use crate::source::Span;
use crate::words::Words;

/// What one sentence says.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub span: Span,
    pub tokens: Range<usize>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that carry content, in their order.
    pub words: Vec<ContentWord>,
    /// Its numbers: indices into the article's quantities.
    pub quantities: Range<usize>,
    /// Whether it is turned around by a negation (by two, it is not).
    pub negated: bool,
}

/// A word that carries content, folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentWord {
    /// The upper half of the hash of its stem.
    pub hash: u32,
    pub token: u32,
}

/// Reads every statement of the text: a sentence each, datelines and bylines left out.
#[must_use]
pub fn read(text: &Segmented<'_>, quantities: &[Quantity]) -> Vec<Statement> {
    let mut out = Vec::with_capacity(text.sentences.len());
    for (index, sentence) in text.sentences.iter().enumerate() {
        if matches!(text.blocks[sentence.block].kind, BlockKind::Dateline | BlockKind::Byline) {
            continue;
        }
        let first = quantities.partition_point(|quantity| quantity.tokens.end <= sentence.tokens.start);
        let last = quantities.partition_point(|quantity| quantity.tokens.start < sentence.tokens.end);
        let (words, negated) = content(text, sentence.tokens.clone());
        out.push(Statement {
            span: sentence.span,
            tokens: sentence.tokens.clone(),
            sentence: index,
            words,
            quantities: first..last.max(first),
            negated,
        });
    }
    out
}

/// The content words among some tokens, and whether these turn something around.
fn content(text: &Segmented<'_>, tokens: Range<usize>) -> (Vec<ContentWord>, bool) {
    let (mut words, mut negated) = (Vec::with_capacity(tokens.len()), false);
    let first = u32::try_from(tokens.start).expect("fewer tokens than bytes");
    for (token, word) in (first..).zip(&text.lexemes[tokens]) {
        negated ^= word.negation;
        if word.content {
            words.push(ContentWord { hash: word.stem, token });
        }
    }
    (words, negated)
}

/// Words that carry grammar rather than content. Lower case, sorted.
pub(crate) static FUNCTION_WORDS: Words = Words::new(&[
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "all",
    "along",
    "already",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "at",
    "away",
    "be",
    "became",
    "because",
    "become",
    "becomes",
    "been",
    "before",
    "behind",
    "being",
    "below",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "during",
    "each",
    "either",
    "else",
    "etc",
    "even",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "least",
    "less",
    "like",
    "many",
    "may",
    "me",
    "might",
    "mine",
    "more",
    "moreover",
    "most",
    "much",
    "must",
    "my",
    "myself",
    "near",
    "neither",
    "nonetheless",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "other",
    "others",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "per",
    "perhaps",
    "quite",
    "rather",
    "same",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "thereby",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "to",
    "together",
    "too",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "via",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
    "yours",
]);

/// Whether a lower-case word carries grammar rather than content. Negations do not: they turn what is said around.
#[must_use]
#[inline]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.has(word)
}
