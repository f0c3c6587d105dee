//! The figures of a story, and of several stories together.

use std::{collections::BTreeMap, ops::AddAssign};

use crate::values::Severity;

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

    /// Between which shares the true one lies with a probability of 95 %, by Wilson's score, which holds for few and for all too; `None` of
    /// nothing.
    pub fn interval(self) -> Option<(f64, f64)> {
        /// How many standard deviations hold 95 % of a normal distribution.
        const Z: f64 = 1.959964;
        let (share, n) = (self.share()?, self.of as f64);
        let scale = 1.0 + Z * Z / n;
        let centre = (share + Z * Z / (2.0 * n)) / scale;
        let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
        // Of none and of all one end is exact, but for the last digit of a fraction.
        let low = if self.met == 0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if self.met == self.of { 1.0 } else { (centre + half).min(1.0) };
        Some((low, high))
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
    /// The same for the findings of each severity, also of those too light to count.
    pub told: BTreeMap<Severity, Met>,
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
        for (severity, met) in &other.told {
            *self.told.entry(*severity).or_default() += *met;
        }
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

#[cfg(test)]
mod tests {
    use super::Met;

    /// Values of Wilson's interval as textbooks have them.
    #[test]
    fn the_interval_is_that_of_wilson() {
        for (met, of, low, high) in
            [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962)]
        {
            let (found_low, found_high) = Met { met, of }.interval().expect("of something");
            assert!(
                (found_low - low).abs() < 1e-3 && (found_high - high).abs() < 1e-3,
                "{met}/{of}: {found_low} {found_high}"
            );
        }
        assert_eq!(Met::default().interval(), None);
    }
}
