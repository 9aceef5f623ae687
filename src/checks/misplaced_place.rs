//! A city put into a country that it does not lie in: “in Lyon, Germany.”
//!
//! The list of cities is not complete, so that a city is not known to lie somewhere proves little. Only capitals and
//! cities listed under one country alone are held against a country named right after them, and only where no language
//! is common to both, which would let them share names. English names are found all over the world, so neither a
//! country of English speakers nor, but for capitals, its cities are looked at. What is listed, and what was
//! once another country's, stays silent.
//!
//! States share the names of their towns, too: a city that the list has in one state alone and the text in another is
//! information, and more only where the same article puts it into its own state as well.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::finding::{Conflict, Label};
use crate::knowledge::lexicon;
use crate::segment::{BlockKind, Segmented};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MisplacedPlace {
    /// Countries whose cities share names: of one language, or once of one state.
    pub kindred: Vec<Vec<String>>,
    /// Countries that take their towns' names from everywhere.
    pub borrowers: Vec<String>,
}

/// A city and the country or state written after it.
struct Placed {
    city: std::ops::Range<usize>,
    country: std::ops::Range<usize>,
    /// The country or state that the city is listed under.
    lies: &'static str,
    /// There is no doubt that the city meant is the one of the list.
    sure: bool,
}

impl Check for MisplacedPlace {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        // a country or a state follows the comma
        let before = text.capitals.iter().filter_map(|&at| at.checked_sub(1));
        for comma in before.filter(|&at| text.is_mark(at, b',')) {
            let Some(sentence) = text.sentence_of(comma).map(|at| &text.sentences[at]) else { continue };
            if text.blocks[sentence.block].kind != BlockKind::Body {
                continue;
            }
            let country = || self.placed(text, comma, &sentence.tokens);
            let Some(placed) = country().or_else(|| in_other_state(text, comma, &sentence.tokens)) else { continue };
            if !tells_of_the_past(text, sentence.tokens.clone()) {
                emit.conflict(conflict(text, &placed));
            }
        }
    }
}

impl MisplacedPlace {
    /// The city before a comma and the country after it, where the one does not lie in the other.
    fn placed(&self, text: &Segmented<'_>, comma: usize, sentence: &std::ops::Range<usize>) -> Option<Placed> {
        let (first, spot) = city_before(text, comma, sentence.start)?;
        let (end, country) = country_after(text, comma + 1, sentence.end)?;
        let mut within = spot.within().map(|within| within.split('/').next().unwrap_or(within));
        let lies = within.next()?;
        if within.any(|other| other != lies)
            || spot.is_ambiguous()
            || country == lies
            || !closes(text, end, sentence.end)
        {
            return None;
        }
        let borrowed = |name: &str| self.borrowers.iter().any(|borrower| borrower == name);
        let kindred =
            |group: &Vec<String>| group.iter().any(|one| one == lies) && group.iter().any(|one| one == country);
        if borrowed(country) || (borrowed(lies) && !spot.is_capital()) || self.kindred.iter().any(kindred) {
            return None;
        }
        Some(Placed { city: first..comma, country: comma + 1..end, lies, sure: spot.is_capital() })
    }
}

/// A city that ends right before a comma, after a preposition in mid-sentence.
fn city_before(text: &Segmented<'_>, comma: usize, start: usize) -> Option<(usize, lexicon::Spot)> {
    (comma.saturating_sub(3).max(start + 2)..comma).find_map(|first| {
        let preposition = matches!(text.lower(first - 1), "in" | "from" | "near" | "outside" | "at" | "to");
        if !preposition || !text.tokens[first].shape.has_capital() {
            return None;
        }
        let name = joined(text, first..comma);
        lexicon::place(&name).filter(|spot| spot.is_city() && name.len() > 3).map(|spot| (first, spot))
    })
}

/// “in Fresno, Nevada”: a city of one state before the name of another.
fn in_other_state(text: &Segmented<'_>, comma: usize, sentence: &std::ops::Range<usize>) -> Option<Placed> {
    let (first, spot) = city_before(text, comma, sentence.start)?;
    let lies = spot.only_state().filter(|_| !spot.is_ambiguous())?;
    let (end, state) = state_after(text, comma + 1, sentence.end)?;
    if state == lies || !closes(text, end, sentence.end) {
        return None;
    }
    let city = joined(text, first..comma);
    let right = (0..text.tokens.len()).filter(|&at| text.text(at) == ",").any(|at| {
        let starts = at.checked_sub(comma - first).filter(|&starts| joined(text, starts..at) == city);
        starts.is_some() && state_after(text, at + 1, text.tokens.len()).is_some_and(|(_, state)| state == lies)
    });
    Some(Placed { city: first..comma, country: comma + 1..end, lies, sure: right })
}

/// A state, or its short form, that starts at a token: the token after it, and the state's name.
fn state_after(text: &Segmented<'_>, at: usize, end: usize) -> Option<(usize, &'static str)> {
    (at + 1..end.min(at + 3) + 1).rev().filter(|&last| last <= end).find_map(|last| {
        let state = lexicon::place(&joined(text, at..last))?.state()?;
        let point = last < end && text.text(last) == "." && text.glued(last) && last + 1 < end;
        text.tokens[at].shape.has_capital().then_some((last + usize::from(point), state))
    })
}

/// A country that starts at a token: the token after it, and its usual name.
fn country_after(text: &Segmented<'_>, at: usize, end: usize) -> Option<(usize, &'static str)> {
    (at + 1..end.min(at + 4) + 1).rev().filter(|&last| last <= end).find_map(|last| {
        if !text.tokens[at].shape.has_capital() {
            return None;
        }
        let spot = lexicon::place(&joined(text, at..last))?;
        let state = spot.is_country() && !spot.is_city() && spot.within().next().is_none();
        state.then_some((last, spot.name()))
    })
}

/// Whether what follows a country leaves no room for a list or for a sentence of which the country is the subject.
fn closes(text: &Segmented<'_>, at: usize, end: usize) -> bool {
    let word = |at: usize| if at < end { text.lower(at) } else { "" };
    match word(at) {
        "." | ";" | ")" => true,
        "," => matches!(word(at + 1), "where" | "when" | "according"),
        "where" => true,
        _ => false,
    }
}

fn joined(text: &Segmented<'_>, tokens: std::ops::Range<usize>) -> String {
    let mut words = String::new();
    for at in tokens.filter(|&at| !text.is_mark(at, b'-')) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&text.folded(at));
    }
    words
}

/// Borders move: a year before 1990, or a word of change, leaves it open what lay where.
fn tells_of_the_past(text: &Segmented<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    let old = |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u16| (1000..1990).contains(&year));
    tokens.any(|at| {
        let word = text.lower(at);
        old(word)
            || matches!(
                word,
                "now" | "then" | "born" | "formerly" | "former" | "once" | "embassy" | "war" | "against" | "between"
            )
    })
}

fn conflict(text: &Segmented<'_>, placed: &Placed) -> Conflict {
    let (city, country) = (text.span(placed.city.clone()), text.span(placed.country.clone()));
    let message = format!("“{}” lies in {}, not in “{}”", text.slice(city), placed.lies, text.slice(country));
    let conflict = Conflict::new(message, Label::new(text.source(), country, "other place"))
        .related(Label::new(text.source(), city, format!("in {}", placed.lies)))
        .identity([joined(text, placed.city.clone()), joined(text, placed.country.clone())]);
    // of a city that is no capital, there may be a small namesake
    if placed.sure { conflict } else { conflict.at_most(crate::finding::Severity::Info) }
}
