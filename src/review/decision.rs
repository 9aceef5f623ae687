//! What an editor decides, carried out: on disk before it is answered, and not at all where what the editor saw is no
//! longer so.

use serde::Deserialize;

use super::session::{Fixed, Session, State};
use crate::finding::Finding;
use crate::fix::{self, Change, Trust, WriteError};

use crate::render::html::Desk;
use crate::source::SourceId;
use crate::suppress::baseline::entry;
use crate::suppress::{Baseline, UNUSED_ENTRY};

/// A decision as a page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The finding, what the documents held that it speaks of, and what had been decided on it.
    #[serde(default)]
    fingerprint: String,
    #[serde(default)]
    contents: String,
    #[serde(default)]
    seen: String,
    action: Action,
    /// A reason or a question.
    #[serde(default)]
    text: String,
    #[serde(default)]
    fix: Which,
    /// The fix to undo.
    #[serde(default)]
    number: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    /// Carries the fix out.
    Accept,
    /// Lets the finding stand.
    Dismiss,
    /// Lets it stand no longer.
    Reopen,
    /// Notes a question, or with an empty one takes it back.
    Ask,
    /// Takes an entry of the baseline out that silences nothing.
    Prune,
    /// Puts back what a fix changed.
    Undo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Which {
    #[default]
    Fix,
    Likely,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk.
    Saved,
    /// It was not carried out, because things are not as the page showed them. A sentence for the editor.
    Refused(String),
    /// It could not be carried out.
    Failed(String),
}

/// The longest reason or question, in characters.
const LONGEST: usize = 2000;

impl Session {
    /// Carries out a decision.
    pub fn decide(&self, asked: &Asked) -> Outcome {
        if asked.action == Action::Undo {
            return self.undo(asked.number);
        }
        let text = said(&asked.text);
        if text.chars().count() > LONGEST {
            return refused(format!("That is longer than {LONGEST} characters."));
        }
        let view = self.state().view.clone();
        let Some((_, finding)) = view.find(&asked.fingerprint) else {
            return refused("This is found no more: the documents have changed.");
        };
        if let Some(path) = view.changed(finding) {
            self.refresh();
            return refused(format!(
                "{path} changed since it was checked, and was checked again. Please look once more."
            ));
        }
        let mut state = self.state();
        if let Some(why) = outdated(&state, finding, asked) {
            return refused(why);
        }
        match asked.action {
            Action::Accept => self.accept(&mut state, finding, asked.fix),
            Action::Dismiss if text.is_empty() => refused("Say why the finding may stand."),
            Action::Dismiss if finding.rule == UNUSED_ENTRY => refused("Take the entry out of the baseline instead."),
            Action::Dismiss => {
                let entry = entry(finding, &view.found.sources, Some(text));
                self.written(&mut state, |baseline| baseline.let_stand(entry.clone()))
            }
            Action::Reopen => self.written(&mut state, |baseline| {
                baseline.wake(&finding.fingerprint);
            }),
            Action::Ask => {
                let entry = entry(finding, &view.found.sources, None);
                self.written(&mut state, |baseline| baseline.ask(entry.clone(), &text))
            }
            Action::Prune => self.prune(&mut state, finding),
            Action::Undo => unreachable!("undone above"),
        }
    }

    fn written(&self, state: &mut State, change: impl Fn(&mut Baseline)) -> Outcome {
        self.save(state, change).map_or_else(Outcome::Failed, |()| Outcome::Saved)
    }

    /// The entry whose fingerprint stands where the finding points.
    fn prune(&self, state: &mut State, finding: &Finding) -> Outcome {
        if finding.rule != UNUSED_ENTRY {
            return refused("This is no entry of the baseline.");
        }
        let view = state.view.clone();
        let place = finding.primary();
        let fingerprint = view.found.sources.get(place.source).slice(place.span).trim_matches(['"', '\'']).to_owned();
        let outcome = self.written(state, |baseline| {
            baseline.wake(&fingerprint);
            baseline.forget_question(&fingerprint);
        });
        self.wake();
        outcome
    }

    /// Carries a fix out in the documents. Which other findings that answers, the check that follows will tell.
    fn accept(&self, state: &mut State, finding: &Finding, which: Which) -> Outcome {
        let mut wanted = finding.clone();
        let trust = match which {
            Which::Fix => Trust::Safe,
            Which::Likely => {
                wanted.fix = None;
                Trust::Likely
            }
        };
        let Some(message) = fix::fix_of(&wanted, trust).map(|fix| fix.message.clone()) else {
            return refused("There is no such fix.");
        };
        let view = state.view.clone();
        let wanted = [wanted];
        let plan = fix::plan(&wanted, &view.found.sources, trust);
        if let Some(refusal) = plan.refused.first() {
            return refused(format!("The fix can’t be carried out: {}.", refusal.why));
        }
        // the plan is of one fix: all its documents are changed, or none
        let documents: Vec<SourceId> = plan.edits.keys().copied().collect();
        let changes = match plan.changes(&documents, &view.found.sources).and_then(|changes| {
            fix::carry_out(&changes)?;
            Ok(changes)
        }) {
            Ok(changes) => changes,
            Err(error) => {
                self.wake();
                return Outcome::Failed(error.to_string());
            }
        };
        let place = view.found.sources.get(finding.primary().source);
        let line = place.position(finding.primary().span.start).line;
        state.fixes.push(Fixed { told: format!("{}:{line}: {message}", place.path), changes });
        self.wake();
        if !state.decided.questions.contains_key(&finding.fingerprint) {
            return Outcome::Saved;
        }
        // what was asked is answered
        self.written(state, |baseline| baseline.forget_question(&finding.fingerprint))
    }

    /// Puts files back as they were before a fix, where they are as the fix left them.
    fn undo(&self, number: usize) -> Outcome {
        let mut state = self.state();
        let Some(fixed) = state.fixes.get_mut(number).filter(|fixed| !fixed.changes.is_empty()) else {
            return refused("That is undone already.");
        };
        let back: Vec<Change> = fixed.changes.iter().cloned().map(Change::back).collect();
        match fix::carry_out(&back) {
            Ok(()) => fixed.changes.clear(),
            Err(WriteError::Changed { path }) => {
                return refused(format!("{path} changed since the fix; undo later changes first."));
            }
            Err(error) => return Outcome::Failed(error.to_string()),
        }
        fixed.told.push_str(" (undone)");
        drop(state);
        self.wake();
        Outcome::Saved
    }
}

/// What of a finding is no longer as the page showed it.
fn outdated(state: &State, finding: &Finding, asked: &Asked) -> Option<String> {
    let contents = &state.view.contents;
    let desk = Desk { decided: &state.decided, contents, done: &[], baseline: "", trouble: None, serial: 0 };
    if desk.contents(finding) != asked.contents {
        return Some("The documents changed since this page showed them. Please look once more.".to_owned());
    }
    if state.decided.state(&finding.fingerprint) != asked.seen {
        return Some("Something else was decided on this in another window. Please look once more.".to_owned());
    }
    let dismissed = !desk.is_open(finding);
    match asked.action {
        Action::Accept | Action::Dismiss if dismissed => Some("This is dismissed. Reopen it first.".to_owned()),
        Action::Reopen if !dismissed => Some("This is open.".to_owned()),
        _ => None,
    }
}

/// A reason or a question as one line, without characters that can't be seen.
fn said(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn refused(why: impl Into<String>) -> Outcome {
    Outcome::Refused(why.into())
}
