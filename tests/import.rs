//! Imports: small data of each kind in, a rules file out that loads and says what was left out.

use std::path::{Path, PathBuf};

use factlint::import::{Import, ImportError, csv, vale, wikidata, write};
use factlint::rule::{Config, Ruleset};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            let path = folder.path(name);
            std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn csv(&self, name: &str) -> Import {
        csv::read(&self.path(name), None, None).expect("a table")
    }

    /// Loads a rules file that an import made.
    fn load(&self, text: &str) -> Ruleset {
        let path = self.path("made.toml");
        std::fs::write(&path, text).expect("a file");
        Ruleset::load(&Config::File(path)).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }
}

#[track_caller]
fn written(import: Import, existing: Option<&str>) -> write::Outcome {
    write::write(import, "rules.toml", existing).unwrap_or_else(|error| panic!("{error}"))
}

/// The terms of an office, as a rules file holds them.
fn terms(ruleset: &Ruleset, title: &str, of: &str) -> Vec<String> {
    let offices = &ruleset.knowledge.offices;
    let office = offices.iter().find(|office| office.of == of && office.titles.iter().any(|known| known == title));
    let office = office.unwrap_or_else(|| panic!("no office {title}, {of}"));
    let terms = office.held.iter().map(|term| {
        let to = term.to.map_or(String::new(), |to| to.to_string());
        let mark = if term.approximate { " ~" } else { "" };
        format!("{} {}..{to}{mark}", ruleset.knowledge.people[term.person].name, term.from)
    });
    terms.collect()
}

fn cell(value: &str) -> String {
    format!("{{\"type\": \"literal\", \"value\": \"{value}\"}}")
}

/// A row of the query service: person, label, office, country, start with precision, end with precision, born.
fn row(
    person: &str,
    label: &str,
    office: &str,
    country: &str,
    start: (&str, u8),
    end: (&str, u8),
    born: &str,
) -> String {
    let mut cells = vec![
        format!("\"person\": {{\"type\": \"uri\", \"value\": \"http://www.wikidata.org/entity/{person}\"}}"),
        format!("\"personLabel\": {}", cell(label)),
        format!("\"officeLabel\": {}", cell(office)),
        format!("\"office\": {}", cell("http://www.wikidata.org/entity/Q900")),
        format!("\"countryLabel\": {}", cell(country)),
        format!("\"asked\": {}", cell("2026-05-04T10:11:12Z")),
    ];
    for (name, (date, precision)) in [("start", start), ("end", end), ("born", (born, 11))] {
        if !date.is_empty() {
            cells.push(format!("\"{name}\": {}", cell(date)));
            cells.push(format!("\"{name}Precision\": {}", cell(&precision.to_string())));
        }
    }
    format!("{{{}}}", cells.join(", "))
}

fn results(rows: &[String]) -> String {
    format!("{{\"head\": {{\"vars\": []}}, \"results\": {{\"bindings\": [{}]}}}}", rows.join(",\n"))
}

const MAYOR: &str = "Mayor of Aros";

