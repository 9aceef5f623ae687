//! What the commands that read documents have in common: paths, rules, the document date, notes on what was read how.

use std::path::PathBuf;

use crate::render::counted;
use crate::rule::{Config, Ruleset};
use crate::source::{DOCUMENTS, Encoding, Loaded, Problem, Scoped, visible_line};

use super::Failure;
use super::list::ListArgs;
use super::output::tell;
use super::scope::ScopeArgs;
use crate::article::Reading;

/// Which documents, and with which knowledge.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Files and folders, `-` for standard input; the working directory if none is given
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub list: ListArgs,
    /// Name to show for standard input; its ending tells the format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub stdin_filename: String,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// The day to take for a document that tells no date of its own: 2025-06-12, or 06-12-2025 with the month first
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub document_date: Option<chrono::NaiveDate>,
    /// Threads to work with [default: one a processor]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Tell nothing but the result
    #[arg(long, short)]
    pub quiet: bool,
    /// Tell what is read and how long it takes
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|&threads| threads > 0)
        .ok_or_else(|| format!("“{text}” is no number of threads: write 1 or more"))
}

/// A day as ISO 8601 writes it, or as American forms do.
fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    let read = |layout| chrono::NaiveDate::parse_from_str(text, layout);
    let message = |_| format!("“{text}” is no day: write 2025-06-12, or 06-12-2025 with the month first");
    read("%Y-%m-%d").or_else(|_| read("%m-%d-%Y")).map_err(message)
}

/// Which rules.
#[derive(Debug, Clone, clap::Args)]
pub struct ConfigArgs {
    /// Rules file [default: rules.toml in the working directory or above]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use the built-in rules alone
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// Let rules files extend files outside the folder of the first
    #[arg(long)]
    pub allow_outside: bool,
}

impl ConfigArgs {
    pub fn ruleset(&self) -> Result<Ruleset, Failure> {
        let config = match &self.config {
            _ if self.no_config => Config::None,
            Some(path) => Config::File(path.clone()),
            None => Config::Search,
        };
        Ok(Ruleset::load_with(&config, self.allow_outside)?)
    }
}

impl InputArgs {
    /// Rules first: with broken ones nothing is read.
    pub fn read(&self) -> Result<(Ruleset, Loaded), Failure> {
        let (ruleset, scoped) = self.read_in(&ScopeArgs::default(), false)?;
        Ok((ruleset, scoped.loaded))
    }

    /// The same for some documents against a corpus.
    pub fn read_in(&self, scope: &ScopeArgs, corpus: bool) -> Result<(Ruleset, Scoped), Failure> {
        if let Some(threads) = self.threads {
            // a second reading of the same run finds the threads as it left them
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        }
        let ruleset = self.config.ruleset()?;
        let known = if corpus { ruleset.corpus.as_slice() } else { &[] };
        let scoped = scope.scope(self.list.paths(&self.paths)?, known, &ruleset.formats).load(&self.stdin_filename)?;
        Ok((ruleset, scoped))
    }

    /// The paths given, or the working directory.
    pub fn paths_or_here(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() { vec![PathBuf::from(".")] } else { self.paths.clone() }
    }

    pub fn reading(&self) -> Reading {
        Reading { document_date: self.document_date }
    }

    /// Tells what could not be read, and what was read how.
    pub fn notes(&self, ruleset: &Ruleset, loaded: &Loaded) {
        loaded.all_problems().iter().for_each(tell_problem);
        if self.quiet {
            return;
        }
        if loaded.sources.is_empty() {
            let endings: Vec<String> = DOCUMENTS.iter().map(|ending| format!(".{ending}")).collect();
            tell(&format!("note: there are no documents: folders are searched for {} files", endings.join(", ")));
        }
        if self.verbose {
            let files = ruleset.files.iter().filter(|file| !file.builtin);
            files.for_each(|file| tell(&format!("note: rules from {}", visible_line(&file.path))));
        }
        let sources = &loaded.sources;
        let recoded = sources.read().filter_map(|id| {
            let encoding = sources.encoding(id).filter(|encoding| !matches!(encoding, Encoding::Utf8 { .. }))?;
            Some(format!("{} ({})", visible_line(&sources.path(id)), encoding.name()))
        });
        self.note("read as something else than UTF-8", &recoded.collect::<Vec<String>>());
        let skipped: Vec<String> = sources.skipped().iter().map(|path| visible_line(path).into_owned()).collect();
        self.note("skipped, being no text", &skipped);
    }

    /// Tells what could not be read since `told` was told, and says whether anything could not be read.
    pub fn tell_more(&self, told: &[Problem], loaded: &Loaded) -> bool {
        let all = loaded.all_problems();
        all.iter().filter(|problem| !told.contains(problem)).for_each(tell_problem);
        !all.is_empty()
    }

    /// Says what became of some files; without `-v` only a few are named.
    fn note(&self, what: &str, files: &[String]) {
        const NAMED: usize = 3;
        let named = if self.verbose { files.len() } else { files.len().min(NAMED) };
        let more = files.len() - named;
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        if !files.is_empty() {
            tell(&format!("note: {} {what}: {}{more}", counted(files.len(), "file"), files[..named].join(", ")));
        }
    }
}

fn tell_problem(problem: &Problem) {
    tell(&format!("factlint: {}: {}", visible_line(&problem.name()), visible_line(&problem.message)));
}
