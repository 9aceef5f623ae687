//! Two bearers of one distinction: “Anna Weber is the first woman to lead the bank” and “Maria Klein, the first woman to
//! lead the bank”.
//!
//! The words after the superlative must be the same to the end of the clause, and the bearers two different full names,
//! each right before it. Records fall and sizes change: besides “the first” and “the only”, a superlative counts within
//! one article and in the present tense alone. Across documents nothing is compared but firsts that name what they are of.

use serde::{Deserialize, Serialize};

use super::{Check, Context, Emit, Key, Stated};
use crate::article::Article;
use crate::extract::name::{NameKind, NameMention};
use crate::finding::{Conflict, Label};
use crate::knowledge::fold;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::Span;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TwoBearers {
    /// Superlatives that only one can bear, in lower case.
    pub superlatives: Vec<String>,
    /// Fewest words that say of what it is one.
    pub words: usize,
}

/// A bearer as a document names them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Borne {
    family: String,
    bearer: String,
    claim: String,
}

/// A bearer, and the words of the distinction.
struct Claimed {
    borne: Borne,
    span: Span,
    /// Folded, from the superlative on.
    words: Vec<String>,
    /// Names what it is a first of, so that another document means the same.
    named: bool,
}

impl Check for TwoBearers {
    type Said = Borne;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Borne>) {
        let mut claims: Vec<Claimed> = Vec::new();
        for name in &article.names {
            let Some(claim) = self.claimed(article, name) else { continue };
            let other = |known: &&Claimed| known.words == claim.words && differ(&known.borne, &claim.borne);
            if let Some(first) = claims.iter().find(other) {
                let source = article.text.source();
                emit.conflict(conflict(
                    &claim.borne,
                    Label::new(source, claim.span, "borne by one here"),
                    &first.borne,
                    Label::new(source, first.span, "borne by another"),
                ));
            } else if claim.named {
                let key = Key::new(&["bearer", &claim.words.join(" ")]);
                emit.state(key, claim.span, &claim.borne);
            }
            claims.push(claim);
        }
    }

    /// All are held against the first document's: work in proportion to the group.
    fn compare(&self, _: Context<'_>, stated: &[Stated<Borne>], out: &mut Vec<Conflict>) {
        let Some((first, rest)) = stated.split_first() else { return };
        for one in rest.iter().filter(|one| one.source != first.source && differ(&first.said, &one.said)) {
            out.push(conflict(
                &one.said,
                Label::new(one.source, one.span, "borne by one here"),
                &first.said,
                Label::new(first.source, first.span, "borne by another"),
            ));
        }
    }
}

impl TwoBearers {
    /// “Anna Weber is the first woman to …”, “Anna Weber, the first woman to …”, up to the end of the clause.
    fn claimed(&self, article: &Article<'_>, name: &NameMention) -> Option<Claimed> {
        let text = &article.text;
        if name.loose || !is_full(name) {
            return None;
        }
        let sentence = &text.sentences[text.sentence_of(name.tokens.start)?];
        let told = text.blocks[sentence.block].kind == BlockKind::Body;
        if !told || article.is_quoted(name.tokens.start) {
            return None;
        }
        let end = sentence.tokens.end;
        let word = |at: usize| if at < end { text.lower(at) } else { "" };
        let link = name.tokens.end;
        let present = word(link) == "is";
        let linked = present || matches!(word(link), "," | "was" | "became" | "becomes");
        let superlative = link + 2;
        if !linked || word(link + 1) != "the" || !self.superlatives.iter().any(|one| one == word(superlative)) {
            return None;
        }
        let sure = matches!(word(superlative), "first" | "only");
        let last = (superlative..end).find(|&at| ends_clause(text, at)).unwrap_or(end);
        let words: Vec<String> = (superlative..last).map(|at| text.folded(at).into_owned()).collect();
        let open = words.iter().any(|word| OPEN.contains(&word.as_str()));
        let together = sentence.tokens.clone().any(|at| TOGETHER.contains(&text.lower(at)));
        if words.len() <= self.words || open || together || !(sure || present) {
            return None;
        }
        let named = word(superlative) == "first" && (superlative..last).any(|at| text.tokens[at].shape.has_capital());
        let bearer = text.slice(name.span).to_owned();
        let claim = text.slice(text.span(link + 1..last)).to_owned();
        let family = if name.family.is_empty() { fold(&bearer).into_owned() } else { name.family_folded() };
        Some(Claimed { borne: Borne { family, bearer, claim }, span: name.span, words, named })
    }
}

/// Words by which a distinction is one of several, or of another time in each place.
const OPEN: &[&str] = &[
    "ever", "i", "day", "time", "week", "month", "year", "season", "game", "match", "half", "round", "quarter",
    "minute", "goal", "his", "her", "its", "their", "since", "after", "another", "such", "this", "that", "year's",
    "one", "two", "three", "speak", "arrive", "respond", "witness", "leave",
];

/// Words that tell of several bearers, of a hedge or of a denial.
const TOGETHER: &[&str] = &[
    "and",
    "both",
    "jointly",
    "reportedly",
    "allegedly",
    "perhaps",
    "possibly",
    "probably",
    "not",
    "n't",
    "until",
    "then",
    "would",
    "could",
    "may",
    "might",
    "if",
    "or",
    "once",
    "previously",
    "said",
    "says",
    "claims",
    "claimed",
    "believed",
    "another",
    "also",
    "too",
];

/// A person's full name, or a name of an organisation of two words or more.
fn is_full(name: &NameMention) -> bool {
    match name.kind {
        NameKind::Person => !name.given.is_empty() && !name.family.is_empty(),
        NameKind::Organisation => name.parts.len() > 1,
        NameKind::Place | NameKind::Unknown => false,
    }
}

fn ends_clause(text: &Segmented<'_>, at: usize) -> bool {
    text.tokens[at].kind == TokenKind::Mark
        && matches!(text.text(at), "," | "." | ";" | ":" | "!" | "?" | "–" | "—" | "(")
}

/// Two bearers, not two spellings or forms of one, nor one who took another family name.
fn differ(a: &Borne, b: &Borne) -> bool {
    let first = |one: &Borne| fold(one.bearer.split_whitespace().next().unwrap_or_default()).into_owned();
    !a.family.contains(&b.family)
        && !b.family.contains(&a.family)
        && strsim::osa_distance(&a.family, &b.family) > 2
        && strsim::osa_distance(&first(a), &first(b)) > 2
}

fn conflict(here: &Borne, place: Label, there: &Borne, other: Label) -> Conflict {
    let message = format!("“{}” is “{}” here, but so is “{}” elsewhere", here.bearer, here.claim, there.bearer);
    Conflict::new(message, place).related(other).identity([
        here.family.clone(),
        there.family.clone(),
        here.claim.clone(),
    ])
}
