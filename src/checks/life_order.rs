//! Lives told out of order: somebody acts after dying, is buried before dying, does something before being born, dies on two
//! days, leaves an office before taking it. Within one article, and across articles that name the same people.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::company::{Company, full_name, is_full};
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::age::tells_generations;
use crate::claim::life::{LifeStep, Step, steps};
use crate::claim::wording;
use crate::extract::date::{Basis, Interval};
use crate::finding::{Conflict, Label};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LifeOrder {
    /// Days by which two steps may be out of order all the same: time zones, and days told loosely.
    pub slack: i64,
    /// People whom two documents have to name beside this one: namesakes are not in one story.
    pub shared: usize,
}

/// A step as a document tells it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StepOn {
    name: String,
    step: u8,
    /// First and last day, counted from the year 1.
    first: i32,
    last: i32,
    explicit: bool,
    /// Verb and date, as written.
    words: String,
    company: Company,
    /// The words of the sentence without figures: what differs between copies of a sentence is told as such.
    sentence: u64,
}

/// How many steps of each kind are held against each other: those told first and last of all are enough.
const MOST: usize = 16;

/// What stands for the words of a short sentence, which two writers may word alike.
const SHORT: u64 = 0;

impl Check for LifeOrder {
    type Said = StepOn;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, StepOn>) {
        let steps = &steps(article).0;
        if steps.is_empty() || tells_generations(article) {
            return;
        }
        for (at, later) in steps.iter().enumerate() {
            let wrong = steps[..at].iter().find(|earlier| self.within(earlier, later));
            if let Some(earlier) = wrong {
                emit.conflict(within(article, earlier, later));
            }
        }
        self.state(article, steps, emit);
    }

    /// What was told of deaths, births and burials is held against everything else.
    fn compare(&self, _: Context<'_>, stated: &[Stated<StepOn>], out: &mut Vec<Conflict>) {
        let fixed: Vec<&Stated<StepOn>> =
            stated.iter().filter(|one| one.said.step() != Step::Acts).take(MOST).collect();
        let mut acts: Vec<&Stated<StepOn>> = stated.iter().filter(|one| one.said.step() == Step::Acts).collect();
        acts.sort_by_key(|one| (std::cmp::Reverse(one.said.first), one.source, one.span));
        let pair = fixed.iter().enumerate().find_map(|(at, one)| {
            fixed[..at]
                .iter()
                .chain(acts.iter().take(MOST))
                .find(|other| self.across(other, one))
                .map(|other| (*other, *one))
        });
        if let Some((a, b)) = pair {
            let conflict =
                if (a.said.step(), a.source) <= (b.said.step(), b.source) { across(a, b) } else { across(b, a) };
            out.push(conflict);
        }
    }
}

impl LifeOrder {
    fn within(&self, a: &LifeStep, b: &LifeStep) -> bool {
        let Some((first, second)) = a.date.interval.zip(b.date.interval) else { return false };
        // birth and death of one sentence are held against each other, and against an age, elsewhere
        let told =
            a.sentence == b.sentence && matches!((a.step, b.step), (Step::Born, Step::Died) | (Step::Died, Step::Born));
        let same_term = a.sentence == b.sentence && a.step == Step::Takes && b.step == Step::Leaves;
        if a.entity != b.entity || told {
            return false;
        }
        if (a.step, b.step) == (Step::Takes, Step::Leaves) {
            return same_term && second.last < first.first;
        }
        let explicit = a.date.basis == Basis::Explicit && b.date.basis == Basis::Explicit;
        // years in brackets may be of the other calendar
        if a.bracketed != b.bracketed && apart(first, second) <= CALENDARS {
            return false;
        }
        self.contradict(
            (a.step, days(first.first), days(first.last)),
            (b.step, days(second.first), days(second.last)),
            explicit,
        )
    }

    fn across(&self, a: &Stated<StepOn>, b: &Stated<StepOn>) -> bool {
        a.source != b.source
            && (a.said.sentence != b.said.sentence || a.said.sentence == SHORT)
            && self.contradict(a.said.days(), b.said.days(), a.said.explicit && b.said.explicit)
            && a.said.company.shared(&b.said.company) >= self.shared
    }

    /// Whether two steps, each with its first and last day, can't be those of one life.
    fn contradict(&self, a: (Step, i64, i64), b: (Step, i64, i64), explicit: bool) -> bool {
        let (first, second) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        if first.0 == second.0 {
            // one dies and is born once; a day that is only worked out may be off
            let once = matches!(first.0, Step::Born | Step::Died) && explicit;
            return once && (first.2 + self.slack < second.1 || second.2 + self.slack < first.1);
        }
        let ordered = first.0 == Step::Born || (second.0 >= Step::Died && first.0 != Step::Does);
        ordered && second.2 + self.slack < first.1
    }

