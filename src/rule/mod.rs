//! Rules files -> [`Ruleset`]: rules with their checks, and the knowledge they rest on.

mod archives;
mod broken;
mod builtin;
mod check;
mod compact;
mod example;
mod extends;
mod load;
mod raw;
mod schema;

use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;

pub use broken::{Broken, RulesError};
pub use example::{Caret, ExampleDocument, Marked};
pub(crate) use raw::RawFile;
pub use schema::schema;

use crate::checks::Kind;
use crate::finding::Level;
use crate::knowledge::Knowledge;
use crate::source::Formats;

/// A rule, ready to run.
#[derive(Debug)]
pub struct Rule {
    /// Kebab case; names the defect.
    pub id: String,
    pub level: Level,
    pub summary: String,
    pub why: String,
    pub help: String,
    /// The version of factlint that brought it.
    pub since: String,
    pub check: Kind,
    /// Name of the check kind.
    pub kind: &'static str,
    /// Those that come to what is built in.
    examples: Vec<Example>,
    /// Index into [`Ruleset::files`] of the file that brought the rule.
    pub file: usize,
    builtin: bool,
}

impl Rule {
    /// Its examples; the built-in ones are read when they are first asked for.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        let builtin = if self.builtin { builtin::examples(&self.id) } else { &[] };
        builtin.iter().chain(&self.examples)
    }
}

/// A piece of text with carets below what must be reported; without carets it must stay silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub marked: Marked,
    /// The `--document-date` to read it with.
    pub document_date: Option<chrono::NaiveDate>,
    /// Index into [`Ruleset::files`].
    pub file: usize,
    /// Where the text stands in that file.
    pub written: Range<usize>,
    /// Whether it stands there letter by letter, without escapes.
    verbatim: bool,
}

impl Example {
    /// A stretch of the example as a stretch of its file, or all of it where escapes stand in the way.
    #[must_use]
    pub fn in_file(&self, span: Range<usize>) -> Range<usize> {
        if self.verbatim {
            self.written.start + span.start..self.written.start + span.end
        } else {
            self.written.clone()
        }
    }
}

/// A rules file that was read.
#[derive(Debug, Clone)]
pub struct RulesFile {
    /// As named or found, with forward slashes; for a built-in one its name.
    pub path: String,
    pub text: Cow<'static, str>,
    pub builtin: bool,
}

/// Where the rules of a run come from, beside the built-in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Config {
    /// `rules.toml` in the working directory or above, if there is one.
    #[default]
    Search,
    File(PathBuf),
    /// Nowhere: the built-in rules alone.
    None,
}

/// The rules of a run and what they know.
#[derive(Debug, Default)]
pub struct Ruleset {
    pub rules: Vec<Rule>,
    pub knowledge: Knowledge,
    pub files: Vec<RulesFile>,
    /// The documents that others are held against: folders, files and globs.
    pub corpus: Vec<PathBuf>,
    /// How archives are read.
    pub formats: Formats,
}

impl Ruleset {
    /// The built-in rules alone.
    #[must_use]
    pub fn builtin() -> Self {
        let mut ruleset = builtin::ruleset();
        ruleset.knowledge.reindex();
        ruleset
    }

    /// The built-in rules, and what a rules file adds to them and changes in them.
    ///
    /// # Errors
    /// When the file can't be read, or holds mistakes: then all of them.
    pub fn load(config: &Config) -> Result<Self, RulesError> {
        Self::load_with(config, false)
    }

    /// The same; `outside` says that files may extend files outside the folder of the first (`--allow-outside`).
    ///
    /// # Errors
    /// When a file can't be read, or files hold mistakes: then all of them.
    pub fn load_with(config: &Config, outside: bool) -> Result<Self, RulesError> {
        let mut ruleset = builtin::ruleset();
        let path = match config {
            Config::None => None,
            Config::File(path) => Some(path.clone()),
            Config::Search => search(),
        };
        if let Some(path) = path {
            ruleset.add_file(&path, outside)?;
        }
        ruleset.knowledge.reindex();
        Ok(ruleset)
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// `rules.toml` in the working directory, or else in the nearest folder above that has one.
#[must_use]
pub fn search() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = here.ancestors().map(|folder| folder.join("rules.toml")).find(|path| path.is_file())?;
    Some(found.strip_prefix(&here).map_or(found.clone(), std::path::Path::to_path_buf))
}
