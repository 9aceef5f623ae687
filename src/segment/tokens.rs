//! Text -> tokens: words, numbers, punctuation.
//!
//! - A possessive `'s` is a token of its own; other apostrophes inside a word belong to it (`O'Brien`, `don't`).
//! - Hyphens and dashes are tokens of their own; [`super::Segmented::glued`] tells `Jae-myung` from `Jae - myung`.
//! - `1,234.5` is one number, `12th`, `6am` and `G7` are one mixed token, `U.S.` and `p.m.` are one word.
//! - A web or mail address is one token.

use super::letters::{is_letter, is_wordy};
use crate::source::Span;

/// The smallest piece of text that extractors look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    pub shape: Shape,
    /// Nothing but ASCII letters and digits: folded, it is itself in lower case.
    pub plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// Digits, with thousands separators and a decimal point at most.
    Number,
    /// Digits and letters in one (`12th`, `G7`), or digits with more than one point (`1.2.3`).
    Mixed,
    /// A web or mail address.
    Address,
    /// The `'s` or `'` of a possessive.
    Possessive,
    /// One character that is neither letter nor digit.
    Mark,
}

/// The case of a word's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No cased letter at all.
    None,
    Lower,
    /// First letter upper, the rest lower; or a single upper-case letter.
    Capitalised,
    /// Two or more letters, all upper case.
    Upper,
    /// Upper case further in: `McDonald`, `iPhone`.
    Mixed,
}

impl Shape {
    /// Whether the word starts with a capital letter, or has one anywhere.
    #[must_use]
    pub fn has_capital(self) -> bool {
        matches!(self, Shape::Capitalised | Shape::Upper | Shape::Mixed)
    }
}

/// Top-level domains by which `name.tld` is told from a sentence end without a space.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "io", "co", "uk", "eu", "de", "fr", "jp", "kr", "in",
    "au", "ca",
];

/// Appends the tokens of `span` of the text.
pub(super) fn tokenize(text: &str, span: Span, out: &mut Vec<Token>) {
    let text = &text[..span.end as usize];
    let bytes = text.as_bytes();
    let mut chunk = Chunk::default();
    let mut at = span.start as usize;
    while let Some(&first) = bytes.get(at) {
        let class = CLASSES[usize::from(first)];
        if class == SPACE {
            at += 1;
            continue;
        }
        let token = if class & WORDY != 0 {
            let run = Run::at(bytes, at, class);
            // mostly a space follows, and nothing has to be asked
            if run.behind(bytes, 0) == b' ' && (class != DIGIT || run.rest & CASED == 0) {
                at = run.end + 1;
                out.push(run.token());
                continue;
            }
            let ends_a_chunk = run.ends_a_chunk(bytes);
            if run.is_token(bytes) && (ends_a_chunk || !chunk.may_be_address(text, at)) {
                run.token()
            } else {
                token(text, at, char_at(text, at), !ends_a_chunk && chunk.may_be_address(text, at))
            }
        } else if class == MARK {
            Token { span: Span::new(at, at + 1), kind: TokenKind::Mark, shape: Shape::None, plain: false }
        } else {
            let c = char_at(text, at);
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            token(text, at, c, true)
        };
        at = token.span.end as usize;
        out.push(token);
    }
}

/// What bytes are, each a bit; no bit for apostrophes and everything that is not ASCII.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const SPACE: u8 = 8;
/// ASCII punctuation that is a token of its own, whatever is around it.
const MARK: u8 = 16;
const CASED: u8 = LOWER | UPPER;
const WORDY: u8 = CASED | DIGIT;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        classes[byte as usize] = match byte {
            9..=13 | b' ' => SPACE,
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'\'' => 0,
            _ => MARK,
        };
        byte += 1;
    }
    classes
};

