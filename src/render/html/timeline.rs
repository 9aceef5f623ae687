//! What the documents tell of time, as a picture: a row a document, with its own date, the dates it tells of, and the
//! days that events and terms of office allow. What can't be is red; a table says the same in words.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::text;
use crate::article::Article;
use crate::claim::dating::Ground;
use crate::finding::Finding;
use crate::source::{SourceId, Span};

/// Geometry, in units of the picture.
const WIDTH: f64 = 1000.0;
const NAMES: f64 = 230.0;
const ROW: f64 = 18.0;
const HEAD: f64 = 26.0;

/// Something on a document's row.
#[derive(Debug, Clone)]
struct Mark {
    first: NaiveDate,
    last: NaiveDate,
    kind: Kind,
    impossible: bool,
    told: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Told,
    /// The first day that an event or a term of office allows, or the last.
    Bound,
    Document,
}

/// A document's row.
#[derive(Debug, Clone)]
pub struct Row {
    id: SourceId,
    path: String,
    marks: Vec<Mark>,
}

/// The section with the picture; nothing when no document tells a date.
pub(super) fn render(rows: &[Row]) -> String {
    let rows: Vec<&Row> = rows.iter().filter(|row| !row.marks.is_empty()).collect();
    let Some(scale) = Scale::of(&rows) else { return String::new() };
    let height = HEAD + ROW * rows.len() as f64 + 6.0;
    let mut out = format!(
        "<section aria-labelledby=\"timeline\">\n<h2 id=\"timeline\" tabindex=\"-1\">Timeline</h2>\n<p class=\"legend\"><span \
         class=\"key document\">◆</span> date of the document <span class=\"key told\">●</span> date it tells of <span \
         class=\"key bound\">┃</span> day that an event or a term of office allows it from or to <span class=\"key \
         impossible\">●</span> can’t be right</p>\n<div class=\"picture\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Timeline picture\">\n<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" aria-label=\"What each document tells of time; the table below says the same\">\n"
    );
    scale.axis(height, &mut out);
    for (index, row) in rows.iter().enumerate() {
        draw(row, HEAD + ROW * (index as f64 + 0.5), &scale, &mut out);
    }
    out.push_str("</svg>\n</div>\n");
    table(&rows, &mut out);
    out.push_str("</section>\n");
    out
}

/// The places in a document where it is wrong by the findings, which are in their order.
#[must_use]
pub fn wrong(document: SourceId, findings: &[Finding]) -> Vec<Span> {
    // what is evidence against another document is right here
    let first = findings.partition_point(|finding| finding.primary().source < document);
    let own = findings[first..].iter().take_while(|finding| finding.primary().source == document);
    own.flat_map(|finding| &finding.labels).filter(|label| label.source == document).map(|label| label.span).collect()
}

impl Row {
    /// The same row under another id.
    #[must_use]
    pub fn of(self, id: SourceId) -> Self {
        Self { id, ..self }
    }
}

/// What a document tells of time, where some places are wrong.
#[must_use]
pub fn row(article: &Article<'_>, wrong: &[Span]) -> Row {
    let source = article.text.document.source;
    let is_wrong = |span: Span| wrong.iter().any(|place| place.overlaps(span) && place.len() <= 4 * span.len());
    let mut marks = Vec::new();
    let published = &article.published;
    for date in &article.dates {
        let Some(interval) = date.interval.filter(|_| published.span.is_none_or(|own| !own.overlaps(date.span))) else {
            continue;
        };
        let words = source.slice(date.span);
        let impossible = date.impossible.is_some() || is_wrong(date.span);
        let told = format!("“{words}”: {}", days(interval.first, interval.last));
        marks.push(Mark { first: interval.first, last: interval.last, kind: Kind::Told, impossible, told });
    }
    for witness in article.witnesses.iter().filter(|one| matches!(one.ground, Ground::Event | Ground::Office { .. })) {
        let bounds = [witness.first.map(|day| (day, "not before")), witness.last.map(|day| (day, "not after"))];
        for (day, word) in bounds.into_iter().flatten() {
            let off = published.day.is_some_and(|own| if word == "not before" { own < day } else { own > day });
            let told = format!("{}: written {word} {}", witness.tells, english(day));
            marks.push(Mark { first: day, last: day, kind: Kind::Bound, impossible: off, told });
        }
    }
    if let Some(day) = published.day {
        let impossible = published.span.is_some_and(is_wrong);
        let told = format!("the document is dated {}", english(day));
        marks.push(Mark { first: day, last: day, kind: Kind::Document, impossible, told });
    }
    marks.sort_by(|a, b| (a.impossible, a.kind, a.first, &a.told).cmp(&(b.impossible, b.kind, b.first, &b.told)));
    marks.dedup_by(|b, a| a.told == b.told && a.impossible == b.impossible);
    Row { id: source.id, path: source.name().into_owned(), marks }
}

fn english(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { english(first) } else { format!("{} to {}", english(first), english(last)) }
}

/// Days across the picture.
struct Scale {
    first: NaiveDate,
    last: NaiveDate,
}

