//! Parts of postings -> groups, one after the other.
//!
//! A part is brought together from what is in memory and what was written out, and sorted: as many parts at a time as may
//! be in memory, each by a thread.

use std::fs::File;
use std::io;

use rayon::prelude::*;

use super::file::read_at;
use super::postings::{BYTES, Posting, sorted, without_lone};

/// Postings that are read back at once.
const AHEAD: usize = 1 << 13;

/// Postings of one part that were written out together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub start: u64,
    pub count: usize,
}

/// The postings of one part.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Those in memory, in pieces that stay where they are.
    pub full: Vec<Vec<Posting>>,
    pub open: Vec<Posting>,
    pub written: Vec<Stretch>,
}

impl Part {
    /// Those in memory.
    pub fn pieces(&self) -> impl Iterator<Item = &Vec<Posting>> {
        self.full.iter().chain([&self.open])
    }

    fn len(&self) -> usize {
        self.pieces().map(Vec::len).sum::<usize>() + self.written.iter().map(|stretch| stretch.count).sum::<usize>()
    }

    /// All of them, in no order, in pieces.
    fn gather(self, file: Option<&File>) -> io::Result<Vec<Vec<Posting>>> {
        let mut all = self.full;
        all.push(self.open);
        let mut bytes = Vec::new();
        for Stretch { mut start, mut count } in self.written {
            let file = file.ok_or(io::ErrorKind::NotFound)?;
            while count > 0 {
                let some = count.min(AHEAD);
                bytes.resize(some * BYTES, 0);
                read_at(file, &mut bytes, start)?;
                let (postings, _) = bytes.as_chunks::<BYTES>();
                all.push(postings.iter().map(|&bytes| Posting::from_bytes(bytes)).collect());
                start += bytes.len() as u64;
                count -= some;
            }
        }
        Ok(all)
    }
}

/// The groups of parts, of which none has a part of another's.
#[derive(Debug)]
pub struct Groups {
    /// In the order of their postings.
    parts: std::iter::Peekable<std::vec::IntoIter<Part>>,
    file: Option<File>,
    /// Whether postings that meet nothing may be left out.
    that_meet: bool,
    /// Postings that may be in memory.
    limit: usize,
    ready: std::vec::IntoIter<Vec<Posting>>,
    open: std::vec::IntoIter<Posting>,
}

impl Groups {
    pub(super) fn new(parts: Vec<Part>, file: Option<File>, limit: usize, that_meet: bool) -> Self {
        let parts = parts.into_iter().peekable();
        Self { parts, file, that_meet, limit, ready: Vec::new().into_iter(), open: Vec::new().into_iter() }
    }

    /// Adds the next group to what is in `group`; `false` when there is none.
    ///
    /// # Errors
    /// When what was written to the temporary file can't be read back.
    pub fn add(&mut self, group: &mut Vec<Posting>) -> io::Result<bool> {
        while self.open.as_slice().is_empty() {
            match self.ready.next() {
                Some(part) => self.open = part.into_iter(),
                None if self.parts.peek().is_none() => return Ok(false),
                None => self.ready = self.next_parts()?.into_iter(),
            }
        }
        let rest = self.open.as_slice();
        let len = rest.iter().take_while(|posting| posting.group() == rest[0].group()).count();
        group.extend(self.open.by_ref().take(len));
        Ok(true)
    }

    /// As many parts as may be in memory, one at least, each sorted.
    fn next_parts(&mut self) -> io::Result<Vec<Vec<Posting>>> {
        let (mut some, mut count) = (Vec::new(), 0);
        while let Some(part) = self.parts.next_if(|part| count == 0 || count + part.len() <= self.limit) {
            count += part.len();
            some.push(part);
        }
        let brought_together = |part: Part| {
            let pieces = part.gather(self.file.as_ref())?;
            Ok(sorted(&if self.that_meet { without_lone(&pieces) } else { pieces.concat() }))
        };
        some.into_par_iter().map(brought_together).collect()
    }
}
