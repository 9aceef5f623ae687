//! A rules file that can't be used: each mistake in it, shown with a caret.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term;

use super::RulesFile;
use crate::fields::Mistake;
use crate::source::{Visible, reason_of_text, visible_line};

/// Why rules could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    #[error("cannot read the rules file {}: it {}", path.display(), reason_of_text(source))]
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

impl Broken {
    /// Each mistake with the lines of the file that it stands in.
    ///
    /// # Errors
    /// When a mistake lies outside the file.
    pub fn shown(file: &RulesFile, mistakes: &[Mistake]) -> Result<String, codespan_reporting::files::Error> {
        let visible = Visible::new(&file.text);
        let shown = SimpleFile::new(visible_line(&file.path), visible.text.as_ref());
        let config = term::Config::default();
        let mistakes = mistakes.iter();
        mistakes.map(|mistake| term::emit_into_string(&config, &shown, &diagnostic(mistake, &visible))).collect()
    }

    /// All mistakes, file by file, then how many there are and what follows from that.
    #[must_use]
    pub fn told(&self, consequence: &str) -> String {
        let (mut out, mut counts) = ("the rules file can't be used\n\n".to_owned(), Vec::new());
        for broken in std::iter::once(self).chain(&self.others) {
            // a mistake that lies outside its file has no lines to show: its words have to do
            let plain = |_| broken.mistakes.iter().map(|mistake| format!("error: {}\n", mistake.message)).collect();
            out.push_str(&Self::shown(&broken.file, &broken.mistakes).unwrap_or_else(plain));
            let count = broken.mistakes.len();
            let noun = if count == 1 { "mistake" } else { "mistakes" };
            counts.push(format!("{count} {noun} in {}", visible_line(&broken.file.path)));
        }
        format!("{out}{}: {consequence}", counts.join(", "))
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.told("nothing was checked"))
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
