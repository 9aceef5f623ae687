//! Silence, accounted for: ignores in and beside documents, and the baseline.

use std::path::{Path, PathBuf};

use factlint::article::Reading;
use factlint::engine::Checked;
use factlint::finding::{Finding, Severity};
use factlint::rule::Ruleset;
use factlint::source::{Source, SourceId, Sources, decode, find};
use factlint::suppress::{Baseline, Rules, Silenced};

/// Reads the documents of a folder.
fn sources(folder: &Path) -> Sources {
    let files = find(&[folder.to_path_buf()]).files.into_iter().enumerate();
    let source = |(id, file): (usize, factlint::source::Found)| {
        let (text, encoding) = decode(std::fs::read(&file.path).expect("a file")).expect("text");
        Source::new(SourceId(id as u32), file.shown, text, encoding)
    };
    Sources::new(files.map(source).collect())
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

struct Run {
    sources: Sources,
    findings: Vec<Finding>,
    told: Silenced,
}

fn rules(ruleset: &Ruleset) -> Rules<'_> {
    let active = ruleset.rules.iter();
    Rules {
        known: ruleset.rules.iter().map(|rule| rule.id.as_str()).collect(),
        active: active.filter_map(|rule| Some((rule.id.as_str(), rule.level.severity()?))).collect(),
    }
}

fn check(sources: &Sources, ruleset: &Ruleset) -> Checked {
    let active = factlint::engine::active(ruleset);
    factlint::engine::check(sources, &active, &ruleset.knowledge, &Reading::default(), &())
}

fn run(folder: &Path) -> Run {
    let ruleset = Ruleset::builtin();
    let mut sources = sources(folder);
    let Checked { findings, mut ignores, .. } = check(&sources, &ruleset);
    ignores.add_ignore_files(&mut sources);
    let mut told = Silenced::default();
    let findings = ignores.apply(findings, &rules(&ruleset), &sources, &mut told);
    Run { sources, findings, told }
}

impl Run {
    /// Rule, file name, line and marked text of each finding.
    fn shown(&self) -> Vec<(&str, String, u32, String)> {
        let one = |finding: &'_ Finding| {
            let label = finding.primary();
            let source = self.sources.get(label.source);
            let name = PathBuf::from(&source.path).file_name().expect("a name").to_string_lossy().into_owned();
            (name, source.position(label.span.start).line, label.span, label.source)
        };
        self.findings
            .iter()
            .map(|finding| {
                let (name, line, span, source) = one(finding);
                (finding.rule.as_str(), name, line, self.sources.get(source).slice(span).to_owned())
            })
            .collect()
    }
}

#[track_caller]
fn assert_shown(files: &[(&str, &str)], expected: &[(&str, &str, u32, &str)], silenced: usize) {
    let folder = folder(files);
    let run = run(folder.path());
    let expected: Vec<_> =
        expected.iter().map(|&(rule, name, line, text)| (rule, name.to_owned(), line, text.to_owned())).collect();
    assert_eq!(run.shown(), expected, "{:#?}", run.findings);
    assert_eq!(run.told.total(), silenced);
}

const STRAY: &str = "We came , we saw.";

#[test]
fn a_comment_holds_for_the_next_paragraph() {
    let text = format!(
        "# Title\n\n<!-- factlint-ignore stray-space: as in the letter -->\n{STRAY}\nThey left , too.\n\nOthers stayed , though.\n"
    );
    assert_shown(&[("a.md", &text)], &[("stray-space", "a.md", 7, "stayed ,")], 2);
    let apart =
        format!("<!-- factlint-ignore stray-space: as in the letter -->\n\n{STRAY}\n\nOthers stayed , though.\n");
    assert_shown(&[("a.md", &apart)], &[("stray-space", "a.md", 5, "stayed ,")], 1);
}

#[test]
fn a_comment_in_a_paragraph_holds_for_it() {
    let text = format!("{STRAY} <!-- factlint-ignore stray-space: as in the letter -->\n\nOthers stayed , though.\n");
    assert_shown(&[("a.md", &text)], &[("stray-space", "a.md", 3, "stayed ,")], 1);
}

#[test]
fn a_list_is_one_paragraph() {
    let text = "<!-- factlint-ignore stray-space: as in the letter -->\n- We came , we saw.\n- They left , too.\n\nOthers stayed , though.\n";
    assert_shown(&[("a.markdown", text)], &[("stray-space", "a.markdown", 5, "stayed ,")], 2);
}

