//! Names of people, places and organisations, with the titles and roles written beside them.

use crate::extract::date::DateMention;
use crate::knowledge::Knowledge;
use crate::segment::Segmented;
use crate::source::Span;

/// What a name is of, as far as the evidence goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    Person,
    Place,
    Organisation,
    Unknown,
}

impl NameKind {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Organisation => "organisation",
            NameKind::Unknown => "name",
        }
    }
}

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// The name alone, without title or possessive.
    pub span: Span,
    pub tokens: std::ops::Range<usize>,
    pub kind: NameKind,
    /// The title or role beside it ("President", "Chairman of SK Group"), without "former" and the like.
    pub title: Option<Span>,
}

/// Reads every name of the text.
#[must_use]
pub fn read(_text: &Segmented<'_>, _dates: &[DateMention], _knowledge: &Knowledge) -> Vec<NameMention> {
    Vec::new()
}
