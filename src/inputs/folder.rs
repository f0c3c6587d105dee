//! Walks a folder: sorted, safe from loops of links, and never outside the folder.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The files wanted, sorted by path, links after real files.
    pub files: Vec<Found>,
    /// Sub-folders with a boundary file in them; they were not entered.
    pub bounded: Vec<PathBuf>,
    /// What could not be read, and why.
    pub problems: Vec<(PathBuf, String)>,
}

/// One file of a walk.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    is_link: bool,
    /// Path below the folder.
    pub below: PathBuf,
    /// Path to open it by.
    pub path: PathBuf,
}

/// Finds the files below `root` whose name is `wanted`. Hidden files and folders are passed over; sub-folders that hold
/// a file named `boundary` are not entered.
pub(super) fn walk(root: &Path, wanted: fn(&Path) -> bool, boundary: Option<&str>) -> Walk {
    let mut out = Walk::default();
    let home = match fs::canonicalize(root) {
        Ok(home) => home,
        Err(error) => {
            out.problems.push((root.to_owned(), error.kind().to_string()));
            return out;
        }
    };
    let mut entered = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    let mut links = Vec::new();
    loop {
        // Links come last, so that a file's id is its real path wherever there is one.
        while let Some(below) = folders.pop() {
            if fs::canonicalize(root.join(&below)).is_ok_and(|real| entered.insert(real)) {
                enter(root, &below, wanted, boundary, &mut out, &mut folders, &mut links);
            }
        }
        links.sort_by(|a: &PathBuf, b| b.cmp(a));
        let Some(below) = links.pop() else { break };
        follow(root, &home, below, wanted, &mut out, &mut folders);
    }
    out.files.sort();
    out.bounded.sort();
    out.problems.sort();
    out
}

fn enter(
    root: &Path,
    below: &Path,
    wanted: fn(&Path) -> bool,
    boundary: Option<&str>,
    out: &mut Walk,
    folders: &mut Vec<PathBuf>,
    links: &mut Vec<PathBuf>,
) {
    let at_root = below.as_os_str().is_empty();
    let folder = if at_root { root.to_owned() } else { root.join(below) };
    if !at_root && boundary.is_some_and(|name| folder.join(name).is_file()) {
        out.bounded.push(folder);
        return;
    }
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) => {
            out.problems.push((folder, error.kind().to_string()));
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Ok(kind) = entry.file_type() else { continue };
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let below = below.join(&name);
        if kind.is_symlink() {
            links.push(below);
        } else if kind.is_dir() {
            folders.push(below);
        } else if kind.is_file() && wanted(Path::new(&name)) {
            out.files.push(Found { is_link: false, path: root.join(&below), below });
        }
    }
}

fn follow(
    root: &Path,
    home: &Path,
    below: PathBuf,
    wanted: fn(&Path) -> bool,
    out: &mut Walk,
    folders: &mut Vec<PathBuf>,
) {
    let path = root.join(&below);
    let wanted = below.file_name().is_some_and(|name| wanted(Path::new(name)));
    match fs::canonicalize(&path) {
        Err(_) if wanted => out.problems.push((path, "the link leads nowhere".to_owned())),
        Err(_) => {}
        Ok(real) if !real.starts_with(home) => {
            if wanted || real.is_dir() {
                out.problems.push((path, "the link leads out of the folder".to_owned()));
            }
        }
        Ok(real) if real.is_dir() => folders.push(below),
        Ok(real) if wanted && real.is_file() => out.files.push(Found { is_link: true, below, path }),
        Ok(_) => {}
    }
}
