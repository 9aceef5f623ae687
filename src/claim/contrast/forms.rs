//! Differences that are none: spelling by country, abbreviations, acronyms, short and long forms of one name.

use unicode_normalization::UnicodeNormalization;

/// Names that are one place or body though their letters don't show it. Lower case, without points.
const ALIASES: &[&[&str]] = &[
    &["us", "usa", "united states", "united states of america", "america", "american"],
    &["uk", "united kingdom", "britain", "great britain", "british"],
    &["netherlands", "holland", "dutch"],
    &["myanmar", "burma"],
    &["kyiv", "kiev"],
    &["mumbai", "bombay"],
    &["beijing", "peking"],
    &["kolkata", "calcutta"],
    &["turkey", "türkiye", "turkish"],
    &["czechia", "czech republic"],
    &["eswatini", "swaziland"],
    &["ivory coast", "côte divoire"],
    &["dprk", "north korea"],
    &["south korea", "rok", "republic of korea"],
    &["prc", "china", "chinese"],
    &["france", "french"],
    &["greece", "greek"],
    &["switzerland", "swiss"],
    &["new york", "new york city", "nyc"],
    &["washington", "washington dc", "dc"],
    &["la", "los angeles"],
];

/// Whether two lower-case words are one word, spelled by two countries' habits or one with a plural or tense more.
#[must_use]
pub fn same_spelling(a: &str, b: &str) -> bool {
    a == b || american(a) == american(b)
}

/// Whether two lower-case words differ by no more than form: spelling, inflection, marks on letters.
#[must_use]
pub fn same_form(a: &str, b: &str) -> bool {
    same_spelling(a, b) || super::stem(a) == super::stem(b) || bare(a) == bare(b) || in_writing(a) == in_writing(b)
}

/// Words as they are spoken, and as many desks write them.
const SPOKEN: &[(&str, &str)] = &[
    ("'cause", "because"),
    ("'em", "them"),
    ("dunno", "do not know"),
    ("gimme", "give me"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("kinda", "kind of"),
    ("lemme", "let me"),
    ("lotta", "lot of"),
    ("mom", "mum"),
    ("mommy", "mummy"),
    ("moms", "mums"),
    ("outta", "out of"),
    ("wanna", "want to"),
    ("ya", "you"),
    ("yeah", "yes"),
];

fn in_writing(words: &str) -> &str {
    SPOKEN.iter().find(|(spoken, _)| *spoken == words).map_or(words, |(_, written)| written)
}

/// Whether two capitalised runs can name the same: one holds the other, abbreviates it, or is an alias of it.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    let (a, b) = (a.as_str(), b.as_str());
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let within = |short: &str, long: &str| words(short).iter().all(|word| words(long).contains(word));
    a == b
        || within(a, b)
        || within(b, a)
        || is_acronym(a, b)
        || is_acronym(b, a)
        || ALIASES.iter().any(|names| names.contains(&a) && names.contains(&b))
        || share_a_root(a, b)
        || is_cut(a, b)
        || is_cut(b, a)
}

/// "Corp" and "Corporation", "Conn" and "Connecticut", in names that are else the same.
fn is_cut(short: &str, long: &str) -> bool {
    let (mut shorter, mut longer) = (short.split(' '), long.split(' '));
    let cut = |(a, b): (&str, &str)| a == b || a.len() >= 3 && b.len() >= a.len() + 3 && b.starts_with(a);
    let alike = shorter.by_ref().zip(longer.by_ref()).all(cut);
    alike && short.split(' ').count() == long.split(' ').count()
}

/// "germany" and "german", "korea" and "korean": one place and its adjective.
#[must_use]
pub fn share_a_root(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let endings = ["n", "an", "ian", "ese", "ish", "i", "s", "ic", "er", "ers", "ans", "ns", "is", "y"];
    // the shorter name may lose a vowel or a "y" before the ending
    short.len() >= 4
        && common + 2 >= short.len()
        && common >= 4
        && short[common..].chars().all(|c| "aeoy".contains(c))
        && endings.iter().any(|ending| &long[common..] == *ending)
}

fn is_acronym(short: &str, long: &str) -> bool {
    let letters: String = long
        .split(' ')
        .filter(|word| !matches!(*word, "of" | "the" | "and" | "for"))
        .filter_map(|word| word.chars().next())
        .collect();
    short.len() >= 2 && letters == short
}

/// Lower case, without points, apostrophes and marks on letters.
fn bare(text: &str) -> String {
    text.nfkd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '.' | '\'' | '’' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether one letter changed, left out, put in, or swapped with its neighbour makes one word of the other.
#[must_use]
pub fn is_one_edit(a: &str, b: &str) -> bool {
    strsim::osa_distance(a, b) <= 1
}

/// A word by American spelling habits, roughly; only for comparing.
fn american(word: &str) -> String {
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ourable", "orable"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("ogue", "og"),
        ("ogues", "ogs"),
        ("lled", "led"),
        ("lling", "ling"),
        ("ller", "ler"),
        ("ence", "ense"),
        ("ences", "enses"),
        ("amme", "am"),
        ("ammes", "ams"),
        ("wards", "ward"),
        ("'d", "ed"),
        ("’d", "ed"),
        ("grey", "gray"),
        ("cheque", "check"),
    ];
    let found = ENDINGS
        .iter()
        .filter_map(|(from, to)| word.strip_suffix(from).map(|rest| (rest, to, from.len())))
        .filter(|(rest, _, len)| rest.len() >= 3 || (rest.is_empty() && *len >= 4));
    match found.max_by_key(|(_, _, len)| *len) {
        Some((rest, to, _)) => format!("{rest}{to}"),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_forms() {
        for (a, b) in [
            ("U.S.", "United States"),
            ("Britain", "UK"),
            ("European Union", "EU"),
            ("Boris Johnson", "Johnson"),
            ("Germany", "German"),
            ("China", "Chinese"),
            ("Québec", "Quebec"),
        ] {
            assert!(same_name(a, b) && same_name(b, a), "{a} {b}");
        }
        for (a, b) in [("France", "Spain"), ("Iran", "Iraq"), ("North Korea", "South Korea"), ("Austria", "Australia")]
        {
            assert!(!same_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn one_word_in_two_spellings() {
        for (a, b) in [
            ("colour", "color"),
            ("organised", "organized"),
            ("centre", "center"),
            ("travelled", "traveled"),
            ("turn’d", "turned"),
        ] {
            assert!(same_spelling(a, b), "{a} {b}");
        }
        assert!(!same_spelling("four", "for"));
        assert!(same_form("say", "says"));
        assert!(same_form("gonna", "going to") && same_form("mum", "mom") && !same_form("mum", "dad"));
    }
}
