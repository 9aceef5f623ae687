//! Cuts a run of capitals into what stands before a title, the title, and the name; finds titles written beside it.

use std::ops::Range;

use super::runs::Line;
use crate::knowledge::lexicon;
use crate::lexeme::Classes;
use crate::segment::{Segmented, Shape, TokenKind};

/// A name and its title, in tokens.
pub(super) struct Named {
    pub name: Range<usize>,
    pub title: Option<Range<usize>>,
}

/// The names of a run without letters of honour: one, or what stands before the title and the name after it.
pub(super) fn cut(text: &Segmented<'_>, mut run: Range<usize>, line: Line) -> [Option<Named>; 2] {
    while run.len() > 1 && is_postnominal(text, run.end - 1) && text.tokens[run.end - 2].shape != Shape::Upper {
        run.end -= 1;
    }
    titles_cut(text, run, line)
}

/// "QC", "MP" after a name.
pub(super) fn is_postnominal(text: &Segmented<'_>, at: usize) -> bool {
    text.tokens[at].shape == Shape::Upper && !text.glued(at) && text.is_in(at, Classes::POSTNOMINAL)
}

fn titles_cut(text: &Segmented<'_>, run: Range<usize>, line: Line) -> [Option<Named>; 2] {
    if let Some(named) = minister_of(text, &run, line) {
        return [Some(named), None];
    }
    let Some(head) = last_title(text, &run) else {
        if let Some(name) = place_before(text, &run) {
            let place = Named { name: run.start..name, title: None };
            let person = Named { name: trimmed(text, name..run.end), title: title_before(text, run.start, line) };
            return [Some(place), Some(person)];
        }
        let name = without_demonym(text, run);
        if is_title_alone(text, &name) {
            return [None, None];
        }
        let title = title_before(text, name.start, line).or_else(|| title_after(text, name.end, line));
        return [Some(Named { name, title }), None];
    };
    let first = (run.start..head).rev().take_while(|&at| belongs(text, at)).last().unwrap_or(head);
    let start = after_point(text, head + 1);
    let is_name = |named: &Named| !named.name.is_empty() && !is_title_alone(text, &named.name);
    if start < run.end {
        let before = (first > run.start).then(|| Named { name: trimmed(text, run.start..first), title: None });
        // a title in capitals may go on in lower case before the run: "former Prime Minister"
        let named = Named { name: without_demonym(text, start..run.end), title: Some(run.start..head + 1) };
        [before.filter(is_name), Some(named).filter(is_name)]
    } else {
        let end = if first > run.start { first } else { run.end };
        [Some(Named { name: trimmed(text, run.start..end), title: None }).filter(is_name), None]
    }
}

/// "the Vice President": a title that no name follows. Some titles are family names, too.
fn is_title_alone(text: &Segmented<'_>, name: &Range<usize>) -> bool {
    let after_article =
        || name.start > 0 && matches!(text.lower(name.start - 1), "the" | "a" | "an" | "his" | "her" | "their");
    let borne = || name.len() == 1 && !after_article() && text.listed(name.start).name.known();
    name.clone().all(|at| belongs(text, at)) && name.clone().any(|at| is_title(text, at)) && !borne()
}

/// "Secretary of | State Mike Pompeo": what the title is of runs into the name, which starts with a given name.
fn minister_of(text: &Segmented<'_>, run: &Range<usize>, line: Line) -> Option<Named> {
    let head = run.start.checked_sub(2).filter(|&head| head >= line.start)?;
    if text.lower(run.start - 1) != "of" || !is_title(text, head) {
        return None;
    }
    let given = |&at: &usize| {
        let listed = text.listed(at);
        listed.name.given() && listed.place.is_none()
    };
    let start = (run.start + 1..run.end.saturating_sub(1)).find(given)?;
    Some(Named { name: trimmed(text, start..run.end), title: Some(head..start) })
}

