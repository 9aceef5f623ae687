//! A word that tells of a happening -> the name to which it happened, and the date that belongs to it.

use std::ops::Range;

use super::words::{ASTRAY, FORCES, SEASONAL, Tells, UNSURE, is_link};
use super::{Happening, Kind};
use crate::article::Article;
use crate::claim::timeline::is_quoted;
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::extract::name::{NameKind, NameMention};
use crate::segment::{Segmented, Sentence, TokenKind};

/// How many tokens may stand between a name and its verb, between commas.
const LONGEST_ASIDE: usize = 30;

/// Reads the sentences of an article.
pub(super) struct Reader<'a, 's> {
    pub article: &'a Article<'s>,
    pub text: &'a Segmented<'s>,
}

impl<'a> Reader<'a, '_> {
    /// The happening that a word tells of, where it has a name and a date.
    pub fn happening(
        &self,
        at: usize,
        tells: Tells,
        sentence: &Sentence,
        dates: &'a [DateMention],
    ) -> Option<Happening<'a>> {
        let told = self.told(at, tells, sentence)?;
        let date = self.date(&told, sentence, dates).filter(|date| !is_quoted(self.article, date))?;
        let (name, written) = self.known(&told)?;
        let start = told.first.min(date.tokens.start);
        Some(Happening {
            kind: told.kind,
            name,
            written,
            span: self.text.span(start..date.tokens.end.max(told.end)),
            date,
            sentence: self.text.sentence_of(at)?,
            noun: matches!(tells, Tells::Noun(_)),
        })
    }

    /// What the word tells, and of which name.
    fn told(&self, at: usize, tells: Tells, sentence: &Sentence) -> Option<Told> {
        let before = |by: usize| {
            at.checked_sub(by).filter(|&at| at >= sentence.tokens.start).map_or("", |at| self.text.lower(at))
        };
        let passive = matches!(before(1), "was" | "were" | "been")
            || (matches!(before(2), "was" | "were" | "been") && before(1).ends_with("ly"))
            || matches!(before(1), "," | "(");
        let subject = |kind, first| self.subject(first, sentence).map(|name| Told { kind, name, first, end: at + 1 });
        match tells {
            Tells::Subject(kind) => subject(kind, at),
            Tells::Object(kind) if passive => subject(kind, at),
            Tells::Object(kind) if at == sentence.tokens.start => self.behind(kind, at, sentence),
            Tells::Object(kind) => self.object(kind, at, sentence),
            Tells::Both(kind) if passive => subject(kind, at),
            Tells::Both(kind) => {
                self.object(kind, at, sentence).or_else(|| subject(kind, at).filter(|_| self.is_free(at + 1)))
            }
            Tells::With(verbs) => {
                let (_, kind) = verbs.iter().find(|(verb, _)| *verb == before(1))?;
                subject(*kind, at - 1)
            }
            Tells::Force if FORCES.contains(&before(if matches!(before(1), "that" | "which") { 2 } else { 1 })) => {
                self.object(Kind::Quake, at, sentence)
            }
            Tells::Force => None,
            Tells::Noun(kind) => self.of_noun(kind, at, sentence),
        }
    }

    /// Whether nothing stands behind a verb that would be its object: "opened a shop", or how a market did.
    fn is_free(&self, at: usize) -> bool {
        let word = self.text.tokens.get(at).map_or("", |_| self.text.lower(at));
        let own_doors = matches!(word, "its" | "their")
            && self.text.tokens.get(at + 1).is_some_and(|_| self.text.lower(at + 1) == "doors");
        own_doors
            || matches!(
                word,
                "on" | "in"
                    | "to"
                    | "with"
                    | ","
                    | "."
                    | "for"
                    | "officially"
                    | "formally"
                    | "there"
                    | "here"
                    | "after"
            )
    }

    /// The name right before a verb, past helping words, who-clauses and what is put between commas.
    fn subject(&self, verb: usize, sentence: &Sentence) -> Option<usize> {
        let start = sentence.tokens.start;
        let mut end = verb;
        let passed = |word: &str| {
            matches!(
                word,
                "was"
                    | "were"
                    | "had"
                    | "been"
                    | "has"
                    | "who"
                    | "which"
                    | "also"
                    | "later"
                    | "then"
                    | "finally"
                    | "first"
                    | ","
                    | "("
            ) || (word.ends_with("ly") && word.len() > 4)
        };
        while end > start && passed(self.text.lower(end - 1)) && !self.ends_name(end) {
            end -= 1;
        }
        // "the minister on Tuesday resigned"
        let date = self.article.dates.partition_point(|date| date.tokens.end < end);
        if let Some(date) = self
            .article
            .dates
            .get(date)
            .filter(|date| date.tokens.end == end && date.tokens.start > start && date.kind != TimexType::Duration)
        {
            let on = date.tokens.start - 1;
            end = if self.text.lower(on) == "on" { on } else { date.tokens.start };
        }
        // of what a who-clause tells, its place in the sentence is no matter: "he was asked about the tower, which collapsed"
        let relative = (end..verb).any(|at| matches!(self.text.lower(at), "who" | "which"));
        if relative {
            return self.name_at_end(end);
        }
        // "asked about Ada Brandt, arrested on Monday", but "the wife of Tom Veit, arrested on Monday"
        let participle = end + 1 == verb && self.text.text(end) == ",";
        let of = |name: &usize| self.text.lower(self.start(&self.article.names[*name]).saturating_sub(1)) == "of";
        if participle
            && let Some(name) = self.name_at_end(end).filter(|name| !of(name))
            && self.article.names[name].kind == NameKind::Person
        {
            return Some(name);
        }
        // "Ada Brandt, the mayor of Tolling, resigned"
        if end < verb && self.text.text(end) == "," {
            let commas = (start..end).rev().take(LONGEST_ASIDE).filter(|&at| self.text.text(at) == ",");
            if let Some(name) = commas.into_iter().find_map(|comma| self.name_before(comma, sentence)) {
                return Some(name);
            }
        }
        self.name_before(end, sentence)
    }

    /// The name that ends at a token, with the number that is part of it.
    fn name_at_end(&self, end: usize) -> Option<usize> {
        let numbered = end > 0 && self.text.tokens[end - 1].kind == TokenKind::Number;
        let dashed = numbered && end > 1 && self.text.text(end - 2) == "-";
        let end = end - usize::from(numbered) - usize::from(dashed);
        let index = self.article.names.partition_point(|name| name.tokens.end < end);
        self.article.names.get(index).filter(|name| name.tokens.end == end).map(|_| index)
    }

    fn ends_name(&self, end: usize) -> bool {
        let index = self.article.names.partition_point(|name| name.tokens.end < end);
        self.article.names.get(index).is_some_and(|name| name.tokens.end == end)
    }

    /// The name that ends at a token: itself the subject, or `X` of "X of Tolling".
    fn name_before(&self, end: usize, sentence: &Sentence) -> Option<usize> {
        let index = self.name_at_end(end)?;
        let name = &self.article.names[index];
        let start = self.start(name);
        let article = start.checked_sub(1).filter(|&at| at >= sentence.tokens.start && self.text.lower(at) == "the");
        let lead = article.unwrap_or(start).checked_sub(1).filter(|&at| at >= sentence.tokens.start);
        match lead.map_or("", |at| self.text.lower(at)) {
            "of" | "from" | "at" | "in" | "near" | "off" => lead.and_then(|lead| self.name_before(lead, sentence)),
            "about" | "against" | "as" | "by" | "for" | "like" | "named" | "on" | "than" | "to" | "under" | "with"
            | "and" | "or" | "into" | "over" | "through" => None,
            _ if lead.is_some_and(|at| self.text.tokens[at].kind == TokenKind::Possessive) => None,
            _ => Some(index),
        }
    }

    fn start(&self, name: &NameMention) -> usize {
        name.title.map_or(name.tokens.start, |title| self.text.tokens_in(title).start.min(name.tokens.start))
    }

    /// The name right behind a verb: "signed the Borg Accord", "arrested Ilya Moroz".
    fn object(&self, kind: Kind, at: usize, sentence: &Sentence) -> Option<Told> {
        let index = self.name_from(at + 1, sentence)?;
        let name = &self.article.names[index];
        // "bought Velmar's mill", "closed Velmar office": the name is only a part of the thing
        let part = self.text.tokens.get(name.tokens.end).is_some_and(|after| {
            after.kind == TokenKind::Possessive
                || (after.kind == TokenKind::Word && !is_link(self.text.lower(name.tokens.end)))
                || self.text.text(name.tokens.end) == "-"
        });
        (!part).then_some(Told { kind, name: index, first: at, end: name.tokens.end })
    }

    /// The name that begins at a token, or behind its `the`.
    fn name_from(&self, at: usize, sentence: &Sentence) -> Option<usize> {
        let start = if at < sentence.tokens.end && self.text.lower(at) == "the" { at + 1 } else { at };
        let index = self.article.names.partition_point(|name| self.start(name) < start);
        let name = self.article.names.get(index)?;
        (self.start(name) == start && name.tokens.end <= sentence.tokens.end).then_some(index)
    }

    /// "Launched on 30 May 2018, Orbita-7 has": the name behind the comma.
    fn behind(&self, kind: Kind, at: usize, sentence: &Sentence) -> Option<Told> {
        let comma = (at + 1..sentence.tokens.end.min(at + 10)).find(|&at| self.text.text(at) == ",")?;
        self.name_from(comma + 1, sentence).map(|name| Told { kind, name, first: at, end: at + 1 })
    }

    /// "the sinking of the Astrid Maria", "Paul Ordway’s resignation".
    fn of_noun(&self, kind: Kind, at: usize, sentence: &Sentence) -> Option<Told> {
        // "Carl Anders, whose resignation"
        if at > sentence.tokens.start + 1 && self.text.lower(at - 1) == "whose" && self.text.text(at - 2) == "," {
            return self.name_at_end(at - 2).map(|name| Told { kind, name, first: at, end: at + 1 });
        }
        if at > sentence.tokens.start && self.text.tokens[at - 1].kind == TokenKind::Possessive {
            let index = self.article.names.partition_point(|name| name.tokens.end < at - 1);
            let owned = self.article.names.get(index).is_some_and(|name| name.tokens.end == at - 1);
            return owned.then_some(Told { kind, name: index, first: at - 1, end: at + 1 });
        }
        let of = at + 1 < sentence.tokens.end && self.text.lower(at + 1) == "of";
        of.then(|| self.object(kind, at + 1, sentence)).flatten().map(|told| Told { first: at, ..told })
    }

    /// The date of a happening: the first behind it, or the one that opens the sentence.
    fn date(&self, told: &Told, sentence: &Sentence, dates: &'a [DateMention]) -> Option<&'a DateMention> {
        let fits = |date: &&DateMention| {
            matches!(date.kind, TimexType::Date | TimexType::Time)
                && date.interval.is_some()
                && matches!(date.basis, Basis::Explicit | Basis::DocumentDate)
                && !date.value.contains("WE")
        };
        // as written: May is a month
        if sentence.tokens.clone().any(|at| UNSURE.has(self.text.text(at))) {
            return None;
        }
        let next = dates.iter().find(|date| date.tokens.start >= told.end && date.kind != TimexType::Duration);
        if let Some(date) = next.filter(fits) {
            let gap = told.end..date.tokens.start;
            let placed = gap.is_empty() || matches!(self.text.lower(gap.end - 1), "on" | "in" | "," | "early" | "late");
            if placed && gap.len() <= 10 && !self.strays(gap) {
                return Some(date);
            }
        }
        // "the minister on Tuesday resigned"
        if let Some(date) = dates.iter().find(|date| date.tokens.end == told.first || date.tokens.end + 1 == told.first)
            && fits(&date)
            && (told.first..told.end).len() <= 12
            && date.tokens.start > sentence.tokens.start + 1
            && next.is_none()
        {
            return Some(date);
        }
        let opening = dates.first().filter(fits).filter(|date| next.is_none() && date.tokens.end <= told.first)?;
        let lead = opening.tokens.start.saturating_sub(sentence.tokens.start);
        let alone = lead == 0 || (lead == 1 && matches!(self.text.lower(sentence.tokens.start), "on" | "in"));
        let gap = opening.tokens.end..told.first.min(self.start(&self.article.names[told.name]));
        let comma = gap.clone().next().is_some_and(|at| self.text.text(at) == ",")
            || self.article.names.iter().any(|name| self.start(name) == gap.start);
        (alone && comma && gap.len() <= 8 && !self.strays(gap)).then_some(opening)
    }

    fn strays(&self, gap: Range<usize>) -> bool {
        // "opened by King Harald", not "by 3 May"
        let named = |at: usize| self.article.names.iter().any(|name| self.start(name) == at);
        let traffic = |at: usize| {
            self.text.lower(at) == "to"
                && gap.end > at + 1
                && matches!(self.text.lower(at + 1), "traffic" | "ten" | "life" | "death")
        };
        gap.clone().any(|at| {
            let word = self.text.lower(at);
            let of_good = word == "for" && gap.end > at + 1 && self.text.lower(at + 1) == "good";
            matches!(self.text.text(at), ";" | ":" | "—" | "–" | "(" | ")" | "“" | "\"")
                || (ASTRAY.has(word)
                    && !(word == "from"
                        || (word == "by" && named(at + 1))
                        || of_good
                        || traffic(at)
                        || self.is_length(at + 1)))
                || crate::claim::tense::is_past(self.text, at)
        })
    }

    /// Whether a length of time begins here: "sentenced to ten years".
    fn is_length(&self, at: usize) -> bool {
        let first = self.article.dates.partition_point(|date| date.tokens.start < at);
        self.article.dates.get(first).is_some_and(|date| date.tokens.start == at && date.kind == TimexType::Duration)
    }

    /// The number that belongs to a name which ends before it: "Flight 214", "Orbita-7".
    fn number_after(&self, end: usize) -> Option<usize> {
        let dash = end < self.text.tokens.len() && self.text.text(end) == "-" && self.text.glued(end);
        let at = end + usize::from(dash);
        self.text.tokens.get(at).filter(|token| token.kind == TokenKind::Number).map(|_| at)
    }

    /// The name folded, as full as the article has it; nothing where it could be many things'.
    fn known(&self, told: &Told) -> Option<(String, &'a str)> {
        let own = &self.article.names[told.name];
        let entity = self.article.entity_of(told.name);
        let full = entity.map_or(told.name, |entity| {
            let mentions = &self.article.entities[entity].mentions;
            let plain = mentions.iter().rev().filter(|&&name| !self.article.names[name].loose);
            let longest = plain.max_by_key(|&&name| self.article.names[name].parts.len());
            longest.copied().unwrap_or(told.name)
        });
        let name = &self.article.names[full];
        let is_person = name.kind == NameKind::Person && !name.given.is_empty() && !name.family.is_empty();
        if told.kind.is_personal() != is_person
            && (told.kind.is_personal() || name.kind == NameKind::Person)
            && told.kind != Kind::Sinking
        {
            return None;
        }
        let number = self.number_after(own.tokens.end);
        let last = name.parts.last().map_or("", |part| part.folded.as_str());
        let place = told.kind == Kind::Quake;
        let known = matches!(told.kind, Kind::Founding | Kind::Acquisition | Kind::Quake);
        let telling = name.parts.len() > 1 || number.is_some() || last.contains(|c: char| c.is_ascii_digit()) || known;
        let seasonal = matches!(told.kind, Kind::Opening | Kind::Closing)
            && name.parts.iter().any(|part| SEASONAL.has(&part.folded));
        if !telling || seasonal || name.loose || (place && name.kind == NameKind::Person) {
            return None;
        }
        let mut folded = if is_person {
            format!("{} {}", name.given_folded(), name.family_folded())
        } else {
            name.whole().into_owned()
        };
        let written = match number {
            Some(at) => {
                folded = format!("{folded} {}", self.text.text(at));
                self.text.slice(self.text.span(own.tokens.start..at + 1))
            }
            None => self.text.slice(name.span),
        };
        Some((folded, written))
    }
}

/// What a word tells of which name.
struct Told {
    kind: Kind,
    /// Index into the article's names.
    name: usize,
    /// The first and the last token of verb and object, or of noun and name, the end excluded.
    first: usize,
    end: usize,
}
