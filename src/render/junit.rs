//! JUnit XML, as Jenkins, GitLab and others read it: a test suite a document, a test case a finding.
//!
//! Errors and warnings are failures; what is only information passes and stands in the case's output. A document
//! without findings is one case that passes, so that the report tells what was checked.

use std::collections::BTreeMap;

use super::Report;
use super::places::{paragraphs, problem_line};
use crate::finding::{Finding, Severity};
use crate::source::{Problem, SourceId, Sources, visible_line};

/// The findings and problems of a run as XML.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let Report { findings, sources, problems, .. } = *report;
    let mut of_source: BTreeMap<SourceId, Vec<&Finding>> = sources.read().map(|id| (id, Vec::new())).collect();
    for finding in findings {
        of_source.entry(finding.primary().source).or_default().push(finding);
    }
    let tests: usize = of_source.values().map(|of_it| of_it.len().max(1)).sum::<usize>() + problems.len();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"factlint\" tests=\"{tests}\" failures=\"{}\" errors=\"{}\">\n",
        failures(findings),
        problems.len()
    ));
    for (&id, of_it) in &of_source {
        suite(&sources.name(id), of_it, sources, &mut out);
    }
    if !problems.is_empty() {
        unread(problems, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(path: &str, findings: &[&Finding], sources: &Sources, out: &mut String) {
    let path = escaped(path);
    out.push_str(&format!(
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        findings.len().max(1),
        failures(findings.iter().copied())
    ));
    if findings.is_empty() {
        out.push_str(&format!("    <testcase name=\"consistent\" classname=\"{path}\"/>\n"));
    }
    for finding in findings {
        case(&path, finding, sources, out);
    }
    out.push_str("  </testsuite>\n");
}

fn case(path: &str, finding: &Finding, sources: &Sources, out: &mut String) {
    let from = sources.get(finding.primary().source).position(finding.primary().span.start);
    let rule = escaped(&finding.rule);
    let text = escaped(&paragraphs(finding, sources).join("\n"));
    let place = format!("{path}:{}:{}", from.line, from.column);
    out.push_str(&format!("    <testcase name=\"{rule} at {}:{}\" classname=\"{path}\">\n", from.line, from.column));
    if finding.severity == Severity::Info {
        out.push_str(&format!("      <system-out>{place}: {text}</system-out>\n"));
    } else {
        let message = escaped(&finding.message);
        out.push_str(&format!("      <failure type=\"{rule}\" message=\"{message}\">{place}: {text}</failure>\n"));
    }
    out.push_str("    </testcase>\n");
}

/// What could not be read, as cases that went wrong.
fn unread(problems: &[Problem], out: &mut String) {
    let count = problems.len();
    out.push_str(&format!("  <testsuite name=\"not read\" tests=\"{count}\" failures=\"0\" errors=\"{count}\">\n"));
    for problem in problems {
        let problem = escaped(&problem_line(problem));
        out.push_str(&format!(
            "    <testcase name=\"{problem}\" classname=\"factlint\">\n      <error message=\"{problem}\"/>\n    </testcase>\n"
        ));
    }
    out.push_str("  </testsuite>\n");
}

fn failures<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> usize {
    findings.into_iter().filter(|finding| finding.severity > Severity::Info).count()
}

/// Text for an element or an attribute. XML 1.0 has no place at all for most control characters, so they are written
/// out as on a terminal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        for c in visible_line(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
                c => out.push(c),
            }
        }
    }
    out
}