/// The last title word of a run that is followed by a name, or ends it.
fn last_title(text: &Segmented<'_>, run: &Range<usize>) -> Option<usize> {
    if run.len() == 1 {
        return None;
    }
    let title = run.clone().rev().find(|&at| is_title(text, at))?;
    let last = run.end - 1;
    if text.is_in(last, Classes::ORGANISATION | Classes::SPOT)
        && !text.is_in(last, Classes::TITLE)
        && !is_somebody(text, run)
    {
        return None;
    }
    let joined = run.clone().rev().find(|&at| matches!(text.text(at), "of" | "for" | "&"));
    joined.is_none_or(|of| is_of_a_body(text, run, of, title)).then_some(title)
}

/// "Bank of England Governor Mark Carney", but "School of Prince Edward Island": whether what is joined ends before the
/// title, and somebody with a given name stands behind it.
fn is_of_a_body(text: &Segmented<'_>, run: &Range<usize>, of: usize, title: usize) -> bool {
    let name = after_point(text, title + 1);
    let first = (run.start..title).rev().take_while(|&at| belongs(text, at)).last().unwrap_or(title);
    of + 1 < first && name + 1 < run.end && text.listed(name).name.given()
}

/// "Mr Hill", "Sgt. Sue Park": a title that no street or school is called after, before a family name.
fn is_somebody(text: &Segmented<'_>, run: &Range<usize>) -> bool {
    let title = (run.start..run.end - 1).rev().find(|&at| text.is_in(at, Classes::PERSONAL));
    let name = title.map_or(0..0, |title| after_point(text, title + 1)..run.end);
    (1..=3).contains(&name.len()) && lexicon::name(text.lower(run.end - 1)).family()
}

fn is_title(text: &Segmented<'_>, at: usize) -> bool {
    text.is_in(at, Classes::TITLE)
        && !(at > 0 && text.glued(at) && text.text(at - 1) == "-" && text.tokens[at].shape == Shape::Lower)
}

fn belongs(text: &Segmented<'_>, at: usize) -> bool {
    text.is_in(at, Classes::MODIFIER | Classes::TITLE)
        || (text.tokens[at].kind == TokenKind::Mark && matches!(text.text(at), "." | "-"))
}

fn after_point(text: &Segmented<'_>, at: usize) -> usize {
    if text.tokens.get(at).is_some() && text.text(at) == "." && text.glued(at) { at + 1 } else { at }
}

/// A run without marks at its ends.
fn trimmed(text: &Segmented<'_>, mut run: Range<usize>) -> Range<usize> {
    while !run.is_empty() && text.tokens[run.end - 1].kind == TokenKind::Mark {
        run.end -= 1;
    }
    while !run.is_empty() && text.tokens[run.start].kind == TokenKind::Mark {
        run.start += 1;
    }
    run
}

/// "(of the) United States | Joe Biden": where the person's name starts after a country's or city's.
fn place_before(text: &Segmented<'_>, run: &Range<usize>) -> Option<usize> {
    (run.start + 1..(run.start + 4).min(run.end.saturating_sub(1))).find(|&name| {
        if text.glued(name) || !text.listed(name).name.given() {
            return false;
        }
        let clear = |spot: lexicon::Spot| spot.is_place() && !spot.is_ambiguous();
        if name == run.start + 1 {
            let listed = text.listed(run.start);
            return !listed.name.known() && listed.place.is_some_and(|spot| clear(spot) && spot.is_prominent());
        }
        let whole = (run.start..name).map(|at| text.folded(at)).collect::<Vec<_>>().join(" ");
        lexicon::place(&whole).is_some_and(clear)
    })
}

/// "American Robert Downey" -> "Robert Downey".
fn without_demonym(text: &Segmented<'_>, run: Range<usize>) -> Range<usize> {
    let run = trimmed(text, run);
    if run.len() < 3 || text.glued(run.start + 1) {
        return run;
    }
    let demonym = text.listed(run.start).place.is_some_and(|spot| spot.is_demonym() && !spot.is_place());
    let given = || text.listed(run.start + 1).name.given();
    if demonym && given() { run.start + 1..run.end } else { run }
}

