//! Copies of one text that give a fact differently: near-duplicates meet by their sketches, are aligned sentence by
//! sentence, and what was exchanged is judged by its type.

pub(super) mod align;
pub(super) mod change;
pub(super) mod page;

use serde::Deserialize;

use super::{Check, Context, Emit, Stated};
use crate::article::Article;
use crate::finding::{Conflict, Label, Severity};
use align::{Alignment, align};
use change::{Change, Fact, changes};
use page::{Copy, Page};

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

impl Check for Copies {
    type Said = Page;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Page>) {
        let Some(page) = Page::of(article) else { return };
        let span = article.text.sentences.first().map(|sentence| sentence.span).unwrap_or_default();
        emit.state_under(article.sketch.keys(), span, &page);
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Page>], out: &mut Vec<Conflict>) {
        let mut order: Vec<&Stated<Page>> = stated.iter().collect();
        order.sort_by_key(|one| (one.said.day, one.source));
        let mut families: Vec<Family<'_>> = Vec::new();
        for one in order {
            match families.iter().position(|family| self.are_copies(family.first, one)) {
                Some(family) => families[family].others.push(one),
                None if families.len() < LEADERS => families.push(Family { first: one, others: Vec::new() }),
                None => {}
            }
        }
        families.iter().for_each(|family| family.compare(out));
    }
}

impl Copies {
    fn are_copies(&self, a: &Stated<Page>, b: &Stated<Page>) -> bool {
        let (a, b) = (&a.said.sketch, &b.said.sketch);
        a.similarity(b) >= self.similarity || a.containment(b) >= self.containment
    }
}

/// Documents that are copies of the first one.
struct Family<'s> {
    first: &'s Stated<Page>,
    others: Vec<&'s Stated<Page>>,
}

/// An altered fact, with the document that has it differently.
struct Altered<'c> {
    copy: &'c Copy<'c>,
    change: Change,
}

impl Family<'_> {
    fn compare(&self, out: &mut Vec<Conflict>) {
        // a pair that meets under several keys is compared under the first of them
        let here = |other: &Stated<Page>| {
            let (a, b) = (&self.first.said.sketch, &other.said.sketch);
            a.first_shared_band(b).and_then(|band| a.keys().nth(band)) == Some(other.key)
        };
        let others: Vec<Copy<'_>> =
            self.others.iter().filter(|other| here(other)).map(|other| Copy::new(other.source, &other.said)).collect();
        if others.is_empty() {
            return;
        }
        let first = Copy::new(self.first.source, &self.first.said);
        let mut altered: Vec<Altered<'_>> = Vec::new();
        for other in &others {
            altered.extend(facts(&first, other).into_iter().map(|change| Altered { copy: other, change }));
        }
        report(&first, &altered, others.len(), out);
    }
}

/// The facts that a copy gives differently: none, when so much differs that it is another story in the same form.
fn facts(first: &Copy<'_>, other: &Copy<'_>) -> Vec<Change> {
    let alignment = align(first, other);
    let mut found: Vec<Change> = Vec::new();
    let mut sentences = 0;
    for aligned in &alignment.altered {
        let before = found.len();
        for hunk in &aligned.hunks {
            let changes = changes(first, other, hunk).into_iter();
            found.extend(changes.filter(|change| !aligned.loose || !is_told_elsewhere(first, other, change)));
        }
        sentences += usize::from(found.len() > before);
    }
    // a copy that only counts higher was altered; one that tells more, and later, was brought up to date
    let later = first.page.day.zip(other.page.day).is_none_or(|(a, b)| a <= b);
    for change in found.iter_mut().filter(|_| later && alignment.fresh > 0) {
        change.update = change.is_growth(first, other);
    }
    if is_another_story(&alignment, sentences, found.len()) { Vec::new() } else { found }
}

/// Whether the original has the copy's words, too, in some other place: then they were moved, not altered.
fn is_told_elsewhere(first: &Copy<'_>, other: &Copy<'_>, change: &Change) -> bool {
    let words = &other.hashes[change.b.clone()];
    first.hashes.windows(words.len()).any(|window| window == words)
}

