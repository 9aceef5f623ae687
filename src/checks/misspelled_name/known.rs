//! Names that are known, misspelt: somebody of whom knowledge says how they are spelled, and places by the list.

use std::ops::Range;

use super::forms::{apart, is_demonym};
use super::{Of, Use, is_marked_as_written};
use crate::article::Article;
use crate::extract::name::{NameKind, NameMention, Part, joined_hash};
use crate::finding::{Conflict, Label};
use crate::knowledge::index::{joined, spelling_of as key};
use crate::knowledge::lexicon::{self, Transposed};
use crate::knowledge::spelling::{edits, is_transliterated};
use crate::knowledge::{Knowledge, Office, Person, fold};
use crate::segment::Segmented;
use crate::source::Span;

/// What an article misspells that is known.
pub(super) fn conflicts(of: Of, knowledge: &Knowledge, article: &Article<'_>) -> Vec<Conflict> {
    // one search for the two rules
    let slips = || article.memo.get(|| Slips::of(knowledge, article));
    let each = |find: &dyn Fn(usize) -> Option<Conflict>| {
        let marked = |name: usize| is_marked_as_written(article, (name, 0));
        (0..article.names.len()).filter_map(|name| find(name).filter(|_| !marked(name))).collect()
    };
    match of {
        Of::Person => each(&|name| person(knowledge, article, name)),
        Of::Place => {
            let slips = slips();
            each(&|name| {
                let word = word_for_place(knowledge, article, name).or_else(|| part_of_place(article, name));
                word.or_else(|| slip(article, name, &slips, Transposed::Place))
            })
        }
        Of::Organisation => {
            let slips = slips();
            each(&|name| slip(article, name, &slips, Transposed::Noun))
        }
    }
}

/// Somebody known, with the given name right and the family name one edit off.
fn person(knowledge: &Knowledge, article: &Article<'_>, index: usize) -> Option<Conflict> {
    let name = &article.names[index];
    let (given, parts) = halves(name)?;
    let same_given = knowledge.index.of_given(joined_hash(&name.parts[given]));
    if same_given.is_empty() {
        return None;
    }
    let family: String = name.parts[parts.clone()].iter().map(|part| part.folded.as_str()).collect();
    let known = |at: usize| joined(&knowledge.people[at].family);
    if same_given.iter().any(|&at| known(at) == family) {
        return None;
    }
    let &at = same_given.iter().find(|&&at| {
        let known = known(at);
        known.len() >= 4
            && apart(&family, &known).is_some_and(|apart| apart.edits == 1 && !apart.inflected)
            && !is_transliterated(&family, &known)
            && !knowledge.people[at].forms.iter().any(|form| key(form).ends_with(&family))
    })?;
    let person = &knowledge.people[at];
    // whom a desk lists is news to it; of the holders of offices there are namesakes
    let listed = person.origin.is_some() || !knowledge.offices.iter().any(|office| holds(office, at));
    let meant = listed || is_in_office(knowledge, article, name, at);
    meant.then(|| known_person(article, name, person, parts))
}

/// The parts of the given and of the family name; a name that nothing tells the kind of is taken to end in the family name.
fn halves(name: &NameMention) -> Option<(Range<usize>, Range<usize>)> {
    if name.kind == NameKind::Person && !name.given.is_empty() && !name.family.is_empty() {
        return Some((name.given.clone(), name.family.clone()));
    }
    let last = name.parts.len().checked_sub(1).filter(|&last| last > 0 && name.kind == NameKind::Unknown)?;
    Some((0..last, last..last + 1))
}

/// Whether the article speaks of an office that a known person holds or held: by its title, or by its country.
fn is_in_office(knowledge: &Knowledge, article: &Article<'_>, name: &NameMention, person: usize) -> bool {
    let text = &article.text;
    let titled = |office: &Office| {
        name.title.is_some_and(|title| {
            let title = text.slice(title).to_lowercase();
            office.titles.iter().any(|known| title.contains(&known.to_lowercase()))
        })
    };
    let rules = text.tokens.get(name.tokens.end).is_some_and(|_| {
        let after = name.tokens.end..(name.tokens.end + 4).min(text.tokens.len());
        after.into_iter().any(|at| {
            matches!(text.lower(at), "administration" | "administrations" | "government" | "governments" | "cabinet")
        })
    });
    knowledge
        .offices
        .iter()
        .filter(|office| holds(office, person))
        .any(|office| titled(office) || (rules && names_land(article, office)))
}

fn holds(office: &Office, person: usize) -> bool {
    office.held.iter().any(|term| term.person == person)
}

