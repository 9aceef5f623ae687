//! When a document was made: front matter, a line of its own, an agency's dateline, the file's name.

use chrono::{Datelike, NaiveDate};

use super::DocumentDate;
use super::expression::{Base, Found, Meaning, Year};
use super::moment::{Moment, Part};
use crate::article::Reading;
use crate::knowledge::DateOrder;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::Span;

/// Days within which a slashed date is taken to be the document's own or one of its week.
const NEAR: i64 = 14;

/// Keys of front matter that say when a document was made, the best first.
const KEYS: &[&str] =
    &["date", "published", "pubdate", "publish_date", "date_published", "publication_date", "datetime", "created"];

/// Keys of front matter that say when it was last changed.
const REVISED: &[&str] =
    &["updated", "modified", "lastmod", "last_modified", "date_modified", "revised", "last_update"];

/// Words of a line or a note whose date is that of a change.
const CHANGED: &[&str] =
    &["added", "amended", "corrected", "edited", "modified", "reviewed", "revised", "update", "updated"];

/// How many words a line that tells of a change has, and how many a note has before its date.
const LINE: usize = 16;
const LEAD: usize = 8;

/// The date of a document, with every place that states it.
///
/// `order` is what comes first in slashed dates, where that is known.
pub fn date(text: &Segmented<'_>, found: &[Found], reading: &Reading, order: Option<DateOrder>) -> DocumentDate {
    let mut stated = front(text);
    stated.extend(head(text, found, order));
    stated.extend(agency(text, found, stated.first().map(|(day, _)| *day), order));
    let source = text.document.source;
    // an archive's path says nothing of its records
    let in_path = || if source.record.is_none() { in_path(&source.path) } else { None };
    let (day, span) = match stated.first() {
        Some(&(day, span)) => (Some(day), Some(span)),
        None => (in_path().or(reading.document_date), None),
    };
    DocumentDate { day, span, stated, revised: revised(text, found, order) }
}

/// The last day on which a document says that it was changed: in front matter, in a line ("Last modified on …"), at the
/// head of a note or of a reader's comment ("Update, 3 March 2025: …").
fn revised(text: &Segmented<'_>, found: &[Found], order: Option<DateOrder>) -> Option<NaiveDate> {
    let source = text.document.source;
    let front = REVISED
        .iter()
        .filter_map(|key| text.document.front.iter().find(|(name, _)| name == key))
        .filter_map(|(_, span)| iso(source.slice(*span)));
    let notes = found.iter().filter_map(|one| {
        let day = full_day(one, order).or_else(|| month_end(one))?;
        let block = &text.blocks[text.block_of(one.tokens.start)?];
        let lead = block.tokens.start..one.tokens.start;
        let short = lead.len() <= LEAD;
        let line = block.tokens.len() <= LINE || block.kind != BlockKind::Body;
        let colon = || (one.tokens.end..block.tokens.end).take(2).any(|at| text.is_mark(at, b':'));
        let noted = short && block.kind.is_told() && colon();
        (noted || (short || line) && says(text, lead, CHANGED)).then_some(day)
    });
    front.chain(notes).max()
}

/// The last day of a month told with its year.
fn month_end(found: &Found) -> Option<NaiveDate> {
    match found.meaning {
        Meaning::Point(Base::Calendar(Year::Known(year), part @ Part::Month(_)), None) => {
            Moment::new(Some(year), part).interval().map(|days| days.last)
        }
        _ => None,
    }
}

fn front(text: &Segmented<'_>) -> Vec<(NaiveDate, Span)> {
    let source = text.document.source;
    if let Some(record) = &source.record {
        return record.date.map(|day| (day, record.stated)).into_iter().collect();
    }
    KEYS.iter()
        .filter_map(|key| text.document.front.iter().find(|(name, _)| name == key))
        .filter_map(|(_, span)| iso(source.slice(*span)).map(|day| (day, *span)))
        .collect()
}

