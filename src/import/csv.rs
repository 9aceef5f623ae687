//! A table with a head row -> people, offices and their holders, places, organisations, or events.
//!
//! Commas, semicolons or tabs part the columns, as the head row does; `|` parts the items of a list. The columns are
//! listed in docs/importing.md.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;

use super::entry::{Entry, Import, LeftOut, Value};
use super::holding::{Holding, Offices};
use super::known::Known;
use super::when::When;
use super::{ImportError, name, text};
use crate::fields::nearest;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Rows {
    People,
    Offices,
    Places,
    Organisations,
    Events,
}

impl Rows {
    /// The columns; the first ones have to be there.
    fn columns(self) -> (usize, &'static [&'static str]) {
        match self {
            Rows::People => (1, &["name", "forms", "family", "born", "died", "gender"]),
            Rows::Offices => {
                (4, &["title", "of", "who", "from", "to", "acting", "approximate", "also", "demonym", "complete_until"])
            }
            Rows::Places => (1, &["name", "kind", "in", "forms", "demonyms", "ambiguous"]),
            Rows::Organisations => (1, &["name", "acronym", "forms", "mistaken"]),
            Rows::Events => (3, &["name", "date", "words", "until"]),
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Rows::People => "people",
            Rows::Offices => "offices",
            Rows::Places => "places",
            Rows::Organisations => "organisations",
            Rows::Events => "events",
        }
    }

    /// By the columns that no other table has.
    fn of(head: &[String]) -> Option<Self> {
        let has = |names: &[&str]| names.iter().any(|name| head.iter().any(|column| column == name));
        let signs: [(Rows, &[&str]); 5] = [
            (Rows::Offices, &["who", "title"]),
            (Rows::Events, &["date", "words"]),
            (Rows::Organisations, &["acronym"]),
            (Rows::Places, &["in", "kind", "demonyms", "ambiguous"]),
            (Rows::People, &["born", "died", "family", "gender"]),
        ];
        signs.into_iter().find(|(_, names)| has(names)).map(|(rows, _)| rows)
    }
}

/// Reads a table; what its rows are is told by its columns, unless given.
///
/// # Errors
/// When the file can't be read, or lacks a column that its kind of table has to have.
pub fn read(path: &Path, rows: Option<Rows>, complete_until: Option<NaiveDate>) -> Result<Import, ImportError> {
    let text = text(path)?;
    let unusable = |message: String| ImportError::unusable(path, message);
    let first = text.lines().next().unwrap_or_default();
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter(first))
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| unusable(error.to_string()))?.clone();
    let head: Vec<String> = head.iter().map(|column| column.trim_start_matches('\u{feff}').to_lowercase()).collect();
    let rows = rows.or_else(|| Rows::of(&head)).ok_or_else(|| unusable(UNKNOWN.to_owned()))?;
    let mut table = Table::new(rows, head, complete_until).map_err(unusable)?;
    for record in reader.records() {
        match record {
            Ok(record) => table.row(&record),
            Err(error) => table.left_out.push("a row that can't be read", error.to_string()),
        }
    }
    let kind = format!("table of {}", rows.noun());
    let (entries, left_out) = table.finish();
    Ok(Import { source: name(path), kind, dated: None, entries, left_out })
}

const UNKNOWN: &str = "the columns do not tell what the rows are: give --rows people, offices, places, organisations or \
                       events";

/// The mark that parts the head row, by how often it stands there.
fn delimiter(head: &str) -> u8 {
    let count = |mark: u8| head.bytes().filter(|&b| b == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|&mark| (count(mark), mark == b',')).unwrap_or(b',')
}

struct Table {
    rows: Rows,
    head: Vec<String>,
    known: Known,
    complete_until: Option<NaiveDate>,
    entries: Vec<Entry>,
    /// Names of entries, to find those that stand twice.
    seen: BTreeSet<String>,
    offices: Offices,
    left_out: LeftOut,
}

