//! From one file to its sources: bytes, what the format's reader makes of them, and which origin wins for each value.

use std::{collections::BTreeMap, path::Path};

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{
        Limits, Overrides,
        candidate::{Candidate, Place},
        fields::{Fields, TIME_REMEDY},
        formats::{self, Reading},
        language,
        left_out::{LeftOut, PassedOver},
        open::{read_bytes, read_standard_input},
        packed::{self, Packing},
        sidecar,
        source::{Format, Known, Source, id_of},
        story::{Lost, Refusal, Story, is_blank},
    },
};

const COMMAND_LINE: &str = "command line";
const SIDECAR: &str = "sidecar";
const MANIFEST: &str = "sources.toml";
const DOCUMENT: &str = "document";
const FOLDER_NAME: &str = "folder name";
const FILE_NAME: &str = "file name";

/// What came of a file.
#[derive(Debug, Default)]
pub(super) struct FileRead {
    pub sources: Vec<Source>,
    pub left_out: Vec<LeftOut>,
    pub errors: Vec<Error>,
    pub passed_over: Vec<PassedOver>,
    /// Ids of its items, beside those of the file.
    pub ids: Vec<String>,
}

/// Reads the file of `candidate`, and the items or files in it.
pub(super) fn read_candidate(candidate: &Candidate, overrides: &Overrides, limits: &Limits) -> FileRead {
    let bytes = match candidate.place {
        Place::File => read_bytes(&candidate.path, limits),
        Place::StandardInput => read_standard_input(&candidate.path, limits),
    };
    match bytes {
        Ok(bytes) => {
            let (sidecar, problems) = match candidate.place {
                Place::File => sidecar::beside(&candidate.path, limits),
                Place::StandardInput => (None, Vec::new()),
            };
            let candidate = Candidate { sidecar, ..candidate.clone() };
            let mut out = read_given(&candidate, &bytes, overrides, limits);
            out.errors.extend(problems);
            out
        }
        Err(error) => FileRead { errors: vec![error], ..FileRead::default() },
    }
}

/// Reads `bytes` as the file of `candidate`.
pub(super) fn read_given(candidate: &Candidate, bytes: &[u8], overrides: &Overrides, limits: &Limits) -> FileRead {
    let mut out = FileRead::default();
    let id = candidate.ids.first().cloned().unwrap_or_default();
    if candidate.packing == Packing::Zip {
        let problems = packed::unzip(bytes, limits, |file| {
            let inside = Candidate {
                ids: std::iter::once(format!("{id}/{}", file.name)).chain(candidate.ids.iter().cloned()).collect(),
                path: candidate.path.join(&file.name),
                format: file.format,
                packing: Packing::None,
                folder_name: file.folder.or_else(|| candidate.folder_name.clone()),
                listed: file.listed.or_else(|| candidate.listed.clone()),
                is_named: false,
                ..candidate.clone()
            };
            read_items(&inside, &file.bytes, overrides, limits, &mut out);
        });
        out.errors.extend(problems.into_iter().map(|refusal| refused(&id, refusal)));
        return out;
    }
    if candidate.packing == Packing::Gzip {
        match packed::gunzip(bytes, limits) {
            Ok(bytes) => read_items(candidate, &bytes, overrides, limits, &mut out),
            Err(refusal) => out.errors.push(refused(&id, refusal)),
        }
        return out;
    }
    read_items(candidate, bytes, overrides, limits, &mut out);
    out
}

