//! Archives: JSON Lines and tables, packed or not, record by record.

mod support;

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use flate2::Compression;
use flate2::read::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::{Value, json};

use support::{assert_valid, folder, sarif_schema, told};

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("factlint").expect("built");
    told(command.current_dir(folder).args(arguments).arg("--no-config").output().expect("runs"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed).expect("packed");
    packed
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// Three records; the second has what is wrong in its third line, behind an umlaut.
fn lines(end: &str) -> String {
    let records = [
        json!({"id": "q1", "date": "2024-05-02", "title": "A bridge", "text": "The bridge was opened on 30 April 2024."}),
        json!({"id": "q2", "date": "2024-05-02", "title": "Once more", "text": "One.\r\n\r\nÜber: the bridge was opened on 31 April 2024."}),
        json!({"id": 3, "published": "2024-05-03", "headline": "The Forum , again", "body": "It met."}),
    ];
    records.iter().fold(String::new(), |text, record| format!("{text}{record}{end}"))
}

const NONE: &str =
    "note: there are no documents: folders are searched for .txt, .text, .md, .markdown, .mdown, .mkd files\n";

const CONCISE: &str =
    "a.jsonl:2:3:32: error[impossible-date]: “31 April 2024” is no day of the calendar: April has 30 days [q2]\n";

#[test]
fn a_finding_is_shown_by_archive_line_and_id_whatever_packs_the_archive() {
    let plain = lines("\n");
    let bom = format!("\u{feff}{}", lines("\r\n\r\n"));
    let unended = plain.trim_end().to_owned();
    let folder = folder(&[
        ("a.jsonl", plain.as_bytes()),
        ("a.jsonl.gz", &gzip(plain.as_bytes())),
        ("a.jsonl.zst", &zstd(plain.as_bytes())),
        ("a.ndjson", unended.as_bytes()),
        ("crlf.jsonl", bom.as_bytes()),
    ]);
    for name in ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.ndjson", "crlf.jsonl"] {
        let (code, out, err) =
            run(folder.path(), &[name, "--format", "concise", "--select", "impossible-date,stray-space"]);
        let [second, third] = if name == "crlf.jsonl" { [3, 5] } else { [2, 3] };
        let expected = CONCISE.replace("a.jsonl:2", &format!("{name}:{second}"));
        assert!(out.starts_with(&expected), "{out}");
        assert!(out.contains(&format!("{name}:{third}:0:5: info[stray-space]")) && out.contains(" [3]\n"), "{out}");
        assert!(out.ends_with("3 documents: 1 error, 1 info\n"), "{out}");
        assert_eq!((code, err.as_str()), (1, ""));
    }
}

#[test]
fn a_table_is_read_alike() {
    let rows = "id,date,title,text\r\n\
                q1,2024-05-02,A bridge,The bridge was opened on 30 April 2024.\r\n\
                q2,2024-05-02,Once more,\"One.\r\n\r\nÜber: the bridge was opened on 31 April 2024.\"\r\n";
    let semicolons = rows.replace(',', ";");
    let tabs = rows.replace(',', "\t");
    let packed = gzip(rows.as_bytes());
    let folder = folder(&[
        ("a.csv", rows.as_bytes()),
        ("b.csv", semicolons.as_bytes()),
        ("c.tsv", tabs.as_bytes()),
        ("d.csv.gz", &packed),
    ]);
    for name in ["a.csv", "b.csv", "c.tsv", "d.csv.gz"] {
        let (code, out, _) = run(folder.path(), &[name, "--format", "concise", "--select", "impossible-date"]);
        assert!(out.starts_with(&CONCISE.replace("a.jsonl:2", &format!("{name}:3"))), "{out}");
        assert_eq!(code, 1);
    }
    let (code, out, err) = run(folder.path(), &["--format", "concise", "."]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "0 documents: nothing found\n", NONE),
        "not looked for in folders"
    );
}

