//! GitLab's code quality report (<https://docs.gitlab.com/ci/testing/code_quality/>): an array of issues as Code
//! Climate spells them. GitLab takes two issues of one fingerprint for one; those of a run are all different.

use serde::Serialize;

use super::Report;
use super::places::message_and_places;
use crate::finding::{Finding, Label, Severity};
use crate::source::Sources;

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    check_name: &'a str,
    description: String,
    severity: &'static str,
    fingerprint: &'a str,
    location: Location,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The findings of a run as one JSON array, ended by a line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let issues: Vec<Issue<'_>> = report.findings.iter().map(|finding| issue(finding, report.sources)).collect();
    let mut text = serde_json::to_string_pretty(&issues).expect("issues are plain data, which always encodes");
    text.push('\n');
    text
}

fn issue<'a>(finding: &'a Finding, sources: &Sources) -> Issue<'a> {
    Issue {
        r#type: "issue",
        check_name: &finding.rule,
        description: message_and_places(finding, sources),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        fingerprint: &finding.fingerprint,
        location: location(finding.primary(), sources),
        other_locations: finding.labels[1..].iter().map(|label| location(label, sources)).collect(),
    }
}

fn location(label: &Label, sources: &Sources) -> Location {
    let source = sources.get(label.source);
    let (begin, end) = (source.file_line(label.span.start), source.file_line(label.span.end));
    Location { path: source.path.clone(), lines: Lines { begin, end } }
}
