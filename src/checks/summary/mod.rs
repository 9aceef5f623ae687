//! A summary against the text that it sums up: a short document nearly all of whose words stand in a longer one.

pub(super) mod digest;
mod figure;
pub(super) mod judge;
mod mark;
mod named;
mod outline;
mod sign;
mod voice;

use std::cell::OnceCell;

use serde::Deserialize;

use super::copies::page::is_later_version;
use super::{Check, Context, Emit, Encoded, Key, read_back};
use crate::article::Article;
use crate::finding::{Conflict, Severity};
use crate::source::SourceId;
use digest::{Digest, Known, share};
use mark::Mark;
use outline::{Head, Outline, Sentences};
pub(crate) use sign::may_deny;

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
    /// Both shares together, at least: what is told in other words has to be told in the same order.
    pub together: f64,
    /// The share of the content words of any sentence of it that the source has, too, at least.
    pub sentence: f64,
    /// The share of its names that the source does not have, at most, where they are more than one.
    pub foreign_names: f64,
}

impl Default for Summary {
    fn default() -> Self {
        Self { longest: 120, ratio: 0.75, words: 0.6, pairs: 0.2, together: 0.95, sentence: 0.4, foreign_names: 0.15 }
    }
}

/// The share of the summary's words that a brief source has at least, where little of it is told in the same order; and
/// how many content words a brief source has at most.
const TOLD: f64 = 0.7;
const BRIEF: usize = 250;

/// The same shares for a conversation, which is summed up in words that are nobody's; no name may be foreign to it.
const SPOKEN: f64 = 0.5;
const SPOKEN_SENTENCE: f64 = 0.25;

/// The same share for a source of any length.
const WHOLLY_TOLD: f64 = 0.85;

/// The share of the pairs of words from which on two texts of one length are copies.
const COPIED: f64 = 0.6;

/// A source of so few content words may be summed up in nearly as many.
const TERSE: usize = 80;
const TERSE_RATIO: f64 = 0.95;

/// The shares of words and of pairs of words that two documents have in common at least where both are dated.
const OWN_WORDS: f64 = 0.75;
const OWN_PAIRS: f64 = 0.4;

/// From which share of the other's words on a report of its own is no summary.
const EQUAL: f64 = 0.8;

/// Words that more documents have together than this say nothing of what a document is about.
const CROWD: usize = 1 << CROWD_BITS;
const CROWD_BITS: u8 = 4;

/// How many days a summary and its source are apart at most, where both are dated.
const APART: u32 = 1;

impl Check for Summary {
    type Said = Outline;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Outline>) {
        let Some(first) = article.statements.first() else { return };
        let outline = Outline::of(article);
        emit.state_under(outline.keys().map(key_of), first.span, &outline);
    }

    fn looks_again(&self) -> bool {
        true
    }

    fn crowd(&self) -> Option<u8> {
        Some(CROWD_BITS)
    }

    fn mark(&self, said: &[u8]) -> u16 {
        let (day, words) = read_back(said);
        Mark::new(day, words).number()
    }

    fn may_meet(&self, mark: u16, other: u16) -> bool {
        let (one, other) = (Mark::of_number(mark), Mark::of_number(other));
        one.may_be_near(other) && (self.may_sum_up(one, other) || self.may_sum_up(other, one))
    }

    fn compare_encoded(&self, context: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
        if stated.len() > CROWD {
            return;
        }
        let stated: Vec<Kept<'_>> = stated.iter().map(|&one| Kept::new(one)).collect();
        for short in stated.iter().filter(|one| one.head.words <= self.longest) {
            for long in stated.iter().filter(|long| self.can_be_summed_up(&long.head, &short.head)) {
                self.judge(context, key, [short, long], out);
            }
        }
    }
}

/// A document as it was kept, read again once something may come of it.
struct Kept<'d> {
    source: SourceId,
    head: Head<'d>,
    encoded: &'d [u8],
    again: OnceCell<Option<Again>>,
}

/// What is read again of a document.
struct Again {
    digest: Digest,
    /// Whether it says of itself that it is a later version.
    is_later_version: bool,
}

impl<'d> Kept<'d> {
    fn new((source, _, encoded): Encoded<'d>) -> Self {
        Self { source, head: read_back(encoded), encoded, again: OnceCell::new() }
    }

