//! Many articles: names keyed by the word they share, and compared by the word that differs.
//!
//! Every full name is stated under its given name and under its family name; a title and a name under the title. Under
//! one key spellings are compared by value: those one edit apart meet through the words that are left when a letter is
//! left out. Two spellings are one name only where the articles tell one story.

mod mark;
mod near;
mod story;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::Datelike;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

pub(super) use mark::{mark, may_meet};
use near::near;
use story::{ByName, Story, Ties, are_copies, kinship, short_hash};

use super::Of;
use super::forms::{apart, is_latin_given};
use crate::article::Article;
use crate::checks::{Emit, Encoded, Key, Stated, read_back};
use crate::extract::name::words::{COURTESY, PARTICLES, SUFFIXES};
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::knowledge::index::spelling_of;
use crate::knowledge::spelling::is_slavic_variant;
use crate::knowledge::{Knowledge, fold, lexicon};
use crate::segment::TokenKind;
use crate::source::Span;

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
    /// The month of the article, counted from the year 0; 0 where the article has no date.
    month: u16,
    /// Hashes of the article's telling names; odd ones are people's.
    #[serde(with = "crate::claim::packed")]
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
        let before = (0..name.tokens.start).rev().take(12).filter(word).take(3);
        let after = (name.tokens.end..text.tokens.len()).take(12).filter(word).take(3);
        let joined = |hash: u32, at: usize| hash.rotate_left(5) ^ short_hash(text.lower(at).as_bytes());
        Self {
            start: name.span.start,
            end: name.span.end,
            before: before.fold(0, joined),
            after: after.fold(0, joined),
        }
    }

    fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    fn likeness(self, other: Self) -> u8 {
        u8::from(self.before == other.before) + u8::from(self.after == other.after)
    }
}

/// The first field of a [`Said`].
#[derive(Deserialize)]
struct Word<'d> {
    word: &'d str,
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
    let story = &article.memo.get(|| Story::of(article)).0;
    let month = article.published.day.and_then(|day| u16::try_from(day.year() * 12 + day.month().cast_signed()).ok());
    let counts = article.memo.get(|| Counts::of(article));
    let room = article.names.len() * 2;
    let mut places: FxHashMap<Pair<'_>, usize> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
    let mut stated: Vec<(Key, Span, Said)> = Vec::new();
    for name in article.names.iter().filter(|name| is_of(name, of)) {
        let place = OnceCell::new();
        pairs(of, article, name, |pair, role| {
            let at = *places.entry(pair).or_insert_with_key(|pair| {
                let said = Said {
                    count: counts.of_word(&pair.word),
                    word: pair.word.to_string(),
                    written: article.text.slice(name.span).to_owned(),
                    title: name.title.map(|title| article.text.slice(title).to_lowercase()).unwrap_or_default(),
                    places: Vec::new(),
                    role,
                    person: name.kind == NameKind::Person,
                    month: month.unwrap_or_default(),
                    story: story.clone(),
                };
                stated.push((pair.key(of), name.span, said));
                stated.len() - 1
            });
            if stated[at].2.places.len() < PLACES {
                stated[at].2.places.push(*place.get_or_init(|| Place::of(article, name)));
            }
        });
    }
    for (key, span, said) in stated {
        emit.state(key, span, &said);
    }
}

/// A word of a name, and the one beside it under which it is stated.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Pair<'n> {
    /// How the word stands to its companion: `after`, `before`, `titled`.
    side: &'static str,
    companion: Cow<'n, str>,
    word: Cow<'n, str>,
}

impl Pair<'_> {
    /// A slip in a name that is no person's leaves the first letter as it is: half of a corpus may tell of some council.
    fn key(&self, of: Of) -> Key {
        let first = if of == Of::Organisation { self.word.bytes().next() } else { None };
        let mut letter = [0; 4];
        let first = first.map_or("", |first| char::from(first).encode_utf8(&mut letter));
        Key::new(&["name", self.side, &self.companion, first])
    }
}

/// Whether a name is stated for a rule. One that is a person's only by the verb beside it is stated for both.
fn is_of(name: &NameMention, of: Of) -> bool {
    let person = name.kind == NameKind::Person;
    let doubtful =
        person && name.title.is_none() && name.parts.len() > 1 && !lexicon::name(&name.parts[0].folded).given();
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

/// Tells the pairs of words under one of which the other is stated, and what that one is in the name.
fn pairs<'n>(of: Of, article: &Article<'_>, name: &'n NameMention, mut each: impl FnMut(Pair<'n>, Role)) {
    let word = |part: usize| Cow::Borrowed(name.parts[part].folded.as_str());
    let telling = |part: usize| {
        let folded = name.parts[part].folded.as_str();
        folded.len() >= 3 && !PARTICLES.has(folded) && !SUFFIXES.has(folded)
    };
    let after = |companion, word| Pair { side: "after", companion, word };
    let before = |companion, word| Pair { side: "before", companion, word };
    if of == Of::Person && name.kind == NameKind::Unknown {
        each(before(word(1), word(0)), Role::Given);
    } else if of == Of::Person && !name.given.is_empty() && !name.family.is_empty() {
        let (given, family) = (name.given.start, name.family.end - 1);
        if name.family.start < name.given.start {
            let names: Cow<'_, str> = Cow::Owned(name.given_folded());
            each(before(names.clone(), word(family)), Role::Family);
            each(after(word(family), names), Role::GivenLast);
            return;
        }
        if telling(family) && name.parts[given].folded.len() >= 2 {
            each(after(word(given), word(family)), Role::Family);
        }
        if telling(given) {
            each(before(word(family), word(given)), Role::Given);
        }
        // a middle name may be what stands in the way
        if family > given + 1 && telling(family - 1) && telling(given) {
            each(after(word(given), word(family - 1)), Role::Other);
        }
    } else if name.title.is_some() && telling(0) && !(1..name.parts.len()).any(telling) {
        let title = name.title.map(|title| article.text.slice(title).to_lowercase()).unwrap_or_default();
        let head = title.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
        each(Pair { side: "titled", companion: Cow::Owned(head.to_owned()), word: word(0) }, Role::Titled);
    } else if name.parts.len() >= 2 && name.kind != NameKind::Place {
        for part in (1..name.parts.len().min(5)).filter(|&part| telling(part) && telling(part - 1)) {
            each(after(word(part - 1), word(part)), Role::Other);
        }
    }
}

/// How often the names of an article have each of their words, which stand here as hashes.
struct Counts(FxHashMap<u64, u16>);

impl Counts {
    fn of(article: &Article<'_>) -> Self {
        let room = article.names.len() * 2;
        let mut counts: FxHashMap<u64, u16> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        for part in article.names.iter().flat_map(|name| &name.parts) {
            let count = counts.entry(xxh3_64(part.folded.as_bytes())).or_default();
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    fn of_word(&self, word: &str) -> u16 {
        self.0.get(&xxh3_64(word.as_bytes())).copied().unwrap_or(1)
    }
}

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

/// The word that a statement is of.
fn word<'d>(one: &Encoded<'d>) -> &'d str {
    read_back::<Word<'d>>(one.2).word
}

/// Statements of one spelling.
type Side<'s> = &'s [Stated<Said>];

/// The less supported spelling first: not known, in fewer articles (copies count once), used less, in no list, later.
fn odd_first<'s>(knowledge: &Knowledge, a: Side<'s>, b: Side<'s>) -> (Side<'s>, Side<'s>) {
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
