//! TOML as written -> typed values, every mistake noted with its place and none fatal.
//!
//! The keys that are asked for are the known ones: [`Fields::close`] reports the others, with the nearest known key.
//! Nothing here goes through `serde`, which stops at the first mistake.

mod mistake;

use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use mistake::{Mistake, nearest};

/// The mistakes found so far in one file.
#[derive(Debug, Default)]
pub struct Mistakes(RefCell<Vec<Mistake>>);

impl Mistakes {
    pub fn push(&self, mistake: Mistake) {
        self.0.borrow_mut().push(mistake);
    }

    fn has(&self, span: &Range<usize>) -> bool {
        self.0.borrow().iter().any(|mistake| mistake.span == *span)
    }

    /// All of them, in the order of the file.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Mistake> {
        let mut mistakes = self.0.into_inner();
        mistakes.sort_by_key(|mistake| (mistake.span.start, mistake.span.end));
        mistakes
    }
}

/// One table of a file, read key by key.
pub struct Fields<'t, 'i> {
    /// "a rule", "an office".
    what: &'static str,
    table: &'t DeTable<'i>,
    /// Where the table begins: the place of a mistake about something that is not there.
    head: Range<usize>,
    asked: Vec<&'static str>,
    pub mistakes: &'t Mistakes,
}

impl<'t, 'i> Fields<'t, 'i> {
    #[must_use]
    pub fn new(what: &'static str, table: &'t DeTable<'i>, head: Range<usize>, mistakes: &'t Mistakes) -> Self {
        Self { what, table, head, asked: Vec::new(), mistakes }
    }

    /// Whether a key is there, right or wrong.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A key's value, whatever its type.
    pub fn any(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// A text that is not empty.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.any(key)?;
        self.as_text(key, value)
    }

    /// A text that has to be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.require(key);
        self.text(key)
    }

    /// A list of texts, none of them empty; no list at all is an empty one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key).into_iter().filter_map(|value| self.as_text(key, value)).collect()
    }

    /// A list of lists of texts.
    pub fn text_groups(&mut self, key: &'static str) -> Vec<Vec<Spanned<String>>> {
        let groups = self.list(key).into_iter().filter_map(|group| match group.get_ref() {
            DeValue::Array(words) => Some(words.iter().filter_map(|word| self.as_text(key, word)).collect()),
            _ => self.wrong(key, "a list of texts", group),
        });
        groups.collect()
    }

    /// A text that is one of a few.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        let (word, span) = (text.get_ref().as_str(), text.span());
        if let Some(&(_, choice)) = choices.iter().find(|(name, _)| *name == word) {
            return Some(Spanned::new(span, choice));
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let mistake = Mistake::new(span, format!("unknown {key} “{word}”"), "not one of them");
        self.mistakes.push(mistake.nearest(word, &names));
        None
    }

    pub fn flag(&mut self, key: &'static str) -> bool {
        match self.any(key) {
            None => false,
            Some(value) => match value.get_ref() {
                DeValue::Boolean(flag) => *flag,
                _ => self.wrong(key, "true or false", value).unwrap_or(false),
            },
        }
    }

    /// A day that exists.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        let value = self.any(key)?;
        let DeValue::Datetime(written) = value.get_ref() else {
            return self.wrong(key, "a date such as 2024-10-01, without quotation marks", value);
        };
        let Some(day) = written.date.filter(|_| written.time.is_none()) else {
            return self.wrong(key, "a date without a time of day", value);
        };
        let exists = NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day));
        if exists.is_none() {
            self.mistakes.push(Mistake::new(value.span(), format!("the date {day} does not exist"), "no such day"));
        }
        exists.map(|day| Spanned::new(value.span(), day))
    }

    /// A date that has to be there.
    pub fn required_date(&mut self, key: &'static str) -> Option<Spanned<NaiveDate>> {
        self.require(key);
        self.date(key)
    }

    /// A table below a key.
    pub fn table(&mut self, key: &'static str) -> Option<(&'t DeTable<'i>, Range<usize>)> {
        let value = self.any(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some((table, value.span())),
            _ => self.wrong(key, "a table", value),
        }
    }

    /// Each table of a list of tables: `[[key]]` or `key = [{ .. }]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
        let tables = self.list(key).into_iter().filter_map(|value| match value.get_ref() {
            DeValue::Table(table) => Some((table, value.span())),
            _ => self.wrong(key, "a list of tables", value),
        });
        tables.collect()
    }

    /// Notes that a key has to be there, when it is not.
    pub fn require(&self, key: &'static str) {
        if !self.has(key) {
            let message = format!("{} has no {key}", self.what);
            self.mistakes.push(Mistake::new(self.head.clone(), message, format!("needs a key {key}")));
        }
    }

    /// Reports every key that was not asked for.
    pub fn close(self) {
        for key in self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
            let message = format!("unknown key “{}” in {}", key.get_ref(), self.what);
            self.mistakes.push(Mistake::new(key.span(), message, "unknown key").nearest(key.get_ref(), &self.asked));
        }
    }

    fn list(&mut self, key: &'static str) -> Vec<&'t Spanned<DeValue<'i>>> {
        match self.any(key) {
            None => Vec::new(),
            Some(value) => match value.get_ref() {
                DeValue::Array(list) => list.iter().collect(),
                _ => self.wrong(key, "a list", value).unwrap_or_default(),
            },
        }
    }

    fn as_text(&self, key: &str, value: &Spanned<DeValue<'i>>) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong(key, "a text in quotation marks", value);
        };
        if text.trim().is_empty() {
            self.mistakes.push(Mistake::new(value.span(), format!("{key} is empty"), "nothing here"));
            return None;
        }
        Some(Spanned::new(value.span(), text.clone().into_owned()))
    }

    fn wrong<T>(&self, key: &str, wanted: &str, value: &Spanned<DeValue<'i>>) -> Option<T> {
        // a value that TOML itself refused has no type to speak of
        if self.mistakes.has(&value.span()) {
            return None;
        }
        let found = value.get_ref().type_str();
        let message = format!("{key} has to be {wanted}");
        self.mistakes.push(Mistake::new(value.span(), message, format!("this is {} {found}", article(found))));
        None
    }
}