/// The shape of a word by what its first letter is, and what the others are: none, lower case, upper case, or both.
static SHAPES: [[Shape; 4]; 4] = [
    [Shape::None; 4],
    [Shape::Lower, Shape::Lower, Shape::Mixed, Shape::Mixed],
    [Shape::Capitalised, Shape::Capitalised, Shape::Upper, Shape::Mixed],
    [Shape::Mixed; 4],
];

/// ASCII letters and digits in a row: mostly a word or a number, without a look at apostrophes, abbreviations and letters
/// of other alphabets.
struct Run {
    start: usize,
    end: usize,
    /// What the first byte is, and what the others are, with the one behind them.
    first: u8,
    rest: u8,
}

impl Run {
    #[inline]
    fn at(bytes: &[u8], start: usize, first: u8) -> Self {
        let mut rest = 0;
        let behind = &bytes[start + 1..];
        let ends = |byte: &u8| {
            let class = CLASSES[usize::from(*byte)];
            rest |= class;
            class & WORDY == 0
        };
        let end = start + 1 + behind.iter().position(ends).unwrap_or(behind.len());
        Self { start, end, first, rest }
    }

    /// The byte so far behind it; white space behind the text.
    #[inline]
    fn behind(&self, bytes: &[u8], by: usize) -> u8 {
        bytes.get(self.end + by).copied().unwrap_or(b' ')
    }

    /// Whether no address goes on from here: white space, a comma, or the point at the end of a sentence.
    #[inline]
    fn ends_a_chunk(&self, bytes: &[u8]) -> bool {
        match self.behind(bytes, 0) {
            b' ' | b',' | b'\n' => true,
            b'.' => matches!(self.behind(bytes, 1), b' ' | b'\n'),
            _ => false,
        }
    }

    /// Whether a word, or a number of digits alone, ends where this does.
    #[inline]
    fn is_token(&self, bytes: &[u8]) -> bool {
        let is_number = self.first == DIGIT;
        let ends = match self.behind(bytes, 0) {
            b' ' | b'\n' => true,
            b',' if is_number => !self.behind(bytes, 1).is_ascii_digit(),
            b'.' if is_number => !self.behind(bytes, 1).is_ascii_digit(),
            // "U.S."
            b'.' => self.end > self.start + 1,
            b'\'' => is_number || self.ends_before_apostrophe(bytes, 1),
            // dashes, dots and quotation marks of Unicode, the apostrophe among them
            0xe2 if self.behind(bytes, 1) == 0x80 => {
                is_number || self.behind(bytes, 2) != 0x99 || self.ends_before_apostrophe(bytes, 3)
            }
            byte => byte.is_ascii(),
        };
        ends && !(is_number && self.rest & CASED != 0)
    }

    /// Whether a word ends before an apostrophe: in "Brien's", but not in "O'Brien"; `next` is what follows the apostrophe.
    fn ends_before_apostrophe(&self, bytes: &[u8], next: usize) -> bool {
        match self.behind(bytes, next) {
            b's' | b'S' => CLASSES[usize::from(self.behind(bytes, next + 1))] & (SPACE | MARK) != 0,
            byte => CLASSES[usize::from(byte)] & (SPACE | MARK | DIGIT) != 0,
        }
    }

    #[inline]
    fn token(&self) -> Token {
        let kind = match (self.first, self.rest & DIGIT) {
            (DIGIT, _) => TokenKind::Number,
            (_, 0) => TokenKind::Word,
            _ => TokenKind::Mixed,
        };
        let shape = SHAPES[usize::from(self.first & CASED)][usize::from(self.rest & CASED)];
        Token { span: Span::new(self.start, self.end), kind, shape, plain: true }
    }
}

/// A stretch without white space, quotation marks, brackets or commas, which an address may take up.
#[derive(Default)]
struct Chunk {
    end: usize,
    /// Before this place an address may start.
    address: usize,
}

impl Chunk {
    /// Whether an address may start at a place, which is in this chunk or behind it.
    fn may_be_address(&mut self, text: &str, at: usize) -> bool {
        if at >= self.end {
            *self = Self::at(text, at);
        }
        at < self.address
    }

