//! Tells whether a name is a person's, a place's or an organisation's, and which of its words are given and family name.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::runs::Line;
use super::titles::Named;
use super::words::{
    AUXILIARY, ORGANISATIONS, OWNED, PARTICLES, REGNAL, SAYING, SAYS, SPOTS, SUFFERED, SUFFIXES, is_in,
};
use super::{NameKind, NameMention, Part, whole};
use crate::knowledge::{Knowledge, lexicon};
use crate::segment::{Segmented, Shape, TokenKind};
use crate::words::Words;

/// A name with its kind, as far as its own sentence tells.
pub(super) fn mention(text: &Segmented<'_>, named: Named, parts: Vec<Part>, line: Line) -> NameMention {
    let Named { name: tokens, title } = named;
    let acts = acts(text, &tokens, line);
    let kind = kind(text, &tokens, &parts, title.is_some(), acts, line);
    let (given, family) =
        if kind == NameKind::Person { given_and_family(text, &parts, title.as_ref()) } else { (0..0, 0..0) };
    NameMention {
        span: text.span(tokens.clone()),
        title: title.map(|title| text.span(title)),
        tokens,
        kind,
        parts,
        given,
        family,
        acts,
        loose: line.loose,
    }
}

/// A name of nobody in the lists whose given names are those of somebody known is a person's.
pub(super) fn meet(names: &mut [NameMention], knowledge: &Knowledge) {
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Unknown && name.parts.len() > 1) {
        let last = name.parts.len() - 1;
        let given: String = name.parts[..last].iter().map(|part| part.folded.as_str()).collect();
        let listed = |&(person, _): &(usize, String)| knowledge.people[person].origin.is_some();
        if knowledge.index.of_given(&given).iter().any(listed) {
            name.kind = NameKind::Person;
            (name.given, name.family) = (0..last, last..last + 1);
        }
    }
}

/// "Pat Rafter" of whom "Rafter said" tells: a given name before a word that somebody goes by is a person's.
pub(super) fn speak(names: &mut [NameMention]) {
    let single = names.iter().filter(|name| name.parts.len() == 1 && name.acts && name.kind != NameKind::Place);
    let speakers: FxHashSet<String> = single.map(|name| name.parts[0].folded.clone()).collect();
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Unknown && name.parts.len() == 2) {
        if lexicon::name(&name.parts[0].folded).given() && speakers.contains(&name.parts[1].folded) {
            name.kind = NameKind::Person;
            (name.given, name.family) = (0..1, 1..2);
        }
    }
}

/// Single names follow those of people whose family name they are.
pub(super) fn settle(names: &mut [NameMention]) {
    let families: FxHashSet<String> = names
        .iter()
        .filter(|name| name.kind == NameKind::Person && name.parts.len() > 1)
        .map(NameMention::family_folded)
        .collect();
    for name in names.iter_mut().filter(|name| name.parts.len() == 1 && may_be_family(name)) {
        if families.contains(&name.parts[0].folded) {
            name.kind = NameKind::Person;
            name.family = 0..1;
        }
    }
}

/// A name of nothing known, or of a town that somebody in the article is called like.
fn may_be_family(name: &NameMention) -> bool {
    let town = || lexicon::place(&name.parts[0].folded).is_some_and(|spot| !spot.is_prominent());
    name.kind == NameKind::Unknown || (name.kind == NameKind::Place && town())
}

/// Whether somebody says, does or suffers under a name what people do.
fn acts(text: &Segmented<'_>, tokens: &Range<usize>, line: Line) -> bool {
    let word = |at: usize| if at < line.end { text.lower(at) } else { "" };
    let letters = tokens.end < line.end && super::titles::is_postnominal(text, tokens.end);
    let end = tokens.end + usize::from(letters);
    let (next, after) = (word(end), word(end + 1));
    let said = is_in(SAYING, next) || (is_in(AUXILIARY, next) && (is_in(SAYING, after) || is_in(SUFFERED, after)));
    let owned = end < line.end && text.tokens[end].kind == TokenKind::Possessive && is_in(OWNED, after);
    let before = tokens.start.checked_sub(1).filter(|&at| at >= line.start).map_or("", word);
    let relative = next == "," && matches!(after, "who" | "whose");
    said || owned || relative || is_in(SAYS, before) || is_aged(text, end, line)
}

