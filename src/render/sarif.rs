//! SARIF 2.1.0: all rules are listed, the second document of a finding stands under `relatedLocations`.
//!
//! Lines and columns count from 1, columns in code points (`columnKind`); byte offsets are those of the file on disk.

use serde_json::{Map, Value, json};

use super::Report;
use super::places::applicable;
use crate::finding::{Finding, Fix, Label, Severity};
use crate::rule::{Rule, Ruleset};
use crate::source::{Problem, Source, Sources, Span};

/// The report as one SARIF log with one run, ended by a line end.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let results: Vec<Value> =
        report.findings.iter().map(|finding| result(finding, report.sources, report.ruleset)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "factlint",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": report.ruleset.rules.iter().map(rule).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(report.problems)],
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("a log is plain data, which always encodes");
    text.push('\n');
    text
}

fn rule(rule: &Rule) -> Value {
    let level = rule.level.severity().map_or("none", level);
    let mut written = json!({
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"enabled": rule.level.severity().is_some(), "level": level},
        "properties": {"check": rule.kind},
    });
    put_text(&mut written, "fullDescription", &rule.why);
    put_text(&mut written, "help", &rule.help);
    written
}

fn put_text(object: &mut Value, key: &str, text: &str) {
    if !text.is_empty() {
        object[key] = json!({"text": text});
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn invocation(problems: &[Problem]) -> Value {
    let notification = |problem: &Problem| {
        json!({
            "level": "error",
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": problem_place(problem)}],
        })
    };
    json!({
        "executionSuccessful": problems.is_empty(),
        "toolExecutionNotifications": problems.iter().map(notification).collect::<Vec<Value>>(),
    })
}

fn problem_place(problem: &Problem) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(&problem.path)}});
    if let Some(line) = problem.line {
        place["region"] = json!({"startLine": line});
    }
    place
}

fn result(finding: &Finding, sources: &Sources, ruleset: &Ruleset) -> Value {
    let related = finding.labels.iter().enumerate().skip(1);
    let mut written = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [location(finding.primary(), sources)],
        "relatedLocations": related.map(|(id, label)| with_id(location(label, sources), id)).collect::<Vec<Value>>(),
        "partialFingerprints": {"factlint/v1": finding.fingerprint},
    });
    if let Some(index) = ruleset.rules.iter().position(|rule| rule.id == finding.rule) {
        written["ruleIndex"] = json!(index);
    }
    if !finding.notes.is_empty() {
        written["properties"] = json!({"notes": finding.notes});
    }
    if let Some(fix) = applicable(finding, sources) {
        written["fixes"] = json!([fixed(fix, sources)]);
    }
    written
}

fn location(label: &Label, sources: &Sources) -> Value {
    let source = sources.get(label.source);
    let region = if source.record.is_none() { region(&source, label.span) } else { record_region(&source, label.span) };
    let mut written = json!({
        "physicalLocation": {"artifactLocation": {"uri": uri(&source.path)}, "region": region},
        "message": {"text": label.message},
    });
    if let Some(record) = &source.record {
        let (start, end) = source.on_disk(label.span);
        let from = source.position(label.span.start);
        let name = record.id.clone().unwrap_or_else(|| source.name().into_owned());
        written["logicalLocations"] = json!([{"fullyQualifiedName": name, "kind": "object"}]);
        written["properties"] = json!({
            "field": record.field(label.span.start).0.name(),
            "start": start,
            "end": end,
            "line": from.line.max(1),
            "column": from.column,
        });
    }
    written
}

/// The line of an archive in which a record begins: places in its text are no places in the file.
fn record_region(source: &Source, span: Span) -> Value {
    json!({"startLine": source.file_line(span.start), "snippet": {"text": source.slice(span)}})
}

fn with_id(mut location: Value, id: usize) -> Value {
    location["id"] = json!(id);
    location
}

fn region(source: &Source, span: Span) -> Value {
    let (from, to) = (source.position(span.start), source.position(span.end));
    let (start, end) = source.on_disk(span);
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
        "byteOffset": start,
        "byteLength": end - start,
        "snippet": {"text": source.slice(span)},
    })
}

fn fixed(fix: &Fix, sources: &Sources) -> Value {
    let mut changes: Map<String, Value> = Map::new();
    for edit in &fix.edits {
        let source = sources.get(edit.source);
        let replacement =
            json!({"deletedRegion": region(&source, edit.span), "insertedContent": {"text": edit.insert}});
        let change = changes
            .entry(source.path.clone())
            .or_insert_with(|| json!({"artifactLocation": {"uri": uri(&source.path)}, "replacements": []}));
        if let Some(replacements) = change["replacements"].as_array_mut() {
            replacements.push(replacement);
        }
    }
    let changes: Vec<Value> = changes.into_iter().map(|(_, change)| change).collect();
    json!({"description": {"text": fix.message}, "artifactChanges": changes})
}

/// A path as a URI reference (RFC 3986): relative as it is, absolute under `file://`; other bytes percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("news/a b.txt"), "news/a%20b.txt");
        assert_eq!(uri("/tmp/Šuba.txt"), "file:///tmp/%C5%A0uba.txt");
        assert_eq!(uri("12:30.txt"), "12%3A30.txt");
    }
}
