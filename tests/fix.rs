//! Fixes: what is certain is changed, everything else stays byte for byte.

use std::path::Path;

use factlint::article::Reading;
use factlint::finding::{Edit, Finding, Fix, Label, Severity};
use factlint::fix::{Change, Plan, Refusal, Trust, WriteError, carry_out, plan};
use factlint::rule::Ruleset;
use factlint::source::{Source, SourceId, Sources, Span, decode};

fn load(path: &Path) -> Sources {
    let (text, encoding) = decode(std::fs::read(path).expect("a file")).expect("text");
    Sources::new(vec![Source::new(SourceId(0), path.to_string_lossy().into_owned(), text, encoding)])
}

fn check(sources: &Sources, ruleset: &Ruleset) -> Vec<Finding> {
    let active = factlint::engine::active(ruleset);
    factlint::engine::check(sources, &active, &ruleset.knowledge, &Reading::default(), &()).findings
}

/// Carries a plan out, one group of documents after the other.
fn write(plan: &Plan<'_>, sources: &Sources) -> Result<(), WriteError> {
    plan.groups().iter().try_for_each(|group| carry_out(&plan.changes(group, sources)?))
}

/// A finding that replaces one stretch of the first document.
fn replacing(sources: &Sources, part: &str, insert: &str) -> Finding {
    let at = sources.get(SourceId(0)).text.find(part).expect("the part stands in the text");
    let span = Span::new(at, at + part.len());
    Finding {
        rule: "a-rule".to_owned(),
        severity: Severity::Error,
        message: String::new(),
        labels: vec![Label::new(SourceId(0), span, "")],
        notes: Vec::new(),
        fix: Some(Fix {
            message: String::new(),
            edits: vec![Edit { source: SourceId(0), span, insert: insert.to_owned() }],
        }),
        likely: None,
        fingerprint: String::new(),
    }
}

/// Writes bytes, replaces in them, and returns what the file holds then.
fn replaced(bytes: &[u8], replacements: &[(&str, &str)]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, bytes).expect("a file");
    let sources = load(&path);
    let findings: Vec<Finding> = replacements.iter().map(|(part, insert)| replacing(&sources, part, insert)).collect();
    let plan = plan(&findings, &sources, Trust::Safe);
    assert!(plan.refused.is_empty(), "{:?}", plan.refused);
    write(&plan, &sources).expect("written");
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("one").file_name()).collect();
    assert_eq!(names, ["a.txt"], "nothing is left behind");
    std::fs::read(&path).expect("a file")
}

#[test]
fn encoding_mark_and_line_ends_stay() {
    let utf8 = replaced("\u{feff}Café in Soul\r\nand Soul\r\n".as_bytes(), &[("Soul", "Séoul\nx")]);
    assert_eq!(utf8, "\u{feff}Café in Séoul\r\nx\r\nand Soul\r\n".as_bytes());
    let latin = replaced(b"\x93Caf\xE9\x94 in Soul\n", &[("Soul", "S\u{e9}oul – x")]);
    assert_eq!(latin, b"\x93Caf\xE9\x94 in S\xE9oul \x96 x\n");
    for little in [true, false] {
        let encode = |text: &str| -> Vec<u8> {
            let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        assert_eq!(
            replaced(&encode("𝄞 in Soul, Tokio"), &[("Soul", "Séoul"), ("Tokio", "Tokyo")]),
            encode("𝄞 in Séoul, Tokyo")
        );
    }
}

#[test]
fn a_file_that_changed_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "In Soul.\n").expect("a file");
    let sources = load(&path);
    let findings = [replacing(&sources, "Soul", "Seoul")];
    let plan = plan(&findings, &sources, Trust::Safe);
    std::fs::write(&path, "In Soul!\n").expect("a file");
    let result = write(&plan, &sources);
    assert!(matches!(result, Err(WriteError::Changed { .. })), "{result:?}");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "In Soul!\n");
}

