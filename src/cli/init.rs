//! `factlint init`: a commented rules.toml to begin with.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::Failure;
use super::output::tell;
use crate::source::unwritten;

/// The file. What is commented out without a space is TOML to be tried; a test reads it.
pub const TEMPLATE: &str = include_str!("init.toml");

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to write
    #[arg(default_value = "rules.toml", value_name = "FILE")]
    file: PathBuf,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let shown = args.file.display();
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&args.file);
    let mut file = file.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure(format!("{shown} is there already, and is left as it is")),
        _ => Failure(unwritten(&args.file, &error)),
    })?;
    file.write_all(TEMPLATE.as_bytes()).map_err(|error| Failure(unwritten(&args.file, &error)))?;
    tell(&format!("note: {shown} written; everything in it is commented out: take the # away from what you need"));
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;
    use crate::rule::{Config, Ruleset};

    fn load(text: &str) -> Ruleset {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rules.toml");
        std::fs::write(&path, text).expect("a file");
        Ruleset::load(&Config::File(path)).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn as_it_is_it_changes_nothing() {
        assert_eq!(load(TEMPLATE).rules.len(), Ruleset::builtin().rules.len());
    }

    #[test]
    fn what_is_commented_out_can_be_put_in() {
        let uncommented = |line: &str| match line.strip_prefix('#') {
            Some(toml) if !toml.starts_with(' ') => format!("{toml}\n"),
            _ => format!("{line}\n"),
        };
        let text: String = TEMPLATE.lines().map(uncommented).collect();
        let ruleset = load(&text);
        assert!(ruleset.knowledge.people.iter().any(|person| person.name == "Anna Lind"));
        assert_eq!(ruleset.corpus.len(), 1);
    }
}
