//! Broken rules files: each mistake is named where it stands, and all of them at once.

use factlint::rule::{Config, RulesError, Ruleset};

/// What is marked in each mistake, and its message.
fn mistakes(rules: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rules.toml");
    std::fs::write(&path, rules).expect("a file");
    match Ruleset::load(&Config::File(path)) {
        Err(RulesError::Broken(broken)) => {
            let shown = broken.to_string();
            assert!(shown.contains("rules.toml:"), "no place is shown:\n{shown}");
            let marked =
                |span: std::ops::Range<usize>| broken.file.text[span].lines().next().unwrap_or_default().to_owned();
            let message = |notes: &[String], message: &str| format!("{message}|{}", notes.join("|"));
            broken.mistakes.iter().map(|one| (marked(one.span.clone()), message(&one.notes, &one.message))).collect()
        }
        Err(error) => panic!("{error}"),
        Ok(_) => Vec::new(),
    }
}

#[track_caller]
fn assert_mistakes(rules: &str, expected: &[(&str, &str)]) {
    let found = mistakes(rules);
    let matches = found.len() == expected.len()
        && found.iter().zip(expected).all(|((at, message), (place, words))| at == place && message.contains(words));
    assert!(matches, "expected {expected:#?}\nfound {found:#?}");
}

#[test]
fn syntax() {
    assert_mistakes(
        "[[person]]\nname = \nborn = 1950-13-01\n",
        &[("", "this is not TOML"), ("1950-13-01", "the date 1950-13-01 does not exist")],
    );
}

#[test]
fn claims() {
    assert_mistakes(
        "[[claim]]\nid = \"toll\"\n[[claim]]\nid = \"count\"\ntemplate = \"{n:nummber} people died\"\nvalu = \"n\"\n",
        &[
            ("[[claim]]", "a claim has no template"),
            ("\"{n:nummber} people died\"", "no slot is of the type “nummber”"),
            ("valu", "did you mean “value”?"),
        ],
    );
}

#[test]
fn unknown_keys() {
    assert_mistakes(
        "[[ofice]]\n[[person]]\nname = \"A B\"\nfrom = 1\n[[person]]\nnam = \"C D\"\n",
        &[
            ("ofice", "did you mean “office”?"),
            ("from", "unknown key “from” in a person"),
            ("[[person]]", "a person has no name"),
            ("nam", "did you mean “name”?"),
        ],
    );
}

#[test]
fn unknown_checks_and_parameters() {
    let rule = |check: &str| format!("[[rule]]\nid = \"x\"\nsummary = \"s\"\n{check}\n");
    assert_mistakes(&rule("check.spacin.fault = \"missing\""), &[("spacin", "did you mean “spacing”?")]);
    assert_mistakes(&rule("check.spacing = {}"), &[("spacing", "missing field “fault”")]);
    assert_mistakes(&rule("check = 3"), &[("3", "check has to be a table")]);
    assert_mistakes(
        &rule("check.spacing.falt = \"missing\"\ncheck.spacing.fault = \"missing\"\ncheck.spacing.x = 1"),
        &[("falt", "did you mean “fault”?"), ("x", "spacing has no parameter “x”")],
    );
    assert_mistakes(&rule("check.spacing.fault = \"misssing\""), &[("\"misssing\"", "did you mean “missing”?")]);
}

#[test]
fn rules() {
    assert_mistakes(
        "[[rule]]\nid = \"missing-spaces\"\nlevel = \"of\"\n[[rule]]\nid = \"stray-space\"\nlevel = \"off\"\n[[rule]]\nid = \"stray-space\"\n",
        &[
            ("\"missing-spaces\"", "did you mean “missing-space”?"),
            ("\"of\"", "did you mean “off”?"),
            ("\"stray-space\"", "two rules have the id"),
        ],
    );
    assert_mistakes(
        "[[rule]]\nid = \"stray-space\"\ncheck.spacing.fault = \"stray\"\n[[rule]]\nid = \"My Rule\"\ncheck.spacing.fault = \"stray\"\n",
        &[
            ("\"stray-space\"", "there is a rule “stray-space” already"),
            ("\"My Rule\"", "is no id for a rule"),
            ("\"My Rule\"", "has no summary"),
        ],
    );
}

