//! Sentences -> anniversaries of what is told to have been founded: “the club, founded in 1949, celebrates its 75th anniversary this
//! year”, “Velm Shipyards was founded in 1990. The company marks …”, “The school turns 100 this year. It was founded in 1924”.
//!
//! The thing founded and the thing that has the anniversary are one by how the sentences are built; an anniversary “of” something
//! is not its own.

use std::ops::Range;

use super::course::date_of;
use super::tense;
use super::timeline::{ends, sentences};
use crate::article::Article;
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::extract::name::NameKind;
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::source::Span;
use crate::words::Words;

/// An anniversary with the date that it is counted from.
#[derive(Debug, Clone)]
pub struct Jubilee<'d> {
    pub years: i32,
    /// “its 75th anniversary”, “turns 100”.
    pub span: Span,
    pub founded: &'d DateMention,
    /// When it is kept; nothing where that is the time of writing.
    pub kept: Option<&'d DateMention>,
    /// Other dates told beside the founding: "founded in 1780 and refounded in 1954".
    pub beside: Vec<&'d DateMention>,
}

/// Words that name an anniversary. Sorted.
static TOLD: Words = Words::new(&[
    "anniversary",
    "bicentenary",
    "bicentennial",
    "birthday",
    "centenary",
    "centennial",
    "turned",
    "turns",
]);

/// Verbs by which things come into being. Sorted.
static FOUNDED: Words = Words::new(&[
    "began",
    "created",
    "established",
    "formed",
    "founded",
    "inaugurated",
    "incorporated",
    "launched",
    "opened",
    "started",
]);

/// Verbs by which an anniversary is kept, and what helps them. Sorted.
static KEEPING: Words = Words::new(&[
    "also",
    "are",
    "be",
    "been",
    "celebrate",
    "celebrated",
    "celebrates",
    "celebrating",
    "had",
    "has",
    "have",
    "is",
    "just",
    "mark",
    "marked",
    "marking",
    "marks",
    "observe",
    "observed",
    "observes",
    "was",
    "were",
    "will",
]);

/// Nouns of what is founded, which stand for a name that has them. Sorted.
static THINGS: Words = Words::new(&[
    "airline",
    "airport",
    "association",
    "bank",
    "brand",
    "brewery",
    "bridge",
    "broadcaster",
    "chain",
    "charity",
    "choir",
    "church",
    "club",
    "college",
    "committee",
    "company",
    "daily",
    "factory",
    "festival",
    "firm",
    "foundation",
    "gallery",
    "group",
    "hospital",
    "hotel",
    "institute",
    "league",
    "library",
    "magazine",
    "maker",
    "manufacturer",
    "museum",
    "newspaper",
    "orchestra",
    "organisation",
    "organization",
    "paper",
    "park",
    "party",
    "publisher",
    "restaurant",
    "retailer",
    "school",
    "shipyard",
    "shop",
    "society",
    "station",
    "store",
    "team",
    "theater",
    "theatre",
    "union",
    "university",
    "yard",
    "zoo",
]);

/// Nouns that stand for whatever a name was given to.
const ANY: &[&str] = &["company", "firm", "group", "institution", "organisation", "organization"];

/// The longest subject, and the longest part put between commas.
const LONGEST_SUBJECT: usize = 7;
const LONGEST_ASIDE: usize = 12;

/// A told anniversary: its number, where it is written, and where its subject ends.
struct Told {
    years: i32,
    tokens: Range<usize>,
    subject_end: usize,
    /// Its verb is in the present tense.
    present: bool,
    /// The comma before "making this", where that is how it is told.
    made: Option<usize>,
}

/// Every anniversary that an article tells with the founding that it is of.
#[must_use]
pub fn jubilees<'a>(article: &'a Article<'_>) -> Vec<Jubilee<'a>> {
    let text = &article.text;
    let mut found = years_old(article);
    if !text.vocabulary.may_have_any(&TOLD) {
        return found;
    }
    let all: Vec<(Sentence, &[DateMention])> =
        sentences(article).map(|(sentence, dates)| behind_dateline(article, sentence, dates)).collect();
    let reader = Across { article, text };
    for (at, (sentence, dates)) in all.iter().enumerate() {
        for told in sentence.tokens.clone().filter_map(|token| told(text, sentence, dates, token)) {
            let before = at.checked_sub(1).map(|at| &all[at]);
            let after = all.get(at + 1);
            let own = || own_founding(text, sentence, dates, &told).map(|founded| (founded, *dates));
            let earlier = || Some((reader.founded_before(before?, sentence, dates, &told)?, before?.1));
            let later = || Some((reader.founded_after(after?, sentence, &told)?, after?.1));
            let Some((founded, around)) = own().or_else(earlier).or_else(later) else { continue };
            let others = dates.iter().filter(|date| date.span != founded.span);
            let Some(kept) = kept(others, told.present) else { continue };
            let beside = around.iter().filter(|date| date.span != founded.span && explicit(date).is_some());
            let beside = beside.filter(|date| kept.is_none_or(|kept| kept.span != date.span)).collect();
            found.push(Jubilee { years: told.years, span: text.span(told.tokens), founded, kept, beside });
        }
    }
    found
}

