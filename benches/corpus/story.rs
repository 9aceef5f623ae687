//! One article, sentence by sentence, and what is planted in it.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Planted;
use super::random::Random;
use super::vocabulary::VOCABULARY;

/// What is planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A full name misspelt, which the article spells right before.
    Name,
    /// A weekday that its date does not have.
    Weekday,
    /// A day that its month does not have.
    Day,
    /// A number that the original of a copy gives differently.
    Number,
}

impl Kind {
    /// Those that one article shows.
    pub const WITHIN: [Kind; 3] = [Kind::Name, Kind::Weekday, Kind::Day];
}

const TOWNS: [&str; 64] = [
    "Lisbon",
    "Hamburg",
    "Osaka",
    "Denver",
    "Lagos",
    "Lima",
    "Oslo",
    "Chennai",
    "Perth",
    "Lyon",
    "Seville",
    "Gdansk",
    "Izmir",
    "Tampa",
    "Quito",
    "Bergen",
    "Boise",
    "Accra",
    "Bogota",
    "Mumbai",
    "Brisbane",
    "Nantes",
    "Valencia",
    "Krakow",
    "Ankara",
    "Omaha",
    "Caracas",
    "Genoa",
    "Dresden",
    "Nagoya",
    "Tucson",
    "Nairobi",
    "Santiago",
    "Delhi",
    "Adelaide",
    "Granada",
    "Poznan",
    "Bursa",
    "Tulsa",
    "Asuncion",
    "Aarhus",
    "Leipzig",
    "Sapporo",
    "Fresno",
    "Kampala",
    "Montevideo",
    "Gothenburg",
    "Karachi",
    "Hobart",
    "Bordeaux",
    "Wroclaw",
    "Konya",
    "Memphis",
    "Havana",
    "Utrecht",
    "Zagreb",
    "Skopje",
    "Minsk",
    "Baku",
    "Dakar",
    "Rabat",
    "Tunis",
    "Hanoi",
    "Manila",
];

const BODIES: [&str; 8] = [
    "City Council",
    "Harbour Board",
    "Health Institute",
    "Savings Bank",
    "Railway Union",
    "Appeal Court",
    "Trade Chamber",
    "Water Authority",
];

/// Sentences, with slots in braces.
const TEMPLATES: [&str; 22] = [
    "The {adjective} {noun} of the {noun} was {adverb} {verb}.",
    "After the {noun} had been {verb}, the {adjective} {noun} remained in {town}.",
    "Nobody {verb} the {noun}, and its {adjective} {noun} was never {verb}.",
    "A {adjective} {noun} in the {body} {verb} both the {noun} and the {noun}.",
    "Whether the {noun} is {adjective} or {adjective} will be {verb} in {town}.",
    "“The {noun} {verb} that {noun}, {adverb} {verb} by {adjective} {noun} until our {noun},” {family} said.",
    "“We {verb} a {adjective} {noun}, while {noun} {verb} some {noun} {adverb} in {town},” {family} told reporters.",
    "{family} said the {noun} had {adverb} {verb} every {adjective} {noun}.",
    "At least {number} people {verb} the {noun} near {town}, the {body} said.",
    "The {body} {verb} ${number} million for the {adjective} {noun} and the {noun}.",
    "Its {noun} rose by {percent} percent while the {adjective} {noun} was {verb}.",
    "{name} {verb} the {noun} of the {body} for its {adjective} {noun}.",
    "It was {name} who {verb} the {adjective} {noun} in {town}.",
    "The {noun} was {verb} on {date} after a {adjective} {noun}.",
    "A {noun} of {number} {noun}s was {adverb} {verb}, according to the {body}.",
    "Each {adjective} {noun} has {verb} some {noun} since the {noun} was {verb}.",
    "Neither the {noun} nor the {body} {verb} the {adjective} {noun}.",
    "In {town} the {noun} {verb} more {adverb} than its {adjective} {noun}.",
    "Much of the {adjective} {noun} depends on the {noun}, which {town} {verb}.",
    "With {adjective} {noun} came {noun}, and with {noun} came {adjective} {noun}.",
    "Some {adjective} {noun} was {verb} by the {noun} and {adverb} {verb} again.",
    "The {noun} between {town} and the coast was {adverb} {verb} by {number} workers.",
];

