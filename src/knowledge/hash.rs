//! One hash of a word, the same when a list is laid out by the build script and when it is searched.

/// A good hash of some bytes, quick for short ones: eight bytes at a time, each folded in by a multiplication.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ (bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        state = mixed(state ^ chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    }
    let rest = chunks.remainder().iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    mixed(state ^ rest)
}

/// Both halves of a product, one over the other: every bit of the input bears on every bit of the result.
#[must_use]
pub const fn mixed(value: u64) -> u64 {
    let product = value as u128 * 0xa076_1d64_78bd_642f;
    (product as u64) ^ ((product >> 64) as u64)
}

/// A number for the letters of a word, whatever their order. Two words of one number that are one edit apart have one set
/// of letters: any other edit changes the sum.
#[must_use]
pub fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |sum, letter| sum.wrapping_add(LETTERS[usize::from(letter)]))
}

/// A number for each byte.
static LETTERS: [u64; 256] = {
    let mut numbers = [0; 256];
    let mut at = 0;
    while at < 256 {
        numbers[at] = mixed(at as u64 + 1);
        at += 1;
    }
    numbers
};
