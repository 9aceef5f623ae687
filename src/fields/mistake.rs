//! One mistake in a file that somebody wrote for factlint, and the word that they may have meant.

use std::ops::Range;

/// What is wrong in a rules file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Bytes of the file.
    pub span: Range<usize>,
    pub message: String,
    /// Two or three words on what stands there.
    pub label: String,
    /// Other places that bear on it.
    pub related: Vec<(Range<usize>, String)>,
    pub notes: Vec<String>,
}

impl Mistake {
    #[must_use]
    pub fn new(span: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self { span, message: message.into(), label: label.into(), related: Vec::new(), notes: Vec::new() }
    }

    #[must_use]
    pub fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds the known word nearest to one that is unknown, or all the known ones where none is near and they are few.
    #[must_use]
    pub fn nearest(self, word: &str, known: &[&str]) -> Self {
        match nearest(word, known) {
            Some(right) => self.note(format!("did you mean “{right}”?")),
            None if known.len() <= 16 => self.note(format!("known are: {}", known.join(", "))),
            None => self,
        }
    }
}

/// The known word that a misspelt one most likely stands for.
#[must_use]
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let distance = |name: &&str| strsim::osa_distance(&word.to_lowercase(), &name.to_lowercase());
    let most = 1 + word.chars().count() / 4;
    known
        .iter()
        .copied()
        .map(|name| (distance(&name), name))
        .filter(|&(far, _)| far <= most)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_neighbour_and_a_strange_one_none() {
        assert_eq!(nearest("offcie", &["rule", "office", "place"]), Some("office"));
        assert_eq!(nearest("Level", &["level", "label"]), Some("level"));
        assert_eq!(nearest("colour", &["rule", "office", "place"]), None);
    }
}
