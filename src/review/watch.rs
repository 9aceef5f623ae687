//! Changes of the files under review, seen by looking at their times and sizes every half second: that works on every
//! file system, also on those of other machines, and has no limit on the number of files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use super::session::Session;
use crate::source::find;

/// How often to look, where looking takes no time to speak of.
const OFTEN: Duration = Duration::from_millis(500);
/// How often at least, however long looking takes.
const SELDOM: Duration = Duration::from_secs(10);
/// The part of the time that is spent on looking, at most: one in this many.
const PART: u32 = 20;

/// What files are like: when they changed and how long they are, or that they are not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

impl Stamp {
    /// The documents at and below paths, the ignore files beside and above them, and some other files.
    #[must_use]
    pub fn of(paths: &[PathBuf], others: impl IntoIterator<Item = PathBuf>) -> Self {
        let documents: Vec<PathBuf> = find(paths).files.into_iter().map(|file| file.path).collect();
        let folders: BTreeSet<&Path> = documents.iter().flat_map(|path| path.ancestors().skip(1)).collect();
        let ignores: Vec<PathBuf> = folders.into_iter().map(|folder| folder.join(".factlint-ignore")).collect();
        let files = documents.into_iter().chain(ignores).chain(others);
        Self(files.map(|path| (stamp(&path), path)).map(|(stamp, path)| (path, stamp)).collect())
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Checks again whenever files changed or somebody asks for it, until nobody can ask any more.
/// `last` is what the files were like before they were read for the first time.
pub fn watch(session: &Arc<Session>, mut last: Stamp, wake: &Receiver<()>) {
    let mut pause = OFTEN;
    loop {
        let woken = match wake.recv_timeout(pause) {
            Ok(()) => true,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let start = Instant::now();
        let now = session.subject().stamp();
        pause = (start.elapsed() * PART).clamp(OFTEN, SELDOM);
        if woken || now != last || session.baseline_changed() {
            last = now;
            session.refresh();
        }
    }
}
