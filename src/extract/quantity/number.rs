//! The grammar of numbers: lower-case words and figures -> a value.
//!
//! It reads "4.2 million", "half a million", "two dozen", "three-quarters", "twenty-five", "one hundred and five",
//! "2.5bn", "12th" and "third". A hyphen is a word of its own, as in tokens.

use crate::words::Words;

/// A number at the beginning of some words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    pub value: f64,
    /// How many words it takes.
    pub used: usize,
    pub form: Form,
    /// Whether it is written in figures, at least in part.
    pub figures: bool,
    /// What the last digit written is worth: 0.1 for "4.2", 100,000 for "4.2 million", 1 for "12".
    pub grain: f64,
}

/// What a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Cardinal,
    /// "12th", "third"
    Ordinal,
    /// "half", "three-quarters"
    Fraction,
}

/// Reads the number that starts with the first word, the longest one possible.
#[must_use]
pub fn number(words: &[&str]) -> Option<Number> {
    let first = *words.first()?;
    if first.starts_with(|letter: char| letter.is_ascii_digit()) {
        return figures(first, words);
    }
    half(words).or_else(|| part(words)).or_else(|| spelled(words))
}

/// The value of a scale word or its abbreviation.
#[must_use]
pub fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" | "hundreds" => 1e2,
        "thousand" => 1e3,
        "million" | "mln" | "mn" => 1e6,
        "billion" | "bln" | "bn" => 1e9,
        "trillion" | "trn" | "tn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// A letter written right behind figures: "5k", "2.5bn". Whether "m" is metres, minutes or million is left open.
fn glued_scale(letters: &str) -> Option<f64> {
    match letters {
        "k" => Some(1e3),
        "b" => Some(1e9),
        _ => scale(letters),
    }
}

fn figures(first: &str, words: &[&str]) -> Option<Number> {
    let end = first.bytes().position(|b| !(b.is_ascii_digit() || b == b',' || b == b'.')).unwrap_or(first.len());
    let (digits, letters) = first.split_at(end);
    let (value, decimals) = parse(digits)?;
    let grain = if decimals == 0 { 1.0 } else { 10_f64.powi(-decimals) };
    let plain = Number { value, used: 1, form: Form::Cardinal, figures: true, grain };
    if letters.is_empty() {
        return Some(scaled(with_fraction(plain, words), words));
    }
    if let Some((parts, of)) = fraction_sign(letters) {
        return Some(scaled(plus(plain, parts, of), words));
    }
    match letters {
        "st" | "nd" | "rd" | "th" => Some(Number { form: Form::Ordinal, ..plain }),
        _ => glued_scale(letters).map(|scale| Number { value: value * scale, grain: grain * scale, ..plain }),
    }
}

/// Digits with thousands separators and at most one point, and how many stand behind it.
fn parse(digits: &str) -> Option<(f64, i32)> {
    let mut value = 0.0;
    let mut place = 1.0;
    let mut decimals = 0;
    let mut point = false;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' if point => {
                place *= 10.0;
                decimals += 1;
                value = value * 10.0 + f64::from(byte - b'0');
            }
            b'0'..=b'9' => value = value * 10.0 + f64::from(byte - b'0'),
            b'.' if point => return None,
            b'.' => point = true,
            _ => {}
        }
    }
    Some((value / place, decimals))
}

/// The number with the scale words that follow it: "4.2 million", "11,100 million", "4-million".
fn scaled(mut number: Number, words: &[&str]) -> Number {
    loop {
        let hyphen = usize::from(words.get(number.used) == Some(&"-"));
        let Some(scale) = words.get(number.used + hyphen).and_then(|word| scale(word)) else { return number };
        number.value *= scale;
        number.grain *= scale;
        number.used += hyphen + 1;
    }
}

/// A number and the fraction behind it, as prices and measures have it, or the fraction that it begins: "2-1/2", "10 3/8",
/// "3/4".
fn with_fraction(number: Number, words: &[&str]) -> Number {
    if let Some((parts, of)) = slashed(words) {
        let value = f64::from(parts) / f64::from(of);
        return Number { value, used: 3, form: Form::Fraction, grain: 1.0 / f64::from(of), ..number };
    }
    let before = if words.get(1) == Some(&"-") { 2 } else { 1 };
    match words.get(before..).and_then(slashed) {
        Some((parts, of)) if number.grain >= 1.0 => Number { used: before + 3, ..plus(number, parts, of) },
        _ => number,
    }
}

