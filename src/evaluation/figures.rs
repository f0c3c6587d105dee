//! The figures of a story, and of several stories together.

use std::{collections::BTreeMap, ops::AddAssign};

/// How many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Met {
    /// Those that were met.
    pub met: usize,
    /// All of them.
    pub of: usize,
}

impl Met {
    /// The share; `None` of nothing.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.met as f64 / self.of as f64)
    }
}

impl AddAssign for Met {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.of += other.of;
    }
}

/// What came of holding findings against the gold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Findings that meet a discrepancy and speak of what differs, of all findings that count: their share is the precision.
    pub right: Met,
    /// Findings among the right ones that meet nothing that another had not met already.
    pub repeats: usize,
    /// Findings that stand on a discrepancy's words and speak of something else; they count as wrong.
    pub wrong_kind: usize,
    /// Evidence that is not what stands at its place; there must be none.
    pub misplaced: usize,
    /// Discrepancies that are errors or warnings and that a finding meets, of all of them: their share is the recall.
    pub recall: Met,
    /// The same by type.
    pub types: BTreeMap<String, Met>,
    /// Traps that a finding fell into, of all of them.
    pub traps: Met,
    /// Strong near-duplicates that are covered, of all of them.
    pub copies: Met,
}

impl AddAssign<&Figures> for Figures {
    fn add_assign(&mut self, other: &Figures) {
        self.right += other.right;
        self.repeats += other.repeats;
        self.wrong_kind += other.wrong_kind;
        self.misplaced += other.misplaced;
        self.recall += other.recall;
        for (class, met) in &other.types {
            *self.types.entry(class.clone()).or_default() += *met;
        }
        self.traps += other.traps;
        self.copies += other.copies;
    }
}
