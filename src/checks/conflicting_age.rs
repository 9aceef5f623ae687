//! One person with two ages in one article: “Kim Lee, 43, …” and further down “Lee, 45, …”.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::age::{Aged, aged, tells_generations};
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::segment::Segmented;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConflictingAge {
    /// Years by which two ages may differ: a birthday may lie between.
    pub slack: u32,
}

impl Check for ConflictingAge {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let aged: Vec<Aged> =
            article.names.iter().filter_map(|name| aged(article, name)).filter(|one| !one.then).collect();
        for (at, later) in aged.iter().enumerate() {
            let differs = |one: &&Aged| {
                one.age.abs_diff(later.age) > self.slack
                    && is_one(article, one, later)
                    && (one.sure || later.sure || is_full(one, later))
            };
            if let Some(first) = aged[..at].iter().find(differs) {
                emit.conflict(conflict(&article.text, first, later));
                return;
            }
        }
    }
}

/// Whether two names mean one person: the same given name, or none where the article knows but one of the family.
fn is_one(article: &Article<'_>, first: &Aged, later: &Aged) -> bool {
    if first.family != later.family
        || (!first.given.is_empty() && !later.given.is_empty() && first.given != later.given)
    {
        return false;
    }
    let family =
        || article.names.iter().filter(|name| name.kind == NameKind::Person && name.family_folded() == first.family);
    let mut given: Vec<String> = family().map(NameMention::given_folded).filter(|given| !given.is_empty()).collect();
    given.sort_unstable();
    given.dedup();
    given.len() == 1 && !tells_generations(article)
}

/// Whether at least one of the two has its given name.
fn is_full(first: &Aged, later: &Aged) -> bool {
    !first.given.is_empty() && !later.given.is_empty()
}

fn conflict(text: &Segmented<'_>, first: &Aged, later: &Aged) -> Conflict {
    let message = format!(
        "“{}” is {} here and “{}” {} above",
        text.slice(later.name),
        later.age,
        text.slice(first.name),
        first.age
    );
    Conflict::new(message, Label::new(text.source(), later.span, format!("{} here", later.age)))
        .related(Label::new(text.source(), first.span, format!("{} there", first.age)))
        .identity([first.family.clone(), first.age.to_string(), later.age.to_string()])
}
