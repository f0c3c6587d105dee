//! What the filters of an archive are told.

use std::path::PathBuf;

use clap::Args;

use crate::{
    cli::{
        args::{FailOn, OutputArgs, RulesArgs},
        config::{ConfigArgs, SelectArgs},
    },
    error::{Error, ErrorKind, Result},
};

/// What `extract --stage records` is told besides.
#[derive(Debug, Default, Args)]
pub struct RecordArgs {
    /// For records: the key of the story that all paths belong to; without it each folder that is named is a story
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    /// For records: the paths hold documents, a line of JSON each, with `key`, `id` and `text`; `-` is standard input
    #[arg(long)]
    pub documents: bool,
    /// For records: leave the claims out; `compare` makes them anew
    #[arg(long)]
    pub bare: bool,
    #[command(flatten)]
    pub bad: BadArgs,
}

impl RecordArgs {
    /// An error where something is said that only records know of.
    pub(in crate::cli) fn are_for_records(&self) -> Result<()> {
        if self.key.is_none() && !self.documents && !self.bare && !self.bad.keep_going {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Usage, "--key, --documents, --bare and --keep-going are for records")
            .remedy("add --stage records, or leave them out"))
    }
}

/// What becomes of what cannot be read.
#[derive(Debug, Default, Args)]
pub struct BadArgs {
    /// Write a record of what cannot be read instead of failing; it is told in the report of its story
    #[arg(long)]
    pub keep_going: bool,
}

/// Where lines come from.
#[derive(Debug, Args)]
pub struct LineArgs {
    /// Files of lines; `-` is standard input
    #[arg(default_value = "-")]
    pub paths: Vec<PathBuf>,
    /// Texts longer than this many mebibytes are refused
    #[arg(long, value_name = "MIB")]
    pub max_text_size: Option<usize>,
    #[command(flatten)]
    pub select: SelectArgs,
    #[command(flatten)]
    pub rules: RulesArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// `crosscheck compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub lines: LineArgs,
    #[command(flatten)]
    pub bad: BadArgs,
    /// Leave the records out of the lines: they are smaller, and `render` cannot read them
    #[arg(long)]
    pub findings_only: bool,
}

/// `crosscheck render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    #[command(flatten)]
    pub lines: LineArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Fail (exit status 1) on findings of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Never)]
    pub fail_on: FailOn,
}
