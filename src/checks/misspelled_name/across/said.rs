//! What an article states of a name: written from where it lies, and read back.

use serde::{Deserialize, Serialize, Serializer};

use super::story::upper_half;
use crate::article::Article;
use crate::checks::{Encoded, read_back};
use crate::extract::name::NameMention;
use crate::segment::TokenKind;
use crate::source::Span;

/// A name, by the word of it that the key does not hold.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    pub(super) word: String,
    /// The whole name as written.
    pub(super) written: String,
    /// The title beside it, in lower case.
    pub(super) title: String,
    /// How often the article uses the word.
    pub(super) count: u16,
    /// Where the name stands, the first place that of the statement.
    pub(super) places: Vec<Place>,
    pub(super) role: Role,
    /// Certainly a person's name.
    pub(super) person: bool,
    /// The month of the article, counted from the year 0; 0 where the article has no date.
    pub(super) month: u16,
    /// Hashes of the article's telling names; odd ones are people's.
    #[serde(with = "crate::claim::packed")]
    pub(super) story: Vec<u32>,
}

/// A [`Said`] as it is stated: the same fields, from where they lie.
#[derive(Serialize)]
pub(super) struct Saying<'a> {
    pub(super) word: &'a str,
    pub(super) written: &'a str,
    pub(super) title: &'a str,
    pub(super) count: u16,
    pub(super) places: &'a [Place],
    pub(super) role: Role,
    pub(super) person: bool,
    pub(super) month: u16,
    pub(super) story: Packed<'a>,
}

/// A list of hashes as [`crate::claim::packed`] writes it.
pub(super) struct Packed<'a>(pub &'a [u8]);

impl Serialize for Packed<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

/// One place of a name, with hashes of the words before and after it: copies of a sentence are known by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    start: u32,
    end: u32,
    before: u32,
    after: u32,
}

impl Place {
    pub(super) fn of(article: &Article<'_>, name: &NameMention) -> Self {
        let text = &article.text;
        let word = |&at: &usize| text.tokens[at].kind != TokenKind::Mark;
        let before = (0..name.tokens.start).rev().take(12).filter(word).take(3);
        let after = (name.tokens.end..text.tokens.len()).take(12).filter(word).take(3);
        let joined = |hash: u32, at: usize| hash.rotate_left(5) ^ upper_half(text.hash(at));
        Self {
            start: name.span.start,
            end: name.span.end,
            before: before.fold(0, joined),
            after: after.fold(0, joined),
        }
    }

    pub(super) fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    pub(super) fn likeness(self, other: Self) -> u8 {
        u8::from(self.before == other.before) + u8::from(self.after == other.after)
    }
}

/// What the word is in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Role {
    Family,
    Given,
    /// A given name that stands after the family name.
    GivenLast,
    /// After a title alone.
    Titled,
    Other,
}

/// The word that a statement is of.
pub(super) fn word<'d>(one: &Encoded<'d>) -> &'d str {
    read_back::<Word<'d>>(one.2).word
}

/// The first field of a [`Said`].
#[derive(Deserialize)]
struct Word<'d> {
    word: &'d str,
}

#[cfg(test)]
mod tests {
    use super::super::story::Story;
    use super::*;

    #[test]
    fn what_is_stated_is_read_back() {
        let place = Place { start: 1, end: 12, before: 3, after: u32::MAX };
        let story = Story(vec![1, 1 << 31]).packed();
        let saying = Saying {
            word: "oyelaran",
            written: "Trever Oyelaran",
            title: "dr",
            count: 300,
            places: &[place, place],
            role: Role::Family,
            person: true,
            month: 24_300,
            story: Packed(&story.0),
        };
        let said: Said = read_back(&postcard::to_allocvec(&saying).expect("plain data"));
        assert_eq!((&*said.word, &*said.written, &*said.title), (saying.word, saying.written, saying.title));
        assert_eq!((said.count, said.role, said.person, said.month), (300, Role::Family, true, 24_300));
        assert_eq!((&*said.places, said.story), (saying.places, vec![1, 1 << 31]));
    }
}
