//! The words of an article's names, gathered by how they are spelt: which are established, which are odd.

use std::cell::OnceCell;

use super::{Use, part};
use crate::article::Article;
use crate::extract::name::{NameKind, NameMention, Part};
use crate::knowledge::lexicon::{self, Listed, Spot};
use crate::knowledge::spelling::{edits, is_derived, is_inflected, sound, sound_alike};
use crate::lexeme::Classes;

/// One spelling of a word in names, and where it is used.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub folded: &'a str,
    /// Indices into the article's names, and into the parts of each.
    pub uses: &'a [Use],
    part: &'a Part,
    known: OnceCell<Known>,
    /// How it sounds: many spellings are held against each other, few of them twice.
    sound: OnceCell<String>,
    /// See [`steady`].
    steady: u8,
}

impl Form<'_> {
    /// Looked up when a near spelling is found: most words have none.
    pub fn known(&self) -> Known {
        *self.known.get_or_init(|| Known::of(self.part))
    }

    fn sound(&self) -> &str {
        self.sound.get_or_init(|| sound(self.folded))
    }

    /// How far this spelling and another are apart; see [`apart`].
    pub fn apart(&self, other: &Form<'_>) -> Option<Apart> {
        judged(self.folded, other.folded, || self.steady == other.steady && self.sound() == other.sound())
    }
}

/// What the lists say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub word: bool,
    /// A usual word that is written with a capital.
    pub capitalised: bool,
    pub given: bool,
    pub family: bool,
    pub place: bool,
    pub prominent: bool,
    pub demonym: bool,
}

impl Known {
    pub fn of(part: &Part) -> Self {
        let Listed { word, name, place } = part.listed;
        Self {
            word,
            capitalised: lexicon::is_capitalised(&part.folded),
            given: name.given(),
            family: name.family(),
            place: place.is_some_and(Spot::is_place),
            prominent: place.is_some_and(Spot::is_prominent),
            demonym: place.is_some_and(Spot::is_demonym) || is_demonym(&part.folded),
        }
    }

    /// In none of the lists.
    pub fn unheard(self) -> bool {
        self.unborne() && !self.capitalised
    }

    /// In none of the lists but perhaps that of words with a capital, which has names of the famous: enough where
    /// other words tell who is meant.
    pub fn unborne(self) -> bool {
        !(self.word || self.given || self.family || self.place || self.demonym)
    }
}

/// "Korean", "Koreans".
pub(super) fn is_demonym(folded: &str) -> bool {
    let listed = |word: &str| lexicon::place(word).is_some_and(Spot::is_demonym);
    listed(folded) || folded.strip_suffix('s').is_some_and(listed)
}

/// The telling words of an article's names, the uses of each beside each other, in their order.
pub(super) fn uses(article: &Article<'_>) -> Vec<Use> {
    let words = article.names.iter().map(|name| name.parts.len()).sum();
    let mut uses: Vec<(u64, Use)> = Vec::with_capacity(words);
    let names = article.names.iter().enumerate();
    for (index, name) in names.filter(|(_, name)| !is_symbol(article, name)) {
        for (part, word) in name.parts.iter().enumerate().filter(|(_, word)| word.folded.len() >= 3 && is_telling(word))
        {
            uses.push((word.hash, (index, part)));
        }
    }
    uses.sort_unstable();
    uses.into_iter().map(|(_, used)| used).collect()
}

/// Every spelling with its uses (see [`uses`]).
pub(super) fn forms<'a>(article: &'a Article<'_>, uses: &'a [Use]) -> Vec<Form<'a>> {
    let form = |uses: &'a [Use]| {
        let part = part(article, uses[0]);
        let folded = part.folded.as_str();
        Form { folded, uses, part, steady: steady(folded), known: OnceCell::new(), sound: OnceCell::new() }
    };
    uses.chunk_by(|a, b| part(article, *a).hash == part(article, *b).hash).map(form).collect()
}

/// Which letters a word has of those that [`sound`] neither takes out nor puts in, a bit for each.
fn steady(word: &str) -> u8 {
    word.bytes().fold(0, |seen, letter| match letter {
        b'b' => seen | 1,
        b'd' => seen | 2,
        b'l' => seen | 4,
        b'm' => seen | 8,
        b'n' => seen | 16,
        b'r' => seen | 32,
        _ => seen,
    })
}

