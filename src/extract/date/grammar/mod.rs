//! Classified tokens -> expressions. Each production takes the token it starts at and says where it ends and what it
//! means, or nothing; the longest reading of a place comes first.

mod amount;
mod calendar;
mod clock;
mod definite;
mod length;
mod lists;
mod periods;
mod numeric;
mod relative;
mod results;
mod sets;
mod spoken;
mod vague;
mod weekdays;
mod year;

use super::expression::{Base, Daytime, Found, Meaning, Toward, Year};
use super::lexicon::{DayPart, Holiday, Unit, Word};
use super::moment::Part;
use super::tense::is_said;
use crate::lexeme::{Classes, Lexeme};
use crate::segment::{Block, Segmented, Shape, TokenKind};

/// Every time expression of a block, in order.
pub fn parse(text: &Segmented<'_>, block: &Block, out: &mut Vec<Found>) {
    let first = out.len();
    let end = block.tokens.end;
    let mut at = block.tokens.start;
    let starts = |word: &Lexeme| word.classes.has(Classes::TIME);
    let glance = Parser { text, start: at, end, told: &[] };
    while let Some(skipped) = text.lexemes[at..end].iter().position(starts) {
        at += skipped;
        if !glance.may_start(at) {
            at += 1;
            continue;
        }
        let parser = Parser { told: &out[first..], ..glance };
        let told = out.len();
        match parser.range(at) {
            Some(found) => out.extend(found),
            None => out.extend(parser.expression(at)),
        }
        at = out[told..].last().map_or(at + 1, |last| last.tokens.end);
    }
    share_years(text, &mut out[first..]);
}

/// The end of a production and what it found.
type Parsed<T> = Option<(usize, T)>;

struct Parser<'a> {
    text: &'a Segmented<'a>,
    /// The block.
    start: usize,
    end: usize,
    /// What was found before in the block.
    told: &'a [Found],
}

