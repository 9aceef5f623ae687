//! What is let stand: ignores and the baseline, as the command line puts them.

use std::path::PathBuf;

use super::Failure;
use super::output::tell;
use crate::engine::Checked;
use crate::finding::Finding;
use crate::fix::replace_file;
use crate::render::counted;
use crate::source::Sources;
use crate::suppress::{Baseline, Rules, Silenced};

#[derive(Debug, Default, clap::Args)]
pub struct SilenceArgs {
    /// Keep quiet about the findings in this file, which `factlint baseline` writes
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Take the entries that silence nothing out of the baseline
    #[arg(long, requires = "baseline")]
    prune: bool,
}

impl SilenceArgs {
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
        let Some(path) = &self.baseline else { return Ok((findings, told)) };
        let (baseline, text) = Baseline::load(path)?;
        let file = sources.add_aside(path.to_string_lossy().replace('\\', "/"), text);
        let (mut findings, kept) = baseline.apply(findings, rules, (file, sources), &mut told);
        if self.prune {
            let gone = baseline.entries.len() - kept.entries.len();
            findings.retain(|finding| finding.primary().source != file);
            if gone > 0 {
                replace_file(path, kept.to_toml().as_bytes())?;
                tell(&format!(
                    "note: {} taken out of {}",
                    counted(gone, "entry").replace("entrys", "entries"),
                    path.display()
                ));
            }
        }
        Ok((findings, told))
    }
}
