//! Words before a number -> how far it holds; and whether two numbers of one thing can both be true.

use crate::lexeme::Classes;
use crate::segment::Segmented;
use crate::words::Words;

/// What the words before a number say of how far it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    Exact,
    /// "about", "nearly", "around"
    About,
    /// "at least", "more than", "over"
    AtLeast,
    /// "up to", "fewer than", "under"
    AtMost,
}

/// How far a value that is "about" right may be off: a tenth of it, and no more than its last digit that is not zero.
#[must_use]
pub fn slack(value: f64, grain: f64) -> f64 {
    let mut place = grain.max(1e-9);
    while place * 10.0 <= value.abs() && (value / (place * 10.0)).fract().abs() < 1e-9 {
        place *= 10.0;
    }
    place.min(0.1 * value.abs())
}

/// Whether two bounded values, each with what its last digit is worth, can both be true: "more than 300" and "312" can.
#[must_use]
pub fn agree(a: (f64, Bound, f64), b: (f64, Bound, f64)) -> bool {
    let close = |share: f64| (a.0 - b.0).abs() <= share * a.0.abs().max(b.0.abs());
    let about = |one: f64| (a.0 - b.0).abs() <= one * 1.000_001;
    let (slack_a, slack_b) = (|| slack(a.0, a.2), || slack(b.0, b.2));
    let coarse = a.2.max(b.2);
    let rounded = a.2 != b.2 && (a.0 - b.0).abs() <= coarse / 2.0 * 1.000_001;
    let under = |low: f64, high: f64| low <= high * 1.000_001;
    match (a.1, b.1) {
        _ if close(1e-9) || rounded => true,
        (Bound::AtLeast, Bound::AtMost) => under(a.0, b.0),
        (Bound::AtMost, Bound::AtLeast) => under(b.0, a.0),
        (Bound::AtLeast, Bound::AtLeast) | (Bound::AtMost, Bound::AtMost) => true,
        (Bound::AtLeast, _) => under(a.0, b.0) || (b.1 == Bound::About && about(slack_b())),
        (_, Bound::AtLeast) => under(b.0, a.0) || (a.1 == Bound::About && about(slack_a())),
        (Bound::AtMost, _) => under(b.0, a.0) || (b.1 == Bound::About && about(slack_b())),
        (_, Bound::AtMost) => under(a.0, b.0) || (a.1 == Bound::About && about(slack_a())),
        (Bound::About, Bound::About) => about(slack_a().max(slack_b())),
        (Bound::About, _) => about(slack_a()),
        (_, Bound::About) => about(slack_b()),
        (Bound::Exact, Bound::Exact) => false,
    }
}

/// What the words before a quantity say of how far it holds.
pub(super) fn bound(text: &Segmented<'_>, start: usize) -> Bound {
    let sets_one = |at: usize| text.lexemes[at].classes.has(Classes::BOUND) || text.is_mark(at, b'~');
    if !start.checked_sub(1).is_some_and(sets_one) {
        return Bound::Exact;
    }
    let word = |back: usize| if start >= back { text.lower(start - back) } else { "" };
    match (bound_of(word(2), word(1)), word(3), word(1)) {
        // "no more than 8 percent"
        (Bound::AtLeast, "no" | "not", "than") => Bound::AtMost,
        (Bound::AtMost, "no" | "not", "than") => Bound::AtLeast,
        (bound, ..) => bound,
    }
}

/// The last words of those that set a bound. Sorted.
#[rustfmt::skip]
pub(crate) static BOUNDS: Words = Words::new(&[
    "about", "above", "almost", "approximately", "around", "below", "circa", "close", "estimated", "exceed", "exceeded",
    "exceeding", "fewer", "least", "less", "maximum", "minimum", "most", "much", "nearly", "over", "roughly", "some", "than",
    "to", "under", "within",
]);

/// The bound that the last two lower-case words before a number set.
#[must_use]
pub fn bound_of(second: &str, last: &str) -> Bound {
    match (second, last) {
        ("at", "least") | ("more" | "greater" | "better" | "higher", "than") | ("no" | "not", "fewer" | "less") => {
            Bound::AtLeast
        }
        ("at", "most") | ("up", "to") | ("as", "much") | ("fewer" | "less" | "lower", "than") => Bound::AtMost,
        (_, "over" | "above" | "exceeding" | "exceeded" | "exceed" | "minimum") => Bound::AtLeast,
        (_, "under" | "below" | "within" | "maximum") => Bound::AtMost,
        (
            _,
            "about" | "around" | "nearly" | "almost" | "roughly" | "approximately" | "some" | "estimated" | "circa"
            | "close" | "~",
        ) => Bound::About,
        _ => Bound::Exact,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_set_by_words_of_the_list() {
        assert!(BOUNDS.is_sorted());
        for second in
            ["", "at", "more", "greater", "better", "higher", "no", "not", "up", "as", "fewer", "less", "lower"]
        {
            for last in
                ["", "the", "of", "more", "fewer", "greater", "least", "than", "less", "most", "to", "much", "over"]
            {
                assert!(bound_of(second, last) == Bound::Exact || BOUNDS.has(last), "{second} {last}");
            }
        }
        for last in BOUNDS.iter() {
            let set = ["", "at", "more", "no", "up", "as"].iter().any(|second| bound_of(second, last) != Bound::Exact);
            assert!(set, "{last}");
        }
    }

    #[test]
    fn bounds_agree_where_both_can_be_true() {
        let exact = |value: f64| (value, Bound::Exact, 1.0);
        assert!(agree((300.0, Bound::AtLeast, 1.0), exact(312.0)));
        assert!(!agree((300.0, Bound::AtLeast, 1.0), exact(280.0)));
        assert!(agree((300.0, Bound::About, 1.0), exact(291.0)));
        assert!(agree((4.2e6, Bound::Exact, 1e5), exact(4_213_000.0)));
        assert!(!agree(exact(12.0), exact(13.0)));
        assert!(agree((20.0, Bound::AtMost, 1.0), exact(12.0)));
    }
}
