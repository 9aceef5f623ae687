//! The command line: options, exit codes, both streams.

mod support;

use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

use support::{assert_valid, folder, told};

const LOUD: &str = "The bridge was opened on 31 April 2024, the council said.\n";
const QUIET: &str = "The bridge was opened on 30 April 2024, the council said.\n";

fn factlint(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("factlint").expect("built");
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(factlint(folder).args(arguments).output().expect("runs"))
}

#[test]
fn the_exit_code_tells_what_was_found() {
    let folder = folder(&[
        ("loud.txt", LOUD.as_bytes()),
        ("quiet.txt", QUIET.as_bytes()),
        ("stray.txt", b"The Forum , they said."),
    ]);
    let code = |arguments: &[&str]| run(folder.path(), arguments).0;
    assert_eq!(code(&["quiet.txt"]), 0);
    assert_eq!(code(&["loud.txt"]), 1);
    assert_eq!(code(&["check", "loud.txt"]), 1);
    assert_eq!(code(&[]), 1, "no path means the working directory");
    assert_eq!(code(&["loud.txt", "--fail-on", "error"]), 1);
    assert_eq!(code(&["stray.txt"]), 0, "an info is no failure");
    assert_eq!(code(&["stray.txt", "--fail-on", "info"]), 1);
    assert_eq!(code(&["loud.txt", "--fail-on", "never"]), 0);
    assert_eq!(code(&["loud.txt", "--ignore", "impossible-date"]), 0);
    assert_eq!(code(&["loud.txt", "--select", "stray-space"]), 0);
    assert_eq!(code(&["loud.txt", "--select", "stray-space,impossible-date"]), 1);
    assert_eq!(code(&["--no-such-option"]), 2);
}

#[test]
fn a_path_that_does_not_exist_ends_the_run() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes())]);
    let (code, out, err) = run(folder.path(), &["loud.txt", "nope.txt", "gone/"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nope.txt: does not exist") && err.contains("gone/: does not exist"), "{err}");
}

/// Each mistake is told with what is wrong, where, and what to do.
#[cfg(unix)]
#[test]
fn mistakes_on_the_command_line_are_told_plainly() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes()), ("latin.toml", b"# caf\xe9\n"), ("broken.toml", b"x = [\n")]);
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    std::os::unix::fs::symlink("nowhere.txt", folder.path().join("dangling.txt")).expect("a link");
    for (arguments, expected) in [
        (&["dangling.txt"][..], "dangling.txt: is a link to nowhere.txt, which does not exist"),
        (&["chekc", "loud.txt"], "chekc: does not exist; did you mean the command `factlint check`?"),
        (&["loud.txt", "--config", "gone.toml"], "cannot read the rules file gone.toml: it does not exist"),
        (&["loud.txt", "--config", "empty"], "cannot read the rules file empty: it is a folder, and a file is wanted"),
        (&["loud.txt", "--config", "latin.toml"], "latin.toml: it is not UTF-8: save it in that encoding"),
        (&["loud.txt", "--baseline", "broken.toml"], "broken.toml:1: this is no baseline: "),
        (&["loud.txt", "--baseline", "gone.toml"], "gone.toml: does not exist"),
        (&["loud.txt", "--output", "empty"], "cannot write empty: that is a folder, and a file is wanted"),
        (&["loud.txt", "--output", "gone/x"], "cannot write gone/x: the folder gone does not exist"),
        (&["baseline", "loud.txt", "-o", "gone/x"], "cannot write gone/x: the folder gone does not exist"),
        (&["loud.txt", "--select", "nonsense"], "there is no rule “nonsense”; `factlint rules` lists them"),
        (&["loud.txt", "--files-from", "gone"], "the list gone can't be read: it does not exist"),
        (&["loud.txt", "--threads", "0"], "“0” is no number of threads: write 1 or more"),
        (&["loud.txt", "--document-date", "2024-13-01"], "“2024-13-01” is no day: write 2025-06-12"),
        (&["man", "chekc"], "there is no command “chekc”; `factlint --help` lists them"),
        (&["review", "-"], "standard input can’t be reviewed"),
        (&["init", "gone/rules.toml"], "cannot write gone/rules.toml: the folder gone does not exist"),
    ] {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected) && !err.contains("os error"), "{arguments:?}: {err}");
    }
}

#[test]
fn an_unknown_rule_is_named_with_its_neighbour() {
    let folder = folder(&[]);
    for arguments in [["--select", "imposible-date"], ["--ignore", "imposible-date"], ["explain", "imposible-date"]] {
        let (code, _, err) = run(folder.path(), &arguments);
        assert_eq!(code, 2);
        assert!(err.contains("there is no rule “imposible-date”; did you mean “impossible-date”?"), "{err}");
    }
}

