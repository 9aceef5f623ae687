//! Names and pronouns -> ages: “Kim Lee, 43,”, “the 43-year-old Kim Lee”, “Lee, who is 43 years old,”, “At 43, Lee is …”,
//! “Lee turned 60 this year”.

use super::jubilee::ordinal;
use super::life::{LifeStep, Reader, Step};
use super::tense;
use super::timeline::{has, has_run};
use crate::article::Article;
use crate::claim::hash_word;
use crate::extract::date::{Basis, DateMention};
use crate::extract::name::{NameKind, NameMention};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Sentence};
use crate::source::Span;

/// A person's age as an article gives it beside their name.
#[derive(Debug)]
pub struct Aged {
    pub family: String,
    pub given: String,
    pub age: u32,
    pub span: Span,
    pub name: Span,
    /// It stands in a sentence with a year of its own: it may be the age of then.
    pub then: bool,
    /// `aged 43`, `43-year-old`: nothing but an age.
    pub sure: bool,
}

/// A person's age at the time of writing, told of a name or by a verb.
#[derive(Debug)]
pub struct AgeNow {
    /// Index into the article's entities.
    pub entity: usize,
    /// Index into the article's names, of the name that the age stands beside.
    pub beside: Option<usize>,
    pub age: u32,
    pub span: Span,
}

/// The age written beside a name.
#[must_use]
pub fn aged(article: &Article<'_>, name: &NameMention) -> Option<Aged> {
    let text = &article.text;
    if !is_person(name) {
        return None;
    }
    let (age, span, sure) = after(text, name.tokens.end).or_else(|| before(text, name))?;
    let sentence = text.sentence_of(name.tokens.start)?;
    let then = tells_of_a_year(article, sentence, &[]);
    let (family, given) = (name.family_folded(), name.given_folded());
    Some(Aged { family, given, age, span, name: name.span, then, sure })
}

/// Every age that is one of the time of writing, in the order of the text.
///
/// `lives` are the steps of the article's lives: the year of a birth makes no age that of then.
#[must_use]
pub fn ages_now(article: &Article<'_>, lives: &[LifeStep]) -> Vec<AgeNow> {
    let text = &article.text;
    let births: Vec<&DateMention> = lives.iter().filter(|one| one.step == Step::Born).map(|one| &one.date).collect();
    let now = |sentence: usize| !tells_of_a_year(article, sentence, &births);
    let mut ages = Vec::new();
    for (index, name) in article.names.iter().enumerate().filter(|(_, name)| is_person(name)) {
        if let Some((age, span, _)) = after(text, name.tokens.end).or_else(|| before(text, name))
            && text.sentence_of(name.tokens.start).is_some_and(now)
            && let Some(entity) = article.entity_of(index)
        {
            ages.push(AgeNow { entity, beside: Some(index), age, span });
        }
    }
    // an age that only a verb tells is held against a birth that the article tells
    if births.is_empty() {
        return ages;
    }
    let reader = Reader::new(article);
    for (number, sentence) in told(article) {
        for at in sentence.tokens.clone().filter(|&at| VERBS.contains(&text.lexemes[at].hash)) {
            if let Some((subject, age, place)) = verb(text, at, sentence)
                && now(number)
                && let Some(entity) = reader.subject(subject, sentence).or_else(|| joined(text, subject, lives))
            {
                ages.push(AgeNow { entity, beside: None, age, span: text.tokens[place].span });
            }
        }
    }
    ages.extend(lives.iter().filter(|one| one.step == Step::Born).filter_map(|born| {
        let sentence = text.sentence_of(born.date.tokens.start)?;
        // whoever is told of in a sentence between is meant
        let (age, place) = called_by_age(text, sentence, 1)?;
        // "The 19-year-old won" may be of then
        let number = text.sentence_of(place).filter(|_| !tense::is_past(text, place + 5))?;
        let between = text.sentences[sentence].tokens.start..text.sentences[number].tokens.start;
        let alone = article.names_in(&between).all(|(index, name)| {
            name.kind != NameKind::Person || article.entity_of(index).is_none_or(|entity| entity == born.entity)
        });
        alone.then(|| AgeNow { entity: born.entity, beside: None, age, span: text.span(place - 1..place + 5) })
    }));
    ages.sort_by_key(|one| (one.span.start, one.beside.is_none()));
    ages.dedup_by_key(|one| one.span);
    ages
}

