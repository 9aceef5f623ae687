//! Rules files that extend others: order, folders, circles, and mistakes shown in the file that holds them.

use std::path::Path;

use factlint::finding::Level;
use factlint::rule::{Broken, Config, RulesError, Ruleset};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            let path = folder.0.path().join(name);
            std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        folder
    }

    fn load(&self, name: &str, outside: bool) -> Result<Ruleset, RulesError> {
        Ruleset::load_with(&Config::File(self.0.path().join(name)), outside)
    }

    #[track_caller]
    fn broken(&self, name: &str) -> Box<Broken> {
        match self.load(name, false) {
            Err(RulesError::Broken(broken)) => broken,
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("{name} is loaded"),
        }
    }

    /// The one mistake of loading a file: what is marked, the message, the notes; the file's path without the folder's.
    #[track_caller]
    fn mistake(&self, name: &str) -> (String, String, String) {
        let broken = self.broken(name);
        assert!(broken.others.is_empty() && broken.mistakes.len() == 1, "{broken}");
        let mistake = &broken.mistakes[0];
        let folder = format!("{}/", self.0.path().display());
        let said = format!("{} ({})", mistake.message, mistake.notes.join("; ")).replace(&folder, "");
        (broken.file.path.replace(&folder, ""), broken.file.text[mistake.span.clone()].to_owned(), said)
    }
}

fn person(name: &str, born: u16) -> String {
    format!("[[person]]\nname = \"{name}\"\nborn = {born}-02-03\n")
}

fn born(ruleset: &Ruleset, name: &str) -> String {
    let person = ruleset.knowledge.people.iter().find(|person| person.name == name).expect("known");
    person.born.expect("a day").to_string()
}

#[test]
fn files_come_before_those_that_extend_them_and_once() {
    let folder = Folder::new(&[
        ("rules.toml", &format!("extends = [\"packs/a.toml\", \"packs/b.toml\"]\n{}", person("Anna Lind", 1970))),
        ("packs/a.toml", &format!("extends = [\"sub/c.toml\"]\n{}", person("Anna Lind", 1950))),
        (
            "packs/b.toml",
            "extends = [\"./sub/../sub/c.toml\", \"../top.toml\"]\n[[rule]]\nid = \"stray-space\"\nlevel = \"off\"\n",
        ),
        ("packs/sub/c.toml", &person("Bo Ek", 1960)),
        ("top.toml", &person("Cy Dal", 1961)),
    ]);
    let ruleset = folder.load("rules.toml", false).expect("right");
    assert_eq!(born(&ruleset, "Anna Lind"), "1970-02-03");
    assert_eq!(born(&ruleset, "Bo Ek"), "1960-02-03");
    assert_eq!(born(&ruleset, "Cy Dal"), "1961-02-03");
    assert_eq!(ruleset.rule("stray-space").expect("built in").level, Level::Off);
    let names: Vec<&str> = ruleset.files.iter().filter(|file| !file.builtin).map(|file| name(&file.path)).collect();
    assert_eq!(names, ["c.toml", "a.toml", "top.toml", "b.toml", "rules.toml"]);
}

fn name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).expect("a name")
}

#[test]
fn circles_are_shown() {
    let folder = Folder::new(&[
        ("rules.toml", "extends = [\"a.toml\"]\n"),
        ("a.toml", "extends = [\"packs/b.toml\"]\n"),
        ("packs/b.toml", "extends = [\"../a.toml\"]\n"),
        ("self.toml", "extends = [\"self.toml\"]\n"),
    ]);
    let (file, marked, said) = folder.mistake("rules.toml");
    assert_eq!((file.as_str(), marked.as_str()), ("packs/b.toml", "\"../a.toml\""));
    assert!(said.contains("in a circle: a.toml → packs/b.toml → a.toml"), "{said}");
    assert!(folder.mistake("self.toml").2.contains("self.toml → self.toml"));
}