#[test]
fn records_are_held_against_each_other_by_date_and_headline() {
    let record = |id: &str, title: &str, text: &str| json!({"id": id, "date": "2024-01-02T10:00:00Z", "title": title, "text": text});
    let text = format!(
        "{}\n{}\n",
        record(
            "a",
            "Flood in Lund",
            "The river rose. In December 2024 the council of Lund met and decided to rebuild the dam."
        ),
        record(
            "b",
            "Twelve die in flood",
            "At least 14 people were killed in the flood on Monday, the police of Lund said."
        ),
    );
    let folder = folder(&[("a.jsonl", text.as_bytes())]);
    let (_, out, _) = run(folder.path(), &["a.jsonl", "--format", "concise"]);
    assert!(out.contains("a.jsonl:1:0:1: error[anachronistic-date]"), "the record's date is the document's: {out}");
    let (_, out, _) = run(folder.path(), &["mentions", "--format", "jsonl", "a.jsonl"]);
    let mentions: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let date = mentions.iter().find(|mention| mention["kind"] == "document-date").expect("a date");
    assert_eq!((&date["value"], &date["type"]), (&json!("2024-01-02"), &json!("record")));
    assert_eq!(
        (&date["text"], &date["record"]),
        (&json!("2024-01-02T10:00:00Z"), &json!({"line": 1, "id": "a", "field": "date"}))
    );
    let headline = mentions.iter().find(|mention| mention["type"] == "headline").expect("a headline");
    assert_eq!((&headline["text"], &headline["start"]), (&json!("Flood in Lund"), &json!(0)));
}

