//! The outcome of comparing two values, before anyone asks who said them and when.

/// How two values of one slot stand to each other. Symmetric.
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// The same value.
    Same,
    /// Both can be true; the reason in words ("Istanbul is in Turkey").
    Compatible(String),
    /// Both cannot be true; a likely cause in words where one is known.
    Differ(Option<String>),
    /// Not comparable.
    Unknown,
}
