//! Sentences -> courses of things: what is told to have begun and to have ended, with both dates: “opened in 1960 and closed in
//! 1955”, “the firm, founded in 1998, was dissolved in 1991”, “Launched in 2015, the satellite was switched off in 2011”.
//!
//! Both verbs have one subject, by how the sentence is built: the second goes on where the date of the first ends, or follows
//! the noun that a participle opens the sentence for. What has an object of its own, or happened again, is another thing.

use std::ops::Range;

use super::jubilee::is_subject;
use super::statement::is_function_word;
use super::tense;
use super::timeline::has;
use crate::extract::date::{DateMention, TimexType};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::words::Words;

/// The dates between which something was.
#[derive(Debug, Clone)]
pub struct Course<'d> {
    pub begins: &'d DateMention,
    pub ends: &'d DateMention,
    /// The verbs: where each begins.
    pub verbs: (usize, usize),
}

/// Verbs by which things begin. Sorted.
pub(crate) static BEGIN: Words = Words::new(&[
    "began",
    "begun",
    "built",
    "commenced",
    "constructed",
    "created",
    "erected",
    "established",
    "formed",
    "founded",
    "inaugurated",
    "incorporated",
    "introduced",
    "launched",
    "opened",
    "signed",
    "started",
]);

/// Verbs by which they end. Sorted.
static END: Words = Words::new(&[
    "abandoned",
    "abolished",
    "burned",
    "burnt",
    "ceased",
    "closed",
    "collapsed",
    "completed",
    "concluded",
    "decommissioned",
    "demolished",
    "destroyed",
    "disbanded",
    "dismantled",
    "dissolved",
    "ended",
    "expired",
    "finished",
    "knocked",
    "lapsed",
    "liquidated",
    "pulled",
    "razed",
    "sank",
    "scrapped",
    "shut",
    "sunk",
    "switched",
    "terminated",
    "torn",
    "wound",
]);

/// Verbs of what stops for a while, and of what goes on again.
pub(crate) static STOP: Words = Words::new(&["closed", "halted", "interrupted", "shut", "stopped", "suspended"]);
const AGAIN: &[&str] = &["reopened", "restarted", "resumed"];

/// Verbs of what goes on for a while: only that is completed or finished.
const GOES_ON: &[&str] = &["began", "begun", "commenced", "started"];

/// Words after which a date is another's, and objects of verbs. Sorted.
static ASTRAY: Words = Words::new(&[
    "a", "after", "an", "and", "another", "as", "before", "from", "her", "his", "of", "one", "or", "since", "than",
    "that", "then", "three", "two", "until", "when", "where", "which", "while", "who", "whose", "with",
]);

/// How many verbs with dates of their own may stand between the first and the last.
const MOST_BETWEEN: usize = 3;

/// The longest way from a verb to its date, and the longest subject behind a participle that opens a sentence.
const LONGEST_GAP: usize = 8;
const LONGEST_SUBJECT: usize = 7;

/// Every course that a sentence tells with dates.
#[must_use]
pub fn courses<'d>(text: &Segmented<'_>, sentence: &Sentence, dates: &'d [DateMention]) -> Vec<Course<'d>> {
    let starts = Classes::BEGINNING | Classes::STOPPING;
    if dates.len() < 2 || !text.has(starts) {
        return Vec::new();
    }
    let begin = |&at: &usize| text.is_in(at, starts);
    let all: Vec<Course<'d>> =
        sentence.tokens.clone().filter(begin).filter_map(|at| course(text, sentence, dates, at)).collect();
    let repeated = || has(text, sentence.tokens.clone(), &["again", "another", "previously", "originally"]);
    if all.is_empty() || repeated() { Vec::new() } else { all }
}

/// The course that two sentences tell: `The plant opened in 1956. It closed in 1982.` Nothing else is dated in them.
#[must_use]
pub fn over_two<'d>(
    text: &Segmented<'_>,
    (before, began): (&Sentence, &'d [DateMention]),
    (after, ended): (&Sentence, &'d [DateMention]),
) -> Option<Course<'d>> {
    let ([_], [_]) = (began, ended) else { return None };
    let start = after.tokens.start;
    if !text.is_word(start, "it") || after.tokens.len() <= 3 || before.block + 1 < after.block {
        return None;
    }
    let begin = before.tokens.clone().skip(1).find(|&at| begins_there(text, at))?;
    let helped = begin - usize::from(matches!(text.lower(begin - 1), "was" | "were"));
    let end = start + 1 + usize::from(matches!(text.lower(start + 1), "was" | "finally"));
    let process = GOES_ON.contains(&text.lower(begin)) || !matches!(text.lower(end), "completed" | "finished");
    if !ends_there(text, end) || !process || !is_subject(text, before.tokens.start..helped) {
        return None;
    }
    let first = date_of(text, began, begin).filter(|date| is_over(text, before, date.tokens.end))?;
    let last = date_of(text, ended, end).filter(|date| is_over(text, after, date.tokens.end))?;
    Some(Course { begins: first, ends: last, verbs: (begin, end) })
}

