//! `$410 million, up 22 percent from $336 million`, `€71m against €66m, up 7.6%`: a value with the one before it behind a
//! comma or a comparison, and which way and how far it went.
//!
//! Which value is compared is told by nothing but its place. So nothing is reported where any other figures of the
//! sentence fit what is said.

use std::ops::Range;

use super::caveat::may_be_ranks;
use super::judge::{Kind, Turn, against_direction, against_share, fits_share};
use super::{direction, noun_kind};
use crate::checks::arithmetic::range;
use crate::claim::timeline::reads;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::finding::Conflict;
use crate::segment::{Segmented, TokenKind};

/// How many tokens stand between a value and what is said of it, at most.
const NEAR: usize = 8;

/// How near behind a value its year is told.
const YEAR: usize = 5;

/// How many times the one value is the other, at most.
const TIMES: f64 = 5.0;

/// What is said of two values: the later one, which way it went, by what share, and the earlier one.
struct Said<'q> {
    to: &'q Quantity,
    turn: Turn,
    share: Option<&'q Quantity>,
    from: &'q Quantity,
}

pub fn find(text: &Segmented<'_>, sentence: Range<usize>, quantities: &[Quantity], report: &mut dyn FnMut(Conflict)) {
    for at in 0..quantities.len() - 1 {
        let said = from_behind(text, &quantities[at..]).or_else(|| compared(text, &quantities[at..]));
        let Some(said) = said.or_else(|| share_first(text, &quantities[at..])) else { continue };
        let fits = |to: &Quantity, from: &Quantity| fits(&said, to, from);
        let others = || quantities.iter().flat_map(|to| quantities.iter().map(move |from| (to, from)));
        let wrong = are_comparable(text, &said)
            && !fits(said.to, said.from)
            && !others().any(|(to, from)| is_another(&said, to, from) && are_alike(to, from) && fits(to, from))
            && !is_below_zero(text, sentence.clone())
            && !may_be_ranks(text, sentence.clone(), said.turn.token, said.from, said.to);
        if wrong {
            let direction = against_direction(text, &said.turn, said.from, said.to);
            let share = || against_share(text, said.share?, said.from, said.to);
            direction.or_else(share).into_iter().for_each(&mut *report);
        }
    }
}

/// Whether two values are others than those compared, in either order; where no share tells more, what is compared with
/// stays.
fn is_another(said: &Said<'_>, to: &Quantity, from: &Quantity) -> bool {
    let is = |one: &Quantity, other: &Quantity| one.span == other.span;
    let reversed = is(to, said.from) && is(from, said.to);
    !is(to, from) && !reversed && (said.share.is_some() || is(from, said.from))
}

/// Whether two values fit what is said.
fn fits(said: &Said<'_>, to: &Quantity, from: &Quantity) -> bool {
    let ((low, high), (least, most)) = (range(from), range(to));
    let direction = match said.turn.kind {
        Kind::Up => most >= low,
        Kind::Down => least <= high,
        kind @ Kind::Times(_) => kind.fits(from, to),
    };
    direction && said.share.is_none_or(|share| fits_share(share, from, to))
}

/// Whether two values are of one kind and size.
fn are_alike(to: &Quantity, from: &Quantity) -> bool {
    let cardinal = |one: &Quantity| one.form == Form::Cardinal && !matches!(one.unit, Unit::Year | Unit::Points);
    let ratio = to.value / from.value;
    cardinal(to) && cardinal(from) && to.unit == from.unit && (1.0 / TIMES..=TIMES).contains(&ratio)
}

fn are_comparable(text: &Segmented<'_>, said: &Said<'_>) -> bool {
    let (to, from) = (said.to, said.from);
    let noun = |one: &Quantity| one.counted.map(|at| text.lower(at));
    // a bare number says too little of what it counts
    let told = to.unit != Unit::None || noun(to).is_some() || to.value >= 1000.0;
    let nouns = noun(from).is_none() || noun(from) == noun(to);
    // the share of a percentage may be in points
    let points = to.unit == Unit::Percent && said.share.is_some();
    are_alike(to, from) && told && nouns && !points
}

/// Where losses grow and frost abates, up is down.
fn is_below_zero(text: &Segmented<'_>, mut sentence: Range<usize>) -> bool {
    sentence.any(|at| {
        matches!(
            text.lower(at),
            "loss"
                | "losses"
                | "deficit"
                | "deficits"
                | "minus"
                | "negative"
                | "below"
                | "zero"
                | "debit"
                | "shortfall"
        ) || matches!(text.text(at), "-" | "−") && !text.glued(at) && text.tokens[at].kind == TokenKind::Mark
    })
}

