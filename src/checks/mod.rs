//! Rule x article -> statements under keys -> conflicts. One file per kind of check.
//!
//! A check has two halves. [`Check::key`] sees one article and says which statements it makes, each under a [`Key`]
//! that says what it is about; what can be decided within the article it may report at once. [`Check::compare`] sees
//! all the statements under one key, from whatever documents, and says which contradict each other. No check ever
//! looks at all the documents.

use std::cmp::Ordering;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_128;

use crate::article::Article;
use crate::extract::quote::Quote;
use crate::finding::Conflict;
use crate::knowledge::Knowledge;
use crate::segment::Segmented;
use crate::source::{SourceId, Span};
use crate::suppress::Suppressions;

/// What a statement is about: 80 bits of XXH3 over the parts of its name. Of a thousand million keys no two are the same
/// by chance but once in two million times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key([u8; Key::BYTES]);

impl Ord for Key {
    /// The order of the bytes, compared as two numbers.
    fn cmp(&self, other: &Self) -> Ordering {
        let numbers = |key: &Self| {
            let [a, b, c, d, e, f, g, h, rest @ ..] = key.0;
            (u64::from_be_bytes([a, b, c, d, e, f, g, h]), u16::from_be_bytes(rest))
        };
        numbers(self).cmp(&numbers(other))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Key {
    /// How long a key is.
    pub(crate) const BYTES: usize = 10;

    /// A key from its parts, e.g. `["office", "prime minister", "japan"]`.
    #[must_use]
    pub fn new(parts: &[&str]) -> Self {
        let length = parts.iter().map(|part| part.len() + 8).sum();
        let (mut short, mut long) = ([0; 128], Vec::new());
        let name = match short.get_mut(..length) {
            Some(name) => name,
            None => {
                long.resize(length, 0);
                &mut long
            }
        };
        let mut rest = &mut *name;
        for part in parts {
            let (length, after) = rest.split_at_mut(8);
            length.copy_from_slice(&(part.len() as u64).to_le_bytes());
            let (bytes, after) = after.split_at_mut(part.len());
            bytes.copy_from_slice(part.as_bytes());
            rest = after;
        }
        Self::of_name(name)
    }

    /// A key from hashes or other numbers, 64 bytes of both at most; `domain` says of what, so that keys of different
    /// meaning never meet.
    #[must_use]
    pub fn of_numbers(domain: &str, numbers: &[u64]) -> Self {
        let mut name = [0; 64];
        let mut length = domain.len();
        name[..length].copy_from_slice(domain.as_bytes());
        for number in numbers {
            name[length..length + 8].copy_from_slice(&number.to_le_bytes());
            length += 8;
        }
        Self::of_name(&name[..length])
    }

    /// A key from a hash that is good already, every bit of it; `domain` says of what.
    #[must_use]
    pub fn of_hash(domain: [u8; 2], hash: u64) -> Self {
        let [a, b, c, d, e, f, g, h] = hash.to_le_bytes();
        Self([a, b, c, d, e, f, g, h, domain[0], domain[1]])
    }

    fn of_name(name: &[u8]) -> Self {
        let hash = xxh3_128(name).to_le_bytes();
        let (key, _) = hash.split_first_chunk().expect("a hash is longer than a key");
        Self(*key)
    }

    pub(crate) fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    pub(crate) fn to_bytes(self) -> [u8; Self::BYTES] {
        self.0
    }

    /// 64 bits of it.
    pub(crate) fn short(self) -> u64 {
        let (short, _) = self.0.split_first_chunk().expect("a key is longer than 64 bits");
        u64::from_le_bytes(*short)
    }
}

/// What every check may know beside the article.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub knowledge: &'a Knowledge,
    pub again: &'a dyn Again,
}

/// Documents looked at once more, by checks whose statements do not hold all that is compared.
pub trait Again: Sync {
    /// Shows a document's text and its quotations; nothing happens when it is not what it was.
    fn skim(&self, source: SourceId, see: &mut dyn FnMut(&Segmented<'_>, &[Quote]));

    /// Shows all that is read of a document, which takes several times as long.
    fn read(&self, source: SourceId, see: &mut dyn FnMut(&Article<'_>));
}

/// Nothing can be looked at again.
impl Again for () {
    fn skim(&self, _: SourceId, _: &mut dyn FnMut(&Segmented<'_>, &[Quote])) {}

    fn read(&self, _: SourceId, _: &mut dyn FnMut(&Article<'_>)) {}
}

/// A statement as its check reads it back.
#[derive(Debug)]
pub struct Stated<S> {
    /// The key under which the statements of the group meet.
    pub key: Key,
    pub source: SourceId,
    pub span: Span,
    pub said: S,
}

/// A crowd that no documents make.
pub const NO_CROWD: u8 = 63;

/// By how many bytes of what it says a statement is marked.
pub const MARKED: usize = 24;

/// A kind of check, with its parameters from a rule.
pub trait Check: Send + Sync {
    /// What a statement of this check says, beside where it stands.
    type Said: Serialize + DeserializeOwned;

    /// Says what an article states, and reports what contradicts itself within it.
    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Self::Said>);

    /// How many documents may share a key until nothing comes of what they state under it, as the logarithm to base 2:
    /// groups of more are not even read back. [`NO_CROWD`] for statements that are marked, and meet in any number.
    fn crowd(&self) -> Option<u8> {
        None
    }

    /// What can be told of a statement in 12 bits, by the first [`MARKED`] bytes of what it says, as it is kept, with zeros
    /// behind what is shorter. Only asked of a check that says what a crowd is.
    fn mark(&self, _said: &[u8]) -> u16 {
        0
    }

    /// Whether anything may come of two statements under one key, as far as their marks tell: of a group without such a
    /// pair nothing is read back.
    fn may_meet(&self, _mark: u16, _other: u16) -> bool {
        true
    }

    /// Whether comparing looks at documents again, so that more than statements decides what comes of them. Where this is
    /// not said, nothing is to be seen of them.
    fn looks_again(&self) -> bool {
        false
    }

    /// Says which statements under one key (two or more, in the order of source and place) contradict each other.
    fn compare(&self, _context: Context<'_>, _stated: &[Stated<Self::Said>], _out: &mut Vec<Conflict>) {}

    /// [`Check::compare`] before anything is read back. A check whose statements are long and stand under many keys looks
    /// at the head of each here, and reads back only those of which something may come.
    fn compare_encoded(&self, context: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
        let stated: Vec<Stated<Self::Said>> =
            stated.iter().map(|&(source, span, said)| Stated { key, source, span, said: read_back(said) }).collect();
        self.compare(context, &stated, out);
    }
}

/// How many bytes of a text a desk's pattern sees at a time, at most: finding all its matches may take the square of that.
const SEEN: usize = 2000;

/// A text in the pieces that a pattern sees one by one: cut at white space where there is some.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let most = (0..=SEEN.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let end = if most == rest.len() {
            most
        } else {
            rest[..most].rfind(char::is_whitespace).filter(|&space| space > SEEN / 2).unwrap_or(most)
        };
        start += end;
        Some(start - end..start)
    })
}

/// A statement as it was kept: its document, its place, and what it says, encoded.
pub type Encoded<'a> = (SourceId, Span, &'a [u8]);

/// What a statement says, or the first fields of it.
pub(crate) fn read_back<'a, S: serde::Deserialize<'a>>(said: &'a [u8]) -> S {
    let (said, _) = postcard::take_from_bytes(said).expect("a statement is read back by the check that made it");
    said
}

/// The statements and conflicts of one article.
#[derive(Debug, Default)]
pub struct Keyed {
    pub(crate) entries: Vec<Entry>,
    pub(crate) of_text: OfText,
    pub(crate) statements: Vec<Kept>,
    /// What the statements say, postcard after postcard.
    pub(crate) said: Vec<u8>,
    pub(crate) conflicts: Vec<(u16, Conflict)>,
    /// The ignores that stand in it.
    pub(crate) ignores: Suppressions,
}

impl Keyed {
    /// With room for what most articles state.
    pub(crate) fn with_room(ignores: Suppressions) -> Self {
        Self {
            entries: Vec::with_capacity(256),
            of_text: OfText::default(),
            statements: Vec::with_capacity(64),
            said: Vec::with_capacity(8 << 10),
            conflicts: Vec::new(),
            ignores,
        }
    }
}

/// What a statement is about. One that is about several things has several entries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub key: Key,
    pub statement: u32,
}

/// What is stated of an article as a whole: under each of these keys there are all of these statements.
#[derive(Debug, Default)]
pub(crate) struct OfText {
    pub keys: Vec<Key>,
    pub statements: Vec<u32>,
}

/// One statement: which rule made it, where it stands, and where what it says ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    pub rule: u16,
    pub span: Span,
    pub said_end: u32,
}

/// Takes what a check says of one article.
pub struct Emit<'a, S> {
    rule: u16,
    keyed: &'a mut Keyed,
    of: std::marker::PhantomData<S>,
}

impl<'a, S: Serialize> Emit<'a, S> {
    pub(crate) fn new(rule: u16, keyed: &'a mut Keyed) -> Self {
        Self { rule, keyed, of: std::marker::PhantomData }
    }