#[test]
fn no_way_leads_out_unless_asked_for() {
    let folder = Folder::new(&[
        ("desk/rules.toml", "extends = [\"../secret.toml\"]\n"),
        ("desk/packs/deep.toml", "extends = [\"../../secret.toml\"]\n"),
        ("desk/open.toml", "extends-outside = true\nextends = [\"../secret.toml\"]\n"),
        ("desk/sly.toml", "extends = [\"packs/open.toml\"]\n"),
        ("desk/packs/open.toml", "extends-outside = true\nextends = [\"../../secret.toml\"]\n"),
        ("desk/absolute.toml", "extends = ['/etc/hosts']\n"),
        ("desk/drive.toml", "extends = ['C:\\rules.toml']\n"),
        ("secret.toml", &person("Anna Lind", 1970)),
    ]);
    let (_, marked, said) = folder.mistake("desk/rules.toml");
    assert_eq!(marked, "\"../secret.toml\"");
    assert!(said.contains("leads out of the folder (to allow it, give --allow-outside"), "{said}");
    assert!(folder.mistake("desk/packs/deep.toml").2.contains("leads out"));
    assert!(folder.mistake("desk/absolute.toml").2.contains("not a relative path"));
    assert!(folder.mistake("desk/drive.toml").2.contains("not a relative path"));
    let (file, _, said) = folder.mistake("desk/sly.toml");
    assert_eq!(file, "desk/packs/open.toml");
    assert!(said.contains("extends-outside = true in desk/sly.toml"), "{said}");
    assert_eq!(born(&folder.load("desk/rules.toml", true).expect("asked for"), "Anna Lind"), "1970-02-03");
    assert_eq!(born(&folder.load("desk/open.toml", false).expect("asked for"), "Anna Lind"), "1970-02-03");
}

#[cfg(unix)]
#[test]
fn a_link_is_no_way_out() {
    let folder = Folder::new(&[("desk/rules.toml", "extends = [\"pack.toml\"]\n"), ("secret.toml", "")]);
    std::os::unix::fs::symlink(folder.0.path().join("secret.toml"), folder.0.path().join("desk/pack.toml"))
        .expect("a link");
    assert!(folder.mistake("desk/rules.toml").2.contains("is a link out of the folder"));
    folder.load("desk/rules.toml", true).expect("asked for");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new(&[
        ("none.toml", "extends = [\"packs/none.toml\"]\n"),
        ("folder.toml", "extends = [\"packs\"]\n"),
        ("packs/rules.toml", ""),
        ("word.toml", "extends = \"packs/rules.toml\"\n"),
    ]);
    assert!(folder.mistake("none.toml").2.contains("there is no file packs/none.toml"));
    assert!(folder.mistake("folder.toml").2.contains("packs is not a file"));
    assert!(folder.mistake("word.toml").2.contains("extends has to be a list"));
    std::fs::write(folder.0.path().join("packs/none.toml"), b"\xff\xfe").expect("a file");
    assert!(folder.mistake("none.toml").2.contains("cannot read packs/none.toml: stream did not contain valid UTF-8"));
}

#[test]
fn every_broken_file_is_shown_and_nothing_is_blamed_on_what_rests_on_it() {
    let folder = Folder::new(&[
        ("rules.toml", "extends = [\"a.toml\", \"b.toml\"]\n[[rule]]\nid = \"mine\"\nlevel = \"off\"\nnot = 1\n"),
        ("a.toml", "[[rule]]\nid = \"mine\"\nsummary = \"s\"\ncheck.spacin.fault = \"stray\"\n"),
        ("b.toml", "[[person]]\nname = \"A B\"\nborn = 2023-02-29\n"),
    ]);
    let broken = folder.broken("rules.toml");
    let all: Vec<&Broken> = std::iter::once(&*broken).chain(&broken.others).collect();
    let messages: Vec<(&str, usize)> = all.iter().map(|one| (name(&one.file.path), one.mistakes.len())).collect();
    assert_eq!(messages, [("a.toml", 1), ("b.toml", 1), ("rules.toml", 1)]);
    let shown = broken.to_string();
    for part in ["a.toml:4:7", "b.toml:3:8", "rules.toml:5:1", "1 mistake in", "unknown key “not”"] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
}

#[test]
fn a_long_chain_ends() {
    let files: Vec<(String, String)> =
        (0..40).map(|n| (format!("{n}.toml"), format!("extends = [\"{}.toml\"]\n", n + 1))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(Folder::new(&files).mistake("0.toml").2.contains("more than 32 rules files"));
}