#[test]
fn overlapping_fixes_are_refused_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "Mayor Ana Suba of Soul\n").expect("a file");
    let sources = load(&path);
    let findings = [
        replacing(&sources, "Ana Suba", "Anna Suba"),
        replacing(&sources, "Suba of", "Šuba of"),
        replacing(&sources, "Ana Suba", "Anna Suba"),
        replacing(&sources, "Soul", "Seoul"),
    ];
    let plan = plan(&findings, &sources, Trust::Safe);
    assert_eq!(plan.fixed.len(), 3, "the same fix twice is one fix");
    assert_eq!(plan.refused.iter().map(|refused| refused.why).collect::<Vec<_>>(), [Refusal::Overlap]);
    let diff = factlint::render::diff::render(&plan, &sources);
    assert!(diff.contains("\n-Mayor Ana Suba of Soul\n+Mayor Anna Suba of Seoul\n"), "{diff}");
}

#[test]
fn what_the_encoding_lacks_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, b"Caf\xE9 of Sua").expect("a file");
    let sources = load(&path);
    let findings = [replacing(&sources, "Sua", "Şua")];
    let plan = plan(&findings, &sources, Trust::Safe);
    assert_eq!(plan.refused.iter().map(|refused| refused.why).collect::<Vec<_>>(), [Refusal::Encoding]);
}

#[test]
fn likely_fixes_want_their_own_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "In Soul.\n").expect("a file");
    let sources = load(&path);
    let mut finding = replacing(&sources, "Soul", "Seoul");
    finding.likely = finding.fix.take();
    let findings = [finding];
    assert!(plan(&findings, &sources, Trust::Safe).edits.is_empty());
    assert_eq!(plan(&findings, &sources, Trust::Likely).fixed.len(), 1);
}

#[test]
fn what_was_fixed_is_found_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "It took two years.Cooperative mechanisms were set up. We came , we saw.\n").expect("a file");
    let ruleset = Ruleset::builtin();
    let sources = load(&path);
    let findings = check(&sources, &ruleset);
    let plan = plan(&findings, &sources, Trust::Likely);
    assert_eq!(plan.fixed.len(), 2);
    write(&plan, &sources).expect("written");
    let text = std::fs::read_to_string(&path).expect("a file");
    assert_eq!(text, "It took two years. Cooperative mechanisms were set up. We came, we saw.\n");
    assert_eq!(check(&load(&path), &ruleset), []);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
    std::fs::write(&file, "In Soul.\n").expect("a file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("set");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    let sources = load(&link);
    let findings = [replacing(&sources, "Soul", "Seoul")];
    let plan = plan(&findings, &sources, Trust::Safe);
    write(&plan, &sources).expect("written");
    assert!(std::fs::symlink_metadata(&link).expect("there").file_type().is_symlink());
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "In Seoul.\n");
    assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
}

/// Files of a folder, their changes from `In Soul.` to `In Seoul.`.
fn changes(folder: &Path, names: &[&str]) -> Vec<Change> {
    let change = |name: &&str| {
        let path = folder.join(name);
        std::fs::write(&path, "In Soul.\n").expect("a file");
        Change { path, before: b"In Soul.\n".to_vec(), after: b"In Seoul.\n".to_vec() }
    };
    names.iter().map(change).collect()
}

/// What the files of a folder hold, by their names.
fn held(folder: &Path) -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("one").path());
    let mut files: Vec<_> = files
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

fn all(text: &str) -> Vec<(String, String)> {
    ["a", "b", "c"].map(|name| (name.to_owned(), text.to_owned())).to_vec()
}

#[test]
fn several_files_are_changed_together_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let changes = changes(folder.path(), &["a", "b", "c"]);
    carry_out(&changes).expect("written");
    assert_eq!(held(folder.path()), all("In Seoul.\n"));
    let back: Vec<Change> = changes.into_iter().map(Change::back).collect();
    carry_out(&back).expect("written");
    assert_eq!(held(folder.path()), all("In Soul.\n"));
}

#[test]
fn one_file_that_changed_keeps_all_as_they_are() {
    for changed in 0..3 {
        let folder = tempfile::tempdir().expect("a folder");
        let changes = changes(folder.path(), &["a", "b", "c"]);
        std::fs::write(&changes[changed].path, "In Busan.\n").expect("a file");
        let before = held(folder.path());
        let error = carry_out(&changes).expect_err("refused");
        assert!(matches!(&error, WriteError::Changed { path } if Path::new(path) == changes[changed].path), "{error}");
        assert_eq!(held(folder.path()), before, "{changed}: nothing is changed and nothing left behind");
    }
}
