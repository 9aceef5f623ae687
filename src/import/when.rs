//! A date as a source gives it: to the day, to the month, or in a way that no rules file can hold.

use chrono::{Datelike, Months, NaiveDate};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// The source says nothing.
    Never,
    Day(NaiveDate),
    /// Some day of the month that begins on this one.
    Month(NaiveDate),
    /// The source says something that is no day; why.
    Vague(String),
}

impl When {
    /// Reads `2024-10-01`, `2024-10`, `2024`, with a time of day or without; nothing at all is [`When::Never`].
    pub(super) fn read(written: &str) -> Self {
        let written = written.trim().trim_start_matches('+');
        if written.is_empty() {
            return Self::Never;
        }
        let date = written.split('T').next().unwrap_or(written);
        let is_year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        if !is_year(year) || parts.next().is_some() {
            return Self::Vague(format!("“{written}” is no date such as 2024-10-01"));
        }
        match (month, day) {
            (None | Some("00"), _) => Self::Vague("known to the year alone".to_owned()),
            (Some(month), None | Some("00")) => Self::parse(&format!("{year}-{month}-01"), written, Self::Month),
            (Some(_), Some(_)) => Self::parse(date, written, Self::Day),
        }
    }

    fn parse(date: &str, written: &str, of: impl Fn(NaiveDate) -> Self) -> Self {
        match date.parse::<NaiveDate>() {
            Ok(day) => of(day),
            Err(_) => Self::Vague(format!("the date {written} does not exist")),
        }
    }

    /// A date whose precision Wikidata gives: 11 is a day, 10 a month, 9 a year, less is less. Without a precision, the
    /// first of January may stand for the year.
    pub(super) fn with_precision(written: &str, precision: Option<u8>) -> Self {
        match (Self::read(written), precision) {
            (Self::Day(day), Some(10)) => Self::Month(day.with_day(1).unwrap_or(day)),
            (Self::Day(_) | Self::Month(_), Some(..=9)) => Self::Vague("known to the year alone".to_owned()),
            (Self::Day(day), None) if day.ordinal() == 1 => {
                Self::Vague("1 January, which may stand for the year: the data has no precision".to_owned())
            }
            (when, _) => when,
        }
    }

    /// The first and the last day that it may be.
    pub(super) fn range(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Never | Self::Vague(_) => None,
            Self::Day(day) => Some((*day, *day)),
            Self::Month(first) => {
                let next = first.checked_add_months(Months::new(1))?;
                Some((*first, next.pred_opt()?))
            }
        }
    }

    /// The day, if it is one.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn dates_are_as_exact_as_they_are_written() {
        assert_eq!(When::read("2024-02-29"), When::Day(day("2024-02-29")));
        assert_eq!(When::read("+2024-02-29T00:00:00Z"), When::Day(day("2024-02-29")));
        assert_eq!(When::read("2024-10"), When::Month(day("2024-10-01")));
        assert_eq!(When::read("2024-10-00"), When::Month(day("2024-10-01")));
        assert_eq!(When::read(" "), When::Never);
        for vague in ["2024", "2024-00-00", "2023-02-29", "10/04/2024", "-0044-03-15", "tomorrow", "2024-1-1-1"] {
            assert!(matches!(When::read(vague), When::Vague(_)), "{vague}");
        }
    }

    #[test]
    fn a_precision_makes_a_date_vaguer() {
        let january = "2010-01-01T00:00:00Z";
        assert_eq!(When::with_precision(january, Some(11)), When::Day(day("2010-01-01")));
        assert_eq!(When::with_precision(january, Some(10)), When::Month(day("2010-01-01")));
        assert!(matches!(When::with_precision(january, Some(9)), When::Vague(_)));
        assert!(matches!(When::with_precision(january, Some(7)), When::Vague(_)));
        assert!(matches!(When::with_precision(january, None), When::Vague(_)));
        assert_eq!(When::with_precision("2010-01-02T00:00:00Z", None), When::Day(day("2010-01-02")));
    }

    #[test]
    fn a_month_lasts_to_its_end() {
        assert_eq!(When::read("2024-02").range(), Some((day("2024-02-01"), day("2024-02-29"))));
    }
}
