//! Documents of a run x cache -> which of them need not be read: those whose files, or bytes, are what they were.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Cache;
use super::base::Outcome;
use super::entry::{Entry, Hash, Place, Stat, hash_of_path};
use super::folder::Folder;
use super::index::Index;
use super::segment::{Foot, Segment, Writer, damaged};
use crate::source::{Seen, SourceId, Sources};
use crate::store::record::Record;

/// A place in the base that a delta speaks of: the rest is the number of the base's entry.
const IN_BASE: u64 = 1 << 63;

/// Shows the record of a document, which is read into a buffer where it is not in memory.
type See<'f> = dyn Fn(SourceId, &mut Vec<u8>, &mut dyn FnMut(Record<'_>)) -> io::Result<()> + 'f;

/// Where a document's record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// An entry of the base.
    Base(usize),
    /// In one of the deltas.
    Delta(usize, Place),
}

/// A document of the run.
#[derive(Debug)]
struct Document {
    path: Hash,
    stat: Stat,
    /// What the cache has under its path.
    kept: Option<(Entry, Origin)>,
    /// The entry of the base under its path.
    in_base: Option<usize>,
    /// Whether what is kept is what the document is.
    same: bool,
    /// Whether its record has been found to be whole.
    whole: AtomicBool,
}

/// What the cache knows of a run's documents.
#[derive(Debug)]
pub struct Known {
    folder: Folder,
    base: Option<Segment>,
    deltas: Vec<Segment>,
    files: Vec<(u64, PathBuf)>,
    /// The latest entry of each path in the deltas.
    latest: FxHashMap<Hash, (Entry, Origin)>,
    documents: Vec<Document>,
    /// The document that each entry of the base is.
    held: Vec<Option<SourceId>>,
}

impl Known {
    /// Opens a cache for the documents of a run.
    ///
    /// # Errors
    /// When it can't be read, or is damaged.
    pub fn open(cache: &Cache, sources: &Sources) -> io::Result<Self> {
        let folder = cache.folder.clone();
        let base = Segment::open(&folder.base())?;
        let files = base.as_ref().map_or(Vec::new(), |base| folder.deltas(base.foot.base));
        let mut deltas = Vec::new();
        for (_, path) in &files {
            // one that is gone is part of one that was written since
            deltas.extend(
                Segment::open(path)?
                    .filter(|delta| base.as_ref().is_some_and(|base| base.foot.base == delta.foot.base)),
            );
        }
        let held = vec![None; base.as_ref().map_or(0, |base| base.entries.len())];
        let mut known = Self { folder, base, deltas, files, latest: FxHashMap::default(), documents: Vec::new(), held };
        known.read_deltas()?;
        known.find(sources, cache.doubt);
        Ok(known)
    }

    fn read_deltas(&mut self) -> io::Result<()> {
        for (at, delta) in self.deltas.iter().enumerate() {
            for entry in &delta.entries {
                let origin = if entry.record.offset & IN_BASE == 0 {
                    Origin::Delta(at, entry.record)
                } else {
                    let index = usize::try_from(entry.record.offset & !IN_BASE).map_err(|_| damaged())?;
                    if index >= self.held.len() {
                        return Err(damaged());
                    }
                    Origin::Base(index)
                };
                self.latest.insert(entry.path, (*entry, origin));
            }
        }
        Ok(())
    }

    /// Looks up each document by its path, and asks the system whether its file is what it was.
    fn find(&mut self, sources: &Sources, doubt: Duration) {
        let now = SystemTime::now();
        let ids: Vec<SourceId> = sources.ids().collect();
        let facts = |&id: &SourceId| {
            // a record of an archive is known by its line, and read to see whether it is what it was
            let path = sources.name(id);
            let stat = if sources.is_file(id) { Stat::of(Path::new(&path), now, doubt) } else { Stat::DOUBTFUL };
            (hash_of_path(&path), stat)
        };
        let facts: Vec<(Hash, Stat)> = ids.par_iter().with_min_len(64).map(facts).collect();
        let entries = self.base.as_ref().map_or(&[][..], |base| &base.entries);
        let mut by_path: Option<FxHashMap<Hash, usize>> = None;
        let (mut next, mut taken) = (0, vec![false; entries.len()]);
        for (path, stat) in facts {
            // mostly the same documents in the same order
            let in_base = match entries.get(next) {
                Some(entry) if entry.path == path => Some(next),
                _ => {
                    let all = || entries.iter().enumerate().map(|(at, entry)| (entry.path, at)).collect();
                    by_path.get_or_insert_with(all).get(&path).copied()
                }
            };
            next = in_base.map_or(next, |at| at + 1);
            // of two documents that are called the same the first is the one that is kept
            let in_base = in_base.filter(|&at| !std::mem::replace(&mut taken[at], true));
            let kept = self.latest.get(&path).copied();
            let kept = kept.or_else(|| in_base.map(|at| (entries[at], Origin::Base(at))));
            let same = kept.is_some_and(|(entry, _)| !stat.is_doubtful() && entry.stat == stat);
            self.documents.push(Document { path, stat, kept, in_base, same, whole: AtomicBool::new(false) });
        }
    }

