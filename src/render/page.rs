//! One document as a diagnostic shows it: long paragraphs cut into lines at spaces, never inside a label.
//!
//! A news paragraph is one line of up to 2,000 characters. The lines shown are stretches of it; line and column numbers
//! are those of the file.

use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use crate::source::{Field, Source, Span, Visible, visible_line};

/// Columns that a line may fill before it is cut.
const WIDTH: usize = 100;

/// A document with its display lines.
pub(super) struct Page<'s> {
    source: &'s Source,
    name: String,
    visible: Visible<'s>,
    /// Where each display line starts, in the visible text.
    starts: Vec<usize>,
}

impl<'s> Page<'s> {
    /// Lays a document out around the places that are labelled.
    pub fn new(source: &'s Source, labels: &[Span]) -> Self {
        let visible = source.visible();
        let name = name(source, labels.first());
        let mut labels: Vec<Range<usize>> = labels.iter().map(|label| place(&visible, *label)).collect();
        labels.sort_by_key(|label| (label.start, label.end));
        let mut starts: Vec<usize> = source.line_starts().iter().map(|&at| visible.shown(at as usize)).collect();
        let within = Within::new(&labels);
        let cuts: Vec<usize> = labelled(&starts, visible.text.len(), &labels)
            .flat_map(|line| cuts(&visible.text, line.clone(), within.line(&line)))
            .collect();
        starts.extend(cuts);
        starts.sort_unstable();
        starts.dedup();
        Self { source, name, visible, starts }
    }

    /// A place of the document in the text shown.
    pub fn place(&self, span: Span) -> Range<usize> {
        place(&self.visible, span)
    }
}

/// What a document is called, and of a record the field that its first label lies in, if that is not the text.
fn name(source: &Source, label: Option<&Span>) -> String {
    let field = label.and_then(|label| source.record.as_ref().map(|record| record.field(label.start).0));
    let name = visible_line(&source.name()).into_owned();
    match field {
        None | Some(Field::Text) => name,
        Some(field) => format!("{name} ({})", field.name()),
    }
}

fn place(visible: &Visible<'_>, span: Span) -> Range<usize> {
    visible.shown(span.start as usize)..visible.shown(span.end as usize)
}

/// The lines that a label touches, each once.
fn labelled<'a>(
    starts: &'a [usize],
    length: usize,
    labels: &'a [Range<usize>],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let end = move |line: usize| starts.get(line + 1).copied().unwrap_or(length);
    let mut next = 0;
    labels.iter().flat_map(move |label| {
        let first = starts.partition_point(|&start| start <= label.start).saturating_sub(1).max(next);
        let last = starts.partition_point(|&start| start < label.end.max(label.start + 1));
        next = next.max(last);
        (first..last).map(move |line| starts[line]..end(line))
    })
}

/// Labels, sorted by where they start, line by line.
struct Within<'l> {
    labels: &'l [Range<usize>],
    /// How far the labels up to each reach.
    reach: Vec<usize>,
}

impl<'l> Within<'l> {
    fn new(labels: &'l [Range<usize>]) -> Self {
        let reach = labels.iter().scan(0, |reach: &mut usize, label| {
            *reach = label.end.max(*reach);
            Some(*reach)
        });
        Self { labels, reach: reach.collect() }
    }

    /// The labels that may touch a line: there may be thousands of others.
    fn line(&self, line: &Range<usize>) -> &'l [Range<usize>] {
        let first = self.reach.partition_point(|&reach| reach <= line.start);
        let end = self.labels.partition_point(|label| label.start < line.end);
        &self.labels[first.min(end)..end]
    }
}

/// Where to cut a line so that no stretch is wider than [`WIDTH`], where spaces outside labels allow it.
fn cuts(text: &str, line: Range<usize>, labels: &[Range<usize>]) -> Vec<usize> {
    let mut cuts = Vec::new();
    let (mut start, mut last, mut width) = (line.start, None, 0);
    for (at, c) in text[line.clone()].char_indices().map(|(at, c)| (line.start + at, c)) {
        width += 1;
        if width > WIDTH
            && let Some(cut) = last.take()
        {
            cuts.push(cut);
            start = cut;
            width = text[start..at].chars().count() + 1;
        }
        let after = at + c.len_utf8();
        let inside = labels.iter().any(|label| label.start < after && after < label.end);
        if c == ' ' && !inside && after > start && after < line.end {
            last = Some(after);
        }
    }
    cuts
}

/// The documents of one diagnostic, by their place in it.
pub(super) struct Pages<'s>(pub Vec<Page<'s>>);

impl<'s> Pages<'s> {
    fn page(&self, id: usize) -> Result<&Page<'s>, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Pages<'a> {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<String, Error> {
        Ok(self.page(id)?.name.clone())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.page(id)?.visible.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.page(id)?.starts.partition_point(|&start| start <= byte).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, line: usize) -> Result<usize, Error> {
        let page = self.page(id)?;
        let start = page.starts.get(line).copied().unwrap_or(page.visible.text.len());
        // there is no line 0 here, in which the other fields of a record stand
        Ok(page.position(start).0.max(1))
    }

    fn column_number(&'a self, id: usize, _line: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.page(id)?.position(byte).1)
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        let page = self.page(id)?;
        let max = page.starts.len() - 1;
        let start = *page.starts.get(line).ok_or(Error::LineTooLarge { given: line, max })?;
        Ok(start..page.starts.get(line + 1).copied().unwrap_or(page.visible.text.len()))
    }
}

impl Page<'_> {
    /// Line and column in the file of an offset into the visible text.
    fn position(&self, shown: usize) -> (usize, usize) {
        let at = u32::try_from(self.visible.original(shown)).unwrap_or(u32::MAX);
        let position = self.source.position(at);
        (position.line as usize, position.column as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Encoding, SourceId};

    fn lines(text: &str, labels: &[Span]) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let pages = Pages(vec![Page::new(&source, labels)]);
        let count = pages.0[0].starts.len();
        (0..count).map(|line| text[pages.line_range(0, line).expect("a line")].to_owned()).collect()
    }

    #[test]
    fn a_long_paragraph_is_cut_at_spaces_outside_labels() {
        let text = format!("Head\n{}long label here{}\nTail", "word ".repeat(19), " more".repeat(30));
        let start = text.find("long").expect("there");
        let lines = lines(&text, &[Span::new(start, start + 15)]);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().any(|line| line.contains("long label here")), "the label is whole: {lines:?}");
        assert!(lines.iter().all(|line| line.trim_end().chars().count() <= WIDTH), "{lines:?}");
        assert_eq!((lines[0].as_str(), lines.last().map(String::as_str)), ("Head\n", Some("Tail")));
    }

    #[test]
    fn lines_without_labels_stay_whole_and_numbers_are_those_of_the_file() {
        let text = format!("{}\n{}end", "word ".repeat(60), "word ".repeat(60));
        let source = Source::new(SourceId(0), "a.txt".into(), text.clone(), Encoding::Utf8 { bom: false });
        let label = Span::new(text.len() - 3, text.len());
        let pages = Pages(vec![Page::new(&source, &[label])]);
        assert_eq!(pages.line_range(0, 0).expect("a line"), 0..301);
        let last = pages.line_index(0, text.len() - 1).expect("a line");
        assert!(last > 1);
        assert_eq!(pages.line_number(0, last).expect("a line"), 2);
        assert_eq!(pages.column_number(0, last, text.len() - 3).expect("a column"), 301);
    }
}
