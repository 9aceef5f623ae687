//! Numbers in prose: figures, words, percentages, money, units, bounds, and what is counted.

mod bound;
mod number;
mod unit;

pub(crate) use bound::BOUNDS;
use bound::bound;
pub use bound::{Bound, agree, bound_of, slack};
pub(crate) use number::{ARTICLES, STARTS};
pub use number::{Form, Number, number, scale};
use number::{fraction_of, starts_number};
pub use unit::{Unit, currency_sign, unit_word};

use crate::extract::date::DateMention;
use crate::lexeme::{Classes, Lexeme};
use crate::segment::{Segmented, Shape, TokenKind};
use crate::source::Span;

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number with its unit, sign and scale ("$4.2 million", "24%").
    pub span: Span,
    pub tokens: std::ops::Range<usize>,
    /// In the unit: basis points count in percentage points, cents in dollars.
    pub value: f64,
    pub unit: Unit,
    pub bound: Bound,
    pub form: Form,
    /// Whether figures are written ("12", not "twelve").
    pub figures: bool,
    /// What the last digit written is worth.
    pub grain: f64,
    /// The token of the noun that is counted, as far as the words behind the number tell.
    pub counted: Option<usize>,
}

impl Quantity {
    /// Whether two quantities of one thing can both be true.
    #[must_use]
    pub fn agrees(&self, other: &Quantity) -> bool {
        agree((self.value, self.bound, self.grain), (other.value, other.bound, other.grain))
    }
}

/// The quantities of a text.
#[derive(Debug, Default)]
pub struct Quantities {
    /// All of them.
    pub all: Vec<Quantity>,
    /// Those that are no part of a date.
    pub undated: Vec<Quantity>,
}

/// How many quantities most texts have, at most.
const FEW: usize = 16;

/// Reads every quantity of the text.
#[must_use]
pub fn read(text: &Segmented<'_>, dates: &[DateMention]) -> Quantities {
    let mut found = Quantities { all: Vec::with_capacity(FEW), undated: Vec::with_capacity(FEW) };
    let mut dates = dates.iter().peekable();
    let mut is_dated = |at: usize| {
        while dates.next_if(|date| date.tokens.end <= at).is_some() {}
        dates.peek().is_some_and(|date| date.tokens.contains(&at))
    };
    for sentence in &text.sentences {
        let limit = sentence.tokens.end;
        let (mut at, mut undated) = (sentence.tokens.start, sentence.tokens.start);
        let starts = |word: &Lexeme| word.classes.has(STARTING);
        while let Some(skipped) = text.lexemes[at..limit].iter().position(starts) {
            at += skipped;
            let Some(quantity) = starting(text, at, limit) else {
                at += 1;
                continue;
            };
            let end = quantity.tokens.end.max(at + 1);
            if undated <= at && !is_dated(at) {
                undated = end;
                found.undated.push(quantity.clone());
            }
            // where it is a date's, other numbers may be read out of its words
            undated = undated.max(at);
            while undated < end {
                let other = if is_dated(undated) { None } else { starting(text, undated, limit) };
                undated = other.as_ref().map_or(0, |other| other.tokens.end).max(undated + 1);
                found.undated.extend(other);
            }
            found.all.push(quantity);
            at = limit.min(end);
        }
    }
    found
}

/// What the first token of a number is.
const STARTING: Classes = Classes::NUMBER.with(Classes::ARTICLE).with(Classes::FIGURE);

/// The quantity whose number starts at a token, looked for where the token may start one.
#[inline]
fn starting(text: &Segmented<'_>, at: usize, limit: usize) -> Option<Quantity> {
    if may_start(text, at) { quantity(text, at, limit) } else { None }
}

/// A cheap look at a token before the grammar reads it.
#[inline]
fn may_start(text: &Segmented<'_>, at: usize) -> bool {
    let classes = text.lexemes[at].classes;
    if !classes.has(STARTING) {
        return false;
    }
    let token = &text.tokens[at];
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mixed => {
            let first = text.lower.as_bytes()[token.span.start as usize];
            matches!(first, b'0'..=b'9' | b'q' | b'h') || first == b'r' && is_rand(text, at)
        }
        TokenKind::Word => {
            // "a dozen", "an hundred"
            let article = || at + 1 < text.tokens.len() && starts_number(text.lower(at), || text.lower(at + 1));
            classes.has(Classes::NUMBER) || article()
        }
        _ => false,
    }
}

