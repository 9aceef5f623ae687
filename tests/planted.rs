//! Generated articles with known mistakes: nearly all are found, and hardly anything else is reported.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use factlint::article::Reading;
use factlint::engine::{active, check};
use factlint::finding::{Finding, Severity};
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Source, SourceId, Sources, Span};

#[path = "../benches/corpus/mod.rs"]
mod corpus;

/// How many articles are checked.
const COUNT: usize = 400;

/// The articles, and what is reported of them.
static CHECKED: LazyLock<(Vec<corpus::Article>, Vec<Finding>)> = LazyLock::new(|| {
    let articles: Vec<corpus::Article> = corpus::articles(COUNT).collect();
    let source = |(id, article): (u32, &corpus::Article)| {
        Source::new(SourceId(id), article.path.clone(), article.text.clone(), Encoding::Utf8 { bom: false })
    };
    let sources = Sources::new((0..).zip(&articles).map(source).collect());
    let ruleset = Ruleset::builtin();
    let found = check(&sources, &active(&ruleset), &ruleset.knowledge, &Reading::default(), &());
    (articles, found.findings.into_iter().filter(|finding| finding.severity >= Severity::Warning).collect())
});

fn points_at(finding: &Finding, source: usize, span: Span) -> bool {
    finding.labels.iter().any(|label| label.source.0 as usize == source && label.span.overlaps(span))
}

#[test]
fn what_is_planted_is_found() {
    let (articles, found) = &*CHECKED;
    let mut counts: BTreeMap<corpus::Kind, (usize, usize)> = BTreeMap::new();
    for (index, article) in articles.iter().enumerate() {
        for one in &article.planted {
            let place = Span::new(one.place.start, one.place.end);
            let (hits, all) = counts.entry(one.kind).or_default();
            *hits += usize::from(found.iter().any(|finding| points_at(finding, index, place)));
            *all += 1;
        }
    }
    assert_eq!(counts.len(), 4, "every kind is planted: {counts:?}");
    for (kind, (hits, all)) in &counts {
        assert!(*all >= 15 && hits * 100 >= all * 90, "{kind:?}: {hits} of {all} found");
    }
}

#[test]
fn what_is_right_is_let_be() {
    let (articles, found) = &*CHECKED;
    let planted = |finding: &Finding| {
        articles.iter().enumerate().any(|(index, article)| {
            let places = article.planted.iter().map(|one| Span::new(one.place.start, one.place.end));
            places.into_iter().any(|place| points_at(finding, index, place))
        })
    };
    let false_alarms: Vec<&String> =
        found.iter().filter(|finding| !planted(finding)).map(|finding| &finding.message).collect();
    assert!(false_alarms.len() * 100 <= COUNT * 2, "{} of {COUNT}: {false_alarms:#?}", false_alarms.len());
}
