//! Tells what an article says from what stands around it on a page.
//!
//! Scraped pages carry menus, teasers of other stories, legal notices and comment boxes. What comes before the
//! headline and what follows a closing marker is furniture, save lines that say when and by whom.

use super::blocks::{Block, BlockKind};
use super::notices;
use super::tokens::{Shape, Token, TokenKind};
use crate::read::Document;
use crate::words::Words;

/// Lines that end an article when little prose follows them: the whole line, lower case, without marks at its end.
const CLOSERS: &[&str] = &[
    "about the author",
    "advertisement",
    "advertisements",
    "also read",
    "comment",
    "comments",
    "continue reading",
    "copyright",
    "disclaimer",
    "external links",
    "further reading",
    "have your say",
    "latest articles",
    "latest news",
    "leave a comment",
    "leave a reply",
    "legal disclaimer",
    "more from this section",
    "more news",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "newsletters",
    "post a comment",
    "read also",
    "read more",
    "read next",
    "recent articles",
    "recent posts",
    "recommended",
    "recommended for you",
    "references",
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "search",
    "see also",
    "share",
    "share this",
    "share this article",
    "share this story",
    "sign up",
    "source link",
    "sources",
    "sponsored",
    "subscribe",
    "tags",
    "top stories",
    "trending",
    "trending now",
    "you may also like",
    "you might also like",
];

/// Beginnings of lines that are furniture wherever they stand. Lower case.
const NOTICES: &[&str] = &[
    "all rights reserved",
    "click here",
    "copyright ©",
    "copyright (c)",
    "©",
    "follow us on",
    "get notified",
    "join our",
    "legal disclaimer",
    "photo credit",
    "share on",
    "sign up for",
    "skip to",
    "subscribe to",
    "terms of use",
    "this site uses cookies",
    "we use cookies",
    "your email address will not be published",
];

/// The first words of [`NOTICES`].
static FIRST_OF_NOTICES: Words = Words::new({
    const WORDS: &[&str] = &first_words::<{ NOTICES.len() }>();
    WORDS
});

const fn first_words<const N: usize>() -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        let bytes = NOTICES[at].as_bytes();
        let mut end = 0;
        while end < bytes.len() && bytes[end] != b' ' {
            end += 1;
        }
        words[at] = NOTICES[at].split_at(end).0;
        at += 1;
    }
    words
}

/// The share of an article's prose that may follow a closing marker that still closes it, in percent.
const TAIL: usize = 45;

/// Marks headline, dateline, byline and furniture among the blocks of a plain document.
pub(super) fn mark(document: &Document<'_>, lower: &str, blocks: &mut [Block], tokens: &[Token]) {
    let page = Page { document, lower, tokens };
    let lines: Vec<Line> = blocks.iter().map(|block| page.line(block)).collect();
    close(blocks, &lines);
    head(&page, blocks, &lines);
    for (block, line) in blocks.iter_mut().zip(&lines) {
        if block.kind != BlockKind::Body {
            continue;
        }
        if line.notice || line.desk || line.teaser {
            block.kind = BlockKind::Furniture;
        } else if line.byline {
            block.kind = BlockKind::Byline;
        } else if line.dated {
            block.kind = BlockKind::Dateline;
        } else if !line.prose && line.words <= 14 && line.capital && !line.terminated && !line.announces && !line.greets
        {
            block.kind = BlockKind::Subheading;
        } else if line.quoted {
            block.kind = BlockKind::Quotation;
        }
    }
}

/// What can be said of a block by its looks.
#[derive(Debug, Default)]
struct Line {
    words: usize,
    /// Ends like a sentence.
    terminated: bool,
    /// Begins with a capital letter, a figure or a quotation mark.
    capital: bool,
    /// Reads like a paragraph of an article.
    prose: bool,
    /// A line such as "Tuesday, 02 January 2024 12:17 GMT".
    dated: bool,
    byline: bool,
    /// Cut off with dots, as teasers are.
    teaser: bool,
    closer: bool,
    notice: bool,
    /// "(Corrects spelling in headline)"
    desk: bool,
    /// One quotation and nothing else.
    quoted: bool,
    /// Ends in a colon: what follows belongs to it.
    announces: bool,
    /// "Dear Mr. President,"
    greets: bool,
}

