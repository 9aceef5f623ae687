//! Many articles: names keyed by the word they share, and compared by the word that differs.
//!
//! Every full name is stated under its given name and under its family name; a title and a name under the title. Under
//! one key spellings are compared by value: those one edit apart meet through the words that are left when a letter is
//! left out. Two spellings are one name only where the articles tell one story.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::forms::{Apart, apart, is_latin_given};
use super::{Of, key_of};
use crate::article::Article;
use crate::checks::{Emit, Key, Stated};
use crate::knowledge::spelling::{is_slavic_variant, is_transliterated, sound};
use crate::extract::name::words::{COURTESY, PARTICLES, SUFFIXES};
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::knowledge::{Knowledge, fold, lexicon};
use crate::segment::TokenKind;
use crate::source::Span;

/// Names of one article that tell its story from others, at most.
const STORY: usize = 14;
/// Of them names of people, at most.
const CAST: usize = 10;

/// Places of one name that an article states, at most.
const PLACES: usize = 32;

/// A name, by the word of it that the key does not hold.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    word: String,
    /// The whole name as written.
    written: String,
    /// The title beside it, in lower case.
    title: String,
    /// How often the article uses the word.
    count: u16,
    /// Where the name stands, the first place that of the statement.
    places: Vec<Place>,
    role: Role,
    /// Certainly a person's name.
    person: bool,
    /// Hashes of the article's telling names; odd ones are people's.
    story: Vec<u32>,
}

/// One place of a name, with hashes of the words before and after it: copies of a sentence are known by them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Place {
    start: u32,
    end: u32,
    before: u32,
    after: u32,
}

impl Place {
    fn of(article: &Article<'_>, name: &NameMention) -> Self {
        let text = &article.text;
        let word = |&at: &usize| text.tokens[at].kind != TokenKind::Mark;
        let before = (0..name.tokens.start).rev().take(12).filter(word).take(3).map(|at| text.lower(at));
        let after = (name.tokens.end..text.tokens.len()).take(12).filter(word).take(3).map(|at| text.lower(at));
        let (before, after) = (hash(&before.collect::<String>()), hash(&after.collect::<String>()));
        Self { start: name.span.start, end: name.span.end, before, after }
    }

    fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    fn likeness(self, other: Self) -> u8 {
        u8::from(self.before == other.before) + u8::from(self.after == other.after)
    }
}

/// What the word is in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Role {
    Family,
    Given,
    /// A given name that stands after the family name.
    GivenLast,
    /// After a title alone.
    Titled,
    Other,
}

/// States the names of an article.
pub(super) fn state(of: Of, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
    if of == Of::Place {
        return;
    }
    let story = story(article);
    let mut counts: FxHashMap<&str, u16> = FxHashMap::default();
    for part in article.names.iter().flat_map(|name| &name.parts) {
        *counts.entry(&part.folded).or_default() += 1;
    }
    let mut seen: BTreeMap<(String, String), (Span, Said)> = BTreeMap::new();
    for name in article.names.iter().filter(|name| is_of(name, of)) {
        for (companion, word, role) in pairs(of, article, name) {
            let place = Place::of(article, name);
            let (_, said) = seen.entry((companion, word.clone())).or_insert_with(|| {
                let said = Said {
                    count: counts.get(word.as_str()).copied().unwrap_or(1),
                    word,
                    written: article.text.slice(name.span).to_owned(),
                    title: name.title.map(|title| article.text.slice(title).to_lowercase()).unwrap_or_default(),
                    places: Vec::new(),
                    role,
                    person: name.kind == NameKind::Person,
                    story: story.clone(),
                };
                (name.span, said)
            });
            if said.places.len() < PLACES {
                said.places.push(place);
            }
        }
    }
    for ((companion, _), (span, said)) in seen {
        emit.state(Key::new(&["name", &companion]), span, &said);
    }
}

