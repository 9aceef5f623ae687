//! A sentence with an anniversary -> the founding that it tells of the same thing: “The club, founded in 1949, celebrates”.

use std::ops::Range;

use super::told::Told;
use crate::claim::course::date_of;
use crate::claim::tense;
use crate::claim::timeline::ends;
use crate::extract::date::{Basis, DateMention};
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::words::Words;

/// Verbs by which things come into being. Sorted.
pub static FOUNDED: Words = Words::new(&[
    "began",
    "created",
    "established",
    "formed",
    "founded",
    "inaugurated",
    "incorporated",
    "launched",
    "opened",
    "started",
]);

/// Nouns of what is founded, which stand for a name that has them. Sorted.
pub static THINGS: Words = Words::new(&[
    "airline",
    "airport",
    "association",
    "bank",
    "brand",
    "brewery",
    "bridge",
    "broadcaster",
    "chain",
    "charity",
    "choir",
    "church",
    "club",
    "college",
    "committee",
    "company",
    "daily",
    "factory",
    "festival",
    "firm",
    "foundation",
    "gallery",
    "group",
    "hospital",
    "hotel",
    "institute",
    "league",
    "library",
    "magazine",
    "maker",
    "manufacturer",
    "museum",
    "newspaper",
    "orchestra",
    "organisation",
    "organization",
    "paper",
    "park",
    "party",
    "publisher",
    "restaurant",
    "retailer",
    "school",
    "shipyard",
    "shop",
    "society",
    "station",
    "store",
    "team",
    "theater",
    "theatre",
    "union",
    "university",
    "yard",
    "zoo",
]);

/// Nouns that stand for whatever a name was given to.
pub const ANY: &[&str] = &["company", "firm", "group", "institution", "organisation", "organization"];

/// The longest subject, and the longest part put between commas.
const LONGEST_SUBJECT: usize = 7;
const LONGEST_ASIDE: usize = 12;

/// `The 25-year-old company was founded in 1999`, `the 30-year-old firm, established in 1994,`.
pub fn founding_of_old<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    age: &DateMention,
) -> Option<&'d DateMention> {
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let noun = (age.tokens.end..age.tokens.end + 3).find(|&at| THINGS.has(word(at)) || ANY.contains(&word(at)))?;
    let plain = (age.tokens.end..noun).all(|at| text.tokens[at].kind == TokenKind::Word && !tense::is_past(text, at));
    let mut verb = noun + 1;
    verb += usize::from(word(verb) == ",");
    verb += usize::from(matches!(word(verb), "which" | "that"));
    verb += usize::from(word(verb) == "was");
    let date = explicit(date_of(text, dates, verb).filter(|_| FOUNDED.has(word(verb)) && plain && verb > noun + 1)?)?;
    is_founding(text, sentence, verb, date).then_some(date)
}

/// The founding that the sentence of an anniversary itself tells of its subject.
pub fn own_founding<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    told: &Told,
) -> Option<&'d DateMention> {
    let (start, end) = (sentence.tokens.start, told.subject_end);
    let founding = |verb: &usize| FOUNDED.has(text.lower(*verb));
    if let Some(comma) = told.made {
        // "was founded in 1974, making this its 50th anniversary"
        let verb = (start + 1..comma).rev().find(founding)?;
        let date = explicit(date_of(text, dates, verb).filter(|date| date.tokens.end == comma)?)?;
        let helped = verb - usize::from(matches!(text.lower(verb - 1), "was" | "were"));
        return (is_founding(text, sentence, verb, date) && is_subject(text, start..helped)).then_some(date);
    }
    if let Some(date) = founding_behind(text, sentence, dates, told) {
        return Some(date);
    }
    // "Founded in 1949, the club celebrates"
    if founding(&start) {
        let date = explicit(date_of(text, dates, start)?)?;
        let subject = date.tokens.end + 1..end;
        let comma = text.is_mark(date.tokens.end, b',');
        return (comma && is_founding(text, sentence, start, date) && subject.start < end && is_subject(text, subject))
            .then_some(date);
    }
    if end < start + 3 {
        return None;
    }
    let held = |verb: &usize| text.is_word(*verb, "held") && text.is_word(verb - 1, "first");
    let verb = (start + 1..end - 1).rev().find(|verb| founding(verb) || held(verb))?;
    let date = explicit(date_of(text, dates, verb)?)?;
    if !is_founding(text, sentence, verb, date) {
        return None;
    }
    let verb = verb - usize::from(held(&verb));
    let helped = verb - usize::from(matches!(text.lower(verb - 1), "was" | "were"));
    // "The club, founded in 1949, celebrates": nothing else between the commas
    let place = |at: usize| matches!(text.lower(at), "in" | "at" | "near") || text.tokens[at].shape.has_capital();
    if date.tokens.end < end && text.is_mark(end - 1, b',') && (date.tokens.end..end - 1).all(place) {
        let relative = helped - usize::from(matches!(text.lower(helped - 1), "which" | "that"));
        let comma = relative.checked_sub(1).filter(|&at| at > start && text.is_mark(at, b','))?;
        return (end - comma <= LONGEST_ASIDE && is_subject(text, start..comma)).then_some(date);
    }
    // "The museum opened in 1924 and will celebrate"
    let joined = date.tokens.end + 1 == end && text.is_word(end - 1, "and");
    (joined && is_subject(text, start..helped)).then_some(date)
}

