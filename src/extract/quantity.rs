//! Numbers in prose: figures, words, percentages, money, units, bounds, and what is counted.

use crate::extract::date::DateMention;
use crate::segment::Segmented;
use crate::source::Span;

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number with its unit, sign and scale ("$4.2 million", "24%").
    pub span: Span,
    pub tokens: std::ops::Range<usize>,
    pub value: f64,
}

/// Reads every quantity of the text that is no part of a date.
#[must_use]
pub fn read(_text: &Segmented<'_>, _dates: &[DateMention]) -> Vec<Quantity> {
    Vec::new()
}
