//! Many articles: names keyed by the word they share, and compared by the word that differs.
//!
//! Every full name is stated under its given name and under its family name; a title and a name under the title. Under
//! one key spellings are compared by value: those one edit apart meet through the words that are left when a letter is
//! left out. Two spellings are one name only where the articles tell one story.

mod mark;
mod near;
mod said;
mod state;
mod story;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

pub(super) use mark::{mark, may_meet};
use near::near;
pub use said::Said;
use said::{Place, Role, word};
pub(super) use state::state;
use story::{ByName, Ties, are_copies, kinship};

use super::Of;
use super::forms::{apart, is_latin_given};
use crate::checks::{Encoded, Key, Stated, read_back};
use crate::extract::name::words::COURTESY;
use crate::finding::{Conflict, Label};
use crate::knowledge::index::spelling_of;
use crate::knowledge::spelling::is_slavic_variant;
use crate::knowledge::{Knowledge, fold, lexicon};

/// Compares the spellings under one key. Most keys have one spelling, or such as are far apart: only what states one of
/// two that are near is read back.
pub(super) fn compare(knowledge: &Knowledge, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
    if stated.windows(2).all(|two| word(&two[0]) == word(&two[1])) {
        return;
    }
    let mut by_word: BTreeMap<&str, Vec<&Encoded<'_>>> = BTreeMap::new();
    for one in stated {
        by_word.entry(word(one)).or_default().push(one);
    }
    let words: Vec<&str> = by_word.keys().copied().collect();
    let read = |word: &str| -> Vec<Stated<Said>> {
        let one = |&&(source, span, said): &&Encoded<'_>| Stated { key, source, span, said: read_back(said) };
        by_word[word].iter().map(one).collect()
    };
    for (a, b) in near(&words) {
        let (a, b) = (read(a), read(b));
        let (odd, fair) = odd_first(knowledge, &a, &b);
        meet(odd, fair, out);
    }
}

/// Statements of one spelling.
type Spelled<'s> = &'s [Stated<Said>];

/// The less supported spelling first: not known, in fewer articles (copies count once), used less, in no list, later.
fn odd_first<'s>(knowledge: &Knowledge, a: Spelled<'s>, b: Spelled<'s>) -> (Spelled<'s>, Spelled<'s>) {
    let support = |side: &[Stated<Said>]| {
        let heard = is_known_word(&side[0].said);
        let uses: usize = side.iter().map(|one| usize::from(one.said.count)).max().unwrap_or(0);
        (is_known(knowledge, side), tellings(side), uses, heard, std::cmp::Reverse((side[0].source, side[0].span)))
    };
    if support(a) <= support(b) { (a, b) } else { (b, a) }
}

/// Whether knowledge has somebody who is spelled so.
fn is_known(knowledge: &Knowledge, side: &[Stated<Said>]) -> bool {
    knowledge.index.is_spelled(&knowledge.people, &spelling_of(&side[0].said.written))
}

/// How many articles state a spelling, copies counted once; not counted beyond three.
fn tellings(side: &[Stated<Said>]) -> usize {
    let mut kept: Vec<&Stated<Said>> = Vec::new();
    for one in side.iter().take(64) {
        if !kept.iter().any(|other| are_copies(&other.said.story, &one.said.story)) {
            kept.push(one);
        }
        if kept.len() == 3 {
            break;
        }
    }
    kept.len()
}

fn is_heard(word: &str) -> bool {
    lexicon::name(word).known()
        || lexicon::is_word(word)
        || lexicon::is_capitalised(word)
        || lexicon::place(word).is_some()
}

/// Whether the lists have a word. Where the name beside it tells who is meant, the list of words with a capital, which has
/// names of the famous, says nothing.
fn is_known_word(said: &Said) -> bool {
    let word = said.word.as_str();
    match said.role {
        Role::Family | Role::Given => {
            lexicon::name(word).known() || lexicon::is_word(word) || lexicon::place(word).is_some()
        }
        _ => is_heard(word),
    }
}

