//! An article's names -> what it states of them: each word of a name, under the word beside it.

use std::borrow::Cow;
use std::cell::OnceCell;

use chrono::Datelike;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Of;
use super::said::{Packed, Place, Role, Said, Saying};
use super::story::Story;
use crate::article::Article;
use crate::checks::{Emit, Key};
use crate::claim::{hash_word, mix};
use crate::extract::name::{NameKind, NameMention, Part, joined_hash};
use crate::lexeme::Classes;

/// Places of one name that an article states, at most.
const PLACES: usize = 32;

/// States the names of an article.
pub fn state(of: Of, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
    if of == Of::Place {
        return;
    }
    let story = article.memo.get(|| Story::of(article).packed());
    let month = article.published.day.and_then(|day| u16::try_from(day.year() * 12 + day.month().cast_signed()).ok());
    let counts = article.memo.get(|| Counts::of(article));
    let Pairs { first, mut places, .. } = Pairs::of(of, article);
    places.sort_by_key(|&(pair, _)| pair);
    let places: Vec<Place> = places.into_iter().map(|(_, place)| place).collect();
    let mut rest = places.as_slice();
    for pair in &first {
        let (here, after) = rest.split_at(pair.uses);
        rest = after;
        let said = Saying {
            word: &pair.word,
            written: article.text.slice(pair.name.span),
            title: &pair.name.title.map_or(Cow::Borrowed(""), |title| article.text.lowered(title)),
            count: counts.of_word(pair.hash),
            places: &here[..here.len().min(PLACES)],
            role: pair.role,
            person: pair.name.kind == NameKind::Person,
            month: month.unwrap_or_default(),
            story: Packed(&story.0),
        };
        emit.state_alike(pair.key(of), pair.name.span, &said);
    }
}

/// The pairs of words of an article's names.
struct Pairs<'a> {
    /// Each pair once, where it stands first.
    first: Vec<Pair<'a>>,
    /// Where each is in that list, by hashes of the two words.
    known: FxHashMap<u64, usize>,
    /// The places of each.
    places: Vec<(usize, Place)>,
}

impl<'a> Pairs<'a> {
    fn of(of: Of, article: &'a Article<'_>) -> Self {
        let room = article.names.len();
        let mut all = Self {
            first: Vec::with_capacity(room),
            known: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            places: Vec::with_capacity(room),
        };
        for name in article.names.iter().filter(|name| is_of(name, of)) {
            let place = OnceCell::new();
            pairs(of, article, name, |pair| {
                let hash = mix([pair.side as u64, pair.companion, pair.hash]);
                let at = *all.known.entry(hash).or_insert_with(|| {
                    all.first.push(pair);
                    all.first.len() - 1
                });
                all.first[at].uses += 1;
                all.places.push((at, *place.get_or_init(|| Place::of(article, name))));
            });
        }
        all
    }
}

/// A word of a name, and the one beside it under which it is stated.
struct Pair<'n> {
    name: &'n NameMention,
    side: Side,
    /// The hash of the companion.
    companion: u64,
    word: Cow<'n, str>,
    /// The hash of the word.
    hash: u64,
    role: Role,
    /// How often the article has it.
    uses: usize,
}

/// How a word stands to its companion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    After,
    Before,
    /// The companion is the title.
    Titled,
}

impl Pair<'_> {
    /// A slip in a name that is no person's leaves the first letter as it is: half of a corpus may tell of some council.
    fn key(&self, of: Of) -> Key {
        let first = if of == Of::Organisation { self.word.bytes().next() } else { None };
        Key::of_numbers("name", &[self.side as u64, self.companion, first.map_or(0, u64::from)])
    }
}

/// Whether a name is stated for a rule. One that is a person's only by the verb beside it is stated for both.
fn is_of(name: &NameMention, of: Of) -> bool {
    let person = name.kind == NameKind::Person;
    let doubtful = || name.title.is_none() && name.parts.len() > 1 && !name.parts[0].listed.name.given();
    match of {
        Of::Person => person || may_be_person(name),
        Of::Organisation => !person || doubtful(),
        Of::Place => false,
    }
}

/// Two words in no list of common words: "Trever Oyelaran" is a person's name that nothing else tells of.
fn may_be_person(name: &NameMention) -> bool {
    let plain = |part: &Part| part.folded.len() < 4 || (part.listed.word && !part.listed.name.known());
    name.kind == NameKind::Unknown
        && !name.loose
        && name.parts.len() == 2
        && !name.parts[0].listed.name.known()
        && !name.parts.iter().any(plain)
}

/// Tells the pairs of words under one of which the other is stated, and what that one is in the name.
fn pairs<'n>(of: Of, article: &Article<'_>, name: &'n NameMention, mut each: impl FnMut(Pair<'n>)) {
    let telling = |part: usize| {
        let part = &name.parts[part];
        part.folded.len() >= 3 && !part.is_in(Classes::PARTICLE | Classes::SUFFIX)
    };
    let pair = |side, companion: u64, word: usize, role| {
        let part = &name.parts[word];
        Pair { name, side, companion, word: Cow::Borrowed(&part.folded), hash: part.hash, role, uses: 0 }
    };
    let after = |companion: usize, word, role| pair(Side::After, name.parts[companion].hash, word, role);
    let before = |companion: usize, word, role| pair(Side::Before, name.parts[companion].hash, word, role);
    if of == Of::Person && name.kind == NameKind::Unknown {
        each(before(1, 0, Role::Given));
    } else if of == Of::Person && !name.given.is_empty() && !name.family.is_empty() {
        let (given, family) = (name.given.start, name.family.end - 1);
        if name.family.start < name.given.start {
            let hash = joined_hash(&name.parts[name.given.clone()]);
            each(pair(Side::Before, hash, family, Role::Family));
            let word = Cow::Owned(name.given_folded());
            each(Pair { word, hash, ..after(family, given, Role::GivenLast) });
            return;
        }
        if telling(family) && name.parts[given].folded.len() >= 2 {
            each(after(given, family, Role::Family));
        }
        if telling(given) {
            each(before(family, given, Role::Given));
        }
        // a middle name may be what stands in the way
        if family > given + 1 && telling(family - 1) && telling(given) {
            each(after(given, family - 1, Role::Other));
        }
    } else if let Some(title) = name.title.filter(|_| telling(0) && !(1..name.parts.len()).any(telling)) {
        let title = article.text.lowered(title);
        let head = title.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
        each(pair(Side::Titled, hash_word(head.as_bytes()), 0, Role::Titled));
    } else if name.parts.len() >= 2 && name.kind != NameKind::Place {
        for part in (1..name.parts.len().min(5)).filter(|&part| telling(part) && telling(part - 1)) {
            each(after(part - 1, part, Role::Other));
        }
    }
}

/// How often the names of an article have each of their words, by the hashes of those.
struct Counts(FxHashMap<u64, u16>);

impl Counts {
    fn of(article: &Article<'_>) -> Self {
        let room = article.names.len() * 2;
        let mut counts: FxHashMap<u64, u16> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        for part in article.names.iter().flat_map(|name| &name.parts) {
            let count = counts.entry(part.hash).or_default();
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// Of a word that no name has as a part of its own, one.
    fn of_word(&self, hash: u64) -> u16 {
        self.0.get(&hash).copied().unwrap_or(1)
    }
}
