//! Sentences -> what lasts so long, with the dates between which it does: “a four-day festival from 10 to 20 June”, “the five-day
//! visit begins on 3 July and ends on 18 July”, “twenty years after the flood of 1990, … in 2015”.
//!
//! A length before a noun is that of one thing only where the thing is one and goes on from the first day to the last: not in
//! “four-day tickets”, “a four-day week”, “five-day courses”, “every month”.

use std::ops::Range;

use super::tense;
use super::timeline::{are_placed, ends, has, is_range, reads};
use crate::extract::date::{Basis, DateMention, TimexType, Unit};
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::words::Words;

/// A length and the dates that it is told between.
#[derive(Debug, Clone, Copy)]
pub struct Lasting<'d> {
    pub length: &'d DateMention,
    pub first: &'d DateMention,
    pub last: &'d DateMention,
    /// How far apart two things were, which people round.
    pub loose: bool,
}

/// What goes on without a break from its first day to its last. Sorted.
static GOES_ON: Words = Words::new(&[
    "absence",
    "ban",
    "blockade",
    "boycott",
    "campaign",
    "career",
    "ceasefire",
    "celebration",
    "closure",
    "conference",
    "conflict",
    "congress",
    "contract",
    "convention",
    "course",
    "crisis",
    "crossing",
    "curfew",
    "deployment",
    "dictatorship",
    "drought",
    "event",
    "exhibition",
    "exile",
    "expedition",
    "fair",
    "famine",
    "festival",
    "hiatus",
    "holiday",
    "imprisonment",
    "journey",
    "lease",
    "lockdown",
    "mandate",
    "marriage",
    "meeting",
    "mission",
    "occupation",
    "partnership",
    "pause",
    "period",
    "pilgrimage",
    "plan",
    "presidency",
    "program",
    "programme",
    "project",
    "quarantine",
    "recession",
    "reign",
    "retreat",
    "rule",
    "seminar",
    "session",
    "shutdown",
    "siege",
    "sit-in",
    "stay",
    "stint",
    "stoppage",
    "strike",
    "summit",
    "suspension",
    "symposium",
    "tenure",
    "term",
    "tour",
    "tournament",
    "trial",
    "trip",
    "truce",
    "vacation",
    "visit",
    "voyage",
    "walkout",
    "war",
    "workshop",
]);

/// Words that may stand between what lasts and its dates. Sorted.
static LINKS: Words = Words::new(&[
    "be",
    "been",
    "held",
    "here",
    "is",
    "last",
    "lasted",
    "lasting",
    "lasts",
    "place",
    "planned",
    "ran",
    "run",
    "running",
    "runs",
    "scheduled",
    "set",
    "take",
    "takes",
    "taking",
    "that",
    "there",
    "to",
    "took",
    "was",
    "which",
    "will",
]);

/// Words that make more than one of it, or only a part. Sorted.
static MANY: Words = Words::new(&[
    "alone", "annual", "annually", "daily", "each", "every", "monthly", "times", "twice", "weekend", "weekends",
    "weekly", "yearly",
]);

/// How many tokens may stand between what lasts and its dates, and in the clause behind a length.
const LONGEST_LINK: usize = 8;
const LONGEST_CLAUSE: usize = 10;

/// Every length of a sentence that its dates are told of.
#[must_use]
pub fn read<'d>(text: &Segmented<'_>, sentence: &Sentence, dates: &'d [DateMention]) -> Vec<Lasting<'d>> {
    if dates.len() < 3 {
        return Vec::new();
    }
    let lengths = || dates.windows(3).filter(|three| three[0].kind == TimexType::Duration && three[0].length.is_some());
    let many = |tokens: Range<usize>| tokens.into_iter().any(|at| MANY.has(text.lower(at)));
    let found =
        lengths().filter_map(|three| of_noun(text, sentence, three).or_else(|| since_event(text, sentence, three)));
    let found: Vec<Lasting<'_>> = found.collect();
    if found.is_empty() || many(sentence.tokens.clone()) { Vec::new() } else { found }
}

