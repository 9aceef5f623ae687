//! The rules and the knowledge that everyone needs, embedded from the TOML files beside this one.

use std::borrow::Cow;

use super::{RulesFile, Ruleset};
use crate::knowledge::Knowledge;

/// Every TOML file of `builtin/`, by name, in the order of the names. The build script lists the folder.
pub(super) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The built-in rules and packs; the knowledge is yet to be indexed.
pub(super) fn ruleset() -> Ruleset {
    let mut ruleset = Ruleset { knowledge: Knowledge::packs(), ..Ruleset::default() };
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
