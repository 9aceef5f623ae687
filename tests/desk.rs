//! The command line at the desk: some documents against a corpus, what is staged, fixes, ignores and the baseline.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The same story on one day; the name of its mayor is a parameter.
fn story(mayor: &str) -> String {
    format!(
        "Tuesday, March 4, 2025\n\nHarbour bridge in Aros opens to traffic\n\nAROS: Mayor Annika Sundqvist opened the new harbour \
         bridge in Aros, which took three years to build and cost 12 million euros.\n\nThe bridge joins the old town with the \
         island of Vesterholm, where 4,000 people live. Until now they depended on a ferry that ran every half \
         hour.\n\n\"We have waited a long time for this day,\" {mayor} said at the ceremony, which hundreds of people attended \
         in heavy rain.\n\nLorries of more than 12 tonnes have to use the ferry until the approach roads are finished next \
         spring, the harbour office said.\n"
    )
}

/// A folder with `news/a.txt`, the right one, and `news/b.txt`, which misspells a name.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        desk.write("news/a.txt", &story("Annika Sundqvist"));
        desk.write("news/b.txt", &story("Annika Sundkvist"));
        desk
    }

    /// A repository in which the right document is committed and the other staged.
    fn repository() -> Self {
        let desk = Self::new();
        desk.git(&["init", "-q"]);
        desk.git(&["add", "news/a.txt"]);
        desk.git(&["commit", "-q", "-m", "the story"]);
        desk.git(&["add", "news/b.txt"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.org"]).args(arguments);
        let out = isolated(&mut command, self.0.path()).output().expect("git runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    }

    /// Runs factlint here; what it prints has no summary.
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.args(arguments);
        Run(isolated(&mut command, self.0.path()).output().expect("factlint runs"))
    }
}

/// Nothing of the machine's own git settings, and no repository above.
fn isolated<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null")
}

struct Run(Output);

impl Run {
    fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("UTF-8")
    }

    fn told(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).expect("UTF-8")
    }

    /// The rule and place of each finding in `--format concise` output.
    fn places(&self) -> Vec<String> {
        let out = self.out();
        let lines = out.lines().filter_map(|line| {
            let (place, rest) = line.split_once(": ")?;
            let (_, rule) = rest.split_once('[')?;
            Some(format!("{place} {}", rule.split_once(']')?.0))
        });
        lines.collect()
    }

    #[track_caller]
    fn assert(&self, code: i32, places: &[&str]) {
        assert_eq!(self.places(), places, "{}{}", self.out(), self.told());
        assert_eq!(self.0.status.code(), Some(code), "{}{}", self.out(), self.told());
    }
}

const MISSPELT: &str = "news/b.txt:9:44 misspelled-person";

#[test]
fn some_documents_against_a_corpus() {
    let desk = Desk::new();
    desk.write("news/c.txt", "Something else , altogether.\n");
    let run = desk.run(&["--corpus", "news", "news/b.txt", "--format", "concise"]);
    run.assert(1, &[MISSPELT]);
    assert!(run.out().contains("(news/a.txt:9:44"), "both places are shown: {}", run.out());
    // the side that is right is a label, too
    desk.run(&["--corpus", "news", "news/a.txt", "--format", "concise"]).assert(1, &[MISSPELT]);
    desk.run(&["--corpus", "n*/[a-b].txt", "news/c.txt", "--format", "concise"])
        .assert(0, &["news/c.txt:1:11 stray-space"]);
    let nowhere = desk.run(&["--corpus", "nowhere/*.txt", "news/c.txt"]);
    assert!(nowhere.told().contains("nowhere/*.txt: no document of the corpus is there"), "{}", nowhere.told());
    assert_eq!(nowhere.0.status.code(), Some(2));
}

#[test]
fn the_corpus_can_stand_in_the_rules_file() {
    let desk = Desk::new();
    desk.write("rules.toml", "[corpus]\npaths = [\"news/*.txt\"]\n");
    desk.write("sub/x.txt", "Nothing of note.\n");
    desk.run(&["news/b.txt", "--format", "concise"]).assert(1, &[MISSPELT]);
    desk.run(&["sub", "--format", "concise"]).assert(0, &[]);
    desk.write("rules.toml", "[corpus]\npath = [\"news\"]\n");
    let broken = desk.run(&["news/b.txt"]);
    assert!(broken.told().contains("unknown key “path”"), "{}", broken.told());
}

