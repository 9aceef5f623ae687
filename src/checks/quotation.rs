//! One quotation in two documents, worded differently: quotations meet by words in a row, and are compared word by word.

use serde::{Deserialize, Serialize};

use super::copies::align::align;
use super::copies::change::{Change, Fact, changes};
use super::copies::page::{Copy, Page};
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::mix;
use crate::finding::{Conflict, Label, Severity};

/// When two stretches in quotation marks count as one quotation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Quotation {
    /// How many words it has at least: shorter ones are phrases that anybody may use.
    #[serde(default = "eight")]
    pub words: usize,
}

fn eight() -> usize {
    8
}

/// A quotation on its way to the comparison.
#[derive(Debug, Serialize, Deserialize)]
pub struct Quoted(Page);

/// Words in a row that make one key, and how many keys a quotation has.
const WIDTH: usize = 4;
const KEYS: usize = 8;

/// A row of words that more documents quote than this is a saying.
const CROWD: usize = 1 << CROWD_BITS;
const CROWD_BITS: u8 = 6;

impl Check for Quotation {
    type Said = Quoted;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Quoted>) {
        for quote in article.quotes.iter().filter(|quote| quote.tokens.len() >= self.words) {
            let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
            let page = Page::of_quote(&article.text, &article.quotes, quote, day);
            let Some(page) = page.filter(|page| page.len() >= self.words) else { continue };
            let mut rows: Vec<u64> = {
                let copy = Copy::new(article.text.source(), &page);
                copy.hashes.windows(WIDTH).map(|row| mix([row[0], row[1], row[2], row[3]])).collect()
            };
            // the smallest hashes of the rows: two quotations that share most rows share most of these
            rows.sort_unstable();
            rows.dedup();
            rows.truncate(KEYS);
            let keys = rows.into_iter().map(|row| Key::of_numbers("quotation", &[row]));
            emit.state_under(keys, quote.span, &Quoted(page));
        }
    }

    fn crowd(&self) -> Option<u8> {
        Some(CROWD_BITS)
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Quoted>], out: &mut Vec<Conflict>) {
        if stated.len() > CROWD {
            return;
        }
        let mut copies: Vec<Copy<'_>> = stated.iter().map(|one| Copy::new(one.source, &one.said.0)).collect();
        copies.sort_by_key(Copy::order);
        for (at, later) in copies.iter().enumerate().skip(1) {
            // against the first that is worded differently: the others say the same again
            let earlier = copies[..at].iter().filter(|earlier| earlier.source != later.source);
            if let Some(conflicts) = earlier.map(|earlier| compare(earlier, later)).find(|found| !found.is_empty()) {
                out.extend(conflicts);
            }
        }
    }
}

fn compare(a: &Copy<'_>, b: &Copy<'_>) -> Vec<Conflict> {
    let alignment = align(a, b);
    let aligned = alignment.altered.iter().filter(|aligned| !aligned.loose && aligned.hunks.len() <= 3);
    aligned
        .flat_map(|aligned| aligned.hunks.iter().flat_map(|hunk| changes(a, b, hunk)))
        .map(|change| conflict(a, b, &change))
        .collect()
}

fn conflict(a: &Copy<'_>, b: &Copy<'_>, change: &Change) -> Conflict {
    let (was, now) = (a.written(change.a.clone()), b.written(change.b.clone()));
    let span = b.span(change.b.clone());
    let message = format!("one quotation is worded in two ways: “{now}” here, “{was}” there");
    let conflict = Conflict::new(message, Label::new(b.source, span, format!("{now} here")))
        .related(Label::new(a.source, a.span(change.a.clone()), format!("{was} here")))
        .identity([was, now])
        .cause(b.source, span);
    if change.fact == Fact::Sense { conflict } else { conflict.at_most(Severity::Warning) }
}
