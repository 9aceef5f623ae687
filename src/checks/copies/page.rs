//! What one document says, as its copies are compared with it: its words with their places, compactly.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::claim::contrast::month;
use crate::claim::hash_word;
use crate::extract::quote::Quote;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::{SourceId, Span};

/// A document on its way to the comparison.
#[derive(Debug, Serialize, Deserialize)]
pub struct Page {
    /// The day it was made, in days since the year 1.
    pub day: Option<i32>,
    /// Where `text` starts in the source.
    start: u32,
    text: String,
    words: Vec<Word>,
    /// Where each sentence ends, in words.
    ends: Vec<u32>,
    /// Whether it says of itself that it is a later version.
    pub is_later_version: bool,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Word {
    /// Bytes since the end of the word before.
    skip: u32,
    len: u16,
    marks: u8,
}

/// Inside quotation marks.
pub const QUOTED: u8 = 1;
/// Begins with a capital letter.
pub const CAPITAL: u8 = 2;
/// In brackets, as an editor's words in a quotation are.
pub const BRACKETED: u8 = 4;
/// In a headline, where capitals say little.
pub const HEADING: u8 = 8;
/// First word of its sentence, where a capital says nothing.
pub const FIRST: u8 = 16;
/// In a dateline before a sentence, which says where and when it was sent.
pub const DATELINE: u8 = 32;

impl Page {
    /// The words of everything that is told; `None` where nothing is.
    pub fn of(text: &Segmented<'_>, quotes: &[Quote], day: Option<i32>) -> Option<Self> {
        let page = Self::of_stretches(text, quotes, day, told(text))?;
        Some(Self { is_later_version: is_later_version(text), ..page })
    }

    /// The words of one quotation.
    pub fn of_quote(text: &Segmented<'_>, quotes: &[Quote], quote: &Quote, day: Option<i32>) -> Option<Self> {
        Self::of_stretches(text, quotes, day, std::iter::once(quote.tokens.clone()))
    }

    fn of_stretches(
        text: &Segmented<'_>,
        quotes: &[Quote],
        day: Option<i32>,
        stretches: impl Iterator<Item = Range<usize>> + Clone,
    ) -> Option<Self> {
        let whole = text.span(stretches.clone().next()?);
        let whole = stretches.clone().fold(whole, |span, next| span.to(text.span(next)));
        let room = stretches.clone().map(|tokens| tokens.len()).sum();
        let mut writer = Writer { words: Vec::with_capacity(room), end: whole.start };
        let mut ends = Vec::new();
        for tokens in stretches {
            let first = quotes.partition_point(|quote| quote.tokens.end <= tokens.start);
            writer.stretch(text, tokens, &quotes[first..]);
            ends.push(u32::try_from(writer.words.len()).expect("fewer words than bytes"));
        }
        Some(Self {
            day,
            start: whole.start,
            text: text.slice(whole).to_owned(),
            words: writer.words,
            ends,
            is_later_version: false,
        })
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }
}

/// "UPDATE 2-Bus falls into ravine", "Updated: 4 September, 14:05", "LATE EDITION": a line at the top that tells one version of
/// a text from another. One that was corrected is none: the other one is wrong.
pub fn is_later_version(text: &Segmented<'_>) -> bool {
    const TOP: usize = 8;
    const LINE: usize = 14;
    let says = |tokens: &Range<usize>| {
        let opened = usize::from(!tokens.is_empty() && text.is_mark(tokens.start, b'('));
        let (first, next) = (tokens.start + opened, tokens.start + opened + 1);
        if next > tokens.end || text.tokens[first].kind != TokenKind::Word {
            return false;
        }
        // "Updated figures show" tells of no version
        let closes = next == tokens.end
            || text.tokens[next].kind != TokenKind::Word
            || matches!(text.lower(next), "at" | "on")
            || month(text.lower(next)).is_some();
        match text.lower(first) {
            "late" | "later" | "final" | "second" => next + 1 == tokens.end && text.is_word(next, "edition"),
            "update" | "updated" => closes || opened > 0,
            "updates" | "recasts" => opened > 0,
            _ => false,
        }
    };
    text.blocks.iter().take(TOP).any(|block| block.tokens.len() <= LINE && says(&block.tokens))
}

/// The words of the sentences that tell something, each sentence's tokens.
pub fn told<'t>(text: &'t Segmented<'_>) -> impl Iterator<Item = Range<usize>> + Clone + 't {
    let told = |block: usize| !matches!(text.blocks[block].kind, BlockKind::Dateline | BlockKind::Byline);
    text.sentences.iter().filter(move |sentence| told(sentence.block)).map(|sentence| sentence.tokens.clone())
}

/// Words, figures, and the marks that carry a value.
fn is_word(text: &Segmented<'_>, at: usize) -> bool {
    match text.tokens[at].kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Mixed | TokenKind::Address => true,
        TokenKind::Possessive => false,
        TokenKind::Mark => matches!(text.text(at), "%" | "$" | "€" | "£" | "¥" | "°"),
    }
}

struct Writer {
    words: Vec<Word>,
    /// Where the last word ended.
    end: u32,
}

