//! The stages of reading against a whole reading of the same documents, on one core: MB/s.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use factlint::article::{self, Reading};
use factlint::extract::{date, name, quantity, quote};
use factlint::knowledge::Knowledge;
use factlint::segment::segment;
use factlint::source::{Encoding, Source, SourceId};

/// News prose as dense in dates as news is.
const STORY: &str = "Friday, March 14, 2025

Harbour bridge reopens after two years

The harbour bridge reopened on Thursday, two years after cracks were found in its pylons, the council said.
About 2,000 people walked across it in the morning, and the first of 300 lorries followed at 2:30 p.m.

\u{201c}We have waited for this day since May 2023,\u{201d} said Ana Reyes, who has run the ferry for 15 years. She will
sell it in the summer. In the third quarter of last year it carried 120,000 passengers, up 4.5 percent from a year earlier.

The council paid $41 million for the repair, which the builders had promised to finish by the end of 2024. Their contract
runs until June 30, 2026, and the next inspection is due in early September. Between 1998 and 2003 the old bridge was
closed every Monday; it was built in the 1930s, when the town had 12,000 inhabitants and three ferries a day.

The mayor, Peter Novak, said he would not comment on the lawsuit that the builders brought last month. A judge in the
regional court is expected to hear both sides next Tuesday. Novak, a former engineer, was elected in 2019 and has said
that he will not stand again. His deputy, Maria Keller, is likely to run; she has led the works department since the
flood, and her name was on most of the letters that the builders showed to the newspapers in the past few weeks.
";

fn stages(criterion: &mut Criterion) {
    let documents: Vec<Source> = (0..200)
        .map(|id| Source::new(SourceId(id), format!("{id}.txt"), STORY.to_owned(), Encoding::Utf8 { bom: false }))
        .collect();
    let (knowledge, reading) = (Knowledge::builtin(), Reading::default());
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes((STORY.len() * documents.len()) as u64));
    group.bench_function("dates", |bench| {
        let texts: Vec<_> = documents.iter().map(|source| segment(factlint::read::read(source))).collect();
        bench.iter(|| texts.iter().map(|text| date::read(text, &knowledge, &reading).0.len()).sum::<usize>());
    });
    group.bench_function("names", |bench| {
        let texts: Vec<_> = documents.iter().map(|source| segment(factlint::read::read(source))).collect();
        bench.iter(|| texts.iter().map(|text| name::read(text, &[], &knowledge).len()).sum::<usize>());
    });
    group.bench_function("quantities and quotations", |bench| {
        let texts: Vec<_> = documents.iter().map(|source| segment(factlint::read::read(source))).collect();
        bench
            .iter(|| texts.iter().map(|text| quantity::read(text, &[]).len() + quote::read(text).len()).sum::<usize>());
    });
    group.bench_function("segments", |bench| {
        bench.iter_batched(
            || (),
            |()| documents.iter().map(|source| segment(factlint::read::read(source)).tokens.len()).sum::<usize>(),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("articles", |bench| {
        bench.iter(|| {
            documents.iter().map(|source| article::read(source, &knowledge, &reading).dates.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
