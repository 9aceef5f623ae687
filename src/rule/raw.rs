//! A rules file as it is written: types are right, nothing is compared with anything else yet.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::archives::RawRead;
use super::check::{self, Picked};
use crate::fields::{Fields, Mistake, Mistakes};
use crate::finding::Level;
use crate::knowledge::raw::RawKnowledge;

/// Everything a rules file may hold.
#[derive(Debug, Default)]
pub struct RawFile {
    /// Further files, by their paths from this one.
    pub extends: Vec<Spanned<String>>,
    /// Whether they may lie outside the folder.
    pub extends_outside: bool,
    pub rules: Vec<RawRule>,
    pub knowledge: RawKnowledge,
    /// What `[corpus]` names: folders, files and globs, from the folder of the rules file.
    pub corpus: Vec<String>,
    /// What `[read]` says of archives.
    pub read: RawRead,
}

/// A rule, or a change to a built-in one when it has no check.
#[derive(Debug)]
pub struct RawRule {
    pub id: Spanned<String>,
    pub level: Option<Spanned<Level>>,
    pub summary: Option<Spanned<String>>,
    pub why: Option<Spanned<String>>,
    pub help: Option<Spanned<String>>,
    pub since: Option<Spanned<String>>,
    pub check: WrittenCheck,
    pub examples: Vec<RawExample>,
}

/// What a rule says of its check.
#[derive(Debug)]
pub enum WrittenCheck {
    /// Nothing: the rule changes another.
    None,
    /// Something wrong, which has been noted.
    Broken,
    Read(Picked),
}

#[derive(Debug)]
pub struct RawExample {
    pub text: Spanned<String>,
    pub document_date: Option<Spanned<NaiveDate>>,
}

impl RawFile {
    /// Reads a file's text. A syntax error ends the reading there: what follows from it would only confuse. A date that
    /// does not exist is a syntax error to TOML, but bears on nothing else.
    #[must_use]
    pub fn read(text: &str, mistakes: &Mistakes) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            mistakes.push(syntax(error, text));
        }
        if !errors.iter().all(is_bad_date) {
            return Self::default();
        }
        let mut file = Fields::new("a rules file", table.get_ref(), 0..0, mistakes);
        let (extends, extends_outside) = (file.texts("extends"), file.flag("extends-outside"));
        let knowledge = RawKnowledge::read(&mut file);
        let mut rules: Vec<RawRule> =
            file.tables("rule").into_iter().filter_map(|(table, head)| rule(table, head, mistakes)).collect();
        rules.extend(file.tables("claim").into_iter().filter_map(|(table, head)| claim(table, head, mistakes)));
        let corpus = file.table("corpus").map(|(table, head)| corpus(table, head, mistakes)).unwrap_or_default();
        let read = file.table("read").map(|(table, head)| RawRead::read(table, head, mistakes)).unwrap_or_default();
        file.close();
        Self { extends, extends_outside, rules, knowledge, corpus, read }
    }
}

fn corpus(table: &DeTable<'_>, head: Range<usize>, mistakes: &Mistakes) -> Vec<String> {
    let mut fields = Fields::new("a corpus", table, head, mistakes);
    fields.require("paths");
    let paths = fields.texts("paths").into_iter().map(Spanned::into_inner).collect();
    fields.close();
    paths
}

fn is_bad_date(error: &toml::de::Error) -> bool {
    error.message().starts_with("invalid date")
}

fn syntax(error: &toml::de::Error, text: &str) -> Mistake {
    let span = error.span().unwrap_or(text.len()..text.len());
    // an error at the end of a line is shown at its last character, not at the start of the next line
    let start = if text[..span.start].ends_with('\n') && span.is_empty() { span.start - 1 } else { span.start };
    let span = start..span.end.max(start);
    if is_bad_date(error) {
        let reason = error.message().split_once(", ").map_or("", |(_, reason)| reason);
        return Mistake::new(span.clone(), format!("the date {} does not exist", &text[span]), reason);
    }
    Mistake::new(span, format!("this is not TOML: {}", error.message()), "here")
}

pub(super) const LEVELS: &[(&str, Level)] =
    &[("off", Level::Off), ("info", Level::Info), ("warning", Level::Warning), ("error", Level::Error)];

fn rule(table: &DeTable<'_>, head: Range<usize>, mistakes: &Mistakes) -> Option<RawRule> {
    let mut fields = Fields::new("a rule", table, head, mistakes);
    let id = fields.required_text("id");
    let level = fields.choice("level", LEVELS);
    let (summary, why) = (fields.text("summary"), fields.text("why"));
    let (help, since) = (fields.text("help"), fields.text("since"));
    let check = match fields.table("check") {
        Some((table, span)) => check::read(table, span, mistakes).map_or(WrittenCheck::Broken, WrittenCheck::Read),
        None if table.contains_key("check") => WrittenCheck::Broken,
        None => WrittenCheck::None,
    };
    let examples = fields.tables("example").into_iter().filter_map(|(table, head)| example(table, head, mistakes));
    let examples = examples.collect();
    fields.close();
    Some(RawRule { id: id?, level, summary, why, help, since, check, examples })
}

/// A claim is a rule whose check is `claim`, with its parameters written beside what every rule has.
fn claim(table: &DeTable<'_>, head: Range<usize>, mistakes: &Mistakes) -> Option<RawRule> {
    let mut fields = Fields::new("a claim", table, head.clone(), mistakes);
    let id = fields.required_text("id");
    let level = fields.choice("level", LEVELS);
    let (summary, why) = (fields.text("summary"), fields.text("why"));
    let (help, since) = (fields.text("help"), fields.text("since"));
    fields.require("template");
    let mut parameters = DeTable::new();
    for key in ["template", "value", "message", "scope"] {
        if let Some(value) = fields.any(key) {
            parameters.insert(Spanned::new(value.span(), key.into()), value.clone());
        }
    }
    let written = fields.has("template");
    let examples = fields.tables("example").into_iter().filter_map(|(table, head)| example(table, head, mistakes));
    let examples = examples.collect();
    fields.close();
    let id = id?;
    let summary = summary.or_else(|| Some(Spanned::new(id.span(), "one thing is given in two ways".to_owned())));
    let mut check = DeTable::new();
    let place = table.get("template").map_or(head.clone(), Spanned::span);
    check.insert(Spanned::new(place.clone(), "claim".into()), Spanned::new(place, DeValue::Table(parameters)));
    let picked = if written { check::read(&check, head, mistakes) } else { None };
    let check = picked.map_or(WrittenCheck::Broken, WrittenCheck::Read);
    Some(RawRule { id, level, summary, why, help, since, check, examples })
}

fn example(table: &DeTable<'_>, head: Range<usize>, mistakes: &Mistakes) -> Option<RawExample> {
    let mut fields = Fields::new("an example", table, head, mistakes);
    let text = fields.required_text("text");
    let document_date = fields.date("document_date");
    fields.close();
    Some(RawExample { text: text?, document_date })
}
