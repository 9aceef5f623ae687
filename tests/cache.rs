//! A run with a cache finds what a run without one finds, whatever became of the documents, the rules and the cache.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use factlint::article::Reading;
use factlint::engine::{Active, Cache, Checked, Kept, Limits, Run, active};
use factlint::rule::Ruleset;
use factlint::source::{Sources, load};
use proptest::prelude::*;

static RULES: LazyLock<Ruleset> = LazyLock::new(Ruleset::builtin);

/// How long a file's time has to lie back until it is trusted: longer than a tick of the clock by which files are timed.
const DOUBT: Duration = Duration::from_millis(20);

/// Documents that speak of the same things: four tell one story, others are copies with a figure or a name changed.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut texts: Vec<String> = corpus::articles(8).map(|article| article.text).collect();
    texts.push(texts[0].replacen("20", "21", 1));
    texts.push(texts[0].replacen(" in ", " near ", 3).replacen('1', "7", 2));
    texts.push(texts[4].replacen('2', "3", 1));
    for name in ["Sundqvist", "Sundkvist"] {
        texts.push(format!(
            "Tuesday, March 4, 2025\n\nHarbour bridge in Aros opens to traffic\n\nAROS: Mayor Annika {name} opened the new \
             harbour bridge in Aros, which took three years to build and cost 12 million euros.\n\nThe bridge joins the old \
             town with the island of Vesterholm, where 4,000 people live.\n\n“We have waited a long time for this day, and \
             it has come,” Annika {name} said at the ceremony.\n"
        ));
    }
    texts.push(
        "---\nfactlint-ignore: impossible-date: the poem says so\n---\nIt was 31 April 2024 , they said.\n".to_owned(),
    );
    texts.push("---\nfactlint-ignore: impossible-date\n---\nIt was 30 April 2024 , they said.\n".to_owned());
    texts.push("\u{0}\u{1}\u{2} no text".to_owned());
    texts
});

/// What happens between two runs.
#[derive(Debug, Clone)]
enum Event {
    /// A document is written anew.
    Write(usize, usize),
    /// One of its digits becomes another one: its size stays.
    Digit(usize, u8),
    /// White space is put into it, so that what it states stands elsewhere.
    Move(usize, usize),
    /// A word of it gets a capital letter, or loses one.
    Case(usize, usize),
    /// What it tells is told in another order.
    Turn(usize),
    /// It is written again as it is.
    Rewrite(usize),
    /// Its time is set back.
    SetBack(usize, u64),
    Remove(usize),
    Rename(usize, usize),
    /// Other rules run from now on.
    Rules(usize),
    /// Only every so many documents are checked in the next run.
    Some(usize),
    /// A byte of the cache becomes another one.
    Damage(usize, usize),
    /// A file of the cache is cut.
    Cut(usize, usize),
    /// Nothing happens for a while, so that files' times can be trusted.
    Wait,
}

fn event() -> impl Strategy<Value = Event> {
    let slot = 0..SLOTS;
    prop_oneof![
        4 => (slot.clone(), 0..TEXTS.len()).prop_map(|(slot, text)| Event::Write(slot, text)),
        4 => (slot.clone(), 0..10_u8).prop_map(|(slot, digit)| Event::Digit(slot, digit)),
        4 => (slot.clone(), any::<usize>()).prop_map(|(slot, at)| Event::Move(slot, at)),
        2 => (slot.clone(), any::<usize>()).prop_map(|(slot, at)| Event::Case(slot, at)),
        1 => slot.clone().prop_map(Event::Turn),
        1 => slot.clone().prop_map(Event::Rewrite),
        1 => (slot.clone(), 1..100_000_u64).prop_map(|(slot, back)| Event::SetBack(slot, back)),
        2 => slot.clone().prop_map(Event::Remove),
        2 => (slot.clone(), slot).prop_map(|(from, to)| Event::Rename(from, to)),
        1 => (0..3_usize).prop_map(Event::Rules),
        1 => (2..4_usize).prop_map(Event::Some),
        1 => any::<(usize, usize)>().prop_map(|(file, at)| Event::Damage(file, at)),
        1 => any::<(usize, usize)>().prop_map(|(file, at)| Event::Cut(file, at)),
        8 => Just(Event::Wait),
    ]
}

