//! Generated articles: real lengths, names, dates and numbers, the same for the same count on every machine.
//!
//! Four articles in a row tell one story with the same people, places and figures, as an archive of several papers does,
//! so that what they state meets under the same keys. Names repeat across stories as common names do.

use chrono::{Days, NaiveDate};

const GIVEN: &[&str] = &[
    "Anna", "Bo", "Carla", "David", "Elena", "Farid", "Grace", "Henrik", "Ines", "James", "Karin", "Luis", "Maria",
    "Nadia", "Omar", "Paula", "Quentin", "Rosa", "Samuel", "Teresa", "Ulrich", "Vera", "William", "Ximena", "Yusuf",
    "Zoe",
];
const FAMILY: &[&str] = &[
    "Adler",
    "Berger",
    "Castillo",
    "Dahl",
    "Eriksen",
    "Fontaine",
    "Garcia",
    "Hoffman",
    "Ivanova",
    "Jansen",
    "Keller",
    "Lindgren",
    "Moreau",
    "Novak",
    "Okafor",
    "Petrov",
    "Quinn",
    "Rossi",
    "Schmidt",
    "Tanaka",
    "Ueda",
    "Vargas",
    "Weber",
    "Xavier",
    "Young",
    "Zimmermann",
    "Ackerman",
    "Bauer",
    "Chandra",
    "Delgado",
    "Engel",
    "Fischer",
    "Gruber",
    "Haddad",
    "Ibsen",
    "Jovanovic",
];
const ROLES: &[&str] = &[
    "Mayor",
    "Professor",
    "Judge",
    "Minister",
    "spokeswoman",
    "police chief",
    "engineer",
    "Senator",
    "Bishop",
    "director",
];
const TOWNS: &[&str] = &[
    "Lisbon", "Hamburg", "Osaka", "Denver", "Lagos", "Lima", "Oslo", "Chennai", "Perth", "Lyon", "Seville", "Gdansk",
    "Izmir", "Tampa", "Quito", "Bergen",
];
const BODIES: &[&str] = &[
    "City Council",
    "Harbour Board",
    "Institute of Health",
    "Central Bank",
    "Railway Union",
    "Court of Appeal",
    "Chamber of Commerce",
    "Water Authority",
];
const TEMPLATES: &[&str] = &[
    "{role} {name} said on {weekday} that the {body} would spend ${n} million on the {town} harbour by {year}.",
    "At least {n} people were injured when a bridge near {town} was closed on {date}, officials said.",
    "“We have waited {m} months for this,” {family} told reporters in {town}. “It is time to decide.”",
    "The {body} was founded in {year} and employs {n} people, {m}% of them in {town}.",
    "{name}, {m}, was named {role} after a vote of {n} to {m} in {month} {year}.",
    "Prices rose by {m}.{d} percent in {month}, the {body} reported, after a fall of {d}.{m} percent a year earlier.",
    "Last week {family} met delegates from {town} to discuss the plan, which was first put forward on {date}.",
    "The trial of {n} former employees is to begin on {weekday}, {date}, in {town}, according to the {body}.",
    "Critics of {family} pointed out that the same promise had been made in {year}, and that nothing came of it.",
    "Rain had fallen for {m} days before the river left its bed, and the road between {town} and the coast was cut.",
    "Neither the {body} nor the union answered questions about the {n} posts that are to go by the end of {year}.",
    "A spokesman for the {body} said {m} schools and {d} hospitals in {town} would be affected.",
];

/// A generated article: its path and text.
pub struct Article {
    pub path: String,
    pub text: String,
}

/// The first `count` articles of the corpus.
pub fn articles(count: usize) -> Vec<Article> {
    (0..count).map(article).collect()
}

fn article(index: usize) -> Article {
    let story = index / 4;
    let mut telling = Random(index as u64 + 1);
    let mut facts = Facts::of(story);
    let mut text = format!("{} in {}: what is known\n\n{}\n\n", facts.body(), facts.town(), long_date(facts.day(0)));
    for _ in 0..4 + telling.below(8) {
        for sentence in 0..2 + telling.below(4) {
            let template = TEMPLATES[telling.below(TEMPLATES.len())];
            text.push_str(if sentence == 0 { "" } else { " " });
            text.push_str(&facts.fill(template));
        }
        text.push_str("\n\n");
    }
    Article { path: format!("news/{index:05}.txt"), text }
}

/// What a story is about: a few people, places and figures that its articles use again and again.
struct Facts {
    random: Random,
    people: Vec<(&'static str, &'static str)>,
    first: NaiveDate,
}

impl Facts {
    fn of(story: usize) -> Self {
        let mut random = Random(0x5eed ^ ((story as u64 + 1) << 20));
        let people = (0..4).map(|_| (random.pick(GIVEN), random.pick(FAMILY))).collect();
        let start = NaiveDate::from_ymd_opt(2019, 1, 1).expect("a day");
        let first = start + Days::new(random.below(2000) as u64);
        Self { random, people, first }
    }

    fn town(&mut self) -> &'static str {
        self.random.pick(TOWNS)
    }

    fn body(&mut self) -> &'static str {
        self.random.pick(BODIES)
    }

    fn day(&self, before: u64) -> NaiveDate {
        self.first - Days::new(before)
    }

    fn fill(&mut self, template: &str) -> String {
        let (given, family) = self.people[self.random.below(self.people.len())];
        let before = self.random.below(400) as u64;
        let day = self.day(before);
        let values = [
            ("{name}", format!("{given} {family}")),
            ("{family}", family.to_owned()),
            ("{role}", self.random.pick(ROLES).to_owned()),
            ("{body}", self.body().to_owned()),
            ("{town}", self.town().to_owned()),
            ("{n}", (12 + self.random.below(900)).to_string()),
            ("{m}", (20 + self.random.below(60)).to_string()),
            ("{d}", (1 + self.random.below(9)).to_string()),
            ("{date}", day.format("%-d %B %Y").to_string()),
            ("{weekday}", day.format("%A").to_string()),
            ("{month}", day.format("%B").to_string()),
            ("{year}", day.format("%Y").to_string()),
        ];
        values.iter().fold(template.to_owned(), |text, (slot, value)| text.replace(slot, value))
    }
}

fn long_date(day: NaiveDate) -> String {
    day.format("%A, %-d %B %Y").to_string()
}

/// A generator of the kind of Knuth's MMIX: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn pick(&mut self, from: &'static [&'static str]) -> &'static str {
        from[self.below(from.len())]
    }
}
