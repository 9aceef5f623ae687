//! The formats for services: each in the form that its service documents, whatever documents and paths hold.

mod support;

use factlint::finding::{Edit, Finding, Fix, Label, Severity};
use factlint::render::{Format, Look, Report, json, jsonl};
use factlint::rule::Ruleset;
use factlint::source::{Encoding, Problem, Source, SourceId, Sources, Span};
use factlint::suppress::Silenced;
use serde_json::Value;

use support::assert_valid;

const FIRST: &str = "Headline\nThe café in Soul closed.\n";
const SECOND: &str = "Seoul: the ##[group]mayor spoke.\n";

/// Two documents, the path of the second one as hostile as a path can be.
fn sources() -> Sources {
    let source = |id, path: &str, text: &str| {
        Source::new(SourceId(id), path.to_owned(), text.to_owned(), Encoding::Utf8 { bom: false })
    };
    Sources::new(vec![source(0, "news/a.txt", FIRST), source(1, "::b;]%,<&>\u{1b}##vso[x].txt", SECOND)])
}

fn label(source: u32, text: &str, part: &str, message: &str) -> Label {
    let at = text.find(part).expect("the part stands in the text");
    Label::new(SourceId(source), Span::new(at, at + part.len()), message)
}

fn misspelt(number: usize, severity: Severity) -> Finding {
    let place = label(0, FIRST, "Soul", "not the city");
    Finding {
        rule: "misspelled-place".to_owned(),
        severity,
        message: "“Soul” here, 100% “Seoul” there\n<&\u{1b}".to_owned(),
        labels: vec![place.clone(), label(1, SECOND, "Seoul", "the city")],
        notes: vec!["a note".to_owned()],
        fix: Some(Fix {
            message: "write “Seoul”".to_owned(),
            edits: vec![Edit { source: place.source, span: place.span, insert: "Seoul".to_owned() }],
        }),
        likely: None,
        fingerprint: format!("{number:032x}"),
    }
}

/// A finding that spans two lines, in the document with the hostile path.
fn elsewhere() -> Finding {
    let whole = Label::new(SourceId(0), Span::new(0, FIRST.len() - 1), "");
    Finding { labels: vec![label(1, SECOND, "mayor", "a ##[group]"), whole], fix: None, ..misspelt(99, Severity::Info) }
}

fn findings() -> Vec<Finding> {
    vec![misspelt(1, Severity::Error), misspelt(2, Severity::Warning), elsewhere()]
}

/// What a format makes of findings.
fn render(format: Format, findings: &[Finding], problems: &[Problem]) -> String {
    let (sources, ruleset, silenced) = (sources(), Ruleset::default(), Silenced::default());
    let report = Report { findings, sources: &sources, ruleset: &ruleset, problems, silenced: &silenced };
    report.render(format, Look::default())
}

fn unread(path: &str, message: &str) -> Problem {
    Problem::new(path, message)
}

/// A schema of `tests/schemas`.
fn schema(name: &str) -> Value {
    let path = format!("{}/tests/schemas/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a schema")).expect("JSON")
}

/// A schema under which no key may come that it does not know.
fn closed(mut schema: Value) -> Value {
    fn close(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.values_mut().for_each(close);
                // what only adds to another schema is not the whole of an object
                if object.contains_key("required") {
                    object.insert("additionalProperties".to_owned(), false.into());
                }
            }
            Value::Array(list) => list.iter_mut().for_each(close),
            _ => {}
        }
    }
    close(&mut schema);
    schema
}

#[test]
fn json_is_valid_and_no_key_is_left_out_of_its_schema() {
    let problems = [unread("c.txt", "gone"), Problem { line: Some(3), ..unread("d.jsonl", "no JSON") }];
    let (whole, line) = (closed(json::schema()), closed(jsonl::schema()));
    for (findings, problems) in [(&findings()[..], &problems[..]), (&[], &[])] {
        let report: Value = serde_json::from_str(&render(Format::Json, findings, problems)).expect("JSON");
        assert_valid(&whole, &report);
        for finding in report["findings"].as_array().expect("findings") {
            assert_valid(&line, finding);
        }
    }
}

