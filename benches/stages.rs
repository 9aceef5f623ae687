//! What a document costs stage by stage, on one core and on generated articles: MB/s of each stage by itself, of a whole
//! reading, and of the whole run.

mod corpus;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use factlint::article::{self, Reading};
use factlint::claim::Sketch;
use factlint::engine::{active, check};
use factlint::extract::{date, name, quantity, quote};
use factlint::rule::Ruleset;
use factlint::segment::{Segmented, segment};
use factlint::source::{Encoding, Source, SourceId, Sources};

/// How many articles are measured.
const COUNT: usize = 400;

fn sources() -> Vec<Source> {
    let source = |(id, article): (u32, corpus::Article)| {
        Source::new(SourceId(id), article.path, article.text, Encoding::Utf8 { bom: false })
    };
    (0..).zip(corpus::articles(COUNT)).map(source).collect()
}

fn stages(criterion: &mut Criterion) {
    let documents = sources();
    let ruleset = Ruleset::builtin();
    let (knowledge, reading) = (&ruleset.knowledge, Reading::default());
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(documents.iter().map(|source| source.text.len() as u64).sum()));
    let texts: Vec<Segmented<'_>> = documents.iter().map(|source| segment(factlint::read::read(source))).collect();
    let mut each = |stage: &str, work: &dyn Fn(&Segmented<'_>) -> usize| {
        group.bench_function(stage, |bench| bench.iter(|| texts.iter().map(work).sum::<usize>()));
    };
    each("segments", &|text| segment(factlint::read::read(text.document.source)).tokens.len());
    each("dates", &|text| date::read(text, knowledge, &reading).0.len());
    each("names", &|text| name::read(text, &[], knowledge).len());
    each("quantities and quotations", &|text| quantity::read(text, &[]).all.len() + quote::read(text).len());
    each("sketch", &|text| Sketch::of(text).shingles() as usize);
    each("articles", &|text| article::read(text.document.source, knowledge, &reading).dates.len());
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let documents = sources();
    let bytes = documents.iter().map(|source| source.text.len() as u64).sum();
    let sources = Sources::new(documents);
    let ruleset = Ruleset::builtin();
    let rules = active(&ruleset);
    let one_core = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread");
    let mut group = criterion.benchmark_group("whole");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("read, key and compare", |bench| {
        bench.iter(|| one_core.install(|| check(&sources, &rules, &ruleset.knowledge, &Reading::default(), &())));
    });
    // each rule by itself costs a whole reading, too: what it adds is the difference to "articles"
    for kind in ["misspelled-person", "altered-copy", "altered-summary", "truncated-copy", "conflicting-holder"] {
        let one: Vec<_> = rules.iter().copied().filter(|active| active.rule.id == kind).collect();
        group.bench_function(kind, |bench| {
            bench.iter(|| one_core.install(|| check(&sources, &one, &ruleset.knowledge, &Reading::default(), &())));
        });
    }
    group.finish();
}

criterion_group!(benches, stages, whole);
criterion_main!(benches);
