//! From one file to one source: bytes, text, front matter, layout, and which origin wins for each value.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{
        Limits, Overrides,
        decode::{self, Decoded},
        fields::{Fields, Problem, TIME_REMEDY},
        front_matter,
        gather::Candidate,
        json, markdown,
        source::{Format, Known, Source, id_of},
    },
    text::{Layout, Span},
};

const COMMAND_LINE: &str = "command line";
const MANIFEST: &str = "sources.toml";
const FRONT_MATTER: &str = "front matter";
const FOLDER_NAME: &str = "folder name";
const FILE_NAME: &str = "file name";

/// Reads the file of `candidate`; `None` if it is JSON that was only found in a folder and is no news. The errors beside the source are values of its front matter that are not understood.
pub(super) fn read_candidate(
    candidate: &Candidate,
    overrides: &Overrides,
    limits: &Limits,
) -> Result<Option<(Source, Vec<Error>)>> {
    let path = &candidate.path;
    let id = candidate.ids.first().cloned().unwrap_or_default();
    let bytes = read_bytes(path, limits)?;
    let found = candidate.format == Format::Json && !candidate.is_named && candidate.listed.is_none();
    if found && !decode::decode(&bytes).is_ok_and(|decoded| json::is_news(&decoded.text)) {
        return Ok(None);
    }
    let (mut source, errors) = from_bytes(&id, candidate.format, &bytes).map_err(|e| e.at(path))?;
    source.path.clone_from(path);
    if let Some(name) = &candidate.folder_name
        && source.outlet.from == FILE_NAME
    {
        source.outlet = Known::new(name.clone(), FOLDER_NAME);
    }
    if let Some(fields) = candidate.listed.clone() {
        overlay(&mut source, fields, MANIFEST);
    }
    let command_line = Fields {
        outlet: override_of(&overrides.outlet, &candidate.ids).cloned(),
        published: override_of(&overrides.published, &candidate.ids).copied(),
        ..Fields::default()
    };
    overlay(&mut source, command_line, COMMAND_LINE);
    Ok(Some((source, errors.into_iter().map(|e| e.at(path)).collect())))
}

/// Makes a source of `bytes` without touching a file (standard input, an upload). Its outlet is the file's name in `id`
/// unless its front matter says better. The errors beside the source are front matter that is not understood.
pub fn from_bytes(id: &str, format: Format, bytes: &[u8]) -> Result<(Source, Vec<Error>)> {
    let Decoded { mut text, encoding, mark } = decode::decode(bytes)?;
    let mut story = match format {
        Format::Text | Format::Markdown => None,
        Format::Json => Some(json::read(&text).map_err(|refusal| refused(id, refusal))?),
    };
    let front = story.is_none().then(|| front_matter::read(&text, mark)).flatten().unwrap_or_default();
    let body = if story.is_some() { 0 } else { front.end.max(mark) };
    let mut layout = match (&mut story, format) {
        (Some(story), _) => {
            text = std::mem::take(&mut story.text);
            std::mem::take(&mut story.layout)
        }
        (None, Format::Markdown) => markdown::layout(&text, body),
        (None, _) => Layout::default(),
    };
    if body > 0 {
        layout.hidden.insert(0, Span::new(0, body));
    }
    if is_blank(&text, &layout.hidden) {
        let what = match &story {
            None if is_blank(&text, &[]) => "the file is empty",
            _ => "the file holds no text",
        };
        return Err(Error::new(ErrorKind::Input, what).at(id).remedy("save the text again, or leave the file out"));
    }
    let path = Path::new(id);
    let name = path.file_stem().map_or_else(|| id.to_owned(), |s| s.to_string_lossy().into_owned());
    let mut source = Source {
        id: id.to_owned(),
        path: path.to_owned(),
        outlet: Known::new(name, FILE_NAME),
        published: None,
        updated: None,
        timezone: None,
        url: None,
        headline: None,
        language: None,
        format,
        encoding,
        text,
        layout,
        bytes: bytes.len(),
    };
    overlay(&mut source, front.fields, FRONT_MATTER);
    if let Some(story) = story {
        overlay(&mut source, story.fields, story.from);
        let error = |what| Error::new(ErrorKind::Input, what).at(id).remedy(TIME_REMEDY);
        return Ok((source, story.problems.into_iter().map(error).collect()));
    }
    Ok((source, front.problems.into_iter().map(|p| front_matter_error(id, p)).collect()))
}

fn refused(id: &str, refusal: json::Refusal) -> Error {
    let error = Error::new(ErrorKind::Input, refusal.what).at(id).remedy(refusal.remedy);
    refusal.line.map_or(error.clone(), |line| error.line(line))
}

fn front_matter_error(id: &str, problem: Problem) -> Error {
    Error::new(ErrorKind::Input, problem.what).at(id).line(problem.line).remedy(problem.remedy)
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
}

/// What the command line says of one of `ids`: of the file itself, else of the nearest folder around it.
fn override_of<'o, T>(overrides: &'o BTreeMap<String, T>, ids: &[String]) -> Option<&'o T> {
    let typed: BTreeMap<String, &T> = overrides.iter().map(|(path, value)| (id_of(Path::new(path)), value)).collect();
    ids.iter().find_map(|id| {
        let folders = id.rmatch_indices('/').filter_map(|(at, _)| id.get(..at)).filter(|f| !f.is_empty());
        std::iter::once(id.as_str()).chain(folders).find_map(|path| typed.get(path).copied())
    })
}

/// Whether nothing but blanks stands outside `hidden`.
fn is_blank(text: &str, hidden: &[Span]) -> bool {
    // Zero-width characters are what some editors leave behind in a file that looks empty.
    let blank =
        |part: &str| part.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}'));
    let mut at = 0;
    for span in hidden {
        if !blank(text.get(at..span.start).unwrap_or("")) {
            return false;
        }
        at = span.end;
    }
    blank(text.get(at..).unwrap_or(""))
}

/// The bytes of the file at `path`, if it is not larger than allowed.
pub(super) fn read_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let file = File::open(path).map_err(|e| open_error(path, &e))?;
    let mut bytes = Vec::new();
    // Reading one byte more than allowed also bounds what has no size of its own, such as a pipe.
    let bound = limits.file_bytes.saturating_add(1);
    file.take(bound).read_to_end(&mut bytes).map_err(|e| open_error(path, &e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.file_bytes {
        let what = format!("the file is larger than {} bytes, which no article is", limits.file_bytes);
        return Err(Error::new(ErrorKind::Input, what).at(path).remedy("give the article's text alone"));
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
