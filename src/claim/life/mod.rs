//! Sentences -> steps of lives: who is told to have been born, to have acted, to have died, to have been buried, and when.
//!
//! Only what is said plainly counts: a full name or a pronoun that can mean nobody else, a verb right behind it, a date
//! that belongs to the verb.

mod verbs;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::claim::lifespan::lifespans;
use crate::claim::timeline::{has, is_quoted, sentences};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::extract::name::NameKind;
use crate::segment::{Segmented, Sentence, TokenKind};
use crate::source::Span;
use crate::words::Words;
use verbs::{Says, says};

pub(crate) use verbs::is_step;

/// What happens in a life, in the order in which it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Born,
    /// Published, moved, graduated: what nobody does before being born, and some are told to do after dying.
    Does,
    /// Said, signed, visited: what only the living do.
    Acts,
    /// Took an office.
    Takes,
    /// Left it.
    Leaves,
    Died,
    Buried,
}

/// One step, told of one person with its date.
#[derive(Debug, Clone)]
pub struct LifeStep {
    /// Index into the article's entities.
    pub entity: usize,
    pub step: Step,
    /// From the verb to the date.
    pub span: Span,
    pub date: DateMention,
    /// Index of the sentence.
    pub sentence: usize,
    /// It is told in brackets behind the name, and not by a verb.
    pub bracketed: bool,
}

/// Words of relatives: in a sentence with one of them, a name or pronoun may mean another of the family. Sorted.
static KIN: Words = Words::new(&[
    "aunt",
    "brother",
    "brothers",
    "cousin",
    "daughter",
    "daughters",
    "father",
    "grandfather",
    "grandmother",
    "grandson",
    "husband",
    "mother",
    "namesake",
    "nephew",
    "niece",
    "parents",
    "sister",
    "sisters",
    "son",
    "sons",
    "uncle",
    "widow",
    "widower",
    "wife",
]);

/// Words after which a date belongs to something else, and words of what is told without having happened. Sorted.
static ASTRAY: Words = Words::new(&[
    "after", "aged", "before", "by", "during", "for", "from", "he", "his", "her", "if", "it", "she", "since", "that",
    "they", "to", "until", "when", "where", "which", "while", "who", "whose",
]);

/// The steps of an article's people, in the order of the text.
#[derive(Debug)]
pub struct Steps(pub Vec<LifeStep>);

/// Every step told of a person whom the article names in full, read once for whoever asks.
#[must_use]
pub fn steps(article: &Article<'_>) -> Arc<Steps> {
    article.memo.get(|| Steps(read(article)))
}

fn read(article: &Article<'_>) -> Vec<LifeStep> {
    let reader = Reader::new(article);
    let mut steps = Vec::new();
    for (sentence, dates) in sentences(article).filter(|(_, dates)| !dates.is_empty()) {
        reader.sentence(sentence, dates, &mut steps);
    }
    reader.bracketed(&mut steps);
    // "his grandson James Dunn": two people may bear the name
    steps.retain(|one: &LifeStep| !article.entities[one.entity].mentions.iter().any(|&name| reader.is_relative(name)));
    steps
}

/// The entity of each name, by the name's index; none for what is no person with a full name.
fn entities(article: &Article<'_>) -> Vec<Option<usize>> {
    let mut of = vec![None; article.names.len()];
    for (at, entity) in article.entities.iter().enumerate() {
        let full = entity.mentions.iter().any(|&name| {
            let name = &article.names[name];
            name.kind == NameKind::Person && !name.loose && !name.given.is_empty() && !name.family.is_empty()
        });
        if full {
            entity.mentions.iter().for_each(|&name| of[name] = Some(at));
        }
    }
    of
}

/// Tells whose verbs are.
pub(crate) struct Reader<'a, 's> {
    article: &'a Article<'s>,
    text: &'a Segmented<'s>,
    /// See [`entities`]: few articles tell of a step.
    entities: OnceCell<Vec<Option<usize>>>,
}

impl<'a, 's> Reader<'a, 's> {
    pub(crate) fn new(article: &'a Article<'s>) -> Self {
        Self { article, text: &article.text, entities: OnceCell::new() }
    }

    /// The entity of a name, by their indices.
    fn entity(&self, name: usize) -> Option<usize> {
        self.entities.get_or_init(|| entities(self.article))[name]
    }

