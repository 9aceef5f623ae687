//! Where a run keeps what documents state, as the command line puts it: in memory, in temporary files, and in a cache for
//! later runs.

use std::path::{Path, PathBuf};

use super::Failure;
use super::input::InputArgs;
use super::output::tell;
use crate::engine::{Cache, Checked, Kept, Limits, Run};
use crate::rule::{self, Ruleset};
use crate::source::{Watch, unnumbered};

/// The name of the folder of a cache.
pub const FOLDER: &str = ".factlint_cache";

/// Says where the cache is, as `--cache-dir` does.
const VARIABLE: &str = "FACTLINT_CACHE_DIR";

/// From so many documents on a cache is kept without being asked for: a few are read in a blink.
const MANY: usize = 64;

/// What so many documents state is kept in memory between the checks of one process; more are left to the cache.
const FEW: usize = 2000;

#[derive(Debug, Clone, Default, clap::Args)]
pub struct StorageArgs {
    /// Memory to use at most, about, as 400M or 2G; what is beyond goes to temporary files [default: 384M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<u64>,
    /// Folder for what is kept of documents between runs [default: .factlint_cache beside rules.toml, from 64 documents on]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
    /// Keep nothing of documents between runs, and use nothing that was kept
    #[arg(long)]
    no_cache: bool,
}

/// A number of bytes: `400M`, `2 GiB`, `1000000`. K, M and G are powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let message = || format!("“{text}” is no size: write 400M or 2G");
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let shift = match unit.trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err(message()),
    };
    let number: u64 = number.parse().map_err(|_| message())?;
    number.checked_mul(1 << shift).filter(|&bytes| bytes > 0).ok_or_else(message)
}

impl StorageArgs {
    /// Checks documents with what is allowed.
    pub fn check(
        &self,
        run: Run<'_>,
        ruleset: &Ruleset,
        input: &InputArgs,
        watch: &dyn Watch,
    ) -> Result<Checked, Failure> {
        let limits = self.max_memory.map_or(Limits::default(), Limits::of_process);
        let cache = self.root(run.sources.len(), input).map(|root| Cache::new(&root, &profile(&run, ruleset)));
        let checked = match &cache {
            Some(cache) => run.check_cached(limits, cache, watch),
            None => run.check(limits, watch),
        };
        let checked =
            checked.map_err(|error| Failure(format!("what was written to a temporary file can't be read: {error}")))?;
        if let Some(trouble) = &checked.trouble {
            tell(&format!(
                "factlint: no temporary file can be written, so that more memory is used: {}",
                unnumbered(trouble)
            ));
        }
        if let Some(cache) = &cache {
            tell_of(&checked, cache, input);
        }
        Ok(checked)
    }

    /// The same for the next of several checks in one process, which begins with what is kept of the last one.
    pub fn check_again(
        &self,
        run: Run<'_>,
        ruleset: &Ruleset,
        input: &InputArgs,
        kept: &mut Kept,
    ) -> Result<Checked, Failure> {
        if self.cache_dir.is_some() || self.max_memory.is_some() || run.sources.len() > FEW {
            return self.check(run, ruleset, input, &());
        }
        run.check_again(Limits::NONE, profile(&run, ruleset), kept, &())
            .map_err(|error| Failure(format!("what is in memory can't be read: {error}")))
    }

    /// The folder of the cache, if one is to be used.
    fn root(&self, documents: usize, input: &InputArgs) -> Option<PathBuf> {
        let asked = || self.cache_dir.clone().or_else(asked_by_variable);
        let usual = || (documents >= MANY).then(|| usual(!input.config.no_config && input.config.config.is_none()));
        if self.no_cache { None } else { asked().or_else(usual) }
    }
}

fn asked_by_variable() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The folder that a cache has where nobody says otherwise: beside the rules file that is found, or in the working
/// directory.
fn usual(search: bool) -> PathBuf {
    let rules = if search { rule::search() } else { None };
    rules.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(FOLDER)
}

/// The folder that `factlint clean` removes.
pub fn to_clean(asked: Option<&PathBuf>) -> PathBuf {
    asked.cloned().or_else(asked_by_variable).unwrap_or_else(|| usual(true))
}

/// What went wrong with the cache costs nothing but the cache.
fn tell_of(checked: &Checked, cache: &Cache, input: &InputArgs) {
    let root = cache.root().display();
    if let Some(why) = checked.thrown_away.as_ref().filter(|_| !input.quiet) {
        tell(&format!("note: the cache in {root} is thrown away: {}", unnumbered(why)));
    }
    if let Some(why) = &checked.unkept {
        tell(&format!("factlint: no cache is kept in {root}: {} (--no-cache does without)", unnumbered(why)));
    }
}

/// All that what is read of a document depends on, beside the document and its name: the program, rules files, which
/// rules run, and the options of reading.
fn profile(run: &Run<'_>, ruleset: &Ruleset) -> Vec<u8> {
    let mut profile: Vec<u8> = Vec::new();
    let mut part = |bytes: &[u8]| {
        profile.extend((bytes.len() as u64).to_le_bytes());
        profile.extend(bytes);
    };
    part(env!("FACTLINT_BUILD").as_bytes());
    for file in &ruleset.files {
        part(file.path.as_bytes());
        part(file.text.as_bytes());
    }
    for active in run.rules {
        part(active.rule.id.as_bytes());
        part(active.severity.name().as_bytes());
    }
    part(format!("{:?}", run.reading).as_bytes());
    profile
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("400M"), Ok(400 << 20));
        assert_eq!(size("2g"), Ok(2 << 30));
        assert_eq!(size("16 KiB"), Ok(16 << 10));
        assert_eq!(size("1000"), Ok(1000));
        for wrong in ["", "M", "-1", "0", "1.5G", "4 x", "99999999999T"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
