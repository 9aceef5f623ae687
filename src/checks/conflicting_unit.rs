//! One amount under two scales, currencies or units: “£4.93 million” here and “£4.93 billion” there, “412 metres” and “412 feet”.
//!
//! That two amounts have the same three figures by chance is rare enough where sentences of one article tell of one
//! thing, and no conversion gives the same number back.

use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::statement::Statement;
use crate::extract::quantity::{Form, Quantity, Unit};
use crate::finding::{Conflict, Label};
use crate::segment::{Segmented, TokenKind};
use crate::words::Words;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ConflictingUnit {
    /// Figures that an amount has at least, zeros at its ends not counted.
    pub figures: usize,
    /// Content words that two sentences share at least, beside their numbers.
    pub shared: usize,
}

/// An amount, where it is told, and the number that its figures make without their point.
struct Amount<'a> {
    figures: u64,
    quantity: &'a Quantity,
    statement: &'a Statement,
}

/// Measures of one kind, of which one is never as many as the other.
const MEASURES: &[&[&str]] = &[
    &["kilometre", "mile"],
    &["metre", "foot", "yard"],
    &["centimetre", "inch"],
    &["kilogram", "pound", "stone"],
    &["gram", "ounce"],
    &["tonne", "kilogram"],
    &["litre", "gallon", "pint", "barrel"],
    &["hectare", "acre"],
];

/// From here on money is told with its scale, and prices end.
const MILLION: f64 = 1e6;

impl Check for ConflictingUnit {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        let text = &article.text;
        let mut amounts: Vec<Amount<'_>> = Vec::new();
        for statement in &article.statements {
            if !text.blocks[text.sentences[statement.sentence].block].kind.is_told() {
                continue;
            }
            let quantities = article.quantities[statement.quantities.clone()].iter();
            amounts.extend(quantities.filter(|one| may_slip(one)).filter_map(|quantity| {
                let figures = figures(text, quantity, self.figures)?;
                Some(Amount { figures, quantity, statement })
            }));
        }
        // in the order of the text within one number
        amounts.sort_by_key(|one| one.figures);
        for same in amounts.chunk_by(|a, b| a.figures == b.figures).filter(|same| same.len() > 1) {
            let first = &same[0];
            let others = &same[1..];
            let Some(other) = others.iter().find(|other| differ(text, first, other)) else { continue };
            // where both are told again and again, both are meant
            let alike = |one: &Quantity, other: &Quantity| one.unit == other.unit && one.agrees(other);
            let told = |one: &Amount<'_>| same.iter().filter(|same| alike(same.quantity, one.quantity)).count();
            let explained = || [first, other].iter().any(|one| is_explained(text, one.statement.sentence));
            if told(first).min(told(other)) == 1 && self.is_one_thing(text, first, other) && !explained() {
                emit.conflict(conflict(text, first, other));
            }
        }
    }
}

impl ConflictingUnit {
    /// Whether two sentences share enough words to tell of one thing.
    fn is_one_thing(&self, text: &Segmented<'_>, a: &Amount<'_>, b: &Amount<'_>) -> bool {
        let words = |one: &Amount<'_>| {
            let (statement, number) = (one.statement, one.quantity.tokens.clone());
            let is_word = move |token: usize| !number.contains(&token) && text.tokens[token].kind == TokenKind::Word;
            let words = statement.words.iter().filter(move |word| is_word(word.token as usize));
            words.map(|word| word.hash).collect::<Vec<u32>>()
        };
        let (mut mine, theirs) = (words(a), words(b));
        mine.sort_unstable();
        mine.dedup();
        a.statement.sentence != b.statement.sentence
            && mine.iter().filter(|word| theirs.contains(word)).count() >= self.shared
    }
}

/// Words by which an article tells that a figure was or was not wrong.
static EXPLAINING: Words = Words::new(&[
    "coincidence",
    "confused",
    "confusion",
    "correct",
    "corrected",
    "correction",
    "error",
    "instead",
    "meant",
    "misread",
    "mistake",
    "mistook",
    "parity",
    "slip",
    "typo",
    "wrong",
    "wrongly",
]);

/// Whether a sentence or one beside it speaks of a mistake.
fn is_explained(text: &Segmented<'_>, sentence: usize) -> bool {
    let near = &text.sentences[sentence.saturating_sub(1)..(sentence + 2).min(text.sentences.len())];
    near.iter().flat_map(|one| one.tokens.clone()).any(|at| EXPLAINING.has(text.lower(at)))
}

fn may_slip(quantity: &Quantity) -> bool {
    let measured = match quantity.unit {
        Unit::Measure(name) => MEASURES.iter().any(|kind| kind.contains(&name)),
        Unit::Money(_) | Unit::None => quantity.value.abs() >= MILLION,
        _ => false,
    };
    measured && quantity.figures && quantity.form == Form::Cardinal
}

/// The figures of an amount as one number, where there are enough of them: 493 of "£4.93 million".
fn figures(text: &Segmented<'_>, quantity: &Quantity, least: usize) -> Option<u64> {
    let digits = text.slice(quantity.span).bytes().filter(u8::is_ascii_digit).map(|digit| u64::from(digit - b'0'));
    let mut number = digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(digit));
    while number > 0 && number % 10 == 0 {
        number /= 10;
    }
    (number.checked_ilog10()? as usize + 1 >= least).then_some(number)
}

/// Whether two amounts of the same figures can't both be right.
fn differ(text: &Segmented<'_>, a: &Amount<'_>, b: &Amount<'_>) -> bool {
    let (one, other) = (a.quantity, b.quantity);
    let same_value = (one.value - other.value).abs() <= 1e-9 * one.value.abs();
    match (one.unit, other.unit) {
        (Unit::Money(mine), Unit::Money(theirs)) if mine != theirs => {
            let dollars = |one: &Quantity| {
                text.slice(one.span).contains('$') || text.slice(one.span).to_lowercase().contains("dollar")
            };
            same_value && !(dollars(one) && dollars(other))
        }
        (Unit::Money(_), Unit::Money(_)) => is_other_scale(text, one, other),
        (Unit::None, Unit::None) => {
            let noun = |one: &Quantity| one.counted.map(|at| text.lower(at));
            is_other_scale(text, one, other) && noun(one).is_some() && noun(one) == noun(other)
        }
        (Unit::Measure(mine), Unit::Measure(theirs)) if mine != theirs => {
            same_value && MEASURES.iter().any(|kind| kind.contains(&mine) && kind.contains(&theirs))
        }
        _ => false,
    }
}

/// A million for a billion: both write their scale and not all the zeros.
fn is_other_scale(text: &Segmented<'_>, one: &Quantity, other: &Quantity) -> bool {
    let times = one.value.max(other.value) / one.value.min(other.value);
    let scaled = |one: &Quantity| text.slice(one.span).bytes().filter(u8::is_ascii_digit).count() <= 6;
    [1e3, 1e6].iter().any(|step| (times / step - 1.0).abs() < 1e-9) && scaled(one) && scaled(other)
}

fn conflict(text: &Segmented<'_>, first: &Amount<'_>, other: &Amount<'_>) -> Conflict {
    let (before, here) = (text.slice(first.quantity.span), text.slice(other.quantity.span));
    let message = format!("one amount is given in two ways: “{here}” here, “{before}” before");
    Conflict::new(message, Label::new(text.source(), other.quantity.span, format!("{here} here")))
        .related(Label::new(text.source(), first.quantity.span, format!("{before} before")))
        .identity([before, here])
}
