//! What is kept of a document for its summaries: enough to see, without reading it again, that nothing can come of a pair.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::digest::{day_of, length, share};
use super::voice::voices;
use crate::article::Article;
use crate::claim::mix;

/// Bits that a document's words are scattered over: eight for each word, as a power of two. With fewer, a long document
/// would seem to have every word.
fn room(words: usize) -> usize {
    const LEAST: usize = 1 << 10;
    const MOST: usize = 1 << 16;
    (8 * words).next_power_of_two().clamp(LEAST, MOST)
}

thread_local! {
    /// The word that took each bit first. Only where a bit is set is it looked at, so that what it says of the document before
    /// never matters, and it need not be cleared.
    static FIRST: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// What is kept of a document. What its words say in their sentences is read again where something may come of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Outline {
    day: Option<i32>,
    words: usize,
    #[serde(with = "crate::claim::packed")]
    scattered: Vec<u8>,
    distinct: usize,
    spoken: bool,
    #[serde(with = "crate::claim::packed")]
    hashes: Vec<u32>,
    ends: Vec<u32>,
}

impl Outline {
    pub fn of(article: &Article<'_>) -> Self {
        let statements = &article.statements;
        let mut hashes = Vec::with_capacity(statements.iter().map(|statement| statement.words.len()).sum());
        let mut ends = Vec::with_capacity(statements.len());
        for statement in statements {
            hashes.extend(statement.words.iter().map(|word| word.hash));
            ends.push(length(hashes.len()));
        }
        let (scattered, distinct) = scattered(&hashes);
        let spoken = !voices(&article.text, statements.iter()).is_empty();
        Self { day: day_of(article), words: hashes.len(), scattered, distinct, spoken, hashes, ends }
    }

    /// The pairs of words under which documents meet.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&end| end as usize));
        let sentences = starts.zip(&self.ends).map(|(start, &end)| &self.hashes[start..end as usize]);
        let pairs = sentences.flat_map(|words| words.windows(2).map(|two| pair(two[0], two[1])));
        pairs.filter(|&pair| is_key(pair, self.words, self.spoken))
    }
}

/// Words as bits, and how many different ones they are.
fn scattered(words: &[u32]) -> (Vec<u8>, usize) {
    let bits = room(words.len());
    let mut scattered = vec![0_u8; bits / 8];
    // words that found their bit taken by another word
    let (mut others, mut distinct) = (Vec::new(), 0);
    FIRST.with_borrow_mut(|first| {
        first.resize(first.len().max(bits), 0);
        for &word in words {
            let at = word as usize & (bits - 1);
            let (byte, bit) = (&mut scattered[at / 8], 1 << (at % 8));
            if *byte & bit == 0 {
                *byte |= bit;
                first[at] = word;
                distinct += 1;
            } else if first[at] != word {
                others.push(word);
            }
        }
    });
    others.sort_unstable();
    others.dedup();
    distinct += others.len();
    (scattered, distinct)
}

/// The hash of two content words in a row.
fn pair(first: u32, second: u32) -> u64 {
    mix([first.into(), second.into()])
}

/// How many content words a short document has at most.
const SHORT: usize = 80;

/// Whether documents meet under a pair: under every second one, the same ones in all documents, and under all of one with
/// few words and of a conversation.
fn is_key(pair: u64, words: usize, spoken: bool) -> bool {
    words <= SHORT || spoken || pair.is_multiple_of(2)
}

/// The first fields of an [`Outline`], in their order, borrowed from where they are kept.
#[derive(Debug, Deserialize)]
pub struct Head<'d> {
    pub day: Option<i32>,
    /// How many content words the document has.
    pub words: usize,
    /// A bit for each word that it has; several words may share one.
    #[serde(borrow)]
    scattered: &'d [u8],
    /// How many different content words it has.
    distinct: usize,
    /// Whether it is a conversation.
    pub spoken: bool,
    /// Its content words, packed.
    hashes: &'d [u8],
}