/// Lines at the head that are a date, and those that say they were posted or published.
fn head(text: &Segmented<'_>, found: &[Found], order: Option<DateOrder>) -> Vec<(NaiveDate, Span)> {
    let mut stated = Vec::new();
    let mut prose = 0;
    for block in &text.blocks {
        let near = prose == 0;
        if matches!(block.kind, BlockKind::Body | BlockKind::Quotation) {
            prose += 1;
        }
        let dateline = matches!(block.kind, BlockKind::Dateline | BlockKind::Byline)
            || (block.kind == BlockKind::Furniture && block.tokens.len() <= 16);
        let labelled = block.kind == BlockKind::Dateline && says(text, block.tokens.clone(), &["posted", "published"]);
        if !dateline || !(near || labelled) {
            continue;
        }
        let first = found.partition_point(|one| one.tokens.start < block.tokens.start);
        for one in found[first..].iter().take_while(|one| one.tokens.end <= block.tokens.end) {
            let whole = covers(text, &block.tokens, one) || block.kind != BlockKind::Furniture;
            let renewed = !stated.is_empty()
                && says(text, block.tokens.start..one.tokens.start, &["updated", "modified", "edited"]);
            if let Some(day) = full_day(one, order).filter(|_| whole && !renewed) {
                stated.push((day, one.date_span(text)));
            }
        }
    }
    stated
}

/// Whether the date is nearly all that its block says.
fn covers(text: &Segmented<'_>, block: &std::ops::Range<usize>, found: &Found) -> bool {
    let words = |range: std::ops::Range<usize>| range.filter(|&at| text.tokens[at].kind != TokenKind::Mark).count();
    words(block.clone()) <= words(found.tokens.clone()) + 3
}

fn says(text: &Segmented<'_>, mut tokens: std::ops::Range<usize>, words: &[&str]) -> bool {
    tokens.any(|at| words.contains(&text.lower(at)))
}

/// `TOKYO, Jan 2 (Reuters) -`: a day at the head of the first paragraph, after a place, before a dash.
fn agency(
    text: &Segmented<'_>,
    found: &[Found],
    known: Option<NaiveDate>,
    order: Option<DateOrder>,
) -> Option<(NaiveDate, Span)> {
    let block = text.blocks.iter().find(|block| block.kind == BlockKind::Body)?;
    let first = found.partition_point(|one| one.tokens.start < block.tokens.start);
    let one = found
        .get(first)
        .filter(|one| one.tokens.start < block.tokens.start + 12 && one.tokens.end <= block.tokens.end)?;
    let place = (block.tokens.start..one.tokens.start)
        .all(|at| text.tokens[at].kind != TokenKind::Word || text.tokens[at].shape.has_capital());
    let named = one.tokens.start == block.tokens.start || text.tokens[block.tokens.start].shape.has_capital();
    let dash = (one.tokens.end..block.tokens.end.min(one.tokens.end + 8))
        .take_while(|&at| text.tokens[at].kind == TokenKind::Mark || text.tokens[at].shape.has_capital())
        .any(|at| is_dash(text, at));
    // "Ada Holm (born 3 April 1885 – 1917)" gives the dates of a life
    let opened =
        (block.tokens.start..one.tokens.start).rev().find(|&at| matches!(text.text(at), "(" | "[" | ")" | "]"));
    let bracketed = opened.is_some_and(|at| matches!(text.text(at), "(" | "["));
    // "Ada Holm, 1885-04-03 - 1917-05-06." does so, too
    let ranged = found.get(first + 1).is_some_and(|next| {
        // "March 3, 2025 — Two days after the vote" goes on
        matches!(next.meaning, Meaning::Point(Base::Calendar(..), _))
            && next.tokens.start <= one.tokens.end + 1
            && (one.tokens.end..next.tokens.start).all(|at| is_dash(text, at))
    });
    if !place || !named || !dash || bracketed || ranged {
        return None;
    }
    let span = one.date_span(text);
    if let Some(day) = full_day(one, order) {
        return Some((day, span));
    }
    // without a year it says nothing new, but that it agrees
    let Meaning::Point(Base::Calendar(Year::Unknown, Part::Day(month, day)), _) = one.meaning else { return None };
    let known = known?;
    let near =
        [0, -1, 1].into_iter().filter_map(|by| NaiveDate::from_ymd_opt(known.year() + by, month.into(), day.into()));
    near.min_by_key(|day| (*day - known).num_days().abs()).map(|day| (day, span))
}

fn is_dash(text: &Segmented<'_>, at: usize) -> bool {
    matches!(text.text(at), "-" | "–" | "—" | "--")
}

/// The day of an expression that names year, month and day.
fn full_day(found: &Found, order: Option<DateOrder>) -> Option<NaiveDate> {
    match found.meaning {
        Meaning::Point(Base::Calendar(Year::Known(year), part @ Part::Day(..)), _) => {
            Moment::new(Some(year), part).day()
        }
        Meaning::Point(Base::Slashed(first, second, year), _) => {
            let plain = first > 12 || second > 12 || first == second;
            let day_first = first > 12 || (!plain && order? == DateOrder::DayFirst);
            let (month, day) = if day_first { (second, first) } else { (first, second) };
            NaiveDate::from_ymd_opt(year, month, day)
        }
        _ => None,
    }
}

