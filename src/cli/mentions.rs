//! `factlint mentions`: what was read out of documents.

use std::process::ExitCode;

use clap::ValueEnum;

use super::input::InputArgs;
use super::output::write;
use super::{FAILED, Failure};
use crate::article::read;
use crate::render::mentions;
use crate::source::{Source, SourceId};

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
    let ids: Vec<SourceId> = loaded.sources.ids().collect();
    let text = |source: &Source| {
        let article = read(source, knowledge, &reading);
        match args.format {
            MentionsFormat::Pretty => mentions::pretty(&article),
            MentionsFormat::Jsonl => mentions::render(&article),
        }
    };
    let mut written = Ok(());
    loaded.sources.read_each(&ids, &(), text, |texts| {
        if written.is_ok() {
            written = write(&texts.concat(), None);
        }
    });
    written?;
    args.input.notes(&ruleset, &loaded);
    Ok(if loaded.all_problems().is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}
