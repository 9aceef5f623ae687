//! Compressed bytes -> the bytes they stand for, as a stream: several members or frames one after the other, too.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::Packing;

/// The bytes that packed ones stand for.
pub(in crate::source) fn unpacked(packed: impl Read + Send + 'static, packing: Packing) -> Box<dyn Read + Send> {
    match packing {
        Packing::None => Box::new(packed),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(packed))),
        Packing::Zstd => Box::new(Zstd { packed: BufReader::new(packed), frame: None }),
    }
}

/// Zstandard frames, one after the other.
struct Zstd<R> {
    packed: BufReader<R>,
    /// The frame at hand; `None` between frames.
    frame: Option<Box<FrameDecoder>>,
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(frame) = &mut self.frame else {
                self.frame = next(&mut self.packed)?;
                if self.frame.is_none() {
                    return Ok(0);
                }
                continue;
            };
            while frame.can_collect() == 0 && !frame.is_finished() {
                frame
                    .decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            }
            if frame.can_collect() > 0 || into.is_empty() {
                return frame.read(into);
            }
            let told = frame.get_checksum_from_data();
            if told.is_some() && told != frame.get_calculated_checksum() {
                return Err(io::Error::other("the checksum of a frame is wrong"));
            }
            self.frame = None;
        }
    }
}

/// The next frame that holds something; `None` at the end.
fn next(packed: &mut impl BufRead) -> io::Result<Option<Box<FrameDecoder>>> {
    while !packed.fill_buf()?.is_empty() {
        let mut frame = Box::new(FrameDecoder::new());
        match frame.init(&mut *packed) {
            Ok(()) => return Ok(Some(frame)),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                skip(packed, length.into())?;
            }
            Err(error) => return Err(io::Error::other(error)),
        }
    }
    Ok(None)
}

fn skip(input: &mut impl Read, length: u64) -> io::Result<()> {
    let skipped = io::copy(&mut input.take(length), &mut io::sink())?;
    if skipped == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// An archive being read from its start to its end: records in their order, others passed over.
pub(in crate::source) struct Stream {
    input: Box<dyn Read + Send>,
    at: u64,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("at", &self.at).finish_non_exhaustive()
    }
}

impl Stream {
    pub fn new(input: Box<dyn Read + Send>) -> Self {
        Self { input, at: 0 }
    }

    /// Whether what begins at an offset has not been passed yet.
    pub fn reaches(&self, start: u64) -> bool {
        self.at <= start
    }

    /// The bytes of a range that has not been passed.
    pub fn take(&mut self, range: Range<u64>) -> io::Result<Vec<u8>> {
        skip(&mut self.input, range.start - self.at)?;
        let mut bytes = Vec::new();
        let length = range.end - range.start;
        let read = (&mut self.input).take(length).read_to_end(&mut bytes)?;
        self.at = range.end;
        if read as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    fn whole(packed: &[u8], packing: Packing) -> io::Result<String> {
        let mut text = String::new();
        unpacked(io::Cursor::new(packed.to_vec()), packing).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn frames_are_read_one_after_the_other_and_skippable_ones_skipped() {
        let mut packed = compress_to_vec(&b"one\n"[..], CompressionLevel::Fastest);
        packed.extend([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 7, 7, 7]);
        packed.extend(compress_to_vec(&b"two\n"[..], CompressionLevel::Uncompressed));
        assert_eq!(whole(&packed, Packing::Zstd).expect("sound"), "one\ntwo\n");
        assert!(whole(&packed[..packed.len() - 3], Packing::Zstd).is_err());
        assert!(whole(b"no frame", Packing::Zstd).is_err());
        assert_eq!(whole(b"", Packing::Zstd).expect("sound"), "");
    }

    #[test]
    fn members_are_read_one_after_the_other() {
        let member = |text: &str| {
            let mut packed = Vec::new();
            let mut encoder = flate2::read::GzEncoder::new(text.as_bytes(), flate2::Compression::fast());
            encoder.read_to_end(&mut packed).expect("packed");
            packed
        };
        let packed = [member("one\n"), member("two\n")].concat();
        assert_eq!(whole(&packed, Packing::Gzip).expect("sound"), "one\ntwo\n");
        assert!(whole(&packed[..packed.len() - 5], Packing::Gzip).is_err());
    }
}
