//! The one error of the program: what is wrong, in which file and line, and what to do about it.

use std::{fmt, path::PathBuf};

/// What kind of thing went wrong; it decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A rule file, word list or weight file is not valid (exit code 2).
    Rule,
    /// A configuration file, `sources.toml` included, is not valid (exit code 2).
    Configuration,
    /// An input could not be read or held no text (exit code 3; the other inputs are still compared).
    Input,
    /// The report could not be written (exit code 2).
    Output,
    /// The command line makes no sense (exit code 2).
    Usage,
}

/// An error with its place and its remedy. Displayed as `path:line: what; remedy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// The file it happened in, if any.
    pub path: Option<PathBuf>,
    /// The line in that file, from 1, if known.
    pub line: Option<usize>,
    /// What is wrong: lower case, no full stop.
    pub what: String,
    /// What the reader can do about it, if there is something to say.
    pub remedy: Option<String>,
}

impl Error {
    /// A new error of `kind` that says `what` is wrong.
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self { kind, path: None, line: None, what: what.into(), remedy: None }
    }

    /// The same error, in the file `path`.
    #[must_use]
    pub fn at(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same error, at `line` (from 1).
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same error, with what to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// What is wrong and what to do about it, without the file.
    pub fn reason(&self) -> String {
        let line = self.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        let remedy = self.remedy.as_ref().map(|remedy| format!("; {remedy}")).unwrap_or_default();
        format!("{line}{}{remedy}", self.what)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}:", path.display())?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            write!(f, " ")?;
        }
        write!(f, "{}", self.what)?;
        if let Some(remedy) = &self.remedy {
            write!(f, "; {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// `Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
