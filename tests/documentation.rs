//! The documentation tells what the program does: every command shown is run, its output is the one shown, and
//! `docs/rules.md` is made from the rules.
//!
//! `UPDATE_DOCS=1 cargo test --test documentation` writes what the program does into the documentation.

use std::path::{Path, PathBuf};
use std::process::Command;

use factlint::render::handbook;
use factlint::rule::Ruleset;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn assert_current(path: &Path, current: &str) {
    let written = std::fs::read_to_string(path).unwrap_or_default();
    if written == current {
        return;
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, current).expect("documentation can be written");
        return;
    }
    let differing = written.lines().zip(current.lines()).find(|(was, is)| was != is);
    panic!("{} is not current: {differing:?}; run UPDATE_DOCS=1 cargo test --test documentation", path.display());
}

/// What the program prints for a command line, both streams.
fn output(arguments: &str) -> String {
    let command = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(arguments.split_whitespace())
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    assert_ne!(command.status.code(), Some(101), "factlint {arguments} panics");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    text(command.stdout) + &text(command.stderr)
}

/// A page with the output of each `$ factlint` line in its console blocks put in place.
fn with_output(page: &str) -> String {
    let (mut out, mut console) = (String::new(), false);
    for line in page.lines() {
        let opens = line.starts_with("```console");
        let closes = console && line == "```";
        match line.strip_prefix("$ factlint ").filter(|_| console) {
            Some(arguments) => out.push_str(&format!("{line}\n{}", output(arguments))),
            None if console && !closes => {}
            None => out.push_str(&format!("{line}\n")),
        }
        console = opens || (console && !closes);
    }
    out
}

fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).expect("docs");
    let mut pages: Vec<PathBuf> = docs.map(|entry| entry.expect("a page").path()).collect();
    pages.push(root().join("README.md"));
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md") && !page.ends_with("rules.md"));
    pages.sort();
    pages
}

#[test]
fn commands_print_what_the_pages_say() {
    let mut shown = 0;
    for path in pages() {
        let page = std::fs::read_to_string(&path).expect("a page");
        shown += page.matches("\n$ factlint ").count();
        assert_current(&path, &with_output(&page));
    }
    assert!(shown >= 4, "the pages show commands");
}

#[test]
fn the_first_command_of_the_readme_runs() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a readme");
    assert!(readme.contains("cargo run --release -- seeds/\ncargo test\n"));
    let text = output("seeds/");
    assert!(text.contains("seeds/") && text.contains("5 documents"), "{text}");
}

#[test]
fn the_list_of_rules_is_made_from_the_rules() {
    assert_current(&root().join("docs/rules.md"), &handbook::markdown(&Ruleset::builtin()));
}

/// What a heading is linked by: its words in small letters, joined by hyphens, without other marks.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Lines of a page that are no code.
fn prose(page: &str) -> Vec<&str> {
    let mut code = false;
    page.lines()
        .filter(|line| {
            let fence = line.trim_start().starts_with("```");
            code ^= fence;
            !code && !fence
        })
        .collect()
}

fn anchors(page: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(page).expect("a page");
    let headings = prose(&text).into_iter().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut all = pages();
    all.extend(["docs/rules.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root().join(name)));
    let mut followed = 0;
    for path in all {
        let page = std::fs::read_to_string(&path).expect("a page");
        let prose = prose(&page).join("\n");
        let links = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
        for link in links.filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().expect("a folder").join(file) };
            assert!(target.exists(), "{}: no {link}", path.display());
            assert!(
                anchor.is_empty() || anchors(&target).iter().any(|known| known == anchor),
                "{}: no {link}",
                path.display()
            );
            followed += 1;
        }
    }
    assert!(followed > 30, "{followed} links");
}

/// What Markdown would take for markup is not shown.
#[test]
fn pages_hide_nothing() {
    let mut all = pages();
    all.push(root().join("docs/rules.md"));
    for path in all {
        let page = std::fs::read_to_string(&path).expect("a page");
        let prose = prose(&page).join("\n");
        // every other stretch between backticks is code
        let plain: Vec<&str> = prose.split('`').step_by(2).collect();
        for words in plain {
            let hidden = words.match_indices('<').find(|&(at, _)| !words[..at].ends_with('\\'));
            assert_eq!(hidden, None, "{}: {words}", path.display());
        }
    }
}

#[test]
fn every_page_stands_in_the_table_of_contents() {
    let summary = std::fs::read_to_string(root().join("docs/SUMMARY.md")).expect("a table of contents");
    let docs = std::fs::read_dir(root().join("docs")).expect("docs");
    let names = docs.map(|entry| entry.expect("a page").file_name().to_string_lossy().into_owned());
    for name in names.filter(|name| name.ends_with(".md") && name != "SUMMARY.md") {
        assert!(summary.contains(&format!("]({name})")), "{name}");
    }
}

#[test]
fn manual_and_completions_know_every_command() {
    let help = output("--help");
    let (_, commands) = help.split_once("Commands:").expect("commands");
    let (commands, _) = commands.split_once("Arguments:").expect("their end");
    let names: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"review") && names.len() > 10, "{names:?}");
    let manual = output("man");
    let scripts: Vec<String> = ["bash", "zsh", "fish", "powershell", "elvish"]
        .iter()
        .map(|shell| output(&format!("completions {shell}")))
        .collect();
    for name in names.into_iter().filter(|name| *name != "help") {
        assert!(manual.contains(&format!("factlint\\-{name}(1)")), "{name} in the manual");
        assert!(scripts.iter().all(|script| script.contains(name)), "{name} in the completions");
        assert!(output(&format!("man {name}")).contains(".SH OPTIONS"), "the page of {name}");
    }
}