/// The quantity whose number starts at a token.
fn quantity(text: &Segmented<'_>, at: usize, limit: usize) -> Option<Quantity> {
    if is_part_of_name(text, at) {
        return None;
    }
    if let Some(part) = part_of_year(text, at) {
        return Some(part);
    }
    let rand = text.tokens[at].kind == TokenKind::Mixed && is_rand(text, at);
    let first = &text.lower(at)[usize::from(rand)..];
    let in_millions = (first.ends_with('m') && (rand || at > 0 && currency_sign(text.text(at - 1)).is_some()))
        .then(|| &first[..first.len() - 1]);
    // numbers mostly are of one word
    let mut number = if in_millions.is_none() && !rand && (at + 1 >= limit || !goes_on(text, at)) {
        number(&[first, ""])?
    } else {
        let mut words = [""; 12];
        let count = (limit - at).min(words.len());
        for (word, token) in words.iter_mut().zip(at..at + count) {
            *word = text.lower(token);
        }
        if let Some(figures) = in_millions {
            (words[0], words[1]) = (figures, "million");
        } else {
            words[0] = first;
        }
        number(&words[..count.max(2)])?
    };
    if in_millions.is_some() {
        number.used -= 1;
    }
    let mut end = at + number.used;
    let (mut value, mut grain) = (number.value, number.grain);
    let mut start = at;
    let mut found = Unit::None;
    if rand {
        found = Unit::Money("ZAR");
    } else if let Some(code) = (at > 0 && text.glued(at)).then(|| currency_sign(text.text(at - 1))).flatten() {
        start = at - 1;
        found = Unit::Money(code);
    } else if number.form == Form::Ordinal {
        // "the third quarter" is one of the year's; "the third kilometre" is left to what is counted
        let part = if end < limit { text.lower(end) } else { "" };
        let part = if part == "-" && end + 1 < limit { text.lower(end + 1) } else { part };
        found = match part {
            "quarter" => Unit::Measure("quarter"),
            "half" => Unit::Measure("half"),
            _ => Unit::None,
        };
    } else if let Some((unit, factor, used)) = unit_behind(text, end, limit) {
        end += used;
        (value, grain) = (value * factor, grain * factor);
        found = unit;
    } else if is_year(text, at, &number, limit) {
        found = Unit::Year;
    }
    if number.value < 0.0 || (number.used == 1 && !number.figures && found == Unit::None && is_pronoun(text, at)) {
        return None;
    }
    Some(Quantity {
        span: text.span(start..end),
        tokens: start..end,
        value,
        unit: found,
        bound: bound(text, start),
        form: number.form,
        figures: number.figures,
        grain,
        counted: (found == Unit::None).then(|| counted(text, end, limit)).flatten(),
    })
}

/// "R310m", "R12 billion": the sign of the rand is a letter, and "R310" alone a road.
fn is_rand(text: &Segmented<'_>, at: usize) -> bool {
    let Some(figures) = text.text(at).strip_prefix('R').filter(|rest| is_figure(rest)) else { return false };
    let scale = figures.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
    let behind = || text.tokens.get(at + 1).map_or("", |_| text.lower(at + 1));
    matches!(scale, "m" | "bn" | "k")
        || scale.is_empty() && matches!(behind(), "million" | "billion" | "trillion" | "bn")
}

fn is_figure(word: &str) -> bool {
    word.bytes().next().is_some_and(|b| b.is_ascii_digit())
}

/// Whether a number may go on with the word behind its first one: with a scale word, a fraction or what joins it to one,
/// and one in words with another number, an article or "and".
fn goes_on(text: &Segmented<'_>, at: usize) -> bool {
    let next = text.lower(at + 1);
    let in_words = || {
        !is_figure(text.lower(at))
            && (text.lexemes[at + 1].classes.has(STARTING) || next == "and" || fraction_of(next).is_some())
    };
    matches!(next, "-" | "/") || is_figure(next) || scale(next).is_some() || in_words()
}

