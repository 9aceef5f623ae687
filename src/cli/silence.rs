//! What is let stand: ignores and the baseline, as the command line puts them.

use std::path::{Path, PathBuf};

use super::Failure;
use super::output::tell;
use crate::engine::Checked;
use crate::finding::Finding;
use crate::fix::replace_file;
use crate::source::{Sources, unwritten};
use crate::suppress::{Baseline, Rules, Silenced, USUAL_FILE};

#[derive(Debug, Default, clap::Args)]
pub struct SilenceArgs {
    /// Keep quiet about the findings in this file [default: factlint-baseline.toml in the working directory, if it is
    /// there]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Use no baseline
    #[arg(long, conflicts_with_all = ["baseline", "prune"])]
    no_baseline: bool,
    /// Take the entries that silence nothing out of the baseline
    #[arg(long)]
    prune: bool,
}

impl SilenceArgs {
    /// Ignores in and beside documents, and no baseline.
    pub fn ignores_alone() -> Self {
        Self { no_baseline: true, ..Self::default() }
    }

    /// The baseline to use.
    pub fn file(&self) -> Option<PathBuf> {
        let usual = || Some(PathBuf::from(USUAL_FILE)).filter(|path| !self.no_baseline && path.is_file());
        self.baseline.clone().or_else(usual)
    }

    /// Takes out the findings that somebody has answered for, and adds what is wrong with the answers.
    pub fn apply(
        &self,
        checked: Checked,
        rules: &Rules<'_>,
        sources: &mut Sources,
    ) -> Result<(Vec<Finding>, Silenced), Failure> {
        let mut told = Silenced::default();
        let Checked { findings, mut ignores, .. } = checked;
        ignores.add_ignore_files(sources);
        let findings = ignores.apply(findings, rules, sources, &mut told);
        let Some(path) = self.file() else {
            return match self.prune {
                true => Err(Failure(format!("--prune: there is no {USUAL_FILE} here; name another with --baseline"))),
                false => Ok((findings, told)),
            };
        };
        let (baseline, text) = Baseline::load(&path)?;
        let file = sources.add_aside(path.to_string_lossy().replace('\\', "/"), text);
        let (mut findings, kept) = baseline.apply(findings, rules, (file, sources), &mut told);
        baseline.note_questions(&mut findings);
        if self.prune {
            findings.retain(|finding| finding.primary().source != file);
            prune(&path, &sources.get(file).text, &baseline, &kept)?;
        }
        Ok((findings, told))
    }
}

/// Leaves in the baseline what is to be kept.
fn prune(path: &Path, text: &str, baseline: &Baseline, kept: &Baseline) -> Result<(), Failure> {
    let count = |baseline: &Baseline| baseline.entries.len() + baseline.questions.len();
    let gone = count(baseline) - count(kept);
    if gone > 0 {
        let kept = kept.over(text, &path.to_string_lossy())?;
        replace_file(path, kept.as_bytes()).map_err(|error| Failure(unwritten(path, &error)))?;
        let entries = if gone == 1 { "1 entry".to_owned() } else { format!("{gone} entries") };
        tell(&format!("note: {entries} taken out of {}", path.display()));
    }
    Ok(())
}
