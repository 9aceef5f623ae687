//! Two near spellings that an article itself tells apart: as two people, as an old name and a new one, or as a spelling that
//! it speaks of.

use std::ops::Range;

use super::super::Use;
use super::super::forms::Form;
use super::Pair;
use crate::extract::name::NameKind;
use crate::segment::{Segmented, TokenKind};
use crate::words::Words;

/// Words of a sentence that tells of two names, or of one that is spelled in two ways. Sorted.
static NAMING: Words = Words::new(&[
    "aka",
    "alias",
    "formerly",
    "maiden",
    "misspell",
    "misspelled",
    "misspelling",
    "misspells",
    "misspelt",
    "namesake",
    "namesakes",
    "nee",
    "née",
    "renamed",
    "unrelated",
]);

/// What may be changed, and what two people may not be.
const CHANGED: &[(&str, &[&str])] = &[
    ("changed", &["name", "names", "spelling", "surname"]),
    ("changing", &["name", "names", "spelling", "surname"]),
    ("no", &["relation", "relations"]),
    ("not", &["related"]),
];

/// How many words stand between them at most.
const BETWEEN: usize = 4;

/// How far two names are apart at most of which a sentence tells that they are two, and how many words behind the later one
/// may tell so.
const TOGETHER: usize = 25;
const BEHIND: usize = 8;

