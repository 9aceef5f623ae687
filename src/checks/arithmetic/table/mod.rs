//! `| Total | 65 |` below rows that make 55: the sums of tables and lists, down their columns and along their rows.
//!
//! That a total is the sum of what stands above or beside it, only the table itself can tell: other columns, or other rows,
//! that do make their totals. Where a list has one column alone, it is off by a digit or by two that changed places, as
//! happens by a slip. Nothing is reported where any run of rows makes the total, and so no subtotals, and no groups that
//! overlap, count twice.

mod read;

use std::sync::LazyLock;

use memchr::memmem::{self, Finder};

use super::total::plain;
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;
use crate::source::Span;
use read::{Cell, Cut, Figure, Said, Table, line_at, table_at};

static TOTAL: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("total"));

pub fn find(text: &Segmented<'_>, report: &mut dyn FnMut(Conflict)) {
    let (lower, source) = (text.lower.as_bytes(), text.document.source.text.as_str());
    let mut done = 0;
    for at in TOTAL.find_iter(lower) {
        if at < done || !may_be_cell(lower, source.as_bytes(), at) {
            continue;
        }
        let Some(table) = table_at(source, at) else { continue };
        done = table.end;
        let table = Sums { text, source, table: &table, rounded: memmem::find(lower, b"round").is_some() };
        table.down(report);
        table.along(report);
    }
}

/// A cheap look at where "total" stands: nothing but "grand" and the ends of a cell are beside it.
fn may_be_cell(lower: &[u8], source: &[u8], at: usize) -> bool {
    let mark = |byte: u8| matches!(byte, b'*' | b'_');
    let start = lower[..at].strip_suffix(b"grand ").map_or(at, <[u8]>::len);
    let mut before = source[..start].iter().rev().copied().skip_while(|&byte| mark(byte));
    let begins = match before.next() {
        None | Some(b'\n' | b'|' | b'\t') => true,
        Some(b' ') => before.next().is_none_or(|byte| matches!(byte, b' ' | b'|' | b'-' | b'\n' | b'\t') || mark(byte)),
        _ => false,
    };
    let end = at + 5 + usize::from(lower.get(at + 5) == Some(&b's'));
    let mut behind = source[end..].iter().copied().skip_while(|&byte| mark(byte));
    begins
        && match behind.next() {
            None | Some(b'\n' | b'\r' | b'|' | b'\t' | b':') => true,
            Some(b' ') => behind.next().is_none_or(|byte| matches!(byte, b' ' | b'|' | b'\r' | b'\n')),
            _ => false,
        }
}

/// A table, and what tells how far its sums hold.
struct Sums<'a> {
    text: &'a Segmented<'a>,
    source: &'a str,
    table: &'a Table,
    /// The document tells of rounding.
    rounded: bool,
}

/// Figures that are summed, in their order, and what is told as their sum.
struct Sum {
    parts: Vec<(Span, Figure)>,
    total: (Span, Figure),
}

/// How far, as a share of the total, a sum is off by a slip.
const SLIP: f64 = 0.3;

/// The same where nothing else in the table shows that its rows are all there are.
const ALONE: f64 = 0.2;

impl Sum {
    fn sum(&self) -> f64 {
        self.parts.iter().map(|(_, part)| part.value).sum()
    }

    fn off(&self) -> f64 {
        (self.sum() - self.total.1.value).abs()
    }

    /// How far rounding leads: counts are exact, but where something says otherwise.
    fn slack(&self, rounded: bool) -> f64 {
        let figures = || self.parts.iter().map(|(_, part)| part).chain([&self.total.1]);
        let counts = figures().all(|figure| figure.grain == 1.0 && !figure.percent);
        if counts && !rounded && self.total.1.value != 100.0 {
            return 0.5;
        }
        figures().map(|figure| figure.grain).sum::<f64>() / 2.0
    }

    fn fits(&self, rounded: bool) -> bool {
        self.off() <= self.slack(rounded) * 1.000_001
    }

    /// Whether it says something that it fits.
    fn is_shown(&self) -> bool {
        self.fits(false) && self.parts.iter().filter(|(_, part)| part.value != 0.0).count() > 1
    }

    /// Whether a sum does not fit, and no run of its parts is what is meant.
    fn is_slip(&self, rounded: bool) -> bool {
        let (value, parts) = (self.total.1.value, &self.parts);
        let positive = value > 0.0 && parts.iter().all(|(_, part)| part.value >= 0.0 && part.value <= value);
        // what was taken off stands among the parts, too
        let taken_off =
            |(_, part): &(Span, Figure)| (self.sum() - 2.0 * part.value - value).abs() <= self.slack(rounded);
        positive && !self.fits(rounded) && !self.has_run(rounded) && !parts.iter().any(taken_off)
    }

