//! Words -> [`Classes`]: what lists say of a word, a bit for each list, told by one look into one table.
//!
//! The lists stand where their words matter. Whoever asks, of each word of a text, whether it is in a list asks for its
//! bit; a look into the list itself is left for single words.

use std::ops::BitOr;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::checks::toll::counted::FATES;
use crate::checks::two_offices::CHANGE;
use crate::claim::contrast::NEGATIONS;
use crate::claim::course;
use crate::claim::happening::{NOUNS, TELLING_WORDS};
use crate::claim::jubilee::TOLD;
use crate::claim::life::VERB_WORDS;
use crate::claim::statement::FUNCTION_WORDS;
use crate::claim::tense as clause;
use crate::extract::date::lexicon::{self, Word};
use crate::extract::date::tense;
use crate::extract::name::words as name;
use crate::extract::quantity::{ARTICLES, STARTS};
use crate::extract::quote::SAYING;
use crate::knowledge::organisation;
use crate::segment::NOTICES;
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
    /// Tells that something began, or stopped for a while (see [`course`]).
    pub const BEGINNING: Self = Self(1 << 27);
    pub const STOPPING: Self = Self(1 << 28);
    /// Is no part of an organisation's name that tells it from others, or is joined with the word behind its hyphen.
    pub const SMALL: Self = Self(1 << 29);
    pub const HALF: Self = Self(1 << 30);
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

    /// What a word may be in a name, or beside one (see [`name`]).
    pub const TITLE: Self = Self(1 << 32);
    pub const MODIFIER: Self = Self(1 << 33);
    pub const REGNAL: Self = Self(1 << 34);
    pub const PERSONAL: Self = Self(1 << 35);
    pub const ORGANISATION: Self = Self(1 << 36);
    pub const SPOT: Self = Self(1 << 37);
    pub const PARTICLE: Self = Self(1 << 38);
    pub const SUFFIX: Self = Self(1 << 39);
    pub const POSTNOMINAL: Self = Self(1 << 40);
    /// Verbs of those who speak or act beside a name, what stands between them, and what somebody suffers or owns.
    pub const ACTS: Self = Self(1 << 41);
    pub const AUXILIARY: Self = Self(1 << 42);
    pub const SUFFERED: Self = Self(1 << 43);
    pub const OWNED: Self = Self(1 << 44);
    pub const SAYS: Self = Self(1 << 45);
    /// Is no name, however it is written.
    pub const FUNCTION: Self = Self(1 << 46);
    pub const CALENDAR: Self = Self(1 << 47);

    /// Those of a word in lower case.
    #[must_use]
    pub fn of(lower: &str) -> Self {
        listed(lower).classes
    }

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
static LISTS: [(&Words, Classes); 41] = [
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
    (&organisation::SMALL, Classes::SMALL),
    (&organisation::JOINED, Classes::HALF),
    (&course::BEGIN, Classes::BEGINNING),
    (&course::STOP, Classes::STOPPING),
    (name::TITLES, Classes::TITLE),
    (name::MODIFIERS, Classes::MODIFIER),
    (name::REGNAL, Classes::REGNAL),
    (name::PERSONAL, Classes::PERSONAL),
    (name::ORGANISATIONS, Classes::ORGANISATION),
    (name::SPOTS, Classes::SPOT),
    (name::PARTICLES, Classes::PARTICLE),
    (name::SUFFIXES, Classes::SUFFIX),
    (name::POSTNOMINALS, Classes::POSTNOMINAL),
    (name::SAYING, Classes::ACTS),
    (name::AUXILIARY, Classes::AUXILIARY),
    (name::SUFFERED, Classes::SUFFERED),
    (name::OWNED, Classes::OWNED),
    (name::SAYS, Classes::SAYS),
    (name::FUNCTION, Classes::FUNCTION),
    (name::CALENDAR, Classes::CALENDAR),
];

/// Those lists, and the ones that are kept in parts.
fn lists() -> impl Iterator<Item = (&'static [&'static str], Classes)> {
    let whole = LISTS.iter().map(|&(words, class)| (&**words, class));
    let fates = FATES.iter().map(|&(_, words)| (words, Classes::FATE));
    whole.chain(fates).chain(NOTICES.iter().map(|&words| (words, Classes::NOTICE)))
}

/// What the lists say of a word, and what it may be in a time expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    pub classes: Classes,
    pub time: Word,
}

const UNLISTED: Listed = Listed { classes: Classes::NONE, time: Word::Other };

/// What is listed of a word in lower case.
pub(super) fn listed(lower: &str) -> Listed {
    static LISTED: LazyLock<FxHashMap<&'static str, Listed>> = LazyLock::new(|| {
        let mut listed: FxHashMap<&'static str, Listed> = FxHashMap::default();
        for (words, class) in lists() {
            for &word in words {
                listed.entry(word).or_insert(UNLISTED).classes.add(class);
            }
        }
        for &(word, time) in lexicon::words() {
            listed.entry(word).or_insert(UNLISTED).time = time;
        }
        listed
    });
    let Listed { classes, time } = LISTED.get(lower).copied().unwrap_or(UNLISTED);
    Listed { classes: classes | tense::by_ending(lower) | clause::by_ending(lower), time }
}

#[cfg(test)]
mod tests {
    use super::*;

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
