//! `factlint report`: the findings as a page for editors.

use std::path::PathBuf;
use std::process::ExitCode;

use super::input::InputArgs;
use super::output::{tell, write};
use super::scope::ScopeArgs;
use super::silence::SilenceArgs;
use super::storage::StorageArgs;
use super::{FAILED, Failure};
use crate::article::read;
use crate::engine::{self, Run};
use crate::finding::retain_as_read;
use crate::render::Report;
use crate::render::html::{self, timeline, timeline::Row};
use crate::source::{Source, SourceId};
use crate::suppress::Rules;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    output: PathBuf,
    #[command(flatten, next_help_heading = "What is let stand")]
    silence: SilenceArgs,
    #[command(flatten, next_help_heading = "Storage")]
    storage: StorageArgs,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (ruleset, scoped) = args.input.read_in(&ScopeArgs::default(), false)?;
    let mut loaded = scoped.loaded;
    let (rules, reading) = (engine::active(&ruleset), args.input.reading());
    let run = Run { sources: &loaded.sources, rules: &rules, knowledge: &ruleset.knowledge, reading: &reading };
    let checked = args.storage.check(run, &ruleset, &args.input, &())?;
    let (mut findings, silenced) = args.silence.apply(checked, &Rules::of(&ruleset, &rules), &mut loaded.sources)?;
    retain_as_read(&mut findings, &loaded.sources);
    args.input.notes(&ruleset, &loaded);
    let sources = &loaded.sources;
    let ids: Vec<SourceId> = sources.read().collect();
    let mut rows: Vec<Row> = Vec::new();
    let row = |source: &Source| {
        let wrong = timeline::wrong(source.id, &findings);
        timeline::row(&read(source, &ruleset.knowledge, &reading), &wrong)
    };
    sources.read_each(&ids, &(), row, |made| rows.extend(made));
    let problems = loaded.all_problems();
    let report = Report { findings: &findings, sources, ruleset: &ruleset, problems: &problems, silenced: &silenced };
    write(&html::render(&report, &rows), Some(&args.output))?;
    if !args.input.quiet {
        tell(&format!("{}: {}", args.output.display(), report.summary()));
    }
    Ok(if args.input.tell_more(&problems, &loaded) { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}
