//! A value that a desk's own pattern reads, given in two ways for one key: within a document, and across those of a story.
//!
//! A pattern sees one sentence at a time. What it matches is compared with what stands under the same key, as numbers
//! where both are numbers ("more than 300" allows 312), and word for word otherwise.

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::values::{Read, Scope, Value, Values, folded};
use super::{Check, Context, Emit, Stated, pieces};
use crate::article::Article;
use crate::finding::Conflict;
use crate::source::Span;

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

impl Check for ConflictingValues {
    type Said = Value;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Value>) {
        self.values().state(article, self.read(article), emit);
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Value>], out: &mut Vec<Conflict>) {
        self.values().compare(stated, out);
    }
}

impl ConflictingValues {
    fn values(&self) -> Values<'_> {
        Values { scope: self.scope, message: &self.message }
    }

    fn read(&self, article: &Article<'_>) -> Vec<Read> {
        let mut found = Vec::new();
        for sentence in &article.text.sentences {
            for piece in pieces(article.text.slice(sentence.span)) {
                let start = sentence.span.start as usize + piece.start;
                for groups in self.pattern.captures_iter(&article.text.slice(sentence.span)[piece]) {
                    if let (Some(value), Some(key)) = (groups.name("value"), groups.name("key")) {
                        let span = Span::new(start + value.start(), start + value.end());
                        found.push(Read { span, key: folded(key.as_str()), days: None });
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Reading, read};
    use crate::source::{Encoding, Source, SourceId};

    #[test]
    fn a_pattern_that_looks_on_to_the_end_again_and_again_sees_a_piece_at_a_time() {
        let check: ConflictingValues =
            toml::from_str(r"pattern = '(?<value>[0-9]+) (?<key>men)|.*[^A-Z0-9 a-z.]|[A-Z]'").expect("a pattern");
        let text = format!("{} at last 12 men came.", "A".repeat(300_000));
        let source = Source::new(SourceId(0), "a.txt".into(), text, Encoding::Utf8 { bom: false });
        let article = read(&source, &crate::knowledge::Knowledge::default(), &Reading::default());
        let start = std::time::Instant::now();
        let read = check.read(&article);
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
        assert!(read.iter().any(|one| source.slice(one.span) == "12" && one.key == "men"));
    }

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
