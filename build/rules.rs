//! The folder of built-in rules -> a list of its files, for the program to include, and their rules in postcard.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::compact;

const FOLDER: &str = "src/rule/builtin";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

/// The examples are read when they are asked for.
#[derive(Deserialize)]
struct Rule {
    id: String,
    level: String,
    summary: String,
    why: String,
    help: String,
    since: String,
    check: toml::Table,
}

/// Writes `rules.rs`, an array of file names and contents in the order of the names, and `rules.postcard`.
pub fn write() {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/rule/compact.rs");
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let names = names();
    let mut list = String::from("&[\n");
    for name in &names {
        let path = Path::new(&root).join(FOLDER).join(name);
        writeln!(list, "    ({name:?}, include_str!({path:?})),").expect("a string can be written to");
    }
    list.push_str("]\n");
    fs::write(out.join("rules.rs"), list).expect("OUT_DIR can be written");
    fs::write(out.join("rules.postcard"), encoded(&names)).expect("OUT_DIR can be written");
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(FOLDER).expect("the built-in rules are part of the source");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names
}

fn encoded(names: &[String]) -> Vec<u8> {
    let files: Vec<(File, Vec<String>)> = names.iter().map(|name| read(name)).collect();
    let files: Vec<compact::File<'_>> = names.iter().zip(&files).map(|(name, file)| compact_file(name, file)).collect();
    postcard::to_allocvec(&files).expect("rules are plain data")
}

/// The rules of a file, and the check of each as JSON.
fn read(name: &str) -> (File, Vec<String>) {
    let text = fs::read_to_string(Path::new(FOLDER).join(name)).expect("the folder has just been listed");
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let check = |rule: &Rule| serde_json::to_string(&rule.check).expect("parameters are plain data");
    let checks = file.rule.iter().map(check).collect();
    (file, checks)
}

fn compact_file<'a>(name: &'a str, (file, checks): &'a (File, Vec<String>)) -> compact::File<'a> {
    compact::File { name, rules: file.rule.iter().zip(checks).map(|(rule, check)| compact(rule, check)).collect() }
}

fn compact<'a>(rule: &'a Rule, check: &'a str) -> compact::Rule<'a> {
    compact::Rule {
        id: &rule.id,
        level: &rule.level,
        summary: &rule.summary,
        why: &rule.why,
        help: &rule.help,
        since: &rule.since,
        check,
    }
}
