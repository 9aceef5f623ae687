//! Archives: files that hold many documents, a record each, as JSON Lines or as a table, perhaps compressed.
//!
//! One pass over an archive finds where its records are and understands none of them; a record is read when its document
//! is. So nothing holds more of an archive than one record a thread, and a record that is broken is a matter of its own.

mod open;
mod record;
mod scan;
mod spool;
mod table;

use std::ffi::OsStr;
use std::ops::Range;
use std::path::Path;

pub(super) use open::{Stream, unpacked};
pub use record::{Field, Record};
pub(super) use spool::Spool;
pub(super) use table::Columns;

/// Which fields of a record are what, the best first, and whether archives are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    pub id: Vec<String>,
    pub date: Vec<String>,
    pub title: Vec<String>,
    pub text: Vec<String>,
    /// Whether folders are searched for archives of this shape. One named outright is read in any case.
    pub in_folders: bool,
}

impl Default for Fields {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            id: names(&["id", "_id", "uid", "uuid", "guid", "doc_id", "docid", "article_id", "url", "link"]),
            date: names(&[
                "date",
                "published",
                "pubdate",
                "pub_date",
                "publish_date",
                "published_at",
                "date_published",
                "publication_date",
                "datetime",
                "timestamp",
                "created",
                "created_at",
            ]),
            title: names(&["title", "headline"]),
            text: names(&["text", "body", "content", "article", "maintext"]),
            in_folders: false,
        }
    }
}

/// How archives of each shape are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Formats {
    pub jsonl: Fields,
    pub csv: Fields,
}

impl Formats {
    pub(super) fn of(&self, shape: Shape) -> &Fields {
        match shape {
            Shape::Lines => &self.jsonl,
            Shape::Table { .. } => &self.csv,
        }
    }
}

/// How an archive is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A JSON object a line.
    Lines,
    /// A row a record, the first row the names of the columns. Tabs part them, or what a table with commas has instead.
    Table { tabs: bool },
}

/// How an archive is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zstd,
}

/// By which endings it is told how an archive is compressed.
const PACKINGS: [(&[&str], Packing); 2] = [(&["gz", "gzip"], Packing::Gzip), (&["zst", "zstd"], Packing::Zstd)];

/// By which endings it is told how an archive is laid out.
const SHAPES: [(&[&str], Shape); 3] = [
    (&["jsonl", "ndjson", "jsonlines"], Shape::Lines),
    (&["csv"], Shape::Table { tabs: false }),
    (&["tsv", "tab"], Shape::Table { tabs: true }),
];

/// What the ending of a file says of it; `None` for a file that is no archive.
pub(super) fn kind(path: &Path) -> Option<(Shape, Packing)> {
    let (mut ending, mut packing) = (path.extension()?, Packing::None);
    let is = |ending: &OsStr, known: &[&str]| known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if let Some(&(_, found)) = PACKINGS.iter().find(|(known, _)| is(ending, known)) {
        (ending, packing) = (Path::new(path.file_stem()?).extension()?, found);
    }
    SHAPES.iter().find(|(known, _)| is(ending, known)).map(|&(_, shape)| (shape, packing))
}

/// An archive with the places of its records.
#[derive(Debug)]
pub(super) struct Archive {
    pub packing: Packing,
    /// The columns of a table; `None` for JSON Lines.
    columns: Option<Columns>,
    fields: Fields,
    /// Where each record begins in the file as it is unpacked, and in which of its lines.
    starts: Vec<u64>,
    lines: Vec<u32>,
    end: u64,
}

impl Archive {
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Where a record stands in the file as it is unpacked.
    pub fn range(&self, record: usize) -> Range<u64> {
        self.starts[record]..self.starts.get(record + 1).copied().unwrap_or(self.end)
    }

    /// The line in which a record begins, from 1.
    pub fn line(&self, record: usize) -> u32 {
        self.lines[record]
    }

    /// Reads a record: what it is, and its text with the title in a line before it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn record(&self, record: usize, raw: &[u8]) -> Result<(Record, String), String> {
        let raw = if record == 0 { raw.strip_prefix("\u{feff}".as_bytes()).unwrap_or(raw) } else { raw };
        let values = match &self.columns {
            None => record::values_of_json(raw.trim_ascii_end(), &self.fields)?,
            Some(columns) => columns.values(raw)?,
        };
        record::read(values, self.line(record), &self.fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_shape_and_packing() {
        let of = |name: &str| kind(Path::new(name));
        assert_eq!(of("a.jsonl"), Some((Shape::Lines, Packing::None)));
        assert_eq!(of("x/A.NDJSON.GZ"), Some((Shape::Lines, Packing::Gzip)));
        assert_eq!(of("a.b.csv.zst"), Some((Shape::Table { tabs: false }, Packing::Zstd)));
        assert_eq!(of("a.tsv"), Some((Shape::Table { tabs: true }, Packing::None)));
        assert_eq!([of("a.txt.gz"), of("jsonl"), of(".jsonl"), of("a.json")], [None; 4]);
    }
}
