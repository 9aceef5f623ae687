//! `extends = [..]` in a rules file -> the files it names, each loaded once and before the file that names it.
//!
//! Names are relative to the file that gives them and stay within the folder of the first file, links included, unless
//! the run or that first file asks for more: a rules file that came with somebody's texts is not to read elsewhere.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashSet;
use toml::Spanned;

use super::raw::RawFile;
use super::{Broken, RulesError, RulesFile, Ruleset};
use crate::fields::{Mistake, Mistakes};

/// How many files may stand in one chain of `extends`.
const LONGEST: usize = 32;

impl Ruleset {
    /// Adds the rules file at a path, and before it all that it extends.
    pub(super) fn add_file(&mut self, path: &Path, outside: bool) -> Result<(), RulesError> {
        let unreadable = |source| RulesError::Unreadable { path: path.to_path_buf(), source };
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let real = path.canonicalize().map_err(unreadable)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let real_folder = real.parent().unwrap_or(Path::new("")).to_path_buf();
        let inside = path.strip_prefix(&folder).unwrap_or(path).to_path_buf();
        let (open, done, broken) = (Vec::new(), FxHashSet::default(), Vec::new());
        let mut chain = Chain { ruleset: self, folder, real_folder, outside, open, done, broken };
        chain.file(Open { inside, real }, text);
        let mut broken = chain.broken.into_iter();
        match broken.next() {
            None => Ok(()),
            Some(first) => Err(RulesError::Broken(Box::new(Broken { others: broken.collect(), ..first }))),
        }
    }
}

/// A file whose `extends` are being followed.
#[derive(Debug, Clone)]
struct Open {
    /// Its path from the folder of the first file.
    inside: PathBuf,
    /// What that path leads to.
    real: PathBuf,
}

struct Chain<'r> {
    ruleset: &'r mut Ruleset,
    /// The folder of the first file, as named and as it is.
    folder: PathBuf,
    real_folder: PathBuf,
    /// Whether files may lie outside of it.
    outside: bool,
    /// From the first file to the one at hand.
    open: Vec<Open>,
    done: FxHashSet<PathBuf>,
    broken: Vec<Broken>,
}

impl Chain<'_> {
    fn file(&mut self, open: Open, text: String) {
        let mistakes = Mistakes::default();
        let raw = RawFile::read(&text, &mistakes);
        let file = RulesFile { path: self.shown(&open.inside), text: Cow::Owned(text), builtin: false };
        // whether to look elsewhere is for the first file to say, not for those it brings along
        self.outside |= self.open.is_empty() && raw.extends_outside;
        let broken = self.broken.len();
        self.open.push(open);
        for name in &raw.extends {
            if let Err(mistake) = self.extend(name) {
                mistakes.push(mistake);
            }
        }
        self.done.extend(self.open.pop().map(|open| open.real));
        // what rests on a broken file would be reported for the other's mistakes
        if self.broken.len() > broken {
            let mistakes = mistakes.into_sorted();
            if !mistakes.is_empty() {
                self.broken.push(Broken { file, mistakes, others: Vec::new() });
            }
        } else if let Err(broken) = self.ruleset.take(file, raw, mistakes) {
            self.broken.push(*broken);
        }
    }

    fn extend(&mut self, name: &Spanned<String>) -> Result<(), Mistake> {
        let open = self.resolve(name)?;
        if let Some(at) = self.open.iter().position(|before| before.real == open.real) {
            return Err(self.circle(name, at));
        }
        if self.done.contains(&open.real) {
            return Ok(());
        }
        if self.open.len() >= LONGEST {
            let message = format!("more than {LONGEST} rules files extend each other in a row");
            return Err(Mistake::new(name.span(), message, "one too many"));
        }
        let text = self.read(name, &open)?;
        self.file(open, text);
        Ok(())
    }

    fn resolve(&self, name: &Spanned<String>) -> Result<Open, Mistake> {
        let written = Path::new(name.get_ref());
        let before = self.open.last().expect("a name stands in a file that is open").inside.parent();
        let before = before.unwrap_or(Path::new(""));
        let inside = if self.outside { before.join(written) } else { self.within(name, before)? };
        let path = self.folder.join(&inside);
        let real = path.canonicalize().map_err(|error| self.unreadable(name, &inside, &error))?;
        if !self.outside && !real.starts_with(&self.real_folder) {
            return Err(self.leads_out(name, format!("“{}” is a link out of the folder", name.get_ref())));
        }
        Ok(Open { inside, real })
    }

    /// The path from the folder of the first file, without `.` and `..`.
    fn within(&self, name: &Spanned<String>, before: &Path) -> Result<PathBuf, Mistake> {
        let written = name.get_ref();
        // a path that is absolute on one system is refused on all
        let drive = written.as_bytes().get(1) == Some(&b':');
        if written.starts_with(['/', '\\', '~']) || drive {
            return Err(self.leads_out(name, format!("“{written}” is not a relative path")));
        }
        let mut inside = before.to_path_buf();
        for part in Path::new(written).components() {
            let stays = match part {
                Component::Normal(part) => {
                    inside.push(part);
                    true
                }
                Component::CurDir => true,
                Component::ParentDir => inside.pop(),
                Component::RootDir | Component::Prefix(_) => false,
            };
            if !stays {
                return Err(self.leads_out(name, format!("“{written}” leads out of the folder")));
            }
        }
        Ok(inside)
    }

    fn read(&self, name: &Spanned<String>, open: &Open) -> Result<String, Mistake> {
        if !open.real.is_file() {
            let message = format!("{} is not a file", self.shown(&open.inside));
            return Err(Mistake::new(name.span(), message, "not a file"));
        }
        std::fs::read_to_string(&open.real).map_err(|error| self.unreadable(name, &open.inside, &error))
    }

    fn unreadable(&self, name: &Spanned<String>, inside: &Path, error: &std::io::Error) -> Mistake {
        let shown = self.shown(inside);
        if error.kind() == std::io::ErrorKind::NotFound {
            let mistake = Mistake::new(name.span(), format!("there is no file {shown}"), "no such file");
            return mistake.note("a name is relative to the file that gives it");
        }
        Mistake::new(name.span(), format!("cannot read {shown}: {error}"), "unreadable")
    }

    fn leads_out(&self, name: &Spanned<String>, message: String) -> Mistake {
        let first = self.open.first().map_or(String::new(), |first| self.shown(&first.inside));
        let note = format!("to allow it, give --allow-outside or set extends-outside = true in {first}");
        Mistake::new(name.span(), message, "leads out").note(note)
    }

    fn circle(&self, name: &Spanned<String>, at: usize) -> Mistake {
        let files = self.open[at..].iter().chain(&self.open[at..=at]);
        let chain: Vec<String> = files.map(|open| self.shown(&open.inside)).collect();
        let message = format!("rules files extend each other in a circle: {}", chain.join(" → "));
        Mistake::new(name.span(), message, "closes the circle")
    }

    fn shown(&self, inside: &Path) -> String {
        self.folder.join(inside).to_string_lossy().replace('\\', "/")
    }
}
