//! Direct quotations: who says what.

use crate::segment::Segmented;
use crate::source::Span;

/// A direct quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words between the quotation marks.
    pub span: Span,
    pub tokens: std::ops::Range<usize>,
    /// Where the speaker is named.
    pub speaker: Option<Span>,
}

/// Reads every quotation of the text.
#[must_use]
pub fn read(_text: &Segmented<'_>) -> Vec<Quote> {
    Vec::new()
}
