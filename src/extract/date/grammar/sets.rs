//! What comes again and again: `every Monday`, `twice a year`, `bi-monthly`, `three days a week`.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Found, Meaning, letter};
use crate::extract::date::lexicon::{Unit, Word};
use crate::segment::{Shape, TokenKind};

impl Parser<'_> {
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
            && self.word(at - 1) == Word::Other
            && self.lower(at - 1).ends_with('s')
            && self.lower(at - 1).len() > 3;
        plural
            && (self.start.max(at.saturating_sub(4))..at - 1).any(|at| {
                matches!(self.word(at), Word::Figure(..) | Word::Decimal(_) | Word::Cardinal(_))
                    || is_large(self.lower(at))
            })
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
