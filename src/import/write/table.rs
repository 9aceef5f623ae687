//! One table of a rules file and its fields: what an import says replaces what is there, lists grow.
//!
//! Of a rule only the lists of its check are touched: its level and texts are the desk's once it is in the file.

use chrono::{Datelike, NaiveDate};
use toml_edit::{Array, Date, Datetime, Item, Table, TableLike, Value as Toml};

use super::super::entry::{Entry, Value};
use super::item;

/// What was there before and is otherwise now.
#[derive(Debug, Default)]
pub(super) struct Changes(pub(super) Vec<String>);

/// Writes the fields of a new table.
pub(super) fn fill(table: &mut Table, entry: &Entry) {
    for (key, value) in &entry.fields {
        put(table, key, value, "", &mut Changes::default());
    }
}

/// Brings the fields of a table up to date.
pub(super) fn update(table: &mut dyn TableLike, entry: &Entry, changes: &mut Changes) {
    let name = name(entry);
    for (key, value) in &entry.fields {
        let of_the_desk = entry.table == "rule" && !key.starts_with("check.");
        if !of_the_desk || !table.contains_key(key) {
            put(table, key, value, &name, changes);
        }
    }
}

/// What an entry is called in a message.
pub(super) fn name(entry: &Entry) -> String {
    match entry.table {
        "office" => format!("{}, {}", entry.text("title"), entry.text("of")),
        "rule" => entry.text("id").to_owned(),
        _ => entry.text("name").to_owned(),
    }
}

fn put(table: &mut dyn TableLike, key: &str, value: &Value, of: &str, changes: &mut Changes) {
    if let Some((head, rest)) = key.split_once('.') {
        let below = table.entry(head).or_insert_with(|| {
            let mut below = Table::new();
            below.set_implicit(true);
            Item::Table(below)
        });
        if let Some(below) = below.as_table_like_mut() {
            put(below, rest, value, of, changes);
        }
        return;
    }
    match value {
        // the same body may go by another of its names, which the file knows already
        Value::Text(text) if key == "of" && texts(table, "also").contains(text) => {}
        // a list that is whole until a later day is whole until this one, too
        Value::Day(new) if key == "complete_until" && self::day(table, key).is_some_and(|known| known >= *new) => {}
        Value::Text(text) => set(table, key, text.as_str().into(), of, changes),
        Value::Day(day) => set(table, key, toml(*day), of, changes),
        Value::Flag(flag) => set(table, key, (*flag).into(), of, changes),
        Value::Texts(new) => extend(table, key, new.iter().map(|text| Toml::from(text.as_str())), of, changes),
        Value::Groups(groups) => {
            let groups = groups.iter().map(|group| Toml::Array(group.iter().map(String::as_str).collect()));
            extend(table, key, groups, of, changes);
        }
        Value::Pairs(pairs) => {
            let below = table.entry(key).or_insert_with(|| Item::Table(Table::new()));
            let Some(below) = below.as_table_like_mut() else { return };
            for (wrong, right) in pairs {
                set(below, wrong, right.as_str().into(), of, changes);
            }
        }
    }
}

/// Sets a value where it differs; the comment behind it stays.
pub(super) fn set(table: &mut dyn TableLike, key: &str, new: Toml, of: &str, changes: &mut Changes) {
    let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) else {
        changes.0.push(format!("{key} of {of}: {}, new", plain(&new)));
        table.insert(key, item(new));
        return;
    };
    let (before, after) = (plain(old), plain(&new));
    if before == after {
        return;
    }
    changes.0.push(format!("{key} of {of}: {after}, was {before}"));
    let decor = old.decor().clone();
    *old = new;
    *old.decor_mut() = decor;
}

/// Adds what a list does not hold yet.
fn extend(table: &mut dyn TableLike, key: &str, new: impl Iterator<Item = Toml>, of: &str, changes: &mut Changes) {
    let array = table.entry(key).or_insert_with(|| item(Array::new()));
    let Some(array) = array.as_array_mut() else { return };
    let mut known: rustc_hash::FxHashSet<String> = array.iter().map(plain).collect();
    for value in new {
        let shown = plain(&value);
        if known.insert(shown.clone()) {
            changes.0.push(format!("{key} of {of}: {shown}, new"));
            array.push(value);
        }
    }
}

/// A value however it is written.
fn plain(value: &Toml) -> String {
    match value {
        Toml::String(text) => text.value().clone(),
        Toml::Array(array) => array.iter().map(plain).collect::<Vec<_>>().join(" "),
        Toml::Datetime(day) => day.value().to_string(),
        other => other.to_string().trim().to_owned(),
    }
}

pub(super) fn text<'t>(table: &'t dyn TableLike, key: &str) -> &'t str {
    table.get(key).and_then(Item::as_str).unwrap_or_default()
}

pub(super) fn texts(table: &dyn TableLike, key: &str) -> Vec<String> {
    let array = table.get(key).and_then(Item::as_array);
    array.map_or(Vec::new(), |array| array.iter().filter_map(Toml::as_str).map(str::to_owned).collect())
}

pub(super) fn day(table: &dyn TableLike, key: &str) -> Option<NaiveDate> {
    let date = table.get(key)?.as_datetime()?.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

pub(super) fn toml(day: NaiveDate) -> Toml {
    let small = |number: u32| u8::try_from(number).expect("months and days are below 32");
    // years are of four digits where they are read
    let year = u16::try_from(day.year()).unwrap_or_default();
    let date = Date { year, month: small(day.month()), day: small(day.day()) };
    Toml::from(Datetime { date: Some(date), time: None, offset: None })
}
