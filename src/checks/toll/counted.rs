//! An article -> the people that it counts: how many, what happened to them, and where.

use crate::article::Article;
use crate::claim::contrast::is_time_of;
use crate::claim::hash_word;
use crate::claim::statement::Statement;
use crate::extract::name::NameKind;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::knowledge::fold;
use crate::lexeme::Classes;
use crate::segment::Segmented;

/// A count and what tells of its event.
pub struct Count<'a> {
    pub quantity: &'a Quantity,
    /// What happened to those who are counted, and who they are, by its hash.
    pub what: u64,
    pub places: Vec<u64>,
    pub words: Vec<u32>,
    pub open: bool,
}

/// What happens to people, in the words by which it is told.
pub(crate) const FATES: &[(&str, &[&str])] = &[
    ("dead", &["dead", "deaths", "died", "die", "dying", "fatalities", "killed", "killing", "kills", "toll"]),
    ("hurt", &["hurt", "injured", "injuring", "injures", "injuries", "wounded", "wounding"]),
    ("missing", &["missing", "unaccounted"]),
    ("arrested", &["arrested", "arresting", "arrests", "detained", "detaining"]),
    ("moved", &["displaced", "evacuated", "evacuating", "homeless"]),
    ("rescued", &["rescued", "rescuing"]),
];

/// Who is counted where no more is said.
const ANYBODY: &[&str] = &["people", "person", "persons", "victims", "others", "casualties", "lives"];

/// Words before a number that make it a part, an addition or something else than a count.
const PARTIAL: &[&str] = &[
    "another",
    "among",
    "extra",
    "further",
    "including",
    "last",
    "like",
    "nearly",
    "of",
    "other",
    "per",
    "since",
    "than",
    "until",
];

/// Words of a sentence whose count may still grow.
const OPEN: &[&str] =
    &["far", "least", "confirmed", "initially", "preliminary", "feared", "rising", "rise", "rose", "risen"];

/// How badly somebody is hurt.
const DEGREES: &[&str] = &["badly", "critically", "gravely", "lightly", "seriously", "severely", "slightly"];

/// How far from its number the word of a fate stands, before it and behind it.
const BEFORE: usize = 4;
const BEHIND: usize = 6;

/// Every count of people that the article tells outside quotations.
pub fn counts<'a>(article: &'a Article<'_>) -> Vec<Count<'a>> {
    let text = &article.text;
    if !text.has(Classes::FATE) {
        return Vec::new();
    }
    let mut recent: Vec<u64> = Vec::new();
    let mut out = Vec::new();
    for statement in &article.statements {
        let here = places(article, statement);
        if !here.is_empty() {
            recent = here;
        }
        if statement.negated {
            continue;
        }
        let told = text.behind_dateline(&statement.tokens);
        let quantities = article.quantities[statement.quantities.clone()].iter();
        for quantity in quantities.filter(|quantity| quantity.tokens.start >= told) {
            let fated = is_count(quantity).then(|| of_fate(text, statement, quantity)).flatten();
            let Some(what) = fated.map(|fated| fated.what()) else { continue };
            // a sentence that names no place goes on with the last one
            let mut places = recent.clone();
            places.sort_unstable();
            places.dedup();
            if !places.is_empty() {
                // what gives the hour at which it was sent will be sent again
                let timed = (statement.tokens.start..told).any(|at| is_clock(text.text(at)));
                let open = timed || statement.tokens.clone().any(|at| OPEN.contains(&text.lower(at)));
                out.push(Count { quantity, what, places, words: words(article, statement), open });
            }
        }
    }
    out
}

/// "10.00", "18:30".
fn is_clock(word: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['.', ':']).is_some_and(|(hour, minute)| digits(hour) && digits(minute))
}

/// A count of people, what happened to them, and who they are.
pub(crate) struct Fated<'a> {
    pub quantity: &'a Quantity,
    /// The first of the words that tell of one fate.
    pub fate: &'static str,
    /// Who they are, "" where it is anybody.
    pub who: &'a str,
    /// How badly they are hurt.
    degree: &'a str,
}

