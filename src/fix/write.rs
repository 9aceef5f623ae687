//! Corrected documents onto disk: never over a file that changed since it was read, byte for byte the same outside the
//! edits, and whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::inserted;
use crate::finding::Edit;
use crate::source::{Source, decode};

/// Why a document was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{path} changed since it was read, and is left as it is")]
    Changed { path: String },
    #[error("{path}: {source}")]
    Io { path: String, source: io::Error },
}

/// Carries out edits (in order, none overlapping another) in a document's file.
///
/// # Errors
/// When the file is not as it was read, or can't be written.
pub fn write(source: &Source, edits: &[Edit]) -> Result<(), WriteError> {
    let io = |error| WriteError::Io { path: source.path.clone(), source: error };
    // a link stays a link: what it points at is replaced
    let path = fs::canonicalize(&source.path).map_err(io)?;
    let bytes = fs::read(&path).map_err(io)?;
    let same = decode(bytes.clone()).is_ok_and(|(text, encoding)| text == source.text && encoding == source.encoding);
    if !same {
        return Err(WriteError::Changed { path: source.path.clone() });
    }
    let new = spliced(source, &bytes, edits);
    match replace(&path, &new, Some(&bytes)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(WriteError::Changed { path: source.path.clone() }),
        Err(error) => Err(io(error)),
    }
}

/// The bytes of a file with edits carried out: what is not edited is copied, not encoded again.
fn spliced(source: &Source, bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let place = |at: u64| usize::try_from(at).expect("the file is in memory").min(bytes.len());
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut at = 0;
    for edit in edits {
        let (start, end) = source.on_disk(edit.span);
        out.extend_from_slice(&bytes[at..place(start)]);
        let insert = source.encoding.encode(&inserted(source, edit));
        out.extend(insert.expect("an edit that can't be encoded is refused when it is planned"));
        at = place(end);
    }
    out.extend_from_slice(&bytes[at..]);
    out
}

/// Puts `new` in the place of a file, whole or not at all.
///
/// # Errors
/// When the file can't be written; then it is as it was.
pub fn replace_file(path: &Path, new: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    replace(&path, new, None).map(|_| ())
}

/// The same, but only where the file holds the bytes expected; says whether it did.
///
/// # Errors
/// When the file can't be read or written; then it is as it was.
pub fn replace_if(path: &Path, new: &[u8], expected: &[u8]) -> io::Result<bool> {
    let path = fs::canonicalize(path)?;
    replace(&path, new, Some(expected))
}

/// Writes a file beside `path` and renames it there; not when `path` no longer holds the bytes expected.
fn replace(path: &Path, new: &[u8], expected: Option<&[u8]>) -> io::Result<bool> {
    let (beside, mut file) = create_beside(path)?;
    let result = (|| {
        file.write_all(new)?;
        if let Ok(metadata) = fs::metadata(path) {
            file.set_permissions(metadata.permissions())?;
        }
        file.sync_all()?;
        if let Some(expected) = expected
            && fs::read(path)? != expected
        {
            return Ok(false);
        }
        fs::rename(&beside, path)?;
        sync_folder(path);
        Ok(true)
    })();
    if !matches!(result, Ok(true)) {
        // what is left over would be no more than litter
        let _ = fs::remove_file(&beside);
    }
    result
}

/// Has the new name of a file outlive a crash, too; some systems can't, and the file is whole all the same.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

/// Creates a file of a name not taken, in the same folder and so on the same file system.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut number = 0_u32;
    loop {
        let beside = path.with_file_name(format!(".{name}.{}-{number}.factlint", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}
