//! Tells what an article says from what it says of an error: notices of a correction speak of another version of the text.
//!
//! "An earlier version of this article misspelt Anna Bell's name as Anna Bel" claims nothing but that it was wrong. A
//! paragraph that opens as a notice, and a sentence that is one, become furniture: blocks of their own, without sentences.

use std::ops::Range;

use super::blocks::{Block, BlockKind};
use super::sentences::Sentence;
use super::tokens::{Shape, Token, TokenKind};
use crate::extract::date::lexicon::{self, Word};
use crate::lexeme::{Classes, Lexeme};
use crate::words::Words;

/// Words that notices have besides those of the lists below, of which every notice has one.
const TOLD_BY: &[&str] = &["error", "originally", "record", "version", "versions"];

/// Words that open a notice when a mark, a date or another of them follows.
const OPENERS: &[&str] = &["clarification", "clarifications", "correction", "corrections", "corrigendum", "erratum"];

/// Verbs that have no subject: what they open is a desk's word to its readers.
const DESK: &[&str] = &["amends", "clarifies", "corrects", "refiles"];

/// What is written and printed, and may be wrong.
static PIECES: Words = Words::new(&[
    "article",
    "blog",
    "bulletin",
    "caption",
    "chart",
    "column",
    "dispatch",
    "editorial",
    "essay",
    "graphic",
    "headline",
    "interview",
    "item",
    "newsletter",
    "obituary",
    "page",
    "piece",
    "post",
    "press",
    "profile",
    "release",
    "report",
    "review",
    "story",
    "subheading",
    "text",
    "transcript",
]);

/// How a version is called that is no more.
const FORMER: &[&str] = &["earlier", "first", "initial", "initially", "old", "older", "original", "previous", "prior"];

/// What was done to a piece that had an error.
const MENDED: &[&str] = &["amended", "clarified", "corrected", "revised", "updated"];

/// How a piece was wrong.
const WRONG: &[&str] = &[
    "erroneously",
    "inaccurately",
    "incorrectly",
    "misidentified",
    "misnamed",
    "misquoted",
    "misspelled",
    "misspelt",
    "misstated",
    "mistakenly",
    "wrongly",
];

/// What a piece did that had an error.
const GAVE: &[&str] = &[
    "attributed",
    "called",
    "claimed",
    "described",
    "gave",
    "had",
    "identified",
    "included",
    "listed",
    "named",
    "quoted",
    "referred",
    "reported",
    "said",
    "stated",
];

/// Words that lead to what tells of another version: "an earlier version of", "this article was corrected", "because of an
/// editing error".
pub(crate) const LEADING: &[&str] =
    &["editing", "production", "reporting", "this", "transcription", "version", "versions"];

/// Words of which every notice has one.
pub(crate) const NOTICES: [&[&str]; 5] = [TOLD_BY, OPENERS, DESK, MENDED, WRONG];

/// How many words stand at most between a piece and what was wrong with it.
const NEAR: usize = 8;

/// A text on its way to being parted.
struct Page<'a> {
    lower: &'a str,
    tokens: &'a [Token],
    lexemes: &'a [Lexeme],
}

/// Makes furniture of every notice among the blocks, and takes its sentences out. A block with a notice in it becomes
/// several.
pub(super) fn part(
    lower: &str,
    tokens: &[Token],
    lexemes: &[Lexeme],
    classes: Classes,
    blocks: &mut Vec<Block>,
    sentences: &mut Vec<Sentence>,
) {
    if !classes.has(Classes::NOTICE) {
        return;
    }
    let page = Page { lower, tokens, lexemes };
    let mut announced = false;
    let notices: Vec<Vec<Range<usize>>> = blocks
        .iter()
        .map(|block| {
            let notices = page.notices(block, &sentences[block.sentences.clone()], announced);
            announced = page.announces(block);
            notices
        })
        .collect();
    if notices.iter().any(|notices| !notices.is_empty()) {
        let whole = std::mem::take(blocks);
        let cut = std::mem::take(sentences);
        for (block, notices) in whole.into_iter().zip(notices) {
            page.split(&block, &cut[block.sentences.clone()], &notices, blocks, sentences);
        }
    }
}

/// Whether a line is nothing but a desk's word to its readers, in brackets.
pub(super) fn is_desk_line(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let first = inner.and_then(|inner| inner.split_whitespace().next());
    first.is_some_and(|word| DESK.contains(&word.to_ascii_lowercase().as_str()))
}