#[test]
fn examples() {
    assert_mistakes(
        "[[rule]]\nid = \"stray-space\"\n[[rule.example]]\ntext = \"\"\"\nOne two.\n    ^^^^ eror: label\n\"\"\"\ndate = 2024-01-01\n",
        &[("^^^^ eror: label", "after the carets comes"), ("date", "unknown key “date” in an example")],
    );
}

#[test]
fn days() {
    assert_mistakes(
        "[[person]]\nname = \"A B\"\nborn = 2023-02-29\n[[event]]\nname = \"Vote\"\ndate = \"2024-01-01\"\nwords = [[\"vote\"]]\n",
        &[("2023-02-29", "does not exist"), ("\"2024-01-01\"", "date has to be a date")],
    );
    assert_mistakes(
        "[[person]]\nname = \"A B\"\nborn = 1950-01-01\ndied = 1940-01-01\n[[event]]\nname = \"Vote\"\ndate = 2024-01-01\nuntil = 2023-01-01\nwords = [[]]\n",
        &[
            ("1940-01-01", "dies before being born"),
            ("\"Vote\"", "empty group of words"),
            ("2023-01-01", "an event ends before it begins"),
        ],
    );
}

#[test]
fn terms() {
    let held = "[[person]]\nname = \"Anna Lind\"\n[[office]]\ntitle = [\"Mayor\"]\nof = \"Aros\"\nheld = [\n\
                { who = \"Anna Lind\", from = 2010-01-01, to = 2014-01-01 },\n\
                { who = \"Bo Ek\", from = 2013-12-31, to = 2012-01-01 },\n\
                { who = \"Ana Lind\", from = 2015-01-01 },\n{ who = \"\", from = 2016-01-01 },\n]\n";
    assert_mistakes(
        held,
        &[
            ("2013-12-31", "two terms overlap: Anna Lind and Bo Ek"),
            ("2012-01-01", "a term ends before it begins"),
            ("\"Ana Lind\"", "did you mean “Anna Lind”?"),
            ("\"\"", "who is empty"),
        ],
    );
    let handover = "[[office]]\ntitle = [\"Mayor\"]\nof = \"Aros\"\nheld = [\n\
                    { who = \"Bo Ek\", from = 2014-01-01 },\n{ who = \"Anna Lind\", from = 2010-01-01, to = 2014-01-01 },\n]\n";
    assert_mistakes(handover, &[]);
}

#[test]
fn patterns() {
    let stamp = |pattern: &str| format!("[[stamp]]\nname = \"number\"\npattern = '{pattern}'\n");
    assert_mistakes(
        &stamp("AEN(?<year>\\d{4})(?<month>\\d\\d"),
        &[("'AEN(?<year>\\d{4})(?<month>\\d\\d'", "unclosed group")],
    );
    let short = "AEN(?<year>\\d{4})";
    assert_mistakes(&stamp(short), &[("'AEN(?<year>\\d{4})'", "lacks the group (?<day>...) and (?<month>...)")]);
    assert_mistakes(&stamp("(?:\\w{900}){900}"), &[("'(?:\\w{900}){900}'", "more than")]);
}

#[test]
fn doubles() {
    assert_mistakes(
        "[[place]]\nname = \"Georgia\"\nkind = \"country\"\n[[place]]\nname = \"Georgia\"\nin = \"United States\"\nkind = \"state\"\n\
         [[organisation]]\nname = \"NATO\"\n[[organisation]]\nname = \"NATO\"\n",
        &[("\"NATO\"", "the organisation “NATO” stands twice")],
    );
}

#[test]
fn a_file_changes_levels_and_takes_the_place_of_what_was_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rules.toml");
    let rules =
        "[[rule]]\nid = \"stray-space\"\nlevel = \"off\"\n\n[[person]]\nname = \"Anna Lind\"\nborn = 1970-02-03\n";
    std::fs::write(&path, rules).expect("a file");
    let ruleset = Ruleset::load(&Config::File(path)).expect("right");
    assert_eq!(ruleset.rule("stray-space").expect("built in").level, factlint::finding::Level::Off);
    let person = ruleset.knowledge.people.iter().find(|person| person.name == "Anna Lind").expect("added");
    assert_eq!(person.family, "Lind");
    assert_eq!(person.origin.as_ref().expect("from a file").line, 6);
}
