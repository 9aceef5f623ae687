//! One person's age in several documents of one story, held against the days of the documents.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::company::{Company, full_name};
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::age::{Aged, aged, tells_generations};
use crate::claim::dating::day;
use crate::claim::wording;
use crate::extract::name::NameMention;
use crate::finding::{Conflict, Label};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AgeAcross {
    /// Days that may lie between the birthdays that two ages leave possible: an age is often that of some weeks ago.
    pub slack: u32,
    /// People whom both documents have to name beside this one: namesakes are not in one story.
    pub shared: usize,
}

/// An age as a dated document gives it.
#[derive(Debug, Serialize, Deserialize)]
pub struct AgeOn {
    name: String,
    age: u32,
    day: i32,
    company: Company,
    /// The words of the sentence without its figures: what differs between copies of a sentence is told as such.
    sentence: u64,
}

impl Check for AgeAcross {
    type Said = AgeOn;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, AgeOn>) {
        let Some(date) = article.published.day else { return };
        let mut seen = BTreeSet::new();
        for name in &article.names {
            let Some(one) = aged(article, name).filter(|one| !one.then && !one.given.is_empty()) else { continue };
            let folded = full_name(name);
            if !seen.insert(folded.clone()) {
                continue;
            }
            if tells_generations(article) {
                return;
            }
            let said = said(article, name, &one, date.to_epoch_days());
            emit.state(Key::new(&["person", "age", &folded]), one.span, &said);
        }
    }

    /// Everyone is held against the oldest and the youngest of the group, and one pair is shown.
    fn compare(&self, _: Context<'_>, stated: &[Stated<AgeOn>], out: &mut Vec<Conflict>) {
        let born = |one: &&Stated<AgeOn>| birthdays(&one.said).map(|days| (days.0, one.source));
        let ends = [stated.iter().min_by_key(born), stated.iter().max_by_key(born)];
        let pair = ends
            .into_iter()
            .flatten()
            .find_map(|end| stated.iter().find(|one| self.contradict(one, end)).map(|one| (one, end)));
        if let Some((a, b)) = pair {
            let later = (a.said.day, a.source) > (b.said.day, b.source);
            out.push(if later { conflict(b, a) } else { conflict(a, b) });
        }
    }
}

impl AgeAcross {
    fn contradict(&self, a: &Stated<AgeOn>, b: &Stated<AgeOn>) -> bool {
        let Some((first, second)) = birthdays(&a.said).zip(birthdays(&b.said)) else { return false };
        let gap = (second.0 - first.1).num_days().max((first.0 - second.1).num_days());
        a.source != b.source
            && gap > i64::from(self.slack)
            && a.said.sentence != b.said.sentence
            && a.said.company.shared(&b.said.company) >= self.shared
    }
}

fn said(article: &Article<'_>, name: &NameMention, one: &Aged, day: i32) -> AgeOn {
    let text = &article.text;
    AgeOn {
        name: text.slice(name.span).to_owned(),
        age: one.age,
        day,
        company: Company::beside(&name.family_folded(), article),
        sentence: text.sentence_of(name.tokens.start).map_or(0, |sentence| wording(text, sentence).0),
    }
}

/// The first and last day on which somebody can have been born.
fn birthdays(said: &AgeOn) -> Option<(NaiveDate, NaiveDate)> {
    let day = NaiveDate::from_epoch_days(said.day)?;
    let last = day.checked_sub_months(Months::new(said.age * 12))?;
    Some((last.checked_sub_months(Months::new(12))?.succ_opt()?, last))
}

fn conflict(first: &Stated<AgeOn>, later: &Stated<AgeOn>) -> Conflict {
    let on = |one: &AgeOn| day(NaiveDate::from_epoch_days(one.day).unwrap_or_default());
    let message = format!(
        "“{}” is {} here, on {}, and “{}” {} in another document, on {}",
        later.said.name,
        later.said.age,
        on(&later.said),
        first.said.name,
        first.said.age,
        on(&first.said)
    );
    Conflict::new(message, Label::new(later.source, later.span, format!("{} here", later.said.age)))
        .related(Label::new(first.source, first.span, format!("{} there", first.said.age)))
        .identity([later.said.name.clone(), first.said.age.to_string(), later.said.age.to_string()])
}
