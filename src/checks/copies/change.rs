//! A stretch of differing words -> the fact that is altered by it, if one is: decided by the type of what was exchanged.
//!
//! Cuts, additions, synonyms, spelling, typography and house style alter no fact.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::align::Hunk;
use super::fact::{Change, Fact};
use super::figure::Figure;
use super::page::{BRACKETED, CAPITAL, Copy, DATELINE, FIRST, HEADING, QUOTED};
use crate::claim::contrast::{
    are_opposites, different_titles, is_negation, is_one_edit, is_title, month, same_form, same_name, stem, weekday,
};
use crate::claim::statement::is_function_word;
use crate::extract::quantity::{Form, Unit, agree, currency_sign, number, scale, unit_word};
use crate::knowledge::spelling::{is_derived, is_inflected, is_transliterated};
use crate::knowledge::{fold, lexicon};

/// The longest stretch, in words, that can be an exchange rather than a rewriting.
const LONGEST: usize = 6;

/// The facts that one stretch of a pair of sentences alters.
pub fn changes(a: &Copy<'_>, b: &Copy<'_>, hunk: &Hunk) -> Vec<Change> {
    let pair = Pair { a, b };
    if hunk.a.len() > LONGEST || hunk.b.len() > LONGEST || pair.bracketed(hunk) {
        return Vec::new();
    }
    if hunk.a.is_empty() || hunk.b.is_empty() {
        return pair.added_negation(hunk).into_iter().collect();
    }
    if let Some(change) = pair.exchange(hunk) {
        return vec![change];
    }
    let agree = matches!(pair.quantities(hunk), Some(None));
    if hunk.a.len() == hunk.b.len() && hunk.a.len() > 1 && !agree {
        let single =
            |k: usize| Hunk { a: hunk.a.start + k..hunk.a.start + k + 1, b: hunk.b.start + k..hunk.b.start + k + 1 };
        // "the United States were" and "the U.S. rose" are not two names, word by word
        let ends = |copy: &Copy<'_>, words: &Range<usize>| {
            words.end == copy.hashes.len() || !copy.is(words.end, CAPITAL) || copy.is(words.end, FIRST)
        };
        let whole = |change: &Change| change.fact != Fact::Name || ends(a, &change.a) == ends(b, &change.b);
        return (0..hunk.a.len()).filter_map(|k| pair.exchange(&single(k))).filter(whole).collect();
    }
    Vec::new()
}

/// The facts that a pair of sentences alters, each with all the words in which it does.
pub fn changes_of(a: &Copy<'_>, b: &Copy<'_>, hunks: &[Hunk]) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for hunk in hunks {
        for mut change in changes(a, b, hunk) {
            if hunk.a.is_empty() || hunk.b.is_empty() {
                hunks.iter().for_each(|other| take_in(&mut change, hunk, other));
            } else if change.fact == Fact::Number {
                whole_score(a, b, &mut change);
            }
            if !found.contains(&change) {
                found.push(change);
            }
        }
    }
    found
}

/// "alone am" and "am not": a stretch with one word between belongs to a gap.
fn take_in(change: &mut Change, gap: &Hunk, other: &Hunk) {
    let near = |gap: &Range<usize>, other: &Range<usize>| {
        gap.start.saturating_sub(other.end) + other.start.saturating_sub(gap.end) <= 1
    };
    if gap != other && near(&gap.a, &other.a) && near(&gap.b, &other.b) {
        let whole = |gap: &Range<usize>, other: &Range<usize>| gap.start.min(other.start)..gap.end.max(other.end);
        (change.a, change.b) = (whole(&gap.a, &other.a), whole(&gap.b, &other.b));
    }
}

/// "4-2" and "3-2": a score is told whole.
fn whole_score(a: &Copy<'_>, b: &Copy<'_>, change: &mut Change) {
    let figure = |copy: &Copy<'_>, at: usize| copy.lower(at).bytes().all(|byte| byte.is_ascii_digit());
    let before = |copy: &Copy<'_>, words: &Range<usize>| {
        words.start > 0 && copy.is_dashed(words.start) && figure(copy, words.start - 1)
    };
    let behind = |copy: &Copy<'_>, words: &Range<usize>| copy.is_dashed(words.end) && figure(copy, words.end);
    if before(a, &change.a) && before(b, &change.b) {
        (change.a.start, change.b.start) = (change.a.start - 1, change.b.start - 1);
    }
    if behind(a, &change.a) && behind(b, &change.b) {
        (change.a.end, change.b.end) = (change.a.end + 1, change.b.end + 1);
    }
}

