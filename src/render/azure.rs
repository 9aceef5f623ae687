//! Issues of Azure Pipelines: logging commands on standard output.
//!
//! Pipelines know errors and warnings; what is only information stands in the log.
//! (<https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands>)

use super::Report;
use super::places::{log_line, message_and_places, problem_line};
use crate::finding::{Finding, Severity};
use crate::source::Sources;

/// The findings and problems of a run as logging commands.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let Report { findings, sources, problems, .. } = *report;
    let mut out = String::new();
    for problem in problems {
        out.push_str(&format!("##vso[task.logissue type=warning]{}\n", data(&problem_line(problem))));
    }
    for finding in findings {
        match finding.severity {
            Severity::Error => out.push_str(&issue("error", finding, sources)),
            Severity::Warning => out.push_str(&issue("warning", finding, sources)),
            Severity::Info => {
                out.push_str(&defused(&log_line(finding, sources)));
                out.push('\n');
            }
        }
    }
    out
}

fn issue(kind: &str, finding: &Finding, sources: &Sources) -> String {
    let label = finding.primary();
    let source = sources.get(label.source);
    let from = source.position(label.span.start);
    let column = if source.record.is_none() { from.column } else { 1 };
    format!(
        "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={column};code={}]{}\n",
        property(&source.path),
        source.file_line(label.span.start),
        property(&finding.rule),
        data(&message_and_places(finding, sources)),
    )
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}

/// A line of the log that is no command: those are `##vso[` and `##[` anywhere in a line.
fn defused(line: &str) -> String {
    line.replace("##", "# #")
}
