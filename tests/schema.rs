//! The schema of rules files says what the reader of rules files takes.

use factlint::rule::{Config, RulesError, Ruleset, schema};
use serde_json::Value;

fn root(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// A rules file as an editor sees it: dates are texts.
fn read(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(day) => Value::String(day.to_string()),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
            toml::Value::String(text) => Value::String(text),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
        }
    }
    plain(toml::Value::Table(toml::from_str(text).expect("TOML")))
}

#[test]
fn rules_files_are_valid() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let mut files = vec![root("rules.toml"), root("tests/rules/claim.toml")];
    let builtin = std::fs::read_dir(root("src/rule/builtin")).expect("the built-in rules");
    files.extend(builtin.map(|entry| entry.expect("one").path().to_string_lossy().into_owned()));
    for file in files {
        let instance = read(&std::fs::read_to_string(&file).expect("a file"));
        let errors: Vec<String> =
            validator.iter_errors(&instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{file}: {errors:#?}");
    }
}

#[test]
fn mistakes_are_seen() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for wrong in [
        "[[persn]]",
        "[[person]]\nnam = \"x\"",
        "[[rule]]\nid = \"x\"\ncheck.nothing = {}",
        "[[rule]]\nid = \"x\"\nlevel = \"loud\"",
    ] {
        assert!(!validator.is_valid(&read(wrong)), "{wrong}");
    }
}

/// Every key of the schema is known to the reader: it is never an unknown one.
#[test]
fn the_reader_knows_every_key() {
    let schema = schema();
    let tables = ["rule", "claim", "person", "office", "place", "organisation", "event", "stamp"];
    for table in tables {
        let keys = schema["properties"][table]["items"]["properties"].as_object().expect("properties");
        for key in keys.keys() {
            assert_known(&format!("[[{table}]]\n{key} = 0\n"), key);
        }
    }
    for key in schema["properties"]["office"]["items"]["properties"]["held"]["items"]["properties"]
        .as_object()
        .expect("a term")
        .keys()
    {
        assert_known(&format!("[[office]]\nheld = [{{ {key} = 0 }}]\n"), key);
    }
    for key in schema["properties"].as_object().expect("properties").keys() {
        assert_known(&format!("{key} = 0\n"), key);
    }
}

#[track_caller]
fn assert_known(rules: &str, key: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rules.toml");
    std::fs::write(&path, rules).expect("a file");
    if let Err(RulesError::Broken(broken)) = Ruleset::load(&Config::File(path)) {
        let unknown = format!("unknown key “{key}”");
        assert!(!broken.to_string().contains(&unknown), "{rules}\n{broken}");
    }
}
