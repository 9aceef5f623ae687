//! Names of people, places and organisations, with the titles and roles written beside them.
//!
//! No model: runs of capitals are cut into title and name, and told apart by what stands in them and beside them.

mod kind;
mod runs;
mod titles;
pub mod words;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use runs::starts_in_lower_case;

use crate::claim::{hash_on, hash_word};
use crate::extract::date::DateMention;
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{self, Listed, Spot};
use crate::lexeme::Classes;
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// What a name is of, as far as the evidence goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum NameKind {
    Person,
    Place,
    Organisation,
    Unknown,
}

impl NameKind {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Organisation => "organisation",
            NameKind::Unknown => "name",
        }
    }
}

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// The name alone, without title or possessive.
    pub span: Span,
    pub tokens: Range<usize>,
    pub kind: NameKind,
    /// The title or role beside it ("President", "Chairman of SK Group"), without "former" and the like.
    pub title: Option<Span>,
    /// The words of the name, hyphenated ones as one; initials, particles and "Jr" are parts, too.
    pub parts: Vec<Part>,
    /// The place of that name in the list, whatever this is the name of.
    pub spot: Option<Spot>,
    /// Indices into [`NameMention::parts`]; known for people only, and empty where it cannot be told.
    pub given: Range<usize>,
    pub family: Range<usize>,
    /// Somebody speaks or acts under this name right beside it.
    pub acts: bool,
    /// In a line where every word has a capital.
    pub loose: bool,
}

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub tokens: Range<usize>,
    /// Lower case, without accents, apostrophes and hyphens.
    pub folded: String,
    /// The hash of that (see [`hash_word`]).
    pub hash: u64,
    /// What the lists say of it.
    pub listed: Listed,
    classes: Classes,
}

/// The hash of the words of a name, folded, without spaces (see [`hash_word`]).
#[must_use]
pub fn joined_hash(parts: &[Part]) -> u64 {
    match parts {
        [only] => only.hash,
        _ => parts.iter().fold(hash_word(b""), |hash, part| hash_on(hash, part.folded.as_bytes())),
    }
}

/// The words of a name, folded, with spaces between them.
#[must_use]
pub fn whole(parts: &[Part]) -> Cow<'_, str> {
    match parts {
        [only] => Cow::Borrowed(&only.folded),
        _ => {
            let mut whole = String::with_capacity(parts.iter().map(|part| part.folded.len() + 1).sum());
            for part in parts {
                if !whole.is_empty() {
                    whole.push(' ');
                }
                whole.push_str(&part.folded);
            }
            Cow::Owned(whole)
        }
    }
}

impl NameMention {
    /// Its words, folded, with spaces between them.
    #[must_use]
    pub fn whole(&self) -> Cow<'_, str> {
        whole(&self.parts)
    }

    /// The hash of that (see [`hash_word`]).
    #[must_use]
    pub fn whole_hash(&self) -> u64 {
        let Some((first, rest)) = self.parts.split_first() else { return hash_word(b"") };
        rest.iter().fold(first.hash, |hash, part| hash_on(hash_on(hash, b" "), part.folded.as_bytes()))
    }

    /// The folded given name or names, without spaces; empty where none is known.
    #[must_use]
    pub fn given_folded(&self) -> String {
        self.parts[self.given.clone()].iter().map(|part| part.folded.as_str()).collect()
    }

    /// The folded family name, without spaces; empty where none is known.
    #[must_use]
    pub fn family_folded(&self) -> String {
        self.parts[self.family.clone()].iter().map(|part| part.folded.as_str()).collect()
    }

    /// The place of some parts in the text.
    #[must_use]
    pub fn span_of(&self, text: &Segmented<'_>, parts: Range<usize>) -> Span {
        match self.parts.get(parts) {
            Some([first, .., last]) => text.span(first.tokens.start..last.tokens.end),
            Some([only]) => text.span(only.tokens.clone()),
            _ => self.span,
        }
    }
}

/// Reads every name of the text.
#[must_use]
pub fn read(text: &Segmented<'_>, dates: &[DateMention], knowledge: &Knowledge) -> Vec<NameMention> {
    let reader = runs::Reader::new(text, dates);
    let mut names = Vec::with_capacity(reader.most());
    for &line in &reader.lines {
        for run in reader.runs(line) {
            for named in titles::cut(text, run, line).into_iter().flatten() {
                let parts = parts(text, named.name.clone());
                if !parts.is_empty() {
                    names.push(kind::mention(text, named, parts, line));
                }
            }
        }
    }
    kind::meet(&mut names, knowledge);
    kind::speak(&mut names);
    kind::settle(&mut names);
    names
}

