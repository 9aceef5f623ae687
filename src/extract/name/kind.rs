//! Tells whether a name is a person's, a place's or an organisation's, and which of its words are given and family name.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::runs::Line;
use super::titles::Named;
use super::{NameKind, NameMention, Part, joined_hash, spot};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Borne, Spot};
use crate::lexeme::Classes;
use crate::segment::{Segmented, Shape, TokenKind};

/// A name with its kind, as far as its own sentence tells.
pub(super) fn mention(text: &Segmented<'_>, named: Named, parts: Vec<Part>, line: Line) -> NameMention {
    let Named { name: tokens, title } = named;
    let (acts, spot) = (acts(text, &tokens, line), spot(&parts));
    let kind = kind(text, &tokens, &parts, spot, title.is_some(), acts, line);
    let (given, family) =
        if kind == NameKind::Person { given_and_family(text, &parts, title.as_ref()) } else { (0..0, 0..0) };
    NameMention {
        span: text.span(tokens.clone()),
        title: title.map(|title| text.span(title)),
        tokens,
        kind,
        parts,
        spot,
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
        let listed = |&person: &usize| knowledge.people[person].origin.is_some();
        if knowledge.index.of_given(joined_hash(&name.parts[..last])).iter().any(listed) {
            name.kind = NameKind::Person;
            (name.given, name.family) = (0..last, last..last + 1);
        }
    }
}

/// "Pat Rafter" of whom "Rafter said" tells: a given name before a word that somebody goes by is a person's.
pub(super) fn speak(names: &mut [NameMention]) {
    let single = names.iter().filter(|name| name.parts.len() == 1 && name.acts && name.kind != NameKind::Place);
    let speakers: FxHashSet<u64> = single.map(|name| name.parts[0].hash).collect();
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Unknown && name.parts.len() == 2) {
        if name.parts[0].listed.name.given() && speakers.contains(&name.parts[1].hash) {
            name.kind = NameKind::Person;
            (name.given, name.family) = (0..1, 1..2);
        }
    }
}

/// Single names follow those of people whose family name they are.
pub(super) fn settle(names: &mut [NameMention]) {
    let families: FxHashSet<u64> = names
        .iter()
        .filter(|name| name.kind == NameKind::Person && name.parts.len() > 1)
        .map(|name| joined_hash(&name.parts[name.family.clone()]))
        .collect();
    if families.is_empty() {
        return;
    }
    for name in names.iter_mut().filter(|name| name.parts.len() == 1 && may_be_family(name)) {
        if families.contains(&name.parts[0].hash) {
            name.kind = NameKind::Person;
            name.family = 0..1;
        }
    }
}

/// A name of nothing known, or of a town that somebody in the article is called like.
fn may_be_family(name: &NameMention) -> bool {
    let town = || name.spot.is_some_and(|spot| !spot.is_prominent());
    name.kind == NameKind::Unknown || (name.kind == NameKind::Place && town())
}

/// Whether somebody says, does or suffers under a name what people do.
fn acts(text: &Segmented<'_>, tokens: &Range<usize>, line: Line) -> bool {
    let classes = |at: usize| if at < line.end { text.lexemes[at].classes } else { Classes::NONE };
    let letters = tokens.end < line.end && super::titles::is_postnominal(text, tokens.end);
    let end = tokens.end + usize::from(letters);
    let (next, after) = (classes(end), classes(end + 1));
    let said =
        next.has(Classes::ACTS) || (next.has(Classes::AUXILIARY) && after.has(Classes::ACTS | Classes::SUFFERED));
    let owned = || after.has(Classes::OWNED) && text.tokens[end].kind == TokenKind::Possessive;
    let before = || tokens.start > line.start && text.is_in(tokens.start - 1, Classes::SAYS);
    let relative = || end + 1 < line.end && text.is_mark(end, b',') && matches!(text.lower(end + 1), "who" | "whose");
    said || owned() || relative() || before() || is_aged(text, end, line)
}

/// "Whitaker, 49," and "Guinan (81)": an age after a name.
pub(super) fn is_aged(text: &Segmented<'_>, at: usize, line: Line) -> bool {
    let word = |at: usize| if at < line.end { text.text(at) } else { "" };
    let age = at + 2 < line.end && text.tokens[at + 1].kind == TokenKind::Number && text.text(at + 1).len() == 2;
    age && matches!((word(at), word(at + 2)), (",", "," | ".") | ("(", ")"))
}

