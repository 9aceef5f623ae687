//! What an article tells -> between which days it can have been written: [`Witness`]es, each with its words and reason.

use chrono::{Days, Months, NaiveDate};

use super::event::EventClaim;
use super::office::{OfficeClaim, Tenure};
use super::tense::{self, Told};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::knowledge::{Event, Knowledge, Office, Origin, Term, fold};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// Something an article says that only fits some days of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The first and the last day on which it could be written; `None` where there is no bound.
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    /// Before this day knowledge tells nothing that speaks for or against it.
    pub known_from: Option<NaiveDate>,
    /// The words that say so.
    pub span: Span,
    /// What they tell, to follow "the article": "tells of December 2024 in the past tense".
    pub tells: String,
    /// The same in two or three words, for a label beside the words.
    pub label: String,
    pub ground: Ground,
    /// Where the knowledge it rests on is written.
    pub origin: Option<Origin>,
}

impl Witness {
    /// Whether a document of this day would have been written before what it tells.
    #[must_use]
    pub fn is_ahead_of(&self, date: NaiveDate) -> bool {
        self.first.is_some_and(|first| date < first) && self.known_from.is_none_or(|from| from <= date)
    }
}

/// What a witness rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The text alone: a date told in the past tense.
    Told,
    /// The text alone: "for the past six months since … December 2024".
    Span,
    /// The days of an event in knowledge.
    Event,
    /// A term of office in knowledge, and the person.
    Office { person: usize, tenure: Tenure },
}

/// Days by which an explicit date may lie after the day of writing: time zones, and pages dated a day early.
const SLACK: Days = Days::new(2);

/// How long after they began a holder may be called new, in days.
const NEW: Days = Days::new(400);

/// How long before and after the first day somebody "takes office", in days.
const TAKES: (Days, Days) = (Days::new(75), Days::new(75));

/// Days by which a change of holder may be off: time zones, swearing-in against election.
const HANDOVER: Days = Days::new(3);

/// Everything in the article that bounds its day of writing, in the order of the text.
#[must_use]
pub fn witnesses(
    text: &Segmented<'_>,
    dates: &[DateMention],
    offices: &[OfficeClaim],
    events: &[EventClaim],
    knowledge: &Knowledge,
) -> Vec<Witness> {
    let mut witnesses: Vec<Witness> = Vec::new();
    witnesses.extend(dates.iter().filter_map(|date| told(text, date)));
    witnesses.extend(dates.windows(2).filter_map(|pair| spanned(text, &pair[0], &pair[1])));
    witnesses.extend(events.iter().filter_map(|claim| event(text, claim, knowledge)));
    witnesses.extend(events.iter().filter_map(|claim| foretold(text, claim, knowledge)));
    witnesses.extend(offices.iter().filter_map(|claim| office(text, dates, claim, knowledge)));
    witnesses.sort_by_key(|witness| (witness.span.start, witness.span.end, witness.ground));
    witnesses
}

/// The days between which an article was written, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range<'w> {
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    /// The witnesses that set the two bounds.
    pub evidence: Vec<&'w Witness>,
}

/// The days that all witnesses allow; `None` when there are no witnesses, or no such days.
#[must_use]
pub fn range(witnesses: &[Witness]) -> Option<Range<'_>> {
    let latest = witnesses.iter().filter(|witness| witness.first.is_some()).max_by_key(|witness| witness.first);
    let earliest = witnesses.iter().filter(|witness| witness.last.is_some()).min_by_key(|witness| witness.last);
    let (first, last) = (latest.and_then(|witness| witness.first), earliest.and_then(|witness| witness.last));
    let possible = first.zip(last).is_none_or(|(first, last)| first <= last);
    let evidence: Vec<&Witness> = latest.into_iter().chain(earliest).collect();
    (possible && !evidence.is_empty()).then_some(Range { first, last, evidence })
}

/// A date as an editor writes it: "2 January 2024".
#[must_use]
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// The name of a country or body as it stands after "of": "the United States", "Japan".
#[must_use]
pub fn the(body: &str) -> String {
    const WITH_ARTICLE: &[&str] = &[
        "Bahamas",
        "Central African Republic",
        "Comoros",
        "Czech Republic",
        "Democratic Republic of the Congo",
        "Dominican Republic",
        "Gambia",
        "Maldives",
        "Marshall Islands",
        "Netherlands",
        "Philippines",
        "Republic of the Congo",
        "Solomon Islands",
        "Vatican",
    ];
    let starts = ["United ", "European "].iter().any(|start| body.starts_with(start));
    if starts || WITH_ARTICLE.contains(&body) { format!("the {body}") } else { body.to_owned() }
}