impl Scale {
    /// From two years before the first document's date (or what else is told, where no document has one) to a year
    /// after the last: what lies further off stands at the edge.
    fn of(rows: &[&Row]) -> Option<Self> {
        let marks = || rows.iter().flat_map(|row| &row.marks);
        let mut own: Vec<NaiveDate> =
            marks().filter(|mark| mark.kind == Kind::Document).map(|mark| mark.first).collect();
        if own.is_empty() {
            own = marks().map(|mark| mark.first).collect();
        }
        if own.is_empty() {
            return None;
        }
        own.sort_unstable();
        let (first, last) = (own[own.len() / 50], own[own.len() - 1 - own.len() / 50]);
        let far = marks().flat_map(|mark| [mark.first, mark.last]);
        let (low, high) = (far.clone().min()?, far.max()?);
        let first = first.checked_sub_months(Months::new(24))?.max(low.checked_sub_days(Days::new(20))?);
        let last = last.checked_add_months(Months::new(12))?.min(high.checked_add_days(Days::new(20))?);
        (first < last).then_some(Self { first, last })
    }

    /// Whether any of a mark lies in the picture: what documents tell of long ago stands in the table alone.
    fn shows(&self, mark: &Mark) -> bool {
        mark.first <= self.last && self.first <= mark.last
    }

    /// Where a day stands, at the edge if it lies outside.
    fn x(&self, day: NaiveDate) -> f64 {
        let part = (day - self.first).num_days() as f64 / (self.last - self.first).num_days() as f64;
        NAMES + 12.0 + part.clamp(0.0, 1.0) * (WIDTH - NAMES - 24.0)
    }

    /// A line a year, or a quarter where the picture is of few years.
    fn axis(&self, height: f64, out: &mut String) {
        let years = self.last.year() - self.first.year() + 1;
        let (step, every) = if years <= 4 { (3, 1) } else { (12, (years / 12).max(1)) };
        for year in (self.first.year()..=self.last.year()).filter(|year| year % every == 0) {
            for month in (1..=12).step_by(step) {
                let Some(day) =
                    NaiveDate::from_ymd_opt(year, month, 1).filter(|day| (self.first..=self.last).contains(day))
                else {
                    continue;
                };
                let x = self.x(day);
                let name = if month == 1 { year.to_string() } else { day.format("%b").to_string() };
                let class = if month == 1 { "year" } else { "month" };
                out.push_str(&format!(
                    "<line class=\"{class}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"18\" y2=\"{height:.0}\"/><text class=\"{class}\" \
                     x=\"{x:.1}\" y=\"13\" text-anchor=\"middle\">{name}</text>\n"
                ));
            }
        }
    }
}

fn draw(row: &Row, y: f64, scale: &Scale, out: &mut String) {
    out.push_str(&format!(
        "<g class=\"row\"><line class=\"base\" x1=\"{NAMES}\" x2=\"{WIDTH}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/><a href=\"#d{}\"><text \
         x=\"0\" y=\"{:.1}\">{}<title>{}</title></text></a>\n",
        row.id.0,
        y + 4.0,
        text(&short(&row.path)),
        text(&row.path)
    ));
    for mark in row.marks.iter().filter(|mark| mark.impossible || scale.shows(mark)) {
        let (from, to) = (scale.x(mark.first), scale.x(mark.last));
        let class = match mark.kind {
            Kind::Told => "told",
            Kind::Bound => "bound",
            Kind::Document => "document",
        };
        let class = if mark.impossible { format!("{class} impossible") } else { class.to_owned() };
        let shape = match mark.kind {
            Kind::Document => format!("M{:.1} {y:.1}l6 -6l6 6l-6 6z", from - 6.0),
            Kind::Bound => format!("M{:.1} {:.1}h3v14h-3z", from - 1.5, y - 7.0),
            Kind::Told if to - from > 7.0 => format!("M{from:.1} {:.1}h{:.1}v5h-{:.1}z", y - 2.5, to - from, to - from),
            Kind::Told => format!("M{:.1} {y:.1}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z", (from + to) / 2.0 - 3.5),
        };
        out.push_str(&format!("<path class=\"{class}\" d=\"{shape}\"><title>{}</title></path>\n", text(&mark.told)));
    }
    out.push_str("</g>\n");
}

/// The end of a path, as much as there is room for.
fn short(path: &str) -> String {
    const CHARACTERS: usize = 34;
    let length = path.chars().count();
    if length <= CHARACTERS {
        return path.to_owned();
    }
    std::iter::once('…').chain(path.chars().skip(length - CHARACTERS + 1)).collect()
}

fn table(rows: &[&Row], out: &mut String) {
    out.push_str(
        "<details class=\"words\"><summary>The timeline in words</summary>\n<table><thead><tr><th scope=\"col\">Document</th><th \
         scope=\"col\">Tells</th></tr></thead><tbody>\n",
    );
    for row in rows {
        out.push_str(&format!("<tr><th scope=\"row\"><a href=\"#d{}\">{}</a></th><td><ul>", row.id.0, text(&row.path)));
        for mark in row.marks.iter().rev() {
            let (class, word) =
                if mark.impossible { (" class=\"impossible\"", " (can’t be right)") } else { ("", "") };
            out.push_str(&format!("<li{class}>{}{word}</li>", text(&mark.told)));
        }
        out.push_str("</ul></td></tr>\n");
    }
    out.push_str("</tbody></table></details>\n");
}