/// What an article is made of.
pub struct Story {
    index: usize,
    /// Given and family names of those who act in it.
    people: Vec<(String, String)>,
    day: NaiveDate,
    town: &'static str,
}

/// A text on its way, and the places of what can be falsified in it.
#[derive(Default)]
struct Draft {
    text: String,
    names: Vec<(usize, Range<usize>)>,
    dates: Vec<(NaiveDate, Range<usize>)>,
    numbers: Vec<Range<usize>>,
}

impl Story {
    pub fn new(index: usize) -> Self {
        let mut random = Random::new(0x1000_0000 + index as u64 / 3);
        let mut people: Vec<(String, String)> = Vec::new();
        while people.len() < 4 {
            let (given, family) = (random.pick_common(&VOCABULARY.given), VOCABULARY.family(&mut random));
            // no two of one story that could be taken for one
            if people.iter().all(|known| known.1[..2] != family[..2] && known.0[..1] != given[..1]) {
                people.push((given, family));
            }
        }
        let first = NaiveDate::from_ymd_opt(2012, 1, 1).expect("a day");
        let day = first + Days::new(random.below(4000) as u64);
        Self { index, people, day, town: random.pick(&TOWNS) }
    }

    /// The article, with something wrong in it or not.
    pub fn told(&self, kind: Option<Kind>) -> (String, Vec<Planted>) {
        let draft = self.draft();
        let mut random = Random::new(0x2000_0000 + self.index as u64);
        let change = match kind {
            Some(Kind::Name) => {
                let person = draft.names.last().map(|name| name.0);
                let (person, place) = draft.names.iter().rfind(|name| Some(name.0) == person).cloned().expect("a name");
                Some((place, misspelt(&self.people[person], &mut random)))
            }
            Some(Kind::Weekday) => {
                draft.dates.first().map(|(day, place)| (place.clone(), written(*day, day.weekday().succ())))
            }
            Some(Kind::Day) => {
                draft.dates.first().map(|(day, place)| (place.clone(), format!("31 June {}", day.year())))
            }
            Some(Kind::Number) | None => None,
        };
        with(draft.text, kind, change)
    }

    /// A copy of the article, a sentence shorter, with a number changed or not.
    pub fn copied(&self, copy: usize, altered: bool) -> (String, Vec<Planted>) {
        let draft = self.draft();
        let mut random = Random::new(0x3000_0000 + copy as u64);
        let number = altered.then(|| draft.numbers.first().cloned()).flatten();
        let change = number.map(|place| {
            let value: usize = draft.text[place.clone()].parse().expect("digits");
            (place, (value + 3 + random.below(90)).to_string())
        });
        let (mut text, mut planted) = with(draft.text, Some(Kind::Number), change);
        // the last sentence goes: nothing moves
        text.truncate(text.trim_end().trim_end_matches('.').rfind(". ").map_or(text.len(), |end| end + 1));
        text.push('\n');
        planted.retain(|planted| planted.place.end < text.len());
        (text, planted)
    }

