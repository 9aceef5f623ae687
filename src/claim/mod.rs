//! Mentions -> claims: who is meant, which office they hold, what is stated, and which texts are copies.

pub mod office;
pub mod person;
pub mod statement;
mod sketch;

pub use sketch::Sketch;
