//! One name written in several forms: with and without hyphen, accent or space ("Lee Jae-myung", "Lee Jae Myung"), or with
//! a short form of the given name where title and family name are the same ("Fire Chief John Smith", "Fire Chief Jack
//! Smith").

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::extract::name::words::{COURTESY, KIN, PARTICLES};
use crate::extract::name::{NameKind, NameMention, joined_hash};
use crate::finding::{Conflict, Label};
use crate::knowledge::lexicon;
use crate::segment::Shape;
use crate::source::{SourceId, Span};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NameForms {}

/// A form of a name, and how often the article uses it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    written: String,
    count: u16,
}

impl Check for NameForms {
    type Said = Said;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
        let mut forms: Vec<(u64, String, Span)> = Vec::new();
        for name in article.names.iter().filter(|name| is_full(article, name)) {
            forms.push((joined_hash(&name.parts), form(article, name), name.span));
        }
        nicknames(article).into_iter().for_each(|conflict| emit.conflict(conflict));
        // those of one form beside each other, the first in the text first
        forms.sort();
        for alike in forms.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1)) {
            let (name, written, span) = alike[0].clone();
            let count = u16::try_from(alike.len()).unwrap_or(u16::MAX);
            emit.state(Key::of_numbers("name form", &[name]), span, &Said { written, count });
        }
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Said>], out: &mut Vec<Conflict>) {
        let mut forms: BTreeMap<&str, Vec<&Stated<Said>>> = BTreeMap::new();
        for one in stated {
            forms.entry(&one.said.written).or_default().push(one);
        }
        if forms.len() < 2 {
            return;
        }
        let mut forms: Vec<Vec<&Stated<Said>>> = forms.into_values().collect();
        forms.sort_by_key(|form| std::cmp::Reverse(support(form)));
        let usual = forms[0][0];
        for form in &forms[1..] {
            out.push(conflict(form, usual, &forms[0]));
        }
    }
}

/// Holders of one title and family name whose given names are two forms of one.
fn nicknames(article: &Article<'_>) -> Vec<Conflict> {
    let text = &article.text;
    let title = |name: &NameMention| {
        let title = name.title.filter(|title| title.end <= name.span.start)?;
        let title = text.slice(title).to_lowercase();
        let last = title.rsplit(' ').next().unwrap_or_default();
        (!COURTESY.contains(&last) && !KIN.contains(&last)).then_some(title)
    };
    let mut found: Vec<(String, &NameMention, String)> = Vec::new();
    let mut conflicts = Vec::new();
    for name in article.names.iter().filter(|name| is_full(article, name) && !name.family.is_empty()) {
        let Some(title) = title(name) else { continue };
        let given = name.parts[name.given.start].folded.clone();
        let same = |(known, first, _): &&(String, &NameMention, String)| {
            *known == title && first.family_folded() == name.family_folded()
        };
        match found.iter().find(same) {
            Some((_, first, other)) if *other != given && lexicon::are_forms_of_one(other, &given) => {
                let (here, there) = (text.slice(name.span), text.slice(first.span));
                let message = format!("“{here}” has the title and the family name of “{there}”");
                let conflict = Conflict::new(message, Label::new(text.source(), name.span, "this form"));
                let other_form = Label::new(text.source(), first.span, "other form");
                conflicts.push(conflict.related(other_form).identity([other.clone(), given, title]));
            }
            Some(_) => {}
            None => found.push((title, name, given)),
        }
    }
    conflicts.truncate(1);
    conflicts
}

/// In more articles, more often, earlier.
fn support(form: &[&Stated<Said>]) -> (usize, usize, std::cmp::Reverse<(SourceId, Span)>) {
    let uses = form.iter().map(|one| usize::from(one.said.count)).sum();
    (form.len(), uses, std::cmp::Reverse((form[0].source, form[0].span)))
}

fn conflict(form: &[&Stated<Said>], usual: &Stated<Said>, usuals: &[&Stated<Said>]) -> Conflict {
    let first = form[0];
    // the usual form in the same article shows the difference best
    let other = usuals.iter().copied().find(|one| one.source == first.source).unwrap_or(usual);
    let message = format!("“{}” is also written “{}”", first.said.written, other.said.written);
    let mut conflict = Conflict::new(message, Label::new(first.source, first.span, "this form"))
        .related(Label::new(other.source, other.span, "other form"))
        .identity([first.said.written.clone(), other.said.written.clone()]);
    for more in form[1..].iter().take(4) {
        conflict = conflict.related(Label::new(more.source, more.span, "this form, too"));
    }
    conflict
}

/// A person's name of two words or more, in a line where capitals mean something.
fn is_full(article: &Article<'_>, name: &NameMention) -> bool {
    let text = &article.text;
    let shouted = |at: usize| text.tokens[at].shape == Shape::Upper && text.tokens[at].span.len() > 3;
    name.kind == NameKind::Person
        && name.tokens.len() >= 2
        && !name.given.is_empty()
        && !name.loose
        && !name.tokens.clone().any(shouted)
}

/// The name as written, without what is no choice of form: points, line ends, curly or straight marks, case inside.
fn form(article: &Article<'_>, name: &NameMention) -> String {
    let text = &article.text;
    let mut form = String::new();
    for at in name.tokens.clone() {
        let word = text.text(at);
        if word == "." {
            continue;
        }
        if at > name.tokens.start && !text.glued(at) {
            form.push(' ');
        }
        match word {
            "‑" | "‐" => form.push('-'),
            // "Van Biljon" begins a sentence, "van Biljon" does not
            word if at == name.tokens.start && PARTICLES.contains(&text.lower(at)) => {
                form.push_str(&word.to_lowercase());
            }
            word => form.extend(
                word.chars().filter(|&c| c != '.').map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c }),
            ),
        }
    }
    form
}
