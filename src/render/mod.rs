//! Finding -> text: one file a format.

pub mod azure;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod mentions;
mod places;
pub mod rdjson;
