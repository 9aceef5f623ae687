//! One happening under two dates: a bridge that opens, a ship that sinks, a minister who resigns on two days, within a
//! document and in two documents that tell one story.
//!
//! The happening is known by its kind and its name, whatever the words around it; the dates have to differ as a slip makes
//! them differ, in the day, the month or the year alone. What happens every year, or to a namesake, differs in more.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::happening::{Common, Happening, Kind, common, happenings};
use crate::claim::{hash_word, wording};
use crate::extract::date::{Basis, DateMention};
use crate::extract::name::NameMention;
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EventDate {
    /// Names that two documents have to share beside that of the event: namesakes are not in one story.
    pub shared: usize,
    /// How many dates one event may have till it is taken for one that comes again.
    pub dates: usize,
}

/// A happening as a document tells it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dated {
    name: String,
    first: i32,
    last: i32,
    explicit: bool,
    recurs: bool,
    /// Told by a noun: deaths that both documents tell by a verb are held against each other elsewhere.
    elsewhere: bool,
    words: String,
    /// Where it is told to have been, hashed; 0 where that is not told.
    place: u64,
    /// The other names of the document, hashed, in order.
    others: Vec<u64>,
    /// The words of the sentence without figures: what differs between copies of a sentence is told as such.
    sentence: u64,
}

/// How many statements of one event are compared.
const MOST: usize = 64;

/// Days by which dates worked out from a weekday may differ: time zones, and stories of the night.
const SLACK: i64 = 1;

impl Check for EventDate {
    type Said = Dated;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Dated>) {
        let found = happenings(article);
        if let Some(conflict) = nameless(article, &found) {
            emit.conflict(conflict);
        }
        if found.is_empty() {
            return;
        }
        let names = names(article);
        let mut stated: Vec<(&Happening<'_>, Dated)> = Vec::new();
        for one in &found {
            let Some(said) = said(article, one, &names) else { continue };
            let told = |(other, _): &&(&Happening<'_>, Dated)| (other.kind, &other.name) == (one.kind, &one.name);
            let wrong = stated
                .iter()
                .filter(told)
                .find(|(other, before)| other.sentence != one.sentence && said.contradicts(before))
                .filter(|_| !is_another(&article.text, one));
            if let Some((earlier, _)) = wrong {
                emit.conflict(within(article, earlier, one));
            }
            stated.push((one, said));
        }
        let mut seen = BTreeSet::new();
        for (one, said) in stated {
            if seen.insert((one.kind, one.name.clone(), said.first, said.last)) {
                let kind = format!("{:?}", one.kind);
                emit.state(Key::new(&["happening", &kind, &one.name]), one.span, &said);
            }
        }
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Dated>], out: &mut Vec<Conflict>) {
        let stated = &stated[..stated.len().min(MOST)];
        let dates: BTreeSet<(i32, i32)> = stated.iter().map(|one| (one.said.first, one.said.last)).collect();
        if dates.len() > self.dates {
            return;
        }
        let mut told = BTreeSet::new();
        for (at, later) in stated.iter().enumerate() {
            let Some(earlier) = stated[..at].iter().find(|earlier| self.across(earlier, later)) else { continue };
            if told.insert((earlier.said.first.min(later.said.first), earlier.said.first.max(later.said.first))) {
                out.push(across(earlier, later));
            }
        }
    }
}

impl EventDate {
    fn across(&self, a: &Stated<Dated>, b: &Stated<Dated>) -> bool {
        let shared = || a.said.others.iter().filter(|other| b.said.others.binary_search(other).is_ok()).count();
        a.source != b.source
            && a.said.sentence != b.said.sentence
            && a.said.contradicts(&b.said)
            && shared() >= self.shared
    }
}

impl Dated {
    /// Whether two dates of one happening can't both be right, and differ as by a slip.
    fn contradicts(&self, other: &Self) -> bool {
        let apart = i64::from(self.first - other.last).max(i64::from(other.first - self.last));
        let explicit = self.explicit && other.explicit;
        if apart <= if explicit { 0 } else { SLACK } || (self.elsewhere && other.elsewhere) {
            return false;
        }
        // "signed in London on 11 March": a treaty is signed in several places
        if self.place != other.place && self.place != 0 && other.place != 0 {
            return false;
        }
        let days = |said: &Self| NaiveDate::from_epoch_days(said.first).zip(NaiveDate::from_epoch_days(said.last));
        let Some((a, b)) = days(self).zip(days(other)) else { return false };
        match (Fields::of(a), Fields::of(b)) {
            (
                Fields { month: Some(first), day: Some(one), year },
                Fields { month: Some(second), day: Some(two), year: last },
            ) => {
                let near = year == last && (first == second || one == two);
                let other_year = year != last && (first, one) == (second, two) && explicit && !self.recurs;
                near || other_year
            }
            // a year or month alone: only what happens once
            (a, b) if a.year != b.year => explicit && !self.recurs && (a.year - b.year).abs() <= 10,
            _ => false,
        }
    }
}

/// A happening told by its noun, and the same told before with another day.
fn nameless(article: &Article<'_>, named: &[Happening<'_>]) -> Option<Conflict> {
    let told = common(article);
    // "an explosion" may be another one, whatever was told before
    told.iter().enumerate().filter(|(_, later)| later.definite).find_map(|(at, later)| {
        let earlier =
            told[..at].iter().filter(|one| one.noun == later.noun).map(|one| (one.sentence, one.span, one.date));
        // "The Halden Bridge opened on 3 May", and further down "the opening on 13 May"
        let of_kind = || named.iter().filter(|one| later.kind == Some(one.kind));
        let only = of_kind()
            .all(|one| one.name == named.iter().find(|one| later.kind == Some(one.kind)).map_or("", |one| &one.name));
        let by_name = of_kind().filter(|_| only).map(|one| (one.sentence, one.span, one.date));
        let mut others = earlier.chain(by_name);
        let (_, span, date) =
            others.find(|(sentence, _, date)| *sentence < later.sentence && is_slip(date, later.date))?;
        Some(of_noun(article, later, span, date))
    })
}

