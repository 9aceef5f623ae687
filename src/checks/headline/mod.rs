//! A headline or a caption against the article: a number that the article gives differently, a city or a person that it
//! never names, a direction that it tells the other way round.

mod direction;
mod number;
mod slip;
mod toll;

use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::summary::digest::{self, Digest, Figure, Named};
use super::{Check, Context, Emit};
use crate::article::Article;
use crate::claim::contrast::is_one_edit;
use crate::claim::statement::Statement;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::knowledge::{fold, lexicon};
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::Span;

/// What to hold against the article; a rule picks one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Headline {
    pub what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A number of the headline or of a caption.
    Number,
    /// Which way a figure of the headline went.
    Direction,
    /// The city of the headline.
    Place,
    /// A person in the headline.
    Person,
}

impl Check for Headline {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        match self.what {
            What::Direction => direction::find(article, &mut |conflict| emit.conflict(conflict)),
            What::Number => number::find(article, &mut |conflict| emit.conflict(conflict)),
            What::Place => emit_place(article, emit),
            What::Person => person(article, &mut |conflict| emit.conflict(conflict)),
        }
    }
}

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Headline,
    Caption,
    Body,
}

impl Part {
    fn name(self) -> &'static str {
        if self == Part::Caption { "caption" } else { "headline" }
    }
}

fn part_of(text: &Segmented<'_>, statement: &Statement) -> Part {
    let block = &text.blocks[text.sentences[statement.sentence].block];
    let first = text.lower(block.tokens.start);
    let second = block.tokens.clone().nth(1).map_or("", |at| text.text(at));
    let caption = matches!(first, "photo" | "photos" | "image" | "picture" | "caption" | "photograph") && second == ":";
    match block.kind {
        BlockKind::Headline if !is_row(text, &block.tokens) => Part::Headline,
        _ if caption => Part::Caption,
        _ => Part::Body,
    }
}

/// "Revenue 425.1 million vs 416.9 million", "Note: …": a line of a table above the text, or what is noted on it.
fn is_row(text: &Segmented<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let is_number = |at: usize| tokens.contains(&at) && text.tokens[at].kind == TokenKind::Number;
    let beside = |at: usize| (at.saturating_sub(2)..at).any(is_number) && (at + 1..at + 3).any(is_number);
    let footnote = matches!(text.lower(tokens.start), "note" | "notes")
        && tokens.len() > 1
        && text.is_mark(tokens.start + 1, b':');
    footnote || tokens.clone().any(|at| matches!(text.lower(at), "vs" | "versus") && beside(at))
}

/// Where each statement of an article stands, and what each part says.
struct Parts {
    of: Vec<Part>,
    /// Of the headline, the captions and the body, each read when a rule first asks for it.
    digests: [OnceLock<Digest>; 3],
    /// The figures of each: mostly they tell that there is nothing to say.
    figures: [OnceLock<Vec<Figure>>; 3],
}

impl Parts {
    /// Worked out once for all rules that ask.
    fn of(article: &Article<'_>) -> Arc<Self> {
        let part = |statement| part_of(&article.text, statement);
        article.memo.get(|| {
            let of = article.statements.iter().map(part).collect();
            Self { of, digests: Default::default(), figures: Default::default() }
        })
    }

    /// The statements of a part.
    fn statements<'a>(&self, article: &'a Article<'_>, part: Part) -> impl Iterator<Item = &'a Statement> + Clone {
        article.statements.iter().zip(&self.of).filter(move |(_, one)| **one == part).map(|(statement, _)| statement)
    }

    /// The figures of a part, as its digest has them.
    fn figures(&self, article: &Article<'_>, part: Part) -> &[Figure] {
        self.figures[part as usize].get_or_init(|| digest::figures(article, self.statements(article, part)))
    }

    /// What a part says.
    fn digest(&self, article: &Article<'_>, part: Part) -> &Digest {
        self.digests[part as usize].get_or_init(|| Digest::of_statements(article, self.statements(article, part)))
    }
}

/// How many sentences at the beginning of an article tell what its headline does.
const FIRST: u32 = 2;

/// How many words beside the names the headline and the beginning of the article share at least.
const ONE_STORY: usize = 2;

/// A person whom the headline names and the article never does, where it begins with another in much the same words.
fn person(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let text = &article.text;
    let parts = Parts::of(article);
    let mut named = parts.statements(article, Part::Headline).flat_map(|statement| article.names_in(&statement.tokens));
    if !named.any(|(_, name)| may_be_person(name)) {
        return;
    }
    let head = parts.digest(article, Part::Headline);
    let is_person = |name: &&Named| name.kind == NameKind::Person;
    if head.named.iter().filter(is_person).count() > 1 {
        return;
    }
    let lead = Digest::of_statements(article, parts.statements(article, Part::Body).take(LEAD));
    let mut others = lead.named.iter().filter(is_person);
    let Some(other) = others.next().filter(|first| others.all(|other| last_of(other) == last_of(first))) else {
        return;
    };
    let slip = head.named.iter().find(|name| is_slip(name, other));
    let Some(name) = slip.or_else(|| head.named.iter().find(is_person)) else { return };
    let slip = slip.is_some();
    let body = parts.digest(article, Part::Body);
    let told = |digest: &Digest, name: &[u32]| digest.words.iter().any(|word| name.contains(word));
    let (mine, theirs) = (head.words_of(name), lead.words_of(other));
    let shared = head.words.iter().filter(|word| !mine.contains(word) && lead.words.contains(word)).count();
    if is_byline(text, name.span()) {
        return;
    }
    // a name that nobody bears is misspelled
    let near = is_one_edit(&name.written.to_lowercase(), &other.written.to_lowercase()) && !slip;
    let enough = if slip { 1 } else { ONE_STORY };
    if !told(body, mine) && !told(head, theirs) && !near && shared >= enough {
        let (here, there) = (&name.written, &other.written);
        let message = format!("the headline names “{here}”, the article “{there}”");
        let conflict = Conflict::new(message, Label::new(text.source(), name.span(), "not in the article"))
            .related(Label::new(text.source(), other.span(), format!("{there} here")))
            .identity([here, there]);
        report(conflict);
    }
}

