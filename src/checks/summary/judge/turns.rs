//! Words of direction in a summary that go the other way in its source.

use super::super::digest::{Digest, Figure, Turn};
use super::figures::is_telling;
use super::{AROUND, Near, Pair, around, within};
use crate::finding::{Conflict, Label};

/// How near to a figure a word of direction belongs to it, in content words.
const NEAR: u32 = 3;

/// How many content words around two words of direction have to be the same for both to tell of one thing.
const SHARED: usize = 3;

/// How near two words in a row belong to a word of direction of the summary.
const BESIDE: usize = 4;

impl Pair<'_> {
    /// Figures that went up in the summary and down in the source, or the other way.
    pub(super) fn directions(&self, out: &mut Vec<Conflict>) {
        let told = |figure: &&Figure| is_telling(figure) && !figure.ordinal && !figure.year;
        for figure in self.summary.digest.figures.iter().filter(told) {
            let Some(turn) = nearest(figure, self.summary.digest) else { continue };
            // one figure that two things went by, up and down
            let twice =
                self.summary.digest.figures.iter().filter(|other| figure.agrees(other) && figure.is_like(other));
            if twice.filter_map(|other| nearest(other, self.summary.digest)).any(|other| other.up != turn.up) {
                continue;
            }
            let alike =
                |other: &Figure| self.common((figure.at, figure.sentence), (other.at, other.sentence)) + 1 >= SHARED;
            let same = self.source.digest.figures.iter();
            let same = same.filter(|other| figure.agrees(other) && figure.is_like(other) && alike(other));
            let theirs: Vec<&Turn> = same.filter_map(|other| nearest(other, self.source.digest)).collect();
            if let Some(other) = theirs.first().filter(|_| theirs.iter().all(|other| other.up != turn.up)) {
                out.push(self.direction_conflict(turn, other, figure));
            }
        }
    }

    /// Words of direction that tell of the same thing, in much the same words, and the opposite of each other.
    pub(super) fn turns(&self, out: &mut Vec<Conflict>) {
        for turn in &self.summary.digest.turns {
            let here = (turn.at, turn.sentence);
            let common = |other: &Turn| self.common(here, (other.at, other.sentence));
            let turns = &self.source.digest.turns;
            let backed = turns.iter().any(|other| other.up == turn.up && common(other) + 1 >= SHARED);
            let apart = |other: &Turn| self.of_another(here, (other.at, other.sentence), Near::Sentence);
            let against = turns.iter().filter(|other| other.up != turn.up && common(other) >= SHARED && !apart(other));
            let best = against.max_by_key(|other| (common(other), std::cmp::Reverse(other.start)));
            let best = best.filter(|_| !backed).or_else(|| self.turned_of_one_thing(turn));
            if let Some(other) = best {
                out.push(self.turn_conflict(turn, other));
            }
        }
    }

    /// The word of direction of the source that stands beside the same two words in a row ("net sales fell"), where all that
    /// stand beside them go the other way.
    fn turned_of_one_thing(&self, turn: &Turn) -> Option<&Turn> {
        let pairs = |turn: &Turn, digest: &Digest, width: usize| -> Vec<(u32, u32)> {
            within(turn.at, turn.sentence, digest, width).windows(2).map(|two| (two[0], two[1])).collect()
        };
        if self.own {
            return None;
        }
        let mine = if turn.word.ends_with("ing") {
            // the object of a participle stands behind it
            let words = self.summary.digest.sentence(turn.sentence);
            let behind = words.start.max(turn.at as usize + 1)..words.end.min(turn.at as usize + 1 + BESIDE);
            self.summary.digest.words[behind].windows(2).map(|two| (two[0], two[1])).collect()
        } else {
            pairs(turn, self.summary.digest, BESIDE)
        };
        let beside = |other: &&Turn| pairs(other, self.source.digest, AROUND).iter().any(|pair| mine.contains(pair));
        let theirs: Vec<&Turn> = self.source.digest.turns.iter().filter(beside).collect();
        theirs.first().copied().filter(|_| theirs.iter().all(|other| other.up != turn.up))
    }

    fn common(&self, here: (u32, u32), there: (u32, u32)) -> usize {
        let words = around(here.0, here.1, self.summary.digest);
        let theirs = around(there.0, there.1, self.source.digest);
        words.iter().filter(|word| theirs.contains(word)).count()
    }

    fn turn_conflict(&self, turn: &Turn, other: &Turn) -> Conflict {
        let message = self.differently("says", &turn.word, &other.word);
        self.conflict(message, (turn.span(), &turn.word), (other.span(), &other.word))
    }

    fn direction_conflict(&self, turn: &Turn, other: &Turn, figure: &Figure) -> Conflict {
        let (report, text) = self.called();
        let message =
            format!("{report} says “{}” of “{}” where {text} says “{}”", turn.word, figure.written, other.word);
        Conflict::new(message, Label::new(self.summary.source, turn.span(), format!("{} here", turn.word)))
            .related(Label::new(self.source.source, other.span(), format!("{} here", other.word)))
            .identity([&turn.word, &other.word])
            .cause(self.summary.source, turn.span())
    }
}

/// The word of direction that stands nearest to a figure in its sentence.
fn nearest<'d>(figure: &Figure, digest: &'d Digest) -> Option<&'d Turn> {
    let here = digest.turns.iter().filter(|turn| turn.sentence == figure.sentence);
    here.filter(|turn| turn.at.abs_diff(figure.at) <= NEAR)
        .min_by_key(|turn| (turn.start.abs_diff(figure.start), turn.start))
}
