//! Records: what was read, a line each with the key of its story, so that what compares need not be what reads.
//!
//! A comparison needs the text and its grammar, which no list of claims carries; so a record carries the source as it was read, with
//! what is known of it and from where. Which versions count is decided when a story is put together, because it depends on the others.

mod read;
mod row;

use chrono_tz::Tz;

use crate::{
    error::{Error, ErrorKind, Result},
    inputs::{
        Inputs, Limits, by_place, in_order,
        left_out::{LeftOut, PassedOver},
        records::row::Row,
        source::Source,
    },
};

/// One thing that was read, and the story it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What all records of a story share. It is empty for what could not be read so far that its story is known.
    pub key: String,
    /// The zone that the story is shown in.
    pub zone: Option<Tz>,
    /// What was read.
    pub what: What,
}

/// What a record carries.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A source.
    Source(Box<Source>),
    /// A source that must not be compared, whatever the others are.
    LeftOut(Box<LeftOut>),
    /// A file that holds no story.
    PassedOver(PassedOver),
    /// What could not be read.
    NotRead(Error),
}

impl Record {
    /// The record as a value, without claims.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(Row::from(self)).expect("rows of strings and numbers can be written")
    }

    /// The record as a line of JSON without its end, the key first; `claims` are for whoever reads it.
    pub fn to_line(&self, claims: Option<Vec<serde_json::Value>>) -> String {
        serde_json::to_string(&Row { claims, ..Row::from(self) }).expect("rows of strings and numbers can be written")
    }

    /// Reads a line. Where it is no record, the error says why and what to do, and the key comes with it if the line has one.
    ///
    /// ```
    /// use crosscheck::inputs::{Limits, Record};
    /// let (key, error) = Record::parse(r#"{"key": "talks"}"#, &Limits::default()).unwrap_err();
    /// assert_eq!(key.as_deref(), Some("talks"));
    /// assert!(error.to_string().starts_with("this is no record: missing field `schema`"), "{error}");
    /// ```
    #[allow(clippy::result_large_err, reason = "it is made once for a bad line")]
    pub fn parse(line: &str, limits: &Limits) -> std::result::Result<Self, (Option<String>, Error)> {
        Self::of_row(serde_json::from_str(line), limits).map_err(|error| (key_of(line), error))
    }

    /// The record that [`Record::to_json`] wrote.
    ///
    /// # Errors
    /// Where the value is no record.
    pub fn from_json(value: serde_json::Value, limits: &Limits) -> Result<Self> {
        Self::of_row(serde_json::from_value(value), limits)
    }

    fn of_row(row: serde_json::Result<Row>, limits: &Limits) -> Result<Self> {
        let record = row.map_err(|error| json_error(&error)).and_then(|row| row.into_record(limits));
        record.map_err(|what| {
            Error::new(ErrorKind::Input, format!("this is no record: {what}"))
                .remedy("make it again with `crosscheck extract --stage records`")
        })
    }
}

/// What is wrong with a line of JSON; in which line of the file it is says whoever read it.
pub fn json_error(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

/// The key that a line of JSON names, whatever else is wrong with it.
pub fn key_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("key")?.as_str().map(str::to_owned)
}

/// Everything of `inputs`, as records of one story. What was left out for a newer version is a source like the others.
pub fn records_of(key: &str, inputs: Inputs) -> Vec<Record> {
    let (older, left_out): (Vec<LeftOut>, Vec<LeftOut>) = inputs.left_out.into_iter().partition(|l| l.newer.is_some());
    let sources = inputs.sources.into_iter().chain(older.into_iter().map(|left| left.source));
    let mut what: Vec<What> = sources.map(|source| What::Source(Box::new(source))).collect();
    what.extend(left_out.into_iter().map(|left| What::LeftOut(Box::new(left))));
    what.extend(inputs.passed_over.into_iter().map(What::PassedOver));
    what.extend(inputs.errors.into_iter().map(What::NotRead));
    what.into_iter().map(|what| Record { key: key.to_owned(), zone: inputs.timezone, what }).collect()
}

/// The inputs that the records of one story make, in whatever order they come. A record that came twice counts once.
///
/// # Errors
/// Where two different sources have one id: findings could not say which of them they mean.
pub fn assemble(records: Vec<Record>) -> Result<Inputs> {
    let mut out = Inputs::default();
    let mut zones = Vec::new();
    for record in records {
        let zone = record.zone;
        let id = match record.what {
            What::Source(source) => {
                let id = source.id.clone();
                out.sources.push(*source);
                Some(id)
            }
            What::LeftOut(left) => {
                let id = left.source.id.clone();
                out.left_out.push(*left);
                Some(id)
            }
            What::PassedOver(file) => {
                out.passed_over.push(file);
                None
            }
            What::NotRead(error) => {
                out.errors.push(error);
                None
            }
        };
        zones.extend(zone.map(|zone| (id, zone.name())));
    }
    // Records of several lists may name several zones; which of them holds must not hang on their order.
    out.timezone = zones.iter().min().and_then(|(_, name)| name.parse().ok());
    in_order(&mut out);
    by_place(&mut out.errors);
    out.sources.dedup();
    out.left_out.dedup();
    out.errors.dedup();
    let ids = out.sources.iter().chain(out.left_out.iter().map(|left| &left.source)).map(|source| source.id.as_str());
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => {
            Err(Error::new(ErrorKind::Input, format!("two records of one story have the id `{}` and differ", pair[0]))
                .remedy("give each document an id of its own"))
        }
        None => Ok(out),
    }
}
