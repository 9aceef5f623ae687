//! What is seen from now or from what was told: `last week`, `the same day`, `yesterday`, `the past three months`, `now`.

use super::Parser;
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
    pub(super) fn next_but_one(&self, at: usize, start: usize, unit: Unit) -> Option<Found> {
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
}