#[test]
fn a_broken_record_stops_no_other() {
    let mut bytes =
        b"{\"text\": \"The bridge was opened on 31 April 2024.\"}\n{\"text\": \"half\n[]\n{\"id\": 7}\n".to_vec();
    bytes.extend(b"{\"text\": \"caf\xe9\"}\n{\"text\": \"\"}\n");
    let folder = folder(&[("a.jsonl", &bytes)]);
    let (code, out, err) = run(folder.path(), &["a.jsonl", "--format", "concise"]);
    assert_eq!(code, 2);
    assert!(out.starts_with("a.jsonl:1:1:26: error[impossible-date]"), "{out}");
    assert!(out.contains("2 documents: 1 error") && out.contains("4 files could not be read"), "{out}");
    let told: Vec<&str> = err.lines().collect();
    assert_eq!(told.len(), 4, "{err}");
    assert!(told[0].starts_with("factlint: a.jsonl:2: is broken JSON: EOF while parsing a string"), "{err}");
    assert_eq!(told[1], "factlint: a.jsonl:3: is no JSON object");
    assert!(told[2].starts_with("factlint: a.jsonl:4: has no text: the names looked for are text, body"), "{err}");
    assert_eq!(told[3], "factlint: a.jsonl:5: is not UTF-8: the byte in column 14 is wrong");
    let (_, out, _) = run(folder.path(), &["a.jsonl", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["problems"][1], json!({"path": "a.jsonl", "line": 3, "message": "is no JSON object"}));
}

#[test]
fn a_damaged_archive_is_read_up_to_the_damage() {
    let text = lines("\n").repeat(2000);
    let packed = gzip(text.as_bytes());
    let cut = &packed[..packed.len() / 2];
    let folder =
        folder(&[("a.jsonl.gz", cut), ("b.csv", b"story\nx\n"), ("c.zst.jsonl.zst", b"no frame"), ("d.jsonl", b"")]);
    let (code, out, err) = run(folder.path(), &["a.jsonl.gz", "--select", "impossible-date", "--format", "jsonl"]);
    assert_eq!(code, 2);
    assert!(out.lines().count() > 100, "{}", out.lines().count());
    assert!(err.contains("factlint: a.jsonl.gz: can't be read on after the record in line "), "{err}");
    let (code, _, err) = run(folder.path(), &["b.csv"]);
    assert_eq!(code, 2);
    assert!(
        err.starts_with("factlint: b.csv: has no column for the text: the names looked for are text, body"),
        "{err}"
    );
    assert!(run(folder.path(), &["c.zst.jsonl.zst"]).2.starts_with("factlint: c.zst.jsonl.zst: can't be read: "));
    assert_eq!(
        run(folder.path(), &["d.jsonl", "--format", "concise"]),
        (0, "0 documents: nothing found\n".into(), NONE.into())
    );
}

#[test]
fn rules_toml_names_the_fields() {
    let folder = folder(&[
        ("a.jsonl", br#"{"n": 5, "story": {"words": "The bridge was opened on 31 April 2024."}, "text": "x"}"#),
        ("a.csv", b"words;n\nThe bridge was opened on 31 April 2024.;6\n"),
        ("rules.toml", b"[read.jsonl]\ntext = \"story.words\"\nid = [\"number\", \"n\"]\nin_folders = true\n[read.csv]\ntext = [\"words\"]\nid = \"n\"\n"),
    ]);
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("factlint").expect("built");
        told(command.current_dir(folder.path()).args(arguments).output().expect("runs"))
    };
    let (_, out, _) = run(&["--format", "concise", "."]);
    assert!(out.starts_with("a.jsonl:1:1:26: error[impossible-date]") && out.contains(" [5]\n"), "{out}");
    assert!(out.ends_with("1 document: 1 error\n"), "{out}");
    let (_, out, _) = run(&["--format", "concise", "a.csv"]);
    assert!(out.starts_with("a.csv:2:1:26: error[impossible-date]") && out.contains(" [6]\n"), "{out}");
    std::fs::write(folder.path().join("rules.toml"), "[read.jsonl]\ntxt = \"a\"\n[read.xml]\n").expect("a file");
    let (code, _, err) = run(&["a.jsonl"]);
    assert!(code == 2 && err.contains("txt") && err.contains("xml"), "{err}");
}

#[test]
fn programs_are_told_the_record_and_are_given_no_fix_for_it() {
    let folder = folder(&[("a.jsonl", lines("\n").as_bytes())]);
    let schema = |text: &str| serde_json::from_str::<Value>(text).expect("a schema");
    let report = |format: &str| {
        run(folder.path(), &["a.jsonl", "--select", "stray-space,impossible-date", "--format", format]).1
    };
    let json: Value = serde_json::from_str(&report("json")).expect("JSON");
    assert_valid(&factlint::render::json::schema(), &json);
    let label = &json["findings"][0]["labels"][0];
    assert_eq!(label["path"], "a.jsonl");
    assert_eq!(label["record"], json!({"line": 2, "id": "q2", "field": "text"}));
    // bytes of the text field, line and column in it
    assert_eq!([&label["start"], &label["end"]], [&json!(40), &json!(53)]);
    assert_eq!([&label["line"], &label["column"]], [&json!(3), &json!(32)]);
    let stray = &json["findings"][1];
    assert_eq!((&stray["rule"], &stray["fix"]), (&json!("stray-space"), &Value::Null));
    assert_eq!(stray["labels"][0]["record"]["field"], "title");
    assert_eq!([&stray["labels"][0]["line"], &stray["labels"][0]["start"]], [&json!(1), &json!(4)]);

    let sarif: Value = serde_json::from_str(&report("sarif")).expect("JSON");
    assert_valid(&sarif_schema(), &sarif);
    let place = &sarif["runs"][0]["results"][0]["locations"][0];
    assert_eq!(place["physicalLocation"]["region"]["startLine"], 2);
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "q2");
    assert!(sarif["runs"][0]["results"][1].get("fixes").is_none());

    let rdjson: Value = serde_json::from_str(&report("rdjson")).expect("JSON");
    assert_valid(&schema(include_str!("schemas/rdjson.json")), &rdjson);
    assert_eq!(rdjson["diagnostics"][0]["location"]["range"]["start"], json!({"line": 2}));
    let gitlab: Value = serde_json::from_str(&report("gitlab")).expect("JSON");
    assert_valid(&schema(include_str!("schemas/gitlab-code-quality.json")), &gitlab);
    assert_eq!(gitlab[0]["location"], json!({"path": "a.jsonl", "lines": {"begin": 2, "end": 2}}));
    assert!(report("github").contains("::error file=a.jsonl,line=2,endLine=2,title=impossible-date::"));
    assert!(report("azure").contains("sourcepath=a.jsonl;linenumber=2;"));
    assert!(report("junit").contains("<testsuite name=\"a.jsonl:2\""));
    assert!(report("pretty").contains("= a.jsonl:2 is “q2”"), "{}", report("pretty"));
}

