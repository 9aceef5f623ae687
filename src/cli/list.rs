//! `--files-from`: the paths of documents from a list.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Failure;
use crate::source::reason;

/// Which list, if any.
#[derive(Debug, Clone, clap::Args)]
pub struct ListArgs {
    /// Read the documents in this list as well, one path a line; `-` for a list on standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// NUL and not a line end parts the paths of the list, as `find -print0` and `git ls-files -z` write them
    #[arg(long, short = '0', requires = "files_from")]
    null: bool,
    /// The list, once it has been read: standard input can't be read twice.
    #[arg(skip)]
    bytes: OnceLock<Vec<u8>>,
}

impl ListArgs {
    /// The paths given, and those of the list. Without either it is the working directory; an empty list is nothing.
    pub fn paths(&self, given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
        let Some(list) = &self.files_from else {
            return Ok(if given.is_empty() { vec![PathBuf::from(".")] } else { given.to_vec() });
        };
        if self.bytes.get().is_none() {
            let _ = self.bytes.set(Self::read(list, given)?);
        }
        let bytes = self.bytes.get().map_or(&[][..], Vec::as_slice);
        Ok(given.iter().cloned().chain(listed(bytes, self.null)).collect())
    }

    fn read(list: &Path, given: &[PathBuf]) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read = if list == Path::new("-") {
            if given.iter().any(|path| path == Path::new("-")) {
                return Err(Failure("standard input can't be both a document and the list of --files-from".to_owned()));
            }
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
        } else {
            std::fs::read(list).map(|read| bytes = read)
        };
        read.map_err(|error| Failure(format!("the list {} can't be read: it {}", list.display(), reason(&error))))?;
        Ok(bytes)
    }
}

fn listed(bytes: &[u8], null: bool) -> impl Iterator<Item = PathBuf> + '_ {
    let end = if null { 0 } else { b'\n' };
    let bytes = if null { bytes } else { bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes) };
    let entries = bytes.split(move |&byte| byte == end);
    let entries = entries.map(move |entry| if null { entry } else { entry.strip_suffix(b"\r").unwrap_or(entry) });
    entries.filter(|entry| !entry.is_empty()).map(|entry| match path(entry) {
        // in a list it is a name like any other
        name if name == Path::new("-") => PathBuf::from("./-"),
        path => path,
    })
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_parted_by_lines_or_by_nul() {
        let of = |bytes: &[u8], null| -> Vec<String> {
            listed(bytes, null).map(|path| path.to_string_lossy().into_owned()).collect()
        };
        assert_eq!(of("\u{feff}a.txt\r\n\nb c.txt\n-".as_bytes(), false), ["a.txt", "b c.txt", "./-"]);
        assert_eq!(of(b"a\nb.txt\0c.txt\0", true), ["a\nb.txt", "c.txt"]);
        assert_eq!(of(b"", false), [""; 0]);
    }
}
