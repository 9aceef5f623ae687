//! The rules that everyone needs, embedded from the TOML files beside this one.

use super::raw::RawFile;
use super::{Example, Rule, Ruleset};

/// Every built-in rules file, by name.
pub(super) const FILES: &[(&str, &str)] = &[
    ("names.toml", include_str!("builtin/names.toml")),
    ("misspelled-name.toml", include_str!("builtin/misspelled-name.toml")),
    ("spacing.toml", include_str!("builtin/spacing.toml")),
];

pub(super) fn ruleset() -> Ruleset {
    let mut ruleset = Ruleset::default();
    for (name, text) in FILES {
        let file: RawFile = toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for rule in file.rule {
            let rule = rule.into_inner();
            ruleset.rules.push(Rule {
                id: rule.id.into_inner(),
                level: rule.level.expect("a built-in rule has a level").into_inner(),
                summary: rule.summary.unwrap_or_default(),
                why: rule.why.unwrap_or_default(),
                help: rule.help.unwrap_or_default(),
                since: rule.since.unwrap_or_default(),
                check: rule.check.expect("a built-in rule has a check"),
                kind: "",
                examples: rule
                    .example
                    .into_iter()
                    .map(|example| Example { text: example.into_inner().text.into_inner(), document_date: None })
                    .collect(),
            });
        }
    }
    ruleset
}
