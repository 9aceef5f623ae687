//! Lengths of time as amounts of units: `two and a half years`, `3 1/2 hours`, `a quarter of a century`, `2hrs 15mins`.

use super::{Parsed, Parser};
use crate::extract::date::expression::Length;
use crate::extract::date::lexicon::{Unit, Word};

impl Parser<'_> {
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
}
