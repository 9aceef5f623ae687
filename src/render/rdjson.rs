//! Reviewdog's diagnostic format (<https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>).
//!
//! Its columns count bytes of the line in UTF-8 from 1, and a range ends before its end.

use serde::Serialize;

use super::Report;
use super::places::{applicable, paragraphs};
use crate::finding::{Finding, Label, Severity};
use crate::source::{Source, SourceId, Sources, Span, visible_line};

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Tool,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    /// Left out for a record: places in its text are no places in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

/// The findings of a run as one JSON object, ended by a line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let result = DiagnosticResult {
        source: Tool { name: "factlint" },
        diagnostics: report.findings.iter().map(|finding| diagnostic(finding, report.sources)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&result).expect("a result is plain data, which always encodes");
    text.push('\n');
    text
}

fn diagnostic<'a>(finding: &'a Finding, sources: &Sources) -> Diagnostic<'a> {
    let primary = finding.primary();
    let related = finding.labels[1..].iter().map(|label| Related {
        message: visible_line(&label.message).into_owned(),
        location: location(label, sources),
    });
    Diagnostic {
        message: paragraphs(finding, sources).join("\n"),
        location: location(primary, sources),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: &finding.rule },
        suggestions: suggestions(finding, primary.source, sources),
        related_locations: related.collect(),
    }
}

/// A suggestion speaks of the file of its diagnostic alone: a fix that reaches further is none.
fn suggestions<'a>(finding: &'a Finding, at: SourceId, sources: &Sources) -> Vec<Suggestion<'a>> {
    let edits = applicable(finding, sources).map_or(&[][..], |fix| &fix.edits);
    if edits.iter().any(|edit| edit.source != at) {
        return Vec::new();
    }
    let source = sources.get(at);
    edits.iter().map(|edit| Suggestion { range: range(&source, edit.span), text: &edit.insert }).collect()
}

fn location(label: &Label, sources: &Sources) -> Location {
    let source = sources.get(label.source);
    Location { path: source.path.clone(), range: range(&source, label.span) }
}

fn range(source: &Source, span: Span) -> Range {
    Range { start: position(source, span.start), end: position(source, span.end) }
}

fn position(source: &Source, at: u32) -> Position {
    if let Some(record) = &source.record {
        return Position { line: record.line, column: None };
    }
    let line = source.position(at).line;
    Position { line, column: Some(at - source.line_starts()[line as usize - 1] + 1) }
}
