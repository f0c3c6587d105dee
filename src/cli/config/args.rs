//! What the command line says of the configuration.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::FailOn;

/// Which configuration file holds.
#[derive(Debug, Default, Args)]
pub struct ConfigArgs {
    /// The configuration file, instead of the nearest crosscheck.toml above the first path
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no crosscheck.toml
    #[arg(long)]
    pub isolated: bool,
}

/// Which findings are shown.
#[derive(Debug, Default, Args)]
pub struct SelectArgs {
    /// Only findings of these rules or categories, as place,date,meeting_leader; repeatable
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub only: Vec<String>,
    /// No findings of these rules or categories; repeatable
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub skip: Vec<String>,
}

/// `crosscheck config`.
#[derive(Debug, Args)]
pub struct ConfigCommand {
    /// The files or folders that the configuration is for
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Print every value that holds, and where it comes from
    #[arg(long, required = true)]
    pub show: bool,
    #[command(flatten)]
    pub config: ConfigArgs,
    #[command(flatten)]
    pub select: SelectArgs,
    /// As in `report` and `check`
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// As in `check`
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// As in `report` and `check`
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}
