//! Documents x cache -> findings: what is known is not read, and where most is known only the rest is compared.

use std::io;

use rustc_hash::FxHashSet;

use super::compare::Comparison;
use super::touched::{Rest, touched};
use super::{Checked, Run, tails};
use crate::checks::Context;
use crate::finding::identify;
use crate::source::{Source, SourceId, Watch};
use crate::store::cache::Cache;
use crate::store::cache::base::{BaseWriter, Found, Outcome};
use crate::store::cache::known::{Known, Near};
use crate::store::meetings::Meetings;
use crate::store::postings::{Posting, Postings};
use crate::store::record::{self, Record};
use crate::store::records::Records;
use crate::store::{Limits, Shelf};

/// Checks documents with a cache.
///
/// # Errors
/// When the cache or a temporary file can't be read back. A cache that can't be written costs nothing but itself:
/// [`Checked::unkept`] tells of it.
pub(super) fn check(run: &Run<'_>, limits: Limits, cache: &Cache, watch: &dyn Watch) -> io::Result<Checked> {
    let limits = limits.beside_cache(run.sources.len());
    let mut known = Known::open(cache, run.sources)?;
    for (id, seen) in known.certain() {
        run.sources.remember(id, seen);
        watch.done(id);
    }
    let mut fresh = Records::new(run.sources.len(), limits.records);
    let key = |source: &Source| {
        let is_new = !known.is_as_kept(source.id, run.sources);
        is_new.then(|| (source.id, record::write(run.key(source))))
    };
    let take = |made: Vec<Option<(SourceId, Vec<u8>)>>| {
        made.into_iter().flatten().for_each(|(id, bytes)| fresh.put(id, &bytes));
    };
    run.sources.read_each(&known.unsure(), watch, key, take);
    known.settle(run.sources);
    let cached = Cached { run, limits, known: &known, fresh: &fresh };
    if watch.stopped() {
        let unkept = cached.kept(|| cached.save_unfinished())?;
        return Ok(Checked { stopped: true, unkept, ..Checked::default() });
    }
    match known.near_base() {
        Some(near) => cached.near(&near),
        None => cached.all(),
    }
}

/// A run with what is known and what was read.
struct Cached<'c> {
    run: &'c Run<'c>,
    limits: Limits,
    known: &'c Known,
    fresh: &'c Records,
}

impl Shelf for Cached<'_> {
    fn see(&self, id: SourceId, buffer: &mut Vec<u8>, see: &mut dyn FnMut(Record<'_>)) -> io::Result<()> {
        if self.fresh.has(id) { self.fresh.see(id, buffer, see) } else { self.known.see(id, buffer, see) }
    }

    fn at_hand(&self, id: SourceId) -> Option<Record<'_>> {
        if self.fresh.has(id) { self.fresh.at_hand(id) } else { None }
    }
}

impl Cached<'_> {
    /// Compares all documents, and makes them the base of later runs.
    fn all(&self) -> io::Result<Checked> {
        let run = self.run;
        let meetings = run.meetings();
        let mut base = self.known.wants_base().then(|| BaseWriter::new(self.known));
        let (mut postings, mut posted) = (Postings::new(self.limits.postings), Vec::new());
        let mut outcome = Outcome::default();
        self.records(&mut base, &mut |id, record| {
            record.postings(id, &meetings, &mut posted);
            postings.extend(posted.drain(..));
            tails(id, record, &mut outcome);
        })?;
        let trouble = self.fresh.trouble().or(postings.trouble()).map(ToString::to_string);
        let mut groups = postings.into_groups();
        let found = self.comparison(&meetings).conflicts(|postings| {
            let start = postings.len();
            let more = groups.add(postings)?;
            if let Some(base) = &mut base {
                base.group(&postings[start..]);
            }
            Ok(more)
        })?;
        outcome.found.extend(found);
        identify(outcome.found.iter_mut().map(|one| &mut one.conflict), run.sources);
        let unkept = self.kept(|| match base {
            Some(base) => base.finish(self.known, Some(&outcome)),
            None => self.save_delta(),
        })?;
        Ok(Checked { trouble, unkept, ..run.checked(outcome) })
    }

    /// Compares what documents state that are not in the base, with all that is stated under the same keys; for the rest
    /// it is known what it came to.
    fn near(&self, near: &Near<'_>) -> io::Result<Checked> {
        let run = self.run;
        let meetings = run.meetings();
        let outcome = near.outcome()?;
        let rest = Rest { meetings: &meetings, rules: run.rules };
        let conflicting: FxHashSet<u64> = outcome.found.iter().map(|one| one.group).collect();
        let mut gone = Vec::new();
        near.gone(|record| record.postings(SourceId(0), &meetings, &mut gone))?;
        let mut groups: Vec<u64> = gone.iter().map(Posting::group).collect();
        let (mut new, mut of_new) = (Vec::new(), Outcome::default());
        let mut buffer = Vec::new();
        for id in near.others() {
            let mut before = Vec::new();
            near.before(id, |record| before = rest.brought(record))?;
            let mut now = Vec::new();
            self.see(id, &mut buffer, &mut |record| {
                now = rest.brought(record);
                record.postings(id, &meetings, &mut new);
                tails(id, record, &mut of_new);
            })?;
            groups.extend(touched(&before, &now, &|group| conflicting.contains(&group)));
        }
        groups.sort_unstable();
        groups.dedup();
        new.retain(|posting| groups.binary_search(&posting.group()).is_ok());
        new.sort_unstable();
        let mut outcome = untouched(near, outcome, &groups);
        outcome.found.extend(of_new.found);
        outcome.ignores.extend(of_new.ignores);
        outcome.ignores.sort();
        outcome.found.extend(self.comparison(&meetings).conflicts(regrouped(near, &groups, &new)?)?);
        // as if all had been compared: documents in their order, then groups in theirs
        outcome.found.sort_by_key(|one| (one.group, if one.group == 0 { one.conflict.primary.source.0 } else { 0 }));
        let unkept = self.kept(|| self.save_delta())?;
        Ok(Checked { unkept, ..run.checked(outcome) })
    }

    fn comparison<'s>(&'s self, meetings: &'s Meetings<'s>) -> Comparison<'s> {
        let context = Context { knowledge: self.run.knowledge, again: self.run };
        Comparison { sources: self.run.sources, records: self, rules: self.run.rules, meetings, context }
    }

    /// Hands over the records of all documents in their order; they and the documents without go into the base.
    fn records(&self, base: &mut Option<BaseWriter>, see: &mut dyn FnMut(SourceId, Record<'_>)) -> io::Result<()> {
        let sources = self.run.sources;
        let mut buffer = Vec::new();
        for id in sources.ids() {
            let mut without = true;
            self.see(id, &mut buffer, &mut |record| {
                without = false;
                see(id, record);
                if let Some(base) = base {
                    base.document(id, self.known, sources, Some(record));
                }
            })?;
            if let Some(base) = base.as_mut().filter(|_| without) {
                base.document(id, self.known, sources, None);
            }
        }
        Ok(())
    }

    /// Writes the cache, and says why nothing could be written down. What is damaged is not kept: then the cache is thrown
    /// away. What a fault left out is to be told in the next run, too.
    fn kept(&self, save: impl FnOnce() -> io::Result<()>) -> io::Result<Option<String>> {
        if self.run.sources.has_faults() {
            return Ok(Some("a check ended with a fault".to_owned()));
        }
        match save() {
            Err(error) if super::is_damage(&error) => Err(error),
            saved => Ok(saved.err().map(|error| error.to_string())),
        }
    }

    /// Keeps what was read in a run that was stopped.
    fn save_unfinished(&self) -> io::Result<()> {
        if !self.known.wants_base() {
            return self.save_delta();
        }
        let mut base = Some(BaseWriter::new(self.known));
        self.records(&mut base, &mut |_, _| ())?;
        base.map_or(Ok(()), |base| base.finish(self.known, None))
    }

    fn save_delta(&self) -> io::Result<()> {
        self.known.save_delta(self.run.sources, &|id, buffer, see| self.see(id, buffer, see))
    }
}

