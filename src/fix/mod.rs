//! Findings -> corrected documents: which fixes can be applied together, and the text that comes of them.
//!
//! A fix is applied whole or not at all. Edits that overlap exclude each other: the finding that comes first in the
//! order of findings wins, and the other is refused by itself. Documents that one fix changes are written all or none.

mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Edit, Finding, Fix};
use crate::source::{Source, SourceId, Sources};

pub use write::{Change, WriteError, carry_out, replace_file, replace_if};

/// Which fixes to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Those with one possible replacement.
    Safe,
    /// The likely ones, too.
    Likely,
}

/// Fixes that can be applied together.
#[derive(Debug, Default)]
pub struct Plan<'f> {
    /// The edits of each document in the order of its text, none overlapping another.
    pub edits: BTreeMap<SourceId, Vec<Edit>>,
    /// The findings that they answer.
    pub fixed: Vec<&'f Finding>,
    pub refused: Vec<Refused<'f>>,
    /// Documents that fixes change together, no document twice.
    together: Vec<BTreeSet<SourceId>>,
}

/// A fix that is not applied.
#[derive(Debug)]
pub struct Refused<'f> {
    pub finding: &'f Finding,
    pub why: Refusal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("another fix changes the same words")]
    Overlap,
    #[error("the file's encoding has no place for the new words")]
    Encoding,
    #[error("archives are not changed")]
    Archive,
    #[error("the place is not in a document of this run")]
    NoDocument,
}

/// The fix that a finding brings, if it is trusted.
#[must_use]
pub fn fix_of(finding: &Finding, trust: Trust) -> Option<&Fix> {
    let likely = finding.likely.as_ref().filter(|_| trust == Trust::Likely);
    finding.fix.as_ref().or(likely)
}

/// Chooses the fixes to apply.
#[must_use]
pub fn plan<'f>(findings: &'f [Finding], sources: &Sources, trust: Trust) -> Plan<'f> {
    let mut plan = Plan::default();
    for finding in findings {
        let Some(fix) = fix_of(finding, trust) else { continue };
        match plan.refusal(fix, sources) {
            Some(why) => plan.refused.push(Refused { finding, why }),
            None => {
                plan.accept(fix);
                plan.fixed.push(finding);
            }
        }
    }
    plan
}

impl Plan<'_> {
    /// The documents of the plan, those together that one fix changes: of these all are changed, or none.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<SourceId>> {
        let joined = |id: &SourceId| self.together.iter().any(|group| group.contains(id));
        let alone = self.edits.keys().filter(|id| !joined(id)).map(|&id| vec![id]);
        let mut groups: Vec<Vec<SourceId>> =
            self.together.iter().map(|group| group.iter().copied().collect()).chain(alone).collect();
        groups.sort();
        groups
    }

    /// What becomes of the files of some of its documents.
    ///
    /// # Errors
    /// When one is not as it was read, or can't be read.
    pub fn changes(&self, group: &[SourceId], sources: &Sources) -> Result<Vec<Change>, WriteError> {
        group.iter().map(|&id| Change::of(&sources.get(id), self.edits.get(&id).map_or(&[], Vec::as_slice))).collect()
    }

    fn refusal(&self, fix: &Fix, sources: &Sources) -> Option<Refusal> {
        let edit = |edit: &Edit| {
            if edit.source.0 as usize >= sources.len() {
                return Some(Refusal::NoDocument);
            }
            if sources.record_line(edit.source).is_some() {
                return Some(Refusal::Archive);
            }
            let source = sources.get(edit.source);
            let known = self.edits.get(&edit.source).into_iter().flatten();
            if source.encoding.encode(&edit.insert).is_none() {
                Some(Refusal::Encoding)
            } else if known.into_iter().any(|known| known != edit && excludes(known, edit)) {
                Some(Refusal::Overlap)
            } else {
                None
            }
        };
        let own = fix.edits.iter().enumerate().any(|(index, one)| {
            fix.edits[..index].iter().any(|other| other.source == one.source && other != one && excludes(other, one))
        });
        if own { Some(Refusal::Overlap) } else { fix.edits.iter().find_map(edit) }
    }

    fn accept(&mut self, fix: &Fix) {
        let mut group: BTreeSet<SourceId> = fix.edits.iter().map(|edit| edit.source).collect();
        if group.len() > 1 {
            self.together.retain(|known| {
                let apart = known.is_disjoint(&group);
                if !apart {
                    group.extend(known);
                }
                apart
            });
            self.together.push(group);
        }
        for edit in &fix.edits {
            let edits = self.edits.entry(edit.source).or_default();
            if !edits.contains(edit) {
                edits.push(edit.clone());
                edits.sort_by_key(|edit| edit.span);
            }
        }
    }
}

/// Whether two edits of one document change the same words. An insertion touches what begins or ends where it stands.
fn excludes(a: &Edit, b: &Edit) -> bool {
    let touch = a.span.start <= b.span.end && b.span.start <= a.span.end;
    a.span.overlaps(b.span) || (touch && (a.span.is_empty() || b.span.is_empty()))
}

/// The text of a document with edits (in order, none overlapping another) carried out.
#[must_use]
pub fn edited(source: &Source, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(source.text.len() + 64);
    let mut at = 0;
    for edit in edits {
        out.push_str(&source.text[at..edit.span.start as usize]);
        out.push_str(&inserted(source, edit));
        at = edit.span.end as usize;
    }
    out.push_str(&source.text[at..]);
    out
}

/// What an edit inserts, with the line ends of its document.
fn inserted(source: &Source, edit: &Edit) -> String {
    let crlf = edit.insert.contains('\n') && !edit.insert.contains('\r') && source.text.contains("\r\n");
    if crlf { edit.insert.replace('\n', "\r\n") } else { edit.insert.clone() }
}
