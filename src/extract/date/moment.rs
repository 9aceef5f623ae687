//! A point of the calendar as finely as it is known, its TIMEX3 value and the days it covers.

use chrono::{Datelike, NaiveDate};

use super::Interval;
use super::calendar::{days_in_month, week_start};

/// A stretch of the calendar: a day, a month, a season ... of a year that may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub bc: bool,
    /// Counted from 1 on both sides of the era.
    pub year: Option<i32>,
    pub part: Part,
}

/// Which part of its year (or which run of years) a moment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    Month(u8),
    /// Month and day; the day may not exist.
    Day(u8, u8),
    /// A day of a month that is not known; 0 when the day is not, either.
    DayOfMonth(u8),
    /// An ISO week; the year is the week's own.
    Week(u8),
    Weekend(u8),
    /// A weekday of an unknown week, from Monday, 0.
    Weekday(u8),
    /// `SP`, `SU`, `FA`, `WI`.
    Season(&'static str),
    Quarter(u8),
    Half(u8),
    Fiscal,
    /// The year's decade, century or millennium.
    Decade,
    Century,
    Millennium,
}

impl Moment {
    pub fn new(year: Option<i32>, part: Part) -> Self {
        Self { bc: false, year, part }
    }

    pub fn of_day(day: NaiveDate) -> Self {
        let (month, of_month) = (small(day.month()), small(day.day()));
        Self::new(Some(day.year()), Part::Day(month, of_month))
    }

    pub fn of_week(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Self::new(Some(week.year()), Part::Week(small(week.week())))
    }

    pub fn of_weekend(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Self::new(Some(week.year()), Part::Weekend(small(week.week())))
    }

    pub fn of_month(months: i32) -> Self {
        Self::new(Some(months.div_euclid(12)), Part::Month((months.rem_euclid(12) + 1) as u8))
    }

    pub fn of_quarter(quarters: i32) -> Self {
        Self::new(Some(quarters.div_euclid(4)), Part::Quarter((quarters.rem_euclid(4) + 1) as u8))
    }

    /// The day, where it is one that exists.
    pub fn day(self) -> Option<NaiveDate> {
        match (self.bc, self.year, self.part) {
            (false, Some(year), Part::Day(month, day)) => {
                NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
            }
            _ => None,
        }
    }

    /// The month it lies in.
    pub fn month(self) -> Option<u8> {
        match self.part {
            Part::Month(month) | Part::Day(month, _) => Some(month),
            Part::Week(_) | Part::Weekend(_) => self.first().map(|day| small(day.month())),
            _ => None,
        }
    }

    /// Months since the year 0, when the month is known.
    pub fn months(self) -> Option<i32> {
        Some(self.signed_year()? * 12 + i32::from(self.month()?) - 1)
    }

    /// Quarters since the year 0, when the quarter is known.
    pub fn quarters(self) -> Option<i32> {
        match self.part {
            Part::Quarter(quarter) => Some(self.signed_year()? * 4 + i32::from(quarter) - 1),
            _ => self.months().map(|months| months.div_euclid(3)),
        }
    }

    /// The year, those before Christ below zero.
    pub fn signed_year(self) -> Option<i32> {
        self.year.map(|year| if self.bc { -year } else { year })
    }

    /// The first day covered.
    pub fn first(self) -> Option<NaiveDate> {
        self.interval().map(|interval| interval.first)
    }

    /// The TIMEX3 value.
    pub fn value(self) -> String {
        let mut out = String::with_capacity(LONGEST);
        if self.part == Part::Fiscal {
            out.push_str("FY");
        }
        if self.bc {
            out.push_str("BC");
        }
        let start = out.len();
        match self.year {
            Some(year) => pad(year, 4, &mut out),
            None => out.push_str("XXXX"),
        }
        let mut numbered = |before: &str, number: u8, figures: usize| {
            out.push_str(before);
            pad(number.into(), figures, &mut out);
        };
        match self.part {
            Part::Whole | Part::Fiscal => {}
            Part::Month(month) => numbered("-", month, 2),
            Part::Day(month, day) => {
                numbered("-", month, 2);
                numbered("-", day, 2);
            }
            Part::DayOfMonth(0) => out.push_str("-XX-XX"),
            Part::DayOfMonth(day) => numbered("-XX-", day, 2),
            Part::Week(week) => numbered("-W", week, 2),
            Part::Weekend(week) => {
                numbered("-W", week, 2);
                out.push_str("-WE");
            }
            Part::Weekday(day) => numbered("-WXX-", day + 1, 1),
            Part::Season(season) => {
                out.push('-');
                out.push_str(season);
            }
            Part::Quarter(quarter) => numbered("-Q", quarter, 1),
            Part::Half(half) => numbered("-H", half, 1),
            Part::Decade => out.truncate(start + 3),
            Part::Century => out.truncate(start + 2),
            Part::Millennium => out.truncate(start + 1),
        }
        out
    }

    /// The days covered, where the year is known and the day exists.
    pub fn interval(self) -> Option<Interval> {
        if self.bc {
            return None;
        }
        let year = self.year?;
        let months = |first: u8, last: u8| {
            Some(Interval {
                first: NaiveDate::from_ymd_opt(year, u32::from(first), 1)?,
                last: NaiveDate::from_ymd_opt(year, u32::from(last), days_in_month(year, last))?,
            })
        };
        let years = |span: i32| {
            let first = year.div_euclid(span) * span;
            Some(Interval {
                first: NaiveDate::from_ymd_opt(first, 1, 1)?,
                last: NaiveDate::from_ymd_opt(first + span - 1, 12, 31)?,
            })
        };
        match self.part {
            Part::Whole => months(1, 12),
            Part::Month(month) => months(month, month),
            Part::Day(..) => self.day().map(|day| Interval { first: day, last: day }),
            Part::Week(week) => week_start(year, week).map(|monday| days(monday, 0, 6)),
            Part::Weekend(week) => week_start(year, week).map(|monday| days(monday, 5, 6)),
            Part::Season("SP") => months(3, 6),
            Part::Season("SU") => months(6, 9),
            Part::Season("FA") => months(9, 12),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Decade => years(10),
            Part::Century => years(100),
            Part::Millennium => years(1000),
            Part::DayOfMonth(_) | Part::Weekday(_) | Part::Season(_) | Part::Fiscal => None,
        }
    }
}

/// How long most values are, at most.
const LONGEST: usize = 10;

/// Writes a number in two or four figures, or more where it needs them; without the machinery of formatting, which costs
/// more than reading a date.
pub(super) fn pad(number: i32, figures: usize, out: &mut String) {
    let figure = |number: i32| char::from(b'0' + (number % 10) as u8);
    match (number, figures) {
        (0..100, 2) => out.extend([figure(number / 10), figure(number)]),
        (0..10_000, 4) => {
            out.extend([figure(number / 1000), figure(number / 100), figure(number / 10), figure(number)]);
        }
        _ => out.push_str(&format!("{number:0figures$}")),
    }
}

fn days(monday: NaiveDate, first: u64, last: u64) -> Interval {
    let after = |days| monday.checked_add_days(chrono::Days::new(days)).unwrap_or(monday);
    Interval { first: after(first), last: after(last) }
}

/// A month, day or week number as a byte.
fn small(number: u32) -> u8 {
    u8::try_from(number).expect("months, days and weeks are under 256")
}
