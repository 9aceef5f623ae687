//! Titles with names -> who is said to hold, have held or take an office that knowledge has the terms of.
//!
//! A claim needs a person whom knowledge has, with a full name in the document: "President Lee" alone could be anyone.

#[cfg(test)]
mod tests;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::claim::{hash_on, hash_word};
use crate::knowledge::Knowledge;
use crate::knowledge::fold;
use crate::knowledge::index::{Phrase, Phrases, joined_hash};
use crate::lexeme::Classes;
use crate::segment::{BlockKind, Segmented, TokenKind};
use crate::source::Span;

/// How a holder stands to the office, by the words beside the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tenure {
    /// "Prime Minister Ishiba", "the Ishiba administration": holds it at the time told of.
    Holds,
    /// "current", "sitting": holds it at the time of writing.
    Current,
    /// "former", "ex-".
    Former,
    /// "new", "newly elected".
    New,
    /// "takes office".
    Takes,
    /// "then-Prime Minister", "late", "next": says nothing of the time of writing that could be held against it.
    Other,
    /// "president-elect", "incoming".
    Elect,
}

/// A person said to hold, have held or take an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeClaim {
    /// The qualifier, the title and the name: "former Japanese Prime Minister Fumio Kishida".
    pub span: Span,
    /// The name alone.
    pub name: Span,
    pub tenure: Tenure,
    /// Index into [`Knowledge::offices`].
    pub office: usize,
    /// Index into [`Knowledge::people`].
    pub person: usize,
    pub sentence: usize,
    /// Stands in a direct quotation: said at another time, perhaps.
    pub quoted: bool,
}

/// What those who govern under somebody are called; there may be several.
pub(crate) const ADMINISTRATIONS: &[&str] = &["administration", "administrations"];

/// Most tokens that one name takes.
const LONGEST_NAME: usize = 8;

/// Reads every claim of office in what the article says.
#[must_use]
pub fn read(text: &Segmented<'_>, quotes: &[Range<usize>], knowledge: &Knowledge) -> Vec<OfficeClaim> {
    if knowledge.offices.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader { text, knowledge, titles: Vec::new(), people: FxHashMap::default() };
    reader.meet();
    if reader.people.is_empty() {
        return Vec::new();
    }
    let titles = &knowledge.index.titles;
    let may_be_title = |&at: &usize| text.tokens[at].kind == TokenKind::Word && titles.may_start(text.folded_hash(at));
    reader.titles = (0..text.tokens.len()).filter(may_be_title).collect();
    reader.meet_others();
    let mut claims = Vec::new();
    for at in reader.starts() {
        let Some(index) = text.sentence_of(at) else { continue };
        let sentence = &text.sentences[index];
        if !text.blocks[sentence.block].kind.is_told() && text.blocks[sentence.block].kind != BlockKind::Byline {
            continue;
        }
        if ADMINISTRATIONS.contains(&text.lower(at)) {
            reader.administration(at, &sentence.tokens, index, &mut claims);
        } else {
            reader.titled(at, &sentence.tokens, index, &mut claims);
        }
    }
    claims.sort_by_key(|claim| (claim.span.start, claim.name.start));
    claims.dedup_by_key(|claim| claim.name);
    for claim in &mut claims {
        let tokens = text.tokens_in(claim.name);
        claim.quoted = quotes.iter().any(|quote| quote.contains(&tokens.start));
    }
    claims
}

struct Reader<'a> {
    text: &'a Segmented<'a>,
    knowledge: &'a Knowledge,
    /// The tokens that a title may start with.
    titles: Vec<usize>,
    /// Hashes of family names whose bearer the document names in full -> that person; `None` when it names two.
    people: FxHashMap<u64, Option<usize>>,
}

/// A person found in the text.
#[derive(Debug, Clone, Copy)]
struct Named {
    person: usize,
    first: usize,
    end: usize,
}

