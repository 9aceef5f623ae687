//! Places and messages as the formats that have room for one line put them.

use crate::finding::{Finding, Label};
use crate::source::{Problem, Sources, visible_line};

/// Other places told in a message; more are counted.
const OTHERS: usize = 5;

/// `path:line:column` of a label's start.
pub(super) fn place(label: &Label, sources: &Sources) -> String {
    let source = sources.get(label.source);
    let from = source.position(label.span.start);
    format!("{}:{}:{}", visible_line(&source.path), from.line, from.column)
}

/// The message with the other places of the finding behind it, in one line: most services show one place alone.
pub(super) fn message_and_places(finding: &Finding, sources: &Sources) -> String {
    let mut line = visible_line(&finding.message).into_owned();
    let others = finding.labels.get(1..).unwrap_or_default();
    let mut told: Vec<String> = others.iter().take(OTHERS).map(|label| other(label, sources)).collect();
    if others.len() > OTHERS {
        told.push(format!("and {} more", others.len() - OTHERS));
    }
    if !told.is_empty() {
        line.push_str(" (see ");
        line.push_str(&told.join("; "));
        line.push(')');
    }
    line
}

fn other(label: &Label, sources: &Sources) -> String {
    let place = place(label, sources);
    if label.message.is_empty() { place } else { format!("{place}: {}", visible_line(&label.message)) }
}

/// A finding as one line of a log: place, severity, rule, message and other places.
pub(super) fn log_line(finding: &Finding, sources: &Sources) -> String {
    let place = place(finding.primary(), sources);
    format!("{place}: {}[{}]: {}", finding.severity.name(), finding.rule, message_and_places(finding, sources))
}

/// A file that could not be read, and why.
pub(super) fn problem_line(problem: &Problem) -> String {
    format!("{}: {}", visible_line(&problem.path), visible_line(&problem.message))
}

/// The paragraphs that a service with room for them shows: message, other places, notes, fix.
pub(super) fn paragraphs(finding: &Finding, sources: &Sources) -> Vec<String> {
    let mut lines = vec![message_and_places(finding, sources)];
    lines.extend(finding.notes.iter().map(|note| format!("Note: {}", visible_line(note))));
    lines.extend(finding.fix.iter().map(|fix| format!("Fix: {}", visible_line(&fix.message))));
    lines
}