    fn sentence(&self, sentence: &Sentence, dates: &'a [DateMention], steps: &mut Vec<LifeStep>) {
        let mut last: Option<(usize, usize)> = None;
        for at in sentence.tokens.clone().filter(|&at| self.text.lexemes[at].step) {
            let again = at + 1 < sentence.tokens.end && self.text.is_word(at + 1, "again");
            let Some((first, step)) = self.verb(at, sentence).filter(|_| !again) else { continue };
            let Some(date) = self.date(at, first, step, sentence, dates) else { continue };
            let subject = || {
                if first == sentence.tokens.start {
                    self.named_at(first + 1).or_else(|| self.behind(date, sentence))
                } else {
                    self.subject(first, sentence)
                }
            };
            let Some(entity) = subject().or_else(|| self.joined(first, last)) else { continue };
            if is_quoted(self.article, date) {
                continue;
            }
            // "elected mayor in 2011 and resigned in 2009 from the party board": another office
            let next = date.tokens.end;
            let of_another = next < sentence.tokens.end && matches!(self.text.lower(next), "as" | "from");
            let step = if step == Step::Leaves && of_another { Step::Acts } else { step };
            let (start, end) = (first.min(date.tokens.start), date.tokens.end.max(at + 1));
            last = Some((entity, date.tokens.end));
            let number = self.text.sentence_of(at).unwrap_or_default();
            let span = self.text.span(start..end);
            steps.push(LifeStep { entity, step, span, date: date.clone(), sentence: number, bracketed: false });
        }
    }

    /// Adds births and deaths told in brackets, in the order of the text.
    fn bracketed(&self, steps: &mut Vec<LifeStep>) {
        let lives = lifespans(self.article);
        for life in &lives {
            let Some(entity) = self.entity(life.name) else { continue };
            let span = self.text.span(life.bracket..life.died.tokens.end + 1);
            let sentence = self.text.sentence_of(life.bracket).unwrap_or_default();
            for (step, date) in [(Step::Born, life.born), (Step::Died, life.died)] {
                steps.push(LifeStep { entity, step, span, date: date.clone(), sentence, bracketed: true });
            }
        }
        if !lives.is_empty() {
            steps.sort_by_key(|one| (one.span.start, one.step));
        }
    }

    /// The person of a number in a sentence: named or meant by the pronoun before it, or right behind it, where nobody else can be.
    pub(crate) fn holder(&self, number: usize, sentence: &Sentence) -> Option<usize> {
        const NEAR: usize = 6;
        if self.tells_of_kin(sentence.tokens.clone()) {
            return None;
        }
        let pronoun = |&at: &usize| matches!(self.text.lower(at), "he" | "she");
        let before = self.named(sentence.tokens.start..number)?;
        let first = (sentence.tokens.start..number).find(pronoun);
        match (before.as_slice(), first) {
            ([], None) => {
                // "When the emperor came in 1869, aged 39, she sang": another clause
                let lead = sentence.tokens.start..number;
                if lead.clone().any(|at| crate::claim::tense::is_past(self.text, at))
                    || has(self.text, lead, &["after", "as", "before", "when", "while"])
                {
                    return None;
                }
                let near = number + 1..sentence.tokens.end.min(number + NEAR);
                match near.clone().find(pronoun) {
                    Some(at) if self.named(number..at)?.is_empty() => self.antecedent(at, sentence),
                    Some(_) => None,
                    None => self.named(near)?.first().copied(),
                }
            }
            ([], Some(at)) => self.antecedent(at, sentence),
            // "She married Paul Reyes in 1970 at 22": of the two it is not told
            ([one], None) => Some(*one),
            ([one], Some(at)) => self.named(sentence.tokens.start..at)?.contains(one).then_some(*one),
            _ => None,
        }
    }

    /// The person whose name begins at a token: "Born Ines Calder on 9 July 1948 in Porto, she".
    fn named_at(&self, at: usize) -> Option<usize> {
        let index = self.article.names.partition_point(|name| name.tokens.start < at);
        let name = self.article.names.get(index).filter(|name| name.tokens.start == at)?;
        self.entity(index).filter(|_| name.kind == NameKind::Person)
    }

