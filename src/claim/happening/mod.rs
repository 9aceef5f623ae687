//! Sentences -> happenings: what is told to have opened, sunk, been signed, founded, struck, and on which date.
//!
//! A happening is of one kind and of one name; it is told by a verb ("Halden Bridge opened", "they signed the Borg Accord",
//! "Greta Olsen, elected on …") or by its noun ("the sinking of the Astrid Maria"). Only what is said plainly counts: the
//! name stands right by the verb or noun, and the date belongs to it.

mod common;
mod reader;
mod words;

pub(crate) use common::NOUNS;
pub use common::{Common, common};
use reader::Reader;
use words::TELLING;
pub(crate) use words::TELLING_WORDS;

use crate::article::Article;
use crate::claim::timeline::sentences;
use crate::extract::date::DateMention;
use crate::lexeme::Classes;
use crate::source::Span;

/// What happens, as far as writers tell it with one another's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Abduction,
    Acquisition,
    Appointment,
    Arrest,
    Closing,
    Collapse,
    Conviction,
    Crash,
    Death,
    Destruction,
    Discovery,
    Election,
    Founding,
    Launch,
    Oath,
    Opening,
    Quake,
    Resignation,
    Sentence,
    Signing,
    Sinking,
    Wedding,
}

impl Kind {
    /// Whether it can happen to a name more than once: people are elected and arrested again.
    #[must_use]
    pub fn recurs(self) -> bool {
        matches!(
            self,
            Kind::Abduction
                | Kind::Appointment
                | Kind::Arrest
                | Kind::Closing
                | Kind::Conviction
                | Kind::Destruction
                | Kind::Election
                | Kind::Oath
                | Kind::Opening
                | Kind::Quake
                | Kind::Resignation
                | Kind::Sentence
                | Kind::Wedding
        )
    }

    /// Whether it is people to whom it happens.
    fn is_personal(self) -> bool {
        matches!(
            self,
            Kind::Abduction
                | Kind::Appointment
                | Kind::Arrest
                | Kind::Conviction
                | Kind::Death
                | Kind::Election
                | Kind::Oath
                | Kind::Resignation
                | Kind::Sentence
                | Kind::Wedding
        )
    }
}

/// One happening with its date.
#[derive(Debug, Clone)]
pub struct Happening<'a> {
    pub kind: Kind,
    /// The name to which it happened, folded, the fullest that the article has for it.
    pub name: String,
    /// The same as written.
    pub written: &'a str,
    /// From the verb or noun to the date.
    pub span: Span,
    pub date: &'a DateMention,
    pub sentence: usize,
    /// Told by a noun: "the death of".
    pub noun: bool,
}

/// Every happening of an article that has its date.
#[must_use]
pub fn happenings<'a>(article: &'a Article<'_>) -> Vec<Happening<'a>> {
    let reader = Reader { article, text: &article.text };
    let mut found = Vec::new();
    for (sentence, dates) in sentences(article).filter(|(_, dates)| !dates.is_empty()) {
        for at in sentence.tokens.clone() {
            if reader.text.lexemes[at].classes.has(Classes::HAPPENING)
                && let Some(word) = TELLING_WORDS.position(reader.text.lower(at))
            {
                found.extend(reader.happening(at, TELLING[word].1, sentence, dates));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::happenings;
    use super::words::{ASTRAY, SEASONAL, TELLING_WORDS, UNSURE};
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        happenings(&article).iter().map(|one| format!("{:?} {} {}", one.kind, one.written, one.date.value)).collect()
    }

    #[test]
    fn verbs_and_nouns_with_their_names_and_dates() {
        assert_eq!(
            told(
                "The Halden Bridge, which opened to traffic on 3 May 1998, is red. On 4 May 1998, Tom Veit, the mayor of \
                 Velmar, resigned. Eva Kern signed the Borg Accord in Lund on 5 May 1998. Argo Air Flight 214 crashed on \
                 6 May 1998. Max Krall was sentenced to ten years on 7 May 1998. An earthquake struck Duvan on 8 May 1998. \
                 The sinking of the Astrid Maria on 9 May 1998 took nine lives. Launched on 10 May 1998, Pathway 3 has landed. \
                 They spoke about Dora Hale, arrested on 11 May 1998, and Carl Anders, whose resignation on 12 May 1998 was news."
            ),
            [
                "Opening Halden Bridge 1998-05-03",
                "Resignation Tom Veit 1998-05-04",
                "Signing Borg Accord 1998-05-05",
                "Crash Argo Air Flight 214 1998-05-06",
                "Sentence Max Krall 1998-05-07",
                "Quake Duvan 1998-05-08",
                "Sinking Astrid Maria 1998-05-09",
                "Launch Pathway 3 1998-05-10",
                "Arrest Dora Hale 1998-05-11",
                "Resignation Carl Anders 1998-05-12"
            ]
        );
    }

    #[test]
    fn what_is_no_happening_or_not_of_that_date() {
        let silent = "The Halden Bridge will open on 3 May 1998. The Velmar Festival opened on 3 May 1998. Brasso opened a shop \
                      on 3 May 1998. Tom Veit resigned after he fell on 3 May 1998. Tom Veit was arrested again on 3 May 1998. \
                      A man near Halden Bridge died on 3 May 1998. Lund signed on 3 May 1998.";
        assert_eq!(told(silent), Vec::<String>::new());
    }

    #[test]
    fn lists_are_sorted() {
        assert!(TELLING_WORDS.is_sorted());
        assert!(ASTRAY.is_sorted() && SEASONAL.is_sorted() && UNSURE.is_sorted());
    }
}
