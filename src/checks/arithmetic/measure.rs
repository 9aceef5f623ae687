//! Measures as conversions write them, each as one: `5 miles`, `5 feet 4 inches`, `10 stone 4 pounds`, `149lb`.
//!
//! A measure is read up to a token or from one on: what stands before a bracket, and what fills it.

use std::ops::Range;

use crate::extract::quantity::{Bound, Quantity, Unit, currency_sign, number, slack, unit_word};
use crate::segment::{Segmented, TokenKind};
use crate::source::Span;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Length,
    Area,
    Mass,
    Speed,
    Temperature,
}

/// A unit, and how many of the basic unit of its kind one of it is (international yard and pound of 1959).
#[derive(Debug, PartialEq)]
pub struct Known {
    pub name: &'static str,
    pub kind: Kind,
    pub factor: f64,
}

const fn known(name: &'static str, kind: Kind, factor: f64) -> Known {
    Known { name, kind, factor }
}

static UNITS: &[Known] = &[
    known("kilometre", Kind::Length, 1000.0),
    known("nautical mile", Kind::Length, 1852.0),
    known("mile", Kind::Length, 1609.344),
    known("metre", Kind::Length, 1.0),
    known("yard", Kind::Length, 0.9144),
    known("foot", Kind::Length, 0.3048),
    known("inch", Kind::Length, 0.0254),
    known("centimetre", Kind::Length, 0.01),
    known("millimetre", Kind::Length, 0.001),
    known("hectare", Kind::Area, 10_000.0),
    known("acre", Kind::Area, 4046.856),
    known("square kilometre", Kind::Area, 1e6),
    known("square mile", Kind::Area, 2_589_988.0),
    known("square metre", Kind::Area, 1.0),
    known("square foot", Kind::Area, 0.092_903),
    known("kilogram", Kind::Mass, 1.0),
    known("gram", Kind::Mass, 0.001),
    known("stone", Kind::Mass, 6.350_29),
    known("pound", Kind::Mass, 0.453_592),
    known("ounce", Kind::Mass, 0.028_35),
    known("tonne", Kind::Mass, 1000.0),
    known("mile per hour", Kind::Speed, 1.609_344),
    known("kilometre per hour", Kind::Speed, 1.0),
    known("degree Celsius", Kind::Temperature, 1.0),
    known("degree Fahrenheit", Kind::Temperature, 1.0),
];

fn unit(name: &str) -> Option<&'static Known> {
    UNITS.iter().find(|unit| unit.name == name)
}

/// One measure, in one unit or in several.
#[derive(Debug, Clone)]
pub struct Measure {
    pub span: Span,
    pub tokens: Range<usize>,
    /// The largest of its units.
    pub unit: &'static Known,
    /// In the basic unit of its kind, and the values that it can stand for.
    pub value: f64,
    pub least: f64,
    pub most: f64,
    /// Whether it is written in more than one unit.
    pub compound: bool,
    /// Whether its parts stand so far apart ("5 feet, 4 inches") that they may be two measures.
    pub loose: bool,
}

impl Measure {
    /// The measure that ends before a token, with all its larger parts.
    pub fn before(text: &Segmented<'_>, quantities: &[Quantity], end: usize) -> Option<Self> {
        let mut whole = Self::last_part(text, quantities, end)?;
        while let Some(larger) = whole.larger_part(text, quantities) {
            whole = larger.with(&whole);
        }
        Some(whole)
    }

    /// The measure that takes up a range of tokens.
    pub fn filling(text: &Segmented<'_>, quantities: &[Quantity], tokens: Range<usize>) -> Option<Self> {
        Self::before(text, quantities, tokens.end).filter(|one| one.tokens.start == tokens.start)
    }