#[test]
fn a_rules_file_is_found_above_named_or_left_alone() {
    let folder = folder(&[("rules.toml", b"[[rule]]\nid = \"impossible-date\"\nlevel = \"off\"\n")]);
    let below = folder.path().join("news");
    std::fs::create_dir(&below).expect("a folder");
    std::fs::write(below.join("loud.txt"), LOUD).expect("a file");
    std::fs::write(below.join("info.toml"), "[[rule]]\nid = \"impossible-date\"\nlevel = \"info\"\n").expect("a file");
    assert_eq!(run(&below, &["loud.txt"]).0, 0, "switched off above");
    assert_eq!(run(&below, &["loud.txt", "--no-config"]).0, 1);
    assert_eq!(run(&below, &["loud.txt", "--config", "info.toml"]).0, 0);
    assert_eq!(run(&below, &["loud.txt", "--config", "info.toml", "--fail-on", "info"]).0, 1);
    assert_eq!(run(&below, &["loud.txt", "--select", "impossible-date"]).0, 1, "selected though off");
    assert_eq!(run(&below, &["loud.txt", "--config", "none.toml"]).0, 2);
}

#[test]
fn a_broken_rules_file_ends_the_run_with_every_mistake() {
    let folder = folder(&[
        ("loud.txt", LOUD.as_bytes()),
        ("rules.toml", b"[[rule]]\nid = \"impossible-dat\"\n\n[[persn]]\nname = \"A\"\n"),
    ]);
    let (code, out, err) = run(folder.path(), &["loud.txt"]);
    assert_eq!((code, out.as_str()), (2, ""));
    for words in
        ["rules.toml:2:6", "did you mean “impossible-date”?", "rules.toml:4:3", "did you mean “person”?", "2 mistakes"]
    {
        assert!(err.contains(words), "no {words} in\n{err}");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_reported_and_the_others_checked() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes())]);
    // a link that leads in a circle can be named but not read, whoever runs the test
    std::os::unix::fs::symlink("circle.txt", folder.path().join("circle.txt")).expect("a link");
    let (code, out, err) = run(folder.path(), &["--format", "json", "loud.txt", "circle.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("circle.txt: "), "{err}");
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["findings"][0]["labels"][0]["path"], "loud.txt");
    assert_eq!(report["problems"][0]["path"], "circle.txt");
    assert_eq!(report["summary"]["documents"], 1);
}

#[test]
fn standard_input_is_read_under_the_name_given() {
    let folder = folder(&[]);
    let piped = |arguments: &[&str], text: &str| {
        let mut child = factlint(folder.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        std::io::Write::write_all(&mut child.stdin.take().expect("piped"), text.as_bytes()).expect("written");
        told(child.wait_with_output().expect("ends"))
    };
    let (code, out, _) = piped(&["-", "--format", "concise"], LOUD);
    assert_eq!(code, 1);
    assert!(out.starts_with("<stdin>:1:26: error[impossible-date]: "), "{out}");
    let (_, out, _) = piped(&["-", "--stdin-filename", "a.md", "--format", "concise"], &format!("`code`\n\n{LOUD}"));
    assert!(out.starts_with("a.md:3:26: "), "{out}");
    let (code, _, _) = piped(&["-", "--stdin-filename", "a.md"], &format!("    {LOUD}"));
    assert_eq!(code, 0, "code in Markdown is not text");
}

#[test]
fn json_has_the_shape_that_is_promised() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes())]);
    let (_, out, _) = run(folder.path(), &["--format", "json", "./loud.txt"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(report["version"], 1);
    assert_eq!(keys(&report), ["findings", "problems", "summary", "version"]);
    let finding = &report["findings"][0];
    assert_eq!(keys(finding), ["fingerprint", "fix", "labels", "message", "notes", "rule", "severity"]);
    let expected = serde_json::json!({"path": "loud.txt", "start": 25, "end": 38, "line": 1, "column": 26, "end_line": 1,
        "end_column": 39, "text": "31 April 2024", "message": "April has 30 days", "primary": true});
    assert_eq!(finding["labels"][0], expected);
    assert_eq!(finding["fix"], Value::Null);
    assert_eq!(finding["fingerprint"].as_str().expect("text").len(), 32);
    let fixed = folder.path().join("fixed.txt");
    std::fs::write(fixed, "They worked on it for two years.Cooperative mechanisms were set up.\n").expect("a file");
    let (_, fixable, _) = run(folder.path(), &["--format", "json", "--select", "missing-space", "fixed.txt"]);
    let fixable: Value = serde_json::from_str(&fixable).expect("JSON");
    let edit = serde_json::json!({"path": "fixed.txt", "start": 31, "end": 32, "insert": ". "});
    assert_eq!(fixable["findings"][0]["fix"]["edits"], serde_json::json!([edit]));
    assert_eq!(report["summary"], serde_json::json!({"documents": 1, "errors": 1, "warnings": 0, "infos": 0}));
    let schema = |of: &str| serde_json::from_str::<Value>(&run(folder.path(), &["schema", of]).1).expect("JSON");
    assert_valid(&schema("json"), &report);
    assert_valid(&schema("json"), &fixable);
    assert_valid(&schema("jsonl"), &fixable["findings"][0]);
}

#[test]
fn output_goes_to_a_file_without_colours() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes())]);
    let (code, out, _) = run(folder.path(), &["loud.txt", "--output", "found.txt", "--color", "always"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let found = std::fs::read_to_string(folder.path().join("found.txt")).expect("written");
    assert!(found.starts_with("error[impossible-date]: ") && !found.contains('\u{1b}'), "{found}");
    assert_eq!(run(folder.path(), &["loud.txt", "--output", "no/such/folder"]).0, 2);
}

#[test]
fn colours_come_when_asked_for() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes())]);
    for format in ["pretty", "concise"] {
        assert!(run(folder.path(), &["loud.txt", "--format", format, "--color", "always"]).1.contains('\u{1b}'));
        assert!(!run(folder.path(), &["loud.txt", "--format", format]).1.contains('\u{1b}'), "a pipe is no terminal");
    }
    let output = factlint(folder.path()).args(["loud.txt"]).env("NO_COLOR", "1").output().expect("runs");
    assert!(!told(output).1.contains('\u{1b}'));
}

