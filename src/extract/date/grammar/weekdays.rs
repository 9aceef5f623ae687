//! Weekdays: `Friday morning`, `Friday, January 4, 2019`, `Tuesday of last week`, `the Monday after next`, `two Fridays ago`.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, Meaning, Toward, Year};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;
use crate::segment::TokenKind;

/// Tokens from the first to the last of a run of weekdays.
const RUN: usize = 6;

impl Parser<'_> {
    /// `Friday`, `Friday, January 4, 2019`, `Friday morning`, `Monday at 8 p.m.`
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let (day, short) = match self.w(at) {
            Word::Weekday(day) => (day, false),
            Word::WeekdayShort(day) => (day, true),
            _ => return None,
        };
        let mut next = if short { self.skip(at + 1, Word::Point) } else { at + 1 };
        next = self.skip(next, Word::Comma);
        next = self.skip(next, Word::The);
        if let Some(date) = self
            .numeric(next)
            .or_else(|| match self.w(next) {
                Word::Dotted(day, month, year) => self.dotted(next, day, month, year),
                _ => None,
            })
            .filter(|found| matches!(found.meaning, Meaning::Point(_, None)))
            .or_else(|| self.calendar_day(next))
        {
            let Meaning::Point(base, _) = date.meaning else { return None };
            let found = self.found(at, date.tokens.end, Meaning::Point(base, None), Some((day, at)));
            return Some(self.with_time(found));
        }
        if short || self.is_named_day(at) {
            return None;
        }
        // "Friday the 13th"
        if self.before(next) == Word::The
            && let Word::Nth(of_month @ 1..=31) = self.w(next)
            && self.text.tokens[next].kind == TokenKind::Mixed
        {
            let base = Base::Calendar(Year::Unknown, Part::DayOfMonth(of_month));
            return Some(self.found(at, next + 1, Meaning::Point(base, None), Some((day, at))));
        }
        // "Monday week", of days to come
        if let (Word::Unit(unit @ (Unit::Week | Unit::Fortnight)), true) =
            (self.w(at + 1), self.ends_phrase(at + 2) && self.before(at) != Word::The)
        {
            let weeks = if unit == Unit::Week { 1 } else { 2 };
            return Some(self.point(at, at + 2, Base::Weeks(weeks, day, Toward::This)));
        }
        if let Some((end, week)) = self.week_behind(at + 1) {
            return Some(self.point(at, end, Base::InWeek(day, Box::new(week))));
        }
        let toward = if self.ends_run_of_days(at) { Toward::Following } else { Toward::Bare };
        let found = self.with_time(self.point(at, at + 1, Base::Weekday(day, toward)));
        let of = self.lower(found.tokens.end) == "of" || self.w(found.tokens.end) == Word::The;
        if of && let Some(date) = self.calendar_day(found.tokens.end + 1) {
            let Meaning::Point(base, _) = date.meaning else { return None };
            return Some(self.found(at, date.tokens.end, Meaning::Point(base, None), Some((day, at))));
        }
        Some(found)
    }

    /// "begin on Monday and run through Friday", "Monday to Friday": a weekday that a run of days goes on to from the one
    /// told before.
    fn ends_run_of_days(&self, at: usize) -> bool {
        if at < self.start + 2 {
            return false;
        }
        let is_day = |at: usize| matches!(self.w(at), Word::Weekday(_));
        let joined = matches!(self.before(at), Word::To | Word::Dash) && is_day(at - 2);
        joined || (self.lower(at - 1) == "through" && (self.start.max(at.saturating_sub(RUN))..at).any(is_day))
    }

    /// The week that a weekday is of: `last week`, `of next week`, `this week`.
    fn week_behind(&self, at: usize) -> Parsed<Base> {
        let next = self.skip(at, Word::Of);
        let (end, toward) = self.toward(next)?;
        let pointing =
            matches!(toward, Toward::This | Toward::Last | Toward::Next | Toward::Previous | Toward::Following);
        let week = self.w(end) == Word::Unit(Unit::Week) && self.w(end + 1) != Word::Possessive;
        (pointing && week).then(|| (end + 1, Base::Period(Unit::Week, toward)))
    }

    /// `Bloody Sunday`, `Super Tuesday`, the `Sunday Times`.
    fn is_named_day(&self, at: usize) -> bool {
        const BEFORE: &[&str] = &[
            "ash", "black", "bloody", "cyber", "easter", "fat", "giving", "good", "holy", "palm", "red", "super",
            "whit",
        ];
        const AFTER: &[&str] = &[
            "express",
            "herald",
            "mail",
            "mirror",
            "post",
            "sport",
            "standard",
            "star",
            "telegraph",
            "times",
            "tribune",
        ];
        let before = at > self.start
            && self.text.tokens[at - 1].shape.has_capital()
            && BEFORE.binary_search(&self.lower(at - 1)).is_ok();
        let paper = self.shape(at + 1).has_capital() && AFTER.binary_search(&self.lower(at + 1)).is_ok();
        let after = paper || (self.is_name(at + 1) && self.before(at) == Word::The);
        before || after
    }

    /// `two Fridays ago`.
    pub(super) fn weekdays_ago(&self, at: usize) -> Option<Found> {
        let count = match self.w(at) {
            Word::Figure(count @ 1..=20, _) => count as i8,
            Word::Cardinal(count @ 1..=20) => count as i8,
            _ => return None,
        };
        let (Word::Weekdays(day), Word::Ago) = (self.w(at + 1), self.w(at + 2)) else { return None };
        Some(self.point(at, at + 3, Base::Weeks(1 - count, day, Toward::Last)))
    }

    /// `one Sunday in May 1998`, `a Tuesday in March`, `one night in June`: some day of the month, and not of this week.
    pub(super) fn one_such_day(&self, at: usize) -> Option<Found> {
        let day = match self.w(at + 1) {
            Word::Weekday(_) => true,
            Word::Unit(Unit::Day) | Word::DayPart(_) => self.w(at) == Word::Cardinal(1),
            _ => false,
        };
        if !day || !matches!(self.w(at), Word::A | Word::Cardinal(1)) || !matches!(self.w(at + 2), Word::In | Word::Of)
        {
            return None;
        }
        let month = self.month_alone(at + 3)?;
        Some(Found { tokens: at..month.tokens.end, ..month })
    }

    /// `the Monday after next`, `the Friday before last`.
    pub(super) fn weekday_beyond(&self, at: usize, start: usize, day: u8) -> Option<Found> {
        let base = match (self.w(at + 1), self.w(at + 2)) {
            (Word::After, Word::Next) => Base::Weeks(1, day, Toward::Next),
            (Word::Before, Word::Last) => Base::Weeks(-1, day, Toward::Last),
            (Word::After | Word::Before, _) => return Some(self.weekday_beside(at, start, day)),
            _ => return None,
        };
        self.ends_phrase(at + 3).then(|| self.point(start, at + 3, base))
    }

    /// `the Tuesday before Christmas`; "the Tuesday after the vote" is no Tuesday of this week.
    fn weekday_beside(&self, at: usize, start: usize, day: u8) -> Found {
        let later = self.w(at + 1) == Word::After;
        let date = self.feast(at + 2).or_else(|| self.calendar_day(at + 2));
        let base = match date {
            Some(Found { tokens, meaning: Meaning::Point(base, None), .. }) => {
                return self.point(start, tokens.end, Base::Beside(day, later, Box::new(base)));
            }
            _ => Base::Beside(day, later, Box::new(Base::None)),
        };
        self.point(start, at + 1, base)
    }
}
