//! A rule's `check.<kind>.<parameter>` -> the check, every unknown kind and parameter reported.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use crate::checks::Kind;
use crate::fields::{Mistake, Mistakes};

/// A check and the name it was picked by.
#[derive(Debug)]
pub struct Picked {
    pub check: Kind,
    pub kind: &'static str,
}

/// Reads the table below `check`, which names one kind of check and gives its parameters.
pub fn read(table: &DeTable<'_>, span: Range<usize>, mistakes: &Mistakes) -> Option<Picked> {
    let mut kinds = table.iter();
    let (Some((key, parameters)), None) = (kinds.next(), kinds.next()) else {
        mistakes.push(Mistake::new(span, "a rule has one check", format!("here are {}", table.len())));
        return None;
    };
    let Some(kind) = Kind::NAMES.iter().find(|kind| **kind == key.get_ref().as_ref()) else {
        let mistake = Mistake::new(key.span(), format!("there is no check “{}”", key.get_ref()), "unknown check");
        mistakes.push(mistake.nearest(key.get_ref(), Kind::NAMES));
        return None;
    };
    let DeValue::Table(parameters) = parameters.get_ref() else {
        mistakes.push(Mistake::new(parameters.span(), format!("the parameters of {kind} have to be a table"), "here"));
        return None;
    };
    let check = parameters_of(kind, key, parameters, mistakes)?;
    Some(Picked { check, kind })
}

/// `serde` stops at the first mistake: unknown parameters are noted and taken out until nothing is unknown.
fn parameters_of(
    kind: &str,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    parameters: &DeTable<'_>,
    mistakes: &Mistakes,
) -> Option<Kind> {
    let mut left = parameters.clone();
    let mut unknown = false;
    loop {
        match deserialize(key, &left) {
            Ok(_) if unknown => return None,
            Ok(check) => return Some(check),
            Err(error) => {
                let Some(name) = unknown_field(&error).filter(|name| left.contains_key(name.as_str())) else {
                    mistakes.push(wrong(kind, key, &error));
                    return None;
                };
                let known = expected(&error);
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let span = left.remove_entry(name.as_str()).map_or(key.span(), |(key, _)| key.span());
                let mistake = Mistake::new(span, format!("{kind} has no parameter “{name}”"), "unknown parameter");
                mistakes.push(mistake.nearest(&name, &known));
                unknown = true;
            }
        }
    }
}

fn deserialize(key: &Spanned<std::borrow::Cow<'_, str>>, parameters: &DeTable<'_>) -> Result<Kind, Error> {
    let mut check = DeTable::new();
    check.insert(key.clone(), Spanned::new(key.span(), DeValue::Table(parameters.clone())));
    Kind::deserialize(Deserializer::from(Spanned::new(key.span(), check)))
}

fn wrong(kind: &str, key: &Spanned<std::borrow::Cow<'_, str>>, error: &Error) -> Mistake {
    let cause = error.message().lines().next().unwrap_or_default().replace('`', "“");
    let cause = closed(&cause);
    let mistake = Mistake::new(error.span().unwrap_or(key.span()), format!("{kind}: {cause}"), "here");
    match unknown_variant(error) {
        Some(word) => {
            let known = expected(error);
            mistake.nearest(&word, &known.iter().map(String::as_str).collect::<Vec<_>>())
        }
        None => mistake,
    }
}

/// Turns each second opening quotation mark into a closing one.
fn closed(text: &str) -> String {
    let mut inside = false;
    let close = |c| {
        if c != '“' {
            return c;
        }
        inside = !inside;
        if inside { '“' } else { '”' }
    };
    text.chars().map(close).collect()
}

/// The name in "unknown field `name`, expected ...", which is how `serde` words it.
fn unknown_field(error: &Error) -> Option<String> {
    let rest = error.message().strip_prefix("unknown field `")?;
    rest.split_once('`').map(|(name, _)| name.to_owned())
}

fn unknown_variant(error: &Error) -> Option<String> {
    let rest = error.message().strip_prefix("unknown variant `")?;
    rest.split_once('`').map(|(name, _)| name.to_owned())
}

/// The names in "expected one of `a`, `b`".
fn expected(error: &Error) -> Vec<String> {
    let names = error.message().split_once("expected ").map_or("", |(_, names)| names);
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
