//! Wikidata -> people and the offices they held: a result of the query service, or the JSON of entities.

mod entities;
mod sparql;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::entry::{Entry, Import, LeftOut, Value};
use super::holding::{Holding, Offices};
use super::known::Known;
use super::when::When;
use super::{ImportError, name, text};

/// Reads a file of either kind. `complete_until` is the day until which its lists of holders are whole, if somebody
/// vouches for one.
///
/// # Errors
/// When the file can't be read, is not JSON, or is JSON of another shape.
pub fn read(path: &Path, complete_until: Option<NaiveDate>) -> Result<Import, ImportError> {
    let text = text(path)?;
    let json: Json = serde_json::from_str(&text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        ImportError::unusable(path, format!("line {}: this is not JSON: {message}", error.line()))
    })?;
    let statements = sparql::read(&json).or_else(|| entities::read(&json)).unwrap_or_else(|| Err(SHAPE.to_owned()));
    let statements = statements.map_err(|message| ImportError::unusable(path, message))?;
    Ok(statements.into_import(name(path), complete_until))
}

const SHAPE: &str = "this is JSON, but neither a result of the Wikidata query service (rows under results.bindings) nor \
                     entities (under entities)";

/// What a file states, before names are compared.
#[derive(Debug, Default)]
struct Statements {
    kind: &'static str,
    dated: Option<NaiveDate>,
    /// By their ids.
    people: BTreeMap<String, Person>,
    held: Vec<Statement>,
    left_out: LeftOut,
}

#[derive(Debug, Default)]
struct Person {
    name: String,
    forms: Vec<String>,
    family: String,
    born: Option<When>,
}

/// That somebody held an office.
#[derive(Debug)]
struct Statement {
    /// An id in [`Statements::people`].
    person: String,
    office: String,
    /// The country or body, or "" where only the office's name may tell.
    body: String,
    from: When,
    to: When,
    acting: bool,
    place: String,
}

impl Statements {
    fn into_import(mut self, source: String, complete_until: Option<NaiveDate>) -> Import {
        let known = Known::new();
        let names = self.names(&known);
        let mut offices = Offices::default();
        for one in std::mem::take(&mut self.held) {
            let Some((title, of)) = known.title(&one.office, &one.body) else {
                self.left_out.push("an office of no country or body", format!("{} ({})", one.office, one.place));
                continue;
            };
            let held = offices.office(title, of);
            held.complete_until = complete_until;
            let who = names[&one.person].clone();
            let (from, to, place) = (one.from, one.to, one.place);
            held.holdings.push(Holding { who, from, to, acting: one.acting, approximate: false, place });
        }
        let (mut entries, holders) = offices.into_entries(&mut self.left_out);
        let mut people = self.people(&names);
        people.retain(|person| holders.contains(person.text("name")));
        people.append(&mut entries);
        Import { source, kind: self.kind.to_owned(), dated: self.dated, entries: people, left_out: self.left_out }
    }

    /// Ids -> names as they are written.
    fn names(&self, known: &Known) -> BTreeMap<String, String> {
        let name = |person: &Person| known.person(&person.name, person.born.as_ref().and_then(When::day));
        self.people.iter().map(|(id, person)| (id.clone(), name(person))).collect()
    }

    /// The people, once each. Of several people with one name nothing but the name is written.
    fn people(&mut self, names: &BTreeMap<String, String>) -> Vec<Entry> {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, name) in names {
            by_name.entry(name).or_default().push(id);
        }
        let mut entries = Vec::with_capacity(by_name.len());
        for (name, ids) in by_name {
            let entry = Entry::new("person").with("name", Value::Text(name.to_owned()));
            if let [id] = ids.as_slice() {
                entries.push(self.people[*id].write(name, entry, &mut self.left_out));
                continue;
            }
            let what = format!("{name} ({})", ids.join(", "));
            self.left_out.push("what is known of people who share a name, beside their terms", what);
            entries.push(entry);
        }
        entries
    }
}

impl Person {
    /// Adds what is known of a person to an entry with the name that it is written under.
    fn write(&self, name: &str, entry: Entry, left_out: &mut LeftOut) -> Entry {
        let mut forms: Vec<String> = std::iter::once(&self.name).chain(&self.forms).cloned().collect();
        forms.retain(|form| form != name);
        forms.dedup();
        // the last word is taken for the family name unless another is given
        let usual = name.rsplit(' ').next() == Some(&self.family) || !name.contains(&self.family);
        let family = if usual { String::new() } else { self.family.clone() };
        if let Some(When::Vague(why)) = &self.born {
            left_out.push(format!("day of birth: {why}"), name);
        }
        let entry = entry.with("forms", Value::Texts(forms)).with("family", Value::Text(family));
        entry.with_day("born", self.born.as_ref().and_then(When::day))
    }
}

/// Whether a label is no label but the id of an entity that has none in the language asked for.
fn is_id(label: &str) -> bool {
    label.strip_prefix(['Q', 'P', 'L']).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}
