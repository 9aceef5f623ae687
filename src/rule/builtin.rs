//! The rules and the knowledge that everyone needs, embedded from the TOML files beside this one.

use std::borrow::Cow;

use super::{RulesFile, Ruleset};
use crate::knowledge::Knowledge;

/// Every built-in rules file, by name. Knowledge goes before the rules whose examples rest on it.
pub(super) const FILES: &[(&str, &str)] = &[
    ("copies.toml", include_str!("builtin/copies.toml")),
    ("calendar.toml", include_str!("builtin/calendar.toml")),
    ("document-date.toml", include_str!("builtin/document-date.toml")),
    ("summary.toml", include_str!("builtin/summary.toml")),
    ("moved-event.toml", include_str!("builtin/moved-event.toml")),
    ("quotation.toml", include_str!("builtin/quotation.toml")),
    ("headline.toml", include_str!("builtin/headline.toml")),
    ("arithmetic.toml", include_str!("builtin/arithmetic.toml")),
    ("misspelled-name.toml", include_str!("builtin/misspelled-name.toml")),
    ("account.toml", include_str!("builtin/account.toml")),
    ("spacing.toml", include_str!("builtin/spacing.toml")),
];

pub(super) fn ruleset() -> Ruleset {
    let mut ruleset = Ruleset { knowledge: Knowledge::builtin(), ..Ruleset::default() };
    for &(name, text) in FILES {
        let file = RulesFile { path: name.to_owned(), text: Cow::Borrowed(text), builtin: true };
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
        let ruleset = ruleset();
        for rule in &ruleset.rules {
            let texts = [&rule.summary, &rule.why, &rule.help, &rule.since];
            assert!(texts.iter().all(|text| !text.is_empty()), "{} leaves something unsaid", rule.id);
            assert!(!rule.examples.is_empty(), "{} has no example", rule.id);
        }
    }
}
