//! A regular expression -> the words it stands for, where these are few: `e-?mails?` is four words.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// The most words that a pattern may stand for.
const MOST: usize = 64;

/// The words of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub words: Vec<String>,
    /// Whether the pattern begins with `(?i)`.
    pub any_case: bool,
}

/// The words that a pattern stands for, or why there is no list of them.
pub(super) fn plain(pattern: &str) -> Result<Plain, String> {
    let (pattern, any_case) = match pattern.strip_prefix("(?i)") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let hir =
        regex_syntax::parse(pattern).map_err(|_| "a pattern of a kind that is not read (look-around?)".to_owned())?;
    let mut words = expand(without_edges(&hir))?;
    words.iter_mut().for_each(|word| *word = word.trim().to_owned());
    words.sort();
    words.dedup();
    if words.iter().any(|word| !word.contains(char::is_alphanumeric)) {
        return Err("a pattern for marks or nothing".to_owned());
    }
    Ok(Plain { words, any_case })
}

/// The parts of a pattern without the word boundaries at its ends: whole words are what is looked for anyway.
fn without_edges(hir: &Hir) -> &[Hir] {
    let HirKind::Concat(parts) = hir.kind() else { return std::slice::from_ref(hir) };
    let mut parts = parts.as_slice();
    while let [first, rest @ ..] = parts {
        if !is_boundary(first) {
            break;
        }
        parts = rest;
    }
    while let [rest @ .., last] = parts {
        if !is_boundary(last) {
            break;
        }
        parts = rest;
    }
    parts
}

fn is_boundary(hir: &Hir) -> bool {
    matches!(
        hir.kind(),
        HirKind::Look(Look::WordUnicode | Look::WordAscii | Look::WordStartUnicode | Look::WordEndUnicode)
    )
}

fn expand(parts: &[Hir]) -> Result<Vec<String>, String> {
    let mut words = vec![String::new()];
    for part in parts {
        let ends = one(part)?;
        if words.len() * ends.len() > MOST {
            return Err(format!("a pattern for more than {MOST} words"));
        }
        words = words.iter().flat_map(|word| ends.iter().map(move |end| format!("{word}{end}"))).collect();
    }
    Ok(words)
}

fn one(hir: &Hir) -> Result<Vec<String>, String> {
    match hir.kind() {
        HirKind::Empty => Ok(vec![String::new()]),
        HirKind::Literal(literal) => Ok(vec![String::from_utf8_lossy(&literal.0).into_owned()]),
        HirKind::Capture(capture) => one(&capture.sub),
        HirKind::Concat(parts) => expand(parts),
        HirKind::Class(class) => characters(class),
        HirKind::Alternation(choices) => {
            let words: Result<Vec<Vec<String>>, String> = choices.iter().map(one).collect();
            Ok(words?.concat())
        }
        HirKind::Repetition(repetition) => match (repetition.min, repetition.max) {
            (0, Some(1)) => Ok([vec![String::new()], one(&repetition.sub)?].concat()),
            (1, None) if is_space(&repetition.sub) => Ok(vec![" ".to_owned()]),
            (min, Some(max)) if min == max && max <= 8 => expand(&vec![(*repetition.sub).clone(); max as usize]),
            _ => Err("a pattern for endlessly many words".to_owned()),
        },
        HirKind::Look(_) => Err("a pattern that looks at what stands around".to_owned()),
    }
}

fn is_space(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.as_ref() == b" ",
        HirKind::Class(class) => characters(class).is_ok_and(|all| all == [" "]),
        _ => false,
    }
}

/// The characters of a class; white space of all kinds is one space.
fn characters(class: &Class) -> Result<Vec<String>, String> {
    let Class::Unicode(class) = class else { return Err("a pattern for bytes".to_owned()) };
    let mut all: Vec<String> = Vec::new();
    for c in class.iter().flat_map(|range| range.start()..=range.end()) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if !all.iter().any(|known| known.starts_with(c)) {
            all.push(c.to_string());
        }
        if all.len() > 12 {
            return Err("a pattern for any of many letters".to_owned());
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pattern: &str) -> Vec<String> {
        plain(pattern).expect("few words").words
    }

    #[test]
    fn patterns_are_the_words_they_stand_for() {
        assert_eq!(words("e-?mails?"), ["e-mail", "e-mails", "email", "emails"]);
        assert_eq!(words(r"\b(?:web|inter)\s+site\b"), ["inter site", "web site"]);
        assert_eq!(words("gr[ae]y"), ["gray", "grey"]);
        assert_eq!(words(r"U\.S\.A\."), ["U.S.A."]);
        assert_eq!(words("Kiev"), ["Kiev"]);
        assert!(plain("(?i)kiev").expect("a word").any_case);
    }

    #[test]
    fn patterns_for_too_much_are_refused() {
        for pattern in ["(?<!x)y", r"\w+ing", "a.c", "x*", r"foo\bbar", "[^a]", "(?:a|b|c|d){5}", "(", "…", ""] {
            assert!(plain(pattern).is_err(), "{pattern}");
        }
    }
}
