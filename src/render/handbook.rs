//! Rules -> documentation: what each rule reports, why, and the real output of its examples.

use super::pretty;
use crate::finding::Level;
use crate::proof;
use crate::rule::{Example, Rule, Ruleset};

/// `docs/rules.md`: a list of all rules, then a section for each.
#[must_use]
pub fn markdown(ruleset: &Ruleset) -> String {
    let mut out = String::from(
        "# Rules\n\nThis page is made from the rules themselves: the output below each example is what factlint prints for \
         it.\n\n| Rule | Level | What it reports |\n|---|---|---|\n",
    );
    for rule in &ruleset.rules {
        out.push_str(&format!("| [{0}](#{0}) | {1} | {2} |\n", rule.id, level(rule.level), prose(&rule.summary)));
    }
    for rule in &ruleset.rules {
        out.push_str(&section(rule, ruleset));
    }
    out
}

fn section(rule: &Rule, ruleset: &Ruleset) -> String {
    let mut out = format!(
        "\n## {}\n\n{}. Level: {}. Check: `{}`. Since {}.\n\n{}\n\n{}\n",
        rule.id,
        capitalised(&prose(&rule.summary)),
        level(rule.level),
        rule.kind,
        rule.since,
        prose(&rule.why),
        prose(&rule.help)
    );
    let (loud, silent): (Vec<&Example>, Vec<&Example>) =
        rule.examples().partition(|example| !example.marked.carets.is_empty());
    for example in loud {
        out.push_str(&format!("\n{}\n```text\n{}```\n", reported(example), output(rule, example, ruleset)));
    }
    for example in silent {
        out.push_str(&format!("\nNothing is reported here:\n\n{}", fenced(example)));
    }
    out
}

fn reported(example: &Example) -> String {
    let dated = example.document_date.map_or(String::new(), |day| format!(", with `--document-date {day}`"));
    format!("{}\nis reported{dated} as\n", fenced(example))
}

/// The documents of an example, each in a block of its own.
fn fenced(example: &Example) -> String {
    let documents = &example.marked.documents;
    let one = |document: &crate::rule::ExampleDocument| {
        let name = if documents.len() > 1 { format!("`{}`:\n\n", document.name) } else { String::new() };
        format!("{name}```text\n{}\n```\n", document.text.trim())
    };
    documents.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// What factlint prints for an example when its rule runs alone.
#[must_use]
pub fn output(rule: &Rule, example: &Example, ruleset: &Ruleset) -> String {
    let (sources, _) = proof::sources(example);
    let findings = proof::run(ruleset, rule, example, &sources);
    let shown: String = findings.iter().map(|finding| pretty::shown(finding, &sources, ruleset, false)).collect();
    format!("{}\n", shown.trim_end())
}

/// The name of a level, as rules files write it.
#[must_use]
pub fn level(level: Level) -> &'static str {
    level.severity().map_or("off", crate::finding::Severity::name)
}

/// Words in Markdown, where `<` would begin markup, which is not shown.
fn prose(text: &str) -> String {
    text.replace('<', "\\<")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
