//! `crosscheck.toml`, as a person wrote it. A key that is not known is refused: it would be ignored in silence.

use std::{collections::BTreeMap, path::Path};

use chrono_tz::Tz;
use clap::ValueEnum;
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::{
    cli::args::FailOn,
    error::{Error, ErrorKind},
    rules::files::line_of,
    values::Severity,
};

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConfigFile {
    pub report: ReportTable,
    pub check: CheckTable,
    /// A rule or category, and the most that a finding of it weighs.
    pub severity: BTreeMap<Spanned<String>, Level>,
    pub rules: RulesTable,
    pub outlets: BTreeMap<String, OutletTable>,
}

/// `[report]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReportTable {
    pub timezone: Option<Zone>,
}

/// `[check]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CheckTable {
    pub fail_on: Option<Threshold>,
    pub min_voices: Option<Voices>,
}

/// `[rules]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RulesTable {
    pub folder: Option<String>,
}

/// `[outlets."The Courier"]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OutletTable {
    pub timezone: Option<Zone>,
}

/// The most that a finding of a rule weighs, or that none is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
    Off,
}

impl Level {
    /// The severity; `None` when nothing is shown.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }

    /// The word in the file.
    pub(super) fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }
}

/// A time zone by its IANA name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zone(pub Tz);

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let unknown =
            |_| de::Error::custom(format!("unknown time zone `{name}`, use an IANA name such as Europe/London"));
        name.parse().map(Self).map_err(unknown)
    }
}

/// A severity at which a check fails.
#[derive(Debug, Clone, Copy)]
pub(super) struct Threshold(pub FailOn);

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let unknown = |_| de::Error::custom(format!("unknown severity `{name}`, use error, warning, note or never"));
        FailOn::from_str(&name, false).map(Self).map_err(unknown)
    }
}

/// How many independent voices a claim wants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voices(pub usize);

impl<'de> Deserialize<'de> for Voices {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(from)?;
        let voices = usize::try_from(number).ok().filter(|voices| *voices > 0);
        voices.map(Self).ok_or_else(|| de::Error::custom(format!("`{number}` voices, use a number from 1")))
    }
}

/// Reads the text of the configuration file at `path`.
pub(super) fn parse(text: &str, path: &Path) -> Result<ConfigFile, Error> {
    toml::from_str(text).map_err(|error| {
        let mut out = Error::new(ErrorKind::Configuration, error.message().replace('\n', ", ")).at(path);
        out.line = error.span().map(|span| line_of(text, span.start));
        out.remedy("see docs/configuration.md for the keys of crosscheck.toml and their values")
    })
}
