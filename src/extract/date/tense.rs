//! The tense of the clause around an expression, by the nearest word that tells it.

use crate::lexeme::Classes;
use crate::segment::{Segmented, Shape, TokenKind};
use crate::words::Words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
}

/// The tense at some tokens: the nearest verb before them in their sentence, else the nearest after.
///
/// What is told to be done by or until a day lies ahead.
pub fn tense(text: &Segmented<'_>, start: usize, end: usize) -> Option<Tense> {
    let sentence = &text.sentences[text.sentence_of(start)?];
    let first = sentence.tokens.start;
    if start > first {
        match text.lower(start - 1) {
            // "by Wednesday, the dollar had climbed"
            "by" if end < sentence.tokens.end
                && text.text(end) == ","
                && past_follows(text, end, sentence.tokens.end) =>
            {
                return Some(Tense::Past);
            }
            // "the week beginning 3 March was quiet"
            "ending" | "beginning" | "starting"
                if (first..start - 1).all(|at| of_word(text, at).is_none())
                    && past_follows(text, end, sentence.tokens.end) =>
            {
                return Some(Tense::Past);
            }
            "by" | "until" | "till" | "payable" | "due" | "ending" | "beginning" | "starting" => {
                return Some(Tense::Future);
            }
            "since" => return Some(Tense::Past),
            // "a hearing was set for Friday", but "figures for January"
            "for" if text.lower(start).ends_with("day") => return Some(Tense::Future),
            // "the hearing is Monday", "is on 3 May"
            "is" | "are" => return Some(Tense::Future),
            "on" if start > first + 1 && matches!(text.lower(start - 2), "is" | "are") => return Some(Tense::Future),
            // "until at least Friday"
            "least" if start > first + 2 && matches!(text.lower(start - 3), "by" | "until" | "till") => {
                return Some(Tense::Future);
            }
            _ => {}
        }
    }
    if is_intended(text, first, start) {
        return Some(Tense::Future);
    }
    let near = (first..start).rev().find_map(|at| of_word(text, at).map(|tense| (at, tense)));
    // "the game is at home Saturday", "visitation is from 2 p.m. Sunday"
    if let Some((at, Tense::Present)) = near
        && matches!(text.lower(at), "is" | "are")
        && text.lower(start.max(end) - 1).ends_with("day")
        && (start - at <= 4 || text.tokens[start].kind == TokenKind::Number)
    {
        return Some(Tense::Future);
    }
    let before = near.map(|(_, tense)| tense);
    // "On May 18, the firm said, it will redeem the notes"
    let after = |said: bool| {
        let verbs = (end..sentence.tokens.end).filter(|&at| said || !is(text, at, Classes::SAID));
        verbs.into_iter().find_map(|at| of_word(text, at))
    };
    before.or_else(|| after(false)).or_else(|| after(true))
}

/// Whether the first verb behind an expression is in the past.
fn past_follows(text: &Segmented<'_>, from: usize, end: usize) -> bool {
    (from..end).find_map(|at| of_word(text, at)) == Some(Tense::Past)
}

/// Whether what is told before `start` is what somebody means to do: "threatened to strike on Thursday".
fn is_intended(text: &Segmented<'_>, first: usize, start: usize) -> bool {
    let verb = (first..start).rev().find(|&at| is(text, at, Classes::INTENT) || of_word(text, at).is_some());
    verb.is_some_and(|verb| {
        is(text, verb, Classes::INTENT) && (verb + 1..start).take(4).any(|at| text.lower(at) == "to" && at + 2 < start)
    })
}

/// Whether a token is a word of a list.
#[inline]
fn is(text: &Segmented<'_>, at: usize, class: Classes) -> bool {
    text.lexemes[at].classes.has(class)
}

/// Whether a word may tell a tense: most don't, whatever is beside them.
#[inline]
fn may_tell(text: &Segmented<'_>, at: usize) -> bool {
    const TELLING: Classes =
        Classes::FUTURE.with(Classes::PAST).with(Classes::PRESENT).with(Classes::TENSE_OF_TWO).with(Classes::WILL);
    is(text, at, TELLING) || (at > 1 && text.is_word(at - 1, "be"))
}

#[inline]
fn of_word(text: &Segmented<'_>, at: usize) -> Option<Tense> {
    if may_tell(text, at) { told(text, at) } else { None }
}