/// `a four-day festival from 10 to 20 June`.
fn of_noun<'d>(text: &Segmented<'_>, sentence: &Sentence, three: &'d [DateMention]) -> Option<Lasting<'d>> {
    let [length, first, last] = three else { return None };
    let noun = noun(text, sentence, length)?;
    // "from Friday to Thursday": the weeks of weekdays are not told
    let figured = |date: &DateMention| {
        date.value.len() != 10
            || date.tokens.clone().any(|at| matches!(text.tokens[at].kind, TokenKind::Number | TokenKind::Mixed))
    };
    if !are_placed(first, last) || !figured(first) || !figured(last) {
        return None;
    }
    // "a two-day visit between 4 and 20 May" lies somewhere between
    let window =
        text.is_word(first.tokens.start - 1, "between") && length.length.is_none_or(|one| one.unit < Unit::Year);
    let ranged = is_range(text, first, last) && !window && is_linked(text, noun + 1..first.tokens.start);
    let told = || is_told_by_verbs(text, noun, first, last);
    let more = ["and", "or", "to", "until"]
        .contains(&text.tokens.get(last.tokens.end).map_or("", |_| text.lower(last.tokens.end)));
    // "a 20-year career, from 2001 to 2009 as a player and then as a coach"
    let whole = !text.is_word(noun, "career") || ends(text, sentence, last.tokens.end);
    ((ranged || told()) && whole && !more && !listed(text, last.tokens.end)).then_some(Lasting {
        length,
        first,
        last,
        loose: false,
    })
}

/// The noun that a length is an adjective of, where it is one thing: `a four-day music festival`.
fn noun(text: &Segmented<'_>, sentence: &Sentence, length: &DateMention) -> Option<usize> {
    let tokens = length.tokens.clone();
    let adjective = tokens.clone().any(|at| text.is_mark(at, b'-'));
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let one = |word: &str| {
        matches!(word, "a" | "an" | "the" | "this" | "that" | "his" | "her" | "its" | "their" | "our" | "my" | "one")
    };
    let before = |by: usize| tokens.start.checked_sub(by).map_or("", word);
    // "two years of a five-year term"
    let part = |by: usize| matches!(before(by), "of" | "into" | "through");
    let owned = tokens.start.checked_sub(1).is_some_and(|at| text.tokens[at].kind == TokenKind::Possessive);
    if !adjective || !((one(before(1)) && !part(2)) || (one(before(2)) && !part(3)) || owned) {
        return None;
    }
    let noun = (tokens.end..tokens.end + 3).find(|&at| GOES_ON.has(word(at)))?;
    let plain = |at: usize| {
        text.tokens[at].kind == TokenKind::Word && !matches!(text.lower(at), "of" | "in" | "on" | "for" | "old")
    };
    // "a four-day festival week", "the trial court"
    let whole = !GOES_ON.has(word(noun + 1)) && (tokens.end..noun).all(plain);
    whole.then_some(noun)
}

/// Whether a range follows a noun with nothing but a verb of lasting, or a place, in between.
fn is_linked(text: &Segmented<'_>, gap: Range<usize>) -> bool {
    let placed = |at: usize| {
        matches!(text.lower(at), "in" | "at" | "of" | "the")
            || text.tokens[at].shape.has_capital()
            || text.tokens[at].kind == TokenKind::Possessive
    };
    // the last word is the "from" or "between" or the bracket of the range
    let led = |at: usize| matches!(text.lower(at), "from" | "between" | "(");
    let inner = gap.start..gap.end.saturating_sub(1);
    let inner = if inner.is_empty() { inner } else { object(text, inner.clone()).unwrap_or(inner.start)..inner.end };
    !gap.is_empty()
        && gap.len() <= LONGEST_LINK
        && led(gap.end - 1)
        && inner.clone().all(|at| text.is_mark(at, b',') || LINKS.has(text.lower(at)) || placed(at))
}

/// Where the gap goes on behind what the noun is of: `the ten-year siege of the town, from`.
fn object(text: &Segmented<'_>, gap: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 3;
    let of = text.is_word(gap.start, "of") && gap.len() > 2 && text.is_word(gap.start + 1, "the");
    let comma = (gap.start + 2..gap.end.min(gap.start + 3 + LONGEST)).find(|&at| text.is_mark(at, b','))?;
    let plain = (gap.start + 2..comma).all(|at| text.tokens[at].kind == TokenKind::Word && !tense::is_past(text, at));
    (of && plain && comma > gap.start + 2).then_some(comma)
}

/// `begins on 3 July and ends on 18 July`.
fn is_told_by_verbs(text: &Segmented<'_>, noun: usize, first: &DateMention, last: &DateMention) -> bool {
    let begins = noun + 1..first.tokens.start;
    let ends = first.tokens.end..last.tokens.start;
    let begin = |at: usize| {
        matches!(
            text.lower(at),
            "will"
                | "begin"
                | "begins"
                | "began"
                | "start"
                | "starts"
                | "started"
                | "open"
                | "opens"
                | "opened"
                | "on"
                | "in"
        )
    };
    let end = |at: usize| {
        matches!(
            text.lower(at),
            "," | "and"
                | "will"
                | "end"
                | "ends"
                | "ended"
                | "finish"
                | "finishes"
                | "finished"
                | "close"
                | "closes"
                | "closed"
                | "conclude"
                | "concludes"
                | "concluded"
                | "on"
                | "in"
        )
    };
    (1..=3).contains(&begins.len())
        && (2..=4).contains(&ends.len())
        && begins.clone().all(begin)
        && ends.clone().all(end)
        && !matches!(text.lower(noun + 1), "on" | "in")
        && has(text, ends, &["and"])
}

