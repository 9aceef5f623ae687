//! `.factlint-ignore` files, for documents that have no comments: beside a document or in a folder above it.
//!
//! A line is `GLOB RULE[,RULE]: REASON`, a glob with spaces in quotation marks; `#` begins a comment. A glob is as in
//! `.gitignore`: relative to the file's folder, and, without a slash in it, for every folder below.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use rustc_hash::FxHashMap;

use super::written::{self, trimmed};
use super::{Fault, Scope, Suppression, Suppressions};
use crate::finding::Label;
use crate::source::{SourceId, Sources, Span};

const NAME: &str = ".factlint-ignore";

/// Adds the ignores of every file that lies beside or above a document.
pub(super) fn read(sources: &mut Sources, all: &mut Suppressions) {
    for (folder, documents) in folders_with_file(sources) {
        let path = folder.join(NAME);
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let id = sources.add_aside(shown(&path), text);
        let lines = Lines { id, text: sources.get(id).text.clone() };
        lines.read(&folder, &documents, all);
    }
}

/// The folders that hold such a file, with the documents beside and below it by their full paths. Nobody looks above a
/// repository.
fn folders_with_file(sources: &Sources) -> BTreeMap<PathBuf, Vec<(SourceId, PathBuf)>> {
    let mut known: FxHashMap<&str, (PathBuf, Vec<PathBuf>)> = FxHashMap::default();
    for folder in sources.folders() {
        let Ok(full) = std::fs::canonicalize(if folder.is_empty() { "." } else { folder }) else { continue };
        let above: Vec<PathBuf> = with_file(&full).into_iter().map(PathBuf::from).collect();
        if !above.is_empty() {
            known.insert(folder, (full, above));
        }
    }
    let mut found: BTreeMap<PathBuf, Vec<(SourceId, PathBuf)>> = BTreeMap::new();
    if known.is_empty() {
        return found;
    }
    for id in sources.read() {
        let path = sources.path(id);
        let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
        let Some((full, above)) = known.get(folder) else { continue };
        for above in above {
            found.entry(above.clone()).or_default().push((id, full.join(name)));
        }
    }
    found
}

fn with_file(folder: &Path) -> Vec<&Path> {
    let mut found = Vec::new();
    for above in folder.ancestors() {
        if above.join(NAME).is_file() {
            found.push(above);
        }
        if above.join(".git").exists() {
            break;
        }
    }
    found
}

/// The path as documents' paths are shown: from the working directory, where it lies in or above that.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    below.unwrap_or(path).to_string_lossy().replace('\\', "/")
}

struct Lines {
    id: SourceId,
    text: String,
}

impl Lines {
    fn read(&self, folder: &Path, documents: &[(SourceId, PathBuf)], all: &mut Suppressions) {
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let span = trimmed(&self.text, Span::new(at, at + line.len()));
            at += line.len();
            let said = &self.text[span.range()];
            if said.is_empty() || said.starts_with('#') {
                continue;
            }
            match self.line(span, folder, documents) {
                Ok(read) => all.list.extend(read),
                Err((span, message)) => {
                    let span = if span.is_empty() { trimmed(&self.text, Span::new(at - line.len(), at)) } else { span };
                    all.faults.push(Fault { place: Label::new(self.id, span, "ignores nothing"), message });
                }
            }
        }
    }

    fn line(
        &self,
        line: Span,
        folder: &Path,
        documents: &[(SourceId, PathBuf)],
    ) -> Result<Vec<Suppression>, (Span, String)> {
        let (glob, rest) = self.glob(line);
        let matcher = matcher(&self.text[glob.range()]).map_err(|message| (glob, message))?;
        let written = written::read(&self.text, rest)
            .map_err(|(span, message)| (span, format!("{message} (a line is GLOB RULE: REASON)")))?;
        let inside = |path: &Path| path.strip_prefix(folder).is_ok_and(|path| matcher.is_match(path));
        let mut held: Vec<SourceId> = documents.iter().filter(|(_, path)| inside(path)).map(|(id, _)| *id).collect();
        held.sort_unstable();
        // a line about documents that this run does not read has no say in it
        if held.is_empty() {
            return Ok(Vec::new());
        }
        let one = |(rule, span)| Suppression {
            rule,
            written: (self.id, span),
            reason: written.reason.clone(),
            scope: Scope::Documents(held.clone()),
        };
        Ok(written.rules.into_iter().map(one).collect())
    }

    /// The glob at the start of a line, and what follows it.
    fn glob(&self, line: Span) -> (Span, Span) {
        let said = &self.text[line.range()];
        let (start, end) = (line.start as usize, line.end as usize);
        let quoted = said.strip_prefix('"').and_then(|rest| rest.find('"'));
        if let Some(length) = quoted {
            return (Span::new(start + 1, start + 1 + length), Span::new(start + length + 2, end));
        }
        let length = said.find(char::is_whitespace).unwrap_or(said.len());
        (Span::new(start, start + length), Span::new(start + length, end))
    }
}

fn matcher(glob: &str) -> Result<GlobMatcher, String> {
    let pattern = match glob.strip_prefix('/') {
        Some(here) => here.to_owned(),
        None if glob.contains('/') => glob.to_owned(),
        None => format!("**/{glob}"),
    };
    let pattern = if pattern.ends_with('/') { format!("{pattern}**") } else { pattern };
    let built = GlobBuilder::new(&pattern).literal_separator(true).build();
    built.map(|glob| glob.compile_matcher()).map_err(|error| format!("this is no glob: {}", error.kind()))
}
