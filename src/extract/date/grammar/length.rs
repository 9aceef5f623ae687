//! Lengths of time, what is so long ago, and what comes again and again.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, From, Length, Meaning, Reference, Toward};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;
use crate::extract::date::tense::{Tense, tense};
use crate::segment::Shape;

impl Parser<'_> {
    /// `two and a half years`, `90-day`, `three days later`, `two months ago`.
    pub(super) fn measure(&self, at: usize) -> Option<Found> {
        let (mut end, length) = self.length(at)?;
        let &(amount, unit) = length.0.first()?;
        // "18 months or so ago"
        if self.w(end) == Word::Or && self.lower(end + 1) == "so" {
            end += 2;
        }
        let from = match (self.w(end), self.w(end + 1)) {
            (Word::Ago, _) => Some((end + 1, From::Ago)),
            (Word::From, Word::Now) => Some((end + 2, From::Hence)),
            (Word::Hence, _) => Some((end + 1, From::Hence)),
            (Word::Later, _) => Some((end + 1, From::Later)),
            (Word::Earlier, _) => Some((end + 1, From::Earlier)),
            // "two years before," but not "two years before the war"
            (Word::Before, Word::Comma | Word::Point) => Some((end + 1, From::Earlier)),
            (Word::After, Word::Comma | Word::Point) => Some((end + 1, From::Later)),
            _ => None,
        };
        // "a week from Sunday", "two weeks from next Tuesday", "returns a week on Tuesday"
        let day = self.skip(end + 1, Word::Next);
        let on = self.w(end) == Word::On && tense(self.text, at, day) == Some(Tense::Future);
        if let (Some(weeks @ 1.0..=9.0), Unit::Week, Word::Weekday(weekday)) = (amount, unit, self.w(day))
            && (on || self.w(end) == Word::From)
        {
            #[allow(clippy::cast_possible_truncation, reason = "one to nine")]
            return Some(self.point(at, day + 1, Base::Weeks(weeks as i8, weekday, Toward::This)));
        }
        if let Some(end) = self.of_time(at, end) {
            return Some(self.point(at, end, Base::Shift(amount, unit, From::Hence)));
        }
        // "ten years ago today", "a year ago this week"
        if let (Some((next, From::Ago)), Some(amount), true) = (from, amount, unit >= Unit::Week)
            && let Some((end, grain)) = self.day_of_now(next)
            && grain < unit
        {
            #[allow(clippy::cast_possible_truncation, reason = "amounts have at most four figures")]
            let base = Base::DayAgo(amount.round() as i32, unit, grain);
            return Some(self.point(at, end, base));
        }
        if let Some((end, from)) = from
            && length.0.len() == 1
        {
            return Some(self.point(at, end, Base::Shift(amount, unit, from)));
        }
        let adjective = self.w(at) == Word::A && matches!(self.w(end - 2), Word::Dash) && self.glued(end - 1);
        let start = if adjective { at + 1 } else { at };
        Some(self.found(start, self.of_age(end), Meaning::Duration(length), None))
    }

    /// `today`, `this week`, `this month` behind `ago`.
    fn day_of_now(&self, at: usize) -> Parsed<Unit> {
        match (self.w(at), self.w(at + 1)) {
            (Word::Today, _) => Some((at + 1, Unit::Day)),
            (Word::This, Word::Unit(unit @ (Unit::Week | Unit::Month))) => Some((at + 2, unit)),
            _ => None,
        }
    }

    /// The end of `ten days' time`, `a year's time`, which `in` leads.
    fn of_time(&self, at: usize, end: usize) -> Option<usize> {
        let owned = matches!(self.w(end), Word::Possessive | Word::Apostrophe) && self.glued(end);
        let led = at > self.start && self.lower(at - 1) == "in";
        (owned && led && self.w(end + 1) == Word::Time).then_some(end + 2)
    }

    /// `another year`, `another two weeks`; on another day is a day, and no length.
    pub(super) fn another(&self, at: usize) -> Option<Found> {
        if let Some((end, length)) = self.length(at + 1) {
            return Some(self.found(at, end, Meaning::Duration(length), None));
        }
        let Word::Unit(unit) = self.w(at + 1) else { return None };
        let long = matches!(
            unit,
            Unit::Hour | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
        ) || (unit == Unit::Day && self.before(at) == Word::For);
        let another = matches!(
            self.before(at),
            Word::On | Word::In | Word::Or | Word::To | Word::From | Word::And | Word::Of | Word::At
        );
        let adjective = self.w(at + 2) == Word::Dash && self.glued(at + 2);
        (long && !another && !adjective)
            .then(|| self.found(at, at + 2, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None))
    }

    /// Past the `old` of `52 years old`, `54-year-old`.
    fn of_age(&self, end: usize) -> usize {
        let dash = self.w(end) == Word::Dash && self.glued(end) && self.glued(end + 1);
        let old = end + usize::from(dash);
        if self.w(old) == Word::Old { old + 1 } else { end }
    }

    /// `for years`, `decades-long`, `within days`, `weeks earlier`.
    pub(super) fn bare_unit(&self, at: usize) -> Option<Found> {
        if let Word::LongUnit(unit) = self.w(at) {
            return Some(self.found(at, at + 1, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None));
        }
        if let Some(found) = self.ordinal(at, at) {
            return Some(found);
        }
        let unit = match self.w(at) {
            Word::Units(unit) => unit,
            Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)) => {
                return self.year_ago(at, at).or_else(|| self.unit_long(at, unit)).or_else(|| self.units_end(at, unit));
            }
            Word::Unit(Unit::Quarter) => return self.quarter_century(at),
            Word::Unit(unit @ (Unit::Day | Unit::Hour)) => return self.unit_long(at, unit),
            _ => return None,
        };
        match self.w(at + 1) {
            Word::Ago | Word::Earlier => {
                return Some(self.found(at, at + 2, Meaning::Reference(Reference::Past), None));
            }
            Word::Later => return Some(self.found(at, at + 2, Meaning::Reference(Reference::Future), None)),
            _ => {}
        }
        let long = self.w(at + 1) == Word::Dash && self.w(at + 2) == Word::Long;
        let before = self.before(at);
        // "hours after the attack", "just months before the vote"
        let apart = matches!(self.w(at + 1), Word::Before | Word::After)
            && (self.opens(at)
                || matches!(before, Word::Comma | Word::And | Word::Or)
                || matches!(self.lower(at.saturating_sub(1)), "just" | "only" | "mere"));
        // "months of negotiations", but not "the last days of the war", "the hours of work"
        let of_much = self.w(at + 1) == Word::Of
            && unit >= Unit::Day
            && self.w(at + 2) == Word::Other
            && (self.opens(at) || self.w(at - 1) == Word::Other && self.shape(at - 1) == Shape::Lower)
            && self.lower(at + 2) != "age";
        let due = apart
            || of_much
            || matches!(before, Word::For | Word::In | Word::About | Word::After | Word::More)
            || matches!(self.lower(at.saturating_sub(1)), "take" | "took" | "takes" | "taken" | "spent" | "many");
        let of_age = matches!(self.w(at + 1), Word::Old);
        let fits = long || (due && (at > self.start || apart) && !of_age && unit >= Unit::Minute);
        fits.then(|| {
            let end = if long { at + 3 } else { at + 1 };
            self.found(at, end, Meaning::Duration(Length(vec![(None, unit)])), None)
        })
    }

    /// `month-long`, `year-long`.
    fn unit_long(&self, at: usize, unit: Unit) -> Option<Found> {
        let long = self.w(at + 1) == Word::Dash && self.glued(at + 1);
        let (end, amount) = match self.lower(at + 2) {
            "long" | "old" => (at + 3, 1.0),
            _ if self.lower(at + 4) == "a" && self.lower(at + 6) == "half" => (at + 7, 1.5),
            _ => return None,
        };
        long.then(|| self.found(at, end, Meaning::Duration(Length(vec![(Some(amount), unit)])), None))
    }

    /// `quarter-century`.
    fn quarter_century(&self, at: usize) -> Option<Found> {
        let next = self.skip(at + 1, Word::Dash);
        let fits = self.w(next) == Word::Unit(Unit::Century);
        fits.then(|| self.found(at, next + 1, Meaning::Duration(Length(vec![(Some(0.25), Unit::Century)])), None))
    }

    /// `month's end`, `year-end`, `year-end 1989`.
    fn units_end(&self, at: usize, unit: Unit) -> Option<Found> {
        // "by year end"
        if unit == Unit::Year
            && self.lower(at + 1) == "end"
            && matches!(self.before(at), Word::Since | Word::At | Word::Before)
        {
            return Some(self.point(at, at + 2, Base::Period(unit, Toward::The)));
        }
        let joined = self.w(at + 1) == Word::Possessive || (self.w(at + 1) == Word::Dash && self.glued(at + 1));
        if !joined || self.lower(at + 2) != "end" {
            return None;
        }
        if let (Unit::Year, Some((end, year))) = (unit, self.year(at + 3)) {
            return Some(self.point(at, end, Base::Calendar(year, Part::Whole)));
        }
        Some(self.point(at, at + 3, Base::Period(unit, Toward::The)))
    }

    /// `all day`, `all week long`.
    pub(super) fn all(&self, at: usize) -> Option<Found> {
        let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = self.w(at + 1) else {
            return None;
        };
        let end = self.skip(at + 2, Word::Long);
        Some(self.found(at, end, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None))
    }
}
