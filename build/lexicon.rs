//! `names.toml` and `places.toml` -> sorted lines, and a hash table of where each line starts, beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use crate::fold::fold;
use crate::hash::{hash_bytes, letters};

/// Key -> what is known of it, as it will stand after the tab.
type Lines = BTreeMap<String, Entry>;

#[derive(Default)]
struct Entry {
    flags: BTreeSet<char>,
    shown: Option<String>,
    within: BTreeSet<String>,
}

/// Writes the lists of names and places.
pub fn write() {
    for file in ["names.toml", "places.toml"] {
        println!("cargo::rerun-if-changed=src/knowledge/pack/{file}");
    }
    for file in ["fold.rs", "hash.rs", "pack/words.txt", "pack/capitals.txt", "pack/nouns.txt"] {
        println!("cargo::rerun-if-changed=src/knowledge/{file}");
    }
    let names = pack("names.toml");
    let places = pack("places.toml");
    write_lines("names.txt", &lines(&name_lines(&names)));
    write_lines("nicknames.txt", &joined(&nickname_lines(&names)));
    let known = place_lines(&places);
    write_lines("places.txt", &lines(&known));
    write_lines("seats.txt", &joined(&seat_lines(&known)));
    write_lines("rows.txt", &joined(&row_lines(&known)));
    let anagrams = anagram_lines(&known, &text("nouns.txt"));
    write_file("anagrams.txt", anagrams.as_bytes());
    write_slots("anagrams.txt", &anagrams, letters);
    write_lines("distinct.txt", &joined(&distinct_lines(&places)));
    write_lines("single.txt", &joined(&single_lines(&known)));
    for file in ["words.txt", "capitals.txt"] {
        write_slots(file, &text(file), |word| hash_bytes(word.as_bytes()));
    }
}

fn text(file: &str) -> String {
    fs::read_to_string(Path::new("src/knowledge/pack").join(file)).expect("a pack is part of the package")
}

fn pack(file: &str) -> toml::Table {
    text(file).parse().expect("a pack is valid TOML")
}

fn write_lines(file: &str, text: &str) {
    write_file(file, text.as_bytes());
    write_slots(file, text, |key| hash_bytes(key.as_bytes()));
}

/// Writes a hash table of the lines of a list: twice as many slots as lines at least, each four bytes, little-endian,
/// 0 when empty. The lower 20 bits are where a line starts, plus one; the upper 12 are the highest of its key's hash.
/// A key is looked for from the slot that the lowest bits of its hash name, and then in those behind it.
fn write_slots(file: &str, text: &str, hash_of: impl Fn(&str) -> u64) {
    assert!(text.len() < 1 << 20, "a line's start has 20 bits");
    let mut slots = vec![0_u32; (text.lines().count() * 2).next_power_of_two()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.trim_end_matches('\n').split('\t').next().expect("a line has a first field");
        let hash = hash_of(key);
        let mut slot = hash as usize & (slots.len() - 1);
        while slots[slot] != 0 {
            slot = (slot + 1) & (slots.len() - 1);
        }
        slots[slot] = (start as u32 + 1) | ((hash >> 52) as u32) << 20;
        start += line.len();
    }
    let bytes: Vec<u8> = slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
    write_file(&file.replace(".txt", ".slots"), &bytes);
}

fn write_file(file: &str, bytes: &[u8]) {
    let folder = env::var("OUT_DIR").expect("cargo names the folder for what a build script makes");
    fs::write(Path::new(&folder).join(file), bytes).expect("the folder can be written to");
}

fn lines(entries: &Lines) -> String {
    let line = |(key, entry): (&String, &Entry)| {
        let flags: String = entry.flags.iter().collect();
        let within: Vec<&str> = entry.within.iter().map(String::as_str).collect();
        match &entry.shown {
            None => format!("{key}\t{flags}\n"),
            Some(shown) => format!("{key}\t{flags}\t{shown}\t{}\n", within.join("|")),
        }
    };
    entries.iter().map(line).collect()
}

fn joined(entries: &BTreeMap<String, BTreeSet<String>>) -> String {
    let join = |set: &BTreeSet<String>| set.iter().map(String::as_str).collect::<Vec<_>>().join("|");
    entries.iter().map(|(key, values)| format!("{key}\t{}\n", join(values))).collect()
}

fn strings(value: Option<&toml::Value>) -> impl Iterator<Item = &str> {
    value.and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str)
}

/// `m`, `f`, `b`: a given name of men, women, both; `s`: a frequent family name; `k`, `z`, `v`, `j`, `h`: a Korean, Chinese,
/// Vietnamese, Japanese, Hungarian one.
fn name_lines(names: &toml::Table) -> Lines {
    let mut lines = Lines::new();
    let mut add = |list: Option<&toml::Value>, flag: char| {
        for name in strings(list) {
            lines.entry(fold(name).into_owned()).or_default().flags.insert(flag);
        }
    };
    add(names.get("common_surnames"), 's');
    for (group, list, flag) in [
        ("given", "male", 'm'),
        ("given", "female", 'f'),
        ("given", "both", 'b'),
        ("surnames", "korean", 'k'),
        ("surnames", "chinese", 'z'),
        ("surnames", "vietnamese", 'v'),
        ("surnames", "japanese", 'j'),
        ("surnames", "hungarian", 'h'),
    ] {
        add(names.get(group).and_then(|group| group.get(list)), flag);
    }
    lines
}

