//! Documents of an archive: a line of JSON each, with the key of its story, a text, and what is known of it.

use std::path::PathBuf;

use chrono_tz::Tz;
use serde::Deserialize;

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{
        Inputs, Limits, Overrides,
        candidate::{Candidate, Place},
        fields::{self, Fields, TIME_REMEDY, ZONE_REMEDY},
        in_order,
        names::{FORMATS_REMEDY, packing_of, unknown_format},
        read,
        records::json_error,
        source::id_of,
    },
    values::Timestamp,
};

/// A document that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The key of its story.
    pub key: String,
    /// Its source, or its sources where its format holds several, and what could not be read of it.
    pub inputs: Inputs,
}

/// What a line may say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: Option<String>,
    id: String,
    text: String,
    outlet: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    timezone: Option<String>,
    url: Option<String>,
    headline: Option<String>,
    language: Option<String>,
    version: Option<String>,
    item: Option<String>,
    replaces: Option<String>,
    note: Option<String>,
}

const REMEDY: &str = "write `key`, `id` and `text`, and what is known: `outlet`, `published`, `updated`, `timezone`, `url`, `headline`, \
                      `language`, `version`, `item`, `replaces`, `note`";

/// Reads a line. The ending of `id` says the format, and an id without one is plain text. A `key` that is given for all wins.
///
/// ```
/// use crosscheck::inputs::{Limits, read_document};
/// let line = r#"{"key": "talks", "id": "a.txt", "text": "The talks will be held in Ankara.", "outlet": "The Courier"}"#;
/// let document = read_document(line, None, &Limits::default())?;
/// assert_eq!(document.inputs.sources[0].outlet.value, "The Courier");
/// # Ok::<(), crosscheck::error::Error>(())
/// ```
///
/// # Errors
/// Where the line is no document. What is wrong with its text is among the errors of the inputs.
pub fn read_document(line: &str, key: Option<&str>, limits: &Limits) -> Result<Document> {
    let wrong = |what: String| Error::new(ErrorKind::Input, what);
    let row: Row = serde_json::from_str(line)
        .map_err(|error| wrong(format!("this is no document: {}", json_error(&error))).remedy(REMEDY))?;
    let key = key.map(str::to_owned).or_else(|| row.key.clone()).filter(|key| !key.is_empty());
    let Some(key) = key else {
        let what = "the document does not say which story it belongs to".to_owned();
        return Err(wrong(what).remedy("give it a `key`, or all of them one with --key"));
    };
    let path = PathBuf::from(&row.id);
    let id = id_of(&path);
    if id.is_empty() {
        return Err(wrong("the `id` of the document is empty".to_owned()).remedy("give it one that no other has"));
    }
    let Some((packing, format)) = packing_of(&path) else {
        return Err(wrong(unknown_format(&path)).remedy(FORMATS_REMEDY));
    };
    let bytes = row.text.clone().into_bytes();
    let candidate = Candidate {
        ids: vec![id],
        path,
        place: Place::File,
        packing,
        format,
        listed: None,
        sidecar: None,
        said: Some(said(row)?),
        folder_name: None,
        is_named: true,
    };
    let read = read::read_given(&candidate, &bytes, &Overrides::default(), limits);
    let mut inputs = Inputs { sources: read.sources, left_out: read.left_out, ..Inputs::default() };
    (inputs.errors, inputs.passed_over) = (read.errors, read.passed_over);
    in_order(&mut inputs);
    Ok(Document { key, inputs })
}

fn said(row: Row) -> Result<Fields> {
    Ok(Fields {
        outlet: filled(row.outlet),
        published: time(row.published, "published")?,
        updated: time(row.updated, "updated")?,
        timezone: zone(row.timezone)?,
        url: filled(row.url),
        headline: filled(row.headline),
        language: filled(row.language),
        version: filled(row.version),
        item: filled(row.item),
        replaces: filled(row.replaces),
        note: filled(row.note),
        ..Fields::default()
    })
}

fn filled(text: Option<String>) -> Option<String> {
    text.as_deref().and_then(fields::filled)
}

fn time(text: Option<String>, key: &str) -> Result<Option<Timestamp>> {
    let wrong = |text: &str| Error::new(ErrorKind::Input, format!("`{key}` is no time: {text}")).remedy(TIME_REMEDY);
    filled(text).map(|text| Timestamp::parse(&text).ok_or_else(|| wrong(&text))).transpose()
}

fn zone(text: Option<String>) -> Result<Option<Tz>> {
    let wrong = |text: &str| Error::new(ErrorKind::Input, format!("unknown time zone: {text}")).remedy(ZONE_REMEDY);
    filled(text).map(|text| fields::zone(&text).ok_or_else(|| wrong(&text))).transpose()
}
