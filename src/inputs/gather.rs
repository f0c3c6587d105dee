//! From the paths of the command line to the files to read, each with what `sources.toml` says of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use chrono_tz::Tz;

use crate::{
    error::{Error, ErrorKind},
    inputs::{
        Limits, MANIFEST_NAME,
        candidate::{Candidate, Place},
        folder::{self, Other},
        left_out::PassedOver,
        listed::{listed_file, no_match},
        manifest::{self, Manifest},
        names::{FORMATS_REMEDY, is_of_saved_page, is_source_name, packing_of, parent, passed_over, unknown_format},
        open, sidecar,
        source::id_of,
    },
};

/// What the paths lead to.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The files, each once, in the order of the paths.
    pub candidates: Vec<Candidate>,
    /// The report's zone, of the first `sources.toml` that names one.
    pub timezone: Option<Tz>,
    /// What leads nowhere.
    pub errors: Vec<Error>,
    /// Files of folders that are of no kind that is read.
    pub passed_over: Vec<PassedOver>,
}

/// What is known of a folder's `sources.toml`.
#[derive(Debug, Clone)]
enum Listing {
    Absent,
    Invalid,
    Read(Rc<Manifest>),
}

#[derive(Default)]
struct Gathering {
    out: Gathered,
    listings: BTreeMap<PathBuf, Listing>,
    /// Real path to the index of its candidate.
    seen: BTreeMap<PathBuf, usize>,
    limits: Limits,
    stdin_name: Option<PathBuf>,
}

/// Finds the files that `paths` lead to. The path `-` is standard input, which `stdin_name` gives a name and a format.
pub(super) fn gather(paths: &[PathBuf], stdin_name: Option<&Path>, limits: &Limits) -> Gathered {
    let mut gathering =
        Gathering { limits: *limits, stdin_name: stdin_name.map(Path::to_owned), ..Gathering::default() };
    for path in paths {
        gathering.path(path);
    }
    // A draft may lie in the folder that it is checked against.
    let Gathering { mut out, seen, .. } = gathering;
    out.passed_over.retain(|file| !fs::canonicalize(&file.path).is_ok_and(|real| seen.contains_key(&real)));
    out
}

const UNREADABLE_REMEDY: &str = "make it readable inside the folder, or name the file itself";

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

pub(super) fn input_error(path: &Path, what: impl Into<String>, remedy: &str) -> Error {
    Error::new(ErrorKind::Input, what).at(path).remedy(remedy)
}

impl Gathering {
    fn path(&mut self, path: &Path) {
        if path.as_os_str() == STANDARD_INPUT {
            return self.standard_input();
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.out.errors.push(open::open_error(path, &error)),
        };
        if metadata.is_dir() {
            self.folder(path);
        } else if path.file_name().is_some_and(|name| name == MANIFEST_NAME) {
            // `story/*` on the command line names it too.
            self.folder(&parent(path));
        } else if !sidecar::is_sidecar(path) {
            self.named_file(path);
        }
    }

    fn standard_input(&mut self) {
        let path = self.stdin_name.clone().unwrap_or_else(|| PathBuf::from(STANDARD_INPUT));
        let Some((packing, format)) = packing_of(&path) else {
            return self.out.errors.push(input_error(&path, unknown_format(&path), FORMATS_REMEDY));
        };
        let (ids, place) = (vec![id_of(&path)], Place::StandardInput);
        self.add(Candidate {
            ids,
            path,
            place,
            packing,
            format,
            listed: None,
            sidecar: None,
            said: None,
            folder_name: None,
            is_named: true,
        });
    }

    fn named_file(&mut self, path: &Path) {
        let Some((packing, format)) = packing_of(path) else {
            return self.out.errors.push(input_error(path, unknown_format(path), FORMATS_REMEDY));
        };
        let listed = match (self.listing(&parent(path)), path.file_name()) {
            (Listing::Read(manifest), Some(name)) => {
                manifest.entry(&name.to_string_lossy()).map(|entry| entry.fields.clone())
            }
            _ => None,
        };
        self.add(Candidate {
            ids: vec![id_of(path)],
            path: path.to_owned(),
            place: Place::File,
            packing,
            format,
            listed,
            sidecar: None,
            said: None,
            folder_name: None,
            is_named: true,
        });
    }

    fn folder(&mut self, path: &Path) {
        match self.listing(path) {
            Listing::Read(manifest) => self.listed_files(path, &manifest),
            Listing::Absent => self.found_files(path),
            Listing::Invalid => {}
        }
    }