impl Head<'_> {
    /// The share of this one's words that the other has, too, at most: a bit of this one whose word the other lacks is a
    /// word, or more, that it lacks.
    pub fn greatest_share_in(&self, other: &Head<'_>) -> f64 {
        if self.scattered.len() == other.scattered.len() {
            // a room is of so many bytes, eight at a time
            let (mine, theirs) = (self.scattered.as_chunks().0, other.scattered.as_chunks().0);
            let lacking = mine
                .iter()
                .zip(theirs)
                .map(|(&mine, &theirs)| (u64::from_le_bytes(mine) & !u64::from_le_bytes(theirs)).count_ones());
            return share(self.distinct.saturating_sub(lacking.sum::<u32>() as usize), self.distinct);
        }
        let mut lacking = vec![0_u8; self.scattered.len()];
        for word in self.hashes().filter(|&word| !other.may_have(word)) {
            let bit = self.bit(word);
            lacking[bit / 8] |= 1 << (bit % 8);
        }
        let lacking: u32 = lacking.iter().map(|byte| byte.count_ones()).sum();
        share(self.distinct.saturating_sub(lacking as usize), self.distinct)
    }

    /// The share of this one's content words that the other has, too.
    pub fn share_in(&self, other: &Head<'_>) -> f64 {
        let mut mine: Vec<u32> = self.hashes().filter(|&word| other.may_have(word)).collect();
        mine.sort_unstable();
        mine.dedup();
        // the other is the longer one: its words are looked up as they come, until none is left to be found
        let (mut found, mut common) = (vec![false; mine.len()], 0);
        for at in other.hashes().filter(|&word| self.may_have(word)).filter_map(|word| mine.binary_search(&word).ok()) {
            common += usize::from(!std::mem::replace(&mut found[at], true));
            if common == mine.len() {
                break;
            }
        }
        share(common, self.distinct)
    }

    /// `false` when the document does not have a word; `true` may be wrong.
    pub fn may_have(&self, word: u32) -> bool {
        let bit = self.bit(word);
        self.scattered.get(bit / 8).is_some_and(|byte| byte & 1 << (bit % 8) != 0)
    }

    /// The bit of a word, as [`scattered`] sets it.
    fn bit(&self, word: u32) -> usize {
        word as usize & (self.scattered.len() * 8).saturating_sub(1)
    }

    fn hashes(&self) -> impl Iterator<Item = u32> {
        let (hashes, _) = self.hashes.as_chunks();
        hashes.iter().map(|&hash| u32::from_le_bytes(hash))
    }
}

/// A head, and where the sentences of its document end.
#[derive(Debug, Deserialize)]
pub struct Sentences<'d> {
    #[serde(borrow)]
    head: Head<'d>,
    ends: Vec<u32>,
}

