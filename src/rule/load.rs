//! Raw rules -> [`Ruleset`]: ids are compared, changes to known rules carried out, examples taken apart.

use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::example::Marked;
use super::raw::{RawExample, RawFile, RawRule, WrittenCheck};
use super::{Broken, Example, Rule, RulesFile, Ruleset};
use crate::fields::{Mistake, Mistakes};
use crate::finding::Level;
use crate::knowledge::Written;

impl Ruleset {
    /// Adds a rules file that extends no other.
    pub(crate) fn add(&mut self, file: RulesFile) -> Result<(), Box<Broken>> {
        let mistakes = Mistakes::default();
        let raw = RawFile::read(&file.text, &mistakes);
        self.take(file, raw, mistakes)
    }

    /// Adds a rules file that was read, with the mistakes noted so far.
    pub(super) fn take(&mut self, file: RulesFile, raw: RawFile, mistakes: Mistakes) -> Result<(), Box<Broken>> {
        let path = (!file.builtin).then_some(file.path.as_str());
        self.knowledge.add(raw.knowledge, Written { path, text: &file.text, mistakes: &mistakes });
        Loading { at: self.files.len(), text: &file.text, mistakes: &mistakes }.rules(raw.rules, &mut self.rules);
        let mistakes = mistakes.into_sorted();
        if !mistakes.is_empty() {
            return Err(Box::new(Broken { file, mistakes, others: Vec::new() }));
        }
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new("")).to_path_buf();
        self.corpus.extend(raw.corpus.iter().map(|path| folder.join(path)));
        raw.read.change(&mut self.formats);
        self.files.push(file);
        Ok(())
    }
}

/// A file whose rules are being added.
#[derive(Clone, Copy)]
struct Loading<'a> {
    /// Its place among the files.
    at: usize,
    text: &'a str,
    mistakes: &'a Mistakes,
}

impl Loading<'_> {
    fn rules(self, raw: Vec<RawRule>, rules: &mut Vec<Rule>) {
        let mut seen: FxHashMap<String, Range<usize>> = FxHashMap::default();
        for rule in raw {
            let id = rule.id.get_ref().clone();
            let span = rule.id.span();
            if let Some(first) = seen.insert(id.clone(), span.clone()) {
                let mistake = Mistake::new(span, format!("two rules have the id “{id}”"), "once more");
                self.mistakes.push(mistake.related(first, "first here"));
                continue;
            }
            match rules.iter_mut().find(|known| known.id == id) {
                Some(known) => self.change(known, rule),
                None => {
                    let known: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
                    rules.extend(self.rule(rule, &known));
                }
            }
        }
    }

    /// A rule that is new: it has to bring a check.
    fn rule(self, raw: RawRule, known: &[String]) -> Option<Rule> {
        let (id, span) = (raw.id.get_ref().clone(), raw.id.span());
        if !is_kebab(&id) {
            let mistake = Mistake::new(span.clone(), format!("“{id}” is no id for a rule"), "not in kebab case");
            self.mistakes.push(mistake.note("an id is made of small letters, digits and hyphens: wrong-weekday"));
        }
        let picked = match raw.check {
            WrittenCheck::Read(picked) => picked,
            WrittenCheck::Broken => return None,
            WrittenCheck::None => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let mistake = Mistake::new(span, format!("there is no rule “{id}” to change"), "unknown rule");
                self.mistakes.push(mistake.nearest(&id, &known).note("a new rule needs a check"));
                return None;
            }
        };
        if raw.summary.is_none() {
            self.mistakes.push(Mistake::new(span, "a rule has no summary", "needs a key summary"));
        }
        Some(Rule {
            id,
            level: raw.level.map_or(Level::Warning, Spanned::into_inner),
            summary: text(raw.summary),
            why: text(raw.why),
            help: text(raw.help),
            since: text(raw.since),
            check: picked.check,
            kind: picked.kind,
            examples: self.examples(raw.examples),
            file: self.at,
            builtin: false,
        })
    }

    /// A rule of a known id: what it says replaces what was said.
    fn change(self, known: &mut Rule, raw: RawRule) {
        if !matches!(raw.check, WrittenCheck::None) {
            let message = format!("there is a rule “{}” already", known.id);
            let mistake = Mistake::new(raw.id.span(), message, "id in use");
            self.mistakes.push(mistake.note("leave the check out to change that rule, or give this one another id"));
            return;
        }
        known.level = raw.level.map_or(known.level, Spanned::into_inner);
        for (field, new) in [
            (&mut known.summary, raw.summary),
            (&mut known.why, raw.why),
            (&mut known.help, raw.help),
            (&mut known.since, raw.since),
        ] {
            if let Some(new) = new {
                *field = new.into_inner();
            }
        }
        known.examples.extend(self.examples(raw.examples));
    }

    fn examples(self, raw: Vec<RawExample>) -> Vec<Example> {
        raw.into_iter().map(|example| self.example(&example)).collect()
    }

    fn example(self, raw: &RawExample) -> Example {
        let (written, verbatim) = inside(self.text, &raw.text);
        let (marked, bad) = Marked::read(raw.text.get_ref());
        let document_date = raw.document_date.as_ref().map(|day| *day.get_ref());
        let example = Example { marked, document_date, file: self.at, written, verbatim };
        for (span, message) in bad {
            self.mistakes.push(Mistake::new(example.in_file(span), message, "in this example"));
        }
        example
    }
}

fn text(value: Option<Spanned<String>>) -> String {
    value.map(Spanned::into_inner).unwrap_or_default()
}

fn is_kebab(id: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.split('-').all(word)
}

/// Where the content of a text stands in its file, between the quotation marks, and whether nothing in it is escaped.
fn inside(file: &str, text: &Spanned<String>) -> (Range<usize>, bool) {
    let whole = text.span();
    let found = file.get(whole.clone()).and_then(|written| written.find(text.get_ref().as_str()));
    match found {
        Some(at) => (whole.start + at..whole.start + at + text.get_ref().len(), true),
        None => (whole, false),
    }
}
