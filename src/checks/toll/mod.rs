//! One count of one event in two documents: the dead of a fire, the arrested of a night.
//!
//! Two reports tell of one event when they count the same people at the same place in much the same words, within a few
//! days. A later and higher count is an update; a lower one, or two of one day, contradict each other. Who counts "so
//! far" or "at least" expects more.

pub(crate) mod counted;

use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::extract::quantity::{Bound, agree};
use crate::finding::{Conflict, Label, Severity};
use counted::{Count, counts};
pub(crate) use counted::{Fated, fated, tells_of};

/// When two counts are of one event.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Toll {
    /// How many days two reports are apart at most.
    pub apart: u32,
    /// How many words, beside names and what is counted, both sentences have at least.
    pub words: usize,
}

impl Default for Toll {
    fn default() -> Self {
        Self { apart: 7, words: 3 }
    }
}

/// A count on its way to the comparison.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counted {
    what: u64,
    value: f64,
    bound: u8,
    grain: f64,
    /// Whether it is told as one that may still grow.
    open: bool,
    day: Option<i32>,
    /// The places that it may be of, by their hashes, sorted.
    places: Vec<u64>,
    /// The other content words of its sentence, sorted.
    words: Vec<u32>,
    written: String,
}

/// More documents than this count people in one place without telling of one event.
const CROWD_BITS: u8 = 6;

/// The share of the shorter sentence's words that the other has, in percent, where no day is known.
const UNDATED_SHARE: usize = 60;

impl Check for Toll {
    type Said = Counted;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Counted>) {
        let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
        for Count { quantity, what, places, words, open } in counts(article) {
            let said = Counted {
                what,
                value: quantity.value,
                bound: match quantity.bound {
                    Bound::Exact => 0,
                    Bound::About => 1,
                    Bound::AtLeast => 2,
                    Bound::AtMost => 3,
                },
                grain: quantity.grain,
                open,
                day,
                places: places.clone(),
                words,
                written: article.text.slice(quantity.span).to_owned(),
            };
            emit.state_under(places.iter().map(|&place| key(what, place)), quantity.span, &said);
        }
    }

    fn crowd(&self) -> Option<u8> {
        Some(CROWD_BITS)
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Counted>], out: &mut Vec<Conflict>) {
        let mut order: Vec<&Stated<Counted>> = stated.iter().collect();
        order.sort_by_key(|one| (one.said.day, one.source, one.span));
        for (at, later) in order.iter().enumerate().skip(1) {
            // the last report before it: a story is brought up to date step by step
            let earlier = order[..at].iter().rev();
            let mut earlier =
                earlier.filter(|one| one.source != later.source && self.is_one_event(&one.said, &later.said));
            let Some(first) = earlier.next() else { continue };
            let place = first_common(&first.said.places, &later.said.places);
            if place.is_some_and(|place| key(later.said.what, place) == later.key) && !agrees(&first.said, &later.said)
            {
                out.push(conflict(first, later));
            }
        }
    }
}

fn key(what: u64, place: u64) -> Key {
    Key::of_numbers("toll", &[what, place])
}

fn first_common(a: &[u64], b: &[u64]) -> Option<u64> {
    a.iter().find(|place| b.binary_search(place).is_ok()).copied()
}

impl Toll {
    fn is_one_event(&self, a: &Counted, b: &Counted) -> bool {
        let common = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
        let shorter = a.words.len().min(b.words.len());
        match (a.day, b.day) {
            (Some(x), Some(y)) => x.abs_diff(y) <= self.apart && common >= self.words,
            _ => common > self.words && common * 100 >= UNDATED_SHARE * shorter,
        }
    }
}

fn agrees(a: &Counted, b: &Counted) -> bool {
    let bound = |bound: u8| [Bound::Exact, Bound::About, Bound::AtLeast, Bound::AtMost][usize::from(bound) % 4];
    agree((a.value, bound(a.bound), a.grain), (b.value, bound(b.bound), b.grain))
}

fn conflict(first: &Stated<Counted>, later: &Stated<Counted>) -> Conflict {
    let (was, now) = (&first.said.written, &later.said.written);
    let grows = later.said.value > first.said.value;
    let update = grows && (first.said.day < later.said.day || first.said.open);
    let message = if update {
        format!("the count has grown: “{now}” here, “{was}” in an earlier report")
    } else {
        format!("one event is counted in two ways: “{now}” here, “{was}” there")
    };
    let conflict = Conflict::new(message, Label::new(later.source, later.span, format!("{now} here")))
        .related(Label::new(first.source, first.span, format!("{was} there")))
        .identity([was, now])
        .cause(later.source, later.span);
    if update { conflict.at_most(Severity::Info) } else { conflict }
}
