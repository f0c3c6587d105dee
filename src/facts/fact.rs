//! Facts: one slot of one subject with every claim made about it.

use crate::{facts::Evidence, values::Slot};

/// One slot of one subject, over all sources. Claims are indices into the story's list of claims.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Stays the same when a source is added or words move.
    pub id: String,
    /// What is claimed.
    pub slot: Slot,
    /// What it is about, in the words of one outlet.
    pub subject: String,
    /// Its claims in order.
    pub claims: Vec<usize>,
    /// The pairs of its claims that are aligned with each other, with the evidence.
    pub alignments: Vec<Alignment>,
    /// A claim of the fact, and one outside it that may speak of the same: too little for a conflict, enough to be heard as
    /// agreeing where the values are the same.
    pub echoes: Vec<(usize, usize)>,
}

/// That two claims belong to one fact, with its reasons.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// The earlier claim.
    pub left: usize,
    /// The later claim.
    pub right: usize,
    /// Why.
    pub evidence: Evidence,
    /// Whether the evidence is enough for an error.
    pub certain: bool,
}
