//! What is seen from now or from what was told: `last week`, `the same day`, `yesterday`, `the past three months`, `now`.

use super::Parser;
use super::calendar::is_function_word;
use crate::extract::date::expression::{Base, Daytime, Found, From, Length, Meaning, Reference, Toward, Year};
use crate::extract::date::lexicon::{DayPart, Unit, Word};
use crate::extract::date::moment::Part;
use crate::extract::date::tense::{Tense, tense};
use crate::segment::{Shape, TokenKind};

impl Parser<'_> {
    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        let refer = |end: usize, reference| Some(self.found(at, end, Meaning::Reference(reference), None));
        match self.w(at) {
            // USA Today is a paper
            Word::Today if at > self.start && self.shape(at) == Shape::Capitalised && self.is_name(at - 1) => None,
            Word::Today => Some(self.found(at, at + 1, Meaning::Reference(Reference::Today), None)),
            Word::Yesterday => Some(self.with_time(self.point(at, at + 1, Base::Period(Unit::Day, Toward::Last)))),
            Word::Tomorrow => Some(self.with_time(self.point(at, at + 1, Base::Period(Unit::Day, Toward::Next)))),
            Word::Tonight => Some(self.found(
                at,
                at + 1,
                Meaning::Point(Base::Period(Unit::Day, Toward::This), Some(Daytime::Part(DayPart::Night))),
                None,
            )),
            Word::Now => refer(at + 1, Reference::Present),
            Word::Present => match self.w(at + 1) {
                Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year))
                    if self.lower(at) == "current" =>
                {
                    Some(self.point(at, at + 2, Base::Period(unit, Toward::This)))
                }
                // a current account is one of money
                _ if self.lower(at) == "current" && self.lower(at + 1).starts_with("account") => None,
                _ => refer(at + 1, Reference::Present),
            },
            Word::Recently => refer(at + 1, Reference::Past),
            Word::Soon => self.soon(at),
            Word::Overnight => self.overnight(at),
            Word::Recent => {
                refer(if matches!(self.w(at + 1), Word::Units(_)) { at + 2 } else { at + 1 }, Reference::Past)
            }
            Word::Coming if matches!(self.w(at + 1), Word::Units(_)) => refer(at + 2, Reference::Future),
            Word::Future => refer(at + 1, Reference::Future),
            Word::Earlier => self.shaded(at).or_else(|| self.before_that(at)),
            Word::Early | Word::Later | Word::Late => self.shaded(at),
            Word::Formerly => refer(at + 1, Reference::Before),
            Word::Long => self.long_ago(at),
            Word::This
            | Word::That
            | Word::Last
            | Word::Past
            | Word::Next
            | Word::Coming
            | Word::Previous
            | Word::Following
            | Word::Same => self.pointed(at, at),
            Word::Modern => self.modern(at),
            Word::These if self.w(at + 1) == Word::Units(Unit::Day) => refer(at + 2, Reference::Present),
            _ => None,
        }
    }

    /// `overnight`, where it says when, and not of what kind.
    fn overnight(&self, at: usize) -> Option<Found> {
        let free = at + 1 >= self.end
            || self.text.tokens[at + 1].kind == TokenKind::Mark
            || matches!(
                self.w(at + 1),
                Word::In
                    | Word::On
                    | Word::At
                    | Word::For
                    | Word::And
                    | Word::To
                    | Word::From
                    | Word::Since
                    | Word::After
            )
            || matches!(self.lower(at + 1), "but" | "when" | "with" | "as" | "while" | "near");
        let said = !matches!(self.before(at), Word::A | Word::The | Word::And | Word::Or | Word::Dash | Word::Of)
            || self.lower(at + 1) == ",";
        (free && said && self.w(at + 1) != Word::Dash).then(|| {
            let ahead = tense(self.text, at, at + 1) == Some(Tense::Future);
            let night = Base::Period(Unit::Day, if ahead { Toward::This } else { Toward::Last });
            self.found(at, at + 1, Meaning::Point(night, Some(Daytime::Part(DayPart::Night))), None)
        })
    }

    /// `the day before yesterday`, `the week after next`; the unit stands at `at`.
    fn next_but_one(&self, at: usize, start: usize, unit: Unit) -> Option<Found> {
        let from = match (self.w(at + 1), self.w(at + 2)) {
            (Word::Before, Word::Yesterday) if unit == Unit::Day => From::Ago,
            (Word::After, Word::Tomorrow) if unit == Unit::Day => From::Hence,
            (Word::Before, Word::Last) => From::Ago,
            (Word::After, Word::Next) => From::Hence,
            _ => return None,
        };
        Some(self.point(start, at + 3, Base::Shift(Some(2.0), unit, from)))
    }

    /// `earlier this year`, `later that month`, `earlier today`, `early next week`.
    fn shaded(&self, at: usize) -> Option<Found> {
        let inner =
            self.pointed(at + 1, at + 1).or_else(|| self.relative(at + 1).filter(|_| self.w(at + 1) == Word::Today))?;
        Some(self.found(at, inner.tokens.end, inner.meaning, inner.weekday))
    }

    /// What a pointing word (`last`, `this`, `next` ...) points at.
    pub(super) fn pointed(&self, at: usize, start: usize) -> Option<Found> {
        if let Some(found) = self.same_again(at, start) {
            return Some(found);
        }
        let (mut next, mut toward) = self.toward(at)?;
        if matches!((self.w(at), self.w(next)), (Word::This, Word::Past | Word::Coming)) {
            toward = if self.w(next) == Word::Past { Toward::Last } else { Toward::Next };
            next += 1;
        }
        let point = |end: usize, base: Base| Some(self.with_time(self.point(start, end, base)));
        match self.w(next) {
            Word::Unit(Unit::Quarter) if toward == Toward::Bare => None,
            Word::Unit(Unit::Second | Unit::Minute | Unit::Hour) => None,
            Word::Unit(unit) => self.period(start, next + 1, unit, toward),
            Word::Weekend => point(next + 1, Base::Period(Unit::Weekend, toward)),
            // "next Thursday, March 18"
            Word::Weekday(day) if self.w(next + 1) == Word::Comma && self.calendar_day(next + 2).is_some() => {
                let date = self.calendar_day(next + 2)?;
                let weekday = Some((day, next));
                Some(self.with_time(Found { tokens: start..date.tokens.end, weekday, ..date }))
            }
            Word::Weekday(day) if !self.is_name(next + 1) || self.w(at) != Word::That => {
                point(next + 1, Base::Weekday(day, toward))
            }
            Word::Month(month) => {
                let (end, part) = match self.calendar_day(next).filter(|_| toward != Toward::Bare) {
                    Some(Found { tokens, meaning: Meaning::Point(Base::Calendar(Year::Unknown, part), _), .. }) => {
                        (tokens.end, part)
                    }
                    _ => (next + 1, Part::Month(month)),
                };
                point(end, Base::Calendar(Year::Seen(toward), part))
            }
            Word::Season(_) => {
                let season = self.season(next, toward)?;
                Some(self.found(start, season.tokens.end, season.meaning, None))
            }
            Word::Holiday(_) => {
                let feast = self.feast(next)?;
                let base = match feast.meaning {
                    Meaning::Point(Base::Calendar(Year::Unknown, part), _) => Base::Calendar(Year::Seen(toward), part),
                    Meaning::Point(Base::Feast(Year::Unknown, feast), _) => Base::Feast(Year::Seen(toward), feast),
                    _ => return None,
                };
                point(feast.tokens.end, base)
            }
            Word::DayPart(part) => {
                // "last night" is yesterday's
                let base = Base::Period(Unit::Day, toward);
                Some(self.found(start, next + 1, Meaning::Point(base, Some(Daytime::Part(part))), None))
            }
            Word::Fiscal if self.w(next + 1) == Word::Unit(Unit::Year) => {
                point(next + 2, Base::Calendar(Year::Toward(toward), Part::Fiscal))
            }
            Word::Time | Word::Moment
                if toward == Toward::This && matches!(self.before(start), Word::At | Word::Since) =>
            {
                Some(self.found(start, next + 1, Meaning::Reference(Reference::Present), None))
            }
            Word::Time if self.w(at) == Word::That && matches!(self.before(start), Word::At | Word::Since) => {
                Some(self.found(start, next + 1, Meaning::Reference(Reference::Past), None))
            }
            _ => self.span_of(at, start),
        }
    }

    pub(super) fn toward(&self, at: usize) -> Option<(usize, Toward)> {
        let toward = match self.w(at) {
            Word::This => Toward::This,
            Word::That => {
                let same = self.w(at + 1) == Word::Same;
                return Some((if same { at + 2 } else { at + 1 }, Toward::Same));
            }
            Word::Same => Toward::Same,
            Word::Last | Word::Past => Toward::Last,
            Word::Next | Word::Coming => Toward::Next,
            Word::Previous => Toward::Previous,
            Word::Following => Toward::Following,
            _ => return None,
        };
        Some((at + 1, toward))
    }

    /// `last year`, `the next day`, `the following morning`.
    fn period(&self, start: usize, end: usize, unit: Unit, toward: Toward) -> Option<Found> {
        let the = start < end - 1 && self.w(start) == Word::The;
        // "the next day" is seen from what was told, "next week" from now
        let toward = match (toward, the, unit) {
            (Toward::Next, true, Unit::Day | Unit::Week | Unit::Month | Unit::Year) => Toward::Following,
            (Toward::Last, true, _) => return self.span_or_point(start, end, unit),
            (Toward::Last, false, _) if self.w(end - 2) == Word::Past => {
                return Some(self.found(start, end, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None));
            }
            (toward, ..) => toward,
        };
        // "in the next year or two", "over the past month or so"
        if self.w(end) == Word::Or && matches!(self.lower(end + 1), "so" | "two") {
            return Some(self.found(start, end + 2, Meaning::Duration(Length(vec![(None, unit)])), None));
        }
        let end_of = self.skip(end, Word::Possessive);
        if end_of > end && self.lower(end_of) == "end" {
            return Some(self.point(start, end_of + 1, Base::Period(unit, toward)));
        }
        Some(self.with_time(self.point(start, end, Base::Period(unit, toward))))
    }

    /// `the past year` is a span; `the last year` one after `over`, else a year.
    fn span_or_point(&self, start: usize, end: usize, unit: Unit) -> Option<Found> {
        let past = self.w(end - 2) == Word::Past;
        let span = past || matches!(self.before(start), Word::In | Word::About | Word::For);
        if span {
            return Some(self.found(start, end, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None));
        }
        Some(self.point(start, end, Base::Period(unit, Toward::Last)))
    }

    /// `past three months`, `next few days`, `last two weeks`.
    fn span_of(&self, at: usize, start: usize) -> Option<Found> {
        let pointing = matches!(
            self.w(at),
            Word::Last | Word::Past | Word::Next | Word::Coming | Word::Previous | Word::Following | Word::Same
        );
        let next = if self.w(at + 1) == Word::About { at + 2 } else { at + 1 };
        // "following a six-hour meeting": a preposition
        if !pointing || self.w(next) == Word::A {
            return None;
        }
        // "is expected to last six weeks": a verb
        let verb = ["to", "will", "would", "could", "may", "might", "can", "should", "must", "not"];
        if self.w(at) == Word::Last && start == at && at > self.start && verb.contains(&self.lower(at - 1)) {
            return None;
        }
        if let Some((end, length)) = self.length(next) {
            return Some(self.found(start, end, Meaning::Duration(length), None));
        }
        match self.w(next) {
            Word::Units(unit) if start < at => {
                Some(self.found(start, next + 1, Meaning::Duration(Length(vec![(None, unit)])), None))
            }
            _ => None,
        }
    }

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
            Word::Unit(Unit::Year) | Word::Units(Unit::Year) if matches!(self.w(at + 1), Word::Figure(_, 4)) => {
                let (end, year) = self.year(at + 1)?;
                Some(self.point(start, end, Base::Calendar(year, Part::Whole)))
            }
            Word::Unit(Unit::Second) => self.ordinal(at, start),
            Word::Units(unit)
                if matches!(self.lower(start.saturating_sub(1)), "over" | "through") || self.is_about(start, unit) =>
            {
                Some(self.found(start, at + 1, Meaning::Duration(Length(vec![(None, unit)])), None))
            }
            Word::Unit(unit) => self
                .year_ago(at, start)
                .or_else(|| self.next_but_one(at, start, unit))
                .or_else(|| self.ended(start, unit))
                .or_else(|| self.the_unit(start, unit)),
            Word::Latest => self.latest(at, start),
            // "the most recent quarter"
            _ if self.w(at + 1) == Word::Recent && self.lower(at) == "most" => self.latest(at + 1, start),
            Word::Fiscal if matches!(self.w(at + 1), Word::Nth(_) | Word::Unit(Unit::Second)) => {
                self.ordinal(at + 1, start)
            }
            Word::Fiscal => self.the_fiscal_year(start),
            Word::Filler if matches!(self.lower(at), "full" | "whole" | "entire") => match self.w(at + 1) {
                Word::Unit(unit @ (Unit::Year | Unit::Quarter)) => {
                    Some(self.point(start, at + 2, Base::Period(unit, Toward::The)))
                }
                Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Decade)) => {
                    Some(self.found(start, at + 2, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None))
                }
                _ => None,
            },
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
            && self.words[start - 2] == Word::Stretch
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
            && self.words[start - 1] == Word::In
            && matches!(self.words[start - 2], Word::Early | Word::Late | Word::Earlier | Word::Later);
        let apart = matches!(self.w(next), Word::After | Word::Before) && !late;
        // "since the start of the year it has risen"
        let of_stretch = unit > Unit::Day
            && self.before(start) == Word::Of
            && start >= self.start + 2
            && self.words[start - 2] == Word::Stretch;
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
