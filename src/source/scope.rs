//! Which documents are read, and about which of them anything is reported: some files against a whole corpus.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use rustc_hash::{FxHashMap, FxHashSet};

use super::git::{Git, GitError, Index};
use super::load::{Loaded, Problem, absent, load_as, load_files};
use super::walk::{Found, Places, find_as, is_document};
use super::{Formats, SourceId};

/// What a run is about.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Files and folders, `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// Folders, files and globs that the documents are held against.
    pub corpus: Vec<PathBuf>,
    /// Of the documents at and below the paths, only those that git tells of are reported about.
    pub changed: Option<Changed>,
    /// How archives are read.
    pub formats: Formats,
}

/// Where git looks for changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// In the index, whose contents are read instead of the work tree's.
    Staged,
    /// Between a commit and the work tree.
    Since(String),
}

/// Documents, and those of them that are reported about.
#[derive(Debug, Default)]
pub struct Scoped {
    pub loaded: Loaded,
    /// Sorted; `None` for all.
    pub targets: Option<Vec<SourceId>>,
}

/// Why documents can't be read.
#[derive(Debug)]
pub enum ScopeError {
    /// Paths that lead nowhere.
    Absent(Vec<Problem>),
    Git(GitError),
    /// A glob that is none.
    Glob(String),
}

impl From<GitError> for ScopeError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl Scope {
    /// Reads the documents.
    ///
    /// # Errors
    /// When a path leads nowhere, a glob is none, or git can't tell.
    pub fn load(&self, stdin_name: &str) -> Result<Scoped, ScopeError> {
        if self.corpus.is_empty() && self.changed.is_none() {
            let loaded = load_as(&self.paths, stdin_name, &self.formats).map_err(ScopeError::Absent)?;
            return Ok(Scoped { loaded, targets: None });
        }
        let (stdin, paths): (Vec<_>, Vec<_>) = self.paths.iter().cloned().partition(|path| path == Path::new("-"));
        let mut files = Files { formats: self.formats.clone(), ..Files::default() };
        let changed = match &self.changed {
            None => None,
            Some(Changed::Staged) => {
                let git = Git::here()?;
                let (index, staged) = rayon::join(|| git.index(), || git.staged());
                files.stage(&git, index?)?;
                Some(staged?)
            }
            Some(Changed::Since(revision)) => Some(Git::here()?.changed_since(revision)?),
        };
        files.named(&paths)?;
        let stdin = (!stdin.is_empty()).then_some(stdin_name);
        let places = &mut files.places;
        let mut is_target =
            |file: &&Found| changed.as_ref().is_none_or(|changed| changed.contains(&places.full(&file.path)));
        let named = files.found.iter().filter(|file| is_target(file)).map(|file| file.shown.clone());
        let targets: Vec<String> = named.chain(stdin.map(str::to_owned)).collect();
        files.corpus(&self.corpus)?;
        files.leave_untracked();
        let Files { found, mut places, mut contents, problems, .. } = files;
        let names = names(contents.keys().map(PathBuf::as_path));
        let mut instead = |file: &Found| {
            let may_be = file.path.file_name().is_some_and(|name| names.contains(name));
            if may_be { contents.remove(&places.full(&file.path)) } else { None }
        };
        let found = found.into_iter().map(|file| (instead(&file), file)).map(|(contents, file)| (file, contents));
        let loaded = load_files(found, problems, stdin, &self.formats);
        let mut targets: Vec<SourceId> = targets.iter().flat_map(|path| loaded.sources.of_path(path)).collect();
        targets.sort_unstable();
        targets.dedup();
        Ok(Scoped { loaded, targets: Some(targets) })
    }
}

/// The files of a run, and what to read instead of some of them.
#[derive(Default)]
struct Files {
    found: Vec<Found>,
    /// The full paths of the first of those found, and how many they are.
    known: FxHashSet<OsString>,
    counted: usize,
    places: Places,
    contents: FxHashMap<PathBuf, Vec<u8>>,
    /// What is staged, where that is what counts.
    index: Option<Index>,
    problems: Vec<Problem>,
    formats: Formats,
}

impl Files {
    /// Files and folders as named. A file that is staged need not be in the work tree.
    fn named(&mut self, paths: &[PathBuf]) -> Result<(), ScopeError> {
        let there: Vec<PathBuf> =
            paths.iter().filter(|path| !self.contents.contains_key(&self.places.full(path))).cloned().collect();
        let absent: Vec<Problem> = there.iter().filter_map(|path| absent(path)).collect();
        if !absent.is_empty() {
            return Err(ScopeError::Absent(absent));
        }
        let gone = paths.iter().filter(|path| !there.contains(path));
        let gone: Vec<Found> = gone.map(|path| Found::new(path)).collect();
        self.add(gone);
        self.walk(&there);
        Ok(())
    }

