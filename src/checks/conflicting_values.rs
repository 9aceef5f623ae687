//! A value that a desk's own pattern reads, given in two ways for one key: within a document, and across those of a story.
//!
//! A pattern sees one sentence at a time. What it matches is compared with what stands under the same key, as numbers
//! where both are numbers ("more than 300" allows 312), and word for word otherwise.

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::{Sketch, hash_word};
use crate::extract::quantity::{Bound, Quantity, agree};
use crate::finding::{Conflict, Label};
use crate::source::{SourceId, Span};

/// What is compared, and how it is told.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Written")]
pub struct ConflictingValues {
    pattern: Regex,
    message: String,
    scope: Scope,
}

/// The parameters as a rule writes them.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    /// A regular expression with the groups `value` and `key`, and with slots: `{number}`, `{name}`, `{word}`.
    pattern: String,
    /// What is reported, with `{value}`, `{other}` and `{key}`.
    #[serde(default = "plain_message")]
    message: String,
    #[serde(default)]
    scope: Scope,
}

fn plain_message() -> String {
    "{key}: “{value}” here, “{other}” there".to_owned()
}

/// Between which documents values are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scope {
    /// Those of one story: copies, and documents with three names in common.
    #[default]
    Story,
    /// All of them.
    Everywhere,
}

/// How large a compiled pattern may be, in bytes.
const SIZE: usize = 1 << 20;

/// A number in figures or in words, with its scale.
const NUMBER: &str = r"\b(?:[0-9]+(?:[.,][0-9]+)*|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?\b)(?:[ -](?:hundred|thousand|million|billion|trillion|dozen)\b)?";

/// What a slot stands for.
fn slot(name: &str) -> Option<&'static str> {
    match name {
        "number" => Some(NUMBER),
        "name" => Some(r"(?-i:\b\p{Lu}[\w’'-]*(?:\s\p{Lu}[\w’'-]*)*)"),
        "word" => Some(r"\b[\w’'-]+"),
        _ => None,
    }
}

impl TryFrom<Written> for ConflictingValues {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let pattern = RegexBuilder::new(&filled(&written.pattern)?)
            .case_insensitive(true)
            .size_limit(SIZE)
            .build()
            .map_err(|error| format!("the pattern cannot be used: {error}"))?;
        for group in ["value", "key"] {
            if !pattern.capture_names().flatten().any(|name| name == group) {
                return Err(format!("the pattern has no group “{group}”: write (?<{group}>…)"));
            }
        }
        Ok(Self { pattern, message: written.message, scope: written.scope })
    }
}

/// The pattern with its slots filled in.
fn filled(pattern: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let inside = &rest[open + 1..];
        let close = inside.find('}').unwrap_or(inside.len());
        let name = &inside[..close];
        out.push_str(&rest[..open]);
        // "\p{Lu}" and "x{2,3}" are no slots
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
        if is_name && !["\\p", "\\P"].iter().any(|class| rest[..open].ends_with(class)) {
            let slot = slot(name).ok_or_else(|| format!("no slot is called {{{name}}}: take number, name or word"))?;
            out.push_str("(?:");
            out.push_str(slot);
            out.push(')');
            rest = &inside[(close + 1).min(inside.len())..];
        } else {
            out.push('{');
            rest = inside;
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// A value on its way to the comparison.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Value {
    written: String,
    number: Option<(f64, u8, f64)>,
    key: String,
    day: Option<i32>,
    /// By what its story is known, sorted.
    story: Vec<u64>,
    sketch: Sketch,
}

/// More documents than this share a name without telling one story.
const CROWD: usize = 64;

/// How many names two documents of one story have in common.
const NAMES: usize = 3;

impl Check for ConflictingValues {
    type Said = Value;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Value>) {
        let source = article.text.source();
        let values = self.values(article);
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

    fn compare(&self, _: Context<'_>, stated: &[Stated<Value>], out: &mut Vec<Conflict>) {
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
}

impl ConflictingValues {
    fn values(&self, article: &Article<'_>) -> Vec<(Span, Value)> {
        let mut found: Vec<(Span, String, Span)> = Vec::new();
        for sentence in &article.text.sentences {
            let start = sentence.span.start as usize;
            for groups in self.pattern.captures_iter(article.text.slice(sentence.span)) {
                if let (Some(value), Some(key)) = (groups.name("value"), groups.name("key")) {
                    let span = Span::new(start + value.start(), start + value.end());
                    found.push((span, folded(key.as_str()), sentence.span));
                }
            }
        }
        if found.is_empty() {
            return Vec::new();
        }
        let story = story(article);
        let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
        let value = |(span, key, _): (Span, String, Span)| {
            let number = article.quantities.iter().find(|quantity| is_it(quantity, span)).map(number);
            let written = article.text.slice(span).to_owned();
            (span, Value { written, number, key, day, story: story.clone(), sketch: article.sketch.clone() })
        };
        found.into_iter().map(value).collect()
    }

    /// Whether two documents tell one story, and meet under this key first.
    fn are_met(&self, a: &Stated<Value>, b: &Stated<Value>) -> bool {
        if self.scope == Scope::Everywhere {
            return true;
        }
        let common: Vec<u64> =
            a.said.story.iter().filter(|one| b.said.story.binary_search(one).is_ok()).copied().collect();
        let first = common.first().map(|&story| story_key(hash_word(a.said.key.as_bytes()), story));
        let copies = a.said.sketch.containment(&b.said.sketch) >= 0.5;
        first == Some(b.key) && (copies || common.len() >= NAMES)
    }

    fn conflict(&self, first: (SourceId, Span, &Value), later: (SourceId, Span, &Value)) -> Conflict {
        let (was, now) = (&first.2.written, &later.2.written);
        let message = self.message.replace("{value}", now).replace("{other}", was).replace("{key}", &later.2.key);
        Conflict::new(message, Label::new(later.0, later.1, format!("{now} here")))
            .related(Label::new(first.0, first.1, format!("{was} there")))
            .identity([later.2.key.as_str(), was, now])
            .cause(later.0, later.1)
    }
}

fn story_key(about: u64, story: u64) -> Key {
    Key::of_numbers("value", &[about, story])
}

/// By what a story is known: its names of two words and more, and the bands of its sketch.
fn story(article: &Article<'_>) -> Vec<u64> {
    let names = article.names.iter().filter(|name| name.tokens.len() > 1);
    let mut story: Vec<u64> = names.map(|name| hash_word(folded(article.text.slice(name.span)).as_bytes())).collect();
    story.extend(article.sketch.keys().map(|key| key.short()));
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
        match (self.number, other.number) {
            (Some(a), Some(b)) => agree((a.0, bound(a.1), a.2), (b.0, bound(b.1), b.2)),
            _ => folded(&self.written) == folded(&other.written),
        }
    }
}

/// Lower case, one space between words.
fn folded(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_cannot_work_are_refused() {
        let broken = |text: &str| toml::from_str::<ConflictingValues>(text).expect_err("wrong").message().to_owned();
        assert!(broken("pattern = '{number} (?<key>dead)'").contains("no group “value”"));
        assert!(broken("pattern = '(?<value>{figure}) (?<key>dead)'").contains("no slot is called {figure}"));
        assert!(broken("pattern = '(?<value>\\w{1000}){1000} (?<key>dead)'").contains("cannot be used"));
        assert!(broken("pattern = '(?<value>x) (?<key>y)'\nscope = 'all'").contains("unknown variant"));
        assert!(toml::from_str::<ConflictingValues>("pattern = '(?<value>\\p{Lu}{2,3}) (?<key>{word})'").is_ok());
    }
}
