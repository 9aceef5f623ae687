//! Lists of hashes <-> bytes: each number in as many bytes as its type has, since most hashes need all of them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

/// A number of a fixed width.
pub(crate) trait Fixed: Copy {
    /// The bytes of numbers, end to end.
    fn put(numbers: &[Self]) -> Vec<u8>;
    /// The numbers that some bytes are; `None` where bytes are left over.
    fn all(bytes: &[u8]) -> Option<Vec<Self>>;
}

macro_rules! fixed {
    ($($number:ty),*) => {
        $(impl Fixed for $number {
            fn put(numbers: &[Self]) -> Vec<u8> {
                let mut out = vec![0; size_of_val(numbers)];
                let (places, _) = out.as_chunks_mut();
                places.iter_mut().zip(numbers).for_each(|(place, number)| *place = number.to_le_bytes());
                out
            }

            fn all(bytes: &[u8]) -> Option<Vec<Self>> {
                let (numbers, rest) = bytes.as_chunks();
                rest.is_empty().then(|| numbers.iter().map(|&bytes| Self::from_le_bytes(bytes)).collect())
            }
        })*
    };
}

fixed!(u8, u16, u32, u64);

/// The bytes of some numbers, which [`serialize`] writes behind their count.
pub(crate) fn bytes<N: Fixed>(numbers: &[N]) -> Vec<u8> {
    N::put(numbers)
}

pub(crate) fn serialize<N: Fixed, S: Serializer>(numbers: &[N], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(&N::put(numbers))
}

pub(crate) fn deserialize<'de, N: Fixed, D: Deserializer<'de>>(from: D) -> Result<Vec<N>, D::Error> {
    struct Bytes<N>(PhantomData<N>);

    impl<N: Fixed> Visitor<'_> for Bytes<N> {
        type Value = Vec<N>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("numbers of a fixed width, end to end")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<N>, E> {
            N::all(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
        }
    }

    from.deserialize_bytes(Bytes(PhantomData))
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Hashes {
        #[serde(with = "super")]
        short: Vec<u16>,
        #[serde(with = "super")]
        long: Vec<u32>,
    }

    #[test]
    fn numbers_come_back_and_take_no_more_room_than_they_have() {
        let hashes = Hashes { short: vec![0, 9, u16::MAX], long: vec![u32::MAX, 1 << 31] };
        let bytes = postcard::to_allocvec(&hashes).expect("plain data");
        assert_eq!(bytes.len(), 1 + 6 + 1 + 8);
        assert_eq!(postcard::from_bytes::<Hashes>(&bytes), Ok(hashes));
        assert!(postcard::from_bytes::<Hashes>(&[3, 1, 2, 3, 0]).is_err(), "half a number");
    }
}
