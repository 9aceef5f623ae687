//! Something that ends before it begins: “served from 2009 to 2001”, “(1950–1940)”, “runs from 12 May to 3 May”, “opened in 1960
//! and closed in 1955”.

use chrono::Datelike;
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::course::{Course, begins_there, courses, over_two};
use crate::claim::timeline::{are_placed, has, is_quoted, is_range, reads, sentences};
use crate::extract::date::{Basis, DateMention};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence, TokenKind};

/// It has no parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReversedRange {}

/// Verbs by which something lasts; others move a date from one day to another.
const LASTING: &[&str] = &[
    "chaired",
    "existed",
    "governed",
    "headed",
    "lasted",
    "led",
    "lived",
    "operated",
    "played",
    "practiced",
    "practised",
    "presided",
    "ran",
    "reigned",
    "ruled",
    "sat",
    "served",
    "studied",
    "taught",
    "was",
    "were",
    "worked",
];

/// Verbs of what takes its time: "built between 1704 and 1694".
const MADE: &[&str] = &[
    "built",
    "carved",
    "composed",
    "constructed",
    "erected",
    "filmed",
    "laid",
    "painted",
    "rebuilt",
    "recorded",
    "renovated",
    "restored",
    "written",
];

/// Words by which things that have their days in a year last: what "from 12 May to 3 May" may be said of.
const LASTING_DAYS: &[&str] = &[
    "closed",
    "continues",
    "festival",
    "held",
    "holiday",
    "last",
    "lasted",
    "lasting",
    "lasts",
    "on",
    "open",
    "place",
    "planned",
    "ran",
    "run",
    "running",
    "runs",
    "scheduled",
    "shut",
    "valid",
];

/// Words by which the second of two days lies in a later year, or days are those of every year.
const LATER: &[&str] = &["annual", "annually", "each", "every", "following", "later", "next", "year", "yearly"];

/// Words that move a date, or compare two.
const MOVING: &[&str] = &[
    "advance",
    "advanced",
    "back",
    "backdated",
    "backwards",
    "brought",
    "change",
    "changed",
    "changes",
    "changing",
    "compared",
    "corrected",
    "cut",
    "date",
    "dates",
    "deadline",
    "declined",
    "decreased",
    "delay",
    "delayed",
    "down",
    "dropped",
    "fall",
    "falls",
    "fell",
    "forward",
    "grew",
    "increased",
    "levels",
    "move",
    "moved",
    "moves",
    "moving",
    "postpone",
    "postponed",
    "push",
    "pushed",
    "put",
    "rescheduled",
    "returned",
    "revised",
    "rise",
    "rises",
    "rose",
    "shift",
    "shifted",
    "slipped",
    "switched",
    "up",
];

impl Check for ReversedRange {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        // years before Christ are counted down, and not all are marked
        if article.dates.iter().any(|date| date.value.starts_with("BC")) {
            return;
        }
        let mut before: Option<(&Sentence, &[DateMention])> = None;
        for (sentence, dates) in sentences(article) {
            let told = before.and_then(|before| over_two(&article.text, before, (sentence, dates)));
            before = Some((sentence, dates));
            for two in dates.windows(2) {
                if let [first, last] = two
                    && is_reversed(article, sentence, first, last)
                {
                    emit.conflict(conflict(&article.text, first, last));
                }
            }
            let marriages = dates.windows(2).filter_map(|two| marriage(&article.text, sentence, two));
            for course in courses(&article.text, sentence, dates).into_iter().chain(told).chain(marriages) {
                let (begins, ends) = (course.begins, course.ends);
                if precedes(article, sentence, ends, begins) && !is_quoted(article, ends) {
                    emit.conflict(of_course(&article.text, course.verbs, begins, ends));
                }
            }
        }
    }
}

fn is_reversed(article: &Article<'_>, sentence: &Sentence, first: &DateMention, last: &DateMention) -> bool {
    let text = &article.text;
    let life = || is_told_life(text, first, last) || runs_until(text, first, last);
    if !are_placed(first, last) || !(is_range(text, first, last) || life()) || !precedes(article, sentence, last, first)
    {
        return false;
    }
    if life() {
        return true;
    }
    let explicit = first.basis == Basis::Explicit;
    let before = first.tokens.start.saturating_sub(1);
    let lasts = |words: &[&str]| has(text, sentence.tokens.start..before, words);
    match text.lower(before) {
        "(" => {
            explicit
                && text.tokens.len() > last.tokens.end
                && text.text(last.tokens.end) == ")"
                && first.value.len() == last.value.len()
        }
        "from" => {
            let days = is_day(text, first) && is_day(text, last);
            let be = || before > 0 && matches!(text.lower(before - 1), "is" | "are" | "be" | "was" | "were");
            let lasting = || LASTING.iter().any(|word| !matches!(*word, "was" | "were") && lasts(&[word]));
            (if days { lasting() || lasts(LASTING_DAYS) || be() } else { lasts(LASTING) })
                && !has(text, sentence.tokens.clone(), MOVING)
        }
        // "the difference was greatest between 1999 and 1994" compares
        "between" => {
            explicit
                && ((lasts(LASTING) && !lasts(&["was", "were"]))
                    || (before > 0 && MADE.contains(&text.lower(before - 1))))
        }
        _ => false,
    }
}

