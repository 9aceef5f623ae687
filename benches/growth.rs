//! How the time of a run grows with the number of documents: twice as many should take twice as long.
//!
//! `benches/growth.py` measures whole processes and their memory, up to 64,000 articles on disk.

mod corpus;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use factlint::article::Reading;
use factlint::engine::{active, check};
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Source, SourceId, Sources};

fn sources(articles: impl Iterator<Item = corpus::Article>) -> Sources {
    let source = |(id, article): (u32, corpus::Article)| {
        Source::new(SourceId(id), article.path, article.text, Encoding::Utf8 { bom: false })
    };
    Sources::new((0..).zip(articles).map(source).collect())
}

fn growth(criterion: &mut Criterion) {
    let ruleset = Ruleset::builtin();
    let rules = active(&ruleset);
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10);
    for count in [500, 1000, 2000, 4000] {
        let sources = sources(corpus::articles(count));
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &sources, |bencher, sources| {
            bencher.iter(|| check(sources, &rules, &ruleset.knowledge, &Reading::default(), &()));
        });
    }
    group.finish();
}

fn adversarial(criterion: &mut Criterion) {
    let ruleset = Ruleset::builtin();
    let rules = active(&ruleset);
    let mut group = criterion.benchmark_group("adversarial");
    group.sample_size(10);
    for (kind, make) in corpus::adversarial::KINDS {
        for count in [1000, 2000] {
            let sources = sources(make(count).into_iter());
            group.bench_with_input(BenchmarkId::new(kind, count), &sources, |bencher, sources| {
                bencher.iter(|| check(sources, &rules, &ruleset.knowledge, &Reading::default(), &()));
            });
        }
    }
    group.finish();
}

fn startup(criterion: &mut Criterion) {
    criterion.bench_function("load the built-in rules", |bencher| bencher.iter(Ruleset::builtin));
}

criterion_group!(benches, growth, adversarial, startup);
criterion_main!(benches);