    pub fn state(&mut self, key: Key, span: Span, said: &S) {
        self.state_under([key], span, said);
    }

    /// A statement from what is written like what it says: a struct that borrows its fields, in the same order.
    pub fn state_alike(&mut self, key: Key, span: Span, said: &impl Serialize) {
        let statement = self.keep(span, said);
        self.keyed.entries.push(Entry { key, statement });
    }

    /// One statement under several keys, kept once.
    pub fn state_under(&mut self, keys: impl IntoIterator<Item = Key>, span: Span, said: &S) {
        let statement = self.keep(span, said);
        self.keyed.entries.extend(keys.into_iter().map(|key| Entry { key, statement }));
    }

    /// One statement of the whole article, under the keys of its sketch. The rules on copies make one each, and the keys are
    /// there once for all of them.
    pub fn state_of_text(&mut self, article: &Article<'_>, span: Span, said: &S) {
        let statement = self.keep(span, said);
        let OfText { keys, statements } = &mut self.keyed.of_text;
        if statements.is_empty() {
            keys.extend(article.sketch.keys());
        }
        statements.push(statement);
    }

    fn keep(&mut self, span: Span, said: &impl Serialize) -> u32 {
        let sink = std::mem::take(&mut self.keyed.said);
        self.keyed.said = postcard::to_extend(said, sink).expect("a statement is plain data, which always encodes");
        let statement = length(self.keyed.statements.len());
        self.keyed.statements.push(Kept { rule: self.rule, span, said_end: length(self.keyed.said.len()) });
        statement
    }

