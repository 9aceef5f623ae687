//! A template in an article -> the values that it gives, each with what it is a value of.

use std::ops::Range;

use super::super::values::{Read, folded};
use super::template::{Group, Kind, Part, Row, Template};
use crate::article::Article;
use crate::claim::contrast::{is_negation, stem_hash};
use crate::claim::statement::is_function_word;
use crate::extract::name::{NameKind, NameMention};
use crate::extract::quantity::Unit;
use crate::segment::TokenKind;

/// How many words of grammar may stand between two parts: "12 people *have been* killed".
const BETWEEN: usize = 3;

/// Adds what a template reads in an article.
pub fn find(template: &Template, article: &Article<'_>, out: &mut Vec<Read>) {
    for sentence in &article.text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let mut found = Found { places: Vec::new() };
            let matcher = Matcher { template, article, limit: sentence.tokens.end };
            match matcher.from(0, at, &mut found).filter(|end| !matcher.is_open(at..*end)) {
                Some(end) => {
                    out.extend(matcher.read(&found));
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
}

/// Where the parts of a template stand, those that are left out not among them.
struct Found {
    places: Vec<(usize, Range<usize>)>,
}

struct Matcher<'m> {
    template: &'m Template,
    article: &'m Article<'m>,
    limit: usize,
}

impl Matcher<'_> {
    /// Matches the parts from one on at a token; the token behind the last of them.
    fn from(&self, part: usize, at: usize, found: &mut Found) -> Option<usize> {
        let Some(wanted) = self.template.parts.get(part) else { return Some(at) };
        // nothing is skipped before the first part
        let furthest = if found.places.is_empty() { at } else { self.skipped(at) };
        for start in at..=furthest {
            for end in self.ends(wanted, start) {
                found.places.push((part, start..end));
                if let Some(last) = self.from(part + 1, end, found) {
                    return Some(last);
                }
                found.places.pop();
            }
        }
        match wanted {
            Part::Words(Group { optional: true, .. }) if part > 0 => self.from(part + 1, at, found),
            _ => None,
        }
    }

    /// The last token at which the next part may begin.
    fn skipped(&self, at: usize) -> usize {
        let text = &self.article.text;
        let grammar = |at: usize| text.tokens[at].kind == TokenKind::Word && is_function_word(text.lower(at));
        (at..self.limit).take(BETWEEN).take_while(|&at| grammar(at)).last().map_or(at, |last| last + 1)
    }

    /// Where a part may end that begins at a token.
    fn ends(&self, part: &Part, start: usize) -> Vec<usize> {
        if start >= self.limit {
            return Vec::new();
        }
        match part {
            Part::Words(group) => group.rows.iter().filter_map(|row| self.row(row, start)).collect(),
            Part::Slot { kind, .. } => self.slot(*kind, start).into_iter().filter(|end| *end <= self.limit).collect(),
        }
    }

    fn row(&self, row: &Row, start: usize) -> Option<usize> {
        let text = &self.article.text;
        let end = start + row.stems.len();
        let same = |(at, stem): (usize, &u64)| stem_hash(text.lower(at)) == *stem;
        (end <= self.limit && !row.stems.is_empty() && (start..end).zip(&row.stems).all(same)).then_some(end)
    }

    fn slot(&self, kind: Kind, start: usize) -> Option<usize> {
        let article = self.article;
        let quantity = || {
            let at = article.quantities.partition_point(|quantity| quantity.tokens.start < start);
            article.quantities.get(at).filter(|quantity| quantity.tokens.start == start)
        };
        let name = |fits: &dyn Fn(NameKind) -> bool| name_at(article, start).filter(|name| fits(name.kind));
        match kind {
            Kind::Number => quantity().map(|quantity| quantity.tokens.end),
            Kind::Percent => quantity().filter(|one| one.unit == Unit::Percent).map(|quantity| quantity.tokens.end),
            Kind::Money => {
                quantity().filter(|one| matches!(one.unit, Unit::Money(_))).map(|quantity| quantity.tokens.end)
            }
            Kind::Date => self.date(start).map(|at| article.dates[at].tokens.end),
            Kind::Person => {
                name(&|kind| matches!(kind, NameKind::Person | NameKind::Unknown)).map(|name| name.tokens.end)
            }
            Kind::Place => {
                name(&|kind| matches!(kind, NameKind::Place | NameKind::Unknown)).map(|name| name.tokens.end)
            }
            Kind::Organisation => {
                name(&|kind| matches!(kind, NameKind::Organisation | NameKind::Unknown)).map(|name| name.tokens.end)
            }
            Kind::Name => name(&|_| true).map(|name| name.tokens.end),
            Kind::Word => (article.text.tokens[start].kind == TokenKind::Word).then_some(start + 1),
        }
    }

    /// The date that starts at a token and covers known days.
    fn date(&self, start: usize) -> Option<usize> {
        let dates = &self.article.dates;
        let at = dates.partition_point(|date| date.tokens.start < start);
        dates.get(at).filter(|date| date.tokens.start == start && date.interval.is_some()).map(|_| at)
    }

    /// Whether a sentence leaves it open that something is so: it denies it, supposes it, or asks.
    fn is_open(&self, tokens: Range<usize>) -> bool {
        let text = &self.article.text;
        let first = text.sentence_of(tokens.start).map_or(tokens.start, |at| text.sentences[at].tokens.start);
        let before = tokens.start.saturating_sub(4).max(first)..tokens.end;
        let asks = self.limit > 0 && text.text(self.limit - 1) == "?";
        asks || before
            .into_iter()
            .any(|at| is_negation(text.lower(at)) || matches!(text.lower(at), "if" | "would" | "could"))
    }

    fn read(&self, found: &Found) -> Option<Read> {
        let article = self.article;
        let (_, value) = found.places.iter().find(|(part, _)| *part == self.template.value)?;
        let mut key: Vec<String> = Vec::new();
        for (part, tokens) in found.places.iter().filter(|(part, _)| *part != self.template.value) {
            match &self.template.parts[*part] {
                Part::Words(group) if group.tells => {
                    let row = group.rows.iter().find(|row| self.row(row, tokens.start) == Some(tokens.end));
                    key.extend(row.map(|row| row.written.clone()));
                }
                Part::Words(_) => {}
                Part::Slot { .. } => key.push(self.meant(tokens.start)),
            }
        }
        if key.is_empty() {
            key.push(self.template.about.clone());
        }
        let interval = self.date(value.start).and_then(|at| article.dates[at].interval);
        let days = interval.map(|days| {
            (chrono::Datelike::num_days_from_ce(&days.first), chrono::Datelike::num_days_from_ce(&days.last))
        });
        Some(Read { span: article.text.span(value.clone()), key: key.join(" "), days })
    }

    /// What a slot stands for: who is named, by the fullest form in the document.
    fn meant(&self, start: usize) -> String {
        let article = self.article;
        let at = article.names.partition_point(|name| name.tokens.start < start);
        let index = article.names.get(at).is_some_and(|name| name.tokens.start == start).then_some(at);
        let entity = index.and_then(|at| Some(&article.entities[article.entity_of(at)?]));
        match (entity, index) {
            (Some(entity), _) => folded(article.text.slice(entity.name)),
            (None, Some(at)) => folded(article.text.slice(article.names[at].span)),
            (None, None) => folded(article.text.text(start)),
        }
    }
}

fn name_at<'a>(article: &'a Article<'_>, start: usize) -> Option<&'a NameMention> {
    let at = article.names.partition_point(|name| name.tokens.start < start);
    article.names.get(at).filter(|name| name.tokens.start == start)
}
