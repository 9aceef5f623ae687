//! An organisation's name with a part missing, exchanged or out of order, against the name that knowledge has.
//!
//! Names differ by one word from other bodies' names, too. What is itself the name of something known is never
//! reported; of built-in names, a part counts as exchanged only where both words are of one stem, or nouns of one kind
//! (“Pact” for “Agreement”), or where the acronym stands beside the name.

mod read;

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::finding::{Conflict, Label};
use crate::knowledge::organisation::{Difference, Row, differ};
use crate::knowledge::spelling::{edits, is_inflected, is_short_for};
use crate::knowledge::{Knowledge, Organisation, fold};
use crate::segment::Segmented;
use crate::source::Span;
use read::{Phrase, before, from, next_two};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IncompleteOrganisation {}

impl Check for IncompleteOrganisation {
    type Said = ();

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let (text, knowledge) = (&article.text, context.knowledge);
        let mut last = Span::default();
        // a name starts with a capital, or its acronym follows in brackets
        let mut starts = text.capitals.clone();
        starts.extend(text.marks(b'('));
        starts.sort_unstable();
        let mut starts = starts.into_iter().peekable();
        for sentence in &text.sentences {
            let mut from = sentence.tokens.start;
            while let Some(at) = starts.next_if(|&at| at < sentence.tokens.end) {
                if at < from {
                    continue;
                }
                let Some(found) = found(knowledge, text, at, sentence.tokens.end) else { continue };
                from = found.end;
                if found.span.start < last.end {
                    continue;
                }
                last = found.span;
                if !is_marked_as_written(text, found.end) {
                    emit.conflict(conflict(knowledge, text, &found));
                }
            }
        }
    }
}

/// A wrong name, and how it is wrong.
struct Found<'a> {
    row: &'a Row,
    span: Span,
    /// The token after it.
    end: usize,
    /// `None`: a name that is known to be mistaken.
    difference: Option<Difference>,
    /// The word that stands in place of the right one.
    instead: String,
}

fn found<'a>(knowledge: &'a Knowledge, text: &Segmented<'_>, at: usize, limit: usize) -> Option<Found<'a>> {
    if text.is_mark(at, b'(') {
        return beside_acronym(knowledge, text, at);
    }
    if !text.tokens[at].shape.has_capital() {
        return None;
    }
    let names = &knowledge.organisation_names;
    if !names.may_start(text.folded_hash(at)) {
        return None;
    }
    let first = text.folded_hash(at);
    // the words behind the first tell that most names don't stand here
    let next = next_two(text, at..limit);
    if next.is_some_and(|next| !names.may_go_on(first, next)) {
        return None;
    }
    let starting = || names.starting(first);
    let near = || starting().filter(|row| next.is_none_or(|next| row.may_be(next)));
    near().next()?;
    // one word more than the longest name has, and the small ones before it
    let longest = starting().map(|row| row.words.len() + 1).max()?;
    let phrase = from(text, at..limit, longest);
    // the longest right name that stands here leaves no room for a wrong one
    let right = near().filter(|row| row.mistaken.is_empty() && phrase.begins_with(row));
    let right = right.map(|row| row.words.len()).max().unwrap_or(0);
    let wrong = near().filter_map(|row| {
        let listed = knowledge.organisations[row.of].origin.is_some();
        let (difference, words) = wrong(row, &phrase, listed)?;
        let alone = listed || !follows_a_name(text, at);
        let other = difference.is_some() && names.is_right(&phrase.words[..words]);
        (alone && words > right && !other).then(|| phrase.found(text, row, difference, 0..words))
    });
    let wrong = wrong.filter(|found| !goes_on(text, found));
    wrong.max_by_key(|found| (found.end, std::cmp::Reverse(found.row.of)))
}

/// Whether the word that is missing follows after all, behind an "and".
fn goes_on(text: &Segmented<'_>, found: &Found<'_>) -> bool {
    let Some(Difference::Missing(at)) = found.difference else { return false };
    let missing = found.row.words[at].as_str();
    (found.end..(found.end + 3).min(text.tokens.len())).any(|token| fold(text.lower(token)) == missing)
}

/// How a phrase is a wrong form of a name: the difference, and how many of its words the name takes.
fn wrong(row: &Row, phrase: &Phrase<'_>, listed: bool) -> Option<(Option<Difference>, usize)> {
    if !row.mistaken.is_empty() {
        return phrase.is_mistaken(row).then_some((None, row.words.len()));
    }
    let (difference, words) = differ(&row.words, phrase.words_for(row))?;
    let telling = match difference {
        Difference::Exchanged(at) if !listed => {
            let (right, instead) = (row.words[at].as_str(), phrase.words[at].as_ref());
            are_of_one_stem(right, instead) || (row.words.len() >= 4 && are_of_one_kind(right, instead))
        }
        // short names with a word less are other bodies' names: “Equal Opportunity Commission”; and without “Treaty” a
        // treaty's name tells of what it is about
        Difference::Missing(at) if !listed => {
            row.words.len() >= 5 && !(at + 1 == row.words.len() && PAPERS.contains(&row.words[at].as_str()))
        }
        _ => row.words.len() >= 4,
    };
    (telling && phrase.is_written_large(words)).then_some((Some(difference), words))
}