#[test]
fn wikidata_rows() {
    let rows = [
        row(
            "Q1",
            "Anna Lind",
            MAYOR,
            "Aros",
            ("2001-02-03T00:00:00Z", 11),
            ("2005-03-01T00:00:00Z", 10),
            "1950-04-05T00:00:00Z",
        ),
        // the same once more, with another day of birth
        row(
            "Q1",
            "Anna Lind",
            MAYOR,
            "Aros",
            ("2001-02-03T00:00:00Z", 11),
            ("2005-03-01T00:00:00Z", 10),
            "1951-04-05T00:00:00Z",
        ),
        row(
            "Q2",
            "Bo Ek",
            MAYOR,
            "Aros",
            ("2005-03-01T00:00:00Z", 10),
            ("2010-06-07T00:00:00Z", 11),
            "1960-04-05T00:00:00Z",
        ),
        row("Q3", "Cy Dal", MAYOR, "Aros", ("2010-06-07T00:00:00Z", 11), ("2012-01-01T00:00:00Z", 9), ""),
        row("Q4", "Q4", MAYOR, "Aros", ("2012-06-07T00:00:00Z", 11), ("", 0), ""),
        row("Q5", "Di Ask", MAYOR, "Aros", ("", 0), ("2014-06-07T00:00:00Z", 11), ""),
        row(
            "Q6",
            "Ed Rön",
            MAYOR,
            "Aros",
            ("2014-06-07T00:00:00Z", 11),
            ("http://www.wikidata.org/.well-known/genid/1", 11),
            "",
        ),
        row("Q7", "Flo Gran", MAYOR, "Aros", ("2018-06-07T00:00:00Z", 11), ("", 0), "1970-01-01T00:00:00Z"),
    ];
    let folder = Folder::new(&[("mayors.json", &results(&rows))]);
    let import = wikidata::read(&folder.path("mayors.json"), "2026-01-31".parse().ok()).expect("rows");
    let outcome = written(import, None);
    let ruleset = folder.load(&outcome.text);
    assert_eq!(
        terms(&ruleset, "Mayor", "Aros"),
        ["Anna Lind 2001-02-03..2005-03-01 ~", "Bo Ek 2005-03-01..2010-06-07 ~", "Flo Gran 2018-06-07.."]
    );
    let person = |name: &str| ruleset.knowledge.people.iter().find(|person| person.name == name);
    assert_eq!(person("Bo Ek").expect("a holder").born, "1960-04-05".parse().ok());
    assert_eq!(person("Anna Lind").expect("a holder").born, None);
    assert!(person("Cy Dal").is_none());
    for part in [
        "# Imported from mayors.json: Wikidata, result of a query, data of 2026-05-04.\n",
        "#   left out, a person or office without a label in the language asked for (1):\n#     row 5\n",
        "#   left out, end of a term: known to the year alone (1):\n#     Cy Dal (Mayor, Aros; row 4)\n",
        "#   left out, end of a term: the source says that it is not known (1):\n",
        "#   left out, no start of the term (1):\n",
        "#   left out, day of birth: the source has two (1):\n#     Anna Lind\n",
        "complete_until = 2026-01-31\n",
        "held = [\n  { who = \"Anna Lind\", from = 2001-02-03, to = 2005-03-01, approximate = true },\n",
    ] {
        assert!(outcome.text.contains(part), "{part}\nis not in\n{}", outcome.text);
    }
}

#[test]
fn wikidata_people_of_one_name_are_not_made_one() {
    let day = |day: &'static str| (day, 11);
    let rows = [
        row("Q1", "Anna Lind", MAYOR, "Aros", day("2001-02-03"), day("2005-02-03"), "1950-04-05"),
        row("Q2", "Anna Lind", "Judge of Bera", "Bera", day("2006-02-03"), day("2007-02-03"), "1980-04-05"),
    ];
    let folder = Folder::new(&[("a.json", &results(&rows))]);
    let outcome = written(wikidata::read(&folder.path("a.json"), None).expect("rows"), None);
    assert!(
        outcome
            .text
            .contains("what is known of people who share a name, beside their terms (1):\n#     Anna Lind (Q1, Q2)")
    );
    assert!(!outcome.text.contains("born"), "{}", outcome.text);
    assert_eq!(terms(&folder.load(&outcome.text), "Judge", "Bera"), ["Anna Lind 2006-02-03..2007-02-03"]);
}

#[test]
fn wikidata_rows_of_the_web_page() {
    let rows = "[{\"personLabel\": \"Anna Lind\", \"officeLabel\": \"Mayor of Aros\", \"countryLabel\": \"Aros\", \
                \"start\": \"2001-02-03T00:00:00Z\"}, {\"personLabel\": \"Bo Ek\", \"officeLabel\": \"Judge of Aros\", \
                \"countryLabel\": \"Aros\", \"start\": \"2001-01-01T00:00:00Z\"}]";
    let folder = Folder::new(&[("a.json", rows)]);
    let outcome = written(wikidata::read(&folder.path("a.json"), None).expect("rows"), None);
    assert_eq!(terms(&folder.load(&outcome.text), "Mayor", "Aros"), ["Anna Lind 2001-02-03.."]);
    assert!(outcome.text.contains("1 January, which may stand for the year"), "{}", outcome.text);
    assert!(outcome.text.contains("the data tells no day"));
}

