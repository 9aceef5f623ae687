//! The names that the built-in knowledge has for people and bodies, so that what is imported joins it.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;
use crate::knowledge::fold;
use crate::knowledge::index::joined_hash;

/// People born further apart than this are two.
const ONE_PERSON: i64 = 400;

pub(super) struct Known {
    knowledge: Knowledge,
    /// Folded names of countries and bodies -> the usual one.
    bodies: FxHashMap<String, String>,
}

impl Known {
    pub(super) fn new() -> Self {
        let knowledge = Knowledge::builtin();
        let mut bodies = FxHashMap::default();
        for office in &knowledge.offices {
            for name in std::iter::once(&office.of).chain(&office.also) {
                bodies.entry(body_key(name)).or_insert_with(|| office.of.clone());
            }
        }
        Self { knowledge, bodies }
    }

    /// A person's name as the built-in knowledge writes it, if it knows one person of that name.
    pub(super) fn person(&self, name: &str, born: Option<NaiveDate>) -> String {
        let [at] = *self.knowledge.index.named(joined_hash(name)) else { return name.to_owned() };
        let known = &self.knowledge.people[at];
        let apart = known.born.zip(born).is_some_and(|(a, b)| (a - b).num_days().abs() > ONE_PERSON);
        if apart { name.to_owned() } else { known.name.clone() }
    }

    /// The usual name of a country or body.
    pub(super) fn body<'n>(&'n self, name: &'n str) -> &'n str {
        self.bodies.get(&body_key(name)).map_or(name, String::as_str)
    }

    /// A title without its body: "President of South Korea", "South Korea" -> "President". `None` for a body that is
    /// neither given nor known.
    pub(super) fn title(&self, title: &str, body: &str) -> Option<(String, String)> {
        let parted = title.match_indices(" of ").map(|(at, of)| (&title[..at], &title[at + of.len()..]));
        let mut named = parted.filter(|(_, rest)| {
            let (rest, known) = (body_key(rest), self.bodies.contains_key(&body_key(rest)));
            if body.is_empty() {
                known
            } else {
                rest == body_key(body) || body_key(self.body(&rest)) == body_key(self.body(body))
            }
        });
        match (named.next(), body) {
            (Some((short, rest)), "") => Some((short.to_owned(), self.body(without_the(rest)).to_owned())),
            (Some((short, _)), _) => Some((short.to_owned(), self.body(body).to_owned())),
            (None, "") => None,
            (None, _) => Some((title.to_owned(), self.body(body).to_owned())),
        }
    }
}

fn without_the(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

fn body_key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_body_and_names_become_the_known_ones() {
        let known = Known::new();
        let title = |title: &str, body: &str| known.title(title, body);
        let pair = |title: &str, body: &str| Some((title.to_owned(), body.to_owned()));
        assert_eq!(
            title("President of the United States", "United States of America"),
            pair("President", "United States")
        );
        assert_eq!(title("President of the United States", ""), pair("President", "United States"));
        assert_eq!(title("Mayor of Aros", "Aros"), pair("Mayor", "Aros"));
        assert_eq!(title("Minister of Finance", "Japan"), pair("Minister of Finance", "Japan"));
        assert_eq!(
            title("Minister of Foreign Affairs of Japan", "Japan"),
            pair("Minister of Foreign Affairs", "Japan")
        );
        assert_eq!(title("Mayor of Aros", ""), None);
        assert_eq!(known.person("Barack OBAMA", None), "Barack Obama");
        assert_eq!(known.person("Barack Obama", "1990-01-02".parse().ok()), "Barack Obama");
        assert_eq!(known.person("Nobody Inparticular", None), "Nobody Inparticular");
    }
}
