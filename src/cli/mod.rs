//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::article::Reading;
use crate::rule::{Config, Ruleset};
use crate::source::{Source, SourceId, Sources, decode, find};

#[derive(Parser)]
#[command(name = "factlint", version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Check documents (what happens without a command, too)
    Check(CheckArgs),
    /// Show what is read out of documents
    Mentions(CheckArgs),
}

#[derive(clap::Args)]
struct CheckArgs {
    paths: Vec<PathBuf>,
    #[arg(long, default_value = "pretty")]
    format: String,
    #[arg(long)]
    config: Option<PathBuf>,
    #[arg(long)]
    no_config: bool,
    #[arg(long)]
    document_date: Option<chrono::NaiveDate>,
}

/// Runs the program.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let (mentions, args) = match cli.command {
        Some(Command::Check(args)) => (false, args),
        Some(Command::Mentions(args)) => (true, args),
        None => (false, cli.check),
    };
    let config = match args.config {
        _ if args.no_config => Config::None,
        Some(path) => Config::File(path),
        None => Config::Search,
    };
    let ruleset = match Ruleset::load(&config) {
        Ok(ruleset) => ruleset,
        Err(error) => {
            eprintln!("factlint: {error}");
            return ExitCode::from(2);
        }
    };
    let reading = Reading { document_date: args.document_date };
    let walk = find(&args.paths);
    let mut sources = Vec::new();
    for file in walk.files {
        let Ok(bytes) = std::fs::read(&file.path) else { continue };
        let Ok((text, encoding)) = decode(bytes) else { continue };
        let id = SourceId(u32::try_from(sources.len()).expect("few sources"));
        sources.push(Source::new(id, file.shown, text, encoding));
    }
    let sources = Sources::new(sources);
    if mentions {
        for source in sources.iter() {
            let article = crate::article::read(source, &ruleset.knowledge, &reading);
            print(&crate::render::mentions::render(&article));
        }
        return ExitCode::SUCCESS;
    }
    let findings = crate::engine::check(&sources, &ruleset, &reading);
    print(&crate::render::json::render(&findings, &[], &sources));
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}
