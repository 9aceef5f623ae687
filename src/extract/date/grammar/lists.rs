//! Days told together: `20, 21 and 22 May`, `Friday and Saturday, June 6 and 7`, `Friday 6 and Saturday 7 June`.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, Meaning, Year};
use crate::extract::date::lexicon::Word;
use crate::extract::date::moment::Part;
use crate::segment::TokenKind;

/// Days in one list, at most.
const MOST: usize = 10;

impl Parser<'_> {
    /// `20, 21 and 22 May`, `May 20, 21 and 22, 2008`: three days or more of one month.
    pub(super) fn listed_days(&self, at: usize) -> Option<Vec<Found>> {
        if let Some((_, month)) = self.month(at) {
            let (end, days) = self.day_numbers(self.after_month(at))?;
            let counted = end < self.end && self.text.tokens[end].kind == TokenKind::Word && self.counts(end);
            if counted || matches!(self.w(end), Word::Percent | Word::Colon) {
                return None;
            }
            let (end, year) = self.year_after(end).unwrap_or((end, Year::Unknown));
            return Some(self.days_of(&days, at, end, month, year));
        }
        let (end, days) = self.day_numbers(at)?;
        let last = self.calendar_day(*days.last()?)?;
        let Meaning::Point(Base::Calendar(year, Part::Day(month, _)), _) = last.meaning else { return None };
        let (_, of) = self.month(self.skip(end, Word::Of))?;
        (of == month).then(|| self.days_of(&days, at, last.tokens.end, month, year))
    }

    /// The tokens of `20, 21 and 22`, in rising order, and the end.
    fn day_numbers(&self, at: usize) -> Parsed<Vec<usize>> {
        if self.w(at + 1) != Word::Comma {
            return None;
        }
        let mut days = vec![at];
        let mut last = self.day_number(at)?;
        while self.w(*days.last()? + 1) == Word::Comma && days.len() < MOST {
            let next = *days.last()? + 2;
            let Some(day) = self.day_number(next).filter(|&day| day > last) else { break };
            days.push(next);
            last = day;
        }
        let and = self.skip(*days.last()? + 1, Word::Comma);
        let next = and + 1;
        let ends = self.w(and) == Word::And && self.day_number(next).is_some_and(|day| day > last);
        days.push(next);
        (ends && days.len() > 2).then_some((next + 1, days))
    }

    /// The days at these tokens: the first reaches back to `start`, the last on to `end`.
    fn days_of(&self, days: &[usize], start: usize, end: usize, month: u8, year: Year) -> Vec<Found> {
        let found = |(nth, &at): (usize, &usize)| {
            let from = if nth == 0 { start } else { at };
            let to = if nth + 1 == days.len() { end } else { at + 1 };
            let day = self.day_number(at).unwrap_or_default();
            self.point(from, to, Base::Calendar(year, Part::Day(month, day)))
        };
        days.iter().enumerate().map(found).collect()
    }

    /// Weekdays and then their days: `Friday and Saturday, June 6 and 7`, `Tuesday-Thursday, May 20-22`. Each day has its
    /// weekday, which stands before all of them.
    pub(super) fn weekdays_and_days(&self, at: usize) -> Option<Vec<Found>> {
        let mut end = self.after_weekday(at);
        if !self.joint(end) && self.w(end) != Word::Comma {
            return self.weekday_each(at);
        }
        let mut weekdays = vec![(self.weekday_name(at)?, at)];
        while weekdays.len() < 7 && (self.joint(end) || self.w(end) == Word::Comma) {
            let joint = if self.w(end) == Word::Comma { self.skip(end + 1, Word::And) } else { end + 1 };
            let Some(day) = self.weekday_name(joint) else { break };
            weekdays.push((day, joint));
            end = self.after_weekday(joint);
        }
        if weekdays.len() < 2 {
            return self.weekday_each(at);
        }
        let next = self.skip(self.skip(end, Word::Comma), Word::The);
        let mut days = self.listed_days(next).or_else(|| self.days_before_month(next)).or_else(|| {
            self.days_after_month(next).or_else(|| {
                let first = self.calendar_day(next)?;
                let second = self.joint(first.tokens.end).then(|| self.calendar_day(first.tokens.end + 1))??;
                Some(vec![first, second])
            })
        })?;
        let paired = days.len() == weekdays.len();
        for (day, weekday) in days.iter_mut().zip(weekdays) {
            day.weekday = paired.then_some(weekday);
        }
        Some(days)
    }

    /// `Friday 6 and Saturday 7 June`: the first takes the month of the second.
    fn weekday_each(&self, at: usize) -> Option<Vec<Found>> {
        let day_at = self.skip(self.after_weekday(at), Word::The);
        let first = self.day_number(day_at)?;
        if !self.joint(day_at + 1) || self.weekday_name(day_at + 2).is_none() {
            return None;
        }
        let second = self.weekday(day_at + 2)?;
        let Meaning::Point(Base::Calendar(year, Part::Day(month, last)), _) = second.meaning else { return None };
        let base = Base::Calendar(year, Part::Day(month, first));
        let lead = self.found(at, day_at + 1, Meaning::Point(base, None), Some((self.weekday_name(at)?, at)));
        (first < last).then(|| vec![lead, second])
    }

    fn weekday_name(&self, at: usize) -> Option<u8> {
        match self.w(at) {
            Word::Weekday(day) | Word::WeekdayShort(day) => Some(day),
            _ => None,
        }
    }

    /// The token after a weekday and its point.
    fn after_weekday(&self, at: usize) -> usize {
        match self.w(at) {
            Word::WeekdayShort(_) => self.skip(at + 1, Word::Point),
            _ => at + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::date::tests::values_on;

    fn values(text: &str) -> Vec<String> {
        values_on("2008-05-14", text)
    }

    #[test]
    fn days_of_one_month() {
        assert_eq!(values("It opens on 20, 21 and 22 May."), ["20=2008-05-20", "21=2008-05-21", "22 May=2008-05-22"]);
        assert_eq!(
            values("It opens on June 5, 6, and 9, 2009."),
            ["June 5=2009-06-05", "6=2009-06-06", "9, 2009=2009-06-09"]
        );
        assert_eq!(values("He scored 20, 21 and 22 points."), Vec::<String>::new());
    }

    #[test]
    fn weekdays_before_their_days() {
        for (text, days) in [
            ("Friday and Saturday, June 6 and 7", ["June 6=2008-06-06", "7=2008-06-07"]),
            ("Friday through Sunday, June 6-8", ["June 6=2008-06-06", "8=2008-06-08"]),
            ("Saturday and Sunday, 7-8 June", ["7=2008-06-07", "8 June=2008-06-08"]),
            ("Friday and Sunday, June 6 and June 8", ["June 6=2008-06-06", "June 8=2008-06-08"]),
            ("Fri./Sat. June 6/7", ["June 6=2008-06-06", "7=2008-06-07"]),
            ("Friday 6 and Saturday 7 June", ["Friday 6=2008-06-06", "Saturday 7 June=2008-06-07"]),
        ] {
            assert_eq!(values(&format!("The play will be shown {text}.")), days);
        }
    }
}
