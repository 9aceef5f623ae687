//! One quotation in two documents, worded differently or given to another speaker: quotations meet by words in a row, and
//! are compared word by word.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::copies::align::{Aligned, align};
use super::copies::change::changes_of;
use super::copies::fact::{Change, Fact};
use super::copies::page::{Copy, Page};
use super::{Check, Context, Emit, Encoded, Key, Stated, read_back};
use crate::article::Article;
use crate::claim::contrast::same_name;
use crate::claim::mix;
use crate::claim::statement::is_function_word;
use crate::extract::name::NameKind;
use crate::extract::quote::Quote;
use crate::finding::{Conflict, Label, Severity};
use crate::segment::Block;
use crate::source::Span;
use crate::words::Words;

/// When two stretches in quotation marks count as one quotation.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Quotation {
    /// How many words it has at least: shorter ones are phrases that anybody may use.
    #[serde(default = "eight")]
    pub words: usize,
}

fn eight() -> usize {
    8
}

/// A quotation on its way to the comparison.
#[derive(Debug, Serialize, Deserialize)]
pub struct Quoted {
    speaker: Option<Speaker>,
    page: Page,
}

/// The first fields of a [`Quoted`] and of the page in it, in their order, borrowed from where they are kept.
#[derive(Deserialize)]
struct Brief<'d> {
    #[serde(borrow)]
    speaker: Option<(u32, u32, &'d str)>,
    _day: Option<i32>,
    _start: u32,
    text: &'d str,
}

/// Who says it, where a full name is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Speaker {
    start: u32,
    end: u32,
    /// By the fullest form that the document has.
    name: String,
}

/// Words in a row that make one key, and how many keys a quotation has.
const WIDTH: usize = 4;
const KEYS: usize = 8;

/// A row of words that more documents quote than this is a saying.
const CROWD: usize = 1 << CROWD_BITS;
const CROWD_BITS: u8 = 6;

impl Check for Quotation {
    type Said = Quoted;

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, Quoted>) {
        for quote in article.quotes.iter().filter(|quote| quote.tokens.len() >= self.words) {
            let day = article.published.day.map(|day| chrono::Datelike::num_days_from_ce(&day));
            let page = Page::of_quote(&article.text, &article.quotes, quote, day);
            let Some(page) = page.filter(|page| page.len() >= self.words) else { continue };
            let mut rows: Vec<u64> = {
                let copy = Copy::new(article.text.source(), &page);
                copy.hashes.windows(WIDTH).map(|row| mix([row[0], row[1], row[2], row[3]])).collect()
            };
            // the smallest hashes of the rows: two quotations that share most rows share most of these
            rows.sort_unstable();
            rows.dedup();
            rows.truncate(KEYS);
            let keys = rows.into_iter().map(|row| Key::of_numbers("quotation", &[row]));
            emit.state_under(keys, quote.span, &Quoted { speaker: speaker(article, quote), page });
        }
    }

    fn crowd(&self) -> Option<u8> {
        Some(CROWD_BITS)
    }

    fn compare_encoded(&self, context: Context<'_>, key: Key, stated: &[Encoded<'_>], out: &mut Vec<Conflict>) {
        if stated.len() > CROWD || are_alike(stated) {
            return;
        }
        let stated: Vec<Stated<Quoted>> =
            stated.iter().map(|&(source, span, said)| Stated { key, source, span, said: read_back(said) }).collect();
        self.compare(context, &stated, out);
    }

    fn compare(&self, _: Context<'_>, stated: &[Stated<Quoted>], out: &mut Vec<Conflict>) {
        let mut all: Vec<Saying<'_>> = stated.iter().map(Saying::new).collect();
        all.sort_by_key(|one| one.copy.order());
        for (at, later) in all.iter().enumerate().skip(1) {
            // against the first that is worded differently: the others say the same again
            let earlier = all[..at].iter().filter(|earlier| earlier.copy.source != later.copy.source);
            let compared = |earlier: &Saying<'_>| {
                if shared(&earlier.telling, &later.telling) < TELLING {
                    return Vec::new();
                }
                let worded = if may_be_one(earlier, later) { compare(earlier, later) } else { Vec::new() };
                if worded.is_empty() { two_speakers(earlier, later, self.words) } else { worded }
            };
            if let Some(conflicts) = earlier.map(compared).find(|found| !found.is_empty()) {
                out.extend(conflicts);
            }
        }
    }
}

/// A quotation as it is compared.
struct Saying<'s> {
    copy: Copy<'s>,
    speaker: Option<&'s Speaker>,
    /// The different words in it that tell something, sorted.
    telling: Vec<u64>,
}

