//! Memory asked for ahead of its use.
//!
//! A look at what is not in the cache of a core waits a hundred times as long as one at what is. Where it is known what will
//! be looked at, the ways to all of it are made at one time; a look at one after the other would wait for each.

/// Has bytes, and what lies beside them, brought from where they are.
#[inline]
pub(crate) fn approach(bytes: impl Iterator<Item = u8>) {
    std::hint::black_box(bytes.fold(0, |seen, byte| seen ^ byte));
}
