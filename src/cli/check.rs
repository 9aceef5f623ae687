//! `factlint check`: documents in, findings out.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::fix::FixArgs;
use super::input::InputArgs;
use super::interrupt::{self, INTERRUPTED};
use super::output::{Color, tell, write};
use super::scope::ScopeArgs;
use super::silence::SilenceArgs;
use super::storage::StorageArgs;
use super::{FAILED, Failure};
use crate::engine::{self, Active, Run};
use crate::fields::nearest;
use crate::finding::{Finding, Label, Severity, retain_as_read};
use crate::render::{Format, Look, Report, counted, statistics};
use crate::rule::Ruleset;
use crate::source::{Scoped, Sources};
use crate::suppress::{Rules, Silenced};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the findings to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use these rules alone, also those that are off
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    fail_on: FailOn,
    /// When to write colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Color,
    /// Count the findings of each rule
    #[arg(long)]
    statistics: bool,
    #[command(flatten, next_help_heading = "Which documents")]
    scope: ScopeArgs,
    #[command(flatten, next_help_heading = "What is let stand")]
    silence: SilenceArgs,
    #[command(flatten, next_help_heading = "Fixes")]
    fix: FixArgs,
    #[command(flatten, next_help_heading = "Storage")]
    storage: StorageArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Info,
    Never,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    interrupt::listen();
    let start = Instant::now();
    let fixing = args.fix.wanted()?;
    let (ruleset, mut scoped) = args.input.read_in(&args.scope, true)?;
    let rules = args.rules(&ruleset)?;
    let Some((mut findings, mut silenced)) = args.findings(&ruleset, &rules, &mut scoped)? else {
        return Ok(ExitCode::from(INTERRUPTED));
    };
    if fixing {
        let changed = args.fix.run(&findings, &scoped.loaded.sources, scoped.targets.as_deref())?;
        if changed {
            (_, scoped) = args.input.read_in(&args.scope, true)?;
            let again = args.findings(&ruleset, &rules, &mut scoped)?;
            let Some(again) = again else { return Ok(ExitCode::from(INTERRUPTED)) };
            (findings, silenced) = again;
        }
    }
    let loaded = &scoped.loaded;
    let problems = loaded.all_problems();
    let report = Report {
        findings: &findings,
        sources: &loaded.sources,
        ruleset: &ruleset,
        problems: &problems,
        silenced: &silenced,
    };
    if !args.fix.shows() {
        args.show(&report)?;
    }
    if args.input.verbose {
        if let Some(path) = args.silence.file() {
            tell(&format!("note: known findings are those of {}", path.display()));
        }
        let documents = counted(report.documents(), "document");
        tell(&format!("note: {documents} checked with {} in {:.1?}", counted(rules.len(), "rule"), start.elapsed()));
    }
    // a document may have changed since, and be shown blank
    let unread = args.input.tell_more(&problems, loaded);
    Ok(args.exit_code(&findings, unread))
}

impl Args {
    /// What is found, without what somebody has answered for and what concerns other documents; `None` when the reading
    /// was interrupted, which is told.
    fn findings(
        &self,
        ruleset: &Ruleset,
        rules: &[Active<'_>],
        scoped: &mut Scoped,
    ) -> Result<Option<(Vec<Finding>, Silenced)>, Failure> {
        let sources = &mut scoped.loaded.sources;
        let progress = interrupt::Reading::start(self.progress(sources), sources.len());
        let reading = self.input.reading();
        let run = Run { sources, rules, knowledge: &ruleset.knowledge, reading: &reading };
        let checked = self.storage.check(run, ruleset, &self.input, &progress)?;
        let read = progress.end();
        if checked.stopped {
            let all = counted(sources.len(), "document");
            tell(&format!("factlint: interrupted: {read} of {all} had been read, and nothing was compared"));
            return Ok(None);
        }
        let (mut findings, mut silenced) = self.silence.apply(checked, &Rules::of(ruleset, rules), sources)?;
        if let Some(targets) = &scoped.targets {
            let own = |label: &Label| targets.binary_search(&label.source).is_ok();
            let concerns = |finding: &Finding| finding.labels.iter().any(own);
            findings.retain(concerns);
            silenced.retain(concerns);
        }
        retain_as_read(&mut findings, &scoped.loaded.sources);
        self.input.notes(ruleset, &scoped.loaded);
        Ok(Some((findings, silenced)))
    }

    /// The rules chosen, at their levels; a rule that is off but selected runs at the level of a warning.
    fn rules<'r>(&self, ruleset: &'r Ruleset) -> Result<Vec<Active<'r>>, Failure> {
        for id in self.select.iter().chain(&self.ignore) {
            if ruleset.rule(id).is_none() {
                return Err(unknown_rule(id, ruleset));
            }
        }
        if self.select.is_empty() {
            let mut rules = engine::active(ruleset);
            rules.retain(|active| !self.ignore.contains(&active.rule.id));
            return Ok(rules);
        }
        let chosen = |id: &str| self.select.iter().any(|one| one == id) && !self.ignore.iter().any(|one| one == id);
        let rules = ruleset.rules.iter().filter(|rule| chosen(&rule.id));
        Ok(rules.map(|rule| Active { rule, severity: rule.level.severity().unwrap_or(Severity::Warning) }).collect())
    }

    /// A bar on standard error, for runs long enough to watch, if somebody may be watching.
    fn progress(&self, sources: &Sources) -> ProgressBar {
        const LONG: usize = 200;
        if self.input.quiet || sources.len() < LONG {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(sources.len() as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} documents, {per_sec}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }

    fn show(&self, report: &Report<'_>) -> Result<(), Failure> {
        let look = Look { color: self.output.is_none() && self.color.on_stdout(), quiet: self.input.quiet };
        let mut text = report.render(self.format, look);
        if self.statistics {
            let counts = statistics::render(report);
            match self.format {
                Format::Pretty | Format::Concise => text.push_str(&counts),
                // what a program reads stays as it is
                _ => tell(counts.trim_end()),
            }
        }
        write(&text, self.output.as_deref())
    }

    fn exit_code(&self, findings: &[Finding], unread: bool) -> ExitCode {
        let least = match self.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        };
        let failing = least.is_some_and(|least| findings.iter().any(|finding| finding.severity >= least));
        match (unread, failing) {
            (true, _) => ExitCode::from(FAILED),
            (false, true) => ExitCode::from(1),
            (false, false) => ExitCode::SUCCESS,
        }
    }
}

/// There is no such rule, but perhaps one of a similar name.
pub(super) fn unknown_rule(id: &str, ruleset: &Ruleset) -> Failure {
    let known: Vec<&str> = ruleset.rules.iter().map(|rule| rule.id.as_str()).collect();
    let hint = nearest(id, &known)
        .map_or_else(|| "; `factlint rules` lists them".to_owned(), |near| format!("; did you mean “{near}”?"));
    Failure(format!("there is no rule “{id}”{hint}"))
}