/// Reports each odd telling with the fair one that is nearest to it in story; copies of the odd one are labels of it.
fn meet(odd: &[Stated<Said>], fair: &[Stated<Said>], out: &mut Vec<Conflict>) {
    let mut fair_by_name = ByName::default();
    fair.iter().enumerate().for_each(|(at, one)| fair_by_name.add(&one.said.story, at));
    let fair_sources: FxHashSet<_> = fair.iter().map(|one| one.source).collect();
    let (mut told, mut told_by_name): (Vec<(&Stated<Said>, Conflict)>, _) = (Vec::new(), ByName::default());
    for one in odd {
        // an article that has both names tells of two people
        let both_here = fair_sources.contains(&one.source)
            && is_heard(&one.said.word)
            && (one.said.count > 1 || one.said.role != Role::Family);
        let best = fair_by_name
            .sharing(&one.said.story)
            .into_iter()
            .filter(|&at| fair[at].source != one.source && !both_here && are_one(one, &fair[at]))
            .max_by_key(|&at| (kinship(&one.said.story, &fair[at].said.story), std::cmp::Reverse(at)));
        let Some(best) = best else { continue };
        let mut known = told_by_name.sharing(&one.said.story).into_iter();
        match known.find(|&at| are_copies(&told[at].0.said.story, &one.said.story)).map(|at| &mut told[at].1) {
            Some(conflict) if conflict.related.len() < 5 => {
                conflict.related.push(Label::new(one.source, one.span, "the same in a copy"));
            }
            Some(_) => {}
            None => {
                told_by_name.add(&one.said.story, told.len());
                told.push((one, conflict(one, &fair[best])));
            }
        }
    }
    out.extend(told.into_iter().map(|(_, conflict)| conflict));
}

/// Whether two spellings in two articles are one name.
fn are_one(odd: &Stated<Said>, fair: &Stated<Said>) -> bool {
    let (a, b) = (&odd.said, &fair.said);
    let Some(apart) = apart(&a.word, &b.word) else { return false };
    let Ties { kin, copies } = story::ties((&a.story, a.month), (&b.story, b.month));
    let (heard, fair_heard) = (is_known_word(a), is_known_word(b));
    let unlike = apart.edits > 1 && !apart.sounds;
    let is_doubtful = a.role == Role::Given && b.role == Role::Given && !(a.person || b.person);
    let given = fold(a.written.split(' ').next().unwrap_or_default());
    if (unlike && kin < 4 && !copies) || is_doubtful || (is_slavic_variant(&a.word, &b.word) && !is_latin_given(&given))
    {
        return false;
    }
    let titled = !COURTESY.has(a.title.trim_end_matches('.')) && !a.title.is_empty() && a.title == b.title;
    let long = a.word.len().min(b.word.len()) >= 4;
    match (a.role, b.role) {
        (Role::Family, Role::Family) => {
            let least = match (heard, titled) {
                (false, true) => 2,
                // a name in no list beside another: two people called so would be rare
                (false, false) if !fair_heard => 2,
                (false, false) | (true, true) => 3,
                (true, false) => 4,
            };
            kin >= least || copies
        }
        (Role::Given, Role::Given) => {
            let both = lexicon::name(&a.word).given() && lexicon::name(&b.word).given();
            let sexes = lexicon::name(&a.word).sex().zip(lexicon::name(&b.word).sex());
            let one = (apart.sounds || (titled && apart.edits == 1)) && sexes.is_none_or(|(a, b)| a == b);
            let short = lexicon::are_forms_of_one(&a.word, &b.word) && !(apart.sounds && apart.edits == 1);
            let same = if both { one && !short } else { !(heard && fair_heard) };
            same && long && (kin >= 3 || copies)
        }
        (Role::GivenLast, Role::GivenLast) => a.word.len() >= 7 && (kin >= 4 || copies),
        _ => apart.edits == 1 && !heard && long && apart.same_first && copies,
    }
}

fn conflict(odd: &Stated<Said>, fair: &Stated<Said>) -> Conflict {
    let (here, there) = (&odd.said.written, &fair.said.written);
    let message = format!("“{here}” is spelled “{there}” in another document of this story");
    let likeness = |other: &Place| odd.said.places.iter().map(|place| place.likeness(*other)).max();
    // the first of the likeliest
    let best =
        fair.said.places.iter().rev().max_by_key(|other| likeness(other)).map_or(fair.span, |place| place.span());
    Conflict::new(message, Label::new(odd.source, odd.span, "spelled so here"))
        .related(Label::new(fair.source, best, "spelled so there"))
        .identity([odd.said.word.clone(), fair.said.word.clone()])
        .cause(odd.source, odd.span)
}
