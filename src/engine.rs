//! Sources x rules -> findings: articles are read and keyed in parallel, what shares a key is compared.

use rayon::prelude::*;

use crate::article::{Reading, read};
use crate::checks::{Context, Keyed};
use crate::finding::{Conflict, Finding, Raised, findings};
use crate::rule::{Rule, Ruleset};
use crate::source::{Source, SourceId, Sources, Span};

/// Checks sources against rules. The findings are in their one order, whatever the threads did.
#[must_use]
pub fn check(sources: &Sources, ruleset: &Ruleset, reading: &Reading) -> Vec<Finding> {
    let context = Context { knowledge: &ruleset.knowledge };
    let active: Vec<&Rule> = ruleset.rules.iter().filter(|rule| rule.level.severity().is_some()).collect();
    let sources_in_order: Vec<&Source> = sources.iter().collect();
    let keyed: Vec<Keyed> = sources_in_order
        .par_iter()
        .map(|source| {
            let article = read(source, &ruleset.knowledge, reading);
            let mut keyed = Keyed::default();
            for (index, rule) in active.iter().enumerate() {
                let index = u16::try_from(index).expect("fewer than 65,536 rules");
                rule.check.check().key(index, context, &article, &mut keyed);
            }
            keyed
        })
        .collect();
    let mut raised = compare(&keyed, &active, context);
    for one in keyed {
        raised.extend(one.conflicts.into_iter().filter_map(|(rule, conflict)| raise(active[rule as usize], conflict)));
    }
    findings(raised, sources)
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

fn compare<'r>(keyed: &[Keyed], active: &[&'r Rule], context: Context<'_>) -> Vec<Raised<'r>> {
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
            let rule = active[group[0].rule as usize];
            let stated: Vec<(SourceId, Span, &[u8])> = group
                .iter()
                .map(|p| (p.source, p.span, &keyed[p.source.0 as usize].said[p.said.0 as usize..p.said.1 as usize]))
                .collect();
            let mut out = Vec::new();
            rule.check.check().compare(context, group[0].key, &stated, &mut out);
            out.into_iter().filter_map(|conflict| raise(rule, conflict)).collect()
        })
        .collect();
    conflicts.into_iter().flatten().collect()
}

fn raise(rule: &Rule, conflict: Conflict) -> Option<Raised<'_>> {
    rule.level.severity().map(|level| Raised { rule: &rule.id, level, conflict })
}
