//! Words that tell what a name is of: titles and roles, nouns of organisations and places, particles, verbs of saying.
//!
//! All lists are lower case and sorted, and kept from the formatter, which would give each word a line.

use crate::words::Words;

/// Heads of titles and roles that stand before a name or after it.
#[rustfmt::skip]
pub const TITLES: &Words = &Words::new(&[
    "abbot", "academic", "accountant", "activist", "actor", "actress", "adm", "administrator", "admiral", "adviser",
    "advisor", "advocate", "agent", "aide", "alderman", "ambassador", "analyst", "anchor", "archbishop", "architect",
    "artist", "assemblyman", "assemblymember", "assemblywoman", "assistant", "astronaut", "athlete", "attorney",
    "author", "ayatollah", "bailiff", "banker", "baron", "baroness", "biologist", "bishop", "boss", "boxer",
    "boyfriend", "brig", "brigadier", "broadcaster", "brother", "businessman", "businesswoman", "campaigner",
    "candidate", "capt", "captain", "cardinal", "ceo", "cfo", "chair", "chairman", "chairperson", "chairwoman",
    "chancellor", "chef", "chief", "cllr", "cmdr", "coach", "col", "colleague", "colonel", "columnist", "comedian",
    "commandant", "commander", "commissioner", "composer", "congressman", "congresswoman", "conservative", "const",
    "constable", "consul", "consultant", "controller", "convict", "coordinator", "coroner", "corporal", "correspondent",
    "councillor", "councilman", "councilmember", "councilor", "councilwoman", "counselor", "count", "countess",
    "cousin", "cpl", "critic", "cst", "curator", "dad", "dato", "datuk", "daughter", "dc", "dci", "dcp", "dcs",
    "deacon", "dean", "defendant", "defender", "delegate", "democrat", "dep", "deputy", "designer", "det", "detective",
    "developer", "di", "dictator", "diplomat", "director", "doctor", "dr", "driver", "ds", "duchess", "duke", "earl",
    "economist", "editor", "emir", "emperor", "empress", "engineer", "entrepreneur", "envoy", "ex-husband", "ex-wife",
    "executive", "expert", "farmer", "father", "filmmaker", "firefighter", "founder", "fr", "friend", "garda", "gen",
    "general", "girlfriend", "goalkeeper", "gov", "governor", "grandfather", "grandmother", "guard", "guitarist",
    "gunman", "head", "historian", "hon", "host", "husband", "imam", "inmate", "insp", "inspector", "investigator",
    "journalist", "judge", "juror", "justice", "killer", "king", "lady", "lawmaker", "lawyer", "leader", "lecturer",
    "lieutenant", "lord", "lt", "magistrate", "maj", "major", "manager", "marshal", "mayor", "mep", "mgr", "midfielder",
    "minister", "miss", "missionary", "monsignor", "mother", "mp", "mr", "mrs", "ms", "mum", "murderer", "musician",
    "mx", "neighbor", "neighbour", "neurologist", "novelist", "nurse", "officer", "official", "ombudsman", "operator",
    "organiser", "organizer", "owner", "painter", "pastor", "patient", "patriarch", "patrolman", "pc", "pfc",
    "philosopher", "photographer", "physician", "physicist", "pilot", "player", "playwright", "poet", "politician",
    "pope", "premier", "president", "presidents", "priest", "prince", "princess", "principal", "producer", "prof",
    "professor", "prosecutor", "psychiatrist", "psychologist", "pte", "publisher", "pvt", "queen", "rabbi", "ranger",
    "rapper", "recorder", "rector", "registrar", "rep", "reporter", "representative", "representatives", "republican",
    "researcher", "resident", "rev", "reverend", "scholar", "scientist", "screenwriter", "secretary", "sen", "senator",
    "senators", "sens", "sergeant", "sgt", "shaikh", "sheikh", "sheriff", "shooter", "singer", "sir", "sister",
    "skipper", "solicitor", "son", "speaker", "spokesman", "spokesperson", "spokeswoman", "sprinter", "ssp",
    "stepfather", "stepmother", "strategist", "striker", "student", "sultan", "superintendent", "superstar", "supt",
    "surgeon", "survivor", "suspect", "swimmer", "taoiseach", "teacher", "technician", "teenager", "treasurer",
    "trooper", "trustee", "tsar", "uncle", "undersecretary", "vicar", "victim", "warden", "widow", "widower", "wife",
    "witness", "worker", "wpc", "writer",
]);

