//! What a document says, as short as a summary of it can be compared with: content words, numbers, and words of
//! direction, sentence by sentence.

use serde::{Deserialize, Serialize};

use super::voice::{Voice, voices};
use crate::article::Article;
use crate::claim::contrast::{Sense, is_negation, month, sense, stem_hash, weekday};
use crate::claim::mix;
use crate::claim::statement::{Statement, is_function_word};
use crate::extract::name::NameKind;
use crate::extract::quantity::{Bound, Form, Quantity, Unit, agree, currency_sign};
use crate::extract::quote::is_saying;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::{SourceId, Span};

/// A document on its way to the comparison.
#[derive(Debug, Serialize, Deserialize)]
pub struct Digest {
    /// The day it was made, in days since the year 1.
    pub day: Option<i32>,
    /// Its content words, sentence after sentence.
    #[serde(with = "crate::claim::packed")]
    pub words: Vec<u32>,
    /// Where each sentence ends among them.
    pub ends: Vec<u32>,
    /// Where each sentence stands.
    pub spans: Vec<(u32, u32)>,
    /// The content words that are written with a capital in mid-sentence, sorted.
    #[serde(with = "crate::claim::packed")]
    names: Vec<u32>,
    pub figures: Vec<Figure>,
    pub turns: Vec<Turn>,
    pub signs: Vec<Sign>,
    /// The names that it tells, as read in the text.
    pub named: Vec<Named>,
    /// Who speaks, where it is a conversation.
    pub voices: Vec<Voice>,
}

/// A word that may turn around what is said, or that says when.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sign {
    pub kind: Kind,
    /// Hash of its stem.
    pub hash: u32,
    pub at: u32,
    pub sentence: u32,
    pub start: u32,
    pub word: String,
}

/// What a [`Sign`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Another word says the opposite of it.
    Opposite,
    /// It is one of several of a kind.
    OfKind,
    /// "unpaid", "non-profit": the hash is that of what it denies.
    Denied,
    /// "not", "never", "without"
    Negation,
    /// "lack", "except", "only"
    Negative,
    /// A weekday or a month with its number.
    Weekday(u8),
    Month(u8),
}

/// Somebody or something that is named.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// A number and where it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figure {
    pub value: f64,
    grain: f64,
    bound: u8,
    /// Hash of the unit's name; 0 for a bare number.
    pub unit: u32,
    pub ordinal: bool,
    pub year: bool,
    /// A span of time or an age.
    pub time: bool,
    pub figures: bool,
    /// Hash of the stem of the noun that is counted; 0 for none.
    pub noun: u32,
    /// How many content words stand before it in the document.
    pub at: u32,
    pub sentence: u32,
    pub start: u32,
    pub written: String,
}

/// A word that says which way a figure went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Turn {
    pub up: bool,
    pub at: u32,
    pub sentence: u32,
    pub start: u32,
    pub word: String,
}

impl Figure {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.written.len()) }
    }

    /// Whether this is the other figure with its last digits left out, as in a headline: "80 million" for "80.7 million".
    pub fn is_cut_from(&self, other: &Figure) -> bool {
        let left_out = other.value - self.value;
        self.is_like(other) && other.grain < self.grain && (0.0..self.grain).contains(&left_out)
    }

    /// Whether two figures can tell the same: one value as far as they are exact, one unit as far as both name one. A
    /// bound holds only for what it is a bound of.
    pub fn agrees(&self, other: &Figure) -> bool {
        let units = self.unit == other.unit || self.unit == 0 || other.unit == 0;
        let ordinals = !(self.ordinal && other.ordinal) || self.noun == other.noun || self.noun == 0 || other.noun == 0;
        let one_thing = self.is_like(other) && self.noun == other.noun;
        let bound = |figure: &Figure| match figure.bound {
            1 => Bound::About,
            2 if one_thing => Bound::AtLeast,
            3 if one_thing => Bound::AtMost,
            _ => Bound::Exact,
        };
        // "more than 300" allows 312, and says nothing of 3,000
        let near = self.value.abs().max(other.value.abs()) <= 1.25 * self.value.abs().min(other.value.abs());
        // and two bounds of one kind are one bound
        let near = near && !(self.bound == other.bound && self.bound >= 2);
        let bound = |figure: &Figure| if near { bound(figure) } else { Bound::Exact };
        // a rounded value tells the same only of the same kind
        let (mine, theirs) = if self.is_like(other) { (self.grain, other.grain) } else { (1.0, 1.0) };
        units && ordinals && agree((self.value, bound(self), mine), (other.value, bound(other), theirs))
    }

    /// Whether the figure tells a value, rounded to the last digit that it writes.
    pub fn tells(&self, value: f64) -> bool {
        (self.value - value).abs() <= self.grain / 2.0 * 1.000_001
    }

    /// Whether it says "more than" or "at least".
    pub fn is_least(&self) -> bool {
        self.bound == 2
    }

    /// Whether one says "more than" and the other "less than" the same.
    pub fn is_other_bound(&self, other: &Figure) -> bool {
        let same = (self.value - other.value).abs() <= 1e-9 * self.value.abs();
        same && self.is_like(other) && matches!((self.bound, other.bound), (2, 3) | (3, 2))
    }

    /// Whether two figures are of one kind, so that one can stand in the other's place.
    pub fn is_like(&self, other: &Figure) -> bool {
        self.unit == other.unit && self.ordinal == other.ordinal && self.year == other.year
    }
}

