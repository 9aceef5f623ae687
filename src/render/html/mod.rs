//! The report for editors: one HTML file that needs nothing else, no network, no server; and the same page with what it
//! takes to decide, as `factlint review` serves it.
//!
//! Everything that comes from a document or a path goes through `text`; the page forbids all scripts and styles but
//! its own, so that a document that holds `<script>` shows it as text twice over.

mod decide;
mod document;
mod finding;
mod passage;
pub mod timeline;

use std::collections::BTreeMap;

use super::{Report, counted};
use crate::finding::Severity;
use crate::source::Visible;

pub use decide::{Decided, Desk, decided};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
const REVIEW_STYLE: &str = include_str!("review.css");
const REVIEW_SCRIPT: &str = include_str!("review.js");

/// The page. `rows` are those of the timeline, a document each, in their order.
#[must_use]
pub fn render(report: &Report<'_>, rows: &[timeline::Row]) -> String {
    let body = body(report, &Still::of(report, rows), None);
    // a nonce that no document can know: it depends on every byte of the page
    let nonce = &blake3::hash(body.as_bytes()).to_hex()[..32];
    let title = format!("factlint: {}", report.summary());
    shell(&Shell { title: &title, body: &body, nonce, policy: &policy(nonce, "'none'"), style: "", script: "" })
}

/// The page of a review. `nonce` is a word that no document can know.
#[must_use]
pub fn review(report: &Report<'_>, still: &Still, desk: &Desk<'_>, nonce: &str) -> String {
    let body = body(report, still, Some(desk));
    let policy = policy(nonce, "'self'");
    let title = "factlint: review";
    shell(&Shell { title, body: &body, nonce, policy: &policy, style: REVIEW_STYLE, script: REVIEW_SCRIPT })
}

/// What is between the tags of `body`, for a page of a review that is open already.
#[must_use]
pub fn review_body(report: &Report<'_>, still: &Still, desk: &Desk<'_>) -> String {
    body(report, still, Some(desk))
}

/// One finding of a review, as an item of its list.
#[must_use]
pub fn review_finding(number: usize, report: &Report<'_>, desk: &Desk<'_>) -> Option<String> {
    report.findings.get(number).map(|finding| finding::render(number, finding, report, Some(desk)))
}

/// What a page may do: its own style and script, and talk to `connect` alone.
#[must_use]
pub fn policy(nonce: &str, connect: &str) -> String {
    let connect = if connect == "'none'" { String::new() } else { format!("connect-src {connect}; ") };
    format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; {connect}base-uri 'none'; form-action \
         'none'"
    )
}

struct Shell<'a> {
    title: &'a str,
    body: &'a str,
    nonce: &'a str,
    policy: &'a str,
    /// Style and script beside those of every page.
    style: &'a str,
    script: &'a str,
}

fn shell(shell: &Shell<'_>) -> String {
    let Shell { title, body, nonce, policy, style, script } = shell;
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style nonce=\"{nonce}\">\n{STYLE}{style}</style>\n</head>\n<body>\n{body}\
         <script nonce=\"{nonce}\">\n{SCRIPT}{script}</script>\n</body>\n</html>\n",
        title = text(title),
    )
}

/// The parts of a page that no decision changes.
#[derive(Debug)]
pub struct Still {
    timeline: String,
    documents: String,
}

impl Still {
    /// `rows` are those of the timeline, a document each, in their order.
    #[must_use]
    pub fn of(report: &Report<'_>, rows: &[timeline::Row]) -> Self {
        Self { timeline: timeline::render(rows), documents: documents(report) }
    }
}

fn body(report: &Report<'_>, still: &Still, desk: Option<&Desk<'_>>) -> String {
    let mut out = format!(
        "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<header{}>\n<h1>factlint</h1>\n<p \
         id=\"summary\">{}</p>\n<nav aria-label=\"Parts of this page\"><a href=\"#findings\">Findings</a> {}<a \
         href=\"#documents\">Documents</a></nav>\n</header>\n<main>\n",
        desk.map_or(String::new(), |desk| format!(" data-serial=\"{}\"", desk.serial)),
        text(&desk.map_or_else(|| report.summary(), |desk| desk.summary(report))),
        if still.timeline.is_empty() { "" } else { "<a href=\"#timeline\">Timeline</a> " },
    );
    if let Some(desk) = desk {
        desk.head(&mut out);
    }
    problems(report, &mut out);
    counts(report, desk, &mut out);
    findings(report, desk, &mut out);
    silenced(report, &mut out);
    out.push_str(&still.timeline);
    out.push_str(&still.documents);
    out.push_str("</main>\n");
    out
}

fn problems(report: &Report<'_>, out: &mut String) {
    if report.problems.is_empty() {
        return;
    }
    out.push_str(
        "<section class=\"problems\" aria-labelledby=\"problems\">\n<h2 id=\"problems\">Not read</h2>\n<ul>\n",
    );
    for problem in report.problems {
        out.push_str(&format!("<li><code>{}</code>: {}</li>\n", text(&problem.name()), text(&problem.message)));
    }
    out.push_str("</ul>\n</section>\n");
}

