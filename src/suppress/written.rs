//! `rule, rule: reason`, the form that every ignore has wherever it stands.

use crate::source::Span;

/// Rules with their places, and why they are ignored.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub rules: Vec<(String, Span)>,
    pub reason: String,
}

/// Reads `text[span]`.
///
/// # Errors
/// What is missing, and where.
pub(super) fn read(text: &str, span: Span) -> Result<Written, (Span, &'static str)> {
    let whole = trimmed(text, span);
    let said = &text[whole.range()];
    let (before, reason) = said.split_once(':').unwrap_or((said, ""));
    let rules = words(before, whole.start as usize);
    if rules.is_empty() {
        return Err((whole, "an ignore has to name a rule"));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err((whole, "an ignore has to say why: rule, colon, reason"));
    }
    if let Some((_, span)) = rules.iter().find(|(rule, _)| !is_id(rule)) {
        return Err((*span, "this is no id of a rule: an ignore is rule, colon, reason"));
    }
    Ok(Written { rules, reason: reason.to_owned() })
}

/// The span without the white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.range()];
    let start = span.start as usize + inside.len() - inside.trim_start().len();
    Span::new(start, start + inside.trim().len())
}

/// The words of a list parted by commas and white space, with their places.
pub(super) fn words(list: &str, at: usize) -> Vec<(String, Span)> {
    let parts = list.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    let place = |word: &str| {
        let start = at + (word.as_ptr() as usize - list.as_ptr() as usize);
        Span::new(start, start + word.len())
    };
    parts.map(|word| (word.to_owned(), place(word))).collect()
}

fn is_id(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Result<(Vec<String>, String), (&str, &'static str)> {
        let read = read(text, Span::new(0, text.len()));
        let shown = |written: Written| {
            (written.rules.iter().map(|(_, span)| text[span.range()].to_owned()).collect(), written.reason)
        };
        read.map(shown).map_err(|(span, message)| (&text[span.range()], message))
    }

    #[test]
    fn rules_and_a_reason() {
        let two = vec!["misspelled-person".to_owned(), "name-form".to_owned()];
        assert_eq!(read_all(" misspelled-person, name-form : so: spelt "), Ok((two, "so: spelt".to_owned())));
    }

    #[test]
    fn what_is_missing_is_told() {
        assert!(
            matches!(read_all(" misspelled-person "), Err(("misspelled-person", message)) if message.contains("why"))
        );
        assert!(
            matches!(read_all("misspelled-person:  "), Err(("misspelled-person:", message)) if message.contains("why"))
        );
        assert!(matches!(read_all(": because"), Err((_, message)) if message.contains("name a rule")));
        assert!(matches!(read_all("The family: spells it so"), Err(("The", _))));
    }
}
