//! Documents in the order in which they are read, batch by batch, with the bytes of packed archives' records.

use std::io;

use super::placed::Placed;
use super::{Place, SourceId, Sources};
use crate::source::archive::Stream;

/// Documents for each thread that are read before anything is done with what was made of them, and bytes of packed
/// records. What is made of so few lies near at hand when it is looked at.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

/// Documents to be read, with the bytes of those that can only be had in the order of their archive.
pub(super) struct Feed<'s, 'i> {
    pub sources: &'s Sources,
    pub ids: std::slice::Iter<'i, SourceId>,
    /// The archive being read, by its file.
    pub open: Option<(usize, Stream)>,
}

impl Feed<'_, '_> {
    pub fn next(&mut self) -> Vec<(SourceId, Option<io::Result<Vec<u8>>>)> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        let most = BATCH * rayon::current_num_threads();
        while batch.len() < most && bytes < BATCH_BYTES {
            let Some(&id) = self.ids.next() else { break };
            let raw = match self.sources.place(id) {
                Place::Record(placed, record) if placed.is_packed() => Some(self.packed(id, placed, record)),
                _ => None,
            };
            bytes += raw.iter().flatten().map(Vec::len).sum::<usize>();
            batch.push((id, raw));
        }
        batch
    }

    fn packed(&mut self, id: SourceId, placed: &Placed, record: usize) -> io::Result<Vec<u8>> {
        if let Some(kept) = self.sources.spool.get(id) {
            return Ok(kept);
        }
        let range = placed.archive.range(record);
        let stream = match self.open.take() {
            Some((file, stream)) if file == placed.file && stream.reaches(range.start) => stream,
            _ => placed.stream(&self.sources.ground(placed))?,
        };
        let (_, stream) = self.open.insert((placed.file, stream));
        let raw = stream.take(range)?;
        // what is read a second time is going to be shown
        if self.sources.seen[id.0 as usize].get().is_some() {
            self.sources.spool.keep(id, &raw);
        }
        Ok(raw)
    }
}
