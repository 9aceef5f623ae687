//! Names with titles -> who is said to hold, have held or take an office that knowledge has the terms of.

use crate::claim::person::Entity;
use crate::extract::name::NameMention;
use crate::knowledge::Knowledge;
use crate::segment::Segmented;
use crate::source::Span;

/// How a holder stands to the office, by the words beside the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenure {
    /// "Prime Minister Ishiba", "the Ishiba administration": holds it at the time of writing.
    Holds,
    /// "former", "ex-", "late".
    Former,
    /// "new", "newly elected", "takes office".
    New,
    /// "then-Prime Minister": held it at the time told of.
    Then,
    Acting,
    Elect,
    Next,
}

/// A person said to hold, have held or take an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeClaim {
    /// The title with its qualifier and the name: "former Japanese Prime Minister Fumio Kishida".
    pub span: Span,
    /// The name alone.
    pub name: Span,
    pub tenure: Tenure,
    /// Index into [`Knowledge::offices`].
    pub office: usize,
    /// Index into [`Knowledge::people`], when knowledge has the person.
    pub person: Option<usize>,
}

/// Reads every claim of office in the text.
#[must_use]
pub fn read(
    _text: &Segmented<'_>,
    _names: &[NameMention],
    _entities: &[Entity],
    _knowledge: &Knowledge,
) -> Vec<OfficeClaim> {
    Vec::new()
}
