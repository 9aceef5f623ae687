//! Days that a document states of itself and that lie apart: front matter, dateline, an agency's dateline, the file's name.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::dating::day;
use crate::extract::date::in_path;
use crate::finding::{Conflict, Label};
use crate::segment::{BlockKind, Segmented};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StatedDates {
    /// Days by which the dates may differ: a story is filed, printed and posted on different days.
    pub tolerance: u32,
}

/// Where a document speaks of its own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A field of front matter; several fields tell several things (created, published).
    Front,
    /// A line or paragraph of the text, by its block.
    Block(usize),
}

/// Words of a line whose date is not, or not only, the day of publication.
const OTHER_DAYS: &[&str] = &[
    "accessed",
    "adopted",
    "amended",
    "approved",
    "archived",
    "as",
    "corrected",
    "due",
    "edited",
    "effective",
    "event",
    "expires",
    "from",
    "modified",
    "originally",
    "printed",
    "reposted",
    "retrieved",
    "reviewed",
    "revised",
    "to",
    "until",
    "updated",
    "version",
    "when",
];

/// So many other days are those of other articles that the page lists.
const LISTED: usize = 3;

impl Check for StatedDates {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let Some(published) = article.published.day.zip(article.published.span) else { return };
        let text = &article.text;
        let Some(places) = places(text, &article.published.stated) else { return };
        let days: BTreeSet<NaiveDate> =
            places.iter().map(|(_, day, _)| *day).filter(|day| self.is_apart(*day, published.0)).collect();
        if days.len() >= LISTED {
            return;
        }
        let other = places.iter().find(|(place, date, _)| *place != places[0].0 && self.is_apart(*date, published.0));
        match other {
            Some(&(place, date, span)) => {
                let near = |(at, day, _): &(Place, NaiveDate, Span)| *at != place && !self.is_apart(*day, date);
                if !places.iter().any(near) {
                    emit.conflict(between(text, published, (date, span)));
                }
            }
            None => {
                if text.document.source.record.is_none()
                    && let Some(named) = in_name(&text.document.source.path)
                    && self.is_apart(named, published.0)
                    && is_slip(named, published.0)
                    && !is_told(article, named)
                {
                    emit.conflict(with_name(text, published, named));
                }
            }
        }
    }
}

impl StatedDates {
    fn is_apart(&self, a: NaiveDate, b: NaiveDate) -> bool {
        (a - b).num_days().unsigned_abs() > u64::from(self.tolerance)
    }
}

/// The places that state a day; none where one of them says that its day is another than that of publication, or
/// where it is of the page and not of the article.
fn places(text: &Segmented<'_>, stated: &[(NaiveDate, Span)]) -> Option<Vec<(Place, NaiveDate, Span)>> {
    let place = |span: Span| {
        if text.document.front.iter().any(|(_, value)| value.start <= span.start && span.end <= value.end) {
            return Some(Place::Front);
        }
        let at = text.blocks.iter().position(|block| block.span.start <= span.start && span.end <= block.span.end)?;
        let block = &text.blocks[at];
        match block.kind {
            BlockKind::Dateline | BlockKind::Byline => {
                let other = block.tokens.clone().any(|token| OTHER_DAYS.contains(&text.lower(token)));
                (!other).then_some(Place::Block(at))
            }
            BlockKind::Body => Some(Place::Block(at)),
            _ => None,
        }
    };
    stated.iter().map(|&(date, span)| Some((place(span)?, date, span))).collect()
}

/// The day with which the file's name begins, as blogs and archives name their files; one further on in the name or in
/// a folder's is as often that of an event or a download.
fn in_name(path: &str) -> Option<NaiveDate> {
    let name = path.rsplit(['/', '\\']).next()?;
    name.get(..10).filter(|head| head.as_bytes()[0].is_ascii_digit()).and_then(in_path)
}

/// Whether one day is the other with one slip: another year, another month, or day and month exchanged. Days that
/// differ otherwise are as often those of different things.
fn is_slip(a: NaiveDate, b: NaiveDate) -> bool {
    let exchanged = a.year() == b.year() && a.month() == b.day() && a.day() == b.month();
    let month = a.year() == b.year() && a.day() == b.day();
    let year = a.month() == b.month() && a.day() == b.day();
    exchanged || month || year
}

/// Whether the text tells of a day: a file may be named for what it tells.
fn is_told(article: &Article<'_>, day: NaiveDate) -> bool {
    article.dates.iter().any(|date| date.interval.is_some_and(|days| days.first == day && days.last == day))
}

fn between(text: &Segmented<'_>, (published, place): (NaiveDate, Span), (date, span): (NaiveDate, Span)) -> Conflict {
    let source = text.document.source;
    let message = format!("the document is dated “{}”, and here “{}”", source.slice(place), source.slice(span));
    Conflict::new(message, Label::new(text.source(), span, "another date"))
        .related(Label::new(text.source(), place, "the document's date"))
        .identity([published.to_string(), date.to_string()])
        .cause(text.source(), place)
}

fn with_name(text: &Segmented<'_>, (published, place): (NaiveDate, Span), named: NaiveDate) -> Conflict {
    let source = text.document.source;
    let name = source.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let message = format!("the document is dated “{}”, and its file “{name}” {}", source.slice(place), day(named));
    Conflict::new(message, Label::new(text.source(), place, "not the file's date"))
        .identity([published.to_string(), named.to_string()])
        .cause(text.source(), place)
}
