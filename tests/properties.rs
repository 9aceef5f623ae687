//! What holds for every text: spans slice to what they claim, and neither order nor threads change the result.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use factlint::article::{Reading, read};
use factlint::engine::{active, check};
use factlint::finding::Finding;
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Source, SourceId, Sources, Span};
use factlint::suppress::Silenced;
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<Ruleset> = LazyLock::new(Ruleset::builtin);

/// Words that news is made of, and things that go wrong in it.
fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "the",
        "President",
        "Lee",
        "Jae-myung",
        "Jae Myung",
        "Ishiba",
        "Ishida",
        "Prime Minister",
        "former",
        "new",
        "Tokyo",
        "Soul",
        "on",
        "Monday",
        "Friday,",
        "8 January 2024",
        "June 4, 2025",
        "2024-02-30",
        "in",
        "said",
        "“we",
        "agreed”",
        "12",
        "4.2 million",
        "$5",
        "people",
        "killed",
        "for",
        "the past six months",
        "since",
        "last year",
        "years.Then",
        "Forum ,",
        "McKay's",
        "U.S.",
        "Mr.",
        "São",
        "Paulo",
        "–",
        "1,000,000",
        "13:45",
        "31 April",
        "no",
        "not",
        "Inc.",
        "Dr.",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => any::<String>().prop_map(|s| s.chars().take(5).collect())]
}

fn text() -> impl Strategy<Value = String> {
    let joint = prop_oneof![6 => Just(" "), 1 => Just(". "), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just("\r\n"), 1 => Just("\u{a0}")];
    prop::collection::vec((word(), joint), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(word, joint)| word + joint).collect())
}

fn sources(texts: &[(String, String)]) -> Sources {
    let mut texts: Vec<&(String, String)> = texts.iter().collect();
    texts.sort();
    let source = |(id, (path, text)): (u32, &(String, String))| {
        Source::new(SourceId(id), path.clone(), text.clone(), Encoding::Utf8 { bom: false })
    };
    Sources::new((0..).zip(texts).map(source).collect())
}

fn findings(sources: &Sources) -> Vec<Finding> {
    let checked = check(sources, &active(&RULES), &RULES.knowledge, &Reading::default(), &());
    // a check that panics is told of here, and ends nothing
    assert_eq!(sources.problems(), []);
    checked.findings
}

/// News as it is written: generated articles, three in a row on one story.
static NEWS: LazyLock<Vec<String>> = LazyLock::new(|| corpus::articles(12).map(|article| article.text).collect());

/// What goes wrong with a text on its way, at a place that is told as a share of it.
#[derive(Debug, Clone)]
enum Damage {
    Lost(usize),
    Added(String),
    Moved(f64, usize),
}

fn damage() -> impl Strategy<Value = (f64, Damage)> {
    let odd = prop::sample::select(vec![
        "ß",
        "Ж",
        "Ω",
        "e\u{301}",
        "\u{200b}",
        "\u{ad}",
        "😀",
        "’",
        "“",
        "”",
        "«",
        "½",
        "٣",
        "中",
        "İ",
        "ﬁ",
        "\u{feff}",
        "\u{2028}",
        "\r\n",
        "\t",
        "%",
        "$",
        "°",
        "/",
        "-",
        "–",
        ".",
        ",",
        "(",
        ")",
        "0",
        "1e400",
        "99999999999999999999",
    ]);
    let odd = odd.prop_map(|piece| Damage::Added(piece.to_owned()));
    let kind = prop_oneof![
        2 => (1..8_usize).prop_map(Damage::Lost),
        3 => odd,
        2 => word().prop_map(Damage::Added),
        1 => (0.0..1.0, 1..40_usize).prop_map(|(from, length)| Damage::Moved(from, length)),
    ];
    (0.0..1.0, kind)
}