    /// A verb of a step, and the token where it begins (with its `was` or `took`).
    fn verb(&self, at: usize, sentence: &Sentence) -> Option<(usize, Step)> {
        let word = self.text.lower(at);
        let before =
            || at.checked_sub(1).filter(|&at| at >= sentence.tokens.start).map_or("", |at| self.text.lower(at));
        match says(word)? {
            Says::Alone(step) => Some((at, step)),
            Says::With(verbs) => {
                let (_, step) = verbs.iter().find(|(verb, _)| *verb == before())?;
                Some((at - 1, *step))
            }
            Says::Passive(step) => match before() {
                "was" => Some((at - 1, step)),
                // "Born in 1950, Anna Kovacs"
                "" if step == Step::Born => Some((at, step)),
                "(" | "," | "and" if step == Step::Born => Some((at, step)),
                "and" if step == Step::Buried => Some((at, step)),
                _ => None,
            },
        }
    }

    /// The person named right behind the date of a participle that opens a sentence: "Born in 1950, Anna Kovacs …".
    fn behind(&self, date: &DateMention, sentence: &Sentence) -> Option<usize> {
        let place = |at: &usize| self.text.is_word(*at, "in") || self.text.tokens[*at].shape.has_capital();
        let comma = (date.tokens.end..sentence.tokens.end).take(4).find(|at| !place(at))?;
        if !self.text.is_mark(comma, b',') {
            return None;
        }
        // "Born in Graz in 1849, she studied"
        if comma + 1 < sentence.tokens.end && matches!(self.text.lower(comma + 1), "he" | "she") {
            return self.antecedent(comma + 1, sentence);
        }
        let index = self.article.names.partition_point(|name| name.tokens.start <= comma);
        let name = self.article.names.get(index)?;
        let start = name.title.map_or(name.tokens.start, |title| self.text.tokens_in(title).start);
        self.entity(index).filter(|_| start.min(name.tokens.start) == comma + 1)
    }

    /// Whose step it is: the name or pronoun right before the verb.
    pub(crate) fn subject(&self, verb: usize, sentence: &Sentence) -> Option<usize> {
        let mut end = verb;
        while end > sentence.tokens.start
            && matches!(
                self.text.lower(end - 1),
                "also" | "had" | "later" | "then" | "who" | "first" | "," | "(" | "himself" | "herself"
            )
        {
            end -= 1;
        }
        let relative = (end..verb).any(|at| self.text.is_word(at, "who"));
        end = self.before_bracket(end, sentence);
        end = self.before_age(end, sentence);
        end = self.before_apposition(end, sentence);
        if end <= sentence.tokens.start {
            return None;
        }
        if matches!(self.text.lower(end - 1), "he" | "she") {
            let opens = end - 1 == sentence.tokens.start
                || matches!(self.text.text(end - 2), "," | ";")
                || matches!(self.text.lower(end - 2), "and" | "when")
                || (end - 2 > sentence.tokens.start && self.text.tokens[end - 2].kind == TokenKind::Number);
            return self.antecedent(end - 1, sentence).filter(|_| opens);
        }
        let index = self.article.names.partition_point(|name| name.tokens.end < end);
        let name = self.article.names.get(index).filter(|name| name.tokens.end == end)?;
        let start =
            name.title.map_or(name.tokens.start, |title| self.text.tokens_in(title).start.min(name.tokens.start));
        let before =
            start.checked_sub(1).filter(|&at| at >= sentence.tokens.start).map_or("", |at| self.text.lower(at));
        let object = matches!(
            before,
            "about"
                | "against"
                | "as"
                | "at"
                | "by"
                | "for"
                | "from"
                | "in"
                | "like"
                | "named"
                | "of"
                | "on"
                | "than"
                | "that"
                | "to"
                | "under"
                | "when"
                | "where"
                | "whom"
                | "with"
                | "after"
                | "before"
                | "and"
                | "or"
        ) && !(relative && before != "of")
            || start.checked_sub(1).is_some_and(|at| self.text.tokens[at].kind == TokenKind::Possessive);
        let short = name.given.is_empty() && self.tells_of_kin(sentence.tokens.clone());
        self.entity(index).filter(|_| !object && !short)
    }