#[test]
fn what_is_staged_is_read_not_what_lies_there() {
    let desk = Desk::repository();
    desk.write("news/untracked.txt", &story("Annica Sundqvist"));
    desk.run(&["--staged", "--format", "concise"]).assert(1, &[MISSPELT]);
    desk.write("news/b.txt", "All is well.\n");
    desk.run(&["--staged", "--format", "concise"]).assert(1, &[MISSPELT]);
    desk.run(&["--staged", "--corpus", ".", "news/b.txt", "--format", "concise"]).assert(1, &[MISSPELT]);
    std::fs::remove_file(desk.path("news/b.txt")).expect("removed");
    desk.run(&["--staged", "--format", "concise"]).assert(1, &[MISSPELT]);
    desk.run(&["--staged", "--corpus", ".", "news/b.txt", "--format", "concise"]).assert(1, &[MISSPELT]);
    // what is gone from the work tree is one document, however often it is named
    let full = desk.path("news/b.txt").to_string_lossy().into_owned();
    for paths in [["news", "."], ["news/b.txt", &full]] {
        let run = desk.run(&["--staged", "--verbose", "--corpus", "news/a.txt", paths[0], paths[1]]);
        assert!(run.told().contains("note: 2 documents checked"), "{}", run.told());
    }
    // and the other way round: the mistake is in the work tree alone
    desk.write("news/b.txt", &story("Annika Sundqvist"));
    desk.git(&["add", "news/b.txt"]);
    desk.write("news/b.txt", &story("Annika Sundkvist"));
    desk.run(&["--staged", "--format", "concise"]).assert(0, &[]);
}

#[test]
fn what_changed_since_a_commit() {
    let desk = Desk::repository();
    desk.git(&["commit", "-q", "-m", "a copy"]);
    desk.write("news/c.txt", "Something else , altogether.\n");
    desk.run(&["--since", "HEAD", "--format", "concise"]).assert(0, &["news/c.txt:1:11 stray-space"]);
    desk.run(&["--since", "HEAD~1", "news", "--format", "concise"])
        .assert(1, &[MISSPELT, "news/c.txt:1:11 stray-space"]);
    let unknown = desk.run(&["--since", "--output=x"]);
    assert_eq!(unknown.0.status.code(), Some(2));
    let unknown = desk.run(&["--since=--output=x"]);
    assert!(unknown.told().contains("there is no commit “--output=x”"), "{}", unknown.told());
    assert_eq!(unknown.0.status.code(), Some(2));
}

#[test]
fn outside_of_a_repository_git_says_so() {
    let desk = Desk::new();
    let run = desk.run(&["--staged"]);
    assert_eq!(run.0.status.code(), Some(2));
    assert_eq!(
        run.told(),
        "factlint: there is no git repository here, and git is what --staged and --since ask for what changed\n"
    );
}

#[test]
fn fixes_are_shown_applied_and_checked_again() {
    let desk = Desk::new();
    desk.write("c.txt", "It took two years.Critics said it came late.\r\nNothing more.\r\n");
    let diff = desk.run(&["--diff", "c.txt"]);
    assert!(
        diff.out().contains("-It took two years.Critics said it came late.\r\n+It took two years. Critics said"),
        "{}",
        diff.out()
    );
    assert!(desk.read("c.txt").contains("years.Critics"), "a diff changes nothing");
    let fixed = desk.run(&["--fix", "c.txt", "--fail-on", "info", "--format", "concise"]);
    fixed.assert(0, &[]);
    assert_eq!(fixed.told(), "note: 1 finding fixed in 1 document\n");
    assert_eq!(desk.read("c.txt"), "It took two years. Critics said it came late.\r\nNothing more.\r\n");
    let alone = desk.run(&["--unsafe-fixes", "c.txt"]);
    assert_eq!(alone.0.status.code(), Some(2));
}

#[test]
fn likely_fixes_are_applied_when_asked_for() {
    let desk = Desk::new();
    let safe = desk.run(&["--fix", "news/b.txt", "--format", "concise"]);
    safe.assert(1, &[MISSPELT]);
    assert!(safe.told().contains("1 more with --unsafe-fixes"), "{}", safe.told());
    let json = desk.run(&["news/b.txt", "--format", "json"]).out();
    assert!(json.contains("\"fix\": null"), "what is only likely is no fix: {json}");
    desk.run(&["--fix", "--unsafe-fixes", "news/b.txt", "--format", "concise"]).assert(0, &[]);
    assert_eq!(desk.read("news/b.txt"), story("Annika Sundqvist"));
}

