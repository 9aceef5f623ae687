//! What was read of documents, kept between runs: records, an index from keys to documents, and what their comparison
//! came to.
//!
//! A cache is a *base*, which holds what one run knew of all its documents, and a *delta*, which holds what was read since.
//! Documents are known again by their files' size, times and number; where these leave a doubt, by their bytes. A run
//! whose documents are nearly those of the base compares only what its few other documents state.

pub(crate) mod base;
mod entry;
mod folder;
mod index;
pub(crate) mod known;
mod segment;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use folder::clean;

use folder::Folder;

/// Where the cache of a run lies.
#[derive(Debug, Clone)]
pub struct Cache {
    root: PathBuf,
    folder: Folder,
    doubt: Duration,
}

/// A file that was changed so short a time before it was looked at may be changed once more without its time showing it:
/// some file systems count by two seconds.
const DOUBT: Duration = Duration::from_secs(2);

impl Cache {
    /// The cache in a folder for runs with the same rules and options, which `profile` tells from others.
    #[must_use]
    pub fn new(root: &Path, profile: &[u8]) -> Self {
        Self { root: root.to_path_buf(), folder: Folder::new(root, entry::hash(profile)), doubt: DOUBT }
    }

    /// The same for a file system whose times are known to be finer than two seconds.
    #[must_use]
    pub fn with_doubt(self, doubt: Duration) -> Self {
        Self { doubt, ..self }
    }

    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Throws away what is there.
    pub(crate) fn discard(&self) {
        self.folder.discard();
    }
}
