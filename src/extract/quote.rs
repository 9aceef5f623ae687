//! Direct quotations: who says what.
//!
//! A quotation lies within one block; one that its block does not close goes on to the block's end, as quotations of
//! several paragraphs are printed, or to where the next one opens. Words in quotation marks that are no speech ("so-called", titles) count as well.

use std::ops::Range;

use crate::lexeme::{Classes, Lexeme};
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::Span;
use crate::words::Words;

/// A direct quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words between the quotation marks.
    pub span: Span,
    pub tokens: Range<usize>,
    /// Where the speaker is named.
    pub speaker: Option<Span>,
}

/// Verbs by which speech is told, in the forms that news uses. Sorted.
pub(crate) static SAYING: Words = Words::new(&[
    "added",
    "adding",
    "adds",
    "admitted",
    "announced",
    "argued",
    "argues",
    "asked",
    "asserted",
    "believes",
    "called",
    "claimed",
    "claims",
    "commented",
    "concluded",
    "declared",
    "explained",
    "explains",
    "insisted",
    "noted",
    "notes",
    "remarked",
    "replied",
    "reported",
    "said",
    "saying",
    "says",
    "stated",
    "states",
    "stressed",
    "suggested",
    "telling",
    "tells",
    "told",
    "tweeted",
    "urged",
    "warned",
    "warns",
    "wrote",
]);

/// Reads every quotation of the text.
#[must_use]
pub fn read(text: &Segmented<'_>) -> Vec<Quote> {
    let mut out = Vec::new();
    for block in &text.blocks {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        let mut at = block.tokens.start;
        let opens = |mark: &Lexeme| mark.classes.has(Classes::QUOTE);
        while let Some(skipped) = text.lexemes[at..block.tokens.end].iter().position(opens) {
            at += skipped;
            let Some(closing) = closing_mark(text.text(at)) else { break };
            let end = find_end(text, at, block.tokens.end, closing);
            let Some(end) = end.or((closing != "’").then_some(block.tokens.end)) else {
                at += 1;
                continue;
            };
            if end > at + 1 {
                let tokens = at + 1..end;
                out.push(Quote { span: text.span(tokens.clone()), speaker: speaker(text, &tokens), tokens });
            }
            let opens_next = end < block.tokens.end && reopens(text, end);
            at = if opens_next { end } else { block.tokens.end.min(end + 1) };
        }
    }
    out
}

/// The mark that closes the quotation which this one opens, if it opens one.
pub(crate) fn closing_mark(mark: &str) -> Option<&'static str> {
    match mark {
        "“" => Some("”"),
        "\"" => Some("\""),
        "‘" => Some("’"),
        "«" => Some("»"),
        _ => None,
    }
}

/// Where the quotation that opens at `open` ends: at its closing mark, or where the next one of several paragraphs that
/// were run together opens.
fn find_end(text: &Segmented<'_>, open: usize, limit: usize, closing: &str) -> Option<usize> {
    (open + 1..limit).find(|&at| {
        if text.tokens[at].kind != TokenKind::Mark {
            return false;
        }
        // an apostrophe at the end of a word looks like a closing mark; one that ends a quotation has a space after it
        let closes = text.text(at) == closing && (closing != "’" || !is_glued_to_word(text, at));
        closes || (closing != "’" && reopens(text, at))
    })
}

/// `... we said. "We will go," he added`: a mark that opens a quotation behind a sentence of one that nothing closed.
fn reopens(text: &Segmented<'_>, at: usize) -> bool {
    matches!(text.text(at), "\"" | "“")
        && is_glued_to_word(text, at)
        && !text.glued(at)
        && matches!(text.text(at - 1), "." | "!" | "?")
}

/// Whether a word stands close behind a token.
fn is_glued_to_word(text: &Segmented<'_>, at: usize) -> bool {
    text.tokens.get(at + 1).is_some_and(|_| text.glued(at + 1) && is_word(text, at + 1))
}

/// The name or pronoun beside the verb of saying: behind the quotation first, then before it.
fn speaker(text: &Segmented<'_>, tokens: &Range<usize>) -> Option<Span> {
    let after = text.sentence_of(tokens.end.min(text.tokens.len().checked_sub(1)?)).and_then(|sentence| {
        let end = text.sentences[sentence].tokens.end.min(tokens.end + 14);
        attributed(text, tokens.end.min(end)..end)
    });
    after.or_else(|| {
        let sentence = text.sentence_of(tokens.start)?;
        let start = text.sentences[sentence].tokens.start.max(tokens.start.saturating_sub(14));
        attributed(text, start..tokens.start.max(start))
    })
}

/// Within a stretch outside quotation marks: the subject next to a verb of saying.
fn attributed(text: &Segmented<'_>, stretch: Range<usize>) -> Option<Span> {
    let verb = stretch.clone().find(|&at| text.lexemes[at].classes.has(Classes::SPEECH))?;
    let named =
        |end: usize| (stretch.start..end).rev().take_while(|&at| names(text, at)).last().map(|start| start..end);
    if let Some(tokens) = named(verb).or_else(|| named(before_apposition(text, stretch.start, verb)?)) {
        return Some(text.span(tokens));
    }
    // behind "told" stands who was told
    if ADDRESSING.contains(&text.lower(verb)) {
        return None;
    }
    let first = behind_role(text, verb + 1..stretch.end);
    let end = (first..stretch.end).find(|&at| !names(text, at)).unwrap_or(stretch.end);
    (end > first).then(|| text.span(first..end))
}

/// How many words tell what a speaker is, at most.
const ROLE: usize = 4;

