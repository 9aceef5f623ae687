//! `factlint explain RULE`: what a rule reports and why, with the output of its first example.

use std::process::ExitCode;

use super::Failure;
use super::check::unknown_rule;
use super::input::ConfigArgs;
use super::output::write;
use crate::render::handbook;
use crate::rule::{Rule, Ruleset};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of the rule; `factlint rules` lists them
    rule: String,
    #[command(flatten)]
    config: ConfigArgs,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let ruleset = args.config.ruleset()?;
    let rule = ruleset.rule(&args.rule).ok_or_else(|| unknown_rule(&args.rule, &ruleset))?;
    write(&explained(rule, &ruleset), None)?;
    Ok(ExitCode::SUCCESS)
}

fn explained(rule: &Rule, ruleset: &Ruleset) -> String {
    let level = handbook::level(rule.level);
    let mut out = format!("{} ({level})\n{}\n", rule.id, rule.summary);
    for (name, text) in [("Why", &rule.why), ("Help", &rule.help)] {
        if !text.is_empty() {
            out.push_str(&format!("\n{name}: {}\n", text.trim()));
        }
    }
    let since = if rule.since.is_empty() { String::new() } else { format!(", since {}", rule.since) };
    out.push_str(&format!("\nCheck: {}{since}\n", rule.kind));
    if let Some(example) = rule.examples().find(|example| !example.marked.carets.is_empty()) {
        out.push_str(&format!("\nExample:\n\n{}", handbook::output(rule, example, ruleset)));
    }
    out
}
