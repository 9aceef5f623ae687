//! Findings -> findings that nobody has answered for: ignores in the text or beside it, and the baseline.
//!
//! Silence is kept account of: an ignore names a rule and a reason, what it silences is counted, and one that silences
//! nothing is itself a finding.

pub mod baseline;
mod comment;
mod ignore_file;
mod written;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::Active;
use crate::fields::nearest;
use crate::finding::{Conflict, Finding, Label, Raised, Severity, findings, order};
use crate::rule::Ruleset;
use crate::source::{Source, SourceId, Sources, Span};

pub use baseline::{Baseline, BaselineError, USUAL_FILE};

/// The rules of this stage: what is wrong with ignores and baselines themselves.
pub const UNUSED: &str = "unused-suppression";
pub const BROKEN: &str = "broken-suppression";
pub const UNUSED_ENTRY: &str = "unused-baseline-entry";

/// The rules as this stage has to know them.
#[derive(Debug, Default)]
pub struct Rules<'r> {
    /// Every rule there is.
    pub known: Vec<&'r str>,
    /// Those that ran, with their severity at most.
    pub active: BTreeMap<&'r str, Severity>,
}

impl<'r> Rules<'r> {
    /// The rules of a ruleset, and those of them that run.
    #[must_use]
    pub fn of(ruleset: &'r Ruleset, active: &[Active<'r>]) -> Self {
        Self {
            known: ruleset.rules.iter().map(|rule| rule.id.as_str()).collect(),
            active: active.iter().map(|active| (active.rule.id.as_str(), active.severity)).collect(),
        }
    }
}

/// An ignore: findings of one rule whose primary label lies in its scope are silenced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The rule's id, and where it is written.
    pub rule: String,
    pub written: (SourceId, Span),
    pub reason: String,
    pub scope: Scope,
}

/// Where an ignore holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// A stretch of one document.
    Stretch(SourceId, Span),
    /// Whole documents.
    Documents(Vec<SourceId>),
}

impl Scope {
    fn holds(&self, label: &Label) -> bool {
        match self {
            Scope::Stretch(source, span) => {
                *source == label.source && (span.contains(label.span) || span.overlaps(label.span))
            }
            Scope::Documents(sources) => sources.binary_search(&label.source).is_ok(),
        }
    }
}

/// Something written like an ignore that can't be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub place: Label,
    pub message: String,
}

/// Every ignore of a run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Suppressions {
    pub list: Vec<Suppression>,
    pub faults: Vec<Fault>,
}

/// The findings that were silenced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Silenced {
    pub in_text: Vec<Finding>,
    pub by_baseline: Vec<Finding>,
}

impl Silenced {
    #[must_use]
    pub fn total(&self) -> usize {
        self.in_text.len() + self.by_baseline.len()
    }

    /// Leaves those that concern the documents of a run.
    pub fn retain(&mut self, concerns: impl Fn(&Finding) -> bool) {
        self.in_text.retain(&concerns);
        self.by_baseline.retain(&concerns);
    }
}