/// "$410 million, up 22 percent from $336 million", "£16.6m, up from £14.1m", "410 boats, an increase of 22 percent from
/// 336", "980,000 tonnes, 21 percent less than last year's 1.24 million tonnes".
fn from_behind<'q>(text: &Segmented<'_>, quantities: &'q [Quantity]) -> Option<Said<'q>> {
    let [to, second, ..] = quantities else { return None };
    let comma = aside(text, to.tokens.end)?;
    if let Some(turn) = turn(text, comma, second.tokens.start) {
        if text.is_word(second.tokens.start - 1, "from") {
            return Some(Said { to, turn, share: None, from: second });
        }
        let from = quantities.get(2)?;
        let gap = words(text, second.tokens.end..from.tokens.start);
        let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let told = match gap[..] {
            ["from"] => true,
            ["(", before, ":"] => year(before),
            _ => false,
        };
        return (told && second.unit == Unit::Percent).then_some(Said { to, turn, share: Some(second), from });
    }
    let from = quantities.get(2).filter(|_| second.unit == Unit::Percent && second.tokens.start == comma)?;
    let gap = words(text, second.tokens.end..from.tokens.start);
    let (kind, token) = match gap[..] {
        [how, "than", ref rest @ ..] if rest.len() <= 4 && !rest.contains(&",") => {
            (comparative(how)?, second.tokens.end)
        }
        _ => return None,
    };
    Some(Said { to, turn: Turn { token, kind }, share: Some(second), from })
}

/// "€71m against €66m, up 7.6%", "$2.61 billion, compared with $2.42 billion a year ago, an increase of 8 percent".
fn compared<'q>(text: &Segmented<'_>, quantities: &'q [Quantity]) -> Option<Said<'q>> {
    let [to, from, share, ..] = quantities else { return None };
    if share.unit != Unit::Percent {
        return None;
    }
    let comma = aside(text, from.tokens.end).filter(|_| is_compared(text, to, from))?;
    let turn = turn(text, comma, share.tokens.start)?;
    let from_behind = text.tokens.get(share.tokens.end).is_some_and(|_| text.is_word(share.tokens.end, "from"));
    let plain = !from_behind && !text.is_word(share.tokens.start - 1, "from");
    plain.then_some(Said { to, turn, share: Some(share), from })
}

/// "up 22% at $410 million, compared with $336 million".
fn share_first<'q>(text: &Segmented<'_>, quantities: &'q [Quantity]) -> Option<Said<'q>> {
    let [share, to, from, ..] = quantities else { return None };
    if share.unit != Unit::Percent || !reads(text, share.tokens.end..to.tokens.start, &[&["at"], &["to"]]) {
        return None;
    }
    let at = share.tokens.start.checked_sub(1)?;
    let token = if is_vague(text.lower(at)) || text.is_word(at, "by") { at.checked_sub(1)? } else { at };
    let kind = direction(text, token)?;
    // "rose 5% to 154, compared with 146 in April": the share may be that of a year
    let behind = from.tokens.end..text.tokens.len().min(from.tokens.end + YEAR);
    let of_year = words(text, behind).iter().any(|&word| matches!(word, "year" | "year-ago"));
    (is_compared(text, to, from) && of_year).then_some(Said {
        to,
        turn: Turn { token, kind },
        share: Some(share),
        from,
    })
}

/// The token behind the comma, or the bracket, near behind a value, where nothing else begins before it.
pub(super) fn aside(text: &Segmented<'_>, end: usize) -> Option<usize> {
    let near = end..text.tokens.len().min(end + NEAR);
    let is_mark = |at: usize| text.tokens[at].kind == TokenKind::Mark;
    let ends = |&at: &usize| is_mark(at) && matches!(text.text(at), "," | "(" | "–" | "—" | ";" | ":" | ".");
    let mark = near.clone().find(ends)?;
    let aside = matches!(text.text(mark), "," | "(" | "–" | "—");
    (aside && !(end..mark).any(|at| is_other_clause(text.lower(at)))).then_some(mark + 1)
}

/// Words with which something else begins, of which what follows may be said.
fn is_other_clause(word: &str) -> bool {
    matches!(
        word,
        "and" | "but" | "while" | "with" | "as" | "or" | "that" | "which" | "when" | "after" | "before" | "including"
    )
}

/// "up", "down by about", "an increase of nearly": what says which way, from one token to another.
fn turn(text: &Segmented<'_>, start: usize, end: usize) -> Option<Turn> {
    if end <= start || end - start > NEAR {
        return None;
    }
    let rest = |from: usize| (from..end).all(|at| is_vague(text.lower(at)) || matches!(text.lower(at), "by" | "from"));
    let kind = match text.lower(start) {
        "up" => Kind::Up,
        "down" => Kind::Down,
        _ => return noun_kind(text, start..end).map(|(token, kind)| Turn { token, kind }),
    };
    rest(start + 1).then_some(Turn { token: start, kind })
}

/// Whether two values are held against each other: "$2.61 billion, compared with $2.42 billion".
fn is_compared(text: &Segmented<'_>, to: &Quantity, from: &Quantity) -> bool {
    let gap = words(text, to.tokens.end..from.tokens.start);
    let (before, cue) = match gap[..] {
        [ref before @ .., "compared", "with" | "to"] => (before, true),
        [ref before @ .., "against" | "versus" | "vs"] => (before, true),
        _ => (&[][..], false),
    };
    cue && before.len() <= NEAR && !before.iter().any(|word| is_other_clause(word))
}

fn comparative(word: &str) -> Option<Kind> {
    Some(match word {
        "more" | "higher" => Kind::Up,
        "less" | "lower" | "fewer" => Kind::Down,
        _ => return None,
    })
}

fn is_vague(word: &str) -> bool {
    matches!(word, "about" | "nearly" | "almost" | "some" | "around" | "roughly")
}

fn words<'t>(text: &'t Segmented<'_>, tokens: Range<usize>) -> Vec<&'t str> {
    tokens.map(|at| text.lower(at)).collect()
}
