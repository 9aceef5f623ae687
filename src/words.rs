//! Lists of words that the words of a text are looked up in, each with a hash table that the compiler lays out:
//! most words are in no list, and an empty slot says so.

use std::ops::Deref;

/// Slots of a list's table. A list is at most half as long.
const SLOTS: usize = 1024;

/// A list of words, each there once; most are sorted.
#[derive(Debug)]
pub struct Words {
    list: &'static [&'static str],
    lengths: Lengths,
    /// Index into the list plus one; 0 for none. A word is looked for from the slot its letters name.
    slots: [u16; SLOTS],
}

impl Words {
    /// Lays the table out.
    #[must_use]
    pub const fn new(list: &'static [&'static str]) -> Self {
        assert!(list.len() <= SLOTS / 2, "a table is at most half full");
        let (mut slots, mut lengths) = ([0; SLOTS], Lengths::NONE);
        let mut at = 0;
        while at < list.len() {
            lengths = lengths.with(list[at].as_bytes());
            let mut slot = first_slot(list[at].as_bytes());
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            at += 1;
            slots[slot] = at as u16;
        }
        Self { list, lengths, slots }
    }

    #[must_use]
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        self.position(word).is_some()
    }

    /// Where a word stands in the list.
    #[must_use]
    #[inline]
    pub fn position(&self, word: &str) -> Option<usize> {
        if self.lengths.may_have(word.as_bytes()) { self.look_up(word) } else { None }
    }

    fn look_up(&self, word: &str) -> Option<usize> {
        let mut slot = first_slot(word.as_bytes());
        loop {
            let at = usize::from(self.slots[slot]).checked_sub(1)?;
            if self.list[at] == word {
                return Some(at);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

impl Deref for Words {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        self.list
    }
}

/// How long the words of a set are, by how they begin: the quickest look at a word that is in no short list.
#[derive(Debug, Clone, Copy)]
struct Lengths([u32; 32]);

impl Lengths {
    const NONE: Self = Self([0; 32]);

    const fn with(mut self, word: &[u8]) -> Self {
        let (start, length) = Self::place(word);
        self.0[start] |= length;
        self
    }

    #[inline]
    const fn may_have(&self, word: &[u8]) -> bool {
        let (start, length) = Self::place(word);
        self.0[start] & length != 0
    }

    /// The first letter, of whatever case, and a bit for the length; all that is long is of one length.
    #[inline]
    const fn place(word: &[u8]) -> (usize, u32) {
        let first = if word.is_empty() { 0 } else { word[0] };
        let length = if word.len() < 31 { word.len() } else { 31 };
        (first as usize % 32, 1 << length)
    }
}

/// The words of a list that says something of each, for its table.
#[must_use]
pub const fn firsts<T: Copy, const N: usize>(pairs: &[(&'static str, T)]) -> [&'static str; N] {
    let mut out = [""; N];
    let mut at = 0;
    while at < N {
        out[at] = pairs[at].0;
        at += 1;
    }
    out
}

/// A hash of a word's length and of its first, middle and last letter.
const fn first_slot(word: &[u8]) -> usize {
    if word.is_empty() {
        return 0;
    }
    let letters = [word[0], word[word.len() / 2], word[word.len() - 1], word.len() as u8];
    (u32::from_le_bytes(letters).wrapping_mul(0x9e37_79b1) >> 22) as usize
}

/// A set of words by their hashes (see [`crate::claim::hash_word`]): what is asked first where most words are in no list.
#[derive(Debug)]
pub struct Hashes {
    bits: Vec<u64>,
}

/// Bits of a set. A thousand words set a fifth of them.
const BITS: u64 = 1 << 13;

impl Default for Hashes {
    fn default() -> Self {
        Self { bits: vec![0; (BITS / 64) as usize] }
    }
}

impl Hashes {
    #[inline]
    pub fn add(&mut self, hash: u64) {
        for bit in Self::places(hash) {
            self.bits[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// `false` when a word was never added; `true` may be wrong.
    #[must_use]
    #[inline]
    pub fn may_have(&self, hash: u64) -> bool {
        Self::places(hash).iter().all(|&bit| self.bits[bit / 64] & 1 << (bit % 64) != 0)
    }

    /// The two bits of a word.
    #[inline]
    fn places(hash: u64) -> [usize; 2] {
        [(hash % BITS) as usize, ((hash >> 40) % BITS) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: Words = Words::new(&["", "a", "abacus", "baobab", "zebra"]);

    #[test]
    fn a_list_has_its_words_and_no_others() {
        for (at, word) in LIST.iter().enumerate() {
            assert_eq!(LIST.position(word), Some(at));
        }
        assert!(!LIST.has("b") && !LIST.has("abacas") && !LIST.has("zebras"));
        assert_eq!(LIST.len(), 5);
    }

    #[test]
    fn a_set_never_denies_what_was_added() {
        let hash = |word: &str| crate::claim::hash_word(word.as_bytes());
        let mut set = Hashes::default();
        assert!(!set.may_have(hash("baobab")));
        for word in ["", "a", "of", "baobab", "Östersund"] {
            set.add(hash(word));
            assert!(set.may_have(hash(word)));
        }
        assert!(!set.may_have(hash("zebra")));
    }
}
