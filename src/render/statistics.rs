//! How often each rule found something, and how often that was silenced.

use std::collections::BTreeMap;

use super::Report;

/// A line a rule, the most frequent first: count, severity and id.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in report.findings {
        *counts.entry((finding.rule.as_str(), finding.severity.name())).or_default() += 1;
    }
    for (by, silenced) in [("ignored", &report.silenced.in_text), ("known", &report.silenced.by_baseline)] {
        counts.extend(silenced.iter().map(|(rule, &count)| ((rule.as_str(), by), count)));
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    counts.iter().map(|((rule, severity), count)| format!("{count:>6}  {severity:<7}  {rule}\n")).collect()
}
