//! Corrected documents onto disk: never over a file that changed since it was read, byte for byte the same outside the
//! edits, whole or not at all, and what belongs together together.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::inserted;
use crate::finding::Edit;
use crate::source::{Source, decode};

/// Why documents were left as they are.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{path} changed since it was read, and is left as it is")]
    Changed { path: String },
    #[error("{path}: {source}")]
    Io { path: String, source: io::Error },
    #[error("{why}; {left} had been changed by then and can’t be put back")]
    HalfDone { why: Box<WriteError>, left: String },
}

/// A file as it is, and as it is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub path: PathBuf,
    pub before: Vec<u8>,
    pub after: Vec<u8>,
}

impl Change {
    /// What edits (in order, none overlapping another) make of a document's file.
    ///
    /// # Errors
    /// When the file is not as it was read, or can't be read.
    pub fn of(source: &Source, edits: &[Edit]) -> Result<Self, WriteError> {
        let path = PathBuf::from(&source.path);
        let before = fs::read(&path).map_err(|error| failed(&path, error))?;
        let same =
            decode(before.clone()).is_ok_and(|(text, encoding)| text == source.text && encoding == source.encoding);
        if !same {
            return Err(changed(&path));
        }
        let after = spliced(source, &before, edits);
        Ok(Self { path, before, after })
    }

    /// The way back.
    #[must_use]
    pub fn back(self) -> Self {
        Self { path: self.path, before: self.after, after: self.before }
    }
}

/// Changes files: all of them, or none. Everything is written beside the files and they are all as they were before the
/// first is replaced; where a later one can't be replaced, the earlier ones are put back.
///
/// # Errors
/// When a file is not as it was before, or can't be written.
pub fn carry_out(changes: &[Change]) -> Result<(), WriteError> {
    let mut staged: Vec<(Staged, &Change)> = Vec::with_capacity(changes.len());
    for change in changes {
        // a link stays a link: what it points at is replaced
        let path = fs::canonicalize(&change.path).map_err(|error| failed(&change.path, error))?;
        match staged.iter().find(|(known, _)| known.path == path) {
            // one file under two names
            Some((_, known)) if known.after == change.after => {}
            Some(_) => return Err(changed(&change.path)),
            None => {
                let one = Staged::new(path, &change.after).map_err(|error| failed(&change.path, error))?;
                staged.push((one, change));
            }
        }
    }
    for (_, change) in &staged {
        as_before(change)?;
    }
    place_all(staged, Staged::place)
}

/// Puts one file after the other in its place, or all of them back.
fn place_all(
    staged: Vec<(Staged, &Change)>,
    mut place: impl FnMut(Staged) -> io::Result<()>,
) -> Result<(), WriteError> {
    let mut done: Vec<&Change> = Vec::with_capacity(staged.len());
    for (one, change) in staged {
        let placed = as_before(change).and_then(|()| place(one).map_err(|error| failed(&change.path, error)));
        if let Err(why) = placed {
            return Err(put_back(&done, why));
        }
        done.push(change);
    }
    Ok(())
}

/// Undoes what was done before something went wrong, and says what can't be undone.
fn put_back(done: &[&Change], why: WriteError) -> WriteError {
    let restored = |change: &&&Change| replace_if(&change.path, &change.before, &change.after).is_ok_and(|done| done);
    let left: Vec<String> =
        done.iter().rev().filter(|change| !restored(change)).map(|change| shown(&change.path)).collect();
    if left.is_empty() { why } else { WriteError::HalfDone { why: Box::new(why), left: left.join(", ") } }
}

fn as_before(change: &Change) -> Result<(), WriteError> {
    match fs::read(&change.path) {
        Ok(now) if now == change.before => Ok(()),
        Ok(_) => Err(changed(&change.path)),
        Err(error) => Err(failed(&change.path, error)),
    }
}

fn failed(path: &Path, source: io::Error) -> WriteError {
    WriteError::Io { path: shown(path), source }
}

