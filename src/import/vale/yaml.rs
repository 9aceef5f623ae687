//! YAML -> [`Node`]: tables, lists and texts. Every plain value is the text it is written as, so that Norway's `NO` is
//! no "false"; aliases, which can make a small file endless, are refused.

use saphyr_parser::{Event, Parser};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Tables within tables.
const DEEPEST: usize = 16;

/// Reads the first document of a file; `None` for an empty one.
pub(super) fn read(text: &str) -> Result<Option<Node>, String> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text.trim_start_matches('\u{feff}')) {
        let (event, span) = event.map_err(|error| format!("line {}: {}", error.marker().line(), error.info()))?;
        let at = |why: &str| format!("line {}: {why}", span.start.line());
        match event {
            Event::Scalar(text, ..) => builder.put(Node::Text(text.into_owned())),
            Event::SequenceStart(..) => builder.open.push(Open::List(Vec::new())),
            Event::MappingStart(..) => builder.open.push(Open::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => builder.close(),
            Event::Alias(_) => return Err(at("an alias (*name), which is not read here")),
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        if builder.open.len() > DEEPEST {
            return Err(at("tables within tables within tables"));
        }
    }
    Ok(builder.root)
}

#[derive(Debug, Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
}

/// A list or table that is not over; a table with the key whose value comes next.
#[derive(Debug)]
enum Open {
    List(Vec<Node>),
    Map(Vec<(String, Node)>, Option<String>),
}

impl Builder {
    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(nodes)) => nodes.push(node),
            Some(Open::Map(keys, key)) => match key.take() {
                Some(key) => keys.push((key, node)),
                // a key that is a list or table names nothing that is looked for
                None => *key = Some(node.text().unwrap_or_default().to_owned()),
            },
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::List(nodes)) => self.put(Node::List(nodes)),
            Some(Open::Map(keys, _)) => self.put(Node::Map(keys)),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_text_that_is_written() {
        let text = |text: &str| Node::Text(text.to_owned());
        let node =
            read("a: no\n'(?:b|c)': \"d'\" # comment\nlist:\n  - x\n  - {y: 1}\n").expect("YAML").expect("a document");
        let list = Node::List(vec![text("x"), Node::Map(vec![("y".to_owned(), text("1"))])]);
        let expected = [("a", text("no")), ("(?:b|c)", text("d'")), ("list", list)];
        assert_eq!(node, Node::Map(expected.map(|(key, node)| (key.to_owned(), node)).to_vec()));
        assert_eq!(read("# nothing\n"), Ok(None));
    }

    #[test]
    fn what_is_no_yaml_says_where() {
        assert!(read("a: b\nc: [1, 2\n").expect_err("open").starts_with("line "));
        assert!(read("a: &x [1]\nb: [*x, *x]\n").expect_err("an alias").contains("line 2: an alias"));
        assert!(read(&"[".repeat(40)).is_err());
    }
}