#[test]
fn wikidata_entities() {
    let snak = |id: &str| format!("{{\"snaktype\": \"value\", \"datavalue\": {{\"value\": {{\"id\": \"{id}\"}}}}}}");
    let time = |time: &str, precision: u8| {
        format!(
            "{{\"snaktype\": \"value\", \"datavalue\": {{\"value\": {{\"time\": \"{time}\", \"precision\": {precision}}}}}}}"
        )
    };
    let held = |office: &str, rank: &str, from: &str, to: &str| {
        format!(
            "{{\"mainsnak\": {}, \"rank\": \"{rank}\", \"qualifiers\": {{\"P580\": [{from}], \"P582\": [{to}]}}}}",
            snak(office)
        )
    };
    let none = "{\"snaktype\": \"novalue\"}";
    let json = format!(
        "{{\"entities\": {{
            \"Q1\": {{\"id\": \"Q1\", \"modified\": \"2026-03-02T00:00:00Z\", \"labels\": {{\"en\": {{\"value\": \"Anna Lind\"}}}},
                \"claims\": {{\"P569\": [{{\"mainsnak\": {}, \"rank\": \"normal\"}}], \"P39\": [{}, {}, {}]}}}},
            \"Q9\": {{\"id\": \"Q9\", \"labels\": {{\"mul\": {{\"value\": \"Mayor of Aros\"}}}},
                \"claims\": {{\"P1001\": [{{\"mainsnak\": {}}}]}}}},
            \"Q8\": {{\"id\": \"Q8\", \"labels\": {{\"en\": {{\"value\": \"Aros\"}}}}, \"claims\": {{}}}}
        }}}}",
        time("+1950-04-05T00:00:00Z", 11),
        held("Q9", "normal", &time("+2011-02-03T00:00:00Z", 11), none),
        held("Q9", "deprecated", &time("+1990-02-03T00:00:00Z", 11), none),
        held("Q77", "normal", &time("+1991-02-03T00:00:00Z", 11), none),
        snak("Q8"),
    );
    let folder = Folder::new(&[("Q1.json", &json)]);
    let outcome = written(wikidata::read(&folder.path("Q1.json"), None).expect("entities"), None);
    assert_eq!(terms(&folder.load(&outcome.text), "Mayor", "Aros"), ["Anna Lind 2011-02-03.."]);
    assert!(outcome.text.contains("Wikidata, entities, data of 2026-03-02"), "{}", outcome.text);
    assert!(
        outcome.text.contains("an office whose entity is not in the file (1):\n#     Q77 (Q1, position 2)"),
        "{}",
        outcome.text
    );
    assert!(outcome.text.contains("born = 1950-04-05"));
}

#[test]
fn what_wikidata_never_gives_is_refused() {
    let folder = Folder::new(&[
        ("broken.json", "{\"results\": \n nothing}"),
        ("other.json", "{\"name\": 1}"),
        ("columns.json", "{\"results\": {\"bindings\": [{\"x\": {\"value\": \"1\"}}]}}"),
        ("rows.json", "{\"results\": {\"bindings\": 3}}"),
        ("text.json", "[1, 2]"),
        ("empty.json", ""),
    ]);
    let message = |name: &str| wikidata::read(&folder.path(name), None).expect_err("refused").to_string();
    assert!(message("broken.json").contains("line 2: this is not JSON: expected ident"), "{}", message("broken.json"));
    assert!(message("other.json").contains("neither a result of the Wikidata query service"));
    assert!(message("columns.json").contains("row 1 has no column person"));
    assert!(message("rows.json").contains("no list of rows"));
    assert!(wikidata::read(&folder.path("text.json"), None).is_ok_and(|import| import.entries.is_empty()));
    assert!(message("empty.json").contains("line 1: this is not JSON"));
    assert!(message("none.json").contains("cannot read"));
}