fn read_items(candidate: &Candidate, bytes: &[u8], overrides: &Overrides, limits: &Limits, out: &mut FileRead) {
    let path = &candidate.path;
    let id = candidate.ids.first().cloned().unwrap_or_default();
    let found = candidate.format.is_common() && !candidate.is_named && candidate.listed.is_none();
    let (items, mut refusals) = items_of(&id, candidate.format, bytes, limits);
    if found && items.is_empty() {
        // One line of many says enough of a file that was merely found.
        refusals.sort_by_key(|(_, refusal)| refusal.lost == Lost::Nothing);
        refusals.truncate(1);
        if let [(_, refusal)] = refusals.as_slice()
            && refusal.lost == Lost::Nothing
        {
            let why = format!("{}; {}", refusal.what, refusal.remedy);
            return out.passed_over.push(PassedOver { path: path.clone(), why });
        }
    }
    out.errors.extend(refusals.into_iter().map(|(id, refusal)| refused(&id, refusal).at(path)));
    for mut item in items {
        let of_file = item.source.id == id;
        let at = if of_file { path.clone() } else { Path::new(&item.source.id).to_owned() };
        item.source.path.clone_from(&at);
        let mut ids = candidate.ids.clone();
        if !of_file {
            ids.insert(0, item.source.id.clone());
            out.ids.push(item.source.id.clone());
        }
        say(&mut item.source, candidate, overrides, &ids);
        out.errors.extend(item.problems.into_iter().map(|e| e.at(&at)));
        match item.refused.or_else(|| language::refusal(&item.source)) {
            Some(refusal) => {
                let why = refusal.what.clone();
                out.errors.push(refused(&item.source.id, refusal).at(&at));
                out.left_out.push(LeftOut { source: item.source, why, newer: None });
            }
            None => out.sources.push(item.source),
        }
    }
}

/// What is known of a source besides its file.
fn say(source: &mut Source, candidate: &Candidate, overrides: &Overrides, ids: &[String]) {
    if let Some(name) = &candidate.folder_name
        && source.outlet.from == FILE_NAME
    {
        source.outlet = Known::new(name.clone(), FOLDER_NAME);
    }
    if let Some(fields) = candidate.sidecar.clone() {
        overlay(source, fields, SIDECAR);
    }
    if let Some(fields) = candidate.listed.clone() {
        overlay(source, fields, MANIFEST);
    }
    if let Some(fields) = candidate.said.clone() {
        overlay(source, fields, DOCUMENT);
    }
    let command_line = Fields {
        outlet: override_of(&overrides.outlet, ids).cloned(),
        published: override_of(&overrides.published, ids).copied(),
        ..Fields::default()
    };
    overlay(source, command_line, COMMAND_LINE);
}

/// One item of a file, as a source.
struct ItemRead {
    source: Source,
    /// Values that are not understood.
    problems: Vec<Error>,
    refused: Option<Refusal>,
}

/// Makes a source of `bytes` without touching a file (an upload, a test); of a feed the first item. Its outlet is the file's name
/// in `id` unless its front matter or its format says better. The errors beside the source are values that are not understood.
pub fn from_bytes(id: &str, format: Format, bytes: &[u8]) -> Result<(Source, Vec<Error>)> {
    let (items, refusals) = items_of(id, format, bytes, &Limits::default());
    match (items.into_iter().next(), refusals.into_iter().next()) {
        (Some(ItemRead { refused: Some(refusal), .. }), _) => Err(refused(id, refusal)),
        (Some(item), _) => Ok((item.source, item.problems)),
        (None, Some((id, refusal))) => Err(refused(&id, refusal)),
        (None, None) => Err(refused(id, Refusal::new("the file is empty", EMPTY_REMEDY))),
    }
}

const EMPTY_REMEDY: &str = "save the text again, or leave the file out";

/// The items of a file, and why others are none, by their ids.
fn items_of(id: &str, format: Format, bytes: &[u8], limits: &Limits) -> (Vec<ItemRead>, Vec<(String, Refusal)>) {
    if bytes.is_empty() {
        return (Vec::new(), vec![(id.to_owned(), Refusal::new("the file is empty", EMPTY_REMEDY))]);
    }
    let Reading { stories, encoding, numbered } = match formats::read(format, bytes, limits) {
        Ok(reading) => reading,
        Err(refusal) => return (Vec::new(), vec![(id.to_owned(), refusal)]),
    };
    let (mut items, mut refusals) = (Vec::new(), Vec::new());
    for (number, story) in stories.into_iter().enumerate() {
        let id = if numbered { format!("{id}#{}", number + 1) } else { id.to_owned() };
        match story {
            Ok(story) => items.push(item(id, format, &encoding, story, bytes.len(), limits)),
            Err(refusal) => refusals.push((id, refusal)),
        }
    }
    if items.is_empty() && refusals.is_empty() {
        refusals.push((id.to_owned(), Refusal::new("the file holds no text", EMPTY_REMEDY)));
    }
    (items, refusals)
}