impl Parser<'_> {
    fn w(&self, at: usize) -> Word {
        if at < self.end { self.word(at) } else { Word::Other }
    }

    /// The word at a place that is not behind the block.
    fn word(&self, at: usize) -> Word {
        self.text.lexemes[at].time
    }

    fn before(&self, at: usize) -> Word {
        if at > self.start { self.word(at - 1) } else { Word::Other }
    }

    fn glued(&self, at: usize) -> bool {
        at < self.end && at > self.start && self.text.glued(at)
    }

    fn lower(&self, at: usize) -> &str {
        if at < self.end { self.text.lower(at) } else { "" }
    }

    fn shape(&self, at: usize) -> Shape {
        if at < self.end { self.text.tokens[at].shape } else { Shape::None }
    }

    /// Whether a word with a capital letter stands here that is no part of time expressions.
    fn is_name(&self, at: usize) -> bool {
        at < self.end
            && self.text.tokens[at].kind == TokenKind::Word
            && self.shape(at).has_capital()
            && matches!(self.w(at), Word::Other | Word::Holiday(Holiday::Named))
    }

    fn skip(&self, at: usize, word: Word) -> usize {
        if self.w(at) == word { at + 1 } else { at }
    }

    /// Whether an expression may start at a word that starts some, as far as the next word tells: most articles and
    /// figures stand before a noun that is no part of one.
    fn may_start(&self, at: usize) -> bool {
        let next = self.w(at + 1);
        match (self.w(at), next) {
            (Word::At, _) => matches!(next, Word::AtLeast),
            (Word::More | Word::Less, _) => matches!(next, Word::Than),
            // "the wee hours of Friday"
            (Word::The, Word::Other) => matches!(self.lower(at + 1), "wee" | "small"),
            // "a short time ago", "a little more than a week"
            (Word::A, Word::Other) => matches!(self.lower(at + 1), "little" | "short" | "while"),
            (Word::This | Word::That, Word::Other) => false,
            // "in 480", after years before Christ
            (Word::Figure(_, 3), _) if matches!(self.before(at), Word::In | Word::Since | Word::From | Word::Of) => {
                true
            }
            // "4.6 billion years"
            (
                Word::Figure(_, 1..=3)
                | Word::Decimal(_)
                | Word::Cardinal(_)
                | Word::Hundred
                | Word::Dozen
                | Word::Few
                | Word::Several
                | Word::Couple
                | Word::Half,
                Word::Other,
            ) => matches!(self.lower(at + 1), "thousand" | "million" | "billion"),
            (Word::Figure(_, 1..=3) | Word::Decimal(_), Word::Percent | Word::Point | Word::Close) => false,
            _ => true,
        }
    }

    /// One time expression that starts here.
    fn expression(&self, at: usize) -> Option<Found> {
        let mut found = self.stretch(at).or_else(|| self.approximate(at)).or_else(|| self.core(at))?;
        found.tokens.end = found.tokens.end.min(self.end);
        Some(found)
    }

    /// `the end of 1944`, `early 1941`, `mid-November`, `late in the year`, `the latter part of the year`.
    fn stretch(&self, at: usize) -> Option<Found> {
        let mut next = at + usize::from(matches!(self.w(at), Word::The));
        match self.w(next) {
            Word::Latter | Word::Early | Word::Nth(_) if self.w(next + 1) == Word::PartOf => next += 3,
            Word::Early if self.words_are(next + 1, &["hours", "of"]) => return self.small_hours(at, next + 3),
            Word::Other
                if self.words_are(next, &["wee", "hours", "of"]) || self.words_are(next, &["small", "hours", "of"]) =>
            {
                return self.small_hours(at, next + 3);
            }
            Word::Early | Word::Late | Word::Mid | Word::Later | Word::Earlier => {
                next += 1;
                next = self.skip(next, Word::Dash);
                if let (Word::Mid, Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year))) =
                    (self.w(next.saturating_sub(2)), self.w(next))
                {
                    return Some(self.point(at, next + 1, Base::Period(unit, Toward::The)));
                }
                next = if self.w(next) == Word::In { next + 1 } else { next };
            }
            Word::Stretch if self.w(next + 1) == Word::Of => next += 2,
            // "end-May"
            Word::Stretch if self.w(next + 1) == Word::Dash && self.glued(next + 1) && self.glued(next + 2) => {
                next += 2;
                if !matches!(self.w(next), Word::Month(_) | Word::Figure(1900..=2100, 4)) {
                    return None;
                }
            }
            _ => return None,
        }
        let inner = self.core(next)?;
        let calendar =
            matches!(inner.meaning, Meaning::Point(..) | Meaning::Reference(super::expression::Reference::Today));
        calendar.then(|| self.found(at, inner.tokens.end, inner.meaning, inner.weekday))
    }

    /// `the early hours of Friday`.
    fn small_hours(&self, start: usize, at: usize) -> Option<Found> {
        let Found { tokens, meaning: Meaning::Point(base, None), weekday, .. } = self.day(at)? else { return None };
        Some(self.found(start, tokens.end, Meaning::Point(base, Some(Daytime::Part(DayPart::Morning))), weekday))
    }

    /// `about two years`, `more than a week`, `at least 90 days`, `ca. 466 BC`.
    fn approximate(&self, at: usize) -> Option<Found> {
        let mut next = match (self.w(at), self.w(at + 1), self.w(at + 2)) {
            (Word::More | Word::Less, Word::Than, _) => at + 2,
            (Word::At, Word::AtLeast, _) => at + 2,
            (Word::A, _, Word::More | Word::Less) if self.lower(at + 1) == "little" => at + 4,
            (Word::About, Word::Point, _) if self.lower(at) == "ca" => at + 2,
            (Word::About, ..) => at + 1,
            _ => return None,
        };
        if self.w(next) == Word::About {
            next += 1;
        }
        let inner = self.core(next)?;
        let lower = self.lower(at);
        let dated = matches!(lower, "ca" | "circa");
        let fits = match inner.meaning {
            Meaning::Duration(_) => lower != "around" || self.w(next) != Word::The,
            Meaning::Point(Base::Shift(..), _) => true,
            Meaning::Point(Base::Calendar(..), _) => dated,
            _ => false,
        };
        // "over the past year", "about the past": a preposition, no measure
        (fits && self.w(next) != Word::The).then(|| self.found(at, inner.tokens.end, inner.meaning, None))
    }

    fn core(&self, at: usize) -> Option<Found> {
        match self.w(at) {
            Word::Figure(..) | Word::Decimal(_) | Word::Glued => self.figure(at),
            Word::Month(_) | Word::MonthShort(_) => self.dated(at),
            Word::Weekday(_) | Word::WeekdayShort(_) => self.weekday(at),
            Word::Weekdays(_)
            | Word::Weekends
            | Word::Every(_)
            | Word::EveryFew(..)
            | Word::Manifold(_)
            | Word::Each
            | Word::Per => self.set(at),
            Word::Once => self.set(at).or_else(|| self.once(at)),
            Word::Scores => self.scores(at),
            Word::Fiscal if matches!(self.w(at + 1), Word::Nth(_)) => self.ordinal(at + 1, at),
            Word::Season(_) | Word::Holiday(_) | Word::Fiscal => self.dated(at),
            Word::Nth(_) => self.dated(at).or_else(|| self.measure(at)),
            Word::Decade(_) | Word::Apostrophe => self.decade(at),
            Word::Noon | Word::Midnight => self.clocked(at),
            Word::DayPart(_) => self.part_of_day(at),
            Word::Era(false) => self.bare_year(at),
            Word::The => self.after_the(at),
            Word::A
            | Word::Cardinal(_)
            | Word::Hundred
            | Word::Dozen
            | Word::Few
            | Word::Several
            | Word::Couple
            | Word::Half => self
                .clocked(at)
                .or_else(|| self.one_such_day(at))
                .or_else(|| self.weekdays_ago(at))
                .or_else(|| self.a_year_ago(at))
                .or_else(|| self.set(at))
                .or_else(|| self.measure(at))
                .or_else(|| self.some_time_ago(at)),
            Word::Unit(Unit::Quarter) => self.clocked(at).or_else(|| self.bare_unit(at)),
            Word::Units(_) | Word::Unit(_) | Word::LongUnit(_) => self.bare_unit(at),
            Word::Another => self.another(at),
            Word::Latest => self.latest(at, at),
            Word::All => self.all(at),
            Word::Filler => self.calendar_year(at),
            Word::Dotted(day, month, year) => self.dotted(at, day, month, year),
            Word::QuarterOf(..) | Word::FiscalYear(_) | Word::Circa(_) => self.code(at),
            _ => self.relative(at),
        }
    }

    /// A figure may begin a date, a clock time, a length of time or a year.
    fn figure(&self, at: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.clocked(at))
            .or_else(|| self.dated(at))
            .or_else(|| self.weekdays_ago(at))
            .or_else(|| self.set(at))
            .or_else(|| self.measure(at))
            .or_else(|| self.bare_year(at))
    }

    fn point(&self, at: usize, end: usize, base: Base) -> Found {
        self.found(at, end, Meaning::Point(base, None), None)
    }

    fn found(&self, at: usize, end: usize, meaning: Meaning, weekday: Option<(u8, usize)>) -> Found {
        let governed = self.is_governed(at, &meaning) && !is_said(self.text, at);
        Found { tokens: at..end, meaning, weekday, governed }
    }

    /// Whether what stands before an expression puts it under the verb of its clause: a preposition, or nothing where a day
    /// needs none ("was killed Aug. 7"), though "holders of record March 20" are no story.
    fn is_governed(&self, at: usize, meaning: &Meaning) -> bool {
        let of_thing = self.before(at) == Word::The && matches!(self.w(at), Word::Month(_) | Word::MonthShort(_));
        let at = if self.before(at) == Word::The && !of_thing { at - 1 } else { at };
        let preposition = matches!(
            self.before(at),
            Word::In | Word::On | Word::Since | Word::From | Word::Of | Word::Between | Word::And | Word::Slash
        );
        let day = matches!(meaning, Meaning::Point(Base::Calendar(_, Part::Day(..)), _));
        // "The third quarter was weak"
        let subject = matches!(meaning, Meaning::Point(Base::Calendar(_, Part::Quarter(_) | Part::Half(_)), _));
        if subject && self.opens(at) {
            return true;
        }
        // "the July 2 meeting" may be one that is to come
        let before = self.lower(at.saturating_sub(1));
        preposition || (day && !of_thing && before != "record")
    }

    /// Whether a sentence begins here.
    fn opens(&self, at: usize) -> bool {
        self.text.sentence_of(at).is_some_and(|sentence| self.text.sentences[sentence].tokens.start == at)
    }

    fn words_are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.lower(at + i) == *word)
    }

    /// Adds the clock time or part of the day that follows a day, or the day's own `at 8 p.m.`.
    fn with_time(&self, found: Found) -> Found {
        let Meaning::Point(base, None) = found.meaning else { return found };
        let end = found.tokens.end;
        // a stamp: "2-MAR-1987 14:22:31", "1998-02-27 08:33"
        let stamp = matches!(base, Base::Slashed(..)) || self.glued(found.tokens.start + 1);
        let (end, time) = self.time_after(end, stamp).map_or((end, None), |(end, time)| (end, Some(time)));
        Found { tokens: found.tokens.start..end, meaning: Meaning::Point(base, time), ..found }
    }

    fn time_after(&self, at: usize, due: bool) -> Parsed<Daytime> {
        if let Word::DayPart(part) = self.w(at) {
            return Some((at + 1, Daytime::Part(part)));
        }
        let next = self.skip(at, Word::Comma);
        let next = self.skip(next, Word::At);
        self.clock(next, due || next > at)
    }
}

