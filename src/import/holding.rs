//! Who is said to have held what -> offices with terms that a rules file can hold: known to the day or month, and one
//! holder at a time.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rustc_hash::FxHashSet;

use super::entry::{Entry, LeftOut, Term, Value};
use super::when::When;

/// Sources put a handover this many days apart and mean the same one.
const HANDOVER: u64 = 31;

/// One statement that somebody held an office.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    pub who: String,
    pub from: When,
    pub to: When,
    pub acting: bool,
    pub approximate: bool,
    /// Where the source says it: "row 12".
    pub place: String,
}

/// The offices of a source: by title and body, in the order of their names.
#[derive(Debug, Default)]
pub(super) struct Offices(BTreeMap<(String, String), Held>);

/// What a source says of one office.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub holdings: Vec<Holding>,
    pub also: Vec<String>,
    pub titles: Vec<String>,
    pub demonym: String,
    pub complete_until: Option<NaiveDate>,
}

impl Offices {
    pub(super) fn office(&mut self, title: String, of: String) -> &mut Held {
        self.0.entry((of, title)).or_default()
    }

    /// Offices as entries. People who hold none of them are not asked about: their names are in the second result.
    pub(super) fn into_entries(self, left_out: &mut LeftOut) -> (Vec<Entry>, FxHashSet<String>) {
        let (mut entries, mut holders) = (Vec::new(), FxHashSet::default());
        for ((of, title), held) in self.0 {
            let office = format!("{title}, {of}");
            let terms = terms(held.holdings, &office, left_out);
            if terms.is_empty() {
                continue;
            }
            holders.extend(terms.iter().map(|term| term.who.clone()));
            let mut titles = vec![title];
            for other in held.titles {
                if !titles.contains(&other) {
                    titles.push(other);
                }
            }
            let entry = Entry::new("office")
                .with("title", Value::Texts(titles))
                .with("of", Value::Text(of))
                .with("also", Value::Texts(held.also))
                .with("demonym", Value::Text(held.demonym))
                .with_day("complete_until", held.complete_until);
            entries.push(Entry { terms, ..entry });
        }
        (entries, holders)
    }
}

/// A term whose days are known well enough.
#[derive(Debug, Clone)]
struct Dated {
    who: String,
    /// The first and last day that each end may be; no last: still in office.
    from: (NaiveDate, NaiveDate),
    to: Option<(NaiveDate, NaiveDate)>,
    acting: bool,
    approximate: bool,
    place: String,
    clash: Option<String>,
}

fn terms(holdings: Vec<Holding>, office: &str, left_out: &mut LeftOut) -> Vec<Term> {
    let mut dated: Vec<Dated> = holdings.into_iter().filter_map(|one| date(one, office, left_out)).collect();
    dated.sort_by(|a, b| (a.from, a.to.is_none(), a.to, &a.who).cmp(&(b.from, b.to.is_none(), b.to, &b.who)));
    let mut dated = joined(dated);
    hand_over(&mut dated);
    let clashes = dated.iter().filter(|one| one.clash.is_some()).count();
    // an office of several holders at a time can't be told by a list of terms, and half of it would be wrong
    if clashes > 2 && clashes * 3 > dated.len() * 2 {
        left_out.push("an office that several people hold at a time", format!("{office} ({} terms)", dated.len()));
        return Vec::new();
    }
    let (good, bad): (Vec<Dated>, Vec<Dated>) = dated.into_iter().partition(|one| one.clash.is_none());
    for one in bad {
        left_out.push(one.clash.unwrap_or_default(), what(&one.who, office, &one.place));
    }
    good.into_iter().map(term).collect()
}

fn what(who: &str, office: &str, place: &str) -> String {
    format!("{who} ({office}; {place})")
}

fn date(one: Holding, office: &str, left_out: &mut LeftOut) -> Option<Dated> {
    let mut out = |why: String| {
        left_out.push(why, what(&one.who, office, &one.place));
        None
    };
    let from = match (&one.from, one.from.range()) {
        (_, Some(range)) => range,
        (When::Vague(why), _) => return out(format!("start of a term: {why}")),
        _ => return out("no start of the term".to_owned()),
    };
    if let When::Vague(why) = &one.to {
        return out(format!("end of a term: {why}"));
    }
    let to = one.to.range();
    if to.is_some_and(|(_, last)| last < from.0) {
        return out("a term that ends before it begins".to_owned());
    }
    let approximate = one.approximate || matches!(one.from, When::Month(_)) || matches!(one.to, When::Month(_));
    Some(Dated { who: one.who, from, to, acting: one.acting, approximate, place: one.place, clash: None })
}

/// Terms of one person that overlap are one: sources give a whole time in office and its parts.
fn joined(dated: Vec<Dated>) -> Vec<Dated> {
    let mut all: Vec<Dated> = Vec::with_capacity(dated.len());
    for one in dated {
        match all.last_mut() {
            Some(last) if last.who == one.who && last.to.is_none_or(|(_, end)| one.from.0 < end) => {
                last.acting &= one.acting;
                last.approximate |= one.approximate && one.to != last.to;
                last.to = last.to.zip(one.to).map(|(a, b)| a.max(b));
            }
            _ => all.push(one),
        }
    }
    all
}