/// "3/4": less than one, of a kind that measures and prices are told in. "24/7" and "9/11" are none.
fn slashed(words: &[&str]) -> Option<(u8, u8)> {
    let [parts, "/", of, rest @ ..] = words else { return None };
    let (parts, of) = (digits(parts)?, digits(of)?);
    let told = matches!(of, 2..=5 | 8 | 16 | 32 | 64) && (1..of).contains(&parts);
    // "1/2/2024"
    (told && rest.first() != Some(&"/")).then_some((parts, of))
}

fn plus(number: Number, parts: u8, of: u8) -> Number {
    let (parts, of) = (f64::from(parts), f64::from(of));
    Number { value: number.value + parts / of, grain: 1.0 / of, ..number }
}

/// One or two figures.
fn digits(word: &str) -> Option<u8> {
    let short = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| word.parse().ok()).flatten()
}

/// The fraction that a sign right behind figures stands for: "2½".
fn fraction_sign(sign: &str) -> Option<(u8, u8)> {
    Some(match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    })
}

/// "half", "half a million", "a half", "half a dozen", "a quarter", "a third of" is left to the fractions.
fn half(words: &[&str]) -> Option<Number> {
    let article = usize::from(matches!(words[0], "a" | "an" | "one"));
    if words.get(article) != Some(&"half") {
        return None;
    }
    let mut used = article + 1;
    if words.get(used) == Some(&"-") {
        used += 1;
    }
    let of = used;
    if matches!(words.get(used), Some(&("a" | "an"))) {
        used += 1;
    }
    match words.get(used).and_then(|word| scale(word)) {
        Some(scale) => Some(Number {
            value: scale / 2.0,
            used: used + 1,
            form: Form::Cardinal,
            figures: false,
            grain: scale / 2.0,
        }),
        None if of == article + 1 => {
            Some(Number { value: 0.5, used: article + 1, form: Form::Fraction, figures: false, grain: 0.5 })
        }
        None => None,
    }
}

/// "a third of", "a quarter of": "a third man" is no fraction.
fn part(words: &[&str]) -> Option<Number> {
    let parts = match words {
        ["a" | "one", "-", part, "of", ..] => fraction_of(part)?,
        ["a" | "one", part, "of", ..] => fraction_of(part)?,
        _ => return None,
    };
    let used = if words[1] == "-" { 3 } else { 2 };
    Some(Number { value: 1.0 / parts, used, form: Form::Fraction, figures: false, grain: 1.0 / parts })
}

/// How many of a part make the whole.
pub(super) fn fraction_of(part: &str) -> Option<f64> {
    Some(match part {
        "quarter" | "quarters" => 4.0,
        "third" | "thirds" => 3.0,
        "fifth" | "fifths" => 5.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    })
}

/// A number in words.
fn spelled(words: &[&str]) -> Option<Number> {
    let mut reader = Spelled { total: 0.0, group: 0.0, used: 0, form: Form::Cardinal, ready: false };
    if matches!(words[0], "a" | "an") {
        // "a hundred", "a dozen": only a scale word makes a number of an article
        scale(words.get(1)?)?;
        reader.group = 1.0;
        reader.used = 1;
    }
    while reader.form == Form::Cardinal && reader.step(words) {}
    if !reader.ready {
        return None;
    }
    let value = reader.total + reader.group;
    let number = Number { value, used: reader.used, form: reader.form, figures: false, grain: 1.0 };
    Some(fraction(number, words).unwrap_or(number))
}

struct Spelled {
    total: f64,
    group: f64,
    used: usize,
    form: Form,
    /// A number has been read; further words may add to it.
    ready: bool,
}

