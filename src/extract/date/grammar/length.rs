//! Lengths of time, what is so long ago, and what comes again and again.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, From, Length, Meaning, Reference, Toward, letter};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;
use crate::extract::date::tense::{Tense, tense};
use crate::segment::{Shape, TokenKind};

impl Parser<'_> {
    /// `two and a half years`, `90-day`, `three days later`, `two months ago`.
    pub(super) fn measure(&self, at: usize) -> Option<Found> {
        let (mut end, length) = self.length(at)?;
        let &(amount, unit) = length.0.first()?;
        // "18 months or so ago"
        if self.words_are(end, &["or", "so"]) {
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
        // "ten years ago today", "a week ago today"
        if let (Some((end, From::Ago)), Word::Today, Some(amount), true) =
            (from, self.w(end + 1), amount, unit >= Unit::Week)
        {
            #[allow(clippy::cast_possible_truncation, reason = "amounts have at most four figures")]
            let base = Base::DayAgo(amount.round() as i32, unit);
            return Some(self.point(at, end + 1, base));
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

    /// The end of `ten days' time`, `a year's time`, which `in` leads.
    fn of_time(&self, at: usize, end: usize) -> Option<usize> {
        let owned = matches!(self.w(end), Word::Possessive | Word::Apostrophe) && self.glued(end);
        let led = at > self.start && self.lower(at - 1) == "in";
        (owned && led && self.w(end + 1) == Word::Time).then_some(end + 2)
    }

    /// `two Fridays ago`.
    pub(super) fn weekdays_ago(&self, at: usize) -> Option<Found> {
        let count = match self.w(at) {
            Word::Figure(count @ 1..=20, _) => count as i8,
            Word::Cardinal(count @ 1..=20) => count as i8,
            _ => return None,
        };
        let (Word::Weekdays(day), Word::Ago) = (self.w(at + 1), self.w(at + 2)) else { return None };
        Some(self.point(at, at + 3, Base::Weeks(1 - count, day, Toward::Last)))
    }

    /// `one Sunday in May 1998`, `a Tuesday in March`, `one night in June`: some day of the month, and not of this week.
    pub(super) fn one_such_day(&self, at: usize) -> Option<Found> {
        let day = match self.w(at + 1) {
            Word::Weekday(_) => true,
            Word::Unit(Unit::Day) | Word::DayPart(_) => self.w(at) == Word::Cardinal(1),
            _ => false,
        };
        if !day || !matches!(self.w(at), Word::A | Word::Cardinal(1)) || !matches!(self.w(at + 2), Word::In | Word::Of)
        {
            return None;
        }
        let month = self.month_alone(at + 3)?;
        Some(Found { tokens: at..month.tokens.end, ..month })
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

    /// A length of time: an amount and its unit, and a smaller one added to it.
    pub(super) fn length(&self, at: usize) -> Parsed<Length> {
        let (mut end, first) = self.amount_of_unit(at)?;
        let mut parts = vec![first];
        let next = self.skip(end, Word::And);
        if let Some((after, second)) = self.amount_of_unit(next)
            && second.1 < first.1
            && first.0.is_some()
            && second.0.is_some()
            && !matches!(self.w(after), Word::Ago | Word::Later | Word::Earlier)
            && (next > end && self.w(end) == Word::And || matches!(first.1, Unit::Hour | Unit::Minute | Unit::Year))
        {
            parts.push(second);
            end = after;
        }
        Some((end, Length(parts)))
    }

    fn amount_of_unit(&self, at: usize) -> Parsed<(Option<f32>, Unit)> {
        if self.w(at) == Word::Glued {
            return self.glued_length(at);
        }
        let (mut next, mut amount) = self.amount(at)?;
        match self.w(next) {
            Word::ShortUnit(unit) => return Some((next + 1, (amount, unit))),
            Word::Clock if self.lower(next) == "hrs" => return Some((next + 1, (amount, Unit::Hour))),
            _ => {}
        }
        let singular = amount == Some(1.0);
        let hyphen = self.w(next) == Word::Dash;
        let of_plural = |at: usize| {
            matches!(self.w(at), Word::Past | Word::Last | Word::Previous) && matches!(self.w(at + 1), Word::Units(_))
        };
        while matches!(self.w(next), Word::Filler | Word::More | Word::Dash)
            || of_plural(next)
            || (matches!(self.lower(next), "long" | "or") && self.w(next + 1) == Word::More)
        {
            if self.w(next) == Word::Dash && !self.glued(next) {
                return None;
            }
            next += 1;
        }
        // "the 1987 year" is that year
        let year = matches!(self.w(at), Word::Figure(1000..=2199, 4)) && matches!(self.w(at + 1), Word::Unit(_));
        let unit = match self.w(next) {
            Word::Unit(_) if year => return None,
            Word::Units(unit) => unit,
            Word::Unit(Unit::Second) if !hyphen => return None,
            Word::Unit(Unit::Quarter) if !hyphen => return None,
            Word::Unit(unit) if singular || hyphen || self.fits_singular(next) => unit,
            Word::Weekends if amount.is_some() => Unit::Weekend,
            _ => return None,
        };
        // "three quarters of", but "two consecutive quarters of growth"
        if unit == Unit::Quarter && self.w(next + 1) == Word::Of && self.w(next - 1) != Word::Filler {
            return None;
        }
        let mut end = next + 1;
        // "a year and a half", "a month-and-a-half"
        let gap = usize::from(self.w(end) == Word::Dash);
        let and = end + gap;
        if self.w(and) == Word::And && self.w(and + 1 + gap) == Word::A && self.w(and + 2 + 2 * gap) == Word::Half {
            amount = amount.map(|amount| amount + 0.5);
            end = and + 3 + 2 * gap;
        }
        Some((end, (amount, unit)))
    }

    /// `2hrs`, `15mins`.
    #[allow(clippy::cast_precision_loss, reason = "at most four figures")]
    fn glued_length(&self, at: usize) -> Parsed<(Option<f32>, Unit)> {
        let text = self.lower(at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let value: u32 = text[..digits].parse().ok().filter(|_| digits < 4)?;
        let unit = match &text[digits..] {
            "h" | "hr" | "hrs" | "hours" => Unit::Hour,
            "min" | "mins" | "minutes" => Unit::Minute,
            "secs" => Unit::Second,
            _ => return None,
        };
        Some((at + 1, (Some(value as f32), unit)))
    }

    /// `ten year career`, `3 year long`: a number goes with a singular before a noun.
    fn fits_singular(&self, at: usize) -> bool {
        !matches!(self.w(at), Word::Unit(Unit::Second | Unit::Minute | Unit::Quarter)) && self.w(at + 1) != Word::Of
    }

    /// How many: `None` inside for `several`.
    pub(super) fn amount(&self, at: usize) -> Parsed<Option<f32>> {
        match self.w(at) {
            Word::A => self.amount_after_a(at + 1),
            Word::Few | Word::Several => Some((at + 1, None)),
            Word::Couple => Some((self.skip(at + 1, Word::Of), Some(2.0))),
            Word::Half => {
                let next = if self.w(at + 1) == Word::Dash { at + 2 } else { at + 1 };
                let next = self.skip(next, Word::A);
                (next > at + 1).then_some((next, Some(0.5)))
            }
            Word::Hundred => Some((at + 1, Some(100.0))),
            Word::Dozen => Some((at + 1, Some(12.0))),
            Word::Cardinal(3) => self.quarters_of_a(at, 0.75).or_else(|| self.number(at)),
            _ => self.number(at),
        }
    }

    fn amount_after_a(&self, at: usize) -> Parsed<Option<f32>> {
        match self.w(at) {
            Word::Few => Some((at + 1, None)),
            Word::Couple => Some((self.skip(at + 1, Word::Of), Some(2.0))),
            Word::Dozen => Some((at + 1, Some(12.0))),
            Word::Hundred => Some((at + 1, Some(100.0))),
            Word::Half => Some((at + 1, Some(0.5))),
            Word::Unit(Unit::Quarter) if self.w(at + 1) == Word::Of => self.quarters_of_a(at - 1, 0.25),
            Word::Unit(Unit::Second) => None,
            Word::Unit(_) | Word::Filler => Some((at, Some(1.0))),
            // "a 20 year period", "a sixty-day period"
            Word::Figure(..) | Word::Cardinal(_) => self.number(at),
            _ => None,
        }
    }

    /// `a quarter of a century`, `three-quarters of an hour`: up to its unit.
    fn quarters_of_a(&self, at: usize, share: f32) -> Parsed<Option<f32>> {
        let next = self.skip(at + 1, Word::Dash);
        let quarters = matches!(self.w(next), Word::Unit(Unit::Quarter) | Word::Units(Unit::Quarter));
        let unit = matches!(self.w(next + 3), Word::Unit(Unit::Hour | Unit::Century | Unit::Millennium));
        let of_a = self.w(next + 1) == Word::Of && self.w(next + 2) == Word::A;
        (quarters && of_a && unit).then_some((next + 3, Some(share)))
    }

    /// The fraction written behind a whole number: `3 1/2`, `3-1/2`.
    #[allow(clippy::cast_precision_loss, reason = "one figure each")]
    fn fraction_behind(&self, at: usize) -> Parsed<f32> {
        let next = if self.w(at) == Word::Dash && self.glued(at) && self.glued(at + 1) { at + 1 } else { at };
        let (Word::Figure(part @ 1..=7, 1), Word::Slash, Word::Figure(whole @ 2..=8, 1)) =
            (self.w(next), self.w(next + 1), self.w(next + 2))
        else {
            return None;
        };
        (part < whole && self.glued(next + 1) && self.glued(next + 2)).then(|| (next + 3, part as f32 / whole as f32))
    }

    #[allow(clippy::cast_precision_loss, reason = "amounts of time are far below 2^24")]
    fn number(&self, at: usize) -> Parsed<Option<f32>> {
        let (mut end, mut value) = match self.w(at) {
            Word::Figure(value, 1..=4) => (at + 1, value as f32),
            Word::Decimal(value) => (at + 1, value as f32 / 1000.0),
            Word::Cardinal(tens @ 20..) => {
                let next = self.skip(at + 1, Word::Dash);
                match self.w(next) {
                    Word::Cardinal(ones @ 1..=9) => (next + 1, f32::from(tens + ones)),
                    _ => (at + 1, f32::from(tens)),
                }
            }
            Word::Cardinal(value) => (at + 1, f32::from(value)),
            _ => return None,
        };
        if let (Word::Figure(..), Some((after, part))) = (self.w(at), self.fraction_behind(end)) {
            return Some((after, Some(value + part)));
        }
        if self.w(end) == Word::Hundred {
            value *= 100.0;
            end += 1;
        }
        // "4.6 billion years"
        let by = match self.lower(end) {
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            _ => 1.0,
        };
        if by > 1.0 && matches!(self.w(end + 1), Word::Units(Unit::Year)) {
            return Some((end + 1, Some(value * by)));
        }
        // "two and a half", "two-and-a-half", "two and half"
        let dash = usize::from(self.w(end) == Word::Dash && self.glued(end));
        let and = end + dash;
        if self.w(and) == Word::And {
            let half = if self.w(and + 1 + dash) == Word::A { and + 2 + 2 * dash } else { and + 1 + dash };
            if self.w(half) == Word::Half {
                return Some((half + 1, Some(value + 0.5)));
            }
        }
        Some((end, Some(value)))
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

    /// `every Monday`, `daily`, `twice a year`, `per month`, `Sundays`.
    pub(super) fn set(&self, at: usize) -> Option<Found> {
        let set = |end: usize, value: String| Some(self.found(at, end, Meaning::Set(value), None));
        match self.w(at) {
            Word::Weekdays(day) => set(at + 1, format!("XXXX-WXX-{}", day + 1)),
            Word::Weekends if !matches!(self.before(at), Word::Cardinal(_) | Word::Figure(..)) => {
                set(at + 1, "XXXX-WXX-WE".into())
            }
            // the China Daily is a paper, and so is the Daily Mail
            Word::Every(_)
                if self.shape(at).has_capital()
                    && at > self.start
                    && ((self.is_name(at - 1) && !self.opens(at - 1))
                        || (self.before(at) == Word::The && self.is_name(at + 1))) =>
            {
                None
            }
            Word::Every(unit) => set(at + 1, regular(unit)),
            Word::EveryFew(count, unit) => set(at + 1, period(count.into(), unit)),
            Word::Manifold(halves) => self.manifold(at, halves).and_then(|(end, value)| set(end, value)),
            Word::Half => self.manifold(at, 1).and_then(|(end, value)| set(end, value)),
            Word::Each => self.each(at),
            Word::Per => match self.w(at + 1) {
                Word::Unit(unit) if unit != Unit::Second => set(at + 2, period(1, unit)),
                _ => None,
            },
            Word::Once => self.per_unit(at + 1).and_then(|(end, value)| set(end, value)),
            Word::A => self.rate(at),
            Word::Figure(..) | Word::Cardinal(_) | Word::Several if self.w(at + 1) == Word::Times => {
                self.per_unit(at + 2).and_then(|(end, value)| set(end, value))
            }
            Word::Figure(..) | Word::Cardinal(_) | Word::Several => {
                self.part_of_each(at).and_then(|(end, value)| set(end, value))
            }
            _ => None,
        }
    }

    /// `bi-monthly`, `semi-annual`, `half-yearly`.
    fn manifold(&self, at: usize, halves: u8) -> Parsed<String> {
        let (Word::Dash, Word::Every(unit)) = (self.w(at + 1), self.w(at + 2)) else { return None };
        if !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let value = match (halves, unit) {
            (1, Unit::Year) => period(6, Unit::Month),
            // "bi-annual" is twice a year as often as every second one
            (4, Unit::Year) => return None,
            (4, unit) => period(2, unit),
            _ => return None,
        };
        Some((at + 3, value))
    }

    /// `three days a week`, `five hours per day`: what comes again with each of the longer units.
    fn part_of_each(&self, at: usize) -> Parsed<String> {
        let (Word::Units(part) | Word::Unit(part)) = self.w(at + 1) else { return None };
        let (Word::A | Word::Per | Word::Each, Word::Unit(whole)) = (self.w(at + 2), self.w(at + 3)) else {
            return None;
        };
        let free = !matches!(
            self.w(at + 4),
            Word::Ago | Word::Later | Word::Earlier | Word::Before | Word::After | Word::Dash
        );
        (free && part < whole && part != Unit::Second).then(|| (at + 4, period(1, whole)))
    }

    fn per_unit(&self, at: usize) -> Parsed<String> {
        // "twice-weekly"
        let at = if self.w(at) == Word::Dash && self.glued(at) && self.glued(at + 1) { at + 1 } else { at };
        match (self.w(at), self.w(at + 1)) {
            (Word::A | Word::Per | Word::Each, Word::Unit(unit)) => Some((at + 2, period(1, unit))),
            (Word::Each, Word::Cardinal(count)) => match self.w(at + 2) {
                Word::Units(unit) => Some((at + 3, period(u32::from(count), unit))),
                _ => None,
            },
            (Word::Every(unit), _) => Some((at + 1, regular(unit))),
            _ => None,
        }
    }

    /// `$5 a year`, `15 a day`: after a figure, a money amount or a plural, and not before `later`.
    fn rate(&self, at: usize) -> Option<Found> {
        let Word::Unit(unit) = self.w(at + 1) else { return None };
        let counted = matches!(self.before(at), Word::Figure(..) | Word::Decimal(_) | Word::Percent)
            || matches!(
                self.lower(at.saturating_sub(1)),
                "million" | "billion" | "thousand" | "times" | "dollars" | "hours" | "days"
            );
        let counted = counted || self.is_counted_plural(at);
        let free = !matches!(
            self.w(at + 2),
            Word::Ago | Word::Later | Word::Earlier | Word::And | Word::Dash | Word::Before | Word::After
        );
        (counted && free && at > self.start && unit != Unit::Second)
            .then(|| self.found(at, at + 2, Meaning::Set(period(1, unit)), None))
    }

    /// `400 cars` before `a day`: a number and a plural.
    fn is_counted_plural(&self, at: usize) -> bool {
        let plural = at > self.start + 1
            && self.text.tokens[at - 1].kind == TokenKind::Word
            && self.shape(at - 1) == Shape::Lower
            && self.words[at - 1] == Word::Other
            && self.lower(at - 1).ends_with('s')
            && self.lower(at - 1).len() > 3;
        plural
            && (self.start.max(at.saturating_sub(4))..at - 1).any(|at| {
                matches!(self.words[at], Word::Figure(..) | Word::Decimal(_) | Word::Cardinal(_))
                    || is_large(self.lower(at))
            })
    }

    /// `all day`, `all week long`.
    pub(super) fn all(&self, at: usize) -> Option<Found> {
        let Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = self.w(at + 1) else {
            return None;
        };
        let end = self.skip(at + 2, Word::Long);
        Some(self.found(at, end, Meaning::Duration(Length(vec![(Some(1.0), unit)])), None))
    }

    /// Whether a sentence begins here.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.text.sentence_of(at).is_some_and(|sentence| self.text.sentences[sentence].tokens.start == at)
    }

    fn each(&self, at: usize) -> Option<Found> {
        let next = self.skip(at + 1, Word::Other2);
        let set = |end: usize, value: String| Some(self.found(at, end, Meaning::Set(value), None));
        let other = next > at + 1;
        // "every second Tuesday", "every third year"
        let nth = match self.w(next) {
            Word::Unit(Unit::Second) => 2,
            Word::Nth(nth @ 2..=99) => u32::from(nth),
            _ => 1,
        };
        match self.w(next + 1) {
            Word::Weekday(day) if nth > 1 => return set(next + 2, format!("XXXX-WXX-{}", day + 1)),
            Word::Unit(unit) if nth > 1 && unit > Unit::Hour => return set(next + 2, period(nth, unit)),
            _ => {}
        }
        match self.w(next) {
            Word::Weekday(day) => set(next + 1, format!("XXXX-WXX-{}", day + 1)),
            Word::Weekend => set(next + 1, "XXXX-WXX-WE".into()),
            Word::Month(month) => set(next + 1, format!("XXXX-{month:02}")),
            Word::Season(_) => set(next + 1, "XXXX".into()),
            Word::DayPart(part) => set(next + 1, format!("XXXX-XX-XX{}", part.value())),
            Word::Unit(Unit::Second | Unit::Quarter) if self.lower(at) == "each" => None,
            Word::Unit(unit) => set(next + 1, if other { period(2, unit) } else { period(1, unit) }),
            _ => {
                let (end, length) = self.length(next)?;
                set(end, length.value())
            }
        }
    }
}

fn is_large(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion")
}

fn period(count: u32, unit: Unit) -> String {
    match unit {
        Unit::Second => format!("PT{count}S"),
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Night => "XXXX-XX-XXTNI".into(),
        Unit::Fortnight => format!("P{}W", count * 2),
        _ => format!("P{count}{}", letter(unit)),
    }
}

/// The value of `daily`, `weekly` ...
fn regular(unit: Unit) -> String {
    match unit {
        Unit::Night => "XXXX-XX-XXTNI".into(),
        Unit::Quarter => "P3M".into(),
        _ => period(1, unit),
    }
}