/// `celebrates its 50th anniversary this year; it was founded in 1974`.
fn founding_behind<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    told: &Told,
) -> Option<&'d DateMention> {
    let from = told.tokens.end;
    let mark = (from..sentence.tokens.end).find(|&at| matches!(text.text(at), ";" | ","))?;
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let led = matches!((word(mark + 1), word(mark + 2)), ("it", "was") | ("having", "been"));
    let date = explicit(date_of(text, dates, mark + 3).filter(|_| led && FOUNDED.has(word(mark + 3)))?)?;
    // nothing but a date stands between
    let dated = dates.iter().find(|date| date.tokens.start >= from && date.tokens.end <= mark);
    let near = mark <= dated.map_or(from, |date| date.tokens.end) + 1;
    let subject = sentence.tokens.start..told.subject_end;
    (near && is_subject(text, subject) && is_founding(text, sentence, mark + 3, date)).then_some(date)
}

/// Whether what a verb tells of is a founding: "opened in 1973 in its present building" may be none.
pub fn is_founding(text: &Segmented<'_>, sentence: &Sentence, verb: usize, date: &DateMention) -> bool {
    let sure = !matches!(text.lower(verb), "began" | "launched" | "opened" | "started");
    // "opened in Lund in 1993" may be a branch
    let plain = date.tokens.start <= verb + 2;
    sure || (plain && (ends(text, sentence, date.tokens.end) || text.is_word(date.tokens.end, "and")))
}

/// A date of the calendar with its year.
pub fn explicit(date: &DateMention) -> Option<&DateMention> {
    let whole = date.value.len() >= 4 && !date.value.starts_with("BC") && !date.value.starts_with('0');
    (date.basis == Basis::Explicit && whole).then_some(date)
}

/// A short stretch without verbs and marks: one thing.
pub fn is_subject(text: &Segmented<'_>, tokens: Range<usize>) -> bool {
    !tokens.is_empty()
        && tokens.len() <= LONGEST_SUBJECT
        && tokens.into_iter().all(|at| {
            // "Saltby's museum", but "the museum's shop" may keep the museum's anniversary
            let owner = at.checked_sub(1).is_some_and(|owner| text.tokens[owner].shape.has_capital());
            let possessive = text.tokens[at].kind == TokenKind::Possessive && !owner;
            !possessive
                && text.tokens[at].kind != TokenKind::Mark
                && !tense::is_past(text, at)
                && !matches!(
                    text.lower(at),
                    "its"
                        | "their"
                        | "his"
                        | "her"
                        | "is"
                        | "are"
                        | "has"
                        | "have"
                        | "and"
                        | "that"
                        | "which"
                        | "whose"
                        | "who"
                )
        })
}

#[cfg(test)]
mod tests {
    use super::{FOUNDED, THINGS};

    #[test]
    fn lists_are_sorted() {
        assert!(FOUNDED.is_sorted() && THINGS.is_sorted());
    }
}
