//! Words and names of the built-in lists, sorted by what their endings make of them.

use std::sync::LazyLock;

use super::random::Random;

/// Words that sentences are filled with.
pub struct Vocabulary {
    pub nouns: Vec<&'static str>,
    pub verbs: Vec<&'static str>,
    pub adjectives: Vec<&'static str>,
    pub adverbs: Vec<&'static str>,
    pub given: Vec<String>,
    pub families: Vec<String>,
}

pub static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let words: Vec<&str> = include_str!("../../src/knowledge/pack/words.txt").lines().collect();
    let names: toml::Table = include_str!("../../src/knowledge/pack/names.toml").parse().expect("the names are TOML");
    let list = |value: Option<&toml::Value>| -> Vec<String> {
        let names = value.and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str);
        names.filter(|name| name.len() >= 4).map(capitalised).collect()
    };
    let given = |sex: &str| list(names.get("given").and_then(|given| given.get(sex)));
    Vocabulary {
        nouns: ending(&words, &["tion", "ment", "ness", "ance", "ship"]),
        verbs: ending(&words, &["ated", "ized", "ished", "ected", "ounced", "itted"]),
        adjectives: ending(&words, &["ous", "ive", "ical", "able"]),
        adverbs: ending(&words, &["ously", "ively", "ically", "ently"]),
        given: mixed(given("male").into_iter().chain(given("female")).collect()),
        families: mixed(list(names.get("common_surnames"))),
    }
});

fn ending(words: &[&'static str], endings: &[&str]) -> Vec<&'static str> {
    let fits = |word: &&&str| word.len() <= 12 && endings.iter().any(|ending| word.ends_with(ending));
    mixed(words.iter().filter(fits).copied().collect())
}

fn capitalised(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

/// The same words in an order that no alphabet gives.
fn mixed<T>(mut words: Vec<T>) -> Vec<T> {
    let mut random = Random::new(words.len() as u64);
    for at in (1..words.len()).rev() {
        words.swap(at, random.below(at + 1));
    }
    words
}

impl Vocabulary {
    /// A family name that stands in the list, or, as often, one that stands in none. No two of these are near each other:
    /// what is near in a large corpus is planted.
    pub fn family(&self, random: &mut Random) -> String {
        const STARTS: [&str; 16] = [
            "Brant", "Caldu", "Dorsk", "Elvig", "Fromm", "Grech", "Huske", "Ivern", "Jolka", "Kemps", "Lutzi", "Mirdo",
            "Nybel", "Oxlan", "Pette", "Rusov",
        ];
        const MIDDLES: [&str; 12] = [
            "alben", "eriko", "umba", "ovint", "iskel", "elant", "ingor", "orovan", "aftar", "ustam", "emuzi", "akshi",
        ];
        const ENDS: [&str; 12] =
            ["berg", "dal", "quist", "mont", "ridge", "stad", "vell", "witz", "kamp", "forth", "nek", "lund"];
        if random.below(2) == 0 {
            return random.pick(&self.families);
        }
        [random.pick(&STARTS), random.pick(&MIDDLES), random.pick(&ENDS)].concat()
    }
}