/// An explicit date told in the past tense.
fn told(text: &Segmented<'_>, date: &DateMention) -> Option<Witness> {
    let interval = date.interval.filter(|_| date.basis == Basis::Explicit && date.kind == TimexType::Date)?;
    let sentence = text.sentence_of(date.tokens.start)?;
    let is_told = text.blocks[text.sentences[sentence].block].kind.is_told();
    let is_day_month_or_year =
        matches!(date.value.len(), 4 | 7 | 10) && date.value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let cited = is_cited(text, date);
    if !is_told || !is_day_month_or_year || !(cited || is_placed(text, date)) {
        return None;
    }
    let past = match tense::told(text, date.tokens.clone()) {
        Told::Past => true,
        Told::Unclear => cited || is_begun(text, date),
        Told::Open => is_begun(text, date),
    };
    if !past {
        return None;
    }
    // "late 1985" is its second half
    let late = matches!(text.lower(date.tokens.start), "late") && interval.last > interval.first;
    let begins = if late { interval.first + (interval.last - interval.first) / 2 } else { interval.first };
    Some(Witness {
        first: Some(begins - SLACK),
        last: None,
        known_from: None,
        span: date.span,
        tells: format!("tells of “{}” in the past tense", text.slice(date.span)),
        label: "told as past".to_owned(),
        ground: Ground::Told,
        origin: None,
    })
}

/// "since late 1985": what began on a day has begun; in "since 2030 will be a long year" it gives a reason.
fn is_begun(text: &Segmented<'_>, date: &DateMention) -> bool {
    let word = |at: usize| text.tokens.get(at).map_or("", |_| text.lower(at));
    let since = date.tokens.start.checked_sub(1).is_some_and(|at| word(at) == "since");
    since
        && !matches!(
            word(date.tokens.end),
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "had"
                | "will"
                | "would"
                | "may"
                | "might"
                | "can"
                | "could"
                | "shall"
                | "should"
                | "must"
                | "looks"
                | "seems"
        )
}

/// "in a 1985 interview", "according to a 1985 report": what is cited is there.
fn is_cited(text: &Segmented<'_>, date: &DateMention) -> bool {
    const CITED: &[&str] =
        &["article", "essay", "interview", "letter", "memo", "paper", "report", "ruling", "speech", "study", "survey"];
    let (at, next) = (date.tokens.start, date.tokens.end);
    at >= 2
        && next < text.tokens.len()
        && text.lower(at - 1) == "a"
        && matches!(text.lower(at - 2), "in" | "to" | "from")
        && CITED.contains(&text.lower(next))
}

/// Whether a date says when something happened, by the word before it: "in 2019", "on 3 May 2019", not "Agenda 2030".
fn is_placed(text: &Segmented<'_>, date: &DateMention) -> bool {
    let Some(before) = date.tokens.start.checked_sub(1).map(|at| text.lower(at)) else { return false };
    match before {
        "on" | "in" | "since" | "during" | "after" => true,
        // "at the end of 1986", "at end 1986"
        "at" => text.tokens[date.tokens.start].kind == TokenKind::Word,
        "end" => date.tokens.start >= 2 && matches!(text.lower(date.tokens.start - 2), "at" | "since"),
        "of" | "," => date.value.len() > 4,
        // "between 1983 and 1985", "from 1983 to 1985" at the beginning of a sentence
        "and" => is_behind_between(text, date.tokens.start - 1),
        "to" if tense::ends_span(text, date.tokens.start) => true,
        "to" | "until" | "till" | "by" | "before" | "through" | "for" | "from" => false,
        _ => date.value.len() == 10 && text.tokens[date.tokens.start - 1].kind == TokenKind::Word,
    }
}

/// Whether nothing but a date stands between "between" and an "and": "between 3 May 1983 and 1985".
fn is_behind_between(text: &Segmented<'_>, and: usize) -> bool {
    const LONGEST: usize = 5;
    let from = and.saturating_sub(LONGEST + 1);
    let Some(between) = (from..and).rev().find(|&at| text.is_word(at, "between")) else { return false };
    let dated = |at: usize| match text.tokens[at].kind {
        TokenKind::Number | TokenKind::Mixed => true,
        TokenKind::Word => text.tokens[at].shape.has_capital() || matches!(text.lower(at), "early" | "late" | "mid"),
        _ => matches!(text.text(at), "," | "-"),
    };
    between + 1 < and && (between + 1..and).all(dated)
}