impl Table {
    fn new(rows: Rows, head: Vec<String>, complete_until: Option<NaiveDate>) -> Result<Self, String> {
        let (required, columns) = rows.columns();
        for column in &columns[..required] {
            if !head.iter().any(|name| name == column) {
                let names: Vec<&str> = head.iter().map(String::as_str).collect();
                let near = nearest(column, &names).map_or(String::new(), |near| format!("; is “{near}” meant for it?"));
                return Err(format!("a table of {} needs a column {column}{near}", rows.noun()));
            }
        }
        let mut left_out = LeftOut::default();
        for column in head.iter().filter(|name| !columns.contains(&name.as_str())) {
            left_out.push("a column that is not known", column.as_str());
        }
        let (entries, seen, offices) = (Vec::new(), BTreeSet::new(), Offices::default());
        Ok(Self { rows, head, known: Known::new(), complete_until, entries, seen, offices, left_out })
    }

    fn row(&mut self, record: &::csv::StringRecord) {
        let line = record.position().map_or(0, ::csv::Position::line);
        if record.iter().all(str::is_empty) {
            return;
        }
        if record.len() > self.head.len() {
            self.left_out.push("a row of more fields than there are columns", format!("line {line}"));
            return;
        }
        let (required, columns) = self.rows.columns();
        let cell = |column: &str| {
            let at = self.head.iter().position(|name| name == column);
            at.and_then(|at| record.get(at)).unwrap_or_default()
        };
        let cell = |column: &str| cell(column).split_whitespace().collect::<Vec<_>>().join(" ");
        let row = Row { cells: columns.iter().map(|column| (*column, cell(column))).collect(), line };
        // the start of a term may be missing: its reason is a better one
        let missing = columns[..required].iter().find(|column| row.text(column).is_empty() && **column != "from");
        if let Some(missing) = missing {
            self.left_out.push(format!("a row without {missing}"), format!("line {line}"));
        } else if self.rows == Rows::Offices {
            self.holding(&row);
        } else {
            self.entry(&row);
        }
    }

    fn holding(&mut self, row: &Row) {
        let of = self.known.body(row.text("of")).to_owned();
        let titles = list(row.text("title"));
        let Some(title) = titles.first() else { return };
        let held = self.offices.office(title.clone(), of);
        held.titles.extend(titles);
        for also in list(row.text("also")) {
            if !held.also.contains(&also) {
                held.also.push(also);
            }
        }
        if held.demonym.is_empty() {
            row.text("demonym").clone_into(&mut held.demonym);
        }
        let complete = When::read(row.text("complete_until")).day().or(self.complete_until);
        held.complete_until = held.complete_until.max(complete);
        held.holdings.push(Holding {
            who: self.known.person(row.text("who"), None),
            from: When::read(row.text("from")),
            to: When::read(row.text("to")),
            acting: is_true(row.text("acting")),
            approximate: is_true(row.text("approximate")),
            place: format!("line {}", row.line),
        });
    }

    fn entry(&mut self, row: &Row) {
        let name = row.text("name");
        let identity = format!("{name}, {}", row.text("in"));
        if !self.seen.insert(identity) {
            self.left_out.push("a name that stands in the table already", format!("{name} (line {})", row.line));
            return;
        }
        let left_out = &mut self.left_out;
        let entry = match self.rows {
            Rows::People => row.person(left_out),
            Rows::Places => row.place(left_out),
            Rows::Organisations => Some(row.organisation()),
            Rows::Events => row.event(left_out),
            Rows::Offices => None,
        };
        self.entries.extend(entry);
    }

    fn finish(mut self) -> (Vec<Entry>, LeftOut) {
        let (mut offices, holders) = self.offices.into_entries(&mut self.left_out);
        let mut holders: Vec<String> = holders.into_iter().collect();
        holders.sort_unstable();
        let person = |name| Entry::new("person").with("name", Value::Text(name));
        self.entries.extend(holders.into_iter().map(person));
        self.entries.append(&mut offices);
        (self.entries, self.left_out)
    }
}

