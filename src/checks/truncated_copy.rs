//! A copy that stops in the middle: the other one goes on after the last sentence that both have.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{Check, Context, Emit, Encoded, Key, read_back};
use crate::article::Article;
use crate::claim::Sketch;
use crate::finding::{Conflict, Label};
use crate::segment::{BlockKind, Segmented, Sentence};
use crate::source::{SourceId, Span};

/// From when on a copy counts as cut off.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TruncatedCopy {
    /// How many sentences both have, at least.
    pub common: usize,
    /// How many sentences the longer one has after them, in percent of those that both have, at least.
    pub missing: usize,
}

/// The sentences of a document on their way to the comparison.
#[derive(Debug, Serialize, Deserialize)]
pub struct Told {
    /// The hash of each, in the order of the text.
    #[serde(with = "crate::claim::packed")]
    hashes: Vec<u64>,
    /// Where each starts and ends.
    #[serde(with = "crate::claim::packed")]
    places: Vec<u32>,
    sketch: Sketch,
}

/// The same, but for the sketch as it is kept: most pairs are told by their sketches.
#[derive(Debug, Deserialize)]
struct Seen<'d> {
    #[serde(borrow)]
    hashes: &'d [u8],
    #[serde(borrow)]
    places: &'d [u8],
    sketch: Sketch,
}

impl Seen<'_> {
    /// The hash of each sentence and its place.
    fn sentences(&self) -> Vec<(u64, Span)> {
        let (hashes, _) = self.hashes.as_chunks();
        let (places, _) = self.places.as_chunks::<4>();
        let place = |at: &[u8; 4]| u32::from_le_bytes(*at);
        let (spans, _) = places.as_chunks();
        let spans = spans.iter().map(|[start, end]| Span { start: place(start), end: place(end) });
        hashes.iter().map(|&hash| u64::from_le_bytes(hash)).zip(spans).collect()
    }
}

/// A document of a group.
type Copied<'d> = (SourceId, Seen<'d>);

/// Shorter sentences are headings, captions and page furniture as often as not.
const WORDS: usize = 8;

/// A text that more documents have than this is a form.
const CROWD: usize = 32;

impl Check for TruncatedCopy {
    type Said = Told;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Told>) {
        let text = &article.text;
        let body = text.sentences.iter().filter(|sentence| {
            let kind = text.blocks[sentence.block].kind;
            matches!(kind, BlockKind::Body | BlockKind::Quotation) && sentence.tokens.len() >= WORDS
        });
        let most = text.sentences.len();
        let (mut hashes, mut places) = (Vec::with_capacity(most), Vec::with_capacity(2 * most));
        for sentence in body {
            hashes.push(hash_spaced(text, sentence));
            places.extend([sentence.span.start, sentence.span.end]);
        }
        if hashes.len() >= self.common {
            let span = Span { start: places[0], end: places[1] };
            emit.state_of_text(article, span, &Told { hashes, places, sketch: article.sketch.clone() });
        }
    }

    /// No crowd is told by its postings: other rules state what they say of copies under the same keys, and a key that they
    /// share has one posting for them all.
    fn compare_encoded(&self, _: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
        if stated.len() > CROWD {
            return;
        }
        let stated: Vec<Copied<'_>> = stated.iter().map(|&(source, _, said)| (source, read_back(said))).collect();
        for short in &stated {
            let mut longer = stated
                .iter()
                .filter(|long| long.0 != short.0 && is_first_meeting(key, &short.1.sketch, &long.1.sketch));
            if let Some(conflict) = longer.find_map(|long| self.conflict(short, long)) {
                out.push(conflict);
            }
        }
    }
}

impl TruncatedCopy {
    fn conflict(&self, (short, told): &Copied<'_>, (long, told_there): &Copied<'_>) -> Option<Conflict> {
        let (ours, theirs) = (told.sentences(), told_there.sentences());
        let place = |hash: u64| theirs.iter().position(|other| other.0 == hash);
        let places: Vec<(usize, usize)> =
            ours.iter().enumerate().filter_map(|(at, one)| Some((at, place(one.0)?))).collect();
        let (&(first, begins), &(last, ends)) = (places.first()?, places.last()?);
        let common = places.len();
        // what was put into another order was not cut off
        if !places.is_sorted_by(|a, b| a.1 < b.1) {
            return None;
        }
        // a house may have reworded a sentence here and there
        let gaps = (last + 1 - first) + (ends + 1 - begins) - 2 * common;
        let more = theirs.len() - ends - 1;
        // what the short one has after the last common sentence is page furniture, if anything
        let own = ours.len() - last - 1;
        let cut = common >= self.common && gaps <= common;
        if !cut || more * 100 < self.missing * common || more < 3 || own * 3 > more {
            return None;
        }
        let (end, next) = (ours[last], theirs[ends + 1]);
        // not how far it goes on: a page's teasers look like sentences of the article
        let message = "this copy stops here, and the other goes on";
        Some(
            Conflict::new(message, Label::new(*short, end.1, "last sentence here"))
                .related(Label::new(*long, next.1, "goes on there"))
                .identity([end.0.to_string()])
                .cause(*short, end.1),
        )
    }
}

/// The hash of a sentence with one space for each white space in it, which only stands between tokens.
fn hash_spaced(text: &Segmented<'_>, sentence: &Sentence) -> u64 {
    let bytes = text.document.text.as_bytes();
    let whole = &bytes[text.span(sentence.tokens.clone()).range()];
    // most sentences are written so already
    let is_plain = whole.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    let pairs = whole.iter().zip(whole.get(1..).unwrap_or_default());
    let is_spaced = pairs.fold(true, |spaced, (one, next)| spaced & !((*one == b' ') & (*next == b' ')));
    if is_plain && is_spaced {
        return xxh3_64(whole);
    }
    let (mut hash, mut start, mut end) = (None, sentence.span.start, sentence.span.start);
    for token in &text.tokens[sentence.tokens.clone()] {
        let next = token.span.start;
        let as_written = next <= end || (next == end + 1 && bytes[end as usize] == b' ');
        if !as_written {
            let hash = hash.get_or_insert_with(Xxh3::new);
            hash.update(&bytes[start as usize..end as usize]);
            hash.update(b" ");
            start = next;
        }
        end = token.span.end;
    }
    let rest = &bytes[start as usize..end as usize];
    match hash {
        None => xxh3_64(rest),
        Some(mut hash) => {
            hash.update(rest);
            hash.digest()
        }
    }
}

/// Two documents that meet under several bands are compared under the first of them.
fn is_first_meeting(key: Key, a: &Sketch, b: &Sketch) -> bool {
    a.first_shared_band(b).and_then(|band| a.keys().nth(band)) == Some(key)
}
