//! Names -> lives told in brackets behind them: “Clara Benn (1870–1931) was a novelist”, “Ida Graf (née Stern; 12 August 1899 –
//! 3 August 1990)”.
//!
//! A range behind a name may be that of a term, a reign or of a work: it is a life where it gives both days, or where the sentence
//! goes on to say what somebody was, and where it is as long as lives are. Of two people with one surname nothing is told.

use crate::article::Article;
use crate::claim::timeline::{are_placed, is_quoted};
use crate::extract::date::{Basis, DateMention};
use crate::extract::name::NameKind;
use crate::segment::Segmented;

/// A life told in brackets.
#[derive(Debug, Clone, Copy)]
pub struct Lifespan<'d> {
    /// Index into the article's names.
    pub name: usize,
    pub born: &'d DateMention,
    pub died: &'d DateMention,
    /// The bracket that opens it.
    pub bracket: usize,
}

/// Years that a life told in brackets has.
const YEARS: std::ops::RangeInclusive<i64> = 15..=110;

/// Every life that an article tells in brackets.
#[must_use]
pub fn lifespans<'a>(article: &'a Article<'_>) -> Vec<Lifespan<'a>> {
    let pairs = article.dates.windows(2).filter(|two| is_bracketed(&article.text, &two[0], &two[1]));
    let mut lives: Vec<Lifespan<'a>> = pairs.filter_map(|two| lifespan(article, &two[0], &two[1])).collect();
    if lives.len() > 1 {
        let mut told: Vec<(String, &str, &str)> = lives.iter().map(|one| told(article, one)).collect();
        told.sort_unstable();
        told.dedup();
        let several = |family: &str| told.iter().filter(|(other, ..)| other == family).count() > 1;
        lives.retain(|one| !several(&article.names[one.name].family_folded()));
    }
    lives
}

/// The surname with the dates of a life.
fn told<'d>(article: &Article<'_>, one: &Lifespan<'d>) -> (String, &'d str, &'d str) {
    (article.names[one.name].family_folded(), &one.born.value, &one.died.value)
}

/// Two dates with a dash between them and a bracket behind: `1870–1931)`, `1870 – died 1931)`.
fn is_bracketed(text: &Segmented<'_>, first: &DateMention, last: &DateMention) -> bool {
    let gap = first.tokens.end..last.tokens.start;
    let dash = || matches!(text.text(gap.start), "-" | "–" | "—");
    let verbs = || (gap.start + 1..gap.end).all(|at| matches!(text.lower(at), "died" | "buried" | "d" | "." | "on"));
    (1..=3).contains(&gap.len())
        && text.tokens.get(last.tokens.end).is_some_and(|_| text.is_mark(last.tokens.end, b')'))
        && dash()
        && verbs()
}

fn lifespan<'a>(article: &'a Article<'_>, born: &'a DateMention, died: &'a DateMention) -> Option<Lifespan<'a>> {
    /// Names of birth stand before the dates.
    const LONGEST: usize = 8;
    let text = &article.text;
    let explicit = |date: &DateMention| date.basis == Basis::Explicit && matches!(date.value.len(), 4 | 10);
    if !explicit(born) || !explicit(died) || !are_placed(born, died) || is_quoted(article, born) {
        return None;
    }
    let bracket = (born.tokens.start.saturating_sub(LONGEST)..born.tokens.start)
        .rev()
        .find(|&at| text.is_mark(at, b'(') || text.is_mark(at, b')'))
        .filter(|&at| text.is_mark(at, b'('))?;
    let led = bracket + 1..born.tokens.start;
    let reign =
        led.clone().any(|at| matches!(text.lower(at), "reigned" | "r" | "ruled" | "in" | "from" | "active" | "fl"));
    let birth = led.is_empty() || matches!(text.lower(led.start), "born" | "b" | "née" | "nee" | "né" | "baptised");
    let index = article.names.partition_point(|name| name.tokens.end < bracket);
    let name = article.names.get(index).filter(|name| name.tokens.end == bracket)?;
    let whole = name.kind == NameKind::Person
        && !name.loose
        && !name.given.is_empty()
        && !name.family.is_empty()
        && name.title.is_none();
    let years = died.interval?.first.signed_duration_since(born.interval?.first).num_days() / 365;
    let days = born.value.len() == 10 && died.value.len() == 10;
    let after = died.tokens.end + 1;
    let word = |at: usize| text.tokens.get(at).map_or("", |_| text.lower(at));
    let described = word(after) == "was" && matches!(word(after + 1), "a" | "an" | "one");
    // "(; 4 April 1932 – 29 December 1986)" has lost how the name is said
    (whole && !reign && (birth || days) && YEARS.contains(&years) && (days || described)).then_some(Lifespan {
        name: index,
        born,
        died,
        bracket,
    })
}

#[cfg(test)]
mod tests {
    use super::lifespans;
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let line = |one: &super::Lifespan<'_>| {
            format!("{} {} {}", article.names[one.name].family_folded(), one.born.value, one.died.value)
        };
        lifespans(&article).iter().map(line).collect()
    }

    #[test]
    fn lives_behind_names() {
        assert_eq!(
            told(
                "Clara Benn (1870–1931) was a novelist. Her teacher was Ida Graf (née Stern; 12 August 1839 – 3 August 1890). Thomas \
                 Hale (baptised 4 March 1620 – buried 9 June 1684) came before them."
            ),
            ["benn 1870 1931", "graf 1839-08-12 1890-08-03", "hale 1620-03-04 1684-06-09"]
        );
    }

    #[test]
    fn ranges_of_something_else() {
        let silent = "President Paul Reed (1970–1998) was a judge before. John Dahl (1990–1998) was a director. King Olaf Holm (reigned \
                      1231–1263) was a poet. Carl Brandt (1820–1890) was a smith, and Carl Brandt (1881–1951) was a clerk. Anna Kovacs \
                      (1950–1990) led the firm.";
        assert_eq!(told(silent), Vec::<String>::new());
    }
}