    /// Where a name ends that something short is put behind in brackets: `Josiah Pell (1849–1917) was`.
    fn before_bracket(&self, end: usize, sentence: &Sentence) -> usize {
        const LONGEST: usize = 8;
        let first = sentence.tokens.start;
        if end <= first + 2 || !self.text.is_mark(end - 1, b')') {
            return end;
        }
        (first + 1..end).rev().take(LONGEST).find(|&at| self.text.is_mark(at, b'(')).unwrap_or(end)
    }

    /// Where a name ends that says between commas who it is: `Kim Lee, a former miner, was`.
    fn before_apposition(&self, end: usize, sentence: &Sentence) -> usize {
        const LONGEST: usize = 10;
        let first = sentence.tokens.start;
        let closed = end < sentence.tokens.end && self.text.is_mark(end, b',');
        let comma = (first + 1..end).rev().take(LONGEST).find(|&at| self.text.is_mark(at, b','));
        let opens = |comma: &usize| {
            matches!(self.text.lower(comma + 1), "a" | "an" | "the")
                && self.article.names.iter().any(|name| name.tokens.end == *comma)
        };
        comma.filter(opens).filter(|_| closed).unwrap_or(end)
    }

    /// Where a name ends that an age is put behind: `Kim Lee, 43,`, `Kim Lee, aged 43,`.
    fn before_age(&self, end: usize, sentence: &Sentence) -> usize {
        let number = end.checked_sub(1).filter(|&at| at > sentence.tokens.start);
        let Some(number) = number.filter(|&at| self.text.tokens[at].kind == TokenKind::Number) else { return end };
        let aged = usize::from(matches!(self.text.lower(number - 1), "aged" | "age" | "now"));
        let comma =
            (number - aged).checked_sub(1).filter(|&at| at > sentence.tokens.start && self.text.is_mark(at, b','));
        comma.filter(|_| end < sentence.tokens.end && self.text.is_mark(end, b',')).unwrap_or(end)
    }

    /// `was born in 1950 and died in 2010`: the second verb has the first one's subject.
    fn joined(&self, verb: usize, last: Option<(usize, usize)>) -> Option<usize> {
        let (entity, end) = last?;
        let gap = end..verb;
        let joins = (1..=2).contains(&gap.len()) && gap.clone().all(|at| matches!(self.text.lower(at), "and" | ","));
        joins.then_some(entity)
    }

    /// The one person whom the sentence before a pronoun names, or the one before that, where they tell of no relatives.
    fn antecedent(&self, pronoun: usize, sentence: &Sentence) -> Option<usize> {
        let number = self.text.sentence_of(pronoun)?;
        let own = self.named(sentence.tokens.start..pronoun)?;
        let before = (number.saturating_sub(2)..number).rev().map(|at| &self.text.sentences[at]);
        for earlier in before.take_while(|one| one.block + 1 >= sentence.block) {
            if self.tells_of_kin(earlier.tokens.start..sentence.tokens.end) {
                return None;
            }
            match (self.named(earlier.tokens.clone())?.as_slice(), own.as_slice()) {
                ([], _) => {}
                ([one], []) => return Some(*one),
                ([one], [same]) if one == same => return Some(*one),
                _ => return None,
            }
        }
        None
    }

    /// The people whom some tokens name; nothing where one of them is not known in full.
    fn named(&self, tokens: Range<usize>) -> Option<Vec<usize>> {
        let from = self.article.names.partition_point(|name| name.tokens.start < tokens.start);
        let mut named = Vec::new();
        for (at, name) in
            self.article.names.iter().enumerate().skip(from).take_while(|(_, name)| name.tokens.start < tokens.end)
        {
            match self.entity(at) {
                Some(entity) if !named.contains(&entity) => named.push(entity),
                None if name.kind == NameKind::Person => return None,
                _ => {}
            }
        }
        Some(named)
    }

    /// Whether a name stands right behind a word of kinship, or is said to be another's too: "named after Desmond Pryor",
    /// "his grandfather, also Desmond Pryor".
    fn is_relative(&self, name: usize) -> bool {
        let start = self.article.names[name].tokens.start;
        let word = |back: usize| start.checked_sub(back).map_or("", |at| self.text.lower(at));
        self.tells_of_kin(start.saturating_sub(2)..start)
            || matches!(word(1), "also" | "another") && self.tells_of_kin(start.saturating_sub(4)..start)
            || matches!(word(1), "after" | "for") && matches!(word(2), "called" | "christened" | "named")
    }

