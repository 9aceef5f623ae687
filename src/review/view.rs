//! What a check found, ready to be shown: findings with and without an answer in one list, and the parts of the page
//! that no decision changes.

use std::collections::BTreeMap;

use super::Found;
use crate::article::read;
use crate::engine;
use crate::finding::{Finding, order, retain_as_read};
use crate::render::Report;
use crate::render::html::Still;
use crate::render::html::timeline::{self, Row};
use crate::source::{Source, SourceId, Sources, hash};
use crate::suppress::{Baseline, Rules, Silenced};

/// One check, as pages show it.
#[derive(Debug)]
pub struct View {
    pub found: Found,
    /// All findings, also those that are let stand, and the baseline's entries that silence nothing.
    pub findings: Vec<Finding>,
    /// A word for what each document's file holds, by its id.
    pub contents: Vec<String>,
    pub still: Still,
    /// The rows of the timeline by all that they depend on.
    rows: Rows,
}

type Rows = BTreeMap<[u8; 32], Row>;

impl View {
    /// `baseline` is what the file of that path and text says; what holds of the view before is not worked out again.
    #[must_use]
    pub fn new(mut found: Found, baseline: &Baseline, (path, text): (&str, &str), before: Option<&View>) -> Self {
        let file = found.sources.add_aside(path.to_owned(), text.to_owned());
        let findings = std::mem::take(&mut found.findings);
        let rules = Rules::of(&found.ruleset, &engine::active(&found.ruleset));
        let mut told = Silenced::default();
        let (mut findings, _) = baseline.apply(findings, &rules, (file, &found.sources), &mut told);
        findings.append(&mut told.by_baseline);
        findings.sort_by(order);
        retain_as_read(&mut findings, &found.sources);
        let contents: Vec<String> =
            found.sources.ids().map(|id| found.sources.hash(id).map_or(String::new(), word)).collect();
        let (order, rows) = rows(&found, &findings, &contents, before.map(|view| &view.rows));
        let still = Still::of(&report(&found, &findings), &order);
        Self { found, findings, contents, still, rows }
    }

    /// The view as a report: every finding counts, and only what ignores silence is told apart.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        report(&self.found, &self.findings)
    }

    /// The finding of a fingerprint, with its number on the page.
    #[must_use]
    pub fn find(&self, fingerprint: &str) -> Option<(usize, &Finding)> {
        self.findings.iter().enumerate().find(|(_, finding)| finding.fingerprint == fingerprint)
    }

    /// The first of a finding's documents that is no longer as it was checked.
    #[must_use]
    pub fn changed(&self, finding: &Finding) -> Option<String> {
        let documents = finding.labels.iter().map(|label| label.source);
        let mut known =
            documents.filter_map(|id| Some((self.found.sources.path(id), self.contents.get(id.0 as usize)?)));
        known.find(|(path, content)| now(path).as_ref() != Some(*content)).map(|(path, _)| path)
    }

    /// Whether a page looks the same with another view.
    #[must_use]
    pub fn shows_the_same(&self, other: &View) -> bool {
        self.findings == other.findings
            && self.contents == other.contents
            && self.found.problems == other.found.problems
            && self.found.silenced == other.found.silenced
            && paths(&self.found.sources).eq(paths(&other.found.sources))
    }
}

fn paths(sources: &Sources) -> impl Iterator<Item = String> + '_ {
    sources.read().map(|id| sources.path(id))
}

fn report<'a>(found: &'a Found, findings: &'a [Finding]) -> Report<'a> {
    Report {
        findings,
        sources: &found.sources,
        ruleset: &found.ruleset,
        problems: &found.problems,
        silenced: &found.silenced,
    }
}

/// The rows of the timeline in the order of the documents, and by what they depend on: the rules, the document, what is
/// wrong in it. A document whose row is known is not read again.
fn rows(found: &Found, findings: &[Finding], contents: &[String], known: Option<&Rows>) -> (Vec<Row>, Rows) {
    let (sources, knowledge) = (&found.sources, &found.ruleset.knowledge);
    let mut rules = blake3::Hasher::new();
    found.ruleset.files.iter().for_each(|file| {
        rules.update(file.text.as_bytes());
    });
    let key = |id: SourceId| {
        let content = contents.get(id.0 as usize);
        let said = format!("{:?}", (sources.path(id), content, timeline::wrong(id, findings)));
        *rules.clone().update(said.as_bytes()).finalize().as_bytes()
    };
    let mut known: BTreeMap<SourceId, ([u8; 32], Option<Row>)> = sources
        .read()
        .map(|id| (id, key(id)))
        .map(|(id, key)| (id, (key, known.and_then(|known| known.get(&key)).map(|row| row.clone().of(id)))))
        .collect();
    let new: Vec<SourceId> = known.iter().filter(|(_, (_, row))| row.is_none()).map(|(&id, _)| id).collect();
    let row = |source: &Source| {
        let wrong = timeline::wrong(source.id, findings);
        (source.id, timeline::row(&read(source, knowledge, &found.reading), &wrong))
    };
    sources.read_each(&new, &(), row, |made| {
        for (id, row) in made {
            if let Some((_, place)) = known.get_mut(&id) {
                *place = Some(row);
            }
        }
    });
    let rows: Vec<([u8; 32], Row)> = known.into_values().filter_map(|(key, row)| row.map(|row| (key, row))).collect();
    (rows.iter().map(|(_, row)| row.clone()).collect(), rows.into_iter().collect())
}

/// 128 bits of a hash as a word.
fn word(bits: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bits))
}

/// The word for what a file holds now.
fn now(path: &str) -> Option<String> {
    Some(word(hash(&std::fs::read(path).ok()?)))
}
