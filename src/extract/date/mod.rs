//! Time expressions: spans, TIMEX3 types and values, and the days they cover.

mod calendar;
mod compare;
mod document;
mod expression;
mod grammar;
pub(crate) mod lexicon;
mod moment;
mod place;
mod resolve;
pub(crate) mod tense;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use document::in_path;
pub use lexicon::{Unit, is_zone};

use expression::{Found, Meaning, Reference};

use crate::article::Reading;
use crate::knowledge::Knowledge;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::Span;

/// The four types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

impl TimexType {
    /// The name as TIMEX3 spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// The days that an expression covers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// How an expression came by its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The year stands in the expression itself.
    Explicit,
    /// Worked out from the document's date ("Friday", "last month").
    DocumentDate,
    /// Worked out from a date told before ("the next day", a bare month in a narrative).
    Told,
    /// No day can be named: durations, sets, "recently".
    Open,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    pub span: Span,
    /// Its tokens: indices into [`Segmented::tokens`].
    pub tokens: std::ops::Range<usize>,
    pub kind: TimexType,
    /// TIMEX3 value: `2024-01-02`, `P6M`, `2024-W03`, `PAST_REF`, ...
    pub value: String,
    pub basis: Basis,
    /// The days covered, where that can be said.
    pub interval: Option<Interval>,
    /// The weekday that is written with a full or partial date, and where.
    pub weekday: Option<(chrono::Weekday, Span)>,
    /// The other day that a slashed date may mean, where nothing tells its order; `interval` then spans both.
    pub other: Option<NaiveDate>,
    /// The date names a day that its month does not have: the days it has, at most.
    pub impossible: Option<u32>,
    /// How long it is, or how far off: the `eight years` of "eight years", "eight years ago", "eight years later".
    pub length: Option<Amount>,
}

/// An amount of one unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// In tenths, so that halves are whole.
    pub tenths: u32,
    pub unit: Unit,
}

impl Amount {
    fn of(amount: Option<f32>, unit: Unit) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "amounts are small and positive")]
        let tenths = (amount? * 10.0).round() as u32;
        Some(Self { tenths, unit })
    }

    /// The length in days, months and years taken at their mean; nothing below a day.
    #[must_use]
    pub fn days(self) -> Option<f64> {
        let unit = match self.unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day | Unit::Night => 1.0,
            Unit::Weekend | Unit::Week => 7.0,
            Unit::Fortnight => 14.0,
            Unit::Month => 30.44,
            Unit::Quarter => 91.3,
            Unit::Year => 365.25,
            Unit::Decade => 3652.5,
            Unit::Century => 36525.0,
            Unit::Millennium => 365_250.0,
        };
        Some(f64::from(self.tenths) * unit / 10.0)
    }
}

impl DateMention {
    /// The expression without the weekday written before it.
    #[must_use]
    pub fn date_span(&self, text: &Segmented<'_>) -> Span {
        match self.weekday {
            Some((_, weekday)) => after(text, self.tokens.clone(), weekday.end),
            None => self.span,
        }
    }

    /// Year, month and day as a value names them, whether there is such a day or not.
    #[must_use]
    pub fn written_day(&self) -> Option<(Option<i32>, u8, u8)> {
        let mut parts = self.value.get(..10)?.splitn(3, '-');
        let year = parts.next()?.parse().ok();
        let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((year, month, day))
    }

    /// Whether the article says it: in its text or its dateline, not in what stands around it on the page.
    #[must_use]
    pub fn is_told(&self, text: &Segmented<'_>) -> bool {
        text.block_of(self.tokens.start).is_some_and(|block| text.blocks[block].kind != BlockKind::Furniture)
    }
}

/// What words of an expression stand from some place on.
fn after(text: &Segmented<'_>, tokens: std::ops::Range<usize>, place: u32) -> Span {
    let is_word = |at: &usize| text.tokens[*at].kind != TokenKind::Mark && text.tokens[*at].span.start >= place;
    let first = tokens.clone().find(is_word).unwrap_or(tokens.start);
    text.span(first..tokens.end)
}

/// When a document was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentDate {
    /// The day, where the document or the run says one.
    pub day: Option<NaiveDate>,
    /// Where the document says so (none for a date from the command line).
    pub span: Option<Span>,
    /// Every day that the document itself states, dateline first.
    pub stated: Vec<(NaiveDate, Span)>,
    /// The last day on which it says that it was revised or added to.
    pub revised: Option<NaiveDate>,
}

impl DocumentDate {
    /// The last day of which the document can tell as past.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        self.day.map(|day| self.revised.map_or(day, |revised| revised.max(day)))
    }
}

/// Reads every time expression of the text, its dateline and furniture dates included.
#[must_use]
pub fn read(text: &Segmented<'_>, knowledge: &Knowledge, reading: &Reading) -> (Vec<DateMention>, DocumentDate) {
    let mut found = Vec::new();
    for block in &text.blocks {
        grammar::parse(text, block, &mut found);
    }
    let told = document::told_order(text, &found).or(knowledge.date_order);
    let published = document::date(text, &found, reading, told);
    let mut anchors = resolve::Anchors {
        day: published.day,
        narrative: document::is_narrative(&found, text.tokens.len(), &published),
        order: told.or_else(|| document::near_order(&found, published.day)),
        told: None,
        told_at: 0,
        stretch: None,
        back: None,
    };
    let told = |one: &&Found| !anchors.narrative || one.meaning != Meaning::Reference(Reference::Before);
    let found: Vec<&Found> = found.iter().filter(told).collect();
    let dates = found.into_iter().map(|one| anchors.resolve(text, one)).collect();
    (dates, published)
}
