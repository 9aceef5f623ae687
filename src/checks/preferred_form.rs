//! A word or name in a form that a list replaces, spells otherwise or does without: the desk's own list, or one brought in.
//!
//! Whole words only, each occurrence, never in furniture, in an address or before `[sic]`. One automaton finds all the
//! entries of a rule in one pass over a sentence.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::{Check, Context, Emit};
use crate::article::Article;
use crate::finding::{Conflict, Label};
use crate::segment::{BlockKind, Segmented, Sentence, TokenKind};
use crate::source::Span;

/// The list; at least one of `swap`, `avoid` and `exact` has to hold something.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Lists")]
pub struct PreferredForm {
    automaton: AhoCorasick,
    /// By the number of its pattern in the automaton.
    entries: Vec<Entry>,
}

/// The list as a rule writes it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Lists {
    /// Wrong form -> right form; several right ones are parted by `|`.
    #[serde(default)]
    swap: BTreeMap<String, String>,
    /// Words that have no place in the text.
    #[serde(default)]
    avoid: Vec<String>,
    /// Names with capitals that have to be as here: "GitHub".
    #[serde(default)]
    exact: Vec<String>,
    /// Words within which nothing is reported.
    #[serde(default)]
    except: Vec<String>,
    /// Whether a wrong form is one only with the very capitals given.
    #[serde(default)]
    match_case: bool,
}

#[derive(Debug)]
struct Entry {
    written: String,
    says: Says,
    match_case: bool,
}

#[derive(Debug)]
enum Says {
    Prefer(Vec<String>),
    Avoid,
    Exact,
    Except,
}

impl TryFrom<Lists> for PreferredForm {
    type Error = String;

    fn try_from(lists: Lists) -> Result<Self, String> {
        if lists.swap.is_empty() && lists.avoid.is_empty() && lists.exact.is_empty() {
            return Err("nothing is listed: give swap, avoid or exact".to_owned());
        }
        let entries = entries(lists)?;
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(entries.iter().map(|entry| &entry.written))
            .map_err(|error| format!("the list is too long: {error}"))?;
        Ok(Self { automaton, entries })
    }
}

fn entries(lists: Lists) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    for (wrong, right) in lists.swap {
        let rights: Vec<String> = right.split('|').map(|one| one.trim().to_owned()).collect();
        if rights.iter().any(|right| right.is_empty() || *right == wrong) {
            return Err(format!("“{wrong}” is to become “{right}”, which changes nothing"));
        }
        entries.push(Entry { written: wrong, says: Says::Prefer(rights), match_case: lists.match_case });
    }
    let plain = |written, says, match_case| Entry { written, says, match_case };
    entries.extend(lists.avoid.into_iter().map(|word| plain(word, Says::Avoid, lists.match_case)));
    entries.extend(lists.exact.into_iter().map(|word| plain(word, Says::Exact, false)));
    entries.extend(lists.except.into_iter().map(|word| plain(word, Says::Except, false)));
    match entries.iter().find(|entry| !entry.written.contains(char::is_alphanumeric)) {
        Some(entry) => Err(format!("“{}” is no word", entry.written)),
        None => Ok(entries),
    }
}

impl Check for PreferredForm {
    type Said = ();

    fn key(&self, _: Context<'_>, article: &Article<'_>, emit: &mut Emit<'_, ()>) {
        for sentence in &article.text.sentences {
            for found in self.found(&article.text, sentence) {
                if let Some(conflict) = self.conflict(&article.text, sentence, found) {
                    emit.conflict(conflict);
                }
            }
        }
    }
}

/// An entry of the list and where it stands in the document.
#[derive(Debug, Clone, Copy)]
struct Found {
    span: Span,
    entry: usize,
}