/// When an anniversary is kept, by what else its sentence names: a date, or nothing but the time of writing. `None` where it can't
/// be told.
fn kept<'d>(mut others: impl Iterator<Item = &'d DateMention>, present: bool) -> Option<Option<&'d DateMention>> {
    match (others.next(), others.next()) {
        (None, _) if present => Some(None),
        (Some(date), None) if is_kept(date) => Some(Some(date)),
        _ => None,
    }
}

/// A sentence without the dateline that it begins with, and its dates.
fn behind_dateline<'d>(
    article: &Article<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
) -> (Sentence, &'d [DateMention]) {
    const LONGEST: usize = 8;
    let text = &article.text;
    let whole = (sentence.clone(), dates);
    let Some(published) = article.published.span else { return whole };
    let Some(dateline) = dates.first().filter(|date| date.span.contains(published)) else { return whole };
    let end = dateline.tokens.end;
    let dash =
        (end..sentence.tokens.end.min(end + LONGEST)).find(|&at| matches!(text.text(at), "-" | "–" | "—" | "--"));
    let Some(dash) = dash else { return whole };
    let first = dates.partition_point(|date| date.tokens.start <= dash);
    (Sentence { tokens: dash + 1..sentence.tokens.end, ..sentence.clone() }, &dates[first..])
}

/// How old things are told to be that the same sentence tells to have been founded: `The 25-year-old company was founded in 1999`.
fn years_old<'a>(article: &'a Article<'_>) -> Vec<Jubilee<'a>> {
    let text = &article.text;
    let is_age = |date: &DateMention| date.kind == TimexType::Duration && text.lower(date.tokens.end - 1) == "old";
    if !article.dates.iter().any(is_age) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (sentence, dates) in sentences(article) {
        for age in dates.iter().filter(|date| is_age(date)) {
            let years = text.lower(age.tokens.start).parse().ok().filter(|years| (2..=1000).contains(years));
            let Some((years, founded)) = years.zip(founding_of_old(text, sentence, dates, age)) else { continue };
            // "In 1992 the 25-year-old company", "… was sold in May": another date is of something else
            let opens = |date: &DateMention| {
                date.tokens.start <= sentence.tokens.start + 1 || date.basis == Basis::DocumentDate
            };
            let others = || dates.iter().filter(|date| date.span != founded.span && date.span != age.span);
            let Some(kept) = kept(others(), true).filter(|_| others().all(opens)) else { continue };
            found.push(Jubilee { years, span: age.span, founded, kept, beside: Vec::new() });
        }
    }
    found
}

/// `The 25-year-old company was founded in 1999`, `the 30-year-old firm, established in 1994,`.
fn founding_of_old<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    age: &DateMention,
) -> Option<&'d DateMention> {
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let noun = (age.tokens.end..age.tokens.end + 3).find(|&at| THINGS.has(word(at)) || ANY.contains(&word(at)))?;
    let plain = (age.tokens.end..noun).all(|at| text.tokens[at].kind == TokenKind::Word && !tense::is_past(text, at));
    let mut verb = noun + 1;
    verb += usize::from(word(verb) == ",");
    verb += usize::from(matches!(word(verb), "which" | "that"));
    verb += usize::from(word(verb) == "was");
    let date = explicit(date_of(text, dates, verb).filter(|_| FOUNDED.has(word(verb)) && plain && verb > noun + 1)?)?;
    is_founding(text, sentence, verb, date).then_some(date)
}

fn is_kept(date: &DateMention) -> bool {
    date.interval.is_some()
        && date.length.is_none()
        && matches!(date.kind, TimexType::Date | TimexType::Time)
        && matches!(date.basis, Basis::Explicit | Basis::DocumentDate)
}

