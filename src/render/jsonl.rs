//! One finding a line, each the object that the JSON report has for it.

use super::json::json;
use crate::finding::Finding;
use crate::source::Sources;

/// The findings of a run as JSON lines; nothing for none.
#[must_use]
pub fn render(findings: &[Finding], sources: &Sources) -> String {
    let mut lines = String::new();
    for finding in findings {
        let line = serde_json::to_string(&json(finding, sources));
        lines.push_str(&line.expect("a finding is plain data, which always encodes"));
        lines.push('\n');
    }
    lines
}
