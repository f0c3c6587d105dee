//! What the name of a file says: its format, how it is packed, and whether it is a source at all.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use crate::inputs::{packed::Packing, sidecar, source::Format};

/// The endings to write instead of an unknown one.
pub(super) const FORMATS_REMEDY: &str = "give a text (.txt, .md), a page (.html), a wire item or feed (.json, .xml), a document (.docx, .odt, .eml), \
                              or these as .gz or .zip";

/// What is wrong with a file whose ending is not known.
pub(super) fn unknown_format(path: &Path) -> String {
    let ending = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    format!("files that end in .{ending} are not read")
}

/// How the file at `path` is packed and what format it has, by its name; a packed folder has none of its own.
pub(super) fn packing_of(path: &Path) -> Option<(Packing, Format)> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("zip") => Some((Packing::Zip, Format::Text)),
        Some("gz") => Format::of(Path::new(path.file_stem()?)).map(|format| (Packing::Gzip, format)),
        _ => Format::of(path).map(|format| (Packing::None, format)),
    }
}

/// Whether a file lies in the folder that a browser saves beside a page: `talks_files/` beside `talks.html`.
pub(super) fn is_of_saved_page(below: &Path, pages: &BTreeSet<PathBuf>) -> bool {
    below.ancestors().skip(1).any(|folder| {
        let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let page = name.rsplit_once(['_', '.']).filter(|(_, what)| what.chars().all(char::is_alphabetic));
        page.is_some_and(|(page, _)| pages.contains(&folder.with_file_name(page)))
    })
}

/// Whether a file found in a folder is a source: not everything that lies beside the texts is one.
pub(super) fn is_source_name(name: &Path) -> bool {
    let stem = name.file_stem().map(|s| s.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    !sidecar::is_sidecar(name)
        && name.extension().is_some()
        && packing_of(name).is_some()
        && !matches!(stem.as_str(), "readme" | "gold")
}

/// The folder that a file lies in; the current one for a bare name.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_saved_page_belongs_to_the_page() {
        let pages = BTreeSet::from([PathBuf::from("talks"), PathBuf::from("a/vote")]);
        for (path, is_of_page) in [
            ("talks_files/ad.html", true),
            ("talks_files/deep/x.json", true),
            ("a/vote.files/x.html", true),
            ("talks.html", false),
            ("other_files/x.html", false),
            ("talks/x.html", false),
        ] {
            assert_eq!(is_of_saved_page(Path::new(path), &pages), is_of_page, "{path}");
        }
    }

    #[test]
    fn packed_files_have_the_format_of_what_they_hold() {
        assert_eq!(packing_of(Path::new("a.txt.gz")), Some((Packing::Gzip, Format::Text)));
        assert_eq!(packing_of(Path::new("A.ZIP")).map(|p| p.0), Some(Packing::Zip));
        assert_eq!(packing_of(Path::new("a.tar.gz")), None);
    }
}
