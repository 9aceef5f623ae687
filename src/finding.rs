//! What a check reports ([`Conflict`]) and what a reader is shown ([`Finding`]): labels, fixes, severity, order,
//! fingerprint.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::source::{Source, SourceId, Sources, Span};

/// How much a finding matters, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

/// What a rule is set to: off, or the severity that its findings have at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Off,
    Info,
    Warning,
    Error,
}

impl Level {
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl Severity {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in a document and two or three words on what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub source: SourceId,
    pub span: Span,
    pub message: String,
}

impl Label {
    #[must_use]
    pub fn new(source: SourceId, span: Span, message: impl Into<String>) -> Self {
        Self { source, span, message: message.into() }
    }
}

/// Replaces text so that the contradiction is gone. Only where one replacement is possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    pub message: String,
    pub edits: Vec<Edit>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub source: SourceId,
    pub span: Span,
    pub insert: String,
}

/// What a check found, before it is known which rule asked and how severe that makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// What disagrees with what, both quoted as written; stands alone.
    pub message: String,
    /// The place that is wrong, or the later or less supported one where none is known to be.
    pub primary: Label,
    /// The other places, the most telling first.
    pub related: Vec<Label>,
    pub notes: Vec<String>,
    pub fix: Option<Fix>,
    /// A replacement that is likely right, and not certain: an editor has to look at it.
    pub likely: Option<Fix>,
    /// Lowers the rule's level for this one: an update is no contradiction.
    pub at_most: Option<Severity>,
    /// The normalised values that disagree: what the fingerprint is made from, beside the rule.
    pub identity: Vec<String>,
    /// The place whose error explains this conflict and perhaps others (a wrong dateline): conflicts of one cause are
    /// shown as one finding.
    pub cause: Option<(SourceId, Span)>,
}

impl Conflict {
    #[must_use]
    pub fn new(message: impl Into<String>, primary: Label) -> Self {
        Self {
            message: message.into(),
            primary,
            related: Vec::new(),
            notes: Vec::new(),
            fix: None,
            likely: None,
            at_most: None,
            identity: Vec::new(),
            cause: None,
        }
    }

    #[must_use]
    pub fn related(mut self, label: Label) -> Self {
        self.related.push(label);
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    #[must_use]
    pub fn fix(mut self, message: impl Into<String>, source: SourceId, span: Span, insert: impl Into<String>) -> Self {
        self.fix = Some(Fix { message: message.into(), edits: vec![Edit { source, span, insert: insert.into() }] });
        self
    }

    /// A replacement that is likely right: applied by `--unsafe-fixes` alone.
    #[must_use]
    pub fn likely(
        mut self,
        message: impl Into<String>,
        source: SourceId,
        span: Span,
        insert: impl Into<String>,
    ) -> Self {
        self.likely = Some(Fix { message: message.into(), edits: vec![Edit { source, span, insert: insert.into() }] });
        self
    }

    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = Some(severity);
        self
    }

    #[must_use]
    pub fn identity<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.identity.extend(values.into_iter().map(Into::into));
        self
    }

    /// Renames the documents that it speaks of.
    pub(crate) fn rename(&mut self, name: &dyn Fn(SourceId) -> SourceId) {
        let labels = std::iter::once(&mut self.primary).chain(&mut self.related);
        let edits = [&mut self.fix, &mut self.likely].into_iter().flatten().flat_map(|fix| &mut fix.edits);
        let sources = labels.map(|label| &mut label.source).chain(edits.map(|edit| &mut edit.source));
        sources.chain(self.cause.as_mut().map(|cause| &mut cause.0)).for_each(|source| *source = name(*source));
    }

    /// Takes the words of its places for what it is known by, where its check gave nothing better and all are told.
    pub(crate) fn identify(&mut self, words: impl Fn(&Label) -> Option<String>) {
        if self.identity.is_empty() {
            let labels = std::iter::once(&self.primary).chain(&self.related);
            self.identity = labels.map(words).collect::<Option<Vec<String>>>().unwrap_or_default();
        }
    }

    #[must_use]
    pub fn cause(mut self, source: SourceId, span: Span) -> Self {
        self.cause = Some((source, span));
        self
    }
}

/// A conflict as a rule reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    pub severity: Severity,
    pub message: String,
    /// The primary label first.
    pub labels: Vec<Label>,
    pub notes: Vec<String>,
    pub fix: Option<Fix>,
    /// A replacement that is likely right, where none is certain.
    pub likely: Option<Fix>,
    /// 32 hexadecimal digits from the rule and the values that disagree, and, where that is not enough to tell two
    /// findings apart, a count: not from offsets, so that moving a paragraph does not change it.
    pub fingerprint: String,
}

