//! A date stamp that knowledge declares (an article number, a URL) against the document's own date.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Check, Context, Emit, pieces};
use crate::article::Article;
use crate::claim::dating::day;
use crate::finding::{Conflict, Label};
use crate::knowledge::Stamp;
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DateStamp {
    /// Days by which stamp and date may differ: republication.
    pub tolerance: u32,
}

impl Check for DateStamp {
    type Said = ();

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let Some((date, span)) = article.published.day.zip(article.published.span) else { return };
        let source = article.text.source();
        for stamp in &context.knowledge.stamps {
            for (stamped, place) in stamps(stamp, &article.text.document.source.text) {
                if (stamped - date).num_days().unsigned_abs() <= u64::from(self.tolerance) {
                    continue;
                }
                let words = article.text.document.source.slice(place);
                let message = format!(
                    "the document is dated {}, but the {} “{words}” in it stands for {}",
                    day(date),
                    stamp.name,
                    day(stamped)
                );
                let mut conflict = Conflict::new(message, Label::new(source, span, "not the stamp's date"))
                    .related(Label::new(source, place, day(stamped)))
                    .identity(["stamp", &stamped.to_string(), &date.to_string()])
                    .cause(source, span);
                if let Some(origin) = &stamp.origin {
                    conflict.notes.push(format!("the stamp is declared in {}:{}", origin.path, origin.line));
                }
                emit.conflict(conflict);
            }
        }
    }
}

/// The days that a stamp's matches in a line stand for, with the span of the day, month and year in each.
fn stamps(stamp: &Stamp, text: &str) -> Vec<(NaiveDate, Span)> {
    let part = |captures: &regex::Captures<'_>, name| captures.name(name).and_then(|m| m.as_str().parse::<i32>().ok());
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let seen = lines.flat_map(|(at, line)| pieces(line).map(move |piece| (at + piece.start, &line[piece])));
    seen.flat_map(|(at, piece)| stamp.pattern.captures_iter(piece).map(move |captures| (at, captures)))
        .filter_map(|(at, captures)| {
            let year = part(&captures, "year").map(|year| if year < 100 { 2000 + year } else { year })?;
            let month = u32::try_from(part(&captures, "month")?).ok()?;
            let date = u32::try_from(part(&captures, "day")?).ok()?;
            let groups = ["year", "month", "day"].map(|name| captures.name(name));
            let start = groups.iter().flatten().map(regex::Match::start).min()?;
            let end = groups.iter().flatten().map(regex::Match::end).max()?;
            Some((NaiveDate::from_ymd_opt(year, month, date)?, Span::new(at + start, at + end)))
        })
        .collect()
}
