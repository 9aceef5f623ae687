//! What was read out of a document: one JSON object a line.

use serde_json::{Value, json};

use crate::article::Article;
use crate::source::Span;

/// The document's blocks and mentions as JSON lines, in the order of the text.
#[must_use]
pub fn render(article: &Article<'_>) -> String {
    let mut lines: Vec<(Span, Value)> = Vec::new();
    let source = article.text.document.source;
    let mut push = |span: Span, kind: &str, more: Value| {
        let (start, end) = source.on_disk(span);
        let mut line =
            json!({"path": source.path, "kind": kind, "start": start, "end": end, "text": source.slice(span)});
        if let (Some(line), Value::Object(more)) = (line.as_object_mut(), more) {
            line.extend(more);
        }
        lines.push((span, line));
    };
    for block in &article.text.blocks {
        push(block.span, "block", json!({"type": format!("{:?}", block.kind).to_lowercase()}));
    }
    for date in &article.dates {
        push(date.span, "date", json!({"type": date.kind.name(), "value": date.value}));
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
    for quantity in &article.quantities {
        push(quantity.span, "quantity", json!({"value": quantity.value}));
    }
    for quote in &article.quotes {
        push(quote.span, "quote", json!({"speaker": quote.speaker.map(|span| source.slice(span))}));
    }
    lines.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    lines.into_iter().map(|(_, line)| format!("{line}\n")).collect()
}