struct Page<'a> {
    document: &'a Document<'a>,
    /// Its text in lower case.
    lower: &'a str,
    tokens: &'a [Token],
}

impl Page<'_> {
    fn line(&self, block: &Block) -> Line {
        let text = self.document.text[block.span.range()].trim();
        let tokens = &self.tokens[block.tokens.clone()];
        let words =
            tokens.iter().filter(|token| token.kind != TokenKind::Mark && token.kind != TokenKind::Possessive).count();
        let bare = || text.trim_end_matches(['.', ':', '!', '…', '”', '"']).trim();
        let closed = text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']);
        let cut = text.ends_with("...") || text.ends_with('…') || text.ends_with("[…]");
        let terminated = !cut && closed.ends_with(['.', '!', '?']);
        Line {
            words,
            terminated,
            capital: text.chars().next().is_some_and(|c| !c.is_lowercase()),
            prose: terminated && words >= 5 || words > 25 && !cut,
            dated: words <= 16 && self.is_dated(block),
            byline: words <= 12 && !terminated && is_byline(bare()),
            teaser: cut && words <= 45 && !text.starts_with(['“', '"', '‘']),
            closer: words <= 6 && CLOSERS.binary_search(&bare().to_lowercase().as_str()).is_ok(),
            notice: self.is_notice(text, tokens) || is_bare_address(tokens),
            announces: text.ends_with(':'),
            greets: text.ends_with(','),
            desk: notices::is_desk_line(text),
            quoted: text.starts_with(['“', '"'])
                && text.ends_with(['”', '"'])
                && text.matches(['“', '”', '"']).count() == 2,
        }
    }

    /// Whether a line begins as one of [`NOTICES`], in whatever case; most don't with their first word.
    fn is_notice(&self, text: &str, tokens: &[Token]) -> bool {
        let begins = |notice: &&str| text.get(..notice.len()).is_some_and(|start| start.eq_ignore_ascii_case(notice));
        let first = tokens.first().map_or("", |token| &self.lower[token.span.range()]);
        FIRST_OF_NOTICES.has(first) && NOTICES.iter().any(begins)
    }

    /// Whether nearly every word belongs to a date, a time or a label such as "Updated".
    fn is_dated(&self, block: &Block) -> bool {
        let tokens = &self.tokens[block.tokens.clone()];
        if !tokens.iter().any(|token| self.is_year(token)) {
            return false;
        }
        let (mut date, mut other, mut told, mut month) = (0_usize, 0_usize, 0_usize, false);
        for token in tokens.iter().filter(|one| !matches!(one.kind, TokenKind::Mark | TokenKind::Possessive)) {
            let text = self.lower[token.span.range()].trim_end_matches('.');
            month |= MONTHS.has(text) || (token.kind == TokenKind::Number && text.len() <= 2);
            let known =
                matches!(token.kind, TokenKind::Number | TokenKind::Mixed) || MONTHS.has(text) || DATING.has(text);
            *(if known { &mut date } else { &mut other }) += 1;
            told += usize::from(!known && token.shape == Shape::Lower);
        }
        // "The crash of 3 May 2024 recalled the crash of 3 May 1994." is a sentence
        let sentence = told >= 2 && self.ends_with_point(block);
        month && date >= 2 && other <= date / 3 && !sentence
    }

    /// "1987", "2024"
    fn is_year(&self, token: &Token) -> bool {
        let first = || self.lower.as_bytes()[token.span.start as usize];
        token.kind == TokenKind::Number && token.span.len() == 4 && matches!(first(), b'1' | b'2')
    }
}

/// From the first closing marker on with little prose after it, everything is furniture.
fn close(blocks: &mut [Block], lines: &[Line]) {
    let prose: usize = lines.iter().filter(|line| line.prose).map(|line| line.words).sum();
    let mut after = prose;
    let mut closed = false;
    let mut seen = 0_usize;
    for (block, line) in blocks.iter_mut().zip(lines) {
        let words = if line.prose { line.words } else { 0 };
        after -= words;
        let notice_end = line.notice && starts_a_tail(line);
        closed |= (line.closer || notice_end) && seen > 0 && (after + words) * 100 <= prose * TAIL;
        seen += words;
        if closed || (line.closer && !line.prose) {
            block.kind = BlockKind::Furniture;
        }
    }
}

