//! The baseline: findings known when it was written, which stay quiet by their fingerprints while new ones show, and
//! questions about findings, which show with them.
//!
//! A TOML file, sorted, one `[[finding]]` or `[[question]]` an entry, so that two people's changes merge line by line.

mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{Rules, Silenced, UNUSED_ENTRY, joined, raise};
use crate::finding::{Conflict, Finding, Label, findings};
use crate::source::{SourceId, Sources, Span, reason_of_text};

/// Where a baseline lies that nobody named: in the working directory, because paths in it are relative to that.
pub const USUAL_FILE: &str = "factlint-baseline.toml";

/// Known findings.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// What is let stand, in the order of path, rule and fingerprint.
    pub entries: Vec<Entry>,
    /// What is asked about findings, which are not silenced by it; in the same order.
    pub questions: Vec<Entry>,
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
    /// What somebody asks about it: on questions, and on them alone.
    pub question: Option<String>,
    /// Where the fingerprint stands in the file.
    place: Option<Span>,
}

/// Why a baseline can't be read.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    #[error("{path}: {}", reason_of_text(source))]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path}:{line}: this is no baseline: {message}")]
    Broken { path: String, line: usize, message: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBaseline {
    #[serde(default)]
    finding: Vec<RawEntry>,
    #[serde(default)]
    question: Vec<RawEntry>,
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
    question: Option<String>,
}

impl RawEntry {
    /// An entry of `[[question]]`, which asks something, or of `[[finding]]`, which may say why. Otherwise where it is wrong,
    /// and how.
    fn entry(self, asks: bool) -> Result<Entry, (usize, &'static str)> {
        let Self { path, rule, fingerprint, with, message, reason, question } = self;
        let at = fingerprint.span();
        match (asks, &reason, &question) {
            (false, _, Some(_)) => {
                return Err((at.start, "a [[finding]] takes a `reason`; a `question` stands in a [[question]]"));
            }
            (true, Some(_), _) => {
                return Err((at.start, "a [[question]] takes a `question`; a `reason` stands in a [[finding]]"));
            }
            (true, None, None) => return Err((at.start, "this [[question]] lacks its `question`")),
            _ => {}
        }
        let place = Some(Span::new(at.start, at.end));
        Ok(Entry { path, rule, fingerprint: fingerprint.into_inner(), with, message, reason, question, place })
    }
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
        let broken = |at: usize, message: &str| {
            let before = text.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            BaselineError::Broken { path: path.to_owned(), line, message: message.to_owned() }
        };
        let raw: RawBaseline =
            toml::from_str(text).map_err(|error| broken(error.span().map_or(0, |span| span.start), error.message()))?;
        let read = |raw: Vec<RawEntry>, asks: bool| {
            let entries = raw.into_iter().map(|raw| raw.entry(asks).map_err(|(at, message)| broken(at, message)));
            entries.collect::<Result<Vec<Entry>, BaselineError>>()
        };
        Ok(Self::of(read(raw.finding, false)?, read(raw.question, true)?))
    }

    /// A baseline of findings. Reasons given in an earlier one are kept, and its questions.
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
        Self::of(entries.collect(), earlier.questions.clone())
    }

    fn of(mut entries: Vec<Entry>, mut questions: Vec<Entry>) -> Self {
        entries.sort_by_key(Entry::key);
        questions.sort_by_key(Entry::key);
        Self { entries, questions }
    }

    /// Lets a finding stand: an entry of the same fingerprint is replaced.
    pub fn let_stand(&mut self, entry: Entry) {
        put(&mut self.entries, entry);
    }

    /// Asks about a finding; with an empty question, asks no more.
    pub fn ask(&mut self, entry: Entry, question: &str) {
        self.forget_question(&entry.fingerprint);
        if !question.is_empty() {
            put(&mut self.questions, Entry { question: Some(question.to_owned()), reason: None, ..entry });
        }
    }

    /// Takes out what is asked about a finding.
    pub fn forget_question(&mut self, fingerprint: &str) {
        self.questions.retain(|known| known.fingerprint != fingerprint);
    }

    /// Takes out the entry of a finding; says whether there was one.
    pub fn wake(&mut self, fingerprint: &str) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.fingerprint != fingerprint);
        self.entries.len() < before
    }

    /// What is asked, by the fingerprint of the finding.
    #[must_use]
    pub fn questions(&self) -> BTreeMap<&str, &str> {
        let questions = self.questions.iter();
        questions.filter_map(|entry| Some((entry.fingerprint.as_str(), entry.question.as_deref()?))).collect()
    }

    /// Notes on each finding what is asked about it.
    pub fn note_questions(&self, findings: &mut [Finding]) {
        let questions = self.questions();
        for finding in findings {
            if let Some(question) = questions.get(finding.fingerprint.as_str()) {
                finding.notes.push(format!("question: {question}"));
            }
        }
    }

    /// Takes out the findings that are known, and adds the entries that silence nothing, which lie in `file`. Returns which
    /// entries did silence a finding or may do so in a run that reads more documents.
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
        met.extend(left.iter().map(|finding| finding.fingerprint.clone()));
        // only the paths that entries speak of are of interest
        let spoken: BTreeSet<&str> = self.entries.iter().chain(&self.questions).flat_map(Entry::paths).collect();
        let read: BTreeSet<String> =
            sources.read().map(|id| sources.path(id)).filter(|path| spoken.contains(path.as_str())).collect();
        let is_unused = |entry: &&Entry| {
            !met.contains(&entry.fingerprint)
                && rules.active.contains_key(entry.rule.as_str())
                && entry.is_decided(&read)
        };
        let (unused, used): (Vec<&Entry>, Vec<&Entry>) = self.entries.iter().partition(is_unused);
        let (idle, asked): (Vec<&Entry>, Vec<&Entry>) = self.questions.iter().partition(is_unused);
        let mut raised = Vec::new();
        for entry in unused.into_iter().chain(idle) {
            raise(UNUSED_ENTRY, rules, entry.unused(file), &mut raised);
        }
        let owned = |entries: Vec<&Entry>| entries.into_iter().cloned().collect();
        let pruned = Baseline { entries: owned(used), questions: owned(asked) };
        (joined(left, findings(raised, sources)), pruned)
    }
}

/// Puts an entry in its place, where it replaces the one of the same finding.
fn put(entries: &mut Vec<Entry>, entry: Entry) {
    entries.retain(|known| known.fingerprint != entry.fingerprint);
    let at = entries.partition_point(|known| known.key() < entry.key());
    entries.insert(at, entry);
}

impl Entry {
    fn key(&self) -> (String, String, String) {
        (self.path.clone(), self.rule.clone(), self.fingerprint.clone())
    }

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
        let role = if self.question.is_some() { "has a question in the baseline" } else { "is in the baseline" };
        let message = format!("“{}” in {} {role}, and is found no more", self.rule, self.path);
        let identity = [self.rule.as_str(), &self.fingerprint, if self.question.is_some() { "question" } else { "" }];
        let conflict = Conflict::new(message, place).identity(identity.into_iter().filter(|part| !part.is_empty()));
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
        question: None,
        place: None,
    }
}
