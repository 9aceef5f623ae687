//! Dates in figures: `2025-06-12`, `12/06/2025`, `12.06.2025`, `20250612`, `9/11`.

use super::Parser;
use crate::extract::date::expression::{Base, Found, Year};
use crate::extract::date::lexicon::Word;
use crate::extract::date::moment::Part;
use crate::extract::date::resolve::full_year;

impl Parser<'_> {
    /// `the 9/11 attacks`, `since 9/11`: the day that is known by its numbers.
    fn nine_eleven(&self, at: usize) -> Option<Found> {
        let (Word::Figure(9, 1), Word::Slash, Word::Figure(11, 2)) = (self.w(at), self.w(at + 1), self.w(at + 2))
        else {
            return None;
        };
        let known = matches!(self.before(at), Word::The | Word::Since | Word::After | Word::Before | Word::Of)
            || (self.before(at) == Word::Dash && matches!(self.lower(at.saturating_sub(2)), "pre" | "post"))
            || matches!(self.lower(at + 3), "attack" | "attacks" | "commission" | "terrorist" | "hijackers");
        let whole = self.glued(at + 1) && self.glued(at + 2) && self.w(at + 3) != Word::Slash;
        (known && whole).then(|| self.point(at, at + 3, Base::Calendar(Year::Known(2001), Part::Day(9, 11))))
    }

    /// `2025-06-12`, `12/06/2025`, `2025-06`.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.nine_eleven(at) {
            return Some(found);
        }
        let Word::Figure(first, digits) = self.w(at) else { return None };
        if digits == 8 {
            return self.compact(at, first);
        }
        let mark = self.w(at + 1);
        if !matches!(mark, Word::Dash | Word::Slash) || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let Word::Figure(second, 1..=2) = self.w(at + 2) else { return None };
        let third = self.w(at + 3) == mark && self.glued(at + 3) && self.glued(at + 4);
        if !third {
            let month =
                digits == 4 && mark == Word::Dash && (1..=12).contains(&second) && (1900..2100).contains(&first);
            let base = Base::Calendar(Year::Known(i32::try_from(first).ok()?), Part::Month(second as u8));
            return (month && self.text.tokens[at + 2].span.len() == 2).then(|| self.point(at, at + 3, base));
        }
        let (last, last_digits, end) = self.last_number(at + 4)?;
        if self.glued(end) && matches!(self.w(end), Word::Dash | Word::Slash | Word::Figure(..)) {
            return None;
        }
        let base = match (digits, last_digits) {
            (4, 1..=2) if (1..=12).contains(&second) && (1..=31).contains(&last) => {
                Base::Calendar(Year::Known(i32::try_from(first).ok()?), Part::Day(second as u8, last as u8))
            }
            (1..=2, 2 | 4) if mark == Word::Slash || last_digits == 4 => {
                let year = i32::try_from(last).ok()?;
                let year = if last_digits == 4 { year } else { full_year(year) };
                let fits = (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
                fits.then_some(Base::Slashed(first, second, year))?
            }
            _ => return None,
        };
        Some(self.with_time(self.point(at, end, base)))
    }

    /// The last number of a numeric date; `05T10:00Z` is a day with a time behind it.
    fn last_number(&self, at: usize) -> Option<(u32, u8, usize)> {
        match self.w(at) {
            Word::Figure(value, digits) => Some((value, digits, at + 1)),
            Word::Glued => {
                let (day, _) = self.lower(at).split_once('t')?;
                let mut end = at + 1;
                while self.glued(end) && !matches!(self.w(end), Word::Comma | Word::Point | Word::Close) {
                    end += 1;
                }
                Some((day.parse().ok()?, 2, end))
            }
            _ => None,
        }
    }

    /// `12.06.2025`, if it is no version or section.
    pub(super) fn dotted(&self, at: usize, day: u8, month: u8, year: u16) -> Option<Found> {
        let before = self.lower(at.saturating_sub(1));
        let numbered =
            at > self.start && matches!(before, "version" | "v" | "release" | "section" | "clause" | "build" | "no");
        let date = self.point(at, at + 1, Base::Calendar(Year::Known(i32::from(year)), Part::Day(month, day)));
        (!numbered).then(|| self.with_time(date))
    }

    /// `19980227`, which stands alone on its line.
    fn compact(&self, at: usize, figure: u32) -> Option<Found> {
        let (year, month, day) = (figure / 10_000, figure / 100 % 100, figure % 100);
        let fits = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let alone = at == self.start && at + 1 == self.end;
        let base = Base::Calendar(Year::Known(i32::try_from(year).ok()?), Part::Day(month as u8, day as u8));
        (fits && alone).then(|| self.point(at, at + 1, base))
    }
}
