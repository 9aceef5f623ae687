//! Documents x the last check of the same process -> findings: a document whose bytes are what they were is not keyed
//! again, and all are compared. What a check with the same rules would find is found.

use std::io;

use rustc_hash::FxHashMap;

use super::{Checked, Run};
use crate::source::{Seen, Source, Watch};
use crate::store::Limits;

/// What documents stated when they were checked last, in memory.
#[derive(Debug, Default)]
pub struct Kept {
    /// All that records depend on beside their documents.
    profile: Vec<u8>,
    records: FxHashMap<String, (Seen, Vec<u8>)>,
}

impl Kept {
    /// The record of a document that is what it was.
    fn record(&self, run: &Run<'_>, source: &Source) -> Option<Vec<u8>> {
        let (seen, record) = self.records.get(&run.sources.name(source.id))?;
        (run.sources.seen(source.id) == Some(*seen)).then(|| record.clone())
    }
}

impl Run<'_> {
    /// Checks the documents, and keeps what they state for the next check. `profile` is all that this depends on beside the
    /// documents and their names; with another one nothing that was kept is used.
    ///
    /// # Errors
    /// When a temporary file can't be read back.
    pub fn check_again(
        &self,
        limits: Limits,
        profile: Vec<u8>,
        kept: &mut Kept,
        watch: &dyn Watch,
    ) -> io::Result<Checked> {
        if kept.profile != profile {
            *kept = Kept { profile, ..Kept::default() };
        }
        let known = &*kept;
        let mut records = FxHashMap::default();
        let checked = self.check_with(
            limits,
            watch,
            &|source| known.record(self, source).unwrap_or_else(|| self.record(source)),
            &mut |id, record| {
                records.extend(self.sources.seen(id).map(|seen| (self.sources.name(id), (seen, record))));
            },
        )?;
        // what a fault left out is to be told in the next check, too
        kept.records = if self.sources.has_faults() { FxHashMap::default() } else { records };
        Ok(checked)
    }
}
