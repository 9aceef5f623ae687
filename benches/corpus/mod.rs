//! Generated articles: real lengths, names, dates, numbers and quotations, a known share of near-copies, and planted
//! contradictions whose places are known. The same for the same number on every machine.
//!
//! Three articles in a row tell of the same people and places, as an archive of several papers does, each in its own
//! words. Every tenth is a copy of one a little before it, without its last sentence.

#![allow(dead_code, reason = "each bench, test and example uses a part of it")]

pub mod adversarial;
mod random;
mod story;
mod vocabulary;

use std::ops::Range;

pub use story::Kind;
use story::Story;

/// A generated article.
pub struct Article {
    pub path: String,
    pub text: String,
    pub planted: Vec<Planted>,
}

/// Something wrong in an article.
#[derive(Debug, Clone)]
pub struct Planted {
    pub kind: Kind,
    /// Where it stands in the text, in bytes.
    pub place: Range<usize>,
    /// What stood there before.
    pub right: String,
}

/// One article in so many is a copy.
pub const COPIES: usize = 10;

/// One article in so many has something planted in it.
pub const PLANTED: usize = 5;

/// The first `count` articles of the corpus.
pub fn articles(count: usize) -> impl Iterator<Item = Article> {
    (0..count).map(article)
}

/// The article of a number.
pub fn article(index: usize) -> Article {
    let path = format!("news/{:03}/{index:06}.txt", index / 1000);
    let planted = index % PLANTED == PLANTED - 1;
    let (text, planted) = match index.checked_sub(COPIES - 1).filter(|_| index % COPIES == COPIES - 1) {
        Some(original) => Story::new(original).copied(index, planted && (index / COPIES).is_multiple_of(2)),
        None => Story::new(index).told(planted.then(|| Kind::WITHIN[index / PLANTED % Kind::WITHIN.len()])),
    };
    Article { path, text, planted }
}
