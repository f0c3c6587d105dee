//! What a claim can be about, and how much a finding about it weighs.

use serde::{Deserialize, Serialize};

/// What a claim says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it; see docs/architecture.md")]
pub enum Slot {
    Place,
    Date,
    Time,
    Duration,
    Number,
    Age,
    Member,
    Leader,
    Attends,
    Role,
    Quote,
    Name,
    Status,
    Manner,
    Agent,
}

impl Slot {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Place,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Number,
        Self::Age,
        Self::Member,
        Self::Leader,
        Self::Attends,
        Self::Role,
        Self::Quote,
        Self::Name,
        Self::Status,
        Self::Manner,
        Self::Agent,
    ];

    /// The word in rule files, reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Number => "number",
            Self::Age => "age",
            Self::Member => "member",
            Self::Leader => "leader",
            Self::Attends => "attends",
            Self::Role => "role",
            Self::Quote => "quote",
            Self::Name => "name",
            Self::Status => "status",
            Self::Manner => "manner",
            Self::Agent => "agent",
        }
    }
}

/// How much a finding weighs, from light to heavy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Precision, coverage, wording, spelling.
    Note,
    /// An editor should look.
    Warning,
    /// Both cannot be true, and they speak of the same thing.
    Error,
}

impl Severity {
    /// The word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
