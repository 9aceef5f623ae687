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
use crate::claim::course;
use crate::claim::happening::{NOUNS, TELLING_WORDS};
use crate::claim::hash_word;
use crate::claim::jubilee::TOLD;
use crate::claim::life::VERB_WORDS;
use crate::claim::office::ADMINISTRATIONS;
use crate::claim::statement::FUNCTION_WORDS;
use crate::claim::tense as clause;
use crate::extract::date::lexicon::{self, Word};
use crate::extract::date::tense;
use crate::extract::name::words as name;
use crate::extract::quantity::{ARTICLES, BOUNDS, STARTS};
use crate::extract::quote::SAYING;
use crate::knowledge::organisation;
use crate::segment::{LEADING, NOTICES};
use crate::words::Words;

/// A set of lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

/// Gives each class a bit of its own.
macro_rules! classes {
    ($($(#[$says:meta])* $class:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they are named like the classes")]
        enum Bit {
            $($class,)*
        }

        impl Classes {
            $($(#[$says])* pub const $class: Self = Self(1 << Bit::$class as u64);)*
        }
    };
}

classes! {
    /// Carries grammar rather than content.
    GRAMMAR,
    /// Turns what is said around; contractions are in no list.
    NEGATION,
    /// May start a number in words, whatever follows.
    NUMBER,
    /// May start one with the word behind it: "a dozen".
    ARTICLE,
    /// Is the last of the words before a number that say how far it holds.
    BOUND,
    /// Is of digits, or of digits and letters; no word, and in no list.
    FIGURE,
    /// May start a time expression.
    TIME,
    /// Opens a quotation; a mark, and in no list.
    QUOTE,
    /// Every notice of a correction has one of these.
    NOTICE,
    /// Tells what happened to people who are counted.
    FATE,
    /// A happening that has no name.
    NAMELESS,
    /// Tells of an anniversary.
    JUBILEE,
    /// Tells that somebody came to another office.
    CHANGE,
    /// Tells that something began, or stopped for a while (see [`course`]).
    BEGINNING,
    STOPPING,
    /// Is no part of an organisation's name that tells it from others, or is joined with the word behind its hyphen.
    SMALL,
    HALF,
    /// Tells of kin, or of others in an office.
    KIN,
    /// Tells people of one name apart.
    GENERATION,
    /// Calls a government by the name of its head.
    ADMINISTRATION,
    /// Tells what several are worth each.
    AVERAGE,
    /// "anniversary", "born", "died", "year": checks look for nothing where these don't stand.
    ANNIVERSARY,
    BORN,
    DIED,
    YEAR,
    /// Leads to what tells that a sentence is such a notice.
    NOTICE_SENTENCE,
    /// May be the verb of a step of somebody's life.
    STEP,
    /// May tell of a happening.
    HAPPENING,
    /// Tells speech.
    SPEECH,
    /// Ends in "'ll".
    WILL,

    /// Tells what lies ahead of a date's clause, what is past or what is (see [`tense`]).
    FUTURE,
    PAST,
    PRESENT,
    /// Does so with the word before or behind it.
    TENSE_OF_TWO,
    /// Says who spoke, and not when the rest is.
    SAID,
    /// Tells, with an infinitive, what is to be done.
    INTENT,

    /// Tells of what has not happened, or not yet, by itself or with the word before or behind it (see [`clause`]).
    OPEN,
    OPEN_OF_TWO,
    /// Tells of a story that did not happen.
    FICTION,
    /// The past of an irregular verb, and what looks like that of a regular one.
    IRREGULAR,
    REGULAR,

    /// What a word may be in a name, or beside one (see [`name`]).
    TITLE,
    MODIFIER,
    REGNAL,
    PERSONAL,
    ORGANISATION,
    SPOT,
    PARTICLE,
    SUFFIX,
    POSTNOMINAL,
    /// Verbs of those who speak or act beside a name, what stands between them, and what somebody suffers or owns.
    ACTS,
    AUXILIARY,
    SUFFERED,
    OWNED,
    SAYS,
    /// Is no name, however it is written.
    FUNCTION,
    CALENDAR,
}

impl Classes {
    pub const NONE: Self = Self(0);

    /// Those of a word in lower case.
    #[must_use]
    pub fn of(lower: &str) -> Self {
        listed(lower, hash_word(lower.as_bytes())).classes
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
static LISTS: [(&Words, Classes); 43] = [
    (&FUNCTION_WORDS, Classes::GRAMMAR),
    (&NEGATIONS, Classes::NEGATION),
    (&STARTS, Classes::NUMBER),
    (&ARTICLES, Classes::ARTICLE),
    (&BOUNDS, Classes::BOUND),
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
