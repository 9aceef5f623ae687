//! `factlint schema`: JSON Schemas of rules files and of what programs are told.

use std::process::ExitCode;

use clap::ValueEnum;

use super::Failure;
use super::output::write;
use crate::render::{json, jsonl};
use crate::rule::schema;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What is described
    #[arg(value_enum, default_value_t)]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Of {
    /// Rules files, for completion in editors
    #[default]
    Rules,
    /// The output of `--format json`
    Json,
    /// A line of `--format jsonl`
    Jsonl,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let schema = match args.of {
        Of::Rules => schema(),
        Of::Json => json::schema(),
        Of::Jsonl => jsonl::schema(),
    };
    let schema = serde_json::to_string_pretty(&schema).expect("a schema is plain data, which always encodes");
    write(&format!("{schema}\n"), None)?;
    Ok(ExitCode::SUCCESS)
}
