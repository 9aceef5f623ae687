//! The files of a run, decoded to UTF-8, and the way back from a place in the text to the bytes on disk.
//!
//! [`Sources`] knows where each document is; a text is read when it is asked for, and let go.
//!
//! Everything downstream speaks in [`Span`]s: bytes into [`Source::text`]. Only a renderer turns them into bytes of the
//! file as it lies on disk, which differ when the file has a byte order mark or is not UTF-8.

mod archive;
mod decode;
mod git;
mod load;
mod paths;
mod reason;
mod scope;
mod shelf;
mod sources;
mod visible;
mod walk;

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use archive::{Field, Fields, Formats, Record};
pub use decode::{Encoding, NotText, decode};
pub use git::GitError;
pub use load::{Loaded, Problem, load};
pub use reason::{reason, reason_of_text, unnumbered, unwritten};
pub use scope::{Changed, Scope, ScopeError, Scoped};
pub(crate) use sources::{Seen, hash};
pub use sources::{Sources, Unread, Watch};
pub use visible::{Visible, visible_line};
pub use walk::{DOCUMENTS, Found, Walk, find};

/// Names one source of a run. Sources are numbered in the order of their paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

/// A stretch of a source's text: bytes, end exclusive, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start: offset(start), end: offset(end) }
    }

    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// An offset as a `u32`: files over 4 GiB are refused when they are read.
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a source is under 4 GiB")
}

/// One file, read and decoded.
#[derive(Debug)]
pub struct Source {
    pub id: SourceId,
    /// As given on the command line or found below it, with forward slashes.
    pub path: String,
    pub text: String,
    pub encoding: Encoding,
    /// What it is as a record of an archive.
    pub record: Option<Box<Record>>,
    line_starts: OnceLock<Vec<u32>>,
    is_harmless: OnceLock<bool>,
}

/// A line and a column, both from 1; columns count Unicode code points. Of a record, the lines are those of its text
/// field, and what stands in another field is in line 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl Source {
    #[must_use]
    pub fn new(id: SourceId, path: String, text: String, encoding: Encoding) -> Self {
        Self { id, path, text, encoding, record: None, line_starts: OnceLock::new(), is_harmless: OnceLock::new() }
    }

    /// The text of a span, or "" when the span is not one of this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text as it may be sent to a terminal. It is looked through once, however many findings show some of it.
    #[must_use]
    pub fn visible(&self) -> Visible<'_> {
        let is_harmless = *self.is_harmless.get_or_init(|| visible::is_harmless(&self.text));
        if is_harmless { Visible::as_is(&self.text) } else { Visible::new(&self.text) }
    }

    /// Where each line starts, line 1 first. `\n`, `\r\n` and a lone `\r` end a line.
    #[must_use]
    pub fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
            std::iter::once(0).chain(ends.map(|at| offset(at + 1))).collect()
        })
    }

    #[must_use]
    pub fn position(&self, at: u32) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= at).max(1);
        let before = self.text.get(starts[line - 1] as usize..at as usize).unwrap_or_default();
        let head = self.record.as_ref().map_or(0, |record| record.lines_before());
        Position { line: offset(line).saturating_sub(head), column: offset(before.chars().count() + 1) }
    }

    /// The line of the file in which a place lies: for a record, that in which it begins.
    #[must_use]
    pub fn file_line(&self, at: u32) -> u32 {
        self.record.as_ref().map_or_else(|| self.position(at).line, |record| record.line)
    }

    /// A span of the text as bytes of the file on disk, or for a record as bytes of the field that it lies in.
    #[must_use]
    pub fn on_disk(&self, span: Span) -> (u64, u64) {
        if let Some(record) = &self.record {
            let (_, start) = record.field(span.start);
            return ((span.start - start).into(), span.end.saturating_sub(start).into());
        }
        let at = |offset: u32| self.encoding.disk_offset(&self.text, offset as usize);
        (at(span.start), at(span.end))
    }

    /// The path, and for a record its line behind a colon.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match &self.record {
            None => Cow::Borrowed(&self.path),
            Some(record) => Cow::Owned(format!("{}:{}", self.path, record.line)),
        }
    }

    /// The id of a record that has one.
    #[must_use]
    pub fn record_id(&self) -> Option<&str> {
        self.record.as_ref()?.id.as_deref()
    }
}