fn told(text: &Segmented<'_>, at: usize) -> Option<Tense> {
    if text.tokens[at].kind != TokenKind::Word {
        return None;
    }
    let word = text.lower(at);
    // "in April and May"
    if word == "may" && text.tokens[at].shape == Shape::Capitalised && is_due(text, at) {
        return None;
    }
    let next = if at + 1 < text.tokens.len() { text.lower(at + 1) } else { "" };
    if next == "to" && matches!(word, "set" | "is" | "are" | "likely") {
        return Some(Tense::Future);
    }
    // "should be completed", "to be held": the participle alone says nothing
    if at > 1 && text.lower(at - 1) == "be" {
        return (text.lower(at - 2) == "to").then_some(Tense::Future);
    }
    // what the timetable says is told in the present: "the session opens Monday", "takes effect on Friday"
    if SCHEDULED.has(word) || (word == "takes" && matches!(next, "effect" | "place" | "office")) {
        return Some(Tense::Future);
    }
    // "analysts had expected a decline": what was expected is over
    if word.ends_with("ed") && at > 0 && text.lower(at - 1) == "had" && next != "to" {
        return Some(Tense::Past);
    }
    if is(text, at, Classes::FUTURE | Classes::WILL) {
        return Some(Tense::Future);
    }
    if is(text, at, Classes::PAST) {
        return Some(Tense::Past);
    }
    is(text, at, Classes::PRESENT).then_some(Tense::Present)
}

/// What the ending of a word in lower case says of it.
#[inline]
pub(crate) fn by_ending(word: &str) -> Classes {
    match word.as_bytes() {
        // "had expected" tells more than "expected"
        [.., b'e', b'd'] if word.len() > 4 && !NO_VERBS.has(word) => Classes::TENSE_OF_TWO | Classes::PAST,
        [.., b'e', b'd'] => Classes::TENSE_OF_TWO,
        [.., b'l', b'l'] if word.ends_with("'ll") || word.ends_with("’ll") => Classes::WILL,
        _ => Classes::NONE,
    }
}

/// Whether a month stands well behind the word before.
fn is_due(text: &Segmented<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| text.lower(at));
    matches!(
        before,
        "in" | "and"
            | "or"
            | "to"
            | "of"
            | "since"
            | "from"
            | "until"
            | "by"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "during"
            | "through"
    )
}

/// Whether the verb nearest before an expression only says who spoke: it does not tell when the rest is.
pub fn is_said(text: &Segmented<'_>, start: usize) -> bool {
    let Some(sentence) = text.sentence_of(start) else { return false };
    let verb = (text.sentences[sentence].tokens.start..start).rev().find(|&at| of_word(text, at).is_some());
    verb.is_some_and(|at| is(text, at, Classes::SAID))
}

/// Whether a word is an irregular past tense: "fell", "rose".
pub fn is_past(word: &str) -> bool {
    PAST.has(word)
}

pub(crate) static FUTURE: Words = Words::new(&[
    "can",
    "could",
    "due",
    "expect",
    "expected",
    "expects",
    "hopes",
    "intends",
    "may",
    "might",
    "must",
    "planned",
    "plans",
    "poised",
    "scheduled",
    "shall",
    "should",
    "slated",
    "upcoming",
    "will",
    "won't",
    "won’t",
    "would",
]);

pub(crate) static PAST: Words = Words::new(&[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "cut", "did", "died", "fell", "felt",
    "flew", "fought", "found", "gave", "got", "grew", "had", "held", "hit", "kept", "knew", "lay", "led", "left",
    "lost", "made", "met", "paid", "ran", "rose", "said", "sank", "sat", "saw", "sent", "shot", "sold", "spent",
    "spoke", "stood", "struck", "taught", "thought", "told", "took", "was", "went", "were", "withdrew", "won", "wrote",
]);

pub(crate) static PRESENT: Words = Words::new(&["am", "are", "do", "does", "has", "have", "is", "says"]);

/// Words that tell a tense with the word behind them: "is to", "takes effect".
pub(crate) static OF_TWO: Words = Words::new(&["are", "is", "likely", "set", "takes"]);

/// Verbs of timetables in the present tense.
pub(crate) static SCHEDULED: Words = Words::new(&[
    "airs",
    "begin",
    "begins",
    "closes",
    "concludes",
    "convene",
    "convenes",
    "debuts",
    "ends",
    "expire",
    "expires",
    "meets",
    "opens",
    "premieres",
    "reopens",
    "resume",
    "resumes",
    "starts",
]);

/// Verbs that say who spoke.
pub(crate) static SAYING: Words = Words::new(&["added", "announced", "reported", "said", "says", "told"]);

/// Verbs after which an infinitive tells what is to be done.
pub(crate) static INTENT: Words = Words::new(&[
    "agreed",
    "aim",
    "aims",
    "asked",
    "decided",
    "intend",
    "invited",
    "ordered",
    "pledged",
    "prepared",
    "promised",
    "seek",
    "seeks",
    "threatened",
    "urged",
    "voted",
    "vowed",
    "want",
    "wants",
]);

/// Words in -ed that tell no tense.
static NO_VERBS: Words =
    Words::new(&["exceed", "hundred", "indeed", "kindred", "naked", "proceed", "sacred", "speed", "succeed", "united"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [&FUTURE, &OF_TWO, &PRESENT, &SCHEDULED, &NO_VERBS, &PAST, &SAYING, &INTENT] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