/// "a" or "an", by the first letter.
fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str, read: impl Fn(&mut Fields<'_, '_>)) -> Vec<String> {
        let (table, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{errors:?}");
        let mistakes = Mistakes::default();
        let mut fields = Fields::new("a thing", table.get_ref(), 0..0, &mistakes);
        read(&mut fields);
        fields.close();
        mistakes
            .into_sorted()
            .into_iter()
            .map(|mistake| format!("{}: {} ({})", &text[mistake.span], mistake.message, mistake.notes.join("; ")))
            .collect()
    }

    #[test]
    fn every_mistake_is_noted_in_the_order_of_the_file() {
        let text = "nmae = 'x'\nborn = '1950'\nacting = 1\nforms = ['a', 2, '']\n";
        let found = messages(text, |fields| {
            fields.text("name");
            fields.date("born");
            fields.flag("acting");
            fields.texts("forms");
        });
        assert_eq!(
            found,
            [
                "nmae: unknown key “nmae” in a thing (did you mean “name”?)",
                "'1950': born has to be a date such as 2024-10-01, without quotation marks ()",
                "1: acting has to be true or false ()",
                "2: forms has to be a text in quotation marks ()",
                "'': forms is empty ()",
            ]
        );
    }

    #[test]
    fn what_is_right_is_read() {
        let text = "name = 'x'\nborn = 2024-02-29\nwords = [['a', 'b'], ['c']]\nlevel = 'low'\n";
        let found = messages(text, |fields| {
            assert_eq!(fields.required_text("name").map(Spanned::into_inner).as_deref(), Some("x"));
            let born = fields.date("born").map(Spanned::into_inner);
            assert_eq!(born, NaiveDate::from_ymd_opt(2024, 2, 29));
            assert_eq!(fields.text_groups("words").iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
            assert_eq!(fields.choice("level", &[("high", 2), ("low", 1)]).map(Spanned::into_inner), Some(1));
        });
        assert_eq!(found, [""; 0]);
    }
}
