//! Postings -> their statements, found document after document.
//!
//! Groups lead from record to record, no two of which lie near each other. To find all that is asked of a record in one
//! go spares most of the way to memory and, where the record is on disk, of reading it.

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use crate::ahead::approach;
use crate::checks::Key;
use crate::source::{SourceId, Span};
use crate::store::Shelf;
use crate::store::meetings::Meetings;
use crate::store::postings::Posting;
use crate::store::record::{Record, Statement};

/// Postings whose statements one thread finds at a time.
const STRETCH: usize = 1 << 12;

/// Documents whose records are brought from memory at one time.
const AHEAD: usize = 32;

/// Bytes that are copied of what a statement on disk says, at most: one that says more is read back with its group, of
/// which most come to nothing before that.
const COPIED: usize = 512;

/// The statements of a batch of postings, as far as they were found.
pub(super) struct Located<'r> {
    places: Vec<Option<Place<'r>>>,
    /// What was copied, stretch by stretch.
    copied: Vec<Vec<u8>>,
}

/// Where a statement is, and where it lies what it says.
#[derive(Clone, Copy)]
struct Place<'r> {
    key: Key,
    rule: u16,
    span: Span,
    said: Said<'r>,
}

#[derive(Clone, Copy)]
enum Said<'r> {
    Lent([&'r [u8]; 2]),
    Copied { stretch: u32, start: u32, end: u32 },
}

impl<'r> Located<'r> {
    /// Finds the statement of each posting that has one.
    ///
    /// # Errors
    /// When a record can't be read back.
    pub fn new(postings: &[Posting], records: &'r dyn Shelf, meetings: &Meetings<'_>) -> io::Result<Self> {
        let order = by_document(postings);
        let finder = Finder { postings, records, meetings };
        let stretches: Vec<Stretch<'r>> = order
            .par_chunks(STRETCH)
            .enumerate()
            .map(|(number, some)| finder.stretch(number, some))
            .collect::<io::Result<_>>()?;
        let mut located = Self { places: vec![None; postings.len()], copied: Vec::with_capacity(stretches.len()) };
        for stretch in stretches {
            stretch.places.into_iter().for_each(|(at, place)| located.places[at as usize] = Some(place));
            located.copied.push(stretch.copied);
        }
        Ok(located)
    }

    /// Makes the ways to what the statements of some postings say (see [`approach`]).
    pub fn approach(&self, some: Range<usize>) {
        approach(self.places[some].iter().flatten().filter_map(|place| match place.said {
            Said::Lent([own, _]) => own.first().copied(),
            Said::Copied { .. } => None,
        }));
    }

    /// The one statement of a posting, by the place of that among the postings; `None` where the record has to be asked.
    pub fn statement(&self, at: usize) -> Option<(Key, Statement<'_>)> {
        let Place { key, rule, span, said } = self.places[at]?;
        let said = match said {
            Said::Lent(parts) => parts,
            Said::Copied { stretch, start, end } => [&self.copied[stretch as usize][start as usize..end as usize], &[]],
        };
        Some((key, Statement { rule, span, said }))
    }
}

/// The places of postings in the order of their documents, counted and put in their places rather than sorted.
fn by_document(postings: &[Posting]) -> Vec<(SourceId, u32)> {
    let document = |posting: &Posting| posting.source().0 as usize;
    let mut ends = vec![0; postings.iter().map(document).max().map_or(0, |last| last + 1)];
    postings.iter().for_each(|posting| ends[document(posting)] += 1);
    let mut end = 0;
    for count in &mut ends {
        end += std::mem::replace(count, end);
    }
    let mut order = vec![(SourceId(0), 0); postings.len()];
    for (posting, at) in postings.iter().zip(0..) {
        let end = &mut ends[document(posting)];
        order[*end] = (posting.source(), at);
        *end += 1;
    }
    order
}

/// What was found of some postings.
#[derive(Default)]
struct Stretch<'r> {
    places: Vec<(u32, Place<'r>)>,
    copied: Vec<u8>,
}

struct Finder<'f, 'r> {
    postings: &'f [Posting],
    records: &'r dyn Shelf,
    meetings: &'f Meetings<'f>,
}

impl<'r> Finder<'_, 'r> {
    /// Finds statements of postings in the order of documents.
    fn stretch(&self, number: usize, order: &[(SourceId, u32)]) -> io::Result<Stretch<'r>> {
        let number = u32::try_from(number).expect("a batch has few stretches");
        let (mut stretch, mut buffer) = (Stretch::default(), Vec::new());
        let documents: Vec<&[(SourceId, u32)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
        let together = documents.chunks(AHEAD).flat_map(|some| some.iter().zip(self.at_hand(some)));
        for (of_one, record) in together {
            if let Some(record) = record {
                let lent = of_one.iter().filter_map(|&(_, at)| {
                    let (key, Statement { rule, span, said }) = self.only(record, at)?;
                    Some((at, Place { key, rule, span, said: Said::Lent(said) }))
                });
                stretch.places.extend(lent);
                continue;
            }
            let Stretch { places, copied } = &mut stretch;
            self.records.see(of_one[0].0, &mut buffer, &mut |record| {
                for &(_, at) in *of_one {
                    let Some((key, Statement { rule, span, said })) = self.only(record, at) else { continue };
                    if said[0].len() + said[1].len() > COPIED {
                        continue;
                    }
                    let start = copied.len();
                    said.iter().for_each(|part| copied.extend_from_slice(part));
                    let place = |at: usize| u32::try_from(at).expect("a stretch copies little");
                    let said = Said::Copied { stretch: number, start: place(start), end: place(copied.len()) };
                    places.push((at, Place { key, rule, span, said }));
                }
            })?;
        }
        Ok(stretch)
    }

    /// The records of some documents, as far as they are in memory, with the ways to what is asked of them made at one time
    /// (see [`approach`]).
    fn at_hand(&self, documents: &[&[(SourceId, u32)]]) -> Vec<Option<Record<'r>>> {
        let records: Vec<Option<Record<'r>>> =
            documents.iter().map(|of_one| self.records.at_hand(of_one[0].0)).collect();
        let asked = documents.iter().zip(&records).flat_map(|(of_one, record)| {
            let entries = of_one.iter().map(|&(_, at)| self.postings[at as usize].entry());
            record.iter().flat_map(move |record| entries.clone().flat_map(|entry| record.lines_of(entry)))
        });
        approach(asked);
        records
    }

    /// The statement of a posting that has no more than one.
    fn only<'s>(&self, record: Record<'s>, at: u32) -> Option<(Key, Statement<'s>)> {
        let (mut found, mut count) = (None, 0);
        record.posted(&self.postings[at as usize], self.meetings, |key, statement| {
            found = Some((key, statement));
            count += 1;
        });
        found.filter(|_| count == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Emit, Keyed};
    use crate::store::record::write;
    use crate::store::records::Records;

    /// The record of a document that states one thing under `a`, two under `b`, and something long under `c`.
    fn record(id: u32) -> Vec<u8> {
        let mut keyed = Keyed::default();
        let mut emit = Emit::<String>::new(3, &mut keyed);
        for (key, said) in [("a", format!("one of {id}")), ("b", "x".into()), ("b", "y".into()), ("c", "z".repeat(600))]
        {
            emit.state(Key::new(&[key]), Span::new(1, 2 + said.len()), &said);
        }
        write(keyed)
    }

    #[test]
    fn statements_are_found_in_memory_and_on_disk() {
        for limit in [usize::MAX, 0] {
            let mut records = Records::new(9000, limit);
            let meetings = Meetings::default();
            let mut postings = Vec::new();
            for id in 0..9000 {
                let bytes = record(id);
                records.put(SourceId(id), &bytes);
                let record = Record::new(&bytes).expect("a record");
                record.postings(SourceId(id), &meetings, &mut postings);
            }
            postings.sort_unstable();
            let located = Located::new(&postings, &records, &meetings).expect("a file that can be read");
            let (mut one, mut long) = (0, 0);
            for (at, posting) in postings.iter().enumerate() {
                let Some((key, statement)) = located.statement(at) else { continue };
                let said: String = crate::checks::read_back(&statement.said.concat());
                if key == Key::new(&["a"]) {
                    assert_eq!(said, format!("one of {}", posting.source().0));
                    one += 1;
                } else {
                    assert_eq!((key, said), (Key::new(&["c"]), "z".repeat(600)), "two statements are none");
                    long += 1;
                }
            }
            assert_eq!(one, 9000);
            assert!(if limit == 0 { long < 9000 } else { long == 9000 }, "{long}");
        }
    }
}
