//! What is kept in front of a digest: enough to see, without reading the digest back, that nothing can come of a pair.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::digest::{Digest, is_key, pair, share};

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

/// A digest, and before it what its [`Head`] reads.
#[derive(Debug, Serialize, Deserialize)]
pub struct Headed {
    day: Option<i32>,
    words: usize,
    #[serde(with = "crate::claim::packed")]
    scattered: Vec<u8>,
    distinct: usize,
    spoken: bool,
    digest: Digest,
}

impl Headed {
    pub fn new(digest: Digest) -> Self {
        let bits = room(digest.words.len());
        let mut scattered = vec![0_u8; bits / 8];
        // words that found their bit taken by another word
        let (mut others, mut distinct) = (Vec::new(), 0);
        FIRST.with_borrow_mut(|first| {
            first.resize(first.len().max(bits), 0);
            for &word in &digest.words {
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
        let spoken = !digest.voices.is_empty();
        Self { day: digest.day, words: digest.words.len(), scattered, distinct, spoken, digest }
    }

    pub fn into_digest(self) -> Digest {
        self.digest
    }
}

/// The first fields of a [`Headed`] and of the digest in it, in their order, borrowed from where they are kept.
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
    _day: Option<i32>,
    /// Its content words, packed.
    hashes: &'d [u8],
}

impl Head<'_> {
    /// The share of this one's words that the other has, too, at most: a bit of this one whose word the other lacks is a
    /// word, or more, that it lacks.
    pub fn greatest_share_in(&self, other: &Head<'_>) -> f64 {
        if self.scattered.len() == other.scattered.len() {
            let lacking =
                self.scattered.iter().zip(other.scattered).map(|(mine, theirs)| (mine & !theirs).count_ones());
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

    /// The bit of a word, as [`Headed::new`] sets it.
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
    /// The pairs of words under which the document meets others, of those whose words are all wanted.
    pub fn pairs(&self, wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = u64> {
        let (mut ends, mut before) = (self.ends.iter().map(|&end| end as usize).peekable(), None);
        let pairs = self.head.hashes().enumerate().filter_map(move |(at, word)| {
            while ends.next_if(|&end| end <= at).is_some() {
                before = None;
            }
            let first = std::mem::replace(&mut before, Some(word).filter(|&word| wanted(word)));
            first.zip(before).map(|(first, second)| pair(first, second))
        });
        pairs.filter(|&pair| is_key(pair, self.head.words, self.head.spoken))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Reading, read};
    use crate::checks::summary::digest::Known;
    use crate::source::{Encoding, Source, SourceId};

    fn encoded(text: &str) -> Vec<u8> {
        let utf8 = Encoding::Utf8 { bom: false };
        let source = Source::new(SourceId(0), "a.txt".to_owned(), text.to_owned(), utf8);
        let article = read(&source, &crate::knowledge::Knowledge::default(), &Reading::default());
        postcard::to_allocvec(&Headed::new(Digest::of(&article))).expect("plain data")
    }

    #[test]
    fn the_head_never_promises_less_than_the_digest_holds() {
        let texts = [
            "The council of Velm closed the harbour bridge on Monday after cracks were found in 14 girders.",
            "Cracks were found in the harbour bridge of Velm, and the council closed it after a long debate on Monday.",
            "A bakery in Orrby sells bread at night, since bakers there sleep by day and sing in choirs.",
        ];
        let kept: Vec<Vec<u8>> = texts.iter().map(|text| encoded(text)).collect();
        for a in &kept {
            for b in &kept {
                let most = crate::checks::read_back::<Head<'_>>(a).greatest_share_in(&crate::checks::read_back(b));
                let digests = [a, b].map(|one| crate::checks::read_back::<Headed>(one).into_digest());
                let [known, other] = [&digests[0], &digests[1]].map(|digest| Known::new(SourceId(0), digest));
                let common = known.vocabulary.iter().filter(|word| other.has(**word)).count();
                let share = share(common, known.vocabulary.len());
                assert!(most >= share, "{most}");
                let [head, theirs] = [a, b].map(|one| crate::checks::read_back::<Head<'_>>(one));
                assert!((head.share_in(&theirs) - share).abs() < f64::EPSILON);
                let pairs = |wanted: &dyn Fn(u32) -> bool| {
                    crate::checks::read_back::<Sentences<'_>>(b).pairs(wanted).collect::<Vec<u64>>()
                };
                assert_eq!(pairs(&|_| true), digests[1].keys().collect::<Vec<u64>>());
                let shared: Vec<u64> =
                    digests[1].keys().filter(|&pair| digests[0].keys().any(|other| other == pair)).collect();
                assert!(shared.iter().all(|pair| pairs(&|word| head.may_have(word)).contains(pair)));
            }
        }
        let head = |at: usize| crate::checks::read_back::<Head<'_>>(&kept[at]);
        assert!(head(2).greatest_share_in(&head(0)) < 0.5);
    }
}
