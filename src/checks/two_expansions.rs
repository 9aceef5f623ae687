//! An acronym that one article spells out in two ways.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::finding::{Conflict, Label};
use crate::knowledge::{fold, lexicon};
use crate::knowledge::spelling::is_inflected;
use crate::segment::{Segmented, Shape, TokenKind};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TwoExpansions {}

/// Words that an acronym may pass over.
const SMALL: &[&str] = &["a", "and", "de", "for", "in", "of", "on", "the", "to", "&"];

impl Check for TwoExpansions {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        let mut first: BTreeMap<&str, (Span, Vec<String>)> = BTreeMap::new();
        for at in 0..text.tokens.len() {
            let Some((acronym, span, words)) = expansion(text, at) else { continue };
            match first.get(acronym) {
                None => {
                    first.insert(acronym, (span, words));
                }
                Some((other, known)) if differ(known, &words) => emit.conflict(conflict(text, acronym, span, *other)),
                Some(_) => {}
            }
        }
    }
}

/// "World Health Organization (WHO)" whose bracket opens at a token: the acronym, the words before it.
fn expansion<'t>(text: &'t Segmented<'_>, at: usize) -> Option<(&'t str, Span, Vec<String>)> {
    let closes = text.tokens.get(at + 2)?;
    if text.text(at) != "(" || text.slice(closes.span) != ")" || text.tokens[at + 1].shape != Shape::Upper {
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
        let initial = word.chars().next().is_some_and(|c| letters.last().is_some_and(|l| c.to_uppercase().eq(l.to_uppercase())));
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

/// Whether two expansions have different words, not only other endings or British spelling.
fn differ(a: &[String], b: &[String]) -> bool {
    let plain = |word: &str| word.replace("isation", "ization").replace("our", "or").replace("tre", "ter").replace("defense", "defence");
    a.len() == b.len()
        && a.iter().zip(b).any(|(a, b)| a != b && !is_inflected(a, b) && plain(a) != plain(b))
        && a.iter().zip(b).any(|(a, b)| a == b || !lexicon::is_word(a))
}

fn conflict(text: &Segmented<'_>, acronym: &str, here: Span, there: Span) -> Conflict {
    let message = format!("“{acronym}” stands for “{}” here and for “{}” before", text.slice(here), text.slice(there));
    Conflict::new(message, Label::new(text.source(), here, "spelled out so"))
        .related(Label::new(text.source(), there, "first spelled out"))
        .identity([acronym.to_owned(), fold(text.slice(here)).into_owned(), fold(text.slice(there)).into_owned()])
}