/// Reports in a fixed form (weather, markets, results) share their words and differ in most of their facts.
fn is_another_story(alignment: &Alignment, sentences: usize, found: usize) -> bool {
    let aligned = alignment.same + alignment.altered.len();
    found >= 3 && sentences * 5 >= aligned * 2
}

/// One conflict for each fact: against the first document where all the others agree, or against each that differs.
fn report(first: &Copy<'_>, altered: &[Altered<'_>], copies: usize, out: &mut Vec<Conflict>) {
    let mut done = vec![false; altered.len()];
    for at in 0..altered.len() {
        if done[at] {
            continue;
        }
        let one = &altered[at];
        let same: Vec<usize> = (at..altered.len()).filter(|&k| !done[k] && is_same(first, one, &altered[k])).collect();
        same.iter().for_each(|&k| done[k] = true);
        let mut sources: Vec<_> = same.iter().map(|&k| altered[k].copy.source).collect();
        sources.dedup();
        out.push(if copies > 1 && sources.len() == copies {
            against_first(first, &same.iter().map(|&k| &altered[k]).collect::<Vec<_>>())
        } else {
            against_copies(first, &same.iter().map(|&k| &altered[k]).collect::<Vec<_>>())
        });
    }
}

/// Whether two alterations put the same words in place of the same words.
fn is_same(first: &Copy<'_>, one: &Altered<'_>, other: &Altered<'_>) -> bool {
    let words = |altered: &Altered<'_>| {
        (first.written(altered.change.a.clone()).to_owned(), altered.copy.written(altered.change.b.clone()).to_owned())
    };
    one.change.fact == other.change.fact && one.change.update == other.change.update && words(one) == words(other)
}

/// The copies are wrong, or the original: the copy is the later one, and primary.
fn against_copies(first: &Copy<'_>, altered: &[&Altered<'_>]) -> Conflict {
    let one = altered[0];
    let (was, now) = (first.written(one.change.a.clone()), one.copy.written(one.change.b.clone()));
    let span = one.copy.span(one.change.b.clone());
    let conflict = Conflict::new(message(one, first), Label::new(one.copy.source, span, format!("{now} here")));
    let conflict = conflict.related(Label::new(first.source, first.span(one.change.a.clone()), format!("{was} here")));
    finish(
        conflict,
        one,
        altered[1..].iter().map(|more| {
            Label::new(more.copy.source, more.copy.span(more.change.b.clone()), format!("{now} here, too"))
        }),
        (one.copy.source, span),
        [was, now],
    )
}

/// All the copies agree against the first document.
fn against_first(first: &Copy<'_>, altered: &[&Altered<'_>]) -> Conflict {
    let one = altered[0];
    let (was, now) = (first.written(one.change.a.clone()), one.copy.written(one.change.b.clone()));
    let span = first.span(one.change.a.clone());
    let text =
        format!("{} in this copy: “{was}” here, “{now}” in {} other copies", one.change.fact.said(), altered.len());
    let conflict = Conflict::new(text, Label::new(first.source, span, format!("{was} here")));
    finish(
        conflict,
        one,
        altered
            .iter()
            .map(|more| Label::new(more.copy.source, more.copy.span(more.change.b.clone()), format!("{now} here"))),
        (first.source, span),
        [was, now],
    )
}

/// How many further places of one alteration are shown.
const SHOWN: usize = 4;

fn finish(
    mut conflict: Conflict,
    one: &Altered<'_>,
    labels: impl Iterator<Item = Label>,
    cause: (crate::source::SourceId, crate::source::Span),
    identity: [&str; 2],
) -> Conflict {
    conflict.related.extend(labels.take(SHOWN));
    let conflict = conflict.identity(identity).cause(cause.0, cause.1);
    match one.change.fact {
        _ if one.change.update => {
            conflict.at_most(Severity::Info).note("the copy tells more, too: an update, it seems")
        }
        Fact::Name | Fact::Quotation => conflict.at_most(Severity::Warning),
        _ => conflict,
    }
}

fn message(one: &Altered<'_>, first: &Copy<'_>) -> String {
    let change = &one.change;
    let (was, now) = (first.written(change.a.clone()), one.copy.written(change.b.clone()));
    format!("{} between two copies of one sentence: “{now}” here, “{was}” there", change.fact.said())
}