#[test]
fn tables_of_each_kind() {
    let folder = Folder::new(&[
        (
            "people.csv",
            "name,forms,family,born,gender,shoe size\nAnna Lind,A. Lind; Anna K. Lind,,1950-04-05,f,7\nBo van Ek,,van Ek,1951-02,q,\nAnna Lind,,,,,\n,,,,,\n",
        ),
        (
            "offices.csv",
            "title;of;who;from;to;acting\nMayor|Lady Mayor;Aros;Anna Lind;2001-02-03;2005-02-03;\nMayor;Aros;Bo Ek;2005-02-03;;yes\nMayor;Aros;Cy;;2000-01-02;\nMayor;Aros;;2000-01-02;;;;;\n",
        ),
        (
            "places.csv",
            "name\tin\tkind\tdemonyms\tambiguous\nAros\tNorland\tcity\tArosian\tyes\nAros\tSouthland\tcounty\t\t\n",
        ),
        ("bodies.csv", "name,acronym\n\"Norland Bank, Central\",NB\n"),
        (
            "events.csv",
            "name,date,until,words\nthe Aros fair,2024-05-06,2024-05-01,Aros fair opened|fair Aros begins\nX,May,,a b\n",
        ),
        ("latin.csv", "name,acronym\nSj\u{f6}bank,SB\n"),
    ]);
    let people = written(folder.csv("people.csv"), None).text;
    assert!(people.contains("[[person]]\nname = \"Anna Lind\"\nforms = [\"A. Lind\", \"Anna K. Lind\"]\nborn = 1950-04-05\ngender = \"f\"\n"), "{people}");
    for part in [
        "a column that is not known (1):\n#     shoe size",
        "born: known to the month alone (1)",
        "gender is none of m, f, x",
        "stands in the table already",
    ] {
        assert!(people.contains(part), "{part}\n{people}");
    }
    let offices = written(folder.csv("offices.csv"), Some(&people)).text;
    assert_eq!(
        terms(&folder.load(&offices), "Lady Mayor", "Aros"),
        ["Anna Lind 2001-02-03..2005-02-03", "Bo Ek 2005-02-03.."]
    );
    assert!(offices.contains("acting = true"));
    assert_eq!(offices.matches("name = \"Anna Lind\"").count(), 1);
    let places = written(folder.csv("places.csv"), None).text;
    assert_eq!(folder.load(&places).knowledge.places.len(), 2);
    assert!(
        places.contains("kind is none of country, state, city, region (1):\n#     county of Aros (line 3)"),
        "{places}"
    );
    assert!(
        written(folder.csv("bodies.csv"), None).text.contains("name = \"Norland Bank, Central\"\nacronym = \"NB\"")
    );
    let events = written(folder.csv("events.csv"), None).text;
    assert!(
        events.contains("words = [[\"Aros\", \"fair\", \"opened\"], [\"fair\", \"Aros\", \"begins\"]]"),
        "{events}"
    );
    assert!(
        events.contains("date: “May” is no date such as 2024-10-01 (1)")
            && events.contains("until: before the event begins"),
        "{events}"
    );
    std::fs::write(folder.path("latin.csv"), b"name,acronym\nSj\xf6bank,SB\n").expect("a file");
    assert!(written(folder.csv("latin.csv"), None).text.contains("Sjöbank"));
}

#[test]
fn tables_that_cannot_be_told() {
    let folder = Folder::new(&[
        ("a.csv", "name\nAnna Lind\n"),
        ("b.csv", "titel,of,who,from\nMayor,Aros,A,2001-01-02\n"),
        ("empty.csv", ""),
    ]);
    let read = |name: &str| csv::read(&folder.path(name), None, None).expect_err("refused").to_string();
    assert!(read("a.csv").contains("give --rows people"));
    assert!(
        read("b.csv").contains("a table of offices needs a column title; is “titel” meant for it?"),
        "{}",
        read("b.csv")
    );
    assert!(read("empty.csv").contains("give --rows"));
    let people = csv::read(&folder.path("a.csv"), Some(csv::Rows::People), None).expect("a table");
    assert_eq!(people.entries.len(), 1);
}

const FILE: &str = "\
# What the desk knows.
# Kept by hand.