/// Whether another stretch follows: ", from 3 to 5 May and …".
fn listed(text: &Segmented<'_>, at: usize) -> bool {
    at + 1 < text.tokens.len() && text.is_mark(at, b',') && matches!(text.lower(at + 1), "and" | "from" | "or")
}

/// `Twenty years after the flood of 1990, the mill was rebuilt in 2015.`
fn since_event<'d>(text: &Segmented<'_>, sentence: &Sentence, three: &'d [DateMention]) -> Option<Lasting<'d>> {
    let [length, first, last] = three else { return None };
    let dated =
        |date: &DateMention| date.interval.is_some() && matches!(date.basis, Basis::Explicit | Basis::DocumentDate);
    let after = length.tokens.end;
    // who counts in days may count the first one or not
    if length.tokens.start != sentence.tokens.start
        || length.length.is_none_or(|length| length.unit < Unit::Week)
        || !text.tokens.get(after).is_some_and(|_| text.is_word(after, "after"))
        || !dated(last)
        || last.length.is_some()
        || first.basis != Basis::Explicit
        || !are_placed(first, first)
    {
        return None;
    }
    let clause = after + 1..first.tokens.start;
    let main = first.tokens.end..last.tokens.start;
    let placed = |gap: &Range<usize>| gap.is_empty() || matches!(text.lower(gap.end - 1), "in" | "on" | "of" | "the");
    let comma = main.clone().next().is_some_and(|at| text.is_mark(at, b','));
    let plain = clause.len() <= LONGEST_CLAUSE
        && !has(
            text,
            clause.clone(),
            &[",", ";", "(", "and", "who", "which", "that", "before", "after", "since", "until"],
        );
    // the main clause tells one thing, and the date at its end is that of it
    let parted = has(
        text,
        main.start + 1..main.end,
        &[",", ";", "(", "that", "which", "who", "since", "of", "from", "before", "after", "until", "to"],
    );
    let told = main.clone().any(|at| tense::is_past(text, at));
    let on = reads(text, main.end.saturating_sub(1)..main.end, &[&["on"], &["in"]]);
    (plain
        && placed(&clause)
        && comma
        && !parted
        && told
        && on
        && main.len() <= 2 * LONGEST_CLAUSE
        && ends(text, sentence, last.tokens.end))
    .then_some(Lasting { length, first, last, loose: true })
}

#[cfg(test)]
mod tests {
    use super::{GOES_ON, LINKS, MANY, read};
    use crate::article::{self, Reading};
    use crate::claim::timeline::sentences;
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = article::read(&source, &Knowledge::default(), &Reading::default());
        let line = |one: super::Lasting<'_>| format!("{} {} {}", one.length.value, one.first.value, one.last.value);
        sentences(&article).flat_map(|(sentence, dates)| read(&article.text, sentence, dates)).map(line).collect()
    }

    #[test]
    fn lengths_of_one_thing_with_its_dates() {
        assert_eq!(
            told(
                "A four-day music festival in Lund from 10 to 13 June 2024 sold out. The three-day fair (4–6 September 2024) drew crowds. \
                 The five-day visit begins on 3 July 2024 and ends on 7 July 2024. The seven-year war between 1990 and 1997 was over. \
                 Twenty years after the mill burned down in 1990, a new one was opened in 2010."
            ),
            [
                "P4D 2024-06-10 2024-06-13",
                "P3D 2024-09-04 2024-09-06",
                "P5D 2024-07-03 2024-07-07",
                "P7Y 1990 1997",
                "P20Y 1990 2010",
            ]
        );
    }

    #[test]
    fn what_is_many_or_of_something_else() {
        let silent = "Four-day tickets for the festival from 10 to 20 June 2024 are sold. The four-day week was tried from 10 to 30 June 2024. \
                      A two-day meeting will be held each month from 5 May to 7 October 2024. The 10-year bond rose from 2 to 9 March 2024. \
                      A two-day trial in the case that ran from 2 to 9 March 2024 was short. Twenty years after the mill burned down in 1990, \
                      they asked for the report of 2003.";
        assert_eq!(told(silent), Vec::<String>::new());
    }

    #[test]
    fn lists_are_sorted() {
        assert!(GOES_ON.is_sorted() && LINKS.is_sorted() && MANY.is_sorted());
    }
}
