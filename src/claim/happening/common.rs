//! Happenings told by their noun alone: “the explosion on 3 May 2024”, “an earthquake struck on 13 May”, “The opening took place on …”.
//!
//! A noun means one happening only within a document that tells of one: one that names several explosions, a second or an earlier
//! one, tells nothing. Only what hardly ever comes twice in a story is read, and only days that the calendar's figures name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Kind;
use super::words::{TELLING, TELLING_WORDS, Tells, UNSURE};
use crate::article::Article;
use crate::claim::timeline::{is_quoted, sentences};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::source::Span;
use crate::words::Words;

/// A happening that has no name.
#[derive(Debug, Clone)]
pub struct Common<'a> {
    /// The noun, in lower case.
    pub noun: &'a str,
    /// What happens, where writers tell it by a verb as well.
    pub kind: Option<Kind>,
    /// From the noun to the date.
    pub span: Span,
    pub date: &'a DateMention,
    pub sentence: usize,
    /// “the explosion”: one that is known by then.
    pub definite: bool,
}

/// Nouns of what hardly ever happens twice in a story. Sorted.
pub(crate) static NOUNS: Words = Words::new(&[
    "assassination",
    "avalanche",
    "blast",
    "bombing",
    "collapse",
    "collision",
    "coronation",
    "coup",
    "crash",
    "derailment",
    "earthquake",
    "eruption",
    "explosion",
    "funeral",
    "hijacking",
    "launch",
    "massacre",
    "opening",
    "quake",
    "referendum",
    "shipwreck",
    "signing",
    "sinking",
    "stampede",
    "summit",
    "tsunami",
    "wedding",
]);

/// Verbs by which such a noun happens. Sorted.
static HAPPENS: Words = Words::new(&["happened", "held", "hit", "occurred", "place", "shook", "struck", "took", "was"]);

/// Words by which a story has more than one of it, or moves it. Sorted.
static MANY: Words = Words::new(&[
    "aftershock",
    "aftershocks",
    "another",
    "both",
    "each",
    "earlier",
    "every",
    "first",
    "fourth",
    "further",
    "last",
    "later",
    "latest",
    "moved",
    "new",
    "next",
    "originally",
    "other",
    "past",
    "planned",
    "postponed",
    "previous",
    "rescheduled",
    "scheduled",
    "second",
    "separate",
    "similar",
    "third",
    "two",
]);

/// Words by which a sentence tells of one beside another. Sorted.
static OTHER: Words = Words::new(&[
    "again", "also", "another", "both", "earlier", "other", "previous", "recalled", "second", "separate", "similar",
    "third", "too", "unlike",
]);

/// Every happening that a document tells by a noun which means one in it.
#[must_use]
pub fn common<'a>(article: &'a Article<'_>) -> Vec<Common<'a>> {
    let text = &article.text;
    if !text.has(Classes::NAMELESS) {
        return Vec::new();
    }
    let mut found: BTreeMap<&str, Vec<Common<'a>>> = BTreeMap::new();
    for (sentence, dates) in sentences(article).filter(|(_, dates)| !dates.is_empty()) {
        for at in sentence.tokens.clone().filter(|&at| is_noun(text, at)) {
            if let Some(one) = read(text, sentence, dates, at).filter(|one| !is_quoted(article, one.date)) {
                found.entry(one.noun).or_default().push(one);
            }
        }
    }
    found.retain(|noun, _| means_one(text, noun));
    found.into_values().flatten().collect()
}

fn is_noun(text: &Segmented<'_>, at: usize) -> bool {
    text.lexemes[at].classes.has(Classes::NAMELESS)
}

/// Whether a document has no plural of a noun, and no word beside it that tells of more than one.
fn means_one(text: &Segmented<'_>, noun: &str) -> bool {
    const AROUND: usize = 3;
    text.sentences.iter().all(|sentence| {
        sentence.tokens.clone().all(|at| {
            let word = text.lower(at);
            let plural = word.strip_suffix('s').or_else(|| word.strip_suffix("es")).is_some_and(|one| one == noun);
            let near = at.saturating_sub(AROUND).max(sentence.tokens.start)..(at + 2).min(sentence.tokens.end);
            let more = plural || (word == noun && near.into_iter().any(|at| MANY.has(text.lower(at))));
            !more
        })
    })
}