struct Pair<'c> {
    a: &'c Copy<'c>,
    b: &'c Copy<'c>,
}

impl Pair<'_> {
    /// Words exchanged for others: what kind of fact that alters.
    fn exchange(&self, hunk: &Hunk) -> Option<Change> {
        let fact = match self.quantities(hunk) {
            Some(verdict) => verdict?,
            None => self
                .calendar(hunk)
                .or_else(|| self.units(hunk))
                .or_else(|| self.sense(hunk))
                .or_else(|| self.titles(hunk).or_else(|| self.names(hunk)).or_else(|| self.quotation(hunk)))?,
        };
        let (a, b) = if fact == Fact::Name { self.whole_names(hunk) } else { (hunk.a.clone(), hunk.b.clone()) };
        Some(Change { fact, update: false, a, b })
    }

    /// Two numbers: `Some(None)` when they agree, `None` when these are no two numbers.
    fn quantities(&self, hunk: &Hunk) -> Option<Option<Fact>> {
        let (x, y) = (Figure::read(self.a, &hunk.a)?, Figure::read(self.b, &hunk.b)?);
        if (x.number.form == Form::Ordinal) != (y.number.form == Form::Ordinal) && self.day(hunk).is_none() {
            return Some(None);
        }
        if self.own_days(hunk, &x, &y) || self.datelines(hunk) || self.are_clocks_of_datelines(hunk) {
            return Some(None);
        }
        if x.is_share_of(&y) || y.is_share_of(&x) {
            return Some(None);
        }
        let same_unit = x.unit == y.unit || x.unit.is_none() || y.unit.is_none();
        let agrees = agree((x.number.value, x.bound, x.number.grain), (y.number.value, y.bound, y.number.grain));
        if !same_unit || agrees || self.counts_back(hunk) {
            return Some(None);
        }
        Some(Some(self.kind_of_number(hunk, &x, &y)))
    }

    fn kind_of_number(&self, hunk: &Hunk, x: &Figure, y: &Figure) -> Fact {
        let year = |figure: &Figure| {
            figure.number.figures && figure.number.grain == 1.0 && (1500.0..2100.0).contains(&figure.number.value)
        };
        let next = self.b.lower(hunk.b.end);
        let unit = x.unit.or(y.unit).or_else(|| unit_word(next).map(|(unit, _)| unit));
        let money = hunk.b.start > 0 && currency_sign(self.b.lower(hunk.b.start - 1)).is_some();
        if self.day(hunk).is_some() {
            Fact::Date
        } else if year(x) && year(y) && unit.is_none() && scale(next).is_none() && !next.ends_with('s') {
            Fact::Year
        } else if unit == Some(Unit::Percent) || (next == "per" && self.b.lower(hunk.b.end + 1) == "cent") {
            Fact::Percentage
        } else if money || matches!(unit, Some(Unit::Money(_))) {
            Fact::Amount
        } else {
            Fact::Number
        }
    }

    /// The month beside a number that is a day: "June 5", "5 June", "5th of June".
    fn day(&self, hunk: &Hunk) -> Option<u8> {
        let near = |copy: &Copy<'_>, words: &Range<usize>| {
            let before =
                words.start.checked_sub(1).and_then(|at| month(copy.lower(at)).filter(|_| copy.is(at, CAPITAL)));
            let of = usize::from(copy.lower(words.end) == "of");
            let after = words.end + of;
            before.or_else(|| month(copy.lower(after)).filter(|_| copy.is(after, CAPITAL)))
        };
        near(self.a, &hunk.a).and(near(self.b, &hunk.b))
    }

    /// Whether each number is the day of the month on which its document was made: two datelines, no fact.
    fn own_days(&self, hunk: &Hunk, x: &Figure, y: &Figure) -> bool {
        let day = |copy: &Copy<'_>| {
            copy.page.day.and_then(NaiveDate::from_num_days_from_ce_opt).map(|day| f64::from(day.day()))
        };
        let (a, b) = (day(self.a), day(self.b));
        self.day(hunk).is_some() && a != b && a == Some(x.number.value) && b == Some(y.number.value)
    }

    /// "BAHRAIN, March 2 -" before a sentence says when each copy was sent.
    fn datelines(&self, hunk: &Hunk) -> bool {
        let heads = |copy: &Copy<'_>, words: &Range<usize>| {
            let first = (words.start.saturating_sub(6)..words.start).rev().find(|&at| copy.is(at, FIRST));
            let capital = |at: usize| copy.is(at, FIRST) || copy.is(at, CAPITAL);
            first.is_some_and(|at| {
                copy.written(at..at + 1).chars().filter(|c| c.is_uppercase()).count() >= 3
                    && (at..words.start).all(capital)
            })
        };
        self.day(hunk).is_some() && heads(self.a, &hunk.a) && heads(self.b, &hunk.b)
    }

    /// "AMBON, Aug. 4, 10.00 -": the hour at which each was sent.
    fn are_clocks_of_datelines(&self, hunk: &Hunk) -> bool {
        let clock = |copy: &Copy<'_>, words: &Range<usize>| {
            words.clone().all(|at| copy.is(at, DATELINE)) && copy.lower(words.start).contains(['.', ':'])
        };
        clock(self.a, &hunk.a) && clock(self.b, &hunk.b)
    }

    /// "three days ago" is told anew in a copy of another day.
    fn counts_back(&self, hunk: &Hunk) -> bool {
        let unit = self.b.lower(hunk.b.end);
        matches!(unit, "minutes" | "hours" | "hour" | "days" | "day") && self.b.lower(hunk.b.end + 1) == "ago"
    }

    /// Months and weekdays, with the days beside them.
    fn calendar(&self, hunk: &Hunk) -> Option<Fact> {
        let one = |copy: &Copy<'_>, words: &Range<usize>, read: fn(&str) -> Option<u8>| {
            let mut found = words.clone().filter(|&at| copy.is(at, CAPITAL)).filter_map(|at| read(copy.lower(at)));
            let first = found.next();
            first.filter(|_| found.next().is_none())
        };
        let differ = |read| match (one(self.a, &hunk.a, read), one(self.b, &hunk.b, read)) {
            (Some(x), Some(y)) => x != y,
            _ => false,
        };
        (differ(month) || differ(weekday)).then_some(Fact::Date)
    }

    /// Scale words and units.
    fn units(&self, hunk: &Hunk) -> Option<Fact> {
        let (x, y) = (self.joined(self.a, &hunk.a), self.joined(self.b, &hunk.b));
        if let (Some(x), Some(y)) = (scale(&x), scale(&y)) {
            return ((x - y).abs() > 1.0).then_some(Fact::Scale);
        }
        if let (Some(x), Some(y)) = (currency_sign(&x), currency_sign(&y)) {
            return (x != y).then_some(Fact::Unit);
        }
        let behind_number = |copy: &Copy<'_>, at: usize| {
            at > 0
                && (copy.lower(at - 1).as_bytes().first().is_some_and(u8::is_ascii_digit)
                    || number(&[copy.lower(at - 1)]).is_some()
                    || scale(copy.lower(at - 1)).is_some())
        };
        let unit = |words: &str| match words {
            "per cent" => Some(Unit::Percent),
            "percentage points" | "percentage point" => Some(Unit::Points),
            _ => unit_word(words).map(|(unit, _)| unit),
        };
        let (x, y) = (unit(&x)?, unit(&y)?);
        (x != y && behind_number(self.a, hunk.a.start) && behind_number(self.b, hunk.b.start)).then_some(Fact::Unit)
    }

    /// Opposites, and a negation on one side.
    fn sense(&self, hunk: &Hunk) -> Option<Fact> {
        if hunk.a.len() == 1 && hunk.b.len() == 1 {
            let (x, y) = (self.a.lower(hunk.a.start), self.b.lower(hunk.b.start));
            if are_opposites(x, y) || pronouns_of_other_sex(x, y) {
                return Some(Fact::Sense);
            }
            return (is_negation(x) != is_negation(y) && turns(x, y)).then_some(Fact::Sense);
        }
        let content = |copy: &Copy<'_>, words: &Range<usize>| -> Vec<String> {
            let words = words.clone().map(|at| copy.lower(at));
            words.filter(|word| !is_negation(word) && !is_function_word(word)).map(stem).collect()
        };
        let negations =
            |copy: &Copy<'_>, words: &Range<usize>| words.clone().filter(|&at| is_negation(copy.lower(at))).count();
        let same = content(self.a, &hunk.a) == content(self.b, &hunk.b);
        (same && negations(self.a, &hunk.a) % 2 != negations(self.b, &hunk.b) % 2).then_some(Fact::Sense)
    }

    /// "not" put in or taken out, and nothing else.
    fn added_negation(&self, hunk: &Hunk) -> Option<Change> {
        let (copy, words) = if hunk.a.is_empty() { (self.b, &hunk.b) } else { (self.a, &hunk.a) };
        let helper = |word: &str| matches!(word, "do" | "does" | "did");
        let negations = words.clone().filter(|&at| is_negation(copy.lower(at))).count();
        let alone = words.clone().all(|at| is_negation(copy.lower(at)) || helper(copy.lower(at)));
        // "not only ... but also" and "whether or not" say the same without it
        let idle = matches!(copy.lower(words.end), "only" | "just" | "merely" | "least" | "simply")
            || matches!(copy.lower(words.start.saturating_sub(1)), "or" | "if" | "why")
            // "the failed bank" is a bank that failed
            || copy.lower(words.start) == "failed" && copy.lower(words.end) != "to";
        if negations != 1 || !alone || words.len() > 2 || idle {
            return None;
        }
        Some(Change {
            fact: Fact::Sense,
            update: false,
            a: self.around(self.a, &hunk.a),
            b: self.around(self.b, &hunk.b),
        })
    }

    /// The words themselves, or, where there are none, the one before and the one behind the gap.
    fn around(&self, copy: &Copy<'_>, words: &Range<usize>) -> Range<usize> {
        if words.is_empty() {
            return words.start.saturating_sub(1)..(words.end + 1).min(copy.hashes.len());
        }
        // "was not", not "not" alone
        words.start.saturating_sub(1)..words.end
    }

    fn titles(&self, hunk: &Hunk) -> Option<Fact> {
        let (x, y) = (self.joined(self.a, &hunk.a), self.joined(self.b, &hunk.b));
        let shown = self.a.is(hunk.a.start, CAPITAL) == self.b.is(hunk.b.start, CAPITAL);
        // "Foreign" and "Defence" before "Minister", which both have
        let whole = || {
            let with_next = |copy: &Copy<'_>, words: &Range<usize>| {
                (words.end < copy.hashes.len()).then(|| self.joined(copy, &(words.start..words.end + 1)))
            };
            with_next(self.a, &hunk.a).zip(with_next(self.b, &hunk.b))
        };
        let differ = different_titles(&x, &y) || whole().is_some_and(|(x, y)| different_titles(&x, &y));
        (shown && differ).then_some(Fact::Title)
    }

    /// One name in place of another.
    fn names(&self, hunk: &Hunk) -> Option<Fact> {
        if !self.is_name(self.a, &hunk.a) || !self.is_name(self.b, &hunk.b) || self.are_all_capitals(hunk) {
            return None;
        }
        let (wide_a, wide_b) = self.whole_names(hunk);
        let (x, y) = (self.joined(self.a, &hunk.a), self.joined(self.b, &hunk.b));
        let same = same_name(&x, &y) || same_name(self.a.written(wide_a), self.b.written(wide_b));
        // "M61" is no slip of the pen for "M62"
        let numbered = [&x, &y].iter().all(|name| name.bytes().any(|byte| byte.is_ascii_digit()));
        let spelling =
            is_one_edit(&x, &y) && !numbered && !self.stands_elsewhere(&hunk.a, &hunk.b) && !is_misspelt(&x, &y);
        (!same && !spelling && !self.stand_together(hunk)).then_some(Fact::Name)
    }

    /// Whether some words read as a name and not as words that only begin a sentence or stand in a headline.
    fn is_name(&self, copy: &Copy<'_>, words: &Range<usize>) -> bool {
        let capital = |at: usize| copy.is(at, CAPITAL);
        let shown = words.clone().all(|at| capital(at) || matches!(copy.lower(at), "of" | "the" | "and" | "de" | "al"));
        let typed = words.clone().any(|at| {
            let word = copy.lower(at);
            is_title(word)
                || month(word).is_some()
                || weekday(word).is_some()
                || matches!(word, "mr" | "mrs" | "ms" | "dr")
        });
        let grammar = words.clone().all(|at| is_function_word(copy.lower(at)) || is_negation(copy.lower(at)));
        let proven = |at: usize| !copy.is(at, FIRST | HEADING) || self.is_name_elsewhere(copy, at);
        shown
            && capital(words.start)
            && capital(words.end - 1)
            && !typed
            && !grammar
            && words.clone().any(proven)
            && words.clone().all(|at| !capital(at) || proven(at) || words.len() > 1)
    }

    /// Whether both stand in headlines in capitals, which put "Brazil" for its president and "house" for "Congress".
    fn are_all_capitals(&self, hunk: &Hunk) -> bool {
        let capitals = |copy: &Copy<'_>, words: &Range<usize>| {
            copy.is(words.start, HEADING) && !copy.written(words.clone()).bytes().any(|b| b.is_ascii_lowercase())
        };
        capitals(self.a, &hunk.a) && capitals(self.b, &hunk.b)
    }

    /// Whether a word stands with a capital in mid-sentence somewhere in either copy.
    fn is_name_elsewhere(&self, copy: &Copy<'_>, word: usize) -> bool {
        [self.a, self.b].iter().any(|page| {
            (0..page.hashes.len())
                .any(|at| page.hashes[at] == copy.hashes[word] && page.is(at, CAPITAL) && !page.is(at, FIRST | HEADING))
        })
    }

    /// Whether both of two single words stand, as names, in other places of the copies, too.
    fn stands_elsewhere(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let count = |hash: u64| {
            [self.a, self.b]
                .iter()
                .map(|page| {
                    (0..page.hashes.len()).filter(|&at| page.hashes[at] == hash && page.is(at, CAPITAL)).count()
                })
                .sum::<usize>()
        };
        a.len() == 1 && b.len() == 1 && count(self.a.hashes[a.start]) > 1 && count(self.b.hashes[b.start]) > 1
    }

    /// Whether the two names follow each other somewhere: given name and surname of one person.
    fn stand_together(&self, hunk: &Hunk) -> bool {
        let (x, y) = (self.a.hashes[hunk.a.end - 1], self.b.hashes[hunk.b.start]);
        let (v, w) = (self.b.hashes[hunk.b.end - 1], self.a.hashes[hunk.a.start]);
        [self.a, self.b].iter().any(|page| {
            (1..page.hashes.len()).any(|at| {
                let pair = (page.hashes[at - 1], page.hashes[at]);
                (pair == (x, y) || pair == (v, w)) && page.follows(at)
            })
        })
    }

    /// The names with the words before and behind that belong to them in both copies.
    fn whole_names(&self, hunk: &Hunk) -> (Range<usize>, Range<usize>) {
        let (mut a, mut b) = (hunk.a.clone(), hunk.b.clone());
        let joins = |copy: &Copy<'_>, left: usize, right: usize| {
            copy.follows(right) && !copy.is(right, FIRST) && copy.is(left, CAPITAL) && copy.is(right, CAPITAL)
        };
        while a.start > 0
            && b.start > 0
            && self.a.hashes[a.start - 1] == self.b.hashes[b.start - 1]
            && joins(self.a, a.start - 1, a.start)
            && joins(self.b, b.start - 1, b.start)
            && !is_function_word(self.a.lower(a.start - 1))
        {
            (a.start, b.start) = (a.start - 1, b.start - 1);
        }
        while a.end < self.a.hashes.len()
            && b.end < self.b.hashes.len()
            && self.a.hashes[a.end] == self.b.hashes[b.end]
            && joins(self.a, a.end - 1, a.end)
            && joins(self.b, b.end - 1, b.end)
        {
            (a.end, b.end) = (a.end + 1, b.end + 1);
        }
        (a, b)
    }

    /// Other words inside quotation marks.
    fn quotation(&self, hunk: &Hunk) -> Option<Fact> {
        let inside = hunk.a.clone().all(|at| self.a.is(at, QUOTED)) && hunk.b.clone().all(|at| self.b.is(at, QUOTED));
        let (x, y) = (self.joined(self.a, &hunk.a), self.joined(self.b, &hunk.b));
        let form = same_form(&x, &y) || same_name(&x, &y) || x.replace(' ', "") == y.replace(' ', "");
        let typing = is_one_edit(&x, &y) && x.len() >= 4;
        let content = |words: &str| words.split(' ').any(|word| word.len() > 1 && !is_function_word(word));
        let telling = content(&x) || content(&y) || are_other_relations(&x, &y);
        (inside && !form && !typing && telling && hunk.a.len() <= 3 && hunk.b.len() <= 3).then_some(Fact::Quotation)
    }

    /// Whether an editor's words in brackets stand on one side: they explain or replace what was said.
    fn bracketed(&self, hunk: &Hunk) -> bool {
        let inside = |copy: &Copy<'_>, words: &Range<usize>| words.clone().filter(|&at| copy.is(at, BRACKETED)).count();
        let (a, b) = (inside(self.a, &hunk.a), inside(self.b, &hunk.b));
        let (all_a, all_b) = (a == hunk.a.len(), b == hunk.b.len());
        (a, b) != (0, 0) && (!(all_a && all_b) || hunk.a.is_empty() || hunk.b.is_empty())
    }

    /// Some words in lower case and without points, one space between them.
    fn joined(&self, copy: &Copy<'_>, words: &Range<usize>) -> String {
        words.clone().map(|at| copy.lower(at).trim_end_matches('.')).collect::<Vec<_>>().join(" ")
    }
}

