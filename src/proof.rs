//! Rules -> [`Proof`]s: each example of a rule is checked with that rule alone and held against its carets.
//!
//! Every place that a finding labels must be marked, and every mark must be labelled: the primary label's place and
//! severity by a caret of that severity, other places by any caret. Where a caret gives a label, the finding's label
//! must hold it.

use rayon::prelude::*;

use crate::article::Reading;
use crate::checks::Kind;
use crate::engine::{Active, active, check};
use crate::finding::{Finding, Label, Severity};
use crate::rule::{Caret, Example, Rule, Ruleset};
use crate::source::{Encoding, Source, SourceId, Sources, Span};
use crate::suppress::{self, Silenced};

/// How an example came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It must stay silent, and does.
    Validated,
    /// What is marked is reported, and nothing else.
    Reported,
    /// Something marked is not reported.
    Missing,
    /// Something is reported that is not marked.
    Noisy,
}

/// One example, run.
#[derive(Debug)]
pub struct Proof<'r> {
    pub rule: &'r Rule,
    pub example: &'r Example,
    pub outcome: Outcome,
    /// Carets that nothing was reported at, or something else, and why.
    pub missing: Vec<(&'r Caret, String)>,
    /// What was reported beside the carets: the document, the place, and what was said of it.
    pub noise: Vec<(usize, Span, String)>,
}

impl Outcome {
    #[must_use]
    pub fn is_good(self) -> bool {
        matches!(self, Outcome::Validated | Outcome::Reported)
    }
}

/// Runs the examples that the files chosen bring, each with its own rule and all that the ruleset knows.
#[must_use]
pub fn prove(ruleset: &Ruleset, file: impl Fn(usize) -> bool + Sync) -> Vec<Proof<'_>> {
    let examples: Vec<(&Rule, &Example)> = ruleset
        .rules
        .iter()
        .flat_map(|rule| rule.examples().map(move |example| (rule, example)))
        .filter(|(_, example)| file(example.file))
        .collect();
    examples.par_iter().map(|(rule, example)| proof(ruleset, rule, example)).collect()
}

fn proof<'r>(ruleset: &'r Ruleset, rule: &'r Rule, example: &'r Example) -> Proof<'r> {
    let (sources, order) = sources(example);
    let findings = run(ruleset, rule, example, &sources);
    let mut matching = Matching { example, order: &order, rule, missing: Vec::new(), noise: Vec::new() };
    matching.carets(&findings);
    matching.labels(&findings);
    // a fault of the check must not pass for silence
    matching.noise.extend(sources.problems().into_iter().map(|problem| (0, Span::default(), problem.message)));
    let Matching { missing, noise, .. } = matching;
    let outcome = match (missing.is_empty(), noise.is_empty()) {
        (false, _) => Outcome::Missing,
        (true, false) => Outcome::Noisy,
        (true, true) if example.marked.carets.is_empty() => Outcome::Validated,
        (true, true) => Outcome::Reported,
    };
    Proof { rule, example, outcome, missing, noise }
}

/// Checks an example's documents with its rule. A rule that is off runs at the level of a warning.
#[must_use]
pub fn run(ruleset: &Ruleset, rule: &Rule, example: &Example, sources: &Sources) -> Vec<Finding> {
    let severity = rule.level.severity().unwrap_or(Severity::Warning);
    let reading = Reading { document_date: example.document_date };
    let own = Active { rule, severity };
    if !matches!(rule.check, Kind::Account(_)) {
        return check(sources, &[own], &ruleset.knowledge, &reading, &()).findings;
    }
    // a rule on ignores has something to say only once everything is found
    let mut rules: Vec<Active<'_>> = active(ruleset).into_iter().filter(|active| active.rule.id != rule.id).collect();
    rules.push(own);
    let found = check(sources, &rules, &ruleset.knowledge, &reading, &());
    let known = suppress::Rules::of(ruleset, &rules);
    let mut left = found.ignores.apply(found.findings, &known, sources, &mut Silenced::default());
    left.retain(|finding| finding.rule == rule.id);
    left
}

/// The documents of an example in the order of their names, as in a run on files, and for each its place in the example.
#[must_use]
pub fn sources(example: &Example) -> (Sources, Vec<usize>) {
    let documents = &example.marked.documents;
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|&at| &documents[at].name);
    let source = |(id, &at): (u32, &usize)| {
        let (name, text) = (documents[at].name.clone(), documents[at].text.clone());
        Source::new(SourceId(id), name, text, Encoding::Utf8 { bom: false })
    };
    (Sources::new((0..).zip(&order).map(source).collect()), order)
}

