//! Tokens -> runs of capitals that can be names: particles, initials, hyphens and nicknames in quotation marks inside.

use std::cell::OnceCell;
use std::ops::Range;

use super::words::is_contraction;
use crate::extract::date::DateMention;
use crate::knowledge::lexicon;
use crate::lexeme::Classes;
use crate::segment::{BlockKind, Segmented, Shape, TokenKind};

/// What one document's names are read with.
pub(super) struct Reader<'a, 's> {
    text: &'a Segmented<'s>,
    /// The sentences of what the article says.
    pub lines: Vec<Line>,
    /// The tokens of those with which a run may start: they have a capital, or a name may start with them without one.
    starts: Vec<usize>,
    /// Of each token, whether it is written like a name where that means something.
    capital: Vec<bool>,
    /// Hashes of the words written with a capital where no sentence begins, in lower case; in order.
    inside: OnceCell<Vec<u64>>,
}

/// A sentence as names are read from it.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// Its capitals say little: a headline in title case, a line in capitals.
    pub loose: bool,
    /// Which of the reader's `starts` stand in it.
    starts: (usize, usize),
}

impl<'a, 's> Reader<'a, 's> {
    pub(super) fn new(text: &'a Segmented<'s>, dates: &[DateMention]) -> Self {
        let (lines, starts) = lines(text);
        let reader = Self { text, lines, starts, capital: Vec::new(), inside: OnceCell::new() };
        let mut capital = vec![false; text.tokens.len()];
        let mut dates = Ahead(dates);
        for &line in &reader.lines {
            for &at in reader.starts_of(line) {
                capital[at] = reader.is_written_like_a_name(at, line) && !dates.has(text, at);
            }
        }
        Self { capital, ..reader }
    }

    /// How many names there may be, at most.
    pub(super) fn most(&self) -> usize {
        self.starts.len()
    }

    /// The runs of a line.
    pub(super) fn runs(&self, line: Line) -> impl Iterator<Item = Range<usize>> {
        let mut from = line.start;
        self.starts_of(line).iter().filter_map(move |&at| {
            let run = (at >= from).then(|| self.run_at(at, line)).flatten()?;
            from = run.end;
            Some(run)
        })
    }

    fn starts_of(&self, line: Line) -> &[usize] {
        &self.starts[line.starts.0..line.starts.1]
    }

    /// The run that starts at a token.
    fn run_at(&self, at: usize, line: Line) -> Option<Range<usize>> {
        let mut end = self.run_start(at, line)?;
        while let Some(next) = self.extended(at, end, line) {
            end = next;
        }
        Some(at..end)
    }

    /// The token after the first word of a run that starts here.
    fn run_start(&self, at: usize, line: Line) -> Option<usize> {
        if self.capital[at] {
            return (!self.is_dropped(at, line)).then_some(at + 1);
        }
        let bare = self.text.tokens[at].shape == Shape::Lower;
        bare.then(|| self.after_particle(at, line)).flatten()
    }

    /// Where a run that ends before `end` goes on to, when it does.
    fn extended(&self, start: usize, end: usize, line: Line) -> Option<usize> {
        if end >= line.end {
            return None;
        }
        let (text, token) = (self.text, self.text.tokens[end]);
        if token.kind == TokenKind::Mark {
            return self.after_mark(end, line);
        }
        if self.capital[end] && (token.shape == Shape::Upper || !text.is_in(end, Classes::FUNCTION)) {
            return Some(end + 1);
        }
        if text.is_in(end, Classes::PARTICLE) {
            return self.after_particle(end, line);
        }
        if matches!(text.text(end), "of" | "for") { self.after_of(start, end, line) } else { None }
    }

    /// Whether a word of a line is written like a name.
    fn is_capital(&self, at: usize, line: Line) -> bool {
        at < line.end && self.capital[at]
    }

    /// A point, a hyphen and the like inside a name.
    fn after_mark(&self, end: usize, line: Line) -> Option<usize> {
        let text = self.text;
        match text.text(end) {
            "." if text.glued(end) && self.takes_point(end - 1) && self.is_capital(end + 1, line) => Some(end + 2),
            "-" | "‑" | "‐" if text.glued(end) && end + 1 < line.end && text.glued(end + 1) => {
                let capital = self.capital[end + 1] && !self.is_land(end - 1) && !self.is_land(end + 1);
                (capital || self.is_syllable(end + 1, end - 1)).then_some(end + 2)
            }
            "&" if self.is_capital(end + 1, line) => Some(end + 2),
            "," if end + 1 < line.end
                && text.is_in(end + 1, Classes::SUFFIX)
                && text.tokens[end + 1].shape.has_capital() =>
            {
                Some(end + 2)
            }
            "\"" | "“" | "‘" => self.after_nickname(end, line),
            _ => None,
        }
    }

