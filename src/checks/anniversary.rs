//! An anniversary whose number does not go with its years: “the 60th anniversary in 2025 of the treaty of 1955”, “founded in 1949,
//! the club celebrates its 25th anniversary this year”.

use chrono::Datelike;
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::age::told_years;
use crate::claim::dating::day;
use crate::claim::jubilee::{Jubilee, jubilees, ordinal};
use crate::claim::timeline::{has, is_quoted, sentences};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::finding::{Conflict, Label};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Sentence};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Anniversary {
    /// Years by which the number may be off where the year is only that of the document, or of what was founded.
    pub slack: i32,
}

impl Check for Anniversary {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        if article.text.has(Classes::ANNIVERSARY) {
            for (sentence, dates) in sentences(article) {
                for at in sentence.tokens.clone().skip(1).filter(|&at| article.text.is_word(at, "anniversary")) {
                    if let Some(conflict) = self.conflict(article, sentence, dates, at) {
                        emit.conflict(conflict);
                    }
                }
            }
        }
        for one in jubilees(article).iter().filter(|one| !is_quoted(article, one.founded)) {
            if let Some(conflict) = self.own(article, one) {
                emit.conflict(conflict);
            }
        }
    }
}

impl Anniversary {
    fn conflict(
        &self,
        article: &Article<'_>,
        sentence: &Sentence,
        dates: &[DateMention],
        at: usize,
    ) -> Option<Conflict> {
        let text = &article.text;
        let count = ordinal(text.lower(at - 1))?;
        let base = of_year(text, sentence, dates, at + 1)?;
        let began = base.interval?.first.year();
        let others: Vec<&DateMention> =
            dates.iter().filter(|date| date.span != base.span && date.interval.is_some()).collect();
        let misses = |date: &&DateMention| {
            let slack = if date.basis == Basis::Explicit { 0 } else { self.slack };
            date.interval.is_some_and(|days| {
                let years = days.first.year() - began..=days.last.year() - began;
                count < years.start() - slack || count > years.end() + slack
            })
        };
        // what was before the event, or in its year, is another anniversary's
        let later = |date: &DateMention| date.interval.is_some_and(|days| days.last.year() > began);
        let kept = others.iter().find(|date| date.kind == TimexType::Date && later(date))?;
        if !others.iter().all(misses) || others.iter().any(|date| date.basis == Basis::Told) || is_quoted(article, base)
        {
            return None;
        }
        Some(conflict(text, text.tokens[at - 1].span.to(text.tokens[at].span), base, kept))
    }
}

impl Anniversary {
    /// An anniversary of something that was founded in another year.
    fn own(&self, article: &Article<'_>, one: &Jubilee<'_>) -> Option<Conflict> {
        let text = &article.text;
        let founded = one.founded.interval?;
        let (first, last, seen) = match one.kept {
            Some(date) => (date.interval?.first, date.interval?.last, date.basis == Basis::DocumentDate),
            None => (article.published.day?, article.published.day?, true),
        };
        let (least, most) = (first.year() - founded.last.year(), last.year() - founded.first.year());
        let fits = |years: i32| (years - self.slack..=years + self.slack).contains(&one.years);
        let beside = |date: &&DateMention| date.interval.is_some_and(|days| fits(first.year() - days.first.year()));
        // "founded in 1780 and refounded in 1954": it may be counted from either
        if least <= 0 || (least..=most).any(fits) || one.beside.iter().any(beside) {
            return None;
        }
        let (name, of) = (text.slice(one.span), text.slice(one.founded.span));
        let until = match (one.kept, article.published.day) {
            (Some(date), _) => format!(" to “{}”", text.slice(date.span)),
            (None, Some(today)) => format!(" to {}", day(today)),
            (None, None) => String::new(),
        };
        let years = told_years(least, most);
        let message = format!("“{name}” does not go with “{of}”: from then{until} it is {years} years");
        let conflict = Conflict::new(message, Label::new(text.source(), one.span, format!("{years} years")))
            .related(Label::new(text.source(), one.founded.span, "counted from"))
            .identity([name.to_owned(), one.founded.value.clone()]);
        Some(match article.published.span.filter(|_| seen) {
            Some(span) => conflict.related(Label::new(text.source(), span, "the document's date")),
            None => conflict,
        })
    }
}

/// The year that the anniversary is of: `of the 1965 treaty`, `of the treaty of 1965`, `of its founding in 1965`.
fn of_year<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    at: usize,
) -> Option<&'d DateMention> {
    // "the 60th anniversary in 2025 of": a date may stand between
    let of = (at..sentence.tokens.end.min(at + 6)).find(|&at| text.lower(at) == "of")?;
    let date = dates.iter().find(|date| date.tokens.start > of && date.basis == Basis::Explicit)?;
    let gap = of + 1..date.tokens.start;
    const CLAUSE: &[&str] = &[
        ",", ";", "and", "that", "which", "who", "(", "-", "–", "—", "he", "she", "it", "they", "we", "i", "was",
        "were", "is", "had",
    ];
    let near = gap.len() <= 9 && !has(text, gap.clone(), CLAUSE);
    let led = gap.is_empty()
        || matches!(text.lower(date.tokens.start - 1), "the" | "of" | "in" | "its" | "their" | "his" | "her");
    (near && led && date.kind == TimexType::Date && date.value.len() >= 4 && !date.value.starts_with("BC"))
        .then_some(date)
}

fn conflict(text: &Segmented<'_>, name: Span, base: &DateMention, kept: &DateMention) -> Conflict {
    let years = kept.interval.zip(base.interval).map_or(0, |(kept, base)| kept.first.year() - base.first.year());
    let message = format!(
        "“{}” of “{}” does not fall in “{}”: {years} years lie between them",
        text.slice(name),
        text.slice(base.span),
        text.slice(kept.span)
    );
    Conflict::new(message, Label::new(text.source(), name, format!("{years} years")))
        .related(Label::new(text.source(), base.span, "of that year"))
        .related(Label::new(text.source(), kept.span, "kept in this one"))
        .identity([base.value.clone(), kept.value.clone(), text.slice(name).to_owned()])
}
