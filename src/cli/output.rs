//! Standard output and error: colours only where they are wanted, and a quiet end when nobody reads on.

use std::io::{ErrorKind, Write};
use std::path::Path;

use clap::ValueEnum;

use super::Failure;
use crate::source::unwritten;

/// When to write colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether standard output gets colours.
    pub fn on_stdout(self) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}

/// Writes to a file or to standard output. A closed pipe is no failure: whoever read has read enough.
pub fn write(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    if let Some(path) = file {
        return std::fs::write(path, text).map_err(|error| Failure(unwritten(path, &error)));
    }
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a line to standard error; if that is closed, nobody wants to know.
pub fn tell(message: &str) {
    let _ = writeln!(std::io::stderr(), "{message}");
}
