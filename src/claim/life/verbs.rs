//! The verbs by which steps of lives are told.

use super::Step;
use crate::words::{Words, firsts};

/// What makes a word the verb of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It stands alone.
    Alone(Step),
    /// It stands after `was`.
    Passive(Step),
    /// It stands after this verb.
    With(&'static [(&'static str, Step)]),
}

/// Words that verbs of steps are or end in. Sorted.
const VERBS: &[(&str, Says)] = &[
    ("appointed", Says::Passive(Step::Takes)),
    ("assassinated", Says::Passive(Step::Died)),
    ("attended", Says::Alone(Step::Acts)),
    ("became", Says::Alone(Step::Does)),
    ("born", Says::Passive(Step::Born)),
    ("buried", Says::Passive(Step::Buried)),
    ("campaigned", Says::Alone(Step::Acts)),
    ("cremated", Says::Passive(Step::Buried)),
    ("died", Says::Alone(Step::Died)),
    ("down", Says::With(&[("stepped", Step::Leaves)])),
    ("elected", Says::Passive(Step::Takes)),
    ("emigrated", Says::Alone(Step::Does)),
    ("enrolled", Says::Alone(Step::Does)),
    ("entered", Says::Alone(Step::Does)),
    ("executed", Says::Passive(Step::Died)),
    ("founded", Says::Alone(Step::Does)),
    ("graduated", Says::Alone(Step::Does)),
    ("inaugurated", Says::Passive(Step::Takes)),
    ("joined", Says::Alone(Step::Does)),
    ("killed", Says::Passive(Step::Died)),
    ("married", Says::Alone(Step::Acts)),
    ("met", Says::Alone(Step::Acts)),
    ("moved", Says::Alone(Step::Does)),
    ("murdered", Says::Passive(Step::Died)),
    ("office", Says::With(&[("took", Step::Takes), ("left", Step::Leaves)])),
    ("professional", Says::With(&[("turned", Step::Takes)])),
    ("published", Says::Alone(Step::Does)),
    ("re-elected", Says::Passive(Step::Takes)),
    ("reelected", Says::Passive(Step::Takes)),
    ("resigned", Says::Alone(Step::Leaves)),
    ("retired", Says::Alone(Step::Leaves)),
    ("said", Says::Alone(Step::Acts)),
    ("signed", Says::Alone(Step::Acts)),
    ("spoke", Says::Alone(Step::Acts)),
    ("studied", Says::Alone(Step::Does)),
    ("sworn", Says::Passive(Step::Takes)),
    ("testified", Says::Alone(Step::Acts)),
    ("told", Says::Alone(Step::Acts)),
    ("visited", Says::Alone(Step::Acts)),
    ("voted", Says::Alone(Step::Acts)),
    ("won", Says::Alone(Step::Does)),
    ("wrote", Says::Alone(Step::Does)),
];

/// The words of [`VERBS`].
pub(crate) static VERB_WORDS: Words = Words::new({
    const WORDS: &[&str] = &firsts::<_, { VERBS.len() }>(VERBS);
    WORDS
});

/// What a word says as the verb of a step, or as its last word.
pub fn says(lower: &str) -> Option<Says> {
    VERB_WORDS.position(lower).map(|at| VERBS[at].1)
}

#[cfg(test)]
mod tests {
    use super::VERB_WORDS;

    #[test]
    fn verbs_are_sorted() {
        assert!(VERB_WORDS.is_sorted());
    }
}
