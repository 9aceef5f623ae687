//! Copies of one text that give a fact differently: near-duplicates meet by their sketches, are aligned sentence by
//! sentence, and what was exchanged is judged by its type.

pub(super) mod align;
pub(super) mod change;
pub(super) mod fact;
mod facts;
mod figure;
pub(super) mod page;
mod telling;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Stated};
use crate::article::Article;
use crate::claim::Sketch;
use crate::finding::{Conflict, Label, Severity};
use crate::source::{SourceId, Span};
use fact::{Change, Fact};
pub(super) use facts::are_in_one_form;
use facts::facts;
use page::{Copy, Page, told};

/// What to report of copies.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Copies {
    /// The share of words that two documents have in common, of those in either, from which on they are copies.
    #[serde(default = "a_quarter")]
    pub similarity: f64,
    /// Or the share of the shorter one that the longer one holds.
    #[serde(default = "two_thirds")]
    pub containment: f64,
}

fn a_quarter() -> f64 {
    0.25
}

fn two_thirds() -> f64 {
    0.66
}

/// How many different texts are told apart among the documents that share a key. Beyond them, a document is compared
/// with these alone.
const LEADERS: usize = 16;

/// What is kept of a document: by what its copies are known. Its words are read again when there are copies.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sketched {
    /// The day it was made, in days since the year 1.
    day: Option<i32>,
    /// Last, as wherever a sketch is kept: statements that end alike take less room.
    sketch: Sketch,
}

impl Check for Copies {
    type Said = Sketched;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Sketched>) {
        if told(&article.text).next().is_none() {
            return;
        }
        let span = article.text.sentences.first().map(|sentence| sentence.span).unwrap_or_default();
        let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
        emit.state_of_text(article, span, &Sketched { day, sketch: article.sketch.clone() });
    }

    fn looks_again(&self) -> bool {
        true
    }

    fn compare(&self, context: Context<'_>, stated: &[Stated<Sketched>], out: &mut Vec<Conflict>) {
        let mut order: Vec<&Stated<Sketched>> = stated.iter().collect();
        order.sort_by_key(|one| (one.said.day, one.source));
        let mut families: Vec<Family<'_>> = Vec::new();
        for one in order {
            match families.iter().position(|family| self.are_copies(family.first, one)) {
                Some(family) => families[family].others.push(one),
                None if families.len() < LEADERS => families.push(Family { first: one, others: Vec::new() }),
                None => {}
            }
        }
        families.iter().for_each(|family| family.compare(context, out));
    }
}

impl Copies {
    fn are_copies(&self, a: &Stated<Sketched>, b: &Stated<Sketched>) -> bool {
        let (a, b) = (&a.said.sketch, &b.said.sketch);
        a.similarity(b) >= self.similarity || a.containment(b) >= self.containment
    }
}

/// Documents that are copies of the first one.
struct Family<'s> {
    first: &'s Stated<Sketched>,
    others: Vec<&'s Stated<Sketched>>,
}

/// An altered fact, with the document that has it differently, and how.
struct Altered {
    source: SourceId,
    span: Span,
    now: String,
    change: Change,
}

/// The words of a document, read again.
fn page_of(context: Context<'_>, one: &Stated<Sketched>) -> Option<Page> {
    let mut page = None;
    context.again.skim(one.source, &mut |text, quotes| page = Page::of(text, quotes, one.said.day));
    page
}

impl Family<'_> {
    fn compare(&self, context: Context<'_>, out: &mut Vec<Conflict>) {
        // a pair that meets under several keys is compared under the first of them
        let here = |other: &Stated<Sketched>| {
            let (a, b) = (&self.first.said.sketch, &other.said.sketch);
            a.first_shared_band(b).and_then(|band| a.keys().nth(band)) == Some(other.key)
        };
        let others: Vec<&Stated<Sketched>> = self.others.iter().copied().filter(|other| here(other)).collect();
        let Some(page) = others.first().and_then(|_| page_of(context, self.first)) else { return };
        let first = Copy::new(self.first.source, &page);
        let mut altered: Vec<Altered> = Vec::new();
        for other in &others {
            // one after the other: there may be thousands of copies
            let Some(page) = page_of(context, other) else { continue };
            let other = Copy::new(other.source, &page);
            altered.extend(facts(&first, &other).into_iter().map(|change| Altered {
                source: other.source,
                span: other.span(change.b.clone()),
                now: other.written(change.b.clone()).to_owned(),
                change,
            }));
        }
        report(&first, &altered, others.len(), out);
    }
}

/// One conflict for each fact: against the first document where all the others agree, or against each that differs.
fn report(first: &Copy<'_>, altered: &[Altered], copies: usize, out: &mut Vec<Conflict>) {
    let mut groups: Vec<Vec<&Altered>> = Vec::new();
    // the same words in place of the same words
    let mut known: FxHashMap<(Fact, bool, &str, &str), usize> = FxHashMap::default();
    for one in altered {
        let was = first.written(one.change.a.clone());
        let at = *known.entry((one.change.fact, one.change.update, was, &one.now)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(one);
    }
    for same in groups {
        let mut sources: Vec<SourceId> = same.iter().map(|one| one.source).collect();
        sources.dedup();
        let all_agree = copies > 1 && sources.len() == copies;
        out.push(if all_agree { against_first(first, &same) } else { against_copies(first, &same) });
    }
}

/// The copies are wrong, or the original: the copy is the later one, and primary.
fn against_copies(first: &Copy<'_>, altered: &[&Altered]) -> Conflict {
    let one = altered[0];
    let (was, now) = (first.written(one.change.a.clone()), one.now.as_str());
    let span = one.span;
    let conflict = Conflict::new(message(one, first), Label::new(one.source, span, format!("{now} here")));
    let conflict = conflict.related(Label::new(first.source, first.span(one.change.a.clone()), format!("{was} here")));
    finish(
        conflict,
        one,
        altered[1..].iter().map(|more| Label::new(more.source, more.span, format!("{now} here, too"))),
        (one.source, span),
        [was, now],
    )
}

/// All the copies agree against the first document.
fn against_first(first: &Copy<'_>, altered: &[&Altered]) -> Conflict {
    let one = altered[0];
    let (was, now) = (first.written(one.change.a.clone()), one.now.as_str());
    let span = first.span(one.change.a.clone());
    let text =
        format!("{} in this copy: “{was}” here, “{now}” in {} other copies", one.change.fact.said(), altered.len());
    let conflict = Conflict::new(text, Label::new(first.source, span, format!("{was} here")));
    finish(
        conflict,
        one,
        altered.iter().map(|more| Label::new(more.source, more.span, format!("{now} here"))),
        (first.source, span),
        [was, now],
    )
}

/// How many further places of one alteration are shown.
const SHOWN: usize = 4;

fn finish(
    mut conflict: Conflict,
    one: &Altered,
    labels: impl Iterator<Item = Label>,
    cause: (SourceId, Span),
    identity: [&str; 2],
) -> Conflict {
    conflict.related.extend(labels.take(SHOWN));
    let conflict = conflict.identity(identity).cause(cause.0, cause.1);
    match one.change.fact {
        _ if one.change.update => conflict
            .at_most(Severity::Info)
            .note("an update, it seems: the copy tells more, too, or says that it is one"),
        Fact::Name | Fact::Quotation => conflict.at_most(Severity::Warning),
        _ => conflict,
    }
}

fn message(one: &Altered, first: &Copy<'_>) -> String {
    let change = &one.change;
    let (was, now) = (first.written(change.a.clone()), one.now.as_str());
    format!("{} between two copies of one sentence: “{now}” here, “{was}” there", change.fact.said())
}