/// Whether a verb tells of a beginning: "opened", "founded".
pub(crate) fn begins_there(text: &Segmented<'_>, verb: usize) -> bool {
    text.is_in(verb, Classes::BEGINNING)
}

/// Whether a verb tells of an end: "closed", "went bankrupt".
pub(super) fn ends_there(text: &Segmented<'_>, verb: usize) -> bool {
    let next = || text.tokens.get(verb + 1).map_or("", |_| text.lower(verb + 1));
    END.has(text.lower(verb)) || (text.is_word(verb, "went") && matches!(next(), "bankrupt" | "bust" | "under" | "out"))
}

fn course<'d>(text: &Segmented<'_>, sentence: &Sentence, dates: &'d [DateMention], verb: usize) -> Option<Course<'d>> {
    let first = date_of(text, dates, verb)?;
    let opens = verb == sentence.tokens.start;
    let mut end = if opens {
        behind_subject(text, sentence, first)?
    } else {
        let from = behind_phrase(text, sentence, first.tokens.end);
        goes_on(text, sentence, from).filter(|_| is_of_subject(text, sentence, verb))?
    };
    // "was banned in 1933 and dissolved in 1937": what came between is passed
    for _ in 0..MOST_BETWEEN {
        if ends_there(text, end) || AGAIN.contains(&text.lower(end)) || !tense::is_past(text, end) {
            break;
        }
        end = goes_on(text, sentence, date_of(text, dates, end)?.tokens.end)?;
    }
    let again = STOP.contains(&text.lower(verb));
    if again != AGAIN.contains(&text.lower(end)) {
        return None;
    }
    let process = GOES_ON.contains(&text.lower(verb));
    if !(again || ends_there(text, end)) || (!process && matches!(text.lower(end), "completed" | "finished")) {
        return None;
    }
    let last = date_of(text, dates, end).filter(|date| is_over(text, sentence, date.tokens.end))?;
    Some(Course { begins: first, ends: last, verbs: (verb, end) })
}

/// Whether a date is no part of something: not in "finished in 1989 style".
fn is_over(text: &Segmented<'_>, sentence: &Sentence, at: usize) -> bool {
    const FOLLOWING: &[&str] = &["amid", "despite", "due", "following", "owing"];
    let hyphened = at + 1 < sentence.tokens.end && text.is_mark(at, b'-') && text.glued(at);
    at >= sentence.tokens.end
        || (text.tokens[at].kind != TokenKind::Word && !hyphened)
        || is_function_word(text.lower(at))
        || FOLLOWING.contains(&text.lower(at))
}

/// The date of a verb: the first behind it, with `in` or `on` before it and no object between.
pub(super) fn date_of<'d>(text: &Segmented<'_>, dates: &'d [DateMention], verb: usize) -> Option<&'d DateMention> {
    let date = dates.iter().find(|date| date.tokens.start > verb)?;
    let gap = verb + 1..date.tokens.start;
    let placed = gap.is_empty() || matches!(text.lower(gap.end - 1), "in" | "on" | "early" | "late");
    let plain = date.kind == TimexType::Date && date.interval.is_some();
    (plain && placed && gap.len() <= LONGEST_GAP && !strays(text, gap)).then_some(date)
}

fn strays(text: &Segmented<'_>, gap: Range<usize>) -> bool {
    gap.clone().any(|at| {
        let word = text.lower(at);
        // "founded by a monk", "closed for a time" tell of no other thing
        let led = at > gap.start && matches!(text.lower(at - 1), "by" | "in" | "on" | "for");
        // "finished in 2nd place"
        matches!(text.tokens[at].kind, TokenKind::Mark | TokenKind::Number | TokenKind::Mixed)
            || (ASTRAY.has(word) && !(led && matches!(word, "a" | "an" | "his" | "her" | "two" | "three")))
            // "closed its London office": another thing
            || (matches!(word, "its" | "their")
                && !matches!(text.tokens.get(at + 1).map_or("", |_| text.lower(at + 1)), "doors" | "gates" | "operations"))
            // "opened the first shop": an object
            || (word == "the" && at == gap.start)
            || tense::is_past(text, at)
    })
}

/// Past a phrase behind a date that a passive follows: "started in 1960 with ten workers and was".
fn behind_phrase(text: &Segmented<'_>, sentence: &Sentence, from: usize) -> usize {
    const LONGEST: usize = 6;
    let led = from < sentence.tokens.end && matches!(text.lower(from), "as" | "at" | "by" | "in" | "under" | "with");
    let last = sentence.tokens.end.min(from + LONGEST);
    let and = (from..last).find(|&at| text.is_word(at, "and"));
    let plain = |and: &usize| {
        !(from..*and).any(|at| text.tokens[at].kind != TokenKind::Word || tense::is_past(text, at))
            && text.tokens.get(and + 1).is_some_and(|_| matches!(text.lower(and + 1), "was" | "were"))
    };
    and.filter(|and| led && plain(and)).unwrap_or(from)
}

