//! A life whose numbers don't go together: “born in 1950, died in 2010 at the age of 70”, in one sentence or in two.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::age::told_years;
use crate::claim::dating::day;
use crate::claim::hash_word;
use crate::claim::jubilee::ordinal;
use crate::claim::life::{LifeStep, Reader, Step, steps};
use crate::claim::timeline::{ends, has, sentences};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::finding::{Conflict, Label};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::source::Span;

/// It has no parameters: ages are counted one way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeAtDeath {}

impl Check for AgeAtDeath {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let born = article.text.has(Classes::BORN);
        if born && article.text.has(Classes::DIED) {
            for (sentence, dates) in sentences(article).filter(|(_, dates)| !dates.is_empty()) {
                if let Some(conflict) = in_sentence(article, sentence, dates) {
                    emit.conflict(conflict);
                }
            }
        }
        if born || steps(article).0.iter().any(|one| one.bracketed) {
            apart(article, emit);
        }
    }
}

/// A birth and a death told in one sentence: “born in 1950, died in 2010 at the age of 70”, “who has died aged 70, was born in 1950”.
fn in_sentence(article: &Article<'_>, sentence: &Sentence, dates: &[DateMention]) -> Option<Conflict> {
    let text = &article.text;
    if let Some((born, died)) = life(text, sentence, dates) {
        return before_birth(text, born, died)
            .or_else(|| age(text, sentence).and_then(|aged| conflict(text, aged, born, died)));
    }
    // whoever "has died" did so shortly before the time of writing
    let died =
        only(text, sentence, "died").filter(|&died| died > 0 && matches!(text.lower(died - 1), "has" | "have"))?;
    let born = only(text, sentence, "born")?;
    let [date] = dates else { return None };
    let today = article.published.day?;
    let told = date.basis == Basis::Explicit
        && date.kind == TimexType::Date
        && (1..=6).contains(&date.tokens.start.saturating_sub(born));
    let others = has(text, born.min(died) + 1..born.max(died), OTHERS);
    let birth = date.interval.filter(|_| told && !others)?;
    let (age, span) = age(text, sentence)?;
    let (least, most) = (years(birth.last, today), years(birth.first, today));
    // an obituary may follow in the next year
    if (least - 1..=most).contains(&age) {
        return None;
    }
    let message = format!(
        "whoever was born {} “{}” was not “{}” on {}",
        at(date),
        text.slice(date.span),
        text.slice(span),
        day(today)
    );
    let conflict = self::told(text, message, span, &format!("not {}", told_years(least, most)), date);
    Some(match article.published.span {
        Some(span) => conflict.related(Label::new(text.source(), span, "the document's date")),
        None => conflict,
    })
}

/// Births and deaths told in two sentences: “Reed was born on 4 June 1931. … He died on 2 May 2001 at the age of 79.”
fn apart(article: &Article<'_>, emit: &mut Emit<'_, ()>) {
    // two days and an age are in few articles
    if article.dates.len() < 2
        || !article.dates.iter().any(|date| date.basis == Basis::Explicit)
        || !article.text.sentences.iter().any(|sentence| tells_age(&article.text, sentence))
    {
        return;
    }
    let lives = &steps(article).0;
    in_brackets(article, lives, emit);
    // a day of the document's own weeks is one, too
    let dated =
        |one: &&LifeStep| one.date.length.is_none() && matches!(one.date.basis, Basis::Explicit | Basis::DocumentDate);
    for died in lives.iter().filter(|one| one.step == Step::Died && !one.bracketed).filter(dated) {
        let is_birth =
            |one: &&LifeStep| one.step == Step::Born && one.entity == died.entity && one.date.basis == Basis::Explicit;
        let mut births = lives.iter().filter(is_birth);
        let (Some(born), None) = (births.next(), births.next()) else { continue };
        // deaths before births are looked at elsewhere, and one sentence above
        if born.date.interval > died.date.interval {
            continue;
        }
        let sentence = &article.text.sentences[died.sentence];
        let own =
            || age(&article.text, sentence).filter(|age| born.sentence != died.sentence && is_own(article, died, age));
        let aged = own().or_else(|| next_age(article, died, lives));
        if let Some(conflict) = aged.and_then(|aged| conflict(&article.text, aged, &born.date, &died.date)) {
            emit.conflict(conflict);
        }
    }
}

