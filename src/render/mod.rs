//! Finding -> text: one file a format.

pub mod azure;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod concise;
pub mod handbook;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod mentions;
mod places;
pub mod rdjson;
mod page;
pub mod pretty;
pub mod sarif;
pub mod statistics;

use clap::ValueEnum;

use crate::finding::{Finding, Severity};
use crate::rule::Ruleset;
use crate::source::{Problem, Sources};
use crate::suppress::Silenced;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people: the text with both places marked
    #[default]
    Pretty,
    /// One line a finding
    Concise,
    /// One JSON object, version 1
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// One JSON object a finding
    Jsonl,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit XML
    Junit,
    /// Reviewdog's diagnostic format
    Rdjson,
    /// Issues of Azure Pipelines
    Azure,
}

/// What a run has to show.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    pub findings: &'a [Finding],
    pub sources: &'a Sources,
    pub ruleset: &'a Ruleset,
    pub problems: &'a [Problem],
    /// How many findings an ignore or the baseline silenced.
    pub silenced: &'a Silenced,
}

/// Choices that bear on how a report looks to people.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Whether to write colours as ANSI escapes.
    pub color: bool,
    /// Findings alone, without the summary.
    pub quiet: bool,
}

impl Report<'_> {
    /// Writes the report out.
    #[must_use]
    pub fn render(&self, format: Format, look: Look) -> String {
        match format {
            Format::Pretty => pretty::render(self, look),
            Format::Concise => concise::render(self, look),
            Format::Json => json::render(self),
            Format::Sarif => sarif::render(self),
            Format::Jsonl => jsonl::render(self),
            Format::Github => github::render(self),
            Format::Gitlab => gitlab::render(self),
            Format::Junit => junit::render(self),
            Format::Rdjson => rdjson::render(self),
            Format::Azure => azure::render(self),
        }
    }

    /// How many documents were read.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.sources.read().count()
    }

    /// How many findings are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// `5 documents: 3 errors, 1 warning, 2 infos`
    #[must_use]
    pub fn summary(&self) -> String {
        let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
            .into_iter()
            .map(|severity| (self.count(severity), severity.name()))
            .filter(|&(count, _)| count > 0)
            .map(|(count, name)| counted(count, name))
            .collect();
        let found = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
        let found = match self.silenced.total() {
            0 => found,
            silenced => format!("{found}; {silenced} suppressed"),
        };
        let documents = counted(self.documents(), "document");
        match self.problems.len() {
            0 => format!("{documents}: {found}"),
            unread => format!("{documents}: {found}; {} could not be read", counted(unread, "file")),
        }
    }
}

/// `1 document`, `2 documents`
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
