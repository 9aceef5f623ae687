//! `factlint import`: data of others into a rules file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;

use super::Failure;
use super::output::{tell, write};
use crate::fix::replace_file;
use crate::import::{Import, csv, vale, wikidata, write as into};
use crate::render::counted;
use crate::source::{reason_of_text, unwritten, visible_line};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, clap::Subcommand)]
enum From {
    /// People and offices from Wikidata: a result of its query service, or the JSON of entities
    Wikidata {
        /// The query for it is in docs/importing.md
        file: PathBuf,
        /// The day until which the lists of holders are whole: after it nobody is missed in them
        #[arg(long, value_name = "DAY")]
        complete_until: Option<NaiveDate>,
        #[command(flatten)]
        to: To,
    },
    /// People, offices, places, organisations or events from a table with a head row
    Csv {
        file: PathBuf,
        /// What the rows are [default: as the columns tell]
        #[arg(long, value_enum)]
        rows: Option<csv::Rows>,
        /// The day until which the lists of holders are whole: after it nobody is missed in them
        #[arg(long, value_name = "DAY")]
        complete_until: Option<NaiveDate>,
        #[command(flatten)]
        to: To,
    },
    /// Word lists from Vale: substitution rules and vocabularies
    Vale {
        /// A folder of styles
        folder: PathBuf,
        #[command(flatten)]
        to: To,
    },
}

#[derive(Debug, clap::Args)]
struct To {
    /// Rules file to write; one that exists is brought up to date [default: standard output]
    #[arg(long, short, value_name = "RULES.toml")]
    output: Option<PathBuf>,
    /// Tell nothing but what went wrong
    #[arg(long, short)]
    quiet: bool,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (import, to) = match &args.from {
        From::Wikidata { file, complete_until, to } => (wikidata::read(file, *complete_until)?, to),
        From::Csv { file, rows, complete_until, to } => (csv::read(file, *rows, *complete_until)?, to),
        From::Vale { folder, to } => (vale::read(folder)?, to),
    };
    let summary = format!("{}: ", visible_line(&import.source));
    let outcome = put(import, to.output.as_deref())?;
    if !to.quiet {
        tell(&format!("note: {summary}{}", counts(&outcome)));
        outcome.changed.iter().for_each(|change| tell(&format!("note: {}", visible_line(change))));
    }
    Ok(ExitCode::SUCCESS)
}

fn put(import: Import, output: Option<&Path>) -> Result<into::Outcome, Failure> {
    let Some(path) = output else {
        let outcome = into::write(import, "the rules file", None)?;
        write(&outcome.text, None)?;
        return Ok(outcome);
    };
    let shown = path.to_string_lossy().replace('\\', "/");
    let failure = |error| Failure(unwritten(Path::new(visible_line(&shown).as_ref()), &error));
    let existing = match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(Failure(format!("cannot read {}: it {}", visible_line(&shown), reason_of_text(&error))));
        }
    };
    let outcome = into::write(import, &shown, existing.as_deref())?;
    match existing {
        Some(existing) if existing == outcome.text => {}
        Some(_) => replace_file(path, outcome.text.as_bytes()).map_err(failure)?,
        None => write(&outcome.text, Some(path))?,
    }
    Ok(outcome)
}

/// "2 people and 3 terms of office new, 1 value changed, 4 left out (the file says which)".
fn counts(outcome: &into::Outcome) -> String {
    let mut parts: Vec<String> =
        outcome.new.iter().map(|(what, count)| format!("{count} {} new", plural(what, *count))).collect();
    if !outcome.changed.is_empty() {
        parts.push(format!("{} amended", counted(outcome.changed.len(), "value")));
    }
    if outcome.left_out > 0 {
        parts.push(format!("{} left out, as its comment says", outcome.left_out));
    }
    if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") }
}

fn plural(what: &'static str, count: usize) -> String {
    match (what, count) {
        (_, 1) => what.to_owned(),
        ("person", _) => "people".to_owned(),
        ("term of office", _) => "terms of office".to_owned(),
        _ => format!("{what}s"),
    }
}
