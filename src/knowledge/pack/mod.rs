//! Built-in knowledge, from the tables beside this file: who held which office since 2000, and organisations.
//!
//! The build script turns the tables into postcard, so that a run does not parse them again.

mod format;

use chrono::NaiveDate;

use super::{Knowledge, Office, Organisation, Person, Term};

static OFFICES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/offices.postcard"));
static ORGANISATIONS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/organisations.postcard"));

/// Adds the built-in office holders to what is known.
pub(super) fn add_offices(knowledge: &mut Knowledge) {
    let pack: format::Pack<'_> = postcard::from_bytes(OFFICES).expect("the pack was encoded by the build script");
    let first = knowledge.people.len();
    knowledge.people.extend(pack.people.iter().map(person));
    knowledge.offices.extend(pack.offices.iter().map(|row| office(row, first)));
}

/// Adds the organisations, treaties and pacts that everyone speaks of.
pub(super) fn add_organisations(knowledge: &mut Knowledge) {
    let rows: Vec<format::Organisation<'_>> =
        postcard::from_bytes(ORGANISATIONS).expect("the list was encoded by the build script");
    knowledge.organisations.extend(rows.iter().map(organisation));
}

fn organisation(row: &format::Organisation<'_>) -> Organisation {
    Organisation {
        name: row.name.to_owned(),
        acronym: row.acronym.map(str::to_owned),
        forms: owned(&row.forms),
        mistaken: owned(&row.mistaken),
        origin: None,
    }
}

fn person(row: &format::Person<'_>) -> Person {
    Person {
        name: row.name.to_owned(),
        forms: owned(&row.forms),
        family: row.family.to_owned(),
        born: row.born.map(day),
        died: None,
        origin: None,
    }
}

fn office(row: &format::Office<'_>, first: usize) -> Office {
    let term = |term: &format::Term| Term {
        person: first + term.person as usize,
        from: day(term.from),
        to: term.to.map(day),
        acting: term.acting,
        approximate: term.approximate,
        origin: None,
    };
    Office {
        titles: owned(&row.titles),
        of: row.of.to_owned(),
        also: owned(&row.also),
        demonym: row.demonym.map(str::to_owned),
        held: row.held.iter().map(term).collect(),
        complete_until: row.complete_until.map(day),
        origin: None,
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn day((year, month, day): format::Day) -> NaiveDate {
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .expect("the build script checks the days")
}
