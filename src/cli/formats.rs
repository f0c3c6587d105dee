//! The formats of a report. A new one is a variant with a line on what it is for, and its arm in [`ReportFormat::render`].

use std::path::Path;

use clap::ValueEnum;

use crate::{
    cli::{output::harmless_json, word},
    error::{Error, ErrorKind, Result},
    reports::{self, Report},
};

/// What a report can be written as. The doc comments are the help that `-f` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// for a terminal
    Text,
    /// for an issue, a wiki or a mail
    Markdown,
    /// a page for an editor's browser
    Html,
    /// for another program
    Json,
    /// one finding a line, then the summary
    Jsonl,
    /// for code scanning and editors of code
    Sarif,
    /// for continuous integration
    Junit,
    /// annotations of a GitHub workflow
    Github,
    /// findings for a spreadsheet
    Csv,
    /// facts against outlets, for a spreadsheet
    CsvMatrix,
    /// a copy of a Word draft with comments; `check` alone, as docx=commented.docx
    Docx,
}

impl ReportFormat {
    /// The format of this name.
    pub(super) fn named(name: &str) -> Result<Self> {
        Self::from_str(name, false).map_err(|_| {
            Error::new(ErrorKind::Usage, format!("unknown format `{name}`")).remedy(format!("use {}", names()))
        })
    }

    /// Whether reports can stand one after the other in one stream, and whoever reads it tells them apart.
    pub(super) const fn follows_itself(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Json | Self::Jsonl | Self::Github)
    }

    /// The report in this format; `colour` is for those that know colours, `draft` for those that are a copy of it.
    pub(super) fn render(self, report: &Report, colour: bool, draft: Option<&Path>) -> Result<Vec<u8>> {
        let text = match self {
            Self::Text => reports::text(report, colour),
            Self::Markdown => reports::markdown(report),
            Self::Html => reports::html(report),
            Self::Json => harmless_json(&reports::json(report)),
            Self::Jsonl => harmless_json(&reports::json_lines(report)),
            Self::Sarif => harmless_json(&reports::sarif(report)),
            Self::Junit => reports::junit(report),
            Self::Github => reports::github(report),
            Self::Csv => reports::csv(report),
            Self::CsvMatrix => reports::matrix(report),
            Self::Docx => return word::commented(report, draft.unwrap_or(Path::new(""))),
        };
        Ok(text.into_bytes())
    }
}

/// The names of all formats: "text, markdown or json".
fn names() -> String {
    let names: Vec<String> = values().map(|value| value.get_name().to_owned()).collect();
    match names.split_last() {
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn values() -> impl Iterator<Item = clap::builder::PossibleValue> {
    ReportFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value)
}

/// The help of `-f`: each format and what it is for.
pub(super) fn help() -> String {
    let row = |value: clap::builder::PossibleValue| {
        let about = value.get_help().map(ToString::to_string).unwrap_or_default();
        format!("{} ({about})", value.get_name())
    };
    let rows: Vec<String> = values().map(row).collect();
    format!("FORMAT or FORMAT=FILE; repeatable, as -f text -f json=report.json. Formats: {}", rows.join(", "))
}