#[test]
fn fixes_leave_archives_alone() {
    let text = lines("\n");
    let folder = folder(&[("a.jsonl", text.as_bytes())]);
    let (_, _, err) = run(folder.path(), &["--fix", "a.jsonl", "--select", "stray-space"]);
    assert!(err.contains("note: a.jsonl:3:0: stray-space is not fixed: archives are not changed"), "{err}");
    assert_eq!(std::fs::read_to_string(folder.path().join("a.jsonl")).expect("a file"), text);
}

#[test]
fn ids_that_repeat_and_records_that_move_keep_their_fingerprints_apart() {
    let record = |id: &str| format!("{}\n", json!({"id": id, "text": "The bridge was opened on 31 April 2024."}));
    let folder = folder(&[("a.jsonl", (record("x") + &record("x") + &record("y")).as_bytes())]);
    let prints = |folder: &Path| -> Vec<String> {
        let (_, out, _) = run(folder, &["a.jsonl", "--select", "impossible-date", "--format", "jsonl"]);
        let print = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["fingerprint"].to_string();
        out.lines().map(print).collect()
    };
    let first = prints(folder.path());
    assert_eq!(first.len(), 3);
    assert!(first[0] != first[1] && first[1] != first[2] && first[0] != first[2]);
    std::fs::write(folder.path().join("a.jsonl"), record("new") + &record("y")).expect("a file");
    assert_eq!(prints(folder.path())[1], first[2], "known by its id, wherever it stands");
}

#[test]
fn an_archive_may_come_by_standard_input() {
    let mut command = Command::cargo_bin("factlint").expect("built");
    command.args([
        "--no-config",
        "-",
        "--stdin-filename",
        "feed.jsonl.gz",
        "--format",
        "concise",
        "--select",
        "impossible-date",
    ]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("runs");
    child.stdin.take().expect("a pipe").write_all(&gzip(lines("\n").as_bytes())).expect("written");
    let (_, out, _) = told(child.wait_with_output().expect("ends"));
    assert!(out.starts_with(&CONCISE.replace("a.jsonl", "feed.jsonl.gz")), "{out}");
}

#[test]
fn a_huge_line_and_ignores_beside_the_archive() {
    let huge = json!({"text": format!("{}The bridge was opened on 31 April 2024.", "It rained. ".repeat(400_000))});
    let folder = folder(&[
        ("a.jsonl", format!("{}{huge}\n", lines("\n")).as_bytes()),
        (".factlint-ignore", b"a.jsonl impossible-date: a calendar of their own\n"),
    ]);
    let (code, out, _) = run(folder.path(), &["a.jsonl", "--format", "concise", "--select", "impossible-date"]);
    assert_eq!((code, out.as_str()), (0, "4 documents: nothing found; 2 suppressed\n"));
}

/// Many records with a finding in every fiftieth, and what a run of them takes at most, in kB.
fn many(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let day = if number % 50 == 0 { 31 } else { 30 };
        let filler = "The council talked about the budget of the town for a long time. ".repeat(20);
        let words = format!("{filler}Bridge {number} was opened on {day} April 2024.");
        writeln!(text, "{}", json!({"id": number, "date": "2024-05-02", "text": words})).expect("written");
    }
    text
}

#[test]
fn what_is_shown_of_a_packed_archive_is_read_again_in_one_pass() {
    let text = many(3000);
    let folder = folder(&[
        ("a.jsonl", text.as_bytes()),
        ("a.jsonl.gz", &gzip(text.as_bytes())),
        ("a.jsonl.zst", &zstd(text.as_bytes())),
    ]);
    let shown = |name: &str| run(folder.path(), &[name, "--select", "impossible-date"]).1.replace(name, "a.jsonl");
    let plain = shown("a.jsonl");
    assert_eq!(plain.matches("is no day of the calendar").count(), 60, "{plain}");
    assert_eq!(shown("a.jsonl.gz"), plain);
    assert_eq!(shown("a.jsonl.zst"), plain);
}
