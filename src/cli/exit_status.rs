//! What the program's exit status says. A gate must not take "incomplete" for a pass.

use std::process::ExitCode;

use crate::error::{Error, ErrorKind};

/// How a run ended, from best to worst by what a gate must notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings.
    Findings,
    /// Wrong usage, configuration or rule file.
    Usage,
    /// An input could not be read, or there was nothing to compare; it wins over findings.
    Incomplete,
}

impl ExitStatus {
    /// The status that an error alone leads to.
    pub fn of(error: &Error) -> Self {
        match error.kind {
            ErrorKind::Input => Self::Incomplete,
            ErrorKind::Rule | ErrorKind::Configuration | ErrorKind::Output | ErrorKind::Usage => Self::Usage,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(match status {
            ExitStatus::Clean => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Usage => 2,
            ExitStatus::Incomplete => 3,
        })
    }
}
