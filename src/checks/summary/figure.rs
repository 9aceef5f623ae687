//! A number of a document and where it stands, and which numbers can tell the same.

use super::digest::{half, length};
use crate::claim::contrast::stem_hash;
use crate::extract::quantity::{Bound, Form, Quantity, Unit, agree};
use crate::segment::Segmented;
use crate::source::Span;

/// A number and where it stands.
#[derive(Debug, Clone)]
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
    pub percent: bool,
    pub money: bool,
    pub figures: bool,
    /// Of a dateline before a sentence.
    pub sent: bool,
    /// Hash of the stem of the noun that is counted; 0 for none.
    pub noun: u32,
    /// How many content words stand before it in the document.
    pub at: u32,
    pub sentence: u32,
    pub start: u32,
    pub written: String,
}

impl Figure {
    /// A quantity behind so many content words of the document.
    pub fn new(text: &Segmented<'_>, quantity: &Quantity, at: u32, sentence: u32) -> Self {
        let noun = quantity.counted.map_or(0, |token| half(stem_hash(text.lower(token))));
        let unit = match quantity.unit {
            Unit::None | Unit::Year => 0,
            // whether of money or of weight is told by the text around
            Unit::Measure("pound") => half(stem_hash(Unit::Money("GBP").name())),
            unit => half(stem_hash(unit.name())),
        };
        Self {
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
            percent: quantity.unit == Unit::Percent,
            money: matches!(quantity.unit, Unit::Money(_)),
            figures: quantity.figures,
            sent: text
                .sentence_of(quantity.tokens.start)
                .is_some_and(|sentence| quantity.tokens.start < text.behind_dateline(&text.sentences[sentence].tokens)),
            noun,
            at,
            sentence,
            start: quantity.span.start,
            written: text.slice(quantity.span).to_owned(),
        }
    }

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
        // and two bounds of one kind are one bound, as "about" two numbers is
        let near = near && !(self.bound == other.bound && self.bound >= 1);
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
