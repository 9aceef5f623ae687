//! Turns the built-in rules and the packs of built-in knowledge into forms that need no parsing when the program starts.

#![allow(clippy::print_stdout, reason = "a build script talks to cargo on standard output")]

mod letters;
mod lexicon;
mod offices;
mod organisations;
mod rules;
mod version;

#[path = "../src/rule/compact.rs"]
mod compact;
#[path = "../src/knowledge/fold.rs"]
mod fold;
#[path = "../src/knowledge/pack/format.rs"]
mod format;
#[path = "../src/knowledge/hash.rs"]
mod hash;

fn main() {
    letters::write();
    lexicon::write();
    offices::write();
    organisations::write();
    rules::write();
    version::write();
}
