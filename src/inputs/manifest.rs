//! `sources.toml`: where the texts of a folder come from, as a person wrote it down.

use std::{collections::BTreeSet, path::Path};

use chrono_tz::Tz;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    error::{Error, ErrorKind},
    inputs::{
        fields::{self, Fields},
        glob::{is_pattern, matches},
        written_time::iso_time,
    },
    rules::files::line_of,
    values::Timestamp,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    timezone: Option<Spanned<String>>,
    #[serde(rename = "title")]
    _title: Option<String>,
    #[serde(default)]
    source: Vec<FileSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSource {
    file: Spanned<String>,
    outlet: Option<String>,
    published: Option<Spanned<toml::Value>>,
    updated: Option<Spanned<toml::Value>>,
    timezone: Option<Spanned<String>>,
    url: Option<String>,
    language: Option<String>,
}

/// A `sources.toml` that was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The zone the report is shown in.
    pub timezone: Option<Tz>,
    /// Whether there is no `[[source]]` in it, not even an invalid one.
    pub is_bare: bool,
    /// The sources it lists, in its order.
    pub entries: Vec<Entry>,
}

/// One `[[source]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Path below the folder, or a pattern of paths, with `/`.
    pub file: String,
    /// Line of the path in `sources.toml`.
    pub line: usize,
    /// What it says of the source.
    pub fields: Fields,
}

impl Manifest {
    /// The entry of the file at this path below the folder: the one that names it, else the first whose pattern it fits.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        let listed = self.entries.iter().find(|e| e.file == name);
        listed.or_else(|| self.entries.iter().find(|e| is_pattern(&e.file) && matches(&e.file, name)))
    }
}

impl Manifest {
    /// Whether an entry is a pattern.
    pub fn has_patterns(&self) -> bool {
        self.entries.iter().any(|e| is_pattern(&e.file))
    }

    /// The entries with each pattern replaced by what it means of `paths`; as an error the patterns that mean nothing. A file that is
    /// named by itself, or that an earlier pattern has, is left out of a pattern.
    pub fn spelt_out(&self, paths: &[String]) -> Vec<Result<Entry, &Entry>> {
        let mut taken: BTreeSet<&str> = self.entries.iter().map(|e| e.file.as_str()).collect();
        let mut out = Vec::new();
        for entry in &self.entries {
            // A file may have a star in its name.
            if !is_pattern(&entry.file) || paths.contains(&entry.file) {
                out.push(Ok(entry.clone()));
                continue;
            }
            let fits: Vec<&String> = paths.iter().filter(|path| matches(&entry.file, path)).collect();
            if fits.is_empty() {
                out.push(Err(entry));
            }
            let new = fits.into_iter().filter(|path| taken.insert(path));
            out.extend(new.map(|path| Ok(Entry { file: path.clone(), ..entry.clone() })));
        }
        out
    }
}

/// A file with more wrong lines than this is given up.
const MOST_WRONG_LINES: usize = 20;

/// Reads the text of the `sources.toml` at `path`. A line `key = value` that is wrong, and a bad value, are left out, so that all
/// of them are told at once; any other syntax error leaves nothing.
pub(super) fn parse(text: &str, path: &Path) -> (Option<Manifest>, Vec<Error>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut readable = text.to_owned();
    let mut errors = Vec::new();
    let file = loop {
        match toml::from_str::<File>(&readable) {
            Ok(file) => break file,
            Err(error) => {
                let at = error.span().map_or(0, |s| s.start);
                let mut out = Error::new(ErrorKind::Configuration, error.message().replace('\n', ", ")).at(path);
                out.line = error.span().map(|s| line_of(text, s.start));
                errors.push(out.remedy("a `[[source]]` needs its `file`; look at the line named for a typing error"));
                if errors.len() > MOST_WRONG_LINES || !blank_line(&mut readable, at) {
                    return (None, errors);
                }
            }
        }
    };
    let (manifest, more) = check(&file, text, path);
    errors.extend(more);
    (Some(manifest), errors)
}

/// Blanks the line `key = value` at byte `at`, so that every other byte keeps its place; false when that line is something else.
fn blank_line(text: &mut String, at: usize) -> bool {
    let start = text[..at.min(text.len())].rfind('\n').map_or(0, |n| n + 1);
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let line = text[start..end].trim();
    let is_pair = line.contains('=') && !line.starts_with('[') && !line.starts_with("file");
    if is_pair {
        text.replace_range(start..end, &" ".repeat(end - start));
    }
    is_pair
}

fn check(file: &File, text: &str, path: &Path) -> (Manifest, Vec<Error>) {
    let mut check = Check { text, path, errors: Vec::new() };
    let timezone = file.timezone.as_ref().and_then(|z| check.zone(z));
    let mut listed = BTreeSet::new();
    let mut entries = Vec::new();
    for source in &file.source {
        if let Some(entry) = check.entry(source, &mut listed) {
            entries.push(entry);
        }
    }
    (Manifest { timezone, is_bare: file.source.is_empty(), entries }, check.errors)
}

/// The text that is checked and what was found wrong with it.
struct Check<'t> {
    text: &'t str,
    path: &'t Path,
    errors: Vec<Error>,
}

