//! A rule of a Vale style: of `extends: substitution` the swaps, of others why they are left out.

use super::super::entry::LeftOut;
use super::List;
use super::expand::plain;
use super::yaml::{self, Node};

/// Reads one rule; `None` for a rule that is left out, an error for what is not YAML.
pub(super) fn read(text: &str, file: &str, left_out: &mut LeftOut) -> Result<Option<List>, String> {
    let Some(Node::Map(keys)) = yaml::read(text)? else {
        left_out.push("a file that is no rule of Vale", file);
        return Ok(None);
    };
    let rule = Rule(&keys);
    if let Some(why) = rule.unfit() {
        left_out.push(why, file);
        return Ok(None);
    }
    let mut list = List { match_case: !rule.flag("ignorecase"), link: rule.text("link").to_owned(), ..List::default() };
    for (wrong, right) in rule.swaps() {
        if let Err(why) = swap(&mut list, wrong, right) {
            left_out.push(why, format!("{wrong} → {right} ({file})"));
        }
    }
    for exception in rule.exceptions() {
        match plain(exception) {
            Ok(words) => list.except.extend(words.words),
            Err(why) => left_out.push(why, format!("the exception {exception} ({file})")),
        }
    }
    Ok(Some(list))
}

/// Puts the words of a pattern into a list.
fn swap(list: &mut List, wrong: &str, right: &str) -> Result<(), String> {
    if right.contains('$') {
        return Err("a replacement made from what was found".to_owned());
    }
    let rights: Vec<&str> = right.split('|').map(str::trim).filter(|right| !right.is_empty()).collect();
    if rights.is_empty() {
        return Err("a swap without a replacement".to_owned());
    }
    let words = plain(wrong)?;
    if words.any_case && list.match_case {
        return Err("a pattern for any case in a rule that minds the case".to_owned());
    }
    for word in words.words {
        if rights.contains(&word.as_str()) {
            continue;
        }
        match list.swap.get(&word) {
            Some(known) if *known != rights.join("|") => return Err("a word with two replacements".to_owned()),
            _ => list.swap.insert(word, rights.join("|")),
        };
    }
    Ok(())
}

struct Rule<'n>(&'n [(String, Node)]);

impl<'n> Rule<'n> {
    /// Why a rule can't be taken over.
    fn unfit(&self) -> Option<String> {
        match self.text("extends") {
            "substitution" => {}
            "" => return Some("a file that is no rule of Vale".to_owned()),
            other => return Some(format!("a rule that extends {other}: only substitution is taken over")),
        }
        if self.flag("nonword") {
            return Some("a rule for marks instead of words (nonword)".to_owned());
        }
        if self.get("pos").is_some() {
            return Some("a rule for parts of speech (pos)".to_owned());
        }
        self.get("swap").is_none().then(|| "a substitution without swaps".to_owned())
    }

    fn get(&self, key: &str) -> Option<&'n Node> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    fn text(&self, key: &str) -> &'n str {
        match self.get(key) {
            Some(Node::Text(text)) => text,
            _ => "",
        }
    }

    fn flag(&self, key: &str) -> bool {
        matches!(self.text(key), "true" | "True" | "TRUE")
    }

    /// The swaps: one table, or a list of tables.
    fn swaps(&self) -> Vec<(&'n str, &'n str)> {
        fn pairs(node: &Node) -> Vec<(&str, &str)> {
            match node {
                Node::Map(keys) => keys.iter().filter_map(|(key, node)| Some((key.as_str(), node.text()?))).collect(),
                Node::List(nodes) => nodes.iter().flat_map(pairs).collect(),
                Node::Text(_) => Vec::new(),
            }
        }
        self.get("swap").map_or(Vec::new(), pairs)
    }

    fn exceptions(&self) -> Vec<&'n str> {
        match self.get("exceptions") {
            Some(Node::List(nodes)) => nodes.iter().filter_map(Node::text).collect(),
            _ => Vec::new(),
        }
    }
}
