//! Tokens -> runs of capitals that can be names: particles, initials, hyphens and nicknames in quotation marks inside.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::words::{
    CALENDAR, FUNCTION, ORGANISATIONS, PARTICLES, SAYING, SPOTS, SUFFIXES, TITLES, is_contraction, is_in,
};
use crate::claim::hash_word;
use crate::extract::date::DateMention;
use crate::knowledge::{fold, lexicon};
use crate::segment::{BlockKind, Segmented, Shape, TokenKind};

/// What one document's names are read with.
pub(super) struct Reader<'a, 's> {
    pub text: &'a Segmented<'s>,
    dates: &'a [DateMention],
    /// The sentences of what the article says.
    pub lines: Vec<Line>,
    /// Hashes of the words written with a capital where no sentence begins, in lower case.
    inside: FxHashSet<u64>,
}

/// A sentence as names are read from it.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// Its capitals say little: a headline in title case, a line in capitals.
    pub loose: bool,
}

fn lines(text: &Segmented<'_>) -> Vec<Line> {
    let told = text.sentences.iter().filter(|sentence| text.blocks[sentence.block].kind.is_told());
    told.map(|sentence| {
        let tokens = sentence.tokens.clone();
        let heading = matches!(text.blocks[sentence.block].kind, BlockKind::Headline | BlockKind::Subheading);
        Line { start: tokens.start, end: tokens.end, loose: is_loose(text, tokens, heading) }
    })
    .collect()
}

impl<'a, 's> Reader<'a, 's> {
    pub(super) fn new(text: &'a Segmented<'s>, dates: &'a [DateMention]) -> Self {
        let mut reader = Self { text, dates, lines: lines(text), inside: FxHashSet::default() };
        let mut inside = FxHashSet::default();
        for &line in reader.lines.iter().filter(|line| !line.loose) {
            for at in line.start..line.end {
                if text.tokens[at].shape.has_capital() && !reader.opens(at, line) {
                    inside.insert(hash(text, at));
                }
            }
        }
        reader.inside = inside;
        reader
    }

    /// The next run at or after a token of a line.
    pub(super) fn next_run(&self, from: usize, line: Line) -> Option<Range<usize>> {
        let mut at = from;
        while at < line.end {
            if let Some(first) = self.run_start(at, line) {
                let mut end = first;
                while let Some(next) = self.extended(at, end, line) {
                    end = next;
                }
                return Some(at..end);
            }
            at += 1;
        }
        None
    }

    /// The token after the first word of a run that starts here.
    fn run_start(&self, at: usize, line: Line) -> Option<usize> {
        let token = self.text.tokens[at];
        if token.shape.has_capital() && self.is_capital(at, line) {
            return (!self.is_dropped(at, line)).then_some(at + 1);
        }
        let bare = token.shape == Shape::Lower && self.text.lexemes[at].particle;
        bare.then(|| self.after_particle(at, line)).flatten()
    }

    /// Where a run that ends before `end` goes on to, when it does.
    fn extended(&self, start: usize, end: usize, line: Line) -> Option<usize> {
        if end >= line.end {
            return None;
        }
        let text = self.text;
        let next_capital = |at: usize| at < line.end && self.is_capital(at, line);
        match text.text(end) {
            "." if text.glued(end) && self.takes_point(end - 1) && next_capital(end + 1) => Some(end + 2),
            "-" | "‑" | "‐" if text.glued(end) && end + 1 < line.end && text.glued(end + 1) => {
                let capital = next_capital(end + 1) && !self.is_land(end - 1) && !self.is_land(end + 1);
                (capital || self.is_syllable(end + 1, end - 1)).then_some(end + 2)
            }
            "&" if next_capital(end + 1) => Some(end + 2),
            "," if end + 1 < line.end
                && is_in(SUFFIXES, text.lower(end + 1))
                && text.tokens[end + 1].shape.has_capital() =>
            {
                Some(end + 2)
            }
            "\"" | "“" | "‘" => self.after_nickname(end, line),
            _ if self.is_capital(end, line) && !is_in(FUNCTION, text.lower(end)) => Some(end + 1),
            _ if self.is_capital(end, line) && text.tokens[end].shape == Shape::Upper => Some(end + 1),
            _ if is_in(PARTICLES, text.lower(end)) => self.after_particle(end, line),
            "of" | "for" => self.after_of(start, end, line),
            _ => None,
        }
    }

    fn takes_point(&self, at: usize) -> bool {
        let word = self.text.text(at);
        word.chars().count() == 1
            || (word.len() <= 6
                && (is_in(TITLES, self.text.lower(at)) || matches!(word, "Jr" | "Sr" | "St" | "Mt" | "Ste")))
    }

    /// A country or its people: "US-Korea" is two names.
    fn is_land(&self, at: usize) -> bool {
        lexicon::place(&self.text.folded(at)).is_some_and(|spot| spot.is_country() || spot.is_demonym())
    }

