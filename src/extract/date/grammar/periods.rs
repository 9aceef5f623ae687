//! Parts of years and runs of them: seasons, feasts, quarters, halves, fiscal years, decades, centuries.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Feast, Found, Meaning, Toward, Year};
use crate::extract::date::lexicon::{Holiday, Season, Unit, Word};
use crate::extract::date::moment::Part;
use crate::segment::{Shape, TokenKind};

/// The month and day of a feast, or the rule that it moves by.
type When = Result<(u8, u8), Feast>;

/// Feasts by their names, each with its month and day or its rule.
#[rustfmt::skip]
const NAMED: &[(&[&str], When)] = &[
    (&["anzac", "day"], Ok((4, 25))),
    (&["armistice", "day"], Ok((11, 11))),
    (&["ascension", "day"], Err(Feast::Easter(39))),
    (&["australia", "day"], Ok((1, 26))),
    (&["bastille", "day"], Ok((7, 14))),
    (&["bonfire", "night"], Ok((11, 5))),
    (&["canada", "day"], Ok((7, 1))),
    (&["columbus", "day"], Err(Feast::Nth(0, 2, 10, 0))),
    (&["father", "'s", "day"], Err(Feast::Nth(6, 3, 6, 0))),
    (&["father", "’s", "day"], Err(Feast::Nth(6, 3, 6, 0))),
    (&["guy", "fawkes", "night"], Ok((11, 5))),
    (&["juneteenth"], Ok((6, 19))),
    (&["martin", "luther", "king", "day"], Err(Feast::Nth(0, 3, 1, 0))),
    (&["martin", "luther", "king", "jr", "day"], Err(Feast::Nth(0, 3, 1, 0))),
    (&["martin", "luther", "king", "jr", ".", "day"], Err(Feast::Nth(0, 3, 1, 0))),
    (&["maundy", "thursday"], Err(Feast::Easter(-3))),
    (&["pentecost", "sunday"], Err(Feast::Easter(49))),
    (&["presidents", "day"], Err(Feast::Nth(0, 3, 2, 0))),
    (&["presidents", "'", "day"], Err(Feast::Nth(0, 3, 2, 0))),
    (&["presidents", "’", "day"], Err(Feast::Nth(0, 3, 2, 0))),
    (&["remembrance", "day"], Ok((11, 11))),
    (&["remembrance", "sunday"], Err(Feast::Nth(6, 2, 11, 0))),
    (&["shrove", "tuesday"], Err(Feast::Easter(-47))),
    (&["whit", "monday"], Err(Feast::Easter(50))),
    (&["whit", "sunday"], Err(Feast::Easter(49))),
];

