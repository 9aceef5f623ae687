//! `organisations.toml` -> postcard.

use std::path::Path;

use serde::Deserialize;

use crate::format;

#[derive(Deserialize)]
struct Table {
    organisation: Vec<Organisation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    name: String,
    acronym: Option<String>,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    mistaken: Vec<String>,
}

/// Writes `organisations.postcard`.
pub fn write() {
    let path = "src/knowledge/pack/organisations.toml";
    println!("cargo::rerun-if-changed={path}");
    let text = std::fs::read_to_string(path).expect("the list of organisations is part of the source");
    let table: Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows: Vec<format::Organisation<'_>> = table.organisation.iter().map(organisation).collect();
    let encoded = postcard::to_allocvec(&rows).expect("the list is plain data");
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("organisations.postcard"), encoded).expect("OUT_DIR can be written");
}

fn organisation(row: &Organisation) -> format::Organisation<'_> {
    fn strs(words: &[String]) -> Vec<&str> {
        words.iter().map(String::as_str).collect()
    }
    format::Organisation {
        name: &row.name,
        acronym: row.acronym.as_deref(),
        forms: strs(&row.forms),
        mistaken: strs(&row.mistaken),
    }
}