/// "<AAPL.O>": a code by which something is traded or filed, and no name.
fn is_symbol(article: &Article<'_>, name: &NameMention) -> bool {
    let (text, start) = (&article.text, name.tokens.start);
    start > 0 && text.is_mark(start - 1, b'<') && text.slice(name.span).bytes().all(|b| !b.is_ascii_lowercase())
}

fn is_telling(part: &Part) -> bool {
    let folded = &part.folded;
    !part.is_in(Classes::SUFFIX | Classes::PARTICLE)
        && folded.bytes().all(|b| !b.is_ascii_digit())
        && !folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'))
}

/// How far two spellings are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Apart {
    pub edits: usize,
    pub sounds: bool,
    pub same_first: bool,
    /// They differ by nothing but a plural's ending, or a feminine form's.
    pub inflected: bool,
}

/// How far two spellings are apart, when they are near and not two forms of one word.
pub(super) fn apart(a: &str, b: &str) -> Option<Apart> {
    judged(a, b, || sound_alike(a, b))
}

fn judged(a: &str, b: &str, alike: impl FnOnce() -> bool) -> Option<Apart> {
    if a.len().abs_diff(b.len()) > 2 || !begin_alike(a, b) {
        return None;
    }
    let found = edits(a, b);
    let sounds = found != Some(0) && (found.is_some() || a.as_bytes()[0] == b.as_bytes()[0]) && alike();
    let edits = found.or_else(|| sounds.then_some(3)).filter(|&edits| edits > 0)?;
    let town = |a: &str, b: &str| a.ends_with("town") && b.ends_with("ton");
    let near = !town(a, b) && !town(b, a) && !lexicon::are_distinct_places(a, b);
    let (same_first, inflected) = (a.as_bytes()[0] == b.as_bytes()[0], is_inflected(a, b));
    near.then_some(Apart { edits, sounds, same_first, inflected })
}

/// A quick look: two spellings begin with one letter, or differ in nothing else than how they begin.
fn begin_alike(a: &str, b: &str) -> bool {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let ([first, more @ ..], [other, others @ ..]) = (x, y) else { return false };
    let transposed = || match (more, others) {
        ([second, x @ ..], [other_second, y @ ..]) => first == other_second && second == other && x == y,
        _ => false,
    };
    first == other
        || more == others
        || more == y
        || x == others
        || transposed()
        || more.get(1..) == Some(others)
        || others.get(1..) == Some(more)
}

/// The words beside a part within its name, where they tell names apart.
pub(super) fn beside(name: &NameMention, part: usize) -> (Option<&str>, Option<&str>) {
    let at = |part: usize| {
        let part = name.parts.get(part).filter(|part| part.folded.len() >= 2 && is_telling(part));
        part.map(|part| part.folded.as_str())
    };
    (part.checked_sub(1).and_then(at), at(part + 1))
}

/// The given names with which a spelling stands as a family name; any capital before it may be one.
pub(super) fn introductions<'a>(article: &'a Article<'_>, form: &Form<'_>) -> Vec<&'a str> {
    let given = |&(index, part): &Use| {
        let name = &article.names[index];
        let person =
            name.kind == NameKind::Person && (name.family.contains(&part) || part > 0) && !name.given.is_empty();
        let particles = name.parts[..part].iter().all(|part| part.is_in(Classes::PARTICLE));
        let other = name.kind == NameKind::Unknown && part > 0 && !particles;
        let first = if person { name.given.start } else { 0 };
        (person || other).then(|| name.parts[first].folded.as_str())
    };
    let mut given: Vec<&str> = form.uses.iter().filter_map(given).collect();
    given.sort_unstable();
    given.dedup();
    given
}

