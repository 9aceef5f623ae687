//! `factlint completions SHELL`: a script that completes commands and options.

use std::process::ExitCode;

use clap::CommandFactory;

use super::output::write;
use super::{Cli, Failure};

#[derive(Debug, clap::Args)]
pub struct Args {
    shell: clap_complete::Shell,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "factlint", &mut script);
    write(&String::from_utf8_lossy(&script), None)?;
    Ok(ExitCode::SUCCESS)
}