    /// The chunk that starts at a place. What makes an address of it is an `@`, the slash behind `http:`, a point behind
    /// `www` or one before a domain, which is of small letters.
    fn at(text: &str, at: usize) -> Self {
        let rest = &text.as_bytes()[at..];
        let (mut end, mut address) = (rest.len(), 0);
        for (place, &byte) in rest.iter().enumerate() {
            let next = || rest.get(place + 1).copied().unwrap_or(b' ');
            match byte {
                9..=13 | b' ' | b'<' | b'>' | b'"' | b',' | b'(' | b')' => {
                    end = place;
                    break;
                }
                b'@' => address = at + place,
                b':' if next() == b'/' => address = at + place,
                b'.' if next().is_ascii_lowercase() || rest[..place].ends_with(b"www") => address = at + place,
                128.. => {
                    let delimits = |c: char| c.is_whitespace() || matches!(c, '“' | '”');
                    if text.is_char_boundary(at + place) && delimits(char_at(text, at + place)) {
                        end = place;
                        break;
                    }
                }
                _ => {}
            }
        }
        Self { end: at + end, address }
    }
}

/// Marks that end a sentence rather than an address.
const ADDRESS_ENDS: [char; 8] = ['.', ':', ';', '!', '?', '\'', '’', ']'];

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// The token that starts with this character, which is no white space.
fn token(text: &str, at: usize, c: char, may_be_address: bool) -> Token {
    let make = |end: usize, kind, shape| {
        let plain = text.as_bytes()[at..end].iter().all(u8::is_ascii_alphanumeric);
        Token { span: Span::new(at, end), kind, shape, plain }
    };
    if is_wordy(c) {
        if let Some(end) = may_be_address.then(|| address(text, at)).flatten() {
            return make(end, TokenKind::Address, Shape::None);
        }
        if c.is_ascii_digit() {
            let (end, kind) = number(text, at);
            return make(end, kind, Shape::None);
        }
        let end = abbreviation(text, at).unwrap_or_else(|| word(text, at));
        let kind = if text[at..end].bytes().any(|b| b.is_ascii_digit()) { TokenKind::Mixed } else { TokenKind::Word };
        return make(end, kind, shape(&text[at..end]));
    }
    let after = at + c.len_utf8();
    if is_apostrophe(c) && at > 0 && text[..at].chars().next_back().is_some_and(is_wordy) {
        let rest = &text[after..];
        if rest.starts_with(['s', 'S']) && !rest[1..].starts_with(is_wordy) {
            return make(after + 1, TokenKind::Possessive, Shape::None);
        }
    }
    make(after, TokenKind::Mark, Shape::None)
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The end of a mail or web address that starts here.
fn address(text: &str, at: usize) -> Option<usize> {
    let chunk_end =
        text[at..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | ',' | '(' | ')'));
    let chunk = &text[at..chunk_end.map_or(text.len(), |end| at + end)];
    if !chunk.contains(['.', '@', ':']) {
        return None;
    }
    let chunk = chunk.trim_end_matches(ADDRESS_ENDS);
    let is_address = chunk.contains("://") || chunk.starts_with("www.") || is_mail(chunk) || is_domain(chunk);
    is_address.then_some(at + chunk.len())
}

fn is_mail(chunk: &str) -> bool {
    chunk.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.ends_with('.'))
}

/// `global-herald.net`, `example.co.uk/path`: lower-case labels, the last a known domain.
fn is_domain(chunk: &str) -> bool {
    let host = chunk.split('/').next().unwrap_or(chunk);
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let labels: Vec<&str> = labels.collect();
    DOMAINS.contains(&last)
        && !labels.is_empty()
        && labels.iter().all(|label| {
            label.len() > 1
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.bytes().all(|b| b.is_ascii_digit())
        })
}

