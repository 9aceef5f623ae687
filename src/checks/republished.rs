//! One article in two documents under dates that lie far apart: near-copies meet under the bands of their sketches.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::copies::are_in_one_form;
use super::{Check, Context, Emit, Stated};
use crate::article::Article;
use crate::claim::Sketch;
use crate::claim::dating::{Ground, day};
use crate::finding::{Conflict, Label};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Republished {
    /// Days by which the dates of two copies may differ.
    pub tolerance: u32,
    /// The share of the shorter text that must stand in the longer one, in percent.
    pub common: u32,
}

/// One dated document that may have copies.
#[derive(Debug, Serialize, Deserialize)]
pub struct Dated {
    date: i32,
    headline: Option<(u32, u32)>,
    /// The latest day that the text itself tells of as past: a copy dated before it is the wrong one.
    told: Option<i32>,
    sketch: Sketch,
}

impl Check for Republished {
    type Said = Dated;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Dated>) {
        let Some((date, span)) = article.published.day.zip(article.published.span) else { return };
        let headline = article.text.blocks.iter().find(|block| block.kind == crate::segment::BlockKind::Headline);
        let told = article.witnesses.iter().filter(|w| w.ground == Ground::Told).filter_map(|w| w.first).max();
        let said = Dated {
            date: days(date),
            headline: headline.map(|block| (block.span.start, block.span.end)),
            told: told.map(days),
            sketch: article.sketch.clone(),
        };
        emit.state_of_text(article, span, &said);
    }

    fn looks_again(&self) -> bool {
        true
    }

    /// Each document is held against the one of the earliest and the one of the latest date that it is a copy of:
    /// work in proportion to the group.
    fn compare(&self, context: Context<'_>, stated: &[Stated<Dated>], out: &mut Vec<Conflict>) {
        let Some(latest) = stated.iter().max_by_key(|s| (s.said.date, std::cmp::Reverse(s.source))) else { return };
        for one in stated {
            if one.source != latest.source
                && self.are_far_apart(one, latest)
                && self.are_copies(one, latest)
                && !are_in_one_form(context, one.source, latest.source)
            {
                out.push(conflict(one, latest));
            }
        }
    }
}

impl Republished {
    fn are_far_apart(&self, a: &Stated<Dated>, b: &Stated<Dated>) -> bool {
        a.said.date.abs_diff(b.said.date) > self.tolerance
    }

    fn are_copies(&self, a: &Stated<Dated>, b: &Stated<Dated>) -> bool {
        // the pair is reported under the first band that it shares, and only there
        let band = a.said.sketch.first_shared_band(&b.said.sketch);
        band.and_then(|band| a.said.sketch.keys().nth(band)) == Some(a.key)
            && a.said.sketch.containment(&b.said.sketch) * 100.0 >= f64::from(self.common)
    }
}

fn conflict(early: &Stated<Dated>, late: &Stated<Dated>) -> Conflict {
    let (a, b) = (date(early.said.date), date(late.said.date));
    let early_is_wrong =
        early.said.told.or(late.said.told).is_some_and(|told| early.said.date < told && told <= late.said.date);
    // where nothing tells which date is wrong, the later document is shown first
    let (wrong, other, wrong_date, other_date) = if early_is_wrong { (early, late, a, b) } else { (late, early, b, a) };
    let message = format!(
        "one article stands in two documents under different dates: {} here, {} there",
        day(wrong_date),
        day(other_date)
    );
    let mut conflict = Conflict::new(message, Label::new(wrong.source, wrong.span, "this copy's date"))
        .related(Label::new(other.source, other.span, "the other copy's date"));
    for one in [wrong, other] {
        if let Some((start, end)) = one.said.headline {
            conflict.related.push(Label::new(one.source, Span { start, end }, "the article"));
        }
    }
    let conflict = conflict.identity([a.to_string(), b.to_string()]);
    if early_is_wrong { conflict.cause(wrong.source, wrong.span) } else { conflict }
}

fn days(date: NaiveDate) -> i32 {
    date.to_epoch_days()
}

fn date(days: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(days).unwrap_or_default()
}
