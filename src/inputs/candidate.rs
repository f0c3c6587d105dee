//! A file to read, and what is known of it before it is read.

use std::path::PathBuf;

use crate::inputs::{fields::Fields, packed::Packing, source::Format};

/// A file to read.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its id, then the other names it was given or found by.
    pub ids: Vec<String>,
    /// The path to open it by.
    pub path: PathBuf,
    /// Where its bytes are.
    pub place: Place,
    /// Whether they are packed.
    pub packing: Packing,
    /// Its format, by its name.
    pub format: Format,
    /// What `sources.toml` says of it.
    pub listed: Option<Fields>,
    /// What its sidecar says of it.
    pub sidecar: Option<Fields>,
    /// What the document of an archive says of it.
    pub said: Option<Fields>,
    /// The sub-folder it was found in, when no `sources.toml` says more.
    pub folder_name: Option<String>,
    /// Whether the user named the file itself.
    pub is_named: bool,
}

/// Where the bytes of a candidate are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    File,
    StandardInput,
}
