//! What a calendar says: lengths of months, weeks, movable feasts.

use chrono::{Datelike, NaiveDate, Weekday};

/// How many days a month has; 0 for a month that does not exist.
pub fn days_in_month(year: i32, month: u8) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// The Monday of an ISO week.
pub fn week_start(year: i32, week: u8) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, u32::from(week), Weekday::Mon)
}

/// Easter Sunday by the Gregorian reckoning (Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}

/// The nth weekday of a month; 5 is the last one.
pub fn nth_weekday(year: i32, month: u8, weekday: u8, nth: u8) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, u32::from(month), 1)?;
    let skip = (i64::from(weekday) - i64::from(first.weekday().num_days_from_monday())).rem_euclid(7);
    let mut day = skip + 1 + 7 * (i64::from(nth) - 1);
    while day > i64::from(days_in_month(year, month)) {
        day -= 7;
    }
    NaiveDate::from_ymd_opt(year, u32::from(month), u32::try_from(day).ok()?)
}

/// A day some days on; the day itself where the calendar ends.
pub fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    chrono::TimeDelta::try_days(days).and_then(|delta| day.checked_add_signed(delta)).unwrap_or(day)
}

/// Monday 0 to Sunday 6.
pub fn weekday(day: NaiveDate) -> u8 {
    u8::try_from(day.weekday().num_days_from_monday()).expect("a week has seven days")
}

/// The weekday of a number from Monday, 0.
pub fn to_weekday(day: u8) -> Weekday {
    Weekday::try_from(day % 7).expect("a week has seven days")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_sundays() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        assert_eq!(easter(2024), day(2024, 3, 31));
        assert_eq!(easter(2019), day(2019, 4, 21));
        assert_eq!(easter(1972), day(1972, 4, 2));
    }

    #[test]
    fn movable_weekdays() {
        assert_eq!(nth_weekday(2024, 11, 3, 4), NaiveDate::from_ymd_opt(2024, 11, 28));
        assert_eq!(nth_weekday(2024, 5, 0, 5), NaiveDate::from_ymd_opt(2024, 5, 27));
    }
}
