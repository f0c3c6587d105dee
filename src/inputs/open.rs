//! Opens files and standard input, and reads no more of them than is allowed.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::Limits,
};

/// The bytes of the file at `path`, if it is not larger than allowed.
pub fn read_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|e| open_error(path, &e))?;
    bounded(path, file, limits)
}

/// The bytes of standard input, which messages call `path`.
pub(super) fn read_standard_input(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    bounded(path, io::stdin().lock(), limits)
}

fn bounded(path: &Path, from: impl Read, limits: &Limits) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Reading one byte more than allowed also bounds what has no size of its own, such as a pipe.
    let bound = limits.file_bytes.saturating_add(1);
    from.take(bound).read_to_end(&mut bytes).map_err(|e| open_error(path, &e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.file_bytes {
        let what = format!("the file is larger than {} bytes, which no article is", limits.file_bytes);
        return Err(Error::new(ErrorKind::Input, what)
            .at(path)
            .remedy("give the article's text alone, or raise --max-file-size"));
    }
    Ok(bytes)
}

/// Why a path could not be opened.
pub(super) fn open_error(path: &Path, error: &io::Error) -> Error {
    let (what, remedy) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder".to_owned(), "check the spelling of the path"),
        io::ErrorKind::PermissionDenied => ("permission to read it is denied".to_owned(), "make the file readable"),
        io::ErrorKind::IsADirectory => ("this is a folder and no file".to_owned(), "name a file"),
        kind => (format!("it cannot be read: {kind}"), "check the path and the file"),
    };
    Error::new(ErrorKind::Input, what).at(path).remedy(remedy)
}