#[test]
fn the_schema_of_json_refuses_what_is_not_promised() {
    let report: Value = serde_json::from_str(&render(Format::Json, &findings(), &[])).expect("JSON");
    let validator = jsonschema::validator_for(&json::schema()).expect("a schema");
    let wrong = |pointer: &str, value: Value| {
        let mut report = report.clone();
        *report.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        assert!(!validator.is_valid(&report), "{pointer}");
    };
    assert!(validator.is_valid(&report));
    wrong("/version", 2.into());
    wrong("/findings/0/severity", "note".into());
    wrong("/findings/0/labels", Value::Array(Vec::new()));
    wrong("/findings/0/labels/0/primary", false.into());
    wrong("/findings/0/labels/1/primary", true.into());
    wrong("/findings/0/labels/1/line", 0.into());
    wrong("/findings/0/fix/edits/0/start", Value::Null);
    wrong("/findings/0/fingerprint", "0123".into());
    wrong("/summary/errors", Value::Null);
    // whatever comes later breaks no reader
    let mut later = report.clone();
    later["findings"][0]["later"] = true.into();
    assert!(validator.is_valid(&later));
}

#[test]
fn concise_is_a_line_a_finding_and_a_summary() {
    let text = render(Format::Concise, &findings(), &[]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    let form = regex::Regex::new(
        r"^[^\n]+:\d+:\d+: (error|warning|info)\[[a-z-]+\]: .+ \([^\n]+:\d+:\d+(, [^\n]+:\d+:\d+)*\)$",
    );
    let form = form.expect("a pattern");
    assert!(lines[..3].iter().all(|line| form.is_match(line)), "{text}");
    assert!(!text.contains('\u{1b}'), "nothing raw reaches a terminal");
    assert_eq!(lines[3], "2 documents: 1 error, 1 warning, 1 info");
}

#[test]
fn jsonl_has_the_objects_of_the_json_report() {
    let findings = findings();
    let report: Value = serde_json::from_str(&render(Format::Json, &findings, &[])).expect("a report");
    let lines = render(Format::Jsonl, &findings, &[]);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(report["findings"], Value::Array(lines));
    assert_eq!(render(Format::Jsonl, &[], &[]), "");
}

#[test]
fn gitlab_is_valid_and_tells_findings_apart() {
    let report: Value = serde_json::from_str(&render(Format::Gitlab, &findings(), &[])).expect("JSON");
    assert_valid(&schema("gitlab-code-quality.json"), &report);
    let issues = report.as_array().expect("an array");
    let fingerprints: std::collections::BTreeSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
    assert_eq!(fingerprints.len(), issues.len());
    assert_eq!(issues[0]["location"], serde_json::json!({"path": "news/a.txt", "lines": {"begin": 2, "end": 2}}));
    assert_eq!(issues[2]["other_locations"][0]["lines"], serde_json::json!({"begin": 1, "end": 2}));
    assert_valid(
        &schema("gitlab-code-quality.json"),
        &serde_json::from_str(&render(Format::Gitlab, &[], &[])).expect("JSON"),
    );
}

#[test]
fn rdjson_is_valid_and_counts_bytes() {
    let report: Value = serde_json::from_str(&render(Format::Rdjson, &findings(), &[])).expect("JSON");
    assert_valid(&schema("rdjson.json"), &report);
    let range = serde_json::json!({"start": {"line": 2, "column": 14}, "end": {"line": 2, "column": 18}});
    assert_eq!(FIRST.lines().nth(1).map(|line| &line[13..17]), Some("Soul"));
    let first = &report["diagnostics"][0];
    assert_eq!(first["location"]["range"], range);
    assert_eq!(first["suggestions"], serde_json::json!([{"range": range, "text": "Seoul"}]));
    assert_eq!(first["related_locations"][0]["location"]["range"]["start"]["line"], 1);
}

#[test]
fn a_fix_in_another_file_is_no_suggestion() {
    let mut finding = elsewhere();
    finding.fix = misspelt(1, Severity::Error).fix;
    let report: Value = serde_json::from_str(&render(Format::Rdjson, &[finding], &[])).expect("JSON");
    assert_eq!(report["diagnostics"][0].get("suggestions"), None);
}

/// The properties of a workflow command, in their order.
type Properties = Vec<(String, String)>;

/// A workflow command taken apart as GitHub's runner does (`ActionCommand.TryParseV2`).
fn workflow_command(line: &str) -> Option<(String, Properties, String)> {
    let (head, message) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let plain = |text: &str| {
        text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    };
    let properties = properties.split(',').filter_map(|one| one.split_once('='));
    let properties = properties.map(|(key, value)| (key.to_owned(), plain(value))).collect();
    Some((name.to_owned(), properties, plain(message)))
}

#[test]
fn github_annotations_are_commands() {
    let text = render(Format::Github, &findings(), &[unread("b.txt", "no such file")]);
    let commands: Vec<_> = text.lines().map(|line| workflow_command(line).expect("a command a line")).collect();
    let names: Vec<&str> = commands.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["error", "warning", "warning", "notice"]);
    let property = |at: usize, key: &str| {
        commands[at].1.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let shown: Vec<&str> =
        ["file", "line", "endLine", "col", "endColumn", "title"].iter().map(|key| property(0, key)).collect();
    assert_eq!(shown, ["news/a.txt", "2", "2", "13", "17", "misspelled-place"]);
    assert_eq!(property(3, "file"), sources().get(SourceId(1)).path);
    assert!(commands[0].2.contains("100% “Seoul”") && commands[0].2.ends_with("\nNote: a note\nFix: write “Seoul”"));
    assert!(commands[0].2.contains("%,<&>") && commands[0].2.contains(".txt:1:1: the city"), "{}", commands[0].2);
}

#[test]
fn github_sums_up_what_it_would_drop() {
    let mut many: Vec<Finding> = (0..25).map(|number| misspelt(number, Severity::Error)).collect();
    many.extend((25..35).map(|number| misspelt(number, Severity::Warning)));
    many.extend((35..50).map(|_| elsewhere()));
    let text = render(Format::Github, &many, &[]);
    let count = |name: &str| text.lines().filter(|line| line.starts_with(name)).count();
    assert_eq!((count("::error "), count("::warning "), count("::notice ")), (10, 10, 10));
    assert!(
        text.contains("::error title=factlint::16 more, in the log of this step: 16 × misspelled-place\n"),
        "{text}"
    );
    let (_, rest) = text.split_once("::group::22 more\n").expect("the rest in the log");
    let (rest, _) = rest.split_once("::endgroup::\n").expect("ended");
    assert_eq!(rest.lines().count(), 22);
    assert!(!rest.lines().any(|line| line.trim_start().starts_with("::") || line.contains("##[")), "{rest}");
}

#[test]
fn azure_issues_are_commands_and_nothing_else_is() {
    let text = render(Format::Azure, &findings(), &[unread("b.txt", "no\nfile")]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "##vso[task.logissue type=warning]b.txt: no file");
    let (head, message) = lines[1].split_once(']').expect("a command");
    assert_eq!(
        head,
        "##vso[task.logissue type=error;sourcepath=news/a.txt;linenumber=2;columnnumber=13;code=misspelled-place"
    );
    assert!(message.starts_with("“Soul” here, 100%AZP25 “Seoul” there"), "{message}");
    assert_eq!(lines.len(), 4);
    assert!(!lines[3].contains("##"), "information is a plain line: {}", lines[3]);
    let far = Finding { severity: Severity::Error, ..elsewhere() };
    assert!(render(Format::Azure, &[far], &[]).contains("sourcepath=::b%3B%5D%AZP25,<&>\u{1b}##vso[x%5D.txt;"));
}

#[test]
fn junit_is_well_formed_and_its_counts_are_right() {
    let quiet = &findings()[..2];
    for (findings, problems) in [(&findings()[..], vec![unread("c.txt", "<gone>")]), (quiet, vec![]), (&[], vec![])] {
        let text = render(Format::Junit, findings, &problems);
        let tree = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let root = tree.root_element();
        assert_eq!(root.tag_name().name(), "testsuites");
        assert_counts(root);
        let suites: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
        assert_eq!(suites.len(), 2 + usize::from(!problems.is_empty()));
        for suite in suites {
            assert_eq!(suite.tag_name().name(), "testsuite");
            assert!(suite.children().filter(roxmltree::Node::is_element).all(|case| case.has_tag_name("testcase")));
            assert_counts(suite);
        }
    }
    let text = render(Format::Junit, &findings(), &[]);
    let tree = roxmltree::Document::parse(&text).expect("well formed");
    let failure = tree.descendants().find(|node| node.has_tag_name("failure")).expect("a failure");
    assert_eq!(failure.attribute("type"), Some("misspelled-place"));
    assert!(failure.text().is_some_and(|text| text.starts_with("news/a.txt:2:13: “Soul” here")));
    assert_eq!(tree.descendants().filter(|node| node.has_tag_name("system-out")).count(), 1);
}

/// A suite says how many cases it has and how many of them failed or went wrong.
#[track_caller]
fn assert_counts(suite: roxmltree::Node<'_, '_>) {
    for (attribute, tag) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error")] {
        let counted = suite.descendants().filter(|node| node.has_tag_name(tag)).count();
        assert_eq!(suite.attribute(attribute), Some(counted.to_string().as_str()), "{attribute}");
    }
}
