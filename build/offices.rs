//! `offices.toml` -> postcard.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use toml::value::Datetime;

use crate::format;

#[derive(Deserialize)]
struct Table {
    office: Vec<Office>,
    person: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    #[serde(default)]
    forms: Vec<String>,
    family: String,
    born: Option<Datetime>,
}

#[derive(Deserialize)]
struct Office {
    title: Vec<String>,
    of: String,
    #[serde(default)]
    also: Vec<String>,
    demonym: Option<String>,
    complete_until: Option<Datetime>,
    held: Vec<Term>,
}

#[derive(Deserialize)]
struct Term {
    who: String,
    from: Datetime,
    to: Option<Datetime>,
    #[serde(default)]
    acting: bool,
    #[serde(default)]
    approximate: bool,
}

/// Writes `offices.postcard`.
pub fn write() {
    let path = "src/knowledge/pack/offices.toml";
    println!("cargo::rerun-if-changed={path}");
    println!("cargo::rerun-if-changed=src/knowledge/pack/format.rs");
    let text = std::fs::read_to_string(path).expect("the table of offices is part of the source");
    let table: Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let encoded = postcard::to_allocvec(&pack(&table)).expect("the table is plain data");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("offices.postcard"), encoded).expect("OUT_DIR can be written");
}

fn pack(table: &Table) -> format::Pack<'_> {
    let index: HashMap<&str, u32> = table.person.iter().map(|person| person.name.as_str()).zip(0..).collect();
    format::Pack {
        people: table.person.iter().map(person).collect(),
        offices: table.office.iter().map(|row| office(row, &index)).collect(),
    }
}

fn person(row: &Person) -> format::Person<'_> {
    format::Person { name: &row.name, forms: strs(&row.forms), family: &row.family, born: row.born.as_ref().map(day) }
}

fn office<'a>(row: &'a Office, people: &HashMap<&str, u32>) -> format::Office<'a> {
    let term = |term: &Term| format::Term {
        person: *people.get(term.who.as_str()).unwrap_or_else(|| panic!("no person table for {}", term.who)),
        from: day(&term.from),
        to: term.to.as_ref().map(day),
        acting: term.acting,
        approximate: term.approximate,
    };
    format::Office {
        titles: strs(&row.title),
        of: &row.of,
        also: strs(&row.also),
        demonym: row.demonym.as_deref(),
        held: row.held.iter().map(term).collect(),
        complete_until: row.complete_until.as_ref().map(day),
    }
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn day(at: &Datetime) -> format::Day {
    let date = at.date.expect("a date, without a time");
    let leap = date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let longest = match date.month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    assert!((1..=12).contains(&date.month) && (1..=longest).contains(&date.day), "{date} does not exist");
    (i16::try_from(date.year).expect("a year of this era"), date.month, date.day)
}
