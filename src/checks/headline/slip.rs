//! The figure of an article's first sentences that a headline's is but for a slip of the pen: a digit, two neighbours in
//! the other order, one more or one less of a few.
//!
//! Nothing else of its kind may stand in the headline or beside it in the article, and most of what the headline says
//! must be told with it.

use super::super::summary::digest::{Digest, Figure};
use super::super::summary::judge::is_telling;
use super::FIRST;
use crate::claim::contrast::is_time;

/// How many content words the headline shares with the sentence at least; and where all that is told is a small number.
const SHARED: usize = 2;
const SMALL_SHARED: usize = 3;

pub fn of<'b>(figure: &Figure, head: &Digest, body: &'b Digest) -> Option<&'b Figure> {
    let of_kind = |other: &&Figure| {
        let nouns = figure.noun == other.noun || figure.noun == 0 || other.noun == 0;
        other.is_like(figure) && other.time == figure.time && (figure.unit != 0 || nouns)
    };
    let only = head.figures.iter().filter(of_kind).count() == 1;
    let mut lead = body.figures.iter().filter(|other| other.sentence < FIRST).filter(of_kind);
    let other = lead.next().filter(|_| only && !figure.year && !figure.ordinal)?;
    let (shared, words) = shared(figure, other, head, body);
    let near = if is_telling(figure) && is_telling(other) {
        are_near(&figure.written, &other.written) && shared >= SHARED && shared * 2 >= words
    } else {
        let small = figure.noun != 0 && figure.noun == other.noun && figure.unit == 0;
        small && !is_telling(figure) && shared >= SMALL_SHARED && shared * 3 >= words * 2
    };
    (near && lead.all(|one| one.sentence != other.sentence)).then_some(other)
}

/// How many content words the sentences of two figures share, and how many the headline has.
fn shared(figure: &Figure, other: &Figure, head: &Digest, body: &Digest) -> (usize, usize) {
    let mine = &head.words[head.sentence(figure.sentence)];
    let theirs = &body.words[body.sentence(other.sentence)];
    let telling = || mine.iter().filter(|&&word| !is_time(word));
    (telling().filter(|word| theirs.contains(word)).count(), telling().count())
}

/// Whether two figures of two digits and more differ by one digit, or by two neighbours in the other order.
fn are_near(one: &str, other: &str) -> bool {
    let figures = |written: &str| -> Vec<char> {
        written.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect()
    };
    let (one, other) = (figures(one), figures(other));
    let apart: Vec<usize> = (0..one.len().min(other.len())).filter(|&at| one[at] != other[at]).collect();
    let near = match apart[..] {
        [at] => one[at] != '.' && other[at] != '.',
        [at, next] => next == at + 1 && one[at] == other[next] && one[next] == other[at],
        _ => false,
    };
    one.len() >= 2 && one.len() == other.len() && near
}
