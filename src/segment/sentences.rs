//! Blocks -> sentences, by a small splitter that knows what English news abbreviates.

use std::ops::Range;

use super::blocks::{Block, BlockKind};
use super::tokens::{Shape, Token, TokenKind};
use crate::read::Document;
use crate::source::Span;
use crate::words::Words;

/// A sentence, or a heading that stands for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
    pub block: usize,
}

/// Abbreviations after which a point ends no sentence, whatever follows. Lower case, sorted.
static TITLES: Words = Words::new(&[
    "adm", "capt", "cmdr", "col", "cpl", "det", "dr", "fr", "gen", "gov", "hon", "insp", "lt", "maj", "messrs", "mgr",
    "mme", "mr", "mrs", "ms", "mt", "no", "nos", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens",
    "sgt", "sr", "st", "ste", "supt", "v", "vs",
]);

/// Abbreviations that may also end a sentence: only a lower-case word or a figure after them keeps it going, or, for
/// months, a day. Lower case, sorted.
static OTHERS: Words = Words::new(&[
    "al", "approx", "apr", "aug", "ave", "ba", "blvd", "bros", "ca", "cf", "co", "corp", "dec", "dept", "ed", "est",
    "etc", "feb", "fig", "ft", "inc", "jan", "jr", "jul", "jun", "ltd", "mar", "mfg", "misc", "nov", "oct", "pp", "rd",
    "sec", "sep", "sept", "univ", "vol",
]);

/// Words that open a sentence more often than they go on one, after an abbreviation such as "U.S.".
static OPENERS: Words = Words::new(&[
    "a", "after", "although", "an", "and", "as", "at", "but", "by", "for", "he", "her", "his", "however", "i", "if",
    "in", "it", "its", "on", "she", "since", "that", "the", "their", "there", "these", "they", "this", "those", "we",
    "when", "while", "with", "you",
]);

/// Cuts every block that is not furniture into sentences.
pub(super) fn sentences(document: &Document<'_>, lower: &str, blocks: &mut [Block], tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(2 * blocks.len());
    let splitter = Splitter { text: &document.text, lower, tokens };
    for (index, block) in blocks.iter_mut().enumerate() {
        let first = sentences.len();
        if block.kind != BlockKind::Furniture {
            splitter.split(block.tokens.clone(), |tokens_of| {
                let span = tokens[tokens_of.start].span.to(tokens[tokens_of.end - 1].span);
                sentences.push(Sentence { span, tokens: tokens_of, block: index });
            });
        }
        block.sentences = first..sentences.len();
    }
    sentences
}

struct Splitter<'a> {
    text: &'a str,
    lower: &'a str,
    tokens: &'a [Token],
}

