//! What the rules on holders of offices share: whose title says that the office is held now, by what the article tells.

use crate::article::Article;
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