    /// Whether some parts side by side make the total.
    fn has_run(&self, rounded: bool) -> bool {
        let run = |from: usize| {
            let mut sum = 0.0;
            self.parts[from..].iter().any(|(_, part)| {
                sum += part.value;
                (sum - self.total.1.value).abs() <= self.slack(rounded)
            })
        };
        (0..self.parts.len()).any(run)
    }

    fn is_near(&self) -> bool {
        self.off() <= SLIP * self.total.1.value
    }

    /// Whether one digit of the total, or of a part, is another, or two beside each other changed places.
    fn is_of_digits(&self) -> bool {
        let grain = self.parts.iter().map(|(_, part)| part.grain).fold(self.total.1.grain, f64::min);
        let mut off = (self.off() / grain).round();
        while off >= 10.0 && off % 10.0 == 0.0 {
            off /= 10.0;
        }
        off < 10.0 || off <= 81.0 && off % 9.0 == 0.0
    }
}

/// Words of a heading under which figures are not summed.
const NOT_SUMMED: &[&str] = &[
    "%",
    "age",
    "average",
    "avg",
    "change",
    "density",
    "gpa",
    "growth",
    "index",
    "margin",
    "max",
    "mean",
    "median",
    "min",
    "pct",
    "per",
    "percent",
    "percentage",
    "place",
    "points",
    "position",
    "price",
    "pts",
    "rank",
    "rate",
    "ratio",
    "score",
    "share",
    "unique",
    "year",
];

/// Words of a row that is part of another, taken off, or no part.
const NOT_A_PART: &[&str] = &[
    "average",
    "balance",
    "change",
    "difference",
    "electorate",
    "excluding",
    "incl",
    "including",
    "less",
    "majority",
    "mean",
    "median",
    "minus",
    "net",
    "registered",
    "thereof",
    "turnout",
    "which",
    "whom",
];

/// Words that say that a table has some of the rows only, and what rounds its figures.
const SOME: &[&str] = &["biggest", "five", "largest", "leading", "main", "major", "selected", "some", "ten", "top"];
const ROUNDED: &[&str] =
    &["000", "bn", "billion", "m", "million", "millions", "mln", "thousand", "thousands", "tonnes"];

/// Whether a heading or a label has one of some words.
fn has(written: &str, words: &[&str]) -> bool {
    let lower = written.to_ascii_lowercase();
    let mut all = lower.split(|letter: char| !(letter.is_alphanumeric() || letter == '%'));
    all.any(|word| words.contains(&word) || word.len() > 1 && word.contains('%') && words.contains(&"%"))
}