    /// Only the last part of it, as it is written.
    pub fn last_part(text: &Segmented<'_>, quantities: &[Quantity], end: usize) -> Option<Self> {
        let last = end.checked_sub(1)?;
        if let Some(glued) = Self::glued(text, last) {
            return Some(glued);
        }
        let stone = text.is_word(last, "stone");
        let end = if stone { last } else { end };
        let at = quantities.partition_point(|one| one.tokens.end < end);
        let quantity = quantities.get(at).filter(|one| one.tokens.end == end)?;
        let unit = match quantity.unit {
            Unit::Measure(name) => unit(name)?,
            Unit::None if stone => unit("stone")?,
            _ => return None,
        };
        let tokens = quantity.tokens.start..last + 1;
        let span = quantity.span.to(text.tokens[last].span);
        let slack = match quantity.bound {
            Bound::Exact => quantity.grain / 2.0,
            _ => slack(quantity.value, quantity.grain).max(quantity.grain),
        };
        Some(Self::new(text, span, tokens, unit, quantity.value, slack))
    }

    fn new(
        text: &Segmented<'_>,
        mut span: Span,
        mut tokens: Range<usize>,
        unit: &'static Known,
        value: f64,
        slack: f64,
    ) -> Self {
        let mut value = value;
        if unit.kind == Kind::Temperature
            && let Some(sign) = minus(text, tokens.start)
        {
            tokens.start = sign;
            span = text.tokens[sign].span.to(span);
            value = -value;
        }
        let of = |value: f64| value * unit.factor;
        let (least, most) = (of(value - slack), of(value + slack));
        Self { span, tokens, unit, value: of(value), least, most, compound: false, loose: false }
    }

    /// "149lb", "31C", "5ft": figures and a unit in one token.
    fn glued(text: &Segmented<'_>, at: usize) -> Option<Self> {
        if text.tokens.get(at)?.kind != TokenKind::Mixed {
            return None;
        }
        // "$5m" is money
        let money = at > 0 && text.glued(at) && currency_sign(text.text(at - 1)).is_some();
        let written = text.text(at);
        let letters = written.bytes().position(|byte| byte.is_ascii_alphabetic())?;
        let figures = number(&[&written[..letters]])?;
        let unit = match &written[letters..] {
            _ if money => return None,
            "C" => unit("degree Celsius")?,
            "F" => unit("degree Fahrenheit")?,
            "m" => unit("metre")?,
            "in" => unit("inch")?,
            "st" => unit("stone")?,
            _ => match unit_word(&text.lower(at)[letters..])?.0 {
                Unit::Measure(name) => unit(name)?,
                _ => return None,
            },
        };
        Some(Self::new(text, text.tokens[at].span, at..at + 1, unit, figures.value, figures.grain / 2.0))
    }

    /// The part before it in a larger unit of its kind, of which it is less than one.
    fn larger_part(&self, text: &Segmented<'_>, quantities: &[Quantity]) -> Option<Self> {
        let before = self.tokens.start.checked_sub(1)?;
        let joined = text.is_mark(before, b',') || text.is_word(before, "and");
        let end = if joined { before } else { self.tokens.start };
        let larger = Self::last_part(text, quantities, end)?;
        let is_larger = larger.unit.kind == self.unit.kind
            && larger.unit.factor > self.unit.factor
            && self.value < larger.unit.factor
            && self.unit.kind != Kind::Temperature;
        is_larger.then_some(Self { loose: joined, ..larger })
    }

    /// A measure of which this is the larger part.
    fn with(self, rest: &Self) -> Self {
        Self {
            span: self.span.to(rest.span),
            tokens: self.tokens.start..rest.tokens.end,
            least: self.value + rest.least,
            most: self.value + rest.most,
            value: self.value + rest.value,
            compound: true,
            loose: self.loose || rest.loose,
            unit: self.unit,
        }
    }
}

/// The sign of a temperature below zero, right before it.
fn minus(text: &Segmented<'_>, start: usize) -> Option<usize> {
    let before = start.checked_sub(1)?;
    let sign = matches!(text.text(before), "-" | "−" | "–") && text.glued(start);
    let free = before == 0 || !text.glued(before) || text.is_mark(before - 1, b'(');
    (sign && free || text.is_word(before, "minus")).then_some(before)
}
