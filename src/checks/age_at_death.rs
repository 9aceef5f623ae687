//! A life whose numbers don't go together: “born in 1950, died in 2010 at the age of 70”, in one sentence or in two.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::hash_word;
use crate::claim::life::{LifeStep, Step, steps};
use crate::claim::timeline::{has, sentences};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence};
use crate::source::Span;

/// It has no parameters: ages are counted one way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeAtDeath {}

impl Check for AgeAtDeath {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        if !article.text.vocabulary.may_have(const { hash_word(b"born") }) {
            return;
        }
        for (sentence, dates) in sentences(article).filter(|(_, dates)| dates.len() > 1) {
            let Some((born, died)) = life(&article.text, sentence, dates) else { continue };
            if let Some(conflict) = conflict(&article.text, sentence, born, died) {
                emit.conflict(conflict);
            }
        }
        apart(article, emit);
    }
}

/// Births and deaths told in two sentences: “Reed was born on 4 June 1931. … He died on 2 May 2001 at the age of 79.”
fn apart(article: &Article<'_>, emit: &mut Emit<'_, ()>) {
    // two days and an age are in few articles
    if article.dates.iter().filter(|date| date.basis == Basis::Explicit).nth(1).is_none()
        || !article.text.sentences.iter().any(|sentence| age(&article.text, sentence).is_some())
    {
        return;
    }
    let lives = steps(article);
    for died in lives.iter().filter(|one| one.step == Step::Died && one.date.basis == Basis::Explicit) {
        let is_birth = |one: &&LifeStep<'_>| {
            one.step == Step::Born && one.entity == died.entity && one.date.basis == Basis::Explicit
        };
        let mut births = lives.iter().filter(is_birth);
        let (Some(born), None) = (births.next(), births.next()) else { continue };
        let sentence = &article.text.sentences[died.sentence];
        // one sentence is looked at above, and deaths before births elsewhere
        if born.sentence != died.sentence
            && born.date.interval <= died.date.interval
            && let Some(conflict) = conflict(&article.text, sentence, born.date, died.date)
        {
            emit.conflict(conflict);
        }
    }
}

/// The dates of birth and death of the one person whom a sentence tells of.
fn life<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention)> {
    let born = only(text, sentence, "born")?;
    let died = only(text, sentence, "died")?;
    let of = |verb: usize| {
        let date = dates.iter().find(|date| date.tokens.start > verb)?;
        let plain = date.basis == Basis::Explicit && date.kind == TimexType::Date && date.interval.is_some();
        (plain && date.tokens.start - verb <= 6).then_some(date)
    };
    // "born in 1950 to a painter who died in 1970": another life
    const OTHERS: &[&str] = &[
        "aunt",
        "brother",
        "daughter",
        "father",
        "grandfather",
        "grandmother",
        "her",
        "his",
        "husband",
        "mother",
        "sister",
        "son",
        "their",
        "to",
        "uncle",
        "who",
        "whom",
        "whose",
        "wife",
    ];
    let between = born.min(died) + 1..born.max(died);
    let (birth, death) = (of(born)?, of(died)?);
    (birth.span != death.span && between.len() <= 14 && !has(text, between, OTHERS)).then_some((birth, death))
}

/// The one place of a word in a sentence.
fn only(text: &Segmented<'_>, sentence: &Sentence, word: &str) -> Option<usize> {
    let mut places = sentence.tokens.clone().filter(|&at| text.lower(at) == word);
    places.next().filter(|_| places.next().is_none())
}

fn conflict(text: &Segmented<'_>, sentence: &Sentence, born: &DateMention, died: &DateMention) -> Option<Conflict> {
    let (birth, death) = (born.interval?, died.interval?);
    if death.last < birth.first {
        let message = format!("died in “{}”, before being born in “{}”", text.slice(died.span), text.slice(born.span));
        return Some(told(text, message, died.span, "before the birth", born));
    }
    let (age, span) = age(text, sentence)?;
    let (least, most) = (years(birth.last, death.first), years(birth.first, death.last));
    if (least..=most).contains(&age) {
        return None;
    }
    let range = if least == most { least.to_string() } else { format!("{least} or {most}") };
    let message = format!(
        "from “{}” to “{}” is a life of {range} years, not “{}”",
        text.slice(born.span),
        text.slice(died.span),
        text.slice(span)
    );
    Some(told(text, message, span, &format!("not {range}"), born).related(Label::new(text.source(), died.span, "died")))
}

fn told(text: &Segmented<'_>, message: String, span: Span, label: &str, born: &DateMention) -> Conflict {
    let identity = [text.slice(span).to_owned(), born.value.clone()];
    Conflict::new(message, Label::new(text.source(), span, label))
        .related(Label::new(text.source(), born.span, "born"))
        .identity(identity)
}

/// `aged 70`, `at the age of 70`.
fn age(text: &Segmented<'_>, sentence: &Sentence) -> Option<(i32, Span)> {
    sentence.tokens.clone().skip(1).find_map(|at| {
        let led = text.is_word(at - 1, "aged") || (at > 2 && text.is_word(at - 1, "of") && text.is_word(at - 2, "age"));
        let age: i32 = if led { text.lower(at).parse().ok()? } else { return None };
        (0..=125).contains(&age).then(|| (age, text.tokens[at].span))
    })
}

/// Whole years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i32 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    (to.year() - from.year() - i32::from(before)).max(0)
}
