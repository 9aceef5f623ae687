//! Paths -> files to read: what is named is read, what lies below a named folder is read when it is a document.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// Endings of the files that a folder is searched for. A file named outright is read whatever it is called.
pub const DOCUMENTS: &[&str] = &["txt", "text", "md", "markdown", "mdown", "mkd"];

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As given or found below what was given, with forward slashes.
    pub shown: String,
    pub path: PathBuf,
}

/// What a search turned up.
#[derive(Debug, Default)]
pub struct Walk {
    /// In the order of their paths, each file once.
    pub files: Vec<Found>,
    /// Paths that do not exist or can't be listed, with the reason.
    pub problems: Vec<(String, String)>,
}

/// Finds the documents at and below `paths`, honouring `.gitignore` and `.ignore` files, hidden files left out.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        if path.is_dir() {
            walk.folder(path);
        } else {
            walk.files.push(Found { shown: shown(path), path: path.clone() });
        }
    }
    walk.files.sort();
    let mut seen = rustc_hash::FxHashSet::default();
    walk.files.retain(|file| seen.insert(std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    walk.problems.sort();
    walk
}

impl Walk {
    fn folder(&mut self, root: &Path) {
        for entry in WalkBuilder::new(root).require_git(false).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_document(entry.path()) => {
                    self.files.push(Found { shown: shown(entry.path()), path: entry.into_path() });
                }
                Ok(_) => {}
                Err(error) => self.problems.push((shown(root), error.to_string())),
            }
        }
    }
}

pub(super) fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| DOCUMENTS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

pub(super) fn shown(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}
