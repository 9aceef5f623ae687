//! The cache as the command line has it: where it lies, when there is one, and that trouble with it costs nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("factlint").expect("built");
    command.current_dir(folder).env_remove("FACTLINT_CACHE_DIR").args(["--format", "concise"]).args(arguments);
    told(&command.output().expect("runs"))
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn folder(documents: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("news")).expect("a folder");
    for number in 0..documents {
        let text = format!("The bridge was opened on {} April 2024, the council said.\n", 28 + number % 4);
        fs::write(folder.path().join(format!("news/{number:03}.txt")), text).expect("a file");
    }
    folder
}

const FOLDER: &str = ".factlint_cache";

#[test]
fn many_documents_are_cached_and_few_are_not() {
    let many = folder(70);
    let first = run(many.path(), &["news"]);
    assert_eq!(first.0, Some(1));
    for name in ["CACHEDIR.TAG", ".gitignore"] {
        assert!(many.path().join(FOLDER).join(name).exists(), "{name}");
    }
    assert_eq!(first, run(many.path(), &["news"]));
    assert_eq!(first, run(many.path(), &["--no-cache", "news"]));

    let few = folder(10);
    run(few.path(), &["news"]);
    assert!(!few.path().join(FOLDER).exists());
    run(few.path(), &["--cache-dir", "kept", "news"]);
    assert!(few.path().join("kept/CACHEDIR.TAG").exists());
    let without = folder(70);
    run(without.path(), &["--no-cache", "news"]);
    assert!(!without.path().join(FOLDER).exists());
}

#[test]
fn it_lies_beside_the_rules_that_are_found() {
    let folder = folder(70);
    fs::write(folder.path().join("rules.toml"), "").expect("a file");
    run(&folder.path().join("news"), &[]);
    assert!(folder.path().join(FOLDER).exists() && !folder.path().join("news").join(FOLDER).exists());
}

#[test]
fn other_rules_do_not_get_what_these_found() {
    let folder = folder(70);
    let before = run(folder.path(), &["news"]);
    let rules = "[levels]\nimpossible-date = \"off\"\n";
    fs::write(folder.path().join("rules.toml"), rules).expect("a file");
    let after = run(folder.path(), &["news"]);
    assert_eq!(after, run(folder.path(), &["--no-cache", "news"]));
    assert_ne!(before.1, after.1);
    assert_eq!(run(folder.path(), &["--document-date", "2020-01-01", "news"]).1, after.1);
}

#[test]
fn some_documents_against_a_corpus() {
    let folder = folder(70);
    let all = ["--corpus", "news", "news/003.txt"];
    let first = run(folder.path(), &all);
    assert_eq!(first, run(folder.path(), &["--no-cache", "--corpus", "news", "news/003.txt"]));
    fs::write(folder.path().join("news/003.txt"), "Opened on 31 June 2024 , they said.\n").expect("a file");
    let second = run(folder.path(), &all);
    assert_eq!(second, run(folder.path(), &["--no-cache", "--corpus", "news", "news/003.txt"]));
    assert_ne!(first.1, second.1);
}

#[test]
fn a_damaged_cache_is_thrown_away_with_a_note() {
    let folder = folder(70);
    let first = run(folder.path(), &["news"]);
    let profile = fs::read_dir(folder.path().join(FOLDER)).expect("a folder").flatten().find(|one| one.path().is_dir());
    let base = profile.expect("a profile").path().join("base");
    for spoil in [
        |_: &[u8]| Vec::new(),
        |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec(),
        |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let at = bytes.len() - 200;
            bytes[at] ^= 1;
            bytes
        },
    ] {
        run(folder.path(), &["news"]);
        let bytes = fs::read(&base).expect("a base");
        fs::write(&base, spoil(&bytes)).expect("a file");
        let (code, out, err) = run(folder.path(), &["news"]);
        assert_eq!((code, &out), (first.0, &first.1));
        assert_eq!(err.matches("is thrown away").count(), 1, "{err}");
    }
}

#[test]
fn a_cache_that_cannot_be_kept_costs_only_itself() {
    let folder = folder(70);
    let first = run(folder.path(), &["--no-cache", "news"]);
    fs::write(folder.path().join("file"), "").expect("a file");
    fs::create_dir(folder.path().join("other")).expect("a folder");
    fs::write(folder.path().join("other/novel.txt"), "").expect("a file");
    for place in ["file", "file/below", "other"] {
        let (code, out, err) = run(folder.path(), &["--cache-dir", place, "news"]);
        assert_eq!((code, &out), (first.0, &first.1), "{place}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.contains("no cache is kept in"), "{err}");
    }
    assert_eq!(fs::read_dir(folder.path().join("other")).expect("a folder").count(), 1);
}

#[test]
fn clean_removes_the_cache_and_nothing_else() {
    let folder = folder(70);
    run(folder.path(), &["news"]);
    let mut command = Command::cargo_bin("factlint").expect("built");
    let clean = |command: &mut Command| told(&command.current_dir(folder.path()).arg("clean").output().expect("runs"));
    assert_eq!(clean(&mut command).0, Some(0));
    assert!(!folder.path().join(FOLDER).exists() && folder.path().join("news").exists());
    let mut command = Command::cargo_bin("factlint").expect("built");
    let (code, _, err) = clean(command.env("FACTLINT_CACHE_DIR", "news"));
    assert_eq!(code, Some(2), "{err}");
    assert!(folder.path().join("news/000.txt").exists());
}
