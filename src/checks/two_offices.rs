//! One person with two offices that nobody holds at a time: “Lieutenant John Smith” and, further down, “Sergeant Smith”.
//!
//! Offices are told apart within groups, of which one person holds one: ranks, seats, ministries. An article that tells
//! of a change of office is left alone, and so are former and future holders, quotations, and surnames that two bear.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::company::{Company, across, neighbours};
use super::holders::{is_not_held, is_of_then, is_told};
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::person::Entity;
use crate::claim::timeline::has_run;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::lexeme::Classes;
use crate::source::Span;
use crate::words::Words;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TwoOffices {
    /// Days by which the documents of one story may differ in date.
    pub days: u32,
    /// Other people that two documents must both name in full to be of one story.
    pub shared: usize,
    /// Groups of offices; each office is the ways to write it, in lower case without points.
    pub groups: Vec<Vec<Vec<String>>>,
}

/// The office of a person in one document.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    /// Days since 1970.
    date: i32,
    /// Numbers of the group and of the office in it.
    office: (u16, u16),
    /// Title and name as written.
    written: String,
    company: Company,
}

/// A mention with a title of a group.
struct Titled<'a> {
    office: (u16, u16),
    name: &'a NameMention,
    span: Span,
}

impl Check for TwoOffices {
    type Said = Said;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
        let titled = article.names.iter().any(|name| name.title.is_some());
        if !titled || tells_of_change(article) {
            return;
        }
        for entity in article.entities.iter().filter(|entity| entity.kind == NameKind::Person) {
            let titled = self.titled(article, entity);
            let Some(first) = titled.first() else { continue };
            let other = titled.iter().find(|one| one.office.0 == first.office.0 && one.office.1 != first.office.1);
            match other {
                Some(later) if is_slip(&titled, first, later) => emit.conflict(within(article, first, later)),
                Some(_) => {}
                None => state(article, first, emit),
            }
        }
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Said>], out: &mut Vec<Conflict>) {
        for (a, b) in neighbours(stated, |said| said.date) {
            let near = a.said.date.abs_diff(b.said.date) <= self.days;
            let one_story = near && a.said.company.shared(&b.said.company) >= self.shared;
            let differ = a.said.office.0 == b.said.office.0 && a.said.office.1 != b.said.office.1;
            if one_story && differ {
                out.push(
                    across((a, b), |said| &said.written, "the story", ("this office here", "that office there"))
                        .identity([a.said.written.clone(), b.said.written.clone()]),
                );
            }
        }
    }
}

impl TwoOffices {
    /// The mentions of a person with a title of the groups, in order.
    fn titled<'a>(&self, article: &'a Article<'_>, entity: &Entity) -> Vec<Titled<'a>> {
        let names = entity.mentions.iter().map(|&index| &article.names[index]);
        names.filter_map(|name| self.one(article, name)).collect()
    }

    fn one<'a>(&self, article: &'a Article<'_>, name: &'a NameMention) -> Option<Titled<'a>> {
        let text = &article.text;
        let title = name.title.filter(|title| title.end <= name.span.start)?;
        let tokens = text.tokens_in(title);
        if name.loose || !is_told(article, name) || article.is_quoted(name.tokens.start) {
            return None;
        }
        let written = text.slice(title).to_lowercase().replace(['.', '-'], " ");
        let words: Vec<&str> = written.split_whitespace().collect();
        let (office, own) = self.office(&words)?;
        // a deputy is another one only where the rule knows of deputies
        let other = words[..words.len() - own].iter().any(|word| is_beside(word));
        let held = !other && is_held(article, name, tokens);
        held.then(|| Titled { office, name, span: title.to(name.span) })
    }

    /// The office whose words a title ends in, and how many; the longest, so that a vice president is no president.
    fn office(&self, title: &[&str]) -> Option<((u16, u16), usize)> {
        let last = title.last()?;
        let ends = |form: &String| {
            if !form.ends_with(last) {
                return false;
            }
            let mut words = title.iter().rev();
            form.rsplit(' ').all(|word| words.next() == Some(&word))
        };
        let mut best: Option<(&String, (u16, u16))> = None;
        for (group, offices) in (0..).zip(&self.groups) {
            for (office, forms) in (0..).zip(offices) {
                let longest = forms.iter().filter(|form| ends(form)).max_by_key(|form| form.len());
                if let Some(form) = longest.filter(|form| best.is_none_or(|(known, _)| form.len() > known.len())) {
                    best = Some((form, (group, office)));
                }
            }
        }
        best.map(|(form, office)| (office, form.split(' ').count()))
    }
}

