//! What an expression says before anything is known of the document: [`Found`].

use std::ops::Range;

use super::lexicon::{DayPart, Unit};
use super::moment::Part;
use crate::segment::Segmented;
use crate::source::Span;

/// A time expression with its meaning, not yet tied to the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub tokens: Range<usize>,
    pub meaning: Meaning,
    /// A weekday written with a date, from Monday, 0, and its token.
    pub weekday: Option<(u8, usize)>,
    /// A preposition puts it under the verb of its clause ("fell in June"); "June futures fell" does not.
    pub governed: bool,
}

impl Found {
    /// The expression without the weekday written before it.
    pub fn date_span(&self, text: &Segmented<'_>) -> Span {
        match self.weekday {
            Some((_, token)) => super::after(text, self.tokens.clone(), text.tokens[token].span.end),
            None => text.span(self.tokens.clone()),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A point or stretch of the calendar, with a time of the day or not.
    Point(Base, Option<Daytime>),
    Duration(Length),
    /// Something that comes again and again; its TIMEX3 value.
    Set(String),
    Reference(Reference),
}

/// TIMEX3's three vague dates, two of them as news and narratives tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    Past,
    /// `once`, `previously`: a time in news; in a narrative, that one thing came before another.
    Before,
    Present,
    Future,
    /// `today`: the document's day in news, the present in a narrative.
    Today,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Base {
    /// A date whose year may have to be found.
    Calendar(Year, Part),
    /// A day of the church or of a country, whose date depends on the year.
    Feast(Year, Feast),
    /// A slashed date, its order not known: the three numbers.
    Slashed(u32, u32, i32),
    /// `Friday`, `last Friday`.
    Weekday(u8, Toward),
    /// So many weeks on from a weekday: `a week from Sunday`, `the Monday after next`, `two Fridays ago`.
    Weeks(i8, u8, Toward),
    /// The weekday next before a date, or next after it: `the Tuesday before Christmas`; of no day where the date is not
    /// told.
    Beside(u8, bool, Box<Base>),
    /// That weekday of a week: `Tuesday of last week`.
    InWeek(u8, Box<Base>),
    /// `this year`, `the next day`, `the same month`.
    Period(Unit, Toward),
    /// `two months ago`, `three days later`.
    Shift(Option<f32>, Unit, From),
    /// The document's day, week or month, the last, so many units ago: `ten years ago today`, `a year ago this week`.
    DayAgo(i32, Unit, Unit),
    /// The first (1) to last (100) such unit of a stretch: `the last week of March`.
    Nth(u8, Unit, Box<Base>),
    /// That unit in which a date lies: `the quarter` of "the quarter ended Sept. 30".
    Holding(Unit, Box<Base>),
    /// The stretch spoken of, or such a unit of it, in another year: `the same period last year`, `the year-ago quarter`.
    Again(Option<Unit>, Box<Base>),
    /// Two digits of a decade: `the '60s`.
    ShortDecade(u8),
    /// No day of its own: `8 p.m.`, `in the morning`.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    Known(i32),
    BeforeChrist(i32),
    /// `'98`.
    Short(u8),
    /// A year by its place in the text: `of that year`, `last year`.
    Toward(Toward),
    /// Such a month, season or day as it is seen from here: `last June`.
    Seen(Toward),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feast {
    Easter(i8),
    /// Weekday, which of them (5 the last), month, and days after it.
    Nth(u8, u8, u8, u8),
}

/// Which one is meant, seen from now or from what was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Bare,
    This,
    Last,
    Next,
    /// `the previous year`, `the day before`: seen from what was told.
    Previous,
    Following,
    /// `that year`, `the same day`.
    Same,
    /// `the year`.
    The,
}

impl Toward {
    /// How many units on.
    pub fn step(self) -> i32 {
        match self {
            Toward::Last | Toward::Previous => -1,
            Toward::Next | Toward::Following => 1,
            Toward::Bare | Toward::This | Toward::Same | Toward::The => 0,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// `ago`: before the document's day.
    Ago,
    /// `from now`.
    Hence,
    /// `later`, `earlier`: seen from what was told.
    Later,
    Earlier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Daytime {
    Part(DayPart),
    /// Hour, minute, second, minutes east of Greenwich; `None` where not told.
    Clock(u8, Option<u8>, Option<u8>, Option<i16>),
}

/// A length of time: amounts with their units, the largest first. `None` is a vague amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Length(pub Vec<(Option<f32>, Unit)>);

impl Length {
    /// The TIMEX3 value: `P2Y`, `PT30M`, `PXD`.
    pub fn value(&self) -> String {
        let mut date = String::from("P");
        let mut time = String::new();
        for &(amount, unit) in &self.0 {
            let (amount, unit) = smooth(amount, unit);
            let (part, letter) = match unit {
                Unit::Second => (&mut time, "S"),
                Unit::Minute => (&mut time, "M"),
                Unit::Hour => (&mut time, "H"),
                _ => (&mut date, letter(unit)),
            };
            match amount {
                Some(amount) => part.push_str(&number(amount)),
                None => part.push('X'),
            }
            part.push_str(letter);
        }
        if time.is_empty() { date } else { format!("{date}T{time}") }
    }
}

/// Half a year is six months, a fortnight two weeks.
fn smooth(amount: Option<f32>, unit: Unit) -> (Option<f32>, Unit) {
    match (amount, unit) {
        (Some(0.5), Unit::Year) => (Some(6.0), Unit::Month),
        (Some(0.5), Unit::Day) => (Some(12.0), Unit::Hour),
        (Some(amount), Unit::Hour) if (amount * 4.0).fract() == 0.0 && amount < 1.0 => {
            (Some(amount * 60.0), Unit::Minute)
        }
        (amount, Unit::Decade) => (amount.map(|amount| amount * 10.0), Unit::Year),
        (Some(amount), Unit::Century) if amount.fract() != 0.0 => (Some(amount * 100.0), Unit::Year),
        (amount, Unit::Fortnight) => (amount.map(|amount| amount * 2.0), Unit::Week),
        other => other,
    }
}

/// TIMEX3's letters for units of a day and more.
pub fn letter(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "",
        Unit::Day => "D",
        Unit::Night => "NI",
        Unit::Week | Unit::Fortnight => "W",
        Unit::Weekend => "WE",
        Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Millennium => "ML",
    }
}

fn number(amount: f32) -> String {
    // whole numbers are many, and are written sooner as such
    if amount.fract() == 0.0 && (0.0..1e9).contains(&amount) {
        (amount as u32).to_string()
    } else {
        format!("{amount}")
    }
}