/// The anniversary that a token names.
fn told(text: &Segmented<'_>, sentence: &Sentence, dates: &[DateMention], at: usize) -> Option<Told> {
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let back = |by: usize| at.checked_sub(by).map_or("", word);
    if text.tokens[at].kind != TokenKind::Word {
        return None;
    }
    let (years, tokens) = match word(at) {
        "anniversary" | "birthday" if back(2) == "its" => (ordinal(back(1))?, at - 2..at + 1),
        "centenary" | "centennial" if back(1) == "its" => (100, at - 1..at + 1),
        "bicentenary" | "bicentennial" if back(1) == "its" => (200, at - 1..at + 1),
        "turns" | "turned" if text.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number) => {
            let dated = matches!((word(at + 2), word(at + 3)), ("this" | "next", "year")) || word(at + 2) == "in";
            (word(at + 1).parse().ok().filter(|years| dated && (10..=1000).contains(years))?, at..at + 2)
        }
        _ => return None,
    };
    let next = word(tokens.end);
    // "its 25th anniversary in the town"
    let dated = |at: usize| dates.iter().any(|date| date.tokens.start == at);
    let whole = next.is_empty()
        || matches!(next, "." | "," | ";" | "and" | "–" | "—")
        || dated(tokens.end)
        || (matches!(next, "in" | "on") && dated(tokens.end + 1))
        || (next == "with" && matches!(word(tokens.end + 1), "a" | "an"));
    let mut subject_end = tokens.start;
    while subject_end > sentence.tokens.start && KEEPING.has(word(subject_end - 1)) {
        subject_end -= 1;
    }
    // ", making this year its 50th anniversary"
    let making = (tokens.start.saturating_sub(3)..tokens.start).find(|&at| word(at) == "making");
    let made = making.and_then(|at| at.checked_sub(1)).filter(|&comma| {
        let now = |at: usize| matches!(word(at), "this" | "year") || dates.iter().any(|date| date.tokens.contains(&at));
        word(comma) == "," && comma + 2 < tokens.start && (comma + 2..tokens.start).all(now)
    });
    if let Some(comma) = made {
        return whole.then_some(Told { years, tokens, subject_end: comma, present: true, made });
    }
    let verbs = || (subject_end..tokens.start.max(subject_end)).map(word);
    let turns = matches!(word(at), "turns" | "turned");
    let keeps = turns
        || verbs().any(|verb| verb.starts_with("celebrat") || verb.starts_with("mark") || verb.starts_with("observ"));
    let past = word(at) == "turned"
        || verbs().any(|verb| matches!(verb, "celebrated" | "marked" | "observed" | "was" | "were" | "had"));
    (whole && keeps).then_some(Told { years, tokens, subject_end, present: !past, made: None })
}

/// `25th`, `fiftieth`.
#[must_use]
pub fn ordinal(word: &str) -> Option<i32> {
    const WORDS: &[(&str, i32)] = &[
        ("fifth", 5),
        ("tenth", 10),
        ("twentieth", 20),
        ("thirtieth", 30),
        ("fortieth", 40),
        ("fiftieth", 50),
        ("sixtieth", 60),
        ("seventieth", 70),
        ("eightieth", 80),
        ("ninetieth", 90),
        ("hundredth", 100),
    ];
    let figures = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = &word[figures.len()..];
    if matches!(suffix, "st" | "nd" | "rd" | "th") {
        return figures.parse().ok().filter(|count| (1..=1000).contains(count));
    }
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, count)| *count)
}

