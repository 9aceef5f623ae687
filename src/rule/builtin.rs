//! The rules and the knowledge that everyone needs, from the TOML files of the folder of this name.
//!
//! The build script turns the rules into postcard, so that a run does not parse them again. Their examples stay in the
//! TOML, which is embedded too, and are read by whoever asks for them.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::check::Picked;
use super::raw::LEVELS;
use super::{Example, Rule, RulesFile, Ruleset, compact};
use crate::checks::Kind;
use crate::knowledge::Knowledge;

/// Every TOML file of `builtin/`, by name, in the order of the names. The build script lists the folder.
pub(super) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.postcard"));

/// The built-in rules and packs; the knowledge is yet to be indexed.
pub(super) fn ruleset() -> Ruleset {
    let files: Vec<compact::File<'_>> = postcard::from_bytes(RULES).expect("the build script encoded the rules");
    let rules = files.iter().enumerate().flat_map(|(at, file)| file.rules.iter().map(move |row| rule(row, at)));
    let rules = rules.collect();
    Ruleset { rules, knowledge: Knowledge::packs(), files: files_as_written(), ..Ruleset::default() }
}

fn rule(row: &compact::Rule<'_>, file: usize) -> Rule {
    let level = LEVELS.iter().find(|(name, _)| *name == row.level).map(|&(_, level)| level);
    let Picked { check, kind } = check(row.check);
    Rule {
        id: row.id.to_owned(),
        level: level.expect("a level of a built-in rule is one"),
        summary: row.summary.to_owned(),
        why: row.why.to_owned(),
        help: row.help.to_owned(),
        since: row.since.to_owned(),
        check,
        kind,
        examples: Vec::new(),
        file,
        builtin: true,
    }
}

/// A check from `{"kind": {parameters}}`.
fn check(json: &str) -> Picked {
    let check: Kind = serde_json::from_str(json).expect("the parameters of a built-in check are right");
    Picked { kind: check.name(), check }
}

fn files_as_written() -> Vec<RulesFile> {
    let file = |&(name, text): &(&str, &'static str)| RulesFile {
        path: name.to_owned(),
        text: Cow::Borrowed(text),
        builtin: true,
    };
    FILES.iter().map(file).collect()
}

/// The examples of a built-in rule.
pub(super) fn examples(id: &str) -> &'static [Example] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    let rules = RULES.get_or_init(|| as_written().rules);
    rules.iter().find(|rule| rule.id == id).map_or(&[], |rule| &rule.examples)
}

/// The built-in rules, read like those of any rules file.
fn as_written() -> Ruleset {
    let mut ruleset = Ruleset::default();
    for file in files_as_written() {
        if let Err(broken) = ruleset.add(file) {
            panic!("the built-in rules are tested:\n{broken}");
        }
    }
    ruleset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_say_all_there_is_to_say() {
        // a rule that rests on what a desk knows has its examples in this repository's own rules file
        let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules.toml");
        let ruleset =
            Ruleset::load(&crate::rule::Config::File(own)).expect("the rules files of the repository are right");
        for rule in &ruleset.rules {
            let texts = [&rule.summary, &rule.why, &rule.help, &rule.since];
            assert!(texts.iter().all(|text| !text.is_empty()), "{} leaves something unsaid", rule.id);
            assert!(rule.examples().next().is_some(), "{} has no example", rule.id);
        }
    }

    #[test]
    fn what_the_build_script_leaves_is_what_is_written() {
        let (left, written) = (ruleset(), as_written());
        assert_eq!(left.rules.len(), written.rules.len());
        for (left, written) in left.rules.iter().zip(&written.rules) {
            let shown = |rule: &Rule| {
                let Rule { id, level, summary, why, help, since, check, kind, file, .. } = rule;
                format!("{:?}", (id, level, summary, why, help, since, check, kind, file))
            };
            assert_eq!(shown(left), shown(written));
        }
    }
}
