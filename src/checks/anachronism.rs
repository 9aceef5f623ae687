//! A document's own date against what the document tells: dates in the past tense, spans of time, events, terms of office.
//!
//! What proves the date too early is one cause, however many places show it. A single title that does not fit speaks
//! against the title rather than the date.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::dating::{Ground, Witness, day, the};
use crate::finding::{Conflict, Label};
use crate::source::Span;

/// Which of the two contradictions a rule is about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Anachronism {
    pub wrong: Wrong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wrong {
    /// The document's date: it lies before what the text tells.
    Date,
    /// An event told as still to come, or as of this year or just past, that was over by the document's date.
    Event,
    /// A title beside a name: that person did not hold the office at the document's date.
    Title,
}

impl Check for Anachronism {
    type Said = ();

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let Some((date, span)) = article.published.day.zip(article.published.span) else { return };
        let dated = Dated { article, date, span };
        let latest = article.published.latest().unwrap_or(date);
        let early: Vec<&Witness> = article.witnesses.iter().filter(|w| w.is_ahead_of(latest)).collect();
        let proven = dated.proves_the_date_wrong(&early);
        match self.wrong {
            Wrong::Date if proven => emit.conflict(dated.too_early(&early)),
            Wrong::Title => {
                if !proven {
                    early.iter().filter(|w| w.is_office()).for_each(|w| emit.conflict(dated.title(w)));
                }
                let late = article.witnesses.iter().filter(|w| w.is_office() && w.last.is_some_and(|last| last < date));
                late.for_each(|w| emit.conflict(dated.title(w)));
                dated.former_in_office(context).into_iter().for_each(|conflict| emit.conflict(conflict));
            }
            Wrong::Event => {
                let late = article
                    .witnesses
                    .iter()
                    .filter(|w| w.ground == Ground::Event && w.last.is_some_and(|last| last < date));
                late.for_each(|w| emit.conflict(dated.title(w)));
            }
            Wrong::Date => {}
        }
    }
}

impl Witness {
    fn is_office(&self) -> bool {
        matches!(self.ground, Ground::Office { .. })
    }
}

/// What a term of office without a place in a rules file rests on.
const BUILT_IN: &str = "known from the built-in list of office holders";

struct Dated<'a> {
    article: &'a Article<'a>,
    date: NaiveDate,
    span: Span,
}

impl Dated<'_> {
    /// Anything but a single person's title is enough.
    fn proves_the_date_wrong(&self, early: &[&Witness]) -> bool {
        let mut people: Vec<usize> = early
            .iter()
            .filter_map(|w| if let Ground::Office { person, .. } = w.ground { Some(person) } else { None })
            .collect();
        people.sort_unstable();
        people.dedup();
        people.len() > 1 || early.iter().any(|w| !w.is_office())
    }

    fn too_early(&self, early: &[&Witness]) -> Conflict {
        let source = self.article.text.source();
        let mut early = early.to_vec();
        early.sort_by_key(|w| (w.ground, w.span));
        let message = format!("the document is dated {}, but it {}", day(self.date), early[0].tells);
        let mut conflict = Conflict::new(message, Label::new(source, self.span, "too early for what is told"));
        if let Some(origin) = &early[0].origin {
            conflict.notes.push(format!("known from {}:{}", origin.path, origin.line));
        }
        for witness in &early {
            conflict.related.push(Label::new(source, witness.span, witness.label.as_str()));
        }
        for witness in &early[1..] {
            conflict.notes.push(format!("it {}{}", witness.tells, witness.reference()));
        }
        conflict.identity(["dateline", &self.date.to_string()]).cause(source, self.span)
    }

    fn title(&self, witness: &Witness) -> Conflict {
        let source = self.article.text.source();
        let message = format!("the document is dated {}, but it {}", day(self.date), witness.tells);
        let conflict = Conflict::new(message, Label::new(source, witness.span, "not at this date"))
            .related(Label::new(source, self.span, "the document's date"))
            .identity([self.article.text.slice(witness.span), &self.date.to_string()]);
        match &witness.origin {
            Some(origin) => conflict.note(format!("known from {}:{}", origin.path, origin.line)),
            None if witness.is_office() => conflict.note(BUILT_IN),
            None => conflict,
        }
    }

    /// "former" of somebody who is in office again at the document's date.
    fn former_in_office(&self, context: Context<'_>) -> Vec<Conflict> {
        use crate::claim::office::Tenure;
        let knowledge = context.knowledge;
        let source = self.article.text.source();
        let claims = self.article.offices.iter().filter(|claim| claim.tenure == Tenure::Former && !claim.quoted);
        claims
            .filter_map(|claim| {
                let office = &knowledge.offices[claim.office];
                let margin = chrono::Days::new(30);
                // in office a month before and after: the change of holder is no matter of days
                let again = office.held.iter().filter(|term| term.person == claim.person).skip(1).find(|term| {
                    let until = term.to.or(office.complete_until);
                    term.from + margin <= self.date && until.is_some_and(|until| self.date + margin <= until)
                })?;
                let name = &knowledge.people[claim.person].name;
                let said = self.article.text.slice(claim.span);
                let message = format!(
                    "the document is dated {}, when {name} was {} of {} again (since {}), but it says “{said}”",
                    day(self.date),
                    office.titles[0],
                    the(&office.of),
                    day(again.from)
                );
                Some(
                    Conflict::new(message, Label::new(source, claim.span, "in office at this date"))
                        .related(Label::new(source, self.span, "the document's date"))
                        .identity([said, &self.date.to_string()])
                        .note(match &again.origin {
                            Some(origin) => format!("known from {}:{}", origin.path, origin.line),
                            None => BUILT_IN.to_owned(),
                        }),
                )
            })
            .collect()
    }
}

impl Witness {
    fn reference(&self) -> String {
        self.origin.as_ref().map_or_else(String::new, |origin| format!(" ({}:{})", origin.path, origin.line))
    }
}
