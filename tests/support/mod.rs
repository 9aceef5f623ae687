//! What tests share: runs of the program, schemas, stories, plain HTTP, and a browser.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod browser;
pub mod http;

use std::process::Output;

use serde_json::Value;

/// The exit code of a run and both streams.
#[must_use]
pub fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// A folder with files.
#[must_use]
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

/// The schema of SARIF 2.1.0. As published, the pattern of a language tag has a bracket too many, which strict regular
/// expressions refuse.
#[must_use]
pub fn sarif_schema() -> Value {
    let published = include_str!("../schemas/sarif-2.1.0.json");
    serde_json::from_str(&published.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")).expect("JSON")
}

/// Holds what a program is told against the schema of its form.
#[track_caller]
pub fn assert_valid(schema: &Value, instance: &Value) {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{instance:#}");
}

/// Two articles of one day, in the second of which the mayor's name is misspelt, and a hostile document.
#[must_use]
pub fn stories() -> [(&'static str, String); 3] {
    [("a.txt", story("4 March", "Sundqvist")), ("b.txt", story("4 March", "Sundkvist")), ("c.md", HOSTILE.to_owned())]
}

/// An article that names its mayor twice, the second time under the family name given.
#[must_use]
pub fn story(day: &str, family: &str) -> String {
    format!(
        "{day} 2025\n\nHarbour bridge in Aros opens to traffic\n\nAROS: Mayor Annika Sundqvist opened the new harbour bridge in \
         Aros, which took three years to build and cost 12 million euros.\n\nThe bridge joins the old town with the island of \
         Vesterholm, where 4,000 people live. Until now they depended on a ferry that ran every half hour.\n\n\"We have waited a \
         long time for this day,\" Annika {family} said at the ceremony, which hundreds of people attended in heavy rain.\n\n\
         Lorries of more than 12 tonnes have to use the ferry until the approach roads are finished, the harbour office said in \
         January 2025.\n"
    )
}

/// A document that would take over the page if it were more than text.
pub const HOSTILE: &str = "# <script>document.title = 'taken'</script> & \"quotes\"\n\nWe came , we saw <img src=x onerror=\"document.title = 'taken'\">.\n";
