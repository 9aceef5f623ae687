//! Expressions -> values: each is tied to the calendar by its own words, the document's date, the tense of its clause,
//! or the last date told.

use chrono::NaiveDate;

use super::calendar::{days_in_month, plus, to_weekday, weekday};
use super::expression::{Base, Daytime, Found, From, Meaning, Reference, Toward, Year};
use super::lexicon::Unit;
use super::moment::{Moment, Part, pad};
use super::tense::{Tense, tense};
use super::{Amount, Basis, DateMention, Interval, TimexType};
use crate::knowledge::DateOrder;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::words::Words;

/// Tokens within which two expressions are taken to speak of one thing.
const SENTENCE: usize = 25;

/// The same where figures are compared, with amounts and shares between them.
const LONG_SENTENCE: usize = 45;

/// Tokens within which a time of day belongs to the day told before it.
const BREATH: usize = 12;

/// Tokens before an expression that tell whether the story is there.
const REACH: usize = 7;

/// Some leap year.
const LEAP: i32 = 2000;

/// A year so far from the one told of is said in passing, unless a sentence opens with it.
const ASIDE: i32 = 10;

/// What a document's expressions are resolved against.
pub struct Anchors {
    /// The document's day.
    pub day: Option<NaiveDate>,
    /// The text tells of another time than its own: what is not dated belongs to the last date told.
    pub narrative: bool,
    /// What slashed dates give first, where that is known.
    pub order: Option<DateOrder>,
    pub told: Option<Moment>,
    /// The token after it.
    pub told_at: usize,
    /// The last quarter or half of a year told of.
    pub stretch: Option<Moment>,
    /// The last year looked back to, and the token after it: "last year" is what "the year before" goes on from.
    pub back: Option<(Moment, usize)>,
}

/// The year that two figures mean: those of the last hundred years or so, as writers do.
pub fn full_year(short: i32) -> i32 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

impl Anchors {
    /// The mention that an expression is; what is told of the calendar is remembered.
    pub fn resolve(&mut self, text: &Segmented<'_>, found: &Found) -> DateMention {
        let mut mention = DateMention {
            span: text.span(found.tokens.clone()),
            tokens: found.tokens.clone(),
            kind: TimexType::Date,
            value: String::new(),
            basis: Basis::Open,
            interval: None,
            weekday: found.weekday.map(|(day, token)| (to_weekday(day), text.tokens[token].span)),
            other: None,
            impossible: None,
            length: length(&found.meaning),
        };
        match &found.meaning {
            Meaning::Duration(length) => {
                mention.kind = TimexType::Duration;
                mention.value = length.value();
            }
            Meaning::Set(value) => {
                mention.kind = TimexType::Set;
                mention.value.clone_from(value);
            }
            Meaning::Reference(reference) => self.reference(*reference, &mut mention),
            Meaning::Point(base, time) => self.point(text, found, base, *time, &mut mention),
        }
        mention
    }

    fn reference(&self, reference: Reference, mention: &mut DateMention) {
        if let (Reference::Today, Some(day), false) = (reference, self.day, self.narrative) {
            let moment = Moment::of_day(day);
            mention.value = moment.value();
            mention.interval = moment.interval();
            mention.basis = Basis::DocumentDate;
            return;
        }
        mention.value = match reference {
            Reference::Past | Reference::Before => "PAST_REF",
            Reference::Present | Reference::Today => "PRESENT_REF",
            Reference::Future => "FUTURE_REF",
        }
        .to_owned();
    }

    fn point(
        &mut self,
        text: &Segmented<'_>,
        found: &Found,
        base: &Base,
        time: Option<Daytime>,
        mention: &mut DateMention,
    ) {
        // of "the week beginning June 17", the day tells whether it is past
        let held = matches!(base, Base::Holding(..)) && found.tokens.end + 1 < text.tokens.len();
        let at = if held { found.tokens.end + 1..found.tokens.end + 2 } else { found.tokens.clone() };
        let tense = || tense(text, at.start, at.end);
        let Some((moment, basis)) = self.moment(base, found, &tense) else {
            mention.value = vague(base).to_owned();
            return;
        };
        if let Base::Slashed(..) = base {
            mention.other = self.other_day(base, found);
        }
        mention.basis = if moment.year.is_none() { Basis::Open } else { basis };
        mention.interval = moment.interval().map(|days| match mention.other {
            Some(other) => Interval { first: days.first.min(other), last: days.last.max(other) },
            None => days,
        });
        mention.value = moment.value();
        if let Part::Day(month, day) = moment.part {
            // a year that is only worked out does not make 29 February wrong
            let year = moment.year.filter(|_| basis == Basis::Explicit).unwrap_or(LEAP);
            let most = days_in_month(year, month);
            mention.impossible = (u32::from(day) > most).then_some(most);
        }
        if let Some(time) = time {
            mention.kind = TimexType::Time;
            timed(&mut mention.value, moment.part, time);
        }
        self.remember(text, found, base, moment, mention.impossible.is_none());
    }

