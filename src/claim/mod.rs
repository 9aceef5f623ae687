//! Mentions -> claims: who is meant, which office they hold, what is stated, and which texts are copies.

pub mod age;
pub mod age_then;
pub mod clock;
pub mod course;
pub mod dating;
pub mod elapsed;
pub mod event;
pub mod contrast;
pub mod happening;
pub mod lasting;
pub mod jubilee;
pub mod life;
pub mod lifespan;
pub mod office;
pub mod person;
pub mod timeline;
pub mod statement;
pub mod tense;
pub(crate) mod packed;
mod sketch;

pub use sketch::{Sketch, hash_on, hash_word, mix, wording};
