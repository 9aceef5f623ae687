//! What a document says, as short as a summary of it can be compared with: content words, numbers, and words of
//! direction, sentence by sentence.

use super::voice::{Voice, voices};
use super::{named, sign};
use crate::article::Article;
use crate::claim::contrast::sense;
use crate::claim::statement::Statement;
use crate::lexeme::Lexeme;
use crate::segment::{BlockKind, Segmented};
use crate::source::{SourceId, Span};

pub use super::figure::Figure;
pub use super::named::Named;
pub use super::sign::{Kind, Sign, Turn};

/// A document on its way to the comparison.
#[derive(Debug)]
pub struct Digest {
    /// The day it was made, in days since the year 1.
    pub day: Option<i32>,
    /// Its content words, sentence after sentence.
    pub words: Vec<u32>,
    /// Where each sentence ends among them.
    pub ends: Vec<u32>,
    /// Where each sentence stands.
    pub spans: Vec<(u32, u32)>,
    /// The content words that are written with a capital in mid-sentence, sorted.
    names: Vec<u32>,
    pub figures: Vec<Figure>,
    pub turns: Vec<Turn>,
    pub signs: Vec<Sign>,
    /// The names that it tells, as read in the text.
    pub named: Vec<Named>,
    /// Who speaks, where it is a conversation.
    pub voices: Vec<Voice>,
}

impl Digest {
    pub fn of(article: &Article<'_>) -> Self {
        Self::of_statements(article, &article.statements)
    }

    /// The digest of some of an article's statements.
    pub fn of_statements<'s>(
        article: &Article<'_>,
        statements: impl IntoIterator<Item = &'s Statement, IntoIter: Clone>,
    ) -> Self {
        let statements = statements.into_iter();
        let words = statements.clone().map(|statement| statement.words.len()).sum();
        let count = statements.clone().count();
        let mut digest = Self {
            day: day_of(article),
            words: Vec::with_capacity(words),
            ends: Vec::with_capacity(count),
            spans: Vec::with_capacity(count),
            names: Vec::new(),
            figures: Vec::new(),
            turns: Vec::new(),
            signs: Vec::with_capacity(count),
            named: Vec::with_capacity(2 * count),
            voices: voices(&article.text, statements.clone()),
        };
        for statement in statements {
            let reading = Reading::new(article, statement, &digest);
            digest.words.extend(statement.words.iter().map(|word| word.hash));
            digest.names.extend(reading.capitals());
            digest.figures.extend(reading.figures());
            reading.signs_into(&mut digest);
            digest.named.extend(reading.named());
            digest.spans.push((statement.span.start, statement.span.end));
            digest.ends.push(length(digest.words.len()));
        }
        digest.names.sort_unstable();
        digest.names.dedup();
        digest
    }

    /// The content words of a sentence: indices into the words.
    pub fn sentence(&self, sentence: u32) -> std::ops::Range<usize> {
        let start = if sentence == 0 { 0 } else { self.ends[sentence as usize - 1] };
        start as usize..self.ends[sentence as usize] as usize
    }

    /// The content words of a name.
    pub fn words_of(&self, name: &Named) -> &[u32] {
        &self.words[name.words.0 as usize..name.words.1 as usize]
    }

    /// Where a sentence stands.
    pub fn span(&self, sentence: u32) -> Span {
        let (start, end) = self.spans[sentence as usize];
        Span { start, end }
    }
}

/// The figures of some of an article's statements, as their digest has them.
pub fn figures<'s>(article: &Article<'_>, statements: impl Iterator<Item = &'s Statement>) -> Vec<Figure> {
    let (mut figures, mut first) = (Vec::new(), 0);
    for (sentence, statement) in (0..).zip(statements) {
        figures.extend(Reading { article, statement, sentence, first }.figures());
        first += statement.words.len();
    }
    figures
}

/// One sentence on its way into a digest.
struct Reading<'a, 't> {
    article: &'a Article<'t>,
    statement: &'a Statement,
    /// Which of the digest's sentences it becomes.
    sentence: u32,
    /// How many content words of the digest stand before it.
    first: usize,
}

impl<'a, 't> Reading<'a, 't> {
    /// The sentence that comes next in a digest.
    fn new(article: &'a Article<'t>, statement: &'a Statement, digest: &Digest) -> Self {
        Self { article, statement, sentence: length(digest.ends.len()), first: digest.words.len() }
    }

    fn text(&self) -> &'a Segmented<'t> {
        &self.article.text
    }

    /// How many content words of the digest stand before a token.
    fn before(&self, token: usize) -> u32 {
        length(self.first + self.statement.words.partition_point(|word| (word.token as usize) < token))
    }

    /// The content words with a capital where only names have one.
    fn capitals(&self) -> impl Iterator<Item = u32> {
        let words = self.statement.words.iter();
        words.filter(|word| is_name(self.text(), self.statement.sentence, word.token)).map(|word| word.hash)
    }

