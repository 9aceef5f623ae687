//! A summary and its source -> what the summary gives differently.

use super::digest::{Digest, Figure, Known, Turn};
use crate::finding::{Conflict, Label};

/// How many content words around a figure tell what it is about.
const AROUND: usize = 6;

/// How many foreign figures are few enough even where they are most of the figures, in a summary in the source's words.
const FEW: usize = 2;

/// Figures of the summary that its source does not have, each with the figure of the source that stands in its place.
///
/// `close` says how much of the summary is told in the source's own words: 1 is just enough for a summary.
pub fn figures(summary: &Known<'_>, source: &Known<'_>, close: f64, out: &mut Vec<Conflict>) {
    let told = |figure: &Figure| source.digest.figures.iter().any(|other| figure.agrees(other));
    let foreign: Vec<&Figure> =
        summary.digest.figures.iter().filter(|figure| is_telling(figure) && !told(figure)).collect();
    let all = summary.digest.figures.iter().filter(|figure| is_telling(figure)).count();
    // where most figures are foreign, the source tells of something else
    let most = match close {
        4.0.. => usize::MAX,
        2.0.. => FEW,
        _ => 1,
    };
    if foreign.len() > most && foreign.len() * 2 > all {
        return;
    }
    for figure in foreign {
        if is_worked_out(figure, source.digest) {
            continue;
        }
        if let Some(other) = in_its_place(figure, summary, source, 2) {
            out.push(figure_conflict(figure, other, summary, source));
        }
    }
}

/// Small numbers in words are told freely ("two of them"); an ordinal alone says little.
pub fn is_telling(figure: &Figure) -> bool {
    figure.figures || figure.unit != 0 || figure.value > 12.0 || figure.ordinal
}

/// Whether a figure is the sum or the difference of two figures that one sentence of the source tells.
pub fn is_worked_out(figure: &Figure, source: &Digest) -> bool {
    let one_noun = |other: &&Figure| figure.unit != 0 || other.noun == figure.noun;
    let like: Vec<&Figure> = source.figures.iter().filter(|other| other.is_like(figure)).filter(one_noun).collect();
    like.iter().any(|a| {
        like.iter()
            .filter(|b| a.sentence == b.sentence)
            .any(|b| figure.tells(a.value + b.value) || figure.tells((a.value - b.value).abs()))
    })
}

/// The figure of the source that is of the same kind and told in the most similar words: at least so many, the noun that
/// is counted taken twice.
pub fn in_its_place<'s>(
    figure: &Figure,
    summary: &Known<'_>,
    source: &'s Known<'_>,
    least: usize,
) -> Option<&'s Figure> {
    let words = around(figure.at, figure.sentence, summary.digest);
    let scored = source.digest.figures.iter().filter(|other| figure.is_like(other)).map(|other| {
        let theirs = around(other.at, other.sentence, source.digest);
        let common = words.iter().filter(|word| theirs.contains(word)).count();
        let noun = usize::from(figure.noun != 0 && figure.noun == other.noun);
        (common + 2 * noun, figure.figures == other.figures, other)
    });
    // of equals the first
    let best = scored.fold(None, |best: Option<(usize, bool, &Figure)>, one| match best {
        Some(known) if (known.0, known.1) >= (one.0, one.1) => Some(known),
        _ => Some(one),
    });
    best.filter(|(score, ..)| *score >= least).map(|(.., other)| other)
}

/// The content words around a place in a sentence.
fn around(at: u32, sentence: u32, digest: &Digest) -> &[u32] {
    let words = digest.sentence(sentence);
    let at = at as usize;
    &digest.words[at.saturating_sub(AROUND).max(words.start)..(at + AROUND).min(words.end)]
}

