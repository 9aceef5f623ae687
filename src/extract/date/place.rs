//! Dates that lack a part -> dates of the calendar: the year of a bare month or day, the week of a weekday, the order of
//! three numbers, the day of a feast.

use chrono::{Datelike, NaiveDate};

use super::Basis;
use super::calendar::{easter, nth_weekday, plus, weekday};
use super::expression::{Base, Feast, Found, Meaning, Reference, Toward, Year};
use super::moment::{Moment, Part};
use super::resolve::{Anchors, full_year, signed};
use super::tense::Tense;
use crate::knowledge::DateOrder;

/// A weekday settles the year of a date only so many days from the document's own: near dates have one reading.
const NEAR: i64 = 45;

/// Months within which any day of the month falls on any weekday.
const LONGEST_WAIT: i32 = 14;

/// Days ahead of the document's own that the past tense allows a date that it governs, and one that it does not: what
/// is payable, due or traded "June 30" lies ahead though the company "said" so.
const AHEAD: i64 = 15;
const AHEAD_UNGOVERNED: i64 = 120;

impl Anchors {
    pub(super) fn calendar(
        &self,
        year: Year,
        part: Part,
        found: &Found,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> (Moment, Basis) {
        let explicit = |year| (Moment::new(Some(year), part), Basis::Explicit);
        match year {
            Year::Known(year) => explicit(year),
            Year::BeforeChrist(year) => (Moment { bc: true, ..Moment::new(Some(year), part) }, Basis::Explicit),
            Year::Short(short) => explicit(self.short_year(i32::from(short))),
            Year::Toward(toward) => self.of_year(toward, part),
            Year::Seen(toward) => self.seen(toward, part),
            Year::Unknown => self.undated(part, found, tense),
        }
    }

    /// Two figures: the year of that century that lies nearest before what the text is about.
    fn short_year(&self, short: i32) -> i32 {
        let about = self.then().and_then(|(moment, _)| moment.year);
        match about {
            // nobody shortens the years of the first millennium
            Some(year) if year >= 1000 => {
                let same = year - year.rem_euclid(100) + short;
                if same > year + 20 { same - 100 } else { same }
            }
            _ => full_year(short),
        }
    }

    pub(super) fn short_decade(&self, decade: u8) -> (Moment, Basis) {
        let year = self.short_year(i32::from(decade) * 10);
        (Moment::new(Some(year), Part::Decade), Basis::Explicit)
    }

    /// A month or day with no year, in news by the tense, in a narrative by what was told.
    fn undated(&self, part: Part, found: &Found, tense: &dyn Fn() -> Option<Tense>) -> (Moment, Basis) {
        if let Part::DayOfMonth(day) = part {
            let named = found.weekday.and_then(|(weekday, _)| self.day_of_both(weekday, day, tense));
            return named.unwrap_or_else(|| self.day_of_month(day));
        }
        match self.now() {
            Some((told, Basis::Told)) => {
                let year = told.year.map(|year| year + self.turns_over(told, part));
                (Moment { bc: told.bc, year, part }, Basis::Told)
            }
            Some((now, basis)) => {
                let year = now.day().map(|now| self.news_year(now, part, found, tense()));
                (Moment::new(year, part), basis)
            }
            None => (Moment::new(None, part), Basis::Open),
        }
    }

    /// A narrative goes on: after December comes January of the next year.
    fn turns_over(&self, told: Moment, part: Part) -> i32 {
        let (Some(last), Some(next)) = (told.month(), Moment::new(None, part).month()) else { return 0 };
        i32::from(!told.bc && last >= next + 10)
    }

    fn news_year(&self, now: NaiveDate, part: Part, found: &Found, tense: Option<Tense>) -> i32 {
        let year = now.year();
        let covers = |year: i32| Moment::new(Some(year), part).interval();
        let Some(this) = covers(year).or_else(|| covers(year - 1)) else { return year };
        // a weekday written beside it settles the year, when a near one fits
        if let (Some((weekday_told, _)), Part::Day(..)) = (found.weekday, part) {
            let fits = |year: &i32| covers(*year).is_some_and(|days| weekday(days.first) == weekday_told);
            // what is told as past is of no year to come
            let near = [year, year - 1, year + 1, year - 2];
            let past = tense == Some(Tense::Past) && found.governed;
            let may_be = |one: &i32| !past || covers(*one).is_none_or(|days| days.first <= plus(now, AHEAD));
            let years = || near.into_iter().filter(may_be);
            let gap = |year: &i32| covers(*year).map_or(i64::MAX, |days| (days.first - now).num_days().abs());
            match years().min_by_key(gap) {
                Some(nearest) if gap(&nearest) <= NEAR => return nearest,
                _ => {}
            }
            if let Some(year) = years().find(fits) {
                return year;
            }
        }
        let distance = (this.first - now).num_days();
        match tense {
            Some(Tense::Future) if distance > 210 => year,
            Some(Tense::Past) if distance > if found.governed { AHEAD } else { AHEAD_UNGOVERNED } => year - 1,
            Some(Tense::Future) if (this.last - now).num_days() < -60 => year + 1,
            _ if distance > 210 => year - 1,
            _ if distance < -300 && tense != Some(Tense::Past) => year + 1,
            _ => year,
        }
    }

    fn day_of_month(&self, day: u8) -> (Moment, Basis) {
        match self.then() {
            Some((then, basis)) => match then.month() {
                Some(month) => (Moment { part: Part::Day(month, day), ..then }, basis),
                None => (Moment { part: Part::DayOfMonth(day), ..then }, basis),
            },
            None => (Moment::new(None, Part::DayOfMonth(day)), Basis::Open),
        }
    }

    /// `Friday the 13th`: the nearest month in which that day is such a weekday, behind or ahead by the tense.
    fn day_of_both(&self, weekday_told: u8, day: u8, tense: &dyn Fn() -> Option<Tense>) -> Option<(Moment, Basis)> {
        let (now, basis) = self.now()?;
        let months = now.months()?;
        let ahead = tense() == Some(Tense::Future);
        let fits = |by: &i32| {
            let moment = Moment {
                part: Part::Day(Moment::of_month(months + by).month()?, day),
                ..Moment::of_month(months + by)
            };
            let date = moment.day().filter(|&date| weekday(date) == weekday_told)?;
            let due = now.day().is_none_or(|now| if ahead { date >= now } else { date <= now });
            due.then_some(moment)
        };
        let moment = (0..=LONGEST_WAIT).map(|by| if ahead { by } else { -by }).find_map(|by| fits(&by))?;
        Some((moment, basis))
    }

    /// `June of that year`, `June last year`.
    fn of_year(&self, toward: Toward, part: Part) -> (Moment, Basis) {
        let Some((anchor, basis)) = self.seen_from(toward) else { return (Moment::new(None, part), Basis::Open) };
        let Some(year) = anchor.signed_year() else { return (Moment::new(None, part), Basis::Open) };
        (signed(year + toward.step(), part), basis)
    }

    /// `last June`, `next summer`: the nearest that lies wholly on that side.
    fn seen(&self, toward: Toward, part: Part) -> (Moment, Basis) {
        let Some((anchor, basis)) = self.seen_from(toward) else { return (Moment::new(None, part), Basis::Open) };
        let Some(year) = anchor.signed_year() else { return (Moment::new(None, part), Basis::Open) };
        let this = signed(year, part).interval().zip(anchor.interval());
        let beyond = match toward.step() {
            // winter begins at the end of the year that names it
            1 if part == Part::Season("WI") => anchor.month().is_some_and(|month| month < 12),
            -1 => this.is_some_and(|(this, anchor)| this.last < anchor.first),
            1 => this.is_some_and(|(this, anchor)| this.first > anchor.last),
            _ => true,
        };
        (signed(if beyond { year } else { year + toward.step() }, part), basis)
    }

    pub(super) fn seen_from(&self, toward: Toward) -> Option<(Moment, Basis)> {
        match toward {
            Toward::Previous | Toward::Following | Toward::Same => self.then(),
            _ => self.now(),
        }
    }

    pub(super) fn feast(&self, year: Year, feast: Feast, tense: &dyn Fn() -> Option<Tense>) -> Option<(Moment, Basis)> {
        let month = Part::Month(match feast {
            Feast::Easter(..-40) => 2,
            Feast::Easter(31..) => 5,
            Feast::Easter(_) => 4,
            Feast::Nth(_, _, month, _) => month,
        });
        let nothing =
            Found { tokens: 0..0, meaning: Meaning::Reference(Reference::Past), weekday: None, governed: true };
        let (near, basis) = self.calendar(year, month, &nothing, tense);
        let year = near.year?;
        let day = match feast {
            Feast::Easter(days) => plus(easter(year)?, i64::from(days)),
            Feast::Nth(weekday, nth, month, days) => plus(nth_weekday(year, month, weekday, nth)?, i64::from(days)),
        };
        Some((Moment::of_day(day), basis))
    }

    pub(super) fn slashed(&self, first: u32, second: u32, year: i32, found: &Found) -> (Moment, Basis) {
        let day_first =
            first > 12 || (second <= 12 && self.order_of(first, second, year, found) == Some(DateOrder::DayFirst));
        let (month, day) = if day_first { (second, first) } else { (first, second) };
        (Moment::new(Some(year), Part::Day(month as u8, day as u8)), Basis::Explicit)
    }

    /// What a slashed date gives first: what the document says, or what the weekday beside it fits.
    fn order_of(&self, first: u32, second: u32, year: i32, found: &Found) -> Option<DateOrder> {
        self.order.or_else(|| {
            let (told, _) = found.weekday?;
            let fits = |month, day| NaiveDate::from_ymd_opt(year, month, day).is_some_and(|day| weekday(day) == told);
            match (fits(second, first), fits(first, second)) {
                (true, false) => Some(DateOrder::DayFirst),
                (false, true) => Some(DateOrder::MonthFirst),
                _ => None,
            }
        })
    }

    /// The other reading of a slashed date of which nothing tells the order.
    pub(super) fn other_day(&self, base: &Base, found: &Found) -> Option<NaiveDate> {
        let &Base::Slashed(first, second, year) = base else { return None };
        let open = first <= 12 && second <= 12 && first != second;
        (open && self.order_of(first, second, year, found).is_none())
            .then(|| NaiveDate::from_ymd_opt(year, second, first))
            .flatten()
    }

    pub(super) fn weekday(&self, day: u8, toward: Toward, tense: &dyn Fn() -> Option<Tense>) -> (Moment, Basis) {
        let Some((now, basis)) =
            self.seen_from(toward).and_then(|(moment, basis)| moment.day().map(|day| (day, basis)))
        else {
            return (Moment::new(None, Part::Weekday(day)), Basis::Open);
        };
        let back = (i64::from(weekday(now)) - i64::from(day)).rem_euclid(7);
        let days = match toward {
            Toward::Last | Toward::Previous => -(if back == 0 { 7 } else { back }),
            Toward::Next | Toward::Following => 7 - back,
            Toward::This => (7 - back) % 7,
            _ if basis == Basis::Told => (7 - back) % 7,
            _ if tense() == Some(Tense::Future) => (7 - back) % 7,
            _ => -back,
        };
        (Moment::of_day(plus(now, days)), basis)
    }
}
