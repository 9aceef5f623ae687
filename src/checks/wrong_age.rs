//! An age that a date of birth does not give: “Anna Kovacs, 43,” in 2025 of somebody born in 1970, by the article itself or by
//! what the rules files know.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::age::{AgeNow, ages_now, tells_generations, told_years};
use crate::claim::age_then::{AgeThen, ages_then};
use crate::claim::dating::day;
use crate::claim::life::{LifeStep, Step, steps};
use crate::extract::date::{Basis, Interval};
use crate::extract::name::NameMention;
use crate::finding::{Conflict, Label};
use crate::knowledge::{Knowledge, Person};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrongAge {
    /// Years by which an age may be off all the same: it may be that of some weeks ago.
    pub slack: i32,
}

/// The age that people reach.
const OLDEST: i32 = 115;

/// Where a date of birth is from.
enum Birth<'a> {
    Told(&'a LifeStep),
    Known(&'a Person),
}

impl Check for WrongAge {
    type Said = ();

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let lives = &steps(article).0;
        for one in ages_then(article, lives) {
            if let Some(conflict) = self.then(article, &one, lives)
                && !tells_generations(article)
            {
                emit.conflict(conflict);
            }
        }
        let Some(today) = article.published.day else { return };
        let is_birth = |one: &LifeStep| one.step == Step::Born;
        if !lives.iter().any(is_birth) && !context.knowledge.index.has_births() {
            return;
        }
        for one in ages_now(article, lives) {
            let Some((born, birth)) = birth(article, context.knowledge, &one, lives) else { continue };
            if tells_generations(article) {
                return;
            }
            let (least, most) = (years(born.last, today), years(born.first, today));
            let age = i32::try_from(one.age).unwrap_or(i32::MAX);
            // nobody that old is told of as living: the age is of then, or of a hero of fiction
            let alive = least <= OLDEST;
            let misses = alive && (age < least - self.slack || age > most + self.slack);
            if misses
                && !article.quotes.iter().any(|quote| quote.span.contains(one.span))
                && !is_of_then(article, born, age)
            {
                emit.conflict(conflict(article, &one, (least, most), &birth));
            }
        }
    }
}

impl WrongAge {
    /// An age of then that the one date of birth does not give.
    fn then(&self, article: &Article<'_>, one: &AgeThen<'_>, lives: &[LifeStep]) -> Option<Conflict> {
        let mut births = lives
            .iter()
            .filter(|life| life.entity == one.entity && life.step == Step::Born && life.date.basis == Basis::Explicit);
        let born = births.next()?;
        if births.any(|other| other.date.value != born.date.value) {
            return None;
        }
        let (birth, then) = born.date.interval.zip(one.date.interval)?;
        let (least, most) = (years(birth.last, then.first), years(birth.first, then.last));
        let age = i32::try_from(one.age).unwrap_or(i32::MAX);
        // a year before the birth, or a hundred years on, is another's or is told of as wrong elsewhere
        let living = (0..=OLDEST).contains(&least);
        if !living || (least - self.slack..=most + self.slack).contains(&age) {
            return None;
        }
        let text = &article.text;
        let right = told_years(least, most);
        let name = text.slice(article.entities[one.entity].name);
        let (when, birth) = (text.slice(one.date.span), text.slice(born.span));
        let message = format!("“{name}” is {age} in “{when}” here, but “{birth}” makes {right}");
        Some(
            Conflict::new(message, Label::new(text.source(), one.span, format!("not {right}")))
                .related(Label::new(text.source(), one.date.span, "at that time"))
                .related(Label::new(text.source(), born.span, "born"))
                .identity([name.to_owned(), age.to_string(), born.date.value.clone()]),
        )
    }
}

/// Whether the article tells of a year in which somebody was that old: the age may be that of then.
fn is_of_then(article: &Article<'_>, born: Interval, age: i32) -> bool {
    article.dates.iter().filter(|date| date.basis == Basis::Explicit).any(|date| {
        // a decade or a century holds too many years to speak for one
        let told = date.interval.filter(|told| (told.last - told.first).num_days() < 367);
        told.is_some_and(|told| (years(born.last, told.first)..=years(born.first, told.last)).contains(&age))
    })
}

/// When somebody was born, if it is known and they are not told or known to be dead.
fn birth<'a>(
    article: &Article<'_>,
    knowledge: &'a Knowledge,
    one: &AgeNow,
    lives: &'a [LifeStep],
) -> Option<(Interval, Birth<'a>)> {
    let of = |step: Step| lives.iter().find(|life| life.entity == one.entity && life.step == step);
    if of(Step::Died).is_some() || of(Step::Buried).is_some() {
        return None;
    }
    if let Some(born) = of(Step::Born).filter(|born| born.date.basis == Basis::Explicit) {
        return Some((born.date.interval?, Birth::Told(born)));
    }
    let known = person(article, knowledge, &article.names[one.beside?])?;
    let born = known.born.filter(|_| known.died.is_none())?;
    Some((Interval { first: born, last: born }, Birth::Known(known)))
}

/// The one person of the rules files who is named in full.
fn person<'k>(article: &Article<'_>, knowledge: &'k Knowledge, name: &NameMention) -> Option<&'k Person> {
    let written = article.text.slice(name.span);
    let mut named = knowledge.people.iter().filter(|person| {
        person.born.is_some()
            && !name.given.is_empty()
            && (person.name == written || person.forms.iter().any(|form| form == written))
    });
    named.next().filter(|_| named.next().is_none())
}

/// Whole years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i32 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i32::from(before)
}

fn conflict(article: &Article<'_>, one: &AgeNow, (least, most): (i32, i32), birth: &Birth<'_>) -> Conflict {
    let text = &article.text;
    let right = told_years(least, most);
    let today = article.published.day.map(day).unwrap_or_default();
    let name = text.slice(one.beside.map_or(article.entities[one.entity].name, |name| article.names[name].span));
    let age = one.age;
    let label = |span: Span| Label::new(text.source(), span, "the document's date");
    let conflict = match birth {
        Birth::Told(born) => {
            let message = format!("“{name}” is {age} here, but “{}” makes {right} on {today}", text.slice(born.span));
            Conflict::new(message, Label::new(text.source(), one.span, format!("not {right}")))
                .related(Label::new(text.source(), born.span, "born"))
                .identity([name.to_owned(), age.to_string(), born.date.value.clone()])
        }
        Birth::Known(person) => {
            let born = person.born.map(day).unwrap_or_default();
            let message = format!("“{name}” is {age} here, but {right} on {today}: born on {born}");
            let conflict = Conflict::new(message, Label::new(text.source(), one.span, format!("not {right}")))
                .identity([name.to_owned(), age.to_string(), born]);
            match &person.origin {
                Some(origin) => conflict.note(format!("known from {}:{}", origin.path, origin.line)),
                None => conflict.note("known from the built-in list of people"),
            }
        }
    };
    match article.published.span {
        Some(span) => conflict.related(label(span)),
        None => conflict,
    }
}
