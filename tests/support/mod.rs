//! What tests of pages share: plain HTTP, and a browser.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod browser;
pub mod http;

/// An article that names its mayor twice, the second time under the family name given.
#[must_use]
pub fn story(day: &str, family: &str) -> String {
    format!(
        "{day} 2025\n\nHarbour bridge in Aros opens to traffic\n\nAROS: Mayor Annika Sundqvist opened the new harbour bridge in \
         Aros, which took three years to build and cost 12 million euros.\n\nThe bridge joins the old town with the island of \
         Vesterholm, where 4,000 people live. Until now they depended on a ferry that ran every half hour.\n\n\"We have waited a \
         long time for this day,\" Annika {family} said at the ceremony, which hundreds of people attended in heavy rain.\n\n\
         Lorries of more than 12 tonnes have to use the ferry until the approach roads are finished, the harbour office said in \
         January 2025.\n"
    )
}

/// A document that would take over the page if it were more than text.
pub const HOSTILE: &str = "# <script>document.title = 'taken'</script> & \"quotes\"\n\nWe came , we saw <img src=x onerror=\"document.title = 'taken'\">.\n";
