//! One office, one family name, two given names: “Fire Chief Mark Jones” and further down “Fire Chief Paul Jones”.
//!
//! Only titles that one person holds at a time count, and of the two given names one is used but once: a name that comes
//! again is no slip. An article that speaks of kin, or of who held the office before, is left alone.

use serde::{Deserialize, Serialize};

use super::company::{Company, across, is_full, neighbours};
use super::holders::{is_not_held, is_of_then, is_told};
use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::claim::hash_word;
use crate::claim::timeline::has;
use crate::extract::name::NameMention;
use crate::finding::{Conflict, Label};
use crate::knowledge::{Knowledge, lexicon};
use crate::lexeme::Classes;
use crate::segment::{Shape, TokenKind};
use crate::source::Span;
use crate::words::Words;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrongGivenName {
    /// Days by which the documents of one story may differ in date.
    pub days: u32,
    /// Other people that two documents must both name in full to be of one story.
    pub shared: usize,
    /// Titles that one person holds at a time, in lower case.
    pub titles: Vec<String>,
    /// Families that gave several presidents or prime ministers, in lower case without accents.
    #[serde(default)]
    pub families: Vec<String>,
}

/// A holder as one document names them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    /// Days since 1970.
    date: i32,
    given: String,
    /// Which sex the given name tells, if one.
    sex: Option<char>,
    /// Title and name as written.
    written: String,
    /// Words before the title that say of what it is.
    of: String,
    company: Company,
}

/// A titled full name of an article.
struct Titled<'a> {
    name: &'a NameMention,
    family: String,
    given: String,
    /// Which sex the given name tells, if one.
    sex: Option<char>,
    title: &'a str,
    of: String,
    span: Span,
}

impl Check for WrongGivenName {
    type Said = Said;

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
        let titled: Vec<Titled<'_>> =
            article.names.iter().filter_map(|name| self.titled(context.knowledge, article, name)).collect();
        if titled.is_empty() || tells_of_kin(article) {
            return;
        }
        for (at, later) in titled.iter().enumerate() {
            let slip = |first: &&Titled<'_>| is_slip(article, first, later) && !are_of_two(&titled, first, later);
            if let Some(first) = titled[..at].iter().find(slip) {
                emit.conflict(within(article, first, later));
                return;
            }
        }
        self.state(article, &titled, emit);
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Said>], out: &mut Vec<Conflict>) {
        for (a, b) in neighbours(stated, |said| said.date) {
            let near = a.said.date.abs_diff(b.said.date) <= self.days;
            let one_story = near && a.said.company.shared(&b.said.company) >= self.shared;
            let one_sex = a.said.sex.zip(b.said.sex).is_none_or(|(one, other)| one == other);
            if one_story && one_sex && agree(&a.said.of, &b.said.of) && differ(&a.said.given, &b.said.given) {
                out.push(
                    across((a, b), |said| &said.written, "the story", ("given name here", "given name there"))
                        .identity([a.said.given.clone(), b.said.given.clone()]),
                );
            }
        }
    }
}

/// Years after which an office may well be another's.
const LONG: i32 = 10;

/// What a name says behind it of whose its office is: "of Elda", "of the court of appeals".
fn behind(article: &Article<'_>, name: &NameMention) -> String {
    let text = &article.text;
    let of = name.tokens.end;
    if !text.tokens.get(of).is_some_and(|_| text.is_word(of, "of")) {
        return String::new();
    }
    let end = (of + 1..text.tokens.len()).take(LONGEST_ROLE).find(|&at| {
        let small = text.tokens[at].shape == Shape::Lower && !matches!(text.lower(at), "the" | "of");
        small && at > of + 2 || text.tokens[at].kind == TokenKind::Mark
    });
    let end = end.unwrap_or((of + 3).min(text.tokens.len()));
    text.slice(text.span(of + 1..end)).to_lowercase()
}

/// The most words of a role with its "the".
const LONGEST_ROLE: usize = 8;

