//! `factlint mentions`: what was read out of documents.

use std::process::ExitCode;

use clap::ValueEnum;
use rayon::prelude::*;

use super::input::InputArgs;
use super::output::write;
use super::{FAILED, Failure};
use crate::article::read;
use crate::render::mentions;
use crate::source::Source;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// How mentions are written
    #[arg(long, value_enum, default_value_t)]
    format: MentionsFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum MentionsFormat {
    /// For people: line, column, kind, text and value
    #[default]
    Pretty,
    /// One JSON object a line
    Jsonl,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (ruleset, loaded) = args.input.read()?;
    let (knowledge, reading) = (&ruleset.knowledge, args.input.reading());
    let sources: Vec<&Source> = loaded.sources.iter().collect();
    let texts: Vec<String> = sources
        .par_iter()
        .map(|source| {
            let article = read(source, knowledge, &reading);
            match args.format {
                MentionsFormat::Pretty => mentions::pretty(&article),
                MentionsFormat::Jsonl => mentions::render(&article),
            }
        })
        .collect();
    write(&texts.concat(), None)?;
    Ok(if loaded.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}
