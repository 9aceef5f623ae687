//! Why a file can't be read or written, in plain words, without the number that the system gives the cause.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// Why a file can't be read: a phrase that goes behind its path and a colon.
#[must_use]
pub fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "does not exist".to_owned(),
        ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        ErrorKind::IsADirectory => "is a folder, and a file is wanted".to_owned(),
        _ => plain(error),
    }
}

/// Why a text that has to be UTF-8 can't be read.
#[must_use]
pub fn reason_of_text(error: &Error) -> String {
    match error.kind() {
        ErrorKind::InvalidData => "is not UTF-8: save it in that encoding".to_owned(),
        _ => reason(error),
    }
}

/// Why there is nothing at a path that a link may lead to.
#[must_use]
pub(super) fn reason_at(path: &Path, error: &Error) -> String {
    match std::fs::read_link(path) {
        Ok(target) if error.kind() == ErrorKind::NotFound => {
            format!("is a link to {}, which does not exist", target.to_string_lossy().replace('\\', "/"))
        }
        _ => reason(error),
    }
}

/// Why a file can't be written: `cannot write out/a.txt: the folder out does not exist`.
#[must_use]
pub fn unwritten(path: &Path, error: &Error) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let why = match (error.kind(), folder) {
        (ErrorKind::NotFound, Some(folder)) => format!("the folder {} does not exist", folder.display()),
        (ErrorKind::PermissionDenied, _) => "permission denied".to_owned(),
        (ErrorKind::IsADirectory, _) => "that is a folder, and a file is wanted".to_owned(),
        _ => plain(error),
    };
    format!("cannot write {}: {why}", path.display())
}

fn plain(error: &Error) -> String {
    unnumbered(&error.to_string()).to_owned()
}

/// A cause as the system tells it, without its number.
#[must_use]
pub fn unnumbered(told: &str) -> &str {
    told.split(" (os error ").next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_have_no_numbers() {
        let full = Error::from_raw_os_error(28);
        assert!(!reason(&full).is_empty() && !reason(&full).contains("os error"), "{}", reason(&full));
        let gone = Error::from(ErrorKind::NotFound);
        assert_eq!(unwritten(Path::new("out/a.txt"), &gone), "cannot write out/a.txt: the folder out does not exist");
    }
}
