//! `factlint baseline`: what is found now, to be let stand.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::input::InputArgs;
use super::output::{tell, write};
use super::silence::SilenceArgs;
use super::storage::StorageArgs;
use super::{FAILED, Failure};
use crate::engine::{self, Run};
use crate::fix::replace_file;
use crate::render::counted;
use crate::source::unwritten;
use crate::suppress::{Baseline, Rules, USUAL_FILE};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The file to write; reasons given in it are kept
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Storage")]
    storage: StorageArgs,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (ruleset, mut loaded) = args.input.read()?;
    let rules = engine::active(&ruleset);
    let reading = args.input.reading();
    let run = Run { sources: &loaded.sources, rules: &rules, knowledge: &ruleset.knowledge, reading: &reading };
    let checked = args.storage.check(run, &ruleset, &args.input, &())?;
    args.input.notes(&ruleset, &loaded);
    let silence = SilenceArgs::ignores_alone();
    let (findings, _) = silence.apply(checked, &Rules::of(&ruleset, &rules), &mut loaded.sources)?;
    match &args.output {
        None => {
            write(&Baseline::from_findings(&findings, &loaded.sources, &Baseline::default()).to_toml(), None)?;
        }
        Some(path) => {
            let (earlier, text) = if path.exists() { Baseline::load(path)? } else { Default::default() };
            let baseline = Baseline::from_findings(&findings, &loaded.sources, &earlier);
            replace_file(path, baseline.over(&text, &path.to_string_lossy())?.as_bytes())
                .map_err(|error| Failure(unwritten(path, &error)))?;
            let use_it = if path == Path::new(USUAL_FILE) {
                "runs in this folder report only what is new".to_owned()
            } else {
                format!("--baseline {} reports only what is new", path.display())
            };
            let findings = counted(baseline.entries.len(), "finding");
            tell(&format!("note: {findings} written to {}: from now on {use_it}", path.display()));
        }
    }
    Ok(if loaded.all_problems().is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}
