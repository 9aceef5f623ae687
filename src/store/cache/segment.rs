//! Immutable files of the cache: records, and what is known of their documents.
//!
//! ```text
//! records   end to end, each with its check in the table
//! blocks    of the index, each with its check before it (a base alone)
//! found     what the documents' comparison came to, as postcard (a base alone)
//! fence     the first number of each block, and where the block begins (a base alone)
//! table     entries
//! foot      which base it is or belongs to, where the sections lie, their checks, its own check, and MAGIC
//! ```
//!
//! A segment is written under a name of its own, and renamed when it is whole: whoever opens one sees all of it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::entry::{self, Entry, Place, check};
use crate::store::file::read_at;

const MAGIC: &[u8; 16] = b"factlint cache 1";
/// Base, flags, three sections of three numbers, the foot's own check, and the magic.
const FOOT: usize = 8 + 8 + 3 * 24 + 8 + 16;

/// The beginnings of the names of what is not yet whole.
pub const UNFINISHED: &str = "unfinished-";

/// A stretch of a segment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Section {
    offset: u64,
    length: u64,
    check: u64,
}

/// What a segment ends with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Foot {
    /// Names the base: its own name in a base, that of its base in a delta.
    pub base: u64,
    /// Whether the documents were compared, so that the index and what was found are there.
    pub compared: bool,
    pub found: Section,
    pub fence: Section,
    pub table: Section,
}

impl Foot {
    fn to_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(FOOT);
        bytes.extend(self.base.to_le_bytes());
        bytes.extend(u64::from(self.compared).to_le_bytes());
        for section in [self.found, self.fence, self.table] {
            [section.offset, section.length, section.check]
                .iter()
                .for_each(|number| bytes.extend(number.to_le_bytes()));
        }
        bytes.extend(check(&bytes).to_le_bytes());
        bytes.extend(MAGIC);
        bytes
    }

    fn from_bytes(bytes: &[u8; FOOT]) -> Option<Self> {
        let (said, end) = bytes.split_at(FOOT - 24);
        if end != [check(said).to_le_bytes().as_slice(), MAGIC].concat() {
            return None;
        }
        let (numbers, _) = said.as_chunks::<8>();
        let number = |at: usize| u64::from_le_bytes(numbers[at]);
        let section = |at: usize| Section { offset: number(at), length: number(at + 1), check: number(at + 2) };
        let compared = number(1) == 1;
        Some(Self { base: number(0), compared, found: section(2), fence: section(5), table: section(8) })
    }
}

/// A segment as it is written.
#[derive(Debug)]
pub struct Writer {
    file: BufWriter<File>,
    at: u64,
    /// The name that it has until it is whole.
    unfinished: PathBuf,
    done: bool,
}

impl Writer {
    /// Begins a segment in a folder.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let named = tempfile::Builder::new().prefix(UNFINISHED).rand_bytes(12).tempfile_in(folder)?;
        let (file, unfinished) = named.keep().map_err(|error| error.error)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), at: 0, unfinished, done: false })
    }

    /// What tells its name from that of any other segment.
    pub fn suffix(&self) -> String {
        let name = self.unfinished.file_name().map(|name| name.to_string_lossy().into_owned());
        name.as_deref().and_then(|name| name.strip_prefix(UNFINISHED)).unwrap_or_default().to_owned()
    }

    /// Where the next bytes come to lie.
    pub fn at(&self) -> u64 {
        self.at
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    pub fn record(&mut self, bytes: &[u8]) -> io::Result<Place> {
        let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let place = Place { offset: self.at, length, check: check(bytes) };
        self.write(bytes)?;
        Ok(place)
    }

    pub fn section(&mut self, bytes: &[u8]) -> io::Result<Section> {
        let section = Section { offset: self.at, length: bytes.len() as u64, check: check(bytes) };
        self.write(bytes)?;
        Ok(section)
    }

    pub fn table(&mut self, entries: &[Entry]) -> io::Result<Section> {
        let mut bytes = Vec::with_capacity(entries.len() * entry::BYTES);
        entries.iter().for_each(|entry| entry.write(&mut bytes));
        self.section(&bytes)
    }

    /// Ends the segment and gives it its name.
    pub fn finish(mut self, foot: Foot, name: &Path) -> io::Result<()> {
        self.file.write_all(&foot.to_bytes())?;
        self.file.flush()?;
        std::fs::rename(&self.unfinished, name)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.done {
            // nobody would ever read it
            let _ = std::fs::remove_file(&self.unfinished);
        }
    }
}

/// A whole segment.
#[derive(Debug)]
pub struct Segment {
    file: File,
    pub foot: Foot,
    pub entries: Vec<Entry>,
}

impl Segment {
    /// Opens a segment; `None` where there is none of the name.
    ///
    /// # Errors
    /// When it can't be read, or is damaged.
    pub fn open(path: &Path) -> io::Result<Option<Self>> {
        let file = match File::open(path) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            file => file?,
        };
        let mut foot = [0; FOOT];
        let start = file.metadata()?.len().checked_sub(FOOT as u64).ok_or_else(damaged)?;
        read_at(&file, &mut foot, start)?;
        let foot = Foot::from_bytes(&foot).ok_or_else(damaged)?;
        let mut segment = Self { file, foot, entries: Vec::new() };
        let table = segment.section(foot.table)?;
        let (entries, rest) = table.as_chunks::<{ entry::BYTES }>();
        segment.entries = entries.iter().map(Entry::read).collect::<Option<_>>().ok_or_else(damaged)?;
        if rest.is_empty() { Ok(Some(segment)) } else { Err(damaged()) }
    }

    /// Reads a section.
    pub fn section(&self, section: Section) -> io::Result<Vec<u8>> {
        let length = usize::try_from(section.length).map_err(|_| damaged())?;
        let mut bytes = vec![0; length];
        self.read(&mut bytes, section.offset)?;
        if check(&bytes) == section.check { Ok(bytes) } else { Err(damaged()) }
    }

    /// Reads a record.
    pub fn record(&self, place: Place, buffer: &mut Vec<u8>) -> io::Result<()> {
        buffer.resize(place.length as usize, 0);
        self.read(buffer, place.offset)?;
        if check(buffer) == place.check { Ok(()) } else { Err(damaged()) }
    }

    /// Reads a record that was found to be whole before.
    pub fn record_again(&self, place: Place, buffer: &mut Vec<u8>) -> io::Result<()> {
        buffer.resize(place.length as usize, 0);
        self.read(buffer, place.offset)
    }

    pub fn read(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        read_at(&self.file, buffer, offset)
    }
}

/// What is read is not what was written.
pub fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is damaged")
}
