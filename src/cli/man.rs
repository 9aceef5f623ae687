//! `factlint man`: the manual page, in the form that `man` reads.

use std::process::ExitCode;

use clap::CommandFactory;

use super::output::write;
use super::{Cli, Failure};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The page of a command, such as check
    command: Option<String>,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut whole = Cli::command();
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure(format!("there is no command “{name}”; `factlint --help` lists them")))?
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    write(&String::from_utf8_lossy(&page), None)?;
    Ok(ExitCode::SUCCESS)
}
