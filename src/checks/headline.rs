//! A headline against the article below it: a number that the article gives differently.

use serde::Deserialize;

use super::summary::digest::{Digest, Figure, Known};
use super::summary::judge::{in_its_place, is_telling, is_worked_out};
use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::statement::Statement;
use crate::finding::{Conflict, Label};
use crate::segment::BlockKind;

/// Nothing to choose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headline {}

/// How many words, the counted noun taken twice, tell that two figures are about one thing.
const ALIKE: usize = 4;

impl Check for Headline {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        let block = |statement: &&Statement| text.blocks[text.sentences[statement.sentence].block].kind;
        let head = article.statements.iter().filter(|statement| block(statement) == BlockKind::Headline);
        let head = Digest::of_statements(article, head);
        if head.figures.is_empty() {
            return;
        }
        let body = article.statements.iter().filter(|statement| block(statement) != BlockKind::Headline);
        let body = Digest::of_statements(article, body);
        let (headline, body) = (Known::new(text.source(), &head), Known::new(text.source(), &body));
        for figure in head.figures.iter().filter(|figure| is_compared(figure)) {
            let told = body.digest.figures.iter().any(|other| figure.agrees(other));
            if told || is_worked_out(figure, body.digest) {
                continue;
            }
            if let Some(other) =
                in_its_place(figure, &headline, &body, ALIKE).filter(|other| is_one_thing(figure, other))
            {
                emit.conflict(conflict(figure, other, &headline));
            }
        }
    }
}

/// Years, ages and ordinals of a headline are told in too many other ways below it.
fn is_compared(figure: &Figure) -> bool {
    is_telling(figure) && !figure.year && !figure.ordinal && !figure.time && figure.value >= 2.0
}

/// Whether both count the same noun, or both have a unit.
fn is_one_thing(figure: &Figure, other: &Figure) -> bool {
    if figure.unit != 0 { figure.unit == other.unit } else { figure.noun != 0 && figure.noun == other.noun }
}

fn conflict(figure: &Figure, other: &Figure, headline: &Known<'_>) -> Conflict {
    let message = format!("the headline says “{}”, the article “{}”", figure.written, other.written);
    Conflict::new(message, Label::new(headline.source, figure.span(), "not in the article"))
        .related(Label::new(headline.source, other.span(), format!("{} here", other.written)))
        .identity([&figure.written, &other.written])
        .cause(headline.source, figure.span())
}
