//! Words -> [`Classes`]: what lists say of a word, a bit for each list, told by one look into one table.
//!
//! The lists stand where their words matter. Whoever asks, of each word of a text, whether it is in a list asks for its
//! bit; a look into the list itself is left for single words.

use std::ops::BitOr;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::checks::toll::counted::FATES;
use crate::checks::two_offices::CHANGE;
use crate::checks::wrong_given_name::KIN;
use crate::claim::age::GENERATIONS;
use crate::claim::contrast::NEGATIONS;
use crate::claim::happening::{NOUNS, TELLING_WORDS};
use crate::claim::hash_word;
use crate::claim::jubilee::TOLD;
use crate::claim::life::VERB_WORDS;
use crate::claim::office::ADMINISTRATIONS;
use crate::claim::statement::FUNCTION_WORDS;
use crate::claim::tense as clause;
use crate::extract::date::lexicon::{self, Word};
use crate::extract::date::tense;
use crate::extract::quantity::{ARTICLES, STARTS};
use crate::extract::quote::SAYING;
use crate::segment::{LEADING, NOTICES};
use crate::words::Words;

/// A set of lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

impl Classes {
    pub const NONE: Self = Self(0);
    /// Carries grammar rather than content.
    pub const GRAMMAR: Self = Self(1);
    /// Turns what is said around; contractions are in no list.
    pub const NEGATION: Self = Self(1 << 1);
    /// May start a number in words, whatever follows.
    pub const NUMBER: Self = Self(1 << 2);
    /// May start one with the word behind it: "a dozen".
    pub const ARTICLE: Self = Self(1 << 18);
    /// Is of digits, or of digits and letters; no word, and in no list.
    pub const FIGURE: Self = Self(1 << 19);
    /// May start a time expression.
    pub const TIME: Self = Self(1 << 20);
    /// Opens a quotation; a mark, and in no list.
    pub const QUOTE: Self = Self(1 << 21);
    /// Every notice of a correction has one of these.
    pub const NOTICE: Self = Self(1 << 22);
    /// Tells what happened to people who are counted.
    pub const FATE: Self = Self(1 << 23);
    /// A happening that has no name.
    pub const NAMELESS: Self = Self(1 << 24);
    /// Tells of an anniversary.
    pub const JUBILEE: Self = Self(1 << 25);
    /// Tells that somebody came to another office.
    pub const CHANGE: Self = Self(1 << 26);
    /// Tells of kin, or of others in an office.
    pub const KIN: Self = Self(1 << 27);
    /// Tells people of one name apart.
    pub const GENERATION: Self = Self(1 << 28);
    /// Calls a government by the name of its head.
    pub const ADMINISTRATION: Self = Self(1 << 29);
    /// Tells what several are worth each.
    pub const AVERAGE: Self = Self(1 << 30);
    /// "anniversary", "born", "died", "year": checks look for nothing where these don't stand.
    pub const ANNIVERSARY: Self = Self(1 << 31);
    pub const BORN: Self = Self(1 << 32);
    pub const DIED: Self = Self(1 << 33);
    pub const YEAR: Self = Self(1 << 34);
    /// Leads to what tells that a sentence is such a notice.
    pub const NOTICE_SENTENCE: Self = Self(1 << 35);
    /// May be the verb of a step of somebody's life.
    pub const STEP: Self = Self(1 << 3);
    /// May tell of a happening.
    pub const HAPPENING: Self = Self(1 << 4);
    /// Tells speech.
    pub const SPEECH: Self = Self(1 << 5);
    /// Ends in "'ll".
    pub const WILL: Self = Self(1 << 6);

    /// Tells what lies ahead of a date's clause, what is past or what is (see [`tense`]).
    pub const FUTURE: Self = Self(1 << 7);
    pub const PAST: Self = Self(1 << 8);
    pub const PRESENT: Self = Self(1 << 9);
    /// Does so with the word before or behind it.
    pub const TENSE_OF_TWO: Self = Self(1 << 10);
    /// Says who spoke, and not when the rest is.
    pub const SAID: Self = Self(1 << 11);
    /// Tells, with an infinitive, what is to be done.
    pub const INTENT: Self = Self(1 << 12);

