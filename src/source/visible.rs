//! Text as it may be sent to a terminal: control characters and bidirectional overrides are written out.

use std::borrow::Cow;

/// A text with everything that could act on a terminal escaped, and the way between the two.
#[derive(Debug)]
pub struct Visible<'t> {
    pub text: Cow<'t, str>,
    /// For each escaped character: its end in the original, and the end of its escape.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Visible<'t> {
    /// Escapes a text of several lines: line ends and tabs stay, a lone carriage return becomes a line end.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if is_harmless(text) {
            return Self::as_is(text);
        }
        let (mut shown, mut shifts) = (String::with_capacity(text.len() + 16), Vec::new());
        for (at, c) in text.char_indices() {
            match c {
                '\r' if !text[at + 1..].starts_with('\n') => shown.push('\n'),
                '\n' | '\t' | '\r' => shown.push(c),
                c if acts(c) => {
                    shown.extend(c.escape_unicode());
                    shifts.push((at + c.len_utf8(), shown.len()));
                }
                c => shown.push(c),
            }
        }
        Self { text: Cow::Owned(shown), shifts }
    }

    /// A text that is known to be harmless.
    pub(super) fn as_is(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), shifts: Vec::new() }
    }

    /// Where an offset into the original text stands in the escaped one.
    #[must_use]
    pub fn shown(&self, original: usize) -> usize {
        let before = self.shifts.partition_point(|&(end, _)| end <= original);
        before.checked_sub(1).map_or(original, |last| self.shifts[last].1 + original - self.shifts[last].0)
    }

    /// The original offset of what stands at an offset into the escaped text.
    #[must_use]
    pub fn original(&self, shown: usize) -> usize {
        let before = self.shifts.partition_point(|&(_, end)| end <= shown);
        before.checked_sub(1).map_or(shown, |last| self.shifts[last].0 + shown - self.shifts[last].1)
    }
}

/// Whether nothing in a text of several lines has to be escaped.
pub(super) fn is_harmless(text: &str) -> bool {
    !text.contains(|c| acts(c) && !matches!(c, '\n' | '\t'))
}

/// A text as one line: white space of any kind is a space, what acts on a terminal is escaped.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' if shown.ends_with(' ') => {}
            '\n' | '\t' | '\r' => shown.push(' '),
            c if acts(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Characters that move the cursor, change colours, or turn the order of what follows: C0 and C1 controls, the
/// bidirectional controls of Unicode Standard Annex 9, line and paragraph separators, the byte order mark.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_there_and_back_around_escapes() {
        let text = "a\u{1b}[31mré\u{202e}d\r\nx";
        let visible = Visible::new(text);
        assert_eq!(visible.text, "a\\u{1b}[31mré\\u{202e}d\r\nx");
        for (at, c) in text.char_indices().filter(|(_, c)| !acts(*c)) {
            let shown = visible.shown(at);
            assert!(visible.text[shown..].starts_with(c), "{c} at {at}");
            assert_eq!(visible.original(shown), at);
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(Visible::new("two\nlines\tof text").text, Cow::Borrowed(_)));
        assert!(matches!(visible_line("“Soul”"), Cow::Borrowed(_)));
        assert_eq!(visible_line("a\r\nb\u{7}"), "a b\\u{7}");
    }
}
