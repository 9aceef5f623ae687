//! Lists of hashes <-> bytes, end to end: a hash as a number that takes as many bytes as it needs takes one more than it
//! has, and is written byte by byte.
//!
//! For fields of what checks state: `#[serde(with = "crate::packed")]`.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// A hash of a fixed size.
pub trait Hash: Copy {
    fn write(self, out: &mut Vec<u8>);
    /// The hashes that make up some bytes; `None` where something is left over.
    fn read(bytes: &[u8]) -> Option<Vec<Self>>;
}

macro_rules! hashes {
    ($($hash:ty),*) => {
        $(impl Hash for $hash {
            fn write(self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn read(bytes: &[u8]) -> Option<Vec<Self>> {
                let (hashes, rest) = bytes.as_chunks();
                rest.is_empty().then(|| hashes.iter().map(|&bytes| Self::from_le_bytes(bytes)).collect())
            }
        })*
    };
}

hashes!(u8, u16, u32);

/// Writes a list.
///
/// # Errors
/// When whatever it is written to fails.
pub fn serialize<H: Hash, S: Serializer>(hashes: &[H], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(size_of_val(hashes));
    hashes.iter().for_each(|hash| hash.write(&mut bytes));
    serializer.serialize_bytes(&bytes)
}

/// Reads a list back.
///
/// # Errors
/// When what is read is no such list.
pub fn deserialize<'d, H: Hash, D: Deserializer<'d>>(deserializer: D) -> Result<Vec<H>, D::Error> {
    H::read(<&[u8]>::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("bytes are left over"))
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Lists {
        #[serde(with = "super")]
        short: Vec<u16>,
        #[serde(with = "super")]
        long: Vec<u32>,
        after: u8,
    }

    #[test]
    fn lists_come_back() {
        let lists = Lists { short: vec![1, u16::MAX], long: vec![0, 7, u32::MAX, 1 << 20], after: 9 };
        let bytes = postcard::to_allocvec(&lists).expect("plain data");
        assert_eq!(bytes.len(), 1 + 4 + 1 + 16 + 1);
        assert_eq!(postcard::from_bytes::<Lists>(&bytes).expect("what was written"), lists);
        assert!(postcard::from_bytes::<Lists>(&[1, 0, 0, 9]).is_err());
    }
}
