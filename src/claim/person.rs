//! Names -> entities: which mentions of one document mean the same person, place or organisation.

use crate::extract::name::{NameKind, NameMention};
use crate::knowledge::Knowledge;
use crate::segment::Segmented;

/// Somebody or something that a document names, once or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub kind: NameKind,
    /// Indices into the document's names, in order; the fullest is not always the first.
    pub mentions: Vec<usize>,
    /// The fullest form, as written.
    pub name: String,
}

/// Joins the names of one document.
#[must_use]
pub fn join(_text: &Segmented<'_>, _names: &[NameMention], _knowledge: &Knowledge) -> Vec<Entity> {
    Vec::new()
}
