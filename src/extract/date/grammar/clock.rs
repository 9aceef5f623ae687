//! Times of the day: `8 p.m.`, `18:00 UTC`, `noon`, `the night of 20 June`, `tonight`.

use super::spoken::hour_in;
use super::{Parsed, Parser};
use crate::extract::date::expression::{Base, Daytime, Found, From, Meaning, Toward};
use crate::extract::date::lexicon::{DayPart, Unit, Word};
use crate::segment::Shape;

impl Parser<'_> {
    /// A clock time with the day that follows it: `16:00 UTC today`, `8 p.m. on Friday`.
    pub(super) fn clocked(&self, at: usize) -> Option<Found> {
        let due = matches!(
            self.before(at),
            Word::At | Word::About | Word::Since | Word::From | Word::Before | Word::After | Word::Between
        );
        let (end, time) = self.clock(at, due)?;
        if let Daytime::Clock(hour @ 1..=12, minute, second, zone @ None) = time
            && !matches!(self.w(end - 1), Word::Meridiem(_) | Word::Glued | Word::DayPart(_) | Word::Noon)
            && let Some((end, base, part)) = self.part_behind(end)
        {
            let time = Daytime::Clock(hour_in(hour.into(), part) as u8, minute, second, zone);
            return Some(self.found(at, end, Meaning::Point(base, Some(time)), None));
        }
        let next = self.skip(end, Word::Comma);
        let next = self.skip(next, Word::On);
        if matches!(time, Daytime::Clock(..))
            && let Some(Found { tokens, meaning: Meaning::Point(base, None), weekday, .. }) = self.day(next)
        {
            return Some(self.found(at, tokens.end, Meaning::Point(base, Some(time)), weekday));
        }
        // "3:15 p.m. local time on Saturday": the day is told of by itself as well
        let place = self.lower(end) == "local" || self.shape(end).has_capital();
        if matches!(time, Daytime::Clock(..))
            && place
            && self.w(end + 1) == Word::Time
            && let Some(Found { meaning: Meaning::Point(base, None), .. }) =
                self.day(self.skip(self.skip(end + 2, Word::Comma), Word::On))
        {
            return Some(self.found(at, end, Meaning::Point(base, Some(time)), None));
        }
        Some(self.found(at, end, Meaning::Point(Base::None, Some(time)), None))
    }

    /// A day as it follows a clock time or `the night of`.
    pub(super) fn day(&self, at: usize) -> Option<Found> {
        match self.w(at) {
            Word::Weekday(_) | Word::WeekdayShort(_) => self.weekday(at).map(|mut found| {
                if let Meaning::Point(_, time) = &mut found.meaning {
                    *time = None;
                }
                found
            }),
            Word::Today => Some(self.point(at, at + 1, Base::Period(Unit::Day, Toward::This))),
            Word::Yesterday | Word::Tomorrow => self.relative(at),
            // "the early hours of this morning"
            Word::This if self.w(at + 1) == Word::DayPart(DayPart::Morning) => {
                Some(self.point(at, at + 2, Base::Period(Unit::Day, Toward::This)))
            }
            Word::Figure(..) | Word::Month(_) | Word::MonthShort(_) | Word::Nth(_) | Word::The | Word::Holiday(_) => {
                self.calendar_day(self.skip(at, Word::The))
            }
            _ => None,
        }
    }

    /// A clock time; without `due`, only one that says itself what it is.
    pub(super) fn clock(&self, at: usize, due: bool) -> Parsed<Daytime> {
        match self.w(at) {
            Word::Noon => Some((at + 1, Daytime::Clock(12, Some(0), None, None))),
            Word::Midnight => Some((at + 1, Daytime::Clock(24, Some(0), None, None))),
            Word::Glued => self.glued_clock(at),
            Word::Half | Word::A | Word::Unit(Unit::Quarter) => self.spoken(at),
            Word::Cardinal(_) if matches!(self.w(at + 1), Word::Past | Word::To | Word::Dash) => self.spoken(at),
            Word::Figure(hour, digits) => self.figures(at, hour, digits, due),
            // "8.30 p.m."
            Word::Decimal(value) if matches!(self.w(at + 1), Word::Meridiem(_)) => {
                self.finish(at + 1, value / 1000, Some((value % 1000 / 10) as u8), None, true)
            }
            Word::Cardinal(hour) if matches!(self.w(at + 1), Word::Meridiem(_) | Word::Clock) && hour <= 12 => {
                self.finish(at + 1, u32::from(hour), None, None, true)
            }
            Word::Cardinal(hour @ 1..=12) if due && self.w(at + 1) == Word::In => {
                self.finish(at + 1, u32::from(hour), None, None, false)
            }
            _ => None,
        }
    }

    fn spoken(&self, at: usize) -> Parsed<Daytime> {
        let (end, (hour, minute)) = self.spoken_clock(at)?;
        self.finish(end, hour, Some(minute), None, true)
    }

    fn figures(&self, at: usize, hour: u32, digits: u8, due: bool) -> Parsed<Daytime> {
        if self.w(at + 1) == Word::Colon && self.glued(at + 1) && self.glued(at + 2) && self.w(at + 2) == Word::Glued {
            return self.glued_minutes(at + 2, hour);
        }
        if self.w(at + 1) == Word::Colon
            && self.glued(at + 1)
            && self.glued(at + 2)
            && let Word::Figure(minute @ 0..=59, 2) = self.w(at + 2)
        {
            let mut end = at + 3;
            let mut second = None;
            if self.w(end) == Word::Colon
                && self.glued(end)
                && let Word::Figure(value @ 0..=59, 2) = self.w(end + 1)
            {
                second = Some(value as u8);
                end += 2;
            } else if let (Word::Colon, Word::Decimal(value @ 0..60_000)) = (self.w(end), self.w(end + 1))
                && self.glued(end)
                && self.glued(end + 1)
            {
                second = Some((value / 1000) as u8);
                end += 2;
            }
            return self.finish(end, hour, Some(minute as u8), second, due);
        }
        match self.w(at + 1) {
            // "at 7 in the evening"
            Word::In if due && (1..=12).contains(&hour) && digits <= 2 => self.finish(at + 1, hour, None, None, false),
            Word::Meridiem(_) if hour <= 12 => self.finish(at + 1, hour, None, None, true),
            Word::Clock if self.lower(at + 1) != "hrs" && hour <= 12 => self.finish(at + 1, hour, None, None, true),
            // "0800 UTC", "1430 hrs"
            Word::Zone(_) | Word::Clock if digits == 4 && hour % 100 < 60 => {
                self.finish(at + 1, hour / 100, Some((hour % 100) as u8), None, true)
            }
            // "1800 hours", "0600 Saturday", "at 1830 on Monday"
            _ if digits == 4 && hour < 2400 && hour % 100 < 60 && self.is_of_four_figures(at) => {
                let end = if self.w(at + 1) == Word::Units(Unit::Hour) { at + 2 } else { at + 1 };
                let (end, zone) = self.zone(end);
                clock(hour / 100, Some((hour % 100) as u8), None, zone).map(|time| (end, time))
            }
            _ => None,
        }
    }

    /// Whether four figures are a time and no year or number, by what stands around them: a nought before and a weekday behind.
    fn is_of_four_figures(&self, at: usize) -> bool {
        let led = self.before(at) == Word::At;
        let nought = self.lower(at).starts_with('0');
        let weekday = |at: usize| matches!(self.w(at), Word::Weekday(_) | Word::WeekdayShort(_));
        match self.w(at + 1) {
            // "1800 local time", "0900 Moscow time"
            _ if self.w(at + 2) == Word::Time && (self.lower(at + 1) == "local" || self.is_name(at + 1)) => true,
            Word::Units(Unit::Hour) => nought || led || weekday(at + 2),
            Word::On => (nought || led) && weekday(at + 2),
            _ => (nought || led) && weekday(at + 1),
        }
    }

    /// The `30PM` of `5:30PM`, the `30hrs` of `05:30hrs`.
    fn glued_minutes(&self, at: usize, hour: u32) -> Parsed<Daytime> {
        let (minute, half) = self.lower(at).split_at_checked(2)?;
        let minute = minute.parse().ok()?;
        if matches!(half, "h" | "hrs") {
            let (end, zone) = self.zone(at + 1);
            return clock(hour, Some(minute), None, zone).map(|time| (end, time));
        }
        let add = match half.as_bytes().first()? {
            b'a' => 0,
            b'p' => 12,
            _ => return None,
        };
        let (end, zone) = self.zone(at + 1);
        (1..=12)
            .contains(&hour)
            .then(|| clock(hour % 12 + add, Some(minute), None, zone))
            .flatten()
            .map(|time| (end, time))
    }

    /// `6am`, `7.30pm`, `0300hrs`.
    fn glued_clock(&self, at: usize) -> Parsed<Daytime> {
        let text = self.lower(at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let value: u32 = text[..digits].parse().ok()?;
        let mut rest = &text[digits..];
        let (hour, mut minute) = if digits == 4 { (value / 100, Some((value % 100) as u8)) } else { (value, None) };
        if let Some((figures, half)) = rest.strip_prefix('.').and_then(|rest| rest.split_at_checked(2)) {
            minute = Some(figures.parse().ok()?);
            rest = half;
        }
        let hour = match (rest.as_bytes().first(), hour) {
            (Some(b'p'), 1..=11) => hour + 12,
            (Some(b'a'), 12) => 0,
            (Some(b'a' | b'p'), 1..=12) => hour,
            (Some(b'h'), 0..=24) if digits == 4 => hour,
            _ => return None,
        };
        let (end, zone) = self.zone(at + 1);
        clock(hour, minute, None, zone).map(|time| (end, time))
    }

    /// Takes in `a.m.`, `o'clock`, `hrs` and the zone.
    fn finish(&self, at: usize, hour: u32, minute: Option<u8>, second: Option<u8>, due: bool) -> Parsed<Daytime> {
        let mut end = at;
        let mut hour = hour;
        let mut sure = due || second.is_some();
        match self.w(end) {
            // "2:30 in the morning"
            Word::In if (1..=12).contains(&hour) && self.w(end + 1) == Word::The => {
                if let Word::DayPart(part) = self.w(end + 2) {
                    hour = hour_in(hour, part);
                    sure = true;
                    end += 3;
                }
            }
            Word::Meridiem(add) if hour <= 12 => {
                hour = hour % 12 + u32::from(add);
                sure = true;
                end += 1;
            }
            Word::Clock => {
                sure = true;
                end += 1;
            }
            Word::Glued if self.glued(end) => end += 1,
            _ => {}
        }
        let (end, zone) = self.zone(end);
        (sure || zone.is_some()).then(|| clock(hour, minute, second, zone)).flatten().map(|time| (end, time))
    }

    fn zone(&self, at: usize) -> (usize, Option<i16>) {
        match (self.w(at), self.w(at + 1), self.w(at + 2)) {
            (Word::Zone(0), ..) if self.offset(at + 1).is_some() => {
                self.offset(at + 1).map_or((at + 1, None), |(end, zone)| (end, Some(zone)))
            }
            (Word::Zone(zone), ..) => (at + 1, Some(zone)),
            (Word::Open, Word::Zone(zone), Word::Close) => (at + 3, Some(zone)),
            (Word::Open, Word::Zone(0), _) => match self.offset(at + 2) {
                Some((end, zone)) if self.w(end) == Word::Close => (end + 1, Some(zone)),
                _ => (at, None),
            },
            _ => (at, None),
        }
    }

    /// The `+9` of `UTC+9`, the `+05:30` of `GMT+05:30`, in minutes.
    fn offset(&self, at: usize) -> Parsed<i16> {
        let sign = match self.text.tokens.get(at).map(|_| self.text.text(at)) {
            Some("+") if at < self.end => 1,
            Some("-" | "−") if self.glued(at) && self.glued(at + 1) => -1,
            _ => return None,
        };
        let Word::Figure(hours @ 0..=14, 1..=2) = self.w(at + 1) else { return None };
        let (end, minutes) = match (self.w(at + 2), self.w(at + 3)) {
            (Word::Colon, Word::Figure(minutes @ 0..=59, 2)) if self.glued(at + 2) && self.glued(at + 3) => {
                (at + 4, minutes)
            }
            _ => (at + 2, 0),
        };
        Some((end, sign * i16::try_from(hours * 60 + minutes).ok()?))
    }

    /// `night-time`, `at night`, `in the morning`: a part of no day in particular, or of the day told of.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Found> {
        let Word::DayPart(part) = self.w(at) else { return None };
        if matches!(part, DayPart::Dawn | DayPart::Dusk) {
            return self.twilight(at, part);
        }
        // "in morning trading", "early afternoon", "mid-afternoon"
        let early = matches!(self.before(at), Word::Early | Word::Late | Word::Mid)
            || (self.before(at) == Word::Dash && at >= self.start + 2 && self.word(at - 2) == Word::Mid);
        if (early && self.w(at + 1) != Word::Units(Unit::Hour)) || self.lower(at + 1) == "trading" {
            return Some(self.found(at, at + 1, Meaning::Point(Base::None, Some(Daytime::Part(part))), None));
        }
        let fits = (matches!(self.before(at), Word::At | Word::Since) && part == DayPart::Night)
            || (self.before(at) == Word::In && part == DayPart::Daytime);
        fits.then(|| self.found(at, at + 1, Meaning::Set(format!("XXXX-XX-XX{}", part.value())), None))
    }

    /// `before dawn Tuesday`, `at dusk`; "the dawn of an era" and Dawn are none.
    fn twilight(&self, at: usize, part: DayPart) -> Option<Found> {
        let due = matches!(
            self.before(at),
            Word::At | Word::Before | Word::After | Word::Since | Word::To | Word::From | Word::About
        );
        if self.shape(at) != Shape::Lower || !due {
            return None;
        }
        let time = Some(Daytime::Part(part));
        if let Some(Found { tokens, meaning: Meaning::Point(base, None), weekday, .. }) =
            self.day(self.skip(at + 1, Word::On))
        {
            return Some(self.found(at, tokens.end, Meaning::Point(base, time), weekday));
        }
        (self.w(at + 1) != Word::Of).then(|| self.found(at, at + 1, Meaning::Point(Base::None, time), None))
    }

    /// After `the`: `night of 20 June 1791`, `early morning hours of 30 April`, `morning`.
    pub(super) fn part_after_the(&self, at: usize, start: usize) -> Option<Found> {
        let mut next = if matches!(self.w(at), Word::Early | Word::Late) { at + 1 } else { at };
        let Word::DayPart(part) = self.w(next) else { return None };
        next += 1;
        // "the night before last"
        if part == DayPart::Night && self.w(next) == Word::Before && self.w(next + 1) == Word::Last {
            let base = Base::Shift(Some(2.0), Unit::Day, From::Ago);
            return Some(self.found(start, next + 2, Meaning::Point(base, Some(Daytime::Part(part))), None));
        }
        if self.w(next) == Word::Units(Unit::Hour) {
            next += 1;
        }
        if self.w(next) == Word::Of
            && let Some(Found { tokens, meaning: Meaning::Point(base, _), weekday, .. }) = self.day(next + 1)
        {
            return Some(self.found(start, tokens.end, Meaning::Point(base, Some(Daytime::Part(part))), weekday));
        }
        let due = matches!(self.before(start), Word::In | Word::On) && self.w(next) != Word::Of;
        due.then(|| self.found(start, next, Meaning::Point(Base::None, Some(Daytime::Part(part))), None))
    }
}

impl DayPart {
    /// As TIMEX3 writes it.
    pub fn value(self) -> &'static str {
        match self {
            DayPart::Morning => "TMO",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night => "TNI",
            DayPart::Daytime => "TDT",
            DayPart::Dawn => "TMO",
            DayPart::Dusk => "TEV",
        }
    }
}

fn clock(hour: u32, minute: Option<u8>, second: Option<u8>, zone: Option<i16>) -> Option<Daytime> {
    let valid = hour <= 24 && minute.is_none_or(|minute| minute < 60);
    valid.then_some(Daytime::Clock(hour as u8, minute, second, zone))
}
