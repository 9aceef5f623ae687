//! Properties of whatever is read.

use proptest::prelude::*;

use super::*;

/// Whether a value is one that TIMEX3 knows.
fn is_well_formed(value: &str) -> bool {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return true;
    }
    let rest = value.strip_prefix("FY").unwrap_or(value);
    let rest = rest.strip_prefix("BC").unwrap_or(rest);
    if let Some(length) = rest.strip_prefix('P') {
        let body = length.bytes().all(|b| b.is_ascii_digit() || b".XTYMWDHSQCENIL".contains(&b));
        return body
            && length.len() >= 2
            && length.ends_with(|c: char| c.is_ascii_uppercase())
            && !length.contains("TT");
    }
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    let mut parts = date.split('-');
    let year = parts.next().is_some_and(|year| (1..=4).contains(&year.len()) && digits(year));
    let date = year
        && parts.all(|part| {
            (part.len() <= 2 && digits(part))
                || matches!(part, "SP" | "SU" | "FA" | "WI" | "WE")
                || part.strip_prefix(['W', 'Q', 'H']).is_some_and(|number| !number.is_empty() && digits(number))
        });
    let time = time.is_none_or(|time| {
        matches!(time, "MO" | "AF" | "EV" | "NI" | "DT")
            || time.bytes().all(|b| b.is_ascii_digit() || b":Z+-".contains(&b))
    });
    date && time
}

/// Words and marks that times are made of, or that look like such.
const PIECES: &[&str] = &[
    "once",
    "dawn",
    "hundreds",
    "calendar",
    "a week from",
    "year-ago",
    "latest",
    "soon",
    "overnight",
    "weeklong",
    "same period",
    "ended",
    "12.06.1997",
    "2-MAR-1987",
    "19980227",
    "00:60",
    "5:30PM",
    "30 days",
    "old",
    "GMT",
    "each",
    "quarter-century",
    "wee hours of",
    "the",
    "of",
    "in",
    "on",
    "May",
    "March",
    "Sept.",
    "Friday",
    "Mon.",
    "31",
    "12th",
    "2019",
    "1990s",
    "'60s",
    "second",
    "half",
    "quarter",
    "last",
    "next",
    "past",
    "two",
    "and a half",
    "years",
    "days",
    "week",
    "ago",
    "later",
    "earlier",
    "before",
    "-",
    "/",
    ",",
    ":",
    ".",
    "(",
    "p.m.",
    "GMT",
    "noon",
    "night",
    "every",
    "twice",
    "a",
    "fiscal",
    "BC",
    "490",
    "century",
    "end",
    "early",
    "mid",
    "this",
    "that",
    "same",
    "Easter",
    "Christmas",
    "30",
    "2025-06-12",
    "12/06/2025",
    "99",
    "first",
    "weekend",
    "hours",
    "to",
    "recent",
    "future",
    "today",
    "0",
    "999999999",
    "é",
    "\u{a0}",
    "\n",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![9 => (0..PIECES.len()).prop_map(|at| PIECES[at].to_owned()), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_documents_date_is_one_that_is_written(
        pieces in proptest::collection::vec((piece(), prop_oneof![Just(" "), Just("")]), 0..40),
        days in 400_000_i32..3_000_000,
        named in any::<bool>(),
    ) {
        let text: String = pieces.iter().flat_map(|(word, gap)| [word.as_str(), gap]).collect();
        let given = NaiveDate::from_num_days_from_ce_opt(days).map_or(String::new(), |day| day.to_string());
        let given = if named { given } else { String::new() };
        with("a.txt", &text, &given, |_, _, published| {
            match (published.day, published.stated.first()) {
                (Some(day), Some((stated, _))) => prop_assert_eq!(day, *stated),
                (Some(day), None) => prop_assert_eq!(day.to_string(), given.clone()),
                (None, stated) => prop_assert!(stated.is_none() && given.is_empty()),
            }
            Ok(())
        })?;
    }

    #[test]
    fn values_are_well_formed_and_spans_are_of_the_text(
        pieces in proptest::collection::vec((piece(), prop_oneof![Just(" "), Just("")]), 0..40),
        days in 400_000_i32..3_000_000,
    ) {
        let text: String = pieces.iter().flat_map(|(word, gap)| [word.as_str(), gap]).collect();
        let day = NaiveDate::from_num_days_from_ce_opt(days).map_or(String::new(), |day| day.to_string());
        with("a.txt", &text, &day, |segmented, dates, _| {
            let mut last = 0;
            for date in dates {
                prop_assert!(is_well_formed(&date.value), "{:?} in {text:?}", date.value);
                prop_assert!(text.get(date.span.range()).is_some_and(|words| !words.is_empty()));
                prop_assert!(date.tokens.start >= last, "out of order in {text:?}");
                prop_assert_eq!(segmented.span(date.tokens.clone()), date.span);
                prop_assert!(date.interval.is_none_or(|days| days.first <= days.last));
                last = date.tokens.end;
            }
            Ok(())
        })?;
    }
}
