//! What is read out of sentences.

mod properties;

use super::*;
use crate::source::{Encoding, Source, SourceId};

fn with<T>(
    path: &str,
    text: &str,
    day: &str,
    then: impl FnOnce(&Segmented<'_>, &[DateMention], &DocumentDate) -> T,
) -> T {
    let source = Source::new(SourceId(0), path.into(), text.into(), Encoding::Utf8 { bom: false });
    let segmented = crate::segment::segment(crate::read::read(&source));
    let reading = Reading { document_date: day.parse().ok() };
    let (dates, published) = read(&segmented, &Knowledge::default(), &reading);
    then(&segmented, &dates, &published)
}

/// Each expression of a sentence told on Friday, 15 March 2013, as `text=value`.
fn values(text: &str) -> Vec<String> {
    values_on("2013-03-15", text)
}

/// Each expression of a text told on `day`, as `text=value`.
pub(super) fn values_on(day: &str, text: &str) -> Vec<String> {
    with("a.txt", text, day, |text, dates, _| {
        dates.iter().map(|date| format!("{}={}", text.slice(date.span), date.value)).collect()
    })
}

#[test]
fn dates_in_every_order() {
    assert_eq!(
        values("It was 2 Jan. 2024, then Sept. 3, June 12th, 2025, 2025-06-12 and the 5th of May."),
        [
            "2 Jan. 2024=2024-01-02",
            "Sept. 3=2012-09-03",
            "June 12th, 2025=2025-06-12",
            "2025-06-12=2025-06-12",
            "the 5th of May=2012-05-05"
        ]
    );
}

#[test]
fn ranges_share_what_one_side_lacks() {
    assert_eq!(
        values("It ran June 3-5, 1999, from May to July 2021, in 2019-20 and on 9 and 12 August 1914."),
        [
            "June 3=1999-06-03",
            "5, 1999=1999-06-05",
            "May=2021-05",
            "July 2021=2021-07",
            "2019=2019",
            "20=2020",
            "9=1914-08-09",
            "12 August 1914=1914-08-12"
        ]
    );
}

#[test]
fn weekdays_follow_the_tense() {
    assert_eq!(
        values("He came on Monday and will leave on Tuesday, or next Friday, as he said last Thursday."),
        ["Monday=2013-03-11", "Tuesday=2013-03-19", "next Friday=2013-03-22", "last Thursday=2013-03-14"]
    );
}

#[test]
fn what_is_set_for_a_day_lies_ahead() {
    assert_eq!(
        values(
            "The hearing is Monday; the session opens on Tuesday, and a vote was set for Wednesday. He had left Sunday."
        ),
        ["Monday=2013-03-18", "Tuesday=2013-03-19", "Wednesday=2013-03-20", "Sunday=2013-03-10"]
    );
    assert_eq!(
        values("Prices have risen since January. In December he will retire."),
        ["January=2013-01", "December=2013-12"]
    );
}

#[test]
fn what_the_past_tense_does_not_govern_may_lie_ahead() {
    assert_eq!(
        values(
            "The firm said a dividend payable April 30 would go to holders of record April 20. June futures fell. \
             On May 18, it said, it will redeem the notes. He was killed May 2. It will last until at least Tuesday. He threatened to strike on Wednesday. \
             The vote comes before the April 2 meeting. By Monday, it had risen. He called at 1400 gmt."
        ),
        [
            "April 30=2013-04-30",
            "April 20=2013-04-20",
            "June=2013-06",
            "May 18=2013-05-18",
            "May 2=2012-05-02",
            "Tuesday=2013-03-19",
            "Wednesday=2013-03-20",
            "April 2=2013-04-02",
            "Monday=2013-03-11",
            "1400 gmt=2013-03-11T14:00Z"
        ]
    );
}

#[test]
fn stretches_are_those_that_hold_the_date_beside_them() {
    assert_eq!(
        values(
            "In the week ended Feb. 23, the week beginning June 17 and the fiscal year ended Sept. 30, 2012, sales fell, \
             as in calendar 2011 and the 2010 year."
        ),
        [
            "the week=2013-W08",
            "Feb. 23=2013-02-23",
            "the week=2013-W25",
            "June 17=2013-06-17",
            "the fiscal year=FY2012",
            "Sept. 30, 2012=2012-09-30",
            "calendar 2011=2011",
            "2010=2010"
        ]
    );
}

#[test]
fn days_named_otherwise() {
    assert_eq!(
        values(
            "On April three, 2012, before dawn Tuesday, at dusk, on Friday the 13th, in mid-year and the early 80s, he \
             came after a six-hour talk. He will be back a week from Sunday and next winter. The September 11 attacks came in between."
        ),
        [
            "April three, 2012=2012-04-03",
            "dawn Tuesday=2013-03-12TMO",
            "dusk=2013-03-12TEV",
            "Friday the 13th=2012-07-13",
            "mid-year=2013",
            "the early 80s=198",
            "six-hour=PT6H",
            "a week from Sunday=2013-03-24",
            "next winter=2013-WI",
            "September 11=2012-09-11"
        ]
    );
    assert_eq!(
        values("The current account and the China Daily, Dawn Fraser and the dawn of an era, said Dawn."),
        Vec::<String>::new()
    );
}

#[test]
fn stamps_of_machines() {
    assert_eq!(
        values("Filed 2-MAR-1987 14:22:31.50, 02/27/1998 08:33:12, 1998-02-27 08:33, 12.06.1997 and 5:30PM."),
        [
            "2-MAR-1987 14:22:31.50=1987-03-02T14:22:31",
            "02/27/1998 08:33:12=1998-02-27T08:33:12",
            "1998-02-27 08:33=1998-02-27T08:33",
            "12.06.1997=1997-06-12",
            "5:30PM=1997-06-12T17:30"
        ]
    );
}

#[test]
fn ages_rates_and_spans_of_a_word() {
    assert_eq!(
        values(
            "The 54-year-old, 61 years old in a weeklong strike, makes 400 cars a day; half a century, the nine months."
        ),
        [
            "54-year-old=P54Y",
            "61 years old=P61Y",
            "weeklong=P1W",
            "a day=P1D",
            "half a century=P50Y",
            "the nine months=P9M"
        ]
    );
}

/// What a slashed date of a text may mean: the day told first, and the other where both are kept.
fn slashed(text: &str) -> (Option<String>, Option<String>) {
    with("a.txt", text, "", |_, dates, _| {
        let date = dates.iter().find(|date| date.value.starts_with("2025")).expect("a date of 2025");
        (Some(date.value.clone()), date.other.map(|day| day.to_string()))
    })
}

#[test]
fn the_order_of_slashed_dates_is_learnt_or_both_are_kept() {
    let one = |day: &str| (Some(day.to_owned()), None);
    assert_eq!(slashed("It was on 12/06/2025."), (Some("2025-12-06".into()), Some("2025-06-12".into())));
    assert_eq!(slashed("It was on 12/06/2025 and on 25/06/2025."), one("2025-06-12"));
    assert_eq!(slashed("It was on 12/06/2025 and on 6/25/2025."), one("2025-12-06"));
    assert_eq!(slashed("It was on 12/06/2025, not on 3 May."), one("2025-06-12"));
    assert_eq!(slashed("It was on 12/06/2025, not on May 3."), one("2025-12-06"));
    assert_eq!(slashed("It was on Thursday, 12/06/2025."), one("2025-06-12"));
}

#[test]
fn lengths_and_what_comes_again() {
    assert_eq!(
        values(
            "For a year and a half, two and a half decades, 24 hours and a couple of weeks he ran twice a week, every Monday."
        ),
        [
            "a year and a half=P1.5Y",
            "two and a half decades=P25Y",
            "24 hours=PT24H",
            "a couple of weeks=P2W",
            "twice a week=P1W",
            "every Monday=XXXX-WXX-1"
        ]
    );
    assert_eq!(
        values("He came every second Tuesday, every third year, daily and on Columbus Day."),
        ["every second Tuesday=XXXX-WXX-2", "every third year=P3Y", "daily=P1D", "Columbus Day=2012-10-08"]
    );
}

#[test]
fn what_comes_again_is_one_expression() {
    assert_eq!(
        values("They met three days a week, five hours per day, on the third Thursday of each month."),
        ["three days a week=P1W", "five hours per day=P1D", "the third Thursday of each month=P1M"]
    );
    assert_eq!(
        values("It took another year and another two weeks. On another day, from one year to another year, they came."),
        ["another year=P1Y", "another two weeks=P2W", "one year=P1Y"]
    );
}

#[test]
fn weekdays_of_months_and_months_in_a_row() {
    assert_eq!(
        values("The second Tuesday of November 2012 and the last Friday in May 2014 were fine."),
        ["The second Tuesday of November 2012=2012-11-13", "the last Friday in May 2014=2014-05-30"]
    );
    assert_eq!(
        values("March, April and May 2012 were wet. May and June were dry."),
        ["March=2012-03", "April=2012-04", "May 2012=2012-05", "May=2013-05", "June=2013-06"]
    );
    assert_eq!(
        values("They left at 0630 on Monday. It will begin at 1800 hours Saturday. In 1945 Monday was a holiday."),
        ["0630 on Monday=2013-03-11T06:30", "1800 hours Saturday=2013-03-16T18:00", "1945=1945", "Monday=2013-03-11"]
    );
}

#[test]
fn what_is_seen_from_now() {
    assert_eq!(
        values(
            "Two months ago, last week, earlier this year and in the past three months little changed; now, in recent years, yesterday evening it did."
        ),
        [
            "Two months ago=2013-01",
            "last week=2013-W10",
            "earlier this year=2013",
            "the past three months=P3M",
            "now=PRESENT_REF",
            "recent years=PAST_REF",
            "yesterday evening=2013-03-14TEV"
        ]
    );
}

#[test]
fn news_is_seen_from_its_own_day() {
    let text = "Analysts had expected a decline for August. The talks begin on Monday and run through Friday, and the \
                trial is expected to last six weeks, just days before the vote. The storm hit at 3:15 p.m. local time on Saturday.";
    let values = with("a.txt", text, "1989-11-02", |_, dates, _| {
        dates.iter().map(|date| date.value.clone()).collect::<Vec<_>>()
    });
    assert_eq!(values, ["1989-08", "1989-11-06", "1989-11-10", "P6W", "PXD", "1989-10-28T15:15", "1989-10-28"]);
}

#[test]
fn names_versions_scores_and_prices_are_no_times() {
    assert_eq!(values("12 May Die in Flood, 20 MARCH ON CITY HALL"), Vec::<String>::new());
    let text = "May Smith may march. April Jones sold version 10.12.2 of Windows 2000 for $1999, 3-2, to 2000 people. \
                The fall of Rome, the Sunday Times and a second look cost 1.50 each. Call 555-1212.";
    assert_eq!(values(text), Vec::<String>::new());
}

#[test]
fn narratives_go_on_from_what_was_told() {
    let text = "The war broke out on 3 May 1801. In June the town fell. Two days later, on 7 July, the bridge was burnt, \
                and in 1802 peace was made. It was broken in March 1803, and again in 1804 and in May 1805.";
    let values = with("a.txt", text, "2013-03-15", |_, dates, _| {
        dates.iter().map(|date| date.value.clone()).collect::<Vec<_>>()
    });
    assert_eq!(values[..2], ["1801-05-03", "1801-06"]);
    assert_eq!(values[3], "1801-07-07");
}

#[test]
fn narratives_stay_where_they_are_for_what_is_planned_lasted_until_or_had_been_before() {
    let text = "The war broke out on 3 May 1801, and the first siege began in March 1802. It lasted until the fall of \
                the town in May 1804. By July, bread was scarce. A march on the capital was planned for the spring of 1806, and on \
                8 September the bridge was burnt. An army that had come over the hills in 1801 was beaten in October \
                and the king promised to make peace by next summer. In November 1803 he died.";
    let values = with("a.txt", text, "2013-03-15", |_, dates, _| {
        dates.iter().map(|date| date.value.clone()).collect::<Vec<_>>()
    });
    let told = ["1801-05-03", "1802-03", "1804-05", "1802-07", "1806-SP", "1802-09-08", "1801", "1802-10", "1803-SU"];
    assert_eq!(values[..9], told);
}

#[test]
fn a_document_says_when_it_was_made() {
    let day = |path: &str, text: &str| {
        with(path, text, "2001-01-01", |_, _, published| published.day.map(|day| day.to_string()))
    };
    let body = "The ferry stopped for four days because of the storm, its owners said.";
    assert_eq!(day("a.txt", body).as_deref(), Some("2001-01-01"));
    assert_eq!(day("x/2024/01/02/a.txt", body).as_deref(), Some("2024-01-02"));
    assert_eq!(day("a-20240103.txt", body).as_deref(), Some("2024-01-03"));
    assert_eq!(
        day("a.txt", &format!("Tuesday, 02 January 2024 12:17 GMT\n\nFerry stops\n\n{body}")).as_deref(),
        Some("2024-01-02")
    );
    assert_eq!(day("a.txt", &format!("---\ndate: 2024-01-05\n---\n{body}")).as_deref(), Some("2024-01-05"));
    assert_eq!(day("a.txt", &format!("OSLO, Jan 2, 2024 (Reuters) - {body}")).as_deref(), Some("2024-01-02"));
}