#[test]
fn quiet_and_statistics_say_less_and_more() {
    let folder = folder(&[("loud.txt", LOUD.as_bytes()), ("image.txt", b"\x89PNG\0\0\0\x01\0")]);
    let (_, out, err) = run(folder.path(), &["--format", "concise", "."]);
    assert_eq!(out.lines().last(), Some("1 document: 1 error"));
    assert_eq!(err, "note: 1 file skipped, being no text: image.txt\n");
    let (_, out, err) = run(folder.path(), &["--quiet", "--format", "concise", "."]);
    assert_eq!((out.lines().count(), err.as_str()), (1, ""));
    let (_, out, _) = run(folder.path(), &["--statistics", "--format", "concise", "."]);
    let last: Vec<&str> = out.lines().last().expect("a line").split_whitespace().collect();
    assert_eq!(last, ["1", "error", "impossible-date"]);
    let (_, out, err) = run(folder.path(), &["--statistics", "--format", "json", "."]);
    assert!(serde_json::from_str::<Value>(&out).is_ok() && err.contains("impossible-date"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let folder = folder(&[("loud.txt", LOUD.repeat(2000).replace("said.\n", "said.\n\n").as_bytes())]);
    let mut child = factlint(folder.path())
        .args(["loud.txt", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let (code, _, err) = told(child.wait_with_output().expect("ends"));
    assert_eq!((code, err.as_str()), (1, ""));
}

#[test]
fn nothing_raw_reaches_the_terminal() {
    let text = "A \u{1b}]0;title\u{7} and \u{202e} it was opened on 31 April 2024, the council said.\n";
    let folder = folder(&[("e\u{202e}vil.txt", text.as_bytes())]);
    for format in ["pretty", "concise"] {
        let (_, out, _) = run(folder.path(), &["--format", format, "--color", "never", "."]);
        assert!(out.contains("\\u{202e}") && !out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{out:?}");
    }
}

#[test]
fn the_other_commands_answer() {
    let folder = folder(&[
        ("a.txt", LOUD.as_bytes()),
        ("rules.toml", b"[[rule]]\nid = \"stray-space\"\n[[rule.example]]\ntext = '''\nThe Forum , they said.\n    ^^^^^^^ error: stray\n'''\n"),
    ]);
    let (code, out, _) = run(folder.path(), &["rules"]);
    assert!(code == 0 && out.contains("impossible-date ") && out.contains("error"), "{out}");
    let (code, out, _) = run(folder.path(), &["explain", "impossible-date"]);
    assert!(code == 0 && out.contains("Why: ") && out.contains("^^^^"), "{out}");
    let (code, out, _) = run(folder.path(), &["test", "--no-config"]);
    assert!(code == 0 && out.contains(" 0 missing, 0 noisy: ok"), "{out}");
    let (code, out, _) = run(folder.path(), &["test", "rules.toml"]);
    assert!(code == 1 && out.contains("Missing: stray-space (rules.toml:") && out.contains("rules.toml:6:5"), "{out}");
    let (code, out, _) = run(folder.path(), &["mentions", "a.txt", "--no-config", "--format", "jsonl"]);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(code == 0 && lines.iter().all(|line| line["path"] == "a.txt"), "{out}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = run(folder.path(), &["completions", shell]);
        assert!(code == 0 && out.contains("factlint"), "{shell}");
    }
}
