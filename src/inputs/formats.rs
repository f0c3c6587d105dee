//! Which reader reads which format.

use crate::inputs::{
    Limits,
    decode::{self, Decoded},
    front_matter, html, json, mail, markdown, office, pdf,
    source::Format,
    story::{Refusal, Story},
    xml,
};
use crate::text::{Layout, Span};

/// What a reader made of a file.
#[derive(Debug)]
pub(super) struct Reading {
    /// The items, or why one is none.
    pub stories: Vec<Result<Story, Refusal>>,
    /// The file's encoding, for people.
    pub encoding: String,
    /// Whether the file is a list of items, each a source with a number.
    pub numbered: bool,
}

impl Reading {
    pub(super) fn one(story: Story, encoding: impl Into<String>) -> Self {
        Self { stories: vec![Ok(story)], encoding: encoding.into(), numbered: false }
    }
}

/// Reads `bytes` as a file of `format`.
pub(super) fn read(format: Format, bytes: &[u8], limits: &Limits) -> Result<Reading, Refusal> {
    match format {
        Format::Text | Format::Markdown => {
            let decoded = decode::decode(bytes)?;
            let encoding = decoded.encoding.clone();
            Ok(Reading::one(verbatim(decoded, format), encoding))
        }
        Format::Json => {
            let Decoded { text, encoding, .. } = decode::decode(bytes)?;
            Ok(Reading::one(json::read(&text)?, encoding))
        }
        Format::JsonLines => {
            let Decoded { text, encoding, .. } = decode::decode(bytes)?;
            Ok(Reading { stories: json::read_lines(&text), encoding, numbered: true })
        }
        Format::Html => html::read(bytes, limits),
        Format::Xml => xml::read(bytes, limits),
        Format::Docx => office::docx(bytes, limits),
        Format::Odt => office::odt(bytes, limits),
        Format::Mail => mail::read(bytes, limits),
        Format::Pdf => pdf::read(bytes, limits),
    }
}

/// Plain text and Markdown stay as they are in the file, but for what only says where a word may be broken.
fn verbatim(decoded: Decoded, format: Format) -> Story {
    let Decoded { mut text, mark, .. } = decoded;
    let hyphens = text.matches('\u{ad}').count();
    text.retain(|c| c != '\u{ad}');
    let front = front_matter::read(&text, mark).unwrap_or_default();
    let body = front.end.max(mark);
    let mut layout = if format == Format::Markdown { markdown::layout(&text, body) } else { Layout::default() };
    if body > 0 {
        layout.hidden.insert(0, Span::new(0, body));
    }
    Story {
        text,
        layout,
        said: vec![(front.fields, "front matter")],
        marked_problems: front.problems,
        skipped: (hyphens > 0)
            .then(|| format!("{hyphens} soft hyphens: places behind them are those of the text without them"))
            .into_iter()
            .collect(),
        ..Story::default()
    }
}