/// The founding that the sentence of an anniversary itself tells of its subject.
fn own_founding<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    told: &Told,
) -> Option<&'d DateMention> {
    let (start, end) = (sentence.tokens.start, told.subject_end);
    let founding = |verb: &usize| FOUNDED.has(text.lower(*verb));
    if let Some(comma) = told.made {
        // "was founded in 1974, making this its 50th anniversary"
        let verb = (start + 1..comma).rev().find(founding)?;
        let date = explicit(date_of(text, dates, verb).filter(|date| date.tokens.end == comma)?)?;
        let helped = verb - usize::from(matches!(text.lower(verb - 1), "was" | "were"));
        return (is_founding(text, sentence, verb, date) && is_subject(text, start..helped)).then_some(date);
    }
    if let Some(date) = founding_behind(text, sentence, dates, told) {
        return Some(date);
    }
    // "Founded in 1949, the club celebrates"
    if founding(&start) {
        let date = explicit(date_of(text, dates, start)?)?;
        let subject = date.tokens.end + 1..end;
        let comma = text.is_mark(date.tokens.end, b',');
        return (comma && is_founding(text, sentence, start, date) && subject.start < end && is_subject(text, subject))
            .then_some(date);
    }
    if end < start + 3 {
        return None;
    }
    let held = |verb: &usize| text.is_word(*verb, "held") && text.is_word(verb - 1, "first");
    let verb = (start + 1..end - 1).rev().find(|verb| founding(verb) || held(verb))?;
    let date = explicit(date_of(text, dates, verb)?)?;
    if !is_founding(text, sentence, verb, date) {
        return None;
    }
    let verb = verb - usize::from(held(&verb));
    let helped = verb - usize::from(matches!(text.lower(verb - 1), "was" | "were"));
    // "The club, founded in 1949, celebrates": nothing else between the commas
    let place = |at: usize| matches!(text.lower(at), "in" | "at" | "near") || text.tokens[at].shape.has_capital();
    if date.tokens.end < end && text.is_mark(end - 1, b',') && (date.tokens.end..end - 1).all(place) {
        let relative = helped - usize::from(matches!(text.lower(helped - 1), "which" | "that"));
        let comma = relative.checked_sub(1).filter(|&at| at > start && text.is_mark(at, b','))?;
        return (end - comma <= LONGEST_ASIDE && is_subject(text, start..comma)).then_some(date);
    }
    // "The museum opened in 1924 and will celebrate"
    let joined = date.tokens.end + 1 == end && text.is_word(end - 1, "and");
    (joined && is_subject(text, start..helped)).then_some(date)
}

/// `celebrates its 50th anniversary this year; it was founded in 1974`.
fn founding_behind<'d>(
    text: &Segmented<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
    told: &Told,
) -> Option<&'d DateMention> {
    let from = told.tokens.end;
    let mark = (from..sentence.tokens.end).find(|&at| matches!(text.text(at), ";" | ","))?;
    let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
    let led = matches!((word(mark + 1), word(mark + 2)), ("it", "was") | ("having", "been"));
    let date = explicit(date_of(text, dates, mark + 3).filter(|_| led && FOUNDED.has(word(mark + 3)))?)?;
    // nothing but a date stands between
    let dated = dates.iter().find(|date| date.tokens.start >= from && date.tokens.end <= mark);
    let near = mark <= dated.map_or(from, |date| date.tokens.end) + 1;
    let subject = sentence.tokens.start..told.subject_end;
    (near && is_subject(text, subject) && is_founding(text, sentence, mark + 3, date)).then_some(date)
}

/// Whether what a verb tells of is a founding: "opened in 1973 in its present building" may be none.
fn is_founding(text: &Segmented<'_>, sentence: &Sentence, verb: usize, date: &DateMention) -> bool {
    let sure = !matches!(text.lower(verb), "began" | "launched" | "opened" | "started");
    // "opened in Lund in 1993" may be a branch
    let plain = date.tokens.start <= verb + 2;
    sure || (plain && (ends(text, sentence, date.tokens.end) || text.is_word(date.tokens.end, "and")))
}

/// A date of the calendar with its year.
fn explicit(date: &DateMention) -> Option<&DateMention> {
    let whole = date.value.len() >= 4 && !date.value.starts_with("BC") && !date.value.starts_with('0');
    (date.basis == Basis::Explicit && whole).then_some(date)
}

/// A short stretch without verbs and marks: one thing.
pub(super) fn is_subject(text: &Segmented<'_>, tokens: Range<usize>) -> bool {
    !tokens.is_empty()
        && tokens.len() <= LONGEST_SUBJECT
        && tokens.into_iter().all(|at| {
            let possessive = text.tokens[at].kind == TokenKind::Possessive;
            !possessive
                && text.tokens[at].kind != TokenKind::Mark
                && !tense::is_past(text, at)
                && !matches!(
                    text.lower(at),
                    "its"
                        | "their"
                        | "his"
                        | "her"
                        | "is"
                        | "are"
                        | "has"
                        | "have"
                        | "and"
                        | "that"
                        | "which"
                        | "whose"
                        | "who"
                )
        })
}

/// Finds foundings in the sentence before or after.
struct Across<'a, 's> {
    article: &'a Article<'s>,
    text: &'a Segmented<'s>,
}