impl Fated<'_> {
    /// Both together, by their hash.
    pub fn what(&self) -> u64 {
        hash_word(format!("{} {}{}", self.fate, self.who, self.degree).as_bytes())
    }
}

/// The counts of people whose fate one statement tells.
pub(crate) fn fated<'a>(article: &'a Article<'_>, statement: &'a Statement) -> impl Iterator<Item = Fated<'a>> {
    let quantities = article.quantities[statement.quantities.clone()].iter().filter(|quantity| is_count(quantity));
    quantities.filter_map(|quantity| of_fate(&article.text, statement, quantity))
}

/// Whether a word tells of a fate.
pub(crate) fn tells_of(fate: &str, word: &str) -> bool {
    FATES.iter().any(|(name, words)| *name == fate && words.contains(&word))
}

fn is_count(quantity: &Quantity) -> bool {
    quantity.unit == Unit::None && quantity.form == Form::Cardinal && quantity.value >= 2.0
}

/// What happened to those who are counted, and who they are.
fn of_fate<'a>(text: &'a Segmented<'_>, statement: &Statement, quantity: &'a Quantity) -> Option<Fated<'a>> {
    let (start, end) = (quantity.tokens.start, quantity.tokens.end);
    let mut before = (statement.tokens.start.max(start.saturating_sub(2))..start).map(|at| text.lower(at));
    if before.any(|word| PARTIAL.contains(&word)) {
        return None;
    }
    // "four deaths per 100,000" is a rate
    if (end..statement.tokens.end.min(end + BEHIND)).any(|at| text.lower(at) == "per") {
        return None;
    }
    let fate = |at: usize| FATES.iter().find(|(_, words)| words.contains(&text.lower(at))).map(|(fate, _)| *fate);
    let ends = |at: &usize| matches!(text.text(*at), "," | ";" | ":" | "(");
    let number = |at: &usize| text.lower(*at).starts_with(|c: char| c.is_ascii_digit());
    let behind = (end..statement.tokens.end.min(end + BEHIND)).take_while(|at| !ends(at) && !number(at)).find_map(fate);
    let first = statement.tokens.start.max(start.saturating_sub(BEFORE));
    let earlier = || (first..start).rev().take_while(|at| !ends(at) && !number(at)).find_map(fate);
    let fate = behind.or_else(earlier)?;
    let noun = quantity.counted.map_or("", |at| text.lower(at));
    let fated = FATES.iter().any(|(_, words)| words.contains(&noun));
    let who = if fated || ANYBODY.contains(&noun) { "" } else { noun };
    // those who were hurt badly are some of those who were hurt
    let near = first..statement.tokens.end.min(end + BEHIND);
    let degree = near.map(|at| text.lower(at)).find(|word| DEGREES.contains(word)).unwrap_or_default();
    Some(Fated { quantity, fate, who, degree })
}

/// The places that a statement names.
fn places(article: &Article<'_>, statement: &Statement) -> Vec<u64> {
    let named = article.names_in(&statement.tokens).filter(|(_, name)| name.kind == NameKind::Place);
    named.map(|(_, name)| hash_word(fold(article.text.slice(name.span)).as_bytes())).collect()
}

/// The content words of a statement that are no names, no fates, and say not when.
fn words(article: &Article<'_>, statement: &Statement) -> Vec<u32> {
    let text = &article.text;
    let named = |token: usize| article.names_in(&statement.tokens).any(|(_, name)| name.tokens.contains(&token));
    let told = |token: usize| {
        let word = text.lower(token);
        FATES.iter().any(|(_, words)| words.contains(&word)) || ANYBODY.contains(&word) || OPEN.contains(&word)
    };
    let said = |token: usize| matches!(text.lower(token), "said" | "says" | "told" | "reported");
    let kept = statement.words.iter().filter(|word| {
        let token = word.token as usize;
        !named(token) && !told(token) && !said(token) && !is_time_of(text.lower(token))
    });
    let mut words: Vec<u32> = kept.map(|word| word.hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}
