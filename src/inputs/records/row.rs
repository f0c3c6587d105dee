//! A record as JSON. Nothing that the comparison asks of a source is lost.

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    inputs::{
        records::{Record, What},
        source::{Known, Source},
    },
    text::{BlockKind, GivenPost},
    values::Timestamp,
};

/// The name of this form of records; another form will have another.
pub(super) const SCHEMA: &str = "crosscheck.record/1";

/// A line. The key stands first, so that lines that are sorted by their bytes are sorted by it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub key: String,
    pub schema: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_over: Option<PassedOverRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_read: Option<NotReadRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Vec<serde_json::Value>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PassedOverRow {
    pub path: String,
    pub why: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotReadRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    pub what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownRow {
    pub value: String,
    pub from: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceRow {
    pub id: String,
    pub path: String,
    pub outlet: KnownRow,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo_terms: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<KnownRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<KnownRow>,
    pub format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialect: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    pub encoding: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<(usize, usize, BlockName)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<(usize, usize)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostRow>,
    pub bytes: usize,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BlockName {
    Prose,
    Headline,
    Caption,
    Credit,
    Furniture,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostRow {
    pub start: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    pub own: bool,
}

impl From<&Record> for Row {
    fn from(record: &Record) -> Self {
        let mut row = Self {
            key: record.key.clone(),
            schema: SCHEMA.to_owned(),
            zone: record.zone.map(|zone| zone.name().to_owned()),
            source: None,
            left_out: None,
            passed_over: None,
            not_read: None,
            claims: None,
        };
        let path = |path: &std::path::Path| path.to_string_lossy().into_owned();
        match &record.what {
            What::Source(source) => row.source = Some(source_row(source)),
            What::LeftOut(left) => {
                row.source = Some(source_row(&left.source));
                row.left_out = Some(left.why.clone());
            }
            What::PassedOver(file) => {
                row.passed_over = Some(PassedOverRow { path: path(&file.path), why: file.why.clone() });
            }
            What::NotRead(error) => {
                let Error { path: at, line, what, remedy, .. } = error.clone();
                row.not_read = Some(NotReadRow { path: at.as_deref().map(path), line, what, remedy });
            }
        }
        row
    }
}

fn source_row(source: &Source) -> SourceRow {
    let words = |known: &Option<Known<String>>| known.as_ref().map(|k| known_row(k, Clone::clone));
    let time = |known: &Option<Known<Timestamp>>| known.as_ref().map(|k| known_row(k, exact));
    let name = |kind: BlockKind| match kind {
        BlockKind::Prose => BlockName::Prose,
        BlockKind::Headline => BlockName::Headline,
        BlockKind::Caption => BlockName::Caption,
        BlockKind::Credit => BlockName::Credit,
        BlockKind::Furniture => BlockName::Furniture,
    };
    let post = |post: &GivenPost| PostRow {
        start: post.start,
        published: post.published.as_ref().map(exact),
        author: post.author.clone(),
        own: post.own,
    };
    SourceRow {
        id: source.id.clone(),
        path: source.path.to_string_lossy().into_owned(),
        outlet: known_row(&source.outlet, Clone::clone),
        published: time(&source.published),
        updated: time(&source.updated),
        timezone: source.timezone.as_ref().map(|zone| known_row(zone, |zone| zone.name().to_owned())),
        url: words(&source.url),
        headline: words(&source.headline),
        language: words(&source.language),
        version: words(&source.version),
        status: words(&source.status),
        embargo: time(&source.embargo),
        embargo_terms: words(&source.embargo_terms),
        note: words(&source.note),
        item: words(&source.item),
        replaces: words(&source.replaces),
        format: source.format.name().to_owned(),
        dialect: source.dialect.clone(),
        skipped: source.skipped.clone(),
        missing: source.missing.clone(),
        encoding: source.encoding.clone(),
        text: source.text.clone(),
        blocks: source.layout.blocks.iter().map(|(span, kind)| (span.start, span.end, name(*kind))).collect(),
        hidden: source.layout.hidden.iter().map(|span| (span.start, span.end)).collect(),
        posts: source.layout.posts.iter().map(post).collect(),
        bytes: source.bytes,
    }
}

fn known_row<T>(known: &Known<T>, write: impl Fn(&T) -> String) -> KnownRow {
    KnownRow { value: write(&known.value), from: known.from.clone() }
}

/// A time with all that is known of it: what is displayed leaves out the seconds.
fn exact(at: &Timestamp) -> String {
    let clock = at.time.map(|time| time.format("T%H:%M:%S%.f").to_string()).unwrap_or_default();
    let offset = at.time.and(at.offset).map(|offset| offset.to_string()).unwrap_or_default();
    format!("{}{clock}{offset}", at.date)
}