fn changed(path: &Path) -> WriteError {
    WriteError::Changed { path: shown(path) }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
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
    if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        // a device takes what is written to it
        return fs::write(&path, new);
    }
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
    let staged = Staged::new(path.to_path_buf(), new)?;
    if let Some(expected) = expected
        && fs::read(path)? != expected
    {
        return Ok(false);
    }
    staged.place()?;
    Ok(true)
}

/// A file that lies whole beside the one whose place it is to take, and is gone if it never does.
struct Staged {
    path: PathBuf,
    beside: PathBuf,
}

impl Staged {
    fn new(path: PathBuf, bytes: &[u8]) -> io::Result<Self> {
        let metadata = fs::metadata(&path).ok();
        if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            // a device would be gone, and a file in its place
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "is no file that could be replaced"));
        }
        let (beside, mut file) = create_beside(&path)?;
        let staged = Self { path, beside };
        file.write_all(bytes)?;
        if let Some(metadata) = metadata {
            file.set_permissions(metadata.permissions())?;
        }
        file.sync_all()?;
        Ok(staged)
    }

    fn place(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.path)?;
        sync_folder(&self.path);
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // nothing is there any more if it took its place; what is left over would be no more than litter
        let _ = fs::remove_file(&self.beside);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Three files that are to be changed.
    fn changes(folder: &Path) -> Vec<Change> {
        let folder = fs::canonicalize(folder).expect("a folder");
        let change = |name: &str| Change {
            path: folder.join(name),
            before: format!("{name} in Soul").into_bytes(),
            after: format!("{name} in Seoul").into_bytes(),
        };
        let changes: Vec<Change> = ["a", "b", "c"].map(change).into();
        changes.iter().for_each(|change| fs::write(&change.path, &change.before).expect("a file"));
        changes
    }

    fn staged(changes: &[Change]) -> Vec<(Staged, &Change)> {
        let stage = |change: &Change| Staged::new(change.path.clone(), &change.after).expect("written");
        changes.iter().map(|change| (stage(change), change)).collect()
    }

    /// Places files until the last, where a disk fails after `last` was done.
    fn place_until_the_last(changes: &[Change], last: impl Fn()) -> WriteError {
        let mut left = changes.len();
        let place = |one: Staged| {
            left -= 1;
            if left > 0 {
                return one.place();
            }
            last();
            Err(io::Error::other("the disk fails"))
        };
        place_all(staged(changes), place).expect_err("the last one fails")
    }

    #[test]
    fn what_was_changed_is_put_back_when_a_later_file_fails() {
        let folder = tempfile::tempdir().expect("a folder");
        let changes = changes(folder.path());
        let error = place_until_the_last(&changes, || ());
        assert_eq!(error.to_string(), format!("{}: the disk fails", changes[2].path.display()));
        assert!(changes.iter().all(|change| fs::read(&change.path).expect("a file") == change.before));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "nothing is left behind");
    }

    #[test]
    fn what_somebody_else_changed_meanwhile_is_told_of_and_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let changes = changes(folder.path());
        let error = place_until_the_last(&changes, || fs::write(&changes[0].path, "mine").expect("a file"));
        let (first, last) = (changes[0].path.display(), changes[2].path.display());
        assert_eq!(
            error.to_string(),
            format!("{last}: the disk fails; {first} had been changed by then and can’t be put back")
        );
        assert_eq!(fs::read(&changes[0].path).expect("a file"), b"mine");
        assert_eq!(fs::read(&changes[1].path).expect("a file"), changes[1].before);
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_folders_are_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [Path::new("/dev/null"), folder.path()] {
            assert!(Staged::new(path.to_path_buf(), b"x").is_err(), "{}", path.display());
        }
        replace_file(Path::new("/dev/null"), b"x").expect("written to");
        assert!(!fs::metadata("/dev/null").expect("a device").is_file());
    }
}
