//! Places and messages as the formats that have room for one line put them.

use crate::finding::{Finding, Fix, Label};
use crate::source::{Problem, Sources, visible_line};

/// Other places told in a message; more are counted.
const OTHERS: usize = 5;

/// `path:line:column` of a label's start; for a record its line in the archive stands before those in its text.
pub(super) fn place(label: &Label, sources: &Sources) -> String {
    let source = sources.get(label.source);
    let from = source.position(label.span.start);
    format!("{}:{}:{}", visible_line(&source.name()), from.line, from.column)
}

/// The same, with the id of a record that has one: `news.jsonl:12:1:5 [a12]`.
pub(super) fn place_and_id(label: &Label, sources: &Sources) -> String {
    format!("{}{}", place(label, sources), id(label, sources))
}

/// The id of the record that a label lies in, as ` [a12]`; nothing where there is none.
pub(super) fn id(label: &Label, sources: &Sources) -> String {
    if sources.record_line(label.source).is_none() {
        return String::new();
    }
    let source = sources.get(label.source);
    source.record_id().map_or_else(String::new, |id| format!(" [{}]", visible_line(id)))
}

/// Where in a record a label lies, for services that only know lines of files.
fn inside(label: &Label, sources: &Sources) -> String {
    match sources.record_line(label.source) {
        None => String::new(),
        Some(_) => format!(" (at {})", place_and_id(label, sources)),
    }
}

/// The message with the other places of the finding behind it, in one line: most services show one place alone.
pub(super) fn message_and_places(finding: &Finding, sources: &Sources) -> String {
    let mut line = visible_line(&finding.message).into_owned() + &inside(finding.primary(), sources);
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
    let place = place_and_id(label, sources);
    if label.message.is_empty() { place } else { format!("{place}: {}", visible_line(&label.message)) }
}

/// A finding as one line of a log: place, severity, rule, message and other places.
pub(super) fn log_line(finding: &Finding, sources: &Sources) -> String {
    let place = place(finding.primary(), sources);
    format!("{place}: {}[{}]: {}", finding.severity.name(), finding.rule, message_and_places(finding, sources))
}

/// The fix that a program may apply to a finding's files: none in an archive, whose records hold texts encoded.
pub(super) fn applicable<'f>(finding: &'f Finding, sources: &Sources) -> Option<&'f Fix> {
    let in_file = |fix: &&Fix| fix.edits.iter().all(|edit| sources.record_line(edit.source).is_none());
    finding.fix.as_ref().filter(in_file)
}

/// A file that could not be read, and why.
pub(super) fn problem_line(problem: &Problem) -> String {
    format!("{}: {}", visible_line(&problem.name()), visible_line(&problem.message))
}

/// The paragraphs that a service with room for them shows: message, other places, notes, fix.
pub(super) fn paragraphs(finding: &Finding, sources: &Sources) -> Vec<String> {
    let mut lines = vec![message_and_places(finding, sources)];
    lines.extend(finding.notes.iter().map(|note| format!("Note: {}", visible_line(note))));
    lines.extend(finding.fix.iter().map(|fix| format!("Fix: {}", visible_line(&fix.message))));
    lines
}