/// Whose birth is told right before a verb: "was born in 1944 and turns 80 this year".
pub(super) fn joined(text: &Segmented<'_>, verb: usize, lives: &[LifeStep]) -> Option<usize> {
    let born = lives.iter().find(|one| one.step == Step::Born && !one.bracketed && one.date.tokens.end + 1 == verb)?;
    text.is_word(verb - 1, "and").then_some(born.entity)
}

/// Words by which people of one name are told apart.
pub(crate) const GENERATIONS: &[&str] = &["jr", "sr", "junior", "senior", "namesake"];

/// Whether an article tells people of one name apart.
#[must_use]
pub fn tells_generations(article: &Article<'_>) -> bool {
    let text = &article.text;
    text.has(Classes::GENERATION)
        && text.sentences.iter().any(|sentence| has(text, sentence.tokens.clone(), GENERATIONS))
}

/// How many words stand between a name and what tells that another bears it, at most.
const NAMESAKE: usize = 6;
const SAME: &[&str] = &["of", "the", "same", "name"];

/// Whether an article tells of a family name that two people bear it with one given name: "his son, also called Hans Falk",
/// "Two men named David Amos", "Another man of the same name, David Amos", "The real Tom Price".
#[must_use]
pub fn tells_of_namesakes(article: &Article<'_>, family: &str) -> bool {
    let text = &article.text;
    let named = |name: &&NameMention| is_person(name) && name.family_folded() == family;
    article.names.iter().filter(named).any(|name| {
        let start = name.title.map_or(name.tokens.start, |title| text.tokens_in(title).start.min(name.tokens.start));
        let Some(sentence) = text.sentence_of(start).map(|at| &text.sentences[at].tokens) else { return false };
        let word = |at: Option<usize>| at.filter(|at| sentence.contains(at)).map_or("", |at| text.lower(at));
        let before = |back: usize| word(start.checked_sub(back));
        let is_called = matches!(before(1), "called" | "named");
        let several = |back: usize| matches!(before(back), "both" | "two" | "three" | "four" | "five");
        let near = start.saturating_sub(NAMESAKE).max(sentence.start)..start;
        matches!(before(1), "another" | "real")
            || is_called && (matches!(before(2), "also" | "likewise") || (2..=4).any(several))
            || has_run(text, near, SAME)
            || has_run(text, name.tokens.end..sentence.end.min(name.tokens.end + NAMESAKE), SAME)
    })
}

fn told<'a>(article: &'a Article<'_>) -> impl Iterator<Item = (usize, &'a Sentence)> {
    let text = &article.text;
    text.sentences.iter().enumerate().filter(|(_, one)| text.blocks[one.block].kind.is_told())
}

fn is_person(name: &NameMention) -> bool {
    name.kind == NameKind::Person && !name.family.is_empty() && !name.loose
}

/// Whether a sentence names a year, but for some dates.
fn tells_of_a_year(article: &Article<'_>, sentence: usize, but: &[&DateMention]) -> bool {
    let tokens = &article.text.sentences[sentence].tokens;
    article
        .dates_in(tokens)
        .any(|date| date.basis == Basis::Explicit && !but.iter().any(|other| other.span == date.span))
}

/// `, 43,`, `, aged 43,`, `, now 43,`, ` (born 1980), now 43,`.
fn after(text: &Segmented<'_>, at: usize) -> Option<(u32, Span, bool)> {
    let word = |at: usize| if at < text.tokens.len() { text.lower(at) } else { "" };
    let at = if word(at) == "(" && word(at + 1) == "born" {
        (at..text.tokens.len().min(at + 8)).find(|&at| text.is_mark(at, b')'))? + 1
    } else {
        at
    };
    if word(at) != "," {
        return None;
    }
    let sure = matches!(word(at + 1), "aged" | "age");
    let number = at + 1 + usize::from(sure || word(at + 1) == "now");
    let age = years(word(number))?;
    // "Lee, 19, had just left school" looks back
    let then = word(number + 1) == "," && word(number + 2) == "had";
    (matches!(word(number + 1), "," | "." | ";") && !then).then(|| (age, text.tokens[number].span, sure))
}

/// `43-year-old Kim Lee`.
fn before(text: &Segmented<'_>, name: &NameMention) -> Option<(u32, Span, bool)> {
    let start = name.tokens.start.checked_sub(5)?;
    let age = years(text.lower(start)).filter(|_| is_year_old(text, start))?;
    Some((age, text.tokens[start].span, true))
}

/// Whether `-year-old` stands behind a number.
#[must_use]
pub fn is_year_old(text: &Segmented<'_>, number: usize) -> bool {
    number + 5 <= text.tokens.len()
        && ["-", "year", "-", "old"].iter().zip(number + 1..).all(|(word, at)| text.is_word(at, word))
}

