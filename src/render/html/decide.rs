//! What a page has in a review beside what a report has: what was decided on each finding, and the means to decide.

use std::collections::{BTreeMap, BTreeSet};

use super::{Report, text};
use crate::finding::{Finding, Severity};
use crate::render::counted;
use crate::suppress::{Baseline, UNUSED_ENTRY};

/// The filter for what was decided.
pub(super) const STATES: &str = "<label>Decision <select name=\"state\"><option value=\"open\" selected>open</option><option \
    value=\"question\">with a question</option><option value=\"dismissed\">dismissed</option><option \
    value=\"\">all</option></select></label>\n";

/// What was decided on findings, by their fingerprints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// What is let stand, and why, where somebody said so.
    pub dismissed: BTreeMap<String, Option<String>>,
    pub questions: BTreeMap<String, String>,
}

/// What a baseline says of findings.
#[must_use]
pub fn decided(baseline: &Baseline) -> Decided {
    let dismissed = baseline.entries.iter().map(|entry| (entry.fingerprint.clone(), entry.reason.clone()));
    let questions = baseline.questions().into_iter().map(|(print, question)| (print.to_owned(), question.to_owned()));
    Decided { dismissed: dismissed.collect(), questions: questions.collect() }
}

impl Decided {
    /// A word that changes with what was decided on a finding.
    #[must_use]
    pub fn state(&self, fingerprint: &str) -> String {
        let said = format!("{:?}{:?}", self.dismissed.get(fingerprint), self.questions.get(fingerprint));
        blake3::hash(said.as_bytes()).to_hex()[..16].to_owned()
    }
}

/// The desk on which findings lie.
#[derive(Debug)]
pub struct Desk<'a> {
    pub decided: &'a Decided,
    /// A word for the contents of each source, by its id.
    pub contents: &'a [String],
    /// Fixes accepted in this session, the last first: what to call it, and the number to undo it by, where it can be.
    pub done: &'a [(String, Option<usize>)],
    /// Where decisions are saved.
    pub baseline: &'a str,
    /// Why what is shown may be old.
    pub trouble: Option<&'a str>,
    /// Counts the changes of what is shown.
    pub serial: u64,
}

impl Desk<'_> {
    /// Whether nobody has let a finding stand.
    #[must_use]
    pub fn is_open(&self, finding: &Finding) -> bool {
        !self.decided.dismissed.contains_key(&finding.fingerprint)
    }

    /// A word for the documents that a finding speaks of, as they were when it was found.
    #[must_use]
    pub fn contents(&self, finding: &Finding) -> String {
        let sources: BTreeSet<u32> = finding.labels.iter().map(|label| label.source.0).collect();
        let mut hasher = blake3::Hasher::new();
        for source in sources {
            hasher.update(self.contents.get(source as usize).map_or("", String::as_str).as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// `3 open: 2 errors, 1 warning; 1 dismissed`
    pub(super) fn summary(&self, report: &Report<'_>) -> String {
        let open: Vec<&Finding> = report.findings.iter().filter(|finding| self.is_open(finding)).collect();
        let of = |severity| open.iter().filter(|finding| finding.severity == severity).count();
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let counts = severities.into_iter().map(|severity| (of(severity), severity.name()));
        let counts: Vec<String> = counts.filter(|&(n, _)| n > 0).map(|(n, name)| counted(n, name)).collect();
        let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
        let dismissed = report.findings.len() - open.len();
        format!("{} open{counts}; {dismissed} dismissed", open.len())
    }

    /// What stands above the findings.
    pub(super) fn head(&self, out: &mut String) {
        let hidden = if self.trouble.is_some() { "" } else { " hidden" };
        out.push_str(&format!(
            "<p id=\"trouble\" role=\"alert\"{hidden}>{}</p>\n<p class=\"hint\">Decisions are saved at once: fixes in the \
             documents, the rest in <code>{}</code>. On a finding, the keys <kbd>j</kbd> and <kbd>k</kbd> go to the next and \
             the one before, <kbd>a</kbd> accepts the fix, <kbd>d</kbd> dismisses, <kbd>q</kbd> asks.</p>\n",
            text(self.trouble.unwrap_or_default()),
            text(self.baseline)
        ));
        self.log(out);
    }

    fn log(&self, out: &mut String) {
        if self.done.is_empty() {
            return;
        }
        out.push_str(&format!(
            "<details class=\"done\" id=\"done\"><summary>{} in this session</summary>\n<ol>\n",
            if self.done.len() == 1 { "1 fix".to_owned() } else { format!("{} fixes", self.done.len()) }
        ));
        for (told, undo) in self.done {
            let button = undo.map_or(String::new(), |number| {
                format!(" <button type=\"button\" data-action=\"undo\" data-number=\"{number}\">Undo</button>")
            });
            out.push_str(&format!("<li>{}{button}</li>\n", text(told)));
        }
        out.push_str("</ol>\n</details>\n");
    }

    /// What a script has to know of a finding.
    pub(super) fn attributes(&self, finding: &Finding) -> String {
        format!(
            " data-fingerprint=\"{}\" data-contents=\"{}\" data-decision=\"{}\" data-state=\"{}\"{}",
            text(&finding.fingerprint),
            self.contents(finding),
            self.decided.state(&finding.fingerprint),
            if self.is_open(finding) { "open" } else { "dismissed" },
            if self.decided.questions.contains_key(&finding.fingerprint) { " data-question=\"yes\"" } else { "" },
        )
    }

    /// What was decided, in a word each.
    pub(super) fn chips(&self, finding: &Finding) -> String {
        let dismissed = if self.is_open(finding) { "" } else { " <span class=\"chip\">dismissed</span>" };
        let asked = self.decided.questions.contains_key(&finding.fingerprint);
        let asked = if asked { " <span class=\"chip asked\">question</span>" } else { "" };
        format!("{dismissed}{asked}")
    }

    pub(super) fn may_fix(&self, finding: &Finding) -> bool {
        self.is_open(finding)
    }

    /// The means to decide.
    pub(super) fn controls(&self, finding: &Finding) -> String {
        if finding.rule == UNUSED_ENTRY {
            return "<div class=\"decide\"><button type=\"button\" data-action=\"prune\">Take the entry out of the \
                    baseline</button></div>\n"
                .to_owned();
        }
        let question = self.decided.questions.get(&finding.fingerprint).map_or("", String::as_str);
        let asked = if question.is_empty() { "Note the question" } else { "Change the question" };
        format!(
            "<div class=\"decide\">{}<form data-action=\"ask\"><label>Question <input name=\"question\" value=\"{}\" \
             maxlength=\"2000\" autocomplete=\"off\"></label> <button>{asked}</button></form></div>\n",
            self.dismissal(finding),
            text(question)
        )
    }

    fn dismissal(&self, finding: &Finding) -> String {
        match self.decided.dismissed.get(&finding.fingerprint) {
            None => "<form data-action=\"dismiss\"><label>Reason <input name=\"reason\" required maxlength=\"2000\" \
                     autocomplete=\"off\"></label> <button>Dismiss</button></form>"
                .to_owned(),
            Some(reason) => format!(
                "<p class=\"said\"><strong>Dismissed</strong>{}</p><button type=\"button\" \
                 data-action=\"reopen\">Reopen</button>",
                reason.as_ref().map_or(String::new(), |reason| format!(": {}", text(reason)))
            ),
        }
    }
}
