//! Two documents that share their words -> the facts that the later one gives differently: none, where they share a form
//! of words and not a story.

use std::ops::Range;

use super::align::{Alignment, Hunk, align};
use super::change::{changes, changes_of};
use super::fact::{Change, Fact};
use super::page::{CAPITAL, Copy, FIRST, HEADING, Page};
use super::telling::{is_sent_later, without_other_things};
use crate::checks::Context;
use crate::source::SourceId;

/// How many words a copy has more in one place for it to tell more.
const MORE: usize = 5;

/// How many days apart two documents are at most that share less than half of their sentences word for word, and are one
/// story all the same.
const APART: u32 = 3;

/// The facts that a copy gives differently: none, when so much differs that it is another story in the same form.
pub(super) fn facts(first: &Copy<'_>, other: &Copy<'_>) -> Vec<Change> {
    let alignment = align(first, other);
    let copied = alignment.same.len() * 2 >= other.sentences.len().min(first.sentences.len());
    let apart = first.page.day.zip(other.page.day).map_or(0, |(a, b)| a.abs_diff(b));
    if !alignment.is_of_one_story() || (apart > APART && !copied) || is_a_form(first, other, &alignment) {
        return Vec::new();
    }
    let mut found: Vec<Change> = Vec::new();
    let mut sentences = 0;
    for aligned in &alignment.altered {
        // a copy made on another day has kept its "today"
        let of_own_day = !copied && tells_of_its_own_day(first, other, &aligned.b);
        let altered = |change: &Change| !(of_own_day && change.fact.goes_with_the_day());
        let kept = |change: &Change| aligned.loose && is_told_elsewhere(first, other, change);
        let mut changes = changes_of(first, other, &aligned.hunks);
        changes.retain(|change| altered(change) && !kept(change));
        without_other_things(first, other, &aligned.hunks, &mut changes);
        // "may be unable" and "may not be able": turned around twice
        if changes.iter().filter(|change| change.fact == Fact::Sense).count() == 2 {
            changes.retain(|change| change.fact != Fact::Sense);
        }
        sentences += usize::from(!changes.is_empty());
        found.append(&mut changes);
    }
    // a copy that only counts higher was altered; one that tells more, and later, was brought up to date
    let later = first.page.day.zip(other.page.day).is_none_or(|(a, b)| a <= b);
    let longer = |hunk: &Hunk| hunk.b.len() >= hunk.a.len() + MORE;
    let more = alignment.fresh > 0 || alignment.altered.iter().any(|aligned| aligned.hunks.iter().any(longer));
    for change in found.iter_mut().filter(|_| later && more) {
        change.update = change.is_growth(first, other);
    }
    // of two versions of a text the later one counts anew
    if first.page.is_later_version != other.page.is_later_version {
        found.iter_mut().filter(|change| change.fact.is_measured()).for_each(|change| change.update = true);
    }
    // what was written anew on a later day, or later that day, counts on
    let next = !copied && first.page.day.zip(other.page.day).is_some_and(|(a, b)| a < b);
    if next || alignment.altered.iter().any(|aligned| is_sent_later(first, other, &aligned.hunks)) {
        found.retain(|change| change.update || !change.is_growth(first, other));
    }
    if is_another_story(&alignment, sentences, found.len()) { Vec::new() } else { found }
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

/// Whether two documents that share their words are reports in one form, as those of another week or day are.
pub fn are_in_one_form(context: Context<'_>, a: SourceId, b: SourceId) -> bool {
    let read = |source: SourceId| {
        let mut page = None;
        context.again.skim(source, &mut |text, quotes| page = Page::of(text, quotes, None));
        page
    };
    let Some((one, other)) = read(a).zip(read(b)) else { return false };
    let (one, other) = (Copy::new(a, &one), Copy::new(b, &other));
    let alignment = align(&one, &other);
    let hunks = alignment.altered.iter().flat_map(|aligned| &aligned.hunks);
    let altered = hunks.flat_map(|hunk| changes(&one, &other, hunk)).filter(|change| change.fact.goes_with_the_day());
    altered.count() >= 3 || is_a_form(&one, &other, &alignment)
}
