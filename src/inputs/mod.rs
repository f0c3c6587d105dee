//! Inputs stage: from paths to sources, each with what is known of its outlet, times and zone, and from where it is known.
//! Beside the command line it is the only place that opens files.

mod candidate;
mod contents;
mod decode;
mod document;
mod feeds;
mod fields;
mod folder;
mod formats;
mod front_matter;
mod gather;
mod glob;
mod html;
mod html_blocks;
mod html_dropped;
mod html_live;
mod html_meta;
mod html_settle;
mod json;
mod json_items;
mod language;
mod left_out;
mod listed;
mod mail;
mod manifest;
mod markdown;
mod markup;
mod memory;
mod names;
mod newsml;
mod ninjs;
mod nitf;
mod office;
mod open;
mod packed;
mod pdf;
mod read;
mod records;
mod rule_folder;
mod settings_file;
mod sidecar;
mod source;
mod story;
mod versions;
mod word_letters;
mod written_time;
mod xml;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use chrono_tz::Tz;

use crate::{
    error::{Error, ErrorKind},
    values::Timestamp,
};

pub use contents::files_in;
pub use document::{Document, read_document};
pub use language::name as language_of;
pub use left_out::{LeftOut, PassedOver};
pub use memory::{Given, read_given};
pub use open::read_bytes as read_whole;
pub use read::from_bytes;
pub use records::{Record, What, assemble, json_error, key_of, records_of};
pub use rule_folder::read_rule_folder;
pub use settings_file::{find_upwards, folder_of, read_settings};
pub use source::{Format, Known, Source, id_of};
pub use word_letters::{check_xml, is_blank, word_letters};

/// The name of the file that says where the texts of a folder come from.
pub const MANIFEST_NAME: &str = "sources.toml";

/// What the command line says of the sources. It wins over everything that a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Path as typed, of a file or of a folder, to the outlet.
    pub outlet: BTreeMap<String, String>,
    /// Path as typed, of a file or of a folder, to the time of publication.
    pub published: BTreeMap<String, Timestamp>,
    /// The zone that the report is shown in.
    pub timezone: Option<Tz>,
    /// What standard input is called; its ending says the format.
    pub stdin_name: Option<PathBuf>,
}

/// Bounds on what is read: no input makes the program run out of memory or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub file_bytes: u64,
    /// The longest text of one source that is analysed, in bytes.
    pub text_bytes: usize,
    /// How many bytes a packed file may hold, unpacked, all its files together.
    pub unpacked_bytes: u64,
    /// The most files that are read, in folders and in packed files.
    pub files: usize,
    /// How deep the elements of a page or of XML may be nested.
    pub nesting: usize,
    /// The most elements of a page or of XML.
    pub elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            text_bytes: 2 << 20,
            unpacked_bytes: 256 << 20,
            files: 10_000,
            nesting: 500,
            elements: 500_000,
        }
    }
}

/// Everything that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inputs {
    /// The sources, sorted by id.
    pub sources: Vec<Source>,
    /// The zone the report is shown in: the command line's, or that of the first `sources.toml` that names one.
    pub timezone: Option<Tz>,
    /// What was read and must not be compared: withdrawn items, older versions, other languages.
    pub left_out: Vec<LeftOut>,
    /// What could not be read or understood; the sources are all the others.
    pub errors: Vec<Error>,
    /// Files of folders that are of no kind that is read, or hold no story, sorted by path; nothing is wrong with them.
    pub passed_over: Vec<PassedOver>,
}

/// Reads every file that `paths` name, and those of the folders among them. One bad file never loses the others.
///
/// ```
/// use crosscheck::inputs::{self, Limits, Overrides};
/// let inputs = inputs::read(&["no-such-file.txt".into()], &Overrides::default(), &Limits::default());
/// assert!(inputs.sources.is_empty());
/// assert_eq!(inputs.errors[0].to_string(), "no-such-file.txt: there is no such file or folder; check the spelling of the path");
/// ```
pub fn read(paths: &[PathBuf], overrides: &Overrides, limits: &Limits) -> Inputs {
    let gathered = gather::gather(paths, overrides.stdin_name.as_deref(), limits);
    let mut out =
        Inputs { timezone: overrides.timezone.or(gathered.timezone), errors: gathered.errors, ..Inputs::default() };
    out.passed_over = gathered.passed_over;
    let mut known: BTreeSet<String> = out.errors.iter().filter_map(|e| e.path.as_deref()).map(id_of).collect();
    for candidate in &gathered.candidates {
        known.extend(candidate.ids.iter().cloned());
        let read = read::read_candidate(candidate, overrides, limits);
        known.extend(read.ids);
        out.sources.extend(read.sources);
        out.left_out.extend(read.left_out);
        out.errors.extend(read.errors);
        out.passed_over.extend(read.passed_over);
    }
    in_order(&mut out);
    out.errors.extend(overrides.outlet.keys().filter_map(|path| unused(path, "outlet", &known)));
    out.errors.extend(overrides.published.keys().filter_map(|path| unused(path, "time of publication", &known)));
    out
}

/// Sorts errors by where they are, so that a report does not hang on the order in which they were met.
pub fn by_place(errors: &mut [Error]) {
    errors.sort_by(|a, b| (&a.path, a.line, &a.what).cmp(&(&b.path, b.line, &b.what)));
}

/// Keeps the newest version of each item, and sorts by id, so that the order in which they came does not matter.
fn in_order(out: &mut Inputs) {
    out.sources.sort_by(|a, b| a.id.cmp(&b.id));
    out.left_out.sort_by(|a, b| a.source.id.cmp(&b.source.id));
    versions::keep_newest(out);
    out.left_out.sort_by(|a, b| a.source.id.cmp(&b.source.id));
    out.passed_over.sort_by(|a, b| a.path.cmp(&b.path));
    out.passed_over.dedup();
}

/// An override that names no source has a typing error in it; staying silent would show the wrong outlet or time.
fn unused(path: &str, what: &str, known: &BTreeSet<String>) -> Option<Error> {
    let id = id_of(Path::new(path));
    let used = known.iter().any(|k| k.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    (!used).then(|| {
        Error::new(ErrorKind::Usage, format!("the {what} given for `{path}` has no effect: no source has this path"))
            .remedy("write the path as it stands among the inputs")
    })
}