struct Matching<'r, 'o> {
    rule: &'r Rule,
    example: &'r Example,
    order: &'o [usize],
    missing: Vec<(&'r Caret, String)>,
    noise: Vec<(usize, Span, String)>,
}

impl Matching<'_, '_> {
    fn is_at(&self, label: &Label, caret: &Caret) -> bool {
        self.order[label.source.0 as usize] == caret.document && label.span == caret.span
    }

    /// Whether a caret means a finding's label; a rule that is off has no severity to compare.
    fn means(&self, caret: &Caret, finding: &Finding, primary: bool) -> bool {
        let off = self.rule.level.severity().is_none();
        caret.severity.is_some() == primary && (!primary || off || caret.severity == Some(finding.severity))
    }

    fn carets(&mut self, findings: &[Finding]) {
        for caret in &self.example.marked.carets {
            let at = labels(findings).filter(|(_, label, _)| self.is_at(label, caret));
            let said: Vec<&str> = at
                .filter(|(finding, _, primary)| self.means(caret, finding, *primary))
                .map(|(_, label, _)| label.message.as_str())
                .collect();
            if said.is_empty() {
                self.missing.push((caret, "nothing is reported here".to_owned()));
            } else if !said.iter().any(|message| message.contains(&caret.message)) {
                self.missing.push((caret, format!("the label here is “{}”", said.join("”, “"))));
            }
        }
    }

    fn labels(&mut self, findings: &[Finding]) {
        for (finding, label, primary) in labels(findings) {
            let marked = self
                .example
                .marked
                .carets
                .iter()
                .any(|caret| self.is_at(label, caret) && (!primary || self.means(caret, finding, true)));
            if !marked {
                let kind = if primary { finding.severity.name() } else { "related" };
                let said = format!("{kind}: {} ({})", label.message, finding.message);
                self.noise.push((self.order[label.source.0 as usize], label.span, said));
            }
        }
    }
}

/// Each label of each finding, and whether it is the primary one.
fn labels(findings: &[Finding]) -> impl Iterator<Item = (&Finding, &Label, bool)> {
    findings
        .iter()
        .flat_map(|finding| finding.labels.iter().enumerate().map(move |(at, label)| (finding, label, at == 0)))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::rule::RulesFile;

    fn outcome(text: &str) -> (Outcome, Vec<String>) {
        let mut ruleset = Ruleset::builtin();
        let rules = format!("[[rule]]\nid = \"stray-space\"\n[[rule.example]]\ntext = \"\"\"\n{text}\n\"\"\"\n");
        let file = RulesFile { path: "rules.toml".to_owned(), text: Cow::Owned(rules), builtin: false };
        let at = ruleset.files.len();
        ruleset.add(file).expect("right");
        let proofs = prove(&ruleset, |file| file == at);
        assert_eq!(proofs.len(), 1);
        let missing = proofs[0].missing.iter().map(|(_, why)| why.clone());
        (proofs[0].outcome, missing.chain(proofs[0].noise.iter().map(|(_, _, said)| said.clone())).collect())
    }

    #[test]
    fn the_four_outcomes_are_told_apart() {
        assert_eq!(outcome("Nothing wrong here.").0, Outcome::Validated);
        let stray = "It was the Forum , they said.\n           ";
        assert_eq!(outcome(&format!("{stray}^^^^^^^ info: stray")).0, Outcome::Reported);
        assert_eq!(outcome(&format!("{stray}^^^^^^ info: stray")).0, Outcome::Missing);
        assert_eq!(outcome(stray).0, Outcome::Noisy);
        assert_eq!(outcome(&format!("{stray}^^^^^^^ error: stray")).0, Outcome::Missing);
        let (other, why) = outcome(&format!("{stray}^^^^^^^ info: something else"));
        assert_eq!((other, why), (Outcome::Missing, vec!["the label here is “stray space”".to_owned()]));
    }

    #[test]
    fn built_in_examples_hold() {
        let ruleset = Ruleset::builtin();
        let proofs = prove(&ruleset, |_| true);
        let failed: Vec<String> = proofs
            .iter()
            .filter(|proof| !proof.outcome.is_good())
            .map(|proof| {
                let text = proof.example.marked.documents.iter().map(|document| document.text.as_str());
                let missing: Vec<&str> = proof.missing.iter().map(|(_, why)| why.as_str()).collect();
                let noise: Vec<&str> = proof.noise.iter().map(|(_, _, said)| said.as_str()).collect();
                let text: String = text.collect();
                format!("{}: {:?}\n{text}missing: {missing:?}\nnoise: {noise:?}\n", proof.rule.id, proof.outcome)
            })
            .collect();
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}