impl Writer {
    /// Adds the words of a sentence; `quotes` are those that may reach into it.
    fn stretch(&mut self, text: &Segmented<'_>, tokens: Range<usize>, quotes: &[Quote]) {
        let kind = text.block_of(tokens.start).map(|block| text.blocks[block].kind);
        let heading = matches!(kind, Some(BlockKind::Headline | BlockKind::Subheading));
        let mut marks = FIRST | if heading { HEADING } else { 0 };
        let mut quotes = quotes.iter().peekable();
        let sent = text.behind_dateline(&tokens);
        for at in tokens {
            while quotes.peek().is_some_and(|quote| quote.tokens.end <= at) {
                quotes.next();
            }
            let quoted = quotes.peek().is_some_and(|quote| quote.tokens.start <= at);
            // "<AAPL.O>" is put in as an editor's words are
            let opens_code =
                || text.is_mark(at, b'<') && text.tokens.get(at + 1).is_some_and(|t| t.shape.has_capital());
            if text.is_mark(at, b'[') || opens_code() {
                marks |= BRACKETED;
            } else if text.is_mark(at, b']') || text.is_mark(at, b'>') {
                marks &= !BRACKETED;
            } else if is_word(text, at) {
                let of_place = if quoted { QUOTED } else { 0 } | if at < sent { DATELINE } else { 0 };
                self.push(text, at, marks | of_place);
                marks &= !FIRST;
            }
        }
    }

    /// Adds a token; a contraction is two words.
    fn push(&mut self, text: &Segmented<'_>, at: usize, marks: u8) {
        let token = text.tokens[at];
        let marks = marks | if token.shape.has_capital() { CAPITAL } else { 0 };
        let lower = text.lower(at);
        let split = match lower {
            "cannot" => 3,
            _ if token.plain => 0,
            _ => CONTRACTED.iter().find_map(|(end, _)| lower.strip_suffix(end)).map_or(0, str::len),
        };
        let middle = token.span.start + u32::try_from(split).expect("inside the token");
        if middle > token.span.start {
            self.word(Span { end: middle, ..token.span }, marks);
            self.word(Span { start: middle, ..token.span }, marks & !(FIRST | CAPITAL));
        } else {
            self.word(token.span, marks);
        }
    }

    fn word(&mut self, span: Span, marks: u8) {
        // a word of more than 65,535 bytes is no word; its beginning stands for it
        let len = u16::try_from(span.len()).unwrap_or(0);
        self.words.push(Word { skip: span.start - self.end, len, marks });
        self.end = span.start + u32::from(len);
    }
}

/// A page ready to be compared.
#[derive(Debug)]
pub struct Copy<'p> {
    pub source: SourceId,
    pub page: &'p Page,
    lower: String,
    /// Bytes of each word in the page's text.
    places: Vec<Range<usize>>,
    pub hashes: Vec<u64>,
    /// The words of each sentence.
    pub sentences: Vec<Range<usize>>,
}

impl<'p> Copy<'p> {
    pub fn new(source: SourceId, page: &'p Page) -> Self {
        let lower = page.text.to_ascii_lowercase();
        let mut places = Vec::with_capacity(page.words.len());
        let mut end = 0;
        for word in &page.words {
            let start = end + word.skip as usize;
            end = start + usize::from(word.len);
            places.push(start..end);
        }
        let hashes = places.iter().map(|place| hash_word(full_form(&lower[place.clone()]).as_bytes())).collect();
        let starts = std::iter::once(0).chain(page.ends.iter().copied());
        let sentences = starts.zip(&page.ends).map(|(start, &end)| start as usize..end as usize).collect();
        Self { source, page, lower, places, hashes, sentences }
    }

    /// A word in lower case, "n't" as "not".
    pub fn lower(&self, word: usize) -> &str {
        self.places.get(word).map_or("", |place| full_form(&self.lower[place.clone()]))
    }

    pub fn is(&self, word: usize, mark: u8) -> bool {
        self.page.words.get(word).is_some_and(|word| word.marks & mark != 0)
    }

    /// Some words as written, with what stands between them.
    pub fn written(&self, words: Range<usize>) -> &str {
        if words.is_empty() {
            ""
        } else {
            &self.page.text[self.places[words.start].start..self.places[words.end - 1].end]
        }
    }

    /// Where some words stand in the source.
    pub fn span(&self, words: Range<usize>) -> Span {
        let offset = self.page.start as usize;
        Span::new(self.places[words.start].start + offset, self.places[words.end - 1].end + offset)
    }

    /// Whether nothing but one space or hyphen stands between a word and the one before it.
    pub fn follows(&self, word: usize) -> bool {
        word > 0 && self.places[word].start - self.places[word - 1].end <= 1
    }

    /// Whether a word is joined to the one before it by a dash, as the figures of a score are.
    pub fn is_dashed(&self, word: usize) -> bool {
        let between = |(before, here): (&Range<usize>, &Range<usize>)| &self.page.text[before.end..here.start];
        let places = word.checked_sub(1).and_then(|before| self.places.get(before)).zip(self.places.get(word));
        places.map(between).is_some_and(|mark| matches!(mark, "-" | "–"))
    }

    /// The later one of two is taken to be the copy.
    pub fn order(&self) -> (Option<i32>, SourceId) {
        (self.page.day, self.source)
    }
}

/// The second parts of contractions, and the words they stand for.
const CONTRACTED: &[(&str, &str)] = &[
    ("n't", "not"),
    ("n’t", "not"),
    ("'ve", "have"),
    ("’ve", "have"),
    ("'re", "are"),
    ("’re", "are"),
    ("'ll", "will"),
    ("’ll", "will"),
    ("'m", "am"),
    ("’m", "am"),
    ("'d", "would"),
    ("’d", "would"),
];

/// A quick look: every contraction has an apostrophe.
fn is_contracted(word: &str) -> bool {
    word.bytes().any(|b| b == b'\'' || !b.is_ascii())
}

/// The word that a part of a contraction stands for.
fn full_form(word: &str) -> &str {
    match word {
        "ca" => "can",
        "wo" => "will",
        _ if !is_contracted(word) => word,
        _ => CONTRACTED.iter().find(|(part, _)| *part == word).map_or(word, |(_, whole)| whole),
    }
}
