//! Sources x rules -> findings: articles are read and keyed in parallel, what shares a key is compared.

use rayon::prelude::*;

use crate::article::{Reading, read};
use crate::checks::{Context, Keyed};
use crate::finding::{Conflict, Finding, Raised, Severity, findings};
use crate::knowledge::Knowledge;
use crate::rule::{Rule, Ruleset};
use crate::source::{Source, SourceId, Sources, Span, Watch};
use crate::suppress::Suppressions;

/// A rule as it runs: how severe its findings are at most.
#[derive(Debug, Clone, Copy)]
pub struct Active<'r> {
    pub rule: &'r Rule,
    pub severity: Severity,
}

/// The rules that are not off, at their levels.
#[must_use]
pub fn active(ruleset: &Ruleset) -> Vec<Active<'_>> {
    let rules = ruleset.rules.iter();
    rules.filter_map(|rule| rule.level.severity().map(|severity| Active { rule, severity })).collect()
}

/// What a check of documents came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// In their one order, whatever the threads did.
    pub findings: Vec<Finding>,
    /// The ignores that stand in the documents.
    pub ignores: Suppressions,
    /// Whether whoever watches ended it before everything was read: then nothing was compared.
    pub stopped: bool,
}

/// Checks sources against rules: each document is read, keyed and let go.
#[must_use]
pub fn check(
    sources: &Sources,
    rules: &[Active<'_>],
    knowledge: &Knowledge,
    reading: &Reading,
    watch: &dyn Watch,
) -> Checked {
    let context = Context { knowledge };
    let ids: Vec<SourceId> = sources.ids().collect();
    let mut keyed: Vec<Keyed> = Vec::new();
    keyed.resize_with(ids.len(), Keyed::default);
    sources.read_each(
        &ids,
        watch,
        |source| (source.id, key(source, rules, context, reading)),
        |made| made.into_iter().for_each(|(id, one)| keyed[id.0 as usize] = one),
    );
    if watch.stopped() {
        return Checked { stopped: true, ..Checked::default() };
    }
    let mut raised = compare(&keyed, rules, context);
    let mut ignores = Suppressions::default();
    for one in keyed {
        raised.extend(one.conflicts.into_iter().map(|(rule, conflict)| raise(rules[rule as usize], conflict)));
        ignores.extend(one.ignores);
    }
    Checked { findings: findings(raised, sources), ignores, stopped: false }
}

fn key(source: &Source, rules: &[Active<'_>], context: Context<'_>, reading: &Reading) -> Keyed {
    let article = read(source, context.knowledge, reading);
    let mut keyed = Keyed { ignores: Suppressions::of(source), ..Keyed::default() };
    for (index, active) in rules.iter().enumerate() {
        let index = u16::try_from(index).expect("fewer than 65,536 rules");
        active.rule.check.check().key(index, context, &article, &mut keyed);
    }
    for (_, conflict) in &mut keyed.conflicts {
        conflict.identify(|label| (label.source == source.id).then(|| source.slice(label.span).to_owned()));
    }
    keyed
}

/// A statement with its document: sorted, those of one rule and key stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Placed {
    rule: u16,
    key: crate::checks::Key,
    source: SourceId,
    span: Span,
    said: (u32, u32),
}

fn compare<'r>(keyed: &[Keyed], rules: &[Active<'r>], context: Context<'_>) -> Vec<Raised<'r>> {
    let mut placed: Vec<Placed> = Vec::with_capacity(keyed.iter().map(|one| one.entries.len()).sum());
    for (index, one) in keyed.iter().enumerate() {
        let source = SourceId(u32::try_from(index).expect("fewer than 4,294,967,296 documents"));
        placed.extend(one.entries.iter().map(|e| Placed {
            rule: e.rule,
            key: e.key,
            source,
            span: e.span,
            said: e.said,
        }));
    }
    placed.par_sort_unstable();
    let groups: Vec<&[Placed]> =
        placed.chunk_by(|a, b| (a.rule, a.key) == (b.rule, b.key)).filter(|group| group.len() > 1).collect();
    let conflicts: Vec<Vec<Raised<'r>>> = groups
        .par_iter()
        .map(|group| {
            let active = rules[group[0].rule as usize];
            let stated: Vec<(SourceId, Span, &[u8])> = group
                .iter()
                .map(|p| (p.source, p.span, &keyed[p.source.0 as usize].said[p.said.0 as usize..p.said.1 as usize]))
                .collect();
            let mut out = Vec::new();
            active.rule.check.check().compare(context, group[0].key, &stated, &mut out);
            out.into_iter().map(|conflict| raise(active, conflict)).collect()
        })
        .collect();
    conflicts.into_iter().flatten().collect()
}

fn raise(active: Active<'_>, conflict: Conflict) -> Raised<'_> {
    Raised { rule: &active.rule.id, level: active.severity, conflict }
}
