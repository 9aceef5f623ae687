//! Words by which a clause tells of what has happened, of what is to come, or of neither.

use crate::words::Words;

/// Words by which a clause speaks of what has not happened, or not yet. Sorted.
pub(crate) static OPEN: Words = Words::new(&[
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
    "supposed",
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

/// Words that do so with the word before or behind them: "is to open", "estimated at". Sorted.
pub(crate) static OF_TWO: Words = Words::new(&["estimated", "to"]);

/// Words of stories that did not happen. Sorted.
pub(crate) static FICTION: Words = Words::new(&[
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
pub(crate) static IRREGULAR: Words = Words::new(&[
    "awoke",
    "became",
    "began",
    "bought",
    "bred",
    "broke",
    "brought",
    "built",
    "came",
    "caught",
    "chose",
    "dealt",
    "did",
    "died",
    "drew",
    "drove",
    "dug",
    "fed",
    "fell",
    "felt",
    "fled",
    "flew",
    "forbade",
    "forgot",
    "fought",
    "found",
    "froze",
    "gave",
    "got",
    "grew",
    "had",
    "happened",
    "heard",
    "held",
    "hid",
    "hit",
    "hung",
    "kept",
    "knew",
    "laid",
    "led",
    "left",
    "lent",
    "lit",
    "lost",
    "made",
    "meant",
    "met",
    "overcame",
    "oversaw",
    "overthrew",
    "overtook",
    "paid",
    "ran",
    "rebuilt",
    "rode",
    "rose",
    "said",
    "sang",
    "sank",
    "sat",
    "saw",
    "sent",
    "shook",
    "shot",
    "shut",
    "slept",
    "sold",
    "sought",
    "spent",
    "spoke",
    "spread",
    "stole",
    "stood",
    "struck",
    "stuck",
    "swam",
    "swept",
    "swore",
    "taught",
    "thought",
    "threw",
    "told",
    "took",
    "tore",
    "understood",
    "undertook",
    "underwent",
    "was",
    "went",
    "were",
    "withdrew",
    "withheld",
    "withstood",
    "woke",
    "won",
    "wore",
    "wrote",
]);

/// Words in -ed that are no past of a verb, or seldom. Sorted.
pub(super) static NO_PAST: Words =
    Words::new(&["armed", "based", "exceed", "hundred", "indeed", "proceed", "related", "speed", "succeed", "united"]);

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

/// Verbs of timetables, which stand in the past behind a verb of saying that does, whatever the day: "said her term ended
/// in December". Sorted.
pub(super) static TIMETABLE: Words = Words::new(&[
    "began", "closed", "ended", "expired", "finished", "lapsed", "matured", "opened", "ran", "resumed", "retired",
    "started",
]);

/// Nouns of what is made ready, traded or wished for ahead of its day: "for delivery in October". Sorted.
pub(super) static AHEAD: Words = Words::new(&[
    "agenda",
    "bid",
    "candidacy",
    "concert",
    "conference",
    "deadline",
    "debut",
    "delivery",
    "election",
    "elections",
    "expiration",
    "expiry",
    "final",
    "fixture",
    "forecast",
    "games",
    "launch",
    "match",
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
        let lists = [
            &OPEN,
            &OF_TWO,
            &FICTION,
            &IRREGULAR,
            &NO_PAST,
            &REPORTING,
            &PRESENT,
            &TIMETABLE,
            &AHEAD,
            &NO_PARTICIPLE,
            &PREPOSITIONS,
            &LEADS_TO_VERB,
        ];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