impl Splitter<'_> {
    fn split(&self, range: Range<usize>, mut emit: impl FnMut(Range<usize>)) {
        let mut start = range.start;
        let mut at = range.start;
        while let Some(skipped) = self.tokens[at..range.end].iter().position(|token| self.may_end(token)) {
            at += skipped;
            if let Some(end) = self.end_of_sentence(at, range.end) {
                emit(start..end);
                start = end;
                at = end;
            } else {
                at += 1;
            }
        }
        if start < range.end {
            emit(start..range.end);
        }
    }

    /// A cheap look at a token: whether it may end a sentence.
    #[inline]
    fn may_end(&self, token: &Token) -> bool {
        let first = || self.text.as_bytes()[token.span.start as usize];
        !token.plain && (token.kind != TokenKind::Mark || matches!(first(), b'.' | b'!' | b'?' | 128..))
    }

    /// The token after the sentence that ends at this one, when one does: closing quotes and brackets belong to it.
    fn end_of_sentence(&self, at: usize, limit: usize) -> Option<usize> {
        let point = match self.mark(at) {
            Some('.') => true,
            Some('!' | '?' | '…') => false,
            Some(_) => return None,
            None if self.tokens[at].kind == TokenKind::Word && self.text(at).ends_with('.') => true,
            None => return None,
        };
        let mut next = at + 1;
        while next < limit && self.is_part_of_end(next) {
            next += 1;
        }
        if next >= limit {
            return Some(limit);
        }
        let spaced = self.tokens[next - 1].span.end < self.tokens[next].span.start;
        let opener = self.opener(next, limit);
        let starts = matches!(self.tokens[opener].shape, Shape::Capitalised | Shape::Upper | Shape::Mixed)
            || matches!(self.tokens[opener].kind, TokenKind::Number | TokenKind::Mixed)
            || opener > next;
        if !starts || (!spaced && !self.is_run_on(at, opener)) {
            return None;
        }
        if point && next == at + 1 && self.is_abbreviation(at, opener) {
            return None;
        }
        Some(next)
    }

    /// Two sentences with no space between them: `years.Cooperative`.
    fn is_run_on(&self, at: usize, next: usize) -> bool {
        let before = &self.tokens[at.saturating_sub(1)];
        at > 0
            && before.shape == Shape::Lower
            && before.span.len() > 2
            && self.tokens[next].shape == Shape::Capitalised
            && self.tokens[next].span.len() > 1
    }

    /// The first token from `next` on that is no opening quote or bracket.
    fn opener(&self, mut next: usize, limit: usize) -> usize {
        while next + 1 < limit && matches!(self.mark(next), Some('"' | '“' | '‘' | '\'' | '(' | '[' | '«')) {
            next += 1;
        }
        next
    }

    /// Whether the point at `at` belongs to an abbreviation rather than to the end of a sentence.
    fn is_abbreviation(&self, at: usize, next: usize) -> bool {
        let opens = || OPENERS.has(self.lower(next));
        if self.tokens[at].kind == TokenKind::Word {
            // "U.S.", "p.m.": ends a sentence only before a word that opens one
            return !opens();
        }
        if at == 0 || self.tokens[at - 1].span.end != self.tokens[at].span.start {
            return false;
        }
        let lower = self.lower(at - 1);
        let capital = self.tokens[at - 1].shape == Shape::Capitalised;
        if capital && lower.chars().count() == 1 {
            return lower != "i"; // an initial
        }
        if TITLES.has(lower) {
            let numbered = !matches!(lower, "no" | "nos") || self.tokens[next].kind == TokenKind::Number;
            return numbered && (capital || matches!(lower, "v" | "vs" | "no" | "nos"));
        }
        OTHERS.has(lower)
            && (capital || lower.len() < 4)
            && !opens()
            && (self.tokens[next].kind == TokenKind::Number || capital)
    }

    /// Whether a token behind the one that ends a sentence is part of the end: another such mark, or what closes a quotation
    /// or a bracket.
    fn is_part_of_end(&self, at: usize) -> bool {
        match self.mark(at) {
            Some('.' | '!' | '?' | '…') => true,
            Some('"' | '”' | '’' | '\'' | ')' | ']' | '»') => {
                self.tokens[at - 1].span.end == self.tokens[at].span.start
            }
            _ => false,
        }
    }

    /// The mark that a token is.
    fn mark(&self, at: usize) -> Option<char> {
        let token = self.tokens[at];
        if token.kind == TokenKind::Mark { self.text[token.span.start as usize..].chars().next() } else { None }
    }

    fn text(&self, at: usize) -> &str {
        &self.text[self.tokens[at].span.range()]
    }

    fn lower(&self, at: usize) -> &str {
        &self.lower[self.tokens[at].span.range()]
    }
}

#[cfg(test)]
mod tests {
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    fn sentences(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let segmented = segment(read(&source));
        segmented.sentences.iter().map(|sentence| source.slice(sentence.span).to_owned()).collect()
    }

    #[test]
    fn lists_are_sorted() {
        for list in [&super::TITLES, &super::OTHERS, &super::OPENERS] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn titles_and_initials_end_nothing() {
        assert_eq!(
            sentences(
                "Sen. J. R. Smith met Gov. Jones on Sept. 3 in St. Louis. He left at 5 p.m. on Friday. Was it so? “Yes.” They did."
            ),
            [
                "Sen. J. R. Smith met Gov. Jones on Sept. 3 in St. Louis.",
                "He left at 5 p.m. on Friday.",
                "Was it so?",
                "“Yes.”",
                "They did."
            ]
        );
    }

    #[test]
    fn country_abbreviations() {
        assert_eq!(
            sentences("He flew to the U.S. The U.S. Senate met on Oct. 3. It rained."),
            ["He flew to the U.S.", "The U.S. Senate met on Oct. 3.", "It rained."]
        );
    }

    #[test]
    fn a_missing_space_still_ends_a_sentence() {
        assert_eq!(
            sentences("It took two years.Cooperative means were found by both."),
            ["It took two years.", "Cooperative means were found by both."]
        );
    }
}
