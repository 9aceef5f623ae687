//! Sentences -> steps of lives: who is told to have been born, to have acted, to have died, to have been buried, and when.
//!
//! Only what is said plainly counts: a full name or a pronoun that can mean nobody else, a verb right behind it, a date
//! that belongs to the verb.

mod verbs;
mod who;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::claim::lifespan::lifespans;
use crate::claim::timeline::{has, is_quoted, sentences};
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::extract::name::NameKind;
use crate::lexeme::Classes;
use crate::segment::{Segmented, Sentence};
use crate::source::Span;
use crate::words::Words;
use verbs::{Says, says};

pub(crate) use verbs::VERB_WORDS;

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
        if dates.is_empty() {
            return;
        }
        let mut last: Option<(usize, usize)> = None;
        for at in sentence.tokens.clone().filter(|&at| self.text.lexemes[at].classes.has(Classes::STEP)) {
            let again = at + 1 < sentence.tokens.end && self.text.is_word(at + 1, "again");
            let Some((first, step)) = self.verb(at, sentence).filter(|_| !again) else { continue };
            let Some(date) = self.date(at, first, step, sentence, dates) else { continue };
            // what came after a death
            let words = ["posthumous", "posthumously", "would", "will"];
            if step != Step::Born && has(self.text, sentence.tokens.clone(), &words) {
                continue;
            }
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

    /// `was born in 1950 and died in 2010`: the second verb has the first one's subject.
    fn joined(&self, verb: usize, last: Option<(usize, usize)>) -> Option<usize> {
        let (entity, end) = last?;
        let gap = end..verb;
        let joins = (1..=2).contains(&gap.len()) && gap.clone().all(|at| matches!(self.text.lower(at), "and" | ","));
        joins.then_some(entity)
    }

    /// The first date after a verb, or the one that opens its sentence.
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
        let line = |one: &super::LifeStep| {
            format!("{} {:?} {}", source.slice(article.entities[one.entity].name), one.step, one.date.value)
        };
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
