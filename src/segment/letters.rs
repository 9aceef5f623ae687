//! Characters -> whether they are letters, or part of words, by tables that the build script lays out: those of the standard
//! library are small, and take long to look through for letters that are not Latin.

static LETTERS: &[u8; 8192] = include_bytes!(concat!(env!("OUT_DIR"), "/letters.bits"));
static WORDY: &[u8; 8192] = include_bytes!(concat!(env!("OUT_DIR"), "/wordy.bits"));

#[must_use]
pub fn is_letter(c: char) -> bool {
    has(LETTERS, c).unwrap_or_else(|| c.is_alphabetic())
}

/// A letter, a digit, or an accent.
#[must_use]
pub fn is_wordy(c: char) -> bool {
    has(WORDY, c).unwrap_or_else(|| c.is_alphanumeric())
}

/// `None` beyond the basic plane.
fn has(bits: &[u8; 8192], c: char) -> Option<bool> {
    let number = c as usize;
    bits.get(number / 8).map(|byte| byte >> (number % 8) & 1 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_say_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_wordy(c), c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c), "{c:?}");
        }
    }
}
