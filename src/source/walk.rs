//! Paths -> files to read: what is named is read, what lies below a named folder is read when it is a document.

use std::ffi::{OsStr, OsString};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc;

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;

use super::Formats;
use super::archive::kind;

/// Endings of the files that a folder is searched for. A file named outright is read whatever it is called.
pub const DOCUMENTS: &[&str] = &["txt", "text", "md", "markdown", "mdown", "mkd"];

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As given or found below what was given, with forward slashes.
    pub shown: String,
    pub path: PathBuf,
}

impl Found {
    /// A file that lies at `path`, without the `./` that it has below the working directory.
    pub(super) fn new(path: &Path) -> Self {
        // mostly it is told by its first two characters: to look at the parts of a path takes several times as long
        let path = match path.to_str().map(|text| text.strip_prefix("./").unwrap_or(text)) {
            Some(text) if !text.starts_with(['.', '/']) => Path::new(text),
            _ => path.strip_prefix(".").unwrap_or(path),
        };
        Self { shown: shown(path), path: path.to_path_buf() }
    }
}

/// What a search turned up.
#[derive(Debug, Default)]
pub struct Walk {
    /// In the order of their paths, each file once.
    pub files: Vec<Found>,
    /// Paths that do not exist or can't be listed, with the reason.
    pub problems: Vec<(String, String)>,
}

/// Finds the documents at and below `paths`, honouring `.gitignore` and `.ignore` files, hidden files left out.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Walk {
    find_as(paths, &Formats::default())
}

/// The same, with archives in folders where they are looked for.
pub(super) fn find_as(paths: &[PathBuf], formats: &Formats) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        if path.is_dir() {
            walk.folder(path, formats);
        } else {
            walk.files.push(Found::new(path));
        }
    }
    walk.files.par_sort_unstable();
    // one folder holds no file twice
    if paths.len() > 1 {
        let mut places = Places::default();
        let mut seen = rustc_hash::FxHashSet::default();
        walk.files.retain(|file| seen.insert(places.real(&file.path)));
    }
    walk.problems.sort();
    walk
}

/// Where files are without links in their paths: each folder is asked for once.
#[derive(Debug, Default)]
pub(super) struct Places {
    folders: FxHashMap<OsString, Option<PathBuf>>,
}

impl Places {
    /// The full path of a file, whose own name may be a link.
    pub fn full(&mut self, path: &Path) -> PathBuf {
        let Some((folder, name)) = parted(path) else { return path.to_path_buf() };
        if !self.folders.contains_key(folder) {
            self.folders.insert(folder.into(), std::fs::canonicalize(folder).ok());
        }
        let Some(Some(folder)) = self.folders.get(folder) else { return path.to_path_buf() };
        let mut full = PathBuf::with_capacity(folder.as_os_str().len() + 1 + name.len());
        full.push(folder);
        full.push(name);
        full
    }

    /// The file that a path leads to.
    fn real(&mut self, path: &Path) -> PathBuf {
        let is_link = std::fs::symlink_metadata(path).is_ok_and(|file| file.is_symlink());
        if is_link && let Ok(real) = std::fs::canonicalize(path) { real } else { self.full(path) }
    }
}

