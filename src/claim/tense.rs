//! Whether a clause tells of what has happened or of what is to come, by its verbs and by words such as "scheduled".

use std::ops::Range;

use crate::segment::{Segmented, Shape, TokenKind};
use crate::words::Words;

/// When a clause is told to happen, as far as its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Past,
    /// To come, planned, wished for, supposed or denied.
    Open,
    Unclear,
}

/// Words by which a clause speaks of what has not happened, or not yet. Sorted.
static OPEN: Words = Words::new(&[
    "ahead",
    "aim",
    "aimed",
    "aiming",
    "aims",
    "anticipated",
    "before",
    "by",
    "can",
    "contract",
    "could",
    "deadline",
    "due",
    "eventually",
    "expect",
    "expected",
    "expects",
    "expires",
    "extend",
    "extended",
    "extending",
    "forecast",
    "forthcoming",
    "future",
    "goal",
    "hope",
    "hoped",
    "hopes",
    "if",
    "intends",
    "later",
    "may",
    "might",
    "must",
    "next",
    "plan",
    "planned",
    "planning",
    "plans",
    "postponed",
    "predict",
    "predicted",
    "predicts",
    "project",
    "projected",
    "projects",
    "propose",
    "proposed",
    "rescheduled",
    "schedule",
    "scheduled",
    "set",
    "shall",
    "should",
    "slated",
    "target",
    "targets",
    "through",
    "till",
    "toward",
    "towards",
    "unless",
    "until",
    "upcoming",
    "will",
    "would",
]);

/// Words of stories that did not happen. Sorted.
static FICTION: Words = Words::new(&[
    "fiction",
    "fictional",
    "film",
    "movie",
    "novel",
    "scenario",
    "screenplay",
    "simulated",
    "simulation",
    "videogame",
]);

/// Verbs whose past is no "-ed", as far as news uses them with dates. Sorted.
static IRREGULAR: Words = Words::new(&[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "did", "died", "drew",
    "drove", "fell", "fled", "flew", "fought", "found", "gave", "got", "grew", "had", "happened", "held", "hit",
    "kept", "knew", "laid", "led", "left", "lost", "made", "met", "paid", "ran", "rose", "said", "sank", "sat", "saw",
    "sent", "shot", "shut", "sold", "spent", "spoke", "spread", "stood", "struck", "swore", "taught", "threw", "told",
    "took", "was", "went", "were", "withdrew", "won", "wrote",
]);

/// Marks that part clauses, and those that also part what is put in between.
const CLAUSE: &[&str] = &[";", "—", "–", ":", "(", ")"];
const INSERTION: &[&str] = &[";", "—", "–", ":", "(", ")", ","];

/// What the clause around some tokens (a date, say) tells.
///
/// Between two commas a past tense before the tokens and nothing open is enough ("which began in December 2019");
/// otherwise nothing in the whole sentence may be open.
#[must_use]
pub fn told(text: &Segmented<'_>, tokens: Range<usize>) -> Told {
    let Some(sentence) = text.sentence_of(tokens.start) else { return Told::Unclear };
    let sentence = text.sentences[sentence].tokens.clone();
    if sentence.clone().any(|at| FICTION.has(text.lower(at))) {
        return Told::Open;
    }
    let inner = clause(text, &sentence, &tokens, INSERTION);
    let governed = (inner.start..tokens.start).rev().find_map(|at| governs(text, at));
    if governed == Some(Told::Past) && !inner.clone().any(|at| is_open(text, at)) {
        return Told::Past;
    }
    let clause = clause(text, &sentence, &tokens, CLAUSE);
    let governed = (clause.start..tokens.start).rev().find_map(|at| governs(text, at));
    if governed == Some(Told::Open) || sentence.clone().any(|at| is_open(text, at)) {
        return Told::Open;
    }
    let past = clause.filter(|at| !tokens.contains(at)).any(|at| is_past(text, at));
    if past { Told::Past } else { Told::Unclear }
}