impl Reader<'_> {
    /// The tokens that a claim may be read from, in their order.
    fn starts(&self) -> Vec<usize> {
        let mut starts = self.titles.clone();
        if self.text.has(Classes::ADMINISTRATION) {
            let is_one = |at: &usize| self.text.lexemes[*at].classes.has(Classes::ADMINISTRATION);
            starts.extend((0..self.text.tokens.len()).filter(is_one));
            starts.sort_unstable();
            starts.dedup();
        }
        starts
    }

    /// Finds the people of knowledge whom the document names in full.
    fn meet(&mut self) {
        for &at in &self.text.capitals {
            let Some((people, _)) = self.full_name(at) else { continue };
            let people = people.to_vec();
            for &person in &people {
                let family = joined_hash(&self.knowledge.people[person].family);
                let known = self.people.entry(family).or_insert(Some(person));
                if *known != Some(person) && people.len() == 1 {
                    *known = None;
                }
            }
        }
    }

    /// A title with another full name of the same family ("President George H. W. Bush"): the family name alone may be
    /// either's.
    fn meet_others(&mut self) {
        let mut others = Vec::new();
        let count = self.text.tokens.len();
        let behind = |&first: &usize| (first + 1..count.min(first + 4)).map(move |at| (first, at));
        for (first, at) in self.titles.iter().flat_map(behind) {
            let starts = self.text.tokens[at].shape.has_capital() && self.is_near(at);
            if !starts || !self.is_title(first..at) || self.full_name(at).is_some() {
                continue;
            }
            let limit = self.text.tokens.len().min(at + LONGEST_NAME);
            let goes_on = |token: usize| match self.text.text(token) {
                "-" => true,
                "." => self.text.text(token - 1).len() == 1, // an initial
                _ => self.text.tokens[token].shape.has_capital(),
            };
            let name_end = (at..limit).find(|&token| !goes_on(token)).unwrap_or(limit);
            let words: Vec<usize> =
                (at..name_end).filter(|&token| self.text.tokens[token].kind == TokenKind::Word).collect();
            if let [first, .., last] = words[..] {
                others.extend([first, last].map(|token| self.join(hash_word(b""), token)));
            }
        }
        for family in others {
            self.people.entry(family).and_modify(|known| *known = None);
        }
    }

    /// Whether some tokens are a title.
    fn is_title(&self, tokens: Range<usize>) -> bool {
        let met = phrase_at(self.text, &self.knowledge.index.titles, tokens.start, tokens.end);
        met.is_some_and(|met| met.tokens == tokens.len())
    }

    /// The people of a full name that starts here, and the token after it.
    fn full_name(&self, at: usize) -> Option<(&[usize], usize)> {
        let index = &self.knowledge.index;
        let longest = index.longest_name(self.text.folded_hash(at))?;
        let mut joined = hash_word(b"");
        let mut best = None;
        let (mut words, mut letters) = (0, 0);
        for token in at..self.text.tokens.len().min(at + LONGEST_NAME) {
            match self.text.tokens[token].kind {
                TokenKind::Word | TokenKind::Mixed => joined = self.join(joined, token),
                TokenKind::Mark if self.text.glued(token) && joins(self.text.text(token)) => continue,
                _ => break,
            }
            words += 1;
            // what has accents may be written without
            letters += if self.text.tokens[token].plain { self.text.tokens[token].span.len() } else { 0 };
            if letters > longest {
                break;
            }
            let people = if words > 1 { index.named(joined) } else { &[] };
            if !people.is_empty() {
                best = Some((people, token + 1));
            }
        }
        best
    }

    /// The hash of joined letters with those of a token behind them.
    fn join(&self, joined: u64, token: usize) -> u64 {
        if self.text.tokens[token].plain {
            return hash_on(joined, self.text.lower(token).as_bytes());
        }
        let mut folded = fold(self.text.text(token)).into_owned();
        folded.retain(char::is_alphanumeric);
        hash_on(joined, folded.as_bytes())
    }

    /// The person named here: by the full name, or by a family name that the document has given in full.
    fn person(&self, at: usize, offices: &[usize]) -> Option<Named> {
        if !self.text.tokens.get(at)?.shape.has_capital() {
            return None;
        }
        let holds =
            |person: usize| self.knowledge.index.offices_of(person).iter().any(|office| offices.contains(office));
        if let Some((people, end)) = self.full_name(at) {
            let mut holders = people.iter().copied().filter(|&person| holds(person));
            let person = holders.next()?;
            return holders.next().is_none().then_some(Named { person, first: at, end });
        }
        let (family, end) = self.family(at)?;
        let person = self.people.get(&family).copied().flatten().filter(|&person| holds(person))?;
        // "President Lee Myung": some other Lee
        let next = self.text.tokens.get(end);
        let goes_on =
            next.is_some_and(|next| next.kind == TokenKind::Word && next.shape.has_capital() && self.is_near(end));
        (!goes_on).then_some(Named { person, first: at, end })
    }

    /// The longest run of words from here that is the family name of somebody met.
    fn family(&self, at: usize) -> Option<(u64, usize)> {
        let mut joined = hash_word(b"");
        let mut best = None;
        for token in at..self.text.tokens.len().min(at + 5) {
            match self.text.tokens[token].kind {
                TokenKind::Word => joined = self.join(joined, token),
                TokenKind::Mark if self.text.is_mark(token, b'-') && self.text.glued(token) => continue,
                _ => break,
            }
            if self.people.contains_key(&joined) {
                best = Some((joined, token + 1));
            }
        }
        best
    }

    /// Whether a token stands in the same run of words as the one before it.
    fn is_near(&self, at: usize) -> bool {
        at > 0 && self.text.tokens[at].span.start - self.text.tokens[at - 1].span.end <= 2
    }

    /// A claim by a title that starts at this token.
    fn titled(&self, at: usize, sentence: &Range<usize>, index: usize, claims: &mut Vec<OfficeClaim>) {
        let Some(title) = phrase_at(self.text, &self.knowledge.index.titles, at, sentence.end) else { return };
        let after = at + title.tokens;
        let before = self.qualifiers(at, sentence.start);
        let (of, after) = self.of_body(after, sentence.end);
        let elect = self.is_elect(after, sentence.end);
        let after = if elect { after + 2 } else { after };
        let bodies = before.bodies.as_deref().or(of.as_deref());
        let offices: Vec<usize> = title
            .phrase
            .means
            .iter()
            .copied()
            .filter(|office| bodies.is_none_or(|bodies| bodies.contains(office)))
            .collect();
        let Some(named) = self.beside(at, before.start, after, sentence, &offices) else { return };
        let held = self.knowledge.index.offices_of(named.person);
        let Some(&office) = offices.iter().find(|office| held.contains(office)) else { return };
        let takes = self.takes_office(named, sentence);
        let tenure = match (elect, takes) {
            (true, _) => Tenure::Elect,
            (false, true) => Tenure::Takes,
            (false, false) => before.tenure,
        };
        let name = self.text.span(named.first..named.end);
        let start = before.start.min(named.first);
        let end = if takes { named.end + 2 } else { after.max(named.end) };
        let span = self.text.span(start..end).to(name);
        claims.push(OfficeClaim { span, name, tenure, office, person: named.person, sentence: index, quoted: false });
    }

    /// The name before or after a title: "President Lee", "the Japanese Prime Minister, Sanae Takaichi,", "Lee, the new
    /// president,".
    fn beside(
        &self,
        at: usize,
        start: usize,
        after: usize,
        sentence: &Range<usize>,
        offices: &[usize],
    ) -> Option<Named> {
        if after < sentence.end {
            if let Some(named) = self.person(after, offices).filter(|_| self.is_near(after)) {
                return Some(named);
            }
            if self.text.text(after) == "," && after + 1 < sentence.end && at > sentence.start {
                let named = self.person(after + 1, offices).filter(|named| named.end - named.first > 1);
                if named.is_some() {
                    return named;
                }
            }
        }
        let comma = start.checked_sub(1).filter(|&comma| comma > sentence.start && self.text.text(comma) == ",")?;
        let first = (sentence.start.max(comma.saturating_sub(LONGEST_NAME))..comma)
            .find(|&first| self.person(first, offices).is_some_and(|named| named.end == comma))?;
        self.person(first, offices)
    }

    /// "of South Korea", "of the United States" after a title: the offices of that body, and the token after it.
    fn of_body(&self, at: usize, end: usize) -> (Option<Vec<usize>>, usize) {
        if at + 1 >= end || self.text.lower(at) != "of" {
            return (None, at);
        }
        let body = if self.text.lower(at + 1) == "the" { at + 2 } else { at + 1 };
        match phrase_at(self.text, &self.knowledge.index.bodies, body, end) {
            Some(found) => (Some(found.phrase.means.clone()), body + found.tokens),
            None => (None, at),
        }
    }

    fn is_elect(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.text.text(at) == "-" && self.text.glued(at) && self.text.lower(at + 1) == "elect"
    }

    /// "takes office" right after the name.
    fn takes_office(&self, named: Named, sentence: &Range<usize>) -> bool {
        let word = |at: usize| if at < sentence.end { self.text.lower(at) } else { "" };
        matches!(word(named.end), "takes" | "assumes") && matches!(word(named.end + 1), "office" | "power")
    }

    /// What stands before a title: the body's name, and words such as "former".
    fn qualifiers(&self, title: usize, start: usize) -> Qualifiers {
        let mut found = Qualifiers { start: title, tenure: Tenure::Holds, bodies: None };
        while found.start > start {
            let at = found.start - 1;
            if self.text.text(at) == "-" && self.text.glued(at) && self.text.glued(at + 1) {
                found.start -= 1; // then-President, ex-president
                continue;
            }
            if found.bodies.is_none()
                && let Some((first, offices)) = self.body_before(found.start, start)
            {
                found.bodies = Some(offices);
                found.start = first;
                continue;
            }
            match tenure(self.text.lower(at)) {
                Some(tenure) => found.tenure = tenure,
                None if matches!(
                    self.text.lower(at),
                    "elected" | "newly" | "inaugurated" | "the" | "appointed" | "vice"
                ) =>
                {
                    if self.text.lower(at) == "vice" {
                        found.bodies = Some(Vec::new()); // a vice president is not the president
                    }
                }
                None => break,
            }
            found.start -= 1;
        }
        if found.start < title && self.text.text(found.start) == "-" {
            found.start += 1;
        }
        found
    }

    /// A country or demonym that ends right before a token.
    fn body_before(&self, end: usize, start: usize) -> Option<(usize, Vec<usize>)> {
        let possessive = end > start && self.text.tokens[end - 1].kind == TokenKind::Possessive;
        let end = if possessive { end - 1 } else { end };
        (start.max(end.saturating_sub(5))..end).find_map(|first| {
            let found = phrase_at(self.text, &self.knowledge.index.bodies, first, end)?;
            (first + found.tokens == end).then(|| (first, found.phrase.means.clone()))
        })
    }

    /// "the Yoon and Kishida administrations": each name before the word holds an office.
    fn administration(&self, at: usize, sentence: &Range<usize>, index: usize, claims: &mut Vec<OfficeClaim>) {
        if !matches!(self.text.lower(at), "administration" | "administrations") {
            return;
        }
        let mut first = at;
        while first > sentence.start && at - first < 10 {
            let before = first - 1;
            let word = self.text.tokens[before];
            let joins = matches!(self.text.lower(before), "and" | "," | "-");
            if !word.shape.has_capital() && !joins {
                break;
            }
            first -= 1;
        }
        let tenure = match first.checked_sub(1).filter(|&before| before >= sentence.start) {
            Some(before) => tenure(self.text.lower(before)).unwrap_or(Tenure::Holds),
            None => Tenure::Holds,
        };
        let whole = self.text.span(first..at + 1);
        let every: Vec<usize> = (0..self.knowledge.offices.len()).collect();
        let mut token = first;
        while token < at {
            match self.person(token, &every) {
                Some(named) if named.end <= at => {
                    let office = self.knowledge.index.offices_of(named.person)[0];
                    let name = self.text.span(named.first..named.end);
                    claims.push(OfficeClaim {
                        span: whole,
                        name,
                        tenure,
                        office,
                        person: named.person,
                        sentence: index,
                        quoted: false,
                    });
                    token = named.end;
                }
                _ => token += 1,
            }
        }
    }
}

