//! Whether a clause tells of what has happened or of what is to come, by its verbs and by words such as "scheduled".

mod verbs;
mod words;

use std::ops::Range;

use crate::claim::contrast::month;
use crate::lexeme::Classes;
use crate::segment::{Segmented, Shape, TokenKind};
pub(crate) use verbs::by_ending;
pub use verbs::is_past;
use verbs::{
    is_attribute, is_determiner, is_infinitive, is_participle, is_passive_present, is_preposition, is_present,
    is_put_in, is_reduced, reports,
};
use words::{AHEAD, ARRANGED, CHOOSING, ON_THE_DAY, TIMETABLE};
pub(crate) use words::{FICTION, IRREGULAR, OF_TWO, OPEN};

/// When a clause is told to happen, as far as its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Past,
    /// To come, planned, wished for, supposed or denied.
    Open,
    Unclear,
}

/// Marks that part clauses, and those that also part what is put in between.
const CLAUSE: &[&str] = &[";", "—", "–", ":", "(", ")", "\"", "“", "”"];
const INSERTION: &[&str] = &[";", "—", "–", ":", "(", ")", ","];

/// What the words around a date tell of it: it is past only where the nearest verb that it can go with is.
///
/// A date that stands with a noun ("debentures maturing in 2007", "a July 2027 vote", "payments in 2028 were cut"), or
/// in what somebody says in another tense ("said it expects …"), tells nothing.
#[must_use]
pub fn told(text: &Segmented<'_>, tokens: Range<usize>) -> Told {
    let Some(sentence) = text.sentence_of(tokens.start) else { return Told::Unclear };
    let sentence = text.sentences[sentence].tokens.clone();
    // "The novel is set in May 2040. She was born in 2030."
    let told_before = text.sentence_of(tokens.start).and_then(|at| at.checked_sub(1)).map(|at| &text.sentences[at]);
    let set = |one: &Segmented<'_>, tokens: &Range<usize>| tokens.clone().any(|at| one.is_word(at, "set"));
    if is_fiction(text, &sentence)
        || told_before.is_some_and(|one| is_fiction(text, &one.tokens) && set(text, &one.tokens))
    {
        return Told::Open;
    }
    // ", which began in December 2019," and ", signed in April 2019,": what the rest of the sentence tells does not matter
    let inner = clause(text, &sentence, &tokens, INSERTION);
    // but not what ends a sentence with "followed by a fall in 2028", which goes on from the verb before it
    let closed = inner.end < sentence.end && text.is_mark(inner.end, b',');
    let goes_on = !closed && inner.len() > 1 && text.lower(inner.start + 1) == "by";
    let inserted = inner.start > sentence.start
        && (matches!(text.lower(inner.start), "which" | "who" | "where" | "when")
            || (!goes_on && is_past(text, inner.start)));
    let mut around = if inserted { inner } else { sentence.clone() };
    if around.any(|at| is_open(text, at)) {
        return Told::Open;
    }
    let clause = clause(text, &sentence, &tokens, CLAUSE);
    let phrase = (clause.start..tokens.start).rev().take_while(|&at| leads_to_a_date(text.lower(at))).last();
    let phrase = phrase.unwrap_or(tokens.start);
    let fronted = if phrase == clause.start {
        phrase == sentence.start || !text.is_mark(phrase - 1, b')')
    } else {
        opens_a_clause(text.lower(phrase - 1)) || ends_span(text, tokens.start)
    };
    let rest = tokens.end..clause.end;
    if fronted {
        after(text, rest)
    } else if phrase == clause.start {
        Told::Unclear
    } else if !AHEAD.has(text.lower(phrase - 1)) && did(text, rest.clone()) {
        Told::Past
    } else {
        match before(text, clause.start..phrase, phrase == tokens.start) {
            // "The expedition in July 2018 provided …": the subject did something, and is over
            None if acts(text, rest.clone()) => Told::Past,
            // "After the fire in 2018, the hall was rebuilt."
            None if clause.start == sentence.start && follows(text, &clause, tokens.end) => after(text, rest),
            told => told.unwrap_or(Told::Unclear),
        }
    }
}

/// `From 1983 to 1985 he taught`: the end of a span with which a sentence begins.
#[must_use]
pub fn ends_span(text: &Segmented<'_>, end: usize) -> bool {
    let first = text.sentence_of(end).map_or(end, |sentence| text.sentences[sentence].tokens.start);
    (3..=5).contains(&(end - first)) && text.lower(first) == "from" && text.lower(end - 1) == "to"
}

