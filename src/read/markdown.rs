//! Markdown by pulldown-cmark: code, link targets, HTML and emphasis marks are masked; tables are read cell by cell.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Document, Region, RegionKind, front_matter, masked};
use crate::source::{Source, Span};

pub(super) fn read(source: &Source) -> Document<'_> {
    let text = source.text.as_str();
    let (front, body) = front_matter(text).unwrap_or_default();
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        reader.event(&event, Span::new(range.start + body, range.end + body));
    }
    reader.close();
    let masks = between(&reader.prose, text.len());
    Document { source, text: masked(text, &masks), regions: reader.regions, front }
}

#[derive(Default)]
struct Reader {
    regions: Vec<Region>,
    /// Stretches that are words of the document, in order.
    prose: Vec<Span>,
    open: Option<Region>,
    quoted: u32,
    items: u32,
    code: bool,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) if !self.code => self.words(span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.quoted += 1,
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.code = true,
            Tag::Heading { level, .. } => self.open(RegionKind::Heading(*level as u8)),
            Tag::Paragraph | Tag::TableCell => self.open(self.flow()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quoted -= 1,
            TagEnd::Item => {
                self.close();
                self.items -= 1;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.code = false,
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell => self.close(),
            _ => {}
        }
    }

    fn flow(&self) -> RegionKind {
        match (self.quoted, self.items) {
            (1.., _) => RegionKind::Quotation,
            (0, 1..) => RegionKind::ListItem,
            (0, 0) => RegionKind::Paragraph,
        }
    }

    fn open(&mut self, kind: RegionKind) {
        self.close();
        self.open = Some(Region { span: Span::default(), kind });
    }

    /// A tight list item has no paragraph of its own: its words open one.
    fn words(&mut self, span: Span) {
        self.prose.push(span);
        let kind = self.flow();
        let region = self.open.get_or_insert(Region { span: Span::default(), kind });
        region.span = if region.span.is_empty() { span } else { region.span.to(span) };
    }

    fn close(&mut self) {
        self.regions.extend(self.open.take().filter(|region| !region.span.is_empty()));
    }
}

/// What lies between `kept` (in order) in a text of `length` bytes.
fn between(kept: &[Span], length: usize) -> Vec<Span> {
    let mut masks = Vec::new();
    let mut at = 0;
    for span in kept.iter().filter(|span| !span.is_empty()) {
        if (span.start as usize) > at {
            masks.push(Span::new(at, span.start as usize));
        }
        at = at.max(span.end as usize);
    }
    if at < length {
        masks.push(Span::new(at, length));
    }
    masks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Encoding, SourceId};

    #[test]
    fn markup_is_masked_and_offsets_stay() {
        let text = "# The **Big** [Story](http://x.org/2024)\n\nTold by `code` twice.\n\n- one\n- two\n\n> Said.\n\n```\n2023\n```\n";
        let source = Source::new(SourceId(0), "a.md".into(), text.into(), Encoding::Utf8 { bom: false });
        let document = read(&source);
        assert_eq!(document.text.len(), text.len());
        assert!(!document.text.contains("202"), "code and link targets are not prose: {:?}", document.text);
        let kinds: Vec<_> = document.regions.iter().map(|region| region.kind).collect();
        assert_eq!(
            kinds,
            [
                RegionKind::Heading(1),
                RegionKind::Paragraph,
                RegionKind::ListItem,
                RegionKind::ListItem,
                RegionKind::Quotation
            ]
        );
        let heading = &document.text[document.regions[0].span.range()];
        assert_eq!(heading.split_whitespace().collect::<Vec<_>>(), ["The", "Big", "Story"]);
    }
}