/// "Q3", "3Q", "H1": the third quarter, the first half.
fn part_of_year(text: &Segmented<'_>, at: usize) -> Option<Quantity> {
    let word = text.lower(at).as_bytes();
    let ([letter @ (b'q' | b'h'), digit] | [digit, letter @ (b'q' | b'h')]) = *word else { return None };
    let most = if letter == b'q' { b'4' } else { b'2' };
    (b'1'..=most).contains(&digit).then(|| Quantity {
        span: text.tokens[at].span,
        tokens: at..at + 1,
        value: f64::from(digit - b'0'),
        unit: Unit::Measure(if letter == b'q' { "quarter" } else { "half" }),
        bound: Bound::Exact,
        form: Form::Ordinal,
        figures: true,
        grain: 1.0,
        counted: None,
    })
}

/// "S&P 500", "Boeing 737-800", "COVID-19", "G-7": a figure that belongs to a name counts nothing.
fn is_part_of_name(text: &Segmented<'_>, at: usize) -> bool {
    if at == 0 || text.tokens[at].kind == TokenKind::Word {
        return false;
    }
    let before = text.tokens[at - 1];
    let hyphen = text.glued(at) && matches!(text.text(at - 1), "-" | "–" | "/" | "#" | ".");
    if hyphen {
        // "1-2", "10-15 people" keep their second figure
        return at < 2 || !text.glued(at - 1) || text.tokens[at - 2].kind == TokenKind::Word;
    }
    let letter = before.shape == Shape::Capitalised && before.span.len() == 1 && text.text(at - 1) != "A";
    (before.shape == Shape::Upper || letter) && before.kind == TokenKind::Word && before.span.len() <= 5
}

/// "one" alone is a pronoun or an article more often than a number: "one of the", "this one", "no one".
fn is_pronoun(text: &Segmented<'_>, at: usize) -> bool {
    text.lower(at) == "one"
}

/// A unit in one or two words behind a number: "%", "per cent", "percentage points", "square miles", "-year".
fn unit_behind(text: &Segmented<'_>, mut at: usize, limit: usize) -> Option<(Unit, f64, usize)> {
    let first = at;
    if at < limit && text.text(at) == "-" {
        at += 1;
    }
    let word = |at: usize| if at < limit { text.lower(at) } else { "" };
    let pair = match (word(at), word(at + 1)) {
        ("per", "cent") => Some((Unit::Percent, 1.0)),
        ("percentage", "point" | "points") => Some((Unit::Points, 1.0)),
        ("basis", "point" | "points") => Some((Unit::Points, 0.01)),
        ("u.s." | "us" | "american", "dollars" | "dlrs") => Some((Unit::Money("USD"), 1.0)),
        ("square", "mile" | "miles") => Some((Unit::Measure("square mile"), 1.0)),
        ("square", "kilometre" | "kilometres" | "kilometer" | "kilometers") => {
            Some((Unit::Measure("square kilometre"), 1.0))
        }
        ("square" | "sq", "foot" | "feet" | "ft") => Some((Unit::Measure("square foot"), 1.0)),
        ("square" | "sq", "metre" | "metres" | "meter" | "meters") => Some((Unit::Measure("square metre"), 1.0)),
        // "280,000-square-foot"
        ("square", "-") if word(at + 2) == "foot" => return Some((Unit::Measure("square foot"), 1.0, at + 3 - first)),
        ("square", "-") if matches!(word(at + 2), "metre" | "meter") => {
            return Some((Unit::Measure("square metre"), 1.0, at + 3 - first));
        }
        ("nautical", "mile" | "miles") => Some((Unit::Measure("nautical mile"), 1.0)),
        ("°" | "degree" | "degrees", "c" | "celsius" | "centigrade") => Some((Unit::Measure("degree Celsius"), 1.0)),
        ("°" | "degree" | "degrees", "f" | "fahrenheit") => Some((Unit::Measure("degree Fahrenheit"), 1.0)),
        ("miles" | "mile", "per" | "an") if word(at + 2) == "hour" => {
            return Some((Unit::Measure("mile per hour"), 1.0, at + 3 - first));
        }
        ("km" | "kilometres" | "kilometers", "per" | "an" | "/") if matches!(word(at + 2), "hour" | "h") => {
            return Some((Unit::Measure("kilometre per hour"), 1.0, at + 3 - first));
        }
        _ => None,
    };
    let (unit, factor, used) = match pair {
        Some((unit, factor)) => (unit, factor, 2),
        None => unit_word(word(at)).map(|(unit, factor)| (unit, factor, 1))?,
    };
    Some((unit, factor, at + used - first))
}