/// "Whitaker, 49," and "Guinan (81)": an age after a name.
pub(super) fn is_aged(text: &Segmented<'_>, at: usize, line: Line) -> bool {
    let word = |at: usize| if at < line.end { text.text(at) } else { "" };
    let age = at + 2 < line.end && text.tokens[at + 1].kind == TokenKind::Number && text.text(at + 1).len() == 2;
    age && matches!((word(at), word(at + 2)), (",", "," | ".") | ("(", ")"))
}

fn kind(text: &Segmented<'_>, tokens: &Range<usize>, parts: &[Part], titled: bool, acts: bool, line: Line) -> NameKind {
    let whole = whole(parts);
    let (first, last) = (parts[0].folded.as_str(), parts[parts.len() - 1].folded.as_str());
    let name = lexicon::name(first);
    if let Some(spot) = lexicon::place(&whole).filter(|spot| spot.is_place())
        && (!titled || (parts.len() > 1 && !spot.is_ambiguous()))
        && (is_plainly(spot, name, parts.len()) || is_located(text, tokens, line))
    {
        return NameKind::Place;
    }
    let heads = |list: &Words| parts.len() > 1 && (is_in(list, last) || is_in(list, first));
    let joined = tokens.clone().any(|at| matches!(text.lower(at), "of" | "for" | "&"));
    if is_in(ORGANISATIONS, last) || (parts.len() > 1 && joined) {
        return NameKind::Organisation;
    }
    let syllables =
        parts.len() > 1 && parts[0].tokens.len() == 3 && text.tokens[parts[0].tokens.end - 1].shape == Shape::Lower;
    let of = |part: &Part| matches!(part.folded.as_str(), "bin" | "ibn" | "bint" | "von" | "van" | "ter");
    let descent = parts.len() > 2
        && text.tokens[parts[1].tokens.start].shape == Shape::Lower
        && of(&parts[1])
        && !lexicon::is_word(first)
        && lexicon::place(first).is_none();
    let initial = parts.len() > 2 && first.len() == 1 && lexicon::name(&parts[1].folded).given();
    let named = syllables
        || descent
        || initial
        || name.given()
        || is_turned(parts)
        || (name.family_first() && parts.len() > 1 && text.tokens[parts[0].tokens.start].shape != Shape::Upper);
    if titled && parts.len() <= 5 {
        return NameKind::Person;
    }
    if heads(SPOTS) && !named {
        return NameKind::Place;
    }
    if parts.len() == 1 && text.tokens[tokens.start].shape == Shape::Upper && !line.loose {
        return NameKind::Organisation;
    }
    let plain =
        |part: &Part| part.folded.len() > 1 && lexicon::is_word(&part.folded) && !lexicon::name(&part.folded).known();
    // a given name that is no common word carries a surname that is one
    let carried = parts.len() == 2
        && name.given()
        && !lexicon::place(first).is_some_and(lexicon::Spot::is_demonym)
        && !lexicon::is_word(first)
        && lexicon::place(first).is_none();
    if carried {
        return NameKind::Person;
    }
    if (2..=5).contains(&parts.len()) && named && !parts.iter().skip(1).any(plain) {
        return NameKind::Person;
    }
    if acts && parts.len() <= 4 && !parts.iter().any(plain) && lexicon::place(&whole).is_none() {
        return NameKind::Person;
    }
    // "Lucky Ramokgopa, 31,"
    let aged = (2..=4).contains(&parts.len()) && is_aged(text, tokens.end, line);
    if aged && !plain(&parts[parts.len() - 1]) && lexicon::place(&whole).is_none() {
        return NameKind::Person;
    }
    NameKind::Unknown
}