extends = [\"other.toml\"]

[[person]]
name = \"Anna Lind\"   # the mayor
born = 1950-04-06     # by her own account

[[office]]
title = [\"Mayor\"]
of = \"Aros\"
held = [
  { who = \"Anna Lind\", from = 2001-02-03 }, # sworn in at night
  # Dal was never confirmed
  { who = \"Cy Dal\", from = 2010-06-07, to = 2012-01-02 }, # last
]

[[place]]
name = \"Aros\"
";

#[test]
fn an_import_updates_a_file_and_keeps_what_people_wrote() {
    let file = FILE.replace("from = 2001-02-03 }", "from = 2001-02-03, to = 2004-01-01 }");
    let table = "title,of,who,from,to\nMayor,Aros,Anna Lind,2001-02-05,2005-02-03\nMayor,Aros,Bo Ek,2005-02-03,2010-06-07\nMayor,Aros,Cy Dal,2010-06-07,2012-01-02\nMayor,Aros,Di Ask,2012-01-02,\nMayor,Bera,Anna LIND,2015-02-03,\n";
    let people = "name,born,forms\nAnna Lind,1950-04-05,A. Lind\n";
    let folder = Folder::new(&[("mayors.csv", table), ("people.csv", people)]);
    let outcome = written(folder.csv("mayors.csv"), Some(&file));
    let second = written(folder.csv("people.csv"), Some(&outcome.text));
    let expected = "\
# What the desk knows.
# Kept by hand.

# Imported from people.csv: table of people, the data tells no day.

# Imported from mayors.csv: table of offices, the data tells no day.

extends = [\"other.toml\"]

[[person]]
name = \"Anna Lind\"   # the mayor
born = 1950-04-05     # by her own account
forms = [\"A. Lind\"]

[[person]]
name = \"Bo Ek\"

[[person]]
name = \"Cy Dal\"

[[person]]
name = \"Di Ask\"

[[office]]
title = [\"Mayor\"]
of = \"Aros\"
held = [
  { who = \"Anna Lind\", from = 2001-02-05, to = 2005-02-03 }, # sworn in at night
  { who = \"Bo Ek\", from = 2005-02-03, to = 2010-06-07 },
  # Dal was never confirmed
  { who = \"Cy Dal\", from = 2010-06-07, to = 2012-01-02 }, # last
  { who = \"Di Ask\", from = 2012-01-02 },
]

[[office]]
title = [\"Mayor\"]
of = \"Bera\"
held = [
  { who = \"Anna Lind\", from = 2015-02-03 },
]

[[place]]
name = \"Aros\"
";
    assert_eq!(second.text, expected, "\n{}", second.text);
    assert_eq!(
        outcome.changed,
        [
            "from of Anna Lind (Mayor, Aros): 2001-02-05, was 2001-02-03",
            "to of Anna Lind (Mayor, Aros): 2005-02-03, was 2004-01-01"
        ]
    );
    assert_eq!(second.changed, ["forms of Anna Lind: A. Lind, new", "born of Anna Lind: 1950-04-05, was 1950-04-06"]);
    // the same once more changes nothing
    let again = written(folder.csv("people.csv"), Some(&second.text));
    assert_eq!(again.text, second.text);
    let again = written(folder.csv("mayors.csv"), Some(&second.text));
    assert_eq!(again.text, second.text);
    assert!(again.changed.is_empty() && again.new.is_empty(), "{again:?}");
}

#[test]
fn a_list_stays_whole_until_the_later_day() {
    let folder = Folder::new(&[("a.csv", "title,of,who,from\nMayor,Aros,Bo Ek,2011-02-03\n")]);
    let import = |day: &str| csv::read(&folder.path("a.csv"), None, day.parse().ok()).expect("a table");
    let file = written(import("2020-02-03"), None).text;
    assert!(written(import("2019-02-03"), Some(&file)).changed.is_empty());
    assert_eq!(
        written(import("2021-02-03"), Some(&file)).changed,
        ["complete_until of Mayor, Aros: 2021-02-03, was 2020-02-03"]
    );
}

#[test]
fn a_file_of_comments_keeps_them_at_its_head() {
    let folder = Folder::new(&[("a.csv", "name,born\n\"Bo\nEk\",1960-01-02\n")]);
    let text = written(folder.csv("a.csv"), Some("# Desk")).text;
    let comment = "# Imported from a.csv: table of people, the data tells no day.\n";
    assert_eq!(text, format!("# Desk\n\n{comment}\n[[person]]\nname = \"Bo Ek\"\nborn = 1960-01-02\n"));
}

#[test]
fn tables_written_in_other_ways_are_added_to() {
    let file = "person = [{ name = \"Anna Lind\" }, # hers\n  { name = \"Bo Ek\", born = 1960-01-02 } ]\n\n[[office]]\ntitle = [\"Mayor\"]\nof = \"Aros\"\n\
                [[office.held]]\nwho = \"Anna Lind\" # x\nfrom = 2010-01-04\nto = 2012-02-03\n";
    let folder = Folder::new(&[("a.csv", "title,of,who,from\nMayor,Aros,Cy Dal,2012-02-03\n")]);
    let text = written(folder.csv("a.csv"), Some(file)).text;
    assert_eq!(
        terms(&folder.load(&text), "Mayor", "Aros"),
        ["Anna Lind 2010-01-04..2012-02-03", "Cy Dal 2012-02-03.."]
    );
    for part in
        ["# hers\n", "who = \"Anna Lind\" # x\n", "[[office.held]]\nwho = \"Cy Dal\"\n", "{ name = \"Cy Dal\" }"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn line_ends_of_the_file_stay() {
    let folder = Folder::new(&[("people.csv", "name,born\nBo Ek,1960-01-02\n")]);
    let outcome = written(folder.csv("people.csv"), Some("# Desk\r\n[[person]]\r\nname = \"Anna Lind\"\r\n"));
    assert_eq!(outcome.text.matches('\n').count(), outcome.text.matches("\r\n").count(), "{:?}", outcome.text);
    assert_eq!(folder.load(&outcome.text).knowledge.people.iter().filter(|person| person.origin.is_some()).count(), 2);
}

#[test]
fn terms_in_the_file_go_before_those_that_overlap_them() {
    let table = "title,of,who,from,to\nMayor,Aros,Bo Ek,2009-02-03,2011-06-07\nMayor,Aros,Cy Dal,2011-06-07,\n";
    let folder = Folder::new(&[("mayors.csv", table)]);
    let file = "[[office]]\ntitle = [\"Mayor\"]\nof = \"Aros\"\nheld = [{ who = \"Anna Lind\", from = 2005-02-03, to = 2011-06-07 }]\n";
    let outcome = written(folder.csv("mayors.csv"), Some(file));
    assert_eq!(
        terms(&folder.load(&outcome.text), "Mayor", "Aros"),
        ["Anna Lind 2005-02-03..2011-06-07", "Cy Dal 2011-06-07.."]
    );
    assert!(
        outcome.text.contains(
            "a term that overlaps one in the file (1):\n#     Bo Ek from 2009-02-03 (Mayor, Aros) and Anna Lind"
        ),
        "{}",
        outcome.text
    );
}

#[test]
fn a_broken_file_is_not_written_to() {
    let folder = Folder::new(&[("people.csv", "name,born\nBo Ek,1960-01-02\n")]);
    for (file, part) in [
        ("[[person]\nname = 1\n", "this is not TOML"),
        ("[[person]]\nname = 1\n", "name has to be a text"),
        ("[person]\nname = \"A\"\n", "person has to be a list"),
        ("[[person]]\nname = \"A B\"\n[[person]]\nname = \"A B\"\n", "stands twice"),
    ] {
        let error = write::write(folder.csv("people.csv"), "rules.toml", Some(file)).expect_err("refused");
        assert!(matches!(error, ImportError::Broken(_)), "{error}");
        let shown = error.to_string();
        assert!(shown.contains(part) && shown.ends_with("nothing was written"), "{shown}");
    }
}

#[test]
fn vale_styles() {
    let folder = Folder::new(&[
        (
            "styles/Acme/Terms.yml",
            "extends: substitution\nmessage: \"Use '%s'.\"\nlevel: error\nignorecase: true\nlink: https://example.org/terms\nswap:\n  \"e-?mails?\": email|letter\n  Kiev: Kyiv\n  '(?<!x)y': z\n  'the (\\w+)': $1\nexceptions:\n  - Chicken Kiev\n",
        ),
        ("styles/Acme/Passive.yml", "extends: existence\ntokens:\n  - was\n"),
        ("styles/Acme/meta.json", "{}"),
        ("styles/Acme/Bad.yml", "extends: [substitution\n"),
        ("styles/config/vocabularies/Base/accept.txt", "GitHub\n# a comment\nSmith\nKiev Opera\n(?i)iPhone\n"),
        ("styles/config/vocabularies/Base/reject.txt", "[Gg]uys\n"),
    ]);
    let import = vale::read(&folder.path("styles")).expect("styles");
    let outcome = written(import, None);
    for part in [
        "id = \"vale-acme-terms\"\nlevel = \"info\"\n",
        "See https://example.org/terms",
        "except = [\"Chicken Kiev\", \"Kiev Opera\"]\n",
        "[rule.check.preferred-form.swap]\nKiev = \"Kyiv\"\ne-mail = \"email|letter\"\n",
        "id = \"vale-vocabulary-base\"\n",
        "exact = [\"GitHub\"]",
        "avoid = [\"Guys\", \"guys\"]",
        "left out, a rule that extends existence: only substitution is taken over (1):\n#     Acme/Passive.yml",
        "left out, a file that is not YAML (1):\n#     Acme/Bad.yml: line ",
        "left out, a pattern of a kind that is not read (look-around?) (1):\n#     (?<!x)y → z (Acme/Terms.yml)",
        "left out, a replacement made from what was found (1)",
        "left out, an accepted word that bears on no rule here (2):\n#     Smith (config/vocabularies/Base/accept.txt)\n#     iPhone",
    ] {
        assert!(outcome.text.contains(part), "{part}\nis not in\n{}", outcome.text);
    }
    let ruleset = folder.load(&outcome.text);
    assert_eq!(ruleset.rule("vale-acme-terms").expect("imported").kind, "preferred-form");
    // what the desk changed stays, what the style adds comes
    let desk = outcome.text.replace("level = \"info\"", "level = \"warning\" # ours");
    std::fs::write(
        folder.path("styles/Acme/Terms.yml"),
        "extends: substitution\nignorecase: true\nswap:\n  Bombay: Mumbai\n  Kiev: Kyjiv\n",
    )
    .expect("a file");
    let again = written(vale::read(&folder.path("styles")).expect("styles"), Some(&desk));
    assert!(
        again.text.contains("level = \"warning\" # ours") && again.text.contains("Bombay = \"Mumbai\""),
        "{}",
        again.text
    );
    assert_eq!(again.changed, ["Bombay of vale-acme-terms: Mumbai, new", "Kiev of vale-acme-terms: Kyjiv, was Kyiv"]);
    assert_eq!(again.text.matches("[[rule]]").count(), 2);
}

#[test]
fn folders_without_styles_are_refused() {
    let folder = Folder::new(&[("a/b.txt", "x")]);
    assert!(vale::read(&folder.path("a")).expect_err("refused").to_string().contains("no style"));
    assert!(vale::read(Path::new("no/such/folder")).is_err());
}

#[test]
fn thousands_of_rows_take_no_time() {
    let mut table = "title,of,who,from,to\n".to_owned();
    for n in 0..4_000 {
        let (town, term) = (n / 10, n % 10);
        table.push_str(&format!("Mayor,Town {town},Person {n},{}-02-03,{}-02-03\n", 1950 + term * 5, 1955 + term * 5));
    }
    let folder = Folder::new(&[("mayors.csv", &table)]);
    let start = std::time::Instant::now();
    let outcome = written(folder.csv("mayors.csv"), None);
    let again = written(folder.csv("mayors.csv"), Some(&outcome.text));
    assert_eq!(again.text, outcome.text);
    assert_eq!(outcome.new["term of office"], 4_000);
    let seconds = start.elapsed().as_secs();
    assert!(seconds < 60, "it took {seconds} s");
}
