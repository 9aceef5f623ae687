//! The built-in pack of office holders as the build script leaves it: shared by the script and the program.

use serde::{Deserialize, Serialize};

/// Year, month, day: checked to exist when the pack is built.
pub type Day = (i16, u8, u8);

#[derive(Debug, Serialize, Deserialize)]
pub struct Pack<'a> {
    #[serde(borrow)]
    pub people: Vec<Person<'a>>,
    #[serde(borrow)]
    pub offices: Vec<Office<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Person<'a> {
    pub name: &'a str,
    #[serde(borrow)]
    pub forms: Vec<&'a str>,
    pub family: &'a str,
    pub born: Option<Day>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Office<'a> {
    #[serde(borrow)]
    pub titles: Vec<&'a str>,
    pub of: &'a str,
    #[serde(borrow)]
    pub also: Vec<&'a str>,
    pub demonym: Option<&'a str>,
    pub held: Vec<Term>,
    pub complete_until: Option<Day>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Term {
    /// Index into [`Pack::people`].
    pub person: u32,
    pub from: Day,
    pub to: Option<Day>,
    pub acting: bool,
    pub approximate: bool,
}

/// One row of the built-in list of organisations.
#[derive(Debug, Serialize, Deserialize)]
pub struct Organisation<'a> {
    pub name: &'a str,
    pub acronym: Option<&'a str>,
    #[serde(borrow)]
    pub forms: Vec<&'a str>,
    #[serde(borrow)]
    pub mistaken: Vec<&'a str>,
}
