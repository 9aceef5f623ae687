//! Figures, codes and marks -> what each may be in a time expression.

use super::Word;
use crate::segment::TokenKind;

/// What a token may be that is no word of letters, by its text in lower case.
pub fn beside_words(kind: TokenKind, lower: &str) -> Word {
    match kind {
        TokenKind::Number => number(lower),
        TokenKind::Mixed => mixed(lower),
        TokenKind::Mark => mark(lower),
        TokenKind::Possessive => Word::Possessive,
        TokenKind::Word | TokenKind::Address => Word::Other,
    }
}

fn number(lower: &str) -> Word {
    let digits = lower.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return match lower.parse() {
            Ok(value) if lower.len() <= 9 => {
                Word::Figure(value, u8::try_from(lower.len()).expect("at most nine digits"))
            }
            _ => Word::Other,
        };
    }
    if let Some(thousandths) = thousandths(lower) {
        return Word::Decimal(thousandths);
    }
    let plain: String = lower.chars().filter(|&c| c != ',').collect();
    match plain.parse::<f64>() {
        Ok(value) if value < 1_000_000.0 => Word::Decimal((value * 1000.0).round() as u32),
        _ => Word::Other,
    }
}

/// The value of `1,250` and `3.25` in thousandths; `None` for a large one, and for one of more decimal places.
fn thousandths(number: &str) -> Option<u32> {
    let (mut value, mut places) = (0_u32, None);
    for byte in number.bytes() {
        match byte {
            b'0'..=b'9' if places < Some(3) => value = value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'.' if places.is_none() => {}
            b',' if places.is_none() => continue,
            _ => return None,
        }
        places = places.map(|places| places + 1).or((byte == b'.').then_some(0));
    }
    let value = value.checked_mul(10_u32.pow(3 - places.unwrap_or(0)))?;
    (value < 1_000_000_000).then_some(value)
}

fn mixed(lower: &str) -> Word {
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return code(lower);
    }
    if digits > 4 {
        return Word::Other;
    }
    if let Some(date) = dotted(lower) {
        return date;
    }
    let value: u32 = lower[..digits].parse().unwrap_or(0);
    match &lower[digits..] {
        "st" | "nd" | "rd" | "th" => u8::try_from(value).map_or(Word::Other, Word::Nth),
        // those of three figures lie before Christ
        "s" if value.is_multiple_of(10) && (digits < 4 || (1000..2100).contains(&value)) && digits > 1 => {
            Word::Decade((value / 10) as u16)
        }
        "am" | "pm" | "hrs" | "h" | "hr" | "a.m" | "p.m" | "a.m." | "p.m." | "hours" | "mins" | "min" | "minutes"
        | "secs" => Word::Glued,
        "½" | "¼" | "¾" => Word::Decimal(value * 1000 + vulgar(&lower[digits..])),
        "q" if digits == 1 && (1..=4).contains(&value) => Word::Nth(200 + value as u8),
        rest if digits == 1 && rest.len() == 3 && rest.starts_with('q') => quarter_of(value, &rest[1..]),
        rest if is_dotted_time(rest) => Word::Glued,
        rest if rest.starts_with('t') && rest[1..].bytes().all(|b| b.is_ascii_digit()) && rest.len() > 1 => Word::Glued,
        _ => Word::Other,
    }
}

/// `12.06.2025`, `2025.06.12`; a year of two figures would be a version's as often.
fn dotted(text: &str) -> Option<Word> {
    let mut parts = text.split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || a.len() + b.len() + c.len() < 6 {
        return None;
    }
    let (first, second, year) = match (a.len(), b.len(), c.len()) {
        (1..=2, 1..=2, 4) => (a, b, c),
        (4, 1..=2, 1..=2) => (c, b, a),
        _ => return None,
    };
    let (first, second, year): (u8, u8, u16) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2100).contains(&year);
    fits.then_some(Word::Dotted(day, month, year))
}