impl Finding {
    #[must_use]
    pub fn primary(&self) -> &Label {
        &self.labels[0]
    }

    fn place(&self) -> (SourceId, Span) {
        let label = self.primary();
        (label.source, label.span)
    }
}

/// The one order of findings: source, place, rule, then everything else that can differ.
#[must_use]
pub fn order(a: &Finding, b: &Finding) -> Ordering {
    let key = |f: &Finding| (f.place().0, f.place().1.start, f.place().1.end);
    let rest = |f: &Finding| f.labels.iter().map(|l| (l.source, l.span)).collect::<Vec<_>>();
    key(a)
        .cmp(&key(b))
        .then_with(|| a.rule.cmp(&b.rule))
        .then_with(|| a.message.cmp(&b.message))
        .then_with(|| rest(a).cmp(&rest(b)))
}

/// A rule's conflict: the rule's id and level, and what its check found.
#[derive(Debug)]
pub(crate) struct Raised<'r> {
    pub rule: &'r str,
    pub level: Severity,
    pub conflict: Conflict,
}

/// Conflicts of one cause become one finding, the rest one each; sorted, fingerprinted.
pub(crate) fn findings(mut raised: Vec<Raised<'_>>, sources: &Sources) -> Vec<Finding> {
    identify(raised.iter_mut().map(|one| &mut one.conflict), sources);
    let mut causes: BTreeMap<(SourceId, Span), Vec<Raised<'_>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for one in raised {
        match one.conflict.cause {
            Some(cause) => causes.entry(cause).or_default().push(one),
            None => findings.push(finding(one, sources)),
        }
    }
    findings.extend(met(causes).into_iter().map(|group| merged(group, sources)));
    findings.sort_by(order);
    findings.dedup_by(|b, a| a.rule == b.rule && a.labels == b.labels && a.message == b.message);
    number_repeats(&mut findings);
    findings
}

/// Bytes of a place of which a part may be the cause of the same: a few words. A clause may hold two errors.
const FEW_WORDS: usize = 40;

/// Brings together causes of which one is the beginning or the end of the other: “430” and “430 million dollars”,
/// “32” and “March 32”.
fn met<T>(causes: BTreeMap<(SourceId, Span), Vec<T>>) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    // those that may go on where the next cause begins, and the number of their group
    let mut open: Vec<((SourceId, Span), usize)> = Vec::new();
    for ((source, span), raised) in causes {
        open.retain(|((other, before), _)| *other == source && before.end > span.start);
        let shares = |one: &Span| {
            (one.start == span.start || one.end == span.end)
                && one.len().max(span.len()) <= FEW_WORDS
                && !span.is_empty()
        };
        let group = open.iter().find(|((_, before), _)| shares(before)).map_or(groups.len(), |&(_, group)| group);
        match groups.get_mut(group) {
            Some(group) => group.extend(raised),
            None => groups.push(raised),
        }
        open.push(((source, span), group));
    }
    groups
}

/// The most severe conflict speaks for all of one cause; the others' places become labels, their messages notes.
fn merged(mut group: Vec<Raised<'_>>, sources: &Sources) -> Finding {
    group.sort_by(|a, b| {
        let key = |r: &Raised<'_>| {
            (
                std::cmp::Reverse(severity(r)),
                r.conflict.primary.span,
                r.conflict.related.first().map(|l| (l.source, l.span)),
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.rule.cmp(b.rule))
    });
    let mut rest = group.split_off(1);
    let mut first = finding(group.remove(0), sources);
    for one in &mut rest {
        let labels = std::iter::once(one.conflict.primary.clone()).chain(std::mem::take(&mut one.conflict.related));
        for label in labels {
            if !first.labels.iter().any(|known| known.source == label.source && known.span == label.span) {
                first.labels.push(label);
            }
        }
        if one.conflict.message != first.message {
            first.notes.push(one.conflict.message.clone());
        }
        first.notes.append(&mut one.conflict.notes);
        if first.fix.is_none() {
            first.fix = one.conflict.fix.take();
        }
        if first.likely.is_none() {
            first.likely = one.conflict.likely.take();
        }
    }
    let mut seen = BTreeSet::new();
    first.notes.retain(|note| seen.insert(note.clone()));
    first
}

fn severity(raised: &Raised<'_>) -> Severity {
    raised.conflict.at_most.map_or(raised.level, |most| most.min(raised.level))
}