    /// Tells of what has not happened, or not yet, by itself or with the word before or behind it (see [`clause`]).
    pub const OPEN: Self = Self(1 << 13);
    pub const OPEN_OF_TWO: Self = Self(1 << 14);
    /// Tells of a story that did not happen.
    pub const FICTION: Self = Self(1 << 15);
    /// The past of an irregular verb, and what looks like that of a regular one.
    pub const IRREGULAR: Self = Self(1 << 16);
    pub const REGULAR: Self = Self(1 << 17);

    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether a word is in any list of a set.
    #[inline]
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

/// The lists, each with what it says of its words.
static LISTS: [(&Words, Classes); 22] = [
    (&FUNCTION_WORDS, Classes::GRAMMAR),
    (&NEGATIONS, Classes::NEGATION),
    (&STARTS, Classes::NUMBER),
    (&ARTICLES, Classes::ARTICLE),
    (&VERB_WORDS, Classes::STEP),
    (&TELLING_WORDS, Classes::HAPPENING),
    (&SAYING, Classes::SPEECH),
    (&tense::FUTURE, Classes::FUTURE),
    (&tense::SCHEDULED, Classes::FUTURE),
    (&tense::PAST, Classes::PAST),
    (&tense::PRESENT, Classes::PRESENT),
    (&tense::OF_TWO, Classes::TENSE_OF_TWO),
    (&tense::SAYING, Classes::SAID),
    (&tense::INTENT, Classes::INTENT),
    (&clause::OPEN, Classes::OPEN),
    (&clause::FICTION, Classes::FICTION),
    (&clause::IRREGULAR, Classes::IRREGULAR),
    (&clause::OF_TWO, Classes::OPEN_OF_TWO),
    (&NOUNS, Classes::NAMELESS),
    (&TOLD, Classes::JUBILEE),
    (&CHANGE, Classes::CHANGE),
    (&KIN, Classes::KIN),
];

/// Lists that nobody looks a single word up in.
const SHORT_LISTS: [(&[&str], Classes); 8] = [
    (GENERATIONS, Classes::GENERATION),
    (ADMINISTRATIONS, Classes::ADMINISTRATION),
    (&["average", "averaging"], Classes::AVERAGE),
    (&["anniversary"], Classes::ANNIVERSARY),
    (&["born"], Classes::BORN),
    (&["died"], Classes::DIED),
    (&["year"], Classes::YEAR),
    (LEADING, Classes::NOTICE_SENTENCE),
];

/// All lists; those that are kept in parts stand here part by part.
fn lists() -> impl Iterator<Item = (&'static [&'static str], Classes)> {
    let whole = LISTS.iter().map(|&(words, class)| (&**words, class));
    let fates = FATES.iter().map(|&(_, words)| (words, Classes::FATE));
    let notices = NOTICES.iter().map(|&words| (words, Classes::NOTICE));
    whole.chain(SHORT_LISTS).chain(fates).chain(notices)
}

/// What the lists say of a word, and what it may be in a time expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    pub classes: Classes,
    pub time: Word,
}

const UNLISTED: Listed = Listed { classes: Classes::NONE, time: Word::Other };

/// What is listed of a word in lower case with this hash (see [`hash_word`]).
pub(super) fn listed(lower: &str, hash: u64) -> Listed {
    static LISTED: LazyLock<FxHashMap<u64, Listed>> = LazyLock::new(|| {
        let mut listed: FxHashMap<u64, Listed> = FxHashMap::default();
        let hash = |word: &str| hash_word(word.as_bytes());
        for (words, class) in lists() {
            for &word in words {
                listed.entry(hash(word)).or_insert(UNLISTED).classes.add(class);
            }
        }
        for &(word, time) in lexicon::words() {
            listed.entry(hash(word)).or_insert(UNLISTED).time = time;
        }
        listed
    });
    let Listed { classes, time } = LISTED.get(&hash).copied().unwrap_or(UNLISTED);
    Listed { classes: classes | tense::by_ending(lower) | clause::by_ending(lower), time }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(word: &str) -> Listed {
        super::listed(word, hash_word(word.as_bytes()))
    }

    #[test]
    fn a_word_is_in_the_classes_of_its_lists_alone() {
        for (words, class) in lists() {
            assert!(words.iter().all(|word| listed(word).classes.has(class)));
        }
        let unheard = listed("zeugma");
        assert_eq!((unheard.classes, unheard.time), (Classes::NONE, Word::Other));
        let both = listed("may");
        assert!(both.classes.has(Classes::FUTURE) && both.classes.has(Classes::GRAMMAR));
        assert!(!both.classes.has(Classes::PAST | Classes::STEP) && both.time == Word::Month(5));
    }
}
