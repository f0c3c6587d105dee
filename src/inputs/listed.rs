//! What an entry of `sources.toml` leads to.

use std::{fs, path::Path};

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{
        candidate::{Candidate, Place},
        gather::input_error,
        manifest::Entry,
        names::{FORMATS_REMEDY, packing_of, unknown_format},
        open,
        source::id_of,
    },
};

/// A pattern that means no file has a typing error in it.
pub(super) fn no_match(origin: &Path, entry: &Entry) -> Error {
    let what = format!("no file fits the pattern `{}`", entry.file);
    input_error(origin, what, "put the files there, or take the `[[source]]` out").line(entry.line)
}

/// The file that `entry` of the list `origin` names, if it lies in `folder`.
pub(super) fn listed_file(folder: &Path, origin: &Path, entry: &Entry) -> Result<Candidate> {
    let path = folder.join(&entry.file);
    let lists = format!("{}:{} lists it", origin.display(), entry.line);
    let Some((packing, format)) = packing_of(&path) else {
        return Err(input_error(&path, format!("{}, and {lists}", unknown_format(&path)), FORMATS_REMEDY));
    };
    let metadata = fs::metadata(&path).map_err(|error| {
        let what = format!("{}, though {lists}", open::open_error(&path, &error).what);
        input_error(&path, what, "put the file there, or take its `[[source]]` out of sources.toml")
    })?;
    if !metadata.is_file() {
        let what = format!("this is no file, though {lists}");
        return Err(input_error(&path, what, "list the files of a folder one by one"));
    }
    let stays = match (fs::canonicalize(&path), fs::canonicalize(folder)) {
        (Ok(real), Ok(home)) => real.starts_with(home),
        _ => false,
    };
    if !stays {
        let what = format!("`{}` is a link that leads out of the folder", entry.file);
        let error = Error::new(ErrorKind::Configuration, what).at(origin).line(entry.line);
        return Err(error.remedy("copy the file into the folder"));
    }
    let (ids, listed) = (vec![id_of(&path)], Some(entry.fields.clone()));
    Ok(Candidate {
        ids,
        path,
        place: Place::File,
        packing,
        format,
        listed,
        sidecar: None,
        said: None,
        folder_name: None,
        is_named: false,
    })
}
