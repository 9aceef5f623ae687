//! Figures of a summary that its source does not have.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use super::super::digest::{Digest, Figure, Known};
use super::{Near, Pair, around};
use crate::claim::contrast::{is_counted_on, is_time};
use crate::finding::{Conflict, Label};
use crate::source::Span;

/// How many foreign figures are few enough even where they are most of the figures: in a summary that is told in the
/// source's words, and in another one.
const FEW: (usize, usize) = (3, 1);

/// How many words two figures share at least, the noun that is counted taken twice; and where the figure is a small
/// number in words.
const ALIKE: usize = 3;
const LOOSELY_ALIKE: usize = 3;
const SMALL_ALIKE: usize = 4;

/// How many words the sentences of two figures share at least, where there is but one figure that can be meant.
const SENTENCE: usize = 4;

/// How many words two figures share at least, where the source tells the same figure of something else altogether.
const MISPLACED: usize = 3;

/// How many words the sentences of two quarters or years share at least, where there is but one that can be meant.
const PERIOD: usize = 3;

impl Pair<'_> {
    /// Whether most figures are foreign to the source, so that it tells of something else.
    pub(super) fn tells_other_figures(&self) -> bool {
        let all = self.summary.digest.figures.iter().filter(|figure| is_telling(figure)).count();
        let foreign = self.foreign().filter(|figure| is_telling(figure)).count();
        let few = if self.is_close() || self.is_wholly_told() { FEW.0 } else { FEW.1 };
        foreign > few && foreign * 2 > all
            || foreign > 1 && foreign == all && self.close < 0.5 && !self.is_wholly_told()
    }

    /// How many figures of the summary the source tells, too.
    pub(super) fn told_figures(&self) -> usize {
        let telling = |figure: &&Figure| is_telling(figure);
        let all = self.summary.digest.figures.iter().filter(telling).count();
        all - self.foreign().filter(telling).count()
    }

    /// The figures of the summary that the source does not tell.
    fn foreign(&self) -> impl Iterator<Item = &Figure> {
        // a small number in words is told of what it counts, and not as a share or a price
        let one_noun = |figure: &Figure, other: &Figure| {
            let counts = figure.noun != 0 && figure.unit == 0 && other.unit != 0;
            is_telling(figure) || !counts && (figure.noun == other.noun || figure.noun == 0 || other.noun == 0)
        };
        // the number of a section is no number of years, but that in "10 to 15 years" is
        let counts = |figure: &Figure, at: usize| {
            let figures = &self.source.digest.figures;
            let ranges = |next: &Figure| {
                let near = next.sentence == figures[at].sentence && next.at - figures[at].at <= 1;
                near && next.unit == figure.unit
            };
            let same = figure.unit == 0 || figures[at].unit != 0 || figure.value >= 100.0;
            same || figures.get(at + 1).is_some_and(ranges)
        };
        let told = move |figure: &Figure| {
            let mut figures = self.source.digest.figures.iter().enumerate();
            figures.any(|(at, other)| figure.agrees(other) && one_noun(figure, other) && counts(figure, at))
        };
        self.summary.digest.figures.iter().filter(move |figure| !told(figure))
    }

    /// How many words, but for those of time, the sentences of two figures share.
    fn shared(&self, figure: &Figure, other: &Figure) -> usize {
        let mine = &self.summary.digest.words[self.summary.digest.sentence(figure.sentence)];
        let theirs = &self.source.digest.words[self.source.digest.sentence(other.sentence)];
        mine.iter().filter(|word| theirs.contains(word) && !is_time(**word)).count()
    }

    /// "Over 100" where the source says "under 100" in much the same words.
    pub(super) fn bounds(&self, out: &mut Vec<Conflict>) {
        for figure in &self.summary.digest.figures {
            let same =
                self.source.digest.figures.iter().filter(|other| figure.is_like(other) && figure.value == other.value);
            let same: Vec<&Figure> = same.collect();
            let best = same.iter().copied().max_by_key(|other| (self.shared(figure, other), Reverse(other.start)));
            let best = best.filter(|other| self.shared(figure, other) >= ALIKE);
            if let Some(other) = best.filter(|_| same.iter().all(|other| figure.is_other_bound(other))) {
                out.push(self.bound_conflict(figure, other));
            }
        }
    }

    /// Figures of the summary that its source does not have, each with the figure of the source that stands in its place.
    pub(super) fn figures(&self, out: &mut Vec<Conflict>) {
        let foreign = self.foreign().filter(|figure| !figure.sent && !is_worked_out(figure, self.source.digest));
        let counterpart = |figure| {
            let other = self.counterpart(figure).or_else(|| self.in_another_unit(figure));
            other.or_else(|| self.other_period(figure)).or_else(|| self.miswritten(figure))
        };
        let mut pairs: Vec<(&Figure, &Figure)> =
            foreign.filter_map(|figure| Some((figure, counterpart(figure)?))).collect();
        pairs.extend(self.misplaced());
        pairs.retain(|(_, other)| !other.sent);
        pairs.retain(|(figure, other)| figure.value != other.value || figure.unit != other.unit);
        pairs.sort_by_key(|(figure, other)| (figure.start, other.start));
        pairs.dedup_by_key(|(figure, _)| figure.start);
        for (figure, other) in &pairs {
            // one figure of the source stands for one of the summary
            let taken = pairs.iter().any(|(one, place)| place.start == other.start && !one.agrees(figure));
            if !taken && !self.has_grown(figure, other) && !self.are_own_days(figure, other) {
                out.push(self.figure_conflict(figure, other));
            }
        }
    }

    /// Whether each is the day of the month on which its document was made.
    fn are_own_days(&self, figure: &Figure, other: &Figure) -> bool {
        let is_day = |figure: &Figure, digest: &Digest| {
            let day = digest.day.and_then(NaiveDate::from_num_days_from_ce_opt);
            day.is_some_and(|day| f64::from(day.day()) == figure.value)
        };
        self.own && is_day(figure, self.summary.digest) && is_day(other, self.source.digest)
    }

    /// Amounts and shares that stand nowhere in the source and follow from nothing in it, in a sentence of which else nearly
    /// all is told there.
    pub(super) fn untold(&self, out: &mut Vec<Conflict>) {
        if !self.is_wholly_told() {
            return;
        }
        let known: Vec<Span> = out.iter().map(|conflict| conflict.primary.span).collect();
        let exact = |figure: &&Figure| figure.figures && figure.unit != 0 && !figure.time && !figure.ordinal;
        for figure in self.foreign().filter(exact).filter(|figure| !known.contains(&figure.span())) {
            let follows = is_worked_out(figure, self.source.digest) || follows(figure, self.source.digest);
            let place = || self.told_whole(figure.sentence).or_else(|| self.told_in_parts(figure));
            if let Some(place) = if follows { None } else { place() } {
                let (report, other) = self.called();
                let message = format!("{report} says “{}”, which {other} does not tell", figure.written);
                let (here, there) = ((figure.span(), figure.written.as_str()), (self.source.digest.span(place), "not"));
                out.push(self.conflict(message, here, there));
            }
        }
    }

    /// The sentence of the source that has nearly all the words of one of the summary.
    fn told_whole(&self, sentence: u32) -> Option<u32> {
        let mine = &self.summary.digest.words[self.summary.digest.sentence(sentence)];
        let count = |place: u32| {
            let theirs = &self.source.digest.words[self.source.digest.sentence(place)];
            mine.iter().filter(|word| theirs.contains(word)).count()
        };
        let places = 0..u32::try_from(self.source.digest.ends.len()).expect("fewer sentences than bytes");
        let best = places.max_by_key(|&place| (count(place), Reverse(place)))?;
        (count(best) >= SENTENCE && count(best) * 4 >= mine.len() * 3).then_some(best)
    }

    /// The sentence of the source that is most like one of the summary, of which all words but a few stand somewhere in the
    /// source, where the source tells amounts of the figure's kind.
    fn told_in_parts(&self, figure: &Figure) -> Option<u32> {
        let mine = &self.summary.digest.words[self.summary.digest.sentence(figure.sentence)];
        let told = mine.iter().filter(|&&word| self.source.has(word)).count();
        let mut like = self.source.digest.figures.iter().filter(|other| figure.is_like(other));
        let best = like.clone().max_by_key(|other| (self.shared(figure, other), Reverse(other.start)))?;
        (told * 5 >= mine.len() * 4 && like.all(|other| !is_multiple(figure, other))).then_some(best.sentence)
    }

    /// Whether the later of two reports counts more of what is counted on.
    fn has_grown(&self, figure: &Figure, other: &Figure) -> bool {
        let (here, there) = (self.summary.digest.day, self.source.digest.day);
        let later_is_more = match here.zip(there) {
            Some((here, there)) if here > there => figure.value > other.value,
            Some((here, there)) if here < there => figure.value < other.value,
            _ => false,
        };
        let words = around(figure.at, figure.sentence, self.summary.digest);
        later_is_more && words.iter().any(|&word| is_counted_on(word))
    }

    /// The figure of the source that the summary's figure stands for, and that the summary does not tell anywhere.
    fn counterpart(&self, figure: &Figure) -> Option<&Figure> {
        let one_thing =
            |one: &Figure, other: &Figure| one.unit != 0 || one.noun == other.noun || one.noun == 0 || other.noun == 0;
        let told = |other: &Figure| {
            let mut figures = self.summary.digest.figures.iter();
            figures.any(|one| one.is_like(other) && one_thing(one, other) && one.agrees(other))
        };
        // every line of a conversation names its speaker
        let apart = |other: &Figure| {
            // counts are told place by place, prices and shares are not
            let near = if figure.unit == 0 { Near::Words } else { Near::Sentence };
            !self.source.is_spoken() && self.of_another((figure.at, figure.sentence), (other.at, other.sentence), near)
        };
        let fits = |other: &Figure| is_of_one_size(figure, other) && !told(other) && !apart(other);
        if let Some(only) = self.only_one(figure, fits) {
            return Some(only);
        }
        let best = best_place(figure, self.summary, self.source, fits);
        // a small number in words is told freely, but not of what is counted in the source
        let noun = |other: &Figure| figure.noun != 0 && figure.noun == other.noun;
        let least = if self.is_close() { ALIKE } else { LOOSELY_ALIKE };
        let telling = |other: &Figure| is_telling(figure) && is_telling(other);
        let fits = |score: usize, other: &Figure| telling(other) || noun(other) && score >= SMALL_ALIKE;
        let near = |other: &Figure| {
            let words = around(figure.at, figure.sentence, self.summary.digest);
            let theirs = around(other.at, other.sentence, self.source.digest);
            let shorter = words.len().min(theirs.len());
            let common = || words.iter().filter(|word| theirs.contains(word));
            // "the third quarter of last year" stands beside all kinds of figures
            common().count() * 3 >= shorter && common().any(|&word| !is_time(word))
        };
        let short = |other: &Figure| {
            let theirs = around(other.at, other.sentence, self.source.digest).len();
            theirs.min(around(figure.at, figure.sentence, self.summary.digest).len())
        };
        // a short sentence has few words to share
        let enough =
            |score: usize, other: &Figure| score >= least || score + 1 >= least && score * 3 >= 2 * short(other);
        best.filter(|&(score, other)| enough(score, other) && fits(score, other) && near(other)).map(|(_, other)| other)
    }

    /// Figures that the source tells of something else, where it tells another figure of this: the rate of another product.
    fn misplaced(&self) -> Vec<(&Figure, &Figure)> {
        let near = |figure: &Figure, other: &Figure| {
            let theirs = around(other.at, other.sentence, self.source.digest);
            let mine = around(figure.at, figure.sentence, self.summary.digest);
            mine.iter().filter(|word| theirs.contains(word) && !is_time(**word)).count()
        };
        let telling = self.summary.digest.figures.iter().filter(|figure| is_telling(figure) && !figure.year);
        let misplaced = telling.filter_map(|figure| {
            let told = self.source.digest.figures.iter().filter(|other| figure.agrees(other));
            let own = told.map(|other| near(figure, other)).max()?;
            let other = self.counterpart(figure).filter(|other| !other.agrees(figure))?;
            (own == 0 && near(figure, other) >= MISPLACED).then_some((figure, other))
        });
        misplaced.collect()
    }

    /// The one price or share of the source that is the summary's but for a digit, in much the same words.
    fn miswritten(&self, figure: &Figure) -> Option<&Figure> {
        let told =
            |other: &Figure| self.summary.digest.figures.iter().any(|one| one.is_like(other) && one.agrees(other));
        let like = self.source.digest.figures.iter().filter(|other| figure.is_like(other) && !told(other));
        let near: Vec<&Figure> = like.filter(|other| is_but_a_digit(&figure.written, &other.written)).collect();
        let first = near.first().copied().filter(|first| near.iter().all(|other| other.agrees(first)))?;
        let best = near.iter().copied().max_by_key(|other| (self.shared(figure, other), Reverse(other.start)));
        let exact = figure.unit != 0 && !figure.time && figure.figures && first.figures && self.is_wholly_told();
        best.filter(|best| exact && self.shared(figure, best) >= PERIOD)
    }

    /// The quarter or the year that the source tells alone, where the summary tells another one in much the same words.
    fn other_period(&self, figure: &Figure) -> Option<&Figure> {
        let period = |figure: &Figure| figure.year || figure.ordinal && figure.time;
        let told =
            |other: &Figure| self.summary.digest.figures.iter().any(|one| one.is_like(other) && one.agrees(other));
        let like: Vec<&Figure> = self.source.digest.figures.iter().filter(|other| figure.is_like(other)).collect();
        let untold: Vec<&Figure> = like.into_iter().filter(|other| !told(other)).collect();
        let only = untold.first().filter(|first| untold.iter().all(|other| other.agrees(first)))?;
        let best = untold.iter().copied().max_by_key(|other| (self.shared(figure, other), Reverse(other.start)));
        let enough = |best: &Figure| self.shared(figure, best) >= PERIOD || self.source.is_spoken() && figure.year;
        best.filter(|best| period(figure) && period(only) && enough(best))
    }

    /// The figure of the source that has the same value in another unit: "nine weeks" and "nine months".
    fn in_another_unit(&self, figure: &Figure) -> Option<&Figure> {
        let words = around(figure.at, figure.sentence, self.summary.digest);
        let common = |other: &Figure| {
            let theirs = around(other.at, other.sentence, self.source.digest);
            words.iter().filter(|word| theirs.contains(word)).count()
        };
        self.source.digest.figures.iter().find(|other| {
            let units = figure.unit != 0 && other.unit != 0 && figure.unit != other.unit && figure.time == other.time;
            units && !figure.ordinal && !other.ordinal && figure.tells(other.value) && common(other) >= SENTENCE
        })
    }

    /// The one figure of its kind and size that the source tells, in a sentence much like the summary's.
    fn only_one(&self, figure: &Figure, fits: impl Fn(&Figure) -> bool) -> Option<&Figure> {
        let large = |figure: &Figure| figure.value.abs() > 12.0 && !figure.ordinal && !figure.year;
        let size = |other: &Figure| (0.4..=2.5).contains(&(other.value / figure.value));
        let mut like = self.source.digest.figures.iter().filter(|other| {
            figure.is_like(other)
                && (figure.noun == other.noun || figure.unit != 0 || figure.noun == 0 || other.noun == 0)
        });
        let only = like.next().filter(|_| like.next().is_none())?;
        // in a conversation the one price is the price
        let spoken =
            self.source.is_spoken() && !figure.year && is_telling(figure) && (figure.unit != 0 || figure.ordinal);
        if spoken && size(only) && fits(only) && self.shared(figure, only) >= 1 && !is_multiple(figure, only) {
            return Some(only);
        }
        let mine = &self.summary.digest.words[self.summary.digest.sentence(figure.sentence)];
        let theirs = &self.source.digest.words[self.source.digest.sentence(only.sentence)];
        let common = mine.iter().filter(|word| theirs.contains(word)).count();
        (large(figure) && large(only) && size(only) && fits(only) && common >= SENTENCE).then_some(only)
    }

    fn bound_conflict(&self, figure: &Figure, other: &Figure) -> Conflict {
        let bound = |figure: &Figure| if figure.is_least() { "at least" } else { "at most" };
        let (report, text) = self.called();
        let message =
            format!("{report} says {} “{}” where {text} says {}", bound(figure), figure.written, bound(other));
        Conflict::new(message, Label::new(self.summary.source, figure.span(), format!("{} here", bound(figure))))
            .related(Label::new(self.source.source, other.span(), format!("{} here", bound(other))))
            .identity([&figure.written, bound(figure)])
            .cause(self.summary.source, figure.span())
    }

    fn figure_conflict(&self, figure: &Figure, other: &Figure) -> Conflict {
        let message = self.differently("says", &figure.written, &other.written);
        Conflict::new(message, Label::new(self.summary.source, figure.span(), "not in the text"))
            .related(Label::new(self.source.source, other.span(), format!("{} here", other.written)))
            .identity([&figure.written, &other.written])
            .cause(self.summary.source, figure.span())
    }
}

