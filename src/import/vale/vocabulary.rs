//! `accept.txt` and `reject.txt`: a word or pattern a line.
//!
//! Vale wants accepted words written with the very capitals of the list. That is taken over for names whose capitals are
//! no matter of their place in a sentence ("GitHub"); "Apple" or "IT" would find apples and it.

use super::Styles;
use super::expand::{Plain, plain};

/// Reads a vocabulary into the list at an index.
pub(super) fn read(text: &str, rejects: bool, file: &str, styles: &mut Styles<'_>, list: usize) {
    for (at, line) in text.lines().enumerate() {
        let written = line.trim();
        if written.is_empty() || written.starts_with("# ") || written == "#" {
            continue;
        }
        let words = match plain(written) {
            Ok(words) => words,
            Err(why) => {
                styles.left_out.push(why, format!("{written} ({file}, line {})", at + 1));
                continue;
            }
        };
        let Plain { words, any_case } = words;
        for word in words {
            if rejects {
                styles.lists[list].avoid.push(word);
            } else if !any_case && has_inner_capital(&word) {
                styles.lists[list].exact.push(word);
            } else {
                styles.vocabularies.push((word, file.to_owned()));
            }
        }
    }
}

/// Whether a capital follows a small letter within a word.
fn has_inner_capital(phrase: &str) -> bool {
    let mut small = false;
    phrase.chars().any(|c| {
        let found = small && c.is_uppercase();
        small = c.is_lowercase();
        found
    })
}