    fn found_files(&mut self, root: &Path) {
        let walk = folder::walk(root, is_source_name, Some(MANIFEST_NAME));
        if walk.files.is_empty() && walk.bounded.is_empty() && walk.problems.is_empty() {
            let what = "the folder holds no file of a format that is read";
            self.out.errors.push(input_error(root, what, "put the sources in it, or name their files"));
        }
        for (path, what) in walk.problems {
            self.out.errors.push(input_error(&path, what, UNREADABLE_REMEDY));
        }
        let pages: BTreeSet<PathBuf> = walk.files.iter().map(|f| f.below.with_extension("")).collect();
        let others = walk.others.into_iter().filter(|other| !is_of_saved_page(&other.below, &pages));
        self.out.passed_over.extend(others.filter_map(|Other { below, path, what }| {
            let why = what.map(str::to_owned).or_else(|| passed_over(Path::new(below.file_name()?)))?;
            Some(PassedOver { path, why })
        }));
        for file in walk.files {
            let Some((packing, format)) = packing_of(&file.path) else { continue };
            if is_of_saved_page(&file.below, &pages) {
                continue;
            }
            if self.out.candidates.len() >= self.limits.files {
                let what = format!("there are more than {} files; the others are not read", self.limits.files);
                return self.out.errors.push(input_error(root, what, "give one story at a time, or raise --max-files"));
            }
            let mut parts = file.below.components();
            let folder_name = parts.next().filter(|_| parts.next().is_some());
            self.add(Candidate {
                ids: vec![id_of(&file.path)],
                path: file.path,
                place: Place::File,
                packing,
                format,
                listed: None,
                sidecar: None,
                said: None,
                folder_name: folder_name.map(|name| name.as_os_str().to_string_lossy().into_owned()),
                is_named: false,
            });
        }
        for folder in walk.bounded {
            self.folder(&folder);
        }
    }

    fn listed_files(&mut self, folder: &Path, manifest: &Manifest) {
        let origin = folder.join(MANIFEST_NAME);
        if manifest.is_bare {
            let what = "no source is listed";
            self.out.errors.push(input_error(&origin, what, "add a `[[source]]` with a `file`, or remove this file"));
        }
        self.pass_over_unlisted(folder, manifest);
        let below = if manifest.has_patterns() { self.paths_below(folder) } else { Vec::new() };
        for entry in manifest.spelt_out(&below) {
            let Ok(entry) = entry.map_err(|pattern| self.out.errors.push(no_match(&origin, pattern))) else { continue };
            match listed_file(folder, &origin, &entry) {
                Ok(candidate) => self.add(candidate),
                Err(error) => self.out.errors.push(error),
            }
        }
    }

    /// Tells of files right beside the list that are of the format of a listed one and that it does not name: a report that came later.
    fn pass_over_unlisted(&mut self, folder: &Path, manifest: &Manifest) {
        let ending = |name: &Path| name.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        let listed: BTreeSet<_> = manifest.entries.iter().filter_map(|entry| ending(Path::new(&entry.file))).collect();
        let mut beside: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
        beside.sort();
        for path in beside.into_iter().filter(|path| is_source_name(path) && path.is_file()) {
            let Some(name) = path.file_name().map(Path::new) else { continue };
            if ending(name).is_some_and(|ending| listed.contains(&ending)) && manifest.entry(&id_of(name)).is_none() {
                let why =
                    format!("{MANIFEST_NAME} does not list it: add a `[[source]]` for it there, or name the file");
                self.out.passed_over.push(PassedOver { path, why });
            }
        }
    }

    /// The paths below `folder` of what patterns can mean; what cannot be read there is told.
    fn paths_below(&mut self, folder: &Path) -> Vec<String> {
        let walk = folder::walk(folder, is_source_name, None);
        for (path, what) in walk.problems {
            self.out.errors.push(input_error(&path, what, UNREADABLE_REMEDY));
        }
        walk.files.iter().map(|file| id_of(&file.below)).collect()
    }

    /// Adds a file, unless it is there already under this or another path.
    fn add(&mut self, candidate: Candidate) {
        // A pipe has no real path.
        let real = fs::canonicalize(&candidate.path).unwrap_or_else(|_| candidate.path.clone());
        let Some(first) = self.seen.get(&real).and_then(|&at| self.out.candidates.get_mut(at)) else {
            self.seen.insert(real, self.out.candidates.len());
            return self.out.candidates.push(candidate);
        };
        if first.is_named && candidate.is_named {
            let what = match first.ids.first() {
                Some(id) if !candidate.ids.contains(id) => format!("this is the same file as `{id}`; it is read once"),
                _ => "this file is named twice; it is read once".to_owned(),
            };
            self.out.errors.push(input_error(&candidate.path, what, "name each file once"));
        }
        first.is_named |= candidate.is_named;
        first.listed = first.listed.take().or(candidate.listed);
        first.folder_name = first.folder_name.take().or(candidate.folder_name);
        first.ids.extend(candidate.ids);
    }

    /// The `sources.toml` of `folder`; read once, and its errors told once.
    fn listing(&mut self, folder: &Path) -> Listing {
        let key = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if let Some(known) = self.listings.get(&key) {
            return known.clone();
        }
        let listing = self.read_listing(&folder.join(MANIFEST_NAME));
        if let Listing::Read(manifest) = &listing {
            self.out.timezone = self.out.timezone.or(manifest.timezone);
        }
        self.listings.insert(key, listing.clone());
        listing
    }

    fn read_listing(&mut self, path: &Path) -> Listing {
        if fs::symlink_metadata(path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound) {
            return Listing::Absent;
        }
        let text = open::read_bytes(path, &self.limits).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| input_error(path, "this file is not UTF-8", "save it as UTF-8"))
        });
        let text = match text {
            Ok(text) => text,
            Err(mut error) => {
                error.kind = ErrorKind::Configuration;
                self.out.errors.push(error);
                return Listing::Invalid;
            }
        };
        let (manifest, errors) = manifest::parse(&text, path);
        self.out.errors.extend(errors);
        manifest.map_or(Listing::Invalid, |manifest| Listing::Read(Rc::new(manifest)))
    }
}
