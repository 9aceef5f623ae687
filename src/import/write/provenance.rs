//! The comment at the head of a rules file that says where an import came from and what it left out.

use chrono::NaiveDate;

use super::super::entry::LeftOut;
use crate::source::visible_line;

/// How many things are named that were left out for one reason.
const NAMED: usize = 100;

/// The comment on one import.
pub(super) fn comment(source: &str, kind: &str, dated: Option<NaiveDate>, left_out: &LeftOut) -> String {
    let dated = dated.map_or("the data tells no day".to_owned(), |day| format!("data of {day}"));
    let mut comment = format!("{}: {}, {dated}.\n", head(source), visible_line(kind));
    for (why, what) in left_out.iter() {
        comment.push_str(&format!("#   left out, {} ({}):\n", visible_line(why), what.len()));
        for one in what.iter().take(NAMED) {
            comment.push_str(&format!("#     {}\n", visible_line(one)));
        }
        if what.len() > NAMED {
            comment.push_str(&format!("#     and {} more\n", what.len() - NAMED));
        }
    }
    comment
}

fn head(source: &str) -> String {
    format!("# Imported from {}", visible_line(source))
}

/// Puts the comment into a file: in the place of the one on an earlier import of the same source, or else below the
/// comment that opens the file.
pub(super) fn put(text: &str, source: &str, comment: &str) -> String {
    let head = format!("{}: ", head(source));
    let comments = opening(text);
    if let Some(start) = line_start(&text[..comments], &head) {
        let rest = &text[start..];
        let mut lines = rest.split_inclusive('\n').skip(1);
        let more: usize = lines.by_ref().take_while(|line| line.starts_with("#   ")).map(str::len).sum();
        let first = rest.find('\n').map_or(rest.len(), |at| at + 1);
        return format!("{}{comment}{}", &text[..start], &rest[first + more..]);
    }
    let first = first_paragraph(&text[..comments]);
    let (before, after) = text.split_at(first);
    let gap = if before.is_empty() { "" } else { "\n" };
    let end = if after.is_empty() || after.starts_with('\n') { "" } else { "\n" };
    format!("{before}{}{comment}{end}{after}", if before.ends_with('\n') || before.is_empty() { gap } else { "\n\n" })
}

/// The length of the comments and empty lines before anything else.
fn opening(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    lines.take_while(|line| line.trim().is_empty() || line.starts_with('#')).map(str::len).sum()
}

/// The length of the comment that opens a file, where an empty line or the end of the file parts it from what comes.
fn first_paragraph(opening: &str) -> usize {
    let length: usize = opening.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
    let parted = opening[length..].starts_with('\n') || opening[length..].is_empty() && length > 0;
    if parted && opening.len() > length { length } else { 0 }
}

fn line_start(text: &str, line: &str) -> Option<usize> {
    text.match_indices(line).map(|(at, _)| at).find(|&at| at == 0 || text[..at].ends_with('\n'))
}
