//! What is found does not depend on how much of what documents state is kept in memory.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use factlint::article::Reading;
use factlint::engine::{Limits, Run, active, check};
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Source, SourceId, Sources};

#[test]
fn out_of_core_and_in_memory_find_the_same() {
    let source = |(id, article): (u32, corpus::Article)| {
        Source::new(SourceId(id), article.path, article.text, Encoding::Utf8 { bom: false })
    };
    // several chunks of records, and many runs of postings
    let sources = Sources::new((0..).zip(corpus::articles(1500)).map(source).collect());
    let ruleset = Ruleset::builtin();
    let rules = active(&ruleset);
    let reading = Reading::default();
    let run = Run { sources: &sources, rules: &rules, knowledge: &ruleset.knowledge, reading: &reading };
    let in_memory = check(&sources, &rules, &ruleset.knowledge, &reading, &());
    assert!(
        in_memory.findings.iter().any(|finding| finding.labels.iter().any(|l| l.source != finding.primary().source))
    );
    let out_of_core = run.check(Limits { records: 0, postings: 0 }, &()).expect("temporary files can be read");
    assert_eq!(in_memory.findings, out_of_core.findings);
    assert_eq!(out_of_core.trouble, None);
}
