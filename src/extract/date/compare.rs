//! Stretches that reports compare: the quarter reported, and the same one of another year.

use super::Basis;
use super::expression::{Base, Found};
use super::lexicon::Unit;
use super::moment::{Moment, Part};
use super::resolve::{Anchors, moved};
use super::tense::Tense;

impl Anchors {
    /// The quarter or year that ends on a day.
    pub(super) fn holding(
        &self,
        unit: Unit,
        of: &Base,
        found: &Found,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Moment, Basis)> {
        let (last, basis) = self.moment(of, found, tense)?;
        // a quarter that ends in October is mostly the calendar's third
        let early = unit == Unit::Quarter && last.month().is_some_and(|month| month % 3 == 1);
        moved(last, if early { -1 } else { 0 }, unit).map(|moment| (moment, basis))
    }

    /// The stretch spoken of in the year that `of` names.
    pub(super) fn again(
        &self,
        unit: Option<Unit>,
        of: &Base,
        found: &Found,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Moment, Basis)> {
        if *of == Base::None {
            return self.reported();
        }
        let (year, basis) = self.moment(of, found, tense)?;
        let year = year.signed_year().filter(|&year| year > 0)?;
        let then = self.then()?.0;
        let part = match unit {
            Some(Unit::Month) => Part::Month(then.month()?),
            Some(Unit::Quarter) => self.reported()?.0.part,
            Some(Unit::Day) if matches!(then.part, Part::Day(..)) => then.part,
            Some(Unit::Week) => Moment::of_week(then.first()?).part,
            Some(Unit::Weekend) => Moment::of_weekend(then.first()?).part,
            None if matches!(then.part, Part::Month(_)) => then.part,
            None => self.stretch.map_or(Part::Whole, |told| told.part),
            _ => return None,
        };
        Some((Moment { year: Some(year), part, bc: false }, basis))
    }

    /// The quarter or half told last, else the quarter before the document's day, which is the one that is reported.
    pub(super) fn reported(&self) -> Option<(Moment, Basis)> {
        if let Some(told) = self.stretch {
            return Some((told, Basis::Told));
        }
        let (now, basis) = self.now()?;
        moved(now, -1, Unit::Quarter).map(|moment| (moment, basis))
    }
}
