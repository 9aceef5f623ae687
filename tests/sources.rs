//! Documents are read, let go and read again: what changed meanwhile is told of, and never shown at wrong places.

use std::path::Path;

use factlint::article::Reading;
use factlint::engine::{Checked, active, check};
use factlint::finding::retain_as_read;
use factlint::render::{Format, Look, Report};
use factlint::rule::Ruleset;
use factlint::source::{Loaded, SourceId, Watch, load};
use factlint::suppress::Silenced;

/// More text than is kept at hand, so that what is shown has to be read again.
const FILLER: usize = 40 << 20;

fn loaded(folder: &Path) -> Loaded {
    load(&[folder.to_path_buf()], "").expect("there")
}

fn checked(loaded: &Loaded, ruleset: &Ruleset, watch: &dyn Watch) -> Checked {
    let rules: Vec<_> = active(ruleset).into_iter().filter(|active| active.rule.id == "stray-space").collect();
    check(&loaded.sources, &rules, &ruleset.knowledge, &Reading::default(), watch)
}

/// `a.txt` and `b.txt` with a finding each, and so much text before them that they are not at hand when they are shown.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("0.txt"), " ".repeat(FILLER)).expect("a file");
    std::fs::write(folder.path().join("a.txt"), "We came , we saw.\n").expect("a file");
    std::fs::write(folder.path().join("b.txt"), "Others stayed , though.\n").expect("a file");
    folder
}

/// Shows what is found after `change` was made between the readings: all formats, and the documents told of.
fn shown_after(folder: &Path, change: impl Fn()) -> (String, Vec<String>) {
    let (ruleset, loaded) = (Ruleset::builtin(), loaded(folder));
    let mut findings = checked(&loaded, &ruleset, &()).findings;
    assert_eq!(findings.len(), 2, "{findings:?}");
    // another document takes the room of all that is at hand
    let _ = loaded.sources.get(SourceId(0));
    change();
    retain_as_read(&mut findings, &loaded.sources);
    let (problems, silenced) = (loaded.all_problems(), Silenced::default());
    let report = Report {
        findings: &findings,
        sources: &loaded.sources,
        ruleset: &ruleset,
        problems: &problems,
        silenced: &silenced,
    };
    let text = report.render(Format::Pretty, Look::default());
    let names = problems.iter().map(|problem| format!("{}: {}", problem.path, problem.message));
    (text, names.map(|name| name.rsplit('/').next().unwrap_or_default().to_owned()).collect())
}

#[test]
fn what_is_as_it_was_is_shown_from_a_second_reading() {
    let folder = folder();
    let (text, problems) = shown_after(folder.path(), || ());
    assert!(text.contains("We came , we saw.") && text.contains("Others stayed , though."), "{text}");
    assert_eq!(problems, [""; 0]);
}

#[test]
fn a_document_that_changed_is_a_problem_and_its_findings_are_left_out() {
    let folder = folder();
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    // as long as before, and changed within the same second
    let (text, problems) = shown_after(folder.path(), || std::fs::write(&a, "We came, we  saw.\n").expect("a file"));
    assert!(!text.contains("we  saw") && text.contains("Others stayed , though."), "{text}");
    assert_eq!(problems, ["a.txt: changed while it was read: what was found in it is left out"]);

    std::fs::write(&a, "We came , we saw.\n").expect("a file");
    let (text, problems) = shown_after(folder.path(), || std::fs::remove_file(&b).expect("gone"));
    assert!(text.contains("We came , we saw.") && !text.contains("stayed"), "{text}");
    assert_eq!(problems, ["b.txt: changed while it was read: what was found in it is left out"]);
}

#[test]
fn a_document_that_changes_while_it_is_shown_is_blank_and_told_of() {
    let folder = folder();
    let (ruleset, loaded) = (Ruleset::builtin(), loaded(folder.path()));
    let findings = checked(&loaded, &ruleset, &()).findings;
    let _ = loaded.sources.get(SourceId(0));
    std::fs::write(folder.path().join("a.txt"), "é").expect("a file");
    let silenced = Silenced::default();
    let report =
        Report { findings: &findings, sources: &loaded.sources, ruleset: &ruleset, problems: &[], silenced: &silenced };
    for format in [Format::Pretty, Format::Concise, Format::Json, Format::Sarif, Format::Junit, Format::Rdjson] {
        assert!(report.render(format, Look::default()).contains("b.txt"));
    }
    assert!(loaded.all_problems()[0].path.ends_with("a.txt"));
    assert_eq!(loaded.sources.get(SourceId(1)).text.trim(), "");
    assert_eq!(loaded.sources.get(SourceId(1)).text.len(), "We came , we saw.\n".len());
}

#[test]
fn whoever_watches_may_end_the_reading() {
    struct Once(std::sync::atomic::AtomicUsize);
    impl Watch for Once {
        fn done(&self, _id: SourceId) {
            self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        fn stopped(&self) -> bool {
            self.0.load(std::sync::atomic::Ordering::Relaxed) > 0
        }
    }
    let folder = folder();
    let checked = checked(&loaded(folder.path()), &Ruleset::builtin(), &Once(0.into()));
    assert!(checked.stopped && checked.findings.is_empty());
}