#[test]
fn a_range_holds_between_its_ends() {
    let text = "They left , too.\n\n<!-- factlint-ignore-start stray-space: as in the letter -->\n\nWe came , we saw.\n\nOthers stayed , though.\n\n<!-- factlint-ignore-end -->\n\nAll ended , well.\n";
    assert_shown(&[("a.md", text)], &[("stray-space", "a.md", 1, "left ,"), ("stray-space", "a.md", 11, "ended ,")], 2);
}

#[test]
fn a_document_is_ignored_by_comment_or_front_matter() {
    let comment = format!("{STRAY}\n\n<!-- factlint-ignore-file stray-space: as in the letter -->\n");
    let front = format!("---\nfactlint-ignore: \"stray-space: as in the letter\"\n---\n{STRAY}\n");
    let list = format!(
        "---\nfactlint-ignore:\n  - stray-space: as in the letter\n  - 'missing-space: a list'\ntitle: x\n---\n{STRAY}\nOne ended.Another came.\n"
    );
    assert_shown(&[("a.md", &comment), ("b.txt", &front), ("c.txt", &list)], &[], 4);
}

#[test]
fn another_rule_is_not_ignored_and_the_ignore_is_a_finding() {
    let text = format!("<!-- factlint-ignore missing-space: as in the letter -->\n{STRAY}\n");
    assert_shown(
        &[("a.md", &text)],
        &[("unused-suppression", "a.md", 1, "missing-space"), ("stray-space", "a.md", 2, "came ,")],
        0,
    );
}

#[test]
fn what_lacks_a_rule_or_a_reason_silences_nothing() {
    let text = format!(
        "<!-- factlint-ignore stray-space -->\n{STRAY}\n\n<!-- factlint-ignore -->\n\n<!-- factlint-ignore stray-spce: x -->\n\n\
         <!-- factlint-ignore-start missing-space: x -->\n\n<!-- factlint-ignore-all stray-space: x -->\n\n<!-- factlint-ignore-end stray-space -->\n"
    );
    assert_shown(
        &[("a.md", &text)],
        &[
            ("broken-suppression", "a.md", 1, "stray-space"),
            ("stray-space", "a.md", 2, "came ,"),
            ("broken-suppression", "a.md", 4, "e"),
            ("broken-suppression", "a.md", 6, "stray-spce"),
            ("broken-suppression", "a.md", 8, "missing-space"),
            ("broken-suppression", "a.md", 10, "factlint-ignore-all stray-space: x"),
            ("broken-suppression", "a.md", 12, "stray-space"),
        ],
        0,
    );
}

#[test]
fn a_comment_that_code_shows_is_none() {
    let text = format!(
        "```\n<!-- factlint-ignore stray-space: x -->\n```\n\n{STRAY}\n\nWrite `<!-- factlint-ignore -->` above.\n"
    );
    assert_shown(&[("a.md", &text)], &[("stray-space", "a.md", 5, "came ,")], 0);
}

#[test]
fn an_ignore_file_holds_for_what_its_globs_match() {
    let ignores = "# letters keep their spelling\n\n*.txt stray-space: as in the letter\n\"old ones/*\" stray-space, missing-space: scanned\nsub/*.txt stray-space\n";
    assert_shown(
        &[
            (".factlint-ignore", ignores),
            ("a.txt", STRAY),
            ("sub/b.txt", STRAY),
            ("old ones/c.md", "One ended.Another came."),
            ("d.md", STRAY),
        ],
        &[
            ("stray-space", "d.md", 1, "came ,"),
            ("unused-suppression", ".factlint-ignore", 4, "stray-space"),
            ("broken-suppression", ".factlint-ignore", 5, "stray-space"),
        ],
        3,
    );
}

#[test]
fn an_ignore_file_in_a_folder_holds_there() {
    let ignores = "/b.txt stray-space: as in the letter\n";
    assert_shown(
        &[("sub/.factlint-ignore", ignores), ("b.txt", STRAY), ("sub/b.txt", STRAY), ("sub/x/b.txt", STRAY)],
        &[("stray-space", "b.txt", 1, "came ,"), ("stray-space", "b.txt", 1, "came ,")],
        1,
    );
}