/// What the comparison of the base came to, as far as it still holds, with its documents as this run calls them.
fn untouched(near: &Near<'_>, outcome: Outcome, groups: &[u64]) -> Outcome {
    let Outcome { mut found, mut ignores } = outcome;
    let is_held = |source: SourceId| near.held(source).is_some();
    found.retain(|one: &Found| match one.group {
        0 => is_held(one.conflict.primary.source),
        group => groups.binary_search(&group).is_err(),
    });
    ignores.retain(is_held);
    // whatever is left speaks of documents that are held
    let name = |source: SourceId| near.held(source).unwrap_or(source);
    found.iter_mut().for_each(|one| one.conflict.rename(&name));
    ignores.rename(&name);
    Outcome { found, ignores }
}

/// Groups as they are now: what the base has of each without documents that are gone, and what new documents add.
fn regrouped<'n>(
    near: &'n Near<'_>,
    groups: &'n [u64],
    new: &'n [Posting],
) -> io::Result<impl FnMut(&mut Vec<Posting>) -> io::Result<bool> + 'n> {
    let mut index = near.index()?;
    let mut left = groups.iter();
    Ok(move |postings: &mut Vec<Posting>| {
        let Some(&group) = left.next() else { return Ok(false) };
        let start = postings.len();
        index.group(group, |posting| {
            postings.extend(near.held(posting.source()).map(|id| posting.renamed(id)));
        })?;
        let first = new.partition_point(|posting| posting.group() < group);
        postings.extend(new[first..].iter().take_while(|posting| posting.group() == group));
        // two rows that are sorted already, which a stable sort only merges
        postings[start..].sort();
        Ok(true)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::article::Reading;
    use crate::engine::active;
    use crate::rule::Ruleset;
    use crate::source::load;

    #[test]
    fn after_a_fault_no_cache_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("news")).expect("a folder");
        fs::write(folder.path().join("news/a.txt"), "It rained on 31 April 2024, they said.\n").expect("a file");
        let (ruleset, reading) = (Ruleset::builtin(), Reading::default());
        let rules = active(&ruleset);
        let cache = Cache::new(&folder.path().join("cache"), b"profile");
        for is_faulty in [true, false] {
            let loaded = load(&[folder.path().join("news")], "-").expect("a folder");
            let run = Run { sources: &loaded.sources, rules: &rules, knowledge: &ruleset.knowledge, reading: &reading };
            if is_faulty {
                loaded.sources.fault(SourceId(0), "some-rule ended with a panic");
            }
            let checked = check(&run, Limits::default(), &cache, &()).expect("it is checked");
            assert_eq!(checked.findings.len(), 1);
            assert_eq!(checked.unkept.as_deref(), is_faulty.then_some("a check ended with a fault"));
            assert_eq!(loaded.sources.problems().len(), usize::from(is_faulty));
        }
    }
}
