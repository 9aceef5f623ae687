//! The command line: one file a subcommand.
//!
//! Exit codes: 0 nothing found, 1 findings, 2 the work could not be done, 130 interrupted by Ctrl-C.

mod baseline;
mod check;
mod clean;
mod completions;
mod explain;
mod fix;
mod init;
mod import;
mod input;
mod interrupt;
mod list;
mod man;
mod mentions;
mod output;
mod report;
mod review;
mod rules;
mod schema;
mod scope;
mod silence;
mod storage;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Finds contradictions of fact inside and across documents
#[derive(Parser)]
#[command(name = "factlint", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Exit codes: 0 nothing found, 1 findings, 2 the work could not be done, 130 interrupted.")]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: check::Args,
}

#[derive(Subcommand)]
enum Command {
    /// Check documents; this is what happens without a command, too
    Check(check::Args),
    /// Write a page for editors: documents, findings side by side, a timeline
    Report(report::Args),
    /// Decide on findings in the browser: accept fixes, dismiss findings, note questions
    Review(review::Args),
    /// Write down what is found now, so that only what is new is reported from then on
    Baseline(baseline::Args),
    /// List the rules
    Rules(rules::Args),
    /// Tell what a rule reports and why, with an example
    Explain(explain::Args),
    /// Run the examples that rules bring
    Test(test::Args),
    /// Show what is read out of documents
    Mentions(mentions::Args),
    /// Write a commented rules.toml to begin with
    Init(init::Args),
    /// Remove what was kept of documents between runs
    Clean(clean::Args),
    /// Print the JSON Schema of rules files, or of the output for programs
    Schema(schema::Args),
    /// Print the manual page
    Man(man::Args),
    /// Take over data of others into a rules file
    Import(import::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
}

/// The work could not be done: what to tell, after `factlint: `.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Could not do the work, or not all of it.
const FAILED: u8 = 2;

/// Runs the program.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => check::run(&cli.check),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Review(args)) => review::run(&args),
        Some(Command::Baseline(args)) => baseline::run(&args),
        Some(Command::Rules(args)) => rules::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Test(args)) => test::run(&args),
        Some(Command::Mentions(args)) => mentions::run(&args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Clean(args)) => clean::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Man(args)) => man::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
    };
    result.unwrap_or_else(|failure| {
        output::tell(&format!("factlint: {}", failure.0));
        ExitCode::from(FAILED)
    })
}
