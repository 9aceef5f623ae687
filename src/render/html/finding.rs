//! One finding: a line that opens to both passages side by side, the fix, and why it matters.

use std::collections::BTreeSet;

use super::passage::{Passage, boundary, passages};
use super::{Desk, Report, text};
use crate::finding::{Finding, Fix};
use crate::source::Sources;

/// Passages shown beside the primary one; more are linked.
const SHOWN: usize = 5;

/// A finding as an item of the list.
pub(super) fn render(number: usize, finding: &Finding, report: &Report<'_>, desk: Option<&Desk<'_>>) -> String {
    let documents: BTreeSet<u32> = finding.labels.iter().map(|label| label.source.0).collect();
    let documents: Vec<String> = documents.iter().map(u32::to_string).collect();
    let severity = finding.severity.name();
    let primary = finding.primary();
    let source = report.sources.get(primary.source);
    let mut out = format!(
        "<li class=\"finding\" id=\"f{number}\" data-rule=\"{rule}\" data-severity=\"{severity}\" data-documents=\"{}\"{}>\
         <details><summary><span class=\"badge {severity}\">{severity}</span> <span><span class=\"message\">{}</span> \
         <span class=\"where\">{}:{} · <span class=\"id\">{rule}</span></span>{}</span></summary>\n",
        documents.join(" "),
        desk.map_or(String::new(), |desk| desk.attributes(finding)),
        text(&finding.message),
        text(&source.name()),
        source.position(primary.span.start).line,
        desk.map_or(String::new(), |desk| desk.chips(finding)),
        rule = text(&finding.rule),
    );
    out.push_str(&sides(number, finding, report.sources));
    for note in &finding.notes {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", text(note)));
    }
    for (fix, kind) in [(&finding.fix, Kind::Safe), (&finding.likely, Kind::Likely)] {
        if let Some(fix) = fix {
            out.push_str(&suggested(fix, kind, report.sources, desk.is_some_and(|desk| desk.may_fix(finding))));
        }
    }
    if let Some(desk) = desk {
        out.push_str(&desk.controls(finding));
    }
    out.push_str(&explained(finding, report));
    out.push_str("</details></li>\n");
    out
}

/// The fix that is the only one possible, or the one that has to be looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Safe,
    Likely,
}

/// The primary passage on one side, the others on the other.
fn sides(number: usize, finding: &Finding, sources: &Sources) -> String {
    let passages = passages(finding, sources);
    let class = if passages.len() == 1 { "sides one" } else { "sides" };
    let mut out = format!("<div class=\"{class}\">\n");
    let Some((first, others)) = passages.split_first() else { return String::new() };
    out.push_str(&figure(number, first, finding, sources));
    if !others.is_empty() {
        out.push_str("<div class=\"others\">\n");
        for passage in others.iter().take(SHOWN) {
            out.push_str(&figure(number, passage, finding, sources));
        }
        out.push_str(&rest(number, others.get(SHOWN..).unwrap_or_default(), finding, sources));
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
    out
}

fn figure(number: usize, passage: &Passage, finding: &Finding, sources: &Sources) -> String {
    let told: Vec<String> = passage.labels.iter().map(|&index| text(&finding.labels[index].message)).collect();
    let mut seen = BTreeSet::new();
    let told: Vec<String> = told.into_iter().filter(|told| !told.is_empty() && seen.insert(told.clone())).collect();
    format!(
        "<figure><figcaption>{}: {}</figcaption><blockquote>{}</blockquote></figure>\n",
        link(number, passage.labels[0], finding, sources),
        told.join("; "),
        passage.render(finding, sources)
    )
}

/// Places for which there is no room, as links.
fn rest(number: usize, passages: &[Passage], finding: &Finding, sources: &Sources) -> String {
    if passages.is_empty() {
        return String::new();
    }
    let links: Vec<String> = passages.iter().map(|passage| link(number, passage.labels[0], finding, sources)).collect();
    format!("<p class=\"note\">Also: {}</p>\n", links.join(", "))
}

/// A link to a label's place in its document, or its place alone where that is no document of the report.
fn link(number: usize, index: usize, finding: &Finding, sources: &Sources) -> String {
    let label = &finding.labels[index];
    let source = sources.get(label.source);
    let place = format!("{}:{}", text(&source.name()), source.position(label.span.start).line);
    match (label.source.0 as usize) < sources.len() {
        true => format!("<a class=\"place\" href=\"#m{number}-{index}\">{place}</a>"),
        false => place,
    }
}

/// What a fix changes; in a review with the button that carries it out.
fn suggested(fix: &Fix, kind: Kind, sources: &Sources, button: bool) -> String {
    let (title, name) = match kind {
        Kind::Safe => ("Suggested fix", "fix"),
        Kind::Likely => ("Likely fix, to be looked at", "likely"),
    };
    let mut out = format!("<div class=\"fix\"><h3>{title}</h3><p>{}</p>", text(&fix.message));
    for edit in &fix.edits {
        let source = sources.get(edit.source);
        let (from, to) = around(&source.text, edit.span.range());
        let (before, after) = (&source.text[from..edit.span.start as usize], &source.text[edit.span.end as usize..to]);
        let cut = |cut: bool, at: &'static str| if cut { at } else { "" };
        out.push_str(&format!(
            "<p class=\"edit\">{}{}<del>{}</del><ins>{}</ins>{}{}</p>",
            cut(!matches!(source.text[..from].chars().next_back(), None | Some('\n' | '\r')), "… "),
            text(before),
            text(source.slice(edit.span)),
            text(&edit.insert),
            text(after),
            cut(!matches!(source.text[to..].chars().next(), None | Some('\n' | '\r')), " …")
        ));
    }
    if button {
        out.push_str(&format!(
            "<button type=\"button\" data-action=\"accept\" data-fix=\"{name}\">Accept the fix</button>"
        ));
    }
    out.push_str("</div>\n");
    out
}

/// A few words on both sides of an edit, within its line.
fn around(whole: &str, edit: std::ops::Range<usize>) -> (usize, usize) {
    const BYTES: usize = 60;
    let line = whole[..edit.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = whole[edit.end..].find(['\n', '\r']).map_or(whole.len(), |at| edit.end + at);
    let from = boundary(whole, edit.start.saturating_sub(BYTES)).max(line);
    let to = boundary(whole, edit.end + BYTES).min(line_end);
    let from =
        if from > line { whole[from..edit.start].find(' ').map_or(edit.start, |at| from + at + 1) } else { from };
    let to = if to < line_end { whole[edit.end..to].rfind(' ').map_or(edit.end, |at| edit.end + at) } else { to };
    (from, to)
}

/// Why the rule matters, what to do, and the fingerprint that a baseline knows the finding by.
fn explained(finding: &Finding, report: &Report<'_>) -> String {
    let (why, help) =
        report.ruleset.rule(&finding.rule).map_or(("", ""), |rule| (rule.why.as_str(), rule.help.as_str()));
    format!(
        "<p class=\"why\"><strong>{}</strong> {} {}</p><p class=\"print\">Fingerprint <code>{}</code></p>\n",
        text(&finding.rule),
        text(why.trim()),
        text(help.trim()),
        text(&finding.fingerprint)
    )
}
