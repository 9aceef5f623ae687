//! Rules files -> [`Knowledge`]: people, offices and who held them when, places, organisations, events, date stamps.

mod add;
mod fold;
pub(crate) mod hash;
pub mod index;
pub mod lexicon;
pub mod organisation;
mod pack;
pub mod raw;
pub mod spelling;

pub use add::Written;
pub use fold::fold;

use chrono::NaiveDate;

/// Where a piece of knowledge is written, for messages that rest on it. `None` for what is built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The rules file as it was named or found.
    pub path: String,
    /// Line in it, from 1.
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// Other spellings and forms that are right, too.
    pub forms: Vec<String>,
    /// The part used alone: "Ishiba", "Lee", "van der Leyen".
    pub family: String,
    pub born: Option<NaiveDate>,
    pub died: Option<NaiveDate>,
    pub origin: Option<Origin>,
}

/// One holder's term of office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Index into [`Knowledge::people`].
    pub person: usize,
    /// First and last day; a handover day belongs to both. No last day: still in office when the list was complete.
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub acting: bool,
    /// The days are known to a month or so only.
    pub approximate: bool,
    pub origin: Option<Origin>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Titles, the usual one first: "Prime Minister", "PM", "premier".
    pub titles: Vec<String>,
    /// The country or body: "Japan".
    pub of: String,
    /// Other names of it: "US", "U.S.".
    pub also: Vec<String>,
    /// "Japanese".
    pub demonym: Option<String>,
    /// In the order of their first days.
    pub held: Vec<Term>,
    /// After this day nothing is known of who holds it.
    pub complete_until: Option<NaiveDate>,
    pub origin: Option<Origin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    Country,
    State,
    City,
    Region,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub name: String,
    pub forms: Vec<String>,
    pub kind: PlaceKind,
    /// The country or state it lies in.
    pub within: Option<String>,
    pub demonyms: Vec<String>,
    /// Also a common word or a personal name: needs evidence to be taken for a place.
    pub ambiguous: bool,
    pub origin: Option<Origin>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub name: String,
    pub acronym: Option<String>,
    /// Other names that are right, too.
    pub forms: Vec<String>,
    /// Wrong names that are often written for it.
    pub mistaken: Vec<String>,
    pub origin: Option<Origin>,
}

/// Something that happened, or will, on known days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// Groups of words; a sentence that holds every word of one group (in any order, inflected or not) tells of the event.
    pub words: Vec<Vec<String>>,
    pub origin: Option<Origin>,
}

/// A pattern on the page that encodes the date it was made, such as an article number.
#[derive(Debug, Clone)]
pub struct Stamp {
    pub name: String,
    /// With groups `day`, `month`, `year`.
    pub pattern: regex::Regex,
    pub origin: Option<Origin>,
}

/// What comes first in a date of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `31/12/2025`.
    DayFirst,
    /// `12/31/2025`.
    MonthFirst,
}

/// All that the rules files say of the world.
#[derive(Debug, Default)]
pub struct Knowledge {
    pub people: Vec<Person>,
    pub offices: Vec<Office>,
    pub places: Vec<Place>,
    pub organisations: Vec<Organisation>,
    pub events: Vec<Event>,
    pub stamps: Vec<Stamp>,
    /// How slashed dates are meant where the document doesn't tell.
    pub date_order: Option<DateOrder>,
    /// Who and what by the words that name them; see [`Knowledge::reindex`].
    pub index: index::Index,
    pub event_index: crate::claim::event::EventIndex,
    /// Organisations by the words of their names.
    pub organisation_names: organisation::Names,
}

impl Knowledge {
    /// What everyone needs: the built-in packs.
    #[must_use]
    pub fn builtin() -> Self {
        let mut knowledge = Self::packs();
        knowledge.reindex();
        knowledge
    }

    /// The built-in packs without the index, for whoever adds to them before making it.
    pub(crate) fn packs() -> Self {
        let mut knowledge = Self::default();
        pack::add_offices(&mut knowledge);
        pack::add_organisations(&mut knowledge);
        knowledge
    }

    /// Makes the index anew: to be called after the tables have changed.
    pub fn reindex(&mut self) {
        self.index = index::Index::new(&self.people, &self.offices, &self.places);
        self.event_index = crate::claim::event::EventIndex::new(&self.events);
        self.organisation_names = organisation::Names::new(&self.organisations);
    }
}