fn figure_conflict(figure: &Figure, other: &Figure, summary: &Known<'_>, source: &Known<'_>) -> Conflict {
    let message = format!("the summary says “{}” where the text it sums up says “{}”", figure.written, other.written);
    Conflict::new(message, Label::new(summary.source, figure.span(), "not in the text"))
        .related(Label::new(source.source, other.span(), format!("{} here", other.written)))
        .identity([&figure.written, &other.written])
        .cause(summary.source, figure.span())
}

/// How near to a figure a word of direction belongs to it, in content words.
const NEAR: u32 = 3;

/// Figures that went up in the summary and down in the source, or the other way.
pub fn directions(summary: &Known<'_>, source: &Known<'_>, out: &mut Vec<Conflict>) {
    for figure in summary.digest.figures.iter().filter(|figure| is_telling(figure) && !figure.ordinal && !figure.year) {
        let Some(turn) = nearest(figure, summary.digest) else { continue };
        let words = around(figure.at, figure.sentence, summary.digest);
        let alike = |other: &Figure| {
            let theirs = around(other.at, other.sentence, source.digest);
            words.iter().filter(|word| theirs.contains(word)).count() >= SHARED - 1
        };
        let same = source.digest.figures.iter();
        let same = same.filter(|other| figure.agrees(other) && figure.is_like(other) && alike(other));
        let theirs: Vec<&Turn> = same.filter_map(|other| nearest(other, source.digest)).collect();
        if let Some(other) = theirs.first().filter(|_| theirs.iter().all(|other| other.up != turn.up)) {
            out.push(direction_conflict(turn, other, figure, summary, source));
        }
    }
}

/// The word of direction that stands nearest to a figure in its sentence.
fn nearest<'d>(figure: &Figure, digest: &'d Digest) -> Option<&'d Turn> {
    let here = digest.turns.iter().filter(|turn| turn.sentence == figure.sentence);
    here.filter(|turn| turn.at.abs_diff(figure.at) <= NEAR)
        .min_by_key(|turn| (turn.start.abs_diff(figure.start), turn.start))
}

/// How many content words around two words of direction have to be the same for both to tell of one thing.
const SHARED: usize = 3;

/// Words of direction that tell of the same thing, in much the same words, and the opposite of each other.
pub fn turns(summary: &Known<'_>, source: &Known<'_>, out: &mut Vec<Conflict>) {
    for turn in &summary.digest.turns {
        let words = around(turn.at, turn.sentence, summary.digest);
        let common = |other: &Turn| {
            let theirs = around(other.at, other.sentence, source.digest);
            words.iter().filter(|word| theirs.contains(word)).count()
        };
        let backed = source.digest.turns.iter().any(|other| other.up == turn.up && common(other) + 1 >= SHARED);
        let against = source.digest.turns.iter().filter(|other| other.up != turn.up && common(other) >= SHARED);
        if let (false, Some(other)) =
            (backed, against.max_by_key(|other| (common(other), std::cmp::Reverse(other.start))))
        {
            out.push(turn_conflict(turn, other, summary, source));
        }
    }
}

fn turn_conflict(turn: &Turn, other: &Turn, summary: &Known<'_>, source: &Known<'_>) -> Conflict {
    let message = format!("the summary says “{}” where the text it sums up says “{}”", turn.word, other.word);
    Conflict::new(message, Label::new(summary.source, turn.span(), format!("{} here", turn.word)))
        .related(Label::new(source.source, other.span(), format!("{} here", other.word)))
        .identity([&turn.word, &other.word])
        .cause(summary.source, turn.span())
}

fn direction_conflict(turn: &Turn, other: &Turn, figure: &Figure, summary: &Known<'_>, source: &Known<'_>) -> Conflict {
    let message = format!(
        "the summary says “{}” of “{}” where the text it sums up says “{}”",
        turn.word, figure.written, other.word
    );
    Conflict::new(message, Label::new(summary.source, turn.span(), format!("{} here", turn.word)))
        .related(Label::new(source.source, other.span(), format!("{} here", other.word)))
        .identity([&turn.word, &other.word])
        .cause(summary.source, turn.span())
}
