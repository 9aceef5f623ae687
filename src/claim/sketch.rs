//! A fixed-size sketch of a document's words, by which near-copies are told (MinHash).

use serde::{Deserialize, Serialize};

use crate::segment::Segmented;

/// Minima of hashes over the document's word shingles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(pub Vec<u32>);

impl Sketch {
    #[must_use]
    pub fn of(_text: &Segmented<'_>) -> Self {
        Self::default()
    }
}