impl Parser<'_> {
    /// `the summer of 1916`, `spring`, `fall 2007`.
    pub(super) fn season(&self, at: usize, toward: Toward) -> Option<Found> {
        let Word::Season(season) = self.w(at) else { return None };
        let (end, year) = self.year_after(at + 1).unwrap_or((at + 1, Year::Unknown));
        let year = if year == Year::Unknown && toward != Toward::Bare { Year::Seen(toward) } else { year };
        let value = match season {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Fall | Season::Autumn => "FA",
            Season::Winter => "WI",
        };
        let capital = self.shape(at) != Shape::Lower;
        let named = capital && (self.is_name(end) || (at > self.start && self.is_name(at - 1)));
        let dated = year != Year::Unknown;
        let the = self.before(at) == Word::The && self.has_due(at - 1);
        let due = self.has_due(at) || the;
        let clear = match season {
            Season::Fall => due && !(self.w(end) == Word::Of),
            Season::Spring => due || (self.before(at) == Word::The && self.w(end) != Word::Of),
            _ => true,
        };
        let fits = dated || (!named && clear && !(capital && !due && at > self.start));
        fits.then(|| self.point(at, end, Base::Calendar(year, Part::Season(value))))
    }

    /// `Christmas 1963`, `New Year's Eve`, `Good Friday`.
    pub(super) fn feast(&self, at: usize) -> Option<Found> {
        let Word::Holiday(holiday) = self.w(at) else { return None };
        let (end, day) = self.feast_words(at, holiday)?;
        let (end, year) = self.year_after(end).unwrap_or((end, Year::Unknown));
        let named = self.is_name(end) || (at > self.start + 1 && self.is_name(at - 1));
        if named && year == Year::Unknown {
            return None;
        }
        let base = match day {
            Ok((month, day)) => Base::Calendar(year, Part::Day(month, day)),
            Err(feast) => Base::Feast(year, feast),
        };
        Some(self.point(at, end, base))
    }

    fn feast_words(&self, at: usize, holiday: Holiday) -> Parsed<Result<(u8, u8), Feast>> {
        let next = self.lower(at + 1);
        let day = |words: usize, what: Result<(u8, u8), Feast>| Some((at + words, what));
        if holiday == Holiday::Named {
            let known = NAMED.iter().find(|(words, _)| self.words_are(at, words));
            return known.and_then(|(words, what)| day(words.len(), *what));
        }
        let of_new_year = (next == "year" && self.w(at + 2) == Word::Possessive).then(|| self.lower(at + 3));
        match (holiday, next) {
            (Holiday::Christmas, "eve") => day(2, Ok((12, 24))),
            (Holiday::Christmas, "day") => day(2, Ok((12, 25))),
            (Holiday::Christmas, _) => day(1, Ok((12, 25))),
            (Holiday::Easter, "monday") => day(2, Err(Feast::Easter(1))),
            (Holiday::Easter, "sunday" | "day") => day(2, Err(Feast::Easter(0))),
            (Holiday::Easter, _) => day(1, Err(Feast::Easter(0))),
            (Holiday::Good, "friday") => day(2, Err(Feast::Easter(-2))),
            (Holiday::Palm, "sunday") => day(2, Err(Feast::Easter(-7))),
            (Holiday::Ash, "wednesday") => day(2, Err(Feast::Easter(-46))),
            (Holiday::Thanksgiving, "day") => day(2, Err(Feast::Nth(3, 4, 11, 0))),
            (Holiday::Thanksgiving, _) => day(1, Err(Feast::Nth(3, 4, 11, 0))),
            (Holiday::Labor, "day") => day(2, Err(Feast::Nth(0, 1, 9, 0))),
            (Holiday::Memorial, "day") => day(2, Err(Feast::Nth(0, 5, 5, 0))),
            (Holiday::Halloween, _) => day(1, Ok((10, 31))),
            (Holiday::Boxing, "day") => day(2, Ok((12, 26))),
            (Holiday::Veterans, "day") => day(2, Ok((11, 11))),
            (Holiday::Valentine, _) if self.w(at + 1) == Word::Possessive && self.lower(at + 2) == "day" => {
                day(3, Ok((2, 14)))
            }
            (Holiday::New, _) if of_new_year == Some("eve") => day(4, Ok((12, 31))),
            (Holiday::New, _) if of_new_year == Some("day") => day(4, Ok((1, 1))),
            _ => None,
        }
    }

    /// `fiscal 2019`, `fiscal year 2019`.
    pub(super) fn fiscal(&self, at: usize) -> Option<Found> {
        if self.w(at) != Word::Fiscal {
            return None;
        }
        let next = self.skip(at + 1, Word::Unit(Unit::Year));
        let (end, year) = self.year(next)?;
        Some(self.point(at, end, Base::Calendar(year, Part::Fiscal)))
    }

    /// `the third quarter of 2009`, `second half of 2008`, `eighteenth-century`, `the last week of March`.
    pub(super) fn ordinal(&self, at: usize, start: usize) -> Option<Found> {
        let nth = match self.w(at) {
            Word::Nth(nth) => nth,
            Word::Last | Word::Latter => 100,
            Word::Unit(Unit::Second) => 2,
            _ => return None,
        };
        if nth > 200 {
            let (end, year) = self.year_after(at + 1).unwrap_or((at + 1, Year::Unknown));
            return Some(self.point(start, end, Base::Calendar(year, Part::Quarter(nth - 200))));
        }
        let next = self.skip(at + 1, Word::Dash);
        match self.w(next) {
            Word::Unit(Unit::Century) => self.century(start, next + 1, nth),
            Word::Unit(Unit::Quarter) => self
                .part_of(start, next + 1)
                .or_else(|| self.fraction(start, next + 1, Part::Quarter(if nth == 100 { 4 } else { nth }), nth <= 4)),
            Word::Half => {
                let half = Part::Half(if nth == 100 { 2 } else { nth });
                self.part_of(start, next + 1).or_else(|| self.fraction(start, next + 1, half, nth <= 2)).filter(
                    |found| {
                        let dated = !matches!(found.meaning, Meaning::Point(Base::Calendar(Year::Unknown, _), _));
                        dated || (self.w(next + 1) != Word::Of && self.is_of_business(at))
                    },
                )
            }
            Word::Weekday(day) => self.nth_weekday(start, next + 1, nth, day),
            Word::Unit(Unit::Decade) if self.w(next + 1) == Word::Of => self.decade_of_century(start, next + 2, nth),
            Word::Unit(unit @ (Unit::Week | Unit::Day)) if self.w(next + 1) == Word::Of => {
                let inner = self.month_alone(self.skip(next + 2, Word::The))?;
                let Meaning::Point(base, _) = inner.meaning else { return None };
                Some(self.point(start, inner.tokens.end, Base::Nth(nth, unit, Box::new(base))))
            }
            _ => None,
        }
    }

    /// `the second Tuesday of November`, `the last Friday in May 2023`, `the third Thursday of each month`.
    fn nth_weekday(&self, start: usize, at: usize, nth: u8, day: u8) -> Option<Found> {
        if !matches!(self.w(at), Word::Of | Word::In) {
            return None;
        }
        if self.w(at + 1) == Word::Each && self.w(at + 2) == Word::Unit(Unit::Month) {
            return Some(self.found(start, at + 3, Meaning::Set("P1M".into()), None));
        }
        let month = self.month_alone(at + 1)?;
        let Meaning::Point(Base::Calendar(year, Part::Month(of)), None) = month.meaning else { return None };
        let nth = if nth == 100 { 5 } else { nth };
        let feast = Base::Feast(year, Feast::Nth(day, nth, of, 0));
        (1..=5).contains(&nth).then(|| self.point(start, month.tokens.end, feast))
    }

    /// `the second half of May`, `the last quarter of the 19th century`, `the first half of the 1990s`: the month, century
    /// or decade that it is of.
    fn part_of(&self, start: usize, at: usize) -> Option<Found> {
        if self.w(at) != Word::Of {
            return None;
        }
        let next = self.skip(at + 1, Word::The);
        let inner = match self.w(next) {
            Word::Month(_) => self.month_alone(next),
            Word::Nth(_) => self.ordinal(next, next),
            Word::Decade(_) | Word::Apostrophe => self.decade(next),
            _ => None,
        }?;
        let whole = matches!(
            inner.meaning,
            Meaning::Point(
                Base::Calendar(_, Part::Month(_) | Part::Century | Part::Decade) | Base::ShortDecade(_),
                None
            )
        );
        whole.then_some(Found { tokens: start..inner.tokens.end, ..inner })
    }

    /// `the late 19th and early 20th centuries`, `18th- and 19th-century`.
    pub(super) fn centuries(&self, at: usize) -> Option<Vec<Found>> {
        let shade = |at: usize| if matches!(self.w(at), Word::Early | Word::Late) { at + 1 } else { at };
        let first = shade(self.skip(at, Word::The));
        let Word::Nth(one @ 1..=30) = self.w(first) else { return None };
        let joint = if self.w(first + 1) == Word::Dash { first + 2 } else { first + 1 };
        if !matches!(self.w(joint), Word::And | Word::To | Word::Or) {
            return None;
        }
        let start = shade(self.skip(joint + 1, Word::The));
        let Word::Nth(other @ 1..=30) = self.w(start) else { return None };
        let unit = self.skip(start + 1, Word::Dash);
        if !matches!(self.w(unit), Word::Units(Unit::Century) | Word::Unit(Unit::Century)) {
            return None;
        }
        let second = self.century(joint + 1, unit + 1, other)?;
        let Meaning::Point(Base::Calendar(era, _), _) = second.meaning else { return None };
        let year = (i32::from(one) - 1) * 100;
        let year = if matches!(era, Year::BeforeChrist(_)) { Year::BeforeChrist(year) } else { Year::Known(year) };
        Some(vec![self.point(at, first + 1, Base::Calendar(year, Part::Century)), second])
    }

    fn fraction(&self, start: usize, end: usize, part: Part, first_of_four: bool) -> Option<Found> {
        let fits = first_of_four || matches!(part, Part::Quarter(4) | Part::Half(2));
        let (end, year) = self.year_after(end).unwrap_or((end, Year::Unknown));
        fits.then(|| self.point(start, end, Base::Calendar(year, part)))
    }

    /// `the first decade of the 21st century`, `the last decade of this century`; what it is of stands at `at`.
    fn decade_of_century(&self, start: usize, at: usize, nth: u8) -> Option<Found> {
        let inner = self.core(at)?;
        let Meaning::Point(base, None) = inner.meaning else { return None };
        let of_century = matches!(base, Base::Calendar(_, Part::Century) | Base::Period(Unit::Century, _));
        let fits = of_century && (nth == 100 || (1..=10).contains(&nth));
        fits.then(|| self.point(start, inner.tokens.end, Base::Nth(nth, Unit::Decade, Box::new(base))))
    }

    /// `3Q07`, `FY2008`, `c1920`.
    pub(super) fn code(&self, at: usize) -> Option<Found> {
        let (part, year) = match self.w(at) {
            Word::QuarterOf(quarter, year) => (Part::Quarter(quarter), Year::Short(year)),
            Word::FiscalYear(year @ 0..=99) => (Part::Fiscal, Year::Short(year as u8)),
            Word::FiscalYear(year @ 1900..=2100) => (Part::Fiscal, Year::Known(i32::from(year))),
            Word::Circa(year) => (Part::Whole, Year::Known(i32::from(year))),
            _ => return None,
        };
        Some(self.point(at, at + 1, Base::Calendar(year, part)))
    }

    fn century(&self, start: usize, end: usize, nth: u8) -> Option<Found> {
        let century = i32::from(nth);
        if century > 30 {
            return None;
        }
        let year = (century - 1) * 100;
        Some(match self.w(end) {
            Word::Era(true) => self.point(start, end + 1, Base::Calendar(Year::BeforeChrist(year), Part::Century)),
            Word::Era(false) => self.point(start, end + 1, Base::Calendar(Year::Known(year), Part::Century)),
            _ => self.point(start, end, Base::Calendar(Year::Known(year), Part::Century)),
        })
    }

    /// `1990s`, `'60s`, `sixties`, `'98`.
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let next = self.skip(at, Word::Apostrophe);
        let short = next > at;
        if short && !self.glued(next) {
            return None;
        }
        match self.w(next) {
            Word::Decade(decade) if decade >= 100 => {
                let end = if self.w(next + 1) == Word::Era(true) { next + 2 } else { next + 1 };
                let year = i32::from(decade) * 10;
                let year = if end > next + 1 { Year::BeforeChrist(year) } else { Year::Known(year) };
                Some(self.point(at, end, Base::Calendar(year, Part::Decade)))
            }
            // "the 470s BC"
            Word::Decade(decade @ 10..) => {
                let base = Base::Calendar(Year::BeforeChrist(i32::from(decade) * 10), Part::Decade);
                (self.w(next + 1) == Word::Era(true)).then(|| self.point(at, next + 2, base))
            }
            Word::Decade(decade) => {
                // "in his sixties", "her mid-40s" is an age, "temperatures in the 60s" a measure
                let shade = if self.before(at) == Word::Dash { at - 1 } else { at };
                let shaded = matches!(self.before(shade), Word::Early | Word::Late | Word::Mid);
                let owner = if shaded { shade - 1 } else { at };
                let age = matches!(
                    self.lower(owner.saturating_sub(1)),
                    "his" | "her" | "their" | "my" | "your" | "our" | "s" | "whose"
                );
                let figures = self.text.tokens[next].kind == TokenKind::Mixed;
                let spelt = !figures && (self.before(at) == Word::The || self.before(at) == Word::Dash);
                // "the early 80s", "the mid-70s"
                let within = matches!(self.before(at), Word::Early | Word::Late | Word::Mid)
                    || (self.before(at) == Word::Dash && at >= self.start + 2 && self.word(at - 2) == Word::Mid);
                // "the 70s and 80s"
                let listed = matches!(self.before(at), Word::And | Word::Or | Word::To)
                    && self.told.last().is_some_and(|found| {
                        found.tokens.end == at - 1 && matches!(found.meaning, Meaning::Point(Base::ShortDecade(_), _))
                    });
                let fits = short || spelt || listed || within || (figures && self.before(at) == Word::The);
                (fits && !age).then(|| self.point(at, next + 1, Base::ShortDecade(decade as u8)))
            }
            Word::Figure(value, 2) if short && !self.counts(next + 1) => {
                let year = Year::Short(u8::try_from(value).ok()?);
                Some(self.point(at, next + 1, Base::Calendar(year, Part::Whole)))
            }
            _ => None,
        }
    }
}
