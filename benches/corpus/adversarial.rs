//! Corpora that bring out whatever grows faster than the text: everything alike, one name, one file, one key.

use super::random::Random;
use super::vocabulary::VOCABULARY;
use super::{Article, article};

/// Makes so many articles of a kind.
type Make = fn(usize) -> Vec<Article>;

/// The kinds, by the names they are asked for by.
pub const KINDS: [(&str, Make); 5] =
    [("copies", copies), ("one-name", one_name), ("one-file", one_file), ("lines", lines), ("one-key", one_key)];

fn plain(index: usize, text: String) -> Article {
    Article { path: format!("news/{:03}/{index:06}.txt", index / 1000), text, planted: Vec::new() }
}

/// Copies of one article, each with another number in it.
fn copies(count: usize) -> Vec<Article> {
    let original = article(0).text;
    (0..count).map(|index| plain(index, format!("{original}\nIt was read by {index} people.\n"))).collect()
}

/// Articles of nothing but one name, spelt in ever new ways.
fn one_name(count: usize) -> Vec<Article> {
    let mut random = Random::new(1);
    let mut telling = || {
        let mut family = b"Brandenkamp".to_vec();
        let at = 1 + random.below(family.len() - 1);
        family[at] = b'a' + u8::try_from(random.below(26)).expect("a letter");
        let family = String::from_utf8(family).expect("letters");
        format!("Mayor Anna {family} spoke in Lisbon. {family} said the bridge was closed.\n")
    };
    (0..count).map(|index| plain(index, telling())).collect()
}

/// One file of so many articles.
fn one_file(count: usize) -> Vec<Article> {
    vec![plain(0, (0..count).map(|index| article(index).text + "\n").collect())]
}

/// Files of one line.
fn lines(count: usize) -> Vec<Article> {
    let mut random = Random::new(2);
    let mut word = || random.pick_common(&VOCABULARY.nouns);
    (0..count).map(|index| plain(index, format!("The {} of {} met on 3 May 2021.\n", word(), word()))).collect()
}

/// Articles that all quote the same words and state the same of one person.
fn one_key(count: usize) -> Vec<Article> {
    let mut random = Random::new(3);
    let mut telling = |index: usize| {
        let noun = random.pick(&VOCABULARY.nouns);
        let age = 30 + index % 50;
        format!(
            "Anna Castillo, {age}, the mayor of Lisbon, said on 3 May 2021: “We have waited a very long time for this {noun}.”\n"
        )
    };
    (0..count).map(|index| plain(index, telling(index))).collect()
}
