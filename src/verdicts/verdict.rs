//! How two claims of one fact stand to each other.

use crate::values::Reason;

/// The verdict on two aligned claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// They say the same.
    Agree,
    /// Both can be true, and why.
    Compatible(Reason),
    /// Both cannot be true; a likely cause in words where one is known.
    Differ(Option<String>),
    /// The later report replaces the earlier one, whose plan or count has moved on.
    Superseded,
    /// Two speakers disagree, and each outlet reports its speaker rightly.
    Disputed,
    /// Nothing can be said, and why.
    CannotTell(Reason),
}

impl Verdict {
    /// The word in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Compatible(_) => "compatible",
            Self::Differ(_) => "differ",
            Self::Superseded => "superseded",
            Self::Disputed => "disputed",
            Self::CannotTell(_) => "cannot tell",
        }
    }

    /// Whether it is worth an editor's look.
    pub fn is_discrepancy(&self) -> bool {
        matches!(self, Self::Differ(_) | Self::Superseded | Self::Disputed)
    }
}
