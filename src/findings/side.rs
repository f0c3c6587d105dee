//! Sides of a finding: made in one way, and in one order.

use std::cmp::Ordering;

use crate::{
    copies::Voices,
    findings::{Evidence, Finding, Side},
};

/// Evidence that an editor would read of one side; the rest says the same again.
pub(crate) const MOST_EVIDENCE: usize = 8;

impl Side {
    /// A side with all its evidence, over which its voices are counted.
    pub(crate) fn of(value: String, normalized: String, mut evidence: Vec<Evidence>, voices: &Voices) -> Self {
        evidence.sort_by_key(|e| (e.source, e.span));
        let voices = voices.count(&evidence.iter().map(|e| (e.source, e.sentence)).collect());
        Side { asked: value.clone(), value, normalized, voices, evidence }
    }
}

impl Finding {
    /// Adds the evidence of `new`, which sets the same values of the same slot against each other.
    pub(crate) fn join(&mut self, new: Self) {
        self.severity = self.severity.max(new.severity);
        for side in new.sides {
            if let Some(same) = self.sides.iter_mut().find(|s| s.normalized == side.normalized) {
                same.evidence.extend(side.evidence);
                same.evidence.sort_by_key(|e| (e.source, e.span, e.value));
                same.evidence.dedup();
            }
        }
    }

    /// Lets the side of `source` stand first, in the question too: of a check the draft, of two texts the left one.
    pub(crate) fn lead_with(&mut self, source: usize) {
        let told = |side: &Side| side.evidence.iter().any(|e| e.source == source);
        let Some(at) = self.sides.iter().position(told) else { return };
        let asked = |sides: &[Side], by: &str| {
            let values: Vec<&str> = sides.iter().map(|side| side.asked.as_str()).collect();
            values.join(by)
        };
        let before = self.sides.clone();
        self.sides[..=at].rotate_right(1);
        for by in [" or ", " and "] {
            self.message = self.message.replacen(&asked(&before, by), &asked(&self.sides, by), 1);
        }
    }

    /// Counts the voices of each side without `draft`, which speaks for nothing that it says itself.
    pub(crate) fn leave_out(&mut self, draft: usize, voices: &Voices) {
        for side in &mut self.sides {
            let said = side.evidence.iter().filter(|e| e.source != draft).map(|e| (e.source, e.sentence));
            side.voices = voices.count(&said.collect());
        }
    }

    /// Keeps of each side what an editor would read: all that `draft` says of it, then the first of the others.
    pub(crate) fn shorten(&mut self, draft: Option<usize>) {
        for side in &mut self.sides {
            side.evidence.sort_by_key(|e| (Some(e.source) != draft, e.source, e.span));
            side.evidence.truncate(MOST_EVIDENCE);
            side.evidence.sort_by_key(|e| (e.source, e.span));
        }
    }
}

/// The side with most voices first, then the one with most evidence.
pub(crate) fn by_weight(a: &Side, b: &Side) -> Ordering {
    b.voices.cmp(&a.voices).then(b.evidence.len().cmp(&a.evidence.len())).then(a.normalized.cmp(&b.normalized))
}