/// `that killed 12 people`, behind what is dated.
fn did(text: &Segmented<'_>, rest: Range<usize>) -> bool {
    rest.len() > 1
        && matches!(text.lower(rest.start), "that" | "which")
        && is_past(text, rest.start + 1)
        && !matches!(text.lower(rest.start + 1), "had" | "was" | "were")
}

/// Whether a clause begins with "After" and the date ends what it is after.
fn follows(text: &Segmented<'_>, clause: &Range<usize>, end: usize) -> bool {
    matches!(text.lower(clause.start), "after" | "following") && end < clause.end && text.is_mark(end, b',')
}

/// Whether a verb in the past tense comes first, or behind a comma, and no form of "be" or "have", which may only tell of
/// plans.
fn acts(text: &Segmented<'_>, rest: Range<usize>) -> bool {
    let first = rest.start + usize::from(!rest.is_empty() && text.is_mark(rest.start, b','));
    first < rest.end && is_past(text, first) && !matches!(text.lower(first), "had" | "was" | "were")
}

/// Whether a sentence as a whole tells of what has happened.
#[must_use]
pub fn tells_of_the_past(text: &Segmented<'_>, sentence: Range<usize>) -> bool {
    !is_fiction(text, &sentence)
        && !sentence.clone().any(|at| is_open(text, at))
        && (sentence.start..sentence.end).any(|at| is_past(text, at))
}

fn is_fiction(text: &Segmented<'_>, sentence: &Range<usize>) -> bool {
    text.lexemes[sentence.clone()].iter().any(|word| word.classes.has(Classes::FICTION))
}

fn leads_to_a_date(word: &str) -> bool {
    matches!(word, "after" | "around" | "at" | "during" | "early" | "in" | "late" | "of" | "on" | "since" | "the")
}

fn opens_a_clause(word: &str) -> bool {
    matches!(word, "and" | "but" | "that" | "when" | "where" | "which" | "while" | "who")
}

/// The verb that a date at the start of its clause goes with: "In May 2019, the bridge was opened".
fn after(text: &Segmented<'_>, mut clause: Range<usize>) -> Told {
    let verb = clause.find(|&at| is_past(text, at) || is_present(text, at));
    let past = |at: usize| is_past(text, at) && !is_attribute(text, at) && !is_passive_present(text, at);
    if verb.is_some_and(|at| past(at) && !reports(text.lower(at))) { Told::Past } else { Told::Unclear }
}

/// What the nearest verb before a date tells, unless something parts the two; `None` where there is no verb.
fn before(text: &Segmented<'_>, clause: Range<usize>, bare: bool) -> Option<Told> {
    let host = text.lower(clause.end - 1);
    // "the exercise date was April 15", "was given as April 24", "chose 12 August": a date is named
    let named = bare && (matches!(host, "as" | "was" | "were") || CHOOSING.has(host));
    if AHEAD.has(host) || is_determiner(host) || named {
        return Some(Told::Unclear);
    }
    let mut joined = false;
    let mut skipped = clause.end;
    for at in clause.clone().rev() {
        let next = at + 1;
        let word = text.lower(at);
        if at >= skipped {
            continue;
        }
        // "The choir, founded in 1975, marks": the verb between the commas has its own date
        if word == ","
            && let Some(opening) = participle_before(text, clause.start..at)
        {
            skipped = opening;
            continue;
        }
        match word {
            // another clause, whose verb this date does not go with
            "," if next < clause.end && matches!(text.lower(next), "and" | "but" | "while") => return None,
            "and" | "or" | "from" => joined = true,
            // "to 7 dollars in 2027 and 8 in 2028": of two dates under one verb the second is less sure
            _ if joined && text.tokens[at].kind == TokenKind::Number && text.text(at).len() == 4 => {
                return Some(Told::Unclear);
            }
            // "said it anticipates", "which matures": a verb stands between that is in no list
            "he" | "i" | "it" | "she" | "that" | "they" | "we" | "which" | "who" | "you"
                if next < clause.end && !is_preposition(text.lower(next)) =>
            {
                return Some(Told::Unclear);
            }
            _ => {}
        }
        if is_past(text, at) && is_put_in(text, clause.clone(), at) {
            continue;
        }
        if is_past(text, at) && !is_attribute(text, at) && !is_reduced(text, clause.start..at) {
            let direct = next >= clause.end || is_preposition(text.lower(next)) || word == "told";
            let says = reports(word) && (!direct || clause.end - at > 8);
            let unclear = says
                || is_passive_present(text, at)
                || is_shifted(text, clause.start..at)
                || is_of_a_new_thing(text, clause.start..at)
                || is_arranged(text, at..clause.end);
            return Some(if unclear { Told::Unclear } else { Told::Past });
        }
        let was = at > clause.start && matches!(text.lower(at - 1), "was" | "were");
        // "payable", "convertible": it can be done from then on
        let able = (word.ends_with("able") || word.ends_with("ible")) && !was;
        if is_present(text, at) || able {
            return Some(Told::Unclear);
        }
        if is_infinitive(text, at) || is_participle(text, at) {
            return Some(if was { Told::Past } else { Told::Open });
        }
    }
    None
}