fn read<'a>(text: &'a Segmented<'_>, sentence: &Sentence, dates: &'a [DateMention], at: usize) -> Option<Common<'a>> {
    let date = dates.iter().find(|date| date.tokens.start > at)?;
    let many = sentence.tokens.clone().any(|at| OTHER.has(text.lower(at)));
    let unsure = many || sentence.tokens.clone().any(|at| UNSURE.has(text.text(at)));
    let determiner = determiner(text, sentence, at)?;
    if unsure || !is_day(text, date) || !belongs(text, at + 1..date.tokens.start) {
        return None;
    }
    let noun = text.lower(at);
    let kind = TELLING_WORDS.position(noun).and_then(|word| match TELLING[word].1 {
        Tells::Noun(kind) => Some(kind),
        _ => None,
    });
    Some(Common {
        noun,
        kind,
        span: text.span(at..date.tokens.end),
        date,
        sentence: text.sentence_of(at)?,
        definite: determiner == "the",
    })
}

/// The article of `the explosion`, `an explosion`, `the deadly explosion`.
fn determiner<'a>(text: &'a Segmented<'_>, sentence: &Sentence, at: usize) -> Option<&'a str> {
    let word = |by: usize| at.checked_sub(by).filter(|at| sentence.tokens.contains(at)).map(|at| text.lower(at));
    [1, 2].into_iter().filter_map(word).find(|word| matches!(*word, "the" | "a" | "an"))
}

/// A day of the calendar with its figures: "Friday" may be any.
fn is_day(text: &Segmented<'_>, date: &DateMention) -> bool {
    let figure = |at: usize| matches!(text.tokens[at].kind, TokenKind::Number | TokenKind::Mixed);
    let known = matches!(date.basis, Basis::Explicit | Basis::DocumentDate) && date.length.is_none();
    known && date.kind == TimexType::Date && date.value.len() == 10 && date.tokens.clone().any(figure)
}

/// Whether a date goes with the noun before it: `explosion on 3 May`, `explosion of 3 May`, `explosion happened on 3 May`.
fn belongs(text: &Segmented<'_>, gap: Range<usize>) -> bool {
    const LONGEST: usize = 6;
    let Some(last) = gap.clone().next_back() else { return false };
    let placed =
        |at: usize| matches!(text.lower(at), "in" | "at" | "near" | "the") || text.tokens[at].shape.has_capital();
    let led = text.is_word(last, "on") || (gap.len() == 1 && text.is_word(last, "of"));
    led && gap.len() <= LONGEST && (gap.start..last).all(|at| HAPPENS.has(text.lower(at)) || placed(at))
}

#[cfg(test)]
mod tests {
    use super::{HAPPENS, MANY, NOUNS, OTHER, common};
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        common(&article).iter().map(|one| format!("{} {}", one.noun, one.date.value)).collect()
    }

    #[test]
    fn nouns_with_their_dates() {
        assert_eq!(
            told(
                "An explosion happened on 3 May 2024. The explosion in Velm on 4 May 2024 was loud. The deadly crash of 5 May 2024 was \
                 forgotten. The summit was held in Lund on 6 May 2024."
            ),
            ["crash 2024-05-05", "explosion 2024-05-03", "explosion 2024-05-04", "summit 2024-05-06"]
        );
    }

    #[test]
    fn what_is_many_or_of_another_day() {
        let silent = "The explosion on 3 May 2024 was the second explosion of the year. The crash killed the driver, who was born on 5 May \
                      1980. The next summit is on 6 May 2024. The earthquake on 7 May 2024 was one of many earthquakes. The wedding will \
                      be held on 8 May 2024. The sinking on Friday was told of.";
        assert_eq!(told(silent), Vec::<String>::new());
    }

    #[test]
    fn lists_are_sorted() {
        assert!(OTHER.is_sorted() && NOUNS.is_sorted() && HAPPENS.is_sorted() && MANY.is_sorted());
    }
}
