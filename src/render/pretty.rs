//! For people: each finding with the text around its places, by codespan-reporting, and a summary line.

use std::sync::Arc;

use codespan_reporting::diagnostic::{self, Diagnostic, LabelStyle};
use codespan_reporting::term::{self, StylesWriter, termcolor};

use super::page::{Page, Pages};
use super::{Look, Report};
use crate::finding::{Finding, Fix, Label, Severity};
use crate::rule::Ruleset;
use crate::source::{Source, SourceId, Sources, Span, visible_line};

/// Every finding with its places, then the summary.
#[must_use]
pub fn render(report: &Report<'_>, look: Look) -> String {
    let mut out = String::new();
    for finding in report.findings {
        out.push_str(&shown(finding, report.sources, report.ruleset, look.color));
    }
    if !look.quiet {
        out.push_str(&report.summary());
        out.push('\n');
    }
    out
}

/// One finding.
#[must_use]
pub fn shown(finding: &Finding, sources: &Sources, ruleset: &Ruleset, color: bool) -> String {
    let ids = documents(&finding.labels);
    let texts: Vec<Arc<Source>> = ids.iter().map(|&id| sources.get(id)).collect();
    let pages = Pages(texts.iter().map(|source| page(source, &finding.labels)).collect());
    let labels = finding.labels.iter().enumerate().map(|(at, label)| {
        let file = ids.iter().position(|id| *id == label.source).unwrap_or_default();
        let style = if at == 0 { LabelStyle::Primary } else { LabelStyle::Secondary };
        diagnostic::Label::new(style, file, pages.0[file].place(label.span)).with_message(visible_line(&label.message))
    });
    let diagnostic = Diagnostic::new(severity(finding.severity))
        .with_code(&finding.rule)
        .with_message(visible_line(&finding.message))
        .with_labels(labels.collect())
        .with_notes(records(&texts).chain(notes(finding, sources, ruleset)).collect());
    emit(&pages, &diagnostic, color)
}

fn page<'s>(source: &'s Source, labels: &[Label]) -> Page<'s> {
    let labels = labels.iter().filter(|label| label.source == source.id);
    Page::new(source, &labels.map(|label| label.span).collect::<Vec<Span>>())
}

/// The documents that labels lie in, in the order of the labels: the one with the wrong place comes first.
fn documents(labels: &[Label]) -> Vec<SourceId> {
    let mut ids = Vec::new();
    for label in labels {
        if !ids.contains(&label.source) {
            ids.push(label.source);
        }
    }
    ids
}

/// Which records the documents of a finding are, for those that have an id.
fn records(texts: &[Arc<Source>]) -> impl Iterator<Item = String> {
    let told = |source: &Arc<Source>| Some((source.name().into_owned(), source.record_id()?.to_owned()));
    texts.iter().filter_map(told).map(|(name, id)| format!("{} is “{}”", visible_line(&name), visible_line(&id)))
}

fn notes(finding: &Finding, sources: &Sources, ruleset: &Ruleset) -> Vec<String> {
    let mut notes: Vec<String> = finding.notes.iter().map(|note| visible_line(note).into_owned()).collect();
    match &finding.fix {
        Some(fix) => notes.push(fix_note(fix, sources)),
        None => {
            let help = ruleset.rule(&finding.rule).map(|rule| visible_line(rule.help.trim()).into_owned());
            notes.extend(help.filter(|help| !help.is_empty()).map(|help| format!("help: {help}")));
        }
    }
    notes
}

/// What to put for what, unless the words stay and only spaces or marks change.
fn fix_note(fix: &Fix, sources: &Sources) -> String {
    let edits =
        fix.edits.iter().map(|edit| (sources.get(edit.source).slice(edit.span).to_owned(), edit.insert.as_str()));
    let edits: Vec<String> = edits
        .filter(|(old, new)| old.contains(char::is_alphanumeric) || new.contains(char::is_alphanumeric))
        .map(|(old, new)| format!("“{}” → “{}”", visible_line(&old), visible_line(new)))
        .collect();
    let edits = if edits.is_empty() { String::new() } else { format!(": {}", edits.join(", ")) };
    format!("fix: {}{edits}", visible_line(&fix.message))
}

fn severity(severity: Severity) -> diagnostic::Severity {
    match severity {
        Severity::Error => diagnostic::Severity::Error,
        Severity::Warning => diagnostic::Severity::Warning,
        Severity::Info => diagnostic::Severity::Note,
    }
}

fn emit(pages: &Pages<'_>, diagnostic: &Diagnostic<usize>, color: bool) -> String {
    let config = term::Config::default();
    let styles = term::Styles::default();
    let mut buffer = if color { termcolor::Buffer::ansi() } else { termcolor::Buffer::no_color() };
    term::emit_to_write_style(&mut StylesWriter::new(&mut buffer, &styles), &config, pages, diagnostic)
        .expect("labels lie inside their documents, and memory can be written to");
    let text = String::from_utf8_lossy(buffer.as_slice()).into_owned();
    // codespan has no infos; its notes are ours
    let text =
        if diagnostic.severity == diagnostic::Severity::Note { text.replacen("note[", "info[", 1) } else { text };
    // codespan pads the lines between labels with spaces
    if color { text } else { text.lines().map(|line| format!("{}\n", line.trim_end())).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Conflict;
    use crate::source::{Encoding, Source};

    fn sources(texts: &[(&str, &str)]) -> Sources {
        let source = |(id, (path, text)): (u32, &(&str, &str))| {
            Source::new(SourceId(id), (*path).into(), (*text).into(), Encoding::Utf8 { bom: false })
        };
        Sources::new((0..).zip(texts).map(source).collect())
    }

    fn finding(message: &str, labels: Vec<Label>) -> Finding {
        let rule = "two-names".to_owned();
        let (severity, fingerprint) = (Severity::Error, String::new());
        let Conflict { notes, fix, .. } = Conflict::new("", labels[0].clone());
        Finding { rule, severity, message: message.to_owned(), labels, notes, fix, likely: None, fingerprint }
    }

    #[test]
    fn both_documents_stand_in_one_diagnostic_the_wrong_place_first() {
        let sources = sources(&[("a.txt", "Mr Ishiba spoke.\n"), ("b.txt", "Then Ishida left.\n")]);
        let labels = vec![
            Label::new(SourceId(1), Span::new(5, 11), "“Ishida” here"),
            Label::new(SourceId(0), Span::new(3, 9), "“Ishiba” there"),
        ];
        let text = shown(&finding("one person, two spellings", labels), &sources, &Ruleset::default(), false);
        let expected = "error[two-names]: one person, two spellings
  ┌─ b.txt:1:6
  │
1 │ Then Ishida left.
  │      ^^^^^^ “Ishida” here
  │
  ┌─ a.txt:1:4
  │
1 │ Mr Ishiba spoke.
  │    ------ “Ishiba” there

";
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_from_a_document_reaches_the_terminal_raw() {
        let sources = sources(&[("e\u{1b}vil.txt", "A \u{1b}[31mred\u{202e} name\r\n")]);
        let labels = vec![Label::new(SourceId(0), Span::new(7, 10), "“red\u{202e}”")];
        let text = shown(&finding("\u{7}bell", labels), &sources, &Ruleset::default(), false);
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']), "{text:?}");
        let marked = text.lines().find(|line| line.contains("red\\u{202e} name")).expect("shown");
        let carets = text.lines().find(|line| line.contains("^^^")).expect("marked");
        let column = |line: &str, what: &str| line[..line.find(what).expect("there")].chars().count();
        assert_eq!(column(marked, "red"), column(carets, "^^^"));
    }
}