    fn takes_point(&self, at: usize) -> bool {
        let word = self.text.text(at);
        word.chars().count() == 1
            || (word.len() <= 6
                && (self.text.is_in(at, Classes::TITLE) || matches!(word, "Jr" | "Sr" | "St" | "Mt" | "Ste")))
    }

    /// A country or its people: "US-Korea" is two names.
    fn is_land(&self, at: usize) -> bool {
        self.text.listed(at).place.is_some_and(|spot| spot.is_country() || spot.is_demonym())
    }

    /// The second half of a hyphenated given name: "Jae-myung".
    fn is_syllable(&self, at: usize, before: usize) -> bool {
        let (text, token) = (self.text, self.text.tokens[at]);
        if token.kind != TokenKind::Word || token.shape != Shape::Lower || token.span.len() > 7 {
            return false;
        }
        let first = text.listed(before);
        let follows = before > 0
            && text.tokens[before - 1].shape.has_capital()
            && !text.glued(before)
            && text.folded(before).len() <= 5
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
            && !first.word;
        !word || leads || (follows && !first.word) || (follows && text.listed(before - 1).name.family_first())
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
        let text = self.text;
        if next < line.end && text.is_in(next, Classes::PARTICLE) && text.tokens[next].shape == Shape::Lower {
            next += 1;
        }
        (self.is_capital(next, line) && !text.is_in(next, Classes::FUNCTION)).then_some(next + 1)
    }

    /// "Department of Justice", "Bank of the West": the head says that the name goes on.
    fn after_of(&self, start: usize, at: usize, line: Line) -> Option<usize> {
        let goes_on = self.text.is_in(at - 1, Classes::ORGANISATION)
            || matches!(
                self.text.lower(at - 1),
                "isle" | "gulf" | "republic" | "house" | "agreement" | "lords" | "city" | "strait" | "cape"
            );
        if !goes_on || start + 8 < at {
            return None;
        }
        let next = if at + 1 < line.end && self.text.lower(at + 1) == "the" { at + 2 } else { at + 1 };
        self.is_capital(next, line).then_some(next + 1)
    }

    /// Whether a word is written like a name where that means something.
    fn is_written_like_a_name(&self, at: usize, line: Line) -> bool {
        let token = self.text.tokens[at];
        let word = matches!(token.kind, TokenKind::Word | TokenKind::Mixed) && token.shape.has_capital();
        if !word || (token.span.len() == 1 && self.text.text(at) == "I") || self.is_calendar(at) {
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
        let text = self.text;
        if text.is_in(at, Classes::FUNCTION) {
            return false;
        }
        let listed = text.listed(at);
        !listed.word
            || self.is_inside(at)
            || listed.place.is_some_and(lexicon::Spot::is_prominent)
            || (listed.name.given() && text.tokens.get(at + 1).is_some_and(|next| next.shape.has_capital()))
    }

    /// Whether a word is written with a capital somewhere where no sentence begins.
    fn is_inside(&self, at: usize) -> bool {
        let inside = self.inside.get_or_init(|| {
            let mut inside = Vec::with_capacity(self.starts.len());
            for &line in self.lines.iter().filter(|line| !line.loose) {
                let starts = self.starts_of(line).iter().copied();
                let of_them = starts.filter(|&at| self.text.tokens[at].shape.has_capital() && !self.opens(at, line));
                inside.extend(of_them.map(|at| self.text.hash(at)));
            }
            inside.sort_unstable();
            inside
        });
        inside.binary_search(&self.text.hash(at)).is_ok()
    }

    /// A capital that begins a sentence and says nothing.
    fn is_dropped(&self, at: usize, line: Line) -> bool {
        let text = self.text;
        let upper = text.tokens[at].shape == Shape::Upper && !line.loose;
        if text.is_in(at, Classes::FUNCTION) {
            // "First Minister", "First Lady"
            let ranks = text.is_word(at, "first")
                && at + 1 < line.end
                && matches!(text.text(at + 1), "Minister" | "Lady" | "Secretary" | "Lieutenant");
            return !upper && !ranks;
        }
        if upper || !self.opens(at, line) {
            return false;
        }
        let listed = text.listed(at);
        if !listed.word
            || text.is_in(at, Classes::TITLE)
            || listed.place.is_some_and(|spot| !spot.is_ambiguous())
            || self.is_inside(at)
        {
            return false;
        }
        // "Banks said", "Hunt, who": somebody called like a common word
        let after = at + 1 < line.end && text.is_in(at + 1, Classes::ACTS);
        let who = at + 2 < line.end && text.is_mark(at + 1, b',') && text.is_word(at + 2, "who");
        if (after || who) && listed.name.family() && !text.folded(at).ends_with('s') {
            return false;
        }
        let goes_on = self.is_capital(at + 1, line) && !text.glued(at + 1);
        // "Marquise Tolliver, 23,"
        if goes_on && super::kind::is_aged(text, at + 2, line) && !text.listed(at + 1).word {
            return false;
        }
        !(goes_on && (listed.name.given() || self.is_proper(at) || self.is_proper(at + 1)))
    }

    /// A common word that makes a name of those beside it: "Associated Press", "Supreme Court".
    fn is_proper(&self, at: usize) -> bool {
        self.text.is_in(at, Classes::ORGANISATION | Classes::SPOT)
    }

    /// Whether a capital is due at a token whatever the word: a sentence or a quotation begins.
    fn opens(&self, at: usize, line: Line) -> bool {
        if at == line.start || self.text.tokens[at - 1].kind != TokenKind::Mark {
            return at == line.start;
        }
        let marks = (line.start..at).rev().take_while(|&before| self.text.tokens[before].kind == TokenKind::Mark);
        let reached = marks.clone().count() == at - line.start;
        reached
            || marks.take(1).any(|before| {
                matches!(self.text.text(before), "\"" | "“" | "‘" | ":" | "•" | "(" | "[" | "…" | "*" | "'" | "|")
            })
    }

    fn is_calendar(&self, at: usize) -> bool {
        if !self.text.is_in(at, Classes::CALENDAR) {
            return false;
        }
        let lower = self.text.lower(at);
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
            self.text.listed(at).name.known()
                && !self.text.is_in(at, Classes::CALENDAR)
                && !self.text.is_in(at, Classes::FUNCTION)
        };
        let titled = |at: usize| matches!(self.text.lower(at), "mrs" | "mr" | "ms" | "minister" | "pm");
        !(is_name
            && (before.is_some_and(|at| given(at) || titled(at))
                || (after.is_some()
                    && at + 1 < self.text.tokens.len()
                    && given(at + 1)
                    && !self.text.is_in(at + 1, Classes::TITLE)
                    && !at.checked_sub(1).is_some_and(|before| {
                        matches!(
                            self.text.lower(before),
                            "in" | "of" | "last" | "since" | "by" | "until" | "from" | "on" | "this" | "next"
                        )
                    }))))
    }
}

