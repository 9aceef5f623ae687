//! What a word does in its clause, as far as it and the words beside it tell: a verb in the past or the present tense, an
//! infinitive, or a participle that goes with a noun.

use std::ops::Range;

use super::words::{LEADS_TO_VERB, NO_PARTICIPLE, NO_PAST, PREPOSITIONS, PRESENT, REPORTING};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Shape};

pub(super) fn reports(word: &str) -> bool {
    REPORTING.has(word)
}

/// "payments of restructured debt": a participle before its noun.
pub(super) fn is_attribute(text: &Segmented<'_>, at: usize) -> bool {
    text.lower(at).ends_with("ed") && at > 0 && is_preposition(text.lower(at - 1))
}

/// "told investors to bear in mind the risk linked to the handover": a participle behind its noun; `before` is what
/// stands before it in its clause, and has a verb of its own.
pub(super) fn is_reduced(text: &Segmented<'_>, before: Range<usize>) -> bool {
    let at = before.end;
    let follows_noun = at > before.start
        && matches!(text.tokens[at - 1].shape, Shape::Lower)
        && !LEADS_TO_VERB.has(text.lower(at - 1))
        && !text.lower(at - 1).ends_with("ly");
    if !text.lower(at).ends_with("ed") || !follows_noun || !is_preposition(text.lower(at + 1)) {
        return false;
    }
    for at in before.rev() {
        match text.lower(at) {
            "," | "after" | "and" | "as" | "because" | "before" | "but" | "that" | "when" | "where" | "which"
            | "while" | "who" => return false,
            word if reports(word) => return false,
            _ if is_past(text, at) || is_infinitive(text, at) => return true,
            _ => {}
        }
    }
    false
}

/// "The bonds, guaranteed by the state, carry a call": a participle between commas, or behind what has a verb of its own.
pub(super) fn is_put_in(text: &Segmented<'_>, clause: Range<usize>, at: usize) -> bool {
    let put_in = at > clause.start && text.is_mark(at - 1, b',') && at + 1 < clause.end && text.lower(at + 1) == "by";
    put_in
        && ((at + 1..clause.end).any(|at| text.is_mark(at, b','))
            || (clause.start..at).any(|at| is_past(text, at) || is_present(text, at)))
}

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.has(word)
}

pub(super) fn is_present(text: &Segmented<'_>, at: usize) -> bool {
    text.tokens[at].shape == Shape::Lower && PRESENT.has(text.lower(at))
}

/// "is sold", "are often held", "be opened": a participle that tells of no past.
pub(super) fn is_passive_present(text: &Segmented<'_>, at: usize) -> bool {
    let sentence_start = text.sentence_of(at).map_or(0, |sentence| text.sentences[sentence].tokens.start);
    let verb = (sentence_start..at).rev().find(|&before| {
        let word = text.lower(before);
        !(word.ends_with("ly") || matches!(word, "also" | "not" | "now" | "often" | "still"))
    });
    verb.is_some_and(|verb| matches!(text.lower(verb), "am" | "are" | "be" | "being" | "is"))
}

/// "to start": but "to lorries" is none, for hardly any verb ends in a single "s".
pub(super) fn is_infinitive(text: &Segmented<'_>, at: usize) -> bool {
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss");
    text.lower(at) == "to"
        && text.tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Lower)
        && !is_determiner(text.lower(at + 1))
        && !plural(text.lower(at + 1))
}

/// "maturing", "starting"; "effective", which is said of what is to begin.
pub(super) fn is_participle(text: &Segmented<'_>, at: usize) -> bool {
    let word = text.lower(at);
    if text.tokens[at].shape != Shape::Lower {
        return false;
    }
    let named = at > 0 && is_determiner(text.lower(at - 1));
    word == "effective" || (word.len() > 5 && word.ends_with("ing") && !named && !NO_PARTICIPLE.has(word))
}

pub(super) fn is_determiner(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "this" | "that" | "these" | "those")
}

/// Whether a token is a verb in the past tense, or a participle that stands for one.
#[must_use]
pub fn is_past(text: &Segmented<'_>, at: usize) -> bool {
    let classes = text.lexemes[at].classes;
    if !classes.has(Classes::IRREGULAR | Classes::REGULAR) || text.tokens[at].shape != Shape::Lower {
        return false;
    }
    if classes.has(Classes::IRREGULAR) {
        return true;
    }
    // "the proposed law", "a planned visit": an adjective between article and noun; "to be released": still to come
    let before = if at > 0 { text.lower(at - 1) } else { "" };
    !matches!(before, "a" | "an" | "the" | "to" | "be" | "its" | "his" | "her" | "their")
}

/// What the ending of a word in lower case says of it.
#[inline]
pub(crate) fn by_ending(word: &str) -> Classes {
    match word.as_bytes() {
        [.., b'e', b'd'] if word.len() > 4 && !NO_PAST.has(word) => Classes::REGULAR,
        _ => Classes::NONE,
    }
}
