//! Raw knowledge -> [`Knowledge`]: what the values say is checked, names are resolved, later files go before earlier ones.

use std::ops::Range;

use chrono::NaiveDate;
use regex::{Regex, RegexBuilder};
use rustc_hash::FxHashMap;
use toml::Spanned;

use super::raw::{RawEvent, RawKnowledge, RawOffice, RawOrganisation, RawPerson, RawPlace, RawStamp, RawTerm};
use super::{Event, Knowledge, Office, Organisation, Origin, Person, Place, PlaceKind, Stamp, Term};
use crate::fields::{Mistake, Mistakes, nearest};

/// The most memory that a compiled pattern may take, in bytes.
const PATTERN_SIZE: usize = 1 << 20;

/// The file that knowledge comes from.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// As named or found; none for what is built in.
    pub path: Option<&'a str>,
    pub text: &'a str,
    pub mistakes: &'a Mistakes,
}

/// The same, with the line ends found once: a file may hold thousands of tables.
#[derive(Debug, Clone, Copy)]
struct Lines<'a> {
    path: Option<&'a str>,
    lines: &'a [usize],
    mistakes: &'a Mistakes,
}

impl Knowledge {
    /// Takes in the tables of one rules file. What the file names anew replaces what was known before under the same
    /// name; a person's forms and the terms of an office are added to those known.
    /// [`Knowledge::reindex`] has to follow the last file.
    pub fn add(&mut self, raw: RawKnowledge, written: Written<'_>) {
        if raw.is_empty() {
            return;
        }
        if let Some(order) = &raw.date_order {
            self.date_order = Some(*order.get_ref());
        }
        let lines: Vec<usize> = memchr::memchr_iter(b'\n', written.text.as_bytes()).collect();
        let written = Lines { path: written.path, lines: &lines, mistakes: written.mistakes };
        doubles(&raw, written);
        let declared: Vec<String> = raw.people.iter().map(|person| person.name.get_ref().clone()).collect();
        let mut people = People { index: index(&self.people), known: &mut self.people, declared: &declared, written };
        raw.people.into_iter().for_each(|person| people.add(person));
        for office in raw.offices.into_iter().filter_map(|office| people.office(office)) {
            match self.offices.iter_mut().find(|known| is_same(known, &office)) {
                Some(known) => join(known, office),
                None => self.offices.push(office),
            }
        }
        put(&mut self.places, raw.places.into_iter().map(|place| written.place(place)), |old, new| {
            old.name == new.name && old.within == new.within
        });
        let organisations = raw.organisations.into_iter().map(|organisation| written.organisation(organisation));
        put(&mut self.organisations, organisations, |old, new| old.name == new.name);
        let events = raw.events.into_iter().filter_map(|event| written.event(event));
        put(&mut self.events, events, |old, new| old.name == new.name);
        let stamps = raw.stamps.into_iter().filter_map(|stamp| written.stamp(stamp));
        put(&mut self.stamps, stamps, |old, new| old.name == new.name);
    }
}

fn is_same(known: &Office, new: &Office) -> bool {
    let body = known.of == new.of || known.also.contains(&new.of);
    body && known.titles.iter().any(|title| new.titles.contains(title))
}

/// A term known before stays where the file says nothing of its days.
fn join(known: &mut Office, mut new: Office) {
    let free = |old: &Term| {
        new.held.iter().all(|term| old.to.is_some_and(|to| to <= term.from) || term.to.is_some_and(|to| to <= old.from))
    };
    let kept: Vec<Term> = known.held.drain(..).filter(free).collect();
    new.held.extend(kept);
    new.held.sort_by_key(|term| term.from);
    extend(&mut new.titles, &mut known.titles);
    extend(&mut new.also, &mut known.also);
    new.demonym = new.demonym.or(known.demonym.take());
    new.complete_until = new.complete_until.max(known.complete_until);
    *known = new;
}

fn extend(to: &mut Vec<String>, from: &mut Vec<String>) {
    from.retain(|text| !to.contains(text));
    to.append(from);
}

/// Puts each value where the same one stood in an earlier file, or at the end.
fn put<T>(all: &mut Vec<T>, values: impl Iterator<Item = T>, same: impl Fn(&T, &T) -> bool) {
    let earlier = all.len();
    for value in values {
        match all[..earlier].iter().position(|old| same(old, &value)) {
            Some(at) => all[at] = value,
            None => all.push(value),
        }
    }
}

fn index(people: &[Person]) -> FxHashMap<String, usize> {
    people.iter().enumerate().map(|(at, person)| (person.name.clone(), at)).collect()
}

