//! Rules files -> [`Ruleset`]: rules with their checks, and the knowledge they rest on.

mod builtin;
mod raw;

use crate::checks::Kind;
use crate::finding::Level;
use crate::knowledge::Knowledge;

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
    pub examples: Vec<Example>,
}

/// A piece of text with carets below what must be reported; without carets it must stay silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub text: String,
    /// The `--document-date` to read it with.
    pub document_date: Option<chrono::NaiveDate>,
}

/// The rules of a run and what they know.
#[derive(Debug, Default)]
pub struct Ruleset {
    pub rules: Vec<Rule>,
    pub knowledge: Knowledge,
}

impl Ruleset {
    /// The built-in rules alone.
    #[must_use]
    pub fn builtin() -> Self {
        builtin::ruleset()
    }

    /// The built-in rules and those of a rules file: the one given, or `rules.toml` here or above.
    #[must_use]
    pub fn load(config: Option<&std::path::Path>) -> Self {
        let mut ruleset = Self::builtin();
        let found = config.map(std::path::Path::to_path_buf).or_else(|| {
            let here = std::env::current_dir().ok()?;
            here.ancestors().map(|folder| folder.join("rules.toml")).find(|path| path.is_file())
        });
        if let Some(path) = found {
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let file: raw::RawFile =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            ruleset.knowledge.add(file.person, file.office, file.place, file.organisation, file.event, file.stamp);
        }
        ruleset
    }
}