/// Words that belong to the title whose head follows.
#[rustfmt::skip]
pub const MODIFIERS: &Words = &Words::new(&[
    "acting", "affairs", "assistant", "associate", "attorney", "british", "ch", "chief", "co", "crown", "cultural",
    "culture", "defence", "defense", "deputy", "detective", "district", "economic", "economy", "education", "elect",
    "emergencies", "emergency", "emeritus", "energy", "environment", "executive", "faction", "federal", "finance",
    "first", "foreign", "former", "general", "grand", "health", "home", "house", "interim", "interior", "joint",
    "justice", "labor", "labour", "lead", "leading", "lieutenant", "majority", "managing", "military", "minority",
    "national", "opposition", "parliamentary", "party", "police", "presidential", "press", "prime", "principal",
    "provincial", "public", "regional", "rt", "security", "senior", "shadow", "snr", "special", "sports", "staff",
    "state", "supreme", "trade", "transport", "transportation", "under", "union", "vice",
]);

/// Titles that a sovereign, saint or cleric bears before a given name.
#[rustfmt::skip]
pub const REGNAL: &Words = &Words::new(&[
    "brother", "emperor", "empress", "father", "king", "pope", "prince", "princess", "queen", "sister", "sultan",
]);

/// Titles of courtesy, which say nothing of an office.
#[rustfmt::skip]
pub const COURTESY: &Words = &Words::new(&[
    "dame", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "sir",
]);

/// Titles that make two people of one family. Sorted.
#[rustfmt::skip]
pub const KIN: &Words = &Words::new(&[
    "brother", "cousin", "dad", "daughter", "father", "grandfather", "grandmother", "husband", "mother", "mum",
    "sister", "son", "stepfather", "stepmother", "uncle", "widow", "widower", "wife",
]);

/// Relations who bear one surname as a rule. Sorted.
#[rustfmt::skip]
pub const NEAR_KIN: &Words = &Words::new(&[
    "brother", "dad", "daughter", "father", "husband", "mother", "mum", "parents", "sister", "son", "twin", "widow", "widower", "wife",
]);

/// Other relations. Sorted.
#[rustfmt::skip]
pub const FAR_KIN: &Words = &Words::new(&[
    "aunt", "cousin", "granddaughter", "grandfather", "grandmother", "grandson", "nephew", "niece", "uncle",
]);

/// Titles that stand before people alone, never in the name of a street or a school. Sorted.
#[rustfmt::skip]
pub const PERSONAL: &Words = &Words::new(&[
    "cllr", "congressman", "congresswoman", "const", "constable", "coroner", "councillor", "cst", "dc", "dci", "deputy",
    "det", "detective", "di", "dr", "ds", "garda", "insp", "inspector", "judge", "justice", "lieutenant", "lt",
    "magistrate", "miss", "mr", "mrs", "ms", "officer", "pc", "prof", "professor", "prosecutor", "rep", "sen", "senator",
    "sergeant", "sgt", "superintendent", "supt", "trooper", "wpc",
]);

/// Nouns that make a name an organisation's.
#[rustfmt::skip]
pub const ORGANISATIONS: &Words = &Words::new(&[
    "academy", "administration", "agency", "airlines", "airport", "airways", "alliance", "army", "assembly",
    "associates", "association", "authority", "bank", "board", "broadcasting", "brotherhood", "bureau", "cabinet",
    "center", "centre", "chamber", "church", "clinic", "club", "co", "coalition", "college", "command", "commission",
    "committee", "commons", "commonwealth", "community", "company", "confederation", "conference", "congress",
    "constabulary", "corp", "corporation", "corps", "council", "court", "department", "division", "enterprises", "fc",
    "federation", "firm", "force", "forces", "forum", "foundation", "front", "fund", "gazette", "government", "group",
    "guard", "guardian", "herald", "hospital", "inc", "industries", "infirmary", "institute", "institution",
    "international", "journal", "kingdom", "laboratory", "league", "legislature", "limited", "llc", "llp", "ltd",
    "media", "ministry", "motors", "movement", "museum", "network", "news", "office", "orchestra", "organisation",
    "organization", "parliament", "partners", "party", "plc", "police", "post", "press", "prison", "project", "radio",
    "research", "school", "senate", "service", "services", "society", "studios", "syndicate", "systems", "technologies",
    "television", "theatre", "times", "tribune", "trust", "tv", "union", "united", "university",
]);

