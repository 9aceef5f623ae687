//! A headline and an article that tell one figure of one thing, and have it go two ways: `Wheat falls 2%`, `Wheat rose 2
//! percent`.

use super::super::summary::digest::{Digest, Figure, Turn};
use super::{FIRST, Part, Parts};
use crate::article::Article;
use crate::claim::contrast::is_time;
use crate::finding::{Conflict, Label};
use crate::source::{SourceId, Span};

/// How many content words stand between a word of direction and its figure at most.
const NEAR: u32 = 3;

pub fn find(article: &Article<'_>, report: &mut dyn FnMut(Conflict)) {
    let parts = Parts::of(article);
    if parts.figures(article, Part::Headline).iter().filter(|figure| is_compared(figure)).count() != 1 {
        return;
    }
    let head = parts.digest(article, Part::Headline);
    let Some((turn, figure)) = only_turn(head) else { return };
    let body = parts.digest(article, Part::Body);
    // of each of them it has to be clear which way it went
    let same = body.figures.iter().filter(|one| is_same(figure, one));
    let told: Option<Vec<(&Turn, &Figure)>> = same.map(|one| Some((turn_of(body, one)?, one))).collect();
    let Some(told) = told else { return };
    let Some(&(other, at)) = told.first().filter(|(_, one)| one.sentence < FIRST) else { return };
    // who tells it the headline's way anywhere, or lets anything go that way at first, has nothing to mend
    let lead = body.turns.iter().filter(|other| other.sentence < FIRST);
    let all = told.iter().map(|(other, _)| *other).chain(lead).all(|other| other.up != turn.up);
    if all && is_of_one_thing(turn, figure, head, body, at) {
        report(conflict(article.text.source(), turn, other));
    }
}

/// The one word of direction of a headline, with the one amount or share that it is said of.
fn only_turn(head: &Digest) -> Option<(&Turn, &Figure)> {
    let [turn] = &head.turns[..] else { return None };
    let mut figures = head.figures.iter().filter(|figure| is_compared(figure));
    let figure = figures.next().filter(|figure| is_said_of(turn, figure))?;
    figures.next().is_none().then_some((turn, figure))
}

/// An amount or a share.
fn is_compared(figure: &Figure) -> bool {
    figure.unit != 0 && !figure.time && !figure.ordinal
}

/// Whether a word of direction stands near before a figure.
fn is_said_of(turn: &Turn, figure: &Figure) -> bool {
    turn.sentence == figure.sentence && turn.start < figure.start && figure.at - turn.at <= NEAR
}

fn is_same(figure: &Figure, other: &Figure) -> bool {
    figure.is_like(other) && figure.agrees(other)
}

/// The last word of direction near before a figure, with no other figure between.
fn turn_of<'d>(body: &'d Digest, figure: &Figure) -> Option<&'d Turn> {
    let turn = body.turns.iter().rfind(|turn| is_said_of(turn, figure))?;
    let between = |one: &Figure| turn.start < one.start && one.start < figure.start;
    let alone = !body.figures.iter().any(between);
    let only = body.turns.iter().filter(|one| one.sentence == turn.sentence && one.start < turn.start).count() == 0;
    (alone && only).then_some(turn)
}

/// Whether what goes up or down in the headline is told of in the sentence, too; and nothing of losses.
fn is_of_one_thing(turn: &Turn, figure: &Figure, head: &Digest, body: &Digest, other: &Figure) -> bool {
    let sentence = head.sentence(figure.sentence);
    let before = &head.words[sentence.start..(turn.at as usize).max(sentence.start)];
    let theirs = &body.words[body.sentence(other.sentence)];
    let mut subject = before.iter().filter(|&&word| !is_time(word));
    subject.clone().next().is_some() && subject.all(|word| theirs.contains(word))
}

fn conflict(source: SourceId, turn: &Turn, other: &Turn) -> Conflict {
    let span = |turn: &Turn| Span::new(turn.start as usize, turn.start as usize + turn.word.len());
    let (here, there) = (&turn.word, &other.word);
    let message = format!("the headline says “{here}”, the article “{there}”");
    Conflict::new(message, Label::new(source, span(turn), "the other way"))
        .related(Label::new(source, span(other), format!("{there} here")))
        .identity([here, there])
        .cause(source, span(turn))
}
