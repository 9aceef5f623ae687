//! The bytes of an archive, once from its start to its end -> where its records are. Memory is that of the places alone.

use std::io::{self, BufRead, BufReader, Read};

use super::table::{Columns, Scanner};
use super::{Archive, Fields, Packing, Shape};

/// Bytes taken at a time.
const BLOCK: usize = 256 << 10;

/// Where the records are.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub starts: Vec<u64>,
    pub lines: Vec<u32>,
    /// Where the last one ends.
    pub end: u64,
}

impl Places {
    pub fn push(&mut self, start: u64, line: u64) {
        self.starts.push(start);
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }
}

impl Archive {
    /// Finds the records of an archive, and what went wrong in it: the records before that are there all the same.
    pub fn scan(input: impl Read, (shape, packing): (Shape, Packing), fields: &Fields) -> (Self, Option<String>) {
        let mut input = BufReader::with_capacity(BLOCK, input);
        let mut places = Places::default();
        let mut columns = None;
        let outcome = match shape {
            Shape::Lines => lines(&mut input, &mut places).map_err(|error| damage(&error, &places)),
            Shape::Table { tabs } => table(&mut input, tabs, fields, &mut places, &mut columns),
        };
        let Places { mut starts, mut lines, end } = places;
        starts.shrink_to_fit();
        lines.shrink_to_fit();
        (Self { packing, columns, fields: fields.clone(), starts, lines, end }, outcome.err())
    }
}

fn damage(error: &io::Error, places: &Places) -> String {
    match places.lines.last() {
        Some(line) => format!("can't be read on after the record in line {line}: {error}"),
        None => format!("can't be read: {error}"),
    }
}

/// The lines that hold something.
fn lines(input: &mut impl BufRead, places: &mut Places) -> io::Result<()> {
    let (mut at, mut line) = (0_u64, 1_u64);
    // where the line at hand begins to hold something
    let mut open: Option<u64> = None;
    loop {
        let block = input.fill_buf()?;
        if block.is_empty() {
            break;
        }
        let mut from = 0;
        while from < block.len() {
            let end = memchr::memchr(b'\n', &block[from..]).map(|found| from + found);
            let inside = &block[from..end.unwrap_or(block.len())];
            if open.is_none() {
                open =
                    inside.iter().position(|byte| !byte.is_ascii_whitespace()).map(|first| at + (from + first) as u64);
            }
            let Some(end) = end else { break };
            if let Some(start) = open.take() {
                places.push(start, line);
                places.end = at + end as u64;
            }
            line += 1;
            from = end + 1;
        }
        let length = block.len();
        input.consume(length);
        at += length as u64;
    }
    if let Some(start) = open {
        places.push(start, line);
        places.end = at;
    }
    Ok(())
}

/// The rows below the first, which names the columns.
fn table(
    input: &mut impl BufRead,
    tabs: bool,
    fields: &Fields,
    places: &mut Places,
    columns: &mut Option<Columns>,
) -> Result<(), String> {
    let head = head(input).map_err(|error| damage(&error, places))?;
    if head.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    let mut scanner = Scanner::new(columns.insert(Columns::find(&head, tabs, fields)?));
    scanner.feed(&head, places);
    loop {
        let block = input.fill_buf().map_err(|error| damage(&error, places))?;
        if block.is_empty() {
            break;
        }
        scanner.feed(block, places);
        let length = block.len();
        input.consume(length);
    }
    scanner.close(places);
    Ok(())
}

/// As much of the start as is sure to hold the names of the columns.
fn head(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while head.len() < BLOCK {
        let block = input.fill_buf()?;
        if block.is_empty() {
            break;
        }
        let length = block.len().min(BLOCK - head.len());
        head.extend_from_slice(&block[..length]);
        input.consume(length);
    }
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(text: &str, shape: Shape) -> (Vec<String>, Vec<u32>, Option<String>) {
        // blocks of every size, so that each place is once the edge of one
        let mut all: Vec<_> = (1..=text.len().max(1))
            .map(|size| {
                let input = BufReader::with_capacity(size, text.as_bytes());
                let (archive, problem) = scan_in_blocks(input, shape);
                let record = |at| archive.range(at).start as usize..archive.range(at).end as usize;
                ((0..archive.len()).map(|at| text[record(at)].to_owned()).collect::<Vec<_>>(), archive.lines, problem)
            })
            .collect();
        all.dedup();
        assert_eq!(all.len(), 1, "{all:#?}");
        all.remove(0)
    }

    fn scan_in_blocks(mut input: impl BufRead, shape: Shape) -> (Archive, Option<String>) {
        let (mut places, mut columns) = (Places::default(), None);
        let outcome = match shape {
            Shape::Lines => lines(&mut input, &mut places).map_err(|error| error.to_string()),
            Shape::Table { tabs } => table(&mut input, tabs, &Fields::default(), &mut places, &mut columns),
        };
        let Places { starts, lines, end } = places;
        (Archive { packing: Packing::None, columns, fields: Fields::default(), starts, lines, end }, outcome.err())
    }

    #[test]
    fn lines_that_hold_something_are_records() {
        let (records, lines, problem) = scanned("{1}\r\n\r\n  \n {2}\n{3}", Shape::Lines);
        assert_eq!(records.iter().map(|record| record.trim()).collect::<Vec<_>>(), ["{1}", "{2}", "{3}"]);
        assert_eq!((lines, problem), (vec![1, 4, 5], None));
        assert_eq!(scanned("", Shape::Lines).0.len(), 0);
        assert_eq!(scanned("\n\n", Shape::Lines).0.len(), 0);
    }

    #[test]
    fn rows_may_hold_line_ends() {
        let text = "\u{feff}id,text\r\n1,\"one\r\ntwo, \"\"three\"\"\"\r\n\r\n2,four\n3,five";
        let (records, lines, problem) = scanned(text, Shape::Table { tabs: false });
        let records: Vec<_> = records.iter().map(|record| record.trim()).collect();
        assert_eq!(records, ["1,\"one\r\ntwo, \"\"three\"\"\"", "2,four", "3,five"]);
        assert_eq!((lines, problem), (vec![2, 5, 6], None));
        assert_eq!(scanned("id,text\n", Shape::Table { tabs: false }).0.len(), 0);
        assert_eq!(scanned("", Shape::Table { tabs: false }), (vec![], vec![], None));
    }

    #[test]
    fn a_table_without_a_text_is_a_problem() {
        let (records, _, problem) = scanned("id,story\n1,x\n", Shape::Table { tabs: false });
        assert_eq!(records.len(), 0);
        let problem = problem.expect("a problem");
        assert!(problem.contains("text, body, content") && problem.contains("“story”"), "{problem}");
    }
}