/// Nouns that make a name a place's, standing last or first in it.
#[rustfmt::skip]
pub const SPOTS: &Words = &Words::new(&[
    "airport", "avenue", "bay", "beach", "boulevard", "bridge", "building", "canal", "cape", "castle", "cathedral",
    "cemetery", "city", "close", "coast", "county", "creek", "crescent", "desert", "district", "drive", "falls",
    "forest", "fort", "gardens", "glacier", "gulf", "harbor", "harbour", "heights", "highway", "hill", "hills", "hotel",
    "house", "island", "islands", "isle", "lake", "lane", "mount", "mountain", "mountains", "ocean", "palace", "park",
    "peninsula", "plaza", "point", "port", "province", "region", "republic", "reservoir", "ridge", "river", "road",
    "route", "sea", "square", "stadium", "station", "strait", "street", "terrace", "territory", "tower", "towers",
    "town", "township", "valley", "village", "way", "woods",
]);

/// Small words inside names.
#[rustfmt::skip]
pub const PARTICLES: &Words = &Words::new(&[
    "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von", "y", "zu",
]);

/// What follows a name without being a part of it that tells two names apart.
#[rustfmt::skip]
pub const SUFFIXES: &Words = &Words::new(&[
    "ii", "iii", "iv", "jnr", "jr", "junior", "senior", "snr", "sr",
]);

/// Letters of honours, degrees and seats after a name, no part of it. Sorted.
#[rustfmt::skip]
pub const POSTNOMINALS: &Words = &Words::new(&[
    "am", "ao", "ba", "bl", "cbe", "cpa", "dbe", "dds", "esq", "frcs", "gbe", "jp", "kbe", "kc", "mba", "mbe", "md",
    "mep", "mla", "mlc", "mna", "mp", "mpp", "msp", "obe", "om", "phd", "qc", "qpm", "rn", "sc", "tc", "td",
]);

/// Verbs beside which a name is somebody's who speaks or acts as people do.
#[rustfmt::skip]
pub const SAYING: &Words = &Words::new(&[
    "accused", "acknowledged", "added", "admitted", "announced", "appealed", "appeared", "argued", "asked", "believes",
    "called", "claimed", "commented", "conceded", "concluded", "confessed", "confirmed", "continued", "declared",
    "declined", "defended", "denied", "described", "died", "explained", "expressed", "fled", "insisted", "joked",
    "killed", "noted", "pleaded", "praised", "promised", "recalled", "remarked", "replied", "resigned", "responded",
    "said", "saying", "says", "spoke", "stabbed", "stated", "stressed", "suggested", "talked", "tells", "testified",
    "thanked", "thinks", "told", "tweeted", "urged", "vowed", "walked", "warned", "went", "wrote",
]);

/// Words between a name and such a verb. Sorted.
#[rustfmt::skip]
pub const AUXILIARY: &Words = &Words::new(&[
    "also", "had", "has", "is", "later", "then", "was", "who",
]);

/// What people suffer: after "was". Sorted.
#[rustfmt::skip]
pub const SUFFERED: &Words = &Words::new(&[
    "acquitted", "arrested", "born", "buried", "charged", "convicted", "detained", "executed", "found", "freed",
    "hanged", "hospitalised", "hospitalized", "identified", "indicted", "injured", "jailed", "kidnapped", "killed",
    "married", "murdered", "pronounced", "raped", "released", "rushed", "sentenced", "shot", "stabbed", "strangled",
    "survived", "tried", "wounded",
]);