/// A four-digit figure without a separator that nothing counted follows.
fn is_year(text: &Segmented<'_>, at: usize, number: &Number, limit: usize) -> bool {
    let written = text.text(at);
    let fits =
        number.used == 1 && written.len() == 4 && (1500.0..2100.0).contains(&number.value) && number.grain == 1.0;
    let counts = at + 1 < limit && text.tokens[at + 1].shape == Shape::Lower && {
        let next = text.lower(at + 1);
        next.ends_with('s') && next.len() > 3 && !matches!(next, "was" | "has" | "this" | "does")
    };
    fits && !counts
}

/// The noun behind a bare number: the last of up to three lower-case words before a function word or a mark.
fn counted(text: &Segmented<'_>, end: usize, limit: usize) -> Option<usize> {
    let mut noun = None;
    // "a 228-room hotel" counts rooms
    let end = end + usize::from(end < limit && text.text(end) == "-" && text.glued(end));
    for at in end..limit.min(end + 3) {
        if text.tokens[at].kind != TokenKind::Word || text.lexemes[at].classes.has(Classes::GRAMMAR) {
            break;
        }
        noun = Some(at);
        let word = text.lower(at);
        if word.ends_with('s') || word == "people" {
            break;
        }
    }
    noun
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Encoding, Source, SourceId};

    fn quantities(text: &str) -> Vec<(String, f64, &'static str)> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let segmented = crate::segment::segment(crate::read::read(&source));
        read(&segmented, &[]).all.iter().map(|q| (source.slice(q.span).to_owned(), q.value, q.unit.name())).collect()
    }

    #[test]
    fn units_and_money() {
        assert_eq!(
            quantities(
                "The firm paid $4.2m, 24% of its income, for 12 ships and a 3-year lease of 40 acres, up 50 basis points."
            ),
            [
                ("$4.2m".to_owned(), 4.2e6, "USD"),
                ("24%".to_owned(), 24.0, "percent"),
                ("12".to_owned(), 12.0, ""),
                ("3-year".to_owned(), 3.0, "year"),
                ("40 acres".to_owned(), 40.0, "acre"),
                ("50 basis points".to_owned(), 0.5, "percentage points"),
            ]
        );
    }

    #[test]
    fn the_sign_of_the_rand_is_a_letter() {
        assert_eq!(
            quantities("It made R310m, R310 million and R12bn on the R310 and in R2D2 with R5mm."),
            [
                ("R310m".to_owned(), 3.1e8, "ZAR"),
                ("R310 million".to_owned(), 3.1e8, "ZAR"),
                ("R12bn".to_owned(), 1.2e10, "ZAR"),
            ]
        );
    }

    #[test]
    fn fractions_are_part_of_their_number() {
        assert_eq!(
            quantities("It cut 3/4 inch of 10-3/8 inches at 2-1/2 percent, 24/7, on 1/2 of the days."),
            [
                ("3/4 inch".to_owned(), 0.75, "inch"),
                ("10-3/8 inches".to_owned(), 10.375, "inch"),
                ("2-1/2 percent".to_owned(), 2.5, "percent"),
                ("24".to_owned(), 24.0, ""),
                ("7".to_owned(), 7.0, ""),
                ("1/2".to_owned(), 0.5, ""),
            ]
        );
    }

    #[test]
    fn figures_in_names_count_nothing() {
        assert_eq!(quantities("The S&P 500 and a Boeing-737 fell during COVID-19, no one said."), []);
        assert_eq!(quantities("It began in 2019."), [("2019".to_owned(), 2019.0, "year of the calendar")]);
    }
}