impl Pair<'_, '_, '_> {
    /// Whether the article tells that the two spellings are of two people, or speaks of one of them as a spelling.
    pub(super) fn are_told_apart(&self) -> bool {
        self.are_named_together()
            || self.have_other_ages()
            || self.is_one_quoted()
            || [self.odd, self.fair]
                .iter()
                .any(|form| form.uses.iter().any(|&used| self.is_spelled_by_its_bearer(used)))
            || self.is_model_of_a_character()
            || self.is_opposed()
    }

    /// The words behind a name in its sentence, so many at most.
    fn behind(&self, used: Use) -> impl Iterator<Item = usize> {
        let (text, end) = (&self.article.text, self.name(used).tokens.end);
        let sentence = text.sentence_of(self.start(used)).map_or(end, |at| text.sentences[at].tokens.end);
        end..sentence.min(end + BEHIND)
    }

    /// "Pavel Petrow spells himself with a w", "Anna Belle writes her name with an e".
    fn is_spelled_by_its_bearer(&self, used: Use) -> bool {
        let text = &self.article.text;
        let spells = |at: usize| matches!(text.lower(at), "spells" | "spelled" | "spelt" | "writes" | "wrote");
        let own = |at: usize| match text.lower(at) {
            "himself" | "herself" | "themselves" => true,
            "his" | "her" | "their" => {
                matches!(text.tokens.get(at + 1).map_or("", |_| text.lower(at + 1)), "name" | "surname")
            }
            _ => false,
        };
        let verb = self.behind(used).find(|&at| spells(at));
        verb.is_some_and(|verb| verb + 1 < text.tokens.len() && own(verb + 1))
    }

    /// "Tessa Forde, on whom she's modelled": who is no character, but another whose name is near.
    fn is_model_of_a_character(&self) -> bool {
        let text = &self.article.text;
        let model = |&used: &Use| {
            let mut behind = self.behind(used).skip_while(|&at| !text.is_word(at, "whom"));
            let on = behind.next().is_some_and(|at| text.is_word(at - 1, "on"));
            on && behind.any(|at| matches!(text.lower(at), "based" | "modelled" | "modeled"))
        };
        self.odd.uses.iter().any(model) != self.fair.uses.iter().any(model)
    }

    /// "Michael Berg was elected. His opponent, Michel Berg, came third": whose rival stands right behind their own name.
    fn is_opposed(&self) -> bool {
        let text = &self.article.text;
        let rival = |used: Use| {
            let start = self.start(used);
            let before = |back: usize| start.checked_sub(back).map_or("", |at| text.lower(at));
            let comma = usize::from(before(1) == ",");
            matches!(before(1 + comma), "challenger" | "opponent" | "predecessor" | "rival" | "successor")
                && matches!(before(2 + comma), "his" | "her" | "their")
        };
        // the name last read is the one that "his" stands for
        let last_named = |used: Use| {
            let mut earlier = self.article.names[..used.0].iter().rev();
            earlier.find(|name| name.kind == NameKind::Person).map(|name| &name.tokens)
        };
        let of = |one: &Form<'_>, other: &Form<'_>| {
            one.uses.iter().any(|&used| {
                rival(used) && other.uses.iter().any(|&other| last_named(used) == Some(&self.name(other).tokens))
            })
        };
        of(self.odd, self.fair) || of(self.fair, self.odd)
    }

    /// Both in one sentence that names nobody in full twice: "Elena Petrova beat Elena Petrović", or one that tells of
    /// names: "Anna Bell (née Ball)".
    fn are_named_together(&self) -> bool {
        let text = &self.article.text;
        let full = |used: Use| self.is_family_of_full(used) && !self.article.is_quoted(self.start(used));
        self.odd.uses.iter().any(|&odd| {
            let Some(sentence) = text.sentence_of(self.start(odd)) else { return false };
            let tokens = &text.sentences[sentence].tokens;
            let mut together = self.fair.uses.iter().filter(|&&fair| tokens.contains(&self.start(fair)));
            together.any(|&fair| {
                let (first, last) = (self.start(odd).min(self.start(fair)), self.start(odd).max(self.start(fair)));
                let stretch = first..tokens.end.min(last + BEHIND);
                full(odd) && full(fair) || last - first <= TOGETHER && tells_of_names(text, &stretch)
            })
        })
    }

    /// Whether a use is the family name of somebody with a given name.
    fn is_family_of_full(&self, used: Use) -> bool {
        let name = self.name(used);
        name.kind == NameKind::Person && !name.given.is_empty() && name.family.contains(&used.1)
    }

    /// "Tom Reid, 44, …", "Tom Reed, 51, …".
    fn have_other_ages(&self) -> bool {
        let ages = |form: &Form<'_>| -> Vec<&str> { form.uses.iter().filter_map(|&used| self.age(used)).collect() };
        let (odd, fair) = (ages(self.odd), ages(self.fair));
        !odd.is_empty() && !fair.is_empty() && !odd.iter().any(|age| fair.contains(age))
    }

    /// The number between commas or in brackets behind a name.
    fn age(&self, used: Use) -> Option<&str> {
        let (text, end) = (&self.article.text, self.name(used).tokens.end);
        if end + 2 >= text.tokens.len() || !matches!(text.text(end), "," | "(") {
            return None;
        }
        let age = text.text(end + 1);
        let closed = matches!(text.text(end + 2), "," | ")" | "." | ";");
        (closed && text.tokens[end + 1].kind == TokenKind::Number && age.len() <= 2).then_some(age)
    }

    /// The name on a contract, in quotation marks wherever it stands, while the other has none.
    fn is_one_quoted(&self) -> bool {
        let always = |form: &Form<'_>| form.uses.iter().all(|&used| self.is_quoted_alone(used));
        let never = |form: &Form<'_>| !form.uses.iter().any(|&used| self.is_quoted_alone(used));
        always(self.odd) && never(self.fair) || always(self.fair) && never(self.odd)
    }

    /// Whether quotation marks enclose the name and nothing else.
    fn is_quoted_alone(&self, used: Use) -> bool {
        let Range { start, end } = self.name(used).tokens.clone();
        let text = &self.article.text;
        let opens = start > 0 && matches!(text.text(start - 1), "\"" | "“" | "'" | "‘" | "«");
        let comma = usize::from(end < text.tokens.len() && matches!(text.text(end), "," | "."));
        let closes = end + comma < text.tokens.len() && matches!(text.text(end + comma), "\"" | "”" | "'" | "’" | "»");
        opens && closes
    }

    fn start(&self, used: Use) -> usize {
        self.name(used).tokens.start
    }
}

/// Whether some words tell how somebody is called, or that two people are no relations.
fn tells_of_names(text: &Segmented<'_>, stretch: &Range<usize>) -> bool {
    stretch.clone().any(|at| {
        let word = text.lower(at);
        NAMING.has(word)
            || CHANGED.iter().any(|(first, others)| {
                *first == word && (at + 1..stretch.end.min(at + 1 + BETWEEN)).any(|at| others.contains(&text.lower(at)))
            })
    })
}
