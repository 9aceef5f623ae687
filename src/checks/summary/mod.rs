//! A summary against the text that it sums up: a short document nearly all of whose words stand in a longer one.

pub(super) mod digest;
pub(super) mod judge;

use serde::Deserialize;

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::finding::Conflict;
use digest::{Digest, Known, share};

/// When a document counts as the summary of another.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Summary {
    /// How many content words it has at most.
    pub longest: usize,
    /// How long it is at most, as a share of the source.
    pub ratio: f64,
    /// The share of its content words that the source has, too, at least.
    pub words: f64,
    /// The share of its pairs of content words that the source has, too, at least.
    pub pairs: f64,
    /// The share of its names that the source does not have, at most, where they are more than one.
    pub foreign_names: f64,
}

impl Default for Summary {
    fn default() -> Self {
        Self { longest: 120, ratio: 0.75, words: 0.5, pairs: 0.15, foreign_names: 0.15 }
    }
}

/// Words that more documents have together than this say nothing of what a document is about.
const CROWD: usize = 64;

/// How many days a summary and its source are apart at most, where both are dated.
const APART: u32 = 3;

impl Check for Summary {
    type Said = Digest;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Digest>) {
        let digest = Digest::of(article);
        let Some(first) = article.statements.first() else { return };
        let keys = digest.keys().into_iter().map(|pair| Key::of_numbers("pair", &[pair]));
        emit.state_under(keys, first.span, &digest);
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Digest>], out: &mut Vec<Conflict>) {
        if stated.len() > CROWD {
            return;
        }
        for short in stated.iter().filter(|one| one.said.words.len() <= self.longest) {
            for long in stated.iter().filter(|long| self.can_be_summed_up(&long.said, &short.said)) {
                self.judge(short, long, out);
            }
        }
    }
}

impl Summary {
    fn can_be_summed_up(&self, long: &Digest, short: &Digest) -> bool {
        let days = short.day.zip(long.day).map_or(0, |(a, b)| a.abs_diff(b));
        share(short.words.len(), long.words.len()) <= self.ratio && days <= APART
    }

    fn judge(&self, short: &Stated<Digest>, long: &Stated<Digest>, out: &mut Vec<Conflict>) {
        let (summary, source) = (Known::new(short.source, &short.said), Known::new(long.source, &long.said));
        if summary.share_in(&source) < self.words || !is_first_meeting(short, long) {
            return;
        }
        let (names, foreign) = summary.names_outside(&source);
        let (pairs, common) = summary.pairs_in(&source);
        if pairs < self.pairs || common < 3 || (foreign > 1 && share(foreign, names) > self.foreign_names) {
            return;
        }
        judge::figures(&summary, &source, pairs / self.pairs, out);
        judge::directions(&summary, &source, out);
        judge::turns(&summary, &source, out);
    }
}

/// Two documents that meet under several keys are compared under the first of them.
fn is_first_meeting(a: &Stated<Digest>, b: &Stated<Digest>) -> bool {
    let theirs = b.said.keys();
    let first = a.said.keys().into_iter().find(|key| theirs.binary_search(key).is_ok());
    first.is_some_and(|pair| Key::of_numbers("pair", &[pair]) == a.key)
}