/// `The 45-year-old denied the charge`: the age by which somebody is called at the head of one of so many sentences that
/// follow one, and the token of its number.
#[must_use]
pub fn called_by_age(text: &Segmented<'_>, named: usize, far: usize) -> Option<(u32, usize)> {
    /// What somebody does who is called by an age, and no building, company or record.
    const DOES: &[&str] =
        &["admitted", "appeared", "denied", "has", "is", "pleaded", "received", "says", "who", "will"];
    text.sentences.iter().skip(named + 1).take(far).find_map(|one| {
        let at = one.tokens.start + 1;
        // "took", but "abandoned" may stand before a building
        let does = |verb: usize| {
            let word = text.lower(verb);
            DOES.contains(&word) || tense::is_past(text, verb) && !word.ends_with("ed")
        };
        let fits = one.tokens.len() > 7 && text.is_word(at - 1, "the") && is_year_old(text, at) && does(at + 5);
        let age = fits.then(|| text.lower(at).parse::<u32>().ok()).flatten()?;
        Some((age, at))
    })
}

/// The years that somebody may be old, as they are told.
#[must_use]
pub fn told_years(least: i32, most: i32) -> String {
    if least == most { least.to_string() } else { format!("{least} or {most}") }
}

/// The age that a number is: ten at least, of whom news tells.
pub(super) fn years(word: &str) -> Option<u32> {
    let figures = (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|age| figures && (10..=115).contains(age))
}

/// The hashes of the words by which [`verb`] tells an age.
const VERBS: [u64; 5] =
    [hash_word(b"is"), hash_word(b"birthday"), hash_word(b"turned"), hash_word(b"turns"), hash_word(b"at")];

/// Words that lead a sentence into a time, place or picture of its own.
const LEADING: &[&str] = &["after", "as", "at", "before", "by", "if", "in", "on", "then", "there", "when", "while"];

/// An age that a verb tells: the token that its subject stands before, the age, and where it is written.
fn verb(text: &Segmented<'_>, at: usize, sentence: &Sentence) -> Option<(usize, u32, usize)> {
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    match word(at) {
        "is" => {
            let number = at + 1 + usize::from(matches!(word(at + 1), "now" | "aged" | "already" | "only"));
            let age = years(word(number))?;
            let old = word(number + 1).starts_with("year") && matches!(word(number + 2), "old" | "of");
            // "Lee is 45, behind Kim" tells of a rank
            let bare = matches!(word(number + 1), "." | ";" | "and") || number + 1 >= sentence.tokens.end;
            // "In the photograph, Lee is 20 years old"
            let opens = !LEADING.contains(&word(sentence.tokens.start));
            ((old || bare) && opens).then(|| (aside(text, at, sentence), age, number))
        }
        // "celebrated her 80th birthday on Thursday"
        "birthday" if matches!(word(at.saturating_sub(2)), "his" | "her") => {
            let verb = at.checked_sub(3).filter(|&at| matches!(word(at), "celebrated" | "celebrates" | "marked"))?;
            let age =
                ordinal(word(at - 1)).and_then(|age| u32::try_from(age).ok()).filter(|age| (10..=115).contains(age))?;
            Some((verb, age, at - 1))
        }
        // "turned 60 this year": of another year it says nothing of now
        "turned" | "turns" if matches!((word(at + 2), word(at + 3)), ("this", "year" | "month" | "week")) => {
            Some((at, years(word(at + 1))?, at + 1))
        }
        // "At 66, Marr is"
        "at" if at == sentence.tokens.start && word(at + 2) == "," => {
            let age = years(word(at + 1))?;
            let verb = (at + 3..sentence.tokens.end.min(at + 8)).find(|&at| matches!(word(at), "is" | "remains"))?;
            Some((verb, age, at + 1))
        }
        _ => None,
    }
}

/// Where the subject of a verb ends that stands behind what is put between commas: "Kim Lee, born in 1980 in Aros, is 44".
fn aside(text: &Segmented<'_>, verb: usize, sentence: &Sentence) -> usize {
    const LONGEST: usize = 12;
    let first = sentence.tokens.start;
    if verb < first + 2 || !text.is_mark(verb - 1, b',') {
        return verb;
    }
    let opening = (first..verb - 1).rev().take(LONGEST).find(|&at| text.is_mark(at, b','));
    let born = |comma: &usize| (comma + 1..verb).take(3).any(|at| text.is_word(at, "born"));
    opening.filter(born).unwrap_or(verb)
}
