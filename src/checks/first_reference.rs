//! People named by surname alone: with no full name anywhere in the article, or with one that comes only later.
//!
//! Whoever is known by the surname alone (holders of high office), and every surname that some other capitalised word
//! of the article stands beside, is left alone: the full name may be there in a form that was not read as one.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::name::words::SAYING;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::knowledge::{Knowledge, lexicon};
use crate::segment::{BlockKind, Segmented, Shape, TokenKind};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FirstReference {
    /// Reports surnames whose full name comes later; else those whose full name never comes.
    pub late: bool,
}

impl Check for FirstReference {
    type Said = ();

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        for name in &article.names {
            if !is_alone(context.knowledge, article, name) || seen.insert(&name.parts[0].folded, ()).is_some() {
                continue;
            }
            let conflict = if self.late { late(article, name) } else { never(article, name) };
            if let Some(conflict) = conflict {
                emit.conflict(conflict);
            }
        }
    }
}

/// A surname alone, of somebody who speaks or is given a courtesy title, in what the article itself tells.
fn is_alone(knowledge: &Knowledge, article: &Article<'_>, name: &NameMention) -> bool {
    let text = &article.text;
    let [part] = name.parts.as_slice() else { return false };
    let spoke = text.tokens.get(name.tokens.end).is_some_and(|_| SAYING.has(text.lower(name.tokens.end)));
    let titled = courtesy(text, name.tokens.start).is_some();
    if !(titled || spoke) {
        return false;
    }
    let body = text.sentence_of(name.tokens.start).is_some_and(|at| {
        let sentence = &text.sentences[at];
        text.blocks[sentence.block].kind == BlockKind::Body && text.text(sentence.tokens.end - 1) == "."
    });
    let quoted = article.quotes.iter().any(|quote| quote.tokens.contains(&name.tokens.start));
    let known = !knowledge.index.of_family(&part.folded).is_empty() || knowledge.index.starts_a_name(&part.folded);
    let other = lexicon::place(&part.folded).is_some() || lexicon::is_word(&part.folded);
    let surname = lexicon::name(&part.folded).family() && !lexicon::name(&part.folded).given();
    body && !quoted
        && !name.loose
        && !known
        && !other
        && part.folded.len() > 2
        && text.tokens[name.tokens.start].shape != Shape::Upper
        && matches!(name.kind, NameKind::Person | NameKind::Unknown)
        && (titled || (spoke && surname && !beside_capital(text, name.tokens.start)))
}

/// The courtesy title right before a token.
fn courtesy(text: &Segmented<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let title = if text.text(before) == "." { before.checked_sub(1)? } else { before };
    matches!(text.text(title), "Mr" | "Mrs" | "Ms" | "Mr." | "Mrs." | "Ms.").then_some(title)
}

/// Whether a capitalised word, or an initial, stands right before or after a token.
fn beside_capital(text: &Segmented<'_>, at: usize) -> bool {
    let near = |a: usize, b: usize| text.tokens[b].span.start - text.tokens[a].span.end <= 2;
    let capital = |at: usize| text.tokens[at].kind != TokenKind::Mark && text.tokens[at].shape.has_capital();
    let mark = |at: usize| matches!(text.text(at), "-" | "‑" | "." | "\"" | "”" | "’" | "'" | ")" | "&");
    let before = at > 0 && near(at - 1, at) && (capital(at - 1) || mark(at - 1)) && !ends_sentence(text, at - 1);
    let after = at + 1 < text.tokens.len()
        && near(at, at + 1)
        && (capital(at + 1) || matches!(text.text(at + 1), "-" | "‑" | "&"));
    before || after
}

fn ends_sentence(text: &Segmented<'_>, at: usize) -> bool {
    text.sentence_of(at).is_some_and(|sentence| text.sentences[sentence].tokens.end == at + 1)
}

/// The tokens, anywhere on the page, that are a folded word.
fn uses<'t>(text: &'t Segmented<'_>, folded: &'t str) -> impl Iterator<Item = usize> + 't {
    (0..text.tokens.len()).filter(move |&at| text.tokens[at].shape.has_capital() && text.folded(at) == folded)
}

fn never(article: &Article<'_>, name: &NameMention) -> Option<Conflict> {
    let text = &article.text;
    let word = &name.parts[0].folded;
    let introduced = uses(text, word).any(|at| courtesy(text, at).is_none() && beside_capital(text, at))
        || article
            .names
            .iter()
            .any(|other| other.parts.len() > 1 && other.parts.iter().any(|part| part.folded.contains(word.as_str())));
    // a fragment of an article may have lost the paragraph that names them
    let whole = text.sentences.len() >= 3 || courtesy(text, name.tokens.start).is_some();
    (!introduced && whole).then(|| {
        let message = format!("“{}” has no full name anywhere in the article", text.slice(name.span));
        Conflict::new(message, Label::new(text.source(), name.span, "surname alone")).identity([word.clone()])
    })
}

fn late(article: &Article<'_>, name: &NameMention) -> Option<Conflict> {
    let text = &article.text;
    let word = &name.parts[0].folded;
    let before = uses(text, word).take_while(|&at| at < name.tokens.start);
    if before.into_iter().any(|at| courtesy(text, at).is_none() && beside_capital(text, at)) {
        return None;
    }
    let mut full = article
        .names
        .iter()
        .filter(|other| other.kind == NameKind::Person && !other.given.is_empty() && other.family_folded() == *word);
    let first = full.next().filter(|first| first.tokens.start > name.tokens.end)?;
    let told = text
        .sentence_of(first.tokens.start)
        .is_some_and(|at| text.blocks[text.sentences[at].block].kind == BlockKind::Body);
    let given = lexicon::name(&first.parts[first.given.start].folded).given();
    let quoted = article.quotes.iter().any(|quote| quote.tokens.contains(&first.tokens.start));
    let one = full.all(|other| other.given_folded() == first.given_folded());
    (told && given && !quoted && !first.loose && one).then(|| {
        let (short, long) = (text.slice(name.span), text.slice(first.span));
        Conflict::new(
            format!("“{short}” comes before the full name, “{long}”"),
            Label::new(text.source(), name.span, "surname alone"),
        )
        .related(Label::new(text.source(), first.span, "full name"))
        .identity([word.clone()])
    })
}
