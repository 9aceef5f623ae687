//! Names -> entities: which mentions of one document mean the same person, place or organisation.
//!
//! A short form joins the full name it can only stand for: where two people share a surname, the surname alone joins
//! neither, unless a title tells them apart.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::claim::hash_word;
use crate::extract::name::{NameKind, NameMention, Part, joined_hash};
use crate::knowledge::lexicon;
use crate::segment::{Segmented, Shape};
use crate::source::Span;

/// Somebody or something that a document names, once or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub kind: NameKind,
    /// Indices into the document's names, in order; the fullest is not always the first.
    pub mentions: Vec<usize>,
    /// The place of the fullest form.
    pub name: Span,
}

/// Joins the names of one document. The entities are in the order of their first mentions.
#[must_use]
pub fn join(text: &Segmented<'_>, names: &[NameMention]) -> Vec<Entity> {
    let mut joined = Joined { text, names, groups: Vec::with_capacity(names.len()) };
    joined.full_names();
    joined.short_names();
    joined.others();
    joined.entities()
}

struct Joined<'a, 's> {
    text: &'a Segmented<'s>,
    names: &'a [NameMention],
    /// Indices into the names; those of one group mean one.
    groups: Vec<Vec<usize>>,
}

impl Joined<'_, '_> {
    /// People with given and family name: one by equal family names and given names that can be one person's.
    fn full_names(&mut self) {
        // by the family name that a group has, the groups in order, each with its different names
        let mut families: FxHashMap<u64, Vec<(usize, Vec<Full<'_>>)>> = FxHashMap::default();
        // a name that was met before is in the group that it was put into then: no earlier one has come to fit since
        let mut met: FxHashMap<[u64; 4], usize> = FxHashMap::default();
        let full = self.names.iter().enumerate().filter(|(_, name)| is_full(name));
        for (index, name) in full.map(|(index, name)| (index, Full::of(name))) {
            let group = *met.entry(name.hashes()).or_insert_with(|| {
                let family = families.entry(name.family).or_default();
                let same = |group: &&mut (usize, Vec<Full<'_>>)| group.1.iter().all(|other| name.is_one_with(other));
                match family.iter_mut().find(same) {
                    Some((group, different)) => {
                        different.push(name);
                        *group
                    }
                    None => {
                        self.groups.push(Vec::new());
                        family.push((self.groups.len() - 1, vec![name]));
                        self.groups.len() - 1
                    }
                }
            });
            self.groups[group].push(index);
        }
    }

    /// Surnames, and given names alone, join the one person who bears them.
    fn short_names(&mut self) {
        let mut bearers = Bearers::new(self.names, &self.groups);
        for (group, names) in self.groups.iter().enumerate() {
            names.iter().for_each(|&index| bearers.call(group, self.telling_title(&self.names[index])));
        }
        // their order does not matter, since entities are put into the order of the text
        let mut alone: FxHashMap<(u64, Option<u64>), usize> =
            FxHashMap::with_capacity_and_hasher(self.names.len(), FxBuildHasher);
        for (index, name) in self.names.iter().enumerate() {
            let short = name.parts.len() == 1 && matches!(name.kind, NameKind::Person | NameKind::Unknown);
            if !short {
                continue;
            }
            let (word, title) = (name.parts[0].hash, self.telling_title(name));
            match bearers.one(word, title) {
                Some(group) => {
                    self.groups[group].push(index);
                    bearers.call(group, title);
                }
                None => {
                    let group = *alone.entry((word, title)).or_insert_with(|| {
                        self.groups.push(Vec::new());
                        self.groups.len() - 1
                    });
                    self.groups[group].push(index);
                }
            }
        }
    }

    /// The hash of a title in lower case.
    fn telling_title(&self, name: &NameMention) -> Option<u64> {
        name.title.map(|title| hash_word(self.text.lowered(title).as_bytes()))
    }

    /// Places, organisations and the rest: one by equal names, and acronyms with what they stand for.
    fn others(&mut self) {
        let mut taken = vec![false; self.names.len()];
        self.groups.iter().flatten().for_each(|&index| taken[index] = true);
        let first = self.groups.len();
        let mut by_name: FxHashMap<u64, usize> = FxHashMap::with_capacity_and_hasher(self.names.len(), FxBuildHasher);
        for (index, name) in self.names.iter().enumerate().filter(|(index, _)| !taken[*index]) {
            let group = *by_name.entry(name.whole_hash()).or_insert_with(|| {
                self.groups.push(Vec::new());
                self.groups.len() - 1
            });
            self.groups[group].push(index);
        }
        let name_of = |group: &Vec<usize>| &self.names[group[0]];
        let others = || (first..self.groups.len()).map(|group| (group, name_of(&self.groups[group])));
        let acronyms: Vec<usize> = others().filter(|(_, name)| self.is_acronym(name)).map(|(group, _)| group).collect();
        let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (group, name) in others().filter(|(_, name)| !acronyms.is_empty() && name.parts.len() >= 3) {
            by_initials.entry(initials(name)).or_default().push(group);
        }
        for acronym in acronyms {
            let short = name_of(&self.groups[acronym]).whole();
            let Some(&[only]) = by_initials.get(&*short).map(Vec::as_slice) else { continue };
            let short = std::mem::take(&mut self.groups[acronym]);
            self.groups[only].extend(short);
        }
        self.groups.retain(|group| !group.is_empty());
    }

    fn is_acronym(&self, name: &NameMention) -> bool {
        name.parts.len() == 1
            && name.parts[0].folded.len() >= 3
            && self.text.tokens[name.tokens.start].shape == Shape::Upper
    }

    fn entities(self) -> Vec<Entity> {
        let fullest = |group: &[usize]| {
            let longest =
                group.iter().rev().max_by_key(|&&index| (self.names[index].parts.len(), self.names[index].span.len()));
            longest.map(|&index| self.names[index].span).unwrap_or_default()
        };
        let kind = |group: &[usize]| {
            let kinds = || group.iter().map(|&index| self.names[index].kind);
            kinds().find(|kind| *kind != NameKind::Unknown).unwrap_or(NameKind::Unknown)
        };
        let mut entities: Vec<Entity> = self
            .groups
            .into_iter()
            .map(|mut mentions| {
                mentions.sort_unstable();
                Entity { kind: kind(&mentions), name: fullest(&mentions), mentions }
            })
            .collect();
        entities.sort_by_key(|entity| entity.mentions[0]);
        entities
    }
}

/// Whether one group or several can be called something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Called {
    One(usize),
    Several,
}

impl Called {
    fn only(self) -> Option<usize> {
        match self {
            Called::One(group) => Some(group),
            Called::Several => None,
        }
    }
}

/// Takes note that a group can be called something.
fn note<K: Eq + std::hash::Hash>(called: &mut FxHashMap<K, Called>, name: K, group: usize) {
    let known = called.entry(name).or_insert(Called::One(group));
    if *known != Called::One(group) {
        *known = Called::Several;
    }
}

/// The people with full names, each with the number of their group, by what they can be called for short; all names stand
/// here as hashes.
#[derive(Default)]
struct Bearers {
    by_family: FxHashMap<u64, Called>,
    by_given: FxHashMap<u64, Called>,
    /// The family name of each group.
    families: Vec<u64>,
    /// By family name and title.
    titled: FxHashMap<(u64, u64), Called>,
}

impl Bearers {
    /// The groups are of full names.
    fn new(names: &[NameMention], groups: &[Vec<usize>]) -> Self {
        let mut bearers = Self::default();
        for (group, members) in groups.iter().enumerate() {
            for name in members.iter().map(|&index| &names[index]) {
                let family = joined_hash(&name.parts[name.family.clone()]);
                note(&mut bearers.by_family, family, group);
                note(&mut bearers.by_given, joined_hash(&name.parts[name.given.clone()]), group);
                if bearers.families.len() == group {
                    bearers.families.push(family);
                }
            }
        }
        bearers
    }

