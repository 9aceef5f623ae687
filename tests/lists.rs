//! `--files-from`, and Ctrl-C while documents are read.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use support::told;

const LOUD: &str = "The bridge was opened on 31 April 2024, the council said.\n";

fn factlint(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("factlint").expect("built");
    command.current_dir(folder).args(["--no-config", "--format", "concise"]).args(arguments);
    command
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.txt", "b c.txt", "d.txt", "new\nline.txt"] {
        std::fs::write(folder.path().join(name), LOUD).expect("a file");
    }
    folder
}

fn with_list(folder: &Path, list: &[u8], arguments: &[&str]) -> (i32, String, String) {
    let mut child = factlint(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    child.stdin.take().expect("a pipe").write_all(list).expect("written");
    told(child.wait_with_output().expect("ends"))
}

#[test]
fn a_list_names_documents() {
    let folder = folder();
    let folder = folder.path();
    std::fs::write(folder.join("list"), "a.txt\r\n\r\nb c.txt\n").expect("a file");
    let (code, out, _) = told(factlint(folder, &["--files-from", "list"]).output().expect("runs"));
    assert!(out.contains("a.txt:1:26: error") && out.contains("b c.txt:1:26: error"), "{out}");
    assert!(out.ends_with("2 documents: 2 errors\n"), "{out}");
    assert_eq!(code, 1);
    let (_, out, _) = told(factlint(folder, &["--files-from", "list", "d.txt", "a.txt"]).output().expect("runs"));
    assert!(out.ends_with("3 documents: 3 errors\n"), "paths beside the list count, too, each once: {out}");
    let (_, out, _) = with_list(folder, b"a.txt\n", &["--files-from", "-"]);
    assert!(out.ends_with("1 document: 1 error\n"), "{out}");
    let (_, out, _) = with_list(folder, b"new\nline.txt\0d.txt\0", &["--files-from", "-", "-0"]);
    assert!(out.ends_with("2 documents: 2 errors\n"), "{out}");
    let (code, out, _) = with_list(folder, b"", &["--files-from", "-"]);
    assert_eq!((code, out.as_str()), (0, "0 documents: nothing found\n"), "an empty list is not the working directory");
}

#[test]
fn a_list_that_can_t_be_followed_ends_the_run() {
    let folder = folder();
    let folder = folder.path();
    let (code, _, err) = with_list(folder, b"a.txt\ngone.txt\n", &["--files-from", "-"]);
    assert_eq!((code, err.as_str()), (2, "factlint: gone.txt: does not exist\n"));
    let (code, _, err) = told(factlint(folder, &["--files-from", "nowhere"]).output().expect("runs"));
    assert!(code == 2 && err.starts_with("factlint: the list nowhere can't be read: "), "{err}");
    let (code, _, err) = with_list(folder, b"", &["--files-from", "-", "-"]);
    assert!(code == 2 && err.contains("can't be both"), "{err}");
    assert_eq!(told(factlint(folder, &["-0", "a.txt"]).output().expect("runs")).0, 2, "no list, no -0");
}

/// A document that is a pipe is not read before the test writes into it: so the signal comes while it is read.
#[cfg(unix)]
#[test]
fn an_interrupted_run_says_how_far_it_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("runs").success());
    std::fs::write(folder.path().join("z.txt"), LOUD).expect("a file");
    let child = factlint(folder.path(), &["--threads", "1", "pipe.txt", "z.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    // opens once the other side reads
    let mut writer = std::fs::OpenOptions::new().write(true).open(&pipe).expect("a reader");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("runs").success());
    std::thread::sleep(std::time::Duration::from_millis(500));
    writer.write_all(LOUD.as_bytes()).expect("written");
    drop(writer);
    let (code, out, err) = told(child.wait_with_output().expect("ends"));
    assert_eq!((code, out.as_str()), (130, ""));
    assert!(err.starts_with("factlint: interrupted: ") && err.contains(" of 2 documents had been read"), "{err}");
}
