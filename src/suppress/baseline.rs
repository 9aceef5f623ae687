//! The baseline: findings known when it was written, which stay quiet by their fingerprints while new ones show.
//!
//! A TOML file, sorted, one `[[finding]]` an entry, so that two people's changes merge line by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{Rules, Silenced, UNUSED_ENTRY, joined, raise};
use crate::finding::{Conflict, Finding, Label, findings};
use crate::source::{SourceId, Sources, Span};

/// Known findings.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// In the order of path, rule and fingerprint.
    pub entries: Vec<Entry>,
}

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    pub rule: String,
    pub fingerprint: String,
    /// The other documents that it speaks of.
    pub with: Vec<String>,
    pub message: String,
    /// Why it is let stand, where somebody said so.
    pub reason: Option<String>,
    /// Where the fingerprint stands in the file.
    place: Option<Span>,
}

/// Why a baseline can't be read.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    #[error("{path}: {source}")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path}:{line}: {message}")]
    Broken { path: String, line: usize, message: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBaseline {
    #[serde(default)]
    finding: Vec<RawEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    path: String,
    rule: String,
    fingerprint: Spanned<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    message: String,
    reason: Option<String>,
}

impl Baseline {
    /// Reads a baseline; what is wrong with it is told with its line.
    ///
    /// # Errors
    /// When the file can't be read or is not a baseline.
    pub fn load(path: &Path) -> Result<(Self, String), BaselineError> {
        let shown = path.to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(path)
            .map_err(|source| BaselineError::Unreadable { path: shown.clone(), source })?;
        Ok((Self::read(&text, &shown)?, text))
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(text: &str, path: &str) -> Result<Self, BaselineError> {
        let broken = |error: toml::de::Error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            BaselineError::Broken { path: path.to_owned(), line, message: error.message().to_owned() }
        };
        let raw: RawBaseline = toml::from_str(text).map_err(broken)?;
        let entries = raw.finding.into_iter().map(|raw| {
            let span = raw.fingerprint.span();
            Entry {
                path: raw.path,
                rule: raw.rule,
                fingerprint: raw.fingerprint.into_inner(),
                with: raw.with,
                message: raw.message,
                reason: raw.reason,
                place: Some(Span::new(span.start, span.end)),
            }
        });
        Ok(Self::of(entries.collect()))
    }

    /// A baseline of findings. Reasons given in an earlier one are kept.
    #[must_use]
    pub fn from_findings(findings: &[Finding], sources: &Sources, earlier: &Baseline) -> Self {
        let reasons: BTreeMap<&str, &String> = earlier
            .entries
            .iter()
            .filter_map(|entry| entry.reason.as_ref().map(|reason| (entry.fingerprint.as_str(), reason)))
            .collect();
        let entries = findings.iter().map(|finding| {
            let reason = reasons.get(finding.fingerprint.as_str()).map(|reason| (*reason).clone());
            entry(finding, sources, reason)
        });
        Self::of(entries.collect())
    }

    fn of(mut entries: Vec<Entry>) -> Self {
        let key = |entry: &Entry| (entry.path.clone(), entry.rule.clone(), entry.fingerprint.clone());
        entries.sort_by_key(key);
        Self { entries }
    }

    /// The baseline as TOML.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = String::from(
            "# Findings that are known and let stand: factlint keeps quiet about them (--baseline).\n\
             # Written by `factlint baseline`; a reason may be added to each.\n",
        );
        for entry in &self.entries {
            write_entry(entry, &mut out);
        }
        out
    }

    /// Takes out the findings that are known, and, when the baseline's file is among the sources, adds the entries that
    /// silence nothing. Returns which entries did silence a finding or may do so in a run that reads more documents.
    #[must_use]
    pub fn apply(
        &self,
        found: Vec<Finding>,
        rules: &Rules<'_>,
        (file, sources): (SourceId, &Sources),
        told: &mut Silenced,
    ) -> (Vec<Finding>, Baseline) {
        let known: BTreeSet<&str> = self.entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let mut met: BTreeSet<String> = BTreeSet::new();
        let mut left = Vec::with_capacity(found.len());
        for finding in found {
            if known.contains(finding.fingerprint.as_str()) {
                met.insert(finding.fingerprint.clone());
                told.by_baseline.push(finding);
            } else {
                left.push(finding);
            }
        }
        // only the paths that entries speak of are of interest
        let spoken: BTreeSet<&str> = self.entries.iter().flat_map(Entry::paths).collect();
        let read: BTreeSet<String> =
            sources.read().map(|id| sources.path(id)).filter(|path| spoken.contains(path.as_str())).collect();
        let is_unused = |entry: &&Entry| {
            !met.contains(&entry.fingerprint)
                && rules.active.contains_key(entry.rule.as_str())
                && entry.is_decided(&read)
        };
        let (unused, used): (Vec<&Entry>, Vec<&Entry>) = self.entries.iter().partition(is_unused);
        let mut raised = Vec::new();
        for entry in unused {
            raise(UNUSED_ENTRY, rules, entry.unused(file), &mut raised);
        }
        let pruned = Baseline { entries: used.into_iter().cloned().collect() };
        (joined(left, findings(raised, sources)), pruned)
    }
}

impl Entry {
    /// Whether this run can tell that the finding is gone: it read every document that the finding is about, or those
    /// that it did not read are gone, too.
    fn is_decided(&self, read: &BTreeSet<String>) -> bool {
        self.paths().all(|path| read.contains(path) || !Path::new(path).exists())
    }

    /// All documents that it speaks of.
    fn paths(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.path).chain(&self.with).map(String::as_str)
    }

    fn unused(&self, file: SourceId) -> Conflict {
        let place = Label::new(file, self.place.unwrap_or_default(), "silences nothing");
        let message = format!("“{}” in {} is in the baseline, and is found no more", self.rule, self.path);
        let conflict = Conflict::new(message, place).identity([&self.rule, &self.fingerprint]);
        if self.message.is_empty() { conflict } else { conflict.note(format!("it was: {}", self.message)) }
    }
}

/// The entry of a finding.
#[must_use]
pub fn entry(finding: &Finding, sources: &Sources, reason: Option<String>) -> Entry {
    let path = sources.path(finding.primary().source);
    let with: BTreeSet<String> = finding.labels[1..].iter().map(|label| sources.path(label.source)).collect();
    Entry {
        with: with.into_iter().filter(|other| *other != path).collect(),
        path,
        rule: finding.rule.clone(),
        fingerprint: finding.fingerprint.clone(),
        message: finding.message.clone(),
        reason,
        place: None,
    }
}

fn write_entry(entry: &Entry, out: &mut String) {
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut line = |key: &str, value: String| writeln!(out, "{key} = {value}").expect("a string takes every text");
    line("\n[[finding]]\npath", text(&entry.path));
    line("rule", text(&entry.rule));
    line("fingerprint", text(&entry.fingerprint));
    if !entry.with.is_empty() {
        let with: Vec<String> = entry.with.iter().map(|path| text(path)).collect();
        line("with", format!("[{}]", with.join(", ")));
    }
    line("message", text(&entry.message));
    if let Some(reason) = &entry.reason {
        line("reason", text(reason));
    }
}