/// “Agriculture” and “Agricultural”, not a word and its plural.
fn are_of_one_stem(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    shared >= 5 && a != b && !is_inflected(a, b) && !is_short_for(b, a)
}

/// Nouns that say what kind of paper it is.
const PAPERS: &[&str] =
    &["accord", "agreement", "charter", "convention", "pact", "partnership", "plan", "protocol", "treaty"];

/// Nouns that say what kind of body or paper it is.
fn are_of_one_kind(a: &str, b: &str) -> bool {
    const BODIES: &[&str] = &[
        "administration",
        "agency",
        "alliance",
        "association",
        "authority",
        "board",
        "bureau",
        "commission",
        "commissioner",
        "committee",
        "community",
        "council",
        "federation",
        "institute",
        "institution",
        "office",
        "organization",
        "service",
        "union",
    ];
    [BODIES, PAPERS].iter().any(|kind| kind.contains(&a) && kind.contains(&b))
}

/// A capital right before: the name is longer than what is looked at, and another body's.
fn follows_a_name(text: &Segmented<'_>, at: usize) -> bool {
    use crate::segment::TokenKind;
    let Some(before) = at.checked_sub(1) else { return false };
    let near = text.tokens[at].span.start - text.tokens[before].span.end <= 2;
    let same = text.sentence_of(before) == text.sentence_of(at);
    let small = !crate::knowledge::organisation::is_content(text.lower(before));
    let name = text.tokens[before].kind == TokenKind::Possessive || text.tokens[before].shape.has_capital();
    near && same && name && !small
}

/// “Africa’s Centres for Disease Control”: a body of its own, and none of the country that is known by that name.
fn is_owned(text: &Segmented<'_>, name: Span) -> bool {
    let before = text.tokens_in(name).start.checked_sub(1);
    before.is_some_and(|at| text.tokens[at].kind == crate::segment::TokenKind::Possessive)
}

/// “Drug Enforcement Agency (DEA)”: the acronym says which body is meant. The bracket opens at a token.
fn beside_acronym<'a>(knowledge: &'a Knowledge, text: &Segmented<'_>, at: usize) -> Option<Found<'a>> {
    let closes = text.tokens.get(at + 2).is_some_and(|_| text.text(at + 2) == ")");
    let acronym = closes.then(|| text.text(at + 1))?;
    let names = &knowledge.organisation_names;
    names.of_acronym(acronym).next()?;
    let phrase = before(text, at);
    let is_right = |words: usize| {
        phrase.words.len().checked_sub(words).is_some_and(|first| names.is_right(&phrase.words[first..]))
    };
    if (1..=phrase.words.len()).any(is_right) {
        return None;
    }
    names.of_acronym(acronym).filter(|row| row.words.len() >= 3).find_map(|row| {
        let (difference, words) = differs_at_end(row, &phrase)?;
        let first = phrase.words.len() - words;
        let found = phrase.found(text, row, Some(difference), first..phrase.words.len());
        let listed = knowledge.organisations[row.of].origin.is_some();
        (phrase.starts_large(first) && (listed || !is_owned(text, found.span))).then_some(found)
    })
}

/// One word of a name is another before its acronym, or out of order, or missing from a longer name.
fn differs_at_end(row: &Row, phrase: &Phrase<'_>) -> Option<(Difference, usize)> {
    let len = row.words.len();
    let tail = |words: usize| phrase.words.len().checked_sub(words).map(|first| &phrase.words[first..]);
    if let Some(words) = tail(len) {
        if let Some((difference @ Difference::Swapped(_), taken)) = differ(&row.words, words) {
            return Some((difference, taken));
        }
        let mut off = (0..len).filter(|&at| row.words[at] != words[at]);
        if let (Some(at), None) = (off.next(), off.next()) {
            let (right, instead) = (row.words[at].as_str(), words[at].as_ref());
            let fits = are_of_one_kind(right, instead) || is_near(right, instead);
            return (at > 0 && fits && !is_inflected(right, instead)).then_some((Difference::Exchanged(at), len));
        }
    }
    let words = tail(len - 1).filter(|_| len >= 4)?;
    let missing = (1..len)
        .find(|&at| row.words[..at].iter().chain(&row.words[at + 1..]).zip(words).all(|(right, word)| right == word))?;
    // "nuclear forces (INF)" may be what the treaty is about
    (missing + 1 < len || !PAPERS.contains(&row.words[missing].as_str()))
        .then_some((Difference::Missing(missing), len - 1))
}

/// Two words of one stem, or one misspelt: "Regulatory" and "Regulation", "Heath" and "Health".
fn is_near(right: &str, instead: &str) -> bool {
    let shared = right.bytes().zip(instead.bytes()).take_while(|(a, b)| a == b).count();
    (shared >= 4 || (shared >= 1 && edits(right, instead).is_some())) && !is_short_for(instead, right)
}

fn is_marked_as_written(text: &Segmented<'_>, end: usize) -> bool {
    (end..(end + 3).min(text.tokens.len())).any(|at| text.is_word(at, "sic"))
}

