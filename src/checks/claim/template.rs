//! `"{n:number} people (killed|injured)"` -> what to look for, word by word.
//!
//! Words are compared by their stems, so that "took" is "takes". A group in round brackets says which words may stand in
//! a place, and which one does is part of what the statement is about; in square brackets it makes no difference. A
//! question mark behind a group says that it may be left out.

use crate::claim::contrast::stem_hash;

/// A template ready to be matched.
#[derive(Debug)]
pub struct Template {
    pub parts: Vec<Part>,
    /// Which slot has to agree: an index into the parts.
    pub value: usize,
    /// Its words, which tell what the value is of where no slot and no group does.
    pub about: String,
}

/// A part of a template.
#[derive(Debug)]
pub enum Part {
    Words(Group),
    Slot { name: String, kind: Kind },
}

/// Words of which one row has to stand in a place.
#[derive(Debug, Default)]
pub struct Group {
    pub rows: Vec<Row>,
    pub optional: bool,
    /// Whether the words found are part of what the statement is about.
    pub tells: bool,
}

/// Words that stand one behind the other.
#[derive(Debug)]
pub struct Row {
    pub stems: Vec<u64>,
    /// As the template writes them.
    pub written: String,
}

/// What may stand in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Percent,
    Money,
    Date,
    Person,
    Place,
    Organisation,
    /// Any name.
    Name,
    /// Any word.
    Word,
}

const KINDS: &[(&str, Kind)] = &[
    ("number", Kind::Number),
    ("percent", Kind::Percent),
    ("money", Kind::Money),
    ("date", Kind::Date),
    ("person", Kind::Person),
    ("place", Kind::Place),
    ("organisation", Kind::Organisation),
    ("name", Kind::Name),
    ("word", Kind::Word),
];

impl Kind {
    fn is_measured(self) -> bool {
        matches!(self, Kind::Number | Kind::Percent | Kind::Money | Kind::Date)
    }
}

impl Template {
    /// Compiles a template; `value` names the slot that has to agree.
    ///
    /// # Errors
    /// What is wrong with it, for whoever wrote it.
    pub fn compile(text: &str, value: Option<&str>) -> Result<Self, String> {
        let parts = parts(text)?;
        let slots = || {
            parts.iter().enumerate().filter_map(|(at, part)| match part {
                Part::Slot { name, kind } => Some((at, name, *kind)),
                Part::Words(_) => None,
            })
        };
        for (at, name, _) in slots() {
            if slots().any(|(other, same, _)| other < at && same == name) {
                return Err(format!("two slots are called “{name}”"));
            }
        }
        if !parts.iter().any(|part| matches!(part, Part::Words(group) if !group.optional)) {
            return Err(format!("“{text}” has no word that must stand there"));
        }
        let measured: Vec<usize> = slots().filter(|slot| slot.2.is_measured()).map(|slot| slot.0).collect();
        let value = match (value, slots().count(), measured.as_slice()) {
            (_, 0, _) => {
                return Err(format!("“{text}” has no slot: write {{n:number}}, {{who:person}}, {{when:date}}"));
            }
            (Some(value), ..) => {
                slots()
                    .find(|slot| slot.1 == value)
                    .ok_or_else(|| format!("no slot is called “{value}” in “{text}”"))?
                    .0
            }
            (None, 1, _) => slots().next().expect("there is one").0,
            (None, _, [only]) => *only,
            _ => return Err(format!("say which slot is the value of “{text}”: value = \"...\"")),
        };
        let words = parts.iter().filter_map(|part| match part {
            Part::Words(group) => group.rows.first().map(|row| row.written.as_str()),
            Part::Slot { .. } => None,
        });
        let about = words.collect::<Vec<_>>().join(" ");
        Ok(Self { parts, value, about })
    }

    /// Whether a name says what a statement is about.
    #[must_use]
    pub fn is_about_a_name(&self) -> bool {
        self.parts.iter().enumerate().any(|(at, part)| {
            let name =
                matches!(part, Part::Slot { kind: Kind::Person | Kind::Place | Kind::Organisation | Kind::Name, .. });
            name && at != self.value
        })
    }
}

fn parts(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '{' => {
                let (inside, behind) =
                    rest[1..].split_once('}').ok_or_else(|| format!("a slot is not closed in “{text}”"))?;
                parts.push(slot(inside)?);
                behind
            }
            '(' | '[' => {
                let close = if first == '(' { ')' } else { ']' };
                let (inside, behind) =
                    rest[1..].split_once(close).ok_or_else(|| format!("a group is not closed in “{text}”"))?;
                let optional = behind.starts_with('?');
                parts.push(Part::Words(Group {
                    rows: inside.split('|').map(row).collect(),
                    optional,
                    tells: first == '(',
                }));
                behind.strip_prefix('?').unwrap_or(behind)
            }
            ')' | ']' | '}' => return Err(format!("“{first}” closes nothing in “{text}”")),
            _ => {
                let end = rest.find([' ', '{', '(', '[', ')', ']', '}']).unwrap_or(rest.len());
                parts.push(Part::Words(Group { rows: vec![row(&rest[..end])], optional: false, tells: false }));
                &rest[end..]
            }
        }
        .trim_start();
    }
    Ok(parts)
}

fn row(words: &str) -> Row {
    let stems = words.split_whitespace().map(|word| stem_hash(&word.to_ascii_lowercase())).collect();
    Row { stems, written: words.trim().to_lowercase() }
}

fn slot(inside: &str) -> Result<Part, String> {
    let (name, kind) = inside
        .split_once(':')
        .ok_or_else(|| format!("a slot has a name and a type, as {{n:number}}: “{{{inside}}}”"))?;
    let found = KINDS.iter().find(|(known, _)| *known == kind.trim());
    let kinds = || KINDS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
    let (_, kind) =
        found.ok_or_else(|| format!("no slot is of the type “{}”: take one of {}", kind.trim(), kinds()))?;
    Ok(Part::Slot { name: name.trim().to_owned(), kind: *kind })
}
