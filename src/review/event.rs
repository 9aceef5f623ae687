//! What open pages are told.

use serde::Serialize;

/// A change of what pages show. `serial` counts them, so that a page knows whether it missed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Event {
    /// What a page is told first: where the count stands.
    Hello { serial: u64 },
    /// Something was decided on one finding.
    Decided { fingerprint: String, serial: u64 },
    /// The documents were checked again, and something changed.
    Checked { serial: u64 },
    /// What is shown may be old; with an empty message, no longer.
    Trouble { message: String },
    /// The server ends.
    Ended,
}

impl Event {
    /// The event as the browser's `EventSource` hands it on: a line of JSON.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("numbers and texts are JSON")
    }
}
