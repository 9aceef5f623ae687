//! Which characters are letters, and which are part of words -> a bit for each of the basic plane.

use std::path::Path;

/// Writes `letters.bits` and `wordy.bits`: the bit of a character is that of its number, from the lowest bit of a byte up.
pub fn write() {
    write_bits("letters.bits", char::is_alphabetic);
    write_bits("wordy.bits", |c| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c));
}

fn write_bits(file: &str, holds: impl Fn(char) -> bool) {
    let mut bits = vec![0_u8; 0x1_0000 / 8];
    for number in 0..0x1_0000 {
        if char::from_u32(number).is_some_and(&holds) {
            bits[number as usize / 8] |= 1 << (number % 8);
        }
    }
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join(file), bits).expect("OUT_DIR can be written");
}
