//! The figure of an article's first sentences that a headline's is but for a slip of the pen: a digit, two neighbours in
//! the other order, one more or one less of a few, a million for a billion, a euro for a pound.
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
        let alike = other.is_like(figure) || is_other_currency(figure, other);
        alike && other.time == figure.time && (figure.unit != 0 || nouns)
    };
    let only = head.figures.iter().filter(of_kind).count() == 1;
    let mut lead = body.figures.iter().filter(|other| other.sentence < FIRST).filter(of_kind);
    let other = lead.next().filter(|_| only && !figure.year && !figure.ordinal)?;
    let (shared, words) = shared(figure, other, head, body);
    let near = if is_telling(figure) && is_telling(other) {
        let currency = is_other_currency(figure, other) && !is_told_in(figure, body);
        let least = if is_other_scale(figure, other) || currency { 1 } else { SHARED };
        let slipped = least == 1 || are_near(&figure.written, &other.written);
        slipped && shared >= least && shared * (4 - least) >= words
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

/// "£4.9 billion" for "£4.9 million"; a single digit may be the same by chance.
fn is_other_scale(one: &Figure, other: &Figure) -> bool {
    let times = one.value.max(other.value) / one.value.min(other.value);
    let scaled = [1e3, 1e6, 1e9].iter().any(|scale| (times / scale - 1.0).abs() < 1e-9);
    let written = || digits(&one.written).filter(char::is_ascii_digit).count();
    scaled && written() >= 2 && digits(&one.written).eq(digits(&other.written))
}

/// "€4.9 million" for "£4.9 million". Dollars of one country are as often called dollars as by their name.
fn is_other_currency(one: &Figure, other: &Figure) -> bool {
    let dollars = |figure: &Figure| figure.written.contains('$') || figure.written.to_lowercase().contains("dollar");
    one.money && other.money && one.unit != other.unit && !(dollars(one) && dollars(other)) && {
        let same = (one.value - other.value).abs() <= 1e-9 * one.value;
        same && digits(&one.written).filter(char::is_ascii_digit).count() >= 2
    }
}

/// Whether an article gives an amount in the currency of another, so that it converts them.
fn is_told_in(figure: &Figure, body: &Digest) -> bool {
    body.figures.iter().any(|other| other.money && other.unit == figure.unit)
}

fn digits(written: &str) -> impl Iterator<Item = char> {
    written.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.')
}

/// Whether two figures of two digits and more differ by one digit, or by two neighbours in the other order.
fn are_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (digits(one).collect(), digits(other).collect());
    let apart: Vec<usize> = (0..one.len().min(other.len())).filter(|&at| one[at] != other[at]).collect();
    let near = match apart[..] {
        [at] => one[at] != '.' && other[at] != '.',
        [at, next] => next == at + 1 && one[at] == other[next] && one[next] == other[at],
        _ => false,
    };
    one.len() >= 2 && one.len() == other.len() && near
}
