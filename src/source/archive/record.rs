//! One record -> what it is and what it says: id, date, title, text.

use std::fmt;

use chrono::{DateTime, NaiveDate};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::Value as Json;

use super::Fields;
use crate::source::Span;

/// A document as a record of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Where it begins in the archive, as it is unpacked: a line, from 1.
    pub line: u32,
    pub id: Option<String>,
    pub date: Option<NaiveDate>,
    /// The source's text is the date as it is written, the title and the text field, a line end after each of the
    /// first two; what is not there is empty, and has no line.
    pub stated: Span,
    pub title: Span,
    /// Where the text field begins.
    pub body: u32,
}

impl Record {
    /// The field that a place lies in, and where in the source's text that begins.
    #[must_use]
    pub fn field(&self, at: u32) -> (Field, u32) {
        if at >= self.body {
            (Field::Text, self.body)
        } else if at >= self.title.start && !self.title.is_empty() {
            (Field::Title, self.title.start)
        } else {
            (Field::Date, 0)
        }
    }

    /// How many lines come before the text field.
    #[must_use]
    pub fn lines_before(&self) -> u32 {
        u32::from(!self.stated.is_empty()) + u32::from(!self.title.is_empty())
    }
}

/// A field of a record that places lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Date,
    Title,
    Text,
}

impl Field {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Field::Date => "date",
            Field::Title => "title",
            Field::Text => "text",
        }
    }
}

/// A field as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(serde_json::Number),
}

/// The fields of a record that mean something.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub id: Option<Value>,
    pub date: Option<Value>,
    pub title: Option<Value>,
    pub text: Option<Value>,
}

impl Value {
    fn of(json: &Json) -> Option<Self> {
        match json {
            Json::String(text) => Some(Value::Text(text.clone())),
            Json::Number(number) => Some(Value::Number(number.clone())),
            _ => None,
        }
    }

    fn into_text(self) -> String {
        match self {
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }
}

/// Makes a record of its fields: what it is, and its text with the title in a line before it.
///
/// # Errors
/// When there is no text.
pub(super) fn read(values: Values, line: u32, fields: &Fields) -> Result<(Record, String), String> {
    let Some(Value::Text(text)) = values.text else {
        return Err(format!("has no text: the names looked for are {}", fields.text.join(", ")));
    };
    let date = values.date.as_ref().and_then(day);
    let mut head = String::new();
    let stated = line_of(values.date.filter(|_| date.is_some()), &mut head);
    let title = line_of(values.title, &mut head);
    let body = head.len();
    if u32::try_from(body + text.len()).is_err() {
        return Err("is larger than 4 GiB".to_owned());
    }
    let whole = if body == 0 { text } else { head + &text };
    let record =
        Record { line, id: values.id.map(Value::into_text), date, stated, title, body: Span::new(0, body).end };
    Ok((record, whole))
}

/// Puts a field before the text as one line, with every byte where it was; nothing for an empty one.
fn line_of(value: Option<Value>, head: &mut String) -> Span {
    let start = head.len();
    let text = value.map(Value::into_text).filter(|text| !text.trim().is_empty());
    let Some(text) = text.filter(|text| u32::try_from(text.len()).is_ok()) else { return Span::default() };
    head.push_str(&text.replace(['\n', '\r'], " "));
    let span = Span::new(start, head.len());
    head.push('\n');
    span
}

/// The fields of a JSON object that mean something.
///
/// # Errors
/// What is wrong with it, with the column in bytes.
pub(super) fn values_of_json(raw: &[u8], fields: &Fields) -> Result<Values, String> {
    let raw = std::str::from_utf8(raw)
        .map_err(|error| format!("is not UTF-8: the byte in column {} is wrong", error.valid_up_to() + 1))?;
    let mut reader = serde_json::Deserializer::from_str(raw);
    let members = Members { fields }.deserialize(&mut reader).and_then(|members| reader.end().map(|()| members));
    let members = members.map_err(|error| broken(&error))?;
    let pick = |names: &[String]| {
        let mut found = names.iter().filter_map(|name| member(&members, name).and_then(Value::of));
        let first = found.next()?;
        // an empty field stands back where another is filled
        if first.is_empty() { found.find(|other| !other.is_empty()).or(Some(first)) } else { Some(first) }
    };
    let text = {
        let texts = fields.text.iter().filter_map(|name| member(&members, name)?.as_str());
        texts.max_by_key(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()))
    };
    Ok(Values { id: pick(&fields.id), date: pick(&fields.date), title: pick(&fields.title), text })
}

fn broken(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    match error.classify() {
        serde_json::error::Category::Data => "is no JSON object".to_owned(),
        _ => format!("is broken JSON: {what} in column {}", error.column()),
    }
}

/// The member of a name, the last of them where there are several; `a.b` is the member b of the member a.
fn member<'m>(members: &'m [(String, Json)], name: &str) -> Option<&'m Json> {
    let of = |name: &str| members.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    of(name).or_else(|| {
        let (first, rest) = name.split_once('.')?;
        rest.split('.').try_fold(of(first)?, |value, key| value.get(key))
    })
}

/// Reads the members of an object that may be asked for, and passes over the others.
struct Members<'f> {
    fields: &'f Fields,
}

