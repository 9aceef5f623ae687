//! A list of tables, however it is written: `[[key]]`, or `key = [{ .. }, ..]`.

use toml_edit::{Array, ArrayOfTables, Item, Table, TableLike, Value};

/// A list that tables can be added to.
pub(super) enum List<'d> {
    Tables(&'d mut ArrayOfTables),
    Inline(&'d mut Array),
}

impl<'d> List<'d> {
    pub(super) fn new(item: &'d mut Item) -> Option<Self> {
        match item {
            Item::ArrayOfTables(tables) => Some(Self::Tables(tables)),
            Item::Value(Value::Array(array)) => Some(Self::Inline(array)),
            _ => None,
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Tables(tables) => tables.len(),
            Self::Inline(array) => array.len(),
        }
    }

    pub(super) fn get(&mut self, at: usize) -> Option<&mut dyn TableLike> {
        match self {
            Self::Tables(tables) => tables.get_mut(at).map(|table| table as &mut dyn TableLike),
            Self::Inline(array) => array.get_mut(at)?.as_inline_table_mut().map(|table| table as &mut dyn TableLike),
        }
    }

    pub(super) fn push(&mut self, table: Table) {
        let end = self.len();
        self.insert(end, table);
    }

    /// Puts a table before the one at an index. A comment at the end of a line stays on that line.
    pub(super) fn insert(&mut self, at: usize, table: Table) {
        match self {
            Self::Tables(tables) if at >= tables.len() => tables.push(table),
            Self::Tables(tables) => tables.insert(at, table),
            Self::Inline(array) => insert(array, at, table),
        }
    }
}

fn insert(array: &mut Array, at: usize, table: Table) {
    let mut new = table.into_inline_table();
    new.fmt();
    let after = match array.get(at) {
        Some(next) => next.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned(),
        None => array.trailing().as_str().unwrap_or_default().to_owned(),
    };
    // up to the line end it belongs to the item before
    let (before, rest) = after.split_once('\n').unwrap_or(("", after.as_str()));
    let rest = format!("\n{}", rest.trim_start_matches('\n'));
    let prefix = format!("{}\n  ", before.trim_end());
    match array.get_mut(at) {
        Some(next) => {
            let next_prefix =
                if rest.trim().is_empty() && !rest[1..].starts_with(' ') { "\n  ".to_owned() } else { rest };
            next.decor_mut().set_prefix(next_prefix);
            array.insert_formatted(at, Value::InlineTable(new).decorated(prefix, ""));
        }
        None => {
            array.set_trailing(rest);
            array.push_formatted(Value::InlineTable(new).decorated(prefix, ""));
            array.set_trailing_comma(true);
        }
    }
}

/// A list without tables.
pub(super) fn none() -> Item {
    Item::ArrayOfTables(ArrayOfTables::new())
}

/// The tables of a list; `None` for what is no list of tables.
pub(super) fn read(item: &Item) -> Option<Vec<&dyn TableLike>> {
    match item {
        Item::ArrayOfTables(tables) => Some(tables.iter().map(|table| table as &dyn TableLike).collect()),
        Item::Value(Value::Array(array)) => {
            array.iter().map(|value| value.as_inline_table().map(|table| table as &dyn TableLike)).collect()
        }
        _ => None,
    }
}
