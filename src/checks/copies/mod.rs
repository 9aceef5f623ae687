//! Copies of one text that give a fact differently: near-duplicates meet by their sketches, are aligned sentence by
//! sentence, and what was exchanged is judged by its type.

pub(super) mod align;
pub(super) mod change;
pub(super) mod page;

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Stated};
use crate::article::Article;
use crate::claim::Sketch;
use crate::finding::{Conflict, Label, Severity};
use crate::source::{SourceId, Span};
use align::{Alignment, Hunk, align};
use change::{Change, Fact, changes};
use page::{CAPITAL, Copy, FIRST, HEADING, Page, told};

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
        emit.state_under(article.sketch.keys(), span, &Sketched { day, sketch: article.sketch.clone() });
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

/// Whether two documents that share their words are reports in one form, as those of another week or day are.
pub(super) fn are_in_one_form(context: Context<'_>, a: SourceId, b: SourceId) -> bool {
    let read = |source: SourceId| {
        let mut page = None;
        context.again.skim(source, &mut |text, quotes| page = Page::of(text, quotes, None));
        page
    };
    let Some((one, other)) = read(a).zip(read(b)) else { return false };
    let (one, other) = (Copy::new(a, &one), Copy::new(b, &other));
    let alignment = align(&one, &other);
    let numbers = alignment.altered.iter().flat_map(|aligned| &aligned.hunks);
    let altered = numbers.flat_map(|hunk| changes(&one, &other, hunk)).filter(|change| change.fact.goes_with_the_day());
    altered.count() >= 3 || is_a_form(&one, &other, &alignment)
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

/// How many words a copy has more in one place for it to tell more.
const MORE: usize = 5;

/// How many days apart two documents are at most that share less than half of their sentences word for word, and are one
/// story all the same.
const APART: u32 = 3;

/// The facts that a copy gives differently: none, when so much differs that it is another story in the same form.
fn facts(first: &Copy<'_>, other: &Copy<'_>) -> Vec<Change> {
    let alignment = align(first, other);
    let copied = alignment.same.len() * 2 >= other.sentences.len().min(first.sentences.len());
    let apart = first.page.day.zip(other.page.day).map_or(0, |(a, b)| a.abs_diff(b));
    if !alignment.is_of_one_story() || (apart > APART && !copied) {
        return Vec::new();
    }
    let mut found: Vec<Change> = Vec::new();
    let mut sentences = 0;
    // a copy made on another day has kept its "today"
    for aligned in &alignment.altered {
        let before = found.len();
        let of_own_day = !copied && tells_of_its_own_day(first, other, &aligned.b);
        for hunk in &aligned.hunks {
            let changes = changes(first, other, hunk).into_iter();
            let altered = |change: &Change| !(of_own_day && change.fact.goes_with_the_day());
            let kept = |change: &Change| aligned.loose && is_told_elsewhere(first, other, change);
            found.extend(changes.filter(|change| altered(change) && !kept(change)));
        }
        // "may be unable" and "may not be able": turned around twice
        if found[before..].iter().filter(|change| change.fact == Fact::Sense).count() == 2 {
            let mut at = 0;
            found.retain(|change| {
                at += 1;
                at <= before || change.fact != Fact::Sense
            });
        }
        sentences += usize::from(found.len() > before);
    }
    // a copy that only counts higher was altered; one that tells more, and later, was brought up to date
    let later = first.page.day.zip(other.page.day).is_none_or(|(a, b)| a <= b);
    let longer = |hunk: &Hunk| hunk.b.len() >= hunk.a.len() + MORE;
    let more = alignment.fresh > 0 || alignment.altered.iter().any(|aligned| aligned.hunks.iter().any(longer));
    for change in found.iter_mut().filter(|_| later && more) {
        change.update = change.is_growth(first, other);
    }
    if is_another_story(&alignment, sentences, found.len()) || is_a_form(first, other, &alignment) {
        Vec::new()
    } else {
        found
    }
}

/// Whether the original has the copy's words, too, in some other place: then they were moved, not altered.
fn is_told_elsewhere(first: &Copy<'_>, other: &Copy<'_>, change: &Change) -> bool {
    let words = &other.hashes[change.b.clone()];
    first.hashes.windows(words.len()).any(|window| window == words)
}

/// Whether a sentence speaks of "today" in documents of different days: then the two speak of different days.
fn tells_of_its_own_day(first: &Copy<'_>, other: &Copy<'_>, sentence: &Range<usize>) -> bool {
    let days_differ = first.page.day.zip(other.page.day).is_some_and(|(a, b)| a != b);
    let numbers = sentence.clone().filter(|&at| other.lower(at).starts_with(|c: char| c.is_ascii_digit())).count();
    // a row of a table is one of its day, too
    let is_row = numbers * 5 >= sentence.len() * 2;
    let tells = |at: usize| matches!(other.lower(at), "today" | "tomorrow" | "tonight" | "yesterday");
    days_differ && (is_row || sentence.clone().any(tells))
}

/// Reports in a fixed form (weather, markets, results) share their words and differ in most of their facts.
fn is_another_story(alignment: &Alignment, sentences: usize, found: usize) -> bool {
    let aligned = alignment.same.len() + alignment.altered.len();
    found >= 3 && sentences * 5 >= aligned * 2
}

/// Of the names and numbers in the sentences that two documents have in common, the share that differs, in percent, from
/// which on they are two reports in one form of words and not one story: notices of bond issues, results, listings.
const FORM: usize = 15;

/// Whether two documents share a form of words rather than a story, by the names and numbers that fill it.
fn is_a_form(first: &Copy<'_>, other: &Copy<'_>, alignment: &Alignment) -> bool {
    let fills = |copy: &Copy<'_>, at: usize| {
        !copy.is(at, HEADING)
            && (copy.is(at, CAPITAL) && !copy.is(at, FIRST) || copy.lower(at).starts_with(|c: char| c.is_ascii_digit()))
    };
    let differ = |hunk: &&Hunk| hunk.a.clone().any(|at| fills(first, at)) && hunk.b.clone().any(|at| fills(other, at));
    let hunks = alignment.altered.iter().flat_map(|aligned| &aligned.hunks);
    let differing = hunks.filter(differ).count();
    let mut agreeing: Vec<u64> = Vec::new();
    let altered = alignment.altered.iter().flat_map(|aligned| {
        let outside = |at: &usize| !aligned.hunks.iter().any(|hunk| hunk.b.contains(at));
        aligned.b.clone().filter(outside)
    });
    for at in alignment.same.iter().cloned().flatten().chain(altered) {
        if fills(other, at) {
            agreeing.push(other.hashes[at]);
        }
    }
    agreeing.sort_unstable();
    agreeing.dedup();
    differing >= 2 && differing * 100 > (differing + agreeing.len()) * FORM
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
        _ if one.change.update => {
            conflict.at_most(Severity::Info).note("the copy tells more, too: an update, it seems")
        }
        Fact::Name | Fact::Quotation => conflict.at_most(Severity::Warning),
        _ => conflict,
    }
}

fn message(one: &Altered, first: &Copy<'_>) -> String {
    let change = &one.change;
    let (was, now) = (first.written(change.a.clone()), one.now.as_str());
    format!("{} between two copies of one sentence: “{now}” here, “{was}” there", change.fact.said())
}
