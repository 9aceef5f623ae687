//! What follows `the`: `the 12th of May`, `the nine months`, `the week ended Feb. 23`, `the fiscal year`, `the day before`.

use super::Parser;
use super::calendar::is_function_word;
use crate::extract::date::expression::{Base, Found, Length, Meaning, Toward, Year};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;
use crate::segment::TokenKind;

impl Parser<'_> {
    /// What follows `the`.
    pub(super) fn after_the(&self, start: usize) -> Option<Found> {
        let at = start + 1;
        let widen = |found: Found| Found { tokens: start..found.tokens.end, ..found };
        if let Some(found) = self.part_after_the(at, start) {
            return Some(found);
        }
        match self.w(at) {
            Word::Early | Word::Late | Word::Mid => {
                let next = self.skip(at + 1, Word::Dash);
                self.core(next).filter(|found| matches!(found.meaning, Meaning::Point(..))).map(widen)
            }
            Word::Unit(_) | Word::Units(_) => self.unit_after_the(start),
            Word::Latest => self.latest(at, start),
            // "the most recent quarter"
            _ if self.w(at + 1) == Word::Recent && self.lower(at) == "most" => self.latest(at + 1, start),
            Word::Fiscal if matches!(self.w(at + 1), Word::Nth(_) | Word::Unit(Unit::Second)) => {
                self.ordinal(at + 1, start)
            }
            Word::Fiscal => self.the_fiscal_year(start),
            Word::Filler => self.the_whole(start),
            Word::Weekday(day) => self.weekday_beyond(at, start, day),
            // "the September quarter"
            Word::Month(_) => self
                .month_alone(at)
                .filter(|found| matches!(found.meaning, Meaning::Point(Base::Calendar(_, Part::Quarter(_)), _)))
                .map(widen),
            Word::Cardinal(_) => self.the_length(at, start),
            Word::Weekend => self
                .weekend_of(start)
                .or_else(|| Some(self.point(start, at + 1, Base::Period(Unit::Weekend, Toward::The)))),
            Word::Nth(nth) => self.after_the_nth(start, nth),
            Word::Season(_) => self.season(at, Toward::Bare).map(widen),
            Word::Holiday(_) => self.feast(at),
            Word::Decade(_) | Word::Apostrophe => self
                .decade(at)
                .filter(|found| !matches!(found.meaning, Meaning::Point(Base::Calendar(Year::Short(_), _), _)))
                .map(widen),
            Word::Figure(..) => self
                .calendar_day(at)
                .map(|found| self.with_time(widen(found)))
                .or_else(|| self.fiscal_year(start))
                .or_else(|| self.years_part(at, start))
                .or_else(|| self.the_length(at, start)),
            Word::Same | Word::Next | Word::Coming | Word::Previous | Word::Following | Word::Last | Word::Past => self
                .ordinal(at, start)
                .or_else(|| self.pointed(at, start))
                .or_else(|| self.the_past(start))
                .or_else(|| self.the_coming(start)),
            Word::Future | Word::Other2 | Word::Moment | Word::Time => self.some_time(start),
            Word::Latter => self.ordinal(at, start),
            Word::Modern => self.near(start),
            Word::Present if self.w(at + 1) == Word::Fiscal && self.w(at + 2) == Word::Unit(Unit::Year) => {
                Some(self.point(start, at + 3, Base::Calendar(Year::Toward(Toward::This), Part::Fiscal)))
            }
            Word::Present if matches!(self.w(at + 1), Word::Unit(_)) => {
                self.relative(at).filter(|found| matches!(found.meaning, Meaning::Point(..))).map(widen)
            }
            _ => None,
        }
    }

    /// `the year 1918`, `the second half`, `the days after the vote`, `the week ended Feb. 23`, `the day before`.
    fn unit_after_the(&self, start: usize) -> Option<Found> {
        let at = start + 1;
        match self.w(at) {
            Word::Unit(Unit::Year) | Word::Units(Unit::Year) if matches!(self.w(at + 1), Word::Figure(_, 4)) => {
                let (end, year) = self.year(at + 1)?;
                Some(self.point(start, end, Base::Calendar(year, Part::Whole)))
            }
            Word::Unit(Unit::Second) => self.ordinal(at, start),
            Word::Unit(unit) => self
                .year_ago(at, start)
                .or_else(|| self.next_but_one(at, start, unit))
                .or_else(|| self.ended(start, unit))
                .or_else(|| self.the_unit(start, unit)),
            Word::Units(unit) => {
                let due =
                    matches!(self.lower(start.saturating_sub(1)), "over" | "through") || self.is_about(start, unit);
                due.then(|| self.found(start, at + 1, Meaning::Duration(Length(vec![(None, unit)])), None))
            }
            _ => None,
        }
    }

    /// `the full year`, `the whole week`: the one is a year, the other a length.
    fn the_whole(&self, start: usize) -> Option<Found> {
        let Word::Unit(unit) = self.w(start + 2) else { return None };
        let whole = matches!(self.lower(start + 1), "full" | "whole" | "entire");
        match unit {
            _ if !whole => None,
            Unit::Year | Unit::Quarter => Some(self.point(start, start + 3, Base::Period(unit, Toward::The))),
            Unit::Day | Unit::Week | Unit::Month | Unit::Decade => {
                Some(self.found(start, start + 3, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None))
            }
            _ => None,
        }
    }

    /// `in the days after the vote`, `for the weeks that followed`.
    fn is_about(&self, start: usize, unit: Unit) -> bool {
        matches!(self.before(start), Word::In | Word::For)
            && start > self.start
            && unit >= Unit::Day
            && (matches!(self.w(start + 2), Word::After | Word::Before | Word::Following)
                || matches!(self.lower(start + 2), "leading" | "since" | "that"))
    }

    /// `the nine months`, but not `the 10-year` of bonds nor `the two days after`.
    fn the_length(&self, at: usize, start: usize) -> Option<Found> {
        let (end, length) = self.length(at)?;
        // "the Seven Years War" is a name
        let plural = matches!(self.w(end - 1), Word::Units(_)) && !self.shape(end - 1).has_capital();
        let free = !matches!(self.w(end), Word::Ago | Word::Later | Word::Earlier | Word::Old);
        (plural && free).then(|| self.found(start, end, Meaning::Duration(length), None))
    }

    /// `the fiscal year`, `the fiscal year ended Sept. 30, 1989`.
    fn the_fiscal_year(&self, start: usize) -> Option<Found> {
        let end = start + 3;
        if self.w(start + 2) != Word::Unit(Unit::Year) || matches!(self.w(end), Word::Figure(_, 4)) {
            return None;
        }
        let date = matches!(self.lower(end), "ended" | "ending" | "to")
            .then(|| self.calendar_day(self.skip(end + 1, Word::On)))
            .flatten();
        let year = match date.map(|date| date.meaning) {
            Some(Meaning::Point(Base::Calendar(year @ Year::Known(_), _), _)) => year,
            _ => Year::Toward(Toward::The),
        };
        Some(self.point(start, end, Base::Calendar(year, Part::Fiscal)))
    }

    /// `the 2019 fiscal year`.
    fn fiscal_year(&self, start: usize) -> Option<Found> {
        let fits = self.w(start + 2) == Word::Fiscal && self.w(start + 3) == Word::Unit(Unit::Year);
        let (_, year) = self.year(start + 1)?;
        fits.then(|| self.point(start, start + 4, Base::Calendar(year, Part::Fiscal)))
    }

    /// `the 12th of May`, `the third quarter`, `the first nine months`, `the 20th`.
    fn after_the_nth(&self, start: usize, nth: u8) -> Option<Found> {
        let at = start + 1;
        let widen = |found: Found| Found { tokens: start..found.tokens.end, ..found };
        if let Some(found) = self.calendar_day(at) {
            return Some(self.with_time(widen(found)));
        }
        if let Some(found) = self.ordinal(at, start) {
            return Some(found);
        }
        if matches!(nth, 1 | 100)
            && let Some((end, length)) = self.length(at + 1)
        {
            return Some(self.found(start, end, Meaning::Duration(length), None));
        }
        let figure = self.lower(at).starts_with(|c: char| c.is_ascii_digit());
        let due = matches!(self.before(start), Word::On | Word::To | Word::From | Word::Since | Word::And);
        let alone = !matches!(self.w(at + 1), Word::Unit(_) | Word::Dash | Word::Units(_))
            && (self.w(at + 1) != Word::Other
                || at + 1 >= self.end
                || self.text.tokens[at + 1].kind == TokenKind::Mark
                || is_function_word(self.lower(at + 1)));
        let fits = figure && due && alone && (1..=31).contains(&nth) && !self.is_name(at + 1);
        fits.then(|| self.point(start, at + 1, Base::Calendar(Year::Unknown, Part::DayOfMonth(nth))))
    }

    /// `the day`, `the year`, `the day before`, `the year previous`.
    fn the_unit(&self, start: usize, unit: Unit) -> Option<Found> {
        let next = start + 2;
        let ends = |at: usize| matches!(self.w(at), Word::Comma | Word::Point) || at >= self.end;
        let point = |end, toward| Some(self.point(start, end, Base::Period(unit, toward)));
        match self.w(next) {
            Word::Before if ends(next + 1) => return point(next + 1, Toward::Previous),
            Word::After if ends(next + 1) => return point(next + 1, Toward::Following),
            Word::Previous => return point(next + 1, Toward::Previous),
            Word::Earlier if ends(next + 1) => return point(next + 1, Toward::Previous),
            Word::Following if ends(next + 1) => return point(next + 1, Toward::Following),
            _ => {}
        }
        // "by the end of the century"
        let outlived = matches!(unit, Unit::Century | Unit::Decade)
            && self.before(start) == Word::Of
            && start >= self.start + 2
            && self.word(start - 2) == Word::Stretch
            && self.lower(start - 2) != "turn"
            && self.w(next) != Word::Of;
        if outlived {
            return point(next, Toward::The);
        }
        if matches!(
            unit,
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Century | Unit::Decade | Unit::Night | Unit::Millennium
        ) {
            return None;
        }
        let due = matches!(self.before(start), Word::Of | Word::In | Word::For | Word::On)
            || (unit == Unit::Quarter && !matches!(self.lower(next), "mile" | "miles"))
            || matches!(
                self.lower(start.saturating_sub(1)),
                "throughout"
                    | "over"
                    | "end"
                    | "ended"
                    | "ending"
                    | "ends"
                    | "finish"
                    | "finished"
                    | "finishing"
                    | "close"
                    | "closed"
            );
        // "late in the day after a fall", but "in the day after the fall"
        let late = start >= self.start + 2
            && self.word(start - 1) == Word::In
            && matches!(self.word(start - 2), Word::Early | Word::Late | Word::Earlier | Word::Later);
        let apart = matches!(self.w(next), Word::After | Word::Before) && !late;
        // "since the start of the year it has risen"
        let of_stretch = unit > Unit::Day
            && self.before(start) == Word::Of
            && start >= self.start + 2
            && self.word(start - 2) == Word::Stretch;
        let bound = apart
            || matches!(self.w(next), Word::Of | Word::That | Word::Dash)
            || (self.is_clause(next) && !of_stretch);
        (due && !bound && start > self.start).then(|| self.point(start, next, Base::Period(unit, Toward::The)))
    }

    /// Words that open a clause which says what day it was.
    fn is_clause(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "he" | "she" | "it" | "they" | "we" | "i" | "when" | "the" | "his" | "her" | "which" | "a"
        ) || self.is_name(at)
    }
}
