//! One line a finding: where, how severe, which rule, what, and the other places.

use super::places::{id, place, place_and_id};
use super::{Look, Report};
use crate::finding::{Finding, Severity};
use crate::source::{Sources, visible_line};

/// Other places named in a line; more are counted.
const OTHERS: usize = 3;

/// `b.txt:1:6: error[two-names]: one person, two spellings (a.txt:1:4)`
#[must_use]
pub fn render(report: &Report<'_>, look: Look) -> String {
    let mut out: String = report.findings.iter().map(|finding| line(finding, report.sources, look.color)).collect();
    if !look.quiet {
        out.push_str(&report.summary());
        out.push('\n');
    }
    out
}

fn line(finding: &Finding, sources: &Sources, color: bool) -> String {
    let severity = format!("{}[{}]", finding.severity.name(), finding.rule);
    let severity = if color { painted(&severity, finding.severity) } else { severity };
    let message = visible_line(&finding.message);
    let others: Vec<String> =
        finding.labels[1..].iter().take(OTHERS).map(|label| place_and_id(label, sources)).collect();
    let more = finding.labels.len() - 1 - others.len();
    let others = match (others.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!(" ({})", others.join(", ")),
        (false, more) => format!(" ({}, and {more} more)", others.join(", ")),
    };
    let id = id(finding.primary(), sources);
    format!("{}: {severity}: {message}{id}{others}\n", place(finding.primary(), sources))
}

fn painted(text: &str, severity: Severity) -> String {
    let color = match severity {
        Severity::Error => 31,
        Severity::Warning => 33,
        Severity::Info => 32,
    };
    format!("\u{1b}[1;{color}m{text}\u{1b}[0m")
}