/// How often each rule found something, as a table whose rows set the filter.
fn counts(report: &Report<'_>, desk: Option<&Desk<'_>>, out: &mut String) {
    let mut rules: BTreeMap<&str, (usize, Severity)> = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| desk.is_none_or(|desk| desk.is_open(finding))) {
        let (count, most) = rules.entry(&finding.rule).or_insert((0, finding.severity));
        *count += 1;
        *most = finding.severity.max(*most);
    }
    if rules.is_empty() {
        return;
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|&(rule, (count, severity))| (std::cmp::Reverse((severity, count)), rule));
    out.push_str(
        "<section aria-labelledby=\"counts\">\n<h2 id=\"counts\">By rule</h2>\n<table class=\"counts\">\n<thead><tr><th \
         scope=\"col\">Rule</th><th scope=\"col\">Severity</th><th scope=\"col\" class=\"number\">Findings</th><th \
         scope=\"col\">What it reports</th></tr></thead>\n<tbody>\n",
    );
    for (rule, (count, severity)) in rules {
        let summary = report.ruleset.rule(rule).map_or("", |rule| rule.summary.as_str());
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a class=\"choose\" href=\"#findings\" data-rule=\"{0}\">{0}</a></th><td><span \
             class=\"badge {1}\">{1}</span></td><td class=\"number\">{count}</td><td>{2}</td></tr>\n",
            text(rule),
            severity.name(),
            text(summary)
        ));
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn findings(report: &Report<'_>, desk: Option<&Desk<'_>>, out: &mut String) {
    out.push_str("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\" tabindex=\"-1\">Findings</h2>\n");
    if report.findings.is_empty() {
        out.push_str("<p>Nothing was found that contradicts anything else.</p>\n</section>\n");
        return;
    }
    filters(report, desk, out);
    out.push_str("<ol class=\"findings\">\n");
    for (number, finding) in report.findings.iter().enumerate() {
        out.push_str(&finding::render(number, finding, report, desk));
    }
    out.push_str("</ol>\n</section>\n");
}

/// What somebody has answered for, as a list that is folded up.
fn silenced(report: &Report<'_>, out: &mut String) {
    let total = report.silenced.total();
    if total == 0 {
        return;
    }
    out.push_str(&format!(
        "<details class=\"silenced\"><summary>{} suppressed</summary>\n<ul>\n",
        counted(total, "finding")
    ));
    for (how, findings) in [("ignored", &report.silenced.in_text), ("in the baseline", &report.silenced.by_baseline)] {
        for finding in findings {
            let source = report.sources.get(finding.primary().source);
            let line = source.position(finding.primary().span.start).line;
            out.push_str(&format!(
                "<li>{} <span class=\"where\">{}:{line} · {} · {how}</span></li>\n",
                text(&finding.message),
                text(&source.name()),
                text(&finding.rule)
            ));
        }
    }
    out.push_str("</ul>\n</details>\n");
}

/// Hidden until the script shows them: without it they would do nothing.
fn filters(report: &Report<'_>, desk: Option<&Desk<'_>>, out: &mut String) {
    let rules: std::collections::BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let labels = report.findings.iter().flat_map(|finding| &finding.labels);
    let documents: std::collections::BTreeSet<_> = labels.map(|label| label.source).collect();
    out.push_str("<form id=\"filters\" hidden>\n<label>Rule <select name=\"rule\"><option value=\"\">all</option>");
    for rule in rules {
        out.push_str(&format!("<option>{}</option>", text(rule)));
    }
    out.push_str("</select></label>\n<label>Document <select name=\"document\"><option value=\"\">all</option>");
    for id in documents {
        out.push_str(&format!("<option value=\"{}\">{}</option>", id.0, text(&report.sources.name(id))));
    }
    out.push_str("</select></label>\n<fieldset><legend>Severity</legend>");
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let count = report.count(severity);
        if count > 0 {
            out.push_str(&format!(
                "<label><input type=\"checkbox\" name=\"severity\" value=\"{}\" checked> {}</label> ",
                severity.name(),
                counted(count, severity.name())
            ));
        }
    }
    out.push_str("</fieldset>\n");
    if desk.is_some() {
        out.push_str(decide::STATES);
    }
    out.push_str(
        "<label>Words <input type=\"search\" name=\"words\"></label>\n\
         <button type=\"button\" id=\"open-all\">Open all</button> <button type=\"reset\">Show all</button>\n\
         <output id=\"shown\" role=\"status\"></output>\n</form>\n",
    );
}

fn documents(report: &Report<'_>) -> String {
    let mut out =
        String::from("<section aria-labelledby=\"documents\">\n<h2 id=\"documents\" tabindex=\"-1\">Documents</h2>\n");
    let marks = document::marks(report);
    for id in report.sources.read() {
        out.push_str(&document::render(&report.sources.get(id), marks.get(&id).map_or(&[][..], Vec::as_slice), report));
    }
    out.push_str("</section>\n");
    out
}

/// Text for an element or a quoted attribute: markup is escaped, and what could turn the order of the page's own words.
fn text(text: &str) -> String {
    let visible = Visible::new(text);
    let mut out = String::with_capacity(text.len() + 16);
    for c in visible.text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
