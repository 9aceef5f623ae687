//! A folder of Vale styles -> rules with word lists: substitution rules with their swaps, and vocabularies.
//!
//! A swap's left side is a regular expression in Vale. It becomes the words that it stands for where these are few, and
//! is left out where they are not. Levels are not taken over: a word that a desk writes otherwise is no error of fact.

mod expand;
mod style;
mod vocabulary;
mod yaml;

use std::path::{Path, PathBuf};

use super::entry::{Entry, Import, LeftOut, Value};
use super::{ImportError, name};

/// Folders within folders that are looked into.
const DEEPEST: usize = 8;

/// Reads the styles and vocabularies below a folder.
///
/// # Errors
/// When the folder can't be read or holds neither.
pub fn read(folder: &Path) -> Result<Import, ImportError> {
    let mut files = Vec::new();
    find(folder, 0, &mut files)?;
    let mut styles = Styles { folder, lists: Vec::new(), vocabularies: Vec::new(), left_out: LeftOut::default() };
    for file in &files {
        styles.file(file)?;
    }
    if files.is_empty() {
        let message = "no style (.yml) and no vocabulary (accept.txt, reject.txt) in this folder";
        return Err(ImportError::unusable(folder, message));
    }
    let (entries, left_out) = styles.finish();
    Ok(Import { source: name(folder), kind: "Vale styles".to_owned(), dated: None, entries, left_out })
}

/// Styles and vocabularies, in the order of their paths. Links to folders are not followed.
fn find(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: folder.to_path_buf(), source };
    let mut entries =
        std::fs::read_dir(folder).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
        if kind.is_dir() {
            if depth < DEEPEST && !name(&path).starts_with('.') {
                find(&path, depth + 1, files)?;
            }
        } else if is_style(&path) || is_vocabulary(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_style(path: &Path) -> bool {
    // "vocab.yml" and such beside the styles are told apart by what they hold; ".vale.yml" configures Vale
    path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml") && !name(path).starts_with('.')
}

fn is_vocabulary(path: &Path) -> bool {
    matches!(name(path).as_str(), "accept.txt" | "reject.txt")
}

/// A word list on its way to a rule.
#[derive(Debug, Default)]
struct List {
    id: String,
    /// "Acme/Terms".
    title: String,
    swap: std::collections::BTreeMap<String, String>,
    avoid: Vec<String>,
    exact: Vec<String>,
    except: Vec<String>,
    match_case: bool,
    /// Where the style says more.
    link: String,
}

struct Styles<'f> {
    folder: &'f Path,
    lists: Vec<List>,
    /// Accepted words that no rule enforces, with the file they are from.
    vocabularies: Vec<(String, String)>,
    left_out: LeftOut,
}

impl Styles<'_> {
    fn file(&mut self, path: &Path) -> Result<(), ImportError> {
        let shown = path.strip_prefix(self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let text = super::text(path)?;
        let above = path.parent().map_or(String::new(), name);
        if is_vocabulary(path) {
            let list = self.vocabulary(&above);
            let rejects = name(path) == "reject.txt";
            vocabulary::read(&text, rejects, &shown, self, list);
            return Ok(());
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match style::read(&text, &shown, &mut self.left_out) {
            Ok(Some(list)) => {
                let id = format!("vale-{}", kebab(&format!("{above}-{stem}")));
                self.lists.push(List { id, title: format!("{above}/{stem}"), ..list });
            }
            Ok(None) => {}
            Err(why) => self.left_out.push("a file that is not YAML", format!("{shown}: {why}")),
        }
        Ok(())
    }

    /// The list of a vocabulary, by its place: accept.txt and reject.txt make one.
    fn vocabulary(&mut self, above: &str) -> usize {
        let id = format!("vale-vocabulary-{}", kebab(above));
        self.lists.iter().position(|list| list.id == id).unwrap_or_else(|| {
            self.lists.push(List { id, title: format!("the vocabulary {above}"), ..List::default() });
            self.lists.len() - 1
        })
    }

    fn finish(mut self) -> (Vec<Entry>, LeftOut) {
        for (word, file) in std::mem::take(&mut self.vocabularies) {
            let mut bears = false;
            for list in self.lists.iter_mut().filter(|list| list.holds_part_of(&word)) {
                bears = true;
                list.except.push(word.clone());
            }
            if !bears {
                self.left_out.push("an accepted word that bears on no rule here", format!("{word} ({file})"));
            }
        }
        let lists = self.lists.into_iter().filter(|list| !list.is_empty());
        (lists.map(List::into_entry).collect(), self.left_out)
    }
}

impl List {
    fn is_empty(&self) -> bool {
        self.swap.is_empty() && self.avoid.is_empty() && self.exact.is_empty()
    }

    /// Whether the list has something to say about a part of a word or phrase.
    fn holds_part_of(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.swap.keys().chain(&self.avoid).any(|listed| word.contains(&listed.to_lowercase()))
    }

    fn into_entry(mut self) -> Entry {
        for words in [&mut self.avoid, &mut self.exact, &mut self.except] {
            words.sort();
            words.dedup();
        }
        let help = match self.link.as_str() {
            "" => "Take the form of the list, or take the word out of the list.".to_owned(),
            link => format!("Take the form of the list, or take the word out of the list. See {link}"),
        };
        Entry::new("rule")
            .with("id", Value::Text(self.id))
            .with("level", Value::Text("info".to_owned()))
            .with("summary", Value::Text(format!("a word or name that {} has in another form", self.title)))
            .with("why", Value::Text("One form a thing: readers and searches find all of it.".to_owned()))
            .with("help", Value::Text(help))
            .with("check.preferred-form.match-case", Value::Flag(self.match_case))
            .with("check.preferred-form.avoid", Value::Texts(self.avoid))
            .with("check.preferred-form.exact", Value::Texts(self.exact))
            .with("check.preferred-form.except", Value::Texts(self.except))
            .with("check.preferred-form.swap", Value::Pairs(self.swap))
    }
}

/// `Google-WordList` -> `google-word-list`.
fn kebab(name: &str) -> String {
    let mut id = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        let parts = (c.is_ascii_uppercase() && small) || !c.is_ascii_alphanumeric();
        if parts && !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
        id.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()));
        small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "style".to_owned() } else { id.to_owned() }
}
