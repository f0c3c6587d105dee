//! What the command line says of the first minutes.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use crate::cli::args::OutputArgs;

/// `crosscheck demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Write the report as a page into a temporary folder, and open it in the browser
    #[arg(long, conflicts_with_all = ["format", "output"])]
    pub open: bool,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `crosscheck init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the story
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `crosscheck completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell to print them for
    #[arg(value_enum)]
    pub shell: Shell,
}

/// `crosscheck man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command that the page is for, as `check` or `rules test`; without one, the program
    pub command: Vec<String>,
}
