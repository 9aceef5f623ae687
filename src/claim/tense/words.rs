//! Words by which a clause tells of what has happened, of what is to come, or of neither.

use crate::words::Words;

/// Words by which a clause speaks of what has not happened, or not yet. Sorted.
pub(super) static OPEN: Words = Words::new(&[
    "ahead",
    "aim",
    "aimed",
    "aiming",
    "aims",
    "anticipated",
    "before",
    "by",
    "can",
    "contract",
    "could",
    "deadline",
    "due",
    "eventually",
    "expect",
    "expected",
    "expects",
    "expires",
    "extend",
    "extended",
    "extending",
    "forecast",
    "forthcoming",
    "future",
    "goal",
    "hope",
    "hoped",
    "hopes",
    "if",
    "intends",
    "later",
    "may",
    "might",
    "must",
    "next",
    "plan",
    "planned",
    "planning",
    "plans",
    "postponed",
    "predict",
    "predicted",
    "predicts",
    "project",
    "projected",
    "projects",
    "propose",
    "proposed",
    "rescheduled",
    "schedule",
    "scheduled",
    "set",
    "shall",
    "should",
    "slated",
    "target",
    "targets",
    "through",
    "till",
    "toward",
    "towards",
    "unless",
    "until",
    "upcoming",
    "will",
    "would",
]);

/// Words of stories that did not happen. Sorted.
pub(super) static FICTION: Words = Words::new(&[
    "fiction",
    "fictional",
    "film",
    "movie",
    "novel",
    "scenario",
    "screenplay",
    "simulated",
    "simulation",
    "videogame",
]);

/// Verbs whose past is no "-ed", as far as news uses them with dates. Sorted.
pub(super) static IRREGULAR: Words = Words::new(&[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose", "did", "died", "drew",
    "drove", "fell", "fled", "flew", "fought", "found", "gave", "got", "grew", "had", "happened", "held", "hit",
    "kept", "knew", "laid", "led", "left", "lost", "made", "met", "paid", "ran", "rose", "said", "sank", "sat", "saw",
    "sent", "shot", "shut", "sold", "spent", "spoke", "spread", "stood", "struck", "swore", "taught", "threw", "told",
    "took", "was", "went", "were", "withdrew", "won", "wrote",
]);

/// Verbs of saying and thinking: what follows them has a verb of its own. Sorted.
pub(super) static REPORTING: Words = Words::new(&[
    "added",
    "argued",
    "asked",
    "believed",
    "claimed",
    "estimated",
    "explained",
    "indicated",
    "insisted",
    "noted",
    "predicted",
    "recalled",
    "remarked",
    "said",
    "showed",
    "stated",
    "stressed",
    "suggested",
    "told",
    "warned",
    "wrote",
]);

/// Verbs in the present tense by which a date lies in a clause that is not told as past. Sorted.
pub(super) static PRESENT: Words = Words::new(&[
    "am", "are", "aren't", "begins", "closes", "comes", "do", "does", "ends", "expire", "expires", "falls", "has",
    "have", "is", "isn't", "mature", "matures", "opens", "runs", "says", "sees", "starts", "takes", "wants",
]);

/// Nouns of what is made ready, traded or wished for ahead of its day: "for delivery in October". Sorted.
pub(super) static AHEAD: Words = Words::new(&[
    "agenda",
    "bid",
    "candidacy",
    "deadline",
    "debut",
    "delivery",
    "election",
    "elections",
    "expiration",
    "expiry",
    "forecast",
    "games",
    "launch",
    "maturity",
    "nomination",
    "opening",
    "option",
    "payment",
    "primaries",
    "race",
    "redemption",
    "release",
    "retirement",
    "return",
    "season",
    "settlement",
    "shipment",
    "start",
    "summit",
    "term",
    "tournament",
    "vote",
]);

/// Words in -ing that are no verbs, or seldom. Sorted.
pub(super) static NO_PARTICIPLE: Words = Words::new(&[
    "anything",
    "building",
    "ceiling",
    "during",
    "evening",
    "everything",
    "hearing",
    "meeting",
    "morning",
    "nothing",
    "something",
    "spring",
    "wedding",
]);

/// Prepositions that a date or a place may follow. Sorted.
pub(super) static PREPOSITIONS: Words = Words::new(&[
    "about", "after", "at", "before", "by", "during", "for", "from", "in", "of", "on", "since", "to", "with",
]);

/// Words that a verb follows rather than a participle that goes with a noun. Sorted.
pub(super) static LEADS_TO_VERB: Words =
    Words::new(&["also", "had", "has", "have", "he", "it", "later", "not", "she", "they", "was", "we", "were", "who"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        let lists =
            [&OPEN, &FICTION, &IRREGULAR, &REPORTING, &PRESENT, &AHEAD, &NO_PARTICIPLE, &PREPOSITIONS, &LEADS_TO_VERB];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