    /// The documents of a corpus that are not named already.
    fn corpus(&mut self, patterns: &[PathBuf]) -> Result<(), ScopeError> {
        for pattern in patterns {
            if pattern.exists() {
                self.walk(std::slice::from_ref(pattern));
            } else {
                let found = matching(pattern)?;
                if found.is_empty() {
                    let path = pattern.to_string_lossy().replace('\\', "/");
                    self.problems.push(Problem::new(path, "no document of the corpus is there"));
                }
                self.add_walked(found);
            }
        }
        Ok(())
    }

    fn walk(&mut self, paths: &[PathBuf]) {
        let walk = find_as(paths, &self.formats);
        self.problems.extend(walk.problems.into_iter().map(|(path, message)| Problem::new(path, message)));
        self.add_walked(walk.files);
        let gone: Vec<Found> = paths.iter().flat_map(|path| self.gone(path)).collect();
        self.add(gone);
    }

    /// Documents below a folder that are staged, and gone from the work tree.
    fn gone(&self, folder: &Path) -> Vec<Found> {
        let Ok(top) = std::fs::canonicalize(folder) else { return Vec::new() };
        let gone = self.contents.keys().filter(|path| !path.exists() && is_document(path, &self.formats));
        let below = gone.filter_map(|path| Some(folder.join(path.strip_prefix(&top).ok()?)));
        let mut found: Vec<Found> = below.map(|path| Found::new(&path)).collect();
        found.sort();
        found
    }

    /// Adds files that are not there yet.
    fn add(&mut self, found: Vec<Found>) {
        if found.is_empty() {
            return;
        }
        self.count();
        for file in found {
            if self.known.insert(self.places.full(&file.path).into()) {
                self.found.push(file);
            }
        }
        self.counted = self.found.len();
    }

    /// The same with many files at a time, of which none is there twice but for those that were found before.
    fn add_walked(&mut self, mut found: Vec<Found>) {
        self.count();
        // hardly ever is there another of the name, and to ask after a full path is dear
        let names = names(self.known.iter().map(Path::new));
        found.retain(|file| {
            let may_be = file.path.file_name().is_some_and(|name| names.contains(name));
            !(may_be && self.known.contains(self.places.full(&file.path).as_os_str()))
        });
        self.found.append(&mut found);
    }

    /// Takes note of the full paths of what was found.
    fn count(&mut self) {
        for file in &self.found[self.counted..] {
            self.known.insert(self.places.full(&file.path).into());
        }
        self.counted = self.found.len();
    }

    /// Takes the staged contents of files that are something else in the work tree.
    fn stage(&mut self, git: &Git, index: Index) -> Result<(), ScopeError> {
        let object = |path: &PathBuf| index.files.get(path.as_os_str()).map(String::as_str);
        let differing = index.differing.iter().filter_map(|path| Some((path, object(path)?)));
        let (paths, objects): (Vec<&PathBuf>, Vec<&str>) = differing.unzip();
        let contents = git.contents(&objects)?;
        self.contents = paths.into_iter().cloned().zip(contents).collect();
        self.index = Some(index);
        Ok(())
    }

    /// Leaves out files that are not staged: a commit will not hold them.
    fn leave_untracked(&mut self) {
        if let Some(index) = &self.index {
            self.found.retain(|file| index.files.contains_key(self.places.full(&file.path).as_os_str()));
        }
    }
}

/// The names of files without their folders.
fn names<'p>(paths: impl Iterator<Item = &'p Path>) -> FxHashSet<OsString> {
    paths.filter_map(Path::file_name).map(OsStr::to_owned).collect()
}

/// The files that a glob matches, below the folder that its first part names.
fn matching(pattern: &Path) -> Result<Vec<Found>, ScopeError> {
    let text = pattern.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    let glob = GlobBuilder::new(text).literal_separator(true).build();
    let glob = glob.map_err(|error| ScopeError::Glob(error.to_string()))?.compile_matcher();
    let is_plain = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = pattern.components().take_while(is_plain).collect();
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    if !base.is_dir() {
        return Ok(Vec::new());
    }
    let entries = WalkBuilder::new(&base).require_git(false).build().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let found = files.map(|entry| Found::new(entry.path()));
    Ok(found.filter(|file| glob.is_match(&file.shown)).collect())
}