impl Sign {
    /// Whether a content word where it stands is itself: function words are none.
    pub fn is_word(&self, word: u32) -> bool {
        self.hash == word || self.kind == Kind::Denied
    }

    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.word.len()) }
    }
}

impl Named {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.written.len()) }
    }
}

impl Turn {
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.start + length(self.word.len()) }
    }
}

/// How many content words a short document has at most.
const SHORT: usize = 80;

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
        let text = &article.text;
        let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
        let mut digest = Self {
            day,
            words: Vec::with_capacity(words),
            ends: Vec::new(),
            spans: Vec::new(),
            names: Vec::new(),
            figures: Vec::new(),
            turns: Vec::new(),
            signs: Vec::new(),
            named: Vec::new(),
            voices: voices(text, statements.clone()),
        };
        // figures in dates count here as others do
        let quantities = &article.numbers;
        for statement in statements {
            let sentence = length(digest.ends.len());
            let first = digest.words.len();
            digest.words.extend(statement.words.iter().map(|word| word.hash));
            digest.names.extend(statement.words.iter().filter(|word| is_name(text, word.token)).map(|word| word.hash));
            let before =
                |token: usize| length(first + statement.words.partition_point(|word| (word.token as usize) < token));
            let first = quantities.partition_point(|quantity| quantity.tokens.end <= statement.tokens.start);
            for quantity in quantities[first..].iter().take_while(|one| one.tokens.start < statement.tokens.end) {
                digest.figures.push(figure(text, quantity, before(quantity.tokens.start), sentence));
            }
            let mut words = statement.words.iter().peekable();
            for at in statement.tokens.clone() {
                let content = words.next_if(|word| word.token as usize == at);
                if text.tokens[at].kind != TokenKind::Word {
                    continue;
                }
                let stem = content.map_or_else(|| half(stem_hash(text.lower(at))), |word| word.hash);
                let denied = content.and_then(|_| denied(text, at));
                let sense = match sense(stem) {
                    None if text.tokens[at].plain && denied.is_none() => continue,
                    sense => sense.unwrap_or_default(),
                };
                // "Mum:" tells who speaks, and of nobody's mother
                if digest.voices.iter().any(|voice| (voice.words.0..voice.words.1).contains(&before(at))) {
                    continue;
                }
                let (start, word) = (text.tokens[at].span.start, || text.text(at).to_owned());
                let up = sense.up.filter(|_| is_direction(text, at));
                let sign = sign(text, at, sense).filter(|_| sense.up == up).map(|kind| (kind, stem));
                if let Some((kind, hash)) = sign.or(denied.map(|hash| (Kind::Denied, hash))) {
                    digest.signs.push(Sign { kind, hash, at: before(at), sentence, start, word: word() });
                }
                if let Some(up) = up {
                    digest.turns.push(Turn { up, at: before(at), sentence, start, word: word() });
                }
            }
            let first = article.names.partition_point(|name| name.tokens.end <= statement.tokens.start);
            for name in article.names[first..].iter().take_while(|name| name.tokens.start < statement.tokens.end) {
                let words = (before(name.tokens.start), before(name.tokens.end));
                if words.0 < words.1 && !name.loose && !is_no_name(text, &name.tokens) {
                    let (start, written) = (name.span.start, text.slice(name.span).to_owned());
                    let (opens, says) = (opens_clause(text, name.tokens.start), is_told_to_say(text, name.tokens.end));
                    digest.named.push(Named { words, sentence, start, kind: name.kind, opens, says, written });
                }
            }
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

    /// Hashes of two content words in a row, in the order of the text.
    pub fn pairs(&self) -> impl Iterator<Item = u64> + '_ {
        (0..length(self.ends.len()))
            .flat_map(|sentence| self.words[self.sentence(sentence)].windows(2).map(|two| pair(two[0], two[1])))
    }

    /// The pairs under which documents meet.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.pairs().filter(|&pair| is_key(pair, self.words.len(), !self.voices.is_empty()))
    }
}

