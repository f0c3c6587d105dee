//! One source: a text of one outlet, with what is known about it and from where.

use std::path::{Component, Path, PathBuf};

use chrono_tz::Tz;

use crate::{text::Layout, values::Timestamp};

/// A value and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Where it comes from: "command line", "sources.toml", "front matter", "JSON-LD", "ninjs", "folder name" or "file name".
    pub from: String,
}

impl<T> Known<T> {
    /// `value`, known `from` there.
    pub fn new(value: T, from: impl Into<String>) -> Self {
        Self { value, from: from.into() }
    }
}

/// The format of a source's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// News in JSON: JSON-LD, ninjs.
    Json,
}

impl Format {
    /// The format that the ending of `path` names; a name without an ending is plain text, an unknown ending nothing.
    pub fn of(path: &Path) -> Option<Self> {
        let Some(ending) = path.extension() else { return Some(Self::Text) };
        match ending.to_string_lossy().to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "json" | "jsonld" | "ninjs" => Some(Self::Json),
            _ => None,
        }
    }

    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
        }
    }
}

/// One text of one outlet as given to the program. What is not known is `None`, never a guess.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The path as given or found, with `/` between its parts.
    pub id: String,
    /// The path to open it by.
    pub path: PathBuf,
    /// Who publishes it; the file's name where nothing else says it.
    pub outlet: Known<String>,
    /// When it was published.
    pub published: Option<Known<Timestamp>>,
    /// When it was last changed.
    pub updated: Option<Known<Timestamp>>,
    /// The outlet's own zone, for times in its text that name none.
    pub timezone: Option<Known<Tz>>,
    /// Where it is published.
    pub url: Option<Known<String>>,
    /// Its headline, where metadata gives it; a headline in the text is found by the text stage.
    pub headline: Option<Known<String>>,
    /// Its language tag.
    pub language: Option<Known<String>>,
    /// The format of the file.
    pub format: Format,
    /// The file's encoding, with "(detected)" where it is a guess.
    pub encoding: String,
    /// The decoded text: for a UTF-8 file of text or Markdown the file itself, byte for byte; for JSON its headlines and bodies.
    pub text: String,
    /// What of the text is markup, and which blocks the format names.
    pub layout: Layout,
    /// The size of the file.
    pub bytes: usize,
}

/// The id of the file at `path`: its parts with `/` between them, without `.` parts. A byte that is not UTF-8 is written
/// `%FF`, so that two such names stay two ids.
pub fn id_of(path: &Path) -> String {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::RootDir if parts.is_empty() => parts.push(String::new()),
            Component::RootDir => {}
            other => parts.push(escaped(other.as_os_str().as_encoded_bytes())),
        }
    }
    parts.join("/")
}

fn escaped(name: &[u8]) -> String {
    let mut out = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_path_as_given_without_noise() {
        for (path, id) in [
            ("a.txt", "a.txt"),
            ("./a.txt", "a.txt"),
            ("story//b/./c.txt", "story/b/c.txt"),
            ("../x/a.txt", "../x/a.txt"),
            ("/tmp/a.txt", "/tmp/a.txt"),
            (".", ""),
        ] {
            assert_eq!(id_of(Path::new(path)), id, "{path}");
        }
    }

    #[test]
    fn the_ending_names_the_format_in_any_case() {
        for (path, format) in [
            ("a.TXT", Some(Format::Text)),
            ("a.text", Some(Format::Text)),
            ("notes", Some(Format::Text)),
            ("a.Markdown", Some(Format::Markdown)),
            ("a.json", Some(Format::Json)),
            ("a.docx", None),
            ("a.txt.bak", None),
        ] {
            assert_eq!(Format::of(Path::new(path)), format, "{path}");
        }
    }
}
