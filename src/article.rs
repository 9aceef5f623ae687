//! Everything read out of one document, in the order it was read: what checks look at.

use std::any::Any;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::claim::Sketch;
use crate::claim::dating::{Witness, witnesses};
use crate::claim::office::OfficeClaim;
use crate::claim::person::Entity;
use crate::claim::statement::Statement;
use crate::extract::date::{DateMention, DocumentDate};
use crate::extract::name::NameMention;
use crate::extract::quantity::{Quantities, Quantity};
use crate::extract::quote::Quote;
use crate::knowledge::Knowledge;
use crate::segment::{Segmented, segment};
use crate::source::Source;

/// Choices of a run that bear on how a document is read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The date to take for a document that tells none itself (`--document-date`).
    pub document_date: Option<chrono::NaiveDate>,
}

/// One document, read.
#[derive(Debug)]
pub struct Article<'s> {
    pub text: Segmented<'s>,
    /// When the document was made, with the evidence for it.
    pub published: DocumentDate,
    /// In the order of the text, as are all the mentions.
    pub dates: Vec<DateMention>,
    /// Those that are no part of a date.
    pub quantities: Vec<Quantity>,
    /// Those in dates, too.
    pub numbers: Vec<Quantity>,
    pub quotes: Vec<Quote>,
    pub names: Vec<NameMention>,
    /// Who and what the names stand for.
    pub entities: Vec<Entity>,
    /// Who is said to hold, have held or take an office.
    pub offices: Vec<OfficeClaim>,
    /// What bounds the day of its writing.
    pub witnesses: Vec<Witness>,
    pub statements: Vec<Statement>,
    /// A sketch of the words, to tell copies of one text.
    pub sketch: Sketch,
    /// What checks have worked out of it, for those after them.
    pub memo: Memo,
}

/// Values that several checks work out of one article, each worked out once; one of a type.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Vec<Arc<dyn Any + Send + Sync>>>);

impl Memo {
    /// The value of a type, made now if no check has asked for it before.
    pub fn get<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let values = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = values().iter().find_map(|value| Arc::clone(value).downcast().ok());
        known.unwrap_or_else(|| {
            let made = Arc::new(make());
            values().push(Arc::clone(&made) as Arc<dyn Any + Send + Sync>);
            made
        })
    }
}

/// The entity of each name.
struct Meant(Vec<Option<u32>>);

impl Article<'_> {
    /// Whether a token stands in a quotation.
    #[must_use]
    pub fn is_quoted(&self, token: usize) -> bool {
        let at = self.quotes.partition_point(|quote| quote.tokens.end <= token);
        self.quotes.get(at).is_some_and(|quote| quote.tokens.contains(&token))
    }

    /// The names within some tokens, with their places in the list.
    pub fn names_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = (usize, &NameMention)> + use<'_> {
        let (first, end) = (self.names.partition_point(|name| name.tokens.end <= tokens.start), tokens.end);
        (first..).zip(&self.names[first..]).take_while(move |(_, name)| name.tokens.start < end)
    }

    /// The dates within some tokens.
    pub fn dates_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = &DateMention> + use<'_> {
        let (first, end) = (self.dates.partition_point(|date| date.tokens.start < tokens.start), tokens.end);
        self.dates[first..].iter().take_while(move |date| date.tokens.end <= end)
    }

    /// The entity that a name stands for, both by their places in the lists.
    #[must_use]
    pub fn entity_of(&self, name: usize) -> Option<usize> {
        let meant = self.memo.get(|| {
            let mut meant = vec![None; self.names.len()];
            for (at, entity) in (0..).zip(&self.entities) {
                entity.mentions.iter().for_each(|&mention| meant[mention] = Some(at));
            }
            Meant(meant)
        });
        meant.0.get(name).copied().flatten().map(|entity| entity as usize)
    }
}

/// Reads a document: segments it, extracts what it mentions, and says what it claims.
#[must_use]
pub fn read<'s>(source: &'s Source, knowledge: &Knowledge, reading: &Reading) -> Article<'s> {
    let text = segment(crate::read::read(source));
    let (dates, published) = crate::extract::date::read(&text, knowledge, reading);
    let quotes = crate::extract::quote::read(&text);
    let names = crate::extract::name::read(&text, &dates, knowledge);
    let Quantities { all: numbers, undated: quantities } = crate::extract::quantity::read(&text, &dates);
    let entities = crate::claim::person::join(&text, &names);
    let quoted: Vec<_> = quotes.iter().map(|quote: &Quote| quote.tokens.clone()).collect();
    let offices = crate::claim::office::read(&text, &quoted, knowledge);
    let events = crate::claim::event::read(&text, &knowledge.event_index);
    let witnesses = witnesses(&text, &dates, &offices, &events, knowledge);
    let sketch = Sketch::of(&text);
    let statements = crate::claim::statement::read(&text, &quantities);
    let memo = Memo::default();
    Article {
        text,
        published,
        dates,
        quantities,
        numbers,
        quotes,
        names,
        entities,
        offices,
        witnesses,
        statements,
        sketch,
        memo,
    }
}