/// The hash of two content words in a row.
pub fn pair(first: u32, second: u32) -> u64 {
    mix([first.into(), second.into()])
}

/// Whether documents meet under a pair: under every second one, the same ones in all documents, and under all of one with
/// few words and of a conversation.
pub fn is_key(pair: u64, words: usize, spoken: bool) -> bool {
    words <= SHORT || spoken || pair.is_multiple_of(2)
}

/// Whether a word has a capital where only names have one.
fn is_name(text: &Segmented<'_>, token: u32) -> bool {
    let token = token as usize;
    let sentence = || text.sentence_of(token).map(|sentence| &text.sentences[sentence]);
    let heading = |block: usize| matches!(text.blocks[block].kind, BlockKind::Headline | BlockKind::Subheading);
    text.tokens[token].shape.has_capital()
        && sentence().is_some_and(|sentence| sentence.tokens.start < token && !heading(sentence.block))
}

/// The upper half of a stem's hash.
fn half(hash: u64) -> u32 {
    u32::try_from(hash >> 32).expect("the upper half has 32 bits")
}

/// What a word turns around or when it says.
fn sign(text: &Segmented<'_>, at: usize, sense: Sense) -> Option<Kind> {
    let word = text.lower(at);
    let capital = text.tokens[at].shape.has_capital();
    let verb = || matches!(word, "failed" | "fails" | "refused" | "refuses" | "declined" | "declines");
    let negates = (sense.negation || !text.tokens[at].plain) && is_negation(word);
    let next = || if at + 1 < text.tokens.len() { text.lower(at + 1) } else { "" };
    // "no more than" sets a bound, "not only" denies nothing
    let bounds =
        || matches!(next(), "more" | "less" | "fewer" | "later" | "earlier" | "sooner" | "only" | "just" | "merely");
    if negates && matches!(word, "no" | "not") && bounds() {
        return None;
    }
    if negates && (!verb() || next() == "to") {
        return Some(Kind::Negation);
    }
    if sense.calendar && capital {
        let day = weekday(word).filter(|_| word.len() > 3).map(Kind::Weekday);
        if let Some(kind) = day.or_else(|| month(word).map(Kind::Month)) {
            return Some(kind);
        }
    }
    let opposes = || !is_function_word(word) || matches!(word, "before" | "after" | "more" | "fewer" | "less");
    if sense.opposite && opposes() {
        return Some(Kind::Opposite);
    }
    if sense.negative {
        return Some(Kind::Negative);
    }
    sense.of_kind.then_some(Kind::OfKind)
}

/// The stem of what a word denies: "unpaid", "non-profit".
fn denied(text: &Segmented<'_>, at: usize) -> Option<u32> {
    let word = text.lower(at);
    let hyphen =
        || at + 2 < text.tokens.len() && text.is_mark(at + 1, b'-') && text.glued(at + 1) && text.glued(at + 2);
    let rest = match word.strip_prefix("un").or_else(|| word.strip_prefix("non"))? {
        "" if word == "non" && hyphen() => text.lower(at + 2),
        rest => rest,
    };
    (rest.len() >= 4).then(|| half(stem_hash(rest)))
}

