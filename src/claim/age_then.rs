//! Sentences -> ages at a time that is told: “moved to London in 1966 at the age of 18”, “In 2001 Marr, then 30, was elected”, “He
//! was 44 when he first showed his pictures in 1988”.
//!
//! The age and the date stand side by side or are the only ones of their sentence, and its one person can be nobody else.

use super::age::{is_year_old, joined, years};
use super::life::{LifeStep, Reader, Step};
use super::timeline::{ends, has, is_quoted, sentences};
use crate::article::Article;
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::source::Span;

/// An age that somebody is told to have had at a time.
#[derive(Debug)]
pub struct AgeThen<'d> {
    /// Index into the article's entities.
    pub entity: usize,
    pub age: u32,
    pub span: Span,
    pub date: &'d DateMention,
}

/// Every age of then of those whose births are among the steps of the article's lives.
#[must_use]
pub fn ages_then<'a>(article: &'a Article<'_>, lives: &[LifeStep]) -> Vec<AgeThen<'a>> {
    if !lives.iter().any(|one| one.step == Step::Born) {
        return Vec::new();
    }
    // those of a birth, and of a life in brackets, are no dates of what somebody did at an age
    let told_of_life = |one: &&LifeStep| one.step == Step::Born || one.bracketed;
    let births: Vec<Span> = lives.iter().filter(told_of_life).map(|one| one.date.span).collect();
    let text = &article.text;
    let reader = Reader::new(article);
    let mut ages = Vec::new();
    for (sentence, dates) in sentences(article) {
        let counts = |date: &&DateMention| {
            date.kind == TimexType::Date
                && date.interval.is_some_and(|days| (days.last - days.first).num_days() < 367)
                && date.basis == Basis::Explicit
                && !births.contains(&date.span)
        };
        let dates: Vec<&DateMention> = dates.iter().filter(counts).collect();
        // how old the dead were is counted elsewhere
        const APART: &[&str] = &["died", "death", "dead", "dies", "killed", "would"];
        if dates.is_empty() || has(text, sentence.tokens.clone(), APART) {
            continue;
        }
        for number in sentence.tokens.clone().filter(|&at| text.tokens[at].kind == TokenKind::Number) {
            let Some(age) = years(text.lower(number)) else { continue };
            let told = Told { text, sentence, dates: &dates, number };
            let date = told.beside().or_else(|| told.then()).map(|date| (date, reader.holder(number, sentence)));
            // "The hero of his novel was 40 when he": whose age it is says the verb
            let subject = || reader.subject(number - 1, sentence).or_else(|| joined(text, number - 1, lives));
            let when = || Some((told.when()?, subject()));
            if let Some((date, Some(entity))) = date.or_else(when)
                && !is_quoted(article, date)
            {
                ages.push(AgeThen { entity, age, span: text.tokens[number].span, date });
            }
        }
    }
    ages
}

/// A number that may be an age, and the dates of its sentence.
struct Told<'a, 'd> {
    text: &'a Segmented<'a>,
    sentence: &'a Sentence,
    dates: &'a [&'d DateMention],
    number: usize,
}