/// Each name -> the families of short forms that it belongs to.
fn nickname_lines(names: &toml::Table) -> BTreeMap<String, BTreeSet<String>> {
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (full, short) in names.get("nicknames").and_then(toml::Value::as_table).into_iter().flatten() {
        for name in strings(Some(short)).chain([full.as_str()]) {
            lines.entry(fold(name).into_owned()).or_default().insert(full.clone());
        }
    }
    lines
}

/// `c`: a country or the like; `s`: a state or province; `t`: a city; `k`: a capital; `r`: a region; `d`: a demonym;
/// `a`: needs evidence to be taken for a place.
fn place_lines(places: &toml::Table) -> Lines {
    let mut lines = Lines::new();
    let mut add = |name: &str, shown: &str, flag: char, within: &str| {
        let entry = lines.entry(fold(name).replace('-', " ")).or_default();
        entry.flags.insert(flag);
        entry.shown.get_or_insert_with(|| shown.to_owned());
        if !within.is_empty() {
            entry.within.insert(within.to_owned());
        }
    };
    for (group, flag) in [("country", 'c'), ("state", 's')] {
        for place in places.get(group).and_then(toml::Value::as_array).into_iter().flatten() {
            let text = |key: &str| place.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            add(text("name"), text("name"), flag, text("of"));
            strings(place.get("forms")).for_each(|form| add(form, form, flag, text("of")));
            strings(place.get("demonym")).for_each(|form| add(form, form, 'd', text("name")));
            let state = format!("{}/{}", text("of"), text("name"));
            strings(place.get("abbreviations")).for_each(|form| add(form, form, 'b', &state));
            let seats = strings(place.get("seats")).chain(Some(text("capital")).filter(|capital| !capital.is_empty()));
            seats.for_each(|seat| add(seat, seat, if flag == 'c' { 'k' } else { 't' }, text("name")));
        }
    }
    for (country, list) in places.get("cities").and_then(toml::Value::as_table).into_iter().flatten() {
        for city in strings(Some(list)).flat_map(|names| names.split('|')) {
            add(city, city, 't', country);
        }
    }
    let names = |group: &str| places.get(group).and_then(|group| group.get("names")).cloned();
    strings(names("regions").as_ref()).for_each(|name| add(name, name, 'r', ""));
    strings(names("ambiguous").as_ref()).for_each(|name| add(name, name, 'a', ""));
    lines
}

/// Each place -> those it must never be taken for.
fn distinct_lines(places: &toml::Table) -> BTreeMap<String, BTreeSet<String>> {
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let pairs = places.get("pairs").and_then(|pairs| pairs.get("distinct")).and_then(toml::Value::as_array);
    for pair in pairs.into_iter().flatten() {
        let names: Vec<String> = strings(Some(pair)).map(|name| fold(name).replace('-', " ")).collect();
        for (at, name) in names.iter().enumerate() {
            let others = names.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, other)| other.clone());
            lines.entry(name.clone()).or_default().extend(others);
        }
    }
    lines
}

/// Places of one longer word without their doubled letters -> the places.
fn single_lines(places: &Lines) -> BTreeMap<String, BTreeSet<String>> {
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in flagged(places, "cstkrd").filter(|key| key.len() >= 7 && !key.contains(' ')) {
        lines.entry(single(key)).or_default().insert(key.clone());
    }
    lines
}

/// Places that have one of some flags.
fn flagged<'a>(places: &'a Lines, flags: &'static str) -> impl Iterator<Item = &'a String> {
    places.iter().filter(|(_, entry)| entry.flags.iter().any(|flag| flags.contains(*flag))).map(|(key, _)| key)
}

/// First letters -> the capitals of one word that begin with them.
fn seat_lines(places: &Lines) -> BTreeMap<String, BTreeSet<String>> {
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in flagged(places, "k").filter(|key| !key.contains(' ')) {
        lines.entry(key[..1].to_owned()).or_default().insert(key.clone());
    }
    lines
}

/// Initials -> the countries, states and capitals of several words that have them.
fn row_lines(places: &Lines) -> BTreeMap<String, BTreeSet<String>> {
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in flagged(places, "csk").filter(|key| key.contains(' ')) {
        let initials: String = key.split(' ').map(|word| &word[..1]).collect();
        lines.entry(initials).or_default().insert(key.clone());
    }
    lines
}

/// Places and peoples of one longer word, and nouns, which have a tab behind them; without those of which another has the
/// same letters.
fn anagram_lines(places: &Lines, nouns: &str) -> String {
    let places = flagged(places, "cskd").map(|key| (key.as_str(), ""));
    let mut words: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for (word, mark) in places.chain(nouns.lines().map(|noun| (noun, "\t"))) {
        if word.len() >= 6 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            words.entry(letters(word)).or_default().push(format!("{word}{mark}\n"));
        }
    }
    words.into_values().filter(|same| same.len() == 1).flatten().collect()
}

/// A word with each letter once where it stands twice in a row.
fn single(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}