impl Sentences<'_> {
    /// The pairs of words under which the document meets others, of those whose words another one may have, too.
    pub fn keys_shared_with(&self, other: &Self) -> impl Iterator<Item = u64> {
        let pairs = self.pairs(|word| other.head.may_have(word));
        pairs.filter(|&pair| is_key(pair, self.head.words, self.head.spoken))
    }

    /// The hashes of two content words in a row that are both wanted, in the order of the text.
    fn pairs(&self, wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = u64> {
        let (mut ends, mut before) = (self.ends.iter().map(|&end| end as usize).peekable(), None);
        self.head.hashes().enumerate().filter_map(move |(at, word)| {
            while ends.next_if(|&end| end <= at).is_some() {
                before = None;
            }
            let first = std::mem::replace(&mut before, Some(word).filter(|&word| wanted(word)));
            first.zip(before).map(|(first, second)| pair(first, second))
        })
    }

    /// The share of this one's pairs of words that the other has, too, and how many they are.
    pub fn pairs_in(&self, other: &Self) -> (f64, usize) {
        let mut theirs: Vec<u64> = other.pairs(|word| self.head.may_have(word)).collect();
        theirs.sort_unstable();
        let (mut all, mut common) = (0, 0);
        for pair in self.pairs(|_| true) {
            all += 1;
            common += usize::from(theirs.binary_search(&pair).is_ok());
        }
        (share(common, all), common)
    }

    /// The share of the content words that the other has, too, in that sentence of this one of which it has least.
    pub fn least_told_in(&self, other: &Self) -> f64 {
        /// A sentence of fewer content words tells nothing of where it comes from.
        const SHORT: usize = 4;
        let mut theirs: Vec<u32> = other.head.hashes().filter(|&word| self.head.may_have(word)).collect();
        theirs.sort_unstable();
        let mut words = self.head.hashes();
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let shares = starts.zip(&self.ends).map(|(start, end)| {
            let count = (end - start) as usize;
            let told = words.by_ref().take(count).filter(|word| theirs.binary_search(word).is_ok()).count();
            if count < SHORT { 1.0 } else { share(told, count) }
        });
        shares.fold(1.0, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Reading, read};
    use crate::checks::read_back;
    use crate::checks::summary::digest::{Digest, Known};
    use crate::source::{Encoding, Source, SourceId};

    /// A document as it is kept, and its digest.
    fn kept(text: &str) -> (Vec<u8>, Digest) {
        let utf8 = Encoding::Utf8 { bom: false };
        let source = Source::new(SourceId(0), "a.txt".to_owned(), text.to_owned(), utf8);
        let article = read(&source, &crate::knowledge::Knowledge::default(), &Reading::default());
        (postcard::to_allocvec(&Outline::of(&article)).expect("plain data"), Digest::of(&article))
    }

    /// The pairs of content words of a digest.
    fn pairs(digest: &Digest) -> Vec<u64> {
        let sentences = (0..length(digest.ends.len())).map(|sentence| &digest.words[digest.sentence(sentence)]);
        sentences.flat_map(|words| words.windows(2).map(|two| pair(two[0], two[1]))).collect()
    }

    #[test]
    fn an_outline_tells_of_two_documents_what_their_digests_do() {
        let texts = [
            "The council of Velm closed the harbour bridge on Monday after cracks were found in 14 girders. It rained.",
            "Cracks were found in the harbour bridge of Velm, and the council closed it after a long debate on Monday.",
            "A bakery in Orrby sells bread at night, since bakers there sleep by day and sing in choirs.",
        ];
        let all = texts.map(kept);
        for (a, digest) in &all {
            for (b, other) in &all {
                let [known, theirs] = [digest, other].map(|digest| Known::new(SourceId(0), digest));
                let told = |words: &[u32]| words.iter().filter(|&&word| theirs.has(word)).count();
                let words = share(told(&known.vocabulary), known.vocabulary.len());
                let [head, other_head]: [Head<'_>; 2] = [read_back(a), read_back(b)];
                // a head never promises less than the words hold
                assert!(head.greatest_share_in(&other_head) >= words);
                assert!((head.share_in(&other_head) - words).abs() < f64::EPSILON);

                let [mine, of_other]: [Sentences<'_>; 2] = [read_back(a), read_back(b)];
                let theirs = pairs(other);
                let common = pairs(digest).iter().filter(|pair| theirs.contains(pair)).count();
                assert_eq!(mine.pairs_in(&of_other), (share(common, pairs(digest).len()), common));
                let sentences = (0..length(digest.ends.len())).map(|sentence| &digest.words[digest.sentence(sentence)]);
                let long = sentences.filter(|words| words.len() >= 4);
                let least = long.map(|words| share(told(words), words.len())).fold(1.0, f64::min);
                assert!((mine.least_told_in(&of_other) - least).abs() < f64::EPSILON);

                // those that both have are among those whose words the other may have
                let keys: Vec<u64> = of_other.keys_shared_with(&of_other).collect();
                assert_eq!(keys, theirs);
                let wanted: Vec<u64> = of_other.keys_shared_with(&mine).collect();
                assert!(keys.iter().filter(|key| pairs(digest).contains(key)).all(|key| wanted.contains(key)));
            }
        }
        let head = |at: usize| read_back::<Head<'_>>(&all[at].0);
        assert!(head(2).greatest_share_in(&head(0)) < 0.5);
    }
}
