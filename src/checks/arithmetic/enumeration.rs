//! Shares that stand side by side as parts of one whole: `Harrow won 55% of the vote and Marr 52%`, `50% goes to schools,
//! 40% to roads and 30% to the bridge`, `61 percent in favour and 49 percent against`.
//!
//! `52% were for the stadium, 39% against it and 19% undecided` tells of the answers to one question, each once.
//!
//! Each part is named and has nothing of its own: a year, a place, a group or a threshold beside one of them says that it
//! is a part of something else. How many parts there are from the first share on is all that is told; none or one where
//! they are no parts of one whole.

use std::ops::Range;

use crate::extract::quantity::Quantity;
use crate::segment::{Segmented, TokenKind};
use crate::words::Words;

/// Words between who has a share of a vote and the share.
static HAS: Words = Words::new(&[
    "at", "captured", "claimed", "drew", "gained", "garnered", "get", "gets", "got", "had", "has", "have", "held",
    "holds", "led", "leads", "polled", "polls", "received", "receives", "scored", "secured", "take", "takes", "took",
    "win", "wins", "with", "won",
]);

/// How many of the shares are those of one vote.
pub fn parts_of_vote(text: &Segmented<'_>, sentence: Range<usize>, shares: &[&Quantity]) -> usize {
    let Some(first) = shares.first() else { return 0 };
    let before = first.tokens.start.checked_sub(1).filter(|at| sentence.contains(at));
    let has = before.is_some_and(|at| HAS.has(text.lower(at)) && !text.is_word(at, "at"));
    let Some(mut end) = of_vote(text, first).filter(|_| has) else { return 0 };
    let mut names: Vec<usize> = first_capital(text, sentence.start..first.tokens.start).into_iter().collect();
    let mut parts = 1;
    for share in &shares[1..] {
        let Some(name) = named(text, end..share.tokens.start) else { break };
        names.push(name);
        parts += 1;
        end = of_vote(text, share).unwrap_or(share.tokens.end);
    }
    // "Measure A won 61% of the vote and Measure B 58%": two votes
    let alike = |a: usize| names.iter().any(|&b| a < b && text.text(a) == text.text(b));
    let closed = is_closed(text, end, sentence.end) && !names.iter().any(|&name| alike(name));
    if closed { parts } else { 0 }
}

/// The token behind "of the vote".
fn of_vote(text: &Segmented<'_>, share: &Quantity) -> Option<usize> {
    let at = share.tokens.end;
    let word = |at: usize| text.tokens.get(at).map_or("", |_| text.lower(at));
    let vote = matches!(word(at + 2), "vote" | "votes" | "ballots" | "seats");
    (word(at) == "of" && word(at + 1) == "the" && vote).then_some(at + 3)
}

/// ", the Greens with", "and Marr won": who has the next share, and nothing else; the first word of the name.
fn named(text: &Segmented<'_>, mut between: Range<usize>) -> Option<usize> {
    let mut joined = false;
    while !between.is_empty() && matches!(text.lower(between.start), "," | ";" | "and") {
        joined = true;
        between.start += 1;
    }
    if !between.is_empty() && text.is_word(between.start, "the") {
        between.start += 1;
    }
    while !between.is_empty() && HAS.has(text.lower(between.end - 1)) {
        between.end -= 1;
    }
    let name = |at: usize| text.tokens[at].shape.has_capital() || text.lexemes[at].particle || text.is_mark(at, b'-');
    (joined && !between.is_empty() && between.clone().all(name)).then_some(between.start)
}

fn first_capital(text: &Segmented<'_>, mut tokens: Range<usize>) -> Option<usize> {
    tokens.find(|&at| text.tokens[at].shape.has_capital())
}

/// Whether nothing behind the last part says of what it is one: "in 2024", "among women", "counted".
fn is_closed(text: &Segmented<'_>, end: usize, limit: usize) -> bool {
    let word = |at: usize| if at < limit { text.lower(at) } else { "" };
    let scope = matches!(word(end + 1), "across" | "among" | "at" | "by" | "for" | "in" | "on");
    end >= limit || matches!(word(end), "." | ";" | "!" | "”" | "\"") || word(end) == "," && !scope
}

/// How many words say where a share of money goes, at most.
const WHERE: usize = 6;

