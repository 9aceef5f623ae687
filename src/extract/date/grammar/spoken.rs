//! Clock times as they are spoken, `half past six`, and hours that take their half of the day from what stands beside
//! them: `between 9 and 10 p.m.`, `8 o'clock tonight`.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Daytime, Found, Meaning, Toward};
use crate::extract::date::lexicon::{DayPart, Unit, Word};

impl Parser<'_> {
    /// `half past six`, `a quarter to nine`, `ten past four`, `at five to midnight`: the hour and the minute.
    pub(super) fn spoken_clock(&self, at: usize) -> Parsed<(u32, u8)> {
        let next = if self.w(at) == Word::A { at + 1 } else { at };
        let minutes = match self.w(next) {
            Word::Half if next == at => 30,
            Word::Unit(Unit::Quarter) => 15,
            Word::Cardinal(minutes @ (5 | 10 | 20 | 25)) if next == at => minutes,
            Word::Cardinal(20) if self.w(next + 1) == Word::Dash && self.w(next + 2) == Word::Cardinal(5) => 25,
            _ => return None,
        };
        let next = if self.w(next + 1) == Word::Dash { next + 3 } else { next + 1 };
        let past = match self.w(next) {
            Word::Past => true,
            // "won by ten to nine", "from a quarter to nine percent"
            Word::To if minutes != 30 && (self.before(at) == Word::At || minutes == 15) => false,
            _ => return None,
        };
        let hour = match self.w(next + 1) {
            Word::Cardinal(hour @ 1..=12) => u32::from(hour),
            Word::Figure(hour @ 1..=12, 1..=2) => hour,
            Word::Noon => 12,
            Word::Midnight => 24,
            _ => return None,
        };
        if matches!(self.w(next + 2), Word::Dash | Word::Colon | Word::Slash) || self.counts(next + 2) {
            return None;
        }
        let (hour, minute) = match (past, hour) {
            (true, 24) => (0, minutes),
            (true, hour) => (hour, minutes),
            (false, 1) => (12, 60 - minutes),
            (false, hour) => (hour - 1, 60 - minutes),
        };
        Some((next + 2, (hour, minute)))
    }

    /// The two times of `between 9 and 10 p.m.`, `from 10:30 to 11 a.m.`, `7-9pm`: the first is of the second's half of
    /// the day, or of the one before.
    pub(super) fn hours(&self, at: usize) -> Option<Vec<Found>> {
        let (end, hour, minute) = self.bare_hour(at)?;
        let joined = match self.w(end) {
            Word::Dash | Word::To => true,
            Word::And => self.before(at) == Word::Between,
            _ => false,
        };
        if !joined || matches!(self.before(at), Word::Sign | Word::Month(_) | Word::MonthShort(_)) {
            return None;
        }
        let second = self.clocked(end + 1)?;
        let Meaning::Point(base, Some(Daytime::Clock(until, ..))) = &second.meaning else { return None };
        // only `p.m.` tells more than the first says itself
        let told = self.bare_hour(end + 1).map_or(end + 1, |(end, ..)| end);
        if !matches!(self.w(told), Word::Meridiem(_) | Word::Glued) || !(1..=24).contains(until) {
            return None;
        }
        let (half, last) = (u32::from(*until) / 12 * 12 % 24, u32::from(*until) % 12);
        let half = if hour % 12 > last { (half + 12) % 24 } else { half };
        let time = Daytime::Clock((hour % 12 + half) as u8, minute, None, None);
        Some(vec![self.found(at, end, Meaning::Point(base.clone(), Some(time)), None), second])
    }

    /// `9`, `10:30`, `7.30` before what tells its half of the day.
    fn bare_hour(&self, at: usize) -> Option<(usize, u32, Option<u8>)> {
        match self.w(at) {
            Word::Figure(hour @ 1..=12, 1..=2) => match (self.w(at + 1), self.w(at + 2)) {
                (Word::Colon, Word::Figure(minute @ 0..=59, 2)) if self.glued(at + 1) && self.glued(at + 2) => {
                    Some((at + 3, hour, Some(minute as u8)))
                }
                _ => Some((at + 1, hour, None)),
            },
            Word::Decimal(value) if value / 1000 <= 12 && value % 10 == 0 && value % 1000 < 600 => {
                Some((at + 1, value / 1000, Some((value % 1000 / 10) as u8)))
            }
            _ => None,
        }
    }

    /// The part of the day behind an hour that says nothing of it: `tonight`, `this morning`, `on Monday evening`,
    /// `last night`; its day, and where it ends.
    pub(super) fn part_behind(&self, at: usize) -> Option<(usize, Base, DayPart)> {
        let next = self.skip(at, Word::On);
        match (self.w(next), self.w(next + 1)) {
            (Word::Tonight, _) => Some((next + 1, Base::Period(Unit::Day, Toward::This), DayPart::Night)),
            (Word::This, Word::DayPart(part)) => Some((next + 2, Base::Period(Unit::Day, Toward::This), part)),
            (Word::Last, Word::DayPart(part @ DayPart::Night)) => {
                Some((next + 2, Base::Period(Unit::Day, Toward::Last), part))
            }
            (Word::Yesterday | Word::Tomorrow | Word::Weekday(_), Word::DayPart(part)) => {
                let day = self.day(next)?;
                let Meaning::Point(base, _) = day.meaning else { return None };
                Some((next + 2, base, part))
            }
            _ => None,
        }
    }
}