/// Notes each thing that stands twice in a file.
fn doubles(raw: &RawKnowledge, written: Lines<'_>) {
    fn named(name: &Spanned<String>) -> (String, Range<usize>) {
        (name.get_ref().clone(), name.span())
    }
    let office = |office: &RawOffice| {
        let title = office.title.first().map_or("", |title| title.get_ref().as_str());
        (format!("{title}, {}", office.of.get_ref()), office.of.span())
    };
    let place = |place: &RawPlace| {
        let within = place.within.as_ref().map_or(String::new(), |within| format!(", {}", within.get_ref()));
        (format!("{}{within}", place.name.get_ref()), place.name.span())
    };
    written.unique("person", raw.people.iter().map(|person| named(&person.name)));
    written.unique("office", raw.offices.iter().map(office));
    written.unique("place", raw.places.iter().map(place));
    written.unique("organisation", raw.organisations.iter().map(|organisation| named(&organisation.name)));
    written.unique("event", raw.events.iter().map(|event| named(&event.name)));
    written.unique("stamp", raw.stamps.iter().map(|stamp| named(&stamp.name)));
}

/// The people known so far, while a file adds to them.
struct People<'a> {
    known: &'a mut Vec<Person>,
    index: FxHashMap<String, usize>,
    /// Names that the file itself gives a table.
    declared: &'a [String],
    written: Lines<'a>,
}

impl People<'_> {
    fn add(&mut self, raw: RawPerson) {
        if let (Some(born), Some(died)) = (&raw.born, &raw.died) {
            self.written.in_order("a person dies before being born", born, died);
        }
        let at = self.at(raw.name.get_ref());
        let person = &mut self.known[at];
        person.forms.extend(plain(raw.forms));
        if let Some(family) = raw.family {
            person.family = family.into_inner();
        }
        person.born = raw.born.map(Spanned::into_inner).or(person.born);
        person.died = raw.died.map(Spanned::into_inner).or(person.died);
        person.origin = self.written.origin(&raw.name.span()).or(person.origin.take());
    }

    /// A person's place in the list; somebody new is put at its end.
    fn at(&mut self, name: &str) -> usize {
        if let Some(&at) = self.index.get(name) {
            return at;
        }
        let family = name.rsplit(' ').next().unwrap_or_default().to_owned();
        let (name, forms) = (name.to_owned(), Vec::new());
        self.known.push(Person { name: name.clone(), forms, family, born: None, died: None, origin: None });
        self.index.insert(name, self.known.len() - 1);
        self.known.len() - 1
    }

    fn office(&mut self, raw: RawOffice) -> Option<Office> {
        let Some(title) = raw.title.first() else {
            self.written.mistakes.push(Mistake::new(raw.of.span(), "an office has no title", "which office?"));
            return None;
        };
        let origin = self.written.origin(&title.span());
        self.written.overlaps(&raw.held);
        let mut held: Vec<Term> = raw.held.into_iter().map(|term| self.term(&term)).collect();
        held.sort_by_key(|term| term.from);
        Some(Office {
            titles: plain(raw.title),
            of: raw.of.into_inner(),
            also: plain(raw.also),
            demonym: raw.demonym.map(Spanned::into_inner),
            held,
            complete_until: raw.complete_until.map(Spanned::into_inner),
            origin,
        })
    }

    fn term(&mut self, raw: &RawTerm) -> Term {
        if let Some(to) = &raw.to {
            self.written.in_order("a term ends before it begins", &raw.from, to);
        }
        self.stranger(&raw.who);
        Term {
            person: self.at(raw.who.get_ref()),
            from: *raw.from.get_ref(),
            to: raw.to.as_ref().map(|to| *to.get_ref()),
            acting: raw.acting,
            approximate: raw.approximate,
            origin: self.written.origin(&raw.who.span()),
        }
    }

    /// Whoever holds an office needs no table; but a holder whose name is nearly that of somebody in a table is taken
    /// for a slip of the pen.
    fn stranger(&self, who: &Spanned<String>) {
        let name = who.get_ref().as_str();
        if self.index.contains_key(name) {
            return;
        }
        let near = |known: &&str| strsim::osa_distance(name, known) <= 1;
        let declared: Vec<&str> = self.declared.iter().map(String::as_str).filter(near).collect();
        if let Some(right) = nearest(name, &declared) {
            let mistake = Mistake::new(who.span(), format!("no person is called “{name}”"), "unknown person");
            self.written.mistakes.push(mistake.note(format!("did you mean “{right}”?")));
        }
    }
}