/// Whether two days differ in the day, the month or the year alone, and a day as when a figure is mistyped.
fn is_slip(a: &DateMention, b: &DateMention) -> bool {
    let day = |date: &DateMention| date.interval.filter(|days| days.first == days.last).map(|days| days.first);
    let Some((a, b)) = day(a).zip(day(b)) else { return false };
    let same = (a.year() == b.year(), a.month() == b.month(), a.day() == b.day());
    match same {
        (true, true, false) => is_mistyped(a.day(), b.day()),
        (true, false, true) | (false, true, true) => true,
        _ => false,
    }
}

/// Whether one number is another with one figure changed, left out or put in the other's place.
fn is_mistyped(a: u32, b: u32) -> bool {
    let figures = |day: u32| (day / 10, day % 10);
    let ((ten, one), (tens, ones)) = (figures(a), figures(b));
    // two days in a row are told of one night
    let next = a.abs_diff(b) <= 1;
    !next && (ten == tens || one == ones || (ten, one) == (ones, tens))
}

fn of_noun(article: &Article<'_>, later: &Common<'_>, span: Span, date: &DateMention) -> Conflict {
    let text = &article.text;
    let message =
        format!("one “{}” has two dates: “{}” here, “{}” before", later.noun, text.slice(later.span), text.slice(span));
    Conflict::new(message, Label::new(text.source(), later.span, text.slice(later.date.span)))
        .related(Label::new(text.source(), span, text.slice(date.span)))
        .identity([later.noun, &*date.value, &*later.date.value])
}

/// Which parts of a date its interval names.
struct Fields {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl Fields {
    fn of((first, last): (NaiveDate, NaiveDate)) -> Self {
        let one_month = (first.year(), first.month()) == (last.year(), last.month());
        Self { year: first.year(), month: one_month.then(|| first.month()), day: (first == last).then(|| first.day()) }
    }
}

/// The names of an article, hashed, each once.
fn names(article: &Article<'_>) -> BTreeSet<u64> {
    let full = article.names.iter().filter(|name| !name.loose && name.parts.iter().any(|part| part.folded.len() > 3));
    full.map(hash_of).collect()
}

fn hash_of(name: &NameMention) -> u64 {
    hash_word(name.whole().as_bytes())
}

fn said(article: &Article<'_>, one: &Happening<'_>, names: &BTreeSet<u64>) -> Option<Dated> {
    let interval = one.date.interval?;
    let text = &article.text;
    let own: Vec<&str> = one.name.split(' ').collect();
    let is_own = |name: &&NameMention| name.parts.iter().any(|part| own.contains(&part.folded.as_str()));
    let of_own: BTreeSet<u64> = article.names.iter().filter(is_own).map(hash_of).collect();
    Some(Dated {
        name: one.written.to_owned(),
        first: interval.first.to_epoch_days(),
        last: interval.last.to_epoch_days(),
        explicit: one.date.basis == Basis::Explicit,
        recurs: one.kind.recurs(),
        elsewhere: one.kind == Kind::Death && !one.noun,
        words: text.slice(one.span).to_owned(),
        place: place(article, one),
        others: names.difference(&of_own).copied().collect(),
        sentence: wording(text, one.sentence).0,
    })
}

/// The place that is named between what happened and its date: "opened in Lund on".
fn place(article: &Article<'_>, one: &Happening<'_>) -> u64 {
    let text = &article.text;
    let told = text.tokens_in(one.span).start..one.date.tokens.start;
    let mut named = article.names_in(&told).map(|(_, name)| name);
    let at =
        named.find(|name| name.tokens.start > told.start && matches!(text.lower(name.tokens.start - 1), "in" | "at"));
    at.map_or(0, hash_of)
}

/// "An earthquake struck": another one, where one was told of before.
fn is_another(text: &Segmented<'_>, one: &Happening<'_>) -> bool {
    let verb = text.tokens_in(one.span).start;
    one.kind == Kind::Quake && verb.checked_sub(2).is_some_and(|at| matches!(text.lower(at), "a" | "an" | "another"))
}

fn within(article: &Article<'_>, earlier: &Happening<'_>, later: &Happening<'_>) -> Conflict {
    let text = &article.text;
    let (was, now) = (text.slice(earlier.span), text.slice(later.span));
    let message = format!("one event of “{}” has two dates: “{now}” here, “{was}” before", later.written);
    Conflict::new(message, Label::new(text.source(), later.span, text.slice(later.date.span)))
        .related(Label::new(text.source(), earlier.span, text.slice(earlier.date.span)))
        .identity([later.name.clone(), earlier.date.value.clone(), later.date.value.clone()])
}

fn across(earlier: &Stated<Dated>, later: &Stated<Dated>) -> Conflict {
    let (was, now) = (&earlier.said, &later.said);
    let message =
        format!("one event of “{}” has two dates: “{}” here, “{}” in another document", now.name, now.words, was.words);
    Conflict::new(message, Label::new(later.source, later.span, "one date"))
        .related(Label::new(earlier.source, earlier.span, "another date"))
        .identity([now.name.clone(), was.first.to_string(), now.first.to_string()])
}
