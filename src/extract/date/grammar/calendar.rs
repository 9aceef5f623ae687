//! Dates of the calendar: days, months, weekdays, and ranges of them.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, Meaning, Toward, Year};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;
use crate::extract::date::tense::is_past;
use crate::segment::{Shape, TokenKind};

impl Parser<'_> {
    /// `9-12 July`, `July 9-12, 1943`, `10 and 12 May`, `1915-17`: two expressions of which one lacks a part.
    pub(super) fn range(&self, at: usize) -> Option<Vec<Found>> {
        match self.w(at) {
            Word::Weekday(_) | Word::WeekdayShort(_) => self.weekdays_and_days(at),
            Word::Month(_) | Word::MonthShort(_) => self.listed_days(at).or_else(|| self.days_after_month(at)),
            Word::Figure(..) => self
                .listed_days(at)
                .or_else(|| self.days_before_month(at))
                .or_else(|| self.whole_years(at))
                .or_else(|| self.years(at))
                .or_else(|| self.hours(at)),
            Word::Nth(_) => self.listed_days(at).or_else(|| self.days_before_month(at)).or_else(|| self.centuries(at)),
            Word::Decimal(_) => self.hours(at),
            Word::The if matches!(self.w(at + 1), Word::Figure(..) | Word::Nth(_)) => {
                self.days_before_month(at).or_else(|| self.centuries(at))
            }
            Word::The | Word::Early | Word::Late => self.centuries(at),
            _ => None,
        }
    }

    pub(super) fn joint(&self, at: usize) -> bool {
        matches!(self.w(at), Word::Dash | Word::And | Word::To | Word::Or | Word::Slash)
    }

    pub(super) fn days_before_month(&self, at: usize) -> Option<Vec<Found>> {
        let start = self.skip(at, Word::The);
        let first = self.day_number(start).or_else(|| self.first_of_two(start))?;
        if !self.joint(start + 1) {
            return None;
        }
        let second = self.calendar_day(self.skip(start + 2, Word::The))?;
        let Meaning::Point(Base::Calendar(year, Part::Day(month, last)), _) = second.meaning else { return None };
        // "killed 5 and 12 May": a range goes up
        if first >= last || matches!(self.w(second.tokens.start), Word::Month(_) | Word::MonthShort(_)) {
            return None;
        }
        let lead = self.point(at, start + 1, Base::Calendar(year, Part::Day(month, first)));
        Some(vec![lead, self.with_time(second)])
    }

    pub(super) fn days_after_month(&self, at: usize) -> Option<Vec<Found>> {
        let (_, month) = self.month(at)?;
        let day_at = self.after_month(at);
        let first = self.day_number(day_at).or_else(|| self.first_of_two(day_at))?;
        if !self.joint(day_at + 1) {
            return None;
        }
        let last = self.day_number(day_at + 2).filter(|&last| last > first)?;
        if matches!(self.w(day_at + 3), Word::Colon | Word::Percent | Word::Units(_) | Word::Month(_)) {
            return None;
        }
        let (end, year) = self.year_after(day_at + 3).unwrap_or((day_at + 3, Year::Unknown));
        let lead = self.point(at, day_at + 1, Base::Calendar(year, Part::Day(month, first)));
        let second = self.point(day_at + 2, end, Base::Calendar(year, Part::Day(month, last)));
        Some(vec![lead, second])
    }

    /// `1861-1865`, `from 499 to 493 BC`.
    fn whole_years(&self, at: usize) -> Option<Vec<Found>> {
        let (Word::Figure(first, digits), Word::Figure(last, last_digits)) = (self.w(at), self.w(at + 2)) else {
            return None;
        };
        if !self.joint(at + 1) {
            return None;
        }
        let base = |year| Base::Calendar(year, Part::Whole);
        let (one, other) = (i32::try_from(first).ok()?, i32::try_from(last).ok()?);
        if self.w(at + 3) == Word::Era(true) && first > last && digits <= 4 && last > 0 {
            let (one, other) = (Year::BeforeChrist(one), Year::BeforeChrist(other));
            return Some(vec![self.point(at, at + 1, base(one)), self.point(at + 2, at + 4, base(other))]);
        }
        let dashed = self.w(at + 1) == Word::Dash && digits == 4 && last_digits == 4;
        let years = (1400..2100).contains(&first) && (1400..2100).contains(&last) && first < last;
        let free = !self.counts(at + 3) && !matches!(self.before(at), Word::Sign | Word::Dash | Word::Slash);
        (dashed && years && free).then(|| {
            vec![self.point(at, at + 1, base(Year::Known(one))), self.point(at + 2, at + 3, base(Year::Known(other)))]
        })
    }

    /// `1915-17`, `2019/20`.
    fn years(&self, at: usize) -> Option<Vec<Found>> {
        let (Word::Figure(first, 4), Word::Figure(last, 2)) = (self.w(at), self.w(at + 2)) else { return None };
        let joined = matches!(self.w(at + 1), Word::Dash | Word::Slash) && self.glued(at + 1) && self.glued(at + 2);
        let months = last <= 12 && last != first % 100 + 1 && first % 100 > last;
        let longer = self.glued(at + 3) && matches!(self.w(at + 3), Word::Dash | Word::Slash | Word::Percent);
        if !joined || !(1500..=2099).contains(&first) || last <= first % 100 || months || longer {
            return None;
        }
        let year = i32::try_from(first).ok()?;
        let later = year - year % 100 + i32::try_from(last).ok()?;
        Some(vec![
            self.point(at, at + 1, Base::Calendar(Year::Known(year), Part::Whole)),
            self.point(at + 2, at + 3, Base::Calendar(Year::Known(later), Part::Whole)),
        ])
    }

    /// A date of the calendar from its first word on, with its time of day.
    pub(super) fn dated(&self, at: usize) -> Option<Found> {
        let found = self
            .calendar_day(at)
            .or_else(|| self.may_day(at))
            .or_else(|| self.month_alone(at))
            .or_else(|| self.season(at, Toward::Bare))
            .or_else(|| self.feast(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.ordinal(at, at))?;
        Some(self.with_time(found))
    }

    /// `May Day`, which is not the cry for help of a ship.
    fn may_day(&self, at: usize) -> Option<Found> {
        let day = self.w(at) == Word::Month(5) && self.lower(at + 1) == "day" && self.shape(at + 1).has_capital();
        let cry = matches!(self.lower(at + 2), "call" | "calls" | "signal" | "alert");
        (day && !cry).then(|| {
            let (end, year) = self.year_after(at + 2).unwrap_or((at + 2, Year::Unknown));
            self.point(at, end, Base::Calendar(year, Part::Day(5, 1)))
        })
    }

    /// A month as a word and the token it stands at.
    pub(super) fn month(&self, at: usize) -> Parsed<u8> {
        match self.w(at) {
            Word::Month(month) | Word::MonthShort(month) => Some((at, month)),
            _ => None,
        }
    }

    /// The token after a month and its point.
    pub(super) fn after_month(&self, at: usize) -> usize {
        let pointed = matches!(self.w(at), Word::MonthShort(_)) && self.w(at + 1) == Word::Point && self.glued(at + 1);
        if pointed { at + 2 } else { at + 1 }
    }

    pub(super) fn day_number(&self, at: usize) -> Option<u8> {
        let day = match self.w(at) {
            Word::Figure(value @ 1..=39, 1..=2) => value as u8,
            Word::Nth(value @ 1..=31) => value,
            _ => return None,
        };
        let decimal = self.w(at + 1) == Word::Slash && self.glued(at + 1);
        (!decimal).then_some(day)
    }

    /// The first of two days that a slash joins: `June 5/6`, `5/6 June`.
    fn first_of_two(&self, at: usize) -> Option<u8> {
        let (Word::Figure(first @ 1..=30, 1..=2), Word::Slash, Word::Figure(second, 1..=2)) =
            (self.w(at), self.w(at + 1), self.w(at + 2))
        else {
            return None;
        };
        (second == first + 1 && self.w(at + 3) != Word::Slash).then_some(first as u8)
    }

    /// `June 12th, 2025`, `12 June`, `the 12th of June 2025`.
    pub(super) fn calendar_day(&self, at: usize) -> Option<Found> {
        let (day_end, part) = self.month_day(at).or_else(|| self.day_month(at))?;
        let (end, year) =
            self.dashed_year(at, day_end).or_else(|| self.year_after(day_end)).unwrap_or((day_end, Year::Unknown));
        if year == Year::Unknown && self.is_count(at, day_end) {
            return None;
        }
        // "June 5, 1976, a Sunday"
        let weekday = match (self.w(end), self.w(end + 1), self.w(end + 2)) {
            (Word::Comma, Word::A, Word::Weekday(day)) if year != Year::Unknown && self.ends_phrase(end + 3) => {
                Some((day, end + 2))
            }
            _ => None,
        };
        Some(self.found(at, end, Meaning::Point(Base::Calendar(year, part), None), weekday))
    }

    /// The year of `2-MAR-1987`, `02-Mar-87`.
    fn dashed_year(&self, at: usize, end: usize) -> Parsed<Year> {
        let dashed =
            self.w(at + 1) == Word::Dash && self.w(end) == Word::Dash && self.glued(end) && self.glued(end + 1);
        let year = match self.w(end + 1) {
            Word::Figure(year @ 1000..=2199, 4) => i32::try_from(year).ok()?,
            Word::Figure(year, 2) => super::super::resolve::full_year(i32::try_from(year).ok()?),
            _ => return None,
        };
        dashed.then_some((end + 2, Year::Known(year)))
    }

    fn month_day(&self, at: usize) -> Parsed<Part> {
        let (_, month) = self.month(at)?;
        let day_at = self.after_month(at);
        let day_at =
            if self.w(day_at) == Word::The && matches!(self.w(day_at + 1), Word::Nth(_)) { day_at + 1 } else { day_at };
        let day = self.day_number(day_at).or_else(|| self.spelt_day(at, day_at))?;
        let clock = matches!(self.w(day_at + 1), Word::Meridiem(_) | Word::Percent | Word::Zone(_))
            || (self.w(day_at + 1) == Word::Colon && self.glued(day_at + 1) && self.glued(day_at + 2));
        // "In June 12-year-olds marched"
        let compound = self.w(day_at + 1) == Word::Dash
            && self.glued(day_at + 1)
            && self.glued(day_at + 2)
            && matches!(self.w(day_at + 2), Word::Unit(_) | Word::Units(_) | Word::Other);
        let unit = compound || matches!(self.w(day_at + 1), Word::Units(_));
        (!clock && !unit).then_some((day_at + 1, Part::Day(month, day)))
    }

    /// The day of `April three, 1987`, `on June one.`: some agencies spell numbers out, days included.
    fn spelt_day(&self, month: usize, at: usize) -> Option<u8> {
        let Word::Cardinal(day @ 1..=31) = self.w(at) else { return None };
        let dated = self.w(at + 1) == Word::Comma && matches!(self.w(at + 2), Word::Figure(1900..=2100, 4));
        let alone = matches!(self.before(month), Word::On | Word::Since)
            && (at + 1 >= self.end || matches!(self.w(at + 1), Word::Comma | Word::Point | Word::And));
        (dated || alone).then_some(day)
    }

    fn day_month(&self, at: usize) -> Parsed<Part> {
        // "on 32 May 2020" can only be meant as a day
        let meant = |day: u8| day <= 31 || self.before(at) == Word::On;
        let day = self.day_number(at).filter(|&day| meant(day))?;
        let mut next = at + 1;
        if matches!(self.w(at), Word::Nth(_)) {
            next = self.skip(next, Word::Unit(Unit::Day));
            next = self.skip(next, Word::Of);
        } else if self.w(next) == Word::Dash && self.glued(next) {
            next += 1;
        }
        let (month_at, month) = self.month(next)?;
        let end = self.after_month(month_at);
        (!self.is_verb(at, month_at)).then_some((end, Part::Day(month, day)))
    }

    /// `12 May Die in Flood`, `20 MARCH ON CITY HALL`: a headline's verb after a number.
    fn is_verb(&self, at: usize, month_at: usize) -> bool {
        let figure = matches!(self.w(at), Word::Figure(..)) && matches!(self.w(month_at), Word::Month(3 | 5));
        let led = matches!(self.before(at), Word::On | Word::Since | Word::From | Word::To | Word::The | Word::Of);
        let shouted = self.shape(month_at) == Shape::Upper
            && matches!(self.text.tokens[month_at + 1..self.end].first(), Some(next) if next.kind == TokenKind::Word);
        figure && !led && (shouted || self.is_name(month_at + 1))
    }

    /// `In May 15 people died`: a figure that counts what follows it is no day.
    fn is_count(&self, at: usize, end: usize) -> bool {
        let month_first = matches!(self.w(at), Word::Month(_) | Word::MonthShort(_));
        // "the April 29-May 32 visit"
        let ends_range = self.before(at) == Word::Dash
            && at >= self.start + 2
            && matches!(self.word(at - 2), Word::Figure(_, 1..=2));
        if !month_first || matches!(self.w(end - 1), Word::Nth(_)) || self.before(at) == Word::On || ends_range {
            return false;
        }
        if end >= self.end || self.text.tokens[end].kind != TokenKind::Word {
            return false;
        }
        let noun = self.shape(end) == Shape::Lower
            && self.w(end) == Word::Other
            && !is_function_word(self.lower(end))
            && !is_past(self.lower(end));
        // "the August 32 resignation", "the deadly August 32 raid" can only be meant as a day
        let names = |at: usize| {
            at > self.start
                && (self.before(at) == Word::The || matches!(self.lower(at - 1), "its" | "their" | "his" | "her" | "a"))
        };
        let adjective = |at: usize| {
            at > self.start
                && self.w(at - 1) == Word::Other
                && self.shape(at - 1) == Shape::Lower
                && !is_function_word(self.lower(at - 1))
                && !is_past(self.lower(at - 1))
        };
        let named = names(at) || (adjective(at) && names(at - 1));
        if named && !self.counts_plainly(end) {
            return false;
        }
        let no_day = matches!(self.w(end - 1), Word::Figure(32.., _));
        noun && (no_day || matches!(self.before(at), Word::In | Word::Since) || self.counts(end))
    }

    /// `November 1939`, `February of 1940`, `October of that year`, `July`.
    pub(super) fn month_alone(&self, at: usize) -> Option<Found> {
        let (_, month) = self.month(at)?;
        let next = self.after_month(at);
        let dated = self.year_after(next);
        // "the September quarter", "the March 2009 quarter": the one that ends with that month
        let (end, year) = dated.unwrap_or((next, Year::Unknown));
        if self.w(end) == Word::Unit(Unit::Quarter) && month.is_multiple_of(3) && !self.glued(end + 1) {
            let (end, year) =
                dated.map(|(_, year)| (end + 1, year)).or_else(|| self.year_after(end + 1)).unwrap_or((end + 1, year));
            return Some(self.point(at, end, Base::Calendar(year, Part::Quarter(month / 3))));
        }
        if let Some((end, year)) = dated {
            return Some(self.point(at, end, Base::Calendar(year, Part::Month(month))));
        }
        let plain = matches!(self.w(at), Word::Month(_)) || (next == at + 2 && self.has_due(at));
        (plain && self.is_month(at)).then(|| self.point(at, at + 1, Base::Calendar(Year::Unknown, Part::Month(month))))
    }

    /// Whether a month that stands alone is one: `May`, `March` and `August` are other things, too.
    fn is_month(&self, at: usize) -> bool {
        let ambiguous = matches!(self.w(at), Word::Month(3 | 5));
        if ambiguous {
            let joined = matches!(self.before(at), Word::And | Word::To | Word::Or | Word::Dash)
                && at >= self.start + 2
                && matches!(self.w(at - 2), Word::Month(_));
            // "March, April and May"
            let leads = matches!(self.w(at + 1), Word::Comma | Word::And | Word::Or | Word::To)
                && matches!(self.w(at + 2), Word::Month(_))
                && !self.is_name(at + 3);
            // "a March report", but not "a March to the sea"
            let of_thing = self.before(at) == Word::A
                && self.shape(at + 1) == Shape::Lower
                && self.w(at + 1) == Word::Other
                && !is_function_word(self.lower(at + 1));
            return (self.has_due(at) || joined || leads || of_thing) && !self.is_name(at + 1);
        }
        let beside_name = self.is_name(at + 1) && !self.has_due(at);
        let after_name = at > self.start
            && self.is_name(at - 1)
            && (self.is_name(at + 1) || matches!(self.w(at), Word::Month(4 | 6 | 8)))
            && at - 1 > self.start;
        // "July/August"
        let of_two = at >= self.start + 2 && matches!(self.w(at - 2), Word::Month(_));
        !beside_name && !after_name && (self.before(at) != Word::Slash || of_two)
    }

    /// Whether a word stands before that a month or season is due after.
    pub(super) fn has_due(&self, at: usize) -> bool {
        let before = self.before(at);
        let of = before == Word::Of && at >= self.start + 2;
        matches!(
            before,
            Word::In
                | Word::Since
                | Word::From
                | Word::Between
                | Word::Early
                | Word::Late
                | Word::Mid
                | Word::Last
                | Word::Next
                | Word::This
                | Word::Previous
                | Word::Following
                | Word::Before
                | Word::After
                | Word::Coming
                | Word::Open
        ) || (of
            && matches!(self.word(at - 2), Word::Stretch | Word::Unit(_) | Word::PartOf | Word::Units(_) | Word::Half))
            || (before == Word::Dash && at >= self.start + 2 && matches!(self.word(at - 2), Word::Mid | Word::Stretch))
            || (before == Word::To && self.told.last().is_some_and(|found| found.tokens.end == at - 1))
    }
}

/// Words that may follow a date and are not counted by its figure.
pub(super) fn is_function_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "above", "against", "are", "as", "because", "below", "but", "can", "could", "did", "do", "does", "had", "has",
        "have", "he", "her", "his", "how", "however", "if", "into", "is", "it", "its", "local", "may", "might", "must",
        "near", "not", "onwards", "outside", "plus", "said", "says", "she", "should", "so", "than", "their", "then",
        "there", "they", "under", "versus", "was", "we", "were", "what", "when", "where", "whether", "which", "while",
        "who", "will", "with", "without", "would",
    ];
    WORDS.binary_search(&word).is_ok() || word.ends_with("ed") || word.ends_with("ing")
}

#[cfg(test)]
mod tests {
    #[test]
    fn months_need_no_guessing() {
        assert!(super::is_function_word("was") && !super::is_function_word("people"));
    }
}