impl Page<'_> {
    /// The tokens of a block's notices, in their order.
    fn notices(&self, block: &Block, sentences: &[Sentence], announced: bool) -> Vec<Range<usize>> {
        if !matches!(block.kind, BlockKind::Body | BlockKind::Quotation | BlockKind::Subheading) {
            return Vec::new();
        }
        if announced || self.opens(&block.tokens) {
            return vec![block.tokens.clone()];
        }
        let desk = self.desk(&block.tokens);
        let behind = desk.as_ref().map_or(block.tokens.start, |desk| desk.end);
        let mut out: Vec<Range<usize>> = desk.into_iter().collect();
        for tokens in sentences.iter().map(|sentence| &sentence.tokens).filter(|tokens| tokens.start >= behind) {
            if self.is_notice(tokens) || !out.is_empty() && self.names_former_version(tokens) {
                out.push(tokens.clone());
            }
        }
        out
    }

    /// "CORRECTION", alone on its line: the paragraph behind it is the notice.
    fn announces(&self, block: &Block) -> bool {
        let alone = |at: usize| {
            let lower = self.lower(at);
            self.tokens[at].kind != TokenKind::Word || OPENERS.binary_search(&lower).is_ok() || lower == "and"
        };
        self.opens(&block.tokens) && block.tokens.clone().all(alone)
    }

    /// "Correction:", "Clarification, 3 May:", "Corrections and clarifications".
    fn opens(&self, block: &Range<usize>) -> bool {
        let opener = |at: usize| OPENERS.binary_search(&self.lower(at)).is_ok();
        // "For the record: An article on Tuesday ..."
        let record = block.len() > 3
            && ["for", "the", "record", ":"].iter().zip(block.clone()).all(|(word, at)| self.lower(at) == *word);
        if record {
            return true;
        }
        let Some(first) = block.clone().take(3).find(|&at| self.tokens[at].kind != TokenKind::Mark) else {
            return false;
        };
        if !opener(first) {
            return false;
        }
        let mut next = first + 1;
        while next < block.end && (opener(next) || matches!(self.lower(next), "and" | "&")) {
            next += 1;
        }
        let dated = |at: usize| {
            at < block.end
                && (self.tokens[at].kind == TokenKind::Number
                    || matches!(
                        lexicon::plain(self.lower(at), Shape::Capitalised),
                        Word::Month(_) | Word::MonthShort(_)
                    ))
        };
        next >= block.end
            || matches!(self.lower(next), ":" | "-" | "–" | "—" | "--" | "(" | "[" | "." | "|" | "*")
            || dated(next)
            || self.lower(next) == "," && dated(next + 1)
    }

    /// "(Corrects spelling in first paragraph)": to where the bracket closes, or the whole block.
    fn desk(&self, block: &Range<usize>) -> Option<Range<usize>> {
        let open = block.clone().take_while(|&at| self.tokens[at].kind == TokenKind::Mark).count();
        let first = (block.start + open < block.end).then(|| block.start + open)?;
        if DESK.binary_search(&self.lower(first)).is_err() {
            return None;
        }
        let bracket = open > 0 && matches!(self.lower(first - 1), "(" | "[");
        let close = (first..block.end).find(|&at| matches!(self.lower(at), ")" | "]"));
        Some(block.start..close.filter(|_| bracket).map_or(block.end, |close| close + 1))
    }

    /// Whether a sentence tells of another version of this text.
    fn is_notice(&self, sentence: &Range<usize>) -> bool {
        let leads = |&at: &usize| self.lexemes[at].classes.has(Classes::NOTICE_SENTENCE);
        sentence.clone().filter(leads).any(|at| match self.lower(at) {
            "version" | "versions" => self.is_former_version(sentence, at) || self.is_mended_version(sentence, at),
            "this" => self.is_wrong_piece(sentence, at),
            // "editing error"
            _ => at + 1 < sentence.end && self.lower(at + 1) == "error",
        })
    }

    /// "An earlier version of this article"
    fn is_former_version(&self, sentence: &Range<usize>, at: usize) -> bool {
        let former = at > sentence.start && FORMER.binary_search(&self.lower(at - 1)).is_ok();
        let of = at + 1 < sentence.end && self.lower(at + 1) == "of";
        let piece = (at + 2..sentence.end.min(at + 6)).any(|at| PIECES.has(self.lower(at)));
        let own = at + 2 < sentence.end && matches!(self.lower(at + 2), "this" | "the" | "our" | "that");
        former && of && own && piece
    }

    /// "An earlier version", behind a notice: "This article was amended on 5 May. An earlier version gave her age as 45."
    fn names_former_version(&self, sentence: &Range<usize>) -> bool {
        let former = |at: usize| FORMER.binary_search(&self.lower(at)).is_ok();
        sentence.clone().skip(1).any(|at| matches!(self.lower(at), "version" | "versions") && former(at - 1))
    }

    /// "This version of the story corrects"
    fn is_mended_version(&self, sentence: &Range<usize>, at: usize) -> bool {
        let this = at > sentence.start && self.lower(at - 1) == "this";
        this && (at + 1..sentence.end.min(at + NEAR)).any(|at| DESK.binary_search(&self.lower(at)).is_ok())
    }

    /// "This article was amended", "This story originally misstated"
    fn is_wrong_piece(&self, sentence: &Range<usize>, at: usize) -> bool {
        let Some(piece) = (at + 1..sentence.end.min(at + 5)).find(|&at| PIECES.has(self.lower(at))) else {
            return false;
        };
        let limit = sentence.end.min(piece + 1 + NEAR);
        let own = |at: usize| matches!(self.lower(at), "has" | "had" | "was" | "is" | "been" | "have" | "were");
        let verb = (piece + 1..limit).find(|&at| !own(at) && self.tokens[at].kind == TokenKind::Word);
        let Some(verb) = verb else { return false };
        let next = if verb + 1 < sentence.end { self.lower(verb + 1) } else { "" };
        match self.lower(verb) {
            // "This article, originally published by a forum" had no error
            "originally" => GAVE.binary_search(&next).is_ok() || WRONG.binary_search(&next).is_ok(),
            word => WRONG.binary_search(&word).is_ok() || verb > piece + 1 && MENDED.binary_search(&word).is_ok(),
        }
    }

    fn lower(&self, at: usize) -> &str {
        &self.lower[self.tokens[at].span.range()]
    }

    /// Appends a block, in parts where there are notices in it, and the sentences of those that are none.
    fn split(
        &self,
        block: &Block,
        of_block: &[Sentence],
        notices: &[Range<usize>],
        blocks: &mut Vec<Block>,
        sentences: &mut Vec<Sentence>,
    ) {
        let mut push = |tokens: Range<usize>, kind: BlockKind| {
            if tokens.is_empty() && !block.tokens.is_empty() {
                return;
            }
            let first = sentences.len();
            if kind != BlockKind::Furniture {
                sentences.extend(of_block.iter().filter_map(|sentence| {
                    // a notice in brackets may end within a sentence
                    let start = sentence.tokens.start.max(tokens.start);
                    let end = sentence.tokens.end.min(tokens.end);
                    let span = (start < end).then(|| self.tokens[start].span.to(self.tokens[end - 1].span))?;
                    Some(Sentence { span, tokens: start..end, block: blocks.len() })
                }));
            }
            let span = if tokens == block.tokens {
                block.span
            } else {
                self.tokens[tokens.start].span.to(self.tokens[tokens.end - 1].span)
            };
            blocks.push(Block { span, kind, tokens, sentences: first..sentences.len() });
        };
        let mut start = block.tokens.start;
        for notice in notices {
            push(start..notice.start, block.kind);
            push(notice.clone(), BlockKind::Furniture);
            start = notice.end;
        }
        if notices.is_empty() || start < block.tokens.end {
            push(start..block.tokens.end, block.kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    /// What is left of a text without its notices.
    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let text = segment(read(&source));
        for (at, block) in text.blocks.iter().enumerate() {
            assert!(text.sentences[block.sentences.clone()].iter().all(|sentence| sentence.block == at));
        }
        assert!(text.blocks.windows(2).all(|two| two[0].tokens.end == two[1].tokens.start), "blocks are contiguous");
        text.sentences.iter().map(|sentence| source.slice(sentence.span).to_owned()).collect()
    }

    const SAID: &str = "Anna Bell, the mayor of Leeds, resigned on Monday.";

    #[test]
    fn lists_are_sorted() {
        for list in [OPENERS, DESK, FORMER, MENDED, WRONG, GAVE] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn what_tells_of_another_version_is_not_told() {
        for notice in [
            "Correction: She is 54, and not 45.",
            "Correction, 3 May: Her name is Anna Bell. It was spelt in another way.",
            "CORRECTION (March 3): She is 54.",
            "Clarification: The mayor said so in 2019.",
            "For the record: An article on Tuesday gave her name as Anna Ball.",
            "(Corrects spelling to Bell from Ball in headline and first paragraph)",
            "An earlier version of this article misspelt her name as Anna Bel.",
            "This story was corrected on Tuesday to say that she is 54.",
            "This article originally said that she is 45.",
            "Because of an editing error, she was called Anna Ball.",
            "This article was amended on 5 May. An earlier version gave her age as 45.",
            "This version of the story CORRECTS her age to 54 instead of 45.",
        ] {
            assert_eq!(told(&format!("{SAID}\n\n{notice}")), [SAID], "{notice}");
            assert_eq!(told(&format!("{SAID}\n\n{notice}\n\n{SAID}")), [SAID, SAID], "{notice}");
        }
    }

    #[test]
    fn what_stands_beside_a_notice_is_told() {
        assert_eq!(told(&format!("{SAID} An earlier version of this report misstated her age. {SAID}")), [SAID, SAID]);
        assert_eq!(told(&format!("(Corrects her age in first paragraph) {SAID}")), [SAID]);
        assert_eq!(told(&format!("{SAID}\n\nCORRECTION\n\nShe is 54, and not 45.\n\n{SAID}")), [SAID, SAID]);
    }

    #[test]
    fn what_is_no_notice_is_told() {
        for sentence in [
            "Correction officers said that she was 54.",
            "Correction, if it comes, will be slow and costly.",
            "An earlier version of the bill said that the tax was 3%.",
            "This report was written by a judge of the court.",
            "The book was corrected by its author in 1930.",
            "This article, originally published by a forum, is republished with permission.",
        ] {
            assert_eq!(told(&format!("{SAID}\n\n{sentence}")), [SAID, sentence]);
        }
    }
}