/// The comma that opens a participle which ends at a token, where another comma follows: ", founded in 1975".
fn participle_before(text: &Segmented<'_>, before: Range<usize>) -> Option<usize> {
    const LONGEST: usize = 10;
    let opening = before.clone().rev().take(LONGEST).find(|&at| text.is_mark(at, b','))?;
    let number = before.end.checked_sub(1).is_some_and(|at| text.tokens[at].kind == TokenKind::Number);
    (number && opening > before.start && is_past(text, opening + 1)).then_some(opening)
}

/// Whether a verb stands in the past only because somebody said it in the past: "said her term ended", "were told that their
/// cards expired"; `before` is its clause up to it.
fn is_shifted(text: &Segmented<'_>, before: Range<usize>) -> bool {
    let verb = before.end;
    let said = |at: usize| reports(text.lower(at)) || matches!(text.lower(at), "announced" | "confirmed" | "knew");
    let unparted = before.rev().take_while(|&at| text.tokens[at].kind != TokenKind::Mark);
    TIMETABLE.has(text.lower(verb)) && unparted.into_iter().any(said)
}

/// "passed a law that came into force", "elected for a term that ended": a timetable told of something new, whose days may
/// be to come; `before` is the clause up to the verb.
fn is_of_a_new_thing(text: &Segmented<'_>, before: Range<usize>) -> bool {
    const NOUN: usize = 4;
    let verb = before.end;
    let next = if verb + 1 < text.tokens.len() { text.lower(verb + 1) } else { "" };
    let begins = matches!((text.lower(verb), next), ("came" | "went", "into") | ("took", "effect"));
    let that = verb.checked_sub(1).filter(|&at| at > before.start && matches!(text.lower(at), "that" | "which"));
    let is_new = |that: usize| {
        let mut noun = (before.start..that).rev().take(NOUN).take_while(|&at| text.tokens[at].kind == TokenKind::Word);
        noun.any(|at| matches!(text.lower(at), "a" | "an"))
    };
    (begins || TIMETABLE.has(text.lower(verb))) && that.is_some_and(is_new)
}

/// "approved a march on 5 May", "sold tickets for the show on 14 April", "picked for the match against Stell on 4 April": the
/// date may be that of the thing, and the verb tells what was done about it before. `clause` begins with the verb and ends
/// where the date does begin; "held its meeting on 5 May" was done on the day.
fn is_arranged(text: &Segmented<'_>, clause: Range<usize>) -> bool {
    let parts =
        |at: &usize| text.tokens[*at].kind == TokenKind::Mark || matches!(text.lower(*at), "and" | "but" | "or");
    let object = clause.start + 1..clause.end;
    let Some(thing) = object.clone().rev().take_while(|at| !parts(at)).find(|&at| ARRANGED.has(text.lower(at))) else {
        return false;
    };
    // "the march of the choirs", "the match against Stell": what follows belongs to it
    let next = thing + 1;
    let belongs = next == clause.end || is_preposition(text.lower(next)) || text.lower(next) == "against";
    let of_it = !(clause.start + 1..thing).any(|at| is_preposition(text.lower(at)));
    belongs && !(of_it && ON_THE_DAY.has(text.lower(clause.start)))
}

fn is_open(text: &Segmented<'_>, at: usize) -> bool {
    let classes = text.lexemes[at].classes;
    if !classes.has(Classes::OPEN | Classes::OPEN_OF_TWO | Classes::WILL) {
        return false;
    }
    // "estimated at 500,000 tonnes in 2028" is a guess, "an estimated 500 people" were there
    let guessed =
        || text.lower(at) == "estimated" && text.tokens.get(at + 1).is_some_and(|_| text.lower(at + 1) == "at");
    // "May" and "Will" with a capital are a month and a name
    text.tokens[at].shape == Shape::Lower
        && ((classes.has(Classes::OPEN) && !tells_who_did_it(text, at))
            || (text.lower(at) == "to" && is_base(text, at + 1))
            || guessed())
        || classes.has(Classes::WILL)
}

