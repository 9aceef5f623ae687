//! Which words cannot both be right in one place: opposites, negations, titles, months; and which only look different.

mod forms;
mod kinds;
mod opposites;
mod pairs;
mod sides;
mod titles;
mod topics;

pub use forms::{is_one_edit, same_form, same_name, same_spelling, share_a_root};
pub use kinds::{exclude_each_other, name_the_same};
pub(crate) use opposites::NEGATIONS;
pub use opposites::{
    Sense, are_opposite_stems, are_opposites, are_opposites_retold, is_contracted_not, is_counted_on, is_negation,
    is_time, is_time_of, sense, short_stem, stem, stem_hash,
};
pub use titles::{different_titles, is_title};

/// The names of months and weekdays and their abbreviations.
pub(crate) const CALENDAR: [&str; 40] = [
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "mar",
    "april",
    "apr",
    "may",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sept",
    "sep",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
];

/// The number of a month, by its name or abbreviation in lower case, without a point.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// The number of a weekday, Monday first, by its name or abbreviation in lower case.
#[must_use]
pub fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "monday" | "mon" => 1,
        "tuesday" | "tue" | "tues" => 2,
        "wednesday" | "wed" => 3,
        "thursday" | "thu" | "thurs" => 4,
        "friday" | "fri" => 5,
        "saturday" | "sat" => 6,
        "sunday" | "sun" => 7,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senses_are_those_of_the_lists() {
        let sense = |word: &str| sense(u32::try_from(stem_hash(word) >> 32).expect("32 bits"));
        for name in CALENDAR {
            assert!(month(name).or(weekday(name)).is_some(), "{name}");
            assert!(sense(name).is_some_and(|sense| sense.calendar), "{name}");
        }
        assert_eq!(sense("climbing").and_then(|sense| sense.up), Some(true));
        assert_eq!(sense("plunged").and_then(|sense| sense.up), Some(false));
        assert!(sense("never").is_some_and(|sense| sense.negation));
        assert!(sense("husband").is_some_and(|sense| sense.opposite));
        assert!(sense("table").is_some_and(|sense| sense.of_kind && !sense.opposite));
        assert_eq!(sense("notion"), None);
    }
}
