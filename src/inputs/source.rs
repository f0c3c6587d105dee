//! One source: a text of one outlet, with what is known about it and from where.

use std::path::{Component, Path, PathBuf};

use chrono_tz::Tz;

use crate::{text::Layout, values::Timestamp};

/// A value and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Where it comes from: "command line", "sources.toml", "sidecar", "front matter", the part of the format that says it ("JSON-LD",
    /// "OpenGraph", "NewsML-G2", "RSS"), "folder name" or "file name".
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
    /// News in JSON: JSON-LD, ninjs, AP, dpa.
    Json,
    /// News in JSON, one item a line.
    JsonLines,
    /// A saved page.
    Html,
    /// A wire item or a feed in XML: NewsML-G2, NewsML 1.2, NITF, RSS, Atom.
    Xml,
    /// A document of Word.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An electronic letter.
    Mail,
    /// A PDF, where the program was built with the feature `pdf`.
    Pdf,
}

impl Format {
    /// The format that the ending of `path` names; a name without an ending is plain text, an unknown ending nothing.
    pub fn of(path: &Path) -> Option<Self> {
        let Some(ending) = path.extension() else { return Some(Self::Text) };
        match ending.to_string_lossy().to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "json" | "jsonld" | "ninjs" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "xml" | "rss" | "atom" | "nitf" | "newsml" => Some(Self::Xml),
            "docx" => Some(Self::Docx),
            "odt" => Some(Self::Odt),
            "eml" => Some(Self::Mail),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::JsonLines => "json lines",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Mail => "mail",
            Self::Pdf => "pdf",
        }
    }

    /// The format of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let text = [Self::Text, Self::Markdown, Self::Json, Self::JsonLines, Self::Html];
        let packed = [Self::Xml, Self::Docx, Self::Odt, Self::Mail, Self::Pdf];
        text.into_iter().chain(packed).find(|format| format.name() == name)
    }

    /// Whether the text is the file itself, byte for byte, and not put together from it.
    pub const fn is_verbatim(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }

    /// Whether much that has its ending is no news at all, so that one that is merely found in a folder may be passed over.
    pub(super) const fn is_common(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines | Self::Xml)
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
    /// Which version of the item this is, as its outlet counts them.
    pub version: Option<Known<String>>,
    /// Whether its outlet lets it be used: "usable", "withheld", "canceled".
    pub status: Option<Known<String>>,
    /// Until when it must not be published.
    pub embargo: Option<Known<Timestamp>>,
    /// What its outlet says of the embargo in words.
    pub embargo_terms: Option<Known<String>>,
    /// What its outlet notes for editors (corrections, embargoes): no part of the text.
    pub note: Option<Known<String>>,
    /// What its outlet calls the item in all its versions.
    pub item: Option<Known<String>>,
    /// The item that it replaces.
    pub replaces: Option<Known<String>>,
    /// The format of the file.
    pub format: Format,
    /// What the format's family leaves open: "NewsML-G2", "RSS".
    pub dialect: Option<String>,
    /// What of the file was passed over, and why.
    pub skipped: Vec<String>,
    /// What the file says that it holds and that is not in `text`.
    pub missing: Vec<String>,
    /// The file's encoding, with "(detected)" where it is a guess.
    pub encoding: String,
    /// The decoded text: for a UTF-8 file of text or Markdown the file itself, byte for byte; for every other format the headlines and
    /// paragraphs that were taken out of it, one a line. All positions refer to it.
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
    fn a_name_is_that_of_one_format() {
        for ending in ["txt", "md", "json", "jsonl", "html", "xml", "docx", "odt", "eml", "pdf"] {
            let format = Format::of(&Path::new("x").with_extension(ending)).expect("it is known");
            assert_eq!(Format::named(format.name()), Some(format));
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
            ("a.docx", Some(Format::Docx)),
            ("a.XHTML", Some(Format::Html)),
            ("a.pages", None),
            ("a.txt.bak", None),
        ] {
            assert_eq!(Format::of(Path::new(path)), format, "{path}");
        }
    }
}
