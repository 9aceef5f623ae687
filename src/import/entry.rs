//! What an import brings, as tables of a rules file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// All that one import brings.
#[derive(Debug, Default)]
pub struct Import {
    /// The file or folder it comes from, by its name.
    pub source: String,
    /// "Wikidata, SPARQL result".
    pub kind: String,
    /// The day of the data, where the data tells it.
    pub dated: Option<NaiveDate>,
    pub entries: Vec<Entry>,
    pub left_out: LeftOut,
}

/// One table of a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// "person", "office": the name of its kind.
    pub table: &'static str,
    /// In the order they are written; the first ones name the entry.
    pub fields: Vec<(&'static str, Value)>,
    /// Of an office: in the order of their first days, none overlapping.
    pub terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Texts(Vec<String>),
    Groups(Vec<Vec<String>>),
    Day(NaiveDate),
    Flag(bool),
    /// A text each for other texts.
    Pairs(BTreeMap<String, String>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub who: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub acting: bool,
    pub approximate: bool,
}

impl Entry {
    #[must_use]
    pub fn new(table: &'static str) -> Self {
        Self { table, fields: Vec::new(), terms: Vec::new() }
    }

    /// Adds a field, unless it is empty.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: Value) -> Self {
        let empty = match &value {
            Value::Text(text) => text.is_empty(),
            Value::Texts(texts) => texts.is_empty(),
            Value::Groups(groups) => groups.is_empty(),
            Value::Pairs(pairs) => pairs.is_empty(),
            Value::Flag(flag) => !flag,
            Value::Day(_) => false,
        };
        if !empty {
            self.fields.push((key, value));
        }
        self
    }

    #[must_use]
    pub fn with_day(self, key: &'static str, day: Option<NaiveDate>) -> Self {
        match day {
            Some(day) => self.with(key, Value::Day(day)),
            None => self,
        }
    }

    /// A text field, or "".
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        let value = self.fields.iter().find(|(name, _)| *name == key);
        value.map_or("", |(_, value)| match value {
            Value::Text(text) => text,
            Value::Texts(texts) => texts.first().map_or("", String::as_str),
            _ => "",
        })
    }
}

/// What was left out, by the reason for it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct LeftOut(BTreeMap<String, Vec<String>>);

impl LeftOut {
    pub fn push(&mut self, why: impl Into<String>, what: impl Into<String>) {
        self.0.entry(why.into()).or_default().push(what.into());
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(why, what)| (why.as_str(), what.as_slice()))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn extend(&mut self, other: Self) {
        for (why, mut what) in other.0 {
            self.0.entry(why).or_default().append(&mut what);
        }
    }
}