/// The `.30pm` of `7.30pm`.
fn is_dotted_time(rest: &str) -> bool {
    let rest = rest.strip_prefix('.').and_then(|rest| rest.split_at_checked(2));
    rest.is_some_and(|(minute, half)| {
        minute.bytes().all(|b| b.is_ascii_digit()) && matches!(half, "am" | "pm" | "a.m" | "p.m")
    })
}

/// A vulgar fraction in thousandths.
fn vulgar(fraction: &str) -> u32 {
    match fraction {
        "¼" => 250,
        "½" => 500,
        _ => 750,
    }
}

/// `Q3` is the third quarter, `Q307` that of 2007, `FY08` a fiscal year.
fn code(lower: &str) -> Word {
    if let Some(year) = lower.strip_prefix("fy") {
        let fits = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
        return year.parse().ok().filter(|_| fits).map_or(Word::Other, Word::FiscalYear);
    }
    // "c1920"
    if let Some(year) = lower.strip_prefix('c') {
        let fits = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        return year.parse().ok().filter(|year| fits && (1000..2100).contains(year)).map_or(Word::Other, Word::Circa);
    }
    let Some(rest) = lower.strip_prefix('q') else { return Word::Other };
    let mut figures = rest.chars();
    match (figures.next().and_then(|figure| figure.to_digit(10)), figures.as_str()) {
        (Some(quarter @ 1..=4), "") => Word::Nth(200 + quarter as u8),
        (Some(quarter), year) if year.len() == 2 => quarter_of(quarter, year),
        _ => Word::Other,
    }
}

fn quarter_of(quarter: u32, year: &str) -> Word {
    match year.parse() {
        Ok(year) if (1..=4).contains(&quarter) && year < 100 => Word::QuarterOf(quarter as u8, year),
        _ => Word::Other,
    }
}

fn mark(text: &str) -> Word {
    match text.chars().next() {
        Some(',') => Word::Comma,
        Some('-' | '–' | '‑' | '—') => Word::Dash,
        Some('.') => Word::Point,
        Some('/') => Word::Slash,
        Some(':') => Word::Colon,
        Some('\'' | '’' | '‘') => Word::Apostrophe,
        Some('(' | '[') => Word::Open,
        Some(')' | ']') => Word::Close,
        Some('$' | '€' | '£' | '¥' | '₩' | '₹' | '#' | '№') => Word::Sign,
        Some('%') => Word::Percent,
        Some('"' | '“' | '”') => Word::Quote,
        _ => Word::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_marks() {
        assert_eq!(number("1,250"), Word::Decimal(1_250_000));
        assert_eq!(number("3.25"), Word::Decimal(3250));
        assert_eq!(number("0.0625"), Word::Decimal(63));
        assert_eq!(number("999,999.999"), Word::Decimal(999_999_999));
        assert_eq!(number("1,000,000"), Word::Other);
        assert_eq!(number("5,000,000,000"), Word::Other);
    }

    #[test]
    fn figures_with_letters() {
        assert_eq!(mixed("1990s"), Word::Decade(199));
        assert_eq!(mixed("12th"), Word::Nth(12));
        assert_eq!(mixed("12.06.2025"), Word::Dotted(12, 6, 2025));
        assert_eq!(mixed("2025.06.12"), Word::Dotted(12, 6, 2025));
        assert_eq!(mixed("12.31.2025"), Word::Dotted(31, 12, 2025));
        assert_eq!(mixed("10.12.2"), Word::Other);
        assert_eq!(mixed("192.168.2001"), Word::Other);
        assert_eq!(mixed("6am"), Word::Glued);
        assert_eq!(mixed("7.30pm"), Word::Glued);
        assert_eq!(mixed("7.305pm"), Word::Other);
        assert_eq!(mixed("2½"), Word::Decimal(2500));
        assert_eq!(mixed("3q07"), Word::QuarterOf(3, 7));
        assert_eq!(mixed("q4"), Word::Nth(204));
        assert_eq!(mixed("fy08"), Word::FiscalYear(8));
        assert_eq!(mixed("fy123"), Word::Other);
        assert_eq!(mixed("f16"), Word::Other);
    }
}
