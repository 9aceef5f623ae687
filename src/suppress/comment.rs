//! Ignores in a document: HTML comments in Markdown and HTML, front matter in any text.
//!
//! `<!-- factlint-ignore rule: reason -->` holds for the next paragraph (or the one it stands in),
//! `factlint-ignore-start` until `factlint-ignore-end`, `factlint-ignore-file` for the document. In front matter,
//! `factlint-ignore: rule: reason`, or a list of such lines below it, holds for the document.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::written::{self, trimmed, words};
use super::{Fault, Scope, Suppression, Suppressions};
use crate::finding::Label;
use crate::read::Document;
use crate::source::{Source, Span};

/// What every ignore begins with.
const NAME: &str = "factlint-ignore";

/// Adds the ignores that stand in a document.
pub(super) fn read(source: &Source, all: &mut Suppressions) {
    let document = crate::read::read(source);
    let mut reader = Reader { source, document: &document, all, open: Vec::new() };
    reader.front();
    for span in comments(source) {
        reader.comment(span);
    }
    reader.close();
}

/// How a document's format writes comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    Markdown,
    Html,
    None,
}

fn markup(path: &str) -> Markup {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mdown" | "mkd" => Markup::Markdown,
        "html" | "htm" | "xhtml" => Markup::Html,
        _ => Markup::None,
    }
}

/// What stands inside the comments of a document.
fn comments(source: &Source) -> Vec<Span> {
    match markup(&source.path) {
        _ if source.record.is_some() => Vec::new(),
        Markup::Markdown => in_markdown(&source.text),
        Markup::Html => in_html(&source.text, Span::new(0, source.text.len())),
        Markup::None => Vec::new(),
    }
}

/// The comments of a Markdown text, which code may show without meaning them.
fn in_markdown(text: &str) -> Vec<Span> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            found.extend(in_html(text, Span::new(range.start, range.end)));
        }
    }
    found
}

/// What stands inside the comments of a stretch of HTML.
fn in_html(text: &str, stretch: Span) -> Vec<Span> {
    let (mut found, mut at) = (Vec::new(), stretch.start as usize);
    let end = stretch.end as usize;
    while let Some(start) = text[at..end].find("<!--").map(|found| at + found + 4) {
        let Some(length) = text[start..end].find("-->") else { break };
        found.push(Span::new(start, start + length));
        at = start + length + 3;
    }
    found
}

struct Reader<'a> {
    source: &'a Source,
    document: &'a Document<'a>,
    all: &'a mut Suppressions,
    /// Ignores that have been started, with where the start is written.
    open: Vec<(Span, Suppression)>,
}