impl WrongGivenName {
    /// A full name with such a title before it in what the article itself tells.
    fn titled<'a>(&'a self, knowledge: &Knowledge, article: &Article<'_>, name: &'a NameMention) -> Option<Titled<'a>> {
        if !is_full(name) || !is_told(article, name) {
            return None;
        }
        let given = &name.parts[name.given.start];
        if given.folded.len() < 3 || !given.listed.name.given() {
            return None;
        }
        let sex = given.listed.name.sex();
        let (given, family) = (given.folded.clone(), name.family_folded());
        // a suffix, or a family that gave two holders, tells that there are more of the name
        let suffix = name.parts.len() > name.given.len() + name.family.len();
        if suffix
            || knowledge.index.of_family(hash_word(family.as_bytes())).len() > 1
            || is_of_then(article, name, LONG)
        {
            return None;
        }
        let (title, mut of, place) = self.title(article, name).or_else(|| self.role(article, name))?;
        if matches!(title, "president" | "prime minister") && self.families.contains(&family) {
            return None;
        }
        if of.is_empty() {
            of = behind(article, name);
        }
        let text = &article.text;
        let tokens = text.tokens_in(place);
        let earlier = (tokens.start.saturating_sub(3)..tokens.end).any(|at| is_not_held(text.lower(at)));
        (!earlier).then(|| Titled { name, family, given, sex, title, of, span: place.to(name.span) })
    }

    /// The title right before a name, and what it says of whose it is: "Velm Fire Chief".
    fn title(&self, article: &Article<'_>, name: &NameMention) -> Option<(&str, String, Span)> {
        let place = name.title.filter(|title| title.start < name.span.start)?;
        let written = article.text.slice(place).to_lowercase().replace('.', "");
        let title = self.titles.iter().find(|title| written.ends_with(title.as_str()))?;
        Some((title, written[..written.len() - title.len()].trim().to_owned(), place))
    }

    /// The title before a comma and a name, with whose it is: "the president of the club, ".
    fn role(&self, article: &Article<'_>, name: &NameMention) -> Option<(&str, String, Span)> {
        let text = &article.text;
        let comma = name.tokens.start.checked_sub(1).filter(|&at| text.is_mark(at, b','))?;
        let start = text.sentences[text.sentence_of(comma)?].tokens.start;
        let first = (comma.saturating_sub(LONGEST_ROLE).max(start)..comma).find(|&at| text.is_word(at, "the"))? + 1;
        let role = text.slice(text.span(first..comma)).to_lowercase();
        let title =
            self.titles.iter().filter(|title| role.starts_with(title.as_str())).max_by_key(|title| title.len())?;
        let of = role[title.len()..].strip_prefix(" of ")?;
        let plain = !has(text, first..comma, &[",", ";", "and", "or", "that", "which", "who", "when"]);
        plain.then(|| (title.as_str(), of.to_owned(), text.span(first..comma)))
    }

    fn state(&self, article: &Article<'_>, titled: &[Titled<'_>], emit: &mut Emit<'_, Said>) {
        let Some(date) = article.published.day else { return };
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for one in titled {
            if seen.contains(&(one.title, &one.family)) {
                continue;
            }
            seen.push((one.title, &one.family));
            let said = Said {
                date: date.to_epoch_days(),
                given: one.given.clone(),
                sex: one.sex,
                written: article.text.slice(one.span).to_owned(),
                of: one.of.clone(),
                company: Company::beside(&one.family, article),
            };
            emit.state(Key::new(&["given name", one.title, &one.family]), one.name.span, &said);
        }
    }
}

/// Words that tell of kin or of others in the office.
pub(crate) static KIN: Words = Words::new(&[
    "brother",
    "brothers",
    "cousin",
    "cousins",
    "daughter",
    "father",
    "grandfather",
    "grandson",
    "husband",
    "mother",
    "namesake",
    "nephew",
    "niece",
    "predecessor",
    "relation",
    "replaced",
    "replaces",
    "sibling",
    "siblings",
    "sister",
    "sisters",
    "son",
    "spouse",
    "succeeded",
    "succeeds",
    "successor",
    "twin",
    "uncle",
    "unrelated",
    "wife",
]);

fn tells_of_kin(article: &Article<'_>) -> bool {
    article.text.has(Classes::KIN)
}

/// Whether two titled names of one article are one person's, with a given name wrong in one of them.
fn is_slip(article: &Article<'_>, first: &Titled<'_>, later: &Titled<'_>) -> bool {
    let uses = |given: &str| {
        let has = |name: &&NameMention| {
            name.family_folded() == first.family
                && name.parts[name.given.clone()].iter().any(|part| part.folded == given)
        };
        article.names.iter().filter(has).count()
    };
    let sentence = |one: &Titled<'_>| article.text.sentence_of(one.name.tokens.start);
    first.family == later.family
        && first.title == later.title
        && agree(&first.of, &later.of)
        && differ(&first.given, &later.given)
        && first.sex.zip(later.sex).is_none_or(|(one, other)| one == other)
        && sentence(first) != sentence(later)
        && uses(&first.given).min(uses(&later.given)) == 1
}

/// Whether the two given names are told to hold the office in two places, anywhere in the article.
fn are_of_two(titled: &[Titled<'_>], first: &Titled<'_>, later: &Titled<'_>) -> bool {
    let of = |one: &Titled<'_>| {
        let given = one.given.clone();
        titled.iter().filter(move |other| other.given == given).map(|other| &other.of).filter(|of| !of.is_empty())
    };
    of(first).any(|mine| of(later).any(|theirs| mine != theirs))
}

/// Whether two titles are of one place or body, as far as they say.
fn agree(a: &str, b: &str) -> bool {
    a.is_empty() || b.is_empty() || a == b
}

/// Two given names, not two forms or two spellings of one.
fn differ(a: &str, b: &str) -> bool {
    !a.starts_with(b)
        && !b.starts_with(a)
        && !lexicon::are_forms_of_one(a, b)
        && strsim::osa_distance(a, b) > 2.min(a.len().min(b.len()) / 2)
}

fn within(article: &Article<'_>, first: &Titled<'_>, later: &Titled<'_>) -> Conflict {
    let text = &article.text;
    let message = format!("“{}” here, but “{}” before", text.slice(later.span), text.slice(first.span));
    Conflict::new(message, Label::new(text.source(), later.name.span, "given name here"))
        .related(Label::new(text.source(), first.name.span, "given name before"))
        .identity([first.title, &first.given, &later.given, &first.family])
}