/// Words of place and time none of which is written for another.
const RELATIONS: &[&str] = &[
    "above", "across", "after", "against", "before", "behind", "below", "between", "beyond", "since", "under", "until",
];

/// "until" and "between": who is quoted said the one and not the other.
fn are_other_relations(x: &str, y: &str) -> bool {
    RELATIONS.contains(&x) && RELATIONS.contains(&y) && x != y
}

/// "he" and "she": somebody else, or a mistake.
fn pronouns_of_other_sex(x: &str, y: &str) -> bool {
    let sex = |word: &str| match word {
        "he" | "his" | "him" | "himself" => Some(true),
        "she" | "her" | "hers" | "herself" => Some(false),
        _ => None,
    };
    matches!((sex(x), sex(y)), (Some(x), Some(y)) if x != y)
}

/// Whether two words, a letter apart, are one name that is misspelled in one of the copies: not brought over from another
/// script in two ways, not two forms of one word, and not two words of which each is in use.
fn is_misspelt(x: &str, y: &str) -> bool {
    let (a, b) = (fold(x), fold(y));
    let heard = |word: &str| {
        lexicon::name(word).known()
            || lexicon::is_word(word)
            || lexicon::is_capitalised(word)
            || lexicon::place(word).is_some()
    };
    let two = x.contains(' ') || y.contains(' ') || (heard(&a) && heard(&b));
    let forms = a == b || is_transliterated(&a, &b) || is_inflected(&a, &b) || is_derived(&a, &b);
    a.len().min(b.len()) >= 5 && !two && !forms
}

/// Whether the word exchanged for a negation leaves the rest standing, so that the sense is turned around.
fn turns(x: &str, y: &str) -> bool {
    let plain = if is_negation(x) { y } else { x };
    matches!(
        plain,
        "a" | "an"
            | "the"
            | "some"
            | "any"
            | "all"
            | "every"
            | "always"
            | "often"
            | "also"
            | "still"
            | "now"
            | "with"
            | "everybody"
            | "everyone"
            | "somebody"
            | "someone"
            | "everything"
            | "something"
            | "both"
            | "either"
            | "clearly"
            | "certainly"
            | "indeed"
            | "able"
            | "agreed"
            | "managed"
    )
}
