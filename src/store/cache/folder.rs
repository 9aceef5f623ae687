//! The folder of a cache: one folder inside it for each set of rules and options, marked so that backups and git pass
//! over all of it.
//!
//! Nothing is ever changed in place. Segments appear whole under their names, so that several programs may use one
//! cache at a time without waiting for each other: the last one to write a base is the one that is read next.

use std::fs;
use std::io::{self, Write};
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
        if !is_ours(&self.root) {
            self.mark()?;
        }
        fs::create_dir_all(&self.profile)?;
        Ok(&self.profile)
    }

    /// Marks the folder as a cache before anything else is there. The mark appears whole, so that a program that looks
    /// at the same time, or after this one was killed, sees a cache or a folder that may become one.
    fn mark(&self) -> io::Result<()> {
        fs::create_dir_all(&self.root)?;
        if names(&self.root).iter().any(|name| !is_name_of_ours(name)) || has_other_tag(&self.root) {
            return Err(io::Error::other("it holds other things and is no cache of factlint"));
        }
        let mut tag = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.root)?;
        tag.write_all(TAG_TEXT.as_bytes())?;
        // others may do so in the same moment: each writes the same
        fs::write(self.root.join(IGNORE), "*\n")?;
        match tag.persist(self.root.join(TAG)) {
            Err(error) if !is_ours(&self.root) => Err(error.error),
            _ => Ok(()),
        }
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
        let names = names(&self.root).into_iter().filter(|name| is_profile(name));
        names.map(|name| self.root.join(name)).collect()
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
    for name in names(root).iter().filter(|name| name.starts_with(UNFINISHED)) {
        fs::remove_file(root.join(name)).or_else(absent)?;
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

/// Whether the folder is marked as a cache of something else. A mark that was cut short is ours.
fn has_other_tag(root: &Path) -> bool {
    fs::read(root.join(TAG)).is_ok_and(|text| !TAG_TEXT.as_bytes().starts_with(&text))
}

fn is_profile(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a program that was making the folder into a cache may have put this there.
fn is_name_of_ours(name: &str) -> bool {
    [TAG, IGNORE].contains(&name) || is_profile(name) || name.starts_with(UNFINISHED)
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
    fn a_cache_that_others_are_making_is_one() {
        for _ in 0..50 {
            let above = tempfile::tempdir().expect("a folder");
            let root = above.path().join("cache");
            let made = std::sync::Barrier::new(8);
            std::thread::scope(|scope| {
                for profile in 0..8 {
                    let (root, made) = (&root, &made);
                    scope.spawn(move || {
                        made.wait();
                        Folder::new(root, [profile; 16]).make().map(Path::to_owned).expect("a folder");
                    });
                }
            });
            assert_eq!(names(&root).len(), 8 + 2);
        }
    }

    #[test]
    fn what_was_half_made_is_made() {
        let above = tempfile::tempdir().expect("a folder");
        let root = above.path().join("cache");
        fs::create_dir(&root).expect("a folder");
        fs::write(root.join(UNFINISHED.to_owned() + "x"), "Sig").expect("a file");
        fs::write(root.join(IGNORE), "*\n").expect("a file");
        Folder::new(&root, [7; 16]).make().map(Path::to_owned).expect("a folder");
        assert!(is_ours(&root));
        fs::write(root.join(TAG), &TAG_TEXT[..20]).expect("a file");
        Folder::new(&root, [7; 16]).make().map(Path::to_owned).expect("a folder");
        assert!(is_ours(&root) && clean(&root).expect("removed") && !root.exists());

        fs::create_dir(&root).expect("a folder");
        fs::write(root.join(TAG), "Signature: 8a477f597d28d172789f06886806bc55\n# of a browser\n").expect("a file");
        assert!(Folder::new(&root, [8; 16]).make().is_err());
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
