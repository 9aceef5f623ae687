//! Years: `1939`, `490 BC`, `'98`, `fiscal 2019`, and the years that belong to months and days.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, Meaning, Toward, Year};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;
use crate::segment::{Shape, TokenKind};

/// Four figures that are taken for a year where a year is due.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;
/// Those taken for a year wherever they stand.
const LIKELY: std::ops::RangeInclusive<u32> = 1900..=2050;

impl Parser<'_> {
    /// The year after a month, a day, a season: `, 2019`, `of 1916`, `'98`, `480 BC`, `of that year`, `last year`.
    pub(super) fn year_after(&self, at: usize) -> Parsed<Year> {
        if let Some(found) = self.relative_year(at) {
            return Some(found);
        }
        let next = match self.w(at) {
            Word::Comma | Word::Of => at + 1,
            _ => at,
        };
        let next =
            if next > at && self.w(next) == Word::The && self.lower(next + 1) == "year" { next + 2 } else { next };
        let (end, year) = self.year(next)?;
        // "on June 5, 2000 people marched"
        let counted = self.w(at) == Word::Comma && self.counts(end);
        (!counted).then_some((end, year))
    }

    /// A year that is one by its form or by what stands beside it.
    pub(super) fn year(&self, at: usize) -> Parsed<Year> {
        match (self.w(at), self.w(at + 1)) {
            (Word::Figure(value, _), Word::Era(bc)) => {
                let value = i32::try_from(value).ok().filter(|value| (1..=9999).contains(value))?;
                Some((at + 2, if bc { Year::BeforeChrist(value) } else { Year::Known(value) }))
            }
            (Word::Era(false), Word::Figure(value, 1..=4)) => {
                Some((at + 2, Year::Known(i32::try_from(value).ok().filter(|&year| year > 0)?)))
            }
            (Word::Figure(value, 4), _) if YEARS.contains(&value) && !self.goes_on(at + 1) => {
                Some((at + 1, Year::Known(i32::try_from(value).ok()?)))
            }
            (Word::Apostrophe, Word::Figure(value, 2)) if self.glued(at + 1) => {
                Some((at + 2, Year::Short(u8::try_from(value).ok()?)))
            }
            _ => None,
        }
    }

    /// `of that year`, `of last year`, `last year`, `this year`.
    fn relative_year(&self, at: usize) -> Parsed<Year> {
        let of = self.w(at) == Word::Of;
        let mut next = self.skip(at, Word::Of);
        next = self.skip(next, Word::The);
        let toward = match self.w(next) {
            Word::This if of || self.w(next + 1) == Word::Unit(Unit::Year) => Toward::This,
            Word::That | Word::Same if of => Toward::Same,
            Word::Last | Word::Past => Toward::Last,
            Word::Next => Toward::Next,
            Word::Previous => Toward::Previous,
            Word::Following => Toward::Following,
            Word::Unit(Unit::Year) if of && self.w(next - 1) == Word::The => {
                return Some((next + 1, Year::Toward(Toward::The)));
            }
            _ => return None,
        };
        (self.w(next + 1) == Word::Unit(Unit::Year)).then_some((next + 2, Year::Toward(toward)))
    }

    /// A year that stands alone.
    pub(super) fn bare_year(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.years_part(at, at) {
            return Some(found);
        }
        let (end, year) = self.year(at).or_else(|| self.ancient(at))?;
        if matches!(year, Year::Known(_)) && end == at + 1 && !self.is_year(at) {
            return None;
        }
        let end = if self.w(end) == Word::Fiscal && self.w(end + 1) == Word::Unit(Unit::Year) { end + 2 } else { end };
        let part = if end > at + 2 && self.w(end - 2) == Word::Fiscal { Part::Fiscal } else { Part::Whole };
        Some(self.point(at, end, Base::Calendar(year, part)))
    }

    /// `calendar 1988`, `calendar year 2001`.
    pub(super) fn calendar_year(&self, at: usize) -> Option<Found> {
        if self.lower(at) != "calendar" {
            return None;
        }
        let (end, year) = self.year(self.skip(at + 1, Word::Unit(Unit::Year)))?;
        Some(self.point(at, end, Base::Calendar(year, Part::Whole)))
    }

    /// After years before Christ, `in 480` is one, too.
    fn ancient(&self, at: usize) -> Parsed<Year> {
        let Word::Figure(value, 3) = self.w(at) else { return None };
        let among = self
            .told
            .iter()
            .rev()
            .take(4)
            .any(|found| matches!(found.meaning, Meaning::Point(Base::Calendar(Year::BeforeChrist(_), _), _)));
        let due = matches!(self.before(at), Word::In | Word::Since | Word::From)
            || matches!(self.lower(at.saturating_sub(1)), "of");
        (among && due && !self.goes_on(at + 1) && !self.counts(at + 1))
            .then_some((at + 1, Year::BeforeChrist(i32::try_from(value).ok()?)))
    }

    fn is_year(&self, at: usize) -> bool {
        let Word::Figure(value, _) = self.w(at) else { return false };
        let before = self.before(at);
        if matches!(before, Word::Sign | Word::Slash | Word::Colon | Word::Point) && self.glued(at) {
            return false;
        }
        let due = matches!(
            before,
            Word::In | Word::Since | Word::From | Word::Between | Word::Early | Word::Late | Word::Mid | Word::Open
        ) || matches!(before, Word::Season(_) | Word::Month(_) | Word::Before | Word::After)
            || matches!(before, Word::Unit(Unit::Year) | Word::Units(Unit::Year))
            || (before == Word::About && matches!(self.lower(at - 1), "ca" | "circa" | "around"))
            || (before == Word::Dash
                && at >= self.start + 2
                && matches!(self.w(at - 2), Word::Figure(_, 4) | Word::Mid))
            || (matches!(before, Word::To | Word::And | Word::Or) && self.told_just_before(at - 1))
            || (before == Word::Of && (1500..2100).contains(&value) && !self.is_measured(at - 1))
            || (self.lower(at.saturating_sub(1)) == "as"
                && matches!(self.w(at.saturating_sub(2)), Word::Early | Word::Late | Word::Recently))
            || (before == Word::The && (1500..2100).contains(&value) && self.shape(at + 1) == Shape::Lower);
        if self.is_house(at) {
            return false;
        }
        let modern = LIKELY.contains(&value);
        // "2006 highs": who counts to such a number without a comma counts people or money
        let counted =
            if modern && !value.is_multiple_of(50) { self.counts_plainly(at + 1) } else { self.counts(at + 1) };
        if due {
            return !counted || (before == Word::Since && modern);
        }
        let of_measure = before == Word::Of && self.is_measured(at - 1);
        modern && !counted && !self.is_model(at) && !of_measure
    }

    /// `a total of 1950`: what stands before `of` is a number of something.
    fn is_measured(&self, of: usize) -> bool {
        const MEASURES: &[&str] = &[
            "altitude",
            "army",
            "average",
            "cost",
            "crew",
            "crowd",
            "depth",
            "distance",
            "elevation",
            "fleet",
            "force",
            "garrison",
            "group",
            "height",
            "length",
            "maximum",
            "minimum",
            "number",
            "out",
            "population",
            "price",
            "range",
            "rate",
            "speed",
            "sum",
            "total",
            "weight",
            "width",
        ];
        of > self.start && MEASURES.binary_search(&self.lower(of - 1)).is_ok()
    }

    /// `2010 Sunset Boulevard`, `the 1600 block of Main Street`.
    fn is_house(&self, at: usize) -> bool {
        const STREETS: &[&str] =
            &["avenue", "ave", "boulevard", "blvd", "drive", "lane", "road", "rd", "square", "st", "street"];
        let street = |place: usize| STREETS.contains(&self.lower(place)) && self.shape(place).has_capital();
        self.lower(at + 1) == "block" || (self.is_name(at + 1) && (street(at + 2) || street(at + 3)))
    }

    fn told_just_before(&self, at: usize) -> bool {
        self.told.last().is_some_and(|found| found.tokens.end == at)
    }

    /// `Windows 2000`, `MD-1900`, `No. 1975`: the number of a thing.
    fn is_model(&self, at: usize) -> bool {
        if at == self.start {
            return false;
        }
        let before = self.text.tokens[at - 1];
        match before.kind {
            // "post-1945"
            TokenKind::Mark => {
                const SHADES: &[&str] = &["early", "end", "late", "mid", "post", "pre"];
                let shaded = at >= self.start + 2 && SHADES.contains(&self.lower(at - 2));
                self.glued(at) && self.w(at - 1) == Word::Dash && !shaded
            }
            TokenKind::Mixed | TokenKind::Number => true,
            TokenKind::Word => {
                let round = matches!(self.w(at), Word::Figure(value, _) if value.is_multiple_of(100));
                (round && self.is_name(at - 1) && at - 1 > self.start)
                    || matches!(before.shape, Shape::Mixed)
                    || matches!(self.lower(at - 1), "no" | "nos" | "number" | "page" | "room" | "flight")
            }
            _ => false,
        }
    }

    /// Whether the figure before `at` is part of a larger number, address or measure.
    fn goes_on(&self, at: usize) -> bool {
        match self.w(at) {
            Word::Percent | Word::Meridiem(_) | Word::Zone(_) => true,
            Word::Colon | Word::Slash => {
                self.glued(at) && matches!(self.w(at + 1), Word::Figure(..)) && self.glued(at + 1)
            }
            Word::Units(_) => true,
            _ => false,
        }
    }

    /// Whether a measure or people follow.
    pub(super) fn counts_plainly(&self, at: usize) -> bool {
        at < self.end
            && (matches!(self.w(at), Word::Percent | Word::Units(_)) || COUNTED.binary_search(&self.lower(at)).is_ok())
    }

    /// Whether a plural noun or a measure follows, which a number counts: `2000 people`, `1,900 men`.
    pub(super) fn counts(&self, at: usize) -> bool {
        if at >= self.end || self.text.tokens[at].kind != TokenKind::Word || self.shape(at) != Shape::Lower {
            return matches!(self.w(at), Word::Percent | Word::Units(_));
        }
        let word = self.lower(at);
        matches!(self.w(at), Word::Units(_))
            || COUNTED.binary_search(&word).is_ok()
            || (self.w(at) == Word::Other
                && word.len() > 4
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !self.verb_like(word))
    }

    /// Words in -s that follow a year without being counted by it.
    fn verb_like(&self, word: &str) -> bool {
        const NOT_COUNTED: &[&str] = &[
            "always",
            "elections",
            "besides",
            "comes",
            "games",
            "gives",
            "goes",
            "games",
            "hostilities",
            "makes",
            "marks",
            "olympics",
            "perhaps",
            "plans",
            "politics",
            "protests",
            "results",
            "riots",
            "sales",
            "sees",
            "shows",
            "takes",
            "talks",
            "towards",
            "unless",
            "versus",
            "whereas",
        ];
        NOT_COUNTED.contains(&word)
    }
}

/// Measures and countables that are not told by their form. Sorted.
const COUNTED: &[&str] = &[
    "acres",
    "billion",
    "cases",
    "children",
    "dead",
    "deaths",
    "degrees",
    "dollars",
    "euros",
    "feet",
    "francs",
    "hectares",
    "hp",
    "kg",
    "kilometers",
    "kilometres",
    "km",
    "lb",
    "lbs",
    "mb",
    "men",
    "meters",
    "metres",
    "mi",
    "miles",
    "million",
    "mm",
    "mph",
    "people",
    "percent",
    "points",
    "pounds",
    "rpm",
    "soldiers",
    "thousand",
    "tonnes",
    "tons",
    "troops",
    "women",
    "won",
    "yards",
    "yen",
    "yuan",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(
            super::COUNTED.is_sorted_by_key(|word| *word) || super::COUNTED.windows(2).all(|pair| pair[0] <= pair[1])
        );
    }
}
