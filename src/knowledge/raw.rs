//! Knowledge tables as a rules file writes them: types are right, what the values say is not looked at yet.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeTable;

use super::{DateOrder, PlaceKind};
use crate::fields::{Fields, Mistakes};

/// The knowledge tables of one rules file.
#[derive(Debug, Default)]
pub struct RawKnowledge {
    pub people: Vec<RawPerson>,
    pub offices: Vec<RawOffice>,
    pub places: Vec<RawPlace>,
    pub organisations: Vec<RawOrganisation>,
    pub events: Vec<RawEvent>,
    pub stamps: Vec<RawStamp>,
    pub date_order: Option<Spanned<DateOrder>>,
}

const DATE_ORDERS: &[(&str, DateOrder)] = &[("day-first", DateOrder::DayFirst), ("month-first", DateOrder::MonthFirst)];

impl RawKnowledge {
    /// Whether a file holds rules alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { people, offices, places, organisations, events, stamps, date_order } = self;
        people.is_empty()
            && offices.is_empty()
            && places.is_empty()
            && organisations.is_empty()
            && events.is_empty()
            && stamps.is_empty()
            && date_order.is_none()
    }

    /// Takes the tables `person`, `office`, `place`, `organisation`, `event` and `stamp` of a file, and `date-order`.
    pub fn read(file: &mut Fields<'_, '_>) -> Self {
        Self {
            people: each(file, "person", "a person", RawPerson::read),
            offices: each(file, "office", "an office", RawOffice::read),
            places: each(file, "place", "a place", RawPlace::read),
            organisations: each(file, "organisation", "an organisation", RawOrganisation::read),
            events: each(file, "event", "an event", RawEvent::read),
            stamps: each(file, "stamp", "a stamp", RawStamp::read),
            date_order: file.choice("date-order", DATE_ORDERS),
        }
    }
}

/// Reads each table under a key; those without what they need are left out, their mistakes noted.
fn each<T>(
    file: &mut Fields<'_, '_>,
    key: &'static str,
    what: &'static str,
    read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let mistakes: &Mistakes = file.mistakes;
    let one = |(table, head): (&DeTable<'_>, Range<usize>)| {
        let mut fields = Fields::new(what, table, head, mistakes);
        let value = read(&mut fields);
        fields.close();
        value
    };
    file.tables(key).into_iter().filter_map(one).collect()
}

#[derive(Debug)]
pub struct RawPerson {
    pub name: Spanned<String>,
    pub forms: Vec<Spanned<String>>,
    pub family: Option<Spanned<String>>,
    pub born: Option<Spanned<NaiveDate>>,
    pub died: Option<Spanned<NaiveDate>>,
}

impl RawPerson {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let name = fields.required_text("name");
        let (forms, family) = (fields.texts("forms"), fields.text("family"));
        let (born, died) = (fields.date("born"), fields.date("died"));
        fields.choice("gender", &[("m", ()), ("f", ()), ("x", ())]);
        Some(Self { name: name?, forms, family, born, died })
    }
}

#[derive(Debug)]
pub struct RawOffice {
    pub title: Vec<Spanned<String>>,
    pub of: Spanned<String>,
    pub also: Vec<Spanned<String>>,
    pub demonym: Option<Spanned<String>>,
    pub complete_until: Option<Spanned<NaiveDate>>,
    pub held: Vec<RawTerm>,
}

/// What an office is, for whoever reads the list.
const OFFICE_KINDS: &[(&str, ())] = &[("both", ()), ("head of government", ()), ("head of state", ()), ("other", ())];

impl RawOffice {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.require("title");
        let title = fields.texts("title");
        let of = fields.required_text("of");
        let (also, demonym) = (fields.texts("also"), fields.text("demonym"));
        let complete_until = fields.date("complete_until");
        fields.choice("kind", OFFICE_KINDS);
        fields.text("source");
        fields.require("held");
        let held = each(fields, "held", "a term of office", RawTerm::read);
        Some(Self { title, of: of?, also, demonym, complete_until, held })
    }
}

#[derive(Debug)]
pub struct RawTerm {
    pub who: Spanned<String>,
    pub from: Spanned<NaiveDate>,
    pub to: Option<Spanned<NaiveDate>>,
    pub acting: bool,
    pub approximate: bool,
}

impl RawTerm {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let who = fields.required_text("who");
        let (from, to) = (fields.required_date("from"), fields.date("to"));
        let (acting, approximate) = (fields.flag("acting"), fields.flag("approximate"));
        // a term whose end is written wrong is not one without an end
        if to.is_none() && fields.has("to") {
            return None;
        }
        Some(Self { who: who?, from: from?, to, acting, approximate })
    }
}

#[derive(Debug)]
pub struct RawPlace {
    pub name: Spanned<String>,
    pub forms: Vec<Spanned<String>>,
    pub kind: Option<Spanned<PlaceKind>>,
    pub within: Option<Spanned<String>>,
    pub demonyms: Vec<Spanned<String>>,
    pub ambiguous: bool,
}

const PLACE_KINDS: &[(&str, PlaceKind)] = &[
    ("country", PlaceKind::Country),
    ("state", PlaceKind::State),
    ("city", PlaceKind::City),
    ("region", PlaceKind::Region),
];

impl RawPlace {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let name = fields.required_text("name");
        let (forms, kind) = (fields.texts("forms"), fields.choice("kind", PLACE_KINDS));
        let (within, demonyms) = (fields.text("in"), fields.texts("demonyms"));
        let ambiguous = fields.flag("ambiguous");
        Some(Self { name: name?, forms, kind, within, demonyms, ambiguous })
    }
}

#[derive(Debug)]
pub struct RawOrganisation {
    pub name: Spanned<String>,
    pub acronym: Option<Spanned<String>>,
    pub forms: Vec<Spanned<String>>,
    pub mistaken: Vec<Spanned<String>>,
}

impl RawOrganisation {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let name = fields.required_text("name");
        let (acronym, forms) = (fields.text("acronym"), fields.texts("forms"));
        let mistaken = fields.texts("mistaken");
        Some(Self { name: name?, acronym, forms, mistaken })
    }
}

#[derive(Debug)]
pub struct RawEvent {
    pub name: Spanned<String>,
    pub date: Spanned<NaiveDate>,
    pub until: Option<Spanned<NaiveDate>>,
    pub words: Vec<Vec<Spanned<String>>>,
}

impl RawEvent {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let name = fields.required_text("name");
        let (date, until) = (fields.required_date("date"), fields.date("until"));
        fields.require("words");
        let words = fields.text_groups("words");
        Some(Self { name: name?, date: date?, until, words })
    }
}

#[derive(Debug)]
pub struct RawStamp {
    pub name: Spanned<String>,
    pub pattern: Spanned<String>,
}

impl RawStamp {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (name, pattern) = (fields.required_text("name"), fields.required_text("pattern"));
        Some(Self { name: name?, pattern: pattern? })
    }
}
