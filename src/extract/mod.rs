//! Segmented text -> mentions: dates, names, quantities, quotations. One extractor a file; each walks the tokens once.

pub mod date;
pub mod name;
pub mod quantity;
pub mod quote;
