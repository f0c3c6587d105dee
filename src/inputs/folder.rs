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
    /// The other files, sorted by path.
    pub others: Vec<Other>,
}

/// A file of a walk that is not wanted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Other {
    /// Path below the folder.
    pub below: PathBuf,
    /// Path to open it by.
    pub path: PathBuf,
    /// Why it cannot be read whatever its name is.
    pub what: Option<&'static str>,
}

const NO_FILE: &str = "this is a pipe, a socket or a device and no file";
const NOWHERE: &str = "the link leads nowhere";
const OUTSIDE: &str = "the link leads out of the folder";

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
    let home = match fs::canonicalize(root) {
        Ok(home) => home,
        Err(error) => {
            return Walk { problems: vec![(root.to_owned(), error.kind().to_string())], ..Walk::default() };
        }
    };
    let mut walking =
        Walking { root, home, wanted, boundary, out: Walk::default(), folders: Vec::new(), links: Vec::new() };
    let mut entered = BTreeSet::new();
    walking.folders.push(PathBuf::new());
    loop {
        // Links come last, so that a file's id is its real path wherever there is one.
        while let Some(below) = walking.folders.pop() {
            if fs::canonicalize(root.join(&below)).is_ok_and(|real| entered.insert(real)) {
                walking.enter(&below);
            }
        }
        walking.links.sort_by(|a, b| b.cmp(a));
        let Some(below) = walking.links.pop() else { break };
        walking.follow(below);
    }
    let mut out = walking.out;
    out.files.sort();
    out.bounded.sort();
    out.problems.sort();
    out.others.sort();
    out
}

/// A walk under way.
struct Walking<'w> {
    root: &'w Path,
    /// The real path of `root`, which links must not leave.
    home: PathBuf,
    wanted: fn(&Path) -> bool,
    boundary: Option<&'w str>,
    out: Walk,
    /// Folders still to enter and links still to follow, as paths below `root`.
    folders: Vec<PathBuf>,
    links: Vec<PathBuf>,
}

impl Walking<'_> {
    fn enter(&mut self, below: &Path) {
        let at_root = below.as_os_str().is_empty();
        let folder = if at_root { self.root.to_owned() } else { self.root.join(below) };
        if !at_root && self.boundary.is_some_and(|name| folder.join(name).is_file()) {
            self.out.bounded.push(folder);
            return;
        }
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.out.problems.push((folder, error.kind().to_string()));
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
                self.links.push(below);
            } else if kind.is_dir() {
                self.folders.push(below);
            } else if !kind.is_file() {
                self.other(below, Some(NO_FILE));
            } else if (self.wanted)(Path::new(&name)) {
                self.out.files.push(Found { is_link: false, path: self.root.join(&below), below });
            } else {
                self.other(below, None);
            }
        }
    }

    fn follow(&mut self, below: PathBuf) {
        let path = self.root.join(&below);
        match fs::canonicalize(&path) {
            Err(_) => self.other(below, Some(NOWHERE)),
            Ok(real) if !real.starts_with(&self.home) => {
                if real.is_dir() {
                    self.out.problems.push((path, OUTSIDE.to_owned()));
                } else {
                    self.other(below, Some(OUTSIDE));
                }
            }
            Ok(real) if real.is_dir() => self.folders.push(below),
            Ok(real) if !real.is_file() => self.other(below, Some(NO_FILE)),
            Ok(_) if self.is_wanted(&below) => self.out.files.push(Found { is_link: true, below, path }),
            Ok(_) => self.other(below, None),
        }
    }

    fn is_wanted(&self, below: &Path) -> bool {
        below.file_name().is_some_and(|name| (self.wanted)(Path::new(name)))
    }

    /// A file that is not read. One with a name that is wanted should have been.
    fn other(&mut self, below: PathBuf, what: Option<&'static str>) {
        let path = self.root.join(&below);
        match what.filter(|_| self.is_wanted(&below)) {
            Some(what) => self.out.problems.push((path, what.to_owned())),
            None => self.out.others.push(Other { below, path, what }),
        }
    }
}