/// "for the past six months since … December 2024": a duration up to now, and the date it began.
fn spanned(text: &Segmented<'_>, duration: &DateMention, since: &DateMention) -> Option<Witness> {
    if duration.kind != TimexType::Duration || since.basis != Basis::Explicit || since.kind != TimexType::Date {
        return None;
    }
    let sentence = text.sentence_of(duration.tokens.start)?;
    if text.sentence_of(since.tokens.start) != Some(sentence) {
        return None;
    }
    let words = duration.tokens.clone().map(|at| text.lower(at));
    let until_now = words.clone().any(|word| matches!(word, "past" | "last"));
    let begins = (duration.tokens.end..since.tokens.start).next().is_some_and(|at| text.lower(at) == "since");
    let (count, unit) = length(&duration.value)?;
    let from = since.interval?;
    if !until_now || !begins {
        return None;
    }
    let months = count * unit;
    let around = |months: u32| Months::new(months);
    let slack = (months / 4).max(2);
    Some(Witness {
        first: from.first.checked_add_months(around(months.saturating_sub(slack))),
        last: from.last.checked_add_months(around(months + slack)),
        known_from: None,
        span: duration.span.to(since.span),
        tells: format!("counts “{}” from “{}”", text.slice(duration.span), text.slice(since.span)),
        label: "counted up to now".to_owned(),
        ground: Ground::Span,
        origin: None,
    })
}

/// A TIMEX3 duration in whole months or years: how many, and how many months one has.
fn length(value: &str) -> Option<(u32, u32)> {
    let (count, unit) = value.strip_prefix('P')?.split_at_checked(value.len() - 2)?;
    let count = count.parse().ok().filter(|&count| count < 1200)?;
    match unit {
        "M" => Some((count, 1)),
        "Y" => Some((count, 12)),
        _ => None,
    }
}

/// An event that the article tells of as past, or as of this year.
fn event(text: &Segmented<'_>, claim: &EventClaim, knowledge: &Knowledge) -> Option<Witness> {
    let event = &knowledge.events[claim.event];
    let sentence = &text.sentences[claim.sentence];
    let recency = Recency::of(text, sentence.tokens.clone());
    if recency.is_none() && !tense::tells_of_the_past(text, sentence.tokens.clone()) {
        return None;
    }
    let last = match recency {
        Some((Recency::ThisYear, _)) => NaiveDate::from_ymd_opt(chrono::Datelike::year(&event.last), 12, 31),
        Some((Recency::Just, _)) => event.last.checked_add_days(Days::new(60)),
        None => None,
    };
    let when = days_of(event);
    let tells = match recency {
        Some((_, words)) => format!("says “{}” of {} ({when})", text.slice(words), event.name),
        None => format!("tells in the past tense of {} ({when})", event.name),
    };
    Some(Witness {
        first: Some(event.first - SLACK),
        last,
        known_from: None,
        span: recency.map_or_else(|| text.span(claim.tokens.clone()), |(_, words)| words),
        tells,
        label: when,
        ground: Ground::Event,
        origin: event.origin.clone(),
    })
}

/// An event that the article tells of as still to come: it was written before the event was over.
fn foretold(text: &Segmented<'_>, claim: &EventClaim, knowledge: &Knowledge) -> Option<Witness> {
    let event = &knowledge.events[claim.event];
    let will = text.sentences[claim.sentence].tokens.clone().find(|&at| matches!(text.lower(at), "will" | "shall"))?;
    const BETWEEN: &[&str] = &["also", "be", "now", "soon", "then"];
    let verb = (will + 1..text.sentences[claim.sentence].tokens.end).find(|&at| !BETWEEN.contains(&text.lower(at)))?;
    // "will declare martial law"; "the summit in Geneva will begin"
    let own = claim.tokens.contains(&verb)
        && event
            .words
            .iter()
            .flatten()
            .any(|word| super::event::stem(&fold(word)) == super::event::stem(text.lower(verb)));
    let begins = will >= claim.tokens.end
        && will - claim.tokens.end <= 3
        && matches!(text.lower(verb), "begin" | "convene" | "held" | "open" | "start" | "take");
    if !(own || begins) {
        return None;
    }
    let when = days_of(event);
    Some(Witness {
        first: None,
        last: event.last.checked_add_days(SLACK),
        known_from: None,
        span: text.span(claim.tokens.start.min(will)..claim.tokens.end.max(verb + 1)),
        tells: format!("tells of {} ({when}) as still to come", event.name),
        label: when,
        ground: Ground::Event,
        origin: event.origin.clone(),
    })
}

