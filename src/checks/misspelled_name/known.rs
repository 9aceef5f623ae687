//! Names that knowledge has, misspelt: a person of an office or of the rules file, a place of several words.

use super::{Of, folded};
use crate::article::Article;
use crate::finding::Conflict;
use crate::knowledge::Knowledge;

/// What an article misspells that is known.
pub(super) fn conflicts(_of: Of, _knowledge: &Knowledge, _article: &Article<'_>) -> Vec<Conflict> {
    let _ = folded;
    Vec::new()
}