    /// Takes note that somebody is called by a title.
    fn call(&mut self, group: usize, title: Option<u64>) {
        if let Some(title) = title {
            note(&mut self.titled, (self.families[group], title), group);
        }
    }

    /// The one group whose person a short form can stand for: among several of one surname, the one who alone has the
    /// title.
    fn one(&self, word: u64, title: Option<u64>) -> Option<usize> {
        let called = match self.by_family.get(&word) {
            None => self.by_given.get(&word),
            Some(Called::Several) => self.titled.get(&(word, title?)),
            one => one,
        };
        called.copied().and_then(Called::only)
    }
}

fn is_full(name: &NameMention) -> bool {
    name.kind == NameKind::Person && !name.given.is_empty() && !name.family.is_empty()
}

/// A name with given and family name, as it is compared with others: by hashes.
struct Full<'n> {
    /// The first of the given names.
    first: &'n Part,
    given: u64,
    family: u64,
    /// "Jr", "Sr".
    suffix: Option<u64>,
}

impl<'n> Full<'n> {
    fn of(name: &'n NameMention) -> Self {
        Self {
            first: &name.parts[name.given.start],
            given: joined_hash(&name.parts[name.given.clone()]),
            family: joined_hash(&name.parts[name.family.clone()]),
            suffix: name.parts.get(name.family.end.max(name.given.end)).map(|part| part.hash),
        }
    }

