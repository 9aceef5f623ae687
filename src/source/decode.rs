//! Bytes -> text: UTF-8 with or without a byte order mark, UTF-16, Windows-1252.

/// How a file is encoded on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8 { bom: bool },
    Utf16 { little_endian: bool, bom: bool },
    Windows1252,
}

/// The bytes are not text (an image, an archive, a program).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

/// How much of a file is looked at to tell text from anything else, in bytes.
const PROBE: usize = 8 * 1024;

/// Decodes a file's bytes.
///
/// A byte order mark decides; without one, bytes that are valid UTF-8 are UTF-8, bytes with a NUL at every second
/// place are UTF-16, other bytes with a NUL are no text, and what is left is Windows-1252.
///
/// # Errors
/// [`NotText`] when the bytes hold a NUL and are not UTF-16.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), NotText> {
    if let Some((encoding, bom)) = encoding_rs::Encoding::for_bom(&bytes) {
        if encoding != encoding_rs::UTF_8 {
            let little_endian = encoding == encoding_rs::UTF_16LE;
            return Ok(utf16(&bytes[bom..], little_endian, true));
        }
        if let Ok(text) = std::str::from_utf8(&bytes[bom..]) {
            return if text.contains('\0') {
                Err(NotText)
            } else {
                Ok((text.to_owned(), Encoding::Utf8 { bom: true }))
            };
        }
    }
    let probe = &bytes[..bytes.len().min(PROBE)];
    if memchr::memchr(0, probe).is_some() {
        return utf16_without_mark(probe).map(|little_endian| utf16(&bytes, little_endian, false)).ok_or(NotText);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Encoding::Utf8 { bom: false })),
        Err(error) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes());
            if is_binary(&text) { Err(NotText) } else { Ok((text.into_owned(), Encoding::Windows1252)) }
        }
    }
}

/// Text in a one-byte encoding holds next to no control characters; compressed data is full of them.
fn is_binary(text: &str) -> bool {
    let (mut seen, mut control) = (0_usize, 0_usize);
    for c in text.chars().take(PROBE) {
        seen += 1;
        control += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'));
    }
    control * 50 > seen
}

/// Latin text in UTF-16 has a NUL at nearly every second byte, always on the same side.
fn utf16_without_mark(probe: &[u8]) -> Option<bool> {
    let zeros = |from: usize| probe.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = probe.len() / 2;
    if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(true)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(false)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], little_endian: bool, bom: bool) -> (String, Encoding) {
    let encoding = if little_endian { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), Encoding::Utf16 { little_endian, bom })
}

impl Encoding {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 { .. } => "UTF-8",
            Encoding::Utf16 { little_endian: true, .. } => "UTF-16LE",
            Encoding::Utf16 { little_endian: false, .. } => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// A text in this encoding, without a byte order mark; `None` when the encoding lacks one of its characters.
    #[must_use]
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Encoding::Utf8 { .. } => Some(text.as_bytes().to_vec()),
            Encoding::Utf16 { little_endian: true, .. } => {
                Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
            }
            Encoding::Utf16 { .. } => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::Windows1252 => {
                let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
                (!unmappable).then(|| bytes.into_owned())
            }
        }
    }

    /// The byte of the file at which `text[at..]` starts.
    pub(super) fn disk_offset(self, text: &str, at: usize) -> u64 {
        let before = || text.get(..at).unwrap_or(text);
        let offset = match self {
            Encoding::Utf8 { bom } => at + if bom { 3 } else { 0 },
            Encoding::Utf16 { bom, .. } => {
                2 * before().chars().map(char::len_utf16).sum::<usize>() + if bom { 2 } else { 0 }
            }
            Encoding::Windows1252 => before().chars().count(),
        };
        offset as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_shifts_offsets_on_disk() {
        let (text, encoding) = decode(b"\xEF\xBB\xBFcaf\xC3\xA9 noir".to_vec()).expect("text");
        assert_eq!(text, "café noir");
        assert_eq!(encoding.disk_offset(&text, text.find("noir").expect("there")), 9);
    }

    #[test]
    fn windows_1252_counts_one_byte_a_character() {
        let (text, encoding) = decode(b"\x93caf\xE9\x94 noir".to_vec()).expect("text");
        assert_eq!(text, "“café” noir");
        assert_eq!(encoding, Encoding::Windows1252);
        assert_eq!(encoding.disk_offset(&text, text.find("noir").expect("there")), 7);
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let units: Vec<u8> = "Tokyo and Séoul 𝄞 x".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units.iter().copied()).collect();
        for (bytes, shift) in [(units, 0), (marked, 2)] {
            let (text, encoding) = decode(bytes).expect("text");
            assert_eq!(text, "Tokyo and Séoul 𝄞 x");
            assert_eq!(encoding.disk_offset(&text, text.find('x').expect("there")), shift + 2 * 19);
        }
    }

    #[test]
    fn an_image_is_not_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), Err(NotText));
        let noise: Vec<u8> = (0..4000_u32).map(|i| ((i * 7919) % 251 + 1).to_le_bytes()[0]).collect();
        assert_eq!(decode(noise), Err(NotText));
    }
}
