//! The JSON report, version 1.

use serde::Serialize;
use serde_json::Value;

use super::Report;
use super::places::applicable;
use crate::finding::{Finding, Severity};
use crate::source::{Problem, Source, Sources};

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    findings: Vec<JsonFinding<'a>>,
    problems: &'a [Problem],
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    documents: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// A finding as version 1 of the report has it.
#[derive(Serialize)]
pub(super) struct JsonFinding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    labels: Vec<JsonLabel<'a>>,
    notes: &'a [String],
    fix: Option<JsonFix<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    path: String,
    start: u64,
    end: u64,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: String,
    message: &'a str,
    primary: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<JsonRecord>,
}

/// The record of an archive that a label lies in: offsets, line and column are those in its field.
#[derive(Serialize)]
pub(super) struct JsonRecord {
    line: u32,
    id: Option<String>,
    field: &'static str,
}

impl JsonRecord {
    /// The record that a place lies in, if it lies in one.
    pub fn of(source: &Source, at: u32) -> Option<Self> {
        let record = source.record.as_ref()?;
        Some(Self { line: record.line, id: record.id.clone(), field: record.field(at).0.name() })
    }
}

#[derive(Serialize)]
struct JsonFix<'a> {
    message: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    path: String,
    start: u64,
    end: u64,
    insert: &'a str,
}

/// The schema of the report, draft 2020-12.
#[must_use]
pub fn schema() -> Value {
    serde_json::from_str(include_str!("json.schema.json")).expect("the schema is JSON, as a test shows")
}

/// The findings of a run as one JSON object, ended by a line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let json = JsonReport {
        version: 1,
        findings: report.findings.iter().map(|finding| json(finding, report.sources)).collect(),
        problems: report.problems,
        summary: Summary {
            documents: report.documents(),
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
        },
    };
    let mut text = serde_json::to_string_pretty(&json).expect("a report is plain data, which always encodes");
    text.push('\n');
    text
}

pub(super) fn json<'a>(finding: &'a Finding, sources: &Sources) -> JsonFinding<'a> {
    let labels = finding.labels.iter().enumerate().map(|(index, label)| {
        let source = sources.get(label.source);
        let (start, end) = source.on_disk(label.span);
        let (from, to) = (source.position(label.span.start), source.position(label.span.end));
        JsonLabel {
            path: source.path.clone(),
            start,
            end,
            // a field before the text has one line
            line: from.line.max(1),
            column: from.column,
            end_line: to.line.max(1),
            end_column: to.column,
            text: source.slice(label.span).to_owned(),
            message: &label.message,
            primary: index == 0,
            record: JsonRecord::of(&source, label.span.start),
        }
    });
    let fix = applicable(finding, sources).map(|fix| JsonFix {
        message: &fix.message,
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let source = sources.get(edit.source);
                let (start, end) = source.on_disk(edit.span);
                JsonEdit { path: source.path.clone(), start, end, insert: &edit.insert }
            })
            .collect(),
    });
    JsonFinding {
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        labels: labels.collect(),
        notes: &finding.notes,
        fix,
        fingerprint: &finding.fingerprint,
    }
}