    /// The second half of a hyphenated given name: "Jae-myung".
    fn is_syllable(&self, at: usize, before: usize) -> bool {
        let (text, token) = (self.text, self.text.tokens[at]);
        if token.kind != TokenKind::Word || token.shape != Shape::Lower || token.span.len() > 7 {
            return false;
        }
        let first = text.folded(before);
        let follows = before > 0
            && text.tokens[before - 1].shape.has_capital()
            && !text.glued(before)
            && first.len() <= 5
            && !text.lower(at).ends_with("ed")
            && !self.is_land(before);
        let word = lexicon::is_word(text.lower(at));
        // "Hyun-woo Paik"
        let leads = text
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.shape == Shape::Capitalised && next.kind == TokenKind::Word)
            && !text.glued(at + 1)
            && text.tokens[before].span.len() <= 5
            && token.span.len() <= 4
            && !lexicon::is_word(&first);
        !word
            || leads
            || (follows && !lexicon::is_word(&first))
            || (follows && lexicon::name(&text.folded(before - 1)).family_first())
    }

    /// `"Jack" Smith` after a given name.
    fn after_nickname(&self, at: usize, line: Line) -> Option<usize> {
        let closes =
            (at + 2..(at + 4).min(line.end)).find(|&close| matches!(self.text.text(close), "\"" | "”" | "’"))?;
        let inside = (at + 1..closes).all(|word| self.text.tokens[word].shape.has_capital());
        let after = closes + 1;
        (inside
            && !self.text.glued(at)
            && self.text.glued(at + 1)
            && after < line.end
            && !self.text.glued(after)
            && self.is_capital(after, line))
        .then_some(after + 1)
    }

    fn after_particle(&self, at: usize, line: Line) -> Option<usize> {
        let mut next = at + 1;
        if next + 1 < line.end && self.text.glued(next) && matches!(self.text.text(next), "-" | "‑") {
            next += 1;
        }
        if next < line.end && is_in(PARTICLES, self.text.lower(next)) && self.text.tokens[next].shape == Shape::Lower {
            next += 1;
        }
        (next < line.end && self.is_capital(next, line) && !is_in(FUNCTION, self.text.lower(next))).then_some(next + 1)
    }

    /// "Department of Justice", "Bank of the West": the head says that the name goes on.
    fn after_of(&self, start: usize, at: usize, line: Line) -> Option<usize> {
        let head = self.text.lower(at - 1);
        let goes_on = is_in(ORGANISATIONS, head)
            || matches!(
                head,
                "isle" | "gulf" | "republic" | "house" | "agreement" | "lords" | "city" | "strait" | "cape"
            );
        if !goes_on || start + 8 < at {
            return None;
        }
        let next = if at + 1 < line.end && self.text.lower(at + 1) == "the" { at + 2 } else { at + 1 };
        (next < line.end && self.is_capital(next, line)).then_some(next + 1)
    }

    /// Whether a word is written like a name where that means something.
    pub(super) fn is_capital(&self, at: usize, line: Line) -> bool {
        let token = self.text.tokens[at];
        let word = matches!(token.kind, TokenKind::Word | TokenKind::Mixed) && token.shape.has_capital();
        if !word || (token.span.len() == 1 && self.text.text(at) == "I") || self.is_calendar(at) || self.is_dated(at) {
            return false;
        }
        if !token.plain && is_contraction(self.text.lower(at)) {
            return false;
        }
        let first = || self.text.text(at).chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
        (matches!(token.shape, Shape::Capitalised | Shape::Upper) || first()) && (!line.loose || self.stands_out(at))
    }

    /// A word that is a name even where every word has a capital.
    fn stands_out(&self, at: usize) -> bool {
        let lower = self.text.lower(at);
        if is_in(FUNCTION, lower) {
            return false;
        }
        let folded = fold(lower);
        !lexicon::is_word(&folded)
            || self.inside.contains(&hash(self.text, at))
            || lexicon::place(&folded).is_some_and(lexicon::Spot::is_prominent)
            || (lexicon::name(&folded).given()
                && self.text.tokens.get(at + 1).is_some_and(|next| next.shape.has_capital()))
    }

    /// A capital that begins a sentence and says nothing.
    fn is_dropped(&self, at: usize, line: Line) -> bool {
        let (text, lower) = (self.text, self.text.lower(at));
        let upper = text.tokens[at].shape == Shape::Upper && !line.loose;
        if is_in(FUNCTION, lower) {
            // "First Minister", "First Lady"
            let ranks = lower == "first"
                && at + 1 < line.end
                && matches!(text.text(at + 1), "Minister" | "Lady" | "Secretary" | "Lieutenant");
            return !upper && !ranks;
        }
        if !self.opens(at, line) || upper || self.inside.contains(&hash(self.text, at)) {
            return false;
        }
        let folded = fold(lower);
        if !lexicon::is_word(&folded)
            || is_in(TITLES, lower)
            || lexicon::place(&folded).is_some_and(|spot| !spot.is_ambiguous())
        {
            return false;
        }
        // "Banks said", "Hunt, who": somebody called like a common word
        let after = at + 1 < line.end && is_in(SAYING, text.lower(at + 1));
        let who = at + 2 < line.end && text.text(at + 1) == "," && text.lower(at + 2) == "who";
        if (after || who) && lexicon::name(&folded).family() && !folded.ends_with('s') {
            return false;
        }
        let goes_on = at + 1 < line.end && self.is_capital(at + 1, line) && !text.glued(at + 1);
        // "Marquise Tolliver, 23,"
        if goes_on && super::kind::is_aged(text, at + 2, line) && !lexicon::is_word(&fold(text.lower(at + 1))) {
            return false;
        }
        let named = lexicon::name(&folded).given()
            || is_in(ORGANISATIONS, lower)
            || is_in(SPOTS, lower)
            || self.is_proper_after(at + 1, line);
        !(goes_on && named)
    }

    /// "Associated Press", "Supreme Court": a common word before one that makes a name of it.
    fn is_proper_after(&self, at: usize, line: Line) -> bool {
        at < line.end && (is_in(ORGANISATIONS, self.text.lower(at)) || is_in(SPOTS, self.text.lower(at)))
    }

    /// Whether a capital is due at a token whatever the word: a sentence or a quotation begins.
    pub(super) fn opens(&self, at: usize, line: Line) -> bool {
        let marks = (line.start..at).rev().take_while(|&before| self.text.tokens[before].kind == TokenKind::Mark);
        if at > line.start && self.text.tokens[at - 1].kind != TokenKind::Mark {
            return false;
        }
        let reached = marks.clone().count() == at - line.start;
        reached
            || marks.take(1).any(|before| {
                matches!(self.text.text(before), "\"" | "“" | "‘" | ":" | "•" | "(" | "[" | "…" | "*" | "'" | "|")
            })
    }

    fn is_calendar(&self, at: usize) -> bool {
        let lower = self.text.lower(at);
        if !is_in(CALENDAR, lower) {
            return false;
        }
        if at + 2 < self.text.tokens.len()
            && self.text.text(at + 1) == "-"
            && self.text.glued(at + 1)
            && self.text.tokens[at + 2].shape.has_capital()
        {
            return false; // "Jan-Albert"
        }
        // "Theresa May", "June Brown"
        let is_name = matches!(lower, "may" | "june" | "april" | "august" | "jan");
        let near = |near: Option<&crate::segment::Token>| near.is_some_and(|token| token.shape == Shape::Capitalised);
        let before = (at > 0).then(|| at - 1).filter(|&before| near(self.text.tokens.get(before)));
        let after = self.text.tokens.get(at + 1).filter(|_| near(self.text.tokens.get(at + 1)));
        let given = |at: usize| {
            lexicon::name(&self.text.folded(at)).known()
                && !is_in(CALENDAR, self.text.lower(at))
                && !is_in(FUNCTION, self.text.lower(at))
        };
        let titled = |at: usize| matches!(self.text.lower(at), "mrs" | "mr" | "ms" | "minister" | "pm");
        !(is_name
            && (before.is_some_and(|at| given(at) || titled(at))
                || (after.is_some()
                    && at + 1 < self.text.tokens.len()
                    && given(at + 1)
                    && !is_in(TITLES, self.text.lower(at + 1))
                    && !at.checked_sub(1).is_some_and(|before| {
                        matches!(
                            self.text.lower(before),
                            "in" | "of" | "last" | "since" | "by" | "until" | "from" | "on" | "this" | "next"
                        )
                    }))))
    }

    fn is_dated(&self, at: usize) -> bool {
        let after = self.dates.partition_point(|date| date.tokens.end <= at);
        let Some(date) = self.dates.get(after).filter(|date| date.tokens.contains(&at)) else { return false };
        // "Theresa May": the month alone is no date beside a given name
        date.tokens.len() > 1 || !is_in(CALENDAR, self.text.lower(at))
    }
}

