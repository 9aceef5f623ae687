//! A baseline onto its file: what somebody wrote there by hand (comments, the form of a value) stays.

use std::collections::BTreeMap;
use std::fmt::Write;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::{Baseline, BaselineError, Entry};

const HEADER: &str = "# Findings that are known and let stand: factlint keeps quiet about them (--baseline).\n\
     # Written by `factlint baseline` and `factlint review`; a reason may be added to each.\n";

/// The tables of the file, in their order.
const TABLES: [&str; 2] = ["finding", "question"];

impl Baseline {
    /// The baseline as TOML.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = String::from(HEADER);
        self.lists().into_iter().flatten().for_each(|entry| write_entry(entry, &mut out));
        out
    }

    /// The baseline as TOML, written over what `old` holds: entries that stay keep their comments and their form.
    ///
    /// # Errors
    /// When `old` is no baseline; `path` is its name in messages.
    pub fn over(&self, old: &str, path: &str) -> Result<String, BaselineError> {
        if old.trim().is_empty() {
            return Ok(self.to_toml());
        }
        Self::read(old, path)?;
        let broken = |error: toml_edit::TomlError| BaselineError::Broken {
            path: path.to_owned(),
            line: 1,
            message: error.message().to_owned(),
        };
        let mut document: DocumentMut = old.parse().map_err(broken)?;
        let header = take_header(&mut document);
        let mut tables: Vec<(&str, Table)> = Vec::new();
        for (name, entries) in TABLES.into_iter().zip(self.lists()) {
            let known = match document.remove(name) {
                Some(Item::ArrayOfTables(known)) => known.into_iter().collect(),
                _ => Vec::new(),
            };
            tables.extend(merged(known, entries).into_iter().map(|table| (name, table)));
        }
        put_back(&mut document, tables, &header);
        Ok(document.to_string())
    }

    fn lists(&self) -> [&[Entry]; 2] {
        [&self.entries, &self.questions]
    }
}

/// The comment above the first entry, up to an empty line: it is about the file, not about the entry.
fn take_header(document: &mut DocumentMut) -> String {
    let tables = document.as_table_mut().iter_mut().filter_map(|(_, item)| item.as_array_of_tables_mut());
    let Some(first) = tables.flat_map(ArrayOfTables::iter_mut).min_by_key(|table| table.position()) else {
        return String::new();
    };
    let prefix = first.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    let end = prefix.rfind("\n\n").map_or(0, |at| at + 1);
    first.decor_mut().set_prefix(&prefix[end..]);
    prefix[..end].to_owned()
}

/// The tables of entries in their order, those that were there as they were.
fn merged(known: Vec<Table>, entries: &[Entry]) -> Vec<Table> {
    let fingerprint = |table: &Table| table.get("fingerprint").and_then(Item::as_str).unwrap_or_default().to_owned();
    let mut known: BTreeMap<String, Table> = known.into_iter().map(|table| (fingerprint(&table), table)).collect();
    let merged = entries.iter().filter_map(|entry| match known.remove(&entry.fingerprint) {
        Some(table) => Some(current(table, entry)),
        None => table(entry),
    });
    merged.collect()
}

/// A table with what an entry says now.
fn current(mut table: Table, entry: &Entry) -> Table {
    let told =
        [("message", Some(&entry.message)), ("reason", entry.reason.as_ref()), ("question", entry.question.as_ref())];
    for (key, now) in told {
        let was = table.get(key).and_then(Item::as_str);
        match now {
            Some(now) if was.unwrap_or_default() != now => {
                table.insert(key, value(now.as_str()));
            }
            None if was.is_some() => {
                table.remove(key);
            }
            _ => {}
        }
    }
    table
}

/// The table of a new entry.
fn table(entry: &Entry) -> Option<Table> {
    let mut text = String::new();
    write_entry(entry, &mut text);
    let mut document: DocumentMut = text.parse().ok()?;
    let name = if entry.question.is_some() { "question" } else { "finding" };
    match document.remove(name) {
        Some(Item::ArrayOfTables(tables)) => tables.into_iter().next(),
        _ => None,
    }
}

fn put_back(document: &mut DocumentMut, tables: Vec<(&str, Table)>, header: &str) {
    if tables.is_empty() {
        let rest = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{header}{rest}"));
        return;
    }
    for (number, (name, mut table)) in tables.into_iter().enumerate() {
        let own = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        if number == 0 {
            table.decor_mut().set_prefix(format!("{header}{own}"));
        } else if !own.starts_with('\n') {
            table.decor_mut().set_prefix(format!("\n{own}"));
        }
        table.set_position(isize::try_from(number).ok());
        let list = document.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(list) = list.as_array_of_tables_mut() {
            list.push(table);
        }
    }
}

fn write_entry(entry: &Entry, out: &mut String) {
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut line = |key: &str, value: String| writeln!(out, "{key} = {value}").expect("a string takes every text");
    let head = if entry.question.is_some() { "\n[[question]]\npath" } else { "\n[[finding]]\npath" };
    line(head, text(&entry.path));
    line("rule", text(&entry.rule));
    line("fingerprint", text(&entry.fingerprint));
    if !entry.with.is_empty() {
        let with: Vec<String> = entry.with.iter().map(|path| text(path)).collect();
        line("with", format!("[{}]", with.join(", ")));
    }
    line("message", text(&entry.message));
    for (key, said) in [("reason", &entry.reason), ("question", &entry.question)] {
        if let Some(said) = said {
            line(key, text(said));
        }
    }
}
