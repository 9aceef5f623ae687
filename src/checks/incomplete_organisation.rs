//! An organisation's name with a part missing or exchanged, against the name that knowledge has.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::finding::{Conflict, Label};
use crate::knowledge::{Organisation, fold};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IncompleteOrganisation {}

/// Small words that a name may lose without losing a part.
const SMALL: &[&str] = &["a", "and", "for", "in", "of", "on", "the", "to", "&"];

impl Check for IncompleteOrganisation {
    type Said = ();

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for organisation in &context.knowledge.organisations {
            let name = words(&organisation.name);
            if name.iter().filter(|word| is_content(word)).count() < 4 {
                continue;
            }
            find(&article.text, organisation, &name).into_iter().for_each(|conflict| emit.conflict(conflict));
        }
    }
}

/// The folded words of a name; hyphens part words.
fn words(name: &str) -> Vec<String> {
    name.split([' ', '-', '‑']).filter(|word| !word.is_empty()).map(|word| fold(word).into_owned()).collect()
}

fn is_content(word: &str) -> bool {
    !SMALL.contains(&word)
}

fn find(text: &Segmented<'_>, organisation: &Organisation, name: &[String]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let starts = text.tokens[at].shape.has_capital() && text.folded(at) == name[0].as_str();
            match starts.then(|| incomplete(text, name, at, sentence.tokens.end)).flatten() {
                Some((span, end, lost)) => {
                    found.push(conflict(text, organisation, span, &lost));
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The name from its first word on, when exactly one word that counts is missing or exchanged: where it ends, and the
/// word that is lost.
fn incomplete(text: &Segmented<'_>, name: &[String], start: usize, limit: usize) -> Option<(Span, usize, String)> {
    let mut lost: Option<&String> = None;
    let mut at = start;
    let mut wanted = name.iter().peekable();
    while let Some(word) = wanted.next() {
        at = skip_hyphen(text, at, limit);
        if at < limit && is_same(text, at, word) {
            at += 1;
        } else if !is_content(word) {
            continue;
        } else if lost.is_some() || wanted.peek().is_none() || at >= limit {
            return None;
        } else {
            lost = Some(word);
            let next = wanted.clone().find(|word| is_content(word))?;
            // exchanged: the word after the wrong one is the next wanted
            let after = skip_small(text, at + 1, limit);
            let exchanged = text.tokens[at].shape.has_capital() && after < limit && !is_same(text, at, next) && is_same(text, after, next);
            at += usize::from(exchanged);
        }
    }
    let lost = lost?;
    Some((text.span(start..at), at, lost.clone()))
}

fn skip_hyphen(text: &Segmented<'_>, at: usize, limit: usize) -> usize {
    if at < limit && text.tokens[at].kind == TokenKind::Mark && matches!(text.text(at), "-" | "‑" | "‐") { at + 1 } else { at }
}

/// The next token that is no hyphen and no small word.
fn skip_small(text: &Segmented<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit && (skip_hyphen(text, at, limit) > at || !is_content(text.lower(at))) {
        at += 1;
    }
    at
}

fn is_same(text: &Segmented<'_>, at: usize, word: &str) -> bool {
    text.folded(at) == word
}

fn conflict(text: &Segmented<'_>, organisation: &Organisation, span: Span, lost: &str) -> Conflict {
    let word = organisation.name.split([' ', '-']).find(|word| fold(word) == lost).unwrap_or(lost);
    let message = format!("“{}” lacks “{word}”: the name is “{}”", text.slice(span), organisation.name);
    let name = organisation.name.as_str();
    let conflict = Conflict::new(message, Label::new(text.source(), span, "incomplete name"))
        .identity([fold(text.slice(span)).into_owned(), fold(name).into_owned()])
        .fix(format!("write “{name}”"), text.source(), span, name);
    match &organisation.origin {
        Some(origin) => conflict.note(format!("{}, line {}, has the full name", origin.path, origin.line)),
        None => conflict,
    }
}

#[cfg(test)]
mod tests {
    use super::{incomplete, words};
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    const NAME: &str = "Common and Enduring Treaty on Trans-Baltic Fisheries";

    /// What stands for an incomplete form of the name, and the word that it lacks.
    fn lacking(text: &str) -> Option<(String, String)> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let segmented = segment(read(&source));
        let (name, end) = (words(NAME), segmented.tokens.len());
        (0..end).find_map(|at| {
            let starts = segmented.lower(at) == name[0];
            let (span, _, lost) = starts.then(|| incomplete(&segmented, &name, at, end)).flatten()?;
            Some((source.slice(span).to_owned(), lost))
        })
    }

    #[test]
    fn a_part_is_missing_or_exchanged() {
        let found = |text: &str| lacking(text).map(|(form, lost)| format!("{form}: {lost}"));
        assert_eq!(
            found("They left the Common and Enduring Trans-Baltic Fisheries in May.").as_deref(),
            Some("Common and Enduring Trans-Baltic Fisheries: treaty")
        );
        assert_eq!(
            found("The Common and Enduring Pact on Trans-Baltic Fisheries was signed.").as_deref(),
            Some("Common and Enduring Pact on Trans-Baltic Fisheries: treaty")
        );
    }

    #[test]
    fn the_full_name_and_other_words_are_silent() {
        for text in [
            "The Common and Enduring Treaty on Trans-Baltic Fisheries was signed.",
            "Common and Enduring Treaty on the Trans Baltic Fisheries",
            "Common sense and enduring peace are rare.",
            "The Common Treaty was signed.",
        ] {
            assert_eq!(lacking(text), None, "{text}");
        }
    }
}
