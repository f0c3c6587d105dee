//! Packed files: `.gz`, and `.zip` of sources. Nothing is unpacked to disk, and no more is unpacked than is allowed.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::inputs::{
    Limits, MANIFEST_NAME,
    fields::Fields,
    manifest::{self, Manifest},
    source::Format,
    story::Refusal,
};

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zip,
}

/// A file of a zip.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// Its path in the zip.
    pub name: String,
    pub format: Format,
    pub bytes: Vec<u8>,
    /// The folder it lies in, if it is in one.
    pub folder: Option<String>,
    /// What the zip's own `sources.toml` says of it.
    pub listed: Option<Fields>,
}

/// What to do about a file that is too large where `left` may still be unpacked: the option that raises the smaller limit.
fn limit_remedy(left: u64, limits: &Limits) -> &'static str {
    if limits.file_bytes < left {
        "unpack it and give the article's text alone, or raise --max-file-size"
    } else {
        "unpack it and give the files, or raise --max-unpacked-size"
    }
}

/// The bytes that a gzip file holds.
pub(super) fn gunzip(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let bound = limits.unpacked_bytes.min(limits.file_bytes);
    unpack(MultiGzDecoder::new(bytes), bound).map_err(|error| match error {
        Failure::TooLarge => Refusal::new(
            format!("unpacked it is larger than {bound} bytes"),
            limit_remedy(limits.unpacked_bytes, limits),
        ),
        Failure::Broken(what) => Refusal::new(format!("this is no whole gzip file: {what}"), "save it again"),
    })
}

enum Failure {
    TooLarge,
    Broken(String),
}

fn unpack(from: impl Read, bound: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    from.take(bound.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| Failure::Broken(e.to_string()))?;
    if bytes.len() as u64 > bound { Err(Failure::TooLarge) } else { Ok(bytes) }
}

/// Opens a zip, be it of sources or a document of an office.
pub(super) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refusal> {
    ZipArchive::new(Cursor::new(bytes))
        .map_err(|e| Refusal::new(format!("this is no whole zip file: {e}"), "save it again"))
}

/// One file of a zip, of which no more than `left` bytes may be unpacked.
pub(super) fn entry(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: u64,
    limits: &Limits,
) -> Result<Option<Vec<u8>>, Refusal> {
    let bound = left.min(limits.file_bytes);
    let Some(at) = zip.index_for_name(name) else { return Ok(None) };
    let file =
        zip.by_index(at).map_err(|e| Refusal::new(format!("`{name}` in it cannot be read: {e}"), "save it again"))?;
    match unpack(file, bound) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Failure::TooLarge) => {
            Err(Refusal::new(format!("`{name}` in it is larger than {bound} bytes"), limit_remedy(left, limits)))
        }
        Err(Failure::Broken(what)) => Err(Refusal::new(format!("`{name}` in it is damaged: {what}"), "save it again")),
    }
}

/// Gives the sources of a zip one after the other to `read`, and returns what in it could not be read. Names that lead out of it
/// are refused, and zips inside it are passed over.
pub(super) fn unzip(bytes: &[u8], limits: &Limits, mut read: impl FnMut(Unpacked)) -> Vec<Refusal> {
    let mut zip = match open(bytes) {
        Ok(zip) => zip,
        Err(refusal) => return vec![refusal],
    };
    let (mut files, mut problems) = (0, Vec::new());
    let mut left = limits.unpacked_bytes;
    let manifest = listing(&mut zip, limits, &mut problems);
    let mut names: Vec<String> = zip.file_names().filter_map(|n| n.ok().map(std::borrow::Cow::into_owned)).collect();
    names.sort();
    for name in names {
        let Some(format) = wanted(&name, &mut problems) else { continue };
        let listed = manifest.as_ref().map(|m| m.entry(&name).map(|e| e.fields.clone()));
        if listed == Some(None) {
            continue;
        }
        if files >= limits.files {
            let what = format!("there are more than {} files in it; the others are not read", limits.files);
            problems.push(Refusal::new(what, "give one story at a time, or raise --max-files"));
            break;
        }
        match entry(&mut zip, &name, left, limits) {
            Ok(Some(bytes)) => {
                left = left.saturating_sub(bytes.len() as u64);
                let folder =
                    name.rsplit_once('/').map(|(folder, _)| folder.split('/').next().unwrap_or(folder).to_owned());
                files += 1;
                read(Unpacked { format, bytes, folder, listed: listed.flatten(), name });
            }
            Ok(None) => {}
            Err(refusal) => {
                // What is too large is as much as may be unpacked; more would only tell the same of every other file.
                problems.push(refusal);
                if left == 0 {
                    break;
                }
            }
        }
    }
    if files == 0 && problems.is_empty() {
        problems.push(Refusal::new("the zip holds no file of a format that is read", "put the sources in it"));
    }
    problems
}

fn listing(zip: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits, problems: &mut Vec<Refusal>) -> Option<Manifest> {
    let bytes = match entry(zip, MANIFEST_NAME, limits.unpacked_bytes, limits) {
        Ok(bytes) => bytes?,
        Err(refusal) => {
            problems.push(refusal);
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (manifest, errors) = manifest::parse(&text, std::path::Path::new(MANIFEST_NAME));
    problems.extend(
        errors
            .into_iter()
            .map(|e| Refusal::new(format!("{MANIFEST_NAME} in it: {}", e.what), "correct it and pack it again")),
    );
    manifest
}

/// The format of a file of a zip, if it is a source.
fn wanted(name: &str, problems: &mut Vec<Refusal>) -> Option<Format> {
    let escapes = name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..");
    if escapes {
        let shown: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        problems.push(Refusal::new(format!("`{shown}` in it leads out of the zip; it is not read"), "pack it again"));
        return None;
    }
    let hidden = name.ends_with('/') || name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    let path = std::path::Path::new(name);
    path.extension()?;
    Format::of(path).filter(|_| !hidden)
}