/// The next verb of the same subject, past "and", commas and helping words.
fn goes_on(text: &Segmented<'_>, sentence: &Sentence, from: usize) -> Option<usize> {
    let mut at = from;
    while at < sentence.tokens.end {
        let word = text.lower(at);
        let passed = matches!(
            word,
            "," | "and" | "but" | "was" | "were" | "later" | "then" | "finally" | "only" | "eventually" | "it"
        ) || (word.ends_with("ly") && word.len() > 4);
        if !passed {
            break;
        }
        at += 1;
    }
    (at > from && at < sentence.tokens.end).then_some(at)
}

/// The verb behind a short subject: "Launched in 2015, the satellite was switched off".
fn behind_subject(text: &Segmented<'_>, sentence: &Sentence, first: &DateMention) -> Option<usize> {
    let comma = (first.tokens.end..sentence.tokens.end).next().filter(|&at| text.is_mark(at, b','))?;
    let last = sentence.tokens.end.min(comma + 2 + LONGEST_SUBJECT);
    let verb = (comma + 2..last).find(|&at| {
        text.tokens[at].kind == TokenKind::Word
            && (ends_there(text, at)
                || matches!(text.lower(at), "was" | "were" | "had" | "is" | "has")
                || tense::is_past(text, at))
    })?;
    let whole = !(comma + 1..verb)
        .any(|at| text.tokens[at].kind == TokenKind::Mark || ASTRAY.has(text.lower(at)) && at > comma + 1);
    let end = if matches!(text.lower(verb), "was" | "were") { goes_on(text, sentence, verb)? } else { verb };
    whole.then_some(end)
}

/// Whether what a verb tells of is the subject of the sentence: in "took over a rival, founded in 1998, and closed" it is not.
fn is_of_subject(text: &Segmented<'_>, sentence: &Sentence, verb: usize) -> bool {
    let relative = verb - usize::from(matches!(text.lower(verb - 1), "was" | "were"));
    let relative = relative
        - usize::from(relative > sentence.tokens.start && matches!(text.lower(relative - 1), "which" | "that"));
    let aside = relative > sentence.tokens.start && text.is_mark(relative - 1, b',');
    let mut before = sentence.tokens.start..relative;
    !aside
        || !before
            .any(|at| tense::is_past(text, at) || matches!(text.lower(at), "is" | "are" | "has" | "have" | "will"))
}

#[cfg(test)]
mod tests {
    use super::{ASTRAY, BEGIN, END, courses};
    use crate::article::{Reading, read};
    use crate::claim::timeline::sentences;
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let line = |one: super::Course<'_>| {
            let (begin, end) = one.verbs;
            format!("{} {} {} {}", article.text.lower(begin), one.begins.value, article.text.lower(end), one.ends.value)
        };
        sentences(&article).flat_map(|(sentence, dates)| courses(&article.text, sentence, dates)).map(line).collect()
    }

    #[test]
    fn one_thing_begins_and_ends() {
        assert_eq!(
            told(
                "The mill opened in 1955 and was closed for good in 1960. The firm, founded by a smith in 1978, was dissolved in 1991. \
                 Launched in 2011, the red satellite was switched off in 2015. Work on the tunnel began in 2009 and was completed in \
                 2012. The theatre was built in 1871, burned down in 1887 and was never rebuilt."
            ),
            [
                "opened 1955 closed 1960",
                "founded 1978 dissolved 1991",
                "launched 2011 switched 2015",
                "began 2009 completed 2012",
                "built 1871 burned 1887"
            ]
        );
    }

    #[test]
    fn one_thing_in_two_sentences() {
        let told = |text: &str| {
            let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
            let article = read(&source, &Knowledge::default(), &Reading::default());
            let all: Vec<_> = sentences(&article).collect();
            let line = |one: super::Course<'_>| format!("{} {}", one.begins.value, one.ends.value);
            all.windows(2)
                .filter_map(|two| super::over_two(&article.text, two[0], two[1]))
                .map(line)
                .collect::<Vec<_>>()
        };
        assert_eq!(told("The mill opened in 1955. It closed for good in 1960."), ["1955 1960"]);
        assert_eq!(told("The mill was built in 1890. It was pulled down in 1960."), ["1890 1960"]);
        let silent = "His mill opened the first shop in 1955. It closed in 1960. The mill opened in 1955 and grew until 1959. It closed in \
                      1960. The mill opened in 1955. Its shop closed in 1960. The mill was built in 1955. It was completed in 1954.";
        assert_eq!(told(silent), Vec::<String>::new());
    }

    #[test]
    fn two_things_are_no_course() {
        let silent = "The mill opened in 1960 and another closed in 1955. He opened a shop in 1960 and closed in 1955. The bank took \
                      over a rival, founded in 1998, and was dissolved in 1991. The mill opened in 1960 and had been closed in 1955. \
                      The school was founded in 1955, and its predecessor closed in 1947. It was opened in 1960 and completed in 1955. \
                      The treaty was signed in 1985 after talks that ended in 1984. Founded in 1955, the school of the town, closed \
                      in 1947, was new.";
        assert_eq!(told(silent), Vec::<String>::new());
    }

    #[test]
    fn lists_are_sorted() {
        assert!(BEGIN.is_sorted() && END.is_sorted() && ASTRAY.is_sorted());
    }
}
