//! `factlint rules`: all rules, a line each.

use std::process::ExitCode;

use super::Failure;
use super::input::ConfigArgs;
use super::output::write;
use crate::render::handbook;
use crate::rule::Ruleset;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    config: ConfigArgs,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    write(&list(&args.config.ruleset()?), None)?;
    Ok(ExitCode::SUCCESS)
}

fn list(ruleset: &Ruleset) -> String {
    let width = ruleset.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let line = |rule: &crate::rule::Rule| {
        format!("{:<width$}  {:<7}  {}\n", rule.id, handbook::level(rule.level), rule.summary)
    };
    ruleset.rules.iter().map(line).collect()
}
