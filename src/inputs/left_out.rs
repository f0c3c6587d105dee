//! What is left out of the comparison: items that must not be compared, and files that hold none.

use std::path::PathBuf;

use crate::inputs::source::Source;

/// A source that was read and must not be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The source.
    pub source: Source,
    /// Why it is left out.
    pub why: String,
    /// The id of the newer version that it is left out for.
    pub newer: Option<String>,
}

/// A file of a folder that holds no story as far as its name or its format tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// Its path.
    pub path: PathBuf,
    /// Why it is not read, and what to do if it should be.
    pub why: String,
}