impl Sums<'_> {
    fn written(&self, cell: &Cell) -> &str {
        &self.source[cell.span.range()]
    }

    fn is_total(&self, cell: &Cell) -> bool {
        let label = self.written(cell).trim_end_matches([':', '.']).to_ascii_lowercase();
        matches!(label.as_str(), "total" | "totals" | "grand total")
    }

    /// The first row where it is a heading.
    fn heading(&self) -> Option<&[Cell]> {
        let first = self.table.rows.first()?;
        let year = |figure: Figure| figure.grain == 1.0 && (1900.0..2100.0).contains(&figure.value);
        let names = first.iter().skip(1).any(|cell| cell.said == Said::Words);
        let years = || first.iter().skip(1).all(|cell| cell.figure().is_none_or(year));
        (self.table.cut != Cut::Colon && (names || years())).then_some(first.as_slice())
    }

    fn heading_of(&self, column: usize) -> &str {
        self.heading().map_or("", |heading| self.written(&heading[column]))
    }

    /// Whether the figures of a column are summed.
    fn is_summed(&self, column: usize) -> bool {
        !has(self.heading_of(column), NOT_SUMMED)
    }

    /// Whether the figures of a column are rounded, as far as the table tells.
    fn is_rounded(&self, column: usize) -> bool {
        self.rounded || has(self.heading_of(column), ROUNDED) || has(self.heading_of(0), ROUNDED) || self.lead(ROUNDED)
    }

    /// Whether the line above the table has one of some words.
    fn lead(&self, words: &[&str]) -> bool {
        let above = self.source[..self.table.start].trim_end();
        !above.is_empty() && has(&self.source[line_at(self.source, above.len() - 1).range()], words)
    }

    /// The row of totals, against the rows above it or, where it is the first, below it.
    fn down(&self, report: &mut dyn FnMut(Conflict)) {
        let rows = &self.table.rows[usize::from(self.heading().is_some())..];
        let label = |row: &[Cell]| row.iter().take(2).position(|cell| self.is_total(cell));
        let mut totals = rows.iter().enumerate().filter_map(|(at, row)| label(row).map(|label| (at, label)));
        let (Some((at, label)), None) = (totals.next(), totals.next()) else { return };
        let parts = if at == 0 { &rows[1..] } else { &rows[..at] };
        let odd = |row: &Vec<Cell>| row[..=label].iter().any(|cell| has(self.written(cell), NOT_A_PART));
        if parts.len() < 2 || parts.iter().any(odd) {
            return;
        }
        let columns = label + 1..rows[at].len();
        let sums: Vec<(usize, Sum)> =
            columns.filter_map(|column| Some((column, column_sum(parts, &rows[at], column)?))).collect();
        let shown = sums.iter().filter(|(_, sum)| sum.is_shown()).count();
        let slips: Vec<&(usize, Sum)> = sums
            .iter()
            .filter(|(column, sum)| self.is_summed(*column) && sum.is_slip(self.is_rounded(*column)) && sum.is_near())
            .collect();
        let alone = |sum: &Sum| {
            let close = sum.off() <= ALONE * sum.total.1.value && sum.is_of_digits();
            sums.len() == 1 && sum.parts.len() > 2 && close && !self.lead(SOME)
        };
        for (_, sum) in slips.iter().filter(|(_, sum)| if shown == 0 { alone(sum) } else { slips.len() <= shown }) {
            report(self.conflict("column", sum));
        }
    }

    /// The column of totals, against the columns before it.
    fn along(&self, report: &mut dyn FnMut(Conflict)) {
        let Some(heading) = self.heading() else { return };
        let Some(column) = heading.iter().position(|cell| self.is_total(cell)).filter(|&column| column > 1) else {
            return;
        };
        let rows: Vec<&Vec<Cell>> = self.table.rows[1..].iter().filter(|row| !self.is_total(&row[0])).collect();
        let summed = |part: usize| self.is_summed(part) && rows.iter().all(|row| row[part].said != Said::Words);
        let first = (1..column).rev().take_while(|&part| summed(part)).last();
        let Some(first) = first.filter(|&first| first + 1 < column) else { return };
        // a rank or a year may stand before the parts
        let sums_from =
            |from: usize| rows.iter().filter_map(|row| row_sum(row, from..column, column)).collect::<Vec<Sum>>();
        let shown = |sums: &[Sum]| sums.iter().filter(|sum| sum.is_shown()).count();
        let from = (first..column - 1).max_by_key(|&from| (shown(&sums_from(from)), column - from));
        let Some(from) = from else { return };
        let rounded = self.is_rounded(column);
        let slip = |row: &&Vec<Cell>| {
            let meant = row_sum(row, first..column, column).is_some_and(|all| all.has_run(rounded));
            row_sum(row, from..column, column).filter(|sum| !meant && sum.is_slip(rounded))
        };
        let slips: Vec<Sum> = rows.iter().filter_map(slip).collect();
        let shown = shown(&sums_from(from));
        let one = slips.len() == 1 && (shown > 1 || shown == 1 && slips[0].is_near());
        if one || slips.len() * 3 <= shown {
            slips.iter().for_each(|sum| report(self.conflict("row", sum)));
        }
    }

    fn conflict(&self, what: &str, sum: &Sum) -> Conflict {
        let ((total, _), made) = (&sum.total, plain(sum.sum()));
        let written = &self.source[total.range()];
        let (first, last) = (sum.parts[0].0, sum.parts[sum.parts.len() - 1].0);
        let message = format!("the {what} makes {made}, not “{written}”");
        let parts = sum.parts.iter().map(|(span, _)| &self.source[span.range()]);
        Conflict::new(message, Label::new(self.text.source(), *total, "wrong total"))
            .related(Label::new(self.text.source(), first, "from here"))
            .related(Label::new(self.text.source(), last, format!("to here: {made}")))
            .identity(parts.chain([written]))
    }
}

fn column_sum(parts: &[Vec<Cell>], totals: &[Cell], column: usize) -> Option<Sum> {
    let cells = parts.iter().map(|row| &row[column]);
    sum(cells, &totals[column])
}

fn row_sum(row: &[Cell], parts: std::ops::Range<usize>, total: usize) -> Option<Sum> {
    sum(row[parts].iter(), &row[total])
}

/// The figures among some cells and their total, all shares or none; `None` where a cell has words.
fn sum<'c>(cells: impl Iterator<Item = &'c Cell>, total: &Cell) -> Option<Sum> {
    let (mut parts, all) = (Vec::new(), total.figure()?);
    for cell in cells {
        match cell.said {
            Said::Empty => {}
            Said::Figure(figure) if figure.percent == all.percent => parts.push((cell.span, figure)),
            _ => return None,
        }
    }
    (parts.len() > 1).then_some(Sum { parts, total: (total.span, all) })
}