impl PreferredForm {
    /// The entries that a sentence holds as whole words: the first where some overlap, of those the longest.
    fn found(&self, text: &Segmented<'_>, sentence: &Sentence) -> Vec<Found> {
        let start = sentence.span.start as usize;
        // a line end inside a sentence is a space; both are one byte
        let flat = text.slice(sentence.span).replace(['\n', '\t'], " ");
        let mut all: Vec<Found> = self
            .automaton
            .find_overlapping_iter(&flat)
            .filter(|found| is_whole(&flat, found.start(), found.end()))
            .map(|found| Found {
                span: Span::new(start + found.start(), start + found.end()),
                entry: found.pattern().as_usize(),
            })
            .filter(|found| self.is_meant(text, *found))
            .collect();
        let excepted: Vec<Span> =
            all.iter().filter(|found| self.is_exception(**found)).map(|found| found.span).collect();
        all.retain(|found| !excepted.iter().any(|except| except.contains(found.span)));
        all.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end), found.entry));
        let mut end = 0;
        all.retain(|found| {
            let free = found.span.start >= end;
            end = if free { found.span.end } else { end };
            free
        });
        all
    }

    fn is_exception(&self, found: Found) -> bool {
        matches!(self.entries[found.entry].says, Says::Except)
    }

    /// Whether the capitals are as the entry wants them, and the place is prose.
    fn is_meant(&self, text: &Segmented<'_>, found: Found) -> bool {
        let entry = &self.entries[found.entry];
        let prose = text.tokens_in(found.span).all(|token| text.tokens[token].kind != TokenKind::Address);
        prose && (!entry.match_case || text.slice(found.span) == entry.written)
    }

    fn conflict(&self, text: &Segmented<'_>, sentence: &Sentence, found: Found) -> Option<Conflict> {
        let entry = &self.entries[found.entry];
        let written: &str = &text.slice(found.span).replace(['\n', '\t'], " ");
        let label = |message| Label::new(text.source(), found.span, message);
        if text.document.text[found.span.end as usize..].trim_start().starts_with("[sic]") {
            return None;
        }
        let by_case = BetweenCases::new(text, sentence, found.span);
        match &entry.says {
            Says::Except => None,
            Says::Avoid => {
                let message = format!("“{written}” is on the list of words to avoid");
                Some(Conflict::new(message, label("word to avoid")).identity([entry.written.as_str()]))
            }
            Says::Exact => {
                let right = entry.written.as_str();
                let message = format!("“{written}” is spelt “{right}”");
                let conflict = Conflict::new(message, label("other capitals")).identity([right, written]);
                let wrong = !by_case.may_differ(written, right);
                wrong.then(|| conflict.fix(format!("write “{right}”"), text.source(), found.span, right))
            }
            Says::Prefer(rights) => {
                if rights.iter().any(|right| by_case.may_differ(written, right)) {
                    return None;
                }
                let rights: Vec<String> = rights.iter().map(|right| like(&entry.written, written, right)).collect();
                let message = format!("“{written}” is to be written “{}”", rights.join("” or “"));
                let conflict = Conflict::new(message, label("other form preferred"));
                let conflict = conflict.identity([entry.written.as_str(), rights[0].as_str()]);
                Some(match rights.as_slice() {
                    [right] => conflict.fix(format!("write “{right}”"), text.source(), found.span, right),
                    _ => conflict,
                })
            }
        }
    }
}

/// What a place says of the capitals in it.
struct BetweenCases {
    /// A sentence starts with a capital, a headline may have one at each word.
    first: bool,
}

impl BetweenCases {
    fn new(text: &Segmented<'_>, sentence: &Sentence, span: Span) -> Self {
        let headline =
            text.block_of(sentence.tokens.start).is_some_and(|at| text.blocks[at].kind == BlockKind::Headline);
        Self { first: headline || text.tokens[sentence.tokens.start].span.start >= span.start }
    }

    /// Whether a word is the right one, but for capitals that its place asks for.
    fn may_differ(&self, written: &str, right: &str) -> bool {
        if written == right {
            return true;
        }
        let shouted = written.chars().count() > 1 && !written.contains(char::is_lowercase);
        let same = written.to_lowercase() == right.to_lowercase();
        same && (shouted || (self.first && lower_first(written) == lower_first(right)))
    }
}

fn lower_first(word: &str) -> String {
    change_first(word, |c| c.to_lowercase().collect())
}

fn change_first(word: &str, change: impl Fn(char) -> String) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| change(first) + chars.as_str())
}

/// The right form with the capitals of what is written, where these are not the list's own.
fn like(wrong: &str, written: &str, right: &str) -> String {
    let upper =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
    if upper(written) && !upper(wrong) {
        return right.to_uppercase();
    }
    if written.starts_with(char::is_uppercase) && !wrong.starts_with(char::is_uppercase) {
        return change_first(right, |c| c.to_uppercase().collect());
    }
    right.to_owned()
}

