//! Sentences -> how long something went on, told behind its two ends: “opened in 1956 and closed in 1982 after 26 years”, “lit in
//! 1873 and switched off in 2012, 139 years later”, “set in 1988, stood for 33 years until 2021”, “on 12 March, four days after the
//! murder on 8 March”.
//!
//! The length is that between the two dates only where the sentence tells of nothing else that it may be counted from: “after” wants
//! verbs by which one thing begins and ends, “later” counts from the date before.

use std::ops::Range;

use super::course::{begins_there, ends_there};
use super::lasting::Lasting;
use super::timeline::{are_placed, ends, has, reads};
use crate::extract::date::{Basis, DateMention, TimexType, Unit};
use crate::segment::{Segmented, Sentence};

/// The longest way from one date to the other.
const LONGEST: usize = 14;

/// Every length of a sentence that is told behind the dates that it lies between.
#[must_use]
pub fn read<'d>(text: &Segmented<'_>, sentence: &Sentence, dates: &'d [DateMention]) -> Vec<Lasting<'d>> {
    dates
        .windows(3)
        .filter_map(|three| {
            behind(text, sentence, three)
                .or_else(|| between(text, three))
                .or_else(|| later(text, sentence, three))
                .or_else(|| counted(text, three))
        })
        .collect()
}

/// `joined the firm in 1989 and retired 30 years later, in 2009`: the second date is told after the length that leads to it.
fn later<'d>(text: &Segmented<'_>, sentence: &Sentence, three: &'d [DateMention]) -> Option<Lasting<'d>> {
    let [first, length, last] = three else { return None };
    let told = length.length.is_some_and(|length| length.unit >= Unit::Month)
        && text.is_word(length.tokens.end - 1, "later")
        && reads(text, length.tokens.end..last.tokens.start, &[&[",", "in"], &[",", "on"], &["in"]])
        && ends(text, sentence, last.tokens.end);
    let gap = first.tokens.end..length.tokens.start;
    let plain =
        gap.len() <= LONGEST && !has(text, gap, &[";", ":", "(", ")", "—", "–", "from", "to", "until", "between"]);
    (told && plain && are_explicit(first, last)).then_some(Lasting { length, first, last, loose: true })
}

/// `arrested on 12 March 2026, four days after the murder on 5 March`: so long after or before a day that is told with what
/// happened on it.
fn counted<'d>(text: &Segmented<'_>, three: &'d [DateMention]) -> Option<Lasting<'d>> {
    const FAR: usize = 8;
    const PARTING: &[&str] = &[
        ",", ";", ":", "(", ")", "—", "–", "and", "as", "between", "but", "by", "for", "from", "if", "or", "since",
        "than", "that", "to", "until", "when", "where", "which", "while", "who", "whose", "with",
    ];
    let [day, length, other] = three else { return None };
    let whole = |date: &DateMention| date.interval.is_some_and(|days| days.first == days.last);
    let dated = are_placed(day, other) && whole(day) && whole(other) && length.kind == TimexType::Duration;
    let side = length.tokens.end;
    let gap = side + 1..other.tokens.start;
    let (after, before) = (text.is_word(side, "after"), text.is_word(side, "before"));
    let near = dated
        && length.length.is_some()
        && (after || before)
        && !has(text, length.tokens.clone(), &["working", "business", "trading", "school"])
        && reads(text, day.tokens.end..length.tokens.start, &[&[","], &["—"], &["–"], &[]])
        && (2..=FAR).contains(&gap.len())
        && matches!(text.lower(gap.end - 1), "on" | "of")
        && !has(text, gap, PARTING);
    let (first, last) = if after { (other, day) } else { (day, other) };
    near.then_some(Lasting {
        length,
        first,
        last,
        loose: length.length.is_some_and(|length| length.unit >= Unit::Month),
    })
}

/// `opened in 1956 and closed in 1982 after 26 years`, `…, 26 years later`.
fn behind<'d>(text: &Segmented<'_>, sentence: &Sentence, three: &'d [DateMention]) -> Option<Lasting<'d>> {
    let [first, last, length] = three else { return None };
    let to_length = last.tokens.end..length.tokens.start;
    let apart = first.tokens.end..last.tokens.start;
    let in_years = length.length.is_some_and(|length| length.unit >= Unit::Year);
    let plain = in_years
        && are_explicit(first, last)
        && ends(text, sentence, length.tokens.end)
        && apart.len() <= LONGEST
        && !has(text, apart.clone(), &[";", ":", "(", ")", "—", "–", "from", "to", "until", "between"]);
    if !plain {
        return None;
    }
    // what closes, opens and closes again has gone on for less
    let after = length.kind == TimexType::Duration
        && reads(text, to_length.clone(), &[&["after"]])
        && !has(text, sentence.tokens.clone(), &["again", "reopened"])
        && is_one(text, sentence, first, &apart);
    let later = text.is_word(length.tokens.end - 1, "later") && reads(text, to_length, &[&[","]]);
    (after || later).then_some(Lasting { length, first, last, loose: true })
}