    pub fn conflict(&mut self, conflict: Conflict) {
        self.keyed.conflicts.push((self.rule, conflict));
    }
}

fn length(at: usize) -> u32 {
    u32::try_from(at).expect("the statements of one article are under 4 GiB")
}

/// A check whatever it states: what the engine holds.
pub(crate) trait AnyCheck: Send + Sync {
    fn key(&self, rule: u16, context: Context<'_>, article: &Article<'_>, keyed: &mut Keyed);
    fn crowd(&self) -> Option<u8>;
    fn mark(&self, said: &[u8]) -> u16;
    fn may_meet(&self, mark: u16, other: u16) -> bool;
    fn looks_again(&self) -> bool;
    fn compare(&self, context: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>);
}

impl<C: Check> AnyCheck for C {
    fn key(&self, rule: u16, context: Context<'_>, article: &Article<'_>, keyed: &mut Keyed) {
        Check::key(self, context, article, &mut Emit::new(rule, keyed));
    }

    fn crowd(&self) -> Option<u8> {
        Check::crowd(self)
    }

    fn mark(&self, said: &[u8]) -> u16 {
        Check::mark(self, said)
    }

    fn may_meet(&self, mark: u16, other: u16) -> bool {
        Check::may_meet(self, mark, other)
    }

    fn looks_again(&self) -> bool {
        Check::looks_again(self)
    }

