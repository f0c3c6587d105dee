//! Sides of a finding: made in one way, and in one order.

use std::cmp::Ordering;

use crate::{
    copies::Voices,
    findings::{Evidence, Side},
};

/// Evidence that an editor would read of one side; the rest says the same again.
const MOST_EVIDENCE: usize = 8;

impl Side {
    /// A side with all its evidence: voices are counted over the whole, and the first of it is kept.
    pub(super) fn of(value: String, normalized: String, mut evidence: Vec<Evidence>, voices: &Voices) -> Self {
        evidence.sort_by_key(|e| (e.source, e.span));
        let voices = voices.count(&evidence.iter().map(|e| (e.source, e.sentence)).collect());
        evidence.truncate(MOST_EVIDENCE);
        Side { value, normalized, voices, evidence }
    }
}

/// The side with most voices first, then the one with most evidence.
pub(super) fn by_weight(a: &Side, b: &Side) -> Ordering {
    b.voices.cmp(&a.voices).then(b.evidence.len().cmp(&a.evidence.len())).then(a.normalized.cmp(&b.normalized))
}