/// Whether a word before or in a title makes it another office, one not held now, or one that has just been taken.
fn is_beside(word: &str) -> bool {
    is_not_held(word) || matches!(word, "now" | "staff" | "under")
}

/// How many tokens before a title and behind a name tell of them.
const BEFORE: usize = 3;
const BEHIND: usize = 6;

/// Ways to say that an office was another one then, or is another one since.
const THEN: &[&[&str]] =
    &[&["as", "he", "was"], &["as", "she", "was"], &["in", "the", "post", "since"], &["then"], &["time"]];

/// Whether the office of a title before a name is told as one that the person holds now.
fn is_held(article: &Article<'_>, name: &NameMention, title: Range<usize>) -> bool {
    let text = &article.text;
    let before = title.start.saturating_sub(BEFORE)..title.start;
    let after = name.tokens.end..(name.tokens.end + BEHIND).min(text.tokens.len());
    // "who was Governor Bell until January"
    let was = title.start.checked_sub(1).is_some_and(|at| matches!(text.lower(at), "was" | "been"));
    // "Her father, Inspector Dahl", "Sergeant Baca, her cousin": another of the family
    let kin = |at: usize| text.is_in(at, Classes::KIN);
    !was && !before.clone().any(|at| is_beside(text.lower(at)))
        && !THEN.iter().any(|run| has_run(text, after.clone(), run))
        && !before.chain(after.clone()).any(kin)
        && !is_of_then(article, name, 1)
}

/// Words that tell how somebody came to another office. Sorted.
pub(crate) static CHANGE: Words = Words::new(&[
    "appointed",
    "became",
    "demoted",
    "demotion",
    "elected",
    "inaugurated",
    "inauguration",
    "nominated",
    "nominee",
    "predecessor",
    "promoted",
    "promotion",
    "rank",
    "reshuffle",
    "resigned",
    "retired",
    "succeed",
    "succeeded",
    "successor",
    "sworn",
]);

/// An article that tells how somebody came to another office.
fn tells_of_change(article: &Article<'_>) -> bool {
    article.text.has(Classes::CHANGE)
}

/// One of the two stands once, and the person is named in full.
fn is_slip(titled: &[Titled<'_>], first: &Titled<'_>, later: &Titled<'_>) -> bool {
    let uses = |office: (u16, u16)| titled.iter().filter(|one| one.office == office).count();
    let full = titled.iter().any(|one| !one.name.given.is_empty());
    // "Jr" tells that there are two of the name
    let suffix = |one: &Titled<'_>| one.name.parts.len() > one.name.given.len() + one.name.family.len();
    full && !titled.iter().any(suffix) && uses(first.office).min(uses(later.office)) == 1
}

fn within(article: &Article<'_>, first: &Titled<'_>, later: &Titled<'_>) -> Conflict {
    let text = &article.text;
    let (here, there) = (text.slice(later.span), text.slice(first.span));
    Conflict::new(
        format!("“{here}” here, but “{there}” before"),
        Label::new(text.source(), later.span, "this office here"),
    )
    .related(Label::new(text.source(), first.span, "that office before"))
    .identity([here.to_owned(), there.to_owned()])
}

/// States the office of a person named in full in a dated document.
fn state(article: &Article<'_>, one: &Titled<'_>, emit: &mut Emit<'_, Said>) {
    let full = !one.name.given.is_empty() && !one.name.family.is_empty();
    let Some(date) = article.published.day.filter(|_| full) else { return };
    let family = one.name.family_folded();
    let company = Company::beside(&family, article);
    if company.is_empty() {
        return;
    }
    let written = article.text.slice(one.span).to_owned();
    let said = Said { date: date.to_epoch_days(), office: one.office, written, company };
    let given = &one.name.parts[one.name.given.start].folded;
    emit.state(Key::new(&["offices of", given, &family]), one.span, &said);
}