    /// All that tells it from other names.
    fn hashes(&self) -> [u64; 4] {
        [self.first.hash, self.given, self.family, self.suffix.unwrap_or_default()]
    }

    /// Whether two full names can be one person's; "Jr" and "Sr" make two of one.
    fn is_one_with(&self, other: &Self) -> bool {
        let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        let suffixes = || self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none();
        let (first, other_first) = (&self.first.folded, &other.first.folded);
        self.family == other.family
            && suffixes()
            && (self.first.hash == other.first.hash
                || self.given == other.given
                || lexicon::are_forms_of_one(first, other_first)
                || initial(first, other_first)
                || initial(other_first, first))
    }
}

fn initials(name: &NameMention) -> String {
    let small = |word: &str| matches!(word, "of" | "for" | "the" | "and" | "de" | "la");
    name.parts.iter().filter(|part| !small(&part.folded)).filter_map(|part| part.folded.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    /// The entities of a text, each with the names it is mentioned by.
    fn entities(text: &str) -> Vec<(String, Vec<String>)> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let written = |index: &usize| source.slice(article.names[*index].span).to_owned();
        article
            .entities
            .iter()
            .map(|entity| (source.slice(entity.name).to_owned(), entity.mentions.iter().map(written).collect()))
            .collect()
    }

    fn of<'e>(entities: &'e [(String, Vec<String>)], name: &str) -> &'e [String] {
        entities.iter().find(|(full, _)| full == name).map(|(_, mentions)| mentions.as_slice()).unwrap_or_default()
    }

    #[test]
    fn short_forms_join_the_full_one() {
        let found = entities(
            "President Lee Jae-myung spoke on Monday. Lee said he was glad. William Harmon left, and Bill Harmon wept.",
        );
        assert_eq!(of(&found, "Lee Jae-myung"), ["Lee Jae-myung", "Lee"]);
        assert_eq!(of(&found, "William Harmon"), ["William Harmon", "Bill Harmon"]);
    }

    #[test]
    fn a_shared_surname_joins_nobody() {
        let found = entities("Judge Anna Weber fined Paul Weber. Weber was calm. Judge Weber left.");
        assert_eq!(of(&found, "Anna Weber"), ["Anna Weber", "Weber"]);
        assert_eq!(of(&found, "Paul Weber"), ["Paul Weber"]);
        assert_eq!(of(&found, "Weber"), ["Weber"]);
    }

    #[test]
    fn father_and_son_stay_two() {
        let found = entities("John Petersen Jr. was shot. John Petersen Sr. called the police.");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn acronyms_join_what_they_stand_for() {
        let found = entities(
            "The Federal Aviation Administration (FAA) was silent on Monday. The FAA said nothing on Tuesday.",
        );
        assert_eq!(of(&found, "Federal Aviation Administration"), ["Federal Aviation Administration", "FAA", "FAA"]);
    }
}
