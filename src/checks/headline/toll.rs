//! The count of the dead, the injured or the arrested with which an article begins, where the headline counts others.

use super::super::summary::digest::{Digest, Figure};
use super::super::toll::{Fated, fated, tells_of};
use super::{FIRST, Part, Parts};
use crate::article::Article;

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
    let one = of_head.what() == of_lead.what() || is_whole(article, parts, of_head, of_lead);
    one.then(|| body.figures.iter().find(|one| one.start == of_lead.quantity.span.start)).flatten()
}

/// "Seven die" above "Eight miners were killed": whether the miners are all who died, as the article tells of nobody
/// else.
fn is_whole(article: &Article<'_>, parts: &Parts, head: &Fated<'_>, lead: &Fated<'_>) -> bool {
    let text = &article.text;
    let told = |token: usize| tells_of(lead.fate, text.lower(token));
    let behind =
        lead.quantity.counted.map_or("", |noun| text.tokens.get(noun + 1).map_or("", |_| text.lower(noun + 1)));
    let times =
        parts.statements(article, Part::Body).map(|one| one.tokens.clone().filter(|&token| told(token)).count());
    head.fate == lead.fate
        && head.who.is_empty()
        && !lead.who.is_empty()
        && !matches!(behind, "and" | "," | "of" | "from" | "in")
        && times.sum::<usize>() == 1
}
