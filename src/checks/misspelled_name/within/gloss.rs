//! Suspects that are no names in use: spellings that an article speaks of as spellings.

use super::super::{Evidence, Suspect, Use, folded};
use crate::article::Article;
use crate::knowledge::lexicon;

/// Suspects that rest on spelling alone, at most, in an article about something else than spellings.
const WEAK: usize = 3;

/// The suspects that are names in use: not other spellings that the article speaks of ("Leuce (or Leuke)"), and not
/// the many near words of an article on names, languages or kinds of animals.
pub(super) fn without_glosses(article: &Article<'_>, mut suspects: Vec<Suspect>) -> Vec<Suspect> {
    let weak = |suspect: &Suspect| {
        let name = &article.names[suspect.odd.0];
        match suspect.evidence {
            Evidence::Companion | Evidence::Introduced | Evidence::KnownShortForm | Evidence::Relation => false,
            Evidence::ShortForm => !name.acts && name.title.is_none(),
            Evidence::Place | Evidence::Often => true,
        }
    };
    suspects.retain(|suspect| !is_transcription(article, suspect) && (!weak(suspect) || !is_gloss(article, suspect)));
    if suspects.iter().filter(|suspect| weak(suspect)).count() > WEAK {
        suspects.retain(|suspect| !weak(suspect));
    }
    suspects
}

/// A gloss follows its name after so many tokens, at most.
const GLOSS: usize = 12;

/// Whether an odd spelling is spoken of as a word, or written as another language writes it.
fn is_gloss(article: &Article<'_>, suspect: &Suspect) -> bool {
    const CALLS: &[&str] = &[
        "alias",
        "aka",
        "called",
        "formerly",
        "means",
        "named",
        "or",
        "pronounced",
        "spelled",
        "spelt",
        "termed",
        "word",
        "written",
    ];
    let text = &article.text;
    let name = &article.names[suspect.odd.0];
    let written = |used: Use| text.slice(text.span(article.names[used.0].parts[used.1].tokens.clone()));
    let before = |by: usize| name.tokens.start.checked_sub(by).map_or("", |at| text.lower(at));
    let after = text.tokens.get(name.tokens.end).map_or("", |_| text.lower(name.tokens.end));
    let language =
        |word: &str| lexicon::is_capitalised(word) || lexicon::place(word).is_some_and(lexicon::Spot::is_demonym);
    let foreign = !written(suspect.odd).is_ascii() && written(suspect.fair).is_ascii();
    let quoted = matches!(before(1), "“" | "\"" | "'" | "‘") && matches!(after, "”" | "\"" | "'" | "’");
    let beside = article.names.iter().any(|other| {
        other.tokens.end <= name.tokens.start
            && other.tokens.end + GLOSS >= name.tokens.start
            && other.parts.iter().any(|part| part.folded == folded(article, suspect.fair))
    });
    foreign
        || quoted
        || (beside && (before(1) == "(" || CALLS.contains(&before(1))))
        || (before(1) == ":" && language(before(2)))
}

/// Whether an odd spelling stands in brackets behind the name as another script writes it: "Hamdo (ハムド, Hamudo)".
fn is_transcription(article: &Article<'_>, suspect: &Suspect) -> bool {
    let text = &article.text;
    let start = article.names[suspect.odd.0].tokens.start;
    let mut before = (start.saturating_sub(GLOSS)..start).rev().take_while(|&at| !matches!(text.text(at), ")" | "."));
    let bracket = before.find(|&at| text.text(at) == "(");
    let foreign = |at: usize| text.text(at).chars().any(|c| c.is_alphabetic() && !is_latin(c));
    bracket.is_some_and(|open| (open + 1..start).any(foreign))
}

/// A letter of the Latin alphabet, whatever marks it bears.
fn is_latin(letter: char) -> bool {
    letter < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&letter)
}