/// "police chief", "president" in lower case right before a name, or "the president, " before it.
fn title_before(text: &Segmented<'_>, start: usize, line: Line) -> Option<Range<usize>> {
    let mut end = start;
    if end > line.start && text.is_mark(end - 1, b',') {
        end -= 1;
    }
    if end <= line.start || !is_title(text, end - 1) {
        return None;
    }
    if end < start && !matches!(opening(text, end - 1, line), Some("the" | "his" | "her" | "their" | "its")) {
        return None;
    }
    let first = (line.start..end).rev().take_while(|&at| belongs(text, at) && text.tokens[at].kind == TokenKind::Word);
    let first = first.filter(|&at| text.lower(at) != "former").last()?;
    Some(first..end)
}

/// The word before the title that ends at a token.
fn opening<'t>(text: &'t Segmented<'_>, at: usize, line: Line) -> Option<&'t str> {
    (line.start..=at).rev().find(|&at| !belongs(text, at)).map(|at| text.lower(at))
}

/// ", chairman of SK Group": a role after the name.
fn title_after(text: &Segmented<'_>, end: usize, line: Line) -> Option<Range<usize>> {
    if end >= line.end || !text.is_mark(end, b',') {
        return None;
    }
    let mut at = end + 1;
    // an age
    if at + 1 < line.end && text.tokens[at].kind == TokenKind::Number && text.text(at + 1) == "," {
        at += 2;
    }
    let first = (at..line.end.min(at + 3)).find(|&at| !is_opening(text.lower(at)))?;
    let head = (first..line.end.min(first + 5)).find(|&at| text.is_in(at, Classes::TITLE))?;
    // "Lesley Smith, Supt. Nicole Thibodeau": the title of the next in a list
    let next = after_point(text, head + 1);
    let other = text.tokens[head].shape.has_capital() && next < line.end && text.tokens[next].shape.has_capital();
    if other {
        return None;
    }
    let plain = (first..head).all(|at| text.tokens[at].kind == TokenKind::Word && !is_verb(text.lower(at)));
    // one word that is no title's own may stand before the role: "a bus driver"
    let free = (first..head).filter(|&at| !belongs(text, at) && text.tokens[at].shape == Shape::Lower);
    let plain = plain && free.count() <= usize::from(first > at);
    let end = role_end(text, head + 1, line);
    // "a truce with Israel, a Palestinian official said": who said it, and not what Israel is
    let speaks = first > at && end < line.end && matches!(text.lower(end), "added" | "said" | "says" | "told");
    (plain && !speaks).then_some(first..end)
}

/// Words before a role that are no part of it.
fn is_opening(word: &str) -> bool {
    const OPENING: &[&str] = &[
        "a",
        "also",
        "an",
        "current",
        "currently",
        "former",
        "formerly",
        "her",
        "his",
        "its",
        "now",
        "the",
        "their",
        "then",
    ];
    OPENING.binary_search(&word).is_ok()
}

fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "and"
            | "was"
            | "is"
            | "were"
            | "has"
            | "had"
            | "said"
            | "with"
            | "to"
            | "but"
            | "which"
            | "whose"
            | "of"
    )
}

/// Where ", chairman of SK Group" ends.
fn role_end(text: &Segmented<'_>, after: usize, line: Line) -> usize {
    if after + 1 >= line.end || !matches!(text.lower(after), "of" | "for" | "at") {
        return after;
    }
    let mut end = after + 1;
    if text.lower(end) == "the" {
        end += 1;
    }
    let first = end;
    while end < line.end
        && (text.tokens[end].shape.has_capital() || (end > first && text.is_in(end, Classes::PARTICLE)))
    {
        end += 1;
    }
    if end > first { end } else { after }
}
