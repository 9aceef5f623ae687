//! Words that tell of happenings, and those that say that there was none, or that the date is another's.

use super::Kind;
use crate::words::{Words, firsts};

/// How a word tells what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// To its subject: `sank`, `resigned`.
    Subject(Kind),
    /// To what is named behind it, or to its subject behind `was` or a comma: `signed`, `was signed`, `, signed`.
    Object(Kind),
    /// Either: `the bridge opened`, `opened the bridge`, `was opened`.
    Both(Kind),
    /// To the subject, behind another word: `stepped down`, `took office`, `went down`.
    With(&'static [(&'static str, Kind)]),
    /// To the place behind it, by what is named before it: `an earthquake struck`.
    Force,
    /// A noun: `the sinking of`.
    Noun(Kind),
}

/// Words that tell of happenings. Sorted.
pub(super) const TELLING: &[(&str, Tells)] = &[
    ("abducted", Tells::Object(Kind::Abduction)),
    ("abduction", Tells::Noun(Kind::Abduction)),
    ("acquired", Tells::Object(Kind::Acquisition)),
    ("acquisition", Tells::Noun(Kind::Acquisition)),
    ("appointed", Tells::Object(Kind::Appointment)),
    ("appointment", Tells::Noun(Kind::Appointment)),
    ("arrest", Tells::Noun(Kind::Arrest)),
    ("arrested", Tells::Object(Kind::Arrest)),
    ("assassinated", Tells::Object(Kind::Death)),
    ("assassination", Tells::Noun(Kind::Death)),
    ("bought", Tells::Object(Kind::Acquisition)),
    ("closed", Tells::Both(Kind::Closing)),
    ("closure", Tells::Noun(Kind::Closing)),
    ("collapse", Tells::Noun(Kind::Collapse)),
    ("collapsed", Tells::Subject(Kind::Collapse)),
    ("convicted", Tells::Object(Kind::Conviction)),
    ("conviction", Tells::Noun(Kind::Conviction)),
    ("crash", Tells::Noun(Kind::Crash)),
    ("crashed", Tells::Subject(Kind::Crash)),
    ("death", Tells::Noun(Kind::Death)),
    ("demolished", Tells::Object(Kind::Destruction)),
    ("demolition", Tells::Noun(Kind::Destruction)),
    ("destroyed", Tells::Object(Kind::Destruction)),
    ("died", Tells::Subject(Kind::Death)),
    ("discovered", Tells::Object(Kind::Discovery)),
    ("discovery", Tells::Noun(Kind::Discovery)),
    (
        "down",
        Tells::With(&[
            ("burned", Kind::Destruction),
            ("burnt", Kind::Destruction),
            ("stepped", Kind::Resignation),
            ("went", Kind::Sinking),
        ]),
    ),
    ("elected", Tells::Object(Kind::Election)),
    ("election", Tells::Noun(Kind::Election)),
    ("established", Tells::Object(Kind::Founding)),
    ("executed", Tells::Object(Kind::Death)),
    ("founded", Tells::Object(Kind::Founding)),
    ("founding", Tells::Noun(Kind::Founding)),
    ("hit", Tells::Force),
    ("inaugurated", Tells::Object(Kind::Oath)),
    ("inauguration", Tells::Noun(Kind::Oath)),
    ("kidnapped", Tells::Object(Kind::Abduction)),
    ("killed", Tells::Object(Kind::Death)),
    ("launch", Tells::Noun(Kind::Launch)),
    ("launched", Tells::Object(Kind::Launch)),
    ("married", Tells::Both(Kind::Wedding)),
    ("murder", Tells::Noun(Kind::Death)),
    ("murdered", Tells::Object(Kind::Death)),
    ("office", Tells::With(&[("took", Kind::Oath)])),
    ("opened", Tells::Both(Kind::Opening)),
    ("opening", Tells::Noun(Kind::Opening)),
    ("quit", Tells::Subject(Kind::Resignation)),
    ("resignation", Tells::Noun(Kind::Resignation)),
    ("resigned", Tells::Subject(Kind::Resignation)),
    ("rocked", Tells::Force),
    ("sank", Tells::Subject(Kind::Sinking)),
    ("sentenced", Tells::Object(Kind::Sentence)),
    ("shook", Tells::Force),
    ("signed", Tells::Object(Kind::Signing)),
    ("signing", Tells::Noun(Kind::Signing)),
    ("sinking", Tells::Noun(Kind::Sinking)),
    ("struck", Tells::Force),
    ("sunk", Tells::Object(Kind::Sinking)),
    ("sworn", Tells::Object(Kind::Oath)),
];

/// The words of [`TELLING`].
pub(crate) static TELLING_WORDS: Words = Words::new({
    const WORDS: &[&str] = &firsts::<_, { TELLING.len() }>(TELLING);
    WORDS
});

/// Forces of nature without a name of their own.
pub(super) const FORCES: &[&str] = &["earthquake", "quake", "tsunami"];

/// Words after which a date belongs to something else, and words of what has not happened, or happened again. Sorted.
pub(super) static ASTRAY: Words = Words::new(&[
    "after", "again", "aged", "before", "by", "during", "for", "from", "he", "her", "his", "if", "it", "she", "since",
    "that", "they", "to", "until", "when", "where", "which", "while", "who", "whose",
]);

/// Words of what has not happened, or has before. Sorted.
pub(super) static UNSURE: Words = Words::new(&[
    "again", "could", "if", "may", "might", "not", "reopened", "second", "should", "third", "will", "would",
]);

/// Things of which one opens or closes every day, season or year. Sorted.
pub(super) static SEASONAL: Words = Words::new(&[
    "airport",
    "assembly",
    "bourse",
    "championship",
    "conference",
    "congress",
    "convention",
    "council",
    "court",
    "cup",
    "exchange",
    "exhibition",
    "expo",
    "fair",
    "festival",
    "forum",
    "games",
    "index",
    "market",
    "olympics",
    "open",
    "parliament",
    "school",
    "senate",
    "session",
    "show",
    "summit",
    "tournament",
    "trial",
    "university",
]);

/// Words that may follow a name without making it a part of something.
pub(super) fn is_link(word: &str) -> bool {
    matches!(
        word,
        "on" | "in"
            | "at"
            | "as"
            | "and"
            | "by"
            | "from"
            | "for"
            | "with"
            | "off"
            | "near"
            | "to"
            | "late"
            | "early"
            | "here"
            | "there"
            | "yesterday"
            | "today"
            | "last"
            | "leader"
            | "president"
            | "chairman"
            | "after"
            | "killing"
            | "last-minute"
    )
}
