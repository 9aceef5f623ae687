//! One finding a line, each the object that the JSON report has for it.

use super::Report;
use super::json::json;

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
