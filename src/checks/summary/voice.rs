//! A conversation's lines -> who speaks them: "Nora: I can pick her up" is said by Nora.

use crate::claim::statement::Statement;
use crate::segment::{Segmented, TokenKind};

/// Some sentences in a row that one person speaks.
#[derive(Debug, Clone)]
pub struct Voice {
    /// The content words of the label: indices into those of the document.
    pub words: (u32, u32),
    /// The first of the sentences.
    pub sentence: u32,
    /// Those in which the speaker tells of themselves.
    pub own: Vec<u32>,
    pub written: String,
}

/// How many lines are spoken at least, and by how many that speak twice, for a text to be a conversation.
const LINES: usize = 4;
const SPEAKERS: usize = 2;

/// The longest label, in words.
const LABEL: usize = 4;

/// Who speaks; nobody, where the text is no conversation.
pub fn voices<'s>(text: &Segmented<'_>, statements: impl Iterator<Item = &'s Statement>) -> Vec<Voice> {
    let (mut voices, mut words) = (Vec::<Voice>::new(), 0);
    for (sentence, statement) in statements.enumerate() {
        let number = |at: usize| u32::try_from(at).expect("a source is under 4 GiB");
        if let Some(colon) = label(text, statement) {
            let named = statement.words.partition_point(|word| (word.token as usize) < colon);
            let written = text.slice(text.span(statement.tokens.start..colon)).to_owned();
            let (words, sentence) = ((number(words), number(words + named)), number(sentence));
            voices.push(Voice { words, sentence, own: Vec::new(), written });
        }
        if let Some(voice) = voices.last_mut().filter(|_| is_of_oneself(text, statement)) {
            voice.own.push(number(sentence));
        }
        words += statement.words.len();
    }
    let mut labels: Vec<&str> = voices.iter().map(|voice| voice.written.as_str()).collect();
    labels.sort_unstable();
    let speakers = labels.chunk_by(|a, b| a == b).filter(|lines| lines.len() > 1).count();
    if voices.len() < LINES || speakers < SPEAKERS { Vec::new() } else { voices }
}

/// The colon behind a name with which a line begins.
fn label(text: &Segmented<'_>, statement: &Statement) -> Option<usize> {
    let start = statement.tokens.start;
    let capital = |&at: &usize| text.tokens[at].kind == TokenKind::Word && text.tokens[at].shape.has_capital();
    let end = (start..statement.tokens.end).take_while(capital).take(LABEL).count() + start;
    (end > start && end < statement.tokens.end && text.is_mark(end, b':')).then_some(end)
}

/// Whether a sentence has "I" in it and is no question.
fn is_of_oneself(text: &Segmented<'_>, statement: &Statement) -> bool {
    let one = |at: usize| {
        let word = text.lower(at);
        matches!(word, "i" | "i'm" | "i'll" | "i've" | "i'd" | "i’m" | "i’ll" | "i’ve" | "i’d")
    };
    let asks = statement.tokens.end > 0 && text.is_mark(statement.tokens.end - 1, b'?');
    !asks && statement.tokens.clone().any(one)
}