/// A path's folder and its last part; `None` where that names no file. Most paths are cut where they are read: to look at
/// their parts one by one takes several times as long.
fn parted(path: &Path) -> Option<(&OsStr, &OsStr)> {
    let cut = path.to_str().and_then(|text| text.rsplit_once(MAIN_SEPARATOR));
    if let Some((folder, name)) = cut
        && !(folder.is_empty() || matches!(name, "" | "." | ".."))
    {
        return Some((folder.as_ref(), name.as_ref()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some((folder.as_os_str(), path.file_name()?))
}

/// Entries of folders that one thread lists: with fewer, several only wait for each other.
const FEW: usize = 2000;

/// A document, what can't be listed, or nothing of interest.
type Listed = Option<Result<Found, String>>;

impl Walk {
    fn folder(&mut self, root: &Path, formats: &Formats) {
        let mut walk = WalkBuilder::new(root);
        walk.require_git(false);
        let listed = |entry: Result<DirEntry, ignore::Error>| -> Listed {
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    (is_file && is_document(entry.path(), formats)).then(|| Ok(Found::new(entry.path())))
                }
                Err(error) => Some(Err(error.to_string())),
            }
        };
        let mut entries = walk.build().map(listed);
        let few: Vec<Listed> = entries.by_ref().take(FEW).collect();
        if few.len() < FEW {
            self.take(root, few.into_iter().flatten());
        } else {
            self.take(root, several_at_a_time(&mut walk, &listed));
        }
    }

    fn take(&mut self, root: &Path, listed: impl Iterator<Item = Result<Found, String>>) {
        for one in listed {
            match one {
                Ok(file) => self.files.push(file),
                Err(error) => self.problems.push((shown(root), error)),
            }
        }
    }
}

/// Lists several folders at a time, in whatever order.
fn several_at_a_time(
    walk: &mut WalkBuilder,
    listed: &(dyn Fn(Result<DirEntry, ignore::Error>) -> Listed + Sync),
) -> impl Iterator<Item = Result<Found, String>> + use<> {
    let (tell, told) = mpsc::channel();
    walk.threads(rayon::current_num_threads()).build_parallel().run(|| {
        let tell = tell.clone();
        Box::new(move |entry| {
            // whoever is told waits until all is listed
            match listed(entry).map_or(Ok(()), |one| tell.send(one)) {
                Ok(()) => WalkState::Continue,
                Err(_) => WalkState::Quit,
            }
        })
    });
    drop(tell);
    told.into_iter()
}

pub(super) fn is_document(path: &Path, formats: &Formats) -> bool {
    let ending = || path.extension().and_then(|ending| ending.to_str());
    path.to_str().is_some_and(ends_as_document)
        || ending().is_some_and(is_of_documents)
        || kind(path).is_some_and(|(shape, _)| formats.of(shape).in_folders)
}

/// Whether a path ends as those of documents do, at a glance: where it does not, its parts have to tell.
pub(super) fn ends_as_document(path: &str) -> bool {
    let cut = path.rsplit_once('.');
    cut.is_some_and(|(before, ending)| is_of_documents(ending) && before.ends_with(|c: char| c.is_alphanumeric()))
}

fn is_of_documents(ending: &str) -> bool {
    DOCUMENTS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

pub(super) fn shown(path: &Path) -> String {
    // mostly as it is
    if let Some(path) = path.to_str().filter(|path| !path.starts_with('.') && !path.contains('\\')) {
        return path.to_owned();
    }
    let path = path.to_string_lossy().replace('\\', "/");
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_glance_at_a_path_tells_what_its_parts_do() {
        let slow = |path: &Path| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            path.file_name().map(|name| (folder.join(name), name.to_owned()))
        };
        for path in ["a.txt", "/a.txt", "news/a.txt", "./news/b", "news/", "news/.", "..", "a/..", "a//b.txt", "é/ü.md"]
        {
            let path = Path::new(path);
            let quick = parted(path).map(|(folder, name)| (Path::new(folder).join(name), name.to_owned()));
            assert_eq!(quick, slow(path), "{}", path.display());
        }
        for path in
            ["a.txt", "a.TXT", "news/a.b.md", ".txt", "news/.txt", "a.txt/b", "a..txt", "a.csv", "txt", "a.txt/"]
        {
            let ending = Path::new(path).extension().and_then(OsStr::to_str);
            assert!(!ends_as_document(path) || ending.is_some_and(is_of_documents), "{path}");
        }
        assert!(ends_as_document("news/a.txt"));
        for (path, wanted) in [("./a.txt", "a.txt"), ("../a.txt", "../a.txt"), (".a/b", ".a/b"), ("a/b.txt", "a/b.txt")]
        {
            assert_eq!(Found::new(Path::new(path)).shown, wanted);
        }
    }

    #[test]
    fn few_and_many_files_are_found_in_the_order_of_their_paths() {
        let root = tempfile::tempdir().expect("a folder");
        for (count, folders) in [(7, 3), (FEW + 50, 9)] {
            let top = root.path().join(count.to_string());
            for number in 0..count {
                let folder = top.join(format!("f{}", number % folders));
                fs::create_dir_all(&folder).expect("a folder");
                fs::write(folder.join(format!("{number}.txt")), "").expect("a file");
            }
            fs::write(top.join("f0/left-out.txt"), "").expect("a file");
            fs::write(top.join("f0/picture.png"), "").expect("a file");
            fs::write(top.join("f0/.gitignore"), "left-*\n").expect("a file");
            let walk = find(std::slice::from_ref(&top));
            assert_eq!((walk.files.len(), walk.problems.len()), (count, 0));
            assert!(walk.files.is_sorted());
            // named twice, found once
            let again = find(&[top.clone(), top.join("f1")]);
            assert_eq!(again.files, walk.files);
        }
    }
}
