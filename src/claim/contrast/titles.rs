//! Titles of office: which ones mean the same office and which cannot be exchanged.

/// Titles in lower case with the office they name; forms of one office share it.
const TITLES: &[(&str, &str)] = &[
    ("adm", "admiral"),
    ("admiral", "admiral"),
    ("ambassador", "ambassador"),
    ("archbishop", "archbishop"),
    ("attorney general", "attorney general"),
    ("bishop", "bishop"),
    ("capt", "captain"),
    ("captain", "captain"),
    ("cardinal", "cardinal"),
    ("ceo", "chief executive"),
    ("chair", "chairman"),
    ("chairman", "chairman"),
    ("chairperson", "chairman"),
    ("chairwoman", "chairman"),
    ("chancellor", "chancellor"),
    ("chief executive", "chief executive"),
    ("chief executive officer", "chief executive"),
    ("chief financial officer", "chief financial officer"),
    ("cfo", "chief financial officer"),
    ("col", "colonel"),
    ("colonel", "colonel"),
    ("commissioner", "commissioner"),
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("councillor", "councillor"),
    ("defence minister", "defence minister"),
    ("defense minister", "defence minister"),
    ("deputy prime minister", "deputy prime minister"),
    ("director", "director"),
    ("emperor", "emperor"),
    ("finance minister", "finance minister"),
    ("foreign minister", "foreign minister"),
    ("gen", "general"),
    ("general", "general"),
    ("gov", "governor"),
    ("governor", "governor"),
    ("health minister", "health minister"),
    ("inspector", "inspector"),
    ("interior minister", "interior minister"),
    ("judge", "judge"),
    ("justice", "justice"),
    ("king", "king"),
    ("lieutenant", "lieutenant"),
    ("lt", "lieutenant"),
    ("maj", "major"),
    ("major", "major"),
    ("mayor", "mayor"),
    ("minister", "minister"),
    ("pm", "prime minister"),
    ("pope", "pope"),
    ("premier", "prime minister"),
    ("president", "president"),
    ("prime minister", "prime minister"),
    ("prince", "prince"),
    ("princess", "princess"),
    ("prof", "professor"),
    ("professor", "professor"),
    ("prosecutor", "prosecutor"),
    ("queen", "queen"),
    ("rep", "representative"),
    ("representative", "representative"),
    ("secretary", "secretary"),
    ("secretary general", "secretary general"),
    ("secretary of defense", "defence minister"),
    ("secretary of state", "foreign minister"),
    ("sen", "senator"),
    ("senator", "senator"),
    ("sergeant", "sergeant"),
    ("sgt", "sergeant"),
    ("speaker", "speaker"),
    ("treasurer", "treasurer"),
    ("vice president", "vice president"),
];

/// Whether some words, in lower case and without points, are a title of office.
#[must_use]
pub fn is_title(words: &str) -> bool {
    office(words).is_some()
}

/// Whether two titles name different offices, neither of them being the other told in more words.
#[must_use]
pub fn different_titles(a: &str, b: &str) -> bool {
    match (office(a), office(b)) {
        (Some(one), Some(other)) => {
            one != other && !one.ends_with(&format!(" {other}")) && !other.ends_with(&format!(" {one}"))
                || exact_but_nested(one, other)
        }
        _ => false,
    }
}

/// A vice president is no president, though the words of one end in those of the other.
fn exact_but_nested(one: &str, other: &str) -> bool {
    let vice = |title: &str| title.starts_with("vice ") || title.starts_with("deputy ");
    one != other && vice(one) != vice(other)
}

fn office(words: &str) -> Option<&'static str> {
    // the list is short and only asked about words that differ between two texts
    TITLES.iter().find(|(title, _)| *title == words).map(|(_, office)| *office)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_differ_and_forms_do_not() {
        assert!(different_titles("president", "prime minister"));
        assert!(different_titles("senator", "gov"));
        assert!(different_titles("vice president", "president"));
        assert!(!different_titles("sen", "senator"));
        assert!(!different_titles("chairwoman", "chairman"));
        assert!(!different_titles("minister", "foreign minister"));
        assert!(!different_titles("president", "farmer"));
    }
}