impl Members<'_> {
    fn wants(&self, key: &str) -> bool {
        let Fields { id, date, title, text, .. } = self.fields;
        let first = |name: &String| name.split('.').next().is_some_and(|first| first.eq_ignore_ascii_case(key));
        let is = |name: &String| name.eq_ignore_ascii_case(key) || first(name);
        [id, date, title, text].into_iter().flatten().any(is)
    }
}

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = Vec<(String, Json)>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = Vec<(String, Json)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if self.wants(&key) {
                members.push((key, map.next_value()?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(members)
    }
}

/// The day that a date field tells: ISO 8601 (whatever time follows), eight digits, RFC 2822, the English ways with the
/// month in letters, seconds or milliseconds since 1970. The day is the one written, not that of another time zone; of a
/// number it is the one in UTC. A date of digits that may be read in two ways is none.
fn day(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Number(number) => since_1970(number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds as i64))?),
        Value::Text(text) => {
            let text = text.trim();
            let plain = text.len() == 8 || text.len() > 8 && !text.as_bytes()[8].is_ascii_digit();
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            match digits {
                4 => iso(text),
                8 if plain => NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok(),
                9..=13 if digits == text.len() => since_1970(text.parse().ok()?),
                _ => in_words(text),
            }
        }
    }
}

fn iso(text: &str) -> Option<NaiveDate> {
    let layouts = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"];
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))).unwrap_or(text.len());
    layouts.iter().find_map(|layout| NaiveDate::parse_from_str(&text[..end], layout).ok())
}

fn since_1970(number: i64) -> Option<NaiveDate> {
    const MILLISECONDS: i64 = 100_000_000_000;
    let seconds = if number.abs() >= MILLISECONDS { number / 1000 } else { number };
    // smaller numbers are years and counts
    (seconds.abs() >= 1_000_000).then_some(())?;
    DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive())
}

fn in_words(text: &str) -> Option<NaiveDate> {
    if let Ok(time) = DateTime::parse_from_rfc2822(text) {
        return Some(time.date_naive());
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = words.iter().map(|word| word.trim_end_matches('.')).collect();
    let read = |words: &[&str]| {
        let three = words.join(" ");
        ["%d %B %Y", "%B %d %Y"].iter().find_map(|layout| NaiveDate::parse_from_str(&three, layout).ok())
    };
    // a weekday may stand before, a time after
    (0..2).find_map(|from| read(words.get(from..from + 3)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<(Record, String), String> {
        let fields = Fields::default();
        read(values_of_json(line.as_bytes(), &fields)?, 7, &fields)
    }

    #[test]
    fn fields_go_by_their_usual_names() {
        let line = r#"{"uid": 12, "Headline": "A\nB", "body": "C\r\nD \u00e9", "published": "2024-01-02T23:00:00-05:00", "x": [1]}"#;
        let (record, text) = read_line(line).expect("a record");
        assert_eq!(text, "2024-01-02T23:00:00-05:00\nA B\nC\r\nD é");
        let (stated, title) = (Span::new(0, 25), Span::new(26, 29));
        let date = NaiveDate::from_ymd_opt(2024, 1, 2);
        assert_eq!(record, Record { line: 7, id: Some("12".into()), date, stated, title, body: 30 });
        assert_eq!([0, 24, 26, 29, 30].map(|at| record.field(at).0.name()), ["date", "date", "title", "title", "text"]);
        let (record, text) = read_line(r#"{"text": "", "content": "x", "title": " ", "id": null}"#).expect("a record");
        assert_eq!((record, text.as_str()), (Record { line: 7, ..Record::default() }, "x"));
    }

    #[test]
    fn a_field_may_lie_deeper() {
        let fields = Fields { text: vec!["_source.story.text".to_owned()], ..Fields::default() };
        let values =
            values_of_json(br#"{"_source": {"story": {"text": "x"}}, "_id": "a"}"#, &fields).expect("an object");
        assert_eq!(values.text, Some(Value::Text("x".to_owned())));
        assert_eq!(values.id, Some(Value::Text("a".to_owned())));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_column() {
        let message = |line: &[u8]| {
            let fields = Fields::default();
            values_of_json(line, &fields).and_then(|values| read(values, 1, &fields)).expect_err("a mistake")
        };
        assert_eq!(message(br#"{"text": "x""#), "is broken JSON: EOF while parsing an object in column 12");
        assert_eq!(message(br#"{"text": "x"} x"#), "is broken JSON: trailing characters in column 15");
        assert_eq!(message(b"[1]"), "is no JSON object");
        assert!(message(br#"{"text": 3}"#).starts_with("has no text: the names looked for are text, body,"));
        assert_eq!(message(b"{\"text\": \"caf\xe9\"}"), "is not UTF-8: the byte in column 14 is wrong");
    }

    #[test]
    fn days_are_read_where_they_can_be_read_in_one_way() {
        let of = |text: &str| day(&Value::Text(text.to_owned())).map(|day| day.to_string());
        for text in [
            "2024-01-02",
            "2024-01-02T23:59:59Z",
            "2024-01-02 10:00",
            "2024/01/02",
            "20240102",
            "20240102T1000",
            "Tue, 02 Jan 2024 23:10:00 -0500",
            "January 2, 2024",
            "2 January 2024",
            "Jan. 2, 2024",
            "Tuesday, 2 Jan 2024 10:00",
            "1704196800",
            "1704196800000",
        ] {
            assert_eq!(of(text).as_deref(), Some("2024-01-02"), "{text}");
        }
        assert_eq!(["01/02/2024", "2024", "yesterday", "", "2024-13-01", "x 2024"].map(of), [const { None }; 6]);
        assert_eq!(day(&Value::Number(1_704_196_800.into())), NaiveDate::from_ymd_opt(2024, 1, 2));
        assert_eq!(day(&Value::Number(2024.into())), None);
    }
}
