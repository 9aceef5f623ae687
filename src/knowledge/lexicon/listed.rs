//! What the lists say of a word, in a few bytes: a bit for each thing, so that it can be kept beside the word and asked for
//! as often as need be.

use std::num::NonZeroU32;

use super::lines::{Lines, hash};
use super::{NAMES, PLACES, WORDS};

/// What the lists say of a folded word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Whether it is a common English word.
    pub word: bool,
    pub name: Borne,
    pub place: Option<Spot>,
}

impl Listed {
    /// In none of them.
    pub const NONE: Self = Self { word: false, name: Borne(Flags(0)), place: None };

    #[must_use]
    pub fn of(folded: &str) -> Self {
        let hash = hash(folded);
        Self { word: WORDS.place(hash, folded).is_some(), name: Borne::of(hash, folded), place: Spot::of(hash, folded) }
    }

    /// Whether it is in one of the lists.
    #[must_use]
    pub fn known(self) -> bool {
        self.word || self.name.known() || self.place.is_some()
    }
}

/// The flags of a line, in the order of their bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Flags(u16);

impl Flags {
    /// Those of the line of a list that goes on with its value at a place.
    fn of(list: &Lines, place: usize, known: &[u8]) -> Self {
        let value = list.text.as_bytes()[place..].iter().skip(1).take_while(|byte| byte.is_ascii_lowercase());
        let bit = |letter: &u8| known.iter().position(|known| known == letter).map_or(0, |at| 1 << at);
        Self(value.fold(0, |bits, letter| bits | bit(letter)))
    }

    const fn any(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// What a name can be the name of, by the lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Borne(Flags);

impl Borne {
    /// Given names of men, of women and of both; family names, those of them that stand first (Korean, Chinese,
    /// Vietnamese), and those that may (Japanese, Hungarian).
    const FLAGS: &'static [u8] = b"mfbskzvjh";
    const MALE: u16 = 1;
    const FEMALE: u16 = 1 << 1;
    const GIVEN: u16 = 0b111;
    const FAMILY: u16 = 0b1_1111_1000;
    const FAMILY_FIRST: u16 = 0b111 << 4;
    const JAPANESE: u16 = 1 << 7;
    const HUNGARIAN: u16 = 1 << 8;

    pub(super) fn of(hash: u64, folded: &str) -> Self {
        let place = NAMES.place(hash, folded);
        place.map_or(Self::default(), |place| Self(Flags::of(&NAMES, place, Self::FLAGS)))
    }

    #[must_use]
    pub fn given(self) -> bool {
        self.0.any(Self::GIVEN)
    }

    /// A given name that one sex alone bears: `m` or `f`.
    #[must_use]
    pub fn sex(self) -> Option<char> {
        match (self.0.any(Self::MALE), self.0.any(Self::FEMALE)) {
            (true, _) => Some('m'),
            (false, true) => Some('f'),
            (false, false) => None,
        }
    }

    #[must_use]
    pub fn family(self) -> bool {
        self.0.any(Self::FAMILY)
    }

    /// A family name that stands before the given name where it comes from.
    #[must_use]
    pub fn family_first(self) -> bool {
        self.0.any(Self::FAMILY_FIRST)
    }

    #[must_use]
    pub fn japanese(self) -> bool {
        self.0.any(Self::JAPANESE)
    }

    #[must_use]
    pub fn hungarian(self) -> bool {
        self.0.any(Self::HUNGARIAN)
    }

    #[must_use]
    pub fn known(self) -> bool {
        self != Self::default()
    }
}

/// What the list of places says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Where its line goes on behind the name: no line begins with that.
    line: NonZeroU32,
    flags: Flags,
}

impl Spot {
    /// Countries, states, towns, capitals, regions; demonyms, abbreviations; what is also a word or a name of people.
    const FLAGS: &'static [u8] = b"cstkrdba";
    const COUNTRY: u16 = 1;
    const STATE: u16 = 1 << 1;
    const TOWN: u16 = 1 << 2;
    const CAPITAL: u16 = 1 << 3;
    const REGION: u16 = 1 << 4;
    const DEMONYM: u16 = 1 << 5;
    const SHORT: u16 = 1 << 6;
    const AMBIGUOUS: u16 = 1 << 7;

