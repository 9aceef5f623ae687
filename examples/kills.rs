//! Kills runs at random moments, and looks whether what they leave behind ever changes what is found.
//!
//! `just kills 10000` runs it. In each round a document of a small folder changes, a run with a cache is begun and killed
//! within a few milliseconds, and a run that is let alone must find what a run without a cache finds.

#![allow(clippy::print_stdout, reason = "it reports to whoever runs it")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 24;

/// Documents that change: few, so that what is right for all of them need not be found out each time.
const CHANGING: usize = 4;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let kills: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let factlint = arguments.next().unwrap_or_else(|| "target/release/factlint".to_owned());
    let factlint = std::fs::canonicalize(factlint).expect("the program is built");
    let folder = tempfile::tempdir().expect("a folder");
    let articles: Vec<corpus::Article> = corpus::articles(DOCUMENTS).collect();
    let mut state = vec![0; CHANGING];
    (0..DOCUMENTS).for_each(|at| write(folder.path(), &articles, at, 0));
    let mut expected: BTreeMap<Vec<usize>, Vec<u8>> = BTreeMap::new();
    let mut random = Random(u64::from(std::process::id()));
    let (mut killed, mut begun) = (0, Instant::now());
    for round in 1.. {
        let at = random.below(CHANGING);
        state[at] = random.below(3);
        write(folder.path(), &articles, at, state[at]);
        // now and then the cache begins anew, so that writing a base is killed, too
        if random.below(8) == 0 {
            let _ = std::fs::remove_dir_all(folder.path().join("cache"));
        }
        let mut child = run(&factlint, folder.path(), &["--cache-dir", "cache"]).spawn().expect("runs");
        std::thread::sleep(Duration::from_micros(random.below(60_000) as u64));
        let done = child.try_wait().expect("a child").is_some();
        child.kill().expect("a child");
        child.wait().expect("a child");
        killed += usize::from(!done);
        let found = run(&factlint, folder.path(), &["--cache-dir", "cache"]).output().expect("runs").stdout;
        let without = || run(&factlint, folder.path(), &["--no-cache"]).output().expect("runs").stdout;
        let right = expected.entry(state.clone()).or_insert_with(without);
        assert!(
            found == *right && !found.is_empty(),
            "after {killed} kills in {round} rounds other findings: {}",
            folder.keep().display()
        );
        if begun.elapsed() > Duration::from_secs(30) {
            println!("{killed} kills in {round} rounds");
            begun = Instant::now();
        }
        if killed >= kills {
            println!("{killed} kills in {round} rounds, and never other findings");
            return;
        }
    }
}

/// Writes one of three versions of a document, two of which are as long as each other.
fn write(folder: &Path, articles: &[corpus::Article], at: usize, version: usize) {
    let text = &articles[at].text;
    let text = match version {
        0 => text.clone(),
        1 => text.replacen('2', "3", 2),
        _ => format!("{text}The council met on 31 April 2024, in {at} Forum , they said.\n"),
    };
    std::fs::create_dir_all(folder.join("news")).expect("a folder");
    std::fs::write(folder.join(format!("news/{at:02}.txt")), text).expect("a file");
}

fn run(factlint: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(factlint);
    command.current_dir(folder).args(["--format", "json", "--no-config"]).args(arguments).arg("news");
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound as u64).expect("below a usize")
    }
}
