//! Rows of the Wikidata query service -> statements. Both shapes of its JSON are read: the results format of SPARQL, and
//! the plain list of rows that its web page offers.
//!
//! The columns are those of the query in docs/importing.md. A row comes once for each pair of what a person has two of;
//! such rows are one statement.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value as Json};

use super::super::when::When;
use super::{Person, Statement, Statements, is_id};

/// The rows as statements; `None` when the JSON has no rows at all.
pub(super) fn read(json: &Json) -> Option<Result<Statements, String>> {
    let rows = json.pointer("/results/bindings").or(Some(json).filter(|json| is_rows(json)))?.as_array();
    let Some(rows) = rows else { return Some(Err("results.bindings is no list of rows".to_owned())) };
    Some(statements(rows))
}

/// A list of rows; a list of entities has an id in each.
fn is_rows(json: &Json) -> bool {
    json.as_array().is_some_and(|rows| rows.iter().all(|row| row.is_object() && row.get("claims").is_none()))
}

fn statements(rows: &[Json]) -> Result<Statements, String> {
    let mut statements = Statements { kind: "Wikidata, result of a query", ..Statements::default() };
    let mut seen = FxHashSet::default();
    for (at, row) in rows.iter().enumerate() {
        let place = format!("row {}", at + 1);
        let Some(row) = row.as_object().map(Row) else { return Err(format!("{place} is no table of columns")) };
        for column in ["person", "office"] {
            if row.text(column).is_none() && row.label(column).is_none() {
                return Err(format!("{place} has no column {column}: is this the query of docs/importing.md?"));
            }
        }
        let asked = row.text("asked").and_then(|asked| When::read(asked).day());
        statements.dated = statements.dated.max(asked);
        if seen.insert(row.identity()) {
            statements.row(row, place);
        }
        statements.details(row);
    }
    Ok(statements)
}

impl Statements {
    fn row(&mut self, row: Row<'_>, place: String) {
        let (Some(person), Some(office)) = (row.label("person"), row.label("office")) else {
            self.left_out.push("a person or office without a label in the language asked for", place);
            return;
        };
        self.people.entry(row.id()).or_insert_with(|| Person { name: person.to_owned(), ..Person::default() });
        self.held.push(Statement {
            person: row.id(),
            office: office.to_owned(),
            body: row.label("country").unwrap_or_default().to_owned(),
            from: row.when("start"),
            to: row.when("end"),
            acting: row.text("acting") == Some("true"),
            place,
        });
    }

    /// What a row adds to the person.
    fn details(&mut self, row: Row<'_>) {
        let born = row.when("born");
        let Some(person) = self.people.get_mut(&row.id()) else { return };
        // of two days of birth none is taken
        match &person.born {
            None => person.born = Some(born),
            Some(known) if *known != born => {
                person.born = Some(When::Vague("the source has two".to_owned()));
            }
            Some(_) => {}
        }
        if let Some(family) = row.label("family").filter(|_| person.family.is_empty()) {
            family.clone_into(&mut person.family);
        }
        let forms = row.text("forms").unwrap_or_default().split('|').map(str::trim);
        for form in forms.filter(|form| !form.is_empty()) {
            if !person.forms.iter().any(|known| known == form) {
                person.forms.push(form.to_owned());
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Row<'j>(&'j Map<String, Json>);

impl<'j> Row<'j> {
    /// A column's value: `{"type": .., "value": ..}` or the value itself.
    fn text(self, column: &str) -> Option<&'j str> {
        let cell = self.0.get(column)?;
        cell.as_str().or_else(|| cell.get("value")?.as_str()).filter(|text| !text.is_empty())
    }

    /// `personLabel`, or `person` itself when that is no address of an entity.
    fn label(self, column: &str) -> Option<&'j str> {
        let label = self.text(&format!("{column}Label")).or_else(|| self.text(column));
        label.filter(|label| !label.contains("://") && !is_id(label) && !is_unknown(label))
    }

    /// What tells a person from another: the entity, or else the name.
    fn id(self) -> String {
        let person = self.text("person").or_else(|| self.text("personLabel")).unwrap_or_default();
        person.rsplit('/').next().unwrap_or(person).to_owned()
    }

    fn when(self, column: &str) -> When {
        let Some(written) = self.text(column) else { return When::Never };
        let blank = self.0.get(column).and_then(|cell| cell.get("type")).is_some_and(|kind| kind == "bnode");
        if blank || is_unknown(written) {
            return When::Vague("the source says that it is not known".to_owned());
        }
        let precision = self.0.get(&format!("{column}Precision"));
        let precision = precision.and_then(|cell| cell.get("value").or(Some(cell)));
        let precision = precision.and_then(|cell| cell.as_u64().or_else(|| cell.as_str()?.parse().ok()));
        When::with_precision(written, precision.and_then(|precision| u8::try_from(precision).ok()))
    }

    /// What makes a row a statement of its own.
    fn identity(self) -> Vec<&'j str> {
        let columns = ["person", "personLabel", "office", "officeLabel", "country", "countryLabel", "start", "end"];
        columns.iter().map(|column| self.text(column).unwrap_or_default()).collect()
    }
}

/// Wikidata's "unknown value".
fn is_unknown(value: &str) -> bool {
    value.contains("/.well-known/genid/") || value.starts_with("_:")
}
