//! A summary and its source -> what the summary gives differently.
//!
//! What the summary says is held against the place of the source that is told in the most similar words; nothing is
//! reported where the source tells it anywhere, or where the two places speak of different things.

mod figures;
mod kinds;
mod names;
mod negations;
mod roles;
mod sense;
mod turns;

pub use figures::{in_its_place, is_telling, is_worked_out};

use super::digest::{Digest, Known, Sign, share};
use crate::finding::{Conflict, Label};
use crate::source::Span;

/// A summary and the text that it sums up.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'p> {
    pub summary: &'p Known<'p>,
    pub source: &'p Known<'p>,
    /// The share of the summary's pairs of words that the source has, too.
    pub close: f64,
    /// Whether both are dated, as reports of their own are.
    pub own: bool,
    /// The share of the summary's words that the source has, too.
    pub words: f64,
}

impl Pair<'_> {
    /// Everything that the summary gives differently: nothing, where that is so much that it sums up something else.
    pub fn judge(&self, out: &mut Vec<Conflict>) {
        let mut found = Vec::new();
        if self.tells_other_figures() {
            return;
        }
        self.figures(&mut found);
        self.bounds(&mut found);
        self.untold(&mut found);
        if self.own && found.len() > 1 && self.told_figures() < found.len() * 2 {
            return;
        }
        self.directions(&mut found);
        self.turns(&mut found);
        self.opposites(&mut found);
        self.kinds(&mut found);
        self.denied(&mut found);
        self.negations(&mut found);
        self.dropped_negations(&mut found);
        let facts = found.len();
        self.calendar(&mut found);
        self.names(&mut found);
        self.roles(&mut found);
        self.swapped(&mut found);
        // a report of another day, or on another, gives other figures, too
        let most = if self.is_wholly_told() { 2 * MOST } else { MOST };
        if found.len() <= most && (facts == found.len() || facts < 2) {
            out.append(&mut found);
        }
    }

    /// How the two are called: of two reports that are about as long neither sums up the other.
    fn called(&self) -> (&'static str, &'static str) {
        let (short, long) = (self.summary.digest.words.len(), self.source.digest.words.len());
        if share(short, long) > EQUAL {
            ("this report", "the other report")
        } else {
            ("the summary", "the text it sums up")
        }
    }

    /// "the summary says “12” where the text it sums up says “21”", of any verb.
    fn differently(&self, verb: &str, mine: &str, theirs: &str) -> String {
        let (here, there) = self.called();
        format!("{here} {verb} “{mine}” where {there} {verb} “{theirs}”")
    }

    /// What the summary says and its source does not.
    fn only_here(&self, word: &str) -> String {
        let (here, there) = self.called();
        format!("{here} says “{word}” where {there} does not")
    }

    /// What the source says and its summary does not.
    fn only_there(&self, word: &str) -> String {
        match self.called() {
            ("the summary", _) => format!("the text says “{word}” where its summary does not"),
            (here, there) => format!("{there} says “{word}” where {here} does not"),
        }
    }

    /// Whether so much of the summary stands in the source word for word that a little less proof will do.
    fn is_close(&self) -> bool {
        self.close >= 0.3
    }

    /// Whether nearly all the words of the summary stand in the source, so that it can sum up nothing else.
    fn is_wholly_told(&self) -> bool {
        !self.own && self.words >= 0.8
    }

    /// How alike the words around a word of the summary and one of the source are, each left out itself; `None` where they
    /// have too little in common.
    fn alike(&self, here: &Sign, there: &Sign) -> Option<Alike> {
        let mine = around_sign(here, self.summary.digest, AROUND);
        let theirs = around_sign(there, self.source.digest, AROUND);
        let alike = self.common_to(here, &mine, &theirs);
        // short sentences, as in a conversation, have few words to share
        let most = alike.common * 3 >= 2 * mine.len().min(theirs.len());
        let enough = alike.common >= ALIKE || alike.common + 1 >= ALIKE && most;
        (enough && alike.beside >= BESIDE).then_some(alike)
    }

    fn common_to(&self, here: &Sign, mine: &[u32], theirs: &[u32]) -> Alike {
        let common = mine.iter().filter(|word| theirs.contains(word)).count();
        let close = around_sign(here, self.summary.digest, 3);
        Alike { common, beside: close.iter().filter(|word| theirs.contains(word)).count() }
    }

    /// Whether two places name different things that the other text knows as well, and one of these stands nowhere near the
    /// other place: then they tell of different things. Near is the sentence, or only the words around.
    fn of_another(&self, here: (u32, u32), there: (u32, u32), near: Near) -> bool {
        let names = |known: &Known<'_>, words: &[u32], other: &Known<'_>| -> Vec<u32> {
            words.iter().copied().filter(|&word| known.is_name(word) && other.has(word)).collect()
        };
        let apart = |names: &[u32], words: &[u32]| !names.is_empty() && names.iter().all(|name| !words.contains(name));
        let (summary, source) = (self.summary.digest, self.source.digest);
        let (mine, theirs) = (around(here.0, here.1, summary), around(there.0, there.1, source));
        let (near_mine, near_theirs) = match near {
            Near::Words => (mine, theirs),
            Near::Sentence => (&summary.words[summary.sentence(here.1)], &source.words[source.sentence(there.1)]),
        };
        apart(&names(self.summary, mine, self.source), near_theirs)
            && apart(&names(self.source, theirs, self.summary), near_mine)
    }

    fn conflict(&self, message: String, here: (Span, &str), there: (Span, &str)) -> Conflict {
        Conflict::new(message, Label::new(self.summary.source, here.0, format!("{} here", here.1)))
            .related(Label::new(self.source.source, there.0, format!("{} here", there.1)))
            .identity([here.1, there.1])
            .cause(self.summary.source, here.0)
    }
}

/// Where a name tells what a place is about.
#[derive(Debug, Clone, Copy)]
enum Near {
    Words,
    Sentence,
}

/// How many words around two places are the same, and how many of those right beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    common: usize,
    beside: usize,
}

/// How many words around two places are the same at least, and how many of those right beside, for the one to stand in
/// the other's place.
const ALIKE: usize = 3;
const BESIDE: usize = 2;

/// From which share of the other's words on a report is about as long.
const EQUAL: f64 = 0.8;

/// With more than so many facts given differently, a text sums up another.
const MOST: usize = 4;

/// How many content words around a place tell what it is about.
const AROUND: usize = 6;

/// The content words around a word, without itself.
fn around_sign(sign: &Sign, digest: &Digest, width: usize) -> Vec<u32> {
    let words = digest.sentence(sign.sentence);
    let at = sign.at as usize;
    let own = usize::from(digest.words[at..words.end].first().is_some_and(|&word| sign.is_word(word)));
    let before = &digest.words[at.saturating_sub(width).max(words.start)..at];
    let behind = &digest.words[(at + own).min(words.end)..(at + own + width).min(words.end)];
    [before, behind].concat()
}

/// The content words around a place in a sentence.
fn around(at: u32, sentence: u32, digest: &Digest) -> &[u32] {
    within(at, sentence, digest, AROUND)
}

/// So many content words before and behind a place in its sentence.
fn within(at: u32, sentence: u32, digest: &Digest, width: usize) -> &[u32] {
    let words = digest.sentence(sentence);
    let at = at as usize;
    &digest.words[at.saturating_sub(width).max(words.start)..(at + width).min(words.end)]
}
