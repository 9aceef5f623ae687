//! The passage around a label: its paragraph, cut at spaces, with the places of the finding marked in it.

use similar::{ChangeTag, TextDiff};

use super::text;
use crate::finding::Finding;
use crate::source::{Source, SourceId, Sources, Span};

/// Bytes of a paragraph shown before and after the marked places, about.
const AROUND: usize = 280;

/// A stretch of a document with the labels that lie in it.
pub(super) struct Passage {
    pub source: SourceId,
    pub stretch: Span,
    /// Indices into the finding's labels, in the order of the text.
    pub labels: Vec<usize>,
}

/// The passages of a finding, that of its primary label first. Labels of one paragraph share one.
pub(super) fn passages(finding: &Finding, sources: &Sources) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (index, label) in finding.labels.iter().enumerate() {
        let source = sources.get(label.source);
        let stretch = stretch(&source, label.span);
        let known = passages.iter_mut().find(|known| known.source == label.source && known.stretch.overlaps(stretch));
        match known {
            Some(known) => {
                known.stretch = known.stretch.to(stretch);
                known.labels.push(index);
            }
            None => passages.push(Passage { source: label.source, stretch, labels: vec![index] }),
        }
    }
    for passage in &mut passages {
        passage.labels.sort_by_key(|&index| finding.labels[index].span);
    }
    passages
}

/// The paragraph of a place, or what stands around the place where the paragraph is long.
fn stretch(source: &Source, span: Span) -> Span {
    let whole = source.text.as_str();
    let (start, end) = (span.start as usize, span.end as usize);
    let paragraph = whole[..start].rfind('\n').map_or(0, |at| at + 1);
    let paragraph_end = whole[end..].find('\n').map_or(whole.len(), |at| end + at);
    let from = match start - paragraph > AROUND {
        true => space_after(whole, start - AROUND, start),
        false => paragraph,
    };
    let to = match paragraph_end - end > AROUND {
        true => space_before(whole, end, end + AROUND),
        false => paragraph_end,
    };
    Span::new(from, to)
}

fn space_after(text: &str, from: usize, limit: usize) -> usize {
    let from = boundary(text, from);
    text[from..limit].find(' ').map_or(limit, |at| from + at + 1)
}

fn space_before(text: &str, limit: usize, to: usize) -> usize {
    let to = boundary(text, to);
    text[limit..to].rfind(' ').map_or(limit, |at| limit + at)
}

/// The character boundary at or before an offset.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl Passage {
    /// The words of the passage, each label marked, and within it what differs from the other side.
    pub fn render(&self, finding: &Finding, sources: &Sources) -> String {
        let source = sources.get(self.source);
        let (start, end) = (self.stretch.start as usize, self.stretch.end as usize);
        let mut out = String::new();
        if !matches!(source.text[..start].chars().next_back(), None | Some('\n')) {
            out.push_str("… ");
        }
        let mut at = start;
        for &index in &self.labels {
            let label = &finding.labels[index];
            let (from, to) = ((label.span.start as usize).max(at), (label.span.end as usize).min(end));
            if from >= to {
                continue;
            }
            out.push_str(&text(&source.text[at..from]));
            let class = if index == 0 { "primary" } else { "related" };
            let inner = differing(&source.text[from..to], &other_side(finding, index, sources));
            out.push_str(&format!("<mark class=\"{class}\">{inner}</mark>"));
            at = to;
        }
        out.push_str(&text(&source.text[at..end]));
        if source.text[end..].chars().next().is_some_and(|next| next != '\n' && next != '\r') {
            out.push_str(" …");
        }
        out
    }
}

/// What a label's words are held against: the primary label's, and for that the first of the others.
fn other_side(finding: &Finding, index: usize, sources: &Sources) -> String {
    let other = finding.labels.get(usize::from(index == 0));
    other.map_or_else(String::new, |label| sources.get(label.source).slice(label.span).to_owned())
}

/// A label's words, those that the other side lacks in bold. Two texts that have next to nothing in common are not told
/// apart word by word.
fn differing(own: &str, other: &str) -> String {
    let diff = TextDiff::from_words(other, own);
    let words = !own.contains(' ') && !other.contains(' ');
    let is_word = |words: &str| !words.trim().is_empty();
    let changes = || diff.iter_all_changes().filter(|change| is_word(change.value()));
    let alike = changes().filter(|change| change.tag() == ChangeTag::Equal).count();
    if 4 * alike < changes().count() && !words {
        return text(own);
    }
    let mut out = String::new();
    for change in diff.iter_all_changes() {
        let words = text(change.value());
        match change.tag() {
            ChangeTag::Delete => {}
            ChangeTag::Insert if !words.trim().is_empty() => out.push_str(&format!("<b>{words}</b>")),
            ChangeTag::Insert | ChangeTag::Equal => out.push_str(&words),
        }
    }
    out
}
