//! Names as written -> names as compared: lower case, no accents, no marks inside.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word without case and accents, apostrophes and points; letters that have no accent but a plain cousin (ł, ø, ı)
/// become that cousin. White space and hyphens stay.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.bytes().filter(|b| !matches!(b, b'.' | b'\'' | b'`')).map(|b| b.to_ascii_lowercase() as char));
        return Cow::Owned(out);
    }
    for c in word.nfkd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            '.' | '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_points_go() {
        assert_eq!(fold("Erdoğan"), "erdogan");
        assert_eq!(fold("O’Brien"), "obrien");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("U.S."), "us");
        assert_eq!(fold("ISHIBA"), "ishiba");
    }
}
