//! Writing a base: records as they come, then the index as groups come, then what was found.

use std::io;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::entry::{Entry, Place, Stat, check};
use super::index::IndexWriter;
use super::known::Known;
use super::segment::{Foot, Writer};
use crate::source::{Seen, SourceId, Sources};
use crate::store::postings::Posting;
use crate::store::record::Record;
use crate::suppress::Suppressions;

/// What the comparison of documents came to. Documents are told by their places in the table.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    pub found: Vec<Found>,
    pub ignores: Suppressions,
}

/// A conflict with the number of its rule and the group that it was found in; 0 for a document by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub rule: u16,
    pub group: u64,
    pub conflict: crate::finding::Conflict,
}

/// A base as it is written. After the first failure nothing more is: what went wrong is told at the end.
#[derive(Debug)]
pub struct BaseWriter {
    writer: io::Result<Writer>,
    entries: Vec<Entry>,
    index: IndexWriter,
}

impl BaseWriter {
    #[must_use]
    pub fn new(known: &Known) -> Self {
        let writer = known.folder().make().and_then(Writer::new);
        Self { writer, entries: Vec::new(), index: IndexWriter::default() }
    }

    /// Adds the next document. Its entry is there even if it could not be read, so that places in the table are ids.
    pub fn document(&mut self, id: SourceId, known: &Known, sources: &Sources, record: Option<Record<'_>>) {
        let nothing = Entry { path: [0; 16], stat: Stat::DOUBTFUL, seen: Seen::NotText, record: Place::default() };
        let mut entry = known.entry(id, sources).unwrap_or(nothing);
        self.attempt(|writer, _| {
            entry.record = record.map_or(Ok(Place::default()), |record| writer.record(record.bytes()))?;
            Ok(())
        });
        self.entries.push(entry);
    }

    /// Adds a group to the index.
    pub fn group(&mut self, postings: &[Posting]) {
        self.attempt(|writer, index| postings.iter().try_for_each(|posting| index.push(posting, writer)));
    }

    /// Ends the base and puts it in place of the one before it. Without an outcome its documents were not compared.
    ///
    /// # Errors
    /// When something could not be written.
    pub fn finish(self, known: &Known, outcome: Option<&Outcome>) -> io::Result<()> {
        let mut writer = self.writer?;
        let fence = self.index.finish(&mut writer)?;
        let bytes = outcome.map(postcard::to_allocvec).transpose().map_err(io::Error::other)?;
        let found = writer.section(&bytes.unwrap_or_default())?;
        let table = writer.table(&self.entries)?;
        let base = name();
        writer.finish(Foot { base, compared: outcome.is_some(), found, fence, table }, &known.folder().base())?;
        known.forget_deltas();
        known.folder().tidy(base);
        Ok(())
    }

    fn attempt(&mut self, write: impl FnOnce(&mut Writer, &mut IndexWriter) -> io::Result<()>) {
        if let Ok(writer) = &mut self.writer
            && let Err(error) = write(writer, &mut self.index)
        {
            self.writer = Err(error);
        }
    }
}

/// A name that no other base has.
fn name() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    check(format!("{} {}", now.as_nanos(), std::process::id()).as_bytes())
}
