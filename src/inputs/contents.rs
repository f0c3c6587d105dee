//! Which files of a folder would be read.

use std::path::{Path, PathBuf};

use crate::{
    error::Error,
    inputs::{Limits, gather},
};

/// The files that a run on `folder` reads, sorted, and what stands in the way of others. None of them is opened.
pub fn files_in(folder: &Path, limits: &Limits) -> (Vec<PathBuf>, Vec<Error>) {
    let gathered = gather::gather(&[folder.to_owned()], None, limits);
    let mut files: Vec<PathBuf> = gathered.candidates.into_iter().map(|candidate| candidate.path).collect();
    files.sort();
    (files, gathered.errors)
}
