//! Twelve bits of a spelling, by which most names that many documents have are seen to be spelled alike in all of them.
//!
//! They are a check sum of the kind that tells of transmission errors (Varshamov and Tenengolts, 1965): a letter left
//! out, put in, exchanged or swapped with its neighbour changes it. Of two spellings further apart one pair in some four
//! thousand has the same, and is passed over where no third spelling stands beside them.

use crate::checks::MARKED;

/// Of a spelling that is too long to be seen whole: it may meet any.
const LONG: u16 = 0xfff;

/// The primes that the sums are taken to: letters differ by less than the first, places by less than the second.
const OF_LETTERS: u32 = 31;
const OF_PLACES: u32 = 61;

/// The mark of a statement whose first field is the spelling, as postcard writes it: its length, and its letters.
pub fn mark(said: &[u8]) -> u16 {
    let Some((&length, rest)) = said.split_first() else { return LONG };
    match rest.get(..usize::from(length)) {
        Some(word) if word.len() < MARKED => of_word(word),
        _ => LONG,
    }
}

/// Whether two spellings may be near, and not the same.
pub fn may_meet(mark: u16, other: u16) -> bool {
    mark != other || mark == LONG
}

fn of_word(word: &[u8]) -> u16 {
    let letters: u32 = word.iter().map(|&letter| u32::from(letter)).sum();
    let places: u32 = (1..).zip(word).map(|(at, &letter): (u32, _)| at * u32::from(letter)).sum();
    let odd = u32::from(word.len() % 2 == 1);
    let mark = (odd * OF_LETTERS + letters % OF_LETTERS) * OF_PLACES + places % OF_PLACES;
    u16::try_from(mark).expect("2 x 31 x 61 is less than 2^12")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark_of(word: &str) -> u16 {
        let mut said = postcard::to_allocvec(&(word, "and what follows it", 7)).expect("plain data");
        said.resize(MARKED, 0);
        mark(&said)
    }

    #[test]
    fn one_edit_changes_the_mark() {
        let letters = || "abcdefghijklmnopqrstuvwxyz'-".chars();
        for word in ["ishiba", "oyelaran", "nantes", "ng", "smith-jones", "o'neill"] {
            let (mark, places) = (mark_of(word), 0..word.len());
            for at in places.clone() {
                let (before, after) = word.split_at(at);
                let rest = &after[1..];
                assert_ne!(mark, mark_of(&format!("{before}{rest}")), "{word} without {at}");
                for letter in letters() {
                    assert_ne!(mark, mark_of(&format!("{before}{letter}{after}")), "{letter} put into {word}");
                    let exchanged = format!("{before}{letter}{rest}");
                    let is_letter = letter.is_ascii_lowercase();
                    assert!(exchanged == word || !is_letter || mark != mark_of(&exchanged), "{exchanged}");
                }
                if let Some(next) = rest.chars().next() {
                    let swapped = format!("{before}{next}{}{}", &after[..1], &rest[1..]);
                    let letters = word[at..at + 2].bytes().all(|byte| byte.is_ascii_lowercase());
                    assert!(swapped == word || !letters || mark != mark_of(&swapped), "{swapped}");
                }
            }
        }
    }

    #[test]
    fn spellings_that_are_the_same_do_not_meet() {
        assert!(!may_meet(mark_of("ishiba"), mark_of("ishiba")));
        assert!(may_meet(mark_of("ishiba"), mark_of("ishida")));
        let long = "a-name-that-is-far-too-long-to-be-seen";
        assert_eq!(mark_of(long), LONG);
        assert!(may_meet(mark_of(long), mark_of(long)));
    }
}