/// Whether a name of the headline tells of a person, or is a family name alone.
fn may_be_person(name: &NameMention) -> bool {
    let family = || matches!(&name.parts[..], [part] if part.listed.name.family());
    !name.loose && (name.kind == NameKind::Person || name.kind == NameKind::Unknown && family())
}

fn last_of(name: &Named) -> &str {
    name.written.rsplit(' ').next().unwrap_or_default()
}

/// "Boyle" for "Curtis Doyle": whether two family names that are both borne are one letter apart, beside no two given
/// names.
fn is_slip(name: &Named, other: &Named) -> bool {
    let borne = |family: &str| lexicon::name(family).family();
    let (mine, theirs) = (fold(last_of(name)), fold(last_of(other)));
    let (mut given, mut other_given) = (name.written.split(' '), other.written.split(' '));
    let alone = !name.written.contains(' ');
    mine != theirs
        && is_one_edit(&mine, &theirs)
        && borne(&mine)
        && borne(&theirs)
        && (alone || given.next() == other_given.next())
}

/// Whether a name in a headline is its writer's or its speaker's: "Whales ashore | Ann Roy", "Ann Roy: Whales ashore".
fn is_byline(text: &Segmented<'_>, name: Span) -> bool {
    let tokens = text.tokens_in(name);
    let before = tokens.start.checked_sub(1).map_or("", |at| text.lower(at));
    let after = text.tokens.get(tokens.end).map_or("", |_| text.lower(tokens.end));
    matches!(before, "|" | "by" | "-" | "–" | "—") || matches!(after, "|" | ":")
}

/// How many statements at the beginning of an article say where it plays.
const LEAD: usize = 3;

/// A city of the headline that the article never names, where it begins in another.
fn emit_place(article: &Article<'_>, emit: &mut Emit<'_, ()>) {
    let text = &article.text;
    let Some((city, told)) = cities(article, Part::Headline, usize::MAX).into_iter().next() else { return };
    let folded = |name: &NameMention| fold(text.slice(name.span)).into_owned();
    let in_headline = |name: &NameMention| {
        text.block_of(name.tokens.start).is_some_and(|block| text.blocks[block].kind == BlockKind::Headline)
    };
    let body = |wanted: &str| {
        let outside = article.names.iter().filter(|name| !in_headline(name));
        outside.filter(|name| folded(name).split(' ').any(|word| word == wanted) || folded(name) == wanted).count()
    };
    let name = folded(city);
    let lies = |spot: &lexicon::Spot| spot.within().map(|within| within.split('/').next().unwrap_or(within)).next();
    let other = cities(article, Part::Body, LEAD).into_iter().find(|(other, spot)| {
        // suburbs and neighbours lie in one country
        let times = if lies(spot) == lies(&told) { 2 } else { 1 };
        folded(other) != name && body(&folded(other)) >= times
    });
    let headline_names = |wanted: &str| article.names.iter().any(|name| in_headline(name) && folded(name) == wanted);
    let country = lies(&told).is_some_and(|country| body(&fold(country)) > 0);
    if let Some((other, _)) = other.filter(|(other, _)| body(&name) == 0 && !country && !headline_names(&folded(other)))
    {
        let (here, there) = (text.slice(city.span), text.slice(other.span));
        let message = format!("the headline says “{here}”, the article “{there}”");
        let conflict = Conflict::new(message, Label::new(text.source(), city.span, "not in the article"))
            .related(Label::new(text.source(), other.span, format!("{there} here")))
            .identity([here, there]);
        emit.conflict(conflict);
    }
}

/// The cities in which something happens, by some statements of one part: "in Lisbon".
fn cities<'a>(article: &'a Article<'_>, part: Part, most: usize) -> Vec<(&'a NameMention, lexicon::Spot)> {
    let text = &article.text;
    let parts = Parts::of(article);
    let mut found = Vec::new();
    for statement in parts.statements(article, part).take(most) {
        found.extend(article.names_in(&statement.tokens).filter_map(|(_, name)| {
            let before = name.tokens.start.checked_sub(1).filter(|&at| at >= statement.tokens.start)?;
            if !text.is_word(before, "in") {
                return None;
            }
            let spot = lexicon::place(&fold(text.slice(name.span)))?;
            let city = spot.is_city() && !spot.is_ambiguous() && !spot.is_country();
            city.then_some((name, spot))
        }));
    }
    found
}
