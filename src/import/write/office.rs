//! The terms of an office in a rules file: those of an import are told from those that are there by holder and days.

use chrono::NaiveDate;
use toml_edit::{Item, Table, TableLike};

use super::super::entry::{Entry, LeftOut, Term};
use super::list::{self, List};
use super::table::{self, Changes};

/// Two sources that put the start of a term this many days apart mean the same term.
const SAME_START: i64 = 31;

/// Writes the terms of a new office, one a line.
pub(super) fn fill(table: &mut Table, entry: &Entry) {
    if entry.terms.is_empty() {
        return;
    }
    let mut held = Item::Value(toml_edit::Array::new().into());
    if let Some(mut terms) = List::new(&mut held) {
        entry.terms.iter().for_each(|term| terms.push(written(term)));
    }
    table.insert("held", held);
}

/// Brings the terms of an office up to date and adds the others. Returns how many are new.
pub(super) fn update(
    office: &mut dyn TableLike,
    entry: &Entry,
    changes: &mut Changes,
    left_out: &mut LeftOut,
) -> usize {
    if entry.terms.is_empty() {
        return 0;
    }
    let name = table::name(entry);
    let held = office.entry("held").or_insert_with(list::none);
    let mut known: Vec<Known> =
        list::read(held).map_or(Vec::new(), |terms| terms.iter().map(|term| Known::new(*term)).collect());
    let Some(mut terms) = List::new(held) else { return 0 };
    let mut added = 0;
    for term in &entry.terms {
        let same = known.iter().position(|one| one.is(term));
        let clash = known.iter().enumerate().find(|(at, one)| Some(*at) != same && one.overlaps(term));
        if let Some((_, clash)) = clash {
            let why = "a term that overlaps one in the file";
            left_out.push(why, format!("{} from {} ({name}) and {}", term.who, term.from, clash.who));
            continue;
        }
        match same {
            Some(at) => {
                if let Some(table) = terms.get(at) {
                    amend(table, term, &known[at], &name, changes);
                    known[at] = Known::new(table);
                }
            }
            None => {
                let at = known.iter().position(|one| one.from > Some(term.from)).unwrap_or(known.len());
                terms.insert(at, written(term));
                known.insert(at, Known::of(term));
                added += 1;
            }
        }
    }
    added
}

/// A term that is in the file.
struct Known {
    who: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    approximate: bool,
}

impl Known {
    fn new(table: &dyn TableLike) -> Self {
        let approximate = table.get("approximate").and_then(Item::as_bool).unwrap_or_default();
        let (from, to) = (table::day(table, "from"), table::day(table, "to"));
        Self { who: table::text(table, "who").to_owned(), from, to, approximate }
    }

    fn of(term: &Term) -> Self {
        Self { who: term.who.clone(), from: Some(term.from), to: term.to, approximate: term.approximate }
    }

    fn is(&self, term: &Term) -> bool {
        let near = self.from.is_some_and(|from| (from - term.from).num_days().abs() <= SAME_START);
        self.who == term.who && near
    }

    fn overlaps(&self, term: &Term) -> bool {
        let Some(from) = self.from else { return false };
        let before = |end: Option<NaiveDate>, start: NaiveDate| end.is_some_and(|end| end <= start);
        !before(self.to, term.from) && !before(term.to, from)
    }
}

/// Brings a term up to date. A day that is known only roughly does not replace one that is known well.
fn amend(table: &mut dyn TableLike, term: &Term, known: &Known, office: &str, changes: &mut Changes) {
    let of = format!("{} ({office})", term.who);
    let rough = term.approximate && !known.approximate;
    if !rough {
        table::set(table, "from", table::toml(term.from), &of, changes);
    }
    let keeps = rough && known.to.is_some();
    if let Some(to) = term.to.filter(|_| !keeps) {
        table::set(table, "to", table::toml(to), &of, changes);
        if rough {
            table.insert("approximate", super::item(true));
        }
    }
    if !term.approximate && known.approximate {
        table.remove("approximate");
        changes.0.push(format!("days of {of}: no longer approximate"));
    }
    if term.acting && !table.contains_key("acting") {
        table.insert("acting", super::item(true));
    }
    table.fmt();
}

fn written(term: &Term) -> Table {
    let mut table = Table::new();
    table.insert("who", super::item(term.who.as_str()));
    table.insert("from", super::item(table::toml(term.from)));
    if let Some(to) = term.to {
        table.insert("to", super::item(table::toml(to)));
    }
    for (key, flag) in [("acting", term.acting), ("approximate", term.approximate)] {
        if flag {
            table.insert(key, super::item(true));
        }
    }
    table
}