impl<'s> Saying<'s> {
    fn new(one: &'s Stated<Quoted>) -> Self {
        let copy = Copy::new(one.source, &one.said.page);
        let telling = telling(&copy, 0..copy.hashes.len());
        Self { copy, speaker: one.said.speaker.as_ref(), telling }
    }
}

/// Whether quotations are the same to the letter and given to nobody else, as most are that meet: then nothing has to be
/// read back.
fn are_alike(stated: &[Encoded<'_>]) -> bool {
    let mut briefs = stated.iter().map(|&(_, _, said)| read_back::<Brief<'_>>(said));
    let Some(first) = briefs.next() else { return true };
    let mut name = first.speaker.map(|speaker| speaker.2);
    briefs.all(|brief| {
        let other = brief.speaker.map(|speaker| speaker.2);
        let same = name.is_none() || other.is_none() || name == other;
        name = name.or(other);
        same && brief.text == first.text
    })
}

/// The person that a quotation is given to, by name.
fn speaker(article: &Article<'_>, quote: &Quote) -> Option<Speaker> {
    let span = quote.speaker?;
    // a mark that is never closed runs on to what somebody else says, in another paragraph
    let in_paragraph = |block: &Block| {
        let whole = article.text.span(block.tokens.clone());
        block.tokens.start <= quote.tokens.start
            && quote.tokens.end <= block.tokens.end
            && whole.start <= span.start
            && span.end <= whole.end
    };
    let block = article.text.block_of(quote.tokens.start)?;
    if !in_paragraph(&article.text.blocks[block]) {
        return None;
    }
    let first = article.names.partition_point(|name| name.span.end <= span.start);
    let overlapping = article.names[first..].iter().take_while(|name| name.span.start < span.end);
    let at = first + overlapping.clone().position(|name| name.kind == NameKind::Person)?;
    let entity = &article.entities[article.entity_of(at)?];
    let (place, name) = (article.names[at].span, article.text.slice(entity.name));
    (name.contains(' ') && !is_recited(article, quote)).then(|| Speaker {
        start: place.start,
        end: place.end,
        name: name.to_owned(),
    })
}

/// Words by which somebody says what others have said before: an oath, a motto, a banner's words.
static RECITED: Words = Words::new(&[
    "anthem",
    "banner",
    "hymn",
    "lyrics",
    "motto",
    "oath",
    "pledge",
    "poem",
    "prayer",
    "proverb",
    "quoted",
    "quoting",
    "read",
    "reading",
    "recited",
    "reciting",
    "sang",
    "slogan",
    "song",
    "statement",
    "verse",
]);

/// Whether the sentences beside a quotation tell that its words are others', or it begins with a quotation itself.
fn is_recited(article: &Article<'_>, quote: &Quote) -> bool {
    let text = &article.text;
    let inner = quote.tokens.clone().take(2).any(|at| matches!(text.text(at), "‘" | "'" | "“" | "\""));
    let Some(sentence) = text.sentence_of(quote.tokens.start) else { return inner };
    let last = text.sentence_of(quote.tokens.end.saturating_sub(1)).unwrap_or(sentence) + 1;
    let near = &text.sentences[sentence.saturating_sub(1)..(last + 1).min(text.sentences.len())];
    let outside = |at: &usize| !quote.tokens.contains(at);
    inner || near.iter().flat_map(|one| one.tokens.clone()).filter(outside).any(|at| RECITED.has(text.lower(at)))
}

/// Whether most of the shorter of two quotations, and enough that tells something, stands in the other word for word.
fn is_one_saying(a: &Copy<'_>, b: &Copy<'_>, words: usize) -> bool {
    let theirs: FxHashSet<&[u64]> = a.hashes.windows(words).collect();
    let mut common = vec![false; b.hashes.len()];
    for (at, row) in b.hashes.windows(words).enumerate() {
        if theirs.contains(row) {
            common[at..at + words].fill(true);
        }
    }
    let shared = common.iter().filter(|&&shared| shared).count();
    shared * 5 >= a.hashes.len().min(b.hashes.len()) * 3
        && telling(b, (0..common.len()).filter(|&at| common[at])).len() >= TELLING
}

/// The same words, said by two people: where none of the names can be another form of the other.
fn two_speakers(earlier: &Saying<'_>, later: &Saying<'_>, words: usize) -> Vec<Conflict> {
    let (Some(one), Some(other)) = (earlier.speaker, later.speaker) else { return Vec::new() };
    let (a, b) = (&earlier.copy, &later.copy);
    let common = b.hashes.iter().filter(|word| a.hashes.contains(word)).count();
    if one.name == other.name || common * 5 < a.hashes.len().min(b.hashes.len()) * 3 {
        return Vec::new();
    }
    // who says it in other words says something of their own
    if are_one_speaker(one, other) || !is_one_saying(a, b, words) || !compare(earlier, later).is_empty() {
        return Vec::new();
    }
    let (x, y) = (one.name.to_lowercase(), other.name.to_lowercase());
    let span = |speaker: &Speaker| Span { start: speaker.start, end: speaker.end };
    let message = format!("one quotation is given to two people: “{}” here, “{}” there", other.name, one.name);
    let conflict = Conflict::new(message, Label::new(b.source, span(other), format!("{} here", other.name)))
        .related(Label::new(a.source, span(one), format!("{} here", one.name)))
        .related(Label::new(b.source, b.span(0..b.hashes.len()), "the quotation"))
        .identity([x, y])
        .cause(b.source, span(other));
    vec![conflict.at_most(Severity::Warning)]
}

/// How many telling words two quotations have in common, wherever: the quickest look at two that are not one.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut rest, mut count) = (b, 0);
    for word in a {
        let smaller = rest.iter().take_while(|other| *other < word).count();
        rest = &rest[smaller..];
        count += usize::from(rest.first() == Some(word));
    }
    count
}

/// How many different words that are no grammar two quotations share at least for them to be one, and no turn of phrase.
const TELLING: usize = 4;

/// The different words in some stretches that tell something, sorted.
fn telling(copy: &Copy<'_>, words: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut telling: Vec<u64> =
        words.filter(|&at| !is_function_word(copy.lower(at))).map(|at| copy.hashes[at]).collect();
    telling.sort_unstable();
    telling.dedup();
    telling
}

/// How many days apart two documents are at most that quote one saying of one speaker, and of somebody who is not named: what
/// is said every quarter, and what any company says, is said anew.
const SPOKEN: u32 = 30;
const UNNAMED: u32 = 7;

/// Whether two sayings may be one that is worded in two ways, by who says them and when.
fn may_be_one(a: &Saying<'_>, b: &Saying<'_>) -> bool {
    let apart = a.copy.page.day.zip(b.copy.page.day).map_or(0, |(a, b)| a.abs_diff(b));
    match a.speaker.zip(b.speaker) {
        Some((one, other)) => are_one_speaker(one, other) && apart <= SPOKEN,
        None => apart <= UNNAMED,
    }
}

/// Whether one name can be another form, or a misspelling, of the other.
fn are_one_speaker(one: &Speaker, other: &Speaker) -> bool {
    let (x, y) = (one.name.to_lowercase(), other.name.to_lowercase());
    let family = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
    x == y || same_name(&x, &y) || strsim::osa_distance(&family(&x), &family(&y)) <= 2
}

/// For how many telling words in common one saying may be worded in two ways in a further place where not both are given to
/// one person.
const PLACE: usize = 10;

fn compare(earlier: &Saying<'_>, later: &Saying<'_>) -> Vec<Conflict> {
    let (a, b) = (&earlier.copy, &later.copy);
    if a.hashes == b.hashes {
        return Vec::new();
    }
    let of_one = earlier.speaker.is_some() && later.speaker.is_some();
    let alignment = align(a, b);
    let shares_enough = |aligned: &&Aligned| {
        let outside = |at: &usize| !aligned.hunks.iter().any(|hunk| hunk.b.contains(at));
        telling(b, aligned.b.clone().filter(outside)).len() >= TELLING
    };
    let aligned = alignment.altered.iter().filter(|aligned| !aligned.loose && aligned.hunks.len() <= 3);
    let aligned = aligned.filter(shares_enough);
    let changes = aligned.flat_map(|aligned| {
        let changes = changes_of(a, b, &aligned.hunks);
        let most = 1 + shared(&earlier.telling, &later.telling) / PLACE;
        if of_one || changes.len() <= most { changes } else { Vec::new() }
    });
    changes.map(|change| conflict(a, b, &change)).collect()
}

fn conflict(a: &Copy<'_>, b: &Copy<'_>, change: &Change) -> Conflict {
    let (was, now) = (a.written(change.a.clone()), b.written(change.b.clone()));
    let span = b.span(change.b.clone());
    let message = format!("one quotation is worded in two ways: “{now}” here, “{was}” there");
    let conflict = Conflict::new(message, Label::new(b.source, span, format!("{now} here")))
        .related(Label::new(a.source, a.span(change.a.clone()), format!("{was} here")))
        .identity([was, now])
        .cause(b.source, span);
    if change.fact == Fact::Sense { conflict } else { conflict.at_most(Severity::Warning) }
}