/// Whether the odd spelling is the fair one with an ending of peoples, languages and the like, or lacks one.
pub(super) fn is_kin(odd: &Form<'_>, fair: &Form<'_>) -> bool {
    let longer = odd.folded.len() > fair.folded.len();
    let ends = longer || fair.known().demonym || fair.known().place || odd.folded.ends_with('a');
    let plurals = odd.folded.strip_suffix('s').zip(fair.folded.strip_suffix('s'));
    let lands =
        |a: &str, b: &str| a.strip_suffix('s').is_some_and(|a| a.ends_with('a') && b.strip_suffix('n') == Some(a));
    let believers = |a: &str, b: &str| a.strip_suffix("ist").is_some_and(|a| b.strip_suffix("ism") == Some(a));
    (ends && is_derived(odd.folded, fair.folded))
        || believers(odd.folded, fair.folded)
        || believers(fair.folded, odd.folded)
        || lands(odd.folded, fair.folded)
        || lands(fair.folded, odd.folded)
        || plurals.is_some_and(|(odd, fair)| is_derived(odd, fair))
}

/// Whether two given names can be one person's: equal, an initial, a short form, or near.
pub(super) fn compatible_given(a: &str, b: &str) -> bool {
    a == b
        || (a.len() == 1 && b.starts_with(a))
        || (b.len() == 1 && a.starts_with(b))
        || lexicon::are_forms_of_one(a, b)
        || (a.len() >= 4 && edits(a, b) == Some(1) && !(lexicon::name(a).given() && lexicon::name(b).given()))
}

/// A given name of people whose names are written in Latin letters: such a name has one spelling.
pub(super) fn is_latin_given(given: &str) -> bool {
    /// Given names, Western forms of them, too, of people whose names are brought over from Cyrillic. Sorted.
    #[rustfmt::skip]
    const CYRILLIC: &[&str] = &[
        "alex", "aleksander", "aleksandr", "aleksei", "aleksey", "alexander", "alexandr", "alexei", "alexey", "alexi",
        "anatoli", "anatoly", "andrei", "andrey", "andrii", "andriy", "anna", "anton", "arkady", "artem", "artyom",
        "bogdan", "bohdan", "boris", "denis", "denys", "dmitri", "dmitrii", "dmitriy", "dmitry", "dmytro", "eduard",
        "elena", "evgeni", "evgeny", "fedor", "fyodor", "gennady", "georgi", "georgy", "grigori", "grigory", "hennadiy",
        "ihor", "igor", "ilya", "ivan", "kirill", "konstantin", "leonid", "lev", "ludmila", "maksim", "maksym", "maria",
        "maxim", "michael", "mikhail", "mykhailo", "mykola", "natalia", "nikita", "nikolai", "nikolay", "oksana", "oleg",
        "oleh", "oleksandr", "oleksii", "oleksiy", "olga", "pavel", "pavlo", "peter", "petro", "pyotr", "roman", "ruslan",
        "semyon", "serge", "sergei", "sergey", "sergii", "serhii", "serhiy", "stanislav", "stepan", "svetlana", "taras",
        "vadim", "valentin", "valeri", "valery", "vasily", "vasyl", "victor", "viktor", "vitali", "vitalii", "vitaly",
        "vladimir", "vladislav", "volodymyr", "vyacheslav", "yaroslav", "yevgeny", "yevhen", "yuri", "yurii", "yuriy",
        "yury", "zinovy",
    ];
    let slavic = ["ii", "iy", "yi", "ij", "imir", "slav"].iter().any(|end| given.ends_with(end));
    given.len() >= 3 && !slavic && !CYRILLIC.contains(&given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_sound_alike_have_the_same_steady_letters() {
        for (a, b) in [("knight", "night"), ("leigh", "li"), ("wright", "right"), ("lynne", "linn")] {
            assert!(sound(a) == sound(b) && steady(a) == steady(b), "{a} {b}");
        }
        let letters = ["b", "d", "l", "m", "n", "r", "kn", "leigh", "mac", "ough", "wr", "ugh", "geo", "e", "s"];
        for (a, b) in letters.iter().flat_map(|a| letters.iter().map(move |b| (a, b))) {
            let word = format!("a{a}{b}");
            assert_eq!(steady(&word), steady(&sound(&word)), "{word}");
        }
    }

    #[test]
    fn the_shortest_spellings_are_held_against_each_other() {
        let words = ["a", "ü", "ab", "ba", "bab", "xy", "xyz"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            assert_eq!(begin_alike(a, b), begin_alike(b, a), "{a} {b}");
        }
        assert!(begin_alike("ab", "ba") && begin_alike("ab", "b") && !begin_alike("a", "xyz"));
    }
}