    fn compare(&self, context: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
        self.compare_encoded(context, key, stated, out);
    }
}

/// Declares the kinds of checks: a module, the type of its parameters, and the name by which a rule picks it.
macro_rules! kinds {
    ($($module:ident :: $kind:ident = $name:literal,)*) => {
        $(pub mod $module;)*

        /// A kind of check with its parameters, as a rule's `[rule.check.<kind>]` table gives them.
        #[derive(Debug, serde::Deserialize)]
        pub enum Kind {
            $(#[serde(rename = $name)] $kind($module::$kind),)*
        }

        impl Kind {
            /// The names of all kinds, in the order they are declared.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// The name by which a rule picks it.
            pub(crate) fn name(&self) -> &'static str {
                match self { $(Kind::$kind(_) => $name,)* }
            }

            pub(crate) fn check(&self) -> &dyn AnyCheck {
                match self { $(Kind::$kind(check) => check,)* }
            }
        }
    };
}

mod company;
mod holders;
mod values;

kinds! {
    account::Account = "account",
    age_across::AgeAcross = "age-across",
    age_at_death::AgeAtDeath = "age-at-death",
    anachronism::Anachronism = "anachronism",
    anniversary::Anniversary = "anniversary",
    arithmetic::Arithmetic = "arithmetic",
    claim::Claim = "claim",
    conflicting_age::ConflictingAge = "conflicting-age",
    conflicting_holder::ConflictingHolder = "conflicting-holder",
    conflicting_unit::ConflictingUnit = "conflicting-unit",
    conflicting_values::ConflictingValues = "conflicting-values",
    copies::Copies = "copies",
    date_stamp::DateStamp = "date-stamp",
    event_date::EventDate = "event-date",
    first_reference::FirstReference = "first-reference",
    headline::Headline = "headline",
    impossible_date::ImpossibleDate = "impossible-date",
    impossible_time::ImpossibleTime = "impossible-time",
    incomplete_organisation::IncompleteOrganisation = "incomplete-organisation",
    life_order::LifeOrder = "life-order",
    misplaced_place::MisplacedPlace = "misplaced-place",
    misspelled_name::MisspelledName = "misspelled-name",
    mixed_dates::MixedDates = "mixed-dates",
    moved_event::MovedEvent = "moved-event",
    name_forms::NameForms = "name-forms",
    outside_period::OutsidePeriod = "outside-period",
    preferred_form::PreferredForm = "preferred-form",
    quotation::Quotation = "quotation",
    republished::Republished = "republished",
    reversed_range::ReversedRange = "reversed-range",
    spacing::Spacing = "spacing",
    span_length::SpanLength = "span-length",
    stated_dates::StatedDates = "stated-dates",
    stray_capital::StrayCapital = "stray-capital",
    summary::Summary = "summary",
    time_distance::TimeDistance = "time-distance",
    toll::Toll = "toll",
    truncated_copy::TruncatedCopy = "truncated-copy",
    two_bearers::TwoBearers = "two-bearers",
    two_expansions::TwoExpansions = "two-expansions",
    two_offices::TwoOffices = "two-offices",
    undated::Undated = "undated",
    wrong_age::WrongAge = "wrong-age",
    wrong_given_name::WrongGivenName = "wrong-given-name",
    wrong_weekday::WrongWeekday = "wrong-weekday",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_short_and_make_up_the_text() {
        for text in [
            "",
            "short",
            &"word ".repeat(3000),
            &"ü".repeat(4001),
            &format!("{} {}", "x".repeat(1500), "y".repeat(5000)),
        ] {
            let all: Vec<std::ops::Range<usize>> = pieces(text).collect();
            assert_eq!(all.iter().map(|piece| &text[piece.clone()]).collect::<String>(), *text);
            assert!(all.iter().all(|piece| (1..=SEEN).contains(&piece.len())));
        }
        let text = "word ".repeat(3000);
        assert!(pieces(&text).all(|piece| text[piece].trim().split(' ').all(|word| word == "word")));
    }
}
