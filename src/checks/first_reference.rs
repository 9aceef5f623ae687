//! People named by surname alone: with no full name anywhere in the article, or with one that comes only later.
//!
//! Whoever is known by the surname alone (holders of high office), and every surname that some other capitalised word
//! of the article stands beside, is left alone: the full name may be there in a form that was not read as one.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::misspelled_name::is_suspect;
use super::{Check, Context, Emit};
use crate::article::Article;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::knowledge::Knowledge;
use crate::lexeme::Classes;
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
        // one search for the two rules
        let alone = article.memo.get(|| Alone::of(context.knowledge, article));
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let alone = alone.0.iter().map(|&name| &article.names[name]);
        let alone: Vec<&NameMention> = alone.filter(|name| seen.insert(&name.parts[0].folded)).collect();
        if alone.is_empty() {
            return;
        }
        let uses = Uses::new(&article.text, &seen);
        let conflicts: Vec<Conflict> = if self.late {
            let full = full_names(article, &seen);
            let of = |name: &NameMention| full.get(name.parts[0].folded.as_str()).map_or(&[][..], Vec::as_slice);
            alone.into_iter().filter_map(|name| late(article, name, &uses, of(name))).collect()
        } else {
            let parts = parts_of_names(article, &seen);
            let is_part = |name: &&NameMention| parts.contains(name.parts[0].folded.as_str());
            let alone = alone.into_iter().filter(|name| !is_part(name));
            let told = alone.filter_map(|name| Some((name, never(article, name, &uses)?)));
            // a misspelt name is reported as such, and once
            told.filter(|(name, _)| !is_suspect(article, name)).map(|(_, conflict)| conflict).collect()
        };
        conflicts.into_iter().for_each(|conflict| emit.conflict(conflict));
    }
}

/// The names, by their places in the list, that are surnames alone.
struct Alone(Vec<usize>);

impl Alone {
    fn of(knowledge: &Knowledge, article: &Article<'_>) -> Self {
        Self((0..article.names.len()).filter(|&name| is_alone(knowledge, article, &article.names[name])).collect())
    }
}

/// A surname alone, of somebody who speaks or is given a courtesy title, in what the article itself tells.
fn is_alone(knowledge: &Knowledge, article: &Article<'_>, name: &NameMention) -> bool {
    let text = &article.text;
    let [part] = name.parts.as_slice() else { return false };
    let named = matches!(name.kind, NameKind::Person | NameKind::Unknown) && part.folded.len() > 2 && !name.loose;
    if !named || part.listed.word || part.listed.place.is_some() {
        return false;
    }
    let spoke = name.tokens.end < text.tokens.len() && text.is_in(name.tokens.end, Classes::ACTS);
    let titled = courtesy(text, name.tokens.start).is_some();
    if !(titled || spoke) {
        return false;
    }
    let body = || {
        text.sentence_of(name.tokens.start).is_some_and(|at| {
            let sentence = &text.sentences[at];
            text.blocks[sentence.block].kind == BlockKind::Body && text.text(sentence.tokens.end - 1) == "."
        })
    };
    let index = &knowledge.index;
    let known = || !index.of_family(part.hash).is_empty() || index.longest_name(part.hash).is_some();
    let surname = part.listed.name.family() && !part.listed.name.given();
    text.tokens[name.tokens.start].shape != Shape::Upper
        && (titled || (spoke && surname && !beside_capital(text, name.tokens.start)))
        && body()
        && !known()
        && !article.is_quoted(name.tokens.start)
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

/// The tokens, anywhere on the page, that are one of some folded words, by the word.
struct Uses<'w>(FxHashMap<&'w str, Vec<usize>>);

impl<'w> Uses<'w> {
    fn new(text: &Segmented<'_>, words: &BTreeSet<&'w str>) -> Self {
        let mut uses: FxHashMap<&str, Vec<usize>> = words.iter().map(|&word| (word, Vec::new())).collect();
        for &at in &text.capitals {
            if let Some(uses) = uses.get_mut(&*text.folded(at)) {
                uses.push(at);
            }
        }
        Self(uses)
    }

    fn of(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        self.0.get(word).into_iter().flatten().copied()
    }
}

/// So many words are looked for one by one.
const FEW: usize = 8;

/// The words that are in a part of some name of several parts.
fn parts_of_names<'w>(article: &Article<'_>, words: &BTreeSet<&'w str>) -> BTreeSet<&'w str> {
    let several = article.names.iter().filter(|name| name.parts.len() > 1);
    let parts = several.flat_map(|name| &name.parts).map(|part| part.folded.as_str());
    if words.len() <= FEW {
        let is_inside = |word: &&&str| parts.clone().any(|part| part.contains(**word));
        return words.iter().filter(is_inside).copied().collect();
    }
    let words: Vec<&str> = words.iter().copied().collect();
    let Ok(finder) = AhoCorasick::new(&words) else { return BTreeSet::new() };
    let parts: BTreeSet<&str> = parts.collect();
    let inside = |part: &str| finder.find_overlapping_iter(part).map(|one| words[one.pattern()]).collect::<Vec<_>>();
    parts.into_iter().flat_map(inside).collect()
}

/// The names of people with given and family name, in the order of the text, by those family names that are asked for.
fn full_names<'a>(article: &'a Article<'_>, families: &BTreeSet<&str>) -> BTreeMap<String, Vec<&'a NameMention>> {
    let mut full: BTreeMap<String, Vec<&NameMention>> = BTreeMap::new();
    for name in article.names.iter().filter(|name| name.kind == NameKind::Person && !name.given.is_empty()) {
        let family = name.family_folded();
        if families.contains(family.as_str()) {
            full.entry(family).or_default().push(name);
        }
    }
    full
}

fn never(article: &Article<'_>, name: &NameMention, uses: &Uses<'_>) -> Option<Conflict> {
    let text = &article.text;
    let word = &name.parts[0].folded;
    let introduced = uses.of(word).any(|at| courtesy(text, at).is_none() && beside_capital(text, at));
    // a fragment of an article may have lost the paragraph that names them
    let whole = text.sentences.len() >= 3 || courtesy(text, name.tokens.start).is_some();
    (!introduced && whole).then(|| {
        let message = format!("“{}” has no full name anywhere in the article", text.slice(name.span));
        Conflict::new(message, Label::new(text.source(), name.span, "surname alone"))
            .identity([word.clone()])
            .cause(text.source(), name.span)
    })
}

fn late(article: &Article<'_>, name: &NameMention, uses: &Uses<'_>, full: &[&NameMention]) -> Option<Conflict> {
    let text = &article.text;
    let word = &name.parts[0].folded;
    let mut before = uses.of(word).take_while(|&at| at < name.tokens.start);
    if before.any(|at| courtesy(text, at).is_none() && beside_capital(text, at)) {
        return None;
    }
    let (first, others) = full.split_first().filter(|(first, _)| first.tokens.start > name.tokens.end)?;
    let told = text
        .sentence_of(first.tokens.start)
        .is_some_and(|at| text.blocks[text.sentences[at].block].kind == BlockKind::Body);
    let given = first.parts[first.given.start].listed.name.given();
    let quoted = article.is_quoted(first.tokens.start);
    let one = others.iter().all(|other| other.given_folded() == first.given_folded());
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
