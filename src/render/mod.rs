//! Finding -> text: one file a format.

pub mod json;
pub mod mentions;