const SLOTS: usize = 20;

struct World {
    folder: tempfile::TempDir,
    rules: usize,
    every: usize,
    /// What a process that goes on keeps in memory.
    kept: Kept,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let world = Self { folder, rules: 0, every: 1, kept: Kept::default() };
        fs::create_dir(world.folder.path().join("news")).expect("a folder");
        (0..SLOTS - 4).for_each(|slot| world.write(slot, &TEXTS[slot % TEXTS.len()]));
        world
    }

    /// Some names tell a date, which counts.
    fn path(&self, slot: usize) -> PathBuf {
        let name = if slot.is_multiple_of(3) { format!("2025-03-{:02}.txt", slot + 1) } else { format!("{slot}.md") };
        self.folder.path().join("news").join(name)
    }

    fn write(&self, slot: usize, text: &str) {
        fs::write(self.path(slot), text).expect("a file");
    }

    fn cached_files(&self) -> Vec<PathBuf> {
        fn below(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() { below(&entry.path(), found) } else { found.push(entry.path()) }
            }
        }
        let mut found = Vec::new();
        below(&self.folder.path().join("cache"), &mut found);
        found.retain(|path| path.file_name().is_some_and(|name| name != "CACHEDIR.TAG" && name != ".gitignore"));
        found.sort();
        found
    }

    fn happen(&mut self, event: &Event) {
        match *event {
            Event::Write(slot, text) => self.write(slot, &TEXTS[text]),
            Event::Digit(slot, digit) => {
                let Ok(text) = fs::read_to_string(self.path(slot)) else { return };
                let Some(at) = text.rfind(|c: char| c.is_ascii_digit()) else { return };
                self.write(slot, &format!("{}{digit}{}", &text[..at], &text[at + 1..]));
            }
            Event::Move(slot, at) => self.edit(slot, |text| {
                let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
                let space = *spaces.get(at % spaces.len().max(1))?;
                Some(format!("{}  {}", &text[..space], &text[space..]))
            }),
            Event::Case(slot, at) => self.edit(slot, |text| {
                let words: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).collect();
                let word = *words.get(at % words.len().max(1))?;
                let letter = text[word..].chars().next().filter(char::is_ascii_alphabetic)?;
                let other =
                    if letter.is_uppercase() { letter.to_ascii_lowercase() } else { letter.to_ascii_uppercase() };
                Some(format!("{}{other}{}", &text[..word], &text[word + 1..]))
            }),
            Event::Turn(slot) => self.edit(slot, |text| {
                let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
                paragraphs.reverse();
                Some(paragraphs.join("\n\n"))
            }),
            Event::Rewrite(slot) => _ = fs::read(self.path(slot)).map(|bytes| fs::write(self.path(slot), bytes)),
            Event::SetBack(slot, back) => {
                let Ok(file) = fs::File::options().append(true).open(self.path(slot)) else { return };
                file.set_modified(SystemTime::now() - Duration::from_secs(back)).expect("a time");
            }
            Event::Remove(slot) => _ = fs::remove_file(self.path(slot)),
            Event::Rename(from, to) => _ = fs::rename(self.path(from), self.path(to)),
            Event::Rules(rules) => self.rules = rules,
            Event::Some(every) => self.every = every,
            Event::Damage(file, at) => self.spoil(file, |bytes| {
                let at = at % bytes.len().max(1);
                bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 0x41);
            }),
            Event::Cut(file, at) => self.spoil(file, |bytes| bytes.truncate(at % bytes.len().max(1))),
            Event::Wait => std::thread::sleep(2 * DOUBT),
        }
    }

    fn edit(&self, slot: usize, how: impl FnOnce(&str) -> Option<String>) {
        let edited = fs::read_to_string(self.path(slot)).ok().and_then(|text| how(&text));
        edited.into_iter().for_each(|text| self.write(slot, &text));
    }

    fn spoil(&self, file: usize, how: impl FnOnce(&mut Vec<u8>)) {
        let files = self.cached_files();
        let Some(path) = files.get(file % files.len().max(1)) else { return };
        let mut bytes = fs::read(path).expect("a file");
        how(&mut bytes);
        fs::write(path, bytes).expect("a file");
    }

    fn sources(&self, every: usize) -> Sources {
        if every == 1 {
            return load(&[self.folder.path().join("news")], "-").expect("a folder").sources;
        }
        let paths: Vec<PathBuf> =
            (0..SLOTS).step_by(every).map(|slot| self.path(slot)).filter(|path| path.exists()).collect();
        load(&paths, "-").expect("files").sources
    }

    /// Checks all documents, or some of them, with a cache, with what is kept in memory, and with neither.
    fn check(&mut self) -> [Checked; 3] {
        let every = std::mem::replace(&mut self.every, 1);
        let mut rules: Vec<Active<'_>> = active(&RULES);
        rules.retain(|one| self.rules == 0 || one.rule.id.len() % 3 != self.rules - 1);
        let cache = Cache::new(&self.folder.path().join("cache"), &[self.rules.to_le_bytes()[0]]).with_doubt(DOUBT);
        let reading = Reading::default();
        let with = self.sources(every);
        let run = Run { sources: &with, rules: &rules, knowledge: &RULES.knowledge, reading: &reading };
        let with = run.check_cached(Limits::default(), &cache, &()).expect("checked");
        let again = self.sources(every);
        let run = Run { sources: &again, ..run };
        let profile = self.rules.to_le_bytes().to_vec();
        let again = run.check_again(Limits::default(), profile, &mut self.kept, &()).expect("checked");
        let without = self.sources(every);
        let run = Run { sources: &without, ..run };
        [with, again, run.check(Limits::default(), &()).expect("checked")]
    }
}

