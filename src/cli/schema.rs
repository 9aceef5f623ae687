//! `factlint schema`: the JSON Schema of rules files.

use std::process::ExitCode;

use super::Failure;
use super::output::write;
use crate::rule::schema;

#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: &Args) -> Result<ExitCode, Failure> {
    let schema = serde_json::to_string_pretty(&schema()).expect("a schema is plain data, which always encodes");
    write(&format!("{schema}\n"), None)?;
    Ok(ExitCode::SUCCESS)
}
