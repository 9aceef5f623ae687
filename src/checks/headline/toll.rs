//! The count of the dead, the injured or the arrested with which an article begins, where the headline counts others.

use super::super::summary::digest::{Digest, Figure};
use super::super::toll::fated;
use super::{FIRST, Part, Parts};
use crate::article::Article;

/// The one figure of the first sentences that counts what the headline's figure counts, where that is the only count there.
pub fn of<'b>(article: &Article<'_>, parts: &Parts, figure: &Figure, body: &'b Digest) -> Option<&'b Figure> {
    let counts = |part: Part, most: usize| {
        let statements = parts.statements(article, part).take(most);
        statements.flat_map(|statement| fated(article, statement)).collect::<Vec<_>>()
    };
    let head = counts(Part::Headline, usize::MAX);
    let [(quantity, what)] = head[..] else { return None };
    if quantity.span.start != figure.start {
        return None;
    }
    let lead = counts(Part::Body, FIRST as usize);
    let [(other, of)] = lead[..] else { return None };
    (what == of).then(|| body.figures.iter().find(|one| one.start == other.span.start)).flatten()
}