fn conflict(knowledge: &Knowledge, text: &Segmented<'_>, found: &Found<'_>) -> Conflict {
    let organisation: &Organisation = &knowledge.organisations[found.row.of];
    let (here, name) = (text.slice(found.span), right_name(organisation, found.row));
    let word = |at: usize| written(name, &found.row.words[at]);
    let message = match found.difference {
        Some(Difference::Missing(at)) => format!("“{here}” lacks “{}”: the name is “{name}”", word(at)),
        Some(Difference::Exchanged(at)) => {
            format!("“{here}” has “{}” for “{}”: the name is “{name}”", found.instead, word(at))
        }
        Some(Difference::Swapped(at)) => {
            format!("“{here}” has “{}” and “{}” in the wrong order: the name is “{name}”", word(at), word(at + 1))
        }
        None => format!("“{here}” is a mistaken name: the name is “{name}”"),
    };
    let label = if matches!(found.difference, Some(Difference::Missing(_))) { "incomplete name" } else { "wrong name" };
    let conflict = Conflict::new(message, Label::new(text.source(), found.span, label))
        .identity([fold(here).into_owned(), fold(name).into_owned()])
        .cause(text.source(), found.span)
        .fix(format!("write “{name}”"), text.source(), found.span, name);
    match &organisation.origin {
        Some(origin) => conflict.note(format!("{}, line {}, has the full name", origin.path, origin.line)),
        None => conflict,
    }
}

/// The right name that a wrong one is nearest to: the organisation's own, or one of its forms.
fn right_name<'a>(organisation: &'a Organisation, row: &Row) -> &'a str {
    let is_it = |name: &&String| row.mistaken.is_empty() && read::content(name) == row.words;
    organisation.forms.iter().find(is_it).unwrap_or(&organisation.name)
}

/// A word of a name as the name writes it.
fn written<'n>(name: &'n str, word: &'n str) -> &'n str {
    name.split([' ', '-', ','])
        .find(|part| read::content(part).first().is_some_and(|known| known == word))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::found;
    use crate::knowledge::Knowledge;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    /// What stands for a wrong name, and the name meant, by built-in knowledge.
    fn wrong(text: &str) -> Option<(String, String)> {
        let knowledge = Knowledge::builtin();
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let text = segment(read(&source));
        let found = (0..text.tokens.len()).find_map(|at| found(&knowledge, &text, at, text.tokens.len()))?;
        let name = knowledge.organisations[found.row.of].name.clone();
        Some((source.slice(found.span).to_owned(), name))
    }

    #[test]
    fn parts_are_missing_exchanged_or_out_of_order() {
        for (text, form, name) in [
            (
                "They left the Comprehensive and Progressive Pact for Trans-Pacific Partnership in May.",
                "Comprehensive and Progressive Pact for Trans-Pacific Partnership",
                "Comprehensive and Progressive Agreement for Trans-Pacific Partnership",
            ),
            (
                "The General Agreement on Trade and Tariffs ended.",
                "General Agreement on Trade and Tariffs",
                "General Agreement on Tariffs and Trade",
            ),
            (
                "The Economic Council of West African States met.",
                "Economic Council of West African States",
                "Economic Community of West African States",
            ),
            (
                "Agents of the Drug Enforcement Agency came.",
                "Drug Enforcement Agency",
                "Drug Enforcement Administration",
            ),
            (
                "The Food and Agricultural Organisation said so.",
                "Food and Agricultural Organisation",
                "Food and Agriculture Organization",
            ),
            ("The World Heath Organization (WHO) met.", "World Heath Organization", "World Health Organization"),
        ] {
            assert_eq!(wrong(text), Some((form.to_owned(), name.to_owned())), "{text}");
        }
    }

    #[test]
    fn right_names_and_others_are_silent() {
        for text in [
            "The Organisation for Economic Cooperation and Development and the World Health Organisation met.",
            "The International Energy Agency and the International Atomic Energy Agency differ.",
            "The Inter-American Court of Human Rights and the Inter-American Commission on Human Rights agreed.",
            "The Philippine Drug Enforcement Agency (PDEA) seized it.",
            "The National Crime Authority (NCA) was an Australian body, as the National Crime Agency (NCA) is a British one.",
            "The Comprehensive Test Ban Treaty is not in force, the Equal Opportunity Commission said.",
            "The New York City Panel on Climate Change met the Asian Football Club (AFC).",
            "The United Nations Children's Fund and the United Nations Population Fund helped.",
            "The Bureau of Alcohol, Tobacco, Firearms and Explosives came.",
            "The Federal Deposit Insurance Corp (FDIC) and the International Finance Corp (IFC) lent to it.",
            "At a meeting this week in Paris, senior government officials from major nations are considering an \
             Organisation for Economic Cooperation and Development (OECD) report.",
            "A cut in Intermediate Range Nuclear Forces (INF) was offered.",
            "The United Nations Conference on Trade and Development (UNCTAD) met.",
        ] {
            assert_eq!(wrong(text), None, "{text}");
        }
    }
}