/// Whether two written figures differ by one digit, or by two next to each other in another order.
fn is_but_a_digit(a: &str, b: &str) -> bool {
    let apart: Vec<(usize, (u8, u8))> = a.bytes().zip(b.bytes()).enumerate().filter(|(_, (a, b))| a != b).collect();
    let digits = apart.iter().all(|(_, (a, b))| a.is_ascii_digit() && b.is_ascii_digit());
    let swapped = || matches!(apart[..], [(at, (a, b)), (next, (c, d))] if next == at + 1 && a == d && b == c);
    a.len() == b.len() && digits && (apart.len() == 1 || swapped())
}

/// Whether one figure is half, a third, twice or three times the other, up to twelve times, as a price for each and for
/// all, or for a month and for a year.
fn is_multiple(figure: &Figure, other: &Figure) -> bool {
    let ratio = (figure.value / other.value).max(other.value / figure.value);
    ratio < 12.01 && (ratio - ratio.round()).abs() < 0.01
}

/// Whether one figure may have been written for the other: they differ by a digit or two, or by the word of their scale.
fn is_of_one_size(figure: &Figure, other: &Figure) -> bool {
    let ratio = (figure.value / other.value).abs();
    let scales = [1e-6, 1e-3, 1e3, 1e6].iter().any(|scale| (ratio / scale - 1.0).abs() < 1e-6);
    (0.05..=20.0).contains(&ratio) || scales || figure.value.abs().min(other.value.abs()) < 1.0
}

