//! The examples of checks that have no built-in rule, since their patterns and templates are a desk's own.

use factlint::proof::prove;
use factlint::rule::{Config, Ruleset};

#[track_caller]
fn assert_examples(file: &str, examples: usize) {
    let path = format!("{}/tests/rules/{file}", env!("CARGO_MANIFEST_DIR"));
    let ruleset = Ruleset::load(&Config::File(path.into())).unwrap_or_else(|error| panic!("{error}"));
    let proofs = prove(&ruleset, |file| !ruleset.files[file].builtin);
    assert_eq!(proofs.len(), examples);
    for proof in proofs {
        assert!(proof.outcome.is_good(), "{:?}: {:?} {:?}", proof.outcome, proof.missing, proof.noise);
    }
}

#[test]
fn examples_of_conflicting_values() {
    assert_examples("conflicting-values.toml", 7);
}

#[test]
fn examples_of_claims() {
    assert_examples("claim.toml", 8);
}
