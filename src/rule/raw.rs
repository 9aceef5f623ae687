//! A rules file as it is written.

use serde::Deserialize;
use toml::Spanned;

use crate::checks::Kind;
use crate::finding::Level;
use crate::knowledge::raw::{RawEvent, RawOffice, RawOrganisation, RawPerson, RawPlace, RawStamp};

/// Everything a rules file may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawFile {
    pub rule: Vec<Spanned<RawRule>>,
    pub person: Vec<Spanned<RawPerson>>,
    pub office: Vec<Spanned<RawOffice>>,
    pub place: Vec<Spanned<RawPlace>>,
    pub organisation: Vec<Spanned<RawOrganisation>>,
    pub event: Vec<Spanned<RawEvent>>,
    pub stamp: Vec<Spanned<RawStamp>>,
}

/// A rule, or a change to a built-in one when it has no check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    pub id: Spanned<String>,
    pub level: Option<Spanned<Level>>,
    pub summary: Option<String>,
    pub why: Option<String>,
    pub help: Option<String>,
    pub since: Option<String>,
    pub check: Option<Kind>,
    #[serde(default)]
    pub example: Vec<Spanned<RawExample>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExample {
    pub text: Spanned<String>,
    pub document_date: Option<toml::value::Datetime>,
}
