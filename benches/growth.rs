//! How the time of a run grows with the number of documents: twice as many should take twice as long.

mod corpus;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use factlint::article::Reading;
use factlint::engine::{active, check};
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Source, SourceId, Sources};

fn sources(count: usize) -> Sources {
    let articles = corpus::articles(count).into_iter();
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
    for count in [250, 500, 1000, 2000] {
        let sources = sources(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &sources, |bencher, sources| {
            bencher.iter(|| check(sources, &rules, &ruleset.knowledge, &Reading::default(), &()));
        });
    }
    group.finish();
}

fn startup(criterion: &mut Criterion) {
    criterion.bench_function("load the built-in rules", |bencher| bencher.iter(Ruleset::builtin));
}

criterion_group!(benches, growth, startup);
criterion_main!(benches);