/// One row, by the names of its columns.
struct Row {
    cells: Vec<(&'static str, String)>,
    line: u64,
}

impl Row {
    fn text(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell)
    }

    fn named(&self, table: &'static str) -> Entry {
        Entry::new(table).with("name", Value::Text(self.text("name").to_owned()))
    }

    /// A day that is known; why not goes to what is left out.
    fn day(&self, column: &'static str, left_out: &mut LeftOut) -> Option<NaiveDate> {
        let why = match When::read(self.text(column)) {
            When::Day(day) => return Some(day),
            When::Never => return None,
            When::Month(_) => "known to the month alone".to_owned(),
            When::Vague(why) => why,
        };
        left_out.push(format!("{column}: {why}"), format!("{} (line {})", self.text("name"), self.line));
        None
    }

    /// A word that is one of a few.
    fn choice(&self, column: &'static str, choices: &[&str], left_out: &mut LeftOut) -> Value {
        let word = self.text(column).to_lowercase();
        if word.is_empty() || choices.contains(&word.as_str()) {
            return Value::Text(word);
        }
        let why = format!("{column} is none of {}", choices.join(", "));
        left_out.push(why, format!("{} of {} (line {})", self.text(column), self.text("name"), self.line));
        Value::Text(String::new())
    }

    #[allow(clippy::unnecessary_wraps, reason = "all kinds of rows are read alike")]
    fn person(&self, left_out: &mut LeftOut) -> Option<Entry> {
        let (born, mut died) = (self.day("born", left_out), self.day("died", left_out));
        if born.zip(died).is_some_and(|(born, died)| died < born) {
            left_out.push("died: before being born", format!("{} (line {})", self.text("name"), self.line));
            died = None;
        }
        let entry = self.named("person").with("forms", Value::Texts(list(self.text("forms"))));
        let entry = entry.with("family", Value::Text(self.text("family").to_owned()));
        let entry = entry.with_day("born", born).with_day("died", died);
        Some(entry.with("gender", self.choice("gender", &["m", "f", "x"], left_out)))
    }

    #[allow(clippy::unnecessary_wraps, reason = "all kinds of rows are read alike")]
    fn place(&self, left_out: &mut LeftOut) -> Option<Entry> {
        let entry =
            self.named("place").with("kind", self.choice("kind", &["country", "state", "city", "region"], left_out));
        let entry = entry.with("in", Value::Text(self.text("in").to_owned()));
        let entry = entry.with("forms", Value::Texts(list(self.text("forms"))));
        let entry = entry.with("demonyms", Value::Texts(list(self.text("demonyms"))));
        Some(entry.with("ambiguous", Value::Flag(is_true(self.text("ambiguous")))))
    }

    fn organisation(&self) -> Entry {
        let entry = self.named("organisation").with("acronym", Value::Text(self.text("acronym").to_owned()));
        let entry = entry.with("forms", Value::Texts(list(self.text("forms"))));
        entry.with("mistaken", Value::Texts(list(self.text("mistaken"))))
    }

    fn event(&self, left_out: &mut LeftOut) -> Option<Entry> {
        let date = self.day("date", left_out)?;
        let mut until = self.day("until", left_out);
        if until.is_some_and(|until| until < date) {
            left_out.push("until: before the event begins", format!("{} (line {})", self.text("name"), self.line));
            until = None;
        }
        let words = list(self.text("words"));
        let groups = words.iter().map(|group| group.split_whitespace().map(str::to_owned).collect()).collect();
        let entry = self.named("event").with_day("date", Some(date)).with_day("until", until);
        Some(entry.with("words", Value::Groups(groups)))
    }
}

/// The items of a list.
fn list(cell: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in cell.split(['|', ';']).map(str::trim).filter(|item| !item.is_empty()) {
        if !items.iter().any(|known| known == item) {
            items.push(item.to_owned());
        }
    }
    items
}

fn is_true(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "true" | "yes" | "y" | "1" | "x")
}
