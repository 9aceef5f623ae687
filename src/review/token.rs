//! Words that nobody can guess.

/// 128 random bits as 32 hexadecimal digits, from the operating system.
///
/// # Errors
/// When the operating system has none to give.
pub fn random() -> Result<String, getrandom::Error> {
    let mut bits = [0_u8; 16];
    getrandom::fill(&mut bits)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bits)))
}

/// Whether two words are the same, in a time that does not depend on where they differ: hashes are compared, and those
/// of `blake3` in constant time.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_long_and_differ() {
        let (a, b) = (random().expect("bits"), random().expect("bits"));
        assert_eq!((a.len(), b.len()), (32, 32));
        assert!(a.bytes().all(|b| b.is_ascii_hexdigit()) && !same(&a, &b) && same(&a, &a.clone()));
    }
}