fn kind(
    text: &Segmented<'_>,
    tokens: &Range<usize>,
    parts: &[Part],
    spot: Option<Spot>,
    titled: bool,
    acts: bool,
    line: Line,
) -> NameKind {
    let (first, last) = (&parts[0], &parts[parts.len() - 1]);
    let name = first.listed.name;
    if let Some(spot) = spot.filter(|spot| spot.is_place())
        && (!titled || (parts.len() > 1 && !spot.is_ambiguous()))
        && (is_plainly(spot, name, parts.len()) || is_located(text, tokens, line))
    {
        return NameKind::Place;
    }
    let joined = || tokens.clone().any(|at| matches!(text.lower(at), "of" | "for" | "&"));
    if last.is_in(Classes::ORGANISATION) || (parts.len() > 1 && joined()) {
        return NameKind::Organisation;
    }
    let syllables =
        parts.len() > 1 && parts[0].tokens.len() == 3 && text.tokens[parts[0].tokens.end - 1].shape == Shape::Lower;
    let of = |part: &Part| matches!(part.folded.as_str(), "bin" | "ibn" | "bint" | "von" | "van" | "ter");
    let descent = parts.len() > 2
        && text.tokens[parts[1].tokens.start].shape == Shape::Lower
        && of(&parts[1])
        && !first.listed.word
        && first.listed.place.is_none();
    let initial = parts.len() > 2 && first.folded.len() == 1 && parts[1].listed.name.given();
    let named = syllables
        || descent
        || initial
        || name.given()
        || is_turned(parts)
        || (name.family_first() && parts.len() > 1 && text.tokens[parts[0].tokens.start].shape != Shape::Upper);
    if titled && parts.len() <= 5 {
        return NameKind::Person;
    }
    let heads = parts.len() > 1 && (last.is_in(Classes::SPOT) || first.is_in(Classes::SPOT));
    if heads && !named {
        return NameKind::Place;
    }
    if parts.len() == 1 && text.tokens[tokens.start].shape == Shape::Upper && !line.loose {
        return NameKind::Organisation;
    }
    let plain = |part: &Part| part.folded.len() > 1 && part.listed.word && !part.listed.name.known();
    // a given name that is no common word carries a surname that is one
    if parts.len() == 2 && name.given() && !first.listed.word && first.listed.place.is_none() {
        return NameKind::Person;
    }
    if (2..=5).contains(&parts.len()) && named && !parts.iter().skip(1).any(plain) {
        return NameKind::Person;
    }
    if acts && parts.len() <= 4 && !parts.iter().any(plain) && spot.is_none() {
        return NameKind::Person;
    }
    // "Lucky Ramokgopa, 31,"
    let aged = (2..=4).contains(&parts.len()) && is_aged(text, tokens.end, line);
    if aged && !plain(last) && spot.is_none() {
        return NameKind::Person;
    }
    NameKind::Unknown
}

/// Whether a known place needs no more evidence than its capital: nobody is called by it.
fn is_plainly(spot: Spot, name: Borne, parts: usize) -> bool {
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
        && text.is_mark(tokens.end, b',')
        && text.listed(tokens.end + 1).place.is_some_and(Spot::is_place);
    before || after
}

/// Which parts are the given names and which the family name; both empty where it cannot be told.
fn given_and_family(
    text: &Segmented<'_>,
    parts: &[Part],
    title: Option<&Range<usize>>,
) -> (Range<usize>, Range<usize>) {
    let end = parts.len() - usize::from(parts.len() > 1 && parts[parts.len() - 1].is_in(Classes::SUFFIX));
    let regnal = title.is_some_and(|title| text.is_in(title.end - 1, Classes::REGNAL));
    if end == 1 {
        return if regnal { (0..1, 0..0) } else { (0..0, 0..1) };
    }
    if is_family_first(text, &parts[..end]) {
        return (1..end, 0..1);
    }
    // "Van der Westhuizen", at the start of a sentence
    let particles = |part: &Part| part.is_in(Classes::PARTICLE);
    if end > 2 && parts[..end - 1].iter().all(particles) && text.tokens[parts[1].tokens.start].shape == Shape::Lower {
        return (0..0, 0..end);
    }
    let family =
        (1..end).rev().take_while(|&at| at + 1 == end || parts[at].is_in(Classes::PARTICLE)).last().unwrap_or(end - 1);
    (0..family, family..end)
}

/// "Lee Jae-myung", "Kim Jong Un": the family name stands first.
fn is_family_first(text: &Segmented<'_>, parts: &[Part]) -> bool {
    let (first, last) = (parts[0].listed.name, parts[parts.len() - 1].listed.name);
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
    !given_first && !last.family_first() && (parts.len() == 3 || !is_western(parts[1].listed.name))
}

/// "Abe Shinzo", "Orban Viktor": a Japanese or Hungarian family name that is no given name, before one that is.
fn is_turned(parts: &[Part]) -> bool {
    let [first, last] = parts else { return false };
    let (first, last) = (first.listed.name, last.listed.name);
    (first.japanese() || first.hungarian()) && !first.given() && last.given() && !last.family()
}

/// A frequent family name that follows a given name: "Kim Smith" is not Korean.
fn is_western(name: Borne) -> bool {
    name.family() && !name.family_first()
}
