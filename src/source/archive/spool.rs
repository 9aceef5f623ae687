//! Records that were read a second time, to be shown: in a file without a name, so that a compressed archive is not read
//! from its start for each.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::source::SourceId;

/// The bytes of records by their documents.
#[derive(Debug, Default)]
pub(in crate::source) struct Spool {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    /// Opened with the first record.
    file: Option<File>,
    places: FxHashMap<SourceId, (u64, usize)>,
    end: u64,
}

impl Spool {
    /// Keeps a record. Where there is no room for it, it will be looked for in its archive again.
    pub fn keep(&self, id: SourceId, record: &[u8]) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if !inside.places.contains_key(&id) {
            let _ = inside.write(id, record);
        }
    }

    pub fn get(&self, id: SourceId) -> Option<Vec<u8>> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, length) = inside.places.get(&id).copied()?;
        let file = inside.file.as_mut()?;
        let mut record = vec![0; length];
        file.seek(SeekFrom::Start(start)).ok()?;
        file.read_exact(&mut record).ok()?;
        Some(record)
    }
}

impl Inside {
    fn write(&mut self, id: SourceId, record: &[u8]) -> std::io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(record)?;
        self.places.insert(id, (self.end, record.len()));
        self.end += record.len() as u64;
        Ok(())
    }
}