/// Whether the verbs of two dates are of one thing or person: begin and end, or join and leave.
fn is_one(text: &Segmented<'_>, sentence: &Sentence, first: &DateMention, apart: &Range<usize>) -> bool {
    const WAY: usize = 6;
    let before = || (sentence.tokens.start.max(first.tokens.start.saturating_sub(WAY))..first.tokens.start).rev();
    let Some(begin) = before().find(|&at| begins_there(text, at) || joins(text, at)) else { return false };
    let linked = apart.clone().take(2).all(|at| text.is_mark(at, b',') || text.is_word(at, "and") || verb(text, at));
    let other = has(text, apart.clone(), &["he", "she", "they", "who", "which", "that", "whose", "when", "where"]);
    let end = apart.clone().find(|&at| verb(text, at));
    linked && !other && end.is_some_and(|end| joins(text, begin) == leaves(text, end))
}

fn verb(text: &Segmented<'_>, at: usize) -> bool {
    ends_there(text, at) || leaves(text, at)
}

/// People come to something, and leave it.
fn joins(text: &Segmented<'_>, at: usize) -> bool {
    matches!(text.lower(at), "joined" | "entered")
}

fn leaves(text: &Segmented<'_>, at: usize) -> bool {
    matches!(text.lower(at), "left" | "quit")
}

/// `The record, set in 1988, stood for 33 years until 2021`, `took over in 2004 and stayed for twelve years, until 2012`.
fn between<'d>(text: &Segmented<'_>, three: &'d [DateMention]) -> Option<Lasting<'d>> {
    const STANDS: &[&str] = &[
        "existed", "held", "lasted", "led", "operated", "ran", "reigned", "remained", "ruled", "served", "stayed",
        "stood", "survived",
    ];
    let [first, length, last] = three else { return None };
    let gap = first.tokens.end..length.tokens.start;
    let joined = |at: usize| text.is_mark(at, b',') || text.is_word(at, "and");
    let stands = (3..=6).contains(&gap.len())
        && joined(gap.start)
        && text.is_word(gap.end - 1, "for")
        && STANDS.contains(&text.lower(gap.start + 1))
        && !has(text, gap.start + 2..gap.end, &["and", ",", "from", "until"]);
    let until = reads(text, length.tokens.end..last.tokens.start, &[&["until"], &[",", "until"]]);
    let whole = length.kind == TimexType::Duration && length.length.is_some() && are_explicit(first, last);
    (whole && stands && until).then_some(Lasting { length, first, last, loose: true })
}

fn are_explicit(first: &DateMention, last: &DateMention) -> bool {
    are_placed(first, last) && first.basis == Basis::Explicit && last.basis == Basis::Explicit
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::article::{self, Reading};
    use crate::claim::timeline::sentences;
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = article::read(&source, &Knowledge::default(), &Reading::default());
        let written = |one: super::Lasting<'_>| {
            let slice = |date: &super::DateMention| article.text.slice(date.span).to_owned();
            format!("{} {} {}", slice(one.length), slice(one.first), slice(one.last))
        };
        sentences(&article).flat_map(|(sentence, dates)| read(&article.text, sentence, dates)).map(written).collect()
    }

    #[test]
    fn lengths_behind_both_dates() {
        assert_eq!(
            told(
                "The plant, which opened in 1956, closed in 1982 after 26 years. The lamp was lit in 1873 and switched off in 2012, 139 \
                 years later. He joined the bank in 1955 and left it in 1998 after 43 years. The record, set in 1988, stood for 33 years \
                 until 2021."
            ),
            ["26 years 1956 1982", "139 years later 1873 2012", "43 years 1955 1998", "33 years 1988 2021"]
        );
    }

    #[test]
    fn lengths_between_two_days() {
        assert_eq!(
            told(
                "He was arrested on 12 March 2026, four days after the murder on 5 March. They met on 3 May 1988, two years before their \
                 wedding on 3 May 1990. He left on 3 June 2024, three months after the trial of a man who fled on 5 January 2024. On 5 \
                 May 2024, two days after the fire, the vote of 7 June 2024 was called off."
            ),
            ["four days 5 March 12 March 2026", "two years 3 May 1988 3 May 1990"]
        );
    }

    #[test]
    fn lengths_counted_from_elsewhere() {
        let silent = "The bridge was opened in 1920 and reopened in 1998 after 20 years. He was promoted in 1990 and retired in 2010 after \
                      42 years. She opened a shop in 1955 and he left in 1998 after 20 years. He joined the bank in 1955 and left it in \
                      1998 after 12 years as its head.";
        assert_eq!(told(silent), Vec::<String>::new());
    }
}
