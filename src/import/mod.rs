//! Data of others (Wikidata, tables, Vale styles) -> [`Import`]: tables of a rules file, and what was left out and why.
//!
//! Nothing is guessed: what a source says only roughly or in two ways is left out and named in the comment that
//! [`mod@write`] puts at the head of the rules file.

pub mod csv;
mod entry;
mod holding;
mod known;
pub mod vale;
mod when;
pub mod wikidata;
pub mod write;

use std::path::{Path, PathBuf};

pub use entry::{Entry, Import, LeftOut, Term, Value};

use crate::rule::Broken;
use crate::source::{decode, reason_of_text};

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("cannot read {}: it {}", path.display(), reason_of_text(source))]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}: {message}", path.display())]
    Unusable { path: PathBuf, message: String },
    /// The rules file to write into has mistakes.
    #[error("{}", .0.told("nothing was written"))]
    Broken(Box<Broken>),
}

impl ImportError {
    fn unusable(path: &Path, message: impl Into<String>) -> Self {
        Self::Unusable { path: path.to_path_buf(), message: message.into() }
    }
}

/// A file as text, in whatever encoding.
fn text(path: &Path) -> Result<String, ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: path.to_path_buf(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    decode(bytes).map(|(text, _)| text).map_err(|_| ImportError::unusable(path, "this is not text"))
}

/// The name of a file or folder, without the way to it: rules files travel.
fn name(path: &Path) -> String {
    let name = path.file_name().or_else(|| path.components().next_back().map(std::path::Component::as_os_str));
    name.unwrap_or_default().to_string_lossy().into_owned()
}