/// Makes each term end where the next begins when both may be the same day, and marks those that clash.
fn hand_over(dated: &mut [Dated]) {
    let mut last = 0;
    for next in 1..dated.len() {
        let begins = dated[next].from;
        let (before, after) = dated.split_at_mut(next);
        let (before, after) = (&mut before[last], &mut after[0]);
        let Some(ends) = before.to else {
            before.clash = Some("no end of the term, though another follows".to_owned());
            last = next;
            continue;
        };
        let longer = after.to.is_none_or(|to| to.1 > ends.1);
        if ends.1 > begins.0 && before.clash.is_none() {
            let slack = begins.0.checked_add_days(Days::new(HANDOVER)).unwrap_or(begins.0);
            if ends.0 <= begins.0 {
                before.to = Some((begins.0, begins.0));
            } else if ends.0 <= begins.1 {
                after.from = (ends.0, ends.0);
                before.to = Some((ends.0, ends.0));
            } else if ends.1 <= slack && longer && before.from.0 < begins.0 {
                before.to = Some((begins.0, begins.0));
                before.approximate = true;
            } else {
                clash(before, after);
            }
        } else if ends.1 > begins.0 {
            clash(before, after);
        }
        if longer {
            last = next;
        }
    }
}

fn clash(a: &mut Dated, b: &mut Dated) {
    let why = || Some("terms of two people that overlap".to_owned());
    (a.clash, b.clash) = (why(), why());
}

fn term(one: Dated) -> Term {
    Term {
        who: one.who,
        from: one.from.0,
        to: one.to.map(|(_, last)| last),
        acting: one.acting,
        approximate: one.approximate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(rows: &[(&str, &str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut offices = Offices::default();
        for (at, (who, from, to)) in rows.iter().enumerate() {
            let (from, to) = (When::read(from), When::read(to));
            let place = format!("row {at}");
            let holding = Holding { who: (*who).to_owned(), from, to, acting: false, approximate: false, place };
            offices.office("Mayor".to_owned(), "Aros".to_owned()).holdings.push(holding);
        }
        let mut left_out = LeftOut::default();
        let (entries, _) = offices.into_entries(&mut left_out);
        let terms = entries.iter().flat_map(|entry| &entry.terms).map(|term| {
            let to = term.to.map_or(String::new(), |to| to.to_string());
            format!("{} {}..{to}{}", term.who, term.from, if term.approximate { " ~" } else { "" })
        });
        let terms = terms.collect();
        let left = left_out.iter().flat_map(|(why, what)| what.iter().map(move |what| format!("{why}: {what}")));
        (terms, left.collect())
    }

    #[test]
    fn terms_follow_each_other() {
        let (terms, left) = run(&[
            ("Cy", "2014-05", ""),
            ("Bo", "2010-03-02", "2014-05"),
            ("Al", "2000-01-05", "2010-03-09"),
            ("Bo", "2010-03-02", "2012-06-01"),
        ]);
        assert_eq!(terms, ["Al 2000-01-05..2010-03-02 ~", "Bo 2010-03-02..2014-05-01 ~", "Cy 2014-05-01.. ~"]);
        assert_eq!(left, [""; 0]);
    }

    #[test]
    fn what_cannot_be_placed_is_left_out() {
        let (terms, left) = run(&[
            ("Al", "", "2001-01-02"),
            ("Bo", "2002", "2003-01-02"),
            ("Cy", "2003-01-02", "2005"),
            ("Di", "2006-01-02", "2005-01-02"),
            ("Ed", "2007-01-02", ""),
            ("Fy", "2009-01-02", "2015-01-02"),
            ("Gu", "2013-01-02", "2017-01-02"),
            ("Hy", "2017-01-02", "2018-01-02"),
            ("Io", "2018-01-02", "2019-01-02"),
        ]);
        assert_eq!(terms, ["Hy 2017-01-02..2018-01-02", "Io 2018-01-02..2019-01-02"]);
        assert_eq!(left.len(), 7, "{left:#?}");
        assert!(left.contains(&"terms of two people that overlap: Gu (Mayor, Aros; row 6)".to_owned()), "{left:#?}");
        assert!(left.contains(&"no end of the term, though another follows: Ed (Mayor, Aros; row 4)".to_owned()));
    }

    #[test]
    fn a_shared_office_is_no_list_of_terms() {
        let (terms, left) = run(&[
            ("Al", "2001-01-02", ""),
            ("Bo", "2002-01-02", ""),
            ("Cy", "2003-01-02", ""),
            ("Di", "2004-01-02", ""),
        ]);
        assert_eq!(terms, [""; 0]);
        assert_eq!(left, ["an office that several people hold at a time: Mayor, Aros (4 terms)"]);
    }
}
