//! Lines around a line with a total -> [`Table`]: rows of cells, each empty, a figure or words.
//!
//! A table is a run of lines cut alike: by `|`, by tabs, by two spaces or more, or, in a list, by the colon behind what a
//! figure is of. Rows of one table have as many cells; where they have not, there is no table.

use crate::source::Span;

/// How the lines of a table are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    Bars,
    Tabs,
    Spaces,
    /// `Roads: 20`
    Colon,
}

#[derive(Debug)]
pub struct Table {
    pub cut: Cut,
    pub rows: Vec<Vec<Cell>>,
    /// From the start of its first line to the end of its last.
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// Without white space and marks of emphasis around it.
    pub span: Span,
    pub said: Said,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// Nothing, or that there is nothing.
    Empty,
    Figure(Figure),
    Words,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub value: f64,
    /// What its last digit is worth.
    pub grain: f64,
    pub percent: bool,
}

impl Cell {
    pub fn figure(&self) -> Option<Figure> {
        if let Said::Figure(figure) = self.said { Some(figure) } else { None }
    }
}

/// The table that the line at a place belongs to.
pub fn table_at(text: &str, at: usize) -> Option<Table> {
    let line = line_at(text, at);
    let cut =
        [Cut::Bars, Cut::Tabs, Cut::Spaces, Cut::Colon].into_iter().find(|&cut| cells(text, line, cut).is_some())?;
    let (mut rows, mut start, mut end) = (Vec::new(), line.start as usize, line.end as usize);
    while start > 0 {
        let above = line_at(text, start - 1);
        let Some(row) = row(text, above, cut) else { break };
        start = above.start as usize;
        rows.extend(row);
    }
    rows.reverse();
    rows.extend(cells(text, line, cut));
    while end < text.len() {
        let below = line_at(text, end + 1);
        let Some(row) = row(text, below, cut) else { break };
        end = below.end as usize;
        rows.extend(row);
    }
    let wide = rows.first()?.len();
    let even = rows.iter().all(|row| row.len() == wide);
    (even && rows.len() > 2).then_some(Table { cut, rows, start, end })
}

/// The line that holds a place, without its end.
pub fn line_at(text: &str, at: usize) -> Span {
    let at = at.min(text.len());
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
    Span::new(start, end)
}

/// The cells of a line of a table; none of a line that only rules others off. `None` where the table is over.
fn row(text: &str, line: Span, cut: Cut) -> Option<Option<Vec<Cell>>> {
    let written = &text[line.range()];
    let rules = |letter: char| matches!(letter, '-' | '=' | '|' | ':' | '+' | ' ' | '\t' | '_' | '\r');
    if written.contains(['-', '=', '_']) && written.chars().all(rules) {
        return Some(None);
    }
    cells(text, line, cut).map(Some)
}

/// The most cells of a row, and bytes of its line.
const MOST: usize = 24;
const LONGEST: usize = 400;

/// A line cut into cells, two at least.
fn cells(text: &str, line: Span, cut: Cut) -> Option<Vec<Cell>> {
    let written = text[line.range()].trim_end();
    if written.len() > LONGEST || written.trim_start().is_empty() {
        return None;
    }
    let mut cells = Vec::with_capacity(8);
    let mut add = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        cells.push(cell(text, Span::new(start, start + part.len())));
    };
    match cut {
        Cut::Bars => {
            let inner = written.trim();
            let inner = inner.strip_prefix('|').unwrap_or(inner);
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            if !written.contains('|') {
                return None;
            }
            inner.split('|').for_each(&mut add);
        }
        Cut::Tabs => written.split('\t').for_each(&mut add),
        Cut::Spaces => {
            let mut rest = written.trim_start();
            while let Some(gap) = rest.find("  ") {
                add(&rest[..gap]);
                rest = rest[gap..].trim_start();
            }
            add(rest);
        }
        Cut::Colon => {
            let item = written.trim_start();
            let item = item.strip_prefix(['-', '*', '•', '–']).filter(|rest| rest.starts_with(' ')).unwrap_or(item);
            let (label, value) = item.rsplit_once(':')?;
            add(label);
            add(value);
            let figure = cells.get(1).is_some_and(|cell| cell.figure().is_some());
            return figure.then_some(cells);
        }
    }
    (2..=MOST).contains(&cells.len()).then_some(cells)
}