    /// The documents that are what they were by what the system says of their files, with what was seen in them.
    pub fn certain(&self) -> impl Iterator<Item = (SourceId, Seen)> + '_ {
        self.each().filter(|(_, document)| document.same).filter_map(|(id, one)| Some((id, one.kept?.0.seen)))
    }

    /// The documents that have to be read.
    pub fn unsure(&self) -> Vec<SourceId> {
        self.each().filter(|(_, document)| !document.same).map(|(id, _)| id).collect()
    }

    /// Whether a document that was read is what it was.
    pub fn is_as_kept(&self, id: SourceId, sources: &Sources) -> bool {
        let kept = self.document(id).kept;
        kept.is_some_and(|(entry, _)| sources.seen(id) == Some(entry.seen))
    }

    /// Takes note of what reading the unsure documents came to.
    pub fn settle(&mut self, sources: &Sources) {
        for id in self.unsure() {
            self.documents[id.0 as usize].same = self.is_as_kept(id, sources);
        }
        let documents = self.documents.iter().enumerate().filter(|(_, document)| document.same);
        for (at, document) in documents {
            if let Some((_, Origin::Base(index))) = document.kept {
                self.held[index] = Some(SourceId(u32::try_from(at).expect("documents have ids of 32 bits")));
            }
        }
    }

    /// The base, if its documents were compared and few of the run are others: what is left is to compare those.
    pub fn near_base(&self) -> Option<Near<'_>> {
        let base = self.base.as_ref().filter(|base| base.foot.compared)?;
        let mut gone: BTreeSet<usize> = (0..self.held.len()).filter(|&at| self.held[at].is_none()).collect();
        let is_in_base = |document: &Document| document.same && matches!(document.kept, Some((_, Origin::Base(_))));
        let others: Vec<(SourceId, Option<usize>)> =
            self.each().filter(|(_, one)| !is_in_base(one)).map(|(id, one)| (id, one.in_base)).collect();
        let few = 64 + self.documents.len() / 500;
        if gone.len() + others.len() > few {
            return None;
        }
        let others = others.into_iter().map(|(id, before)| (id, before.filter(|at| gone.remove(at)))).collect();
        Some(Near { known: self, base, gone, others })
    }

    /// Whether a base of this run's documents is of more use than the one that is there.
    pub fn wants_base(&self) -> bool {
        let held = self.held.iter().flatten().count();
        self.documents.len() >= self.held.len() || held * 2 >= self.held.len()
    }

    /// Hands a document's kept record to `see`; nothing happens where none is kept.
    ///
    /// # Errors
    /// When it can't be read, or is damaged.
    pub fn see(&self, id: SourceId, buffer: &mut Vec<u8>, see: &mut dyn FnMut(Record<'_>)) -> io::Result<()> {
        let document = self.document(id);
        let Some((_, origin)) = document.kept.filter(|_| document.same) else { return Ok(()) };
        let (segment, place) = match origin {
            Origin::Delta(at, place) => (&self.deltas[at], place),
            Origin::Base(at) => {
                let base = self.base.as_ref().ok_or_else(damaged)?;
                (base, base.entries[at].record)
            }
        };
        if place.length > 0 {
            // it stands under many keys, and is read once for each
            if document.whole.load(Ordering::Relaxed) {
                segment.record_again(place, buffer)?;
            } else {
                segment.record(place, buffer)?;
                document.whole.store(true, Ordering::Relaxed);
            }
            see(Record::new(buffer).ok_or_else(damaged)?);
        }
        Ok(())
    }

    /// What is to be kept of a document, but for its record; `None` where it could not be read.
    pub fn entry(&self, id: SourceId, sources: &Sources) -> Option<Entry> {
        let document = self.document(id);
        let seen = sources.seen(id).filter(|seen| *seen != Seen::Unreadable)?;
        Some(Entry { path: document.path, stat: document.stat, seen, record: Place::default() })
    }

    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Removes the deltas that were read, whose documents are in what was written since.
    pub(super) fn forget_deltas(&self) {
        self.folder.forget(&self.files);
    }

    /// Writes down what was read and is not in the base, if there is anything new. `record` hands over a new record.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn save_delta(&self, sources: &Sources, see: &See<'_>) -> io::Result<()> {
        let Some(base) = &self.base else { return Ok(()) };
        let is_new = |(id, one): (SourceId, &Document)| {
            let refreshed = !one.stat.is_doubtful() && one.kept.is_some_and(|(entry, _)| entry.stat != one.stat);
            (!one.same || refreshed) && self.entry(id, sources).is_some()
        };
        if !self.each().any(is_new) {
            return Ok(());
        }
        let mut writer = Writer::new(self.folder.make()?)?;
        let (mut entries, mut buffer) = (Vec::new(), Vec::new());
        let mut met: rustc_hash::FxHashSet<Hash> = rustc_hash::FxHashSet::default();
        for (id, document) in self.each() {
            met.insert(document.path);
            let in_base = document.kept.filter(|_| document.same).and_then(|(_, origin)| match origin {
                Origin::Base(at) => Some(at),
                Origin::Delta(..) => None,
            });
            let unchanged = in_base.is_some_and(|at| base.entries[at].stat == document.stat);
            let Some(mut entry) = self.entry(id, sources).filter(|_| !unchanged) else { continue };
            match in_base {
                Some(at) => entry.record.offset = IN_BASE | at as u64,
                None => {
                    let mut place = Ok(Place::default());
                    see(id, &mut buffer, &mut |record| place = writer.record(record.bytes()))?;
                    entry.record = place?;
                }
            }
            entries.push(entry);
        }
        self.carry(&met, &mut entries, &mut writer)?;
        let table = writer.table(&entries)?;
        let foot = Foot { base: base.foot.base, table, ..Foot::default() };
        let number = self.files.last().map_or(1, |(number, _)| number + 1);
        let name = self.folder.delta(base.foot.base, number, &writer.suffix());
        writer.finish(foot, &name)?;
        self.forget_deltas();
        Ok(())
    }

    /// Takes over what earlier deltas know of documents that are not in this run.
    fn carry(
        &self,
        met: &rustc_hash::FxHashSet<Hash>,
        entries: &mut Vec<Entry>,
        writer: &mut Writer,
    ) -> io::Result<()> {
        let mut others: Vec<&(Entry, Origin)> =
            self.latest.values().filter(|(entry, _)| !met.contains(&entry.path)).collect();
        others.sort_by_key(|(entry, _)| entry.path);
        let mut buffer = Vec::new();
        for &&(mut entry, origin) in &others {
            // a document that is no text has no record
            if let Origin::Delta(at, place) = origin
                && place.length > 0
            {
                self.deltas[at].record(place, &mut buffer)?;
                entry.record = writer.record(&buffer)?;
            }
            entries.push(entry);
        }
        Ok(())
    }

    fn document(&self, id: SourceId) -> &Document {
        &self.documents[id.0 as usize]
    }

    fn each(&self) -> impl Iterator<Item = (SourceId, &Document)> + '_ {
        self.documents
            .iter()
            .enumerate()
            .map(|(at, document)| (SourceId(u32::try_from(at).expect("documents have ids of 32 bits")), document))
    }
}

