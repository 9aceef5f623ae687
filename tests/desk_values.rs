//! The examples of conflicting-values, which has no built-in rule, since its patterns are a desk's own.

use factlint::proof::prove;
use factlint::rule::{Config, Ruleset};

#[test]
fn examples_of_conflicting_values() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/conflicting-values.toml");
    let ruleset = Ruleset::load(&Config::File(path.into())).unwrap_or_else(|error| panic!("{error}"));
    let proofs = prove(&ruleset, |file| !ruleset.files[file].builtin);
    assert_eq!(proofs.len(), 7);
    for proof in proofs {
        assert!(proof.outcome.is_good(), "{:?}: {:?} {:?}", proof.outcome, proof.missing, proof.noise);
    }
}
