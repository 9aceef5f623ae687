//! An acronym that one article, or two documents of one story, spell out in two ways.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::company::Company;
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::finding::{Conflict, Label, Severity};
use crate::knowledge::organisation::{is_content, plain};
use crate::knowledge::spelling::{is_inflected, is_short_for};
use crate::knowledge::{Knowledge, fold, lexicon};
use crate::segment::{Segmented, Shape, TokenKind};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TwoExpansions {
    /// People that two documents must both name in full to be of one story.
    pub shared: usize,
}

/// What an acronym stands for in one document.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    acronym: String,
    written: String,
    words: Vec<String>,
    company: Company,
}

/// Words that an acronym may pass over.
const SMALL: &[&str] = &["a", "and", "de", "for", "in", "of", "on", "the", "to", "&"];

impl Check for TwoExpansions {
    type Said = Said;

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
        let text = &article.text;
        let mut first: BTreeMap<&str, (Span, Vec<String>)> = BTreeMap::new();
        for at in text.marks(b'(') {
            let Some((acronym, span, words)) = expansion(text, at) else { continue };
            match first.get(acronym) {
                None => {
                    first.insert(acronym, (span, words));
                }
                Some((other, known)) if differ(known, &words) && !are_known(context.knowledge, known, &words) => {
                    emit.conflict(conflict(text, acronym, span, *other));
                }
                // two bodies of one acronym in one article: a reader mixes them up
                Some((other, known)) if are_other(known, &words) => {
                    emit.conflict(conflict(text, acronym, span, *other).at_most(Severity::Info));
                }
                Some(_) => {}
            }
        }
        if first.is_empty() {
            return;
        }
        let company = Company::beside("", article);
        if company.len() < self.shared {
            return;
        }
        for (acronym, (span, words)) in first {
            let written = text.slice(span).to_owned();
            let said = Said { acronym: acronym.to_owned(), written, words, company: company.clone() };
            emit.state(Key::new(&["acronym", acronym]), span, &said);
        }
    }

    /// Each wording is held against the usual one; of its documents, against those that name the same people.
    fn compare(&self, context: Context<'_>, stated: &[Stated<Said>], out: &mut Vec<Conflict>) {
        let mut wordings: BTreeMap<&[String], Vec<&Stated<Said>>> = BTreeMap::new();
        for one in stated {
            wordings.entry(&one.said.words).or_default().push(one);
        }
        let usual = |wording: &&Vec<&Stated<Said>>| (wording.len(), std::cmp::Reverse(wording[0].source));
        let Some(usual) = wordings.values().max_by_key(usual).filter(|_| wordings.len() > 1) else { return };
        let mut by_name: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (at, one) in usual.iter().enumerate() {
            one.said.company.names().for_each(|&name| by_name.entry(name).or_default().push(at));
        }
        let first = &usual[0].said.words;
        let other = |wording: &[&Stated<Said>]| {
            let words = &wording[0].said.words;
            differ(first, words) && !are_known(context.knowledge, first, words)
        };
        for odd in wordings.values().filter(|wording| other(wording.as_slice())).flatten() {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for &at in
                odd.said.company.names().filter_map(|name| by_name.get(name)).flat_map(|named| named.iter().take(32))
            {
                *shared.entry(at).or_default() += 1;
            }
            let Some((&at, _)) = shared.iter().find(|(_, count)| **count >= self.shared) else { continue };
            out.push(across(odd, usual[at]));
        }
    }
}

fn across(odd: &Stated<Said>, usual: &Stated<Said>) -> Conflict {
    let (a, b) = (&odd.said, &usual.said);
    let message = format!(
        "“{}” stands for “{}” here and for “{}” in another document of the story",
        a.acronym, a.written, b.written
    );
    Conflict::new(message, Label::new(odd.source, odd.span, "spelled out so"))
        .related(Label::new(usual.source, usual.span, "spelled out so there"))
        .identity([a.acronym.clone(), a.words.join(" "), b.words.join(" ")])
}

/// "World Health Organization (WHO)" whose bracket opens at a token: the acronym, the words before it.
fn expansion<'t>(text: &'t Segmented<'_>, at: usize) -> Option<(&'t str, Span, Vec<String>)> {
    let closes = text.tokens.get(at + 2)?;
    if !text.is_mark(at, b'(') || text.slice(closes.span) != ")" || text.tokens[at + 1].shape != Shape::Upper {
        return None;
    }
    let acronym = text.text(at + 1);
    let sentence = text.sentence_of(at)?;
    let start = text.sentences[sentence].tokens.start;
    let mut letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 3 {
        return None;
    }
    let mut first = at;
    let mut words = Vec::new();
    while !letters.is_empty() && first > start {
        first -= 1;
        let token = text.tokens[first];
        if token.kind != TokenKind::Word {
            if matches!(text.text(first), "-" | "‑" | "&") {
                continue;
            }
            return None;
        }
        let word = text.text(first);
        let initial =
            word.chars().next().is_some_and(|c| letters.last().is_some_and(|l| c.to_uppercase().eq(l.to_uppercase())));
        if token.shape.has_capital() && initial {
            letters.pop();
            words.push(fold(word).into_owned());
        } else if !SMALL.contains(&text.lower(first)) {
            return None;
        }
    }
    words.reverse();
    letters.is_empty().then(|| (acronym, text.span(first..at), words))
}

/// Whether two expansions share no word.
fn are_other(a: &[String], b: &[String]) -> bool {
    !a.iter().any(|word| b.iter().any(|other| word == other || is_inflected(word, other)))
}

/// Whether two bodies are known that share the acronym.
fn are_known(knowledge: &Knowledge, a: &[String], b: &[String]) -> bool {
    let right = |words: &[String]| {
        let content: Vec<_> = words.iter().filter(|word| is_content(word)).map(|word| plain(word)).collect();
        knowledge.organisation_names.is_right(&content)
    };
    right(a) && right(b)
}

/// Whether two expansions have different words, not only other endings or British spelling.
fn differ(a: &[String], b: &[String]) -> bool {
    let plain = |word: &str| {
        word.replace("isation", "ization").replace("our", "or").replace("tre", "ter").replace("defense", "defence")
    };
    // "Async Task Framework", "Asynchronous Task Framework"
    let is_form = |a: &str, b: &str| is_inflected(a, b) || is_short_for(a, b) || is_short_for(b, a);
    a.len() == b.len()
        && a.iter().zip(b).any(|(a, b)| a != b && !is_form(a, b) && plain(a) != plain(b))
        && a.iter().zip(b).any(|(a, b)| a == b || !lexicon::is_word(a))
}

fn conflict(text: &Segmented<'_>, acronym: &str, here: Span, there: Span) -> Conflict {
    let message = format!("“{acronym}” stands for “{}” here and for “{}” before", text.slice(here), text.slice(there));
    Conflict::new(message, Label::new(text.source(), here, "spelled out so"))
        .related(Label::new(text.source(), there, "first spelled out"))
        .identity([acronym.to_owned(), fold(text.slice(here)).into_owned(), fold(text.slice(there)).into_owned()])
}