impl Spelled {
    /// Takes the next word if it goes on with the number.
    fn step(&mut self, words: &[&str]) -> bool {
        let mut at = self.used;
        let joined = self.ready && matches!(words.get(at), Some(&("-" | "and")));
        at += usize::from(joined);
        let Some(&word) = words.get(at) else { return false };
        let and = joined && words[at - 1] == "and";
        if let Some(scale) = scale(word).filter(|_| (self.ready || self.used == 1) && !and) {
            self.scale(scale);
        } else if and && self.group < 100.0 && self.total < 1000.0 {
            return false; // "five and six" are two numbers
        } else if let Some((value, form)) = unit(word).filter(|&(value, _)| self.takes(value)) {
            self.group += value;
            self.form = form;
        } else {
            return false;
        }
        self.used = at + 1;
        self.ready = true;
        true
    }

    fn scale(&mut self, scale: f64) {
        if scale < 1000.0 {
            self.group *= scale;
        } else if self.group > 0.0 {
            self.total += self.group * scale;
            self.group = 0.0;
        } else {
            self.total *= scale;
        }
    }

    /// Whether a word of this value can follow what has been read: a unit after tens, anything under 100 after hundreds.
    fn takes(&self, value: f64) -> bool {
        if !self.ready {
            return self.used == 0;
        }
        let tens = self.group % 100.0;
        let unit_after_tens = tens >= 20.0 && tens % 10.0 == 0.0 && value < 10.0 && value > 0.0;
        let after_hundred = tens == 0.0 && value < 100.0 && (self.group > 0.0 || self.total > 0.0);
        unit_after_tens || after_hundred
    }
}

/// "three-quarters", "two thirds": a cardinal and the name of a fraction.
fn fraction(number: Number, words: &[&str]) -> Option<Number> {
    let hyphen = usize::from(words.get(number.used) == Some(&"-"));
    let parts = fraction_of(words.get(number.used + hyphen)?)?;
    let value = number.value / parts;
    let used = number.used + hyphen + 1;
    (number.form == Form::Cardinal && number.value < parts).then_some(Number {
        value,
        used,
        form: Form::Fraction,
        figures: false,
        grain: 1.0 / parts,
    })
}

/// Whether a number may start with a word, as far as the word tells, or with an article before such a word.
pub(super) fn starts_number<'w>(word: &str, next: impl FnOnce() -> &'w str) -> bool {
    if ARTICLES.has(word) {
        let next = next();
        return next == "half" || scale(next).is_some();
    }
    STARTS.has(word)
}

/// Words that a number in words starts with where another word follows: "a dozen".
pub(crate) static ARTICLES: Words = Words::new(&["a", "an"]);

/// Words that a number in words starts with. Sorted.
#[rustfmt::skip]
pub(crate) static STARTS: Words = Words::new(&[
    "eight", "eighteen", "eighteenth", "eighth", "eightieth", "eighty", "eleven", "eleventh", "fifteen", "fifteenth",
    "fifth", "fiftieth", "fifty", "first", "five", "fortieth", "forty", "four", "fourteen", "fourteenth", "fourth",
    "half", "nine", "nineteen", "nineteenth", "ninetieth", "ninety", "ninth", "one", "second", "seven", "seventeen",
    "seventeenth", "seventh", "seventieth", "seventy", "six", "sixteen", "sixteenth", "sixth", "sixtieth", "sixty",
    "ten", "tenth", "third", "thirteen", "thirteenth", "thirtieth", "thirty", "three", "twelfth", "twelve",
    "twentieth", "twenty", "two", "zero", "zeroth",
]);

