//! Sources that are no files: those of the program's own example, and what was sent to it.

use std::path::{Path, PathBuf};

use crate::{
    error::{Error, ErrorKind},
    inputs::{
        Inputs, Limits, MANIFEST_NAME, Overrides,
        candidate::{Candidate, Place},
        in_order, manifest,
        names::{FORMATS_REMEDY, packing_of, unknown_format},
        read,
        source::id_of,
    },
};

/// A file that is given with its name; the ending says the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<'a> {
    /// Its path, with `/` between the parts.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Reads files that are given with their bytes, as [`super::read`] reads those of a folder: one of them may be a `sources.toml`.
///
/// ```
/// use crosscheck::inputs::{Given, Limits, Overrides, read_given};
/// let files = [
///     Given { name: "talks/a.txt", bytes: b"The talks will be held in Ankara." },
///     Given { name: "talks/sources.toml", bytes: b"[[source]]\nfile = \"a.txt\"\noutlet = \"The Courier\"\n" },
/// ];
/// let inputs = read_given(&files, &Overrides::default(), &Limits::default());
/// assert_eq!(inputs.sources[0].outlet.value, "The Courier");
/// ```
pub fn read_given(files: &[Given], overrides: &Overrides, limits: &Limits) -> Inputs {
    let mut out = Inputs { timezone: overrides.timezone, ..Inputs::default() };
    let is_manifest = |file: &&Given| Path::new(file.name).file_name().is_some_and(|name| name == MANIFEST_NAME);
    let listing = files.iter().find(is_manifest).and_then(|file| {
        let (manifest, errors) = manifest::parse(&String::from_utf8_lossy(file.bytes), Path::new(file.name));
        out.errors.extend(errors);
        manifest
    });
    out.timezone = out.timezone.or(listing.as_ref().and_then(|manifest| manifest.timezone));
    for file in files.iter().filter(|file| !is_manifest(file)) {
        let path = PathBuf::from(file.name);
        let Some((packing, format)) = packing_of(&path) else {
            let error = Error::new(ErrorKind::Input, unknown_format(&path)).at(&path);
            out.errors.push(error.remedy(FORMATS_REMEDY));
            continue;
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let listed = listing.as_ref().and_then(|manifest| manifest.entry(&name)).map(|entry| entry.fields.clone());
        let (ids, place, folder_name) = (vec![id_of(&path)], Place::File, None);
        let (sidecar, said, is_named) = (None, None, true);
        let candidate = Candidate { ids, path, place, packing, format, listed, sidecar, said, folder_name, is_named };
        let read = read::read_given(&candidate, file.bytes, overrides, limits);
        out.sources.extend(read.sources);
        out.left_out.extend(read.left_out);
        out.errors.extend(read.errors);
        out.passed_over.extend(read.passed_over);
    }
    in_order(&mut out);
    out
}
