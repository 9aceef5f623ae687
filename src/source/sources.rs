//! The documents of a run by id: where each is to be found, what its first reading found, and its text for whoever asks.
//!
//! Nothing holds all texts at once. What was read first is what the findings speak of: a document that is something else
//! when it is read again is [`Unread::Changed`], and its places are not looked up in the new text.

mod feed;
mod placed;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::archive::{Archive, Spool};
use super::load::Problem;
use super::paths::Paths;
use super::reason::reason;
use super::shelf::Shelf;
use super::{Encoding, Source, SourceId, decode, offset};
use feed::Feed;
use placed::{Ground, Placed};

/// Why a document has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is an image, a program or the like.
    NotText,
    /// [`Sources::problems`] says why.
    Unreadable,
    /// It is not what it was when it was read first.
    Changed,
}

/// What the first reading of a document found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The [`hash`] of its bytes, and the length of its text.
    Text {
        hash: [u8; 16],
        length: u32,
        encoding: Encoding,
    },
    NotText,
    Unreadable,
}

/// Where a document's bytes come from, if not from the file of its path.
#[derive(Debug)]
pub(super) enum Given {
    /// A file whose name can't be shown as it is.
    File(PathBuf),
    /// In memory: standard input, what is staged.
    Bytes(Arc<[u8]>),
    /// In memory, read already.
    Read(Arc<Source>),
}

/// Is told how the reading goes, and may end it.
pub trait Watch: Sync {
    /// One more document has been seen to.
    fn done(&self, _id: SourceId) {}
    /// Whether to read no further.
    fn stopped(&self) -> bool {
        false
    }
}

/// Nobody watches.
impl Watch for () {}

/// All sources of a run, by id: its documents, and the asides that findings point at without their being checked (an
/// ignore file, a baseline).
#[derive(Debug, Default)]
pub struct Sources {
    /// Of the files, in order.
    paths: Paths,
    /// By the number of the file.
    given: BTreeMap<usize, Given>,
    /// In order.
    archives: Vec<Placed>,
    /// Of the documents, as is all that follows.
    seen: Vec<OnceLock<Seen>>,
    asides: Vec<Arc<Source>>,
    shelf: Shelf,
    spool: Spool,
    troubles: Mutex<BTreeMap<SourceId, String>>,
    /// Whether this program is to blame for one of them.
    faulty: AtomicBool,
}

/// Where a document is.
#[derive(Clone, Copy)]
enum Place<'s> {
    File(usize),
    Record(&'s Placed, usize),
}

impl Sources {
    /// Documents in memory.
    #[must_use]
    pub fn new(sources: Vec<Source>) -> Self {
        debug_assert!(sources.iter().enumerate().all(|(i, s)| s.id.0 as usize == i), "sources are in the order of ids");
        let mut all = Self::default();
        for source in sources {
            let path = source.path.clone();
            all.push(&path, Some(Given::Read(Arc::new(source))));
        }
        all
    }

    /// Adds a file that is a document. Files come in the order of their paths.
    pub(super) fn push(&mut self, path: &str, given: Option<Given>) {
        let seen = OnceLock::new();
        if let Some(Given::Read(source)) = &given {
            let (length, encoding) = (offset(source.text.len()), source.encoding);
            let _ = seen.set(Seen::Text { hash: hash(source.text.as_bytes()), length, encoding });
        }
        self.seen.push(seen);
        self.push_file(path, given);
    }

    /// Adds a file whose records are documents.
    pub(super) fn push_archive(&mut self, path: &str, given: Option<Given>, archive: Archive) {
        let (file, first) = (self.paths.len(), offset(self.len()));
        self.seen.extend(std::iter::repeat_with(OnceLock::new).take(archive.len()));
        self.archives.push(Placed::new(file, first, archive));
        self.push_file(path, given);
    }

    fn push_file(&mut self, path: &str, given: Option<Given>) {
        let file = self.paths.len();
        self.paths.push(path);
        self.given.extend(given.map(|given| (file, given)));
    }

    /// Says that all documents have been added.
    pub(super) fn close(&mut self) {
        self.paths.close();
        self.seen.shrink_to_fit();
    }

