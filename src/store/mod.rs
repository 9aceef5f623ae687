//! What documents state, in little room: records of single documents, in memory up to a bound and beyond it on disk,
//! and postings that bring together what is stated under one key.

pub(crate) mod cache;
mod file;
mod groups;
pub(crate) mod meetings;
pub(crate) mod postings;
pub(crate) mod record;
pub(crate) mod records;

use crate::source::SourceId;

pub use cache::{Cache, clean};

/// Whoever has records of documents.
pub(crate) trait Shelf: Sync {
    /// Hands a document's record to `see`; nothing happens for a document without one.
    ///
    /// # Errors
    /// When it can't be read back.
    fn see(
        &self,
        source: SourceId,
        buffer: &mut Vec<u8>,
        see: &mut dyn FnMut(record::Record<'_>),
    ) -> std::io::Result<()>;

    /// A document's record where it lies in memory: nothing of it has to be copied.
    fn at_hand(&self, source: SourceId) -> Option<record::Record<'_>>;
}

/// How much memory the statements of a run may take; what is beyond goes to temporary files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of records kept in memory.
    pub records: usize,
    /// Bytes of postings kept in memory.
    pub postings: usize,
}

/// What the program takes beside statements: knowledge, a batch of texts, what is found.
const PROGRAM: u64 = 224 << 20;

/// Less than this is never kept to, since nothing would be gained by it.
const LEAST: usize = 16 << 20;

impl Limits {
    /// Everything in memory.
    pub const NONE: Self = Self { records: usize::MAX, postings: usize::MAX };

    /// Limits for a process that is to take about so many bytes in all.
    #[must_use]
    pub fn of_process(bytes: u64) -> Self {
        let rest = usize::try_from(bytes.saturating_sub(PROGRAM)).unwrap_or(usize::MAX).max(LEAST);
        // an article's record takes four times as much as its postings; and these are written and read in long stretches,
        // while records are read back one by one
        Self { records: rest / 4 * 3, postings: rest / 4 }
    }

    /// What is left for records beside so many documents of a cache: their entries, and which of them are as they were.
    #[must_use]
    pub fn beside_cache(self, documents: usize) -> Self {
        const EACH: usize = 256;
        let least = self.records.min(LEAST / 2);
        Self { records: self.records.saturating_sub(documents * EACH).max(least), ..self }
    }
}

impl Default for Limits {
    /// Enough for tens of thousands of articles without a file.
    fn default() -> Self {
        Self::of_process(384 << 20)
    }
}