impl<'a> Across<'a, '_> {
    /// `Velm Shipyards was founded in 1990.` before `The company marks`.
    fn founded_before(
        &self,
        (before, dates): &(Sentence, &'a [DateMention]),
        sentence: &Sentence,
        own: &[DateMention],
        told: &Told,
    ) -> Option<&'a DateMention> {
        // "In 2024 the bank marks"
        let opening = own.first().filter(|date| date.tokens.start <= sentence.tokens.start + 1);
        let start = opening.map_or(sentence.tokens.start, |date| date.tokens.end);
        let start = start + usize::from(start < told.subject_end && self.text.is_mark(start, b','));
        let subject = start..told.subject_end;
        let (host, founded) = self.founding(before, dates)?;
        (before.block + 1 >= sentence.block && self.is_one(&host, &subject)).then_some(founded)
    }

    /// `It was founded in 1924.` after `The school turns 100 this year.`
    fn founded_after(
        &self,
        (after, dates): &(Sentence, &'a [DateMention]),
        sentence: &Sentence,
        told: &Told,
    ) -> Option<&'a DateMention> {
        let host = sentence.tokens.start..told.subject_end;
        let (subject, founded) = self.founding(after, dates)?;
        let one =
            sentence.block + 1 >= after.block && is_subject(self.text, host.clone()) && self.is_one(&host, &subject);
        one.then_some(founded)
    }

    /// What a sentence that begins with it tells to have been founded, and when.
    fn founding(&self, sentence: &Sentence, dates: &'a [DateMention]) -> Option<(Range<usize>, &'a DateMention)> {
        let start = sentence.tokens.start;
        let mut verbs = sentence.tokens.clone().filter(|&at| FOUNDED.has(self.text.lower(at)));
        let verb = verbs.next().filter(|&verb| verb > start)?;
        let founded = explicit(date_of(self.text, dates, verb)?)?;
        let end = verb - usize::from(matches!(self.text.lower(verb - 1), "was" | "were"));
        let whole = is_founding(self.text, sentence, verb, founded) && verbs.next().is_none();
        (is_subject(self.text, start..end) && whole).then_some((start..end, founded))
    }

    /// Whether the second of two subjects takes up the first: "it", "the company", the same name.
    fn is_one(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let text = self.text;
        let name = |tokens: &Range<usize>| {
            let at = self.article.names.partition_point(|name| name.tokens.end < tokens.end);
            self.article
                .names
                .get(at)
                .filter(|name| name.tokens.end == tokens.end && name.kind != NameKind::Person)
                .map(|_| at)
        };
        match second.clone().map(|at| text.lower(at)).collect::<Vec<_>>().as_slice() {
            ["it"] => true,
            ["the", noun] if ANY.contains(noun) => name(first).is_some() || text.is_word(first.end - 1, noun),
            ["the", noun] if THINGS.has(noun) => first.clone().any(|at| text.lower(at).trim_end_matches('s') == *noun),
            _ => {
                let both = name(first).zip(name(second));
                both.is_some_and(|(one, other)| {
                    let entity = self.article.entity_of(one);
                    entity.is_some() && entity == self.article.entity_of(other)
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FOUNDED, KEEPING, THINGS, TOLD, jubilees};
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let kept = |one: &super::Jubilee<'_>| one.kept.map_or("now".to_owned(), |date| date.value.clone());
        jubilees(&article).iter().map(|one| format!("{} of {} {}", one.years, one.founded.value, kept(one))).collect()
    }

    #[test]
    fn anniversaries_of_what_was_founded() {
        assert_eq!(
            told(
                "The club, founded in 1949, celebrates its 75th anniversary. The museum opened in 1924 and marked its 50th anniversary in \
                 1974. Founded in 1904, Halden Bank celebrated its centenary in 2004. Velm Shipyards was founded in 1990. In 2015, the \
                 company marked its 25th anniversary. The school turned 100 in 2024. It was founded in 1924 by two sisters."
            ),
            ["75 of 1949 now", "50 of 1924 1974", "100 of 1904 2004", "25 of 1990 2015", "100 of 1924 2024"]
        );
    }

    #[test]
    fn anniversaries_of_something_else() {
        let silent = "The club, founded in 1949, celebrates the 25th anniversary of its first title. Velm Shipyards was founded in 1990. Its \
                      owner, Borg Lines, marks its 50th anniversary. The band, formed in 1990, plays on its 25th anniversary tour. The \
                      orchestra was founded in 1964. Its hall, opened in 1984, is celebrating its 40th birthday and more. The firm, whose \
                      yard opened in 1990, marks its 80th anniversary. The bank was founded in 1904. The club marks its 80th anniversary.";
        assert_eq!(told(silent), Vec::<String>::new());
    }

    #[test]
    fn lists_are_sorted() {
        assert!(TOLD.is_sorted() && FOUNDED.is_sorted() && KEEPING.is_sorted() && THINGS.is_sorted());
    }
}
