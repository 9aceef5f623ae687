//! A name spelt in two ways that differ by an edit or sound alike, and that stand for one person, place or organisation.
//!
//! Spelling alone proves nothing: each suspect rests on evidence that the two are one, and both places are shown. What
//! is right is said only where knowledge or the list of places says so.

mod across;
mod forms;
mod known;
mod within;

use serde::Deserialize;

use super::{Check, Context, Emit, Encoded, Key, NO_CROWD};
use crate::article::Article;
use crate::extract::name::{NameMention, Part};
use crate::finding::{Conflict, Label, Severity};
use crate::knowledge::lexicon;
use crate::source::Span;
use across::Said;
use forms::Known;

/// What to look for; a rule picks one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MisspelledName {
    pub of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    Person,
    Place,
    Organisation,
}

/// A part of a name: index into the article's names, and into its parts.
type Use = (usize, usize);

/// Why two spellings are taken for one, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// Both stand beside the same given or family name.
    Companion,
    /// A surname that nobody was introduced with, in no list of names.
    ShortForm,
    /// A full name that no short form goes with, beside short forms that go with no full name.
    Introduced,
    /// A surname that nobody was introduced with, though it is a name.
    KnownShortForm,
    /// A near relation of somebody.
    Relation,
    /// A word in no list where a place is named.
    Place,
    /// A word in no list beside a name that the article uses often.
    Often,
}

/// An odd spelling and the one it seems to stand for.
#[derive(Debug)]
struct Suspect {
    odd: Use,
    fair: Use,
    of: Of,
    evidence: Evidence,
    /// The odd spelling's other uses.
    others: Vec<Use>,
    /// How often the fair one is used.
    count: usize,
}

impl Check for MisspelledName {
    type Said = Said;

    fn key(&self, context: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Said>) {
        let known = known::conflicts(self.of, context.knowledge, article);
        // one search for the three rules
        let suspects = article.memo.get(|| within::suspects(article));
        for suspect in suspects.iter().filter(|suspect| suspect.of == self.of) {
            if !is_marked_as_written(article, suspect.odd) {
                emit.conflict(conflict(article, suspect));
            }
        }
        known.into_iter().for_each(|conflict| emit.conflict(conflict));
        across::state(self.of, article, emit);
    }

    fn crowd(&self) -> Option<u8> {
        Some(NO_CROWD)
    }

    fn mark(&self, said: &[u8]) -> u16 {
        across::mark(said)
    }

    fn may_meet(&self, mark: u16, other: u16) -> bool {
        across::may_meet(mark, other)
    }

    fn compare_encoded(&self, context: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
        across::compare(context.knowledge, key, stated, out);
    }
}

fn conflict(article: &Article<'_>, suspect: &Suspect) -> Conflict {
    let text = &article.text;
    let (odd, fair) = (shown(article, suspect.odd, suspect.evidence), shown(article, suspect.fair, suspect.evidence));
    let (here, there) = (text.slice(odd), text.slice(fair));
    let place = |used: Use| text.span(part(article, used).tokens.clone());
    let message = match suspect.evidence {
        Evidence::Companion if are_equals(article, suspect) => {
            format!("“{here}” is also spelled “{there}” in this article")
        }
        Evidence::Companion => format!("“{here}” is spelled “{there}” elsewhere in this article"),
        Evidence::ShortForm | Evidence::KnownShortForm => {
            format!("“{here}” is not introduced in this article; “{there}” is")
        }
        Evidence::Relation => format!("“{here}” is a relation of “{there}”, and spelled in another way"),
        Evidence::Introduced => format!("“{here}” is called “{there}” everywhere else in this article"),
        Evidence::Place => format!("“{here}” is no known place; “{there}” is, {}", times(suspect.count)),
        Evidence::Often => {
            format!("“{here}” is spelled “{there}” elsewhere in this article ({})", times(suspect.count))
        }
    };
    let mut conflict = Conflict::new(message, Label::new(text.source(), odd, "spelled so here"))
        .related(Label::new(text.source(), fair, "spelled so elsewhere"))
        .identity([folded(article, suspect.odd), folded(article, suspect.fair)])
        .cause(text.source(), article.names[suspect.odd.0].span);
    for &other in suspect.others.iter().take(3) {
        conflict = conflict.related(Label::new(text.source(), place(other), "and here"));
    }
    if suspect.of == Of::Place && lexicon::place(folded(article, suspect.fair)).is_some() {
        let right = text.slice(place(suspect.fair)).to_owned();
        conflict = conflict.fix(format!("write “{right}”"), text.source(), place(suspect.odd), right.clone());
    } else {
        // the article's own usage makes it likely, and no more
        let likely = text.slice(place(suspect.fair)).to_owned();
        conflict = conflict.likely(format!("write “{likely}”"), text.source(), place(suspect.odd), likely.clone());
    }
    if suspect.evidence > Evidence::Introduced && suspect.evidence != Evidence::Place {
        conflict = conflict.at_most(Severity::Warning);
    }
    conflict
}

/// Whether nothing speaks for either of two spellings: they are used as often, and in as many lists.
fn are_equals(article: &Article<'_>, suspect: &Suspect) -> bool {
    let unheard = |used: Use| Known::of(part(article, used)).unheard();
    suspect.count == 1 + suspect.others.len() && unheard(suspect.odd) == unheard(suspect.fair)
}

/// Whether a name is reported as misspelt in its own article.
pub(super) fn is_suspect(article: &Article<'_>, name: &NameMention) -> bool {
    let suspects = article.memo.get(|| within::suspects(article));
    let is_name = |used: &Use| article.names[used.0].tokens == name.tokens;
    suspects.iter().any(|suspect| is_name(&suspect.odd) || suspect.others.iter().any(is_name))
}

fn times(count: usize) -> String {
    if count == 1 { "used once".to_owned() } else { format!("used {count} times") }
}

fn part<'a>(article: &'a Article<'_>, used: Use) -> &'a Part {
    &article.names[used.0].parts[used.1]
}

fn folded<'a>(article: &'a Article<'_>, used: Use) -> &'a str {
    &part(article, used).folded
}

/// The whole name where its other words are the evidence, the word alone else.
fn shown(article: &Article<'_>, used: Use, evidence: Evidence) -> Span {
    let name = &article.names[used.0];
    match evidence {
        Evidence::Companion
        | Evidence::ShortForm
        | Evidence::Introduced
        | Evidence::KnownShortForm
        | Evidence::Relation => name.span,
        Evidence::Place | Evidence::Often => article.text.span(name.parts[used.1].tokens.clone()),
    }
}

/// `[sic]` after the name.
fn is_marked_as_written(article: &Article<'_>, used: Use) -> bool {
    let after = article.names[used.0].tokens.end;
    (after..(after + 3).min(article.text.tokens.len())).any(|at| article.text.is_word(at, "sic"))
}