#[test]
fn a_rule_that_did_not_run_leaves_its_ignores_alone() {
    let folder = folder(&[("a.md", "<!-- factlint-ignore stray-space: x -->\nAll is well.\n")]);
    let ruleset = Ruleset::builtin();
    let sources = sources(folder.path());
    let suppressions = check(&sources, &ruleset).ignores;
    let mut rules = rules(&ruleset);
    let unused = suppressions.apply(Vec::new(), &rules, &sources, &mut Silenced::default());
    assert_eq!(unused.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["unused-suppression"]);
    rules.active.remove("stray-space");
    assert_eq!(suppressions.apply(Vec::new(), &rules, &sources, &mut Silenced::default()), []);
}

#[test]
fn the_baseline_silences_what_it_knows_wherever_it_moved() {
    let folder = folder(&[("a.md", "We came , we saw.\n"), ("b.md", "They left , too.\n")]);
    let ruleset = Ruleset::builtin();
    let first = run(folder.path());
    assert_eq!(first.findings.len(), 2);
    let baseline = Baseline::from_findings(&first.findings, &first.sources, &Baseline::default());
    let text = baseline.to_toml();

    std::fs::write(folder.path().join("a.md"), "A new start.\n\nOthers stayed , though.\n\nWe came , we saw.\n")
        .expect("a file");
    let mut second = run(folder.path());
    let read = Baseline::read(&text, "baseline.toml").expect("a baseline");
    assert_eq!(read.to_toml(), text, "reading and writing changes nothing");
    let file = second.sources.add_aside("baseline.toml".to_owned(), text.clone());
    let mut told = Silenced::default();
    let (left, pruned) = read.apply(second.findings, &rules(&ruleset), (file, &second.sources), &mut told);
    assert_eq!(told.by_baseline.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["stray-space"; 2]);
    assert_eq!(left.len(), 1);
    assert!(left[0].message.contains("stayed ,"), "{left:#?}");
    assert_eq!(pruned.to_toml(), text);
}

#[test]
fn an_entry_that_silences_nothing_is_a_finding_and_can_be_pruned() {
    let folder = folder(&[("a.md", "We came , we saw.\n"), ("b.md", "They left , too.\n")]);
    let ruleset = Ruleset::builtin();
    let first = run(folder.path());
    let text = Baseline::from_findings(&first.findings, &first.sources, &Baseline::default()).to_toml();
    let baseline = Baseline::read(&text, "baseline.toml").expect("a baseline");

    std::fs::write(folder.path().join("a.md"), "We came, we saw.\n").expect("a file");
    let mut second = run(folder.path());
    let file = second.sources.add_aside("baseline.toml".to_owned(), text.clone());
    let (left, pruned) =
        baseline.apply(second.findings, &rules(&ruleset), (file, &second.sources), &mut Silenced::default());
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].rule.as_str(), left[0].severity), ("unused-baseline-entry", Severity::Warning));
    let place = left[0].primary();
    let file = second.sources.get(place.source);
    let fingerprint = file.slice(place.span).trim_matches('"');
    assert_eq!(fingerprint, first.findings[0].fingerprint, "the place is the entry's fingerprint");
    assert_eq!(pruned.entries.len(), 1);
    assert!(pruned.entries[0].path.ends_with("b.md"));

    // a run that reads b.md alone can't tell whether the finding in a.md is gone
    let mut third = Sources::new(vec![Source::new(
        SourceId(0),
        folder.path().join("b.md").to_string_lossy().into_owned(),
        "They left , too.\n".to_owned(),
        factlint::source::Encoding::Utf8 { bom: false },
    )]);
    let findings = check(&third, &ruleset).findings;
    let file = third.add_aside("baseline.toml".to_owned(), text);
    let (left, pruned) = baseline.apply(findings, &rules(&ruleset), (file, &third), &mut Silenced::default());
    assert_eq!(left, []);
    assert_eq!(pruned.entries.len(), 2);
}

#[test]
fn reasons_outlive_a_new_baseline_and_mistakes_are_told_with_their_line() {
    let folder = folder(&[("a.md", "We came , we saw.\n")]);
    let first = run(folder.path());
    let text = Baseline::from_findings(&first.findings, &first.sources, &Baseline::default()).to_toml();
    let reasoned = format!("{text}reason = \"a \\\"telegram\\\"\"\n");
    let earlier = Baseline::read(&reasoned, "b.toml").expect("a baseline");
    let again = Baseline::from_findings(&first.findings, &first.sources, &earlier);
    assert_eq!(again.entries[0].reason.as_deref(), Some("a \"telegram\""));
    let error = Baseline::read("[[finding]]\npath = 3\n", "b.toml").expect_err("a mistake");
    assert!(error.to_string().starts_with("b.toml:2: "), "{error}");
}