/// Whether a name may start with a word in lower case: "al-Baghdadi", "de Blasio".
pub(crate) fn starts_in_lower_case(word: &str) -> bool {
    matches!(word, "al" | "el" | "de" | "van" | "von" | "bin" | "di" | "da" | "del" | "du")
}

/// The hash of a token in lower case.
fn hash(text: &Segmented<'_>, at: usize) -> u64 {
    if text.tokens[at].kind == TokenKind::Word { text.lexemes[at].hash } else { hash_word(text.lower(at).as_bytes()) }
}

/// Whether a line's capitals say little: most of its longer words have one, and it is no sentence full of names.
fn is_loose(text: &Segmented<'_>, tokens: Range<usize>, heading: bool) -> bool {
    let (mut words, mut capitals) = (0_usize, 0_usize);
    let stops = !tokens.is_empty() && matches!(text.text(tokens.end - 1), "." | "”" | "\"" | "’");
    for at in tokens.skip(1) {
        let token = text.tokens[at];
        if token.kind == TokenKind::Word && token.span.len() >= 4 {
            words += 1;
            // a sentence may be full of names, not of words in capitals
            let shouted = token.shape == Shape::Upper;
            capitals += usize::from(shouted || (token.shape.has_capital() && (heading || !stops)));
        }
    }
    let (least, share) = if heading { (2, 6) } else { (5, 8) };
    words >= least && capitals * 10 >= words * share
}