    /// What later expressions may be seen from.
    fn remember(&mut self, text: &Segmented<'_>, found: &Found, base: &Base, moment: Moment, possible: bool) {
        if moment.year.is_none() || !possible {
            return;
        }
        if matches!(base, Base::Period(Unit::Year, Toward::Last | Toward::Previous)) {
            self.back = Some((moment, found.tokens.end));
        }
        if self.is_aside(text, found, base, moment) {
            return;
        }
        self.told = Some(moment);
        self.told_at = found.tokens.end;
        if matches!(moment.part, Part::Quarter(_) | Part::Half(_)) {
            self.stretch = Some(moment);
        }
    }

    /// Whether the story goes on where it was after this: looks back and ahead, runs of years, and far years said in
    /// passing.
    fn is_aside(&self, text: &Segmented<'_>, found: &Found, base: &Base, moment: Moment) -> bool {
        let looks_back = matches!(
            base,
            Base::None
                | Base::Again(..)
                | Base::Shift(_, _, From::Ago | From::Earlier)
                | Base::Period(_, Toward::Last | Toward::Previous)
                | Base::Calendar(Year::Seen(Toward::Previous) | Year::Toward(Toward::Previous), _)
        );
        let Some(told) = self.told.filter(|_| self.narrative) else { return looks_back };
        let looks_on = matches!(
            base,
            Base::Period(_, Toward::Next) | Base::Calendar(Year::Seen(Toward::Next) | Year::Toward(Toward::Next), _)
        );
        let long = matches!(moment.part, Part::Decade | Part::Century | Part::Millennium);
        let whole = moment.part == Part::Whole;
        let opens = text.sentence_of(found.tokens.start).is_none_or(|sentence| {
            let sentence = &text.sentences[sentence];
            found.tokens.start < sentence.tokens.start + 3
                || !text.blocks[sentence.block].kind.is_told()
                || text.blocks[sentence.block].kind != BlockKind::Body
        });
        let gap = moment.signed_year().zip(told.signed_year()).map_or(0, |(year, told)| (year - told).abs());
        let ends_run = whole
            && found.tokens.start > 1
            && matches!(text.text(found.tokens.start - 1), "-" | "–" | "—")
            && text.text(found.tokens.start - 2).bytes().all(|b| b.is_ascii_digit());
        let aside = |words: &Words| are_before(text, found.tokens.start, words);
        let ahead = moment.first().zip(told.interval()).is_some_and(|(first, told)| first > told.last);
        let behind = moment.interval().zip(told.first()).is_some_and(|(moment, told)| moment.last < told);
        looks_back
            || looks_on
            || long
            || ends_run
            || (whole && gap >= ASIDE && !opens)
            || (ahead && aside(&TO_COME))
            || (behind && aside(&DONE_BEFORE))
    }

    /// The day that "now" is: the document's, or the last told.
    pub(super) fn now(&self) -> Option<(Moment, Basis)> {
        let day = || self.day.map(|day| (Moment::of_day(day), Basis::DocumentDate));
        let told = || self.told.map(|told| (told, Basis::Told));
        if self.narrative { told().or_else(day) } else { day().or_else(told) }
    }

    /// What "then" is: the last date told, else the document's.
    pub(super) fn then(&self) -> Option<(Moment, Basis)> {
        self.told
            .map(|told| (told, Basis::Told))
            .or_else(|| self.day.map(|day| (Moment::of_day(day), Basis::DocumentDate)))
    }

