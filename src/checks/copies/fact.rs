//! A fact that two copies give differently: its kind, the words that tell it, and whether it only counts higher.

use std::ops::Range;

use super::figure::Figure;
use super::page::Copy;

/// What kind of fact two copies give differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    Number,
    Percentage,
    Amount,
    Scale,
    Unit,
    Date,
    Year,
    Title,
    Name,
    Sense,
    Quotation,
}

impl Fact {
    /// Whether it may be another on another day, where the day is not told.
    pub fn goes_with_the_day(self) -> bool {
        matches!(self, Fact::Number | Fact::Percentage | Fact::Amount | Fact::Scale | Fact::Date | Fact::Sense)
    }

    /// Whether it is counted or measured, so that each source has its own.
    pub fn is_measured(self) -> bool {
        matches!(self, Fact::Number | Fact::Percentage | Fact::Amount | Fact::Scale)
    }

    /// How a message begins that tells of it.
    pub fn said(self) -> &'static str {
        match self {
            Fact::Number => "the number differs",
            Fact::Percentage => "the percentage differs",
            Fact::Amount => "the amount differs",
            Fact::Scale => "the order of magnitude differs",
            Fact::Unit => "the unit differs",
            Fact::Date => "the date differs",
            Fact::Year => "the year differs",
            Fact::Title => "the title differs",
            Fact::Name => "the name differs",
            Fact::Sense => "the sense is turned around",
            Fact::Quotation => "the quotation is worded differently",
        }
    }
}

/// A fact altered between two copies, with the words of each that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub fact: Fact,
    /// The copy was written anew with a higher count: no contradiction.
    pub update: bool,
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// Words of what is counted on while a story goes on.
const TOLL: &[&str] = &[
    "arrested",
    "arrests",
    "cases",
    "casualties",
    "charged",
    "dead",
    "deaths",
    "detained",
    "died",
    "displaced",
    "evacuated",
    "fatalities",
    "homeless",
    "hospitalised",
    "hospitalized",
    "hurt",
    "infected",
    "infections",
    "injured",
    "injuries",
    "injuring",
    "killed",
    "killing",
    "kills",
    "missing",
    "rescued",
    "toll",
    "votes",
    "wounded",
    "wounding",
];

/// How near to its number the word of a toll stands.
const NEAR: usize = 5;

impl Change {
    /// Whether the later copy counts more of what goes on being counted: the dead, the injured, the votes.
    pub fn is_growth(&self, a: &Copy<'_>, b: &Copy<'_>) -> bool {
        let value = |copy: &Copy<'_>, words: &Range<usize>| Figure::read(copy, words).map(|figure| figure.number.value);
        let near = self.b.start.saturating_sub(NEAR)..self.b.end + NEAR;
        let toll = near.into_iter().any(|at| TOLL.binary_search(&b.lower(at)).is_ok());
        let grows = matches!((value(a, &self.a), value(b, &self.b)), (Some(old), Some(new)) if new > old);
        self.fact == Fact::Number && toll && grows
    }
}
