//! The count of the dead, the injured or the arrested with which an article begins, where the headline counts others.

use super::super::summary::digest::{Digest, Figure};
use super::super::toll::{Fated, fated, tells_of};
use super::{FIRST, Part, Parts};
use crate::article::Article;
use crate::words::Words;

/// The one figure of the first sentences that counts what the headline's figure counts, where that is the only count of
/// its kind there.
pub fn of<'b>(article: &Article<'_>, parts: &Parts, figure: &Figure, body: &'b Digest) -> Option<&'b Figure> {
    let counts = |part: Part, most: usize| {
        let statements = parts.statements(article, part).take(most);
        statements.flat_map(|statement| fated(article, statement)).collect::<Vec<_>>()
    };
    let head = counts(Part::Headline, usize::MAX);
    let [of_head] = &head[..] else { return None };
    if of_head.quantity.span.start != figure.start {
        return None;
    }
    let mut lead = counts(Part::Body, FIRST as usize);
    lead.retain(|one| one.fate == of_head.fate);
    let [of_lead] = &lead[..] else { return None };
    let one = of_head.what() == of_lead.what() || is_whole(article, of_head, of_lead);
    let more = of_head.quantity.value > of_lead.quantity.value && tells_of_more(article, parts, of_lead);
    (one && !more).then(|| body.figures.iter().find(|one| one.start == of_lead.quantity.span.start)).flatten()
}

/// "Seven die" above "Eight miners were killed": whether the miners can be all who died.
fn is_whole(article: &Article<'_>, head: &Fated<'_>, lead: &Fated<'_>) -> bool {
    let text = &article.text;
    let behind =
        lead.quantity.counted.map_or("", |noun| text.tokens.get(noun + 1).map_or("", |_| text.lower(noun + 1)));
    head.fate == lead.fate
        && head.who.is_empty()
        && !lead.who.is_empty()
        && !matches!(behind, "and" | "," | "of" | "from" | "in")
}

/// Words by which an article tells of one more who died: "took his own life", "her body was found", "succumbed to his injuries".
static ONE_MORE: Words = Words::new(&[
    "another",
    "bodies",
    "body",
    "drowned",
    "fatally",
    "life",
    "lives",
    "missing",
    "perished",
    "shot",
    "succumbed",
    "suicide",
    "swept",
]);

/// Whether the article tells of others than those whom it counts first, so that the headline may count all of them.
fn tells_of_more(article: &Article<'_>, parts: &Parts, lead: &Fated<'_>) -> bool {
    let text = &article.text;
    let told = |&token: &usize| tells_of(lead.fate, text.lower(token)) || ONE_MORE.has(text.lower(token));
    let times = parts.statements(article, Part::Body).map(|one| one.tokens.clone().filter(told).count());
    times.sum::<usize>() > 1
}