const CARDINALS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// The words below one hundred.
fn unit(word: &str) -> Option<(f64, Form)> {
    if !(3..=11).contains(&word.len()) {
        return None;
    }
    let at = |list: &[&str]| list.iter().position(|known| *known == word).and_then(|at| u8::try_from(at).ok());
    if let Some(value) = at(&CARDINALS) {
        return Some((f64::from(value), Form::Cardinal));
    }
    if let Some(value) = at(&TENS) {
        return Some((f64::from(value * 10 + 20), Form::Cardinal));
    }
    if let Some(value) = at(&ORDINALS) {
        return Some((f64::from(value), Form::Ordinal));
    }
    let tens = word.strip_suffix("ieth")?;
    let value = TENS.iter().position(|known| known.strip_suffix('y') == Some(tens))?;
    u8::try_from(value).ok().map(|value| (f64::from(value * 10 + 20), Form::Ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_is_a_number_starts_one() {
        let ordinals = TENS.iter().map(|tens| format!("{}ieth", &tens[..tens.len() - 1]));
        let words = CARDINALS.iter().chain(&TENS).chain(&ORDINALS).map(|word| (*word).to_owned()).chain(ordinals);
        for word in words {
            assert!(unit(&word).is_some() && starts_number(&word, || ""), "{word}");
        }
        assert!(STARTS.is_sorted() && starts_number("a", || "dozen") && !starts_number("a", || "man"));
    }

    #[test]
    fn nothing_is_no_number() {
        assert_eq!(number(&[]), None);
        assert_eq!(number(&[""]), None);
        assert_eq!(number(&["", "million"]), None);
    }

    fn read(text: &str) -> Option<(f64, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        number(&words).map(|number| (number.value, number.used))
    }

    #[test]
    fn figures_and_scales() {
        assert_eq!(read("4.2 million people"), Some((4.2e6, 2)));
        assert_eq!(read("1,234 men"), Some((1234.0, 1)));
        assert_eq!(read("2.5bn euros"), Some((2.5e9, 1)));
        assert_eq!(read("11,100 million"), Some((11.1e9, 2)));
        assert_eq!(read("12th man"), Some((12.0, 1)));
        assert_eq!(read("1990s music"), None);
        assert_eq!(read("3 hundred thousand"), Some((3e5, 3)));
    }

    #[test]
    fn whole_numbers_with_fractions() {
        assert_eq!(read("2 - 1 / 2 percent"), Some((2.5, 5)));
        assert_eq!(read("10 3 / 8 dollars"), Some((10.375, 4)));
        assert_eq!(read("1 - 1 / 2 million tonnes"), Some((1.5e6, 6)));
        assert_eq!(read("3 / 4 inch"), Some((0.75, 3)));
        assert_eq!(read("2½ hours"), Some((2.5, 1)));
        assert_eq!(read("24 / 7 service"), Some((24.0, 1)));
        assert_eq!(read("1 / 2 / 2024"), Some((1.0, 1)));
        assert_eq!(read("5 10 / 12 days"), Some((5.0, 1)));
        assert_eq!(read("3 - 9 / 8 left"), Some((3.0, 1)));
        assert_eq!(number(&["2", "-", "3", "/", "4"]).map(|n| n.grain), Some(0.25));
    }

    #[test]
    fn words() {
        assert_eq!(read("twenty - five men"), Some((25.0, 3)));
        assert_eq!(read("one hundred and five thousand men"), Some((105_000.0, 5)));
        assert_eq!(read("two million three hundred thousand and four"), Some((2_300_004.0, 7)));
        assert_eq!(read("five and six"), Some((5.0, 1)));
        assert_eq!(read("a dozen eggs"), Some((12.0, 2)));
        assert_eq!(read("two dozen eggs"), Some((24.0, 2)));
        assert_eq!(read("half a million people"), Some((5e5, 3)));
        assert_eq!(read("half of it"), Some((0.5, 1)));
        assert_eq!(read("three - quarters of it"), Some((0.75, 3)));
        assert_eq!(read("a third man"), None);
        assert_eq!(read("a third of it").map(|(value, used)| ((value * 30.0).round(), used)), Some((10.0, 2)));
        assert_eq!(read("third man"), Some((3.0, 1)));
        assert_eq!(read("thirtieth"), Some((30.0, 1)));
        assert_eq!(read("a man"), None);
        assert_eq!(read("hundreds of men"), None);
        assert_eq!(read("two thousand nineteen"), Some((2019.0, 3)));
        assert_eq!(read("three four"), Some((3.0, 1)));
    }

    #[test]
    fn the_grain_is_the_last_digit_written() {
        assert_eq!(number(&["4.2", "million"]).map(|n| n.grain.round()), Some(100_000.0));
        assert_eq!(number(&["12"]).map(|n| n.grain), Some(1.0));
    }
}