struct Qualifiers {
    /// The first token of what belongs to the title.
    start: usize,
    tenure: Tenure,
    /// The offices of the body named before the title.
    bodies: Option<Vec<usize>>,
}

fn tenure(word: &str) -> Option<Tenure> {
    Some(match word {
        "former" | "ex" | "onetime" => Tenure::Former,
        "new" => Tenure::New,
        "current" | "sitting" | "incumbent" => Tenure::Current,
        "then" | "late" | "next" | "future" | "outgoing" | "acting" | "interim" | "would" | "caretaker" | "first" => {
            Tenure::Other
        }
        "incoming" => Tenure::Elect,
        _ => return None,
    })
}

/// A phrase found in the text: how many tokens it takes.
struct Met<'p> {
    phrase: &'p Phrase,
    tokens: usize,
}

/// The longest phrase that starts at a token; hyphens between its words are passed over.
fn phrase_at<'p>(text: &Segmented<'_>, phrases: &'p Phrases, at: usize, end: usize) -> Option<Met<'p>> {
    if text.tokens.get(at)?.kind != TokenKind::Word {
        return None;
    }
    phrases.starting(text.folded_hash(at)).iter().find_map(|phrase| {
        let mut token = at;
        for (index, &word) in phrase.words.iter().enumerate() {
            if index > 0 && token < end && text.is_mark(token, b'-') {
                token += 1;
            }
            if token >= end || word != text.folded_hash(token) {
                return None;
            }
            token += 1;
        }
        Some(Met { phrase, tokens: token - at })
    })
}

/// Marks inside a name.
fn joins(mark: &str) -> bool {
    matches!(mark, "-" | "‑" | "–" | ".")
}
