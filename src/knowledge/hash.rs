//! One hash of a word, the same when a list is laid out by the build script and when it is searched.

/// A good hash of some bytes, quick for short ones: eight bytes at a time, each folded in by a multiplication.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ (bytes.len() as u64);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        state = mixed(state ^ u64::from_le_bytes(*chunk));
    }
    if rest.is_empty() { mixed(state) } else { mixed(state ^ end(bytes)) }
}

/// The last bytes as one number; of bytes of one length, which is in the hash already, no two have the same.
fn end(bytes: &[u8]) -> u64 {
    let number = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(last), ..) => u64::from_le_bytes(*last),
        (None, Some(first), Some(last)) => number(first) | number(last) << 32,
        _ => bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
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