    fn state(&self, article: &Article<'_>, steps: &[LifeStep], emit: &mut Emit<'_, StepOn>) {
        let mut seen = BTreeSet::new();
        // a namesake's life stands in brackets elsewhere, and what people did before they died is no news of them
        for one in steps.iter().filter(|one| !one.bracketed && one.step != Step::Does) {
            let Some(interval) = one.date.interval else { continue };
            let entity = &article.entities[one.entity];
            let Some(name) = entity.mentions.iter().map(|&at| &article.names[at]).find(|name| is_full(name)) else {
                continue;
            };
            let folded = full_name(name);
            if !seen.insert((folded.clone(), one.step, interval)) {
                continue;
            }
            let said = StepOn {
                name: article.text.slice(entity.name).to_owned(),
                step: one.step as u8,
                first: interval.first.to_epoch_days(),
                last: interval.last.to_epoch_days(),
                explicit: one.date.basis == Basis::Explicit,
                words: article.text.slice(one.span).to_owned(),
                company: Company::beside(&name.family_folded(), article),
                sentence: sentence(article, one.sentence),
            };
            emit.state(Key::new(&["person", "life", &folded]), one.span, &said);
        }
    }
}

impl StepOn {
    fn step(&self) -> Step {
        const STEPS: [Step; 7] =
            [Step::Born, Step::Does, Step::Acts, Step::Takes, Step::Leaves, Step::Died, Step::Buried];
        STEPS[usize::from(self.step.min(6))]
    }

    fn days(&self) -> (Step, i64, i64) {
        (self.step(), i64::from(self.first), i64::from(self.last))
    }
}

/// Days by which the calendars differ, at most.
const CALENDARS: i64 = 14;

/// Days between two stretches.
fn apart(a: Interval, b: Interval) -> i64 {
    (b.first - a.last).max(a.first - b.last).num_days()
}

fn days(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

fn sentence(article: &Article<'_>, number: usize) -> u64 {
    let (hash, words) = wording(&article.text, number);
    if words < 10 { SHORT } else { hash }
}

/// The message, and the labels of the later and the earlier of two steps.
fn told(name: &str, steps: (Step, Step), words: (&str, &str)) -> (String, &'static str, &'static str) {
    let (first, second) = words;
    match steps {
        (Step::Died, Step::Died) => (format!("{name} dies twice: “{first}” and “{second}”"), "another day", "one day"),
        (Step::Born, Step::Born) => {
            (format!("{name} is born twice: “{first}” and “{second}”"), "another day", "one day")
        }
        (Step::Takes, Step::Leaves) => (
            format!("{name} leaves before the term begins: “{first}”, “{second}”"),
            "before the beginning",
            "the beginning",
        ),
        (Step::Died, Step::Buried) => {
            (format!("{name} is buried before dying: “{second}”, but “{first}”"), "before the death", "died")
        }
        (Step::Born, _) => (format!("{name} was not yet born: “{second}”, but “{first}”"), "before the birth", "born"),
        _ => (format!("{name} was dead by then: “{first}”, but “{second}”"), "died", "after the death"),
    }
}

fn within(article: &Article<'_>, a: &LifeStep, b: &LifeStep) -> Conflict {
    let text = &article.text;
    let (first, second) = if a.step <= b.step { (a, b) } else { (b, a) };
    let name = text.slice(article.entities[a.entity].name);
    let (message, of_second, of_first) =
        told(name, (first.step, second.step), (text.slice(first.span), text.slice(second.span)));
    // the later of the two in the text is shown first: it is what contradicts what was said
    let later = if second.span.start >= first.span.start {
        (second, of_second, first, of_first)
    } else {
        (first, of_first, second, of_second)
    };
    Conflict::new(message, Label::new(text.source(), later.0.span, later.1))
        .related(Label::new(text.source(), later.2.span, later.3))
        .identity([name, &*first.date.value, &*second.date.value])
}

fn across(a: &Stated<StepOn>, b: &Stated<StepOn>) -> Conflict {
    let (first, second) = (&a.said, &b.said);
    let (message, of_second, of_first) =
        told(&first.name, (first.step(), second.step()), (&first.words, &second.words));
    let message = format!("{message}, in two documents");
    Conflict::new(message, Label::new(b.source, b.span, of_second))
        .related(Label::new(a.source, a.span, of_first))
        .identity([first.name.clone(), first.first.to_string(), second.first.to_string()])
}
