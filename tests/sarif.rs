//! SARIF output: valid against the schema, with lines and columns counted here by other means.

mod support;

use std::process::Command;

use serde_json::Value;

use support::{assert_valid, sarif_schema};

fn log(folder: &std::path::Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["--no-config", "--format", "sarif", "."])
        .current_dir(folder)
        .output()
        .expect("runs");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Line and column from 1 of a word's first and last character, the column in code points.
fn counted(text: &str, word: &str) -> [u64; 4] {
    let before: Vec<&str> = text.split(word).collect();
    let start = before[0].chars().collect::<Vec<char>>();
    let line = 1 + start.iter().filter(|c| **c == '\n').count();
    let column = 1 + start.iter().rev().take_while(|c| **c != '\n').count();
    let (line, column, length) = (line as u64, column as u64, word.chars().count() as u64);
    [line, column, line, column + length]
}

#[test]
fn the_log_is_valid_and_points_at_the_right_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Überschrift 𝄞\n\nÄrger – they worked on it for two years.Cooperative mechanisms were set up.\n";
    std::fs::write(folder.path().join("ä b.txt"), text).expect("a file");
    let log = log(folder.path());
    assert_valid(&sarif_schema(), &log);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%C3%A4%20b.txt");
    let region = &place["region"];
    let found = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| region[key].as_u64().expect("a number"));
    assert_eq!(found, counted(text, "years.Cooperative"));
    let offset = text.find("years.Cooperative").expect("there") as u64;
    assert_eq!((region["byteOffset"].as_u64(), region["byteLength"].as_u64()), (Some(offset), Some(17)));
    assert_eq!(results[0]["level"], "note");
    assert_eq!(results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], ". ");
}

#[test]
fn every_rule_is_listed_and_every_result_names_one() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let log = log(&root.join("seeds"));
    assert_valid(&sarif_schema(), &log);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let known = factlint::rule::Ruleset::builtin();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, known.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    let results = run["results"].as_array().expect("results");
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(result["ruleId"], rules[index]["id"]);
        let related = result["relatedLocations"].as_array().expect("a list");
        for location in related.iter().chain(result["locations"].as_array().expect("a list")) {
            let place = &location["physicalLocation"];
            let path = root.join("seeds").join(place["artifactLocation"]["uri"].as_str().expect("a path"));
            let bytes = std::fs::read(path).expect("a seed");
            let number = |key: &str| usize::try_from(place["region"][key].as_u64().expect("a number")).expect("small");
            let (start, length) = (number("byteOffset"), number("byteLength"));
            let before = String::from_utf8(bytes[..start].to_vec()).expect("a boundary");
            let text = String::from_utf8(bytes[start..start + length].to_vec()).expect("a boundary");
            assert_eq!(place["region"]["snippet"]["text"], text.as_str());
            assert_eq!(number("startLine"), 1 + before.matches('\n').count());
            assert_eq!(number("startColumn"), 1 + before.rsplit('\n').next().expect("a line").chars().count());
        }
    }
}
