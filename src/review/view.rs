//! What a check found, ready to be shown: findings with and without an answer in one list, and the parts of the page
//! that no decision changes.

use std::path::Path;

use rayon::prelude::*;

use super::Checked;
use crate::article::{Article, read};
use crate::engine;
use crate::finding::{Finding, order};
use crate::render::Report;
use crate::render::html::Still;
use crate::source::{Source, decode};
use crate::suppress::{Baseline, Rules, Silenced};

/// One check, as pages show it.
#[derive(Debug)]
pub struct View {
    pub checked: Checked,
    /// All findings, also those that are let stand, and the baseline's entries that silence nothing.
    pub findings: Vec<Finding>,
    /// A word for the text of each document, by its id.
    pub contents: Vec<String>,
    pub still: Still,
}

impl View {
    /// `baseline` is what the file of that path and text says.
    #[must_use]
    pub fn new(mut checked: Checked, baseline: &Baseline, (path, text): (&str, &str)) -> Self {
        let contents = checked.sources.iter().map(|source| content(&source.text)).collect();
        let file = checked.sources.add_aside(path.to_owned(), text.to_owned());
        let findings = std::mem::take(&mut checked.findings);
        let rules = Rules::of(&checked.ruleset, &engine::active(&checked.ruleset));
        let mut told = Silenced::default();
        let (mut findings, _) = baseline.apply(findings, &rules, (file, &checked.sources), &mut told);
        findings.append(&mut told.by_baseline);
        findings.sort_by(order);
        let still = still(&checked, &findings);
        Self { checked, findings, contents, still }
    }

    /// The view as a report: every finding counts, and only what ignores silence is told apart.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        report(&self.checked, &self.findings)
    }

    /// The finding of a fingerprint, with its number on the page.
    #[must_use]
    pub fn find(&self, fingerprint: &str) -> Option<(usize, &Finding)> {
        self.findings.iter().enumerate().find(|(_, finding)| finding.fingerprint == fingerprint)
    }

    /// The first of a finding's documents that is no longer as it was checked.
    #[must_use]
    pub fn changed(&self, finding: &Finding) -> Option<&str> {
        let sources = finding.labels.iter().map(|label| label.source.0 as usize);
        let mut documents =
            sources.filter_map(|id| Some((self.checked.sources.iter().nth(id)?, self.contents.get(id)?)));
        documents
            .find(|(source, content)| now(&source.path).as_ref() != Some(*content))
            .map(|(source, _)| &*source.path)
    }

    /// Whether a page looks the same with another view.
    #[must_use]
    pub fn shows_the_same(&self, other: &View) -> bool {
        let paths = |view: &View| view.checked.sources.iter().map(|source| source.path.clone()).collect::<Vec<_>>();
        self.findings == other.findings
            && self.contents == other.contents
            && self.checked.problems == other.checked.problems
            && self.checked.silenced == other.checked.silenced
            && paths(self) == paths(other)
    }
}

fn report<'a>(checked: &'a Checked, findings: &'a [Finding]) -> Report<'a> {
    Report {
        findings,
        sources: &checked.sources,
        ruleset: &checked.ruleset,
        problems: &checked.problems,
        silenced: &checked.silenced,
    }
}

fn still(checked: &Checked, findings: &[Finding]) -> Still {
    let sources: Vec<&Source> = checked.sources.iter().collect();
    let knowledge = &checked.ruleset.knowledge;
    let articles: Vec<Article<'_>> =
        sources.par_iter().map(|source| read(source, knowledge, &checked.reading)).collect();
    Still::of(&report(checked, findings), &articles)
}

/// A word for a text: 128 bits of its hash.
fn content(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// The word for what a file holds now.
fn now(path: &str) -> Option<String> {
    let (text, _) = decode(std::fs::read(Path::new(path)).ok()?).ok()?;
    Some(content(&text))
}
