//! Sources x rules -> findings: articles are read and keyed in parallel, what shares a key is compared.

mod cached;
mod compare;
mod held;
mod kept;
mod located;
mod touched;

use std::io;

use compare::Comparison;
use held::held;

use crate::article::{Article, Reading, read};
use crate::checks::{Again, Context, Keyed};
use crate::extract::quote::Quote;
use crate::finding::{Conflict, Finding, Raised, Severity, findings};
use crate::knowledge::Knowledge;
use crate::rule::{Rule, Ruleset};
use crate::segment::{Segmented, segment};
use crate::source::{Source, SourceId, Sources, Watch};
use crate::store::cache::base::{Found, Outcome};
use crate::store::meetings::Meetings;
use crate::store::postings::{Posting, Postings};
use crate::store::record::{self, Record};
use crate::store::records::Records;
use crate::suppress::Suppressions;

pub use crate::store::{Cache, Limits, clean};
pub use kept::Kept;

/// A rule as it runs: how severe its findings are at most.
#[derive(Debug, Clone, Copy)]
pub struct Active<'r> {
    pub rule: &'r Rule,
    pub severity: Severity,
}

/// The rules that are not off, at their levels.
#[must_use]
pub fn active(ruleset: &Ruleset) -> Vec<Active<'_>> {
    let rules = ruleset.rules.iter();
    rules.filter_map(|rule| rule.level.severity().map(|severity| Active { rule, severity })).collect()
}

/// What a check of documents came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// In their one order, whatever the threads did.
    pub findings: Vec<Finding>,
    /// The ignores that stand in the documents.
    pub ignores: Suppressions,
    /// Whether whoever watches ended it before everything was read: then nothing was compared.
    pub stopped: bool,
    /// Why more memory was used than was allowed.
    pub trouble: Option<String>,
    /// Why a cache was thrown away.
    pub thrown_away: Option<String>,
    /// Why the cache was not brought up to date.
    pub unkept: Option<String>,
}

/// Checks sources against rules: each document is read, keyed and let go. What is stated is kept in memory.
#[must_use]
pub fn check(
    sources: &Sources,
    rules: &[Active<'_>],
    knowledge: &Knowledge,
    reading: &Reading,
    watch: &dyn Watch,
) -> Checked {
    let run = Run { sources, rules, knowledge, reading };
    run.check(Limits::NONE, watch).expect("what is in memory is read back")
}

/// Documents, and what they are checked with.
#[derive(Clone, Copy)]
pub struct Run<'r> {
    pub sources: &'r Sources,
    pub rules: &'r [Active<'r>],
    pub knowledge: &'r Knowledge,
    pub reading: &'r Reading,
}