/// Whether a known place needs no more evidence than its capital: nobody is called by it.
fn is_plainly(spot: lexicon::Spot, name: lexicon::Borne, parts: usize) -> bool {
    let borne = parts == 1 && name.known();
    if spot.is_country() {
        !borne || !spot.is_ambiguous()
    } else {
        !spot.is_ambiguous() && (!borne || spot.is_prominent())
    }
}

/// "in", "from", "near" before a name, or a known place after its comma.
fn is_located(text: &Segmented<'_>, tokens: &Range<usize>, line: Line) -> bool {
    let before = tokens.start > line.start
        && matches!(
            text.lower(tokens.start - 1),
            "in" | "from" | "near" | "to" | "at" | "outside" | "across" | "around" | "throughout" | "within"
        );
    let after = tokens.end + 1 < line.end
        && text.text(tokens.end) == ","
        && lexicon::place(&text.folded(tokens.end + 1)).is_some_and(lexicon::Spot::is_place);
    before || after
}

/// Which parts are the given names and which the family name; both empty where it cannot be told.
fn given_and_family(
    text: &Segmented<'_>,
    parts: &[Part],
    title: Option<&Range<usize>>,
) -> (Range<usize>, Range<usize>) {
    let end = parts.len() - usize::from(parts.len() > 1 && is_in(SUFFIXES, &parts[parts.len() - 1].folded));
    let regnal = title.is_some_and(|title| is_in(REGNAL, text.lower(title.end - 1)));
    if end == 1 {
        return if regnal { (0..1, 0..0) } else { (0..0, 0..1) };
    }
    if is_family_first(text, &parts[..end]) {
        return (1..end, 0..1);
    }
    // "Van der Westhuizen", at the start of a sentence
    let particles = |part: &Part| is_in(PARTICLES, &part.folded);
    if end > 2 && parts[..end - 1].iter().all(particles) && text.tokens[parts[1].tokens.start].shape == Shape::Lower {
        return (0..0, 0..end);
    }
    let family =
        (1..end).rev().take_while(|&at| at + 1 == end || is_in(PARTICLES, &parts[at].folded)).last().unwrap_or(end - 1);
    (0..family, family..end)
}

/// "Lee Jae-myung", "Kim Jong Un": the family name stands first.
fn is_family_first(text: &Segmented<'_>, parts: &[Part]) -> bool {
    let (first, last) = (lexicon::name(&parts[0].folded), lexicon::name(&parts[parts.len() - 1].folded));
    let hyphenated = parts[1].tokens.len() > 1 && text.tokens[parts[1].tokens.start + 1].kind == TokenKind::Mark;
    let syllable = hyphenated && text.tokens[parts[1].tokens.end - 1].shape == Shape::Lower;
    // "Chey Tae-won": no Western given name before a given name of two syllables
    if parts.len() == 2 && syllable && parts[0].folded.len() <= 6 && !first.given() {
        return true;
    }
    if is_turned(parts) {
        return true;
    }
    if !first.family_first() || parts.len() > 3 {
        return false;
    }
    if parts.len() == 2 && hyphenated {
        return true;
    }
    let given_first = first.given() && !first.family_first();
    !given_first && !last.family_first() && (parts.len() == 3 || !is_western(&parts[1].folded))
}

/// "Abe Shinzo", "Orban Viktor": a Japanese or Hungarian family name that is no given name, before one that is.
fn is_turned(parts: &[Part]) -> bool {
    let [first, last] = parts else { return false };
    let (first, last) = (lexicon::name(&first.folded), lexicon::name(&last.folded));
    (first.japanese() || first.hungarian()) && !first.given() && last.given() && !last.family()
}

/// A frequent family name that follows a given name: "Kim Smith" is not Korean.
fn is_western(folded: &str) -> bool {
    let name = lexicon::name(folded);
    name.family() && !name.family_first()
}
