//! One document with the places of its findings highlighted, each a link to the finding.

use std::collections::BTreeMap;

use super::{Report, text};
use crate::finding::Severity;
use crate::render::counted;
use crate::source::{Source, SourceId, Span};

/// A label in a document: which finding, which of its labels, where.
pub(super) struct Mark {
    pub finding: usize,
    pub label: usize,
    pub span: Span,
    pub severity: Severity,
}

/// The marks of every document, in the order of its text.
pub(super) fn marks(report: &Report<'_>) -> BTreeMap<SourceId, Vec<Mark>> {
    let mut marks: BTreeMap<SourceId, Vec<Mark>> = BTreeMap::new();
    for (number, finding) in report.findings.iter().enumerate() {
        for (index, label) in finding.labels.iter().enumerate() {
            let mark = Mark { finding: number, label: index, span: label.span, severity: finding.severity };
            marks.entry(label.source).or_default().push(mark);
        }
    }
    for marks in marks.values_mut() {
        marks.sort_by_key(|mark| (mark.span, mark.finding, mark.label));
    }
    marks
}

/// A document. It is open where it has findings.
pub(super) fn render(source: &Source, marks: &[Mark], report: &Report<'_>) -> String {
    let findings: std::collections::BTreeSet<usize> = marks.iter().map(|mark| mark.finding).collect();
    let count = match findings.len() {
        0 => "no finding".to_owned(),
        count => counted(count, "finding"),
    };
    format!(
        "<details class=\"document\" id=\"d{}\"{}><summary><h3>{}</h3> <span class=\"where\">{count}</span></summary>\n\
         <div class=\"text\">{}</div></details>\n",
        source.id.0,
        if marks.is_empty() { "" } else { " open" },
        text(&source.name()),
        marked(source, marks, report)
    )
}

/// The text cut where marks begin and end; a stretch that several cover is shown by the most severe.
fn marked(source: &Source, marks: &[Mark], report: &Report<'_>) -> String {
    let mut cuts: Vec<u32> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.push(u32::try_from(source.text.len()).expect("a source is under 4 GiB"));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::with_capacity(source.text.len() + 64);
    let (mut at, mut next) = (0, 0);
    let mut open: Vec<&Mark> = Vec::new();
    for cut in cuts {
        let stretch = Span { start: at, end: cut };
        out.push_str(&shown(source, stretch, &open, report));
        open.retain(|mark| mark.span.end > cut);
        while let Some(mark) = marks.get(next).filter(|mark| mark.span.start == cut) {
            out.push_str(&format!("<span id=\"m{}-{}\"></span>", mark.finding, mark.label));
            if mark.span.end > cut {
                open.push(mark);
            }
            next += 1;
        }
        at = cut;
    }
    out
}

fn shown(source: &Source, stretch: Span, open: &[&Mark], report: &Report<'_>) -> String {
    let words = text(source.slice(stretch));
    let most = open.iter().max_by_key(|mark| (mark.severity, std::cmp::Reverse((mark.label, mark.finding))));
    match most {
        Some(mark) if !words.trim().is_empty() => format!(
            "<mark class=\"{}\"><a href=\"#f{}\" title=\"{}\">{words}</a></mark>",
            mark.severity.name(),
            mark.finding,
            text(&report.findings[mark.finding].message)
        ),
        _ => words,
    }
}