/// `2024-01-02` or `20240102` or `2024/01/02` in a path, the last one.
#[must_use]
pub fn in_path(path: &str) -> Option<NaiveDate> {
    let bytes = path.as_bytes();
    (0..bytes.len())
        .rev()
        .filter(|&at| at == 0 || !bytes[at - 1].is_ascii_digit())
        .find_map(|at| path.get(at..).and_then(iso_or_plain))
}

fn iso_or_plain(text: &str) -> Option<NaiveDate> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let day = match digits {
        8 => day(text.get(..4)?, text.get(4..6)?, text.get(6..8)?),
        4 => iso(text),
        _ => None,
    };
    day.filter(|day| (1900..2100).contains(&day.year()))
}

/// `2024-01-02`, whatever follows; the marks between may be dashes, slashes, points or underscores.
fn iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, ['-', '/', '.', '_']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if year.len() != 4 || month.len() > 2 || !(1..=2).contains(&digits) {
        return None;
    }
    day(year, month, &rest[..digits])
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether a text that says no date of its own tells of another time: most of its full dates lie long before its
/// day, and there are many of them.
pub fn is_narrative(found: &[Found], tokens: usize, published: &DocumentDate) -> bool {
    if published.span.is_some() {
        return false;
    }
    let Some(today) = published.day else { return true };
    let years: Vec<i32> = found.iter().filter_map(year).collect();
    let past = years.iter().filter(|&&year| year < today.year() - 1).count();
    past >= 5 && past * 10 >= years.len() * 6 && past * 400 >= tokens
}

fn year(found: &Found) -> Option<i32> {
    match &found.meaning {
        Meaning::Point(Base::Calendar(Year::Known(year), _), _) => Some(*year),
        Meaning::Point(Base::Calendar(Year::BeforeChrist(year), _), _) => Some(-year),
        _ => None,
    }
}

/// What comes first in slashed dates, as the text itself tells: by one whose order is plain, else by how it writes its
/// other dates ("12 June" or "June 12").
pub fn told_order(text: &Segmented<'_>, found: &[Found]) -> Option<DateOrder> {
    let plain = slashed(found).find(|&(first, second, _)| first > 12 || second > 12);
    if let Some((first, ..)) = plain {
        return Some(if first > 12 { DateOrder::DayFirst } else { DateOrder::MonthFirst });
    }
    slashed(found).next()?;
    let orders = found.iter().filter_map(|one| written_order(text, one));
    let (mut day, mut month) = (false, false);
    orders.for_each(|order| match order {
        DateOrder::DayFirst => day = true,
        DateOrder::MonthFirst => month = true,
    });
    match (day, month) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// How a date with the month's name is written; `2-MAR-1987` is a machine's.
fn written_order(text: &Segmented<'_>, found: &Found) -> Option<DateOrder> {
    let Meaning::Point(Base::Calendar(_, Part::Day(..)), _) = found.meaning else { return None };
    let first = found.weekday.map_or(found.tokens.start, |(_, token)| token + 1);
    let mut tokens = (first..found.tokens.end).filter(|&at| text.lower(at) != "the" && text.text(at) != ",");
    let (one, next) = (tokens.next()?, tokens.next()?);
    match (text.tokens[one].kind, text.tokens[next].kind) {
        (TokenKind::Number | TokenKind::Mixed, TokenKind::Word) => Some(DateOrder::DayFirst),
        (TokenKind::Word, _) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// What comes first in slashed dates, where one of them is nearer to the document's own day when read so.
pub fn near_order(found: &[Found], today: Option<NaiveDate>) -> Option<DateOrder> {
    let today = today?;
    let gap = |month: u32, day: u32, year: i32| {
        NaiveDate::from_ymd_opt(year, month, day).map_or(i64::MAX, |day| (day - today).num_days().abs())
    };
    let (day_first, month_first) = slashed(found)
        .map(|(first, second, year)| (gap(second, first, year), gap(first, second, year)))
        .filter(|(day_first, month_first)| day_first != month_first)
        .min_by_key(|(day_first, month_first)| *day_first.min(month_first))?;
    let near = day_first.min(month_first) <= NEAR;
    near.then_some(if day_first < month_first { DateOrder::DayFirst } else { DateOrder::MonthFirst })
}

fn slashed(found: &[Found]) -> impl Iterator<Item = (u32, u32, i32)> {
    found.iter().filter_map(|one| match one.meaning {
        Meaning::Point(Base::Slashed(first, second, year), _) => Some((first, second, year)),
        _ => None,
    })
}
