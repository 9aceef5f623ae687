//! The folder of built-in rules -> a list of its files, for the program to include.

use std::fmt::Write as _;
use std::path::Path;

const FOLDER: &str = "src/rule/builtin";

/// Writes `rules.rs`: an array of file names and contents, in the order of the names.
pub fn write() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let entries = std::fs::read_dir(FOLDER).expect("the built-in rules are part of the source");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let mut list = String::from("&[\n");
    for name in names {
        let path = Path::new(&root).join(FOLDER).join(&name);
        writeln!(list, "    ({name:?}, include_str!({path:?})),").expect("a string can be written to");
    }
    list.push_str("]\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("rules.rs"), list).expect("OUT_DIR can be written");
}
