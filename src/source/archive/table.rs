//! Tables: the columns by the names in the first row, where rows begin and end, and the fields of one.

use csv_core::ReadFieldResult;

use super::Fields;
use super::record::{Value, Values};
use super::scan::Places;

/// What may part the fields of a row, the usual first.
const DELIMITERS: &[u8] = b",;\t|";

/// Which column of a table is what.
#[derive(Debug, Clone)]
pub(in crate::source) struct Columns {
    delimiter: u8,
    id: Option<usize>,
    date: Option<usize>,
    title: Option<usize>,
    text: usize,
}

impl Columns {
    /// Finds the columns by the start of a table.
    ///
    /// # Errors
    /// When none is the text.
    pub(super) fn find(head: &[u8], tabs: bool, fields: &Fields) -> Result<Self, String> {
        let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
        let delimiters = if tabs { b"\t" } else { DELIMITERS };
        let rows: Vec<Vec<String>> = delimiters.iter().map(|&delimiter| first_row(head, delimiter)).collect();
        let found = delimiters.iter().zip(&rows).find_map(|(&delimiter, row)| {
            let column = |names: &[String]| {
                names.iter().find_map(|name| row.iter().position(|column| column.eq_ignore_ascii_case(name)))
            };
            let (id, date, title) = (column(&fields.id), column(&fields.date), column(&fields.title));
            Some(Self { delimiter, id, date, title, text: column(&fields.text)? })
        });
        found.ok_or_else(|| {
            let most = rows.iter().max_by_key(|row| row.len());
            let columns: Vec<String> = most.into_iter().flatten().map(|name| format!("“{name}”")).collect();
            format!(
                "has no column for the text: the names looked for are {}, the columns are {}; `text` of [read.csv] in \
                 rules.toml names another",
                fields.text.join(", "),
                columns.join(", ")
            )
        })
    }

    /// The fields of a row that mean something.
    ///
    /// # Errors
    /// When they are no text, or there is no field for the text.
    pub(super) fn values(&self, row: &[u8]) -> Result<Values, String> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(row);
        let mut record = csv::ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|error| format!("can't be read: {error}"))?;
        let field = |column: usize| {
            let field = record.get(column).unwrap_or_default();
            std::str::from_utf8(field).map_err(|_| "is not UTF-8".to_owned())
        };
        let value = |column: Option<usize>| {
            let field = column.map(field).transpose()?.unwrap_or_default();
            Ok::<_, String>((!field.is_empty()).then(|| Value::Text(field.to_owned())))
        };
        let text = match record.get(self.text) {
            None => None,
            Some(_) => Some(Value::Text(field(self.text)?.to_owned())),
        };
        Ok(Values { id: value(self.id)?, date: value(self.date)?, title: value(self.title)?, text })
    }
}

fn first_row(head: &[u8], delimiter: u8) -> Vec<String> {
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(head);
    let row = reader.into_byte_records().next().and_then(Result::ok).unwrap_or_default();
    row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect()
}

/// Finds rows in a table that comes in blocks.
pub(super) struct Scanner {
    reader: csv_core::Reader,
    at: u64,
    line: u64,
    /// Where the row at hand begins, and in which line.
    open: Option<(u64, u64)>,
    head: bool,
}

impl Scanner {
    pub fn new(columns: &Columns) -> Self {
        let reader = csv_core::ReaderBuilder::new().delimiter(columns.delimiter).build();
        Self { reader, at: 0, line: 1, open: None, head: true }
    }

    /// Takes the next block.
    pub fn feed(&mut self, mut block: &[u8], places: &mut Places) {
        // what the fields hold is of no interest here
        let mut field = [0; 4096];
        while !block.is_empty() {
            if self.open.is_none() {
                let blank = block.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.pass(&block[..blank]);
                block = &block[blank..];
                if block.is_empty() {
                    break;
                }
                self.open = Some((self.at, self.line));
            }
            let (result, read, _) = self.reader.read_field(block, &mut field);
            self.pass(&block[..read]);
            block = &block[read..];
            if let ReadFieldResult::Field { record_end: true } = result {
                self.end_row(places);
            }
        }
    }

    /// The end of the table ends its last row.
    pub fn close(&mut self, places: &mut Places) {
        if self.open.is_some() {
            self.end_row(places);
        }
    }

    fn end_row(&mut self, places: &mut Places) {
        let open = self.open.take();
        if !std::mem::take(&mut self.head)
            && let Some((start, line)) = open
        {
            places.push(start, line);
            places.end = self.at;
        }
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.at += bytes.len() as u64;
        self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(head: &str) -> Columns {
        Columns::find(head.as_bytes(), false, &Fields::default()).expect("columns")
    }

    fn text(value: Option<Value>) -> String {
        match value {
            Some(Value::Text(text)) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn columns_go_by_their_names_and_what_parts_them_is_found_out() {
        let semicolons = columns("Headline; Body ;x\n");
        let values = semicolons.values(b"One, two;\"three; four\";x").expect("a row");
        assert_eq!((text(values.title), text(values.text)), ("One, two".to_owned(), "three; four".to_owned()));
        assert!(values.id.is_none() && values.date.is_none());
    }

    #[test]
    fn a_short_row_and_wrong_utf_8_are_told() {
        let columns = columns("id,text");
        assert!(columns.values(b"1").expect("a row").text.is_none());
        assert_eq!(text(columns.values(b"1,").expect("a row").text), "");
        assert!(matches!(columns.values(b"1,caf\xe9"), Err(message) if message == "is not UTF-8"));
    }
}
