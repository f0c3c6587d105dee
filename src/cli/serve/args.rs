//! What the command line says of the server.

use std::{net::SocketAddr, path::PathBuf};

use chrono::NaiveDate;
use clap::{Args, value_parser};

use crate::cli::{args::RulesArgs, config::ConfigArgs, serve::guard};

/// `crosscheck serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on, of this machine alone; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8181")]
    pub listen: SocketAddr,
    /// The folder of a story that drafts are checked against; repeatable
    #[arg(long, value_name = "DIR")]
    pub story: Vec<PathBuf>,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// Requests that are larger than this many mebibytes are refused
    #[arg(long, value_name = "MIB", default_value_t = 8, value_parser = value_parser!(u64).range(1..=256))]
    pub max_request_size: u64,
    /// A request that takes longer than this many seconds is given up
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = value_parser!(u64).range(1..=3600))]
    pub time_limit: u64,
    /// The issueType of matches for LanguageTool clients, some of which drop those that they do not know
    #[arg(long, value_name = "NAME", default_value = "other")]
    pub issue_type: String,
    /// A browser's add-on that may ask for what LanguageTool answers, as moz-extension://NAME; repeatable
    #[arg(long, value_name = "ORIGIN", value_parser = guard::add_on)]
    pub add_on: Vec<String>,
    /// The day on which waivers are judged, instead of today
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub rules: RulesArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}