fn names_land(article: &Article<'_>, office: &Office) -> bool {
    let names = std::iter::once(&office.of).chain(&office.also).chain(&office.demonym);
    let names: Vec<String> = names.map(|name| fold(name).into_owned()).collect();
    article.names.iter().any(|name| names.iter().any(|land| *land == name.whole()))
}

fn known_person(article: &Article<'_>, name: &NameMention, person: &Person, family: Range<usize>) -> Conflict {
    let text = &article.text;
    let written: String = name.parts[family.clone()].iter().map(|part| part.folded.as_str()).collect();
    let family = name.span_of(text, family);
    let here = text.slice(name.span);
    let message = format!("“{here}” is misspelled: the name is “{}”", person.name);
    let conflict = Conflict::new(message, Label::new(text.source(), name.span, "misspelled"))
        .identity([written, key(&person.family)])
        .cause(text.source(), name.span)
        .fix(format!("write “{}”", person.family), text.source(), family, person.family.clone());
    match &person.origin {
        Some(origin) => {
            conflict.note(format!("“{}” is how {}, line {}, spells the name", person.name, origin.path, origin.line))
        }
        None => conflict,
    }
}

/// A common word in a place's place: "Tokyo and Soul".
fn word_for_place(knowledge: &Knowledge, article: &Article<'_>, index: usize) -> Option<Conflict> {
    let name = &article.names[index];
    let [part] = name.parts.as_slice() else { return None };
    let borne = part.listed.name.known() || part.listed.place.is_some();
    if name.loose || name.kind == NameKind::Person || borne || part.folded.len() < 4 || !part.listed.word {
        return None;
    }
    if !is_beside_place(knowledge, article, name) || knowledge.index.is_place(&part.folded) {
        return None;
    }
    let (right, shown, spelled) = article
        .names
        .iter()
        .find_map(|other| {
            let [only] = other.parts.as_slice() else { return None };
            let near = is_place(knowledge, other)
                && other.kind != NameKind::Person
                && edits(&only.folded, &part.folded) == Some(1)
                && only.folded.as_bytes()[0] == part.folded.as_bytes()[0];
            near.then(|| (other.span, article.text.slice(other.span).to_owned(), true))
        })
        .or_else(|| {
            let spot = lexicon::near_capital(&part.folded)?;
            Some((Span::default(), spot.to_owned(), false))
        })?;
    let text = &article.text;
    let here = text.slice(name.span);
    let message = format!("“{here}” stands where a place is named; “{shown}” seems to be meant");
    let mut conflict = Conflict::new(message, Label::new(text.source(), name.span, "no place"))
        .identity([part.folded.clone(), fold(&shown).into_owned()])
        .cause(text.source(), name.span)
        .fix(format!("write “{shown}”"), text.source(), name.span, shown);
    if spelled {
        conflict = conflict.related(Label::new(text.source(), right, "the place"));
    }
    Some(conflict)
}

fn is_place(knowledge: &Knowledge, name: &NameMention) -> bool {
    name.spot.is_some_and(lexicon::Spot::is_place) || knowledge.index.is_place(&name.whole())
}

/// Joined to a place by "and", "or" or a comma, with nothing in between.
fn is_beside_place(knowledge: &Knowledge, article: &Article<'_>, name: &NameMention) -> bool {
    let text = &article.text;
    let (start, end) = (name.tokens.start, name.tokens.end);
    let is_place = |at: usize, end: usize| {
        article.names.iter().any(|other| {
            if (other.tokens.end != at && other.tokens.start != end) || other.kind == NameKind::Person {
                return false;
            }
            other.spot.is_some_and(|spot| spot.is_place() && !spot.is_demonym())
                || knowledge.index.is_place(&other.whole())
        })
    };
    let joins = |at: usize| matches!(text.lower(at), "and" | "or");
    (start > 1 && joins(start - 1) && is_place(start - 1, usize::MAX))
        || (end + 1 < text.tokens.len() && joins(end) && is_place(usize::MAX, end + 1))
}

