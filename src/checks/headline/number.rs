//! Numbers of the headline and of captions that the article gives differently.
//!
//! What the article tells anywhere, or what follows from its figures by a sum or a product, is never reported.

use super::super::summary::digest::{Digest, Figure, Known};
use super::super::summary::judge::{in_its_place, is_telling, is_worked_out};
use super::{Part, Parts, slip, toll};
use crate::article::Article;
use crate::extract::quantity::{Bound, Quantity, Unit};
use crate::finding::{Conflict, Label};

/// How many words, the counted noun taken twice, tell that two figures are about one thing.
const ALIKE: usize = 4;

pub fn find(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let text = &article.text;
    let parts = Parts::of(article);
    let is_told =
        |figure: &Figure, body: &[Figure]| body.iter().any(|other| figure.agrees(other) || figure.is_cut_from(other));
    for part in [Part::Headline, Part::Caption] {
        let mut figures = parts.figures(article, part).iter().filter(|figure| !is_dated(article, figure));
        if figures.all(|figure| is_told(figure, parts.figures(article, Part::Body))) {
            continue;
        }
        let (head, body) = (parts.digest(article, part), parts.digest(article, Part::Body));
        let (headline, body) = (Known::new(text.source(), head), Known::new(text.source(), body));
        let figures = head.figures.iter().filter(|figure| !is_dated(article, figure));
        for figure in figures {
            if is_told(figure, &body.digest.figures)
                || is_worked_out(figure, body.digest)
                || is_sum(article, figure, body.digest)
            {
                continue;
            }
            let alike = || is_compared(figure).then(|| in_its_place(figure, &headline, &body, ALIKE)).flatten();
            let other = alike().filter(|other| is_one_thing(figure, other));
            let slip = || slip::of(figure, head, body.digest).filter(|_| part == Part::Headline);
            let near = || slip().or_else(|| toll::of(article, &parts, figure, body.digest));
            let other = other.or_else(|| near().filter(|other| is_clear(article, figure, other, body.digest)));
            let fits = |other: &&Figure| {
                !is_dated(article, other)
                    && !has_another(article, other)
                    && !is_told_too(other, figure, head)
                    && !is_rounded(figure, other)
                    && !is_product(figure, other, head)
            };
            if let Some(other) = other.filter(fits) {
                report(conflict(part, figure, other, &headline));
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

/// Whether a figure stands in a date, but for how long something lasts: a day of the month, a year.
fn is_dated(article: &Article<'_>, figure: &Figure) -> bool {
    let at = article.dates.partition_point(|date| date.span.end <= figure.start);
    article.dates.get(at).is_some_and(|date| date.span.start <= figure.start) && !figure.time
}

/// How far, as a share, a headline's round number may be from what it rounds.
const ROUND: f64 = 0.05;

/// "2,000 jobs" above "1,980 jobs".
fn is_rounded(figure: &Figure, other: &Figure) -> bool {
    let mut grain = 1.0;
    while figure.value % (grain * 10.0) == 0.0 && grain < figure.value {
        grain *= 10.0;
    }
    let off = (figure.value - other.value).abs();
    grain > 1.0 && other.value % grain != 0.0 && off <= grain / 2.0 && off <= ROUND * other.value
}

/// "Stadium of 60,000 to replace old one of 40,000": the article's figure stands in the headline, too.
fn is_told_too(other: &Figure, figure: &Figure, head: &Digest) -> bool {
    head.figures.iter().any(|one| one.start != figure.start && one.is_like(other) && one.agrees(other))
}

/// How many figures in a row a headline adds up at most.
const ADDENDS: usize = 5;

/// Whether a figure is the sum of some that follow each other: "40 jets from Boeing and 20 from Airbus".
fn is_sum(article: &Article<'_>, figure: &Figure, body: &Digest) -> bool {
    let one_noun = |other: &&Figure| figure.unit != 0 || other.noun == figure.noun || other.noun == 0;
    let like: Vec<&Figure> = body.figures.iter().filter(|other| other.is_like(figure)).filter(one_noun).collect();
    let adds = |parts: &[&Figure]| {
        let near = !parts.iter().any(|part| is_whole(article, part))
            && parts.windows(2).all(|two| two[1].sentence - two[0].sentence <= 1);
        // "34 houses, of which it will sell all but ten"
        let rest = || matches!(parts, [all, rest] if figure.tells((all.value - rest.value).abs()));
        near && (figure.tells(parts.iter().map(|part| part.value).sum()) || rest())
    };
    (2..=ADDENDS.min(like.len())).any(|count| like.windows(count).any(adds))
}

/// Whether nothing beside a figure of the first sentences explains that the headline has another: a bound, an age of
/// somebody else, the values of which a share is the change.
fn is_clear(article: &Article<'_>, figure: &Figure, other: &Figure, body: &Digest) -> bool {
    let (Some(mine), Some(theirs)) = (quantity(article, figure), quantity(article, other)) else { return false };
    let text = &article.text;
    let exact = mine.bound == Bound::Exact && theirs.bound == Bound::Exact;
    // "two children died" counts children
    let noun = |one: &Quantity| one.counted.is_none_or(|at| at == one.tokens.end || text.lower(at).ends_with('s'));
    let nouns = is_telling(figure) && is_telling(other) || noun(mine) && noun(theirs);
    let ages = !is_age(article, mine) || is_age(article, theirs) && is_of_subject(article, theirs);
    exact && nouns && ages && !(figure.percent && is_change(figure, body))
}

/// "14 teachers and a head": one more is told in words.
fn has_another(article: &Article<'_>, figure: &Figure) -> bool {
    let text = &article.text;
    let Some(figure) = quantity(article, figure) else { return false };
    let word = |at: usize| text.tokens.get(at).map_or("", |_| text.lower(at));
    let end = figure.counted.map_or(figure.tokens.end, |noun| noun + 1);
    word(end) == "and" && matches!(word(end + 1), "a" | "an" | "another" | "one" | "his" | "her" | "their")
}

fn quantity<'a>(article: &'a Article<'_>, figure: &Figure) -> Option<&'a Quantity> {
    let at = article.numbers.partition_point(|one| one.span.start < figure.start);
    article.numbers.get(at).filter(|one| one.span.start == figure.start)
}

/// "Man, 41, charged".
fn is_age(article: &Article<'_>, figure: &Quantity) -> bool {
    let text = &article.text;
    let comma = |at: usize| text.tokens.get(at).is_some_and(|_| text.is_mark(at, b','));
    figure.unit == Unit::None && figure.tokens.start.checked_sub(1).is_some_and(comma) && comma(figure.tokens.end)
}

/// How many words a name has before an age at most.
const NAME: usize = 5;

/// Whether an age is that of whom the sentence begins with.
fn is_of_subject(article: &Article<'_>, age: &Quantity) -> bool {
    let text = &article.text;
    let Some(sentence) = text.sentence_of(age.tokens.start) else { return false };
    let before = text.sentences[sentence].tokens.start..age.tokens.start - 1;
    let of_name = |at: usize| text.tokens[at].shape.has_capital() || matches!(text.lower(at), "man" | "woman");
    before.len() <= NAME && before.into_iter().all(of_name)
}

/// Whether a share is that of the change from one amount to another of one sentence.
fn is_change(share: &Figure, body: &Digest) -> bool {
    let mut sentences = body.figures.chunk_by(|a, b| a.sentence == b.sentence);
    sentences.any(|figures| {
        let mut pairs = figures.iter().flat_map(|a| figures.iter().map(move |b| (a, b)));
        pairs.any(|(a, b)| a.is_like(b) && b.value > 0.0 && share.tells(((a.value - b.value) / b.value * 100.0).abs()))
    })
}

/// "Of the 34 people": what is told of beside it is a part of it.
fn is_whole(article: &Article<'_>, figure: &Figure) -> bool {
    let text = &article.text;
    let Some(at) = text.token_at(figure.start as usize) else { return false };
    let word = |back: usize| at.checked_sub(back).map_or("", |at| text.lower(at));
    word(2) == "of" && matches!(word(1), "the" | "its" | "their" | "his" | "her" | "our" | "these" | "those")
}

/// Whether a figure is the other as often as the headline says: 45 jobs in three shops of 15.
fn is_product(figure: &Figure, other: &Figure, head: &Digest) -> bool {
    head.figures.iter().any(|times| times.start != figure.start && figure.tells(other.value * times.value))
}

fn conflict(part: Part, figure: &Figure, other: &Figure, headline: &Known<'_>) -> Conflict {
    let message = format!("the {} says “{}”, the article “{}”", part.name(), figure.written, other.written);
    Conflict::new(message, Label::new(headline.source, figure.span(), "not in the article"))
        .related(Label::new(headline.source, other.span(), format!("{} here", other.written)))
        .identity([&figure.written, &other.written])
        .cause(headline.source, figure.span())
}