    /// Its figures, those in dates among them.
    fn figures(&self) -> impl Iterator<Item = Figure> {
        let (quantities, tokens) = (&self.article.numbers, &self.statement.tokens);
        let first = quantities.partition_point(|quantity| quantity.tokens.end <= tokens.start);
        let inside = quantities[first..].iter().take_while(|one| one.tokens.start < tokens.end);
        inside.map(|one| Figure::new(self.text(), one, self.before(one.tokens.start), self.sentence))
    }

    /// Its words of direction, denial and the like.
    fn signs_into(&self, digest: &mut Digest) {
        let (text, sentence) = (self.text(), self.sentence);
        for at in self.statement.tokens.clone().filter(|&at| text.lexemes[at].sign) {
            let Lexeme { stem, negation, content, .. } = text.lexemes[at];
            let sense = sense(stem);
            let denied = if content { sign::denied(text, at) } else { None };
            if sense.is_none() && !negation && denied.is_none() {
                continue;
            }
            let sense = sense.unwrap_or_default();
            let before = self.before(at);
            // "Mum:" tells who speaks, and of nobody's mother
            if digest.voices.iter().any(|voice| (voice.words.0..voice.words.1).contains(&before)) {
                continue;
            }
            let (start, word) = (text.tokens[at].span.start, || text.text(at).to_owned());
            let up = sense.up.filter(|_| sign::is_direction(text, at));
            let sign = sign::kind(text, at, sense, negation).filter(|_| sense.up == up).map(|kind| (kind, stem));
            if let Some((kind, hash)) = sign.or(denied.map(|hash| (Kind::Denied, hash))) {
                digest.signs.push(Sign { kind, hash, at: before, sentence, start, word: word() });
            }
            if let Some(up) = up {
                digest.turns.push(Turn { up, at: before, sentence, start, word: word() });
            }
        }
    }

    /// The names that it tells.
    fn named(&self) -> impl Iterator<Item = Named> {
        let (text, sentence) = (self.text(), self.sentence);
        self.article.names_in(&self.statement.tokens).filter_map(move |(_, name)| {
            let words = (self.before(name.tokens.start), self.before(name.tokens.end));
            let is_told = words.0 < words.1 && !name.loose && !named::is_no_name(text, &name.tokens);
            is_told.then(|| Named {
                words,
                sentence,
                start: name.span.start,
                kind: name.kind,
                opens: named::opens_clause(text, name.tokens.start),
                says: named::is_told_to_say(text, name.tokens.end),
                written: text.slice(name.span).to_owned(),
            })
        })
    }
}

/// The day an article was made, in days since the year 1.
pub fn day_of(article: &Article<'_>) -> Option<i32> {
    article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day))
}

/// Whether a word has a capital where only names have one.
fn is_name(text: &Segmented<'_>, sentence: usize, token: u32) -> bool {
    let (sentence, token) = (&text.sentences[sentence], token as usize);
    let heading = || matches!(text.blocks[sentence.block].kind, BlockKind::Headline | BlockKind::Subheading);
    text.tokens[token].shape.has_capital() && sentence.tokens.start < token && !heading()
}

/// The upper half of a stem's hash.
pub fn half(hash: u64) -> u32 {
    u32::try_from(hash >> 32).expect("the upper half has 32 bits")
}

pub fn length(len: usize) -> u32 {
    u32::try_from(len).expect("a source is under 4 GiB")
}

/// A digest with what is looked up in it again and again.
#[derive(Debug)]
pub struct Known<'d> {
    pub source: SourceId,
    pub digest: &'d Digest,
    /// The distinct content words, sorted.
    pub vocabulary: Vec<u32>,
}

impl<'d> Known<'d> {
    pub fn new(source: SourceId, digest: &'d Digest) -> Self {
        let mut vocabulary = digest.words.clone();
        vocabulary.sort_unstable();
        vocabulary.dedup();
        Self { source, digest, vocabulary }
    }

    /// How many names this one tells, and how many of them the other does not know.
    pub fn names_outside(&self, other: &Known<'_>) -> (usize, usize) {
        let known = |name: &&Named| {
            self.digest.words[name.words.0 as usize..name.words.1 as usize].iter().any(|&word| other.has(word))
        };
        let mut all: Vec<&Named> = self.digest.named.iter().collect();
        all.sort_by(|a, b| a.written.cmp(&b.written));
        all.dedup_by(|a, b| a.written == b.written);
        (all.len(), all.len() - all.iter().filter(|name| known(name)).count())
    }

    /// Whether it is a conversation.
    pub fn is_spoken(&self) -> bool {
        !self.digest.voices.is_empty()
    }

    /// Whether a content word is written as a name is.
    pub fn is_name(&self, word: u32) -> bool {
        self.digest.names.binary_search(&word).is_ok()
    }

    pub fn has(&self, word: u32) -> bool {
        self.vocabulary.binary_search(&word).is_ok()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
