//! Paths -> [`Loaded`]: which files are documents, and what went wrong in finding them.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::archive::{Archive, kind, unpacked};
use super::reason::{reason, reason_at};
use super::sources::Given;
use super::walk::{Found, ends_as_document, find_as};
use super::{Formats, Sources};

/// A file or a record that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    pub path: String,
    /// The line of an archive in which the record begins that could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub message: String,
}

/// The documents at and below the paths given.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Sources,
    /// What went wrong in finding them; the rest is there all the same.
    pub problems: Vec<Problem>,
}

impl Problem {
    /// About a whole file.
    #[must_use]
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, message: message.into() }
    }

    /// The path, and for a record its line behind a colon.
    #[must_use]
    pub fn name(&self) -> String {
        self.line.map_or_else(|| self.path.clone(), |line| format!("{}:{line}", self.path))
    }
}

impl Loaded {
    /// What went wrong in finding documents and, up to now, in reading them.
    #[must_use]
    pub fn all_problems(&self) -> Vec<Problem> {
        let mut problems = self.sources.problems();
        problems.extend(self.problems.iter().cloned());
        problems.sort();
        problems.dedup();
        problems
    }
}

/// Finds the files at and below the paths; `-` is standard input, shown under the name given.
///
/// # Errors
/// The paths that do not exist: then nothing is read.
pub fn load(paths: &[PathBuf], stdin_name: &str) -> Result<Loaded, Vec<Problem>> {
    load_as(paths, stdin_name, &Formats::default())
}

/// The same, with archives read as told.
pub(super) fn load_as(paths: &[PathBuf], stdin_name: &str, formats: &Formats) -> Result<Loaded, Vec<Problem>> {
    let (stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path == Path::new("-"));
    let absent: Vec<Problem> = paths.iter().filter_map(|path| absent(path)).collect();
    if !absent.is_empty() {
        return Err(absent);
    }
    let walk = find_as(&paths, formats);
    let problems = walk.problems.into_iter().map(|(path, message)| Problem::new(path, message)).collect();
    let stdin = (!stdin.is_empty()).then_some(stdin_name);
    let files = walk.files.into_iter().map(|file| (file, None));
    Ok(load_files(files, problems, stdin, formats))
}

/// Files as documents, with contents that count instead of theirs, and standard input where it has a name.
pub(super) fn load_files(
    files: impl IntoIterator<Item = (Found, Option<Vec<u8>>)>,
    mut problems: Vec<Problem>,
    stdin: Option<&str>,
    formats: &Formats,
) -> Loaded {
    let given = |(file, instead): (Found, Option<Vec<u8>>)| {
        // mostly the same to the letter
        let is_shown = file.path.as_os_str() == file.shown.as_str() || file.path == Path::new(&file.shown);
        let given =
            instead.map(|bytes| Given::Bytes(bytes.into())).or_else(|| (!is_shown).then_some(Given::File(file.path)));
        (file.shown, given)
    };
    let mut all: Vec<(String, Option<Given>)> = files.into_iter().map(given).collect();
    if let Some(name) = stdin {
        let mut bytes = Vec::new();
        match std::io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => all.push((name.to_owned(), Some(Given::Bytes(bytes.into())))),
            Err(error) => problems.push(Problem::new(name, reason(&error))),
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut sources = Sources::default();
    for (path, given) in all {
        match archive(&path, given.as_ref(), formats) {
            None => sources.push(&path, given),
            Some(Ok((archive, problem))) => {
                problems.extend(problem.map(|message| Problem::new(&path, message)));
                sources.push_archive(&path, given, archive);
            }
            Some(Err(error)) => problems.push(Problem::new(&path, reason(&error))),
        }
    }
    sources.close();
    problems.sort();
    Loaded { sources, problems }
}

/// A file as an archive, if it is one, with what is wrong in it.
fn archive(path: &str, given: Option<&Given>, formats: &Formats) -> Option<std::io::Result<(Archive, Option<String>)>> {
    if ends_as_document(path) {
        return None;
    }
    let kind @ (shape, packing) = kind(Path::new(path))?;
    let fields = formats.of(shape);
    let file = |path: &Path| Ok(Archive::scan(unpacked(std::fs::File::open(path)?, packing), kind, fields));
    Some(match given {
        Some(Given::Read(_)) => return None,
        Some(Given::Bytes(bytes)) => Ok(Archive::scan(unpacked(Cursor::new(Arc::clone(bytes)), packing), kind, fields)),
        Some(Given::File(path)) => file(path),
        None => file(Path::new(path)),
    })
}

/// Whether a path leads nowhere. A path that may not be looked at is a problem of its own, found when it is read.
pub(super) fn absent(path: &Path) -> Option<Problem> {
    let error = std::fs::metadata(path).err().filter(|error| error.kind() == std::io::ErrorKind::NotFound)?;
    Some(Problem::new(path.to_string_lossy().replace('\\', "/"), reason_at(path, &error)))
}
