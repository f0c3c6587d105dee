//! What the command line says of waivers.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::cli::args::SourceArgs;

/// Which findings do not count.
#[derive(Debug, Default, Args)]
pub struct SettleArgs {
    #[command(flatten)]
    pub file: FileArgs,
    /// A JSON report made before: what it found already does not count
    #[arg(long, value_name = "REPORT.json")]
    pub baseline: Option<PathBuf>,
}

/// The waiver file and the day.
#[derive(Debug, Default, Args)]
pub struct FileArgs {
    /// The waiver file, instead of crosscheck-waivers.toml in the folders of the paths
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<PathBuf>,
    /// The day on which waivers are judged, instead of today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<NaiveDate>,
}

/// `crosscheck waive`.
#[derive(Debug, Args)]
pub struct WaiveArgs {
    /// The finding's id, as a report prints it behind the rule
    pub id: String,
    /// The files or folders that the report was made of
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Why the finding is accepted
    #[arg(long)]
    pub reason: String,
    /// The last day on which the waiver holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: NaiveDate,
    /// Who accepts it
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub file: FileArgs,
    #[command(flatten)]
    pub sources: SourceArgs,
}

/// `crosscheck waivers`.
#[derive(Debug, Args)]
pub struct WaiversArgs {
    /// The folders of the stories
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Take out of the files the waivers whose day is over
    #[arg(long)]
    pub prune: bool,
    #[command(flatten)]
    pub file: FileArgs,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "write a day as 2031-05-31".to_owned())
}
