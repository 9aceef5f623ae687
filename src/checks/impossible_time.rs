//! Clock times that no clock shows: “at 13:75 GMT”, “polls close at 25:30 on Sunday”.
//!
//! Scores, ratios, verses and places in recordings are written the same way: a figure is a time of the day only where a zone,
//! a half of the day, another time or a day stands beside it, or where something leaves, opens or begins at it.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::statement::is_function_word;
use crate::claim::timeline::sentences;
use crate::extract::date::{Basis, DateMention, TimexType, is_zone};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, Sentence, Shape, TokenKind};
use crate::words::Words;

/// It has no parameters: all clocks go to 24.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpossibleTime {}

/// What is done at a time of the day, and hardly ever at a score. Sorted.
static TIMED: Words = Words::new(&[
    "arrive",
    "arrived",
    "arrives",
    "began",
    "begin",
    "begins",
    "called",
    "close",
    "closed",
    "closes",
    "convene",
    "depart",
    "departed",
    "departs",
    "due",
    "end",
    "ended",
    "ends",
    "erupted",
    "expire",
    "expires",
    "failed",
    "happened",
    "hit",
    "kick",
    "kicks",
    "land",
    "landed",
    "lands",
    "leave",
    "leaves",
    "left",
    "occurred",
    "open",
    "opened",
    "opens",
    "sail",
    "sailed",
    "sails",
    "scheduled",
    "start",
    "started",
    "starts",
    "struck",
    "woke",
]);

/// Words of what is counted in minutes and seconds, in points or in verses, and of days that broadcasters let run past 24.
/// Sorted.
static COUNTED: Words = Words::new(&[
    "ahead",
    "airs",
    "album",
    "broadcast",
    "broadcasts",
    "clip",
    "counter",
    "film",
    "footage",
    "goal",
    "goals",
    "halftime",
    "lap",
    "laps",
    "lead",
    "leading",
    "leads",
    "led",
    "marathon",
    "minute",
    "minutes",
    "mix",
    "movie",
    "odds",
    "podcast",
    "point",
    "points",
    "psalm",
    "race",
    "ratio",
    "recording",
    "scale",
    "scene",
    "score",
    "scored",
    "scores",
    "set",
    "song",
    "split",
    "stopwatch",
    "tape",
    "track",
    "trailed",
    "trailing",
    "trails",
    "verse",
    "verses",
    "video",
    "watch",
    "won",
]);

/// Words that may stand behind a time of the day, beside those of grammar.
const FOLLOWING: &[&str] = &["daily", "outside", "sharp", "today", "tomorrow", "tonight", "yesterday"];

/// How many tokens before “at” the verb may stand.
const NEAR: usize = 5;

/// A figure written as a time: its first token, the hour and the minute.
struct Figure {
    at: usize,
    hour: u32,
    minute: u32,
}

impl Check for ImpossibleTime {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        let figures = text.marks(b':').filter_map(|colon| figure(text, colon));
        for figure in figures.filter(Figure::is_impossible) {
            let is_here =
                |sentence: &Sentence| sentence.tokens.start <= figure.at && figure.at + 3 <= sentence.tokens.end;
            let Some((sentence, dates)) = sentences(article).find(|(sentence, _)| is_here(sentence)) else { continue };
            if figure.is_time(text, sentence, dates) && !figure.is_counted_on(text, sentence) {
                emit.conflict(conflict(text, &figure));
            }
        }
    }
}

/// Two numbers glued to a colon, the second of two digits, and nothing else glued to them.
fn figure(text: &Segmented<'_>, colon: usize) -> Option<Figure> {
    let (at, end) = (colon.checked_sub(1)?, colon + 2);
    let number = |at: usize, digits: std::ops::RangeInclusive<usize>| {
        let token = text.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        digits.contains(&token.span.len()).then(|| text.text(at).parse::<u32>().ok()).flatten()
    };
    let apart = !text.glued(at) && (end >= text.tokens.len() || !text.glued(end) || is_end(text.text(end)));
    let glued = text.glued(colon) && colon + 1 < text.tokens.len() && text.glued(colon + 1);
    if !(glued && apart) {
        return None;
    }
    Some(Figure { at, hour: number(at, 1..=2)?, minute: number(colon + 1, 2..=2)? })
}

