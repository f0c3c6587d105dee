//! How far a long run has come, on a terminal; nothing is written where nobody looks.

use std::{
    io::{self, IsTerminal, Write},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::watch::Step;

/// A run that is over before this shows nothing.
const BEFORE_THE_FIRST: Duration = Duration::from_millis(500);
/// Between two lines.
const BETWEEN: Duration = Duration::from_millis(100);
/// Back to the beginning of the line, and clear what stands there.
const CLEAR: &str = "\r\u{1b}[2K";

/// A line on standard error that is written anew, and gone when the work is.
pub(super) struct Progress {
    /// When the next line may be written, and whether one stands there; `None` without a terminal.
    line: Option<Mutex<(Instant, bool)>>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let seen = io::stderr().is_terminal();
        Self { line: seen.then(|| Mutex::new((Instant::now() + BEFORE_THE_FIRST, false))) }
    }

    /// Shows a step of the pipeline.
    pub(super) fn step(&self, step: Step) {
        self.show(|| words(step));
    }

    /// Shows `words`, unless a line was written a moment ago.
    pub(super) fn show(&self, words: impl FnOnce() -> String) {
        let Some(line) = &self.line else { return };
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if now >= line.0 {
            *line = (now + BETWEEN, true);
            // What cannot be shown is not worth an error.
            let _ = write!(io::stderr(), "{CLEAR}{}", words());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let stands = self.line.as_ref().is_some_and(|line| line.lock().unwrap_or_else(PoisonError::into_inner).1);
        if stands {
            let _ = write!(io::stderr(), "{CLEAR}");
        }
    }
}

fn words(step: Step) -> String {
    match step {
        Step::Understood(done, of) => format!("{done} of {of} sources understood"),
        Step::Aligned(facts) => format!("comparing {facts} facts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_in_words() {
        assert_eq!(words(Step::Understood(3, 40)), "3 of 40 sources understood");
        assert_eq!(words(Step::Aligned(12)), "comparing 12 facts");
    }
}
