//! Postings on disk: sorted blocks, and a fence that tells in which block a number would be.

use std::io;

use super::entry::check;
use super::segment::{Section, Segment, Writer, damaged};
use crate::source::SourceId;
use crate::store::postings::Posting;

/// Postings in a block.
const BLOCK: usize = 256;

/// Writes postings, which come sorted, in blocks.
#[derive(Debug, Default)]
pub struct IndexWriter {
    block: Vec<u8>,
    count: usize,
    last: u64,
    fence: Vec<u8>,
}

impl IndexWriter {
    pub fn push(&mut self, posting: &Posting, to: &mut Writer) -> io::Result<()> {
        let (number, source, entry) = posting.parts();
        if self.count == 0 {
            self.fence.extend(number.to_le_bytes());
            self.fence.extend(to.at().to_le_bytes());
            self.last = 0;
        }
        varint(number - self.last, &mut self.block);
        varint(source.into(), &mut self.block);
        varint(entry.into(), &mut self.block);
        self.last = number;
        self.count += 1;
        if self.count == BLOCK { self.end_block(to) } else { Ok(()) }
    }

    /// Ends the index; its fence is a section of the segment.
    pub fn finish(mut self, to: &mut Writer) -> io::Result<Section> {
        if self.count > 0 {
            self.end_block(to)?;
        }
        // where the last block ends
        self.fence.extend(u64::MAX.to_le_bytes());
        self.fence.extend(to.at().to_le_bytes());
        to.section(&self.fence)
    }

    fn end_block(&mut self, to: &mut Writer) -> io::Result<()> {
        to.write(&check(&self.block).to_le_bytes())?;
        to.write(&self.block)?;
        self.block.clear();
        self.count = 0;
        Ok(())
    }
}

/// Seven bits a byte, the low ones first; the last byte has no high bit.
fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f | 0x80).to_le_bytes()[0]);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn read_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// The index of a base, asked for one group after the other.
#[derive(Debug)]
pub struct Index<'s> {
    segment: &'s Segment,
    /// The first number of each block and where it begins; the last is where the blocks end.
    fence: Vec<(u64, u64)>,
    /// The block read last.
    block: Vec<Posting>,
    at: usize,
}

impl<'s> Index<'s> {
    pub fn new(segment: &'s Segment) -> io::Result<Self> {
        let bytes = segment.section(segment.foot.fence)?;
        let (numbers, _) = bytes.as_chunks::<8>();
        let fence: Vec<(u64, u64)> =
            numbers.chunks_exact(2).map(|pair| (u64::from_le_bytes(pair[0]), u64::from_le_bytes(pair[1]))).collect();
        if fence.is_empty() { Err(damaged()) } else { Ok(Self { segment, fence, block: Vec::new(), at: usize::MAX }) }
    }

    /// Hands over the postings of a group.
    pub fn group(&mut self, group: u64, mut take: impl FnMut(Posting)) -> io::Result<()> {
        let first = self.fence.partition_point(|&(number, _)| number < group).saturating_sub(1);
        for at in first..self.fence.len() - 1 {
            if self.fence[at].0 > group | Posting::FLAGS {
                break;
            }
            self.load(at)?;
            let start = self.block.partition_point(|posting| posting.group() < group);
            self.block[start..]
                .iter()
                .take_while(|posting| posting.group() == group)
                .for_each(|posting| take(*posting));
        }
        Ok(())
    }

    fn load(&mut self, at: usize) -> io::Result<()> {
        if self.at == at {
            return Ok(());
        }
        let (start, end) = (self.fence[at].1, self.fence[at + 1].1);
        let length = end.checked_sub(start).and_then(|length| usize::try_from(length).ok()).ok_or_else(damaged)?;
        let mut bytes = vec![0; length];
        self.segment.read(&mut bytes, start)?;
        let (sum, mut rest) = bytes.split_first_chunk().ok_or_else(damaged)?;
        if check(rest) != u64::from_le_bytes(*sum) {
            return Err(damaged());
        }
        self.block.clear();
        let mut last = 0_u64;
        while !rest.is_empty() {
            let posting = read_posting(&mut rest, &mut last).ok_or_else(damaged)?;
            self.block.push(posting);
        }
        self.at = at;
        Ok(())
    }
}

fn read_posting(bytes: &mut &[u8], last: &mut u64) -> Option<Posting> {
    *last = last.checked_add(read_varint(bytes)?)?;
    let source = u32::try_from(read_varint(bytes)?).ok()?;
    let entry = u32::try_from(read_varint(bytes)?).ok()?;
    Some(Posting::from_parts(*last, SourceId(source), entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::cache::segment::Foot;

    #[test]
    fn groups_are_found_across_blocks() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writer = Writer::new(folder.path()).expect("a segment");
        let mut index = IndexWriter::default();
        // groups of 1, 700 and 3 postings
        let group = |n: u64| n << 40;
        let all: Vec<Posting> = [(1, 1), (2, 700), (3, 1), (9, 3)]
            .iter()
            .flat_map(|&(n, count)| (0..count).map(move |source| Posting::from_parts(group(n), SourceId(source), 5)))
            .collect();
        all.iter().for_each(|posting| index.push(posting, &mut writer).expect("a file"));
        let fence = index.finish(&mut writer).expect("a file");
        let table = writer.table(&[]).expect("a file");
        let name = folder.path().join("base");
        writer.finish(Foot { fence, table, ..Foot::default() }, &name).expect("a file");

        let segment = Segment::open(&name).expect("whole").expect("there");
        let mut index = Index::new(&segment).expect("an index");
        for n in [9, 1, 2, 3, 4, 0, 2] {
            let mut found = Vec::new();
            index.group(group(n), |posting| found.push(posting)).expect("whole");
            assert_eq!(found, all.iter().copied().filter(|p| p.group() == group(n)).collect::<Vec<_>>(), "{n}");
        }
    }

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX - 1, u64::MAX] {
            let mut bytes = Vec::new();
            varint(number, &mut bytes);
            assert_eq!(read_varint(&mut bytes.as_slice()), Some(number));
        }
        assert_eq!(read_varint(&mut [0x80_u8].as_slice()), None);
    }
}