impl Check<'_> {
    fn entry(&mut self, source: &FileSource, listed: &mut BTreeSet<String>) -> Option<Entry> {
        let at = source.file.span().start;
        let written = source.file.get_ref();
        let fields = Fields {
            outlet: source.outlet.as_deref().and_then(fields::filled),
            published: source.published.as_ref().and_then(|t| self.time(t)),
            updated: source.updated.as_ref().and_then(|t| self.time(t)),
            timezone: source.timezone.as_ref().and_then(|z| self.zone(z)),
            url: source.url.as_deref().and_then(fields::filled),
            headline: None,
            language: source.language.as_deref().and_then(fields::filled),
            ..Fields::default()
        };
        let Some(file) = inner_path(written) else {
            let what = format!("`{written}` is not a path below the folder of this file");
            self.refuse(at, what, "list files of this folder only, without `..` and without a leading `/`");
            return None;
        };
        if !listed.insert(file.clone()) {
            self.refuse(at, format!("`{file}` is listed twice"), "keep one `[[source]]` for each file");
            return None;
        }
        Some(Entry { file, line: line_of(self.text, at), fields })
    }

    fn zone(&mut self, value: &Spanned<String>) -> Option<Tz> {
        let zone = fields::zone(value.get_ref());
        if zone.is_none() {
            let what = format!("`{}` is no time zone", value.get_ref());
            self.refuse(value.span().start, what, fields::ZONE_REMEDY);
        }
        zone
    }

    fn time(&mut self, value: &Spanned<toml::Value>) -> Option<Timestamp> {
        let written = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let time = match value.get_ref() {
            toml::Value::String(_) | toml::Value::Datetime(_) => iso_time(&written),
            _ => None,
        };
        if time.is_none() {
            self.refuse(value.span().start, format!("`{written}` is no time"), fields::TIME_REMEDY);
        }
        time
    }

    fn refuse(&mut self, at: usize, what: String, remedy: &str) {
        let line = line_of(self.text, at);
        self.errors.push(Error::new(ErrorKind::Configuration, what).at(self.path).line(line).remedy(remedy));
    }
}

/// A listed path with `/` between its parts, if it stays below the folder. `\` counts as `/`, for files from Windows.
fn inner_path(written: &str) -> Option<String> {
    let written = written.replace('\\', "/");
    if written.starts_with('/') || written.as_bytes().get(1) == Some(&b':') || written.contains('\0') {
        return None;
    }
    let parts: Vec<&str> = written.split('/').filter(|p| !p.is_empty() && *p != ".").collect();
    (!parts.is_empty() && !parts.contains(&"..")).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_understood() {
        let text = "timezone = \"Europe/London\"\ntitle = \"Talks\"\n\n[[source]]\nfile = \"./sub\\\\a.txt\"\noutlet = \"The Herald\"\n\
                    published = 2025-05-16T13:00:00+01:00\nupdated = \"2025-05-17\"\ntimezone = \"Asia/Tokyo\"\n\
                    url = \"https://example.org\"\nlanguage = \"en\"\n[[source]]\nfile = \"b.txt\"\npublished = 2025-05-16\n";
        let (manifest, errors) = parse(text, Path::new("sources.toml"));
        let manifest = manifest.expect("valid");
        assert_eq!(errors, []);
        assert_eq!(manifest.timezone, Some(Tz::Europe__London));
        let first = &manifest.entries[0];
        assert_eq!((first.file.as_str(), first.line), ("sub/a.txt", 5));
        assert_eq!(first.fields.published.map(|t| t.to_string()).as_deref(), Some("2025-05-16T13:00+01:00"));
        assert_eq!(first.fields.timezone, Some(Tz::Asia__Tokyo));
        assert_eq!(manifest.entry("b.txt").and_then(|e| e.fields.published).map(|t| t.time), Some(None));
    }

    #[test]
    fn a_wrong_line_costs_no_other() {
        let text = "[[source]]\nfile = \"a.txt\"\nurl = \"a \"b\" c\"\noutlet = \"X\"\n[[source]]\nfile = \"b.txt\"\n";
        let (manifest, errors) = parse(text, Path::new("sources.toml"));
        let manifest = manifest.expect("the rest is valid");
        assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [Some(3)]);
        assert_eq!(manifest.entries.len(), 2);
        assert_eq!(manifest.entries[0].fields.outlet.as_deref(), Some("X"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, what) in [
            ("[[source]]\nfile = \"a.txt\"\noutlets = \"X\"", 3, "unknown field `outlets`"),
            ("zone = \"UTC\"", 1, "unknown field `zone`"),
            ("\n[[source]]\noutlet = \"X\"", 2, "missing field `file`"),
            ("\ntimezone = \"BST\"", 2, "`BST` is no time zone"),
            ("[[source]]\nfile = \"a.txt\"\ntimezone = \"\"", 3, "`` is no time zone"),
            ("[[source]]\nfile = \"a.txt\"\npublished = \"yesterday\"", 3, "`yesterday` is no time"),
            ("[[source]]\nfile = \"a.txt\"\nupdated = 13:00:00", 3, "`13:00:00` is no time"),
            ("[[source]]\nfile = \"a.txt\"\nupdated = 2025", 3, "`2025` is no time"),
            ("[[source]]\nfile = \"/etc/passwd\"", 2, "is not a path below"),
            ("[[source]]\nfile = \"C:\\\\a.txt\"", 2, "is not a path below"),
            ("[[source]]\nfile = \"x/../../a.txt\"", 2, "is not a path below"),
            ("[[source]]\nfile = \"\"", 2, "is not a path below"),
            ("[[source]]\nfile = \"a.txt\"\n[[source]]\nfile = \"./a.txt\"", 4, "`a.txt` is listed twice"),
            ("[[source]]\nfile = ", 2, ""),
        ] {
            let (_, errors) = parse(text, Path::new("s/sources.toml"));
            assert_eq!(errors.len(), 1, "{text}");
            let error = &errors[0];
            assert_eq!((error.kind, error.line), (ErrorKind::Configuration, Some(line)), "{text}: {error}");
            assert!(error.what.contains(what) && error.remedy.is_some(), "{text}: {error}");
        }
    }
}