/// A base whose documents are nearly those of the run.
pub struct Near<'k> {
    known: &'k Known,
    base: &'k Segment,
    /// Entries of the base that are no documents of the run any more.
    gone: BTreeSet<usize>,
    /// Documents of the run that are not in the base as they are now, with the entry of what they were.
    others: Vec<(SourceId, Option<usize>)>,
}

impl<'k> Near<'k> {
    /// What an entry of the base is in this run.
    pub fn held(&self, of_base: SourceId) -> Option<SourceId> {
        self.known.held.get(of_base.0 as usize).copied().flatten()
    }

    /// Hands over the records of documents that are gone.
    pub fn gone(&self, mut see: impl FnMut(Record<'_>)) -> io::Result<()> {
        self.gone.iter().try_for_each(|&at| self.of_base(at, &mut see))
    }

    /// Documents of the run that are not in the base as they are now.
    pub fn others(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.others.iter().map(|&(id, _)| id)
    }

    /// Hands over what such a document was; nothing happens where it was not there, or was no text.
    pub fn before(&self, id: SourceId, see: impl FnMut(Record<'_>)) -> io::Result<()> {
        let at = self.others.binary_search_by_key(&id, |&(id, _)| id).ok().and_then(|at| self.others[at].1);
        at.map_or(Ok(()), |at| self.of_base(at, see))
    }

    fn of_base(&self, at: usize, mut see: impl FnMut(Record<'_>)) -> io::Result<()> {
        let place = self.base.entries[at].record;
        if place.length > 0 {
            let mut buffer = Vec::new();
            self.base.record(place, &mut buffer)?;
            see(Record::new(&buffer).ok_or_else(damaged)?);
        }
        Ok(())
    }

    pub fn index(&self) -> io::Result<Index<'k>> {
        Index::new(self.base)
    }

    /// What the comparison of the base's documents came to.
    pub fn outcome(&self) -> io::Result<Outcome> {
        let bytes = self.base.section(self.base.foot.found)?;
        postcard::from_bytes(&bytes).map_err(|_| damaged())
    }
}