/// Whether an age of a sentence is that of whoever it tells to have died: "Pike died on Monday and leaves a wife, aged 80".
fn is_own(article: &Article<'_>, died: &LifeStep, (_, age): &(i32, Span)) -> bool {
    const BEREAVED: &[&str] = &[
        "brother", "daughter", "father", "friend", "husband", "leaves", "mother", "sister", "son", "survived", "who",
        "widow", "widower", "wife",
    ];
    let text = &article.text;
    let (step, number) = (text.tokens_in(died.span).start, text.tokens_in(*age).start);
    !has(text, step.min(number)..step.max(number), BEREAVED)
}

/// `He was 71.` right behind the death that is told.
fn next_age(article: &Article<'_>, died: &LifeStep, lives: &[LifeStep]) -> Option<(i32, Span)> {
    let text = &article.text;
    let sentence = text.sentences.get(died.sentence + 1)?;
    let tokens = sentence.tokens.clone();
    let was = (tokens.start + 1..tokens.end).take(3).find(|&at| text.is_word(at, "was"))?;
    let number = was + 1;
    let whole = number + 1 < tokens.end && text.is_mark(number + 1, b'.') && number + 2 == tokens.end;
    let alone = !lives.iter().any(|one| one.step == Step::Died && one.entity != died.entity);
    let reader = Reader::new(article);
    let of_dead = || reader.subject(was, sentence) == Some(died.entity);
    let age = text.lower(number).parse().ok().filter(|age| (10..=115).contains(age))?;
    (whole && alone && of_dead()).then(|| (age, text.tokens[number].span))
}

/// How far before its verb the subject of a clause may begin.
const LONGEST_SUBJECT: usize = 6;

/// Lives told in brackets, and an age at death told of the same person: “Clara Benn (1870–1931) … died at the age of 71”.
fn in_brackets(article: &Article<'_>, lives: &[LifeStep], emit: &mut Emit<'_, ()>) {
    let text = &article.text;
    let bracketed = |step: Step| lives.iter().filter(move |one| one.bracketed && one.step == step);
    if bracketed(Step::Born).next().is_none() {
        return;
    }
    let reader = Reader::new(article);
    for (sentence, dates) in sentences(article) {
        let Some(died) = only(text, sentence, "died") else { continue };
        let Some(aged) = age(text, sentence) else { continue };
        let number = text.tokens_in(aged.1).start;
        // dates of birth and death told by verbs are looked at elsewhere
        let own = |date: &DateMention| {
            date.basis != Basis::Explicit || lives.iter().any(|one| one.bracketed && one.date.span == date.span)
        };
        if number < died || !dates.iter().all(own) || has(text, sentence.tokens.clone(), &["who", "whose", "would"]) {
            continue;
        }
        let Some(entity) = reader.holder(number, sentence) else { continue };
        let of = |step: Step| bracketed(step).find(|one| one.entity == entity);
        if let Some((born, died)) = of(Step::Born).zip(of(Step::Died))
            && let Some(conflict) = conflict(text, aged, &born.date, &died.date)
        {
            emit.conflict(conflict);
        }
    }
}

/// Words by which another life is told of: "born in 1950 to a painter who died in 1970".
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

/// The dates of birth and death of the one person whom a sentence tells of.
fn life<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention)> {
    let born = only(text, sentence, "born")?;
    let died = only(text, sentence, "died")?;
    if dates.len() < 2 {
        return None;
    }
    let of = |verb: usize| {
        let date = dates.iter().find(|date| date.tokens.start > verb)?;
        let told = date.basis == Basis::Explicit || (verb == died && date.basis == Basis::DocumentDate);
        let plain = told && date.length.is_none() && date.kind == TimexType::Date && date.interval.is_some();
        // "died of heart failure at the age of 18 on July 16, 1871"
        let aged = verb == died && has(text, verb..date.tokens.start, &["age", "aged"]);
        (plain && date.tokens.start - verb <= if aged { 12 } else { 6 }).then_some(date)
    };
    let between = born.min(died) + 1..born.max(died);
    let (birth, death) = (of(born)?, of(died)?);
    // "Reed, whose brother died in 1990 aged 58, was born in 1929"
    let aside =
        died < born && has(text, sentence.tokens.start.max(died.saturating_sub(LONGEST_SUBJECT))..died, &["whose"]);
    (birth.span != death.span && between.len() <= 14 && !aside && !has(text, between, OTHERS)).then_some((birth, death))
}

