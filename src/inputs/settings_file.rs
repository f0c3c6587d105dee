//! Files of the newsroom beside the texts: configuration, waivers, a report made before.

use std::path::{Component, Path, PathBuf};

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{Limits, open},
};

/// The text of a configuration file; it must be UTF-8 and no larger than an input may be.
pub fn read_settings(path: &Path) -> Result<String> {
    let limits = Limits { file_bytes: 256 << 20, ..Limits::default() };
    let bytes = open::read_bytes(path, &limits).map_err(|error| Error { kind: ErrorKind::Configuration, ..error })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Error::new(ErrorKind::Configuration, "the file is not UTF-8").at(path).remedy("save it as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The folder that `path` is, or that it lies in; standard input lies where the program runs.
pub fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The nearest file of this name in `folder` or above it. As far as `folder` itself goes up, the path found is as short as it is.
pub fn find_upwards(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = folder.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(name) } else { folder.join(name) };
    let near = plain.then(|| folder.ancestors().map(here).find(|file| file.is_file())).flatten();
    near.or_else(|| folder.canonicalize().ok()?.ancestors().map(here).find(|file| file.is_file()))
}