    /// Adds a file that is no document. No document may follow.
    pub fn add_aside(&mut self, path: String, text: String) -> SourceId {
        let id = SourceId(offset(self.len() + self.asides.len()));
        self.asides.push(Arc::new(Source::new(id, path, text, Encoding::Utf8 { bom: false })));
        id
    }

    /// How many documents there are, those among them that can't be read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// All documents, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = SourceId> + use<> {
        (0..offset(self.len())).map(SourceId)
    }

    /// The documents that were read, in order.
    pub fn read(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.ids().filter(|id| matches!(self.seen[id.0 as usize].get(), Some(Seen::Text { .. })))
    }

    /// The path of a source's file as it is shown. Nothing is read for it.
    #[must_use]
    pub fn path(&self, id: SourceId) -> String {
        match (self.aside(id), self.place(id)) {
            (Some(aside), _) => aside.path.clone(),
            (None, Place::File(file)) => self.paths.get(file),
            (None, Place::Record(placed, _)) => self.paths.get(placed.file),
        }
    }

    /// The documents of a file whose path is shown so: one, or the records of an archive.
    pub(super) fn of_path<'s>(&'s self, path: &'s str) -> impl Iterator<Item = SourceId> + 's {
        // files are in the order of their paths
        let (mut first, mut end) = (0, offset(self.len()));
        while first < end {
            let middle = first + (end - first) / 2;
            if self.path(SourceId(middle)).as_str() < path { first = middle + 1 } else { end = middle }
        }
        (first..offset(self.len())).map(SourceId).take_while(move |&id| self.path(id) == path)
    }

    /// The folders of the files, as their paths are shown: each once, with a slash at its end; "" for none.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &str> {
        self.paths.folders()
    }

    /// The line of its archive in which a record begins; `None` for a document that is none.
    #[must_use]
    pub fn record_line(&self, id: SourceId) -> Option<u32> {
        match (self.aside(id), self.place(id)) {
            (None, Place::Record(placed, record)) => Some(placed.archive.line(record)),
            _ => None,
        }
    }

    /// The path of a document, and for a record its line behind a colon.
    #[must_use]
    pub fn name(&self, id: SourceId) -> String {
        let path = self.path(id);
        self.record_line(id).map_or(path.clone(), |line| format!("{path}:{line}"))
    }

    /// What a document is told from others by: its path, and for a record its id, or its line where it has none.
    pub(crate) fn lasting_name(&self, id: SourceId) -> String {
        match (self.aside(id), self.place(id)) {
            (None, Place::Record(placed, record)) => {
                format!("{}#{:016x}", self.path(id), placed.mark(record))
            }
            _ => self.path(id),
        }
    }

    /// The 128 bits of XXH3 over a document's bytes, once it has been read.
    #[must_use]
    pub fn hash(&self, id: SourceId) -> Option<[u8; 16]> {
        match self.seen.get(id.0 as usize)?.get()? {
            Seen::Text { hash, .. } => Some(*hash),
            _ => None,
        }
    }

    /// What was seen in a document, once it has been read.
    pub(crate) fn seen(&self, id: SourceId) -> Option<Seen> {
        self.seen.get(id.0 as usize)?.get().copied()
    }

    /// Takes note of what is known of a document that need not be read.
    pub(crate) fn remember(&self, id: SourceId, seen: Seen) {
        // what was read in this run counts
        let _ = self.seen[id.0 as usize].set(seen);
    }

    /// Whether a document is the file of its path.
    pub(crate) fn is_file(&self, id: SourceId) -> bool {
        matches!(self.place(id), Place::File(file) if !self.given.contains_key(&file))
    }

    /// The encoding of a document, once it has been read.
    #[must_use]
    pub fn encoding(&self, id: SourceId) -> Option<Encoding> {
        match self.seen.get(id.0 as usize)?.get()? {
            Seen::Text { encoding, .. } => Some(*encoding),
            _ => None,
        }
    }

    /// A source with its text. One that can't be read any more, or is not what it was, is blank: as long as it was, so
    /// that every place in it is one, and [`Sources::problems`] tells of it.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Arc<Source> {
        let Ok(source) = self.load(id) else { return Arc::new(self.blank(id)) };
        if self.aside(id).is_none() && self.held(id).is_none() {
            self.shelf.put(&source);
        }
        source
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When it has no text, or not the one that was read first.
    pub fn load(&self, id: SourceId) -> Result<Arc<Source>, Unread> {
        self.load_from(id, None)
    }

    /// The same, from bytes that have been read already.
    fn load_from(&self, id: SourceId, raw: Option<io::Result<Vec<u8>>>) -> Result<Arc<Source>, Unread> {
        if let Some(held) = self.aside(id).or_else(|| self.held(id)) {
            return Ok(Arc::clone(held));
        }
        let seen = &self.seen[id.0 as usize];
        match seen.get() {
            Some(Seen::NotText) => return Err(Unread::NotText),
            Some(Seen::Unreadable) => return Err(Unread::Unreadable),
            _ => {}
        }
        if let Some(source) = self.shelf.get(id) {
            return Ok(source);
        }
        let (now, source) = match self.place(id) {
            Place::File(file) => self.document(id, file),
            Place::Record(placed, record) => self.record(id, placed, record, raw),
        };
        let first = *seen.get_or_init(|| now);
        if first != now {
            self.trouble(id, "changed while it was read: what was found in it is left out");
            return Err(Unread::Changed);
        }
        match source {
            Some(source) => {
                let source = Arc::new(source);
                self.shelf.offer(&source);
                Ok(source)
            }
            None => Err(if now == Seen::NotText { Unread::NotText } else { Unread::Unreadable }),
        }
    }

    /// Reads documents, several at a time: `each` makes something of one, `take` gets what was made of a batch of them,
    /// in the order of `ids`. Documents without a text are passed over. Ids in order make one pass over an archive.
    pub fn read_each<T: Send>(
        &self,
        ids: &[SourceId],
        watch: &dyn Watch,
        each: impl Fn(&Source) -> T + Sync,
        mut take: impl FnMut(Vec<T>),
    ) {
        let one = |(id, raw): (SourceId, Option<io::Result<Vec<u8>>>)| {
            if watch.stopped() {
                return None;
            }
            let made = self.load_from(id, raw).ok().map(|source| each(&source));
            watch.done(id);
            made
        };
        let mut take_all = |made: &mut Vec<Option<T>>| take(std::mem::take(made).into_iter().flatten().collect());
        let mut feed = Feed { sources: self, ids: ids.iter(), open: None };
        let (mut batch, mut made) = (feed.next(), Vec::new());
        while !(batch.is_empty() && made.is_empty()) {
            let (mut next, mut of_next) = (Vec::new(), Vec::new());
            // who asks for one thread gets one: it takes first, and reads then
            if rayon::current_num_threads() == 1 {
                take_all(&mut made);
            }
            // what was made of a batch is taken while the next one is read
            rayon::in_place_scope(|scope| {
                if !batch.is_empty() && !watch.stopped() {
                    let all = || batch.into_par_iter().map(one).collect::<Vec<Option<T>>>();
                    scope.spawn(|_| (of_next, next) = rayon::join(all, || feed.next()));
                }
                take_all(&mut made);
            });
            (batch, made) = (next, of_next);
        }
    }

    /// What could not be read, in order.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let troubles = self.troubles.lock().unwrap_or_else(PoisonError::into_inner);
        let mut problems: Vec<Problem> = troubles.iter().map(|(&id, message)| self.problem(id, message)).collect();
        problems.sort();
        problems
    }

    /// The documents that are not text.
    #[must_use]
    pub fn skipped(&self) -> Vec<String> {
        let skipped = self.ids().filter(|id| matches!(self.seen[id.0 as usize].get(), Some(Seen::NotText)));
        skipped.map(|id| self.path(id)).collect()
    }

    fn aside(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.asides.get((id.0 as usize).checked_sub(self.len())?)
    }

    fn place(&self, id: SourceId) -> Place<'_> {
        let before = self.archives.partition_point(|placed| placed.first <= id.0);
        let Some(placed) = before.checked_sub(1).map(|at| &self.archives[at]) else {
            return Place::File(id.0 as usize);
        };
        let behind = (id.0 - placed.first) as usize;
        match behind.checked_sub(placed.archive.len()) {
            None => Place::Record(placed, behind),
            Some(further) => Place::File(placed.file + 1 + further),
        }
    }

    /// A document that was given with its text.
    fn held(&self, id: SourceId) -> Option<&Arc<Source>> {
        match self.place(id) {
            Place::File(file) => match self.given.get(&file) {
                Some(Given::Read(source)) => Some(source),
                _ => None,
            },
            Place::Record(..) => None,
        }
    }

    fn document(&self, id: SourceId, file: usize) -> (Seen, Option<Source>) {
        let bytes = match self.given.get(&file) {
            Some(Given::Bytes(bytes)) => Ok(bytes.to_vec()),
            Some(Given::Read(source)) => Ok(source.text.clone().into_bytes()),
            Some(Given::File(path)) => std::fs::read(path),
            None => std::fs::read(self.paths.get(file)),
        };
        let bytes = match bytes {
            Ok(bytes) if u32::try_from(bytes.len()).is_err() => return self.unreadable(id, "is larger than 4 GiB"),
            Ok(bytes) => bytes,
            Err(error) => return self.unreadable(id, &reason(&error)),
        };
        let hash = hash(&bytes);
        match decode(bytes) {
            Err(_) => (Seen::NotText, None),
            Ok((text, encoding)) => match u32::try_from(text.len()) {
                Err(_) => self.unreadable(id, "is larger than 4 GiB once decoded"),
                Ok(length) => {
                    let source = Source::new(id, self.paths.get(file), text, encoding);
                    (Seen::Text { hash, length, encoding }, Some(source))
                }
            },
        }
    }

    fn record(
        &self,
        id: SourceId,
        placed: &Placed,
        record: usize,
        raw: Option<io::Result<Vec<u8>>>,
    ) -> (Seen, Option<Source>) {
        let raw = raw.unwrap_or_else(|| placed.raw(record, &self.ground(placed), &self.spool));
        let raw = match raw {
            Ok(raw) => raw,
            Err(error) => return self.unreadable(id, &reason(&error)),
        };
        match placed.archive.record(record, &raw) {
            Err(message) => self.unreadable(id, &message),
            Ok((origin, text)) => {
                let (length, encoding) = (offset(text.len()), Encoding::Utf8 { bom: false });
                let mut source = Source::new(id, self.paths.get(placed.file), text, encoding);
                source.record = Some(Box::new(origin));
                placed.set_mark(record, &source);
                (Seen::Text { hash: hash(&raw), length, encoding }, Some(source))
            }
        }
    }

    fn ground(&self, placed: &Placed) -> Ground<'_> {
        match self.given.get(&placed.file) {
            Some(Given::Bytes(bytes)) => Ground::Memory(bytes),
            Some(Given::File(path)) => Ground::Disk(path.clone()),
            _ => Ground::Disk(self.paths.get(placed.file).into()),
        }
    }

    fn unreadable(&self, id: SourceId, message: &str) -> (Seen, Option<Source>) {
        self.trouble(id, message);
        (Seen::Unreadable, None)
    }

    fn problem(&self, id: SourceId, message: &str) -> Problem {
        Problem { path: self.path(id), line: self.record_line(id), message: message.to_owned() }
    }

    fn blank(&self, id: SourceId) -> Source {
        let length = match self.seen[id.0 as usize].get() {
            Some(Seen::Text { length, .. }) => *length as usize,
            _ => 0,
        };
        Source::new(id, self.path(id), " ".repeat(length), Encoding::Utf8 { bom: false })
    }

    /// Takes note that a document could not be checked in full, and that this program is to blame.
    pub(crate) fn fault(&self, id: SourceId, what: &str) {
        let message = format!("{what}; this is a fault of factlint, please report it with the text");
        self.faulty.store(true, Ordering::Relaxed);
        // one of several, the same whatever the threads did
        let mut troubles = self.troubles.lock().unwrap_or_else(PoisonError::into_inner);
        let told = troubles.entry(id).or_insert_with(|| message.clone());
        if message < *told {
            *told = message;
        }
    }

    /// Whether this program failed anywhere.
    pub(crate) fn has_faults(&self) -> bool {
        self.faulty.load(Ordering::Relaxed)
    }

    fn trouble(&self, id: SourceId, message: &str) {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner).insert(id, message.to_owned());
    }
}

/// By what a document's bytes are known again: XXH3, 128 bits, which no two documents have in common by chance.
pub(crate) fn hash(bytes: &[u8]) -> [u8; 16] {
    xxh3_128(bytes).to_le_bytes()
}
