//! The rules for the seeds know the world, not the seeds' sentences: with other names in the documents and in the rules
//! the same places are found.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Names and what they become; of one length, so that every place keeps its offsets.
const NAMES: &[(&str, &str)] = &[
    ("Shigeru Ishiba", "Haruaki Tamaro"),
    ("Shigeru Ishida", "Haruaki Tamado"),
    ("Ishiba", "Tamaro"),
    ("Fumio Kishida", "Kenji Matsuno"),
    ("Kishida", "Matsuno"),
    ("Sanae Takaichi", "Kaede Nishioka"),
    ("Takaichi", "Nishioka"),
    ("Yoon Suk Yeol", "Shim Dae Hyun"),
    ("Yoon", "Shim"),
    ("Lee Jae-myung", "Min Tae-kyung"),
    ("Lee Jae Myung", "Min Tae Kyung"),
    ("Lee", "Min"),
    ("Joe Biden", "Ian Olsen"),
    ("Biden", "Olsen"),
    ("Seoul", "Bearn"),
    ("and Soul", "and Barn"),
    ("MENAFN", "QRPRSS"),
];

#[test]
fn other_names_give_the_same_findings() {
    let folder = tempfile::tempdir().expect("a folder for the copy");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = folder.path().join("seeds");
    fs::create_dir(&seeds).expect("the folder can be written to");
    for entry in fs::read_dir(root.join("seeds")).expect("the seeds are there") {
        let path = entry.expect("the folder can be listed").path();
        rename(&path, &seeds.join(path.file_name().expect("a file has a name")));
    }
    rename(&root.join("rules.toml"), &folder.path().join("rules.toml"));

    let original = places(&root.join("seeds"), &root.join("rules.toml"));
    let renamed = places(&seeds, &folder.path().join("rules.toml"));
    assert!(original.iter().any(|place| place.starts_with("misspelled-person ")), "the seeds have a misspelt name");
    assert!(original.iter().any(|place| place.starts_with("anachronistic-date ")), "the seeds have a wrong date");
    assert_eq!(original, renamed);
}

fn rename(from: &Path, to: &Path) {
    let mut text = fs::read_to_string(from).expect("the file is text");
    for (was, now) in NAMES {
        assert_eq!(was.len(), now.len(), "{was} and {now} differ in length");
        text = text.replace(was, now);
    }
    fs::write(to, text).expect("the folder can be written to");
}

/// Rule, file and offsets of every label of every finding.
fn places(seeds: &Path, rules: &Path) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    let out = command.args(["--format", "json", "--config"]).arg(rules).arg(seeds).output().expect("the program runs");
    assert_eq!(out.status.code(), Some(1), "{}", String::from_utf8_lossy(&out.stderr));
    let report: Value = serde_json::from_slice(&out.stdout).expect("the report is JSON");
    let mut places = BTreeSet::new();
    for finding in report["findings"].as_array().expect("findings are a list") {
        for label in finding["labels"].as_array().expect("labels are a list") {
            let path = label["path"].as_str().expect("a label has a path");
            let file = Path::new(path).file_name().expect("a document has a name").to_string_lossy();
            places.insert(format!("{} {file} {}..{}", finding["rule"], label["start"], label["end"]).replace('"', ""));
        }
    }
    places
}
