//! Sorted lines of text that are looked up by their keys: one probe of a hash table, mostly.

use crate::knowledge::hash::hash_bytes;

/// The hash of a key, by which it is looked up in any list.
#[inline]
pub(super) fn hash(key: &str) -> u64 {
    hash_bytes(key.as_bytes())
}

/// Sorted lines of `key` or `key<tab>value`, and the hash table of their starts (see `build/lexicon.rs`).
pub(super) struct Lines {
    pub text: &'static str,
    pub slots: &'static [u8],
}

impl Lines {
    /// The value under a key; "" where the line has none.
    pub fn find(&self, key: &str) -> Option<&'static str> {
        self.place(hash(key), key).map(|place| self.value(place))
    }

    /// Where the value under a key of this hash begins.
    pub fn place(&self, hash: u64, key: &str) -> Option<usize> {
        self.starts(hash).find_map(|start| {
            let end = start + key.len();
            let bytes = self.text.as_bytes();
            let is_key = bytes.get(start..end)? == key.as_bytes();
            (is_key && matches!(bytes.get(end), None | Some(b'\n' | b'\t'))).then_some(end)
        })
    }

    /// The value that begins at a place.
    pub fn value(&self, place: usize) -> &'static str {
        let line = self.line(place);
        line.strip_prefix('\t').unwrap_or(line)
    }

    /// Where lines start of which a key has this hash; others may be among them.
    pub fn starts(&self, hash: u64) -> impl Iterator<Item = usize> {
        let (mask, print) = (self.slots.len() / 4 - 1, hash >> 52);
        let mut at = hash as usize & mask;
        std::iter::from_fn(move || {
            loop {
                let slot = u32::from_le_bytes(*self.slots[at * 4..].first_chunk()?);
                if slot == 0 {
                    return None;
                }
                at = (at + 1) & mask;
                if u64::from(slot >> 20) == print {
                    return Some((slot & 0xf_ffff) as usize - 1);
                }
            }
        })
    }

    /// What is left of a line from a place on.
    pub fn line(&self, place: usize) -> &'static str {
        let rest = &self.text[place..];
        &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }
}
