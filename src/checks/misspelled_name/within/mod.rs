//! One article: a name's odd spelling beside the established one.
//!
//! A pair of near spellings is evidence of nothing. It takes a shared companion ("Shigeru Ishida", "Shigeru Ishiba"), or
//! a surname that nobody was introduced with beside one that somebody was, or a word in no list beside a place.

mod apart;
mod gloss;
mod innocent;
mod people;
mod places;
mod things;

use super::forms::{Apart, Form, beside, compatible_given, forms, introductions, is_kin, uses};
use super::{Evidence, Of, Suspect, Use};
use crate::article::Article;
use crate::extract::name::words::{COURTESY, KIN};
use crate::extract::name::{NameKind, NameMention};
use crate::knowledge::lexicon;
use crate::knowledge::spelling::edits;
use crate::segment::{Shape, TokenKind};
use crate::source::Span;

/// Every suspect of an article, in the order of the text; one for each odd spelling.
pub(super) fn suspects(article: &Article<'_>) -> Vec<Suspect> {
    let uses = uses(article);
    let forms = forms(article, &uses);
    let mut suspects: Vec<Suspect> = Vec::new();
    let ends: Vec<Ends> = forms.iter().map(|form| Ends::of(form.folded)).collect();
    for (at, a) in forms.iter().enumerate() {
        for (b, _) in forms[at + 1..].iter().zip(&ends[at + 1..]).filter(|(_, other)| ends[at].may_be_near(**other)) {
            if let Some(apart) = a.apart(b) {
                let (odd, fair) = odd_first(article, a, b);
                suspects.extend(Pair { article, odd, fair, apart }.judge());
            }
        }
    }
    suspects.sort_by_key(|suspect| (suspect.odd, suspect.evidence, suspect.fair));
    suspects.dedup_by_key(|suspect| suspect.odd);
    gloss::without_glosses(article, suspects)
}

/// The least that tells most spellings apart: two that are near begin alike or, where they begin apart, end alike.
#[derive(Debug, Clone, Copy)]
struct Ends {
    len: usize,
    first: u8,
    last: u8,
}

impl Ends {
    fn of(folded: &str) -> Self {
        let bytes = folded.as_bytes();
        Self { len: bytes.len(), first: bytes[0], last: bytes[bytes.len() - 1] }
    }

    fn may_be_near(self, other: Self) -> bool {
        (self.first == other.first || self.last == other.last) && self.len.abs_diff(other.len) <= 2
    }
}

/// The less supported spelling first: fewer uses, never in a full name, in no list, later.
fn odd_first<'f, 'a>(article: &Article<'_>, a: &'f Form<'a>, b: &'f Form<'a>) -> (&'f Form<'a>, &'f Form<'a>) {
    let full = |form: &Form<'_>| form.uses.iter().any(|used| article.names[used.0].parts.len() > 1);
    let support =
        |form: &Form<'_>| (form.uses.len(), full(form), !form.known().unheard(), std::cmp::Reverse(form.uses[0]));
    if support(a) < support(b) { (a, b) } else { (b, a) }
}

/// Two near spellings.
struct Pair<'f, 'a, 's> {
    article: &'a Article<'s>,
    odd: &'f Form<'a>,
    fair: &'f Form<'a>,
    apart: Apart,
}

