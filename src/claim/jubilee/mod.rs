//! Sentences -> anniversaries of what is told to have been founded: “the club, founded in 1949, celebrates its 75th anniversary this
//! year”, “Velm Shipyards was founded in 1990. The company marks …”, “The school turns 100 this year. It was founded in 1924”.
//!
//! The thing founded and the thing that has the anniversary are one by how the sentences are built; an anniversary “of” something
//! is not its own.

mod across;
mod founding;
mod told;

use super::timeline::sentences;
use crate::article::Article;
use crate::extract::date::{Basis, DateMention, TimexType};
use crate::lexeme::Classes;
use crate::segment::Sentence;
use crate::source::Span;
use across::Across;
use founding::{explicit, founding_of_old, own_founding};
pub(crate) use told::TOLD;
use told::told;

pub(super) use founding::is_subject;
pub use told::ordinal;

/// An anniversary with the date that it is counted from.
#[derive(Debug, Clone)]
pub struct Jubilee<'d> {
    pub years: i32,
    /// “its 75th anniversary”, “turns 100”.
    pub span: Span,
    pub founded: &'d DateMention,
    /// When it is kept; nothing where that is the time of writing.
    pub kept: Option<&'d DateMention>,
    /// Other dates told beside the founding: "founded in 1780 and refounded in 1954".
    pub beside: Vec<&'d DateMention>,
}

/// Every anniversary that an article tells with the founding that it is of.
#[must_use]
pub fn jubilees<'a>(article: &'a Article<'_>) -> Vec<Jubilee<'a>> {
    let text = &article.text;
    let mut found = years_old(article);
    if !text.has(Classes::JUBILEE) {
        return found;
    }
    let all: Vec<(Sentence, &[DateMention])> =
        sentences(article).map(|(sentence, dates)| behind_dateline(article, sentence, dates)).collect();
    let reader = Across { article, text };
    for (at, (sentence, dates)) in all.iter().enumerate() {
        for told in sentence.tokens.clone().filter_map(|token| told(text, sentence, dates, token)) {
            let before = at.checked_sub(1).map(|at| &all[at]);
            let after = all.get(at + 1);
            let own = || own_founding(text, sentence, dates, &told).map(|founded| (founded, *dates));
            let earlier = || Some((reader.founded_before(before?, sentence, dates, &told)?, before?.1));
            let later = || Some((reader.founded_after(after?, sentence, &told)?, after?.1));
            let Some((founded, around)) = own().or_else(earlier).or_else(later) else { continue };
            let others = dates.iter().filter(|date| date.span != founded.span);
            let Some(kept) = kept(others, told.present) else { continue };
            let beside = around.iter().filter(|date| date.span != founded.span && explicit(date).is_some());
            let beside = beside.filter(|date| kept.is_none_or(|kept| kept.span != date.span)).collect();
            found.push(Jubilee { years: told.years, span: text.span(told.tokens), founded, kept, beside });
        }
    }
    found
}

/// When an anniversary is kept, by what else its sentence names: a date, or nothing but the time of writing. `None` where it can't
/// be told.
fn kept<'d>(mut others: impl Iterator<Item = &'d DateMention>, present: bool) -> Option<Option<&'d DateMention>> {
    match (others.next(), others.next()) {
        (None, _) if present => Some(None),
        (Some(date), None) if is_kept(date) => Some(Some(date)),
        _ => None,
    }
}

/// A sentence without the dateline that it begins with, and its dates.
fn behind_dateline<'d>(
    article: &Article<'_>,
    sentence: &Sentence,
    dates: &'d [DateMention],
) -> (Sentence, &'d [DateMention]) {
    const LONGEST: usize = 8;
    let text = &article.text;
    let whole = (sentence.clone(), dates);
    let Some(published) = article.published.span else { return whole };
    let Some(dateline) = dates.first().filter(|date| date.span.contains(published)) else { return whole };
    let end = dateline.tokens.end;
    let dash =
        (end..sentence.tokens.end.min(end + LONGEST)).find(|&at| matches!(text.text(at), "-" | "–" | "—" | "--"));
    let Some(dash) = dash else { return whole };
    let first = dates.partition_point(|date| date.tokens.start <= dash);
    (Sentence { tokens: dash + 1..sentence.tokens.end, ..sentence.clone() }, &dates[first..])
}

/// How old things are told to be that the same sentence tells to have been founded: `The 25-year-old company was founded in 1999`.
fn years_old<'a>(article: &'a Article<'_>) -> Vec<Jubilee<'a>> {
    let text = &article.text;
    let is_age = |date: &DateMention| date.kind == TimexType::Duration && text.lower(date.tokens.end - 1) == "old";
    if !article.dates.iter().any(is_age) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (sentence, dates) in sentences(article) {
        for age in dates.iter().filter(|date| is_age(date)) {
            let years = text.lower(age.tokens.start).parse().ok().filter(|years| (2..=1000).contains(years));
            let Some((years, founded)) = years.zip(founding_of_old(text, sentence, dates, age)) else { continue };
            // "In 1992 the 25-year-old company", "… was sold in May": another date is of something else
            let opens = |date: &DateMention| {
                date.tokens.start <= sentence.tokens.start + 1 || date.basis == Basis::DocumentDate
            };
            let others = || dates.iter().filter(|date| date.span != founded.span && date.span != age.span);
            let Some(kept) = kept(others(), true).filter(|_| others().all(opens)) else { continue };
            found.push(Jubilee { years, span: age.span, founded, kept, beside: Vec::new() });
        }
    }
    found
}

fn is_kept(date: &DateMention) -> bool {
    date.interval.is_some()
        && date.length.is_none()
        && matches!(date.kind, TimexType::Date | TimexType::Time)
        && matches!(date.basis, Basis::Explicit | Basis::DocumentDate)
}

#[cfg(test)]
mod tests {
    use super::jubilees;
    use crate::article::{Reading, read};
    use crate::knowledge::Knowledge;
    use crate::source::{Encoding, Source, SourceId};

    fn told(text: &str) -> Vec<String> {
        let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
        let article = read(&source, &Knowledge::default(), &Reading::default());
        let kept = |one: &super::Jubilee<'_>| one.kept.map_or("now".to_owned(), |date| date.value.clone());
        jubilees(&article).iter().map(|one| format!("{} of {} {}", one.years, one.founded.value, kept(one))).collect()
    }

    #[test]
    fn anniversaries_of_what_was_founded() {
        assert_eq!(
            told(
                "The club, founded in 1949, celebrates its 75th anniversary. The museum opened in 1924 and marked its 50th anniversary in \
                 1974. Founded in 1904, Halden Bank celebrated its centenary in 2004. Velm Shipyards was founded in 1990. In 2015, the \
                 company marked its 25th anniversary. The school turned 100 in 2024. It was founded in 1924 by two sisters."
            ),
            ["75 of 1949 now", "50 of 1924 1974", "100 of 1904 2004", "25 of 1990 2015", "100 of 1924 2024"]
        );
    }

    #[test]
    fn anniversaries_of_something_else() {
        let silent = "The club, founded in 1949, celebrates the 25th anniversary of its first title. Velm Shipyards was founded in 1990. Its \
                      owner, Borg Lines, marks its 50th anniversary. The band, formed in 1990, plays on its 25th anniversary tour. The \
                      orchestra was founded in 1964. Its hall, opened in 1984, is celebrating its 40th birthday and more. The firm, whose \
                      yard opened in 1990, marks its 80th anniversary. The bank was founded in 1904. The club marks its 80th anniversary.";
        assert_eq!(told(silent), Vec::<String>::new());
    }
}