impl Reader<'_> {
    fn comment(&mut self, inside: Span) {
        let text = &self.source.text;
        let inside = trimmed(text, inside);
        let Some(rest) = text[inside.range()].strip_prefix(NAME) else { return };
        let kind = rest.split(|c: char| c == ':' || c.is_whitespace()).next().unwrap_or_default();
        let said = Span::new(inside.start as usize + NAME.len() + kind.len(), inside.end as usize);
        match kind {
            "" => self.ignore(said, &Scope::Stretch(self.source.id, self.next_paragraph(inside))),
            "-file" => self.ignore(said, &Scope::Documents(vec![self.source.id])),
            "-start" => self.start(inside, said),
            "-end" => self.end(inside, said),
            _ => self.fault(
                inside,
                format!("there is no “{NAME}{kind}”: it is {NAME}, {NAME}-start, {NAME}-end or {NAME}-file"),
            ),
        }
    }

    fn ignore(&mut self, said: Span, scope: &Scope) {
        let read = self.suppressions(said, scope);
        self.all.list.extend(read);
    }

    fn suppressions(&mut self, said: Span, scope: &Scope) -> Vec<Suppression> {
        match written::read(&self.source.text, said) {
            Ok(written) => {
                let one = |(rule, span)| Suppression {
                    rule,
                    written: (self.source.id, span),
                    reason: written.reason.clone(),
                    scope: scope.clone(),
                };
                written.rules.into_iter().map(one).collect()
            }
            Err((span, message)) => {
                self.fault(span, message.to_owned());
                Vec::new()
            }
        }
    }

    fn fault(&mut self, span: Span, message: String) {
        // an empty stretch can't be underlined
        let span = if span.is_empty() { Span { start: span.start.saturating_sub(1), end: span.end } } else { span };
        self.all.faults.push(Fault { place: Label::new(self.source.id, span, "ignores nothing"), message });
    }

    fn start(&mut self, inside: Span, said: Span) {
        let scope = Scope::Stretch(self.source.id, inside);
        let started = self.suppressions(said, &scope);
        self.open.extend(started.into_iter().map(|one| (inside, one)));
    }

    /// Ends the named rules' stretches, or all that are open when none is named.
    fn end(&mut self, inside: Span, said: Span) {
        let list = self.source.text[said.range()].split(':').next().unwrap_or_default();
        let named = words(list, said.start as usize);
        let ends = |rule: &str| named.is_empty() || named.iter().any(|(name, _)| name == rule);
        let (ended, open): (Vec<_>, Vec<_>) = self.open.drain(..).partition(|(_, one)| ends(&one.rule));
        self.open = open;
        let missing = named.iter().find(|(name, _)| !ended.iter().any(|(_, one)| one.rule == *name));
        if let Some((name, span)) = missing {
            self.fault(*span, format!("no {NAME}-start of “{name}” comes before this {NAME}-end"));
        } else if ended.is_empty() {
            self.fault(inside, format!("no {NAME}-start comes before this {NAME}-end"));
        }
        self.all.list.extend(ended.into_iter().map(|(start, one)| {
            let scope = Scope::Stretch(self.source.id, start.to(inside));
            Suppression { scope, ..one }
        }));
    }

    /// A stretch that is never ended would grow with the document: it is none.
    fn close(&mut self) {
        for (_, one) in std::mem::take(&mut self.open) {
            self.fault(one.written.1, format!("no {NAME}-end follows this {NAME}-start"));
        }
    }

    /// The paragraph that holds a comment or follows it, up to the next empty line.
    fn next_paragraph(&self, comment: Span) -> Span {
        let text = self.source.text.as_str();
        let regions = &self.document.regions;
        let holds = |end: u32| {
            end >= comment.start
                || text.get(end as usize..comment.start as usize).is_some_and(|gap| !gap.contains('\n'))
        };
        let Some(region) = regions.iter().find(|region| holds(region.span.end)) else { return comment };
        let end = region.span.end as usize;
        // a Markdown list or table is many regions, and one paragraph to whoever wrote it
        let more = if markup(&self.source.path) == Markup::Markdown { until_empty_line(&text[end..]) } else { 0 };
        let end = end + more;
        Span::new(region.span.start as usize, end)
    }

    /// `factlint-ignore: rule: reason` in front matter, or a list of them below the key.
    fn front(&mut self) {
        let text = self.source.text.as_str();
        let values: Vec<Span> =
            self.document.front.iter().filter(|(key, _)| key == NAME).map(|(_, span)| *span).collect();
        for span in values {
            let scope = Scope::Documents(vec![self.source.id]);
            if !span.is_empty() {
                self.ignore(span, &scope);
                continue;
            }
            for item in items(text, span.end as usize) {
                self.ignore(item, &scope);
            }
        }
    }
}

/// The `- item` lines below the line that holds `at`.
fn items(text: &str, at: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let Some(first) = text[at..].find('\n') else { return found };
    let mut start = at + first + 1;
    for line in text[start..].split_inclusive('\n') {
        let Some(item) = line.trim_start().strip_prefix("- ") else { break };
        let item_start = start + line.len() - item.len();
        let item = item.trim_end();
        let quotes = item.len() >= 2
            && (item.starts_with('"') && item.ends_with('"') || item.starts_with('\'') && item.ends_with('\''));
        let inset = usize::from(quotes);
        found.push(Span::new(item_start + inset, item_start + item.len() - inset));
        start += line.len();
    }
    found
}

/// How far it is to the next line with nothing on it.
fn until_empty_line(text: &str) -> usize {
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 && line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}