/// "was opened by the king in 1985": a "by" behind a participle that leads to no time ("opened by the end of 2030").
fn tells_who_did_it(text: &Segmented<'_>, at: usize) -> bool {
    const TIMES: &[&str] =
        &["beginning", "close", "early", "end", "late", "mid", "middle", "next", "start", "summer", "then", "time"];
    if text.lower(at) != "by" || at == 0 || !is_past(text, at - 1) && text.tokens[at - 1].kind != TokenKind::Number {
        return false;
    }
    let next = at + 1 + usize::from(text.tokens.get(at + 1).is_some_and(|_| text.lower(at + 1) == "the"));
    text.tokens.get(next).is_some_and(|token| {
        let word = text.lower(next);
        token.kind == TokenKind::Word && !TIMES.contains(&word) && !word.ends_with("day") && month(word).is_none()
    })
}

/// "is to open", "are to meet": an infinitive after a form of "be".
fn is_base(text: &Segmented<'_>, at: usize) -> bool {
    at >= 2
        && at < text.tokens.len()
        && text.tokens[at].shape == Shape::Lower
        && matches!(text.lower(at - 2), "is" | "are" | "was" | "were")
}

/// The tokens around some, up to the nearest marks that end a clause.
fn clause(text: &Segmented<'_>, sentence: &Range<usize>, tokens: &Range<usize>, marks: &[&str]) -> Range<usize> {
    let ends = |at: &usize| text.tokens[*at].kind == TokenKind::Mark && marks.contains(&text.text(*at));
    let first = (sentence.start..tokens.start).rev().find(|at| ends(at)).map_or(sentence.start, |at| at + 1);
    let last = (tokens.end..sentence.end).find(|at| ends(at)).unwrap_or(sentence.end);
    first..last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::segment;
    use crate::source::{Encoding, Source, SourceId};

    fn told_of(sentence: &str, date: &str) -> Told {
        let source = Source::new(SourceId(0), "a.txt".into(), sentence.into(), Encoding::Utf8 { bom: false });
        let text = segment(read(&source));
        let start = sentence.find(date).expect("the date is there");
        let tokens = text.tokens_in(crate::source::Span::new(start, start + date.len()));
        told(&text, tokens)
    }

    #[test]
    fn past_and_open() {
        assert_eq!(told_of("He declared martial law in December 2024.", "December 2024"), Told::Past);
        assert_eq!(told_of("The bridge was opened in May 2019.", "May 2019"), Told::Past);
        assert_eq!(told_of("The vote was scheduled for May 2026.", "May 2026"), Told::Open);
        assert_eq!(told_of("The league said the season will start in May 2026.", "May 2026"), Told::Open);
        assert_eq!(told_of("The museum is to open in May 2026.", "May 2026"), Told::Open);
        assert_eq!(told_of("He had seen enough to start trading in July 2026.", "July 2026"), Told::Open);
        assert_eq!(told_of("She was the best to lead the city starting in January 2027.", "January 2027"), Told::Open);
        assert_eq!(told_of("He went to the theatre in May 2019.", "May 2019"), Told::Past);
        assert_eq!(told_of("The outbreak, which began in May 2019, may call for measures.", "May 2019"), Told::Past);
        assert_eq!(told_of("The contract, signed in April 2019, runs until 2031.", "April 2019"), Told::Past);
        assert_eq!(told_of("It showed a system, to be released in May 2027.", "May 2027"), Told::Open);
        assert_eq!(told_of("An agenda for 2030.", "2030"), Told::Unclear);
    }

    #[test]
    fn who_did_it_and_what_it_did_tell_of_the_past() {
        for (sentence, date) in [
            ("Nine people were killed by the army in 1985.", "1985"),
            ("The firm was founded in 1985 by two brothers.", "1985"),
            ("Between 1983 and 1985 the group carried out 12 attacks.", "1985"),
            ("From 1983 to 1985 he taught in Velm.", "1985"),
            ("After the fire in 1985, the hall was rebuilt.", "1985"),
            ("They claimed a bombing in May 1985 that killed 12.", "May 1985"),
            ("It said it expects growth of two percent, compared with an expansion of 2.4 in 1986.", "1986"),
            ("The society held its annual meeting on 5 May 2019.", "5 May 2019"),
            ("Orrby won the match against Stell on 4 April 2019.", "4 April 2019"),
            ("The strike on 5 May 2019 closed the port.", "5 May 2019"),
            ("The law, which came into force on 1 July 2019, bans it.", "1 July 2019"),
            ("The council approved the budget on 5 May 2019.", "5 May 2019"),
        ] {
            assert_eq!(told_of(sentence, date), Told::Past, "{sentence}");
        }
    }

    #[test]
    fn a_date_that_goes_with_a_noun_is_not_told_as_past() {
        for (sentence, date) in [
            ("It agreed to issue debentures maturing April 1, 2037.", "April 1, 2037"),
            ("They said the issue, which matures May 23, 2032, carries a coupon.", "May 23, 2032"),
            ("Payments in 2038 were cut to 400 million.", "2038"),
            ("A recession in 2038 is more than a remote possibility, he said.", "2038"),
            ("It ordered two planes for delivery in October 2030.", "October 2030"),
            ("The governor had supported a July 1, 2028, date for banking.", "July 1, 2028"),
            ("He raised his estimates to 7 dollars in 2027 and 8 dollars in 2028.", "2028"),
            ("She announced he is a candidate for the seat in 2028.", "2028"),
            ("It advised them to raise output to 540,000 barrels a day (bpd) in 2028 from 500,000.", "2028"),
            ("The choir, founded in 1975, marks its fiftieth anniversary in 2028.", "2028"),
            ("He offered shares of preferred stock, convertible after May 1, 2028.", "May 1, 2028"),
            ("The original exercise date was April 15, 2028.", "April 15, 2028"),
            ("The payment date was given as April 24, 2028 with a listing in Velm.", "April 24, 2028"),
            ("In 2028, payments of restructured debt are lowered to 10 million.", "2028"),
            ("In 2028, Enka said.", "2028"),
            ("The bank would report a strong 2026, followed by a drop and flat earnings in 2028.", "2028"),
            ("The bonds, guaranteed by the state, carry a call option in 2030.", "2030"),
            (
                "The plan, approved by the minister yesterday, calls for 80 million in 2027, 120 million in 2028.",
                "2028",
            ),
            ("He was told that all roads were to be mended by May 2028.", "May 2028"),
            ("The hall is paid for by the end of the year 2028.", "2028"),
            ("From 2028 to 2031 it wants to build 40 homes.", "2031"),
            ("After the vote in 2028, the party wants to leave.", "2028"),
            ("He unveiled a bid for the games in 2032 that won praise.", "2032"),
            ("Wages were cut, and payments of restructured debt in 2028 are lowered again.", "2028"),
            ("He warned them to bear in mind the risk linked to the return of the town to Orr in 2037.", "2037"),
            ("The council approved a march of the choirs on 5 May 2028.", "5 May 2028"),
            ("Police have banned the rally of 14 March 2028.", "14 March 2028"),
            ("They sold 4,000 tickets for the show on 14 April 2028.", "14 April 2028"),
            ("He was picked for the match against Stell on 4 April 2028.", "4 April 2028"),
            ("They chose 12 August 2028 for the wedding.", "12 August 2028"),
            ("The assembly passed a law that came into force on 1 July 2028.", "1 July 2028"),
            ("She was elected for a term that ended on 31 December 2028.", "31 December 2028"),
        ] {
            assert_ne!(told_of(sentence, date), Told::Past, "{sentence}");
        }
    }

    #[test]
    fn what_is_said_has_a_verb_of_its_own() {
        assert_eq!(told_of("He said he sees a fall in the rate in 2028.", "2028"), Told::Unclear);
        assert_eq!(told_of("The firm said the dividend is payable May 1, 2028.", "May 1, 2028"), Told::Unclear);
        assert_eq!(told_of("The firm said in a statement on May 1, 2028.", "May 1, 2028"), Told::Past);
        assert_eq!(told_of("He said that in 2028 the firm sold its ships.", "2028"), Told::Past);
        assert_eq!(told_of("Reports said rain fell in May 2028.", "May 2028"), Told::Past);
    }

    #[test]
    fn a_date_at_the_start_goes_with_the_verb_after_it() {
        assert_eq!(told_of("In May 2019, the bridge was opened.", "May 2019"), Told::Past);
        assert_eq!(told_of("In May 2029 we have a profit.", "May 2029"), Told::Unclear);
        assert_eq!(told_of("In May 2029 the bridge is opened.", "May 2029"), Told::Unclear);
        assert_eq!(told_of("The expedition in May 2019 provided data.", "May 2019"), Told::Past);
        assert_eq!(told_of("The mayor, in May 2019, addressed the council.", "May 2019"), Told::Past);
        assert_eq!(told_of("Talks in May 2029 were called off.", "May 2029"), Told::Unclear);
        assert_eq!(told_of("Talks, in May 2029, were called off.", "May 2029"), Told::Unclear);
    }
}