/// An hour told with the part of the day that it lies in: six in the evening is the eighteenth.
pub(super) fn hour_in(hour: u32, part: DayPart) -> u32 {
    match part {
        DayPart::Morning | DayPart::Dawn => hour % 12,
        DayPart::Afternoon | DayPart::Evening | DayPart::Dusk if hour < 12 => hour + 12,
        // two at night is after midnight
        DayPart::Night if (5..12).contains(&hour) => hour + 12,
        DayPart::Night if hour == 12 => 24,
        _ => hour,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::date::tests::values_on;

    fn values(text: &str) -> Vec<String> {
        values_on("2008-05-14", text)
    }

    #[test]
    fn times_in_words() {
        assert_eq!(
            values("He came at half past six in the evening and left at a quarter to nine."),
            ["half past six in the evening=2008-05-14T18:30", "a quarter to nine=2008-05-14T08:45"]
        );
        assert_eq!(values("It began at five to midnight."), ["five to midnight=2008-05-14T23:55"]);
        assert_eq!(values("It rose a quarter to nine percent and won by ten to nine."), Vec::<String>::new());
    }

    #[test]
    fn the_first_hour_is_of_the_half_of_the_second() {
        assert_eq!(
            values("They met between 9 and 10 p.m. on Thursday."),
            ["9=2008-05-08T21:00", "10 p.m. on Thursday=2008-05-08T22:00"]
        );
        assert_eq!(
            values("It was halted from 10:30 to 1 p.m. and open 7.30-9pm."),
            ["10:30=2008-05-14T10:30", "1 p.m.=2008-05-14T13:00", "7.30=2008-05-14T19:30", "9pm=2008-05-14T21:00"]
        );
        assert_eq!(values("Sales rose 9 to 10 percent."), Vec::<String>::new());
    }

    #[test]
    fn the_part_of_the_day_tells_the_hour() {
        assert_eq!(values("Polls close at 8 o'clock tonight."), ["8 o'clock tonight=2008-05-14T20:00"]);
        assert_eq!(
            values("The train left at quarter to nine on Monday evening."),
            ["quarter to nine on Monday evening=2008-05-12T20:45"]
        );
        assert_eq!(values("It ended at 2 o'clock this morning."), ["2 o'clock this morning=2008-05-14T02:00"]);
    }
}
