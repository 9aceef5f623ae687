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
    if word.is_ascii() {
        let mut out = word.to_ascii_lowercase();
        if out.bytes().any(is_dropped) {
            out.retain(|c| !c.is_ascii() || !is_dropped(c as u8));
        }
        return Cow::Owned(out);
    }
    let mut out = String::with_capacity(word.len());
    // what is not ASCII is decomposed stretch by stretch: marks are put in order among themselves alone
    let mut rest = word;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        let (ascii, after) = rest.split_at(plain);
        out.extend(ascii.bytes().filter(|b| !is_dropped(*b)).map(|b| b.to_ascii_lowercase() as char));
        let marked = after.bytes().position(|b| b.is_ascii()).unwrap_or(after.len());
        let (other, after) = after.split_at(marked);
        fold_letters(other, &mut out);
        rest = after;
    }
    Cow::Owned(out)
}

/// Points and apostrophes.
fn is_dropped(byte: u8) -> bool {
    matches!(byte, b'.' | b'\'' | b'`')
}

fn fold_letters(letters: &str, out: &mut String) {
    for c in letters.nfkd().filter(|&c| !is_combining_mark(c)) {
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
        // marks that are letters of their own, in whatever order, and what comes apart into ASCII
        assert_eq!(fold("Vie\u{323}\u{302}t Tha\u{302}\u{323}o… №5"), "viet thao no5");
    }
}