/// The dates that a token or one after it may stand in.
struct Ahead<'a>(&'a [DateMention]);

impl Ahead<'_> {
    /// Whether a token is a part of a date; asked for in the order of the text.
    fn has(&mut self, text: &Segmented<'_>, at: usize) -> bool {
        while let [first, rest @ ..] = self.0
            && first.tokens.end <= at
        {
            self.0 = rest;
        }
        let Some(date) = self.0.first().filter(|date| date.tokens.contains(&at)) else { return false };
        // "Theresa May": the month alone is no date beside a given name
        date.tokens.len() > 1 || !text.is_in(at, Classes::CALENDAR)
    }
}

/// Whether a name may start with a word in lower case: "al-Baghdadi", "de Blasio".
pub(crate) fn starts_in_lower_case(word: &str) -> bool {
    matches!(word, "al" | "el" | "de" | "van" | "von" | "bin" | "di" | "da" | "del" | "du")
}

/// The sentences of what an article says, and the tokens with which a run may start in them.
fn lines(text: &Segmented<'_>) -> (Vec<Line>, Vec<usize>) {
    let (mut lines, mut starts) = (Vec::with_capacity(text.sentences.len()), Vec::with_capacity(text.tokens.len() / 3));
    for sentence in text.sentences.iter().filter(|sentence| text.blocks[sentence.block].kind.is_told()) {
        let heading = matches!(text.blocks[sentence.block].kind, BlockKind::Headline | BlockKind::Subheading);
        let Range { start, end } = sentence.tokens;
        let (first, mut long, mut shouted, mut capitals) = (starts.len(), 0_usize, 0_usize, 0_usize);
        for (at, token) in (start..end).zip(&text.tokens[start..end]) {
            let capital = token.shape.has_capital();
            let is_long = token.span.len() >= 4;
            if capital || (!is_long && token.shape == Shape::Lower && text.lexemes[at].particle) {
                starts.push(at);
            }
            if is_long && token.kind == TokenKind::Word && at > start {
                long += 1;
                capitals += usize::from(capital);
                shouted += usize::from(token.shape == Shape::Upper);
            }
        }
        // a sentence may be full of names, not of words in capitals
        let stops = start < end && matches!(text.text(end - 1), "." | "”" | "\"" | "’");
        let capitals = if heading || !stops { capitals } else { shouted };
        let (least, share) = if heading { (2, 6) } else { (5, 8) };
        // most of the longer words of a line whose capitals say little have one
        let loose = long >= least && capitals * 10 >= long * share;
        lines.push(Line { start, end, loose, starts: (first, starts.len()) });
    }
    (lines, starts)
}
