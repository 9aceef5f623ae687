//! `factlint report`: the findings as a page for editors.

use std::path::PathBuf;
use std::process::ExitCode;

use rayon::prelude::*;

use super::input::InputArgs;
use super::output::{tell, write};
use super::scope::ScopeArgs;
use super::silence::{self, SilenceArgs};
use super::{FAILED, Failure};
use crate::article::{Article, read};
use crate::engine;
use crate::render::{Report, html};
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten, next_help_heading = "What is let stand")]
    silence: SilenceArgs,
    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (ruleset, scoped) = args.input.read_in(&ScopeArgs::default(), false)?;
    let mut loaded = scoped.loaded;
    let (rules, reading) = (engine::active(&ruleset), args.input.reading());
    let findings = engine::check(&loaded.sources, &rules, &ruleset.knowledge, &reading, &|| ());
    let (findings, silenced) = args.silence.apply(findings, &silence::rules(&ruleset, &rules), &mut loaded.sources)?;
    let report = Report {
        findings: &findings,
        sources: &loaded.sources,
        ruleset: &ruleset,
        problems: &loaded.problems,
        silenced: &silenced,
    };
    let sources: Vec<&Source> = loaded.sources.iter().collect();
    let articles: Vec<Article<'_>> =
        sources.par_iter().map(|source| read(source, &ruleset.knowledge, &reading)).collect();
    write(&html::render(&report, &articles), Some(&args.output))?;
    if !args.input.quiet {
        tell(&format!("{}: {}", args.output.display(), report.summary()));
    }
    Ok(if loaded.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}
