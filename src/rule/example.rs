//! A rule's example as written -> documents, and the places in them that carets mark.
//!
//! ```text
//! --- monday.txt
//! At least 12 people were killed.
//!          ^^ related: 12 there
//! --- tuesday.txt
//! We now know 14 people were killed.
//!             ^^ error: 14 here
//! ```
//!
//! A caret stands below the character that it marks. Text before the first `---` line, or without one, is one document.

use std::ops::Range;

use crate::finding::Severity;
use crate::source::Span;

/// An example, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// In the order they are written.
    pub documents: Vec<ExampleDocument>,
    pub carets: Vec<Caret>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleDocument {
    pub name: String,
    /// The text without the lines of carets.
    pub text: String,
    /// Where each line starts in the text, and where in the example as written.
    lines: Vec<(usize, usize)>,
}

impl ExampleDocument {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), text: String::new(), lines: Vec::new() }
    }

    /// A place of the document in the example as written.
    #[must_use]
    pub fn written(&self, span: Span) -> Range<usize> {
        let at = |offset: usize| {
            let line = self.lines.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
            self.lines.get(line).map_or(0, |&(start, written)| written + offset - start)
        };
        at(span.start as usize)..at(span.end as usize)
    }
}

/// A place that a finding has to have a label on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caret {
    /// Index into [`Marked::documents`].
    pub document: usize,
    pub span: Span,
    /// How severe the finding is whose wrong place this is; none for a related place.
    pub severity: Option<Severity>,
    /// What the label says, or a part of it; empty when that is left open.
    pub message: String,
    /// Where the caret stands in the example as written.
    pub written: Range<usize>,
}

/// Carets that mark nothing or say nothing known, and where they stand in the example.
pub type BadCaret = (Range<usize>, String);

impl Marked {
    /// Takes an example apart.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<BadCaret>) {
        let (mut marked, mut bad) = (Self::default(), Vec::new());
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Err(message) = marked.line(line, at) {
                let start = at + (line.len() - line.trim_start().len());
                bad.push((start..at + line.trim_end().len(), message));
            }
            at += line.len();
        }
        marked.documents.retain(|document| !document.text.trim().is_empty());
        (marked, bad)
    }

    fn line(&mut self, line: &str, at: usize) -> Result<(), String> {
        if let Some(name) = line.strip_prefix("--- ").map(str::trim).filter(|name| !name.is_empty()) {
            return self.open(name);
        }
        if line.trim_start().starts_with('^') {
            let caret = self.caret(line, at)?;
            self.carets.push(caret);
            return Ok(());
        }
        if self.documents.is_empty() {
            self.documents.push(ExampleDocument::new("example.txt"));
        }
        if let Some(document) = self.documents.last_mut() {
            document.lines.push((document.text.len(), at));
            document.text.push_str(line);
        }
        Ok(())
    }

    fn open(&mut self, name: &str) -> Result<(), String> {
        if self.documents.iter().any(|document| document.name == name) {
            return Err(format!("two documents of this example are called “{name}”"));
        }
        // an empty line before the first document is no document
        self.documents.retain(|document| !document.text.trim().is_empty());
        self.documents.push(ExampleDocument::new(name));
        Ok(())
    }

    fn caret(&self, line: &str, at: usize) -> Result<Caret, String> {
        let before = line.chars().take_while(|&c| c != '^').count();
        let carets = line.chars().skip(before).take_while(|&c| c == '^').count();
        let start = line.find('^').unwrap_or_default();
        let (word, message) = said(&line[start + carets..]);
        let severity = match word {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "info" => Some(Severity::Info),
            "related" => None,
            _ => return Err("after the carets comes error, warning, info or related, and a label".to_owned()),
        };
        let document = self.documents.len().checked_sub(1).ok_or("no text above the carets")?;
        let span = self.below(document, before, carets).ok_or("the carets go past the end of the line above")?;
        let written = at + start..at + start + carets;
        Ok(Caret { document, span, severity, message: message.to_owned(), written })
    }

    /// The stretch of a document's last line from one character to another.
    fn below(&self, document: usize, from: usize, count: usize) -> Option<Span> {
        let text = &self.documents[document].text;
        let body = text.strip_suffix('\n').unwrap_or(text);
        let line_start = body.rfind('\n').map_or(0, |end| end + 1);
        let line = &body[line_start..];
        let offset = |nth: usize| line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(nth);
        Some(Span::new(line_start + offset(from)?, line_start + offset(from + count)?))
    }
}

/// The first word and the rest of `error: label`.
fn said(text: &str) -> (&str, &str) {
    let (word, message) = text.split_once(':').unwrap_or((text, ""));
    (word.trim(), message.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_mark_characters_of_the_line_above() {
        let text = "\n--- a.txt\nÄ né 12\n     ^^ related: twelve\n--- b.txt\nfirst\n14 or 15\n^^ error: fourteen\n      ^^ info\n";
        let (marked, bad) = Marked::read(text);
        assert_eq!(bad, []);
        let names: Vec<&str> = marked.documents.iter().map(|document| document.name.as_str()).collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
        assert_eq!(marked.documents[1].text, "first\n14 or 15\n");
        let found: Vec<(&str, Option<Severity>, &str)> = marked
            .carets
            .iter()
            .map(|caret| {
                let text = &marked.documents[caret.document].text;
                (&text[caret.span.range()], caret.severity, caret.message.as_str())
            })
            .collect();
        assert_eq!(
            found,
            [("12", None, "twelve"), ("14", Some(Severity::Error), "fourteen"), ("15", Some(Severity::Info), "")]
        );
        assert_eq!(&text[marked.carets[0].written.clone()], "^^");
        assert_eq!(&text[marked.documents[1].written(marked.carets[1].span)], "14");
    }

    #[test]
    fn carets_that_mark_nothing_are_named() {
        let (_, bad) = Marked::read("short\n     ^^^ error: past the end\n^^ eror: misspelt\n");
        let messages: Vec<&str> = bad.iter().map(|(_, message)| message.as_str()).collect();
        assert!(messages[0].contains("past the end of the line"), "{messages:?}");
        assert!(messages[1].contains("error, warning, info or related"), "{messages:?}");
    }
}