/// One word of a place of several is off by an edit: "Untied States".
fn part_of_place(article: &Article<'_>, index: usize) -> Option<Conflict> {
    let name = &article.names[index];
    if name.kind == NameKind::Person || name.spot.is_some() || !(2..=4).contains(&name.parts.len()) {
        return None;
    }
    // but for one, the words are right
    if !name.parts.iter().any(|part| lexicon::is_in_a_row(part.hash)) {
        return None;
    }
    let text = &article.text;
    let mut words = [""; 4];
    words.iter_mut().zip(&name.parts).for_each(|(word, part)| *word = &part.folded);
    let words = &words[..name.parts.len()];
    let (first, off, right) = lexicon::near_place(words).filter(|&(_, off, _)| !is_demonym(words[off]))?;
    let place = name.span_of(text, first..first + right.split_whitespace().count());
    let here = text.slice(place);
    let part = text.span(name.parts[off].tokens.clone());
    let word = right.split_whitespace().nth(off - first)?;
    let message = format!("“{here}” is spelled “{right}”");
    Some(
        Conflict::new(message, Label::new(text.source(), place, "misspelled"))
            .identity([name.parts[off].folded.clone(), fold(word).into_owned()])
            .cause(text.source(), name.span)
            .fix(format!("write “{word}”"), text.source(), part, word),
    )
}

/// A place but for letters that are doubled: a country, a state or a people, or any place after "in" and the like.
fn doubled(article: &Article<'_>, name: &NameMention, part: &Part) -> Option<&'static str> {
    const BEFORE: &[&str] = &["across", "at", "from", "in", "near", "outside", "throughout", "to"];
    if name.parts.len() > 1 {
        return None;
    }
    let spot = lexicon::doubled(&part.folded)?;
    let start = name.tokens.start;
    let located = start > 0 && BEFORE.contains(&article.text.lower(start - 1));
    let known = spot.is_prominent() || spot.is_demonym();
    ((known || located) && !lexicon::is_capitalised(&part.folded)).then_some(spot.name())
}

/// The parts of an article's names that are in no list, and are words everybody knows once two letters are swapped back or
/// one is doubled or not: by name and part, in their order.
struct Slips(Vec<(Use, Right)>);

/// The right spelling of a word, and what the word is.
type Right = (&'static str, Transposed);

impl Slips {
    fn of(knowledge: &Knowledge, article: &Article<'_>) -> Self {
        let mut slips = Vec::new();
        for (index, name) in article.names.iter().enumerate() {
            let unknown = |part: &Part| !part.listed.known() && part.tokens.len() == 1;
            for (at, part) in name.parts.iter().enumerate().filter(|(_, part)| unknown(part)) {
                let doubled = || doubled(article, name, part).map(|right| (right, Transposed::Place));
                let right = lexicon::transposed(&part.folded).or_else(doubled);
                slips.extend(
                    right.filter(|_| !knowledge.index.is_place(&part.folded)).map(|right| ((index, at), right)),
                );
            }
        }
        Self(slips)
    }

    /// The first part of a name that is such a word, and the word.
    fn first(&self, name: usize, what: Transposed) -> Option<(usize, &'static str)> {
        let mut of_name = self.0.iter().filter(|((index, _), (_, found))| *index == name && *found == what);
        of_name.next().map(|&((_, part), (right, _))| (part, right))
    }
}

/// Two neighbouring letters have changed places in a word that everybody knows: "Australain", "Minisrty of Defence"; or one
/// is doubled or not.
fn slip(article: &Article<'_>, index: usize, slips: &Slips, what: Transposed) -> Option<Conflict> {
    let name = &article.names[index];
    let (part, right) = slips.first(index, what)?;
    let (text, part) = (&article.text, &name.parts[part]);
    if name.kind == NameKind::Person && what == Transposed::Place {
        return None;
    }
    let uses = article.names.iter().flat_map(|name| &name.parts).filter(|other| other.folded == part.folded).count();
    if uses > 1 || (what == Transposed::Noun && name.parts.len() == 1 && !goes_on(text, name.tokens.end)) {
        return None;
    }
    let span = text.span(part.tokens.clone());
    let here = text.slice(span);
    let right = as_written(right, here);
    let known = fold(&right).into_owned();
    let elsewhere = article.names.iter().flat_map(|name| &name.parts).find(|other| other.folded == known);
    let label = if elsewhere.is_some() { "spelled so here" } else { "misspelled" };
    let conflict = Conflict::new(format!("“{here}” is spelled “{right}”"), Label::new(text.source(), span, label))
        .identity([part.folded.clone(), known.clone()])
        .cause(text.source(), name.span)
        .fix(format!("write “{right}”"), text.source(), span, right);
    Some(match elsewhere {
        Some(other) => {
            conflict.related(Label::new(text.source(), text.span(other.tokens.clone()), "spelled so elsewhere"))
        }
        None => conflict,
    })
}

/// "of" or "for" after a noun.
fn goes_on(text: &Segmented<'_>, at: usize) -> bool {
    at < text.tokens.len() && matches!(text.lower(at), "of" | "for")
}

/// A word with capitals where another has them.
fn as_written(word: &str, like: &str) -> String {
    if like.chars().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