fn damaged(text: &str, damages: &[(f64, Damage)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (share, damage) in damages {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of a length"
        )]
        let place = |share: f64, length: usize| (share * length as f64) as usize;
        let at = place(*share, letters.len());
        match damage {
            Damage::Lost(count) => drop(letters.drain(at..(at + count).min(letters.len()))),
            Damage::Added(piece) => drop(letters.splice(at..at, piece.chars())),
            Damage::Moved(from, length) => {
                let from = place(*from, letters.len());
                let moved: Vec<char> = letters[from..(from + length).min(letters.len())].to_vec();
                drop(letters.splice(at..at, moved));
            }
        }
    }
    letters.into_iter().collect()
}

fn holds(source: &Source, span: Span) -> bool {
    source.text.get(span.range()).is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_span_lies_in_its_text(text in text(), markdown in any::<bool>()) {
        let name = if markdown { "a.md" } else { "a.txt" };
        let source = Source::new(SourceId(0), name.into(), text, Encoding::Utf8 { bom: false });
        let article = read(&source, &RULES.knowledge, &Reading::default());
        let spans = article.text.tokens.iter().map(|token| token.span)
            .chain(article.text.sentences.iter().map(|sentence| sentence.span))
            .chain(article.text.blocks.iter().map(|block| block.span))
            .chain(article.dates.iter().map(|date| date.span))
            .chain(article.names.iter().map(|name| name.span))
            .chain(article.quantities.iter().map(|quantity| quantity.span))
            .chain(article.quotes.iter().map(|quote| quote.span));
        for span in spans {
            prop_assert!(holds(&source, span), "{span:?}");
        }
        prop_assert!(article.text.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert_eq!(article.text.document.text.len(), source.text.len());
    }

    #[test]
    fn labels_and_edits_lie_in_their_documents(texts in prop::collection::vec(text(), 1..4)) {
        let texts: Vec<(String, String)> = (0..).zip(texts).map(|(id, text): (u32, String)| (format!("{id}.txt"), text)).collect();
        let sources = sources(&texts);
        let findings = findings(&sources);
        let report = factlint::render::Report { findings: &findings, sources: &sources, ruleset: &RULES, problems: &[], silenced: &Silenced::default() };
        for finding in &findings {
            for label in &finding.labels {
                prop_assert!(holds(&sources.get(label.source), label.span) && !label.span.is_empty(), "{finding:?}");
            }
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(holds(&sources.get(edit.source), edit.span));
            }
        }
        for format in [factlint::render::Format::Pretty, factlint::render::Format::Json, factlint::render::Format::Sarif] {
            prop_assert!(!report.render(format, factlint::render::Look::default()).is_empty());
        }
    }

    #[test]
    fn damaged_news_is_checked_without_a_fault(
        texts in prop::collection::vec((0..12_usize, prop::collection::vec(damage(), 0..60)), 1..5),
    ) {
        let texts = (0..).zip(texts).map(|(id, (news, damages)): (u32, _)| (format!("{id}.txt"), damaged(&NEWS[news], &damages)));
        findings(&sources(&texts.collect::<Vec<_>>()));
    }

    #[test]
    fn neither_order_nor_threads_change_what_is_found(texts in prop::collection::vec(text(), 2..5), seed in any::<u64>()) {
        let mut texts: Vec<(String, String)> = (0..).zip(texts).map(|(id, text): (u32, String)| (format!("{id}.txt"), text)).collect();
        let first = findings(&sources(&texts));
        let places = texts.len() as u64;
        texts.rotate_left(usize::try_from(seed % places).expect("few"));
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        let second = one.install(|| findings(&sources(&texts)));
        prop_assert_eq!(first, second);
    }
}

#[test]
fn the_paths_of_a_run_may_come_in_any_order() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds: Vec<String> = std::fs::read_dir(root.join("seeds"))
        .expect("seeds")
        .map(|entry| format!("seeds/{}", entry.expect("a seed").file_name().to_string_lossy()))
        .collect();
    seeds.sort();
    let run = |paths: &[String], threads: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["--format", "json", "--threads", threads])
            .args(paths)
            .current_dir(root)
            .output()
            .expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let forward = run(&seeds, "1");
    seeds.reverse();
    assert_eq!(forward, run(&seeds, "4"));
    assert_eq!(forward, run(&["seeds".to_owned()], "2"));
}