impl Lines<'_> {
    fn origin(&self, span: &Range<usize>) -> Option<Origin> {
        let path = self.path?.to_owned();
        let line = u32::try_from(1 + self.lines.partition_point(|&end| end < span.start)).unwrap_or(u32::MAX);
        Some(Origin { path, line })
    }

    fn unique(&self, what: &str, names: impl Iterator<Item = (String, Range<usize>)>) {
        let mut seen: FxHashMap<String, Range<usize>> = FxHashMap::default();
        for (name, span) in names {
            let message = format!("the {what} “{name}” stands twice in this file");
            if let Some(first) = seen.insert(name, span.clone()) {
                self.mistakes.push(Mistake::new(span, message, "once more").related(first, "first here"));
            }
        }
    }

    fn in_order(&self, message: &str, first: &Spanned<NaiveDate>, last: &Spanned<NaiveDate>) {
        if last.get_ref() < first.get_ref() {
            self.mistakes.push(Mistake::new(last.span(), message, "ends here").related(first.span(), "begins here"));
        }
    }

    /// Notes each term that begins while another is not over. A day of handover belongs to both.
    fn overlaps(&self, terms: &[RawTerm]) {
        let mut terms: Vec<&RawTerm> = terms.iter().collect();
        terms.sort_by_key(|term| (*term.from.get_ref(), term.to.as_ref().map(|to| *to.get_ref())));
        for pair in terms.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            if first.to.as_ref().is_some_and(|to| to.get_ref() <= second.from.get_ref()) {
                continue;
            }
            let message = format!("two terms overlap: {} and {}", first.who.get_ref(), second.who.get_ref());
            let (end, label) = match &first.to {
                Some(to) => (to.span(), "the term before ends here"),
                None => (first.from.span(), "the term before has no end"),
            };
            self.mistakes.push(Mistake::new(second.from.span(), message, "begins too early").related(end, label));
        }
    }

    fn place(&self, raw: RawPlace) -> Place {
        Place {
            origin: self.origin(&raw.name.span()),
            name: raw.name.into_inner(),
            forms: plain(raw.forms),
            kind: raw.kind.map_or(PlaceKind::City, Spanned::into_inner),
            within: raw.within.map(Spanned::into_inner),
            demonyms: plain(raw.demonyms),
            ambiguous: raw.ambiguous,
        }
    }

    fn organisation(&self, raw: RawOrganisation) -> Organisation {
        Organisation {
            origin: self.origin(&raw.name.span()),
            name: raw.name.into_inner(),
            acronym: raw.acronym.map(Spanned::into_inner),
            forms: plain(raw.forms),
            mistaken: plain(raw.mistaken),
        }
    }

    fn event(&self, raw: RawEvent) -> Option<Event> {
        if let Some(until) = &raw.until {
            self.in_order("an event ends before it begins", &raw.date, until);
        }
        if raw.words.iter().any(Vec::is_empty) {
            let message = format!("the event “{}” has an empty group of words", raw.name.get_ref());
            self.mistakes.push(Mistake::new(raw.name.span(), message, "every sentence would tell of it"));
            return None;
        }
        let first = raw.date.into_inner();
        Some(Event {
            origin: self.origin(&raw.name.span()),
            name: raw.name.into_inner(),
            first,
            last: raw.until.map_or(first, Spanned::into_inner),
            words: raw.words.into_iter().map(plain).collect(),
        })
    }

    fn stamp(&self, raw: RawStamp) -> Option<Stamp> {
        let pattern = self.pattern(&raw.pattern, &["day", "month", "year"])?;
        Some(Stamp { origin: self.origin(&raw.name.span()), name: raw.name.into_inner(), pattern })
    }

    /// Compiles a pattern that has to have the groups named.
    fn pattern(&self, written: &Spanned<String>, groups: &[&str]) -> Option<Regex> {
        let pattern = match RegexBuilder::new(written.get_ref()).size_limit(PATTERN_SIZE).build() {
            Ok(pattern) => pattern,
            Err(error) => {
                self.mistakes.push(bad_pattern(written, &error));
                return None;
            }
        };
        let missing = groups.iter().filter(|group| !pattern.capture_names().flatten().any(|name| name == **group));
        let missing: Vec<String> = missing.map(|group| format!("(?<{group}>...)")).collect();
        if missing.is_empty() {
            return Some(pattern);
        }
        let message = format!("the pattern lacks the group {}", missing.join(" and "));
        self.mistakes.push(Mistake::new(written.span(), message, "group missing"));
        None
    }
}

fn bad_pattern(written: &Spanned<String>, error: &regex::Error) -> Mistake {
    match error {
        regex::Error::CompiledTooBig(limit) => {
            let message = format!("the pattern takes more than {limit} bytes once compiled");
            Mistake::new(written.span(), message, "too large").note("smaller counts in {..} make it smaller")
        }
        _ => {
            let all = error.to_string();
            let cause = all.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Mistake::new(written.span(), format!("the pattern is not a regular expression: {cause}"), "bad pattern")
        }
    }
}

fn plain(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(Spanned::into_inner).collect()
}