    pub(super) fn moment(
        &self,
        base: &Base,
        found: &Found,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Moment, Basis)> {
        match base {
            Base::Calendar(year, part) => Some(self.calendar(*year, *part, found, tense)),
            Base::Feast(year, feast) => self.feast(*year, *feast, tense),
            Base::Slashed(first, second, year) => Some(self.slashed(*first, *second, *year, found)),
            Base::Weekday(day, toward) => Some(self.weekday(*day, *toward, tense)),
            Base::Weeks(weeks, day, toward) => {
                let (near, basis) = self.weekday(*day, *toward, tense);
                moved(near, 7 * i64::from(*weeks), Unit::Day).map(|moment| (moment, basis))
            }
            Base::Beside(day, ..) if matches!(base, Base::Beside(_, _, date) if **date == Base::None) => {
                Some((Moment::new(None, Part::Weekday(*day)), Basis::Open))
            }
            Base::Beside(day, later, date) => {
                let (date, basis) = self.moment(date, found, tense)?;
                let date = date.day()?;
                let days = (i64::from(*day) - i64::from(weekday(date))).rem_euclid(7);
                let days = match (later, days) {
                    (true, 0) => 7,
                    (true, days) => days,
                    (false, days) => days - 7,
                };
                Some((Moment::of_day(plus(date, days)), basis))
            }
            Base::InWeek(day, week) => {
                let (week, basis) = self.moment(week, found, tense)?;
                week.first().map(|monday| (Moment::of_day(plus(monday, i64::from(*day))), basis))
            }
            Base::Period(unit, toward) => self.period(*unit, *toward, found, tense),
            Base::Shift(amount, unit, from) => self.shift((*amount)?, *unit, *from, found),
            Base::DayAgo(amount, unit, grain) => {
                let (day, basis) = self.day_ago(*amount, *unit)?;
                moved(day, 0, *grain).map(|moment| (moment, basis))
            }
            Base::Nth(nth, unit, of) => self.nth(*nth, *unit, of, found, tense),
            Base::Holding(unit, of) => self.holding(*unit, of, found, tense),
            Base::Again(unit, of) => self.again(*unit, of, found, tense),
            Base::ShortDecade(decade) => Some(self.short_decade(*decade)),
            Base::None => Some(self.day_now(found)),
        }
    }

    /// The day of a clock time that stands alone: the one told in the same breath, else now.
    fn day_now(&self, found: &Found) -> (Moment, Basis) {
        let near = found.tokens.start.saturating_sub(self.told_at) < BREATH;
        let told = self
            .told
            .filter(|_| near)
            .map(|told| (told, Basis::Told))
            .filter(|(told, _)| matches!(told.part, Part::Day(..)));
        told.or_else(|| self.now())
            .filter(|(moment, _)| matches!(moment.part, Part::Day(..)))
            .unwrap_or((Moment::new(None, Part::Day(0, 0)), Basis::Open))
    }

    /// `this year`, `last week`, `the following month`, `the same day`, `the year`.
    fn period(
        &self,
        unit: Unit,
        toward: Toward,
        found: &Found,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Moment, Basis)> {
        let (anchor, basis) = match (unit, toward) {
            // a quarter told of stays the quarter that is spoken of
            (Unit::Quarter, Toward::The) if self.stretch.is_some() => return self.reported(),
            (Unit::Quarter, Toward::The) if !self.narrative && self.told.is_none() && tense() == Some(Tense::Past) => {
                return self.reported();
            }
            (Unit::Quarter, Toward::The) => self.now()?,
            (Unit::Year, Toward::Previous) if self.looked_back(found) => (self.back?.0, Basis::Told),
            _ => self.seen_from(toward)?,
        };
        // on a Monday, what was done over the weekend was done on the last one
        let gone = unit == Unit::Weekend
            && toward == Toward::The
            && anchor.day().is_some_and(|day| weekday(day) < 4)
            && tense() == Some(Tense::Past);
        let by = if gone { -1 } else { i64::from(toward.step()) };
        moved(anchor, by, unit).map(|moment| (moment, basis))
    }

    /// Whether a year was looked back to just before.
    fn looked_back(&self, found: &Found) -> bool {
        self.back.is_some_and(|(_, at)| found.tokens.start.saturating_sub(at) < SENTENCE)
    }

