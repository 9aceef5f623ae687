//! One person with two ages in one article: “Kim Lee, 43, …” and further down “Lee, 45, …”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::age::{Aged, aged, called_by_age, tells_generations, tells_of_namesakes};
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConflictingAge {
    /// Years by which two ages may differ: a birthday may lie between.
    pub slack: u32,
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
        if let [first, rest @ ..] = &aged[..]
            && rest.iter().all(|one| one.family == first.family && one.age == first.age)
            && !tells_generations(article)
            && let Some((age, span)) = by_age_alone(article, first, self.slack)
        {
            let text = &article.text;
            let message =
                format!("“{}” here, and “{}” is {} above", text.slice(span), text.slice(first.name), first.age);
            emit.conflict(
                Conflict::new(message, Label::new(text.source(), span, format!("{age} here")))
                    .related(Label::new(text.source(), first.span, format!("{} there", first.age)))
                    .identity([first.family.clone(), first.age.to_string(), age.to_string()]),
            );
        }
    }
}

/// `The 45-year-old denied the charge`: another age for the one person whose age an article gives, at the head of a sentence
/// soon after; nobody else in the article is as old.
fn by_age_alone(article: &Article<'_>, first: &Aged, slack: u32) -> Option<(u32, Span)> {
    /// Sentences from the person's name to where they are called by their age.
    const FAR: usize = 3;
    let text = &article.text;
    let named = text.sentence_of(text.tokens_in(first.name).start)?;
    let (age, at) = called_by_age(text, named, FAR)?;
    let others = (0..text.tokens.len()).any(|other| {
        other != at && text.tokens[other].kind == TokenKind::Number && text.lower(other) == text.lower(at)
    });
    let person = (16..=100).contains(&age) && (16..=100).contains(&first.age);
    (person && age.abs_diff(first.age) > slack && !others).then(|| (age, text.span(at - 1..at + 5)))
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
    given.len() == 1 && !tells_generations(article) && !tells_of_namesakes(article, &first.family)
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