/// Whether a name is stated for a rule. One that is a person's only by the verb beside it is stated for both.
fn is_of(name: &NameMention, of: Of) -> bool {
    let person = name.kind == NameKind::Person;
    let doubtful = person && name.title.is_none() && name.parts.len() > 1 && !lexicon::name(&name.parts[0].folded).given();
    match of {
        Of::Person => person || may_be_person(name),
        Of::Organisation => !person || doubtful,
        Of::Place => false,
    }
}

/// Two words in no list of common words: "Trever Oyelaran" is a person's name that nothing else tells of.
fn may_be_person(name: &NameMention) -> bool {
    let plain = |word: &str| word.len() < 4 || (lexicon::is_word(word) && !lexicon::name(word).known());
    name.kind == NameKind::Unknown
        && !name.loose
        && name.parts.len() == 2
        && !lexicon::name(&name.parts[0].folded).known()
        && !name.parts.iter().any(|part| plain(&part.folded))
}

/// The pairs of words under one of which the other is stated.
fn pairs(of: Of, article: &Article<'_>, name: &NameMention) -> Vec<(String, String, Role)> {
    let word = |part: usize| name.parts[part].folded.clone();
    let telling = |part: usize| {
        let folded = name.parts[part].folded.as_str();
        folded.len() >= 3 && !PARTICLES.contains(&folded) && !SUFFIXES.contains(&folded)
    };
    let mut pairs = Vec::new();
    if of == Of::Person && name.kind == NameKind::Unknown {
        pairs.push((format!("before {}", word(1)), word(0), Role::Given));
    } else if of == Of::Person && !name.given.is_empty() && !name.family.is_empty() {
        let (given, family) = (name.given.start, name.family.end - 1);
        let last = name.family.start < name.given.start;
        if last {
            pairs.push((format!("before {}", name.given_folded()), word(family), Role::Family));
            pairs.push((format!("after {}", word(family)), name.given_folded(), Role::GivenLast));
        } else {
            if telling(family) && name.parts[given].folded.len() >= 2 {
                pairs.push((format!("after {}", word(given)), word(family), Role::Family));
            }
            if telling(given) {
                pairs.push((format!("before {}", word(family)), word(given), Role::Given));
            }
            // a middle name may be what stands in the way
            if family > given + 1 && telling(family - 1) && telling(given) {
                pairs.push((format!("after {}", word(given)), word(family - 1), Role::Other));
            }
        }
    } else if name.title.is_some() && telling(0) && !(1..name.parts.len()).any(telling) {
        let title = name.title.map(|title| article.text.slice(title).to_lowercase()).unwrap_or_default();
        let head = title.rsplit(' ').next().unwrap_or_default();
        pairs.push((format!("titled {}", head.trim_end_matches('.')), word(0), Role::Titled));
    } else if name.parts.len() >= 2 && name.kind != NameKind::Place {
        for part in 1..name.parts.len().min(5) {
            if telling(part) && telling(part - 1) {
                pairs.push((format!("after {}", word(part - 1)), word(part), Role::Other));
            }
        }
    }
    pairs
}

/// Hashes of the names by which the article's story is known again, people first.
fn story(article: &Article<'_>) -> Vec<u32> {
    let (mut cast, mut rest) = (BTreeSet::new(), BTreeSet::new());
    for name in &article.names {
        let full = name.kind == NameKind::Person && !name.given.is_empty() && !name.family.is_empty();
        if full {
            cast.insert(hash(&key_of(&format!("{}{}", name.parts[name.given.start].folded, name.family_folded()))) | 1);
        } else if name.kind != NameKind::Person && is_telling(name) {
            rest.insert(hash(&name.parts.iter().map(|part| part.folded.as_str()).collect::<String>()) & !1);
        }
    }
    let cast: Vec<u32> = cast.into_iter().take(CAST).collect();
    let room = STORY - cast.len();
    cast.into_iter().chain(rest.into_iter().take(room)).collect()
}

