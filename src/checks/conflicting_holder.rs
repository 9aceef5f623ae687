//! Two documents of about one date that give one office to two people, each as its holder.
//!
//! No knowledge is needed: "Ohio Governor Ann Kerr" in one document and "Ohio Governor Paul Lund" in another of the same
//! days can't both be right. Former, acting and elected holders, deputies and quotations say nothing of who holds it.

use std::collections::BTreeMap;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::company::{across, neighbours};
use super::holders::{is_not_held, is_told};
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::extract::date::Basis;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::Conflict;
use crate::knowledge::{fold, lexicon};
use crate::segment::Segmented;
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConflictingHolder {
    /// Days by which the documents' dates may differ for their holders to be compared.
    pub days: u32,
    /// Titles that one person holds at a time, in lower case.
    pub titles: Vec<String>,
}

/// A holder as one document names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Days since 1970.
    date: i32,
    family: String,
    /// Title and name as written.
    said: String,
}

/// A family name, the mention, and where its title stands.
type Bearer<'n> = (String, &'n NameMention, Span);

/// Words before a title that make it a lower office.
const ABOVE: &[&str] = &["junior", "lieutenant"];

impl Check for ConflictingHolder {
    type Said = Holder;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Holder>) {
        let Some(date) = article.published.day else { return };
        let date = date.to_epoch_days();
        let mut named: BTreeMap<(String, String), Vec<Bearer<'_>>> = BTreeMap::new();
        for name in &article.names {
            if let Some((office, body, span)) = self.office(article, name) {
                named.entry((office, body)).or_default().push((name.family_folded(), name, span));
            }
        }
        for ((office, body), holders) in named {
            // who names two holders tells of the office's past, or of a change
            if holders.iter().any(|(family, ..)| *family != holders[0].0) {
                continue;
            }
            let (family, name, span) = &holders[0];
            let said = article.text.slice(span.to(name.span)).to_owned();
            emit.state(
                Key::new(&["holder", &office, &body]),
                name.span,
                &Holder { date, family: family.clone(), said },
            );
        }
    }

    /// Holders change, so what matters is who is named on neighbouring days.
    fn compare(&self, _: Context<'_>, stated: &[Stated<Holder>], out: &mut Vec<Conflict>) {
        for (a, b) in neighbours(stated, |said| said.date) {
            let near = a.said.date.abs_diff(b.said.date) <= self.days;
            // a name that runs on into the next word has the other in it
            let one = a.said.said.contains(&b.said.said) || b.said.said.contains(&a.said.said);
            if near && !one && differ(&a.said.family, &b.said.family) {
                let labels = ("holds the office here", "holds it there");
                out.push(
                    across((a, b), |said| &said.said, "about the same date", labels)
                        .identity([a.said.family.clone(), b.said.family.clone()]),
                );
            }
        }
    }
}

/// Two people, not two spellings of one.
fn differ(a: &str, b: &str) -> bool {
    !a.contains(b) && !b.contains(a) && strsim::osa_distance(a, b) > 2
}

impl ConflictingHolder {
    /// The title and the place or body that it is of, folded, and where they stand, for a full name with such a title in
    /// what the article itself tells.
    fn office(&self, article: &Article<'_>, name: &NameMention) -> Option<(String, String, Span)> {
        let text = &article.text;
        if name.kind != NameKind::Person || name.given.is_empty() || name.family.is_empty() || name.loose {
            return None;
        }
        let place = name.title.filter(|place| place.start <= name.span.start)?;
        let tokens = text.tokens_in(place);
        let title = self.titles.iter().find(|title| ends_with(text, tokens.clone(), title))?;
        let told = is_told(article, name) && !article.is_quoted(name.tokens.start);
        if !told || tells_of_another_year(article, name) {
            return None;
        }
        let first = tokens.end - title.split(' ').count();
        let body = body_before(text, first)?;
        let before = (body.1..first).chain(body.1.saturating_sub(3)..body.1);
        if before.into_iter().any(|at| is_not_held(text.lower(at)) || ABOVE.contains(&text.lower(at))) {
            return None;
        }
        Some((title.clone(), body.0, text.span(body.1..tokens.end)))
    }
}

/// A sentence that names a year before the document's tells of the past.
fn tells_of_another_year(article: &Article<'_>, name: &NameMention) -> bool {
    let Some(sentence) = article.text.sentence_of(name.tokens.start) else { return false };
    let tokens = &article.text.sentences[sentence].tokens;
    let year = article.published.day.map(|day| day.year());
    article.dates.iter().any(|date| {
        let other = date.interval.is_some_and(|days| Some(days.last.year()) != year);
        date.basis == Basis::Explicit && other && tokens.contains(&date.tokens.start)
    })
}

/// Whether some tokens end with the words of a title.
fn ends_with(text: &Segmented<'_>, tokens: std::ops::Range<usize>, title: &str) -> bool {
    if tokens.is_empty() || !title.ends_with(text.lower(tokens.end - 1)) {
        return false;
    }
    let mut words = tokens.rev().map(|at| text.lower(at));
    title.rsplit(' ').all(|word| words.next() == Some(word))
}

/// The place or demonym right before a token: its name, folded, and its first token.
fn body_before(text: &Segmented<'_>, end: usize) -> Option<(String, usize)> {
    let end = if end > 0 && matches!(text.lower(end - 1), "'s" | "’s") { end - 1 } else { end };
    (end.saturating_sub(3)..end).find_map(|first| {
        let words: Vec<_> = (first..end).map(|at| text.folded(at)).collect();
        let spot = lexicon::place(&words.join(" "))?;
        let capital = text.tokens[first].shape.has_capital();
        capital.then(|| {
            (
                spot.within()
                    .next()
                    .filter(|_| spot.is_demonym())
                    .map_or_else(|| words.join(" "), |within| fold(within).into_owned()),
                first,
            )
        })
    })
}