/// The days of an event, as an editor writes them.
fn days_of(event: &Event) -> String {
    if event.first == event.last {
        return day(event.first);
    }
    format!("{} to {}", day(event.first), day(event.last))
}

/// Words that put what a sentence tells shortly before its writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recency {
    /// "this year", "earlier this year".
    ThisYear,
    /// "just announced".
    Just,
}

impl Recency {
    fn of(text: &Segmented<'_>, tokens: std::ops::Range<usize>) -> Option<(Self, Span)> {
        let word = |at: usize| if at < tokens.end { text.lower(at) } else { "" };
        tokens.clone().find_map(|at| match (word(at), word(at + 1)) {
            ("this", "year") => {
                let first =
                    if at > tokens.start && matches!(word(at - 1), "earlier" | "just" | "only") { at - 1 } else { at };
                Some((Recency::ThisYear, text.span(first..at + 2)))
            }
            ("just", _) if at + 1 < tokens.end && tense::is_past(text, at + 1) => {
                Some((Recency::Just, text.span(at..at + 2)))
            }
            _ => None,
        })
    }
}

/// A person said to hold, have held or take an office, against the terms that knowledge has.
fn office(text: &Segmented<'_>, dates: &[DateMention], claim: &OfficeClaim, knowledge: &Knowledge) -> Option<Witness> {
    if claim.quoted || tells_of_another_time(text, dates, claim) {
        return None;
    }
    let office = &knowledge.offices[claim.office];
    let person = &knowledge.people[claim.person];
    let terms = terms(knowledge, office, claim.person);
    let (first_term, last_term) = (terms.first()?, terms.last()?);
    let slack = if terms.iter().any(|term| term.approximate) { Days::new(45) } else { HANDOVER };
    let title = &office.titles[0];
    let (first, last, fact) = match claim.tenure {
        Tenure::Holds => (Some(first_term.from - slack), None, format!("took office on {}", day(first_term.from))),
        Tenure::Current => (
            Some(first_term.from - slack),
            last_term.to.map(|to| to + slack),
            format!("took office on {}", day(first_term.from)),
        ),
        Tenure::New => (
            Some(first_term.from - TAKES.0),
            last_term.from.checked_add_days(NEW),
            format!("took office on {}", day(last_term.from)),
        ),
        Tenure::Takes => (
            Some(first_term.from - TAKES.0),
            last_term.from.checked_add_days(TAKES.1),
            format!("took office on {}", day(last_term.from)),
        ),
        Tenure::Former => {
            let left = first_term.to?;
            (Some(left - slack), None, format!("was in office until {}", day(left)))
        }
        Tenure::Elect => {
            (None, last_term.from.checked_add_days(Days::new(10)), format!("took office on {}", day(last_term.from)))
        }
        Tenure::Other => return None,
    };
    Some(Witness {
        first,
        last,
        // a list begins somewhere: before, another of that name may have held the office, or the same person
        known_from: office.held.iter().map(|term| term.from).min(),
        span: claim.span,
        tells: format!(
            "says “{}”, and {} {fact} as {title} of {}",
            text.slice(claim.span),
            person.name,
            the(&office.of)
        ),
        label: fact,
        ground: Ground::Office { person: claim.person, tenure: claim.tenure },
        origin: if claim.tenure == Tenure::Former { first_term.origin.clone() } else { last_term.origin.clone() },
    })
}

/// A person's terms of an office, and of those whose title holds its title: an acting president is called president.
fn terms<'k>(knowledge: &'k Knowledge, office: &Office, person: usize) -> Vec<&'k Term> {
    let kindred = |other: &&Office| {
        other.of == office.of
            && other.titles.iter().any(|title| {
                let title = title.strip_prefix("Acting ").unwrap_or(title);
                title == office.titles[0]
            })
    };
    let mut terms: Vec<&Term> = knowledge
        .offices
        .iter()
        .filter(kindred)
        .flat_map(|other| &other.held)
        .filter(|term| term.person == person)
        .collect();
    terms.sort_by_key(|term| term.from);
    terms
}

/// A sentence that names a year speaks of that year: "in 2009, the new president, Barack Obama, …".
fn tells_of_another_time(text: &Segmented<'_>, dates: &[DateMention], claim: &OfficeClaim) -> bool {
    let sentence = &text.sentences[claim.sentence];
    matches!(claim.tenure, Tenure::New | Tenure::Current | Tenure::Takes | Tenure::Elect)
        && dates.iter().any(|date| sentence.tokens.contains(&date.tokens.start) && date.basis == Basis::Explicit)
}
