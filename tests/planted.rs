//! What is wrong in generated articles is found, and nothing is told of the others.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::BTreeMap;

use factlint::article::Reading;
use factlint::engine::{active, check};
use factlint::finding::Finding;
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Source, SourceId, Sources};

const ARTICLES: usize = 1000;

/// Of a hundred planted contradictions so many are found at least.
const FOUND: usize = 97;

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let articles: Vec<corpus::Article> = corpus::articles(ARTICLES).collect();
    let source = |(id, article): (u32, &corpus::Article)| {
        Source::new(SourceId(id), article.path.clone(), article.text.clone(), Encoding::Utf8 { bom: false })
    };
    let sources = Sources::new((0..).zip(&articles).map(source).collect());
    let ruleset = Ruleset::builtin();
    let checked = check(&sources, &active(&ruleset), &ruleset.knowledge, &Reading::default(), &());
    // whether a finding shows a place
    let shows = |finding: &Finding, id: u32, planted: &corpus::Planted| {
        let place = planted.place.clone();
        finding.labels.iter().any(|label| {
            label.source == SourceId(id) && label.span.range().start < place.end && place.start < label.span.range().end
        })
    };
    let planted: Vec<(u32, &corpus::Planted)> =
        (0..).zip(&articles).flat_map(|(id, article)| article.planted.iter().map(move |one| (id, one))).collect();
    // one in five articles, but for copies that leave all as it is
    assert!(planted.len() > ARTICLES / corpus::PLANTED / 2);
    let mut counts: BTreeMap<corpus::Kind, (usize, usize)> = BTreeMap::new();
    for &(id, one) in &planted {
        let (found, all) = counts.entry(one.kind).or_default();
        *found += usize::from(checked.findings.iter().any(|finding| shows(finding, id, one)));
        *all += 1;
    }
    for (kind, (found, all)) in counts {
        assert!(found * 100 >= all * FOUND, "{kind:?}: {found} of {all} were found");
    }
    let stray = checked.findings.iter().filter(|finding| !planted.iter().any(|&(id, one)| shows(finding, id, one)));
    let stray: Vec<String> = stray.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect();
    assert!(stray.is_empty(), "{stray:#?}");
}
