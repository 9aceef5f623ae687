//! Values under keys, as a desk's own patterns and templates read them: when two of them can't both be true.

use serde::{Deserialize, Serialize};

use super::{Emit, Key, Stated};
use crate::article::Article;
use crate::claim::{Sketch, hash_word};
use crate::extract::quantity::{Bound, Quantity, agree};
use crate::finding::{Conflict, Label};
use crate::source::{SourceId, Span};

/// Between which documents values are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Those of one story: copies, and documents with three names in common.
    #[default]
    Story,
    /// All of them.
    Everywhere,
}

/// A value where it was read, and what it is a value of.
#[derive(Debug, Clone)]
pub struct Read {
    pub span: Span,
    /// Folded; shown in messages.
    pub key: String,
    pub days: Option<(i32, i32)>,
}

/// A value on its way to the comparison.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Value {
    written: String,
    number: Option<(f64, u8, f64)>,
    /// The days that a date covers, from the first to the last, in days since the year 1.
    days: Option<(i32, i32)>,
    pub key: String,
    day: Option<i32>,
    /// By what its story is known, sorted.
    story: Vec<u64>,
    sketch: Sketch,
}

/// More documents than this share a name without telling one story.
const CROWD: usize = 64;

/// How many names two documents of one story have in common.
const NAMES: usize = 3;

/// How values are compared and told of.
#[derive(Debug, Clone, Copy)]
pub struct Values<'v> {
    pub scope: Scope,
    /// What is reported, with `{value}`, `{other}` and `{key}`.
    pub message: &'v str,
}

impl Values<'_> {
    /// Compares the values of one article, and states them.
    pub fn state(self, article: &Article<'_>, read: Vec<Read>, emit: &mut Emit<'_, Value>) {
        if read.is_empty() {
            return;
        }
        let source = article.text.source();
        let values = values(article, read);
        for (at, (span, value)) in values.iter().enumerate() {
            let differs = |(_, known): &&(Span, Value)| known.key == value.key && !known.agrees(value);
            if let Some((first, known)) = values[..at].iter().find(differs) {
                emit.conflict(self.conflict((source, *first, known), (source, *span, value)));
            }
        }
        for (span, value) in &values {
            let about = hash_word(value.key.as_bytes());
            match self.scope {
                Scope::Everywhere => emit.state(Key::of_numbers("value", &[about]), *span, value),
                Scope::Story => {
                    emit.state_under(value.story.iter().map(|&story| story_key(about, story)), *span, value);
                }
            }
        }
    }

    /// Reports the values of one key that can't both be true.
    pub fn compare(self, stated: &[Stated<Value>], out: &mut Vec<Conflict>) {
        if self.scope == Scope::Story && stated.len() > CROWD {
            return;
        }
        let mut order: Vec<&Stated<Value>> = stated.iter().collect();
        order.sort_by_key(|one| (one.said.day, one.source, one.span));
        for (at, later) in order.iter().enumerate().skip(1) {
            // everywhere, all are held against the first one, so that the work grows with their number alone
            let earlier = if self.scope == Scope::Everywhere { &order[..1] } else { &order[..at] };
            let differs = |one: &&&Stated<Value>| {
                one.source != later.source && !one.said.agrees(&later.said) && self.are_met(one, later)
            };
            if let Some(first) = earlier.iter().find(differs) {
                let (first, later) = ((first.source, first.span, &first.said), (later.source, later.span, &later.said));
                out.push(self.conflict(first, later));
            }
        }
    }

    /// Whether two documents tell one story, and meet under this key first.
    fn are_met(self, a: &Stated<Value>, b: &Stated<Value>) -> bool {
        if self.scope == Scope::Everywhere {
            return true;
        }
        let common: Vec<u64> =
            a.said.story.iter().filter(|one| b.said.story.binary_search(one).is_ok()).copied().collect();
        let first = common.first().map(|&story| story_key(hash_word(a.said.key.as_bytes()), story));
        let copies = a.said.sketch.containment(&b.said.sketch) >= 0.5;
        first == Some(b.key) && (copies || common.len() >= NAMES)
    }

    fn conflict(self, first: (SourceId, Span, &Value), later: (SourceId, Span, &Value)) -> Conflict {
        let (was, now) = (&first.2.written, &later.2.written);
        let message = self.message.replace("{value}", now).replace("{other}", was).replace("{key}", &later.2.key);
        Conflict::new(message, Label::new(later.0, later.1, format!("{now} here")))
            .related(Label::new(first.0, first.1, format!("{was} there")))
            .identity([later.2.key.as_str(), was, now])
            .cause(later.0, later.1)
    }
}

fn values(article: &Article<'_>, read: Vec<Read>) -> Vec<(Span, Value)> {
    let story = story(article);
    let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
    let value = |Read { span, key, days }: Read| {
        let number = article.quantities.iter().find(|quantity| is_it(quantity, span)).map(number);
        let written = article.text.slice(span).to_owned();
        (span, Value { written, number, days, key, day, story: story.clone(), sketch: article.sketch.clone() })
    };
    read.into_iter().map(value).collect()
}

fn story_key(about: u64, story: u64) -> Key {
    Key::of_numbers("value", &[about, story])
}

/// By what a story is known: its names of two words and more, and the bands of its sketch.
fn story(article: &Article<'_>) -> Vec<u64> {
    let names = article.names.iter().filter(|name| name.tokens.len() > 1);
    let mut story: Vec<u64> = names.map(|name| hash_word(folded(article.text.slice(name.span)).as_bytes())).collect();
    story.extend(article.sketch.keys().map(super::Key::short));
    story.sort_unstable();
    story.dedup();
    story
}

fn is_it(quantity: &Quantity, span: Span) -> bool {
    quantity.span.start <= span.start && span.start < quantity.span.end
}

fn number(quantity: &Quantity) -> (f64, u8, f64) {
    let bound = match quantity.bound {
        Bound::Exact => 0,
        Bound::About => 1,
        Bound::AtLeast => 2,
        Bound::AtMost => 3,
    };
    (quantity.value, bound, quantity.grain)
}

impl Value {
    fn agrees(&self, other: &Value) -> bool {
        let bound = |bound: u8| [Bound::Exact, Bound::About, Bound::AtLeast, Bound::AtMost][usize::from(bound) % 4];
        if let (Some(a), Some(b)) = (self.days, other.days) {
            return a.0 <= b.1 && b.0 <= a.1;
        }
        match (self.number, other.number) {
            (Some(a), Some(b)) => agree((a.0, bound(a.1), a.2), (b.0, bound(b.1), b.2)),
            _ => are_one(&folded(&self.written), &folded(&other.written)),
        }
    }
}

/// Whether two values say the same, one of them in more words perhaps: "Ines Harrow" and "Harrow".
fn are_one(a: &str, b: &str) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    a == b || ends(a, b) || ends(b, a)
}

/// Lower case, one space between words.
pub fn folded(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
