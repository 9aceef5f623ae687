//! The company that a person is in: who else is named in full in a document. Namesakes are told from one person by it, and
//! documents of one story from those of two.

use serde::{Deserialize, Serialize};

use super::Stated;
use crate::article::Article;
use crate::claim::hash_word;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};

/// Hashes of full names, in order, each once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Company(Vec<u64>);

/// Most names by which a company is known.
const MOST: usize = 24;

/// The full names of an article, each with its family, both as hashes; in order, each once.
struct Full(Vec<(u64, u64)>);

impl Company {
    /// All who are named in full in an article, but those of a family; no family is "".
    pub fn beside(family: &str, article: &Article<'_>) -> Self {
        let full = article.memo.get(|| {
            let named = article.names.iter().filter(|name| is_full(name));
            let mut full: Vec<(u64, u64)> = named
                .map(|name| (hash_word(full_name(name).as_bytes()), hash_word(name.family_folded().as_bytes())))
                .collect();
            full.sort_unstable();
            full.dedup();
            Full(full)
        });
        let own = hash_word(family.as_bytes());
        Self(full.0.iter().filter(|(_, family)| *family != own).map(|&(name, _)| name).take(MOST).collect())
    }

    /// How many people are in both.
    pub fn shared(&self, other: &Self) -> usize {
        self.names().filter(|name| other.0.binary_search(name).is_ok()).count()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn names(&self) -> impl Iterator<Item = &u64> {
        self.0.iter()
    }
}

/// Whether a person is named in full.
pub(super) fn is_full(name: &NameMention) -> bool {
    name.kind == NameKind::Person && !name.loose && !name.given.is_empty() && !name.family.is_empty()
}

/// Given and family name, folded: what a person is known by in any document.
pub(super) fn full_name(name: &NameMention) -> String {
    format!("{}+{}", name.given_folded(), name.family_folded())
}

/// Each statement with the one before it in time, where that is another document's: what may change is held against what
/// was so on the day before. Work in proportion to the group.
pub(super) fn neighbours<T>(
    stated: &[Stated<T>],
    day: impl Fn(&T) -> i32,
) -> impl Iterator<Item = (&Stated<T>, &Stated<T>)> {
    let mut by_day: Vec<&Stated<T>> = stated.iter().collect();
    by_day.sort_by_key(|one| (day(&one.said), one.source, one.span));
    let later = by_day.clone().into_iter().skip(1);
    by_day.into_iter().zip(later).filter(|(a, b)| a.source != b.source)
}

/// Two wordings of two documents, the later one first; each with a label of a few words.
pub(super) fn across<T>(
    (a, b): (&Stated<T>, &Stated<T>),
    written: impl Fn(&T) -> &str,
    of: &str,
    (here, there): (&str, &str),
) -> Conflict {
    let message = format!("“{}” here, but “{}” in another document of {of}", written(&b.said), written(&a.said));
    Conflict::new(message, Label::new(b.source, b.span, here)).related(Label::new(a.source, a.span, there))
}
