//! What one article tells against itself: "just announced" of an event of one year, "this year" of one of another.
//!
//! Each witness allows some days of writing. Where two allow none in common, no date can be right for the article.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::dating::{Ground, Witness, day};
use crate::finding::{Conflict, Label};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MixedDates {
    /// Days by which two spans of days may miss each other all the same.
    pub slack: u32,
}

impl Check for MixedDates {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let known = |w: &&Witness| matches!(w.ground, Ground::Event | Ground::Office { .. });
        let Some(latest) = article.witnesses.iter().filter(known).max_by_key(|w| (w.first, std::cmp::Reverse(w.span)))
        else {
            return;
        };
        let Some(first) = latest.first else { return };
        let too_old = |w: &&Witness| w.last.is_some_and(|last| last + chrono::Days::new(u64::from(self.slack)) < first);
        let old: Vec<&Witness> = article.witnesses.iter().filter(known).filter(too_old).collect();
        // with a dateline, what does not fit it is told against it
        if old.is_empty() || article.published.day.is_some() {
            return;
        }
        emit.conflict(conflict(article, latest, &old));
    }
}

fn conflict(article: &Article<'_>, latest: &Witness, old: &[&Witness]) -> Conflict {
    let text = &article.text;
    let until = old.iter().filter_map(|w| w.last).min().map(day).unwrap_or_default();
    let since = latest.first.map(day).unwrap_or_default();
    let message = format!(
        "no one date fits this article: “{}” can't be written before {since}, “{}” not after {until}",
        text.slice(latest.span),
        text.slice(old.iter().min_by_key(|w| w.last).map_or(latest.span, |w| w.span)),
    );
    let mut conflict = Conflict::new(message, Label::new(text.source(), latest.span, format!("{since} or later")));
    conflict.notes.push(format!("the article {}{}", latest.tells, reference(latest)));
    for witness in old {
        let last = witness.last.map(day).unwrap_or_default();
        conflict.related.push(Label::new(text.source(), witness.span, format!("{last} or earlier")));
        conflict.notes.push(format!("it {}{}", witness.tells, reference(witness)));
    }
    let values: Vec<String> =
        std::iter::once(latest).chain(old.iter().copied()).map(|w| text.slice(w.span).to_owned()).collect();
    conflict.identity(values)
}

fn reference(witness: &Witness) -> String {
    witness.origin.as_ref().map_or_else(String::new, |origin| format!(" ({}:{})", origin.path, origin.line))
}
