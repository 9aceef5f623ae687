//! One person with two ages in one article: “Kim Lee, 43, …” and further down “Lee, 45, …”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::timeline::sentences;
use crate::extract::date::Basis;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConflictingAge {
    /// Years by which two ages may differ: a birthday may lie between.
    pub slack: u32,
}

/// A person's age as an article gives it.
#[derive(Debug)]
pub(super) struct Aged {
    pub family: String,
    pub given: String,
    pub age: u32,
    pub span: Span,
    name: Span,
    /// It stands in a sentence with a year of its own: it may be the age of then.
    pub then: bool,
    /// `aged 43`, `43-year-old`: nothing but an age.
    sure: bool,
}

impl Check for ConflictingAge {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let aged: Vec<Aged> =
            article.names.iter().filter_map(|name| aged(article, name)).filter(|one| !one.then).collect();
        for (at, later) in aged.iter().enumerate() {
            let differs = |one: &&Aged| {
                one.age.abs_diff(later.age) > self.slack
                    && is_one(article, one, later)
                    && (one.sure || later.sure || is_full(one, later))
            };
            if let Some(first) = aged[..at].iter().find(differs) {
                emit.conflict(conflict(&article.text, first, later));
                return;
            }
        }
    }
}

/// The age written beside a name.
pub(super) fn aged(article: &Article<'_>, name: &NameMention) -> Option<Aged> {
    let text = &article.text;
    if name.kind != NameKind::Person
        || name.family.is_empty()
        || name.loose
        || text.sentence_of(name.tokens.start).is_none()
    {
        return None;
    }
    let (age, span, sure) = after(text, name.tokens.end).or_else(|| before(text, name))?;
    let then = sentences(article).any(|(sentence, dates)| {
        sentence.tokens.contains(&name.tokens.start) && dates.iter().any(|date| date.basis == Basis::Explicit)
    });
    let (family, given) = (name.family_folded(), name.given_folded());
    Some(Aged { family, given, age, span, name: name.span, then, sure })
}

/// `, 43,`, `, aged 43,`.
fn after(text: &Segmented<'_>, at: usize) -> Option<(u32, Span, bool)> {
    let word = |at: usize| if at < text.tokens.len() { text.lower(at) } else { "" };
    if word(at) != "," {
        return None;
    }
    let sure = matches!(word(at + 1), "aged" | "age");
    let number = at + 1 + usize::from(sure);
    let age = years(word(number))?;
    matches!(word(number + 1), "," | "." | ";").then(|| (age, text.tokens[number].span, sure))
}

/// `43-year-old Kim Lee`.
fn before(text: &Segmented<'_>, name: &NameMention) -> Option<(u32, Span, bool)> {
    let start = name.tokens.start.checked_sub(5)?;
    let old = ["-", "year", "-", "old"].iter().zip(start + 1..).all(|(word, at)| text.lower(at) == *word);
    let age = years(text.lower(start)).filter(|_| old)?;
    Some((age, text.tokens[start].span, true))
}

fn years(word: &str) -> Option<u32> {
    let figures = (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|age| figures && (10..=115).contains(age))
}

/// Whether two names mean one person: the same given name, or none where the article knows but one of the family.
fn is_one(article: &Article<'_>, first: &Aged, later: &Aged) -> bool {
    if first.family != later.family
        || (!first.given.is_empty() && !later.given.is_empty() && first.given != later.given)
    {
        return false;
    }
    let family =
        || article.names.iter().filter(|name| name.kind == NameKind::Person && name.family_folded() == first.family);
    let mut given: Vec<String> = family().map(NameMention::given_folded).filter(|given| !given.is_empty()).collect();
    given.sort_unstable();
    given.dedup();
    given.len() == 1 && !tells_generations(article)
}

/// Whether an article tells people of one name apart.
pub(super) fn tells_generations(article: &Article<'_>) -> bool {
    article.text.sentences.iter().any(|sentence| {
        let mut words = sentence.tokens.clone().map(|at| article.text.lower(at));
        words.any(|word| matches!(word, "jr" | "sr" | "junior" | "senior" | "namesake"))
    })
}

/// Whether at least one of the two has its given name.
fn is_full(first: &Aged, later: &Aged) -> bool {
    !first.given.is_empty() && !later.given.is_empty()
}

fn conflict(text: &Segmented<'_>, first: &Aged, later: &Aged) -> Conflict {
    let message = format!(
        "“{}” is {} here and “{}” {} above",
        text.slice(later.name),
        later.age,
        text.slice(first.name),
        first.age
    );
    Conflict::new(message, Label::new(text.source(), later.span, format!("{} here", later.age)))
        .related(Label::new(text.source(), first.span, format!("{} there", first.age)))
        .identity([first.family.clone(), first.age.to_string(), later.age.to_string()])
}
