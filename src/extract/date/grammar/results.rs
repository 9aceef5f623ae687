//! Stretches as reports of results compare them: `the year-ago quarter`, `the same period last year`, `the quarter ended
//! Sept. 30`, `the latest quarter`.

use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Found, From, Meaning, Toward, Year};
use crate::extract::date::lexicon::{Unit, Word};
use crate::extract::date::moment::Part;

impl Parser<'_> {
    /// `year-ago`, `year-earlier period`: from `start`, where an article may stand, with `year` at `at`.
    pub(super) fn year_ago(&self, at: usize, start: usize) -> Option<Found> {
        if self.w(at) != Word::Unit(Unit::Year) {
            return None;
        }
        let joined = self.w(at + 1) == Word::Dash && self.glued(at + 1) && self.glued(at + 2);
        let ago = if joined { at + 2 } else { at + 1 };
        if !matches!(self.w(ago), Word::Ago | Word::Earlier) {
            return None;
        }
        let year = Base::Shift(Some(1.0), Unit::Year, From::Ago);
        let (start, end, unit) = match self.w(ago + 1) {
            Word::Unit(unit @ (Unit::Quarter | Unit::Month | Unit::Week)) => (start, ago + 2, Some(unit)),
            Word::Period => (start, ago + 2, None),
            Word::Nth(_) | Word::Unit(Unit::Second) => {
                let Meaning::Point(Base::Calendar(Year::Unknown, part), None) = self.ordinal(ago + 1, start)?.meaning
                else {
                    return None;
                };
                let end = self.fraction_end(ago + 1);
                return Some(self.point(start, end, Base::Calendar(Year::Toward(Toward::Last), part)));
            }
            _ => (at, ago + 1, None),
        };
        // without its dash, "the year ago" is nothing unless a stretch follows
        if !joined && (end == ago + 1 || self.w(start) != Word::The) {
            return None;
        }
        Some(self.point(start, end, Base::Again(unit, Box::new(year))))
    }

    /// `a year-earlier figure`: the year alone.
    pub(super) fn a_year_ago(&self, at: usize) -> Option<Found> {
        if self.w(at) == Word::A && self.w(at + 2) == Word::Dash { self.year_ago(at + 1, at + 1) } else { None }
    }

    /// `the same period last year`, `the same month a year ago`, `the same quarter of 1988`; `same` stands at `at`.
    pub(super) fn same_again(&self, at: usize, start: usize) -> Option<Found> {
        if self.w(at) != Word::Same {
            return None;
        }
        // "the same 1986 month"
        if let Some((next, year)) = self.year(at + 1) {
            let unit = match self.w(next) {
                Word::Unit(unit @ (Unit::Quarter | Unit::Month | Unit::Week)) => Some(unit),
                Word::Period => None,
                _ => return None,
            };
            return Some(self.point(start, next + 1, Base::Again(unit, Box::new(Base::Calendar(year, Part::Whole)))));
        }
        let unit = match (self.w(at + 1), self.lower(at + 1)) {
            (Word::Unit(unit @ (Unit::Quarter | Unit::Month | Unit::Week | Unit::Day)), _) => Some(unit),
            (Word::Weekend, _) => Some(Unit::Weekend),
            (Word::Period, _) | (_, "time" | "stretch") => None,
            _ => return None,
        };
        let (end, year) = self.other_year(at + 2)?;
        Some(self.point(start, end, Base::Again(unit, Box::new(year))))
    }

    /// `last year`, `of 1988`, `a year earlier`, `the year before`.
    fn other_year(&self, at: usize) -> Parsed<Base> {
        let next = if matches!(self.w(at), Word::Of | Word::In) { at + 1 } else { at };
        if let Some((end, year)) = self.year(next) {
            return (next > at).then_some((end, Base::Calendar(year, Part::Whole)));
        }
        let found = match self.w(next) {
            Word::A | Word::Cardinal(_) => self.measure(next)?,
            Word::The => self.after_the(next)?,
            Word::Last | Word::Previous | Word::Next => self.pointed(next, next)?,
            _ => return None,
        };
        let end = found.tokens.end;
        match found.meaning {
            Meaning::Point(base @ (Base::Shift(_, Unit::Year, _) | Base::Period(Unit::Year, _)), None) => {
                Some((end, base))
            }
            // "of the last year"
            Meaning::Duration(_) if self.w(end - 1) == Word::Unit(Unit::Year) => {
                Some((end, Base::Period(Unit::Year, Toward::Last)))
            }
            _ => None,
        }
    }

    /// `the 1988 third quarter`, `1989 first half`; the year stands at `at`.
    pub(super) fn years_part(&self, at: usize, start: usize) -> Option<Found> {
        let Word::Figure(1900..=2100, 4) = self.w(at) else { return None };
        let (next, year) = self.year(at)?;
        let part = self.ordinal(next, start)?;
        match part.meaning {
            Meaning::Point(Base::Calendar(Year::Unknown, part @ (Part::Quarter(_) | Part::Half(_))), None) => {
                Some(self.point(start, self.fraction_end(next), Base::Calendar(year, part)))
            }
            _ => None,
        }
    }

    /// The end of `third quarter`, `third-quarter`; just behind the number where no such part follows it.
    fn fraction_end(&self, nth: usize) -> usize {
        let part = self.skip(nth + 1, Word::Dash);
        if matches!(self.w(part), Word::Unit(Unit::Quarter) | Word::Half) { part + 1 } else { nth + 1 }
    }

    /// `the quarter` of "the quarter ended Sept. 30", `the week of May 3`: it is the one that the date lies in.
    pub(super) fn ended(&self, start: usize, unit: Unit) -> Option<Found> {
        let end = start + 2;
        // "the week of Nov. 13" is one expression
        if (unit, self.w(end)) == (Unit::Week, Word::Of)
            && let Some(Found { tokens, meaning: Meaning::Point(base, None), .. }) =
                self.calendar_day(self.skip(end + 1, Word::The))
        {
            return Some(self.point(start, tokens.end, Base::Holding(unit, Box::new(base))));
        }
        let fits = match self.lower(end) {
            "ended" | "ending" | "to" => matches!(unit, Unit::Week | Unit::Quarter | Unit::Year),
            "beginning" | "starting" => matches!(unit, Unit::Week | Unit::Year),
            _ => false,
        };
        if !fits {
            return None;
        }
        let next = self.skip(self.skip(end + 1, Word::On), Word::In);
        let date = self.calendar_day(next).or_else(|| self.month_alone(next).filter(|_| unit != Unit::Week))?;
        let Meaning::Point(base, _) = date.meaning else { return None };
        Some(Found { governed: date.governed, ..self.point(start, end, Base::Holding(unit, Box::new(base))) })
    }

    /// `the weekend of 3 May`; of `the weekend of 3-4 May` the days are told by themselves.
    pub(super) fn weekend_of(&self, start: usize) -> Option<Found> {
        let next = self.skip(start + 3, Word::The);
        if self.w(start + 2) != Word::Of {
            return None;
        }
        let days = self.range(next);
        let (date, alone) = match &days {
            Some(days) => (days.first()?, false),
            None => (&self.calendar_day(next)?, true),
        };
        let Meaning::Point(base @ Base::Calendar(_, Part::Day(..)), _) = &date.meaning else { return None };
        let end = if alone { date.tokens.end } else { start + 2 };
        Some(self.point(start, end, Base::Holding(Unit::Weekend, Box::new(base.clone()))))
    }

    /// `the latest quarter`, `the most recent year`; `latest` or `recent` stands at `at`.
    pub(super) fn latest(&self, at: usize, start: usize) -> Option<Found> {
        let unit = match self.w(at + 1) {
            Word::Unit(unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Week)) => unit,
            Word::Period => return Some(self.point(start, at + 2, Base::Again(None, Box::new(Base::None)))),
            Word::Fiscal if self.w(at + 2) == Word::Unit(Unit::Year) => {
                return Some(self.point(start, at + 3, Base::Calendar(Year::Toward(Toward::Last), Part::Fiscal)));
            }
            _ => return None,
        };
        Some(self.point(start, at + 2, Base::Period(unit, Toward::Last)))
    }

    /// Whether a sentence speaks of results or of the economy, where `the second half` is one of the year.
    pub(super) fn is_of_business(&self, at: usize) -> bool {
        const WORDS: &[&str] = &[
            "billion",
            "companies",
            "company",
            "demand",
            "earnings",
            "economic",
            "economy",
            "exports",
            "growth",
            "income",
            "inflation",
            "loss",
            "losses",
            "margins",
            "orders",
            "output",
            "profit",
            "profits",
            "recession",
            "revenue",
            "revenues",
            "sales",
            "shipments",
        ];
        let Some(sentence) = self.text.sentence_of(at) else { return false };
        let tokens = self.text.sentences[sentence].tokens.clone();
        tokens.into_iter().any(|at| WORDS.binary_search(&self.lower(at)).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::date::tests::values_on;

    #[test]
    fn another_years_quarter() {
        assert_eq!(
            values_on(
                "1989-11-02",
                "In the third quarter, net rose 4% from the year-ago quarter and from a year earlier."
            ),
            ["the third quarter=1989-Q3", "the year-ago quarter=1988-Q3", "a year earlier=1988-Q3"]
        );
        assert_eq!(
            values_on(
                "2010-03-03",
                "Sales rose in February 2010 from the same month last year and the same period a year earlier."
            ),
            ["February 2010=2010-02", "the same month last year=2009-02", "the same period a year earlier=2009-02"]
        );
    }

    #[test]
    fn the_quarter_is_the_one_reported() {
        assert_eq!(
            values_on("1989-11-02", "Profit for the quarter ended Sept. 30 fell; for the latest year, it rose."),
            ["the quarter=1989-Q3", "Sept. 30=1989-09-30", "the latest year=1988"]
        );
        assert_eq!(
            values_on(
                "1989-11-02",
                "It lost money in the most recent quarter; two weeks from next Tuesday it reports."
            ),
            ["the most recent quarter=1989-Q3", "two weeks from next Tuesday=1989-11-21"]
        );
        assert_eq!(values_on("1989-11-02", "It reports in the week of Nov. 13."), ["the week of Nov. 13=1989-W46"]);
        assert_eq!(
            values_on(
                "1989-11-02",
                "The 1988 third quarter beat the fiscal second quarter and the full year, all week."
            ),
            [
                "The 1988 third quarter=1988-Q3",
                "the fiscal second quarter=1989-Q2",
                "the full year=1989",
                "all week=P1W"
            ]
        );
        assert_eq!(values_on("1989-11-02", "In the second half, profit should rise."), ["the second half=1989-H2"]);
        assert_eq!(values_on("1989-11-02", "In the second half, Milan scored twice."), Vec::<String>::new());
    }
}