/// What is somebody's: after "'s". Sorted.
#[rustfmt::skip]
pub const OWNED: &Words = &Words::new(&[
    "apartment", "arrest", "attorney", "attorneys", "body", "boyfriend", "brother", "car", "conviction", "daughter",
    "death", "defence", "defense", "execution", "family", "father", "friend", "friends", "girlfriend", "home", "house",
    "husband", "killer", "killing", "lawyer", "lawyers", "mother", "murder", "neighbor", "neighbors", "neighbour",
    "neighbours", "parents", "phone", "sentence", "sister", "son", "testimony", "trial", "widow", "wife",
]);

/// Verbs right before a name that is somebody's. Sorted.
#[rustfmt::skip]
pub const SAYS: &Words = &Words::new(&[
    "added", "arrested", "asked", "charged", "convicted", "identified", "killed", "murdered", "said", "says",
    "sentenced", "shot", "stabbed", "told", "victim",
]);

/// Words that open sentences and are not names, however they are written.
#[rustfmt::skip]
pub const FUNCTION: &Words = &Words::new(&[
    "a", "about", "above", "according", "across", "after", "against", "all", "almost", "along", "also", "although",
    "always", "among", "an", "and", "another", "any", "are", "around", "as", "at", "back", "be", "because", "before",
    "behind", "being", "below", "beside", "between", "beyond", "both", "but", "by", "can", "could", "despite", "did",
    "do", "does", "doing", "don't", "down", "due", "during", "each", "earlier", "either", "even", "every", "everyone",
    "few", "finally", "first", "five", "following", "for", "former", "four", "from", "further", "get", "given", "had",
    "has", "have", "having", "he", "her", "here", "hers", "his", "how", "however", "i", "if", "in", "indeed", "inside",
    "instead", "into", "is", "it", "it's", "its", "just", "last", "late", "later", "let", "like", "many", "may", "me",
    "meanwhile", "might", "more", "most", "much", "must", "my", "near", "nearly", "neither", "never", "next", "no",
    "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "or", "other",
    "others", "our", "out", "outside", "over", "perhaps", "please", "recent", "second", "several", "shall", "she",
    "should", "similarly", "since", "six", "so", "some", "something", "soon", "still", "such", "than", "that", "the",
    "their", "them", "then", "there", "therefore", "these", "they", "this", "those", "though", "three", "through",
    "throughout", "thus", "to", "today", "together", "tomorrow", "too", "toward", "towards", "two", "under", "unless",
    "unlike", "until", "up", "upon", "us", "very", "via", "was", "we", "well", "were", "what", "when", "where",
    "whether", "which", "while", "who", "whose", "why", "will", "with", "within", "without", "would", "yes",
    "yesterday", "yet", "you", "your",
]);

/// Whether a word is a function word with a verb or "not" drawn into it: "You’ve", "They'll", "Don't".
#[must_use]
pub fn is_contraction(word: &str) -> bool {
    let Some((base, tail)) = word.rsplit_once(['\'', '’']) else { return false };
    match tail {
        "t" => base.ends_with('n'),
        "d" | "ll" | "m" | "re" | "s" | "ve" => FUNCTION.has(base),
        _ => false,
    }
}

/// Names of months and days.
#[rustfmt::skip]
pub const CALENDAR: &Words = &Words::new(&[
    "apr", "april", "aug", "august", "christmas", "dec", "december", "easter", "feb", "february", "fri", "friday",
    "jan", "january", "jul", "july", "jun", "june", "mar", "march", "may", "mon", "monday", "nov", "november", "oct",
    "october", "sat", "saturday", "sep", "sept", "september", "sun", "sunday", "thanksgiving", "thu", "thursday", "tue",
    "tuesday", "wed", "wednesday",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_of_function_words() {
        assert!(["you’ve", "they'll", "don’t", "i'm", "where's"].into_iter().all(is_contraction));
        assert!(!["o’brien", "d'artagnan", "baha'i", "you", "trump’ll", "m't"].into_iter().any(is_contraction));
    }

    #[test]
    fn lists_are_sorted() {
        let lists = [
            TITLES,
            MODIFIERS,
            REGNAL,
            COURTESY,
            ORGANISATIONS,
            SPOTS,
            PARTICLES,
            SUFFIXES,
            SAYING,
            FUNCTION,
            CALENDAR,
        ];
        for list in lists {
            let unsorted = list.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(unsorted, None);
        }
    }
}
