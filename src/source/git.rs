//! What git knows of a work tree: which files changed, and what is staged.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rustc_hash::FxHashMap;

/// Why git could not tell.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    #[error("git can't be run: {0}")]
    Absent(std::io::Error),
    #[error("there is no git repository here, and git is what --staged and --since ask for what changed")]
    NoRepository,
    #[error("git {command}: {message}")]
    Failed { command: String, message: String },
}

/// A work tree.
#[derive(Debug)]
pub struct Git {
    /// Its top folder, without links in the path.
    top: PathBuf,
}

/// The files of the index.
#[derive(Debug, Default)]
pub struct Index {
    /// Regular files by full path, with the object that holds what is staged.
    pub files: FxHashMap<OsString, String>,
    /// Those whose file in the work tree is something else, or gone.
    pub differing: BTreeSet<PathBuf>,
}

impl Git {
    /// The work tree that holds the working directory.
    ///
    /// # Errors
    /// When there is none, or no git.
    pub fn here() -> Result<Self, GitError> {
        let mut git = Command::new("git");
        // what it says is looked at
        git.env("LC_ALL", "C");
        let out = run(git, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
            GitError::Failed { message, .. } if message.contains("not a git repository") => GitError::NoRepository,
            error => error,
        })?;
        let top = PathBuf::from(String::from_utf8_lossy(&out).trim_end_matches(['\n', '\r']));
        Ok(Self { top: std::fs::canonicalize(&top).unwrap_or(top) })
    }

    /// Files that differ between the last commit and the index; deleted ones left out.
    ///
    /// # Errors
    /// When git fails.
    pub fn staged(&self) -> Result<BTreeSet<PathBuf>, GitError> {
        self.names(&["diff", "--cached", "--name-only", "--no-renames", "--diff-filter=d", "-z"])
    }

    /// Files that differ between a commit and the work tree, new ones that git does not ignore among them.
    ///
    /// # Errors
    /// When git fails, as it does when there is no such commit.
    pub fn changed_since(&self, revision: &str) -> Result<BTreeSet<PathBuf>, GitError> {
        // a revision that begins with a hyphen would be an option
        let commit = format!("{revision}^{{commit}}");
        let out = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let out = out.map_err(|_| GitError::Failed {
            command: "rev-parse".to_owned(),
            message: format!("there is no commit “{revision}”"),
        })?;
        let commit = String::from_utf8_lossy(&out).trim().to_owned();
        let mut names = self.names(&["diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", &commit, "--"])?;
        names.extend(self.names(&["ls-files", "--others", "--exclude-standard", "-z"])?);
        Ok(names)
    }

    /// What is staged.
    ///
    /// # Errors
    /// When git fails.
    pub fn index(&self) -> Result<Index, GitError> {
        let (listed, differing) = rayon::join(
            || self.run(&["ls-files", "--stage", "-z"]),
            || self.names(&["diff", "--name-only", "--no-renames", "-z"]),
        );
        let listed = listed?;
        let files = records(&listed).filter_map(|record| {
            let (head, path) = record.split_once('\t')?;
            let mut head = head.split(' ');
            let (mode, object, stage) = (head.next()?, head.next()?, head.next()?);
            (mode.starts_with("100") && stage == "0").then(|| (self.top.join(path).into(), object.to_owned()))
        });
        Ok(Index { files: files.collect(), differing: differing? })
    }

    /// The contents of objects, in their order.
    ///
    /// # Errors
    /// When git fails or lacks one of them.
    pub fn contents(&self, objects: &[&str]) -> Result<Vec<Vec<u8>>, GitError> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut command = self.command();
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(GitError::Absent)?;
        let failed = |message: String| GitError::Failed { command: "cat-file".to_owned(), message };
        let (Some(mut asked), Some(told)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed("no pipe".to_owned()));
        };
        let mut told = BufReader::new(told);
        let mut contents = Vec::with_capacity(objects.len());
        for object in objects {
            let content = answer(&mut asked, &mut told, object).map_err(|error| failed(error.to_string()))?;
            contents.push(content.ok_or_else(|| failed(format!("{object} is missing")))?);
        }
        drop(asked);
        child.wait().map_err(GitError::Absent)?;
        Ok(contents)
    }

    fn names(&self, arguments: &[&str]) -> Result<BTreeSet<PathBuf>, GitError> {
        let out = self.run(arguments)?;
        Ok(records(&out).map(|path| self.top.join(path)).collect())
    }

    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        run(self.command(), arguments)
    }

    /// From the top of the work tree, so that paths are told from there.
    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.top);
        command
    }
}

fn run(mut command: Command, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let out = command.args(arguments).stdin(Stdio::null()).output().map_err(GitError::Absent)?;
    if out.status.success() {
        return Ok(out.stdout);
    }
    let message = String::from_utf8_lossy(&out.stderr).trim().to_owned();
    Err(GitError::Failed { command: arguments.first().copied().unwrap_or_default().to_owned(), message })
}

/// Asks for one object: its type and size come in a line, then its bytes and a line end.
fn answer(asked: &mut impl Write, told: &mut impl BufRead, object: &str) -> std::io::Result<Option<Vec<u8>>> {
    writeln!(asked, "{object}")?;
    asked.flush()?;
    let mut head = String::new();
    told.read_line(&mut head)?;
    let Some(size) = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok()) else {
        return Ok(None);
    };
    let mut bytes = vec![0; size];
    told.read_exact(&mut bytes)?;
    told.read_exact(&mut [0])?;
    Ok(Some(bytes))
}

/// Names parted by NUL. One that is not UTF-8 is none that factlint could show.
fn records(out: &[u8]) -> impl Iterator<Item = &str> {
    out.split(|&byte| byte == 0).filter_map(|name| std::str::from_utf8(name).ok()).filter(|name| !name.is_empty())
}
