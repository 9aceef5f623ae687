//! The built-in rules as the build script leaves them, without their examples: shared by the script and the program.

use serde::{Deserialize, Serialize};

/// A rules file, by its name.
#[derive(Debug, Serialize, Deserialize)]
pub struct File<'a> {
    pub name: &'a str,
    #[serde(borrow)]
    pub rules: Vec<Rule<'a>>,
}

/// A rule whose every text is there.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rule<'a> {
    pub id: &'a str,
    /// As it is written.
    pub level: &'a str,
    pub summary: &'a str,
    pub why: &'a str,
    pub help: &'a str,
    pub since: &'a str,
    /// The table below `check`, as JSON.
    pub check: &'a str,
}
