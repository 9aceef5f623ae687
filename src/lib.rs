//! factlint: a fact-consistency linter for prose.
//!
//! The modules stand in the order of the data: sources are read and segmented, mentions extracted, claims made of them;
//! rules key and compare what the documents state, and what contradicts is rendered.

mod ahead;
mod words;
mod lexeme;
pub mod source;
pub mod read;
pub mod segment;
pub mod extract;
pub mod claim;
pub mod article;
pub mod fields;
pub mod knowledge;
pub mod checks;
pub mod rule;
pub mod finding;
pub mod import;
mod store;
pub mod engine;
pub mod suppress;
pub mod fix;
pub mod proof;
pub mod render;
pub mod review;
pub mod cli;
