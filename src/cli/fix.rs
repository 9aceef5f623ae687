//! `--fix`, `--diff` and `--unsafe-fixes`.

use super::Failure;
use super::output::{tell, write};
use crate::finding::Finding;
use crate::fix::{self, Plan, Trust};
use crate::render::{counted, diff};
use crate::source::{SourceId, Sources, visible_line};

#[derive(Debug, Default, clap::Args)]
pub struct FixArgs {
    /// Apply the fixes that are certain, then check again
    #[arg(long, conflicts_with_all = ["diff", "staged"])]
    fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,
    /// With --fix or --diff: the fixes that are only likely, too
    #[arg(long)]
    unsafe_fixes: bool,
}

impl FixArgs {
    /// Whether there is anything to do; unsafe fixes alone are a mistake.
    pub fn wanted(&self) -> Result<bool, Failure> {
        if self.unsafe_fixes && !self.fix && !self.diff {
            return Err(Failure(
                "--unsafe-fixes says which fixes: with --diff they are shown, with --fix applied".to_owned(),
            ));
        }
        Ok(self.fix || self.diff)
    }

    pub fn shows(&self) -> bool {
        self.diff
    }

    fn trust(&self) -> Trust {
        if self.unsafe_fixes { Trust::Likely } else { Trust::Safe }
    }

    /// Shows the fixes or applies them; says whether any document was changed.
    pub fn run(&self, findings: &[Finding], sources: &Sources, targets: Option<&[SourceId]>) -> Result<bool, Failure> {
        let own = |finding: &&Finding| match (targets, fix::fix_of(finding, self.trust())) {
            (Some(targets), Some(fix)) => fix.edits.iter().all(|edit| targets.binary_search(&edit.source).is_ok()),
            _ => true,
        };
        let own: Vec<Finding> = findings.iter().filter(own).cloned().collect();
        let plan = fix::plan(&own, sources, self.trust());
        for refused in &plan.refused {
            let source = sources.get(refused.finding.primary().source);
            let line = source.position(refused.finding.primary().span.start).line;
            tell(&format!(
                "note: {}:{line}: {} is not fixed: {}",
                visible_line(&source.name()),
                refused.finding.rule,
                refused.why
            ));
        }
        if self.diff {
            write(&diff::render(&plan, sources), None)?;
            tell(&format!("note: {} would be fixed{}", counted(plan.fixed.len(), "finding"), self.more(&own)));
            return Ok(false);
        }
        Ok(self.apply(&plan, sources, &own))
    }

    fn apply(&self, plan: &Plan<'_>, sources: &Sources, findings: &[Finding]) -> bool {
        let mut written = 0;
        for group in plan.groups() {
            match plan.changes(&group, sources).and_then(|changes| fix::carry_out(&changes)) {
                Ok(()) => written += group.len(),
                Err(error) => {
                    tell(&format!("factlint: {error}"));
                    if group.len() > 1 {
                        let names: Vec<String> =
                            group.iter().map(|&id| visible_line(&sources.name(id)).into_owned()).collect();
                        tell(&format!("note: one fix changes {} together: it is not applied", names.join(", ")));
                    }
                }
            }
        }
        let (fixed, documents) = (counted(plan.fixed.len(), "finding"), counted(written, "document"));
        let all = if written == plan.edits.len() { fixed } else { format!("not all of {fixed}") };
        tell(&format!("note: {all} fixed in {documents}{}", self.more(findings)));
        written > 0
    }

    /// How many more fixes there are that are only likely.
    fn more(&self, findings: &[Finding]) -> String {
        let likely = findings.iter().filter(|finding| finding.fix.is_none() && finding.likely.is_some()).count();
        match likely {
            1.. if !self.unsafe_fixes => format!("; {likely} more with --unsafe-fixes, which have to be looked at"),
            _ => String::new(),
        }
    }
}