impl Suppressions {
    /// The ignores that stand in a document.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let mut all = Self::default();
        if source.text.contains("factlint-ignore") {
            comment::read(source, &mut all);
        }
        all
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.faults.is_empty()
    }

    /// Leaves the ignores that stand in certain documents.
    pub(crate) fn retain(&mut self, stays: impl Fn(SourceId) -> bool) {
        self.list.retain(|one| stays(one.written.0));
        self.faults.retain(|fault| stays(fault.place.source));
    }

    /// Puts the ignores into the order of documents; those of one stay as they are.
    pub(crate) fn sort(&mut self) {
        self.list.sort_by_key(|one| one.written.0);
        self.faults.sort_by_key(|fault| fault.place.source);
    }

    /// Renames the documents that the ignores stand in and hold for.
    pub(crate) fn rename(&mut self, name: &dyn Fn(SourceId) -> SourceId) {
        for one in &mut self.list {
            one.written.0 = name(one.written.0);
            match &mut one.scope {
                Scope::Stretch(source, _) => *source = name(*source),
                Scope::Documents(sources) => sources.iter_mut().for_each(|source| *source = name(*source)),
            }
        }
        self.faults.iter_mut().for_each(|fault| fault.place.source = name(fault.place.source));
    }

    /// Adds the ignores of the `.factlint-ignore` files beside and above the documents, which join the sources as asides
    /// so that they can be pointed at.
    pub fn add_ignore_files(&mut self, sources: &mut Sources) {
        ignore_file::read(sources, self);
    }

    pub(crate) fn extend(&mut self, more: Self) {
        self.list.extend(more.list);
        self.faults.extend(more.faults);
    }

    /// Takes out the findings that an ignore covers, and adds what is wrong with the ignores.
    #[must_use]
    pub fn apply(
        &self,
        found: Vec<Finding>,
        rules: &Rules<'_>,
        sources: &Sources,
        told: &mut Silenced,
    ) -> Vec<Finding> {
        let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, one) in self.list.iter().enumerate() {
            by_rule.entry(&one.rule).or_default().push(index);
        }
        let mut used = vec![false; self.list.len()];
        let mut left = Vec::with_capacity(found.len());
        for finding in found {
            let covering = by_rule.get(finding.rule.as_str()).into_iter().flatten();
            let covering: Vec<usize> =
                covering.copied().filter(|&index| self.list[index].scope.holds(finding.primary())).collect();
            covering.iter().for_each(|&index| used[index] = true);
            if covering.is_empty() {
                left.push(finding);
            } else {
                told.in_text.push(finding);
            }
        }
        let own = self.own_findings(&used, &left, rules, sources);
        joined(left, own)
    }

    /// What is wrong with the ignores themselves.
    fn own_findings(&self, used: &[bool], left: &[Finding], rules: &Rules<'_>, sources: &Sources) -> Vec<Finding> {
        let mut raised = Vec::new();
        for fault in &self.faults {
            raise(BROKEN, rules, Conflict::new(&fault.message, fault.place.clone()), &mut raised);
        }
        for (one, _) in self.list.iter().zip(used).filter(|(_, used)| !**used) {
            if !rules.known.contains(&one.rule.as_str()) {
                raise(BROKEN, rules, one.unknown(&rules.known), &mut raised);
            } else if rules.active.contains_key(one.rule.as_str()) {
                raise(UNUSED, rules, one.unused(left, sources), &mut raised);
            }
        }
        findings(raised, sources)
    }
}

impl Suppression {
    fn unknown(&self, known: &[&str]) -> Conflict {
        let place = Label::new(self.written.0, self.written.1, "no such rule");
        let conflict = Conflict::new(format!("there is no rule “{}” to ignore", self.rule), place);
        match nearest(&self.rule, known) {
            Some(right) => conflict.note(format!("did you mean “{right}”?")).fix(
                format!("write “{right}”"),
                self.written.0,
                self.written.1,
                right,
            ),
            None => conflict.note("`factlint rules` lists the rules"),
        }
    }

    fn unused(&self, left: &[Finding], sources: &Sources) -> Conflict {
        let place = Label::new(self.written.0, self.written.1, "silences nothing");
        let conflict = Conflict::new(format!("there is no “{}” to ignore here", self.rule), place);
        let other = left.iter().find(|finding| {
            finding.rule == self.rule && finding.labels[1..].iter().any(|label| self.scope.holds(label))
        });
        match other {
            Some(finding) => {
                let (source, span) = (sources.get(finding.primary().source), finding.primary().span);
                let line = source.position(span.start).line;
                conflict.note(format!(
                    "a finding of this rule shows this place, but is about {}:{line}: to ignore it, write that there",
                    source.name()
                ))
            }
            None => conflict.note("take the ignore out, if nothing that it was meant for is left out of this run"),
        }
    }
}

/// Adds a conflict under a rule of this stage, where that rule is on.
fn raise(rule: &'static str, rules: &Rules<'_>, conflict: Conflict, raised: &mut Vec<Raised<'static>>) {
    if let Some(&level) = rules.active.get(rule) {
        raised.push(Raised { rule, level, conflict });
    }
}

/// Two lists of findings as one in order.
fn joined(mut findings: Vec<Finding>, more: Vec<Finding>) -> Vec<Finding> {
    findings.extend(more);
    findings.sort_by(order);
    findings
}