/// The one place of a word in a sentence.
fn only(text: &Segmented<'_>, sentence: &Sentence, word: &str) -> Option<usize> {
    let mut places = sentence.tokens.clone().filter(|&at| text.lower(at) == word);
    places.next().filter(|_| places.next().is_none())
}

/// A death told to have been before the birth.
fn before_birth(text: &Segmented<'_>, born: &DateMention, died: &DateMention) -> Option<Conflict> {
    let (birth, death) = (born.interval?, died.interval?);
    let message = || {
        format!(
            "died {} “{}”, before being born {} “{}”",
            at(died),
            text.slice(died.span),
            at(born),
            text.slice(born.span)
        )
    };
    (death.last < birth.first).then(|| told(text, message(), died.span, "before the birth", born))
}

/// An age at death, with where it is written, that is not the one between two dates.
fn conflict(
    text: &Segmented<'_>,
    (age, span): (i32, Span),
    born: &DateMention,
    died: &DateMention,
) -> Option<Conflict> {
    let (birth, death) = (born.interval?, died.interval?);
    let (least, most) = (years(birth.last, death.first), years(birth.first, death.last));
    // a day whose year is only worked out may be one of the year before
    let slack = i32::from(died.basis != Basis::Explicit);
    if (least - slack..=most).contains(&age) {
        return None;
    }
    let range = told_years(least, most);
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

/// Whether a number may be that of an hour.
fn is_hour(number: &str) -> bool {
    number.parse().is_ok_and(|hour: u8| hour <= 24)
}

/// Whether a sentence may tell how old somebody was.
fn tells_age(text: &Segmented<'_>, sentence: &Sentence) -> bool {
    let was = || {
        let number = sentence.tokens.end.saturating_sub(2);
        number > sentence.tokens.start
            && text.tokens[number].kind == TokenKind::Number
            && text.is_word(number - 1, "was")
    };
    was() || age(text, sentence).is_some()
}

/// `aged 70`, `at the age of 70`, `at 70`, `was 70 when he died`, `short of her 71st birthday`.
fn age(text: &Segmented<'_>, sentence: &Sentence) -> Option<(i32, Span)> {
    const BIRTHDAY: u64 = hash_word(b"birthday");
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    sentence.tokens.clone().skip(1).find_map(|at| {
        if text.lexemes[at].hash == BIRTHDAY {
            let led = at > 3
                && matches!(word(at - 2), "his" | "her")
                && (word(at - 3) == "before" || (word(at - 3) == "of" && matches!(word(at - 4), "short" | "shy")));
            // weeks and days before, and not years
            let near = !has(text, sentence.tokens.start.max(at.saturating_sub(6))..at, &["year", "years"]);
            let count = if led && near { ordinal(word(at - 1))? } else { return None };
            return Some((count - 1, text.tokens[at - 1].span));
        }
        if text.tokens[at].kind != TokenKind::Number {
            return None;
        }
        let told = match word(at - 1) {
            "aged" => true,
            "of" => at > 2 && word(at - 2) == "age",
            // "died in 1950 at 72"
            "at" => {
                // "died Tuesday at 87"
                let day = || word(at - 2) == "died" || word(at - 2).ends_with("day");
                let dated = at > 1 && (text.tokens[at - 2].kind == TokenKind::Number || day());
                // "died at 76 in Lund", but "died at 6 on Monday"
                let place = || word(at - 2) == "died" && word(at + 1) == "in" && !is_hour(word(at));
                dated && (ends(text, sentence, at + 1) || place())
            }
            "was" | "only" => word(at + 1) == "when" && matches!(word(at + 2), "he" | "she") && word(at + 3) == "died",
            _ => false,
        };
        let age: i32 = if told { text.lower(at).parse().ok()? } else { return None };
        (0..=125).contains(&age).then(|| (age, text.tokens[at].span))
    })
}

/// Whole years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i32 {
    let before = (to.month(), to.day()) < (from.month(), from.day());
    (to.year() - from.year() - i32::from(before)).max(0)
}
/// The preposition of a date: "on" of a day, "in" of a month or year.
fn at(date: &DateMention) -> &'static str {
    if date.interval.is_some_and(|days| days.first == days.last) { "on" } else { "in" }
}