fn assert_same(world: &mut World, after: &str) -> usize {
    let [with, again, without] = world.check();
    for one in [&with, &again] {
        assert_eq!(one.findings, without.findings, "after {after}");
        assert_eq!(format!("{:?}", one.ignores), format!("{:?}", without.ignores), "after {after}");
    }
    assert_eq!(with.unkept, None);
    without.findings.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_cache_changes_nothing(events in prop::collection::vec(event(), 6..24)) {
        let mut world = World::new();
        prop_assert!(assert_same(&mut world, "nothing") > 3);
        for event in &events {
            world.happen(event);
            assert_same(&mut world, &format!("{event:?}"));
        }
    }
}

#[test]
fn what_was_read_is_not_read_again() {
    let mut world = World::new();
    assert_same(&mut world, "nothing");
    let base = world.cached_files();
    assert_eq!(base.len(), 1, "{base:?}");
    std::thread::sleep(2 * DOUBT);
    // times that can be trusted now are written down, then nothing more is
    assert_same(&mut world, "waiting");
    let files = world.cached_files();
    assert_same(&mut world, "nothing");
    assert_eq!(files, world.cached_files());
}

#[test]
fn several_programs_may_use_one_cache() {
    let shared = tempfile::tempdir().expect("a folder");
    std::thread::scope(|scope| {
        for thread in 0..3 {
            let root = shared.path().join("cache");
            scope.spawn(move || {
                let world = World::new();
                for round in 0..12 {
                    world.write((thread * 5 + round) % SLOTS, &TEXTS[(thread + round * 3) % TEXTS.len()]);
                    let cache = Cache::new(&root, &[0]).with_doubt(DOUBT);
                    let (sources, again) = (world.sources(1), world.sources(1));
                    let (rules, reading) = (active(&RULES), Reading::default());
                    let run = Run { sources: &sources, rules: &rules, knowledge: &RULES.knowledge, reading: &reading };
                    let with = run.check_cached(Limits::default(), &cache, &()).expect("checked");
                    let without = Run { sources: &again, ..run }.check(Limits::default(), &()).expect("checked");
                    assert_eq!(with.findings, without.findings);
                    assert_eq!((with.thrown_away, with.unkept), (None, None));
                }
            });
        }
    });
}
