//! The JSON Schema of rules files, by which editors complete and check them.
//!
//! It is not derived from types (by `schemars`, say), because rules files are not read into types at once: `fields` asks
//! for one key after the other, so that every mistake is told. The kinds of checks and their parameters, which `serde`
//! does read, are asked from the reader itself; a test holds the rest against it. So neither knows a key that the other
//! does not.

use serde_json::{Map, Value, json};

use crate::checks::Kind;

/// The schema, draft 2020-12. TOML's dates are texts in it, as editors take them.
#[must_use]
pub fn schema() -> Value {
    let mut whole = table("A rules file of factlint", properties(), &[]);
    if let Some(object) = whole.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!("rules.toml"));
    }
    whole
}

fn properties() -> Vec<(&'static str, Value)> {
    vec![
        ("extends", texts("Further rules files, by their paths from this one")),
        ("extends-outside", flag("Whether those may lie outside this file's folder")),
        (
            "date-order",
            json!({
                "description": "What comes first in a date like 12/06/2025 where the document doesn't tell",
                "enum": ["day-first", "month-first"],
            }),
        ),
        (
            "corpus",
            table(
                "Documents that every checked document is held against",
                vec![("paths", texts("Folders, files and globs, from this file's folder"))],
                &["paths"],
            ),
        ),
        ("read", read()),
        ("rule", list(&rule())),
        ("claim", list(&claim())),
        ("person", list(&person())),
        ("office", list(&office())),
        ("place", list(&place())),
        ("organisation", list(&organisation())),
        ("event", list(&event())),
        ("stamp", list(&stamp())),
    ]
}

fn read() -> Value {
    let names = |description: &str| {
        let several = json!({"type": "array", "items": {"type": "string"}});
        json!({"description": description, "anyOf": [{"type": "string"}, several]})
    };
    let archive = |description: &str| {
        let fields = vec![
            ("id", names("The field that names a document")),
            ("date", names("The field with its date")),
            ("title", names("The field with its headline")),
            ("text", names("The field with its text")),
            ("in_folders", flag("Whether folders are searched for such files")),
        ];
        table(description, fields, &[])
    };
    let shapes = vec![("jsonl", archive("JSON Lines")), ("csv", archive("Tables: CSV and TSV"))];
    table("How archives are read: files that hold many documents", shapes, &[])
}

fn example() -> Value {
    table(
        "A text with carets below what must be reported; without carets it must stay silent",
        vec![("text", text("The text")), ("document_date", day("The document's date"))],
        &["text"],
    )
}