/// Whether a word that may tell a direction does: "up to 30%" goes nowhere, and "sign up", "draw down" are other verbs.
fn is_direction(text: &Segmented<'_>, at: usize) -> bool {
    if !matches!(text.lower(at), "up" | "down") {
        // "Slide 17"
        let numbered = at + 1 < text.tokens.len() && text.tokens[at + 1].kind == TokenKind::Number;
        return !(numbered && text.tokens[at].shape.has_capital());
    }
    let next = if at + 1 < text.tokens.len() { text.lower(at + 1) } else { "" };
    let before = if at > 0 { text.lower(at - 1) } else { "" };
    let figure = |token: &str| token.starts_with(|c: char| c.is_ascii_digit()) || currency_sign(token).is_some();
    let measured = matches!(
        next,
        "from"
            | "by"
            | "about"
            | "nearly"
            | "almost"
            | "slightly"
            | "sharply"
            | "modestly"
            | "over"
            | "compared"
            | "more"
    );
    let is = matches!(
        before,
        "is" | "are" | "was" | "were" | "be" | "been" | "went" | "go" | "goes" | "gone" | "," | "%" | "percent"
    );
    next != "to" && (figure(next) || measured || is || figure(before))
}

/// "Rural Clinics Act - Requires ...": a word behind a dash has the capital of a sentence's first, and "I'll" has its own.
fn is_no_name(text: &Segmented<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let dash = |at: usize| matches!(text.text(at), "-" | "–" | "—" | ":") && !text.glued(at + 1);
    let contracted = text.lower(tokens.start).starts_with("i'") || text.lower(tokens.start).starts_with("i’");
    tokens.len() == 1 && (contracted || tokens.start > 0 && dash(tokens.start - 1))
}

/// Whether a clause may begin at a token: a sentence does, or what a comma or a joining word parts from the rest.
fn opens_clause(text: &Segmented<'_>, token: usize) -> bool {
    // "Mayor Lisbet Crane"
    let capital = |&at: &usize| text.tokens[at].kind == TokenKind::Word && text.tokens[at].shape.has_capital();
    let sentence = text.sentence_of(token).map_or(token, |sentence| text.sentences[sentence].tokens.start);
    let titles = (sentence..token).rev().take_while(capital).count();
    let first = token - titles == sentence;
    let joins = |word: &str| {
        matches!(
            word,
            "," | ";" | "and" | "but" | "while" | "whereas" | "because" | "although" | "that" | "as" | "then" | "so"
        )
    };
    first || token > 0 && joins(text.lower(token - 1))
}

/// Whether a verb of saying follows.
fn is_told_to_say(text: &Segmented<'_>, token: usize) -> bool {
    token < text.tokens.len() && is_saying(text.lower(token))
}

fn figure(text: &Segmented<'_>, quantity: &Quantity, at: u32, sentence: u32) -> Figure {
    let noun = quantity.counted.map_or(0, |token| half(stem_hash(text.lower(token))));
    let unit = match quantity.unit {
        Unit::None | Unit::Year => 0,
        // whether of money or of weight is told by the text around
        Unit::Measure("pound") => half(stem_hash(Unit::Money("GBP").name())),
        unit => half(stem_hash(unit.name())),
    };
    Figure {
        value: quantity.value,
        grain: quantity.grain,
        bound: match quantity.bound {
            Bound::Exact => 0,
            Bound::About => 1,
            Bound::AtLeast => 2,
            Bound::AtMost => 3,
        },
        unit,
        ordinal: quantity.form == Form::Ordinal,
        year: quantity.unit == Unit::Year,
        time: matches!(
            quantity.unit,
            Unit::Measure("second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year" | "decade")
        ),
        figures: quantity.figures,
        noun,
        at,
        sentence,
        start: quantity.span.start,
        written: text.slice(quantity.span).to_owned(),
    }
}

fn length(len: usize) -> u32 {
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

    /// The share of this one's pairs of words that the other has, too, and how many they are.
    pub fn pairs_in(&self, other: &Known<'_>) -> (f64, usize) {
        let mut theirs: Vec<u64> = other.digest.pairs().collect();
        theirs.sort_unstable();
        let (mut all, mut common) = (0, 0);
        for pair in self.digest.pairs() {
            all += 1;
            common += usize::from(theirs.binary_search(&pair).is_ok());
        }
        (share(common, all), common)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
