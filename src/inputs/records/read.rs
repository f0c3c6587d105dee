//! A record from its JSON. Nothing that is not sound becomes a source: the stages cut texts where a layout says, without asking.

use chrono_tz::Tz;

use crate::{
    error::{Error, ErrorKind},
    inputs::{
        Limits, fields,
        left_out::{LeftOut, PassedOver},
        records::{
            Record, What,
            row::{BlockName, KnownRow, PostRow, Row, SCHEMA, SourceRow},
        },
        source::{Format, Known, Source},
    },
    text::{BlockKind, GivenPost, Layout, Span},
    values::Timestamp,
};

/// What is wrong with a row: lower case, no full stop.
pub(super) type Wrong = String;

impl Row {
    /// The record, if the row is sound and its text no longer than allowed.
    pub(super) fn into_record(self, limits: &Limits) -> Result<Record, Wrong> {
        let row = self;
        if row.schema != SCHEMA {
            return Err(format!("its schema is `{}` and not `{SCHEMA}`", row.schema));
        }
        if row.key.is_empty() && row.not_read.is_none() {
            return Err("its key is empty".to_owned());
        }
        let what = match (row.source, row.left_out, row.passed_over, row.not_read) {
            (Some(source), None, None, None) => What::Source(Box::new(source_of(source, limits)?)),
            (Some(source), Some(why), None, None) => {
                What::LeftOut(Box::new(LeftOut { source: source_of(source, limits)?, why, newer: None }))
            }
            (None, None, Some(file), None) => What::PassedOver(PassedOver { path: file.path.into(), why: file.why }),
            (None, None, None, Some(row)) => What::NotRead(Error {
                kind: ErrorKind::Input,
                path: row.path.map(Into::into),
                line: row.line,
                what: row.what,
                remedy: row.remedy,
            }),
            _ => return Err("it must have one of `source`, `passed_over` and `not_read`".to_owned()),
        };
        Ok(Record { key: row.key, zone: row.zone.as_deref().map(zone).transpose()?, what })
    }
}

fn zone(name: &str) -> Result<Tz, Wrong> {
    fields::zone(name).ok_or_else(|| format!("`{name}` is no time zone"))
}

fn time(text: &str) -> Result<Timestamp, Wrong> {
    Timestamp::parse(text).ok_or_else(|| format!("`{text}` is no time"))
}

fn known<T>(row: Option<KnownRow>, read: impl Fn(&str) -> Result<T, Wrong>) -> Result<Option<Known<T>>, Wrong> {
    row.map(|row| Ok(Known { value: read(&row.value)?, from: row.from })).transpose()
}

fn source_of(row: SourceRow, limits: &Limits) -> Result<Source, Wrong> {
    if row.text.len() > limits.text_bytes {
        return Err(format!("its text is longer than {} bytes; raise --max-text-size", limits.text_bytes));
    }
    let words = |row: Option<KnownRow>| row.map(|row| Known { value: row.value, from: row.from });
    let format = Format::named(&row.format).ok_or_else(|| format!("there is no format `{}`", row.format))?;
    let layout = layout_of(&row.text, row.blocks, row.hidden, row.posts)?;
    Ok(Source {
        id: row.id,
        path: row.path.into(),
        outlet: Known { value: row.outlet.value, from: row.outlet.from },
        published: known(row.published, time)?,
        updated: known(row.updated, time)?,
        timezone: known(row.timezone, zone)?,
        url: words(row.url),
        headline: words(row.headline),
        language: words(row.language),
        version: words(row.version),
        status: words(row.status),
        embargo: known(row.embargo, time)?,
        embargo_terms: words(row.embargo_terms),
        note: words(row.note),
        item: words(row.item),
        replaces: words(row.replaces),
        format,
        dialect: row.dialect,
        skipped: row.skipped,
        missing: row.missing,
        encoding: row.encoding,
        text: row.text,
        layout,
        bytes: row.bytes,
    })
}

/// The layout, if all of it lies in the text: the stages cut the text there without asking.
fn layout_of(
    text: &str,
    blocks: Vec<(usize, usize, BlockName)>,
    hidden: Vec<(usize, usize)>,
    posts: Vec<PostRow>,
) -> Result<Layout, Wrong> {
    let span = |start: usize, end: usize| match text.get(start..end) {
        Some(_) => Ok(Span::new(start, end)),
        None => Err(format!("the bytes {start} to {end} are not in its text")),
    };
    let kind = |name: BlockName| match name {
        BlockName::Prose => BlockKind::Prose,
        BlockName::Headline => BlockKind::Headline,
        BlockName::Caption => BlockKind::Caption,
        BlockName::Credit => BlockKind::Credit,
        BlockName::Furniture => BlockKind::Furniture,
    };
    if posts.windows(2).any(|pair| pair[0].start > pair[1].start) {
        return Err("its posts are not in order".to_owned());
    }
    let post = |post: PostRow| {
        let start = span(post.start, post.start)?.start;
        let published = post.published.as_deref().map(time).transpose()?;
        Ok(GivenPost { start, published, author: post.author, own: post.own })
    };
    Ok(Layout {
        blocks: blocks
            .into_iter()
            .map(|(start, end, name)| Ok((span(start, end)?, kind(name))))
            .collect::<Result<_, Wrong>>()?,
        hidden: hidden.into_iter().map(|(start, end)| span(start, end)).collect::<Result<_, Wrong>>()?,
        posts: posts.into_iter().map(post).collect::<Result<_, Wrong>>()?,
    })
}