fn id() -> Value {
    json!({"description": "Small letters, digits and hyphens", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
}

fn claim() -> Value {
    let template = json!({
        "description": "Words and slots: \"{who:person} took office {when:date}\"; several say the same",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    });
    table(
        "A statement that matters: what it gives one thing in two ways is reported",
        vec![
            ("id", id()),
            ("template", template),
            ("value", text("The slot that must agree; the number, money, percentage or date if there is one alone")),
            ("scope", choice("Between which documents it is compared", &["story", "everywhere"])),
            ("message", text("What is reported, with {value}, {other} and {key}")),
            ("level", choice("How much its findings matter", &["off", "info", "warning", "error"])),
            ("summary", text("What it reports, in a few words")),
            ("why", text("Why that matters")),
            ("help", text("What to do about it")),
            ("since", text("The version that brought it")),
            ("example", list(&example())),
        ],
        &["id", "template"],
    )
}

fn rule() -> Value {
    let kinds: Map<String, Value> = Kind::NAMES.iter().map(|kind| ((*kind).to_owned(), parameters(kind))).collect();
    let check = json!({
        "description": "The kind of check, with its parameters",
        "type": "object",
        "properties": kinds,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    });
    table(
        "A rule, or without a check a change to a built-in one",
        vec![
            ("id", id()),
            ("level", choice("How much its findings matter", &["off", "info", "warning", "error"])),
            ("summary", text("What it reports, in a few words")),
            ("why", text("Why that matters")),
            ("help", text("What to do about it")),
            ("since", text("The version that brought it")),
            ("check", check),
            ("example", list(&example())),
        ],
        &["id"],
    )
}

/// What the reader takes for the parameters of a kind of check.
fn parameters(kind: &str) -> Value {
    let names = objection(kind, "\"?\" = 0").map_or(Vec::new(), |told| quoted(&told));
    let properties: Map<String, Value> = names.into_iter().map(|name| (name.clone(), parameter(kind, &name))).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// What a parameter has to be, by what the reader says of one that is wrong.
fn parameter(kind: &str, name: &str) -> Value {
    let Some(told) = objection(kind, &format!("{name} = \"?\"")) else {
        // a text will do; perhaps a list as well
        let list = objection(kind, &format!("{name} = [0]")).unwrap_or_default();
        return if list.starts_with("invalid type: sequence") { json!({"type": "string"}) } else { json!({}) };
    };
    if told.starts_with("unknown variant") {
        return json!({"enum": quoted(&told)});
    }
    let (_, expected) = told.rsplit_once("expected ").unwrap_or_default();
    match expected {
        "a boolean" => json!({"type": "boolean"}),
        "a sequence" => json!({"type": "array"}),
        "a map" => json!({"type": "object"}),
        "f32" | "f64" => json!({"type": "number"}),
        _ if expected.starts_with(['i', 'u']) => json!({"type": "integer"}),
        _ => json!({"type": "string"}),
    }
}

/// What the reader says about a line of parameters.
fn objection(kind: &str, line: &str) -> Option<String> {
    let read: Result<Kind, toml::de::Error> = toml::from_str(&format!("[{kind}]\n{line}\n"));
    read.err().map(|error| error.message().to_owned())
}

/// The names in "expected one of `a`, `b`".
fn quoted(told: &str) -> Vec<String> {
    let names = told.split_once("expected ").map_or("", |(_, names)| names);
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn person() -> Value {
    table(
        "A person",
        vec![
            ("name", text("As it should be written")),
            ("forms", texts("Other ways that are right, too")),
            ("family", text("The part used alone; the last word if this is left out")),
            ("born", day("The day of birth")),
            ("died", day("The day of death")),
            ("gender", choice("", &["m", "f", "x"])),
        ],
        &["name"],
    )
}

fn office() -> Value {
    let term = table(
        "A term of office",
        vec![
            ("who", text("The holder's name")),
            ("from", day("The first day")),
            ("to", day("The last day; left out while the term goes on")),
            ("acting", flag("Held for somebody else")),
            ("approximate", flag("The days are not certain")),
        ],
        &["who", "from"],
    );
    table(
        "An office, and who held it when",
        vec![
            ("title", texts("The titles, the usual one first")),
            ("of", text("The country, town or body")),
            ("also", texts("Other names of it")),
            ("demonym", text("What its people and things are called")),
            ("kind", choice("", &["both", "head of government", "head of state", "other"])),
            ("source", text("Where the list comes from")),
            ("complete_until", day("After this day the list says nothing")),
            ("held", list(&term)),
        ],
        &["title", "of", "held"],
    )
}

fn place() -> Value {
    table(
        "A place",
        vec![
            ("name", text("As it should be written")),
            ("forms", texts("Other ways that are right, too")),
            ("kind", choice("", &["country", "state", "city", "region"])),
            ("in", text("What it lies in")),
            ("demonyms", texts("What its people and things are called")),
            ("ambiguous", flag("Also a common word: needs evidence to be taken for a place")),
        ],
        &["name"],
    )
}

fn organisation() -> Value {
    let fields = vec![
        ("name", text("As it should be written")),
        ("acronym", text("Its short name")),
        ("forms", texts("Other ways that are right, too")),
        ("mistaken", texts("Wrong names that are written for it")),
    ];
    table("An organisation", fields, &["name"])
}

fn event() -> Value {
    let groups = json!({
        "description": "A sentence with every word of one group tells of the event",
        "type": "array",
        "items": texts("A group of words"),
    });
    table(
        "An event and its day",
        vec![
            ("name", text("What it is called in messages")),
            ("date", day("The first day")),
            ("until", day("The last day")),
            ("words", groups),
        ],
        &["name", "date", "words"],
    )
}

fn stamp() -> Value {
    table(
        "A number on a page that has its date in it",
        vec![
            ("name", text("What it is called in messages")),
            ("pattern", text("A regular expression with the groups year, month and day")),
        ],
        &["name", "pattern"],
    )
}

fn table(description: &str, properties: Vec<(&str, Value)>, required: &[&str]) -> Value {
    let properties: Map<String, Value> = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn text(description: &str) -> Value {
    json!({"description": description, "type": "string"})
}

fn texts(description: &str) -> Value {
    json!({"description": description, "type": "array", "items": {"type": "string"}})
}

fn flag(description: &str) -> Value {
    json!({"description": description, "type": "boolean"})
}

fn day(description: &str) -> Value {
    json!({"description": description, "type": "string", "format": "date"})
}

fn choice(description: &str, choices: &[&str]) -> Value {
    json!({"description": description, "type": "string", "enum": choices})
}
