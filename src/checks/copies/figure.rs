//! A few words of a copy -> the number that they tell, with its bound and its unit.

use std::ops::Range;

use super::page::Copy;
use crate::claim::statement::is_function_word;
use crate::extract::quantity::{Bound, Form, Number, Unit, bound_of, currency_sign, number, unit_word};

/// A number in a stretch of words that holds nothing else but words of grammar and its unit.
pub(super) struct Figure {
    pub number: Number,
    pub bound: Bound,
    pub unit: Option<Unit>,
}

/// How far, in percent of all, a fraction in words may be off a percentage.
const FRACTION: f64 = 3.0;

impl Figure {
    /// Whether a fraction and a percentage are the same share: "three-quarters" and "74%".
    pub fn is_share_of(&self, other: &Figure) -> bool {
        self.number.form == Form::Fraction
            && other.unit == Some(Unit::Percent)
            && (self.number.value * 100.0 - other.number.value).abs() <= FRACTION
    }

    pub fn read(copy: &Copy<'_>, words: &Range<usize>) -> Option<Self> {
        let mut lower: Vec<&str> = words.clone().map(|at| copy.lower(at)).collect();
        // "$4.2m" is money in millions
        let millions = lower
            .iter()
            .position(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('m'));
        let money = |at: usize| {
            (words.start + at).checked_sub(1).is_some_and(|before| currency_sign(copy.lower(before)).is_some())
        };
        if let Some(at) = millions.filter(|&at| money(at)) {
            lower[at] = lower[at].trim_end_matches('m');
            lower.insert(at + 1, "million");
        }
        // "a third" is one where "of" follows
        let count = lower.len();
        lower.push(copy.lower(words.end));
        let alone = |at: usize| number(&lower[at..count]);
        let read = |at: usize| number(&lower[at..]).filter(|number| at + number.used <= count).or_else(|| alone(at));
        let first = (0..count).find(|&at| read(at).is_some())?;
        let number = read(first)?;
        lower.truncate(count);
        let rest = &lower[first + number.used..];
        let unit = match rest {
            ["per", "cent"] => Some(Unit::Percent),
            ["percentage", _] => Some(Unit::Points),
            _ => rest.first().and_then(|word| unit_word(word)).map(|(unit, _)| unit),
        };
        let sign = first.checked_sub(1).and_then(|at| currency_sign(lower[at])).map(Unit::Money);
        let grammar = |word: &&str| {
            is_function_word(word)
                || currency_sign(word).is_some()
                || matches!(*word, "least" | "nearly" | "almost" | "approximately" | "roughly" | "estimated")
        };
        let clean = lower[..first].iter().all(grammar) && (unit.is_some() || rest.is_empty());
        // a bound that both copies have stands outside the stretch and leaves the numbers to be compared as they are
        let back = |n: usize| first.checked_sub(n).map_or("", |at| lower[at]);
        clean.then(|| Self { number, bound: bound_of(back(2), back(1)), unit: unit.or(sign) })
    }
}