/// Marks that may follow a time without a space; a dash or a colon goes on with a range or seconds.
fn is_end(mark: &str) -> bool {
    matches!(mark, "." | "," | ";" | ")" | "?" | "!" | "”" | "\"" | "’")
}

impl Figure {
    fn is_impossible(&self) -> bool {
        self.hour > 24 || self.minute > 59
    }

    /// Whether a timetable counts the hours after midnight on to the old day: "leaves at 24:10, 25:40 and 27:10".
    fn is_counted_on(&self, text: &Segmented<'_>, sentence: &Sentence) -> bool {
        /// The hour at which the last buses of a night come in.
        const LAST: u32 = 29;
        let is_late = |one: &Figure| (24..=LAST).contains(&one.hour) && one.minute < 60;
        let marks = text.marks(b':').filter(|colon| sentence.tokens.contains(colon));
        let mut others = marks.filter_map(|colon| figure(text, colon)).filter(|one| one.at != self.at);
        is_late(self) && others.any(|one| is_late(&one))
    }

    fn is_time(&self, text: &Segmented<'_>, sentence: &Sentence, dates: &[DateMention]) -> bool {
        let end = self.at + 3;
        let word = |at: usize| if sentence.tokens.contains(&at) { text.lower(at) } else { "" };
        let zoned = is_zone(word(end)) && text.tokens[end].shape == Shape::Upper;
        let halved = matches!(word(end), "am" | "pm" | "a.m" | "p.m" | "a.m." | "p.m." | "o'clock" | "o’clock")
            || (matches!(word(end), "a" | "p") && word(end + 2) == "m");
        let local = word(end) == "local" && word(end + 1) == "time";
        if zoned || halved || local {
            return true;
        }
        if sentence.tokens.clone().any(|at| COUNTED.has(text.lower(at))) {
            return false;
        }
        // "18:75 metres": a measure
        let measure = text.tokens.get(end).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.shape == Shape::Lower
                && !is_function_word(word(end))
                && !FOLLOWING.contains(&word(end))
                && end < sentence.tokens.end
        });
        if measure {
            return false;
        }
        let before = self.at.checked_sub(1).map_or("", word);
        let led = matches!(before, "at" | "to" | "until" | "till" | "from" | "between" | "and" | "before" | "after");
        let timed =
            dates.iter().any(|date| date.kind == TimexType::Time && date.value.contains("T") && is_clock(text, date));
        let dayed = dates.iter().any(|date| {
            let behind = date.tokens.start == end || (date.tokens.start == end + 1 && word(end) == "on");
            behind && (date.kind == TimexType::Set || date.basis != Basis::Open)
        });
        let near = self.at.saturating_sub(NEAR + 1).max(sentence.tokens.start)..self.at;
        let done = before == "at" && near.into_iter().any(|at| TIMED.has(text.lower(at)));
        let ranged = timed && matches!(before, "to" | "until" | "till" | "and");
        // "equalised at 65:10 on Sunday" counts minutes and seconds
        let fits = if self.hour > 24 { ranged || (done && (timed || dayed)) } else { timed || dayed || done };
        led && fits
    }
}

/// Whether a time of the day is written in figures with a colon.
fn is_clock(text: &Segmented<'_>, date: &DateMention) -> bool {
    date.tokens.clone().any(|at| text.is_mark(at, b':'))
}

fn conflict(text: &Segmented<'_>, figure: &Figure) -> Conflict {
    let span = text.span(figure.at..figure.at + 3);
    let written = text.slice(span);
    let why = if figure.minute > 59 { "an hour has 60 minutes" } else { "a day has 24 hours" };
    Conflict::new(format!("“{written}” is no time of the day: {why}"), Label::new(text.source(), span, why))
        .identity([written.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::{COUNTED, TIMED};

    #[test]
    fn lists_are_sorted() {
        assert!(TIMED.is_sorted() && COUNTED.is_sorted());
    }
}
