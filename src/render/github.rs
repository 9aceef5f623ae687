//! Annotations of GitHub Actions: workflow commands on standard output.
//!
//! GitHub shows ten annotations of each severity a step and drops the rest without a word
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>). So where there are more,
//! the tenth sums up the rest by rule, and the rest stands in the log.

use std::collections::BTreeMap;

use super::Report;
use super::places::{log_line, paragraphs, problem_line};
use crate::finding::{Finding, Severity};
use crate::source::{Problem, Sources};

/// Annotations that GitHub shows of one severity in one step.
const SHOWN: usize = 10;

/// The findings and problems of a run as workflow commands.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let Report { findings, sources, problems, .. } = *report;
    let mut out = String::new();
    let mut rest = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let of_it: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == severity).collect();
        // what could not be read is told as warnings, and takes their room
        let told: &[Problem] = if severity == Severity::Warning { problems } else { &[] };
        let room = SHOWN - usize::from(of_it.len() + told.len() > SHOWN);
        let (problems_shown, problems_left) = told.split_at(told.len().min(room));
        let (shown, left) = of_it.split_at(of_it.len().min(room - problems_shown.len()));
        for problem in problems_shown {
            out.push_str(&format!("::warning title=factlint::{}\n", data(&problem_line(problem))));
        }
        for finding in shown {
            out.push_str(&annotation(finding, sources));
        }
        if left.len() + problems_left.len() > 0 {
            out.push_str(&summed_up(severity, left, problems_left.len()));
        }
        rest.extend(problems_left.iter().map(problem_line));
        rest.extend(left.iter().map(|finding| log_line(finding, sources)));
    }
    if !rest.is_empty() {
        out.push_str(&format!("::group::{} more\n", rest.len()));
        for line in rest {
            out.push_str(&defused(&line));
            out.push('\n');
        }
        out.push_str("::endgroup::\n");
    }
    out
}

fn annotation(finding: &Finding, sources: &Sources) -> String {
    let label = finding.primary();
    let source = sources.get(label.source);
    let (from, to) = (source.position(label.span.start), source.position(label.span.end));
    // columns are only allowed where the lines are the same
    let columns = match from.line == to.line && source.record.is_none() {
        true => format!(",col={},endColumn={}", from.column, to.column),
        false => String::new(),
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        command(finding.severity),
        property(&source.path),
        source.file_line(label.span.start),
        source.file_line(label.span.end),
        property(&finding.rule),
        data(&paragraphs(finding, sources).join("\n")),
    )
}

/// The annotation that stands for those that GitHub would drop.
fn summed_up(severity: Severity, left: &[&Finding], problems: usize) -> String {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in left {
        *rules.entry(&finding.rule).or_default() += 1;
    }
    let mut counts: Vec<String> = rules.iter().map(|(rule, count)| format!("{count} × {rule}")).collect();
    counts.extend((problems > 0).then(|| format!("{problems} × not read")));
    let message = format!("{} more, in the log of this step: {}", left.len() + problems, counts.join(", "));
    format!("::{} title=factlint::{}\n", command(severity), data(&message))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// The message of a command: escaped as `escapeData` of GitHub's own toolkit does.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command: escaped as `escapeProperty` of GitHub's own toolkit does.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that the runner takes for no command, whatever documents and paths hold: commands are `::name` at
/// the start of a line and `##[name]` anywhere.
fn defused(line: &str) -> String {
    let line = line.replace("##[", "## [");
    if line.trim_start().starts_with("::") { format!("| {line}") } else { line }
}
