//! Words -> what each is by its letters alone: [`Lexeme`]s, each worked out once for all the places where a thread meets
//! its word.
//!
//! A text is mostly made of words that were read before, and every extractor asks the same few things of each. A lexeme
//! depends on nothing but how the word is written, so that what is remembered of other documents never changes what is
//! read in this one.

mod classes;

use std::borrow::Cow;
use std::cell::RefCell;
use std::slice;

use crate::ahead::approach;
use crate::checks::summary::may_deny;
use crate::claim::contrast::{is_contracted_not, sense, stem_hash};
use crate::claim::hash_word;
use crate::extract::date::lexicon::{self, Word};
use crate::extract::name::starts_in_lower_case;
use crate::extract::quote::closing_mark;
use crate::knowledge::hash::mixed;
use crate::knowledge::{fold, lexicon as known};
use crate::segment::{Token, TokenKind};

pub(crate) use classes::Classes;
use classes::{Listed, listed};

/// What a word is by its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme {
    /// Hash of the word in lower case (see [`hash_word`]), or of a figure; 0 of marks.
    pub hash: u64,
    /// The upper half of the hash of its stem.
    pub stem: u32,
    /// What it may be in a time expression.
    pub(crate) time: Word,
    /// What lists say of it.
    pub(crate) classes: Classes,
    /// Whether it carries content rather than grammar.
    pub content: bool,
    /// Whether it turns what is said around.
    pub negation: bool,
    /// Whether it may turn around or deny what is said, or say when or which way: what a digest takes note of.
    pub sign: bool,
    /// Whether a name may start with it in lower case: "de Blasio".
    pub particle: bool,
    /// What is known of a word that has a capital; of others nothing is looked up (see [`crate::segment::Segmented::listed`]).
    pub listed: known::Listed,
}

impl Lexeme {
    /// Of what says nothing.
    const NONE: Self = Self {
        hash: 0,
        stem: 0,
        time: Word::Other,
        classes: Classes::NONE,
        content: false,
        negation: false,
        sign: false,
        particle: false,
        listed: known::Listed::NONE,
    };

    /// Of a word in lower case.
    fn of(lower: &str, Token { shape, plain, .. }: Token) -> Self {
        let stem = u32::try_from(stem_hash(lower) >> 32).expect("the upper half has 32 bits");
        let hash = hash_word(lower.as_bytes());
        let Listed { classes, time } = listed(lower, hash);
        let time = lexicon::as_written(time, lower, shape);
        let negation = classes.has(Classes::NEGATION) || is_contracted_not(lower);
        let content = lower.len() > 1 && !classes.has(Classes::GRAMMAR);
        let folded = || if plain { Cow::Borrowed(lower) } else { fold(lower) };
        Self {
            hash,
            stem,
            time,
            classes: classes | starting(time),
            content,
            negation,
            sign: sense(stem).is_some() || negation || (content && may_deny(lower)),
            particle: starts_in_lower_case(lower),
            listed: if shape.has_capital() { known::Listed::of(&folded()) } else { known::Listed::NONE },
        }
    }

    /// Of a mark or a figure, in lower case: all that it may be is a part of a time expression or of a number, or the mark
    /// that opens a quotation.
    fn beside_words(lower: &str, kind: TokenKind) -> Self {
        let time = lexicon::beside_words(kind, lower);
        let (hash, class) = match kind {
            TokenKind::Mark if closing_mark(lower).is_some() => (0, Classes::QUOTE),
            TokenKind::Mark | TokenKind::Possessive => (0, Classes::NONE),
            TokenKind::Number | TokenKind::Mixed => (hash_word(lower.as_bytes()), Classes::FIGURE),
            TokenKind::Word | TokenKind::Address => (hash_word(lower.as_bytes()), Classes::NONE),
        };
        Self { hash, time, classes: class | starting(time), ..Self::NONE }
    }
}

/// Whether a time expression may start with a word.
fn starting(time: Word) -> Classes {
    if time.starts_nothing() { Classes::NONE } else { Classes::TIME }
}

/// How many words a thread remembers, in buckets of two: enough for more than nine of ten words of a text.
const BUCKETS: usize = 1 << BUCKET_BITS;
const BUCKET_BITS: u32 = 13;

/// How many words are looked for at a time.
const AHEAD: usize = 32;

/// How long the words are that are remembered, at most: few are longer.
const LONGEST: usize = size_of::<u128>();

/// A word by its bytes as written, since its capitals bear on what it may be, all in one number: nothing else has to be
/// fetched to tell it from others. With what it is, it fills one line of the cache.
#[repr(align(64))]
#[derive(Debug, Clone, Copy)]
struct Known {
    letters: u128,
    lexeme: Lexeme,
}

const _: () = assert!(size_of::<Known>() == 64);

/// What a thread remembers.
struct Memory {
    /// Each word has one bucket.
    words: Box<[[Known; 2]; BUCKETS]>,
    /// Which word of a bucket was met last; the other one is driven out.
    last: Box<[bool; BUCKETS]>,
    /// The marks of ASCII.
    marks: [Lexeme; 128],
}

