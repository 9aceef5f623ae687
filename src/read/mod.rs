//! Source -> [`Document`]: which stretches of a file are prose, and of what kind.
//!
//! A reader masks, it never converts: [`Document::text`] has a byte for every byte of the source, markup replaced by
//! spaces, so that every offset stays an offset into the source.

mod markdown;
mod plain;

use std::borrow::Cow;

use crate::source::{Source, Span};

/// A source's prose.
#[derive(Debug)]
pub struct Document<'s> {
    pub source: &'s Source,
    /// The source's text with everything that is not prose turned into spaces; as long as the source, byte for byte.
    pub text: Cow<'s, str>,
    /// The prose, in the order of the text. Regions don't overlap.
    pub regions: Vec<Region>,
    /// What front matter says about the document: keys in lower case with the spans of their values.
    pub front: Vec<(String, Span)>,
}

/// A paragraph, heading or the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    pub span: Span,
    pub kind: RegionKind,
}

/// What the format itself says of a region. Plain text says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionKind {
    Paragraph,
    /// A heading and its depth, 1 the highest.
    Heading(u8),
    ListItem,
    /// A block quotation.
    Quotation,
}

/// Reads a source in the format its ending names; anything unknown is plain text, and so is a record of an archive.
#[must_use]
pub fn read(source: &Source) -> Document<'_> {
    if let Some(record) = &source.record {
        return plain::read_record(source, record);
    }
    let ending = source.path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdown" | "mkd" => markdown::read(source),
        _ => plain::read(source),
    }
}

/// The text with each of `masks` (sorted, disjoint) turned into spaces; line ends are kept.
fn masked<'s>(text: &'s str, masks: &[Span]) -> Cow<'s, str> {
    if masks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mask in masks {
        out.push_str(&text[at..mask.start as usize]);
        out.extend(text[mask.range()].bytes().map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' }));
        at = mask.end as usize;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// `key: value` lines between two `---` at the top of the text: the keys, and where the body starts.
fn front_matter(text: &str) -> Option<(Vec<(String, Span)>, usize)> {
    let first = text.lines().next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut front = Vec::new();
    let mut at = line_end(text, 0);
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_end();
        if line == "---" || line == "..." {
            return Some((front, end));
        }
        if let Some((key, value)) = line.split_once(':')
            && !key.starts_with([' ', '\t', '#', '-'])
        {
            let value = value.trim().trim_matches(['"', '\'']);
            let start = value.as_ptr() as usize - text.as_ptr() as usize;
            front.push((key.trim().to_lowercase(), Span::new(start, start + value.len())));
        }
        at = end;
    }
    None
}

/// Where the line that holds `at` ends, its line end included.
fn line_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
        None => text.len(),
        Some(found) if bytes[at + found] == b'\r' && bytes.get(at + found + 1) == Some(&b'\n') => at + found + 2,
        Some(found) => at + found + 1,
    }
}