fn finding(raised: Raised<'_>, sources: &Sources) -> Finding {
    let severity = severity(&raised);
    let Conflict { message, primary, related, notes, fix, likely, identity, .. } = raised.conflict;
    let fingerprint = fingerprint(raised.rule, &identity, &sources.lasting_name(primary.source));
    let mut labels = vec![primary];
    for label in related {
        if !labels.iter().any(|known| known.source == label.source && known.span == label.span) {
            labels.push(label);
        }
    }
    Finding { rule: raised.rule.to_owned(), severity, message, labels, notes, fix, likely, fingerprint }
}

fn fingerprint(rule: &str, identity: &[String], path: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let parts = std::iter::once(rule).chain(identity.iter().map(String::as_str)).chain([path]);
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Gives the conflicts that are known by the words of their places these words. Each document is read again once.
pub(crate) fn identify<'c>(conflicts: impl Iterator<Item = &'c mut Conflict>, sources: &Sources) {
    let mut nameless: Vec<&mut Conflict> = conflicts.filter(|conflict| conflict.identity.is_empty()).collect();
    let labels = nameless.iter().flat_map(|conflict| std::iter::once(&conflict.primary).chain(&conflict.related));
    let places: BTreeSet<(SourceId, Span)> = labels.map(|label| (label.source, label.span)).collect();
    let mut ids: Vec<SourceId> = places.iter().map(|&(source, _)| source).collect();
    ids.dedup();
    let mut words: BTreeMap<(SourceId, Span), String> = BTreeMap::new();
    let of_source = |source: &Source| {
        let all = (source.id, Span::default())..=(source.id, Span { start: u32::MAX, end: u32::MAX });
        places.range(all).map(|&place| (place, source.slice(place.1).to_owned())).collect::<Vec<_>>()
    };
    sources.read_each(&ids, &(), of_source, |made| words.extend(made.into_iter().flatten()));
    for conflict in &mut nameless {
        conflict.identify(|label| Some(words.get(&(label.source, label.span)).cloned().unwrap_or_default()));
    }
}

/// Leaves the findings whose documents are still as they were when they were read: places in others would be wrong.
/// Those are told of by [`Sources::problems`].
pub fn retain_as_read(findings: &mut Vec<Finding>, sources: &Sources) {
    let places = |finding: &Finding| {
        let edits = [&finding.fix, &finding.likely].into_iter().flatten().flat_map(|fix| &fix.edits);
        let all = finding.labels.iter().map(|label| label.source).chain(edits.map(|edit| edit.source));
        all.collect::<BTreeSet<SourceId>>()
    };
    let ids: BTreeSet<SourceId> = findings.iter().flat_map(places).collect();
    let ids: Vec<SourceId> = ids.into_iter().collect();
    let mut same: BTreeSet<SourceId> = BTreeSet::new();
    sources.read_each(&ids, &(), |source| source.id, |made| same.extend(made));
    if same.len() < ids.len() {
        findings.retain(|finding| places(finding).is_subset(&same));
    }
}

/// Two findings of one run never share a fingerprint: the second of a kind is counted.
fn number_repeats(findings: &mut [Finding]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let counted = blake3::hash(format!("{}/{count}", finding.fingerprint).as_bytes());
            finding.fingerprint = counted.to_hex()[..32].to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes together of some causes, each by its place in the list.
    fn together(causes: &[(u32, u32, u32)]) -> Vec<Vec<usize>> {
        let causes = causes.iter().enumerate();
        met(causes.map(|(at, &(source, start, end))| ((SourceId(source), Span { start, end }), vec![at])).collect())
    }

    #[test]
    fn a_cause_and_its_beginning_or_end_are_one() {
        assert_eq!(together(&[(0, 10, 13), (0, 10, 29)]), [[0, 1]]);
        assert_eq!(together(&[(0, 10, 18), (0, 16, 18)]), [[0, 1]]);
        assert_eq!(together(&[(0, 10, 13), (0, 10, 29), (0, 22, 29)]), [[0, 1, 2]]);
    }

    #[test]
    fn causes_in_one_clause_beside_each_other_or_in_two_documents_stay_apart() {
        assert_eq!(together(&[(0, 10, 13), (0, 10, 90)]), [[0], [1]]);
        assert_eq!(together(&[(0, 10, 13), (0, 13, 20)]), [[0], [1]]);
        assert_eq!(together(&[(0, 10, 30), (0, 15, 20)]), [[0], [1]]);
        assert_eq!(together(&[(0, 10, 13), (1, 10, 29)]), [[0], [1]]);
        assert_eq!(together(&[(0, 10, 10), (0, 10, 29)]), [[0], [1]]);
    }
}
