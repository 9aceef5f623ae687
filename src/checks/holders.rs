//! What the rules on holders of offices share: whose title says that the office is held now, by what the article tells.
//!
//! A sentence with a year before that of the document tells of who held the office then.

use chrono::Datelike;

use crate::article::Article;
use crate::extract::date::Basis;
use crate::extract::name::NameMention;
use crate::words::Words;

/// Words before or in a title that make it somebody else's than the holder's.
static NOT_HELD: Words = Words::new(&[
    "acting",
    "assistant",
    "associate",
    "candidate",
    "caretaker",
    "deputy",
    "elect",
    "ex",
    "former",
    "future",
    "incoming",
    "interim",
    "late",
    "new",
    "newly",
    "next",
    "nominee",
    "onetime",
    "outgoing",
    "past",
    "previous",
    "retired",
    "shadow",
    "then",
    "vice",
]);

/// Whether a word before or in a title says that the office is not held now, or is another one.
pub(super) fn is_not_held(word: &str) -> bool {
    NOT_HELD.has(word)
}

/// Whether the body of the article tells of a name.
pub(super) fn is_told(article: &Article<'_>, name: &NameMention) -> bool {
    let text = &article.text;
    text.sentence_of(name.tokens.start).is_some_and(|at| text.blocks[text.sentences[at].block].kind.is_told())
}

/// Whether the sentence of a name tells of a year that lies so many years before the document's.
pub(super) fn is_of_then(article: &Article<'_>, name: &NameMention, years: i32) -> bool {
    let text = &article.text;
    let Some(sentence) = text.sentence_of(name.tokens.start).map(|at| &text.sentences[at].tokens) else { return false };
    let then = |last: i32| article.published.day.is_some_and(|day| last + years <= day.year());
    article
        .dates_in(sentence)
        .any(|date| date.basis == Basis::Explicit && date.interval.is_some_and(|days| then(days.last.year())))
}