/// No country, no demonym, no common word.
fn is_telling(name: &NameMention) -> bool {
    let whole = name.parts.iter().map(|part| part.folded.as_str()).collect::<Vec<_>>().join(" ");
    let broad = lexicon::place(&whole).is_some_and(|spot| spot.is_prominent() || spot.is_demonym());
    let long = whole.len() >= 4 || (whole.len() == 3 && name.kind == NameKind::Organisation);
    !broad && long && !(name.parts.len() == 1 && lexicon::is_word(&whole))
}

fn hash(name: &str) -> u32 {
    let bytes = blake3::hash(name.as_bytes());
    u32::from_le_bytes([bytes.as_bytes()[0], bytes.as_bytes()[1], bytes.as_bytes()[2], bytes.as_bytes()[3]])
}

/// What speaks for two articles telling one story: two for each person they share, one for any other name.
fn kinship(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|name| b.contains(name)).map(|name| if name & 1 == 1 { 2 } else { 1 }).sum()
}

/// Whether two articles are, by their names, one text: half of what one names the other does, too.
fn are_copies(a: &[u32], b: &[u32]) -> bool {
    let shared = a.iter().filter(|name| b.contains(name)).count();
    shared >= 2 && shared * 2 >= a.len().min(b.len())
}

/// Compares the spellings under one key.
pub(super) fn compare(knowledge: &Knowledge, stated: &[Stated<Said>], out: &mut Vec<Conflict>) {
    let mut by_word: BTreeMap<&str, Vec<&Stated<Said>>> = BTreeMap::new();
    for one in stated {
        by_word.entry(&one.said.word).or_default().push(one);
    }
    for (a, b) in near(&by_word) {
        let (odd, fair) = odd_first(knowledge, &by_word[a], &by_word[b]);
        meet(odd, fair, out);
    }
}

/// The pairs of spellings that are one edit apart: they share what is left of them without one letter.
fn near<'w>(by_word: &BTreeMap<&'w str, Vec<&Stated<Said>>>) -> BTreeSet<(&'w str, &'w str)> {
    let mut left: FxHashMap<String, Vec<&'w str>> = FxHashMap::default();
    let mut pairs = BTreeSet::new();
    if by_word.len() < 2 {
        return pairs;
    }
    for &word in by_word.keys() {
        let mut meet = |rest: String| {
            let others = left.entry(rest).or_default();
            for &other in others.iter().filter(|&&other| other != word) {
                pairs.insert((other.min(word), other.max(word)));
            }
            if !others.contains(&word) {
                others.push(word);
            }
        };
        meet(word.to_owned());
        for (at, letter) in word.char_indices() {
            meet(format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]));
        }
        // further apart: alike in sound, or in how a long word begins and ends
        meet(format!("~{}", sound(word)));
        if word.len() >= LONG && word.is_ascii() {
            meet(format!("{}~{}", &word[..2], &word[word.len() - 3..]));
        }
    }
    pairs.retain(|(a, b)| apart(a, b).is_some_and(|apart| is_near(a, b, apart)));
    pairs
}

/// Letters of a word in which two edits may be one slip.
const LONG: usize = 8;

fn is_near(a: &str, b: &str, apart: Apart) -> bool {
    let long = a.len().min(b.len()) >= LONG && apart.edits == 2;
    (apart.edits == 1 || apart.sounds || long) && !apart.inflected && (!is_transliterated(a, b) || is_slavic_variant(a, b))
}

/// Statements of one spelling.
type Side<'s, 'a> = &'s [&'a Stated<Said>];

/// The less supported spelling first: not known, in fewer articles (copies count once), used less, in no list, later.
fn odd_first<'s, 'a>(knowledge: &Knowledge, a: Side<'s, 'a>, b: Side<'s, 'a>) -> (Side<'s, 'a>, Side<'s, 'a>) {
    let support = |side: &[&Stated<Said>]| {
        let heard = is_known_word(&side[0].said);
        let uses: usize = side.iter().map(|one| usize::from(one.said.count)).max().unwrap_or(0);
        (is_known(knowledge, side), tellings(side), uses, heard, std::cmp::Reverse((side[0].source, side[0].span)))
    };
    if support(a) <= support(b) { (a, b) } else { (b, a) }
}

