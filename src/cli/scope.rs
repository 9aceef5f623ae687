//! Which documents are checked against which, as the command line puts it.

use std::path::PathBuf;

use clap::CommandFactory;

use super::{Cli, Failure};
use crate::fields::nearest;
use crate::source::{Changed, Formats, Scope, ScopeError, visible_line};

/// Some documents against all.
#[derive(Debug, Default, clap::Args)]
pub struct ScopeArgs {
    /// Hold the documents against these as well (a folder, a file or a quoted glob; may be repeated), and report only
    /// what concerns the documents themselves
    #[arg(long, value_name = "DIR-OR-GLOB")]
    corpus: Vec<PathBuf>,
    /// Report only what concerns documents staged in git, and read them as they are staged
    #[arg(long, conflicts_with = "since")]
    staged: bool,
    /// Report only what concerns documents that changed since a commit
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

impl ScopeArgs {
    /// The scope of a run on paths.
    pub fn scope(&self, paths: Vec<PathBuf>, corpus: &[PathBuf], formats: &Formats) -> Scope {
        let changed = match &self.since {
            Some(revision) => Some(Changed::Since(revision.clone())),
            None => self.staged.then_some(Changed::Staged),
        };
        let corpus = self.corpus.iter().chain(corpus).cloned().collect();
        Scope { paths, corpus, changed, formats: formats.clone() }
    }
}

impl From<ScopeError> for Failure {
    fn from(error: ScopeError) -> Self {
        match error {
            ScopeError::Git(error) => Self(error.to_string()),
            ScopeError::Glob(message) => Self(message),
            ScopeError::Absent(absent) => {
                let line = |one: &crate::source::Problem| {
                    format!("{}: {}{}", visible_line(&one.path), one.message, command_like(&one.path))
                };
                Self(absent.iter().map(line).collect::<Vec<_>>().join("\nfactlint: "))
            }
        }
    }
}

/// Whoever mistypes a command names a path that is not there.
fn command_like(path: &str) -> String {
    let commands = Cli::command();
    let names: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
    nearest(path, &names).map_or(String::new(), |near| format!("; did you mean the command `factlint {near}`?"))
}