/// `from May to July 2021`: the first takes the year of the second.
fn share_years(text: &Segmented<'_>, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(at);
        let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
        let Meaning::Point(Base::Calendar(Year::Known(year), later), _) = right.meaning else { continue };
        let Meaning::Point(Base::Calendar(unknown @ Year::Unknown, earlier), _) = &mut left.meaning else { continue };
        let between = &text.lexemes[left.tokens.end..right.tokens.start];
        let joined = match between {
            [one] => matches!(
                one.time,
                Word::Dash | Word::And | Word::To | Word::Or | Word::Comma | Word::Since | Word::Slash
            ),
            [one, other] => matches!((one.time, other.time), (Word::And | Word::To, Word::The)),
            _ => false,
        };
        let wraps = month_of(*earlier).zip(month_of(later)).is_some_and(|(first, second)| first > second);
        // of a mere list, the first need not have the year of the second
        let list = matches!(between, [one] if one.time == Word::Comma);
        if !joined || later == Part::Fiscal || (list && (wraps || later == Part::Whole)) {
            continue;
        }
        *unknown = Year::Known(if wraps { year - 1 } else { year });
    }
}

fn month_of(part: Part) -> Option<u8> {
    match part {
        Part::Month(month) | Part::Day(month, _) => Some(month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::date::lexicon;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    /// Words that are no part of time expressions but bear on them, and what stands between words.
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "people", "million", "billion", "thousand", "little", "short", "while", "wee", "small", "hours", "of", "the",
        "a", "an", "9", "12", "31", "480", "500", "1987", "2030", "19870312", "3.5", "1,200", "1990s", "12th", "6am",
        ",", ".", "%", "(", ")", "-", "–", "'s", "'", "“", "/", ":", "$", "said", "Paris", "ten",
    ];

    #[test]
    fn where_nothing_may_start_nothing_does() {
        let words: Vec<&str> = lexicon::words().iter().map(|&(word, _)| word).chain(OTHERS.iter().copied()).collect();
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut text = String::new();
        for _ in 0..60_000 {
            let word = if next(3) == 0 { words[next(words.len())] } else { OTHERS[next(OTHERS.len())] };
            let capital = next(2) == 0;
            text.extend(word.chars().take(1).map(|first| if capital { first.to_ascii_uppercase() } else { first }));
            text.extend(word.chars().skip(1));
            text.push_str(["\n\n", "", " ", " ", " ", " ", " ", " "][next(8)]);
        }
        let source = Source::new(SourceId(0), "a.txt".into(), text, Encoding::Utf8 { bom: false });
        let text = segment(read(&source));
        let mut silent = 0;
        for block in &text.blocks {
            let mut told = Vec::new();
            parse(&text, block, &mut told);
            for at in block.tokens.clone() {
                let before = told.iter().take_while(|found| found.tokens.end <= at).count();
                let parser =
                    Parser { text: &text, start: block.tokens.start, end: block.tokens.end, told: &told[..before] };
                if !text.lexemes[at].classes.has(Classes::TIME) || !parser.may_start(at) {
                    let words = text.slice(text.span(at..block.tokens.end.min(at + 6)));
                    assert!(parser.range(at).is_none() && parser.expression(at).is_none(), "{words}");
                    silent += 1;
                }
            }
        }
        assert!(silent > 20_000);
    }
}