#[test]
fn a_fix_stays_out_of_the_corpus() {
    let desk = Desk::new();
    desk.write("c.txt", "It took two years.Critics said it came late.\n");
    desk.write("d.txt", "It took three years.Critics said it came late.\n");
    desk.run(&["--fix", "--corpus", ".", "c.txt"]);
    assert!(desk.read("c.txt").contains("years. Critics") && desk.read("d.txt").contains("years.Critics"));
}

#[test]
fn an_ignore_is_counted() {
    let desk = Desk::new();
    desk.write("news/.factlint-ignore", "b.txt misspelled-person: the family spells it so\n");
    let run = desk.run(&["news", "--format", "concise", "--statistics"]);
    run.assert(0, &[]);
    assert_eq!(run.out(), "2 documents: nothing found; 1 suppressed\n     1  ignored  misspelled-person\n");
    let json = desk.run(&["news", "--format", "json"]).out();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["summary"], serde_json::json!({"documents": 2, "errors": 0, "warnings": 0, "infos": 0}));
    std::fs::remove_file(desk.path("news/b.txt")).expect("removed");
    desk.write("news/b.txt", "Nothing here.\n");
    desk.run(&["news", "--format", "concise"]).assert(0, &["news/.factlint-ignore:1:7 unused-suppression"]);
}

#[test]
fn a_baseline_is_written_kept_and_pruned() {
    let desk = Desk::new();
    let written = desk.run(&["baseline", "-o", "known.toml", "news"]);
    assert_eq!(written.0.status.code(), Some(0), "{}", written.told());
    desk.run(&["news", "--baseline", "known.toml", "--format", "concise"]).assert(0, &[]);
    desk.write("news/c.txt", "It took two years.Critics said it came late.\n");
    let new = desk.run(&["news", "--baseline", "known.toml", "--format", "concise"]);
    new.assert(0, &["news/c.txt:1:13 missing-space"]);
    assert!(new.out().ends_with("3 documents: 1 info; 1 suppressed\n"), "{}", new.out());

    desk.write("news/b.txt", &story("Annika Sundqvist"));
    let unused = desk.run(&["news", "--baseline", "known.toml", "--format", "concise"]);
    unused.assert(1, &["news/c.txt:1:13 missing-space", "known.toml:7:15 unused-baseline-entry"]);
    desk.run(&["news", "--baseline", "known.toml", "--prune", "--format", "concise"])
        .assert(0, &["news/c.txt:1:13 missing-space"]);
    assert!(!desk.read("known.toml").contains("[[finding]]"), "{}", desk.read("known.toml"));
    let absent = desk.run(&["news", "--baseline", "absent.toml"]);
    assert_eq!(absent.0.status.code(), Some(2));
    assert!(absent.told().starts_with("factlint: absent.toml: "), "{}", absent.told());
}

#[test]
fn what_helps_to_begin() {
    let desk = Desk::new();
    let run = desk.run(&["init"]);
    assert_eq!(run.0.status.code(), Some(0), "{}", run.told());
    assert!(desk.read("rules.toml").contains("#[[person]]"));
    let again = desk.run(&["init"]);
    assert_eq!(again.0.status.code(), Some(2));
    assert!(again.told().contains("rules.toml is there already"), "{}", again.told());
    desk.run(&["news/b.txt", "--format", "concise"]).assert(1, &[MISSPELT]);
    let schema: serde_json::Value = serde_json::from_str(&desk.run(&["schema"]).out()).expect("JSON");
    assert_eq!(schema["properties"]["person"]["items"]["required"], serde_json::json!(["name"]));
    assert!(desk.run(&["man"]).out().contains(".TH factlint 1"));
    assert!(desk.run(&["man", "check"]).out().contains("\\-\\-staged"));
}

#[test]
fn what_is_silenced_elsewhere_is_not_counted_here() {
    let desk = Desk::new();
    desk.write("news/c.md", "<!-- factlint-ignore stray-space: as in the letter -->\nWe came , we saw.\n");
    desk.write("news/d.md", "All is well.\n");
    let run = desk.run(&["--corpus", "news", "news/d.md", "--format", "concise"]);
    assert_eq!(run.out(), "4 documents: nothing found\n");
    let run = desk.run(&["--corpus", "news", "news/c.md", "--format", "concise"]);
    assert_eq!(run.out(), "4 documents: nothing found; 1 suppressed\n");
}