impl Memory {
    fn new() -> Self {
        let nothing = Known { letters: 0, lexeme: Lexeme::NONE };
        let mark = |at: usize| {
            let mark = char::from(u8::try_from(at).expect("128 marks"));
            Lexeme::beside_words(mark.encode_utf8(&mut [0]), TokenKind::Mark)
        };
        Self {
            words: vec![[nothing; 2]; BUCKETS].try_into().expect("as many buckets as that"),
            last: Box::new([false; BUCKETS]),
            marks: std::array::from_fn(mark),
        }
    }

    /// What is remembered of a word in its bucket, or made and remembered now.
    #[inline]
    fn word(&mut self, bucket: usize, letters: u128, make: impl FnOnce() -> Lexeme) -> &Lexeme {
        let (known, last) = (&mut self.words[bucket], &mut self.last[bucket]);
        if known[usize::from(*last)].letters != letters {
            *last = !*last;
            let other = &mut known[usize::from(*last)];
            if other.letters != letters {
                *other = Known { letters, lexeme: make() };
            }
        }
        &known[usize::from(*last)].lexeme
    }
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::new(Memory::new());
}

fn bucket_of(letters: u128) -> usize {
    let halves = (letters as u64) ^ ((letters >> 64) as u64).rotate_left(29);
    (mixed(halves) >> (u64::BITS - BUCKET_BITS)) as usize
}

/// The bytes of a word as one number; 0 for a longer one. No word has a byte of zero.
fn letters(text: &str, token: &Token) -> u128 {
    let mask = MASKS.get(token.span.len()).copied().unwrap_or(0);
    let rest = &text.as_bytes()[token.span.start as usize..];
    let letters = rest.first_chunk().map_or_else(
        || {
            let mut last = [0; LONGEST];
            last[..rest.len()].copy_from_slice(rest);
            u128::from_le_bytes(last)
        },
        |&letters| u128::from_le_bytes(letters),
    );
    letters & mask
}

/// The bits of so many bytes.
static MASKS: [u128; LONGEST + 1] = {
    let mut masks = [0; LONGEST + 1];
    let mut len = 1;
    while len <= LONGEST {
        masks[len] = u128::MAX >> (8 * (LONGEST - len));
        len += 1;
    }
    masks
};

/// The lexeme of each token of a text, which is given as written and in lower case, and the lists of which it has a word.
pub(crate) fn lexemes(text: &str, lower: &str, tokens: &[Token]) -> (Vec<Lexeme>, Classes) {
    let mut lexemes = Vec::with_capacity(tokens.len());
    let classes = MEMORY.with_borrow_mut(|memory| {
        let mut classes = Classes::NONE;
        for tokens in tokens.chunks(AHEAD) {
            let (mut words, mut buckets) = ([0; AHEAD], [0; AHEAD]);
            for ((token, word), bucket) in tokens.iter().zip(&mut words).zip(&mut buckets) {
                *word = letters(text, token);
                *bucket = bucket_of(*word);
            }
            approach(buckets.iter().flat_map(|&bucket| &memory.words[bucket]).map(|known| known.letters as u8));
            for ((token, word), bucket) in tokens.iter().zip(words).zip(buckets) {
                let lower = || &lower[token.span.range()];
                // what is remembered is copied from where it lies
                let made;
                let lexeme = match token.kind {
                    TokenKind::Word if word != 0 => memory.word(bucket, word, || Lexeme::of(lower(), *token)),
                    TokenKind::Word => {
                        made = Lexeme::of(lower(), *token);
                        &made
                    }
                    kind => match memory.marks.get(usize::from(text.as_bytes()[token.span.start as usize])) {
                        Some(mark) if kind == TokenKind::Mark => mark,
                        _ => {
                            made = Lexeme::beside_words(lower(), kind);
                            &made
                        }
                    },
                };
                classes.add(lexeme.classes);
                lexemes.extend_from_slice(slice::from_ref(lexeme));
            }
        }
        classes
    });
    (lexemes, classes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    #[test]
    fn what_is_remembered_is_what_is_worked_out() {
        let text = "Will may march in May. MAY Jan, jan: the third of them was not unable; no-one can't. Zürich ünder internationalisation, a";
        for _ in 0..2 {
            let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
            let text = segment(read(&source));
            assert_eq!(text.lexemes.len(), text.tokens.len());
            for (at, token) in text.tokens.iter().enumerate() {
                let is_word = token.kind == TokenKind::Word;
                let lexeme = if is_word {
                    Lexeme::of(text.lower(at), *token)
                } else {
                    Lexeme::beside_words(text.lower(at), token.kind)
                };
                assert_eq!(text.lexemes[at], lexeme, "{}", text.text(at));
            }
            let time = |at: usize| text.lexemes[at].time;
            assert_eq!((time(1), time(4)), (Word::Other, Word::Month(5)), "a month has a capital");
        }
    }
}