/// What a word before a date makes of it, when it is the nearest one that makes anything of it: an infinitive ("to start
/// trading on July 1") and "starting" leave it open.
fn governs(text: &Segmented<'_>, at: usize) -> Option<Told> {
    if is_past(text, at) {
        return Some(Told::Past);
    }
    // "to lorries" is no infinitive: hardly any verb ends in a single "s"
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss");
    let infinitive = text.lower(at) == "to"
        && text.tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Lower)
        && !is_determiner(text.lower(at + 1))
        && !plural(text.lower(at + 1));
    (infinitive || matches!(text.lower(at), "starting" | "beginning" | "effective")).then_some(Told::Open)
}

fn is_determiner(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "this" | "that" | "these" | "those")
}

fn is_open(text: &Segmented<'_>, at: usize) -> bool {
    // "May" and "Will" with a capital are a month and a name
    text.tokens[at].shape == Shape::Lower
        && (OPEN.has(text.lower(at)) || (text.lower(at) == "to" && is_base(text, at + 1)))
        || text.lower(at).ends_with("’ll")
        || text.lower(at).ends_with("'ll")
}

/// "is to open", "are to meet": an infinitive after a form of "be".
fn is_base(text: &Segmented<'_>, at: usize) -> bool {
    at >= 2
        && at < text.tokens.len()
        && text.tokens[at].shape == Shape::Lower
        && matches!(text.lower(at - 2), "is" | "are" | "was" | "were")
}

/// Whether a token is a verb in the past tense, or a participle that stands for one.
#[must_use]
pub fn is_past(text: &Segmented<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    if token.kind != TokenKind::Word || token.shape != Shape::Lower {
        return false;
    }
    let word = text.lower(at);
    if IRREGULAR.has(word) {
        return true;
    }
    let regular = word.len() > 4
        && word.ends_with("ed")
        && !matches!(
            word,
            "hundred"
                | "indeed"
                | "speed"
                | "exceed"
                | "proceed"
                | "succeed"
                | "need"
                | "based"
                | "related"
                | "armed"
                | "united"
        );
    // "the proposed law", "a planned visit": an adjective between article and noun; "to be released": still to come
    let before = if at > 0 { text.lower(at - 1) } else { "" };
    regular && !matches!(before, "a" | "an" | "the" | "to" | "be" | "its" | "his" | "her" | "their")
}

/// The tokens around some, up to the nearest marks that end a clause.
fn clause(text: &Segmented<'_>, sentence: &Range<usize>, tokens: &Range<usize>, marks: &[&str]) -> Range<usize> {
    let ends = |at: &usize| marks.contains(&text.text(*at));
    let first = (sentence.start..tokens.start).rev().find(|at| ends(at)).map_or(sentence.start, |at| at + 1);
    let last = (tokens.end..sentence.end).find(|at| ends(at)).unwrap_or(sentence.end);
    first..last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    fn told_of(sentence: &str, date: &str) -> Told {
        let source = Source::new(SourceId(0), "a.txt".into(), sentence.into(), Encoding::Utf8 { bom: false });
        let text = segment(read(&source));
        let start = sentence.find(date).expect("the date is there");
        let tokens = text.tokens_in(crate::source::Span::new(start, start + date.len()));
        told(&text, tokens)
    }

    #[test]
    fn lists_are_sorted() {
        assert!(OPEN.is_sorted());
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn past_and_open() {
        assert_eq!(told_of("He declared martial law in December 2024.", "December 2024"), Told::Past);
        assert_eq!(told_of("The bridge was opened in May 2019.", "May 2019"), Told::Past);
        assert_eq!(told_of("The vote was scheduled for May 2026.", "May 2026"), Told::Open);
        assert_eq!(told_of("The league said the season will start in May 2026.", "May 2026"), Told::Open);
        assert_eq!(told_of("The museum is to open in May 2026.", "May 2026"), Told::Open);
        assert_eq!(told_of("He had seen enough to start trading in July 2026.", "July 2026"), Told::Open);
        assert_eq!(told_of("She was the best to lead the city starting in January 2027.", "January 2027"), Told::Open);
        assert_eq!(told_of("He went to the theatre in May 2019.", "May 2019"), Told::Past);
        assert_eq!(told_of("The outbreak, which began in May 2019, may call for measures.", "May 2019"), Told::Past);
        assert_eq!(told_of("It showed a system, to be released in May 2027.", "May 2027"), Told::Open);
        assert_eq!(told_of("An agenda for 2030.", "2030"), Told::Unclear);
    }
}