    /// `two months ago`, `three days later`.
    fn shift(&self, amount: f32, unit: Unit, from: From, found: &Found) -> Option<(Moment, Basis)> {
        let (anchor, basis) = match from {
            From::Ago | From::Hence => self.now()?,
            From::Earlier if unit == Unit::Year && self.looked_back(found) => (self.back?.0, Basis::Told),
            From::Later | From::Earlier => self.then()?,
        };
        let sign = if matches!(from, From::Ago | From::Earlier) { -1.0 } else { 1.0 };
        // "third-quarter profit rose from a year earlier": the same quarter
        if let (1.0, Unit::Year, Some(told)) = (amount, unit, self.same_stretch(from, found)) {
            return Some((told, Basis::Told));
        }
        let (amount, unit) = finer(amount, unit);
        #[allow(clippy::cast_possible_truncation, reason = "amounts have at most four figures")]
        let by = (amount * sign).round() as i64;
        let moment = match unit {
            Unit::Week if matches!(anchor.part, Part::Day(..)) && basis == Basis::Told => {
                moved(anchor, by * 7, Unit::Day)
            }
            _ => moved(anchor, by, unit),
        };
        moment.map(|moment| (moment, basis))
    }

    /// `ten years ago today`, `a week ago today`.
    fn day_ago(&self, amount: i32, unit: Unit) -> Option<(Moment, Basis)> {
        let (now, basis) = self.now()?;
        let day = now.day()?;
        let back = |months: i32| day.checked_sub_months(chrono::Months::new(u32::try_from(months).ok()?));
        let then = match unit {
            Unit::Week | Unit::Fortnight => plus(day, -i64::from(amount) * if unit == Unit::Week { 7 } else { 14 }),
            Unit::Month => back(amount)?,
            Unit::Year => back(amount.checked_mul(12)?)?,
            Unit::Decade => back(amount.checked_mul(120)?)?,
            Unit::Century => back(amount.checked_mul(1200)?)?,
            _ => return None,
        };
        Some((Moment::of_day(then), basis))
    }

    /// The quarter told of just before, a year back.
    fn same_stretch(&self, from: From, found: &Found) -> Option<Moment> {
        let told = self.told.filter(|told| matches!(told.part, Part::Quarter(_) | Part::Half(_)))?;
        let near = matches!(from, From::Earlier | From::Ago)
            && found.tokens.start.saturating_sub(self.told_at) < LONG_SENTENCE;
        near.then(|| Moment { year: told.year.map(|year| year - 1), ..told })
    }

    fn nth(
        &self,
        nth: u8,
        unit: Unit,
        of: &Base,
        found: &Found,
        tense: &dyn Fn() -> Option<Tense>,
    ) -> Option<(Moment, Basis)> {
        let (outer, basis) = self.moment(of, found, tense)?;
        let days = outer.interval()?;
        let count = i64::from(nth.clamp(1, 5)) - 1;
        let moment = match (unit, nth) {
            (Unit::Decade, nth) => {
                let decade = if nth == 100 { 9 } else { i32::from(nth) - 1 };
                Moment::new(outer.year.map(|year| year - year.rem_euclid(100) + decade * 10), Part::Decade)
            }
            (Unit::Week, 100) => Moment::of_week(plus(days.last, -3)),
            (Unit::Week, _) => Moment::of_week(plus(days.first, 3 + 7 * count)),
            (_, 100) => Moment::of_day(days.last),
            _ => Moment::of_day(plus(days.first, i64::from(nth) - 1)),
        };
        Some((moment, basis))
    }
}

/// Whether one of `words` is near before an expression in its clause.
fn are_before(text: &Segmented<'_>, start: usize, words: &Words) -> bool {
    let Some(sentence) = text.sentence_of(start) else { return false };
    let first = text.sentences[sentence].tokens.start.max(start.saturating_sub(REACH));
    let clause = (first..start).rev().take_while(|&at| text.tokens[at].kind != TokenKind::Mark);
    clause.map(|at| text.lower(at)).any(|word| words.has(word))
}

/// What comes before a later time to which the story itself has not come: "lasted until the fall of Budapest in
/// February 1945", "a campaign planned for 1976".
static TO_COME: Words = Words::new(&["intended", "planned", "scheduled", "slated", "till", "until"]);

/// What comes before an earlier time to which the story does not go back: "that had invaded Burma in late 1943".
static DONE_BEFORE: Words = Words::new(&["had"]);

