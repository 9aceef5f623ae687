//! [`Import`] x rules file -> rules file: what is there is brought up to date, the rest added, comments and order kept.
//!
//! The head of the file says where each import came from and what it left out. The result is read again before anything
//! is written: an import never leaves a file behind that factlint would refuse.

mod list;
mod office;
mod provenance;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::ImportError;
use super::entry::{Entry, Import, LeftOut, Value};
use crate::fields::Mistakes;
use crate::knowledge::index::joined;
use crate::knowledge::{Knowledge, Written as Place};
use crate::rule::{Broken, RawFile, RulesFile};
use list::List;

/// A rules file with an import in it.
#[derive(Debug)]
pub struct Outcome {
    pub text: String,
    /// How many tables of each kind are new, and how many terms of office.
    pub new: BTreeMap<&'static str, usize>,
    /// What tables that were there say otherwise now: "born of Anna Lind: 1970-02-03, was 1970-02-04".
    pub changed: Vec<String>,
    pub left_out: usize,
}

/// Puts an import into a rules file, or into a new one.
///
/// # Errors
/// When the rules file has mistakes, or would have.
pub fn write(import: Import, path: &str, existing: Option<&str>) -> Result<Outcome, ImportError> {
    let before = existing.unwrap_or_default();
    let crlf = before.contains("\r\n");
    let before = if crlf { Cow::Owned(before.replace("\r\n", "\n")) } else { Cow::Borrowed(before) };
    sound(path, &before)?;
    // comments without a table to stand before would end up below the new ones
    let (opening, before) = if before.lines().all(is_comment) { (before.as_ref(), "") } else { ("", before.as_ref()) };
    let unusable = |message: String| ImportError::unusable(path.as_ref(), message);
    let document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| unusable(error.to_string()))?;
    let mut file = File::new(document).map_err(unusable)?;
    let Import { source, kind, dated, entries, left_out } = import;
    file.left_out = left_out;
    for entry in entries {
        file.put(entry);
    }
    let comment = provenance::comment(&source, &kind, dated, &file.left_out);
    let gap = if opening.is_empty() || opening.ends_with("\n\n") {
        ""
    } else if opening.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let mut text = provenance::put(&format!("{opening}{gap}{}", file.document), &source, &comment);
    sound(path, &text)?;
    if crlf {
        text = text.replace('\n', "\r\n");
    }
    Ok(Outcome { text, new: file.new, changed: file.changed, left_out: file.left_out.len() })
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// Reads a rules file as a run would, but for the rules of other files that it may change.
fn sound(path: &str, text: &str) -> Result<(), ImportError> {
    let mistakes = Mistakes::default();
    let raw = RawFile::read(text, &mistakes);
    Knowledge::default().add(raw.knowledge, Place { path: Some(path), text, mistakes: &mistakes });
    let mistakes = mistakes.into_sorted();
    if mistakes.is_empty() {
        return Ok(());
    }
    let file = RulesFile { path: path.to_owned(), text: Cow::Owned(text.to_owned()), builtin: false };
    Err(ImportError::Broken(Box::new(Broken { file, mistakes, others: Vec::new() })))
}

/// A rules file that is being added to.
struct File {
    document: DocumentMut,
    /// Kind of table and what names one -> its place among the tables of its kind.
    index: FxHashMap<(&'static str, String), usize>,
    /// People's names and forms, joined -> the name as the file has it.
    people: FxHashMap<String, String>,
    new: BTreeMap<&'static str, usize>,
    changed: Vec<String>,
    left_out: LeftOut,
}

const TABLES: [&str; 6] = ["person", "office", "place", "organisation", "event", "rule"];

impl File {
    fn new(document: DocumentMut) -> Result<Self, String> {
        let (index, people) = (FxHashMap::default(), FxHashMap::default());
        let (new, changed, left_out) = (BTreeMap::new(), Vec::new(), LeftOut::default());
        let mut file = Self { document, index, people, new, changed, left_out };
        for kind in TABLES {
            let Some(item) = file.document.get(kind) else { continue };
            let tables = list::read(item).ok_or_else(|| format!("{kind} is no list of tables"))?;
            for (at, table) in tables.iter().enumerate() {
                for name in names(kind, *table) {
                    file.index.entry((kind, name)).or_insert(at);
                }
                if kind == "person" {
                    let name = table::text(*table, "name");
                    for form in std::iter::once(name.to_owned()).chain(table::texts(*table, "forms")) {
                        file.people.entry(joined(&form)).or_insert_with(|| name.to_owned());
                    }
                }
            }
        }
        Ok(file)
    }