impl Run<'_> {
    /// Checks the documents within limits of memory, beyond which what is stated goes to temporary files.
    ///
    /// # Errors
    /// When a temporary file can't be read back. One that can't be written costs memory alone: [`Checked::trouble`]
    /// tells of it.
    pub fn check(&self, limits: Limits, watch: &dyn Watch) -> io::Result<Checked> {
        self.check_with(limits, watch, &|source| self.record(source), &mut |_, _| ())
    }

    /// The same with records from wherever `record` has them; `keep` is handed each.
    fn check_with(
        &self,
        limits: Limits,
        watch: &dyn Watch,
        record: &(dyn Fn(&Source) -> Vec<u8> + Sync),
        keep: &mut dyn FnMut(SourceId, Vec<u8>),
    ) -> io::Result<Checked> {
        let meetings = self.meetings();
        let mut records = Records::new(self.sources.len(), limits.records);
        let mut postings = Postings::new(limits.postings);
        let mut outcome = Outcome::default();
        let ids: Vec<SourceId> = self.sources.ids().collect();
        let each = |source: &Source| {
            let bytes = record(source);
            let record = Record::new(&bytes).expect("a record that was just written");
            let mut posted = Vec::with_capacity(record.keys() * 5 / 4);
            record.postings(source.id, &meetings, &mut posted);
            (source.id, bytes, posted)
        };
        let take = |made: Vec<(SourceId, Vec<u8>, Vec<Posting>)>| {
            for (id, bytes, posted) in made {
                records.put(id, &bytes);
                postings.extend(posted);
                tails(id, Record::new(&bytes).expect("a record that was just written"), &mut outcome);
                keep(id, bytes);
            }
        };
        self.sources.read_each(&ids, watch, each, take);
        if watch.stopped() {
            return Ok(Checked { stopped: true, ..Checked::default() });
        }
        let trouble = records.trouble().or(postings.trouble()).map(ToString::to_string);
        let context = Context { knowledge: self.knowledge, again: self };
        let comparison =
            Comparison { sources: self.sources, records: &records, rules: self.rules, meetings: &meetings, context };
        let mut groups = postings.into_groups_that_meet();
        outcome.found.extend(comparison.conflicts(|postings| groups.add(postings))?);
        Ok(Checked { trouble, ..self.checked(outcome) })
    }

    /// The same with a cache: what it knows of documents is not read. One that is damaged is thrown away.
    ///
    /// # Errors
    /// When a temporary file can't be read back.
    pub fn check_cached(&self, limits: Limits, cache: &Cache, watch: &dyn Watch) -> io::Result<Checked> {
        cached::check(self, limits, cache, watch).or_else(|error| {
            let checked = self.check(limits, watch)?;
            let why = Some(error.to_string());
            if is_damage(&error) {
                cache.discard();
                return Ok(Checked { thrown_away: why, ..checked });
            }
            // it may be whole, but not for whoever runs this
            Ok(Checked { unkept: why, ..checked })
        })
    }

    fn checked(&self, outcome: Outcome) -> Checked {
        let raised = outcome.found.into_iter().map(|one| raise(self.rules[usize::from(one.rule)], one.conflict));
        Checked { findings: findings(raised.collect(), self.sources), ignores: outcome.ignores, ..Checked::default() }
    }

    fn meetings(&self) -> Meetings<'_> {
        Meetings::new((0..).zip(self.rules).map(|(rule, active)| (rule, active.rule.check.check())))
    }

    /// The record of what a document states.
    fn record(&self, source: &Source) -> Vec<u8> {
        record::write(self.key(source))
    }

    /// What a document states.
    fn key(&self, source: &Source) -> Keyed {
        let context = Context { knowledge: self.knowledge, again: &() };
        let mut keyed = Keyed::with_room(Suppressions::of(source));
        let article = match held(|| read(source, self.knowledge, self.reading)) {
            Ok(article) => article,
            Err(fault) => {
                self.sources.fault(source.id, &format!("reading ended with {fault}: the document is left out"));
                return keyed;
            }
        };
        // a fault ends one check, and the next goes on
        let mut next = 0;
        while next < self.rules.len() {
            let all = held(|| {
                for (index, active) in self.rules.iter().enumerate().skip(next) {
                    next = index + 1;
                    let index = u16::try_from(index).expect("fewer than 65,536 rules");
                    active.rule.check.check().key(index, context, &article, &mut keyed);
                }
            });
            if let Err(fault) = all {
                self.sources.fault(source.id, &left_out(&self.rules[next - 1], &fault));
            }
        }
        for (_, conflict) in &mut keyed.conflicts {
            conflict.identify(|label| (label.source == source.id).then(|| source.slice(label.span).to_owned()));
        }
        keyed
    }
}

/// What a fault costs.
fn left_out(active: &Active<'_>, fault: &str) -> String {
    format!("{} ended with {fault}: what it would have found here is left out", active.rule.id)
}

/// Takes note of what a document comes to by itself.
fn tails(id: SourceId, record: Record<'_>, outcome: &mut Outcome) {
    let Some(tail) = record.tail(id) else { return };
    outcome.found.extend(tail.conflicts.into_iter().map(|(rule, conflict)| Found { rule, group: 0, conflict }));
    outcome.ignores.extend(tail.ignores);
}

impl Again for Run<'_> {
    fn skim(&self, source: SourceId, see: &mut dyn FnMut(&Segmented<'_>, &[Quote])) {
        if let Ok(source) = self.sources.load(source) {
            let text = segment(crate::read::read(&source));
            let quotes = crate::extract::quote::read(&text);
            see(&text, &quotes);
        }
    }

    fn read(&self, source: SourceId, see: &mut dyn FnMut(&Article<'_>)) {
        if let Ok(source) = self.sources.load(source) {
            see(&read(&source, self.knowledge, self.reading));
        }
    }
}

/// Whether what was read back is not what was written.
fn is_damage(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
}

fn raise(active: Active<'_>, conflict: Conflict) -> Raised<'_> {
    Raised { rule: &active.rule.id, level: active.severity, conflict }
}