    fn draft(&self) -> Draft {
        let mut random = Random::new(self.index as u64);
        let mut draft = Draft::default();
        let headline = format!(
            "{} {} in {}",
            capitalised(random.pick(&VOCABULARY.adjectives)),
            random.pick(&VOCABULARY.nouns),
            self.town
        );
        draft.text = format!("{headline}\n\n{}\n\n", written(self.day, self.day.weekday()));
        for (person, (given, family)) in self.people.iter().enumerate() {
            let start = draft.text.len();
            draft.text.push_str(&format!("{given} {family}"));
            draft.names.push((person, start..draft.text.len()));
            self.push(&mut draft, &mut random, person, " {verb} the {adjective} {noun} of the {noun}. ");
        }
        let paragraphs = 3 + random.below(4) * random.below(4);
        for _ in 0..paragraphs {
            draft.text.truncate(draft.text.trim_end().len());
            draft.text.push_str("\n\n");
            for _ in 0..3 + random.below(4) {
                let person = random.below(self.people.len());
                let template = random.pick(&TEMPLATES);
                self.push(&mut draft, &mut random, person, template);
                draft.text.push(' ');
            }
        }
        for template in [
            "{name} {verb} the {noun} again. ",
            "At least {number} people were {verb}. ",
            "The {noun} was {verb} on {date}. ",
        ] {
            self.push(&mut draft, &mut random, 0, template);
        }
        draft.text.truncate(draft.text.trim_end().len());
        draft.text.push('\n');
        draft
    }

    /// Writes a sentence about a person.
    fn push(&self, draft: &mut Draft, random: &mut Random, person: usize, template: &str) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            draft.text.push_str(before);
            let (slot, after) = after.split_once('}').expect("a slot ends");
            let start = draft.text.len();
            self.fill(draft, random, person, slot, start);
            rest = after;
        }
        draft.text.push_str(rest);
    }

    fn fill(&self, draft: &mut Draft, random: &mut Random, person: usize, slot: &str, start: usize) {
        let (given, family) = &self.people[person];
        match slot {
            "noun" => draft.text.push_str(random.pick_common(&VOCABULARY.nouns)),
            "verb" => draft.text.push_str(random.pick_common(&VOCABULARY.verbs)),
            "adjective" => draft.text.push_str(random.pick_common(&VOCABULARY.adjectives)),
            "adverb" => draft.text.push_str(random.pick_common(&VOCABULARY.adverbs)),
            "town" => draft.text.push_str(if random.below(3) == 0 { random.pick(&TOWNS) } else { self.town }),
            "body" => {
                let body = random.pick(&BODIES);
                draft.text.push_str(&format!("{body} of {}", self.town));
            }
            "family" => draft.text.push_str(family),
            "percent" => draft.text.push_str(&format!("{}.{}", 1 + random.below(40), 1 + random.below(9))),
            "number" => {
                draft.text.push_str(&(13 + random.below(900)).to_string());
                draft.numbers.push(start..draft.text.len());
            }
            "name" => {
                draft.text.push_str(&format!("{given} {family}"));
                draft.names.push((person, start..draft.text.len()));
            }
            "date" => {
                let day = self.day - Days::new(2 + random.below(300) as u64);
                draft.text.push_str(&written(day, day.weekday()));
                draft.dates.push((day, start..draft.text.len()));
            }
            _ => unreachable!("a slot of the templates: {slot}"),
        }
    }
}

/// The text with a stretch exchanged, and what was planted by it.
fn with(mut text: String, kind: Option<Kind>, change: Option<(Range<usize>, String)>) -> (String, Vec<Planted>) {
    let Some((kind, (place, wrong))) = kind.zip(change) else { return (text, Vec::new()) };
    let right = text[place.clone()].to_owned();
    text.replace_range(place.clone(), &wrong);
    (text, vec![Planted { kind, place: place.start..place.start + wrong.len(), right }])
}

/// A full name with two letters of the family name swapped, or one doubled.
fn misspelt((given, family): &(String, String), random: &mut Random) -> String {
    let mut letters: Vec<char> = family.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    if letters[at] == letters[at + 1] {
        letters.remove(at);
    } else {
        letters.swap(at, at + 1);
    }
    format!("{given} {}", letters.into_iter().collect::<String>())
}

fn written(day: NaiveDate, weekday: Weekday) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    format!("{}, {}", names[weekday.num_days_from_monday() as usize], day.format("%-d %B %Y"))
}

fn capitalised(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}