    fn put(&mut self, mut entry: Entry) {
        for (key, value) in &mut entry.fields {
            if let (&mut "name", "person", Value::Text(name)) = (&mut *key, entry.table, value) {
                self.known(name);
            }
        }
        entry.terms.iter_mut().for_each(|term| self.known(&mut term.who));
        let at = entry_names(&entry).into_iter().find_map(|name| self.index.get(&(entry.table, name)).copied());
        match at {
            Some(at) => self.update(at, &entry),
            None => self.add(&entry),
        }
    }

    /// Takes the name that the file has for a person.
    fn known(&self, name: &mut String) {
        if let Some(known) = self.people.get(&joined(name)) {
            name.clone_from(known);
        }
    }

    fn update(&mut self, at: usize, entry: &Entry) {
        let item = self.document.get_mut(entry.table).expect("the index holds what the document has");
        let mut tables = List::new(item).expect("the index was made from lists");
        let table = tables.get(at).expect("the index counts the tables");
        let mut changes = table::Changes::default();
        table::update(table, entry, &mut changes);
        let added = office::update(table, entry, &mut changes, &mut self.left_out);
        self.changed.append(&mut changes.0);
        if added > 0 {
            *self.new.entry("term of office").or_default() += added;
        }
    }

    fn add(&mut self, entry: &Entry) {
        let mut table = Table::new();
        table::fill(&mut table, entry);
        office::fill(&mut table, entry);
        let item = self.document.entry(entry.table).or_insert_with(list::none);
        let mut tables = List::new(item).expect("only lists of tables were let in");
        let at = tables.len();
        tables.push(table);
        for name in entry_names(entry) {
            self.index.entry((entry.table, name)).or_insert(at);
        }
        *self.new.entry(entry.table).or_default() += 1;
        if !entry.terms.is_empty() {
            *self.new.entry("term of office").or_default() += entry.terms.len();
        }
    }
}

/// What names a table of a kind: more than one for an office with several titles or bodies.
fn names(kind: &str, table: &dyn TableLike) -> Vec<String> {
    let text = |key: &str| table::text(table, key).to_owned();
    match kind {
        "office" => {
            let bodies: Vec<String> = std::iter::once(text("of")).chain(table::texts(table, "also")).collect();
            pairs(&table::texts(table, "title"), &bodies)
        }
        "place" => vec![format!("{}, {}", text("name"), text("in"))],
        "rule" => vec![text("id")],
        _ => vec![text("name")],
    }
}

fn entry_names(entry: &Entry) -> Vec<String> {
    match entry.table {
        "office" => {
            let titles = entry.fields.iter().find_map(|(key, value)| match value {
                Value::Texts(titles) if *key == "title" => Some(titles.as_slice()),
                _ => None,
            });
            pairs(titles.unwrap_or_default(), &[entry.text("of").to_owned()])
        }
        "place" => vec![format!("{}, {}", entry.text("name"), entry.text("in"))],
        "rule" => vec![entry.text("id").to_owned()],
        _ => vec![entry.text("name").to_owned()],
    }
}

fn pairs(titles: &[String], bodies: &[String]) -> Vec<String> {
    titles.iter().flat_map(|title| bodies.iter().map(move |body| format!("{title}, {body}"))).collect()
}

/// A text as an item of a table.
fn item(value: impl Into<toml_edit::Value>) -> Item {
    Item::Value(value.into())
}
