//! Sentences -> events of knowledge that they tell of: a sentence that holds every word of one of an event's groups.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::knowledge::Event;
use crate::knowledge::fold;
use crate::segment::{Segmented, TokenKind};

/// A sentence that tells of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventClaim {
    pub sentence: usize,
    /// From the first to the last of the words that tell of it.
    pub tokens: Range<usize>,
    /// Index into [`crate::knowledge::Knowledge::events`].
    pub event: usize,
}

/// Groups of stems, by the longest stem of each: most sentences hold none of these and are passed over at once.
#[derive(Debug, Default)]
pub struct EventIndex(FxHashMap<String, Vec<(usize, Vec<String>)>>);

impl EventIndex {
    #[must_use]
    pub fn new(events: &[Event]) -> Self {
        let mut index: FxHashMap<String, Vec<(usize, Vec<String>)>> = FxHashMap::default();
        for (at, event) in events.iter().enumerate() {
            for group in &event.words {
                let stems: Vec<String> = group.iter().map(|word| stem(&fold(word)).to_owned()).collect();
                if let Some(longest) = stems.iter().max_by_key(|stem| stem.len()) {
                    index.entry(longest.clone()).or_default().push((at, stems));
                }
            }
        }
        Self(index)
    }
}

/// Finds the events that the article's sentences tell of, each once a sentence.
#[must_use]
pub fn read(text: &Segmented<'_>, index: &EventIndex) -> Vec<EventClaim> {
    let mut claims = Vec::new();
    if index.0.is_empty() {
        return claims;
    }
    for (number, sentence) in text.sentences.iter().enumerate() {
        let first = claims.len();
        let words = || sentence.tokens.clone().filter(|&at| text.tokens[at].kind == TokenKind::Word);
        for at in words() {
            let Some(groups) = index.0.get(stem(text.lower(at))) else { continue };
            for (event, stems) in groups {
                let known = claims[first..].iter().any(|claim: &EventClaim| claim.event == *event);
                let place = |wanted: &String| words().find(|&at| stem(text.lower(at)) == wanted);
                let places: Option<Vec<usize>> = if known { None } else { stems.iter().map(place).collect() };
                if let Some((first, last)) =
                    places.and_then(|places| Some((*places.iter().min()?, *places.iter().max()?)))
                {
                    claims.push(EventClaim { sentence: number, event: *event, tokens: first..last + 1 });
                }
            }
        }
    }
    claims
}

/// A word without the endings of verbs and plurals: good enough to find "declared" in "declares" and "declaring".
pub(super) fn stem(word: &str) -> &str {
    let cut = ["ing", "ed", "es", "s", "e"].iter().find_map(|ending| word.strip_suffix(ending));
    cut.filter(|stem| stem.len() >= 3).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflections_share_a_stem() {
        for word in ["declare", "declares", "declared", "declaring"] {
            assert_eq!(stem(word), "declar");
        }
        assert_eq!(stem("ties"), "ties".strip_suffix("es").filter(|stem| stem.len() >= 3).unwrap_or("ties"));
    }
}
