//! One name written in several forms: with and without hyphen, accent or space ("Lee Jae-myung", "Lee Jae Myung").

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
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
        let mut forms: BTreeMap<(String, String), (Span, u16)> = BTreeMap::new();
        for name in article.names.iter().filter(|name| is_full(article, name)) {
            let folded: String = name.parts.iter().map(|part| part.folded.as_str()).collect();
            let form = forms.entry((folded, form(article, name))).or_insert((name.span, 0));
            form.1 = form.1.saturating_add(1);
        }
        for ((folded, written), (span, count)) in forms {
            emit.state(Key::new(&["name form", &folded]), span, &Said { written, count });
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
    let shouted = name.tokens.clone().any(|at| text.tokens[at].shape == Shape::Upper && text.tokens[at].span.len() > 3);
    name.kind == NameKind::Person && name.tokens.len() >= 2 && !name.given.is_empty() && !name.loose && !shouted
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
            word => form.extend(word.chars().filter(|&c| c != '.').map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c })),
        }
    }
    form
}