/// Small numbers in words are told freely ("two of them"); an ordinal alone says little.
pub fn is_telling(figure: &Figure) -> bool {
    figure.figures || figure.unit != 0 || figure.value > 12.0 || figure.ordinal
}

/// Whether a figure is the sum or the difference of two figures that one sentence of the source tells.
pub fn is_worked_out(figure: &Figure, source: &Digest) -> bool {
    let one_noun = |other: &&Figure| figure.unit != 0 || other.noun == figure.noun;
    let like: Vec<&Figure> = source.figures.iter().filter(|other| other.is_like(figure)).filter(one_noun).collect();
    let worked_out =
        |a: &Figure, b: &Figure| figure.tells(a.value + b.value) || figure.tells((a.value - b.value).abs());
    let mut sentences = like.chunk_by(|a, b| a.sentence == b.sentence);
    let adds =
        |figures: &[&Figure]| figures.iter().any(|a| figures.iter().any(|b| a.start != b.start && worked_out(a, b)));
    !figure.ordinal && !figure.year && sentences.any(adds)
}

/// Whether a figure is the sum, the difference, or a share of any two figures of the source.
fn follows(figure: &Figure, source: &Digest) -> bool {
    let figures = &source.figures;
    let pairs = figures.iter().flat_map(|a| figures.iter().map(move |b| (a, b)));
    let mut pairs = pairs.filter(|(a, b)| a.start != b.start && a.is_like(b) && b.value != 0.0);
    pairs.any(|(a, b)| {
        let ratio = a.value / b.value;
        let like = a.is_like(figure) && (figure.tells(a.value + b.value) || figure.tells((a.value - b.value).abs()));
        let shares = [ratio * 100.0, (ratio - 1.0).abs() * 100.0];
        like || figure.percent && shares.iter().any(|&share| figure.tells(share))
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
    best_place(figure, summary, source, |_| true).filter(|(score, _)| *score >= least).map(|(_, other)| other)
}

fn best_place<'s>(
    figure: &Figure,
    summary: &Known<'_>,
    source: &'s Known<'_>,
    fits: impl Fn(&Figure) -> bool,
) -> Option<(usize, &'s Figure)> {
    let words = around(figure.at, figure.sentence, summary.digest);
    let scored = source.digest.figures.iter().filter(|other| figure.is_like(other)).map(|other| {
        let theirs = around(other.at, other.sentence, source.digest);
        let common = words.iter().filter(|word| theirs.contains(word)).count();
        let noun = usize::from(figure.noun != 0 && figure.noun == other.noun);
        (common + 2 * noun, figure.figures == other.figures, other)
    });
    // of equals the first; whether one fits is the dearer question, and only asked of what would be better
    let best = scored.fold(None, |best: Option<(usize, bool, &Figure)>, one| match best {
        Some(known) if (known.0, known.1) >= (one.0, one.1) => Some(known),
        best => Some(one).filter(|one| fits(one.2)).or(best),
    });
    best.map(|(score, _, other)| (score, other))
}