    pub(super) fn of(hash: u64, folded: &str) -> Option<Self> {
        let line = PLACES.place(hash, folded)?;
        let flags = Flags::of(&PLACES, line, Self::FLAGS);
        Some(Self { line: NonZeroU32::new(u32::try_from(line).ok()?)?, flags })
    }

    /// The usual spelling.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.fields().nth(1).unwrap_or_default()
    }

    /// What its line says: the flags, the usual spelling, and what it may lie in.
    fn fields(self) -> std::str::Split<'static, char> {
        PLACES.value(self.line.get() as usize).split('\t')
    }

    /// A country, state, city or region, not a demonym or an abbreviation alone.
    #[must_use]
    pub fn is_place(self) -> bool {
        self.flags.any(Self::COUNTRY | Self::STATE | Self::TOWN | Self::CAPITAL | Self::REGION)
    }

    #[must_use]
    pub fn is_country(self) -> bool {
        self.flags.any(Self::COUNTRY)
    }

    /// A country, a state, or the capital of a country.
    #[must_use]
    pub fn is_prominent(self) -> bool {
        self.flags.any(Self::COUNTRY | Self::STATE | Self::CAPITAL)
    }

    /// A city, or the seat of a country's government, and nothing larger of that name.
    #[must_use]
    pub fn is_city(self) -> bool {
        self.flags.any(Self::TOWN | Self::CAPITAL)
            && !self.flags.any(Self::COUNTRY | Self::STATE | Self::REGION | Self::DEMONYM | Self::SHORT)
    }

    /// The capital of a country.
    #[must_use]
    pub fn is_capital(self) -> bool {
        self.flags.any(Self::CAPITAL)
    }

    #[must_use]
    pub fn is_demonym(self) -> bool {
        self.flags.any(Self::DEMONYM)
    }

    /// The name of the state that it is, or is short for: "California" for "Calif.".
    #[must_use]
    pub fn state(self) -> Option<&'static str> {
        if self.flags.any(Self::STATE) {
            return Some(self.name()).filter(|_| !self.is_country());
        }
        let mut short = self.within().filter_map(|within| within.split_once('/')).map(|(_, state)| state);
        short.next().filter(|_| self.flags == Flags(Self::SHORT) && short.next().is_none())
    }

    /// The one state in which a city is listed.
    #[must_use]
    pub fn only_state(self) -> Option<&'static str> {
        let mut states = self.within().map(|within| within.rsplit('/').next().unwrap_or(within));
        let first = states.next()?;
        (self.is_city() && states.all(|state| state == first) && self.within().any(|within| within.contains('/')))
            .then_some(first)
    }

    /// Also a common word or a personal name.
    #[must_use]
    pub fn is_ambiguous(self) -> bool {
        self.flags.any(Self::AMBIGUOUS)
    }

    /// The countries or states it may lie in; the list is not complete.
    pub fn within(self) -> impl Iterator<Item = &'static str> {
        self.fields().nth(2).unwrap_or_default().split('|').filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flag_of_the_lists_has_a_bit() {
        for (list, known) in [(&NAMES, Borne::FLAGS), (&PLACES, Spot::FLAGS)] {
            let mut flags = list.text.lines().filter_map(|line| line.split('\t').nth(1)).flat_map(str::bytes);
            assert_eq!(flags.find(|flag| !known.contains(flag)), None);
        }
    }

    #[test]
    fn what_is_listed_together_is_what_is_listed_apart() {
        for word in ["georgia", "kim", "soul", "seoul", "xqz", "american", "reading", ""] {
            let listed = Listed::of(word);
            assert_eq!(listed.word, super::super::is_word(word), "{word}");
            assert_eq!((listed.name, listed.place), (super::super::name(word), super::super::place(word)), "{word}");
        }
        let georgia = Listed::of("georgia").place.expect("a country and a state");
        assert!(georgia.is_country() && georgia.is_prominent() && !georgia.is_city() && georgia.name() == "Georgia");
    }
}