/// Whether knowledge has somebody who is spelled so.
fn is_known(knowledge: &Knowledge, side: &[&Stated<Said>]) -> bool {
    let written = key_of(&side[0].said.written);
    knowledge.people.iter().any(|person| {
        std::iter::once(&person.name).chain(&person.forms).any(|name| key_of(name) == written)
    })
}

/// How many articles state a spelling, copies counted once; not counted beyond three.
fn tellings(side: &[&Stated<Said>]) -> usize {
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
    lexicon::name(word).known() || lexicon::is_word(word) || lexicon::is_capitalised(word) || lexicon::place(word).is_some()
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
fn meet(odd: &[&Stated<Said>], fair: &[&Stated<Said>], out: &mut Vec<Conflict>) {
    let mut by_name: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, one) in fair.iter().enumerate() {
        for &name in &one.said.story {
            let articles = by_name.entry(name).or_default();
            if articles.len() < 32 {
                articles.push(at);
            }
        }
    }
    let mut told: Vec<(&Stated<Said>, Conflict)> = Vec::new();
    for &one in odd {
        let candidates: BTreeSet<usize> =
            one.said.story.iter().filter_map(|name| by_name.get(name)).flatten().copied().collect();
        // an article that has both names tells of two people
        let both_here = fair.iter().any(|other| other.source == one.source)
            && is_heard(&one.said.word)
            && (one.said.count > 1 || one.said.role != Role::Family);
        let best = candidates
            .into_iter()
            .filter(|&at| fair[at].source != one.source && !both_here && are_one(one, fair[at]))
            .max_by_key(|&at| (kinship(&one.said.story, &fair[at].said.story), std::cmp::Reverse(at)));
        let Some(best) = best else { continue };
        let copy = told.iter_mut().find(|(first, _)| are_copies(&first.said.story, &one.said.story));
        match copy {
            Some((_, conflict)) if conflict.related.len() < 5 => {
                conflict.related.push(Label::new(one.source, one.span, "the same in a copy"));
            }
            Some(_) => {}
            None => told.push((one, conflict(one, fair[best]))),
        }
    }
    out.extend(told.into_iter().map(|(_, conflict)| conflict));
}

/// Whether two spellings in two articles are one name.
fn are_one(odd: &Stated<Said>, fair: &Stated<Said>) -> bool {
    let (a, b) = (&odd.said, &fair.said);
    let Some(apart) = apart(&a.word, &b.word) else { return false };
    let kin = kinship(&a.story, &b.story);
    let copies = are_copies(&a.story, &b.story);
    let (heard, fair_heard) = (is_known_word(a), is_known_word(b));
    let far = apart.edits > 1 && !apart.sounds;
    let is_doubtful = a.role == Role::Given && b.role == Role::Given && !(a.person || b.person);
    let given = fold(a.written.split(' ').next().unwrap_or_default());
    if (far && kin < 4 && !copies) || is_doubtful || (is_slavic_variant(&a.word, &b.word) && !is_latin_given(&given)) {
        return false;
    }
    let titled = !COURTESY.contains(&a.title.trim_end_matches('.')) && !a.title.is_empty() && a.title == b.title;
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
    let best = fair.said.places.iter().rev().max_by_key(|other| likeness(other)).map_or(fair.span, |place| place.span());
    Conflict::new(message, Label::new(odd.source, odd.span, "spelled so here"))
        .related(Label::new(fair.source, best, "spelled so there"))
        .identity([odd.said.word.clone(), fair.said.word.clone()])
        .cause(odd.source, odd.span)
}
