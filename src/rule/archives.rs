//! `[read.jsonl]` and `[read.csv]`: which fields of archives are what.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fields::{Fields as Keys, Mistakes};
use crate::source::{Fields, Formats};

/// What a file says of archives, shape by shape.
#[derive(Debug, Default)]
pub struct RawRead {
    jsonl: RawFields,
    csv: RawFields,
}

/// Names of fields; those left out stay as they are.
#[derive(Debug, Default)]
struct RawFields {
    id: Vec<String>,
    date: Vec<String>,
    title: Vec<String>,
    text: Vec<String>,
    in_folders: Option<bool>,
}

impl RawRead {
    pub fn read(table: &DeTable<'_>, head: Range<usize>, mistakes: &Mistakes) -> Self {
        let mut keys = Keys::new("what is read", table, head, mistakes);
        let jsonl = keys.table("jsonl").map(|(table, head)| fields(table, head, mistakes)).unwrap_or_default();
        let csv = keys.table("csv").map(|(table, head)| fields(table, head, mistakes)).unwrap_or_default();
        keys.close();
        Self { jsonl, csv }
    }

    /// Puts what is said in the place of what was said before.
    pub fn change(self, formats: &mut Formats) {
        self.jsonl.change(&mut formats.jsonl);
        self.csv.change(&mut formats.csv);
    }
}

impl RawFields {
    fn change(self, fields: &mut Fields) {
        let named = [
            (self.id, &mut fields.id),
            (self.date, &mut fields.date),
            (self.title, &mut fields.title),
            (self.text, &mut fields.text),
        ];
        for (new, old) in named.into_iter().filter(|(new, _)| !new.is_empty()) {
            *old = new;
        }
        fields.in_folders = self.in_folders.unwrap_or(fields.in_folders);
    }
}

fn fields(table: &DeTable<'_>, head: Range<usize>, mistakes: &Mistakes) -> RawFields {
    let mut keys = Keys::new("an archive", table, head, mistakes);
    let (id, date) = (names(&mut keys, "id"), names(&mut keys, "date"));
    let (title, text) = (names(&mut keys, "title"), names(&mut keys, "text"));
    let in_folders = keys.has("in_folders").then(|| keys.flag("in_folders"));
    keys.close();
    RawFields { id, date, title, text, in_folders }
}

/// One name, or several of which the first that is there counts.
fn names(keys: &mut Keys<'_, '_>, key: &'static str) -> Vec<String> {
    let one = matches!(keys.any(key).map(Spanned::get_ref), Some(DeValue::String(_)));
    let names = if one { keys.text(key).into_iter().collect() } else { keys.texts(key) };
    names.into_iter().map(Spanned::into_inner).collect()
}
