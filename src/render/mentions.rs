//! What was read out of a document: one JSON object a line.

use serde_json::{Value, json};

use super::json::JsonRecord;
use crate::article::Article;
use crate::extract::date::in_path;
use crate::source::{Span, visible_line};

/// The document's blocks and mentions as JSON lines, in the order of the text.
#[must_use]
pub fn render(article: &Article<'_>) -> String {
    lines(article).into_iter().map(|(_, line)| format!("{line}\n")).collect()
}

/// The same for people: `line:column  kind  “text”  value`.
#[must_use]
pub fn pretty(article: &Article<'_>) -> String {
    let source = article.text.document.source;
    let id = source.record_id().map_or_else(String::new, |id| format!(" [{}]", visible_line(id)));
    let mut out = format!("{}{id}\n", visible_line(&source.name()));
    for (span, line) in lines(article).iter().filter(|(_, line)| line["kind"] != "block") {
        let at = source.position(span.start);
        let place = format!("{}:{}", at.line, at.column);
        let text = visible_line(source.slice(*span));
        out.push_str(&format!("  {place:<9} {:<9} “{text}”{}\n", word(&line["kind"]), told(line)));
    }
    out
}

/// What is told of a mention beside its place, text and kind.
fn told(line: &Value) -> String {
    let Some(fields) = line.as_object() else { return String::new() };
    let told = |(key, value): (&String, &Value)| match key.as_str() {
        "path" | "kind" | "start" | "end" | "text" | "record" => None,
        _ if value.is_null() => None,
        _ => Some(format!("  {key} {}", visible_line(&word(value)))),
    };
    fields.iter().filter_map(told).collect()
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn lines(article: &Article<'_>) -> Vec<(Span, Value)> {
    let mut lines: Vec<(Span, Value)> = Vec::new();
    let source = article.text.document.source;
    let mut push = |span: Span, kind: &str, more: Value| {
        let (start, end) = source.on_disk(span);
        let mut line =
            json!({"path": source.path, "kind": kind, "start": start, "end": end, "text": source.slice(span)});
        if let Some(record) = JsonRecord::of(source, span.start) {
            line["record"] = json!(record);
        }
        if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
            line.extend(more);
        }
        lines.push((span, line));
    };
    let (place, value) = document_date(article);
    push(place, "document-date", value);
    for block in &article.text.blocks {
        push(block.span, "block", json!({"type": format!("{:?}", block.kind).to_lowercase()}));
    }
    for date in &article.dates {
        let mut more = json!({"type": date.kind.name(), "value": date.value});
        if let (Some(other), Some(more)) = (date.other, more.as_object_mut()) {
            more.insert("or".to_owned(), json!(other.to_string()));
        }
        push(date.span, "date", more);
    }
    for name in &article.names {
        let part = |parts: &std::ops::Range<usize>| {
            (!parts.is_empty()).then(|| source.slice(name.span_of(&article.text, parts.clone())))
        };
        let title = name.title.map(|title| source.slice(title));
        let more =
            json!({"type": name.kind.name(), "title": title, "given": part(&name.given), "family": part(&name.family)});
        push(name.span, "name", more);
    }
    for claim in &article.offices {
        push(
            claim.span,
            "office",
            json!({"type": format!("{:?}", claim.tenure).to_lowercase(), "name": source.slice(claim.name)}),
        );
    }
    for quantity in &article.quantities {
        push(quantity.span, "quantity", json!({"value": quantity.value}));
    }
    for quote in &article.quotes {
        push(quote.span, "quote", json!({"speaker": quote.speaker.map(|span| source.slice(span))}));
    }
    lines.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    lines
}

/// When the document was made: the day it states, or the days between which what it tells puts it, with the evidence.
fn document_date(article: &Article<'_>) -> (Span, Value) {
    let source = article.text.document.source;
    if let Some(day) = article.published.day {
        let told = match article.published.span {
            Some(_) if source.record.as_ref().is_some_and(|record| record.date.is_some()) => "record",
            Some(_) => "text",
            None if source.record.is_none() && in_path(&source.path).is_some() => "path",
            None => "option",
        };
        return (article.published.span.unwrap_or_default(), json!({"value": day.to_string(), "type": told}));
    }
    let Some(range) = crate::claim::dating::range(&article.witnesses) else {
        return (Span::default(), json!({"value": null}));
    };
    let bound = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    let evidence: Vec<Value> = range
        .evidence
        .iter()
        .map(|witness| json!({"text": source.slice(witness.span), "tells": witness.tells}))
        .collect();
    let value = format!("{}/{}", bound(range.first), bound(range.last));
    (Span::default(), json!({"value": value, "evidence": evidence}))
}