impl Pair<'_, '_, '_> {
    fn judge(&self) -> Option<Suspect> {
        let often = |form: &Form<'_>| form.uses.len() >= 3;
        if (often(self.odd) && often(self.fair)) || self.odd.uses.len() > 4 {
            return None;
        }
        self.suspected().filter(|_| !self.is_innocent())
    }

    /// Whether the odd spelling seems to be a slip, and of what.
    fn suspected(&self) -> Option<Suspect> {
        if let Some(suspect) = self.saints() {
            return Some(suspect);
        }
        if self.apart.inflected {
            return self.lost_s();
        }
        let people = || self.short_form().or_else(|| self.relation()).or_else(|| self.given_alone());
        self.companions().or_else(people).or_else(|| self.place()).or_else(|| self.demonym()).or_else(|| self.other())
    }

    fn name(&self, used: Use) -> &NameMention {
        &self.article.names[used.0]
    }

    fn suspect(&self, odd: Use, fair: Use, of: Of, evidence: Evidence) -> Option<Suspect> {
        let others = self.odd.uses.iter().copied().filter(|&other| other != odd).collect();
        Some(Suspect { odd, fair, of, evidence, others, count: self.fair.uses.len() })
    }

    /// The two stand beside the same word of a name.
    fn companions(&self) -> Option<Suspect> {
        for &odd in self.odd.uses {
            for &fair in self.fair.uses {
                if let Some(of) = self.are_companions(odd, fair) {
                    return self.suspect(odd, fair, of, Evidence::Companion);
                }
            }
        }
        None
    }

    fn are_companions(&self, odd: Use, fair: Use) -> Option<Of> {
        let (a, b) = (self.name(odd), self.name(fair));
        let ((left, right), (other_left, other_right)) = (beside(a, odd.1), beside(b, fair.1));
        let short = |a: &str, b: &str| self.odd.known().unheard() && lexicon::are_forms_of_one(a, b);
        let left = left
            .zip(other_left)
            .is_some_and(|(one, other)| one == other || (short(one, other) && !self.are_titled_apart(a, b)));
        let right = right.is_some() && right == other_right;
        if !left && !right {
            return None;
        }
        let unheard =
            |name: &NameMention| name.parts.len() == 2 && !name.parts.iter().any(|part| lexicon::is_word(&part.folded));
        let person = [a, b].iter().any(|name| name.kind == NameKind::Person)
            || [a, b].iter().all(|name| name.kind == NameKind::Unknown && unheard(name));
        if !person {
            // "Angolan Instituto Nacional" and "Angolan Institute for Cancer Control"
            let other = |name: &NameMention, part: usize| name.parts.get(part + 1).map(|part| part.folded.clone());
            let land = odd.1.checked_sub(1).is_some_and(|at| lexicon::place(&a.parts[at].folded).is_some());
            if left && land && other(a, odd.1).zip(other(b, fair.1)).is_some_and(|(a, b)| edits(&a, &b).is_none()) {
                return None;
            }
            let plain = self.odd.known().unheard() && self.apart.edits == 1 && self.odd.folded.len() >= 5;
            let of = if [a, b].iter().any(|name| name.kind == NameKind::Place) { Of::Place } else { Of::Organisation };
            return (plain && self.apart.same_first && !is_kin(self.odd, self.fair)).then_some(of);
        }
        let given_last = [(a, odd), (b, fair)]
            .iter()
            .any(|(name, used)| name.family.start < name.given.start && name.given.contains(&used.1));
        let same = if given_last {
            self.apart.edits == 1 && self.odd.folded.len() >= 7
        } else if left {
            self.is_same_family()
        } else {
            !self.is_kin_of_somebody(a) && !self.is_kin_of_somebody(b) && self.is_same_given()
        };
        same.then_some(Of::Person)
    }

    /// "St Anne's primary school" and "St Ann's primary school".
    fn saints(&self) -> Option<Suspect> {
        let text = &self.article.text;
        let saint =
            |used: Use| used.1 > 0 && matches!(self.name(used).parts[used.1 - 1].folded.as_str(), "st" | "saint");
        let thing = |used: Use| {
            let end = self.name(used).tokens.end;
            let owned = text.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Possessive);
            let noun = text.tokens.get(end + 1).filter(|next| owned && next.shape == Shape::Lower)?;
            Some(text.slice(noun.span))
        };
        let (a, b) = (self.odd.folded, self.fair.folded);
        let mute = a.strip_suffix('e') == Some(b) || b.strip_suffix('e') == Some(a);
        let alike = self.apart.edits == 1 && (self.apart.sounds || mute) && self.odd.uses.len() == 1;
        let odd = self.odd.uses[0];
        let of = thing(odd).filter(|_| alike && saint(odd))?;
        let fair = self.fair.uses.iter().find(|&&fair| saint(fair) && thing(fair) == Some(of))?;
        self.suspect(odd, *fair, Of::Organisation, Evidence::Companion)
    }

    /// "Bel" for "Bell", "Low" for "Lowe": a letter that is not heard, doubled or left out at the end. "Lea" is another than "Lee".
    fn is_short_slip(&self) -> bool {
        let (a, b) = (self.odd.folded, self.fair.folded);
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let rest = long.strip_prefix(short);
        self.apart.sounds && (rest == Some("e") || rest.is_some_and(|rest| rest.len() == 1 && short.ends_with(rest)))
    }

    /// After the same given name.
    fn is_same_family(&self) -> bool {
        let least = self.odd.folded.len().min(self.fair.folded.len());
        let unheard = self.odd.known().unborne();
        if least < 4 && !unheard && !self.is_short_slip() {
            return false; // John Doe, John Roe
        }
        self.apart.edits == 1
            || self.apart.sounds
            || (self.apart.edits == 2 && least >= 7 && self.apart.same_first && unheard)
    }

    /// Before the same family name: two known given names are two people, unless they sound alike.
    fn is_same_given(&self) -> bool {
        let (odd, fair) = (self.odd.folded, self.fair.folded);
        let spelling = self.apart.edits == 1 && self.apart.sounds;
        if self.odd.uses.len() > 1 || odd.len() < 3 || (!spelling && lexicon::are_forms_of_one(odd, fair)) {
            return false;
        }
        let sexes = lexicon::name(odd).sex().zip(lexicon::name(fair).sex());
        let written = |word: &str| word.replace("ou", "u").replace("oo", "u").replace("ee", "i");
        if sexes.is_some_and(|(odd, fair)| odd != fair) || written(odd) == written(fair) {
            return false;
        }
        let near = self.apart.edits == 1 || (self.apart.sounds && self.apart.edits <= 2);
        match (self.odd.known().given, self.fair.known().given) {
            (true, true) => near && self.apart.sounds,
            // the common spelling of a rare name
            (true, false) => near && self.fair.uses.len() >= 2 && self.fair.known().unborne(),
            (false, _) => near && self.odd.known().unborne() && (self.fair.known().given || self.fair.uses.len() >= 2),
        }
    }

    fn is_kin_of_somebody(&self, name: &NameMention) -> bool {
        let text = &self.article.text;
        let last = |title: Span| text.slice(title).rsplit(' ').next().is_some_and(|last| KIN.contains(&last));
        // "his brother Shaun", "her sister, Ana"
        let before = |by: usize| name.tokens.start.checked_sub(by).map_or("", |at| text.lower(at));
        let kin = |word: &str| KIN.contains(&word);
        name.title.is_some_and(last) || kin(before(1)) || (before(1) == "," && kin(before(2)))
    }

    /// Titles of two offices before names that differ in both their parts.
    fn are_titled_apart(&self, a: &NameMention, b: &NameMention) -> bool {
        let text = &self.article.text;
        let last = |title: Span| text.slice(title).rsplit(' ').next().map(str::to_lowercase);
        let title = |name: &NameMention| {
            name.title.and_then(last).filter(|title| !COURTESY.contains(&title.trim_end_matches('.')))
        };
        title(a).zip(title(b)).is_some_and(|(a, b)| a != b)
    }

    /// A surname on its own that nobody bears, one letter from one that somebody was introduced with.
    fn short_form(&self) -> Option<Suspect> {
        let least = self.odd.folded.len().min(self.fair.folded.len());
        let near = match self.apart.edits {
            1 => least >= 4 || self.is_short_slip(),
            2 => least >= 8 && self.end_alike() && self.odd.known().unheard() && self.fair.uses.len() >= 2,
            _ => false,
        };
        let titled = || self.odd.uses.iter().all(|&used| self.name(used).title.is_some());
        let sounds = self.apart.sounds && least >= 4 && (self.fair.uses.len() >= 2 || titled());
        if !(near || sounds) || !self.apart.same_first {
            return None;
        }
        if is_kin(self.odd, self.fair) || self.odd.known().demonym {
            return None;
        }
        if self.is_as_frequent() {
            return None;
        }
        let bearers = introductions(self.article, self.fair);
        let others = introductions(self.article, self.odd);
        let shared = others.iter().any(|a| bearers.iter().any(|b| compatible_given(a, b)));
        if !others.is_empty() && !shared && !bearers.is_empty() {
            return None;
        }
        if let Some(suspect) = self.introduced_odd(&others, &bearers) {
            return Some(suspect);
        }
        let fair = *self.fair.uses.iter().find(|&&used| self.is_introduced(used))?;
        let doubtful = self.name(fair).kind == NameKind::Unknown;
        let acts = |used: Use| self.name(used).acts || self.name(used).title.is_some();
        let odd =
            *self.odd.uses.iter().find(|&&used| self.is_short_form(used) && ((near && !doubtful) || acts(used)))?;
        let known = self.odd.known();
        let evidence = if !known.unheard() && !known.word { Evidence::KnownShortForm } else { Evidence::ShortForm };
        self.suspect(odd, fair, Of::Person, evidence)
    }

    /// The difference is inside, where no ending is exchanged.
    fn end_alike(&self) -> bool {
        let (a, b) = (self.odd.folded.as_bytes(), self.fair.folded.as_bytes());
        a.len() > 2 && b.len() > 2 && a[a.len() - 2..] == b[b.len() - 2..]
    }

    /// The other way about: the full name is spelled as no short form of it is, and the short forms are nobody's.
    fn introduced_odd(&self, others: &[&str], bearers: &[&str]) -> Option<Suspect> {
        if others.len() != 1 || !bearers.is_empty() || self.odd.uses.len() != 1 || self.fair.uses.len() < 2 {
            return None;
        }
        let single = |used: &&Use| self.name(**used).parts.len() == 1;
        let acting = |used: &&Use| self.name(**used).acts || self.name(**used).title.is_some();
        if !self.fair.uses.iter().all(|used| single(&used)) || self.fair.known().place || self.fair.known().word {
            return None;
        }
        if self.name(self.odd.uses[0]).kind != NameKind::Person {
            return None;
        }
        // "Donald Regan, the chief of staff, and President Reagan": who has a title of their own is somebody else
        let title = |used: Use| {
            self.name(used).title.map_or(String::new(), |title| self.article.text.slice(title).to_lowercase())
        };
        let mine = title(self.odd.uses[0]);
        let other = |used: &Use| {
            let theirs = title(*used);
            !theirs.is_empty() && !COURTESY.has(theirs.trim_end_matches('.')) && !mine.contains(&theirs)
        };
        if self.fair.uses.iter().any(other) {
            return None;
        }
        let acts = self.fair.uses.iter().find(acting);
        let fair = acts.or_else(|| self.fair.uses.first().filter(|_| self.odd.known().unheard()))?;
        self.suspect(self.odd.uses[0], *fair, Of::Person, Evidence::Introduced)
    }

    /// Named as a person, with a given name or a title.
    fn is_introduced(&self, used: Use) -> bool {
        let name = self.name(used);
        // a first surname of two is used alone: "Ruiz" of "Jorge Ruiz Vázquez"
        let first_of_two = || used.1 > 0 && self.fair.uses.iter().any(|&other| self.name(other).parts.len() == 1);
        let full = (name.family.contains(&used.1) || first_of_two()) && !name.given.is_empty();
        let titled = name.parts.len() == 1 && name.title.is_some();
        let unheard = name.kind == NameKind::Unknown
            && name.parts.len() == 2
            && used.1 == 1
            && !name.parts.iter().any(|part| lexicon::is_word(&part.folded));
        (name.kind == NameKind::Person && (full || titled)) || unheard
    }

    fn is_short_form(&self, used: Use) -> bool {
        let name = self.name(used);
        // "Glynn Lunney" is a name of its own
        let first_of_several = used.1 == 0 && name.parts.len() > 1;
        if self.is_listed_place(used) || first_of_several {
            return false;
        }
        let in_context = name.acts || name.title.is_some();
        if self.odd.known().unheard() {
            let single = name.parts.len() == 1 && self.odd.folded.len() >= 5 && self.odd.uses.len() == 1;
            return in_context || self.fair.uses.len() >= 2 || (single && !self.is_located(used));
        }
        let known = self.odd.known();
        let nobody = known.word && !(known.family || known.given || known.place || known.demonym);
        if nobody {
            // a common word with a title or a verb of saying is a name gone wrong
            return name.parts.len() == 1 && in_context && !name.loose && self.fair.uses.len() >= 2;
        }
        name.parts.len() == 1
            && in_context
            && !name.loose
            && (known.family || known.given || (known.capitalised && known.unborne()))
            && self.odd.uses.len() == 1
            && !self.is_given_name()
            && self.shares_title(name)
    }

    /// Somebody in the article has the odd spelling as a given name.
    fn is_given_name(&self) -> bool {
        self.article
            .names
            .iter()
            .any(|name| name.parts[name.given.clone()].iter().any(|part| part.folded == self.odd.folded))
    }

    /// Nothing in the titles says that two people are meant.
    fn shares_title(&self, odd: &NameMention) -> bool {
        let text = &self.article.text;
        let Some(title) = odd.title else { return true };
        let title = text.slice(title).to_lowercase();
        COURTESY.contains(&title.trim_end_matches('.'))
            || self
                .fair
                .uses
                .iter()
                .any(|&used| self.name(used).title.is_some_and(|other| text.slice(other).to_lowercase() == title))
    }

    /// Any other name that the article writes again and again.
    fn other(&self) -> Option<Suspect> {
        let (odd, fair) = (self.odd, self.fair);
        let plain = odd.known().unheard()
            && odd.uses.len() == 1
            && fair.uses.len() >= 3
            && odd.folded.len()
                >= match fair.uses.len() {
                    8.. => 4,
                    5.. => 5,
                    _ => 7,
                }
            && self.apart.edits == 1
            && self.apart.same_first
            && !fair.known().demonym
            && !is_kin(odd, fair);
        let used = odd.uses[0];
        // "French Reuters" is as good as alone
        let first = &self.name(used).parts[0].folded;
        let alone = used.1 == 0 || (used.1 == 1 && lexicon::place(first).is_some_and(lexicon::Spot::is_demonym));
        let apart = self.name(used).parts.len() > used.1 + 1 || !alone || self.is_acronym(used);
        if !plain || apart || self.name(used).kind == NameKind::Person && !self.name(used).given.is_empty() {
            return None;
        }
        // "SpaceX" is made up, and "Space" is not a slip of it
        let shape = |used| self.shape(used);
        let coined = matches!(
            (shape(used), shape(fair.uses[0])),
            (Shape::Mixed, Shape::Capitalised | Shape::Upper) | (Shape::Capitalised | Shape::Upper, Shape::Mixed)
        );
        if coined && !["mac", "mc"].iter().any(|of| odd.folded.starts_with(of)) {
            return None;
        }
        let person = self.fair.uses.iter().any(|&used| self.name(used).kind == NameKind::Person);
        self.suspect(used, self.likest(used), if person { Of::Person } else { Of::Organisation }, Evidence::Often)
    }

    fn shape(&self, used: Use) -> Shape {
        self.article.text.tokens[self.name(used).parts[used.1].tokens.start].shape
    }

    /// The first use of the fair spelling that is written in such letters as a use of the odd one: it is what to write,
    /// and a headline may be in capitals.
    fn likest(&self, odd: Use) -> Use {
        let uses = &self.fair.uses;
        uses.iter().copied().find(|&used| self.shape(used) == self.shape(odd)).unwrap_or(uses[0])
    }
}
