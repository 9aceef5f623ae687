//! The folder of a cache: one folder inside it for each set of rules and options, marked so that backups and git pass
//! over all of it.
//!
//! Nothing is ever changed in place. Segments appear whole under their names, so that several programs may use one
//! cache at a time without waiting for each other: the last one to write a base is the one that is read next.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::entry::Hash;
use super::segment::UNFINISHED;

const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of factlint: what it read of documents, to be quick the next time.
# It may be deleted at any time; `factlint clean` does.
# For information about cache directory tags see https://bford.info/cachedir/
";
const IGNORE: &str = ".gitignore";
const BASE: &str = "base";
const DELTA: &str = "delta-";

/// How many sets of rules and options are kept.
const PROFILES: usize = 4;

/// What was not finished after so long never will be.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// Where one set of rules and options has its segments.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    profile: PathBuf,
}

impl Folder {
    #[must_use]
    pub fn new(root: &Path, profile: Hash) -> Self {
        let name: String = profile.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { root: root.to_path_buf(), profile: root.join(name) }
    }

    pub fn base(&self) -> PathBuf {
        self.profile.join(BASE)
    }

    /// The name of a delta of a base, with what tells it from others that were begun at the same time.
    pub fn delta(&self, base: u64, number: u64, suffix: &str) -> PathBuf {
        self.profile.join(format!("{DELTA}{base:016x}-{number:010}-{suffix}"))
    }

    /// The deltas of a base with their numbers, the oldest first.
    pub fn deltas(&self, base: u64) -> Vec<(u64, PathBuf)> {
        let of_base = format!("{DELTA}{base:016x}-");
        let number = |name: &str| name.strip_prefix(&of_base)?.split('-').next()?.parse().ok();
        let mut found: Vec<(u64, PathBuf)> = names(&self.profile)
            .into_iter()
            .filter_map(|name| Some((number(&name)?, self.profile.join(&name))))
            .collect();
        found.sort();
        found
    }

    /// Makes the folder; the path in which segments are begun.
    ///
    /// # Errors
    /// When it can't be made, or is a folder of something else.
    pub fn make(&self) -> io::Result<&Path> {
        if !self.profile.is_dir() {
            let foreign = !is_ours(&self.root) && !names(&self.root).is_empty();
            if foreign {
                return Err(io::Error::other("it holds other things and is no cache of factlint"));
            }
            fs::create_dir_all(&self.profile)?;
        }
        if !is_ours(&self.root) {
            fs::write(self.root.join(IGNORE), "*\n")?;
            fs::write(self.root.join(TAG), TAG_TEXT)?;
        }
        Ok(&self.profile)
    }

    /// Removes deltas that are part of what was written since.
    pub fn forget(&self, deltas: &[(u64, PathBuf)]) {
        // one that is left is read once more, or passed over
        deltas.iter().for_each(|(_, path)| _ = fs::remove_file(path));
    }

    /// Removes what no program will read again: segments that were never finished, deltas of other bases, the profiles
    /// that were longest not written.
    pub fn tidy(&self, base: u64) {
        let of_base = format!("{DELTA}{base:016x}-");
        for name in names(&self.profile) {
            let path = self.profile.join(&name);
            let is_stray = name.starts_with(DELTA) && !name.starts_with(&of_base);
            if is_stray || (name.starts_with(UNFINISHED) && age(&path).is_some_and(|age| age > ABANDONED)) {
                let _ = fs::remove_file(path);
            }
        }
        let mut profiles: Vec<(Option<Duration>, PathBuf)> =
            self.profiles().into_iter().map(|path| (age(&path.join(BASE)), path)).collect();
        profiles.sort();
        for (_, path) in profiles.iter().skip(PROFILES).filter(|(_, path)| *path != self.profile) {
            let _ = fs::remove_dir_all(path);
        }
    }

    /// Throws away what is there of these rules and options.
    pub fn discard(&self) {
        let _ = fs::remove_dir_all(&self.profile);
    }

    fn profiles(&self) -> Vec<PathBuf> {
        let is_profile = |name: &String| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        names(&self.root).into_iter().filter(is_profile).map(|name| self.root.join(name)).collect()
    }
}

/// Removes a cache. Whether there was one.
///
/// # Errors
/// When the folder is none of factlint's, or can't be removed.
pub fn clean(root: &Path) -> io::Result<bool> {
    if !root.is_dir() {
        return Ok(false);
    }
    if !is_ours(root) {
        return Err(io::Error::other("it is no cache of factlint"));
    }
    for profile in (Folder { root: root.to_path_buf(), profile: PathBuf::new() }).profiles() {
        fs::remove_dir_all(profile)?;
    }
    fs::remove_file(root.join(IGNORE)).or_else(absent)?;
    fs::remove_file(root.join(TAG))?;
    // somebody may have put something else there
    let _ = fs::remove_dir(root);
    Ok(true)
}

fn absent(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

/// Whether a folder is a cache of factlint.
fn is_ours(root: &Path) -> bool {
    fs::read_to_string(root.join(TAG)).is_ok_and(|text| text == TAG_TEXT)
}

fn age(path: &Path) -> Option<Duration> {
    SystemTime::now().duration_since(fs::metadata(path).ok()?.modified().ok()?).ok()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_is_made_and_cleaned_and_nothing_else_is() {
        let above = tempfile::tempdir().expect("a folder");
        let root = above.path().join("cache");
        assert!(!clean(&root).expect("nothing there"));
        let folder = Folder::new(&root, [7; 16]);
        folder.make().expect("a folder");
        assert!(is_ours(&root));
        fs::write(folder.base(), "x").expect("a file");
        assert!(clean(&root).expect("removed") && !root.exists());

        fs::create_dir(&root).expect("a folder");
        fs::write(root.join("novel.txt"), "x").expect("a file");
        assert!(folder.make().is_err() && clean(&root).is_err());
        assert!(root.join("novel.txt").exists());
    }

    #[test]
    fn deltas_are_those_of_a_base_in_order() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(&root.path().join("c"), [7; 16]);
        folder.make().expect("a folder");
        for (base, number) in [(1, 10), (1, 9), (2, 1)] {
            fs::write(folder.delta(base, number, "x"), "x").expect("a file");
        }
        let numbers: Vec<u64> = folder.deltas(1).iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [9, 10]);
        folder.tidy(1);
        assert!(folder.deltas(2).is_empty());
    }
}
