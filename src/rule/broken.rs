//! A rules file that can't be used: each mistake in it, shown with a caret.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term;

use super::RulesFile;
use crate::fields::Mistake;
use crate::source::{Visible, visible_line};

/// Why rules could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    #[error("cannot read the rules file {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{0}")]
    Broken(Box<Broken>),
}

/// A rules file and its mistakes, in their order there.
#[derive(Debug)]
pub struct Broken {
    pub file: RulesFile,
    pub mistakes: Vec<Mistake>,
    /// Further files of the run that are broken, in the order they were read.
    pub others: Vec<Broken>,
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.shown("nothing was checked"))
    }
}

impl Broken {
    /// All mistakes, file by file, and at the end how many there are and what follows from that.
    #[must_use]
    pub fn shown(&self, consequence: &str) -> String {
        let (mut out, mut counts) = (String::new(), Vec::new());
        for broken in std::iter::once(self).chain(&self.others) {
            broken.each(&mut out);
            let (count, noun) =
                (broken.mistakes.len(), if broken.mistakes.len() == 1 { "mistake" } else { "mistakes" });
            counts.push(format!("{count} {noun} in {}", visible_line(&broken.file.path)));
        }
        format!("{out}{}: {consequence}", counts.join(", "))
    }

    /// Writes the mistakes of this file, each with a caret.
    fn each(&self, out: &mut String) {
        let visible = Visible::new(&self.file.text);
        let file = SimpleFile::new(visible_line(&self.file.path), visible.text.as_ref());
        for mistake in &self.mistakes {
            let shown = term::emit_into_string(&term::Config::default(), &file, &diagnostic(mistake, &visible));
            out.push_str(&shown.unwrap_or_else(|_| format!("error: {}\n", visible_line(&mistake.message))));
        }
    }
}

fn diagnostic(mistake: &Mistake, visible: &Visible<'_>) -> Diagnostic<()> {
    let place = |span: &Range<usize>| visible.shown(span.start)..visible.shown(span.end);
    let primary = Label::primary((), place(&mistake.span)).with_message(visible_line(&mistake.label));
    let related = mistake.related.iter();
    let related = related.map(|(span, label)| Label::secondary((), place(span)).with_message(visible_line(label)));
    Diagnostic::error()
        .with_message(visible_line(&mistake.message))
        .with_labels(std::iter::once(primary).chain(related).collect())
        .with_notes(mistake.notes.iter().map(|note| visible_line(note).into_owned()).collect())
}