    fn sentences(&self) -> Sentences<'d> {
        read_back(self.encoded)
    }

    /// `None` where the document is not what it was.
    fn again(&self, context: Context<'_>) -> Option<&Again> {
        let read = || {
            let mut again = None;
            context.again.read(self.source, &mut |article| {
                let is_later_version = is_later_version(&article.text);
                again = Some(Again { digest: Digest::of(article), is_later_version });
            });
            again
        };
        self.again.get_or_init(read).as_ref()
    }
}

impl Summary {
    /// How long the summary of so many words is at most, as a share of them.
    fn ratio_of(&self, words: usize) -> f64 {
        if words <= TERSE { TERSE_RATIO.max(self.ratio) } else { self.ratio }
    }

    /// Whether a document may be the summary of another, by the fewest words that the one may have and the most that the
    /// other may.
    fn may_sum_up(&self, short: Mark, long: Mark) -> bool {
        let least = short.words().start;
        let ratio = self.ratio_of(long.words().start);
        least <= self.longest && long.words().end.is_none_or(|end| share(least, end - 1) <= ratio)
    }

    fn can_be_summed_up(&self, long: &Head<'_>, short: &Head<'_>) -> bool {
        let days = short.day.zip(long.day).map_or(0, |(a, b)| a.abs_diff(b));
        let ratio = self.ratio_of(long.words);
        share(short.words, long.words) <= ratio
            && days <= APART
            && short.greatest_share_in(long) >= self.least_words(long)
    }

    /// The share of the summary's words that a source has at least.
    fn least_words(&self, long: &Head<'_>) -> f64 {
        if long.spoken { SPOKEN } else { self.words }
    }

    fn judge(&self, context: Context<'_>, key: Key, [short, long]: [&Kept<'_>; 2], out: &mut Vec<Conflict>) {
        let (told, source) = (short.sentences(), long.sentences());
        if !is_first_meeting(key, &told, &source) {
            return;
        }
        let words = short.head.share_in(&long.head);
        if words < self.least_words(&long.head) {
            return;
        }
        let spoken = long.head.spoken;
        if told.least_told_in(&source) < if spoken { SPOKEN_SENTENCE } else { self.sentence } {
            return;
        }
        let (pairs, common) = told.pairs_in(&source);
        // what is as long and in the same words is a copy, and compared as one
        if pairs > COPIED && share(short.head.words, long.head.words) > self.ratio {
            return;
        }
        // what has a date of its own is a report of its own, until it is told in the other's words
        let own = short.head.day.is_some() && long.head.day.is_some();
        if own && (words < OWN_WORDS || pairs < OWN_PAIRS) {
            return;
        }
        // two that are about as long are held against each other as copies
        if own && share(short.head.words, long.head.words) > EQUAL {
            return;
        }
        // a short conversation is summed up in its words, and in another order
        let brief = words >= TOLD && common >= 2 && long.head.words <= BRIEF || words >= WHOLLY_TOLD && common >= 3;
        let brief = brief && pairs * 2.0 >= self.pairs;
        let copied = pairs >= self.pairs && words + pairs >= self.together && common >= 3;
        let retold = spoken && common >= 2;
        if !(brief || copied || retold) {
            return;
        }
        let (Some(here), Some(there)) = (short.again(context), long.again(context)) else { return };
        let (summary, source) = (Known::new(short.source, &here.digest), Known::new(long.source, &there.digest));
        let (names, foreign) = summary.names_outside(&source);
        let brief = brief && (foreign == 0 || foreign == 1 && names >= 3);
        let retold = retold && foreign == 0 && names > 0;
        if !(brief || copied || retold) || (foreign > 1 && share(foreign, names) > self.foreign_names) {
            return;
        }
        let mut found = Vec::new();
        judge::Pair { summary: &summary, source: &source, close: pairs, own, words }.judge(&mut found);
        let is_update = here.is_later_version != there.is_later_version;
        let mild =
            |one: Conflict| one.at_most(Severity::Info).note("an update, it seems: one of the two says that it is one");
        out.extend(found.into_iter().map(|one| if is_update { mild(one) } else { one }));
    }
}

/// The key of a pair of words, whose hash it is.
fn key_of(pair: u64) -> Key {
    Key::of_hash(*b"pr", pair)
}

/// Two documents that meet under several keys are compared under the first of them.
fn is_first_meeting(key: Key, told: &Sentences<'_>, source: &Sentences<'_>) -> bool {
    let before = told.keys_shared_with(source).filter(|&pair| pair < key.short());
    let before: Vec<u64> = before.collect();
    // mostly none, or many of which the source has the first
    before.is_empty() || !source.keys_shared_with(told).any(|pair| before.contains(&pair))
}
