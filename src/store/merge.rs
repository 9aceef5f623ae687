//! Sorted runs of postings -> groups, one after the other.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::VecDeque;
use std::fs::File;
use std::io;

use super::file::read_at;
use super::postings::{BYTES, Posting};

/// Postings of a run that are read at once.
const AHEAD: usize = 1 << 13;

/// A sorted stretch of the file.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub start: u64,
    /// Postings in it.
    pub count: usize,
}

/// Merges runs, and the postings that were never written out.
#[derive(Debug)]
pub struct Groups {
    /// Part after part.
    parts: std::vec::IntoIter<Vec<Posting>>,
    memory: std::vec::IntoIter<Posting>,
    runs: Vec<(Run, VecDeque<Posting>)>,
    file: Option<File>,
    /// The next posting of each run, the least first; the postings in memory are the run after the last.
    next: BinaryHeap<Reverse<(Posting, usize)>>,
    started: bool,
}

impl Groups {
    /// `parts` are sorted, each by itself and one behind the other; no group is in two of them.
    pub(super) fn new(parts: Vec<Vec<Posting>>, runs: Vec<Run>, file: Option<File>) -> Self {
        let runs = runs.into_iter().map(|run| (run, VecDeque::new())).collect();
        let (parts, memory) = (parts.into_iter(), Vec::new().into_iter());
        Self { parts, memory, runs, file, next: BinaryHeap::new(), started: false }
    }

    /// Adds the next group to what is in `group`.
    ///
    /// # Errors
    /// When what was written to the temporary file can't be read back.
    pub fn add(&mut self, group: &mut Vec<Posting>) -> io::Result<bool> {
        if self.runs.is_empty() {
            return Ok(self.take_from_memory(group));
        }
        if !self.started {
            self.started = true;
            (0..=self.runs.len()).try_for_each(|run| self.fetch(run))?;
        }
        let Some(&Reverse((first, _))) = self.next.peek() else { return Ok(false) };
        while let Some(&Reverse((posting, run))) = self.next.peek()
            && posting.group() == first.group()
        {
            self.next.pop();
            group.push(posting);
            self.fetch(run)?;
        }
        Ok(true)
    }

    fn take_from_memory(&mut self, group: &mut Vec<Posting>) -> bool {
        self.open_part();
        let rest = self.memory.as_slice();
        let Some(first) = rest.first() else { return false };
        let len = rest.iter().take_while(|posting| posting.group() == first.group()).count();
        group.extend(self.memory.by_ref().take(len));
        true
    }

    /// Goes on to the next part that has postings where one is at its end.
    fn open_part(&mut self) {
        while self.memory.as_slice().is_empty()
            && let Some(part) = self.parts.next()
        {
            self.memory = part.into_iter();
        }
    }

    /// Takes the next posting of a run into the heap.
    fn fetch(&mut self, run: usize) -> io::Result<()> {
        let posting = match self.runs.get_mut(run) {
            None => {
                self.open_part();
                self.memory.next()
            }
            Some((left, ahead)) => {
                if ahead.is_empty() && left.count > 0 {
                    let file = self.file.as_ref().ok_or(io::ErrorKind::NotFound)?;
                    read_ahead(file, left, ahead)?;
                }
                ahead.pop_front()
            }
        };
        self.next.extend(posting.map(|posting| Reverse((posting, run))));
        Ok(())
    }
}

fn read_ahead(file: &File, left: &mut Run, ahead: &mut VecDeque<Posting>) -> io::Result<()> {
    let count = left.count.min(AHEAD);
    let mut bytes = vec![0; count * BYTES];
    read_at(file, &mut bytes, left.start)?;
    let (postings, _) = bytes.as_chunks::<BYTES>();
    ahead.extend(postings.iter().map(|&bytes| Posting::from_bytes(bytes)));
    left.start += bytes.len() as u64;
    left.count -= count;
    Ok(())
}