fn item(id: String, format: Format, encoding: &str, mut story: Story, bytes: usize, limits: &Limits) -> ItemRead {
    let path = Path::new(&id);
    let name = path.file_stem().map_or_else(|| id.clone(), |s| s.to_string_lossy().into_owned());
    let mut refused = story.refused.take();
    if refused.is_none() && is_blank(&story.text, &story.layout.hidden) {
        let what = if format.is_verbatim() && is_blank(&story.text, &[]) { "is empty" } else { "holds no text" };
        refused = Some(Refusal::new(format!("the file {what}"), EMPTY_REMEDY));
    }
    if story.text.len() > limits.text_bytes {
        let what = format!("its text is longer than {} bytes, which no article is", limits.text_bytes);
        refused = Some(Refusal::new(what, "give the article's text alone, or raise --max-text-size"));
        // A hundred of them would fill the memory, and nobody looks at them.
        (story.text, story.layout) = Default::default();
    }
    let mut source = Source {
        path: path.to_owned(),
        outlet: Known::new(name, FILE_NAME),
        published: None,
        updated: None,
        timezone: None,
        url: None,
        headline: None,
        language: None,
        version: None,
        status: None,
        embargo: None,
        embargo_terms: None,
        note: None,
        item: None,
        replaces: None,
        format,
        dialect: Some(story.dialect.to_owned()).filter(|d| !d.is_empty()),
        skipped: story.skipped,
        missing: story.missing,
        encoding: encoding.to_owned(),
        text: story.text,
        layout: story.layout,
        bytes,
        id,
    };
    for (fields, from) in story.said {
        overlay(&mut source, fields, from);
    }
    let problem =
        |(line, what, remedy): (Option<usize>, String, &'static str)| Refusal { line, ..Refusal::new(what, remedy) };
    let times = story.problems.into_iter().map(|what| (None, what, TIME_REMEDY));
    let marked = story.marked_problems.into_iter().map(|p| (Some(p.line), p.what, p.remedy));
    let problems = times.chain(marked).map(|p| self::refused(&source.id, problem(p))).collect();
    ItemRead { source, problems, refused }
}

fn refused(id: &str, refusal: Refusal) -> Error {
    let error = Error::new(ErrorKind::Input, refusal.what).at(id).remedy(refusal.remedy);
    refusal.line.map_or(error.clone(), |line| error.line(line))
}

/// Lays what `fields` says over what is known so far.
fn overlay(source: &mut Source, fields: Fields, from: &str) {
    fn put<T>(to: &mut Option<Known<T>>, value: Option<T>, from: &str) {
        if let Some(value) = value {
            *to = Some(Known::new(value, from));
        }
    }
    if let Some(outlet) = fields.outlet {
        source.outlet = Known::new(outlet, from);
    }
    put(&mut source.published, fields.published, from);
    put(&mut source.updated, fields.updated, from);
    put(&mut source.timezone, fields.timezone, from);
    put(&mut source.url, fields.url, from);
    put(&mut source.headline, fields.headline, from);
    put(&mut source.language, fields.language, from);
    put(&mut source.version, fields.version, from);
    put(&mut source.status, fields.status, from);
    put(&mut source.embargo, fields.embargo, from);
    put(&mut source.embargo_terms, fields.embargo_terms, from);
    put(&mut source.note, fields.note, from);
    put(&mut source.item, fields.item, from);
    put(&mut source.replaces, fields.replaces, from);
}

/// What the command line says of one of `ids`: of the file itself, else of the nearest folder around it.
fn override_of<'o, T>(overrides: &'o BTreeMap<String, T>, ids: &[String]) -> Option<&'o T> {
    let typed: BTreeMap<String, &T> = overrides.iter().map(|(path, value)| (id_of(Path::new(path)), value)).collect();
    ids.iter().find_map(|id| {
        let folders = id.rmatch_indices('/').filter_map(|(at, _)| id.get(..at)).filter(|f| !f.is_empty());
        std::iter::once(id.as_str()).chain(folders).find_map(|path| typed.get(path).copied())
    })
}
