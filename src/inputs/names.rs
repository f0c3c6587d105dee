//! What the name of a file says: its format, how it is packed, and whether it is a source at all.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{Path, PathBuf},
};

use crate::inputs::{MANIFEST_NAME, packed::Packing, sidecar, source::Format};

/// The endings to write instead of an unknown one.
pub(super) const FORMATS_REMEDY: &str = "give a text (.txt, .md), a page (.html), a wire item or feed (.json, .xml), a document (.docx, .odt, .eml), \
                              or these as .gz or .zip";

/// What is wrong with a file whose ending is not known.
pub(super) fn unknown_format(path: &Path) -> String {
    let ending = |path: &Path| path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    let packed = path.file_stem().map(Path::new).map(ending).filter(|inner| !inner.is_empty());
    match packed.filter(|_| ending(path).eq_ignore_ascii_case("gz")) {
        Some(inner) => format!("files that end in .{inner}.{} are not read", ending(path)),
        None => format!("files that end in .{} are not read", ending(path)),
    }
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
    !is_beside(name) && name.extension().is_some() && packing_of(name).is_some()
}

/// Whether a file lies beside the texts and is known to be none: what says something of them, and what an editor's program leaves there
/// while a document is open.
fn is_beside(name: &Path) -> bool {
    let lower = |part: Option<&OsStr>| part.map(|s| s.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let (whole, stem) = (lower(name.file_name()), lower(name.file_stem()));
    // The list, the configuration and the waivers.
    let own = whole == MANIFEST_NAME || whole.starts_with(env!("CARGO_PKG_NAME")) && whole.ends_with(".toml");
    own || sidecar::is_sidecar(name) || matches!(stem.as_str(), "readme" | "gold") || whole.starts_with("~$")
}

/// Why a file found in a folder is passed over, if that is worth a word.
pub(super) fn passed_over(name: &Path) -> Option<String> {
    match name.extension() {
        _ if is_beside(name) => None,
        None => {
            Some("in a folder, a file without an ending is not read; give it the ending .txt, or name it".to_owned())
        }
        Some(_) => Some(unknown_format(name)),
    }
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
        assert!(unknown_format(Path::new("a.tar.gz")).contains(" .tar.gz "));
        assert!(unknown_format(Path::new("a.b.csv")).contains(" .csv "));
    }
}