    fn tells_of_kin(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| KIN.has(self.text.lower(at)))
    }

    /// The date of a verb: the first one after it, or the one that opens the sentence.
    fn date(
        &self,
        verb: usize,
        first: usize,
        step: Step,
        sentence: &Sentence,
        dates: &'a [DateMention],
    ) -> Option<&'a DateMention> {
        let fits = |date: &&DateMention| {
            date.kind == TimexType::Date
                && date.interval.is_some()
                && matches!(date.basis, Basis::Explicit | Basis::DocumentDate)
        };
        let posthumous = has(self.text, sentence.tokens.clone(), &["posthumous", "posthumously", "would", "will"]);
        if posthumous && step != Step::Born {
            return None;
        }
        let acts = matches!(step, Step::Acts | Step::Does);
        let next = dates.iter().find(|date| date.tokens.start > verb);
        if let Some(date) = next.filter(fits) {
            // "elected to parliament in 1931", "published her first novel in 1894"
            let passed = match step {
                Step::Takes => self.text.is_word(verb + 1, "to"),
                Step::Does => matches!(self.text.lower(verb + 1), "to" | "from" | "his" | "her"),
                _ => false,
            };
            // "died in his sleep on 18 March"
            let home = step == Step::Died
                && matches!(self.text.lower(verb + 1), "in" | "at")
                && matches!(self.text.lower(verb + 2), "his" | "her");
            let gap = verb + 1 + usize::from(passed) + 2 * usize::from(home)..date.tokens.start;
            let placed = gap.is_empty() || matches!(self.text.lower(gap.end - 1), "on" | "in" | "," | "early" | "late");
            // "visited the site of the battle in 1815"
            let object = acts && (gap.len() > 5 || has(self.text, gap.clone(), &["of", "about", "over", "against"]));
            if placed && gap.len() <= 8 && !object && !self.strays(gap) {
                return Some(date);
            }
        }
        let opening = dates.first().filter(fits).filter(|_| next.is_none())?;
        let lead = opening.tokens.start.saturating_sub(sentence.tokens.start);
        let alone = lead == 0 || (lead == 1 && matches!(self.text.lower(sentence.tokens.start), "on" | "in"));
        let gap = opening.tokens.end..first;
        let pronoun = gap.clone().next().is_some_and(|at| matches!(self.text.lower(at), "he" | "she"));
        let comma = pronoun
            || gap.clone().next().is_some_and(|at| self.text.text(at) == ",")
            || self.article.names.iter().any(|name| name.tokens.start == gap.start);
        let rest = gap.start + usize::from(pronoun)..gap.end;
        (alone && comma && gap.len() <= 6 && !self.strays(rest)).then_some(opening)
    }

    fn strays(&self, gap: Range<usize>) -> bool {
        gap.into_iter().any(|at| {
            matches!(self.text.text(at), ";" | ":" | "—" | "–" | "(" | ")")
                || ASTRAY.has(self.text.lower(at))
                || crate::claim::tense::is_past(self.text, at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, steps};
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let line =
            |one: &super::LifeStep| format!("{} {:?} {}", article.entities[one.entity].name, one.step, one.date.value);
        steps(&article).0.iter().map(line).collect()
    }

    #[test]
    fn lists_are_sorted() {
        assert!(Step::Born < Step::Died && Step::Died < Step::Buried);
    }

    #[test]
    fn steps_of_a_life() {
        assert_eq!(
            told(
                "Anna Kovacs was born in Lyon on 3 May 1920 and died in 1990. She was buried in Aros on 5 May 1991.\n\nIn 1950, \
                 Paul Reed visited the town."
            ),
            [
                "Anna Kovacs Born 1920-05-03",
                "Anna Kovacs Died 1990",
                "Anna Kovacs Buried 1991-05-05",
                "Paul Reed Acts 1950"
            ]
        );
    }

    #[test]
    fn what_is_told_of_others_or_with_other_dates() {
        let text = "A spokesman for Anna Kovacs said on 3 May 2020 that the law of 1990 stood. Her father died in 1950. \
                    Paul Reed told her of the flood in 1910 that had taken the mill. Reed’s lawyer died in 2001.";
        assert!(told(text).iter().all(|line| line == "Paul Reed Acts 1910"), "{:?}", told(text));
    }
}