fn cell(text: &str, span: Span) -> Cell {
    let around =
        |letter: char| letter.is_whitespace() || matches!(letter, '*' | '_' | '`' | '†' | '‡' | '¹' | '²' | '³');
    let written = text[span.range()].trim_matches(around);
    // "48[a]"
    let note = written.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')).filter(|(_, note)| note.len() <= 2);
    let written = note.map_or(written, |(figure, _)| figure.trim_end());
    let start = written.as_ptr() as usize - text.as_ptr() as usize;
    Cell { span: Span::new(start, start + written.len()), said: said(written) }
}

fn said(written: &str) -> Said {
    if matches!(written, "" | "-" | "–" | "—" | "−" | "..") {
        return Said::Empty;
    }
    figure(written).map_or(Said::Words, Said::Figure)
}

/// "1,240", "£4.2m", "(12)", "-3.5", "48%".
fn figure(written: &str) -> Option<Figure> {
    let bracket = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let sign = |text: &'_ str| text.strip_prefix(['-', '−', '–']).map(str::len);
    let (mut rest, mut negative) = (bracket.unwrap_or(written), bracket.is_some());
    for _ in 0..2 {
        if let Some(length) = sign(rest) {
            (rest, negative) = (&rest[rest.len() - length..], true);
        }
        rest = rest.strip_prefix("US").filter(|rest| rest.starts_with('$')).unwrap_or(rest);
        rest = rest.strip_prefix(['$', '£', '€', '¥']).unwrap_or(rest);
    }
    let end =
        rest.bytes().position(|byte| !(byte.is_ascii_digit() || matches!(byte, b',' | b'.'))).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| !first.is_empty() && first.len() <= 12)?;
    let grouped = !whole.contains(',') || first.len() <= 3 && groups.all(|group| group.len() == 3);
    let pointed = !digits.contains('.') || !decimals.is_empty() && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let (scale, percent) = match unit.trim() {
        "" => (1.0, false),
        "%" => (1.0, true),
        "k" => (1e3, false),
        "m" | "mn" | "million" => (1e6, false),
        "bn" | "billion" => (1e9, false),
        _ => return None,
    };
    let value: f64 = digits.replace(',', "").parse().ok().filter(|_| grouped && pointed)?;
    let places = i32::try_from(decimals.len()).ok()?;
    let value = value * scale * if negative { -1.0 } else { 1.0 };
    Some(Figure { value, grain: scale * 10_f64.powi(-places), percent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_cells() {
        let value = |written: &str| figure(written).map(|figure| (figure.value, figure.percent));
        assert_eq!(value("1,240"), Some((1240.0, false)));
        assert_eq!(value("£4.2m"), Some((4.2e6, false)));
        assert_eq!(value("(12)"), Some((-12.0, false)));
        assert_eq!(value("−3.5"), Some((-3.5, false)));
        assert_eq!(value("-$12"), Some((-12.0, false)));
        assert_eq!(value("48 %"), Some((48.0, true)));
        for words in ["12,5", "1,2,3", "3-1", "12 of 14", "1.2.3", "n/a", "5.", ".", ",", "12th", "2024-05-01"] {
            assert_eq!(value(words), None, "{words}");
        }
    }

    #[test]
    fn tables_are_cut_alike() {
        let rows = |text: &str| {
            let table = table_at(text, text.find("otal")?)?;
            let row = |row: &Vec<Cell>| row.iter().map(|cell| text[cell.span.range()].to_owned()).collect::<Vec<_>>();
            Some((table.cut, table.rows.iter().map(row).collect::<Vec<_>>()))
        };
        let expected = [["Item", "Cost"], ["Roads", "20"], ["Total", "65"]];
        let expected: Vec<Vec<String>> =
            expected.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        let told = |cut: Cut| Some((cut, expected.clone()));
        assert_eq!(
            rows("Text.\n\n| Item | Cost |\n|---|---:|\n| Roads | 20 |\n| **Total** | **65** |\n\nMore."),
            told(Cut::Bars)
        );
        assert_eq!(rows("Item\tCost\r\nRoads\t20\r\nTotal\t65\r\n"), told(Cut::Tabs));
        assert_eq!(rows("  Item     Cost\n  Roads      20\n  -------------\n  Total   65[a]"), told(Cut::Spaces));
        assert_eq!(
            rows("- Roads: 20\n- Parks: 45\n- Total: 65\n").map(|(cut, rows)| (cut, rows.len())),
            Some((Cut::Colon, 3))
        );
        assert_eq!(rows("Item  Cost\nRoads  20  3\nTotal  65"), None, "rows are as long as each other");
        assert_eq!(rows("In total 65 came.\nMore came on Monday.\nAnd more.\n"), None);
    }
}
