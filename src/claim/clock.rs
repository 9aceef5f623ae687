//! Sentences -> how long it was from one time of the day to another: “took off at 06:52 and landed eleven minutes later, at 07:13”,
//! “from 9 a.m. to 11.45 a.m., two hours in all”.
//!
//! Times are compared on a dial of twelve hours: "7" may be that of the evening. Between two places a whole or half hour
//! more or less may be that of another zone.

use super::tense;
use super::timeline::{ends, has, is_quoted, is_range, is_rough, reads};
use crate::article::Article;
use crate::extract::date::{Amount, DateMention, TimexType, Unit, is_zone};
use crate::extract::name::NameKind;
use crate::segment::{Segmented, Sentence, Shape};

/// A length that the two times beside it don't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart<'d> {
    pub first: &'d DateMention,
    pub last: &'d DateMention,
    pub length: &'d DateMention,
    /// Minutes from the one time to the other, below twelve hours.
    pub minutes: i32,
}

/// Minutes of a dial.
const DIAL: i32 = 12 * 60;

/// The longest way from a time to how much later something came.
const LONGEST: usize = 10;

/// Words of a sentence in which a time is that of another clock, or what was planned, or a part of the time is left out.
const OTHER: &[&str] = &[
    "behind",
    "between",
    "break",
    "breaks",
    "clocks",
    "counted",
    "counting",
    "due",
    "excluding",
    "interval",
    "jet",
    "local",
    "lunch",
    "not",
    "planned",
    "schedule",
    "scheduled",
    "time",
    "timezone",
];

/// How one comes from afar.
const ARRIVED: &[&str] = &["arrive", "arrived", "arrives", "land", "landed", "lands", "reached", "touched"];

/// Every length of a sentence that does not go with the times of the day beside it.
#[must_use]
pub fn read<'d>(article: &Article<'_>, sentence: &Sentence, dates: &'d [DateMention]) -> Vec<Apart<'d>> {
    let told = dates.windows(3).filter(|three| three.iter().filter(|one| one.kind == TimexType::Time).count() == 2);
    told.filter_map(|three| apart(article, sentence, three)).collect()
}

fn apart<'d>(article: &Article<'_>, sentence: &Sentence, three: &'d [DateMention]) -> Option<Apart<'d>> {
    let text = &article.text;
    let (first, last, length) = later(text, three).or_else(|| ranging(text, sentence, three))?;
    let (from, to) = (minute_of_day(first)?, minute_of_day(last)?);
    let (told, slack) = told(length.length?)?;
    let minutes = (to - from).rem_euclid(DIAL);
    let off = (minutes - told).abs();
    let off = off.min(DIAL - off);
    let plain = !is_rough(text, length)
        && !is_quoted(article, length)
        && !has(text, sentence.tokens.clone(), OTHER)
        && !sentence.tokens.clone().any(|at| text.tokens[at].shape == Shape::Upper && is_zone(text.lower(at)));
    let zones = off % 30 == 0 && (names_places(article, sentence) || has(text, sentence.tokens.clone(), ARRIVED));
    (plain && told < DIAL && off > slack && !zones).then_some(Apart { first, last, length, minutes })
}

/// `at 06:52 and landed again eleven minutes later, at 07:13`: nothing else comes between.
fn later<'d>(
    text: &Segmented<'_>,
    three: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention, &'d DateMention)> {
    let [first, length, last] = three else { return None };
    let gap = first.tokens.end..length.tokens.start;
    let follows = text.is_word(length.tokens.end - 1, "later")
        && reads(text, length.tokens.end..last.tokens.start, &[&[",", "at"], &["at"], &["("]]);
    // "and was hit" is one verb
    let helped = |at: usize| matches!(text.lower(at - 1), "was" | "were");
    let verbs = gap.clone().filter(|&at| tense::is_past(text, at) && !helped(at)).count();
    let one = gap.len() <= LONGEST
        && verbs <= 1
        && !has(
            text,
            gap,
            &[";", ":", "after", "before", "from", "had", "shortly", "soon", "then", "to", "until", "when"],
        );
    (follows && one).then_some((first, last, length))
}

/// `from 9 a.m. to 11.45 a.m., two hours in all`, `lasted two hours, from 9 a.m. to 11.45 a.m.`
fn ranging<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    three: &'d [DateMention],
) -> Option<(&'d DateMention, &'d DateMention, &'d DateMention)> {
    let [a, b, c] = three else { return None };
    if c.kind == TimexType::Duration && is_range(text, a, b) {
        let all = reads(text, c.tokens.end..(c.tokens.end + 2).min(sentence.tokens.end), &[&["in", "all"]]);
        let led = reads(text, b.tokens.end..c.tokens.start, &[&[","], &[",", "or"], &[",", "a", "total", "of"]]);
        return (led && (all || ends(text, sentence, c.tokens.end))).then_some((a, b, c));
    }
    let lasted = a.tokens.start.checked_sub(1).is_some_and(|at| text.is_word(at, "lasted"));
    let gap = a.tokens.end..b.tokens.start;
    let led = lasted && reads(text, gap, &[&["from"], &[",", "from"], &["("]]);
    (a.kind == TimexType::Duration && led && is_range(text, b, c)).then_some((b, c, a))
}

/// Minutes since midnight of a time that names them or the full hour, in no zone: the `T07:13` of its value.
fn minute_of_day(time: &DateMention) -> Option<i32> {
    let (_, clock) = time.value.split_once('T')?;
    let (hour, minute) = clock.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?)
}

/// How many minutes a length tells, and by how many it may be off: people round to five minutes and to half hours.
fn told(length: Amount) -> Option<(i32, i32)> {
    let tenths = i32::try_from(length.tenths).ok()?;
    match length.unit {
        Unit::Minute => {
            let minutes = tenths / 10;
            Some((minutes, if minutes % 5 == 0 { (minutes / 5).clamp(2, 10) } else { 1 }))
        }
        Unit::Hour => Some((tenths * 6, if tenths <= 10 { 15 } else { 30 })),
        _ => None,
    }
}

/// Whether a sentence names a place, or something that may be one.
fn names_places(article: &Article<'_>, sentence: &Sentence) -> bool {
    let told = article.text.behind_dateline(&sentence.tokens)..sentence.tokens.end;
    article.names_in(&told).any(|(_, name)| matches!(name.kind, NameKind::Place | NameKind::Unknown))
}