/// `married in 1961 and were divorced in 1958`, `married Sheila Tait in 1957; the marriage was dissolved in 1956`
fn marriage<'d>(text: &Segmented<'_>, sentence: &Sentence, two: &'d [DateMention]) -> Option<Course<'d>> {
    const LONGEST: usize = 7;
    const ENDS: &[&[&str]] = &[
        &["and", "divorced", "in"],
        &["and", "were", "divorced", "in"],
        &[",", "and", "divorced", "in"],
        &[",", "divorced", "in"],
        &["and", "separated", "in"],
        &["but", "divorced", "in"],
        &["but", "were", "divorced", "in"],
        &[";", "they", "divorced", "in"],
        &[";", "they", "were", "divorced", "in"],
        &[";", "the", "marriage", "was", "dissolved", "in"],
        &[";", "the", "marriage", "ended", "in"],
        &[",", "but", "the", "marriage", "was", "dissolved", "in"],
        &["and", "the", "marriage", "was", "dissolved", "in"],
    ];
    let [begins, ends] = two else { return None };
    let gap = begins.tokens.end..ends.tokens.start;
    let near = sentence.tokens.start.max(begins.tokens.start.saturating_sub(LONGEST))..begins.tokens.start;
    let married = near.rev().find(|&at| text.is_word(at, "married"))?;
    reads(text, gap, ENDS).then_some(Course { begins, ends, verbs: (married, ends.tokens.start - 2) })
}

/// `opened on 8 May 2025 and runs until 7 April 2025`
fn runs_until(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> bool {
    const UNTIL: &[&[&str]] = &[
        &["and", "runs", "until"],
        &["and", "runs", "to"],
        &["and", "will", "run", "until"],
        &["and", "continues", "until"],
        &["and", "is", "open", "until"],
        &["and", "lasts", "until"],
    ];
    let begun = first
        .tokens
        .start
        .checked_sub(2)
        .is_some_and(|at| begins_there(text, at) || matches!(text.lower(at), "opens" | "begins" | "starts"));
    begun && reads(text, first.tokens.end..last.tokens.start, UNTIL)
}

/// `born 4 March 1620 – died 9 June 1684`
fn is_told_life(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> bool {
    let gap = first.tokens.end..last.tokens.start;
    let born = first.tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    matches!(born, "born" | "baptised" | "baptized")
        && reads(
            text,
            gap,
            &[&["–", "died"], &["-", "died"], &["—", "died"], &["–", "buried"], &["-", "buried"], &["—", "buried"]],
        )
}

/// Whether one date lies before another for sure: both with their years, or two days of one month that nothing puts into
/// different years.
fn precedes(article: &Article<'_>, sentence: &Sentence, earlier: &DateMention, later: &DateMention) -> bool {
    let text = &article.text;
    let Some((one, other)) = earlier.interval.zip(later.interval) else { return false };
    if [earlier, later].iter().any(|date| date.value.starts_with('0')) {
        return false;
    }
    match (earlier.basis, later.basis) {
        (Basis::Explicit, Basis::Explicit) => one.last < other.first && !is_last_of_year(article, earlier, later),
        (Basis::Explicit | Basis::Open, _) | (_, Basis::Explicit | Basis::Open) => false,
        _ => {
            let month = |date: &DateMention| date.written_day().map(|(_, month, day)| (month, day));
            let days = month(earlier).zip(month(later)).filter(|_| is_day(text, earlier) && is_day(text, later));
            days.is_some_and(|(one, other)| one.0 == other.0 && one.1 < other.1)
                && !has(text, sentence.tokens.clone(), LATER)
        }
    }
}

/// "from 5 March to 3 March 2020" in a text of 2019: the first day, which has no year of its own, is one of that year.
fn is_last_of_year(article: &Article<'_>, last: &DateMention, first: &DateMention) -> bool {
    let year = |date: &DateMention| {
        date.tokens
            .clone()
            .any(|at| article.text.tokens[at].kind == TokenKind::Number && article.text.text(at).len() == 4)
    };
    let bare = last.value.len() == 10 && first.value.len() == 10 && year(last) && !year(first);
    let ahead =
        || article.published.day.zip(last.interval).is_some_and(|(today, days)| today.year() < days.last.year());
    bare && ahead()
}

/// Whether a date is a day of a month by its figures: "12 May", and not "Friday".
fn is_day(text: &Segmented<'_>, date: &DateMention) -> bool {
    let figure = |at: usize| matches!(text.tokens[at].kind, TokenKind::Number | TokenKind::Mixed);
    let plain = date.length.is_none() && date.impossible.is_none();
    date.value.len() == 10 && date.written_day().is_some() && plain && date.tokens.clone().any(figure)
}

fn conflict(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> Conflict {
    let range = first.span.to(last.span);
    let message = format!("“{}” ends before it begins", text.slice(range));
    Conflict::new(message, Label::new(text.source(), last.span, "before the beginning"))
        .related(Label::new(text.source(), first.span, "the beginning"))
        .identity([first.value.clone(), last.value.clone()])
}

fn of_course(text: &Segmented<'_>, verbs: (usize, usize), begins: &DateMention, ends: &DateMention) -> Conflict {
    let told = |verb: usize, date: &DateMention| text.tokens[verb].span.to(date.span);
    let (begin, end) = (told(verbs.0, begins), told(verbs.1, ends));
    let message = format!("“{}” lies before “{}”", text.slice(end), text.slice(begin));
    Conflict::new(message, Label::new(text.source(), ends.span, "before the beginning"))
        .related(Label::new(text.source(), begins.span, "the beginning"))
        .identity([text.lower(verbs.0), &*begins.value, text.lower(verbs.1), &*ends.value])
}
