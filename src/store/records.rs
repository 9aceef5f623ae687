//! Records by document: in memory up to a bound, the rest in a temporary file.
//!
//! Records lie end to end in chunks; a chunk that is full and does not fit into memory any more is written out. A disk
//! that is full costs nothing but memory: what can't be written stays where it is.

use std::fs::File;
use std::io::{self, Write};

use super::Shelf;
use super::file::{read_at, temporary};
use super::record::Record;
use crate::source::SourceId;

/// Bytes in a chunk, but for a record that is larger by itself.
const CHUNK: usize = 4 << 20;

/// Where a record lies.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    chunk: u32,
    start: u32,
    length: u32,
}

#[derive(Debug)]
enum Chunk {
    Memory(Vec<u8>),
    /// From this offset of the file on.
    Disk(u64),
}

/// The records of a run.
#[derive(Debug)]
pub struct Records {
    places: Vec<Place>,
    chunks: Vec<Chunk>,
    /// Bytes that may be kept in memory, and that are.
    limit: usize,
    held: usize,
    /// The first chunk that is still in memory.
    first: usize,
    file: Option<(File, u64)>,
    /// Why nothing more is written out.
    trouble: Option<io::Error>,
}

impl Records {
    /// Room for the records of `documents` documents, of which `limit` bytes are kept in memory.
    #[must_use]
    pub fn new(documents: usize, limit: usize) -> Self {
        let places = vec![Place::default(); documents];
        Self { places, chunks: Vec::new(), limit, held: 0, first: 0, file: None, trouble: None }
    }

    pub fn put(&mut self, source: SourceId, record: &[u8]) {
        let full = match self.chunks.last() {
            Some(Chunk::Memory(chunk)) => !chunk.is_empty() && chunk.len() + record.len() > CHUNK,
            _ => true,
        };
        if full {
            self.make_room();
            // a small run needs no whole chunk
            let room = if self.chunks.is_empty() { 0 } else { CHUNK };
            self.chunks.push(Chunk::Memory(Vec::with_capacity(room.max(record.len()))));
        }
        let last = self.chunks.len() - 1;
        let Chunk::Memory(chunk) = &mut self.chunks[last] else { return };
        let length = |bytes: usize| u32::try_from(bytes).expect("a chunk is under 4 GiB, as a record is");
        self.places[source.0 as usize] =
            Place { chunk: length(last), start: length(chunk.len()), length: length(record.len()) };
        chunk.extend_from_slice(record);
        self.held += record.len();
    }

    /// Whether there is a record of a document.
    #[must_use]
    pub fn has(&self, source: SourceId) -> bool {
        self.places[source.0 as usize].length > 0
    }

    /// Why records that should have been written out are in memory.
    #[must_use]
    pub fn trouble(&self) -> Option<&io::Error> {
        self.trouble.as_ref()
    }

    /// Writes the oldest chunks out until what is held is within the limit.
    fn make_room(&mut self) {
        while self.held > self.limit && self.first < self.chunks.len() && self.trouble.is_none() {
            if let Err(error) = self.write_first() {
                self.trouble = Some(error);
            }
        }
    }

    fn write_first(&mut self) -> io::Result<()> {
        let Chunk::Memory(chunk) = &self.chunks[self.first] else { return Ok(()) };
        let (file, end) = match &mut self.file {
            Some(file) => file,
            file => file.insert((temporary()?, 0)),
        };
        file.write_all(chunk)?;
        let offset = *end;
        *end += chunk.len() as u64;
        self.held -= chunk.len();
        self.chunks[self.first] = Chunk::Disk(offset);
        self.first += 1;
        Ok(())
    }
}

impl Shelf for Records {
    fn at_hand(&self, source: SourceId) -> Option<Record<'_>> {
        let place = self.places[source.0 as usize];
        match self.chunks.get(place.chunk as usize)? {
            Chunk::Memory(chunk) => Record::new(&chunk[place.start as usize..][..place.length as usize]),
            Chunk::Disk(_) => None,
        }
    }

    fn see(&self, source: SourceId, buffer: &mut Vec<u8>, see: &mut dyn FnMut(Record<'_>)) -> io::Result<()> {
        let place = self.places[source.0 as usize];
        if place.length == 0 {
            return Ok(());
        }
        let (start, end) = (place.start as usize, (place.start + place.length) as usize);
        let bytes = match (&self.chunks[place.chunk as usize], &self.file) {
            (Chunk::Memory(chunk), _) => &chunk[start..end],
            (Chunk::Disk(offset), Some((file, _))) => {
                buffer.resize(place.length as usize, 0);
                read_at(file, buffer, offset + u64::from(place.start))?;
                buffer.as_slice()
            }
            (Chunk::Disk(_), None) => return Err(io::ErrorKind::NotFound.into()),
        };
        let record = Record::new(bytes).ok_or(io::ErrorKind::InvalidData)?;
        see(record);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Emit, Key, Keyed};
    use crate::source::Span;
    use crate::store::record::write;

    #[test]
    fn records_come_back_from_memory_and_from_disk() {
        let record = |id: u32| {
            let mut keyed = Keyed::default();
            let said = "x".repeat(40_000 + id as usize);
            Emit::<String>::new(0, &mut keyed).state(Key::new(&["k"]), Span::new(0, id as usize), &said);
            write(keyed)
        };
        for limit in [0, 6 << 20, usize::MAX] {
            let mut records = Records::new(500, limit);
            (0..500).filter(|id| id % 7 != 0).for_each(|id| records.put(SourceId(id), &record(id)));
            assert!(limit != 0 || records.file.is_some());
            assert!(limit != usize::MAX || records.file.is_none());
            assert!(records.held <= limit.saturating_add(2 * CHUNK));
            let mut buffer = Vec::new();
            for id in 0..500 {
                let at_hand = records.at_hand(SourceId(id)).is_some();
                assert!(at_hand || limit != usize::MAX || id % 7 == 0, "what is in memory is at hand");
                let mut seen = None;
                records
                    .see(SourceId(id), &mut buffer, &mut |record| seen = record.statement(0).map(|one| one.span))
                    .expect("a file that can be read");
                assert_eq!(seen, (id % 7 != 0).then(|| Span::new(0, id as usize)));
            }
        }
    }
}
