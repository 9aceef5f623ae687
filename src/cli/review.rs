//! `factlint review`: the report as a page on which to decide.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use super::Failure;
use super::input::InputArgs;
use super::output::tell;
use super::scope::ScopeArgs;
use super::storage::StorageArgs;
use crate::engine::{self, Kept, Run};
use crate::review::{Found, Options, Stamp, Subject, serve};
use crate::suppress::{Rules, Silenced, USUAL_FILE};

#[derive(Debug, clap::Args)]
#[command(mut_arg("paths", |paths| paths.help("Files and folders; the working directory if none is given")))]
#[command(mut_arg("stdin_filename", |name| name.hide(true)))]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The file in which decisions are kept
    #[arg(long, value_name = "FILE", default_value = USUAL_FILE)]
    baseline: PathBuf,
    /// The port to listen on, of this machine alone [default: any that is free]
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Open the page in the browser, also when nobody seems to be at a screen
    #[arg(long)]
    open: bool,
    /// Print the address of the page alone
    #[arg(long, conflicts_with = "open")]
    no_open: bool,
    #[command(flatten, next_help_heading = "Storage")]
    storage: StorageArgs,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    if args.input.paths.iter().any(|path| path == std::path::Path::new("-")) {
        return Err(Failure(
            "standard input can’t be reviewed, because fixes are written into files: name files or folders".to_owned(),
        ));
    }
    let documents = Documents {
        input: args.input.clone(),
        storage: args.storage.clone(),
        baseline: args.baseline.clone(),
        known: Mutex::default(),
    };
    serve(Box::new(documents), Options { port: args.port }, |page, once| {
        tell(&format!("{page}\nThe page is open to this machine alone. Decisions are saved at once; Ctrl-C ends."));
        if args.opens() && open::that_detached(once).is_err() {
            tell("note: no browser could be started: open the address above");
        }
    })
    .map_err(Failure)?;
    tell("Everything decided is saved.");
    Ok(ExitCode::SUCCESS)
}

impl Args {
    /// Whether to start a browser: somebody sits at a terminal, and there is a screen.
    fn opens(&self) -> bool {
        let screen = || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
        let someone = || std::io::stderr().is_terminal() && (cfg!(any(windows, target_os = "macos")) || screen());
        self.open || (!self.no_open && someone())
    }
}

/// The documents that the command line names.
struct Documents {
    input: InputArgs,
    storage: StorageArgs,
    baseline: PathBuf,
    known: Mutex<Known>,
}

/// What is known of the last check.
#[derive(Default)]
struct Known {
    /// What documents stated.
    kept: Kept,
    /// The rules files that it read.
    rules: Vec<PathBuf>,
    /// Whether files that could not be read were told of.
    told: bool,
}

impl Subject for Documents {
    fn check(&self) -> Result<Found, String> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (ruleset, scoped) = self.input.read_in(&ScopeArgs::default(), false).map_err(|failure| failure.0)?;
        known.rules = ruleset.files.iter().filter(|file| !file.builtin).map(|file| PathBuf::from(&file.path)).collect();
        let mut loaded = scoped.loaded;
        let (rules, reading) = (engine::active(&ruleset), self.input.reading());
        let run = Run { sources: &loaded.sources, rules: &rules, knowledge: &ruleset.knowledge, reading: &reading };
        let checked = self.storage.check_again(run, &ruleset, &self.input, &mut known.kept);
        let checked = checked.map_err(|failure| failure.0)?;
        let mut ignores = checked.ignores;
        ignores.add_ignore_files(&mut loaded.sources);
        let mut silenced = Silenced::default();
        let known_rules = Rules::of(&ruleset, &rules);
        let findings = ignores.apply(checked.findings, &known_rules, &loaded.sources, &mut silenced);
        if !std::mem::replace(&mut known.told, true) {
            self.input.notes(&ruleset, &loaded);
        }
        drop(known_rules);
        drop(rules);
        let problems = loaded.all_problems();
        Ok(Found { ruleset, sources: loaded.sources, findings, silenced, problems, reading })
    }

    fn stamp(&self) -> Stamp {
        let here = std::env::current_dir().unwrap_or_default();
        let above: Vec<PathBuf> = here.ancestors().map(|folder| folder.join("rules.toml")).collect();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).rules.clone();
        Stamp::of(&self.input.paths_or_here(), known.into_iter().chain(above).chain(self.input.config.config.clone()))
    }

    fn baseline(&self) -> PathBuf {
        self.baseline.clone()
    }
}
