//! Knowledge tables as a rules file writes them.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPerson {
    pub name: Spanned<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    pub family: Option<String>,
    pub born: Option<Spanned<Datetime>>,
    pub died: Option<Spanned<Datetime>>,
    pub gender: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOffice {
    pub title: Spanned<Vec<String>>,
    pub of: String,
    #[serde(default)]
    pub also: Vec<String>,
    pub demonym: Option<String>,
    pub kind: Option<String>,
    pub source: Option<String>,
    pub complete_until: Option<Spanned<Datetime>>,
    pub held: Vec<Spanned<RawTerm>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerm {
    pub who: Spanned<String>,
    pub from: Spanned<Datetime>,
    pub to: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub acting: bool,
    #[serde(default)]
    pub approximate: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlace {
    pub name: Spanned<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    pub kind: Option<Spanned<String>>,
    #[serde(rename = "in")]
    pub within: Option<String>,
    #[serde(default)]
    pub demonyms: Vec<String>,
    #[serde(default)]
    pub ambiguous: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOrganisation {
    pub name: Spanned<String>,
    pub acronym: Option<String>,
    #[serde(default)]
    pub forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEvent {
    pub name: Spanned<String>,
    pub date: Spanned<Datetime>,
    pub until: Option<Spanned<Datetime>>,
    pub words: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawStamp {
    pub name: Spanned<String>,
    pub pattern: Spanned<String>,
}