/// The length that an expression gives in one unit.
fn length(meaning: &Meaning) -> Option<Amount> {
    match meaning {
        Meaning::Duration(length) => match length.0[..] {
            [(amount, unit)] => Amount::of(amount, unit),
            _ => None,
        },
        Meaning::Point(Base::Shift(amount, unit, _), _) => Amount::of(*amount, *unit),
        _ => None,
    }
}

/// A moment of the size of `unit`, so many units on from the one that holds `anchor`.
pub(super) fn moved(anchor: Moment, by: i64, unit: Unit) -> Option<Moment> {
    let small = i32::try_from(by).ok().filter(|by| by.abs() < 10_000)?;
    let years = |span: i32, part: Part| {
        let year = anchor.signed_year()? + small.checked_mul(span)?;
        (year.abs() <= 9999).then(|| signed(year, part))
    };
    match unit {
        Unit::Day | Unit::Night => match anchor.day() {
            Some(day) => Some(Moment::of_day(plus(day, by))),
            None if by == 0 => Some(anchor),
            None => anchor.year.map(|_| Moment { part: Part::DayOfMonth(0), ..anchor }),
        },
        Unit::Week | Unit::Fortnight => anchor.first().map(|day| Moment::of_week(plus(day, by * 7))),
        Unit::Weekend => anchor.first().map(|day| Moment::of_weekend(plus(day, by * 7))),
        Unit::Month => anchor.months().map(|months| Moment::of_month(months + small)).filter(|_| !anchor.bc),
        Unit::Quarter => anchor.quarters().map(|quarters| Moment::of_quarter(quarters + small)),
        Unit::Year => years(1, Part::Whole),
        Unit::Decade => years(10, Part::Decade),
        Unit::Century => years(100, Part::Century),
        Unit::Millennium => years(1000, Part::Millennium),
        // hours and minutes on, the day is the same or near
        Unit::Second | Unit::Minute | Unit::Hour => anchor.day().map(Moment::of_day),
    }
}

pub(super) fn signed(year: i32, part: Part) -> Moment {
    Moment { bc: year < 0, year: Some(year.abs()), part }
}

/// Half a year back is six months.
fn finer(amount: f32, unit: Unit) -> (f32, Unit) {
    match (amount.fract() == 0.0, unit) {
        (false, Unit::Year) => (amount * 12.0, Unit::Month),
        (false, Unit::Decade) => (amount * 10.0, Unit::Year),
        (false, Unit::Century) => (amount * 100.0, Unit::Year),
        _ => (amount, unit),
    }
}

/// The value of what cannot be placed.
fn vague(base: &Base) -> &'static str {
    match base {
        Base::Shift(_, _, From::Ago | From::Earlier) | Base::Period(_, Toward::Last | Toward::Previous) => "PAST_REF",
        Base::Shift(..) | Base::Period(_, Toward::Next | Toward::Following) => "FUTURE_REF",
        Base::Period(Unit::Day | Unit::Night, _) => "XXXX-XX-XX",
        Base::Period(Unit::Week, _) => "XXXX-WXX",
        Base::Period(Unit::Weekend, _) => "XXXX-WXX-WE",
        Base::Period(Unit::Month, _) => "XXXX-XX",
        Base::Period(Unit::Quarter, _) => "XXXX-QX",
        _ => "XXXX",
    }
}

/// Adds a time of day to the value of a moment, which is that part of its year.
fn timed(value: &mut String, part: Part, time: Daytime) {
    match part {
        Part::Day(1.., _) => {}
        Part::Month(_) => value.push_str("-XX"),
        Part::Whole => value.push_str("-XX-XX"),
        _ => "XXXX-XX-XX".clone_into(value),
    }
    match time {
        Daytime::Part(part) => value.push_str(part.value()),
        Daytime::Clock(hour, minute, second, zone) => {
            let mut numbered = |before: &str, number: u8| {
                value.push_str(before);
                pad(number.into(), 2, value);
            };
            numbered("T", hour);
            numbered(":", minute.unwrap_or(0));
            if let Some(second) = second {
                numbered(":", second);
            }
            value.push_str(&zone.map(offset).unwrap_or_default());
        }
    }
}

/// A zone as ISO 8601 writes it.
fn offset(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
