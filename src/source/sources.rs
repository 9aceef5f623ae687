//! The documents of a run by id: where each is to be found, what its first reading found, and its text for whoever asks.
//!
//! Nothing holds all texts at once. What was read first is what the findings speak of: a document that is something else
//! when it is read again is [`Unread::Changed`], and its places are not looked up in the new text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::load::{Problem, reason};
use super::paths::Paths;
use super::shelf::Shelf;
use super::{Encoding, Source, SourceId, decode, offset};

/// Documents that are read before anything is done with what was made of them.
const BATCH: usize = 4096;

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
    /// The first 128 bits of BLAKE3 over its bytes, and the length of its text.
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
    Bytes(Vec<u8>),
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
    paths: Paths,
    given: BTreeMap<u32, Given>,
    seen: Vec<OnceLock<Seen>>,
    asides: Vec<Arc<Source>>,
    shelf: Shelf,
    troubles: Mutex<BTreeMap<SourceId, String>>,
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

    /// Adds a document. They come in the order of their paths.
    pub(super) fn push(&mut self, path: &str, given: Option<Given>) {
        let id = offset(self.paths.len());
        self.paths.push(path);
        let seen = OnceLock::new();
        if let Some(Given::Read(source)) = &given {
            let (length, encoding) = (offset(source.text.len()), source.encoding);
            let _ = seen.set(Seen::Text { hash: hash(source.text.as_bytes()), length, encoding });
        }
        self.seen.push(seen);
        self.given.extend(given.map(|given| (id, given)));
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

    /// The path of a source as it is shown. Nothing is read for it.
    #[must_use]
    pub fn path(&self, id: SourceId) -> String {
        match self.aside(id) {
            Some(aside) => aside.path.clone(),
            None => self.paths.get(id.0 as usize),
        }
    }

    /// The first 128 bits of BLAKE3 over a document's bytes, once it has been read.
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
        !self.given.contains_key(&id.0)
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
        if self.aside(id).is_none() && !matches!(self.given.get(&id.0), Some(Given::Read(_))) {
            self.shelf.put(&source);
        }
        source
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When it has no text, or not the one that was read first.
    pub fn load(&self, id: SourceId) -> Result<Arc<Source>, Unread> {
        if let Some(aside) = self.aside(id) {
            return Ok(Arc::clone(aside));
        }
        let index = id.0 as usize;
        match (self.given.get(&id.0), self.seen[index].get()) {
            (Some(Given::Read(source)), _) => return Ok(Arc::clone(source)),
            (_, Some(Seen::NotText)) => return Err(Unread::NotText),
            (_, Some(Seen::Unreadable)) => return Err(Unread::Unreadable),
            _ => {}
        }
        if let Some(source) = self.shelf.get(id) {
            return Ok(source);
        }
        let (now, text) = self.decoded(id);
        let first = *self.seen[index].get_or_init(|| now);
        match (text, now) {
            _ if first != now => {
                self.trouble(id, "changed while it was read: what was found in it is left out".to_owned());
                Err(Unread::Changed)
            }
            (Some(text), Seen::Text { encoding, .. }) => {
                let source = Arc::new(Source::new(id, self.path(id), text, encoding));
                self.shelf.offer(&source);
                Ok(source)
            }
            (_, Seen::NotText) => Err(Unread::NotText),
            _ => Err(Unread::Unreadable),
        }
    }

    /// Reads documents, several at a time: `each` makes something of one, `take` gets what was made of a batch of them,
    /// in the order of `ids`. Documents without a text are passed over.
    pub fn read_each<T: Send>(
        &self,
        ids: &[SourceId],
        watch: &dyn Watch,
        each: impl Fn(&Source) -> T + Sync,
        mut take: impl FnMut(Vec<T>),
    ) {
        for batch in ids.chunks(BATCH) {
            let one = |&id: &SourceId| {
                if watch.stopped() {
                    return None;
                }
                let made = self.load(id).ok().map(|source| each(&source));
                watch.done(id);
                made
            };
            let made: Vec<Option<T>> = batch.par_iter().map(one).collect();
            take(made.into_iter().flatten().collect());
        }
    }

    /// What could not be read, in order.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let troubles = self.troubles.lock().unwrap_or_else(PoisonError::into_inner);
        let mut problems: Vec<Problem> =
            troubles.iter().map(|(&id, message)| Problem { path: self.path(id), message: message.clone() }).collect();
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

    fn bytes(&self, id: SourceId) -> std::io::Result<Vec<u8>> {
        match self.given.get(&id.0) {
            Some(Given::Bytes(bytes)) => Ok(bytes.clone()),
            Some(Given::File(path)) => std::fs::read(path),
            Some(Given::Read(source)) => Ok(source.text.clone().into_bytes()),
            None => std::fs::read(self.path(id)),
        }
    }

    fn decoded(&self, id: SourceId) -> (Seen, Option<String>) {
        let unreadable = |message: String| {
            self.trouble(id, message);
            (Seen::Unreadable, None)
        };
        let bytes = match self.bytes(id) {
            Err(error) => return unreadable(reason(&error)),
            Ok(bytes) if u32::try_from(bytes.len()).is_err() => return unreadable("is larger than 4 GiB".to_owned()),
            Ok(bytes) => bytes,
        };
        let hash = hash(&bytes);
        match decode(bytes) {
            Err(_) => (Seen::NotText, None),
            Ok((text, encoding)) => match u32::try_from(text.len()) {
                Err(_) => unreadable("is larger than 4 GiB once decoded".to_owned()),
                Ok(length) => (Seen::Text { hash, length, encoding }, Some(text)),
            },
        }
    }

    fn blank(&self, id: SourceId) -> Source {
        let length = match self.seen[id.0 as usize].get() {
            Some(Seen::Text { length, .. }) => *length as usize,
            _ => 0,
        };
        Source::new(id, self.path(id), " ".repeat(length), Encoding::Utf8 { bom: false })
    }

    fn trouble(&self, id: SourceId, message: String) {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner).insert(id, message);
    }
}

fn hash(bytes: &[u8]) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    first
}
