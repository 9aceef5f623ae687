//! Paths -> [`Loaded`]: every file read and decoded, and what could not be.

use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::git::full;
use super::walk::{Found, find};
use super::{Encoding, Source, SourceId, Sources, decode};

/// A file that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    pub path: String,
    pub message: String,
}

/// What was read of the paths given.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Sources,
    /// The rest was read all the same.
    pub problems: Vec<Problem>,
    /// Files that are not text.
    pub skipped: Vec<String>,
}

/// Reads the files at and below the paths; `-` is standard input, shown under the name given.
///
/// # Errors
/// The paths that do not exist: then nothing is read.
pub fn load(paths: &[PathBuf], stdin_name: &str) -> Result<Loaded, Vec<Problem>> {
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path == Path::new("-"));
    let absent: Vec<Problem> = paths.iter().filter_map(|path| absent(path)).collect();
    if !absent.is_empty() {
        return Err(absent);
    }
    let walk = find(&paths);
    let problems = walk.problems.into_iter().map(|(path, message)| Problem { path, message }).collect();
    Ok(load_files(walk.files, &FxHashMap::default(), problems, (!stdin.is_empty()).then_some(stdin_name)))
}

/// Reads files, those of the given contents from there, and standard input where it has a name.
pub(super) fn load_files(
    files: Vec<Found>,
    contents: &FxHashMap<PathBuf, Vec<u8>>,
    problems: Vec<Problem>,
    stdin: Option<&str>,
) -> Loaded {
    let mut loaded = Loaded { problems, ..Loaded::default() };
    let mut read: Vec<(String, Outcome)> = files.into_par_iter().map(|file| read(file, contents)).collect();
    if let Some(name) = stdin {
        let mut bytes = Vec::new();
        let result = std::io::stdin().lock().read_to_end(&mut bytes);
        read.push((name.to_owned(), decoded(result.map(|_| bytes))));
    }
    read.sort_by(|a, b| a.0.cmp(&b.0));
    loaded.take(read);
    loaded
}

/// What became of one file.
enum Outcome {
    Text(String, Encoding),
    NotText,
    Unreadable(String),
}

impl Loaded {
    fn take(&mut self, read: Vec<(String, Outcome)>) {
        let mut sources = Vec::with_capacity(read.len());
        for (path, result) in read {
            match result {
                Outcome::Text(text, encoding) => {
                    let id = SourceId(u32::try_from(sources.len()).expect("fewer than 4,294,967,296 documents"));
                    sources.push(Source::new(id, path, text, encoding));
                }
                Outcome::NotText => self.skipped.push(path),
                Outcome::Unreadable(message) => self.problems.push(Problem { path, message }),
            }
        }
        self.problems.sort();
        self.sources = Sources::new(sources);
    }
}

/// Whether a path leads nowhere. A path that may not be looked at is a problem of its own, found when it is read.
pub(super) fn absent(path: &Path) -> Option<Problem> {
    let error = std::fs::metadata(path).err().filter(|error| error.kind() == std::io::ErrorKind::NotFound)?;
    Some(Problem { path: path.to_string_lossy().replace('\\', "/"), message: reason(&error) })
}

fn read(file: Found, contents: &FxHashMap<PathBuf, Vec<u8>>) -> (String, Outcome) {
    let instead = if contents.is_empty() { None } else { contents.get(&full(&file.path)) };
    let read = decoded(instead.map_or_else(|| std::fs::read(&file.path), |bytes| Ok(bytes.clone())));
    (file.shown, read)
}

fn decoded(bytes: std::io::Result<Vec<u8>>) -> Outcome {
    match bytes {
        Err(error) => Outcome::Unreadable(reason(&error)),
        Ok(bytes) if u32::try_from(bytes.len()).is_err() => Outcome::Unreadable("is larger than 4 GiB".to_owned()),
        Ok(bytes) => match decode(bytes) {
            Ok((text, _)) if u32::try_from(text.len()).is_err() => {
                Outcome::Unreadable("is larger than 4 GiB once decoded".to_owned())
            }
            Ok((text, encoding)) => Outcome::Text(text, encoding),
            Err(_) => Outcome::NotText,
        },
    }
}

/// The cause in plain words, without the number that the system gives it.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        _ => error.to_string(),
    }
}
