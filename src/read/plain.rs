//! Plain text: paragraphs are lines, or, in hard-wrapped text, runs of lines between blank ones.

use super::{Document, Region, RegionKind, front_matter, line_end, masked};
use crate::source::{Record, Source, Span};

/// Widths between which a text that breaks its lines at one width is taken to be hard-wrapped, in bytes.
const WRAPPED: std::ops::RangeInclusive<usize> = 50..=110;

pub(super) fn read(source: &Source) -> Document<'_> {
    let text = source.text.as_str();
    let (front, body) = front_matter(text).unwrap_or_default();
    let masks: Vec<Span> = (body > 0).then(|| Span::new(0, body)).into_iter().collect();
    Document { source, text: masked(text, &masks), regions: paragraphs(text, body, Vec::new()), front }
}

/// A record of an archive: its date is what front matter is elsewhere, its title the headline.
pub(super) fn read_record<'s>(source: &'s Source, record: &Record) -> Document<'s> {
    let text = source.text.as_str();
    let heading = (!record.title.is_empty()).then_some(Region { span: record.title, kind: RegionKind::Heading(1) });
    let regions = paragraphs(text, record.body as usize, heading.into_iter().collect());
    let stated = Some(record.stated).filter(|stated| !stated.is_empty());
    let masks: Vec<Span> = stated.into_iter().collect();
    let front = stated.map(|stated| ("date".to_owned(), stated)).into_iter().collect();
    Document { source, text: masked(text, &masks), regions, front }
}

/// The paragraphs from `body` on, behind the regions before it.
fn paragraphs(text: &str, body: usize, mut regions: Vec<Region>) -> Vec<Region> {
    let lines = lines(text, body);
    let wrapped = is_hard_wrapped(text, &lines);
    regions.reserve(lines.len().div_ceil(2));
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        match regions.last_mut() {
            Some(last) if open && wrapped => last.span.end = line.end,
            _ => regions.push(Region { span: line, kind: RegionKind::Paragraph }),
        }
        open = true;
    }
    regions
}

/// Each line from `at` on, without the white space around it; a blank line is an empty span.
fn lines(text: &str, mut at: usize) -> Vec<Span> {
    let mut lines = Vec::with_capacity((text.len() - at) / 32);
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_start();
        let start = end - line.len();
        let line = line.trim_end();
        lines.push(if line.is_empty() { Span::new(at, at) } else { Span::new(start, start + line.len()) });
        at = end;
    }
    lines
}

/// Whether line ends inside paragraphs mean nothing: no line is longer than the usual width, and most lines that
/// have a line right below them come near it.
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    if !WRAPPED.contains(&longest) {
        return false;
    }
    let inner = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (mut all, mut near, mut open) = (0_usize, 0_usize, 0_usize);
    for pair in inner {
        all += 1;
        near += usize::from(pair[0].len() * 10 >= longest * 7);
        open += usize::from(!text[pair[0].range()].ends_with(['.', '!', '?', '"', '”', ':', ';']));
    }
    all >= 2 && near * 10 >= all * 7 && open * 10 >= all * 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Encoding, SourceId};

    fn paragraphs(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        read(&source).regions.iter().map(|region| source.slice(region.span).to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(
            paragraphs("A headline\r\nOne sentence here.\r\n\r\n  Another.  "),
            ["A headline", "One sentence here.", "Another."]
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The council met on Tuesday evening and agreed to close the\nlibrary in the old town for two years while \
                    the roof and\nthe reading rooms are repaired, its clerk said.\n\nA second paragraph.\n";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn front_matter_is_masked() {
        let text = "---\ndate: \"2024-01-02\"\n---\nBody.\n";
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let document = read(&source);
        assert_eq!(document.front, [("date".to_owned(), Span::new(11, 21))]);
        assert_eq!(document.text.len(), text.len());
        assert_eq!(document.text.trim(), "Body.");
    }
}
