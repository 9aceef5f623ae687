//! Sentences and clauses -> statements: content words, typed slots, sign, and who says so.

use crate::extract::date::DateMention;
use crate::extract::name::NameMention;
use crate::extract::quantity::Quantity;
use crate::extract::quote::Quote;
use crate::segment::Segmented;
use crate::source::Span;

/// What one clause says.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub span: Span,
    pub tokens: std::ops::Range<usize>,
}

/// Reads every statement of the text.
#[must_use]
pub fn read(
    _text: &Segmented<'_>,
    _dates: &[DateMention],
    _names: &[NameMention],
    _quantities: &[Quantity],
    _quotes: &[Quote],
) -> Vec<Statement> {
    Vec::new()
}