fn starts_a_tail(line: &Line) -> bool {
    line.words <= 12
}

/// From how many words on a line that ends in a colon is a sentence and not "Share this:".
const SENTENCE: usize = 8;

/// Finds the headline: the last short line before the first real paragraph. What stands above it is furniture.
fn head(page: &Page<'_>, blocks: &mut [Block], lines: &[Line]) {
    if blocks.iter().any(|block| block.kind == BlockKind::Headline) {
        return;
    }
    let is_body = |at: usize| {
        blocks[at].kind == BlockKind::Body
            && lines[at].prose
            && !lines[at].teaser
            && !lines[at].notice
            && !lines[at].desk
    };
    let Some(first) = (0..blocks.len()).find(|&at| is_body(at) && !followed_by_teasers(lines, at)) else { return };
    let is_title = |at: usize| {
        let line = &lines[at];
        blocks[at].kind == BlockKind::Body
            && line.capital
            && (2..=30).contains(&line.words)
            && !line.dated
            && !line.byline
            && !line.teaser
            && !line.notice
            && !line.desk
            && !line.closer
            && !line.announces
            && !line.greets
            && !(line.terminated && page.ends_with_point(&blocks[at]) && line.words > 12)
    };
    // one line between headline and body may be a standfirst, a byline or a date
    let Some(headline) = (0..first).rev().find(|&at| is_title(at)) else {
        for (block, line) in blocks[..first].iter_mut().zip(lines) {
            block.kind = if line.dated {
                BlockKind::Dateline
            } else if line.byline {
                BlockKind::Byline
            } else {
                block.kind
            };
        }
        return;
    };
    for at in 0..first {
        let line = &lines[at];
        let kind = if at == headline {
            BlockKind::Headline
        } else if line.dated {
            BlockKind::Dateline
        } else if line.byline {
            BlockKind::Byline
        } else if at > headline && (line.greets || line.announces && line.words >= SENTENCE) {
            // "Following is the text of the letter:", "Dear Mr. President,"
            BlockKind::Body
        } else {
            BlockKind::Furniture
        };
        blocks[at].kind = kind;
    }
}

impl Page<'_> {
    fn ends_with_point(&self, block: &Block) -> bool {
        self.document.text[block.span.range()].trim_end().ends_with('.')
    }
}

/// A sentence among menus and teasers is a teaser, too: a paragraph of the article has prose, or the end, near it.
fn followed_by_teasers(lines: &[Line], at: usize) -> bool {
    let next: Vec<&Line> = lines[at + 1..].iter().take(3).collect();
    next.len() == 3
        && next.iter().filter(|line| line.teaser).count() >= 1
        && next.iter().filter(|line| line.prose).count() <= 1
}

fn is_byline(text: &str) -> bool {
    let Some(rest) = ["By ", "BY ", "by "].iter().find_map(|by| text.strip_prefix(by)) else { return false };
    let mut words = rest.split_whitespace();
    words.next().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase))
        && rest.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count() <= 2
}

fn is_bare_address(tokens: &[Token]) -> bool {
    matches!(tokens, [only] if only.kind == TokenKind::Address)
        || matches!(tokens, [only] if matches!(only.kind, TokenKind::Word | TokenKind::Mixed) && only.span.len() > 20)
}

/// Months and their abbreviations.
#[rustfmt::skip]
static MONTHS: Words = Words::new(&[
    "apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan", "january", "jul", "july", "jun",
    "june", "mar", "march", "may", "nov", "november", "oct", "october", "sep", "sept", "september",
]);

/// Words that stand beside dates in lines that say when.
#[rustfmt::skip]
static DATING: Words = Words::new(&[
    "am", "at", "bst", "cest", "cet", "date", "day", "edt", "est", "et", "fri", "friday", "gmt", "hours", "hrs",
    "ist", "jst", "kst", "last", "modified", "mon", "monday", "of", "on", "pdt", "pm", "posted", "pst", "published",
    "sat", "saturday", "st", "sun", "sunday", "the", "thu", "thur", "thurs", "thursday", "time", "tue", "tues",
    "tuesday", "updated", "utc", "wed", "wednesday",
]);