/// Whether nothing of a word, a hyphenated compound or a path goes on before or after.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let glue = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '\\' | '_' | '@' | '#' | '.' | '\'' | '’');
    let goes_on = |next: Option<char>, after: Option<char>| match next {
        Some(c) if c.is_alphanumeric() => true,
        Some('_' | '@' | '#') => true,
        Some(c) if glue(c) => after.is_some_and(char::is_alphanumeric),
        _ => false,
    };
    let mut before = text[..start].chars().rev();
    let mut behind = text[end..].chars();
    let possessive = ["'s", "’s"]
        .iter()
        .any(|s| text[end..].strip_prefix(s).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    !goes_on(before.next(), before.next()) && (possessive || !goes_on(behind.next(), behind.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lists: &str, text: &str) -> Vec<String> {
        let rules =
            format!("[[rule]]\nid = \"x\"\nlevel = \"info\"\nsummary = \"s\"\n[rule.check.preferred-form]\n{lists}");
        let file = crate::rule::RulesFile { path: "x.toml".to_owned(), text: rules.into(), builtin: false };
        let mut ruleset = crate::rule::Ruleset::default();
        ruleset.add(file).expect("right");
        let source = crate::source::Source::new(
            crate::source::SourceId(0),
            "x.md".to_owned(),
            text.to_owned(),
            crate::source::Encoding::Utf8 { bom: false },
        );
        let article = crate::article::read(&source, &ruleset.knowledge, &crate::article::Reading::default());
        let mut keyed = crate::checks::Keyed::default();
        ruleset.rules[0].check.check().key(
            0,
            Context { knowledge: &ruleset.knowledge, again: &() },
            &article,
            &mut keyed,
        );
        keyed.conflicts.into_iter().map(|(_, conflict)| conflict.message).collect()
    }

    #[test]
    fn a_swap_finds_whole_words_in_any_case() {
        let lists =
            "swap = { \"e-mail\" = \"email\", \"Kiev\" = \"Kyiv\", \"web site\" = \"website\", \"web\" = \"Web\" }";
        assert_eq!(
            check(
                lists,
                "They sent an e-mail from Kiev's old web\nsite today. E-mail came back from the web-based KIEV."
            ),
            [
                "“e-mail” is to be written “email”",
                "“Kiev” is to be written “Kyiv”",
                "“web site” is to be written “website”",
                "“E-mail” is to be written “Email”",
                "“KIEV” is to be written “KYIV”",
            ]
        );
        for silent in [
            "They sent e-mails, see kiev@example.org and https://example.org/e-mail/kiev.html today.",
            "The man said “Kiev [sic] is cold” and left for the Anti-Kiev League.",
            "The website of Kyiv is written in the right form, and that is all.",
        ] {
            assert_eq!(check(lists, silent), [""; 0], "{silent}");
        }
    }

    #[test]
    fn capitals_count_where_the_rule_says_so() {
        let lists = "match-case = true\nswap = { \"Internet\" = \"internet\", \"wifi\" = \"Wi-Fi\" }";
        assert_eq!(
            check(lists, "Internet use grew, and the Internet with it, over wifi and WIFI links."),
            ["“Internet” is to be written “internet”", "“wifi” is to be written “Wi-Fi”"]
        );
    }

    #[test]
    fn exact_names_exceptions_and_words_to_avoid() {
        let lists = "exact = [\"GitHub\"]\navoid = [\"very\"]\nexcept = [\"very light jet\"]\nswap = { use = \"utilise|employ\" }";
        assert_eq!(
            check(lists, "It was very clear that Github and GitHub use one very light jet in this town."),
            [
                "“very” is on the list of words to avoid",
                "“Github” is spelt “GitHub”",
                "“use” is to be written “utilise” or “employ”"
            ]
        );
        assert_eq!(check(lists, "GITHUB STAFF ARE AT HOME, GitHub told the people of the town."), [""; 0]);
    }

    #[test]
    fn lists_that_say_nothing_are_refused() {
        let broken = |text: &str| toml::from_str::<PreferredForm>(text).expect_err("wrong").message().to_owned();
        assert!(broken("match-case = true").contains("nothing is listed"));
        assert!(broken("swap = { a = \"a\" }").contains("changes nothing"));
        assert!(broken("avoid = [\"...\"]").contains("is no word"));
        assert!(broken("swop = {}").contains("unknown field"));
    }
}