/// How many of the shares say where one sum of money goes.
pub fn parts_of_money(text: &Segmented<'_>, sentence: Range<usize>, shares: &[&Quantity]) -> usize {
    let word = |at: usize| if at < sentence.end { text.lower(at) } else { "" };
    let goes = |at: usize| matches!(word(at), "go" | "goes" | "went");
    let goes_to = |share: &Quantity| {
        let at = share.tokens.end;
        (word(at) == "to").then_some(at + 1).or_else(|| (goes(at) && word(at + 1) == "to").then_some(at + 2))
    };
    let Some(first) = shares.first().filter(|first| goes(first.tokens.end)) else { return 0 };
    let Some(mut start) = goes_to(first) else { return 0 };
    let mut parts = 1;
    for share in &shares[1..] {
        let between = start..share.tokens.start;
        let marks = between.clone().rev().take_while(|&at| matches!(text.lower(at), "," | ";" | "and")).count();
        let place = between.start..between.end - marks.min(between.len());
        // "to schools and parks, 40% to roads"
        let plain = place.clone().all(|at| text.tokens[at].kind == TokenKind::Word);
        let (true, Some(next)) = (marks > 0 && plain && (1..=WHERE).contains(&place.len()), goes_to(share)) else {
            break;
        };
        parts += 1;
        start = next;
    }
    parts
}

/// "61 percent in favour and 49 percent against": both sides of one vote.
pub fn sides_of_vote(text: &Segmented<'_>, shares: &[&Quantity]) -> usize {
    let [one, other, ..] = shares else { return 0 };
    let between: Vec<&str> = (one.tokens.end..other.tokens.start).map(|at| text.lower(at)).collect();
    let favour = match between[..] {
        ["in", "favour" | "favor", ref rest @ ..] => Some(rest),
        ["for" | "yes", ref rest @ ..] => Some(rest),
        _ => None,
    };
    let joined = favour.is_some_and(|rest| matches!(rest, ["," | "and" | "to"] | [",", "and" | "to"]));
    let against = text.tokens.get(other.tokens.end).is_some_and(|_| text.is_word(other.tokens.end, "against"));
    if joined && against { 2 } else { 0 }
}

/// What somebody answers to a question, one of three ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    For,
    Against,
    Neither,
}

/// How many tokens behind an answer say what it is about, at most.
const ABOUT: usize = 6;

/// How many of the figures, shares or counts, are those who gave the different answers to one question.
pub fn parts_of_answers(text: &Segmented<'_>, sentence: Range<usize>, figures: &[&Quantity]) -> usize {
    let mut given: Vec<Answer> = Vec::new();
    let mut end = sentence.start;
    for (at, figure) in figures.iter().enumerate() {
        let next = figures.get(at + 1).map_or(sentence.end, |next| next.tokens.start);
        let Some((answer, behind)) = answer(text, figure.tokens.end..next) else { break };
        let joined = at == 0 || follows(text, end..figure.tokens.start, at == 1);
        if !joined || given.contains(&answer) {
            return 0;
        }
        given.push(answer);
        end = behind;
    }
    // "60% were for the bridge and 70% against the tunnel"
    let of_it = end < sentence.end && text.is_word(end, "it");
    let closed = end >= sentence.end || of_it || text.tokens[end].kind == TokenKind::Mark;
    if closed || given.last() == Some(&Answer::Neither) { given.len() } else { 0 }
}

/// ", ", " and ", "for the new stadium, ": only the first answer says what it is about; the others are to the same.
fn follows(text: &Segmented<'_>, between: Range<usize>, second: bool) -> bool {
    let joins =
        |at: usize| matches!(text.lower(at), "," | ";" | "and" | "while" | "with" | "some" | "another" | "only");
    let marks = between.clone().rev().take_while(|&at| joins(at)).count();
    let about = between.start..between.end - marks;
    let of_it = about.len() == 1 && text.is_word(about.start, "it");
    let plain = second && about.len() <= ABOUT && about.clone().all(|at| text.tokens[at].kind == TokenKind::Word);
    marks > 0 && (about.is_empty() || of_it || plain)
}

/// The answer that those give who are counted, where nothing but their verb stands before it; and the token behind it.
fn answer(text: &Segmented<'_>, behind: Range<usize>) -> Option<(Answer, usize)> {
    let word = |at: usize| if at < behind.end { text.lower(at) } else { "" };
    let mut at = behind.start;
    if matches!(word(at), "were" | "are" | "was" | "is" | "said" | "say" | "voted" | "vote" | "answered" | "responded")
    {
        at += 1;
    }
    let found = match (word(at), word(at + 1), word(at + 2)) {
        ("in", "favour" | "favor", "of") => (Answer::For, 3),
        ("in", "favour" | "favor", _) => (Answer::For, 2),
        ("yes" | "for" | "supported", ..) => (Answer::For, 1),
        ("no", "opinion" | "view", _) => (Answer::Neither, 2),
        ("no" | "against" | "opposed", ..) => (Answer::Against, 1),
        ("had" | "have", "no", "opinion" | "view") | ("did" | "do", "not", "know") => (Answer::Neither, 3),
        ("didn't" | "didn’t" | "don't" | "don’t", "know", _) => (Answer::Neither, 2),
        ("undecided" | "unsure" | "abstained" | "abstaining", ..) => (Answer::Neither, 1),
        _ => return None,
    };
    // "no to the first question"
    let (answer, used) = found;
    (answer == Answer::For || word(at + used) != "to").then_some((answer, at + used))
}
