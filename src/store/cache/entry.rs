//! What is known of a document: under which path it was read, by what its file is known again, what was read, and where
//! its record lies.

use std::path::Path;
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::source::{Encoding, Seen};

/// A hash of 128 bits.
pub type Hash = [u8; 16];

/// By what an unchanged file is known: a hash of its size, its times and its number on the disk. All zeros where only
/// the contents can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat(Hash);

impl Stat {
    pub const DOUBTFUL: Self = Self([0; 16]);

    /// What the system says of a file; in doubt where it was changed less than `doubt` before `now`, or where the system
    /// says nothing.
    #[must_use]
    pub fn of(path: &Path, now: SystemTime, doubt: Duration) -> Self {
        let Ok(metadata) = std::fs::metadata(path) else { return Self::DOUBTFUL };
        let Some((changed, facts)) = facts(&metadata) else { return Self::DOUBTFUL };
        if changed.checked_add(doubt).is_none_or(|until| until > now) {
            return Self::DOUBTFUL;
        }
        Self(xxh3_128(facts.map(i64::to_le_bytes).as_flattened()).to_le_bytes())
    }

    #[must_use]
    pub fn is_doubtful(self) -> bool {
        self == Self::DOUBTFUL
    }
}

/// When a file was changed last, whatever it says itself, and what tells it from another.
#[cfg(unix)]
fn facts(metadata: &std::fs::Metadata) -> Option<(SystemTime, [i64; 7])> {
    use std::os::unix::fs::MetadataExt;
    // the time of change can't be set by hand, as that of modification can
    let (seconds, nanos) = (u64::try_from(metadata.ctime()).ok()?, u32::try_from(metadata.ctime_nsec()).ok()?);
    let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanos))?;
    let facts = [
        metadata.size().cast_signed(),
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec(),
        metadata.ino().cast_signed(),
        metadata.dev().cast_signed(),
    ];
    Some((changed, facts))
}

/// The times of other systems can be set back: there the contents decide.
#[cfg(not(unix))]
fn facts(_: &std::fs::Metadata) -> Option<(SystemTime, [i64; 7])> {
    None
}

/// Where a record lies in its segment, and by what it is known to be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub offset: u64,
    pub length: u32,
    pub check: u64,
}

/// One document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Hash of the path as it was shown.
    pub path: Hash,
    pub stat: Stat,
    pub seen: Seen,
    pub record: Place,
}

/// Bytes of an entry: path, stat, what was seen (1 + 16 + 4), place (8 + 4 + 8).
pub const BYTES: usize = 16 + 16 + 21 + 20;

impl Entry {
    pub fn write(&self, out: &mut Vec<u8>) {
        let (kind, hash, length) = match self.seen {
            Seen::Text { hash, length, encoding } => (code(encoding), hash, length),
            Seen::NotText | Seen::Unreadable => (0, [0; 16], 0),
        };
        out.extend(self.path);
        out.extend(self.stat.0);
        out.push(kind);
        out.extend(hash);
        out.extend(length.to_le_bytes());
        out.extend(self.record.offset.to_le_bytes());
        out.extend(self.record.length.to_le_bytes());
        out.extend(self.record.check.to_le_bytes());
    }

    #[must_use]
    pub fn read(bytes: &[u8; BYTES]) -> Option<Self> {
        let (path, rest) = bytes.split_first_chunk()?;
        let (stat, rest) = rest.split_first_chunk()?;
        let (kind, rest) = rest.split_first()?;
        let (hash, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (offset, rest) = rest.split_first_chunk()?;
        let (bytes, rest) = rest.split_first_chunk()?;
        let (check, _) = rest.split_first_chunk()?;
        let seen = match *kind {
            0 => Seen::NotText,
            kind => Seen::Text { hash: *hash, length: u32::from_le_bytes(*length), encoding: encoding(kind)? },
        };
        let record = Place {
            offset: u64::from_le_bytes(*offset),
            length: u32::from_le_bytes(*bytes),
            check: u64::from_le_bytes(*check),
        };
        Some(Self { path: *path, stat: Stat(*stat), seen, record })
    }
}

const ENCODINGS: [Encoding; 7] = [
    Encoding::Utf8 { bom: false },
    Encoding::Utf8 { bom: true },
    Encoding::Utf16 { little_endian: true, bom: true },
    Encoding::Utf16 { little_endian: true, bom: false },
    Encoding::Utf16 { little_endian: false, bom: true },
    Encoding::Utf16 { little_endian: false, bom: false },
    Encoding::Windows1252,
];

fn code(encoding: Encoding) -> u8 {
    let at = ENCODINGS.iter().position(|known| *known == encoding).expect("all encodings are listed");
    u8::try_from(at + 1).expect("fewer than 256 encodings")
}

fn encoding(code: u8) -> Option<Encoding> {
    ENCODINGS.get(usize::from(code).checked_sub(1)?).copied()
}

/// The hash of a path. Quick, and no two that anybody made by chance have the same; a document that passes for another
/// would need its file's facts, too.
#[must_use]
pub fn hash_of_path(path: &str) -> Hash {
    xxh3_128(path.as_bytes()).to_le_bytes()
}

/// The hash of anything else: nobody can make two things that have the same.
#[must_use]
pub fn hash(bytes: &[u8]) -> Hash {
    *blake3::hash(bytes).as_bytes().first_chunk().expect("a hash has 32 bytes")
}

/// By what some bytes are known to be whole: a checksum against damage.
#[must_use]
pub fn check(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back() {
        for seen in
            ENCODINGS.iter().map(|&encoding| Seen::Text { hash: [7; 16], length: 9, encoding }).chain([Seen::NotText])
        {
            let record = Place { offset: 1 << 40, length: 77, check: u64::MAX - 3 };
            let entry = Entry { path: hash(b"a.txt"), stat: Stat(hash(b"stat")), seen, record };
            let mut bytes = Vec::new();
            entry.write(&mut bytes);
            assert_eq!(Entry::read(bytes.first_chunk().expect("the size of an entry")), Some(entry));
        }
    }

    #[test]
    fn a_file_that_was_just_changed_is_in_doubt() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let (now, doubt) = (SystemTime::now(), Duration::from_secs(2));
        assert!(Stat::of(file.path(), now, doubt).is_doubtful());
        assert!(Stat::of(Path::new("/no/such/file"), now, doubt).is_doubtful());
        if cfg!(unix) {
            let later = now + Duration::from_secs(60);
            let settled = Stat::of(file.path(), later, doubt);
            assert!(!settled.is_doubtful());
            assert_eq!(settled, Stat::of(file.path(), later, doubt));
            std::fs::write(file.path(), "more").expect("a file");
            assert_ne!(settled, Stat::of(file.path(), later, doubt));
        }
    }
}