/// `U.S.`, `p.m.`, `D.C.`: single letters, each with a point.
fn abbreviation(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut letters = 0;
    loop {
        let mut chars = text[end..].chars();
        match (chars.next(), chars.next()) {
            (Some(letter), Some('.')) if is_letter(letter) => {
                end += letter.len_utf8() + 1;
                letters += 1;
            }
            // "U.S" without its last point, before something that is no letter
            (Some(letter), next) if letters > 0 && is_letter(letter) && !next.is_some_and(is_wordy) => {
                return Some(end + letter.len_utf8());
            }
            _ => break,
        }
    }
    (letters >= 2 && !text[end..].starts_with(is_wordy)).then_some(end)
}

fn word(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_wordy(c) {
            end = at + i + c.len_utf8();
        } else if is_apostrophe(c) {
            // inside a word, unless it opens a possessive
            let rest = &text[at + i + c.len_utf8()..];
            let possessive = rest.starts_with(['s', 'S']) && !rest[1..].starts_with(is_wordy);
            if possessive || !chars.peek().is_some_and(|&(_, next)| is_letter(next)) {
                break;
            }
        } else {
            break;
        }
    }
    end
}

fn number(text: &str, at: usize) -> (usize, TokenKind) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    // thousands: groups of exactly three digits
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 && end - at <= 15 {
        end += 4;
    }
    let mut points = 0;
    while bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
        points += 1;
    }
    let letters: usize = text[end..].chars().take_while(|&c| is_wordy(c)).map(char::len_utf8).sum();
    if letters > 0 || points > 1 { (end + letters, TokenKind::Mixed) } else { (end, TokenKind::Number) }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|&c| is_letter(c));
    let Some(first) = letters.next() else { return Shape::None };
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Shape::Capitalised,
        (true, _, 0) => Shape::Upper,
        (false, 0, _) if first.is_lowercase() || lower > 0 => Shape::Lower,
        (false, 0, _) => Shape::None,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|token| &text[token.span.range()]).collect()
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(
            texts("Ishiba’s “own” (don't) O’Brien’s Jae-myung."),
            ["Ishiba", "’s", "“", "own", "”", "(", "don't", ")", "O’Brien", "’s", "Jae", "-", "myung", "."]
        );
    }

    #[test]
    fn plain_words_are_read_like_any_others() {
        let text = "a I NATO eBay B2B x86 iPhone's naïve don't Mr. U.S. e.g. U.S-led a.b@c.org (see foo.com) it’s “x.y” cf.“z O'Neill 9am ünder ";
        let text = format!(
            "{text}http://x.y/z, www.a.de. end.Begin A.B. trans‑Pacific\u{a0}x.org\u{2009}y a:b a::b, x. O’Neill’s men’s1 ’90s 1990’s 5–7% 3… a—b I’m we’ “so”-so—No… ‘s’s’"
        );
        let mut fast = Vec::new();
        tokenize(&text, Span::new(0, text.len()), &mut fast);
        let (mut slow, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let c = char_at(&text, at);
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let next = token(&text, at, c, true);
            at = next.span.end as usize;
            slow.push(next);
        }
        assert_eq!(fast, slow);
    }

    #[test]
    fn numbers() {
        assert_eq!(
            texts("$1,234.5 24% 12th 2019. 1.2.3 6am 3,000,000"),
            ["$", "1,234.5", "24", "%", "12th", "2019", ".", "1.2.3", "6am", "3,000,000"]
        );
    }

    #[test]
    fn abbreviations_keep_their_points() {
        assert_eq!(
            texts("the U.S. at 5 p.m. in Washington, D.C., J. Smith"),
            ["the", "U.S.", "at", "5", "p.m.", "in", "Washington", ",", "D.C.", ",", "J", ".", "Smith"]
        );
    }

    #[test]
    fn addresses_are_one_token() {
        assert_eq!(
            texts("hello@global-herald.net or https://x.org/a?b=1, years.Cooperative"),
            ["hello@global-herald.net", "or", "https://x.org/a?b=1", ",", "years", ".", "Cooperative"]
        );
    }
}
