//! One finding a line, each the object that the JSON report has for it.

use serde_json::{Value, json as value};

use super::Report;
use super::json::{self, json};

/// The schema of a line, draft 2020-12: that of a finding in the report.
#[must_use]
pub fn schema() -> Value {
    let report = json::schema();
    value!({
        "$schema": report["$schema"],
        "title": "A line of factlint's JSON lines",
        "$ref": "#/$defs/finding",
        "$defs": report["$defs"],
    })
}

/// The findings of a run as JSON lines; nothing for none.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut lines = String::new();
    for finding in report.findings {
        let line = serde_json::to_string(&json(finding, report.sources));
        lines.push_str(&line.expect("a finding is plain data, which always encodes"));
        lines.push('\n');
    }
    lines
}
