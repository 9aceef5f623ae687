//! Findings and an editor -> decisions on disk: the page of the report, served to this machine alone, on which fixes
//! are accepted, findings dismissed with a reason, and questions noted.
//!
//! A decision is on disk before it is answered. It names what the editor saw: the finding, the contents of the documents
//! that it speaks of, and what had been decided on it; where one of them is no longer so, nothing is done and the page
//! is told. So two pages never undo each other's work.

mod decision;
mod event;
mod guard;
mod server;
mod session;
mod token;
mod view;
mod watch;

use std::path::PathBuf;

use crate::article::Reading;
use crate::finding::Finding;
use crate::rule::Ruleset;
use crate::source::{Problem, Sources};
use crate::suppress::Silenced;

pub use server::{Options, serve};
pub use watch::Stamp;

/// The documents under review.
pub trait Subject: Send + Sync {
    /// Reads and checks them.
    ///
    /// # Errors
    /// Why that can't be done, as a sentence for whoever looks at the page.
    fn check(&self) -> Result<Found, String>;

    /// What the files that a check reads are like now.
    fn stamp(&self) -> Stamp;

    /// The file in which decisions are kept. It need not be there yet.
    fn baseline(&self) -> PathBuf;
}

/// What a check found, without regard to any baseline.
#[derive(Debug)]
pub struct Found {
    pub ruleset: Ruleset,
    pub sources: Sources,
    pub findings: Vec<Finding>,
    /// What ignores in and beside the documents silence.
    pub silenced: Silenced,
    pub problems: Vec<Problem>,
    pub reading: Reading,
}
