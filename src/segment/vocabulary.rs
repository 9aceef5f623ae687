//! Tokens -> [`Vocabulary`]: which words a text may have. Most texts have none of the few words that a check looks for, and
//! it need not look through them for those.

use crate::claim::hash_word;
use crate::lexeme::{Classes, Lexeme};
use crate::words::Hashes;

/// The words of a text, in lower case: what it does not have stands nowhere.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Hashes,
    /// The lists of which it has a word.
    classes: Classes,
}

impl Vocabulary {
    #[inline]
    pub(crate) fn add(&mut self, word: &Lexeme) {
        self.words.add(word.hash);
        self.classes.add(word.classes);
    }

    /// Whether some token is a word of any of some lists.
    #[inline]
    pub(crate) fn has(&self, any: Classes) -> bool {
        self.classes.has(any)
    }

    /// `false` when no token is the word with this hash (see [`hash_word`]); `true` may be wrong.
    #[must_use]
    #[inline]
    pub fn may_have(&self, hash: u64) -> bool {
        self.words.may_have(hash)
    }

    /// `false` when no token is one of some words; `true` may be wrong.
    #[must_use]
    pub fn may_have_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.may_have(hash_word(word.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::{TokenKind, segment};
    use crate::source::{Encoding, Source, SourceId};

    #[test]
    fn no_word_of_the_text_is_denied() {
        let text = "MOST words of the Text, zürich and Übersee, are here; a b.c d's 1990s are, too.";
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let text = segment(read(&source));
        let words = || (0..text.tokens.len()).filter(|&at| text.tokens[at].kind == TokenKind::Word);
        assert!(words().all(|at| text.vocabulary.may_have(hash_word(text.lower(at).as_bytes()))));
        assert!(text.vocabulary.may_have_any(&["none", "words"]));
        assert!(text.vocabulary.has(Classes::GRAMMAR) && !text.vocabulary.has(Classes::STEP | Classes::PAST));
        let absent = ["anniversary", "year", "last", "born", "resigned", "successor", "aunt", "uncle"];
        assert!(!text.vocabulary.may_have_any(&absent));
    }
}
