//! Rules files -> [`Knowledge`]: people, offices and who held them when, places, organisations, events, date stamps.

mod fold;
pub mod lexicon;
pub mod raw;
pub mod spelling;

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
    pub forms: Vec<String>,
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

/// All that the rules files say of the world.
#[derive(Debug, Default)]
pub struct Knowledge {
    pub people: Vec<Person>,
    pub offices: Vec<Office>,
    pub places: Vec<Place>,
    pub organisations: Vec<Organisation>,
    pub events: Vec<Event>,
    pub stamps: Vec<Stamp>,
}

impl Knowledge {
    /// Takes in the tables of one rules file.
    pub fn add(
        &mut self,
        people: Vec<toml::Spanned<raw::RawPerson>>,
        offices: Vec<toml::Spanned<raw::RawOffice>>,
        places: Vec<toml::Spanned<raw::RawPlace>>,
        organisations: Vec<toml::Spanned<raw::RawOrganisation>>,
        events: Vec<toml::Spanned<raw::RawEvent>>,
        stamps: Vec<toml::Spanned<raw::RawStamp>>,
    ) {
        let day = |at: &toml::Spanned<toml::value::Datetime>| {
            let date = at.get_ref().date.expect("a date");
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
                .expect("a day that exists")
        };
        for person in people {
            let person = person.into_inner();
            let name = person.name.into_inner();
            let family = person.family.unwrap_or_else(|| name.rsplit(' ').next().unwrap_or_default().to_owned());
            self.people.push(Person {
                name,
                forms: person.forms,
                family,
                born: person.born.as_ref().map(day),
                died: person.died.as_ref().map(day),
                origin: None,
            });
        }
        for office in offices {
            let office = office.into_inner();
            let held = office
                .held
                .into_iter()
                .map(|term| {
                    let term = term.into_inner();
                    let who = term.who.into_inner();
                    let person = self.people.iter().position(|person| person.name == who).unwrap_or_else(|| {
                        let family = who.rsplit(' ').next().unwrap_or_default().to_owned();
                        self.people.push(Person {
                            name: who,
                            forms: Vec::new(),
                            family,
                            born: None,
                            died: None,
                            origin: None,
                        });
                        self.people.len() - 1
                    });
                    Term {
                        person,
                        from: day(&term.from),
                        to: term.to.as_ref().map(day),
                        acting: term.acting,
                        approximate: term.approximate,
                        origin: None,
                    }
                })
                .collect();
            self.offices.push(Office {
                titles: office.title.into_inner(),
                of: office.of,
                also: office.also,
                demonym: office.demonym,
                held,
                complete_until: office.complete_until.as_ref().map(day),
                origin: None,
            });
        }
        for place in places {
            let place = place.into_inner();
            self.places.push(Place {
                name: place.name.into_inner(),
                forms: place.forms,
                kind: PlaceKind::City,
                within: place.within,
                demonyms: place.demonyms,
                ambiguous: place.ambiguous,
                origin: None,
            });
        }
        for organisation in organisations {
            let organisation = organisation.into_inner();
            self.organisations.push(Organisation {
                name: organisation.name.into_inner(),
                acronym: organisation.acronym,
                forms: organisation.forms,
                origin: None,
            });
        }
        for event in events {
            let event = event.into_inner();
            let first = day(&event.date);
            self.events.push(Event {
                name: event.name.into_inner(),
                first,
                last: event.until.as_ref().map_or(first, day),
                words: event.words,
                origin: None,
            });
        }
        for stamp in stamps {
            let stamp = stamp.into_inner();
            self.stamps.push(Stamp {
                name: stamp.name.into_inner(),
                pattern: regex::Regex::new(stamp.pattern.get_ref()).expect("a pattern"),
                origin: None,
            });
        }
    }
}
