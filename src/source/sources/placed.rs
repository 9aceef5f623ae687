//! An archive among the files of a run: which documents its records are, and the bytes of each of them, wherever the
//! archive lies and however it is packed.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::hash;
use crate::source::archive::{Archive, Packing, Spool, Stream, unpacked};
use crate::source::{Source, SourceId, offset};

/// An archive among the files. Its records are documents with ids in a row.
#[derive(Debug)]
pub(super) struct Placed {
    /// The number of its file.
    pub file: usize,
    /// The id of its first record.
    pub first: u32,
    pub archive: Archive,
    /// What tells each record from the others, once it has been read; 0 before.
    marks: Vec<AtomicU64>,
    /// For records of a packed archive that are asked for in no order.
    cursor: Mutex<Option<Cursor>>,
}

/// A packed archive on its way to its end, and the record that comes next.
#[derive(Debug)]
struct Cursor {
    stream: Stream,
    next: usize,
}

/// Where the bytes of an archive are.
pub(super) enum Ground<'s> {
    Memory(&'s Arc<[u8]>),
    Disk(PathBuf),
}

impl Placed {
    pub fn new(file: usize, first: u32, archive: Archive) -> Self {
        let marks = std::iter::repeat_with(|| AtomicU64::new(0)).take(archive.len()).collect();
        Self { file, first, archive, marks, cursor: Mutex::new(None) }
    }

    /// Whether records can only be had in their order.
    pub fn is_packed(&self) -> bool {
        self.archive.packing != Packing::None
    }

    /// What tells a record from the others of the archive, 0 as long as it has not been read.
    pub fn mark(&self, record: usize) -> u64 {
        self.marks[record].load(Ordering::Relaxed)
    }

    /// Takes note of what tells a record that has been read from the others.
    pub fn set_mark(&self, record: usize, source: &Source) {
        self.marks[record].store(mark(source), Ordering::Relaxed);
    }

    /// The archive from its start.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn stream(&self, ground: &Ground<'_>) -> io::Result<Stream> {
        let packing = self.archive.packing;
        Ok(Stream::new(match ground {
            Ground::Memory(bytes) => unpacked(io::Cursor::new(Arc::clone(bytes)), packing),
            Ground::Disk(path) => unpacked(File::open(path)?, packing),
        }))
    }

    /// The bytes of one record.
    ///
    /// # Errors
    /// When the archive can't be read, or ends before the record does.
    pub fn raw(&self, record: usize, ground: &Ground<'_>, spool: &Spool) -> io::Result<Vec<u8>> {
        if self.is_packed() {
            return spool.get(self.id(record)).map_or_else(|| self.reach(record, ground, spool), Ok);
        }
        let range = self.archive.range(record);
        match ground {
            Ground::Memory(bytes) => {
                let part = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
                let part = part.and_then(|(start, end)| bytes.get(start..end));
                part.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
            }
            Ground::Disk(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(range.start))?;
                Stream::new(Box::new(file)).take(0..range.end - range.start)
            }
        }
    }

    /// A record of a packed archive. What is passed on the way there is kept, so that records asked for in no order cost
    /// one pass over the archive.
    fn reach(&self, record: usize, ground: &Ground<'_>, spool: &Spool) -> io::Result<Vec<u8>> {
        let mut cursor = self.cursor.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = spool.get(self.id(record)) {
            return Ok(kept);
        }
        // after an error it is begun anew
        let Cursor { mut stream, mut next } = match cursor.take() {
            Some(cursor) if cursor.next <= record => cursor,
            _ => Cursor { stream: self.stream(ground)?, next: 0 },
        };
        while next < record {
            let passed = stream.take(self.archive.range(next))?;
            spool.keep(self.id(next), &passed);
            next += 1;
        }
        let raw = stream.take(self.archive.range(record))?;
        spool.keep(self.id(record), &raw);
        *cursor = Some(Cursor { stream, next: record + 1 });
        Ok(raw)
    }

    fn id(&self, record: usize) -> SourceId {
        SourceId(self.first + offset(record))
    }
}

/// What tells a record from the others of its archive: its id, or its line where it has none; never 0.
fn mark(source: &Source) -> u64 {
    let Some(record) = &source.record else { return 0 };
    let told = record.id.clone().unwrap_or_else(|| format!("line {}", record.line));
    let hash = hash(told.as_bytes());
    let (first, _) = hash.split_at(8);
    u64::from_le_bytes(first.try_into().expect("half of sixteen bytes")).max(1)
}