impl<'d> Told<'_, 'd> {
    /// A word of the sentence; nothing outside of it.
    fn word(&self, at: usize) -> &str {
        if self.sentence.tokens.contains(&at) { self.text.lower(at) } else { "" }
    }

    /// A word before the number.
    fn back(&self, by: usize) -> &str {
        self.number.checked_sub(by).map_or("", |at| self.word(at))
    }

    /// The date right before or behind the age: `in 1966 at the age of 18`, `at 18, in 1966,`.
    fn beside(&self) -> Option<&'d DateMention> {
        let number = self.number;
        let old = is_year_old(self.text, number);
        let start = match (self.back(4), self.back(3), self.back(2), self.back(1)) {
            ("at", "the", "age", "of") => number - 4,
            (.., "at", "age") => number - 2,
            (.., "aged" | "at") => number - 1,
            // "By 1966, at 44,", "as a 26-year-old in 1991"
            (.., "as", "a") if old => number - 2,
            _ => return None,
        };
        let next = if old { number + 5 } else { number + 1 };
        // "at 18 Main Street", "aged 18 and 20", "aged 18 months", "in 2006 at 48 kilos and in 2010 at 52"
        let parted = ends(self.text, self.sentence, next) && !(self.back(1) == "at" && self.counts_elsewhere());
        let before = self.dates.iter().find(|date| {
            let joined =
                date.tokens.end == start || (date.tokens.end + 1 == start && self.word(date.tokens.end) == ",");
            joined && is_placed(self.text, date) && parted
        });
        let behind = || {
            let from = next + usize::from(self.word(next) == ",");
            let placed = matches!(self.word(from), "in" | "on");
            self.dates.iter().find(|date| placed && date.tokens.start == from + 1)
        };
        before.or_else(behind).copied()
    }

    /// Whether the sentence has an "at" before a number that counts something.
    fn counts_elsewhere(&self) -> bool {
        let tokens = &self.text.tokens[self.sentence.tokens.clone()];
        (self.sentence.tokens.start..).zip(tokens.windows(3)).any(|(at, three)| {
            self.word(at) == "at" && three[1].kind == TokenKind::Number && three[2].kind == TokenKind::Word
        })
    }

    /// The one date of the sentence, at the end of what somebody did at an age: `was 44 when he first sang in 2015`; or right
    /// before it: `sang in 2015, when he was 44`.
    fn when(&self) -> Option<&'d DateMention> {
        const PARTS: &[&str] = &[",", ";", "and", "of", "that", "which", "who", "after", "before"];
        let (text, number, [date]) = (self.text, self.number, self.dates) else { return None };
        let behind = is_placed(text, date)
            && (date.tokens.end..number).len() <= 4
            && self.back(1) == "was"
            && matches!(self.back(2), "he" | "she")
            && self.back(3) == "when"
            && ends(text, self.sentence, number + 1);
        if behind {
            return Some(*date);
        }
        let when = is_placed(text, date)
            && self.back(1) == "was"
            && self.word(number + 1) == "when"
            && matches!(self.word(number + 2), "he" | "she")
            && date.tokens.start > number
            && ends(text, self.sentence, date.tokens.end)
            && !has(text, number + 3..date.tokens.start, PARTS);
        when.then_some(*date)
    }

    /// The one date of the sentence, which it opens with: `In 2001 Marr, then 30, was elected`.
    fn then(&self) -> Option<&'d DateMention> {
        let [date] = self.dates else { return None };
        let opening = date.tokens.start <= self.sentence.tokens.start + 1;
        let then = self.back(1) == "then" && self.back(2) == "," && self.word(self.number + 1) == "," && opening;
        (is_placed(self.text, date) && then).then_some(*date)
    }
}

fn is_placed(text: &Segmented<'_>, date: &DateMention) -> bool {
    date.tokens.start.checked_sub(1).is_some_and(|at| matches!(text.lower(at), "in" | "on" | "by"))
}

#[cfg(test)]
mod tests {
    use super::ages_then;
    use crate::article::{Reading, read};
    use crate::claim::life::steps;
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let lives = &steps(&article).0;
        let line = |one: &super::AgeThen<'_>| {
            format!("{} {} {}", source.slice(article.entities[one.entity].name), one.age, one.date.value)
        };
        ages_then(&article, lives).iter().map(line).collect()
    }

    #[test]
    fn ages_at_a_time() {
        assert_eq!(
            told(
                "Ines Calder was born in Porto in 1948. In 1966, at the age of 18, she moved to London.\n\nIn 2001 Ines Calder, then 53, \
                 was elected.\n\nLena Marr was born in 1971. She was 44 when she first sang in 2015.\n\nMarr won the cup in 1990 at 19."
            ),
            ["Ines Calder 18 1966", "Ines Calder 53 2001", "Lena Marr 44 2015", "Lena Marr 19 1990"]
        );
    }

    #[test]
    fn numbers_and_people_beside() {
        let silent = "Ines Calder was born in Porto in 1948. In 1966 she lived at 18 Main Street.\n\nIn 1990, aged 18 and 20, they left.\n\n\
                      Ines Calder moved in 1966 with her brother, who came in 1960 at the age of 30.\n\nShe married Paul Reyes in 1970 at 31.\n\n\
                      The hero of the book by Calder was 40 when he sailed in 1974.\n\nIn 2006 she won at 48 kilos and in 2010 at 52.";
        assert_eq!(told(silent), Vec::<String>::new());
    }
}