/// The words of a name: points are left out, and nicknames in quotation marks; hyphenated words are one.
fn parts(text: &Segmented<'_>, tokens: Range<usize>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(tokens.len());
    let (mut hyphen, mut quoted) = (false, false);
    for at in tokens {
        match text.tokens[at].kind {
            TokenKind::Mark => {
                let mark = text.text(at);
                hyphen = matches!(mark, "-" | "‑" | "‐") && text.glued(at);
                quoted ^= matches!(mark, "\"" | "“" | "”" | "‘" | "’");
            }
            _ if quoted => {}
            _ => {
                match parts.last_mut() {
                    Some(last) if hyphen && text.glued(at) => last.join(text, at),
                    _ => parts.push(Part::of(text, at)),
                }
                hyphen = false;
            }
        }
    }
    parts
}

impl Part {
    fn of(text: &Segmented<'_>, at: usize) -> Self {
        let hash = text.folded_hash(at);
        let folded = text.folded(at).into_owned();
        let classes = if text.tokens[at].plain { text.lexemes[at].classes } else { Classes::of(&folded) };
        Self { tokens: at..at + 1, folded, hash, listed: text.listed(at), classes }
    }

    /// Whether it is in any of some lists.
    pub(crate) fn is_in(&self, any: Classes) -> bool {
        self.classes.has(any)
    }

    /// Takes in a word behind a hyphen.
    fn join(&mut self, text: &Segmented<'_>, at: usize) {
        self.tokens.end = at + 1;
        self.folded.push_str(&text.folded(at));
        self.hash = hash_word(self.folded.as_bytes());
        self.listed = Listed::of(&self.folded);
        self.classes = Classes::of(&self.folded);
    }
}

/// The place of a whole name in the list.
fn spot(parts: &[Part]) -> Option<Spot> {
    match parts {
        [only] => only.listed.place,
        _ => lexicon::place(&whole(parts)),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    /// Kind, title, given name, family name and the whole of each name, in one line each.
    fn names(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let part = |name: &super::NameMention, parts: &std::ops::Range<usize>| {
            if parts.is_empty() {
                "-".to_owned()
            } else {
                source.slice(name.span_of(&article.text, parts.clone())).to_owned()
            }
        };
        let line = |name: &super::NameMention| {
            let title = name.title.map_or("-", |title| source.slice(title));
            let (given, family) = (part(name, &name.given), part(name, &name.family));
            format!("{} {title}|{given}|{family}|{}", name.kind.name(), source.slice(name.span))
        };
        article.names.iter().map(line).collect()
    }

    #[test]
    fn titles_before_and_after() {
        assert_eq!(
            names(
                "Yesterday former Japanese Prime Minister Fumio Kishida met Anna Kovacs, chairman of Orsa Group, and Sgt. Paul Reed."
            ),
            [
                "name -|-|-|Japanese",
                "person Japanese Prime Minister|Fumio|Kishida|Fumio Kishida",
                "person chairman of Orsa Group|Anna|Kovacs|Anna Kovacs",
                "organisation -|-|-|Orsa Group",
                "person Sgt|Paul|Reed|Paul Reed",
            ]
        );
    }

    #[test]
    fn bodies_before_the_titles_of_their_heads() {
        assert_eq!(
            names("On Monday Bank of Velm Governor Anna Kovacs opened the School of Prince Edward Island."),
            ["organisation -|-|-|Bank of Velm", "person Bank of Velm Governor|Anna|Kovacs|Anna Kovacs"]
                .into_iter()
                .chain(["organisation -|-|-|School of Prince Edward Island"])
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn family_names_that_stand_first() {
        assert_eq!(
            names("On Monday Lee Jae-myung met Kim Jong Un, Sung Kim and Nguyen Van Linh."),
            [
                "person -|Jae-myung|Lee|Lee Jae-myung",
                "person -|Jong Un|Kim|Kim Jong Un",
                "person -|Sung|Kim|Sung Kim",
                "person -|Van Linh|Nguyen|Nguyen Van Linh",
            ]
        );
    }

    #[test]
    fn particles_initials_and_suffixes() {
        assert_eq!(
            names("They met Ursula van der Leyen, George W. Bush, Robert Downey Jr. and Mary O’Brien’s son."),
            [
                "person -|Ursula|van der Leyen|Ursula van der Leyen",
                "person -|George W|Bush|George W. Bush",
                "person -|Robert|Downey|Robert Downey Jr",
                "person -|Mary|O’Brien|Mary O’Brien",
            ]
        );
    }

    #[test]
    fn places_and_organisations() {
        assert_eq!(
            names(
                "The talks in South Korea ended. The Department of Justice and the University of Lund sent nobody to Seoul, the FBI said."
            ),
            [
                "place -|-|-|South Korea",
                "organisation -|-|-|Department of Justice",
                "organisation -|-|-|University of Lund",
                "place -|-|-|Seoul",
                "organisation -|-|-|FBI",
            ]
        );
    }

    #[test]
    fn words_in_capitals_are_no_names() {
        assert!(names("They left on Monday. In May it rained; However the roof held.").is_empty());
        assert_eq!(
            names(
                "Council Backs New Bridge Over Ishikari\n\nThe council backed the bridge over the Ishikari on Monday."
            ),
            ["name -|-|-|Ishikari", "name -|-|-|Ishikari",]
        );
    }
}
