//! A capital in mid-sentence on a common word that is no name: "growing assertiveness also Poses a risk".

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::name::NameMention;
use crate::extract::name::words::{COURTESY, MODIFIERS, ORGANISATIONS, SPOTS, TITLES};
use crate::finding::{Conflict, Label};
use crate::knowledge::lexicon;
use crate::segment::{BlockKind, Segmented, Shape, TokenKind};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StrayCapital {}

/// Words after which a verb stands, and hardly ever a name. Sorted.
const BEFORE: &[&str] = &[
    "also", "always", "cannot", "could", "did", "does", "had", "has", "have", "may", "might", "must", "never", "not",
    "often", "rarely", "shall", "should", "still", "they", "we", "which", "who", "will", "would",
];

/// Groups, parties and faiths that are written with a capital, by how their names end.
const GROUPS: &[&str] =
    &["ist", "ists", "ian", "ians", "ic", "ics", "ism", "crat", "crats", "can", "cans", "ant", "ants"];

impl Check for StrayCapital {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for name in article.names.iter().filter(|name| is_stray(article, name)) {
            let text = &article.text;
            let (here, lower) = (text.slice(name.span), text.slice(name.span).to_lowercase());
            let message = format!("capital letter in mid-sentence: “{here}”");
            emit.conflict(
                Conflict::new(message, Label::new(text.source(), name.span, "stray capital"))
                    .identity([lower.clone()])
                    .fix(format!("write “{lower}”"), text.source(), name.span, lower.clone()),
            );
        }
    }
}

fn is_stray(article: &Article<'_>, name: &NameMention) -> bool {
    let text = &article.text;
    let at = name.tokens.start;
    let is_word = || name.parts[0].listed.word && text.tokens[at].shape == Shape::Capitalised;
    if name.tokens.len() != 1 || name.loose || name.title.is_some() || at == 0 || !is_word() {
        return false;
    }
    let told = text.block_of(at).is_some_and(|block| text.blocks[block].kind == BlockKind::Body);
    told && is_verb_like(text.lower(at))
        && is_between_words(text, at)
        && article
            .names
            .iter()
            .filter(|other| other.parts.iter().any(|part| part.folded == name.parts[0].folded))
            .count()
            == 1
}

/// A common word that nobody and nothing is called, with the ending of a verb.
fn is_verb_like(lower: &str) -> bool {
    let ending = lower.ends_with("ed") || lower.ends_with("ing") || (lower.ends_with('s') && !lower.ends_with("ss"));
    let stem = lower.strip_suffix("es").or_else(|| lower.strip_suffix('s')).unwrap_or(lower);
    let listed = [TITLES, MODIFIERS, COURTESY, ORGANISATIONS, SPOTS];
    lower.len() >= 4
        && ending
        && lexicon::is_word(lower)
        && !listed.iter().any(|list| list.has(lower) || list.has(stem))
        && !GROUPS.iter().any(|end| lower.ends_with(end))
        && !lexicon::name(lower).known()
        && lexicon::place(lower).is_none()
        && lexicon::place(stem).is_none()
}

/// A word that calls for a verb right before it, a word in lower case right after.
fn is_between_words(text: &Segmented<'_>, at: usize) -> bool {
    let same = |a: usize, b: usize| text.sentence_of(a).is_some() && text.sentence_of(a) == text.sentence_of(b);
    let plain = |at: usize| text.tokens[at].kind == TokenKind::Word && text.tokens[at].shape == Shape::Lower;
    at > 0
        && at + 1 < text.tokens.len()
        && same(at - 1, at)
        && same(at, at + 1)
        && plain(at - 1)
        && plain(at + 1)
        && !text.glued(at)
        && BEFORE.binary_search(&text.lower(at - 1)).is_ok()
}