/// Where the name begins behind what its bearer is: "said union leader Moira Flett", "said the mayor, Anna Weiss".
fn behind_role(text: &Segmented<'_>, stretch: Range<usize>) -> usize {
    let plain = |at: &usize| {
        text.tokens[*at].kind == TokenKind::Word && !text.tokens[*at].shape.has_capital() && text.lexemes[*at].content
    };
    let role = stretch.start + usize::from(stretch.start < stretch.end && text.is_word(stretch.start, "the"));
    let end = (role..stretch.end.min(role + ROLE + 1)).find(|at| !plain(at)).unwrap_or(stretch.end);
    let comma = end < stretch.end && role > stretch.start && text.is_mark(end, b',');
    let name = end + usize::from(comma);
    let named =
        name < stretch.end && text.tokens[name].kind == TokenKind::Word && text.tokens[name].shape.has_capital();
    if named && end > role { name } else { stretch.start }
}

/// Verbs behind which stands who is spoken to.
const ADDRESSING: &[&str] = &["asked", "telling", "tells", "told", "urged", "warned", "warns"];

/// How many words an apposition has at most.
const APPOSITION: usize = 12;

/// "Anna Weiss, the mayor of Velm, said": where the name ends before the commas.
fn before_apposition(text: &Segmented<'_>, start: usize, verb: usize) -> Option<usize> {
    let comma = |at: usize| text.tokens[at].kind == TokenKind::Mark && text.text(at) == ",";
    let close = verb.checked_sub(1).filter(|&at| at >= start && comma(at))?;
    (start.max(close.saturating_sub(APPOSITION))..close).rev().find(|&at| comma(at)).filter(|&open| open > start)
}

/// Whether a word in lower case is a verb by which speech is told.
#[must_use]
pub fn is_saying(word: &str) -> bool {
    SAYING.has(word)
}

/// Whether a token can be part of a speaker's name, or stands for one.
fn names(text: &Segmented<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    match token.kind {
        TokenKind::Word => {
            token.shape.has_capital() || matches!(text.lower(at), "he" | "she" | "they" | "it" | "of" | "the")
        }
        TokenKind::Mark => {
            let joins = text.text(at) == "-" && text.glued(at) || text.text(at) == "." && is_initial(text, at);
            joins && text.tokens.get(at + 1).is_some_and(|next| next.shape.has_capital())
        }
        _ => false,
    }
}

/// Whether a point stands behind a single letter.
fn is_initial(text: &Segmented<'_>, at: usize) -> bool {
    text.glued(at) && text.tokens[at - 1].span.len() == 1
}

fn is_word(text: &Segmented<'_>, at: usize) -> bool {
    text.tokens[at].kind == TokenKind::Word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Encoding, Source, SourceId};

    fn quotes(text: &str) -> Vec<(String, String)> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let segmented = crate::segment::segment(crate::read::read(&source));
        read(&segmented)
            .iter()
            .map(|q| (source.slice(q.span).to_owned(), q.speaker.map_or("", |span| source.slice(span)).to_owned()))
            .collect()
    }

    #[test]
    fn verbs_are_sorted() {
        assert!(SAYING.is_sorted());
    }

    #[test]
    fn the_speaker_stands_behind_before_or_between() {
        assert_eq!(
            quotes(
                "“We will not go,” said Anna Weiss. Mayor Tom Reed said: \"It rains.\" \"Well,\" he added, \"we go.\""
            ),
            [
                ("We will not go,".to_owned(), "Anna Weiss".to_owned()),
                ("It rains.".to_owned(), "Mayor Tom Reed".to_owned()),
                ("Well,".to_owned(), "he".to_owned()),
                ("we go.".to_owned(), "he".to_owned()),
            ]
        );
    }

    #[test]
    fn what_a_speaker_is_stands_before_the_name() {
        assert_eq!(
            quotes(
                "“We stay,” said union leader Moira Flett. “We go,” said the mayor, Anna Weiss. “No,” said the mayor. “Well,” said a driver \
                 in Velm. “So,” she said on Monday."
            )
            .into_iter()
            .map(|(_, speaker)| speaker)
            .collect::<Vec<_>>(),
            ["Moira Flett", "Anna Weiss", "the", "", "she"]
        );
    }

    #[test]
    fn an_apposition_parts_the_speaker_from_the_verb() {
        assert_eq!(
            quotes("“It rains,” Anna Weiss, the mayor of Velm, told Tom Reed. “We stay,” the chief told Ida Marr."),
            [("It rains,".to_owned(), "Anna Weiss".to_owned()), ("We stay,".to_owned(), String::new())]
        );
    }

    #[test]
    fn apostrophes_close_nothing() {
        assert_eq!(
            quotes("He called it ‘the workers’ own day’ and left."),
            [("the workers".to_owned(), "He".to_owned())]
        );
        assert_eq!(quotes("The workers’ day didn't come."), []);
    }

    #[test]
    fn an_open_quotation_ends_where_the_next_one_of_its_block_opens() {
        let she = |words: &str| (words.to_owned(), "she".to_owned());
        assert_eq!(
            quotes("It rained. \"One day. \"Two days,\" she said. He left."),
            [she("One day."), she("Two days,")]
        );
        assert_eq!(quotes("“One day. “Two days,” she said.")[1], she("Two days,"));
        assert_eq!(quotes("\"One.\" \"Two.\"").len(), 2);
        assert_eq!(quotes("\" One. \" and \" two \"").len(), 2);
    }

    #[test]
    fn an_open_quotation_goes_on_in_the_next_block() {
        let she = |words: &str| (words.to_owned(), "she".to_owned());
        assert_eq!(quotes("“One.\n\n“Two,” she said."), [she("One."), she("Two,")]);
    }
}
